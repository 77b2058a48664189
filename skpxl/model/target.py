"""A target taken apart into a number and a unit, only where nobody could read it otherwise. The target itself stays text.

Numbers are Indonesian: `1.500` is fifteen hundred, `2,5` two and a half. Left alone are English numbers (`1,500`, `1.5`),
a leading `-` (a minus or a bullet), ranges, bounds (`≥ 85%`), two numbers, and sentences.
"""

import re
from decimal import Decimal

from skpxl.model.teks import rapi

_DIGIT_MAKS = 15  # beyond that a spreadsheet or a float has another number
_ANGKA = r"(?P<bulat>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<pecahan>[0-9]+))?"
_RIBUAN_INGGRIS = re.compile(r"[1-9][0-9]{0,2}")  # before a comma and three digits
_KATA = r"[^\W\d_]+(?:/[^\W\d_]+)*"
_SEBUTAN = r"(?:\((?P<sebutan>[^\W\d_]+(?: [^\W\d_]+)?)\) ?)?"
_BERSATUAN = re.compile(rf"{_ANGKA} ?{_SEBUTAN}(?P<satuan>%|{_KATA}(?: {_KATA}){{0,2}})?")
_UANG = re.compile(rf"(?P<satuan>Rp)\.? ?{_ANGKA}", re.IGNORECASE)
# Words behind a number that make it another one, or no exact one.
_PENGUBAH = frozenset(
    "ribu juta miliar milyar triliun trilyun dan atau sampai hingga lebih kurang minimal maksimal".split()
)
_SEBUTAN_ANGKA = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    "dua belas",
)  # fmt: skip


def parse_target(teks: str) -> tuple[Decimal | None, str]:
    """(number, unit) of a target such as `20 perangkat daerah`, `95%`, `Rp1.500.000,00`; (None, "") where in doubt.

    The unit is as typed: `%`, `Rp`, or up to three words; empty behind a bare number. `1 (satu) dokumen` is understood
    where word and number agree (to twelve).
    """
    rapih = rapi(teks).rstrip(" .;")
    cocok = _UANG.fullmatch(rapih) or _BERSATUAN.fullmatch(rapih)
    if cocok is None:
        return None, ""
    isi = cocok.groupdict()
    if _PENGUBAH & set((isi["satuan"] or "").casefold().split()):
        return None, ""
    pecahan = isi["pecahan"] or ""
    bulat = isi["bulat"].replace(".", "")
    if len(pecahan) == 3 and _RIBUAN_INGGRIS.fullmatch(isi["bulat"]):
        return None, ""
    if len(bulat) + len(pecahan) > _DIGIT_MAKS:
        return None, ""
    angka = Decimal(f"{bulat}.{pecahan or '0'}")
    sebutan = isi.get("sebutan")
    if sebutan and not _in_words(angka, sebutan.casefold()):
        return None, ""
    return angka, isi["satuan"] or ""


def _in_words(angka: Decimal, sebutan: str) -> bool:
    return sebutan in _SEBUTAN_ANGKA and _SEBUTAN_ANGKA.index(sebutan) == angka


def angka_tercetak(angka: Decimal, koma: str = ".") -> str:
    """A number without thousands and without idle zeros: `1500`, `2.5`; `koma` stands before the decimals."""
    return format(angka.normalize(), "f").replace(".", koma) if angka else "0"
