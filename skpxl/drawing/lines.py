"""Text as lines: cleaned for XML, wrapped and shortened by estimated width. It draws nothing."""

import re

from skpxl.template.letters import lebar_teks

ELIPSIS = "…"
# What XML does not carry or what would turn the letters around it: control characters, halves of surrogate pairs,
# non-characters, the marks of writing direction.
_TAK_TERGAMBAR = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(teks: str) -> str:
    """`teks` in one line: blanks and line breaks folded, what cannot be drawn taken out."""
    return " ".join(_TAK_TERGAMBAR.sub("", " ".join(teks.split())).split())


def wrap(teks: str, lebar: float, ukuran: float, *, maks: int, tebal: bool = False) -> list[str]:
    """The lines of `teks` at most `lebar` wide, broken at blanks; a longer word is broken anywhere.

    At most `maks` lines: the last one then ends with an ellipsis. No text gives no line.
    """
    spasi = lebar_teks(" ", ukuran, tebal=tebal)
    baris: list[str] = []
    terpakai = 0.0
    for kata in _cut_word(clean(teks), lebar, ukuran, tebal):
        panjang = lebar_teks(kata, ukuran, tebal=tebal)
        if baris and terpakai + spasi + panjang <= lebar:
            baris[-1] += f" {kata}"
            terpakai += spasi + panjang
        else:
            baris.append(kata)
            terpakai = panjang
        if len(baris) > maks:
            return [*baris[: maks - 1], _shorten(baris[maks - 1], lebar, ukuran, tebal)]
    return baris


def _cut_word(teks: str, lebar: float, ukuran: float, tebal: bool) -> list[str]:
    """The words, those wider than a line in pieces that fit (at least a letter each)."""
    hasil = []
    for kata in teks.split():
        sisa = kata
        while len(sisa) > 1 and lebar_teks(sisa, ukuran, tebal=tebal) > lebar:
            ambil = max(1, _letters_that_fit(sisa, lebar, ukuran, tebal))
            hasil.append(sisa[:ambil])
            sisa = sisa[ambil:]
        if sisa:
            hasil.append(sisa)
    return hasil


def _letters_that_fit(teks: str, lebar: float, ukuran: float, tebal: bool) -> int:
    """How many letters from the left fit."""
    terpakai = 0.0
    for banyak, huruf in enumerate(teks):
        terpakai += lebar_teks(huruf, ukuran, tebal=tebal)
        if terpakai > lebar:
            return banyak
    return len(teks)


def _shorten(teks: str, lebar: float, ukuran: float, tebal: bool) -> str:
    """The line with an ellipsis at its end."""
    muat = _letters_that_fit(teks, lebar - lebar_teks(ELIPSIS, ukuran, tebal=tebal), ukuran, tebal)
    return teks[:muat].rstrip(" ,;:-") + ELIPSIS
