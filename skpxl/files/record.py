"""A table that a program keeps for itself and people may open: a text file with semicolons. It knows no column's meaning.

Excel saves it anew: with commas or tabs, in its own code page, without the byte order mark, with delimiters to fill
the lines up. All of that is read. What it has done to a value (`1,99001E+17`) cannot be undone, and is refused with its line.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.files.text import read_bytes, text_of

_SEPARATORS = ";,\t"
_SEPARATOR_LINE = re.compile(r"sep=.\n")  # Excel's own, before the headings
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_ROUNDED = re.compile(r"[+-]?\d+([.,]\d+)?[eE]\+\d{2,3}")
_NIP_ROUNDED = re.compile(r"[12]\d{14}000")  # fifteen digits are left of a NIP; nobody's ends so


class Row(NamedTuple):
    """One row, and the line of the file that it ends in."""

    line: int
    cells: list[str]


def damaged_record(file: Path, name: str, line: int = 0) -> SkpxlError:
    """What is raised of a record (`name` in Indonesian) that cannot be believed, with the line where there is one."""
    place = f", baris {line}," if line else ""
    return SkpxlError(
        f"Catatan {name} {file}{place} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )


def is_rounded(cell: str) -> bool:
    """True for a number of which a spreadsheet program has kept fifteen digits only."""
    return bool(_ROUNDED.fullmatch(cell) or _NIP_ROUNDED.fullmatch(cell))


def begins_with(start: bytes, headings: str) -> bool:
    """True where a file begins with these ASCII headings (with semicolons), whichever program saved it anew."""
    letters = bytes(byte for byte in start if byte == ord("\t") or ord(" ") <= byte < 0x7F and byte != ord('"'))
    return re.sub("[,\t]", ";", letters.decode("ascii").removeprefix("sep=;")).startswith(headings)


def read_table(file: Path, name: str) -> list[Row] | None:
    """All rows that are not blank, headings included; None where there is no such file. Raises SkpxlError."""
    try:
        data = read_bytes(file)
    except OSError as error:
        raise damaged_record(file, name) from error
    if data is None:
        return None
    try:
        return rows_of(text_of(data, file))
    except (SkpxlError, csv.Error) as error:
        raise damaged_record(file, name) from error


def rows_of(text: str) -> list[Row]:
    """The rows of a text that are not blank, without the empty cells at their end that the headings do not ask for."""
    text = _SEPARATOR_LINE.sub("", text, count=1) if _SEPARATOR_LINE.match(text) else text
    first = text.lstrip("\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows = [Row(reader.line_num, [_plain(cell) for cell in cells]) for cells in reader if any(map(str.strip, cells))]
    width = len(_trimmed(rows[0].cells, 0)) if rows else 0
    return [Row(line, _trimmed(cells, width)) for line, cells in rows]


def read_record(file: Path, name: str, columns: Sequence[str], *, before: Sequence[str] = ()) -> list[list[str]]:
    """The rows below the headings `columns`, or those of `before`, an earlier form of it; none where there is no such file.

    Raises SkpxlError where it is anything else, or a spreadsheet program has rounded a number in it.
    """
    rows = read_table(file, name)
    if rows is None:
        return []
    header, *others = rows or [Row(1, [])]
    if header.cells not in ([*columns], [*(before or columns)]):
        raise damaged_record(file, name, header.line)
    for row in others:
        if len(row.cells) != len(header.cells) or any(map(is_rounded, row.cells)):
            raise damaged_record(file, name, row.line)
    return [row.cells for row in others]


def write_record(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write it whole, over what stood there; an Indonesian Excel opens it as a table."""
    table = io.StringIO()
    csv.writer(table, delimiter=";", lineterminator="\r\n").writerows([columns, *rows])
    write_whole(file, table.getvalue().encode("utf-8-sig"), force=True)


def _plain(cell: str) -> str:
    """A cell without the formula that keeps digits from being a number."""
    found = _AS_TEXT.fullmatch(cell)
    return found[1] if found else cell


def _trimmed(cells: list[str], width: int) -> list[str]:
    """The cells without the empty ones at the end, those beyond `width` only."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
