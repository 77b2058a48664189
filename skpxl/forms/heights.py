"""How tall a row must be for its text. An estimate on the safe side, made without the font's own files."""

from skpxl.template.letters import lebar_teks
from skpxl.template.limits import TINGGI_BARIS_MAKS

_PT_PER_LEBAR = 5.25  # one unit of column width is 7 pixels at 96 dpi
_SISIPAN = 6.0  # left and right padding inside a cell, points


def count_lines(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> int:
    """How many lines `teks` takes in cells of `lebar` (column width units in all), wrapped at blanks; at least 1."""
    ruang = max(lebar * _PT_PER_LEBAR - _SISIPAN, ukuran)
    banyak = 0
    for paragraf in teks.split("\n"):
        terpakai, banyak = 0.0, banyak + 1
        for kata in paragraf.split(" "):
            panjang = lebar_teks(kata, ukuran, tebal=tebal)
            spasi = 0.28 * ukuran if terpakai else 0.0
            if terpakai and terpakai + spasi + panjang > ruang:
                banyak += 1
                terpakai, spasi = 0.0, 0.0
            # A word longer than the cell is broken by the program, wherever it stands.
            while panjang > ruang:
                banyak += 1
                panjang -= ruang
            terpakai += spasi + panjang
    return banyak


def tinggi_teks(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> float:
    """The row height in points that shows all of `teks`; not capped (Excel's limit is 409)."""
    if not teks:
        return 0.0
    return count_lines(teks, lebar, ukuran, tebal=tebal) * ukuran * 1.29 + 3


def tinggi_sah(tinggi: float) -> float:
    """The height as Excel takes it: at most 409 points, in quarters of a point."""
    return round(min(tinggi, TINGGI_BARIS_MAKS) * 4) / 4
