"""Delimited text (`;`, `,`, tab, `|`) as one sheet of cells; the text's encoding is found out. Not for prose."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import Unreadable

_DELIMITERS = ";\t,|"
# A number as Excel leaves it in a CSV: its digits are gone for good.
_SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+\d{2}", re.IGNORECASE)
_OFTEN_MAX = 5_000
_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
BARIS_MAKS = 300_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def decode(data: bytes) -> str:
    """Bytes as text: by byte order mark, else UTF-8, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_cell(row: int, col: int, text: str) -> Cell:
    """One cell of a text file; a number that Excel has shortened (`1,98607E+17`) is a number, all else is text."""
    formula = _TEXT_FORMULA.fullmatch(text.strip())
    text = formula[1] if formula else text
    if _SCIENTIFIC.fullmatch(text.strip()):
        raw = text.strip().replace(",", ".")
        return Cell(row, col, number_text(raw, ""), "angka", None, "", raw)
    return Cell(row, col, text, "teks")


def read_delimited(data: bytes) -> Grid:
    """Read a delimited text as the sheet `CSV`. Raises `Unreadable` for too many rows or a broken quotation."""
    text = decode(data)
    delimiter = _delimiter(text)
    cells: PlacedCells[Cell] = PlacedCells()
    often: dict[str, str] = {}  # texts that come again (a unit, a golongan) are kept once
    try:
        for row, record in enumerate(csv.reader(_lines(text), delimiter=delimiter), start=1):
            if row > BARIS_MAKS:
                raise Unreadable("berkas-terlalu-besar", f"lebih dari {BARIS_MAKS} baris")
            for col, field in enumerate(record, start=1):
                if field.strip():
                    cells[(row, col)] = text_cell(row, col, often.setdefault(field, field))
            if len(often) > _OFTEN_MAX:
                often.clear()
    except csv.Error as fault:
        raise Unreadable("berkas-rusak", "tanda kutip atau panjang sel pada teks CSV tidak wajar") from fault
    return Grid("CSV", cells, [])


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time."""
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return (found[0] for found in _LINE.finditer(text))


def _delimiter(text: str) -> str:
    """The separator on most lines; at equal counts `;` first (Excel's own under Indonesian settings)."""
    counts: Counter[str] = Counter()
    for line in islice(_lines(text), 200):
        for delimiter in _DELIMITERS:
            counts[delimiter] += min(line.count(delimiter), 3) - (delimiter == ",")
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])
