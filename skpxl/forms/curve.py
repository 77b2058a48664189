"""The chart of pola distribusi on a sheet, over a row of figures that stands elsewhere. It rates nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from skpxl.model.distribusi import PolaDistribusi
from skpxl.template.slots import Halaman, LetakGrafik
from skpxl.template.style import Gaya


@dataclass(frozen=True, slots=True)
class Angka:
    """Where the figures are: sheet, first and last column, the row of their names and their own row (all from 0)."""

    sheet: str
    column: int
    last_column: int
    name: int
    values: int


def write_figures(sheet: Worksheet, column: int, pola: PolaDistribusi, capaian: Sequence[str]) -> tuple[str, ...]:
    """The curves as a table from column `column` on: names of predikat in row 0, a row per capaian below; gives the names.

    The form draws Sangat Kurang on the left, so the best predikat stands last.
    """
    names = pola.predikat[::-1]
    for col, name in enumerate(names, start=column):
        sheet.write_string(0, col, name)
        for row, level in enumerate(capaian, start=1):
            sheet.write_number(row, col, float(pola.kurva[level][name]))
    return names


def insert_curve(
    workbook: Workbook, sheet: Worksheet, letak: LetakGrafik, halaman: Halaman, gaya: Gaya, figures: Angka
) -> None:
    """A smooth line as wide as the columns and as high as the row that the layout gives it."""
    chart = workbook.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": letak.blok.judul or "Pola distribusi",
            "categories": [figures.sheet, figures.name, figures.column, figures.name, figures.last_column],
            "values": [figures.sheet, figures.values, figures.column, figures.values, figures.last_column],
            "smooth": True,
            "line": {"color": gaya.garis, "width": 2},
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    font = {"name": gaya.huruf, "size": 8}
    chart.set_x_axis({"name": letak.blok.sumbu_datar, "name_font": font, "num_font": font})
    chart.set_y_axis(
        {
            "name": letak.blok.sumbu_tegak,
            "name_font": font,
            "major_gridlines": {"visible": False},
            "num_font": font,
            "min": 0,
        }
    )
    # The figures are on a hidden sheet.
    chart.show_hidden_data()
    width = sum(halaman.kisi[letak.col - 1 : letak.col_to])
    chart.set_size(
        {"width": int(width * 7 + 5 * (letak.col_to - letak.col + 1)) - 12, "height": int(letak.tinggi / 0.75) - 8}
    )
    sheet.insert_chart(letak.row - 1, letak.col - 1, chart, {"x_offset": 6, "y_offset": 4, "object_position": 2})
