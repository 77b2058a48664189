"""The workbook of how a round stands: tables, and two charts over them on a sheet of their own. Rows come in, bytes go out."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from skpxl.books.charts import line_chart, stacked_chart
from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.template.style import KERTAS, Gaya

CHARTS = "Grafik"
_TITLE = "Keadaan pengumpulan SKP"
_BELOW_ROWS = 3


class ChartPlace(NamedTuple):
    """What a chart draws: the first `rows` of a table, a series for each colour in the columns from `first_col` (from 0)."""

    table: BookTable
    rows: int
    first_col: int
    colours: tuple[str, ...]


def write_status_book(
    tables: Sequence[BookTable], groups: ChartPlace, days: ChartPlace, gaya: Gaya, *, kertas: str
) -> bytes:
    """The sheets in order, the charts behind the first: a bar per row of `groups`, a line over the rows of `days`."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": _TITLE, "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, gaya)
    first, *others = tables
    add_table(workbook.add_worksheet(first.name), first, formats, kertas)
    sheet = workbook.add_worksheet(CHARTS)
    for table in others:
        add_table(workbook.add_worksheet(table.name), table, formats, kertas)
    sheet.write_string(0, 0, _TITLE, formats.get("subjudul", bungkus=False))
    for number, line in enumerate(first.lines, start=0):
        sheet.write_string(number, 0, line, formats.get("subjudul", bungkus=False))
    row = len(first.lines) + 1
    if groups.rows:
        bars = stacked_chart(workbook, gaya, groups.table.name, _heading_row(groups.table), groups.rows, groups.first_col,
                             groups.colours, title="Keadaan per perangkat daerah", share=False)  # fmt: skip
        sheet.insert_chart(row, 0, bars)
        row += round((140 + 26 * groups.rows) / 20) + _BELOW_ROWS
    if days.rows:
        accepted = line_chart(workbook, gaya, days.table.name, _heading_row(days.table), days.rows, days.first_col,
                              colour=days.colours[0], title="SKP yang diterima dari hari ke hari")  # fmt: skip
        sheet.insert_chart(row, 0, accepted)
    sheet.set_paper(KERTAS[kertas])
    sheet.fit_to_pages(1, 1)
    workbook.close()
    return target.getvalue()


def _heading_row(table: BookTable) -> int:
    return len(table.lines) + 1 if table.lines else 0
