"""Delimited text (`;`, `,`, tab, `|`) as one sheet of cells; the text's encoding is found out. Not for prose."""

import csv
import re
from collections import Counter

from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import TakTerbaca

_PEMISAH = ";\t,|"
# A number as Excel leaves it in a CSV: its digits are gone for good.
_ILMIAH = re.compile(r"\d[.,]?\d*E\+\d{2}", re.IGNORECASE)
_RUMUS_TEKS = re.compile(r'="(.*)"', re.DOTALL)
BARIS_MAKS = 200_000


def decode(data: bytes) -> str:
    """Bytes as text: by byte order mark, else UTF-8, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_cell(row: int, col: int, teks: str) -> Cell:
    """One cell of a text file; a number that Excel has shortened (`1,98607E+17`) is a number, all else is text."""
    rumus = _RUMUS_TEKS.fullmatch(teks.strip())
    teks = rumus[1] if rumus else teks
    if _ILMIAH.fullmatch(teks.strip()):
        raw = teks.strip().replace(",", ".")
        return Cell(row, col, number_text(raw, ""), "angka", None, "", raw)
    return Cell(row, col, teks, "teks")


def read_delimited(data: bytes) -> Grid:
    """Read a delimited text as the sheet `CSV`. Raises `TakTerbaca` for too many rows or a broken quotation."""
    teks = decode(data)
    pemisah = _delimiter(teks)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for row, baris in enumerate(csv.reader(teks.splitlines(keepends=True), delimiter=pemisah), start=1):
            if row > BARIS_MAKS:
                raise TakTerbaca("berkas-terlalu-besar", f"lebih dari {BARIS_MAKS} baris")
            for col, isi in enumerate(baris, start=1):
                if isi.strip():
                    cells[(row, col)] = text_cell(row, col, isi)
    except csv.Error as salah:
        raise TakTerbaca("berkas-rusak", "tanda kutip atau panjang sel pada teks CSV tidak wajar") from salah
    return Grid("CSV", cells, [])


def _delimiter(teks: str) -> str:
    """The separator on most lines; at equal counts `;` first (Excel's own under Indonesian settings)."""
    jumlah: Counter[str] = Counter()
    for baris in teks.splitlines()[:200]:
        for pemisah in _PEMISAH:
            jumlah[pemisah] += min(baris.count(pemisah), 3) if pemisah != "," else min(baris.count(pemisah), 3) - 1
    return max(_PEMISAH, key=lambda pemisah: jumlah[pemisah])
