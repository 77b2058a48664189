"""A table that a program keeps for itself and people may open: a text file with semicolons. It knows no column's meaning."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole


def damaged_record(file: Path, name: str) -> SkpxlError:
    """What is raised of a record (`name` in Indonesian) that cannot be believed."""
    return SkpxlError(
        f"Catatan {name} {file} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )


def read_record(file: Path, name: str, columns: Sequence[str]) -> list[list[str]]:
    """The rows below the headings `columns`; none where there is no such file.

    A spreadsheet program may have saved it with commas; anything else it did raises SkpxlError.
    """
    if not file.exists():
        return []
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise damaged_record(file, name) from error
    separator = ";" if ";" in text.partition("\n")[0] else ","
    header, *rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row] or [[]]
    if header != [*columns] or any(len(row) != len(columns) for row in rows):
        raise damaged_record(file, name)
    return rows


def write_record(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write it whole, over what stood there; an Indonesian Excel opens it as a table."""
    table = io.StringIO()
    csv.writer(table, delimiter=";", lineterminator="\r\n").writerows([columns, *rows])
    write_whole(file, table.getvalue().encode("utf-8-sig"), force=True)
