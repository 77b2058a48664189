"""The ledger as a file that leaves: a workbook for people, a table of text for programs. Nothing in it is ever a formula."""

import csv
import io
from collections.abc import Sequence

from skpxl.books.tables import BookTable, write_tables
from skpxl.files.names import bukan_rumus
from skpxl.model.shown import shown
from skpxl.status.telling import COLUMNS, TITLE
from skpxl.template.style import Gaya


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """With semicolons and a byte order mark, as an Indonesian Excel opens it."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow([title for title, _ in COLUMNS])
    writer.writerows([bukan_rumus(shown(cell)) for cell in row] for row in rows)
    return table.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[str]], gaya: Gaya, kertas: str) -> bytes:
    """One sheet; every cell is text."""
    return write_tables([BookTable("Kejadian", COLUMNS, rows, (TITLE,))], gaya, title=TITLE, kertas=kertas)
