"""Native charts over tables on sheets of the same workbook: how predikat are spread, how a round stands. They only draw."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from skpxl.template.style import Gaya

_COLOURS = ("#375623", "#70AD47", "#FFC000", "#ED7D31", "#C00000")


def spread_chart(workbook: Workbook, gaya: Gaya, sheet: str, heading_row: int, count: int) -> Any:
    """Columns of the shares against the line of the pola: predikat, people, %, pola, in rows below `heading_row` (from 0)."""
    categories = [sheet, heading_row + 1, 0, heading_row + count, 0]
    columns = workbook.add_chart({"type": "column"})
    columns.add_series(
        {
            "name": "Pegawai (%)",
            "categories": categories,
            "values": [sheet, heading_row + 1, 2, heading_row + count, 2],
            "fill": {"color": "#8EA9DB"},
            "data_labels": {"value": True},
            "gap": 80,
        }
    )
    line = workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": [sheet, heading_row, 3],
            "categories": categories,
            "values": [sheet, heading_row + 1, 3, heading_row + count, 3],
            "line": {"color": "#C00000", "width": 2},
            "smooth": True,
        }
    )
    columns.combine(line)
    font = {"name": gaya.huruf, "size": 9}
    columns.set_title({"name": "Distribusi predikat kinerja", "name_font": {**font, "size": 12}})
    columns.set_x_axis({"num_font": font})
    columns.set_y_axis({"name": "% pegawai yang dinilai", "name_font": font, "num_font": font, "min": 0})
    columns.set_legend({"position": "bottom", "font": font})
    columns.set_size({"width": 680, "height": 360})
    return columns


def per_unit_chart(
    workbook: Workbook, gaya: Gaya, sheet: str, heading_row: int, units: int, first_col: int, count: int
) -> Any:
    """A bar of 100 % per unit, parted by predikat; the counts stand in `count` columns from `first_col` on."""
    colours = [_COLOURS[index % len(_COLOURS)] for index in range(count)]
    return stacked_chart(workbook, gaya, sheet, heading_row, units, first_col, colours)


def stacked_chart(
    workbook: Workbook,
    gaya: Gaya,
    sheet: str,
    heading_row: int,
    rows: int,
    first_col: int,
    colours: Sequence[str],
    **kind: Any,
) -> Any:
    """A bar per row below `heading_row` (from 0), named in the first column, parted by the columns from `first_col` on, one
    for each colour. `kind` may say `title`, and `share=False` for counts instead of 100 %.
    """
    subtype = "percent_stacked" if kind.get("share", True) else "stacked"
    bars = workbook.add_chart({"type": "bar", "subtype": subtype})
    for index, colour in enumerate(colours):
        bars.add_series(
            {
                "name": [sheet, heading_row, first_col + index],
                "categories": [sheet, heading_row + 1, 0, heading_row + rows, 0],
                "values": [sheet, heading_row + 1, first_col + index, heading_row + rows, first_col + index],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    font = {"name": gaya.huruf, "size": 9}
    bars.set_title({"name": kind.get("title", "Predikat per unit"), "name_font": {**font, "size": 12}})
    bars.set_x_axis({"num_font": font})
    bars.set_y_axis({"reverse": True, "num_font": font})
    bars.set_legend({"position": "bottom", "font": font})
    bars.set_size({"width": 680, "height": 140 + 26 * rows})
    return bars


def line_chart(
    workbook: Workbook, gaya: Gaya, sheet: str, heading_row: int, rows: int, col: int, *, colour: str, title: str
) -> Any:
    """A line over the rows below `heading_row` (from 0): the days of the first column, the counts of column `col`."""
    line = workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": [sheet, heading_row, col],
            "categories": [sheet, heading_row + 1, 0, heading_row + rows, 0],
            "values": [sheet, heading_row + 1, col, heading_row + rows, col],
            "line": {"color": colour, "width": 2.25},
            "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
        }
    )
    font = {"name": gaya.huruf, "size": 9}
    line.set_title({"name": title, "name_font": {**font, "size": 12}})
    line.set_x_axis({"num_font": font})
    line.set_y_axis({"num_font": font, "min": 0})
    line.set_legend({"none": True})
    line.set_size({"width": 680, "height": 320})
    return line
