"""The workbook of a recap: tables, and charts of how predikat are spread over them. Rows come in, bytes go out."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from skpxl.books.charts import per_unit_chart, spread_chart
from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.template.style import Gaya

_GAP = 3  # rows between the table of the spread and its chart
_SIDE_COL = 7  # the chart per unit stands beside the other one


def write_recap_book(
    per_unit: BookTable,
    spread: BookTable,
    behind: Sequence[BookTable],
    gaya: Gaya,
    *,
    predikat: int,
    units: int,
    predikat_col: int,
    kertas: str,
) -> bytes:
    """The sheets in order; the chart of `spread` (so many `predikat`, a row each) stands below it.

    With `units` a second chart draws the first rows of `per_unit`, whose counts begin in `predikat_col` (from 0).
    """
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": "Rekap evaluasi kinerja", "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, gaya)
    for table in (per_unit, spread, *behind):
        sheet = workbook.add_worksheet(table.name)
        add_table(sheet, table, formats, kertas)
        if table is not spread:
            continue
        heading_row = _heading_row(spread)
        sheet.insert_chart(
            heading_row + predikat + _GAP, 0, spread_chart(workbook, gaya, spread.name, heading_row, predikat)
        )
        if units:
            bars = per_unit_chart(workbook, gaya, per_unit.name, _heading_row(per_unit), units, predikat_col, predikat)
            sheet.insert_chart(heading_row, _SIDE_COL, bars)
    workbook.close()
    return target.getvalue()


def _heading_row(table: BookTable) -> int:
    """The row of a table's headings, from 0, as `add_table` places it."""
    return len(table.lines) + 1 if table.lines else 0
