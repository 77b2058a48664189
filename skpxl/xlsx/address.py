"""Cell addresses: `B7` and `'SKP'!$C$6` to numbers and back. Only single cells; no formulas."""

import re
from functools import lru_cache

from skpxl.xlsx.package import TakTerbaca

BARIS_MAKS = 1_048_576  # Excel specifications and limits
KOLOM_MAKS = 16_384

_LEMBAR = r"=?(?:'((?:[^']|'')+)'|([^'!#\[\]]+))!"
_SEL = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_ACUAN = re.compile(rf"{_LEMBAR}{_SEL}(?::\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})?")


def a1(row: int, col: int, *, mutlak: bool = False, baris_tetap: bool = False, kolom_tetap: bool = False) -> str:
    """The address of a cell, both counted from 1: `a1(7, 2) == "B7"`, with `mutlak` `$B$7`, else `B$7` or `$B7`."""
    huruf = ""
    while col > 0:
        col, sisa = divmod(col - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return f"{'$' * (mutlak or kolom_tetap)}{huruf}{'$' * (mutlak or baris_tetap)}{row}"


@lru_cache(maxsize=4_096)
def parse_ref(ref: str) -> tuple[str, int, int] | None:
    """`'SKP'!$C$6` as (sheet, row, column); of an area its first cell; None for anything else (`#REF!`, a constant)."""
    cocok = _ACUAN.fullmatch(ref.strip())
    if not cocok:
        return None
    row, col = int(cocok[4]), _kolom(cocok[3])
    if not (1 <= row <= BARIS_MAKS and 1 <= col <= KOLOM_MAKS):
        return None
    if cocok[1] is None:
        return cocok[2], row, col
    return (cocok[1].replace("''", "'"), row, col) if "[" not in cocok[1] else None


def _kolom(huruf: str) -> int:
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - 64
    return nomor


_KOLOM = {a1(1, nomor)[:-1]: nomor for nomor in range(1, 703)}


# Thousands of files have the same addresses; of a sheet with millions only the first are kept.
_PARSED: dict[str, tuple[int, int]] = {}
_KEPT = 10_000


def alamat(ref: str) -> tuple[int, int]:
    """The (row, column) of `B7`. Raises `TakTerbaca` for anything that is no cell of a sheet."""
    if (known := _PARSED.get(ref)) is not None:
        return known
    place = _parsed(ref)
    if len(_PARSED) < _KEPT:
        _PARSED[ref] = place
    return place


def _parsed(ref: str) -> tuple[int, int]:
    huruf = ref.rstrip("0123456789")
    col = _KOLOM.get(huruf)
    if col is None:
        col = _kolom(huruf) if 1 <= len(huruf) <= 3 and huruf.isascii() and huruf.isalpha() and huruf.isupper() else 0
    angka = ref[len(huruf) :]
    row = int(angka) if 0 < len(angka) <= 7 else 0
    if not (1 <= row <= BARIS_MAKS and 1 <= col <= KOLOM_MAKS):
        raise TakTerbaca("berkas-rusak", f"alamat sel {ref[:20]!r} di luar lembar")
    return row, col
