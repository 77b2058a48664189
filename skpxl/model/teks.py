"""How texts are compared: the documented normaliser. It never changes what is stored, only what is compared."""

import re
import unicodedata

# Zero-width and formatting characters that exports (SIMPEG, WhatsApp, PDF) put into cells and nobody sees.
_TAK_TERLIHAT = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
_TANDA = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
# What people write into a cell of a matriks where there is no role.
TANPA_PERAN = ("x", "-", "–")
# What leaves a cell blank to the eye, and what makes no difference to a choice from a list: a formula of a workbook takes
# the same characters away (`forms/live.py`), so that sheet and check judge alike. NFKC and the like are not for formulas.
BLANKS = ("\n", "\t", "\xa0", "\u200b")
CHOICE_BLANKS = (*BLANKS, ".", ";", ",", ":", "-", "–", "—", "−", "‐", "‑")
# Dotted and crossed lines that a blank form prints to be written over.
FILLERS = (".", "…", "_", "x", "X")
_NO_FILLERS = {ord(sign): " " for sign in (*BLANKS, *FILLERS)}
_NO_BLANKS = {ord(sign): " " for sign in BLANKS}
_NO_CHOICE_BLANKS = {ord(sign): " " for sign in CHOICE_BLANKS}
_BUTIR = re.compile(r"^[\s]*(?:[•\-*·●○▪‣–—]+|\d{1,2}[.)](?=\s))\s*")


def rapi(teks: str) -> str:
    """Return `teks` in NFKC without invisible characters, blanks folded, smart quotes and dashes plain.

    Line breaks become blanks; letter case is kept.
    """
    if teks.isascii():  # nothing in the tables
        return " ".join(teks.split())
    bersih = unicodedata.normalize("NFKC", teks).translate(_TAK_TERLIHAT).translate(_TANDA)
    return " ".join(bersih.split())


def sidik(teks: str) -> str:
    """Return the key under which two texts count as the same: `rapi`, case-folded, without end punctuation."""
    return rapi(teks).casefold().strip(" .;,:-")


def is_blank(teks: str) -> bool:
    """True for a text of which nothing is seen: blanks, line breaks, tabs, no-break and zero-width spaces."""
    return not teks.translate(_NO_BLANKS).strip(" ")


def is_filler(teks: str) -> bool:
    """True for a dotted or crossed line of at least three signs, as a blank form prints it to be written over."""
    return len(teks.translate(_NO_BLANKS).strip(" ")) > 2 and not teks.translate(_NO_FILLERS).strip(" ")


def choice_key(teks: str) -> str:
    """The key under which two choices of a list count as the same: letter case, blanks and `.;,:-` make no difference."""
    return " ".join(filter(None, teks.translate(_NO_CHOICE_BLANKS).casefold().split(" ")))


def split_items(teks: str) -> list[str]:
    """Split a cell that holds a bulleted list into its items.

    Every line is an item; a leading bullet (`- • * · ● ○ ▪`) or number (`1.`) goes away. Lines without a bullet
    after a bulleted one continue it (a wrapped line typed by hand). Empty lines are skipped.
    """
    hasil: list[str] = []
    berbutir = False
    for baris in teks.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        isi = _BUTIR.sub("", baris).strip()
        if not isi:
            continue
        punya_butir = bool(_BUTIR.match(baris))
        if hasil and berbutir and not punya_butir:
            hasil[-1] = f"{hasil[-1]} {isi}"
        else:
            hasil.append(isi)
            berbutir = punya_butir
    return hasil


def join_items(butir: list[str]) -> str:
    """Return the items as the seed prints them: one line each, led by `- `; no items give an empty text."""
    return "\n".join(f"- {rapi(teks)}" for teks in butir)


def ada_peran(teks: str) -> bool:
    """False for a cell of a matriks that is empty or only says that there is no role (`x`, `-`)."""
    return teks.strip().casefold() not in ("", *TANPA_PERAN)
