"""How texts are compared: the documented normaliser. It never changes what is stored, only what is compared."""

import re
import unicodedata

# Zero-width and formatting characters that exports (SIMPEG, WhatsApp, PDF) put into cells and nobody sees.
_TAK_TERLIHAT = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
_TANDA = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
# What people write into a cell of a matriks where there is no role.
TANPA_PERAN = ("x", "-", "–")
_BUTIR = re.compile(r"^[\s]*(?:[•\-*·●○▪‣–—]+|\d{1,2}[.)](?=\s))\s*")


def rapi(teks: str) -> str:
    """Return `teks` in NFKC without invisible characters, blanks folded, smart quotes and dashes plain.

    Line breaks become blanks; letter case is kept.
    """
    bersih = unicodedata.normalize("NFKC", teks).translate(_TAK_TERLIHAT).translate(_TANDA)
    return " ".join(bersih.split())


def sidik(teks: str) -> str:
    """Return the key under which two texts count as the same: `rapi`, case-folded, without end punctuation."""
    return rapi(teks).casefold().strip(" .;,:-")


def pecah_butir(teks: str) -> list[str]:
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


def gabung_butir(butir: list[str]) -> str:
    """Return the items as the seed prints them: one line each, led by `- `; no items give an empty text."""
    return "\n".join(f"- {rapi(teks)}" for teks in butir)


def ada_peran(teks: str) -> bool:
    """False for a cell of a matriks that is empty or only says that there is no role (`x`, `-`)."""
    return teks.strip().casefold() not in ("", *TANPA_PERAN)
