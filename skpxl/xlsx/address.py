"""Cell addresses: `B7` and `'SKP'!$C$6` to numbers and back. Only single cells; no formulas."""

import re
from functools import lru_cache

from skpxl.xlsx.package import Unreadable

BARIS_MAKS = 1_048_576  # Excel specifications and limits
KOLOM_MAKS = 16_384

_SHEET = r"=?(?:'((?:[^']|'')+)'|([^'!#\[\]]+))!"
_CELL = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_REFERENCE = re.compile(rf"{_SHEET}{_CELL}(?::\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})?")


def a1(row: int, col: int, *, mutlak: bool = False, baris_tetap: bool = False, kolom_tetap: bool = False) -> str:
    """The address of a cell, both counted from 1: `a1(7, 2) == "B7"`, with `mutlak` `$B$7`, else `B$7` or `$B7`."""
    letters = ""
    while col > 0:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{'$' * (mutlak or kolom_tetap)}{letters}{'$' * (mutlak or baris_tetap)}{row}"


@lru_cache(maxsize=4_096)
def parse_ref(ref: str) -> tuple[str, int, int] | None:
    """`'SKP'!$C$6` as (sheet, row, column); of an area its first cell; None for anything else (`#REF!`, a constant)."""
    match = _REFERENCE.fullmatch(ref.strip())
    if not match:
        return None
    row, col = int(match[4]), _column_number(match[3])
    if not (1 <= row <= BARIS_MAKS and 1 <= col <= KOLOM_MAKS):
        return None
    if match[1] is None:
        return match[2], row, col
    return (match[1].replace("''", "'"), row, col) if "[" not in match[1] else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


_COLUMN_NUMBERS = {a1(1, number)[:-1]: number for number in range(1, 703)}


# Thousands of files have the same addresses; of a sheet with millions only the first are kept.
_PARSED: dict[str, tuple[int, int]] = {}
_KEPT = 10_000


def alamat(ref: str) -> tuple[int, int]:
    """The (row, column) of `B7`. Raises `Unreadable` for anything that is no cell of a sheet."""
    if (known := _PARSED.get(ref)) is not None:
        return known
    place = _parsed(ref)
    if len(_PARSED) < _KEPT:
        _PARSED[ref] = place
    return place


def _parsed(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    col = _COLUMN_NUMBERS.get(letters)
    if col is None:
        in_alphabet = letters.isascii() and letters.isalpha() and letters.isupper()
        col = _column_number(letters) if in_alphabet and len(letters) <= 3 else 0
    digits = ref[len(letters) :]
    row = int(digits) if 0 < len(digits) <= 7 else 0
    if not (1 <= row <= BARIS_MAKS and 1 <= col <= KOLOM_MAKS):
        raise Unreadable("berkas-rusak", f"alamat sel {ref[:20]!r} di luar lembar")
    return row, col
