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

    lembar: str
    kolom: int
    kolom_akhir: int
    nama: int
    nilai: int


def write_figures(sheet: Worksheet, kolom: int, pola: PolaDistribusi, capaian: Sequence[str]) -> tuple[str, ...]:
    """The curves as a table from column `kolom` on: names of predikat in row 0, a row per capaian below; gives the names.

    The form draws Sangat Kurang on the left, so the best predikat stands last.
    """
    urut = pola.predikat[::-1]
    for col, nama in enumerate(urut, start=kolom):
        sheet.write_string(0, col, nama)
        for row, satu in enumerate(capaian, start=1):
            sheet.write_number(row, col, float(pola.kurva[satu][nama]))
    return urut


def insert_curve(
    workbook: Workbook, sheet: Worksheet, letak: LetakGrafik, halaman: Halaman, gaya: Gaya, angka: Angka
) -> None:
    """A smooth line as wide as the columns and as high as the row that the layout gives it."""
    grafik = workbook.add_chart({"type": "line"})
    grafik.add_series(
        {
            "name": letak.blok.judul or "Pola distribusi",
            "categories": [angka.lembar, angka.nama, angka.kolom, angka.nama, angka.kolom_akhir],
            "values": [angka.lembar, angka.nilai, angka.kolom, angka.nilai, angka.kolom_akhir],
            "smooth": True,
            "line": {"color": gaya.garis, "width": 2},
        }
    )
    grafik.set_legend({"none": True})
    grafik.set_title({"none": True})
    huruf = {"name": gaya.huruf, "size": 8}
    grafik.set_x_axis({"name": letak.blok.sumbu_datar, "name_font": huruf, "num_font": huruf})
    grafik.set_y_axis(
        {
            "name": letak.blok.sumbu_tegak,
            "name_font": huruf,
            "major_gridlines": {"visible": False},
            "num_font": huruf,
            "min": 0,
        }
    )
    # The figures are on a hidden sheet.
    grafik.show_hidden_data()
    lebar = sum(halaman.kisi[letak.col - 1 : letak.col_to])
    grafik.set_size(
        {"width": int(lebar * 7 + 5 * (letak.col_to - letak.col + 1)) - 12, "height": int(letak.tinggi / 0.75) - 8}
    )
    sheet.insert_chart(letak.row - 1, letak.col - 1, grafik, {"x_offset": 6, "y_offset": 4, "object_position": 2})
