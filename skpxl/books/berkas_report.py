"""Tables in which words say how papers stand, coloured by themselves; with links. It knows no paper and no person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN
from skpxl.template.style import Gaya


@dataclass(frozen=True)
class ReportSheet:
    """A sheet: its table, and the columns (counted from 0) whose words are coloured by `colours`: word -> name in `[tanda]`."""

    table: BookTable
    columns: Sequence[int] = ()
    colours: dict[str, str] = field(default_factory=dict)
    rows: int = 0


def write_status(pages: Sequence[ReportSheet], gaya: Gaya, *, title: str, kertas: str = "A4", mark: str = "") -> bytes:
    """A workbook of these sheets; the same bytes for the same input. `mark` is that of a finished paper."""
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "skpxl", "created": SAAT_DIBUAT, "keywords": mark})
    if mark:
        workbook.set_custom_property(SIFAT_DOKUMEN, mark)
    formats = Formats(workbook, gaya)
    for page in pages:
        sheet = workbook.add_worksheet(page.table.name)
        add_table(sheet, page.table, formats, kertas)
        _colour(sheet, page, formats)
    workbook.close()
    return target.getvalue()


def _colour(sheet: Worksheet, page: ReportSheet, formats: Formats) -> None:
    """One rule per word and column, over the rows of the table."""
    first = len(page.table.lines) + 2 if page.table.lines else 1  # counted from 0: under the headings
    if not page.rows:
        return
    for col in page.columns:
        for word, colour in page.colours.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": formats.tanda(colour)}
            sheet.conditional_format(first, col, first + page.rows - 1, col, rule)
