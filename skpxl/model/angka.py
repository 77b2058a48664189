"""Decimal numbers as clerks write them, and the one way of rounding. It knows no score and no range."""

import re
from decimal import Decimal
from fractions import Fraction

from skpxl.model.target import angka_tercetak
from skpxl.model.teks import rapi

_DIGIT_MAKS = 15  # beyond that a spreadsheet has another number
# Thousands in one style and decimals in the other: nobody can take these for anything else.
_INDONESIA = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<pecahan>[0-9]+)")
_INGGRIS = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.(?P<pecahan>[0-9]+)")
_POLOS = re.compile(r"(?P<bulat>[0-9]+)(?:[.,](?P<pecahan>[0-9]+))?")
_RIBUAN = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\2[0-9]{3})+)(?P<pecahan>)")
_RANCU = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_AWAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?=[ (%]|$)")


def parse_angka(teks: str) -> tuple[Decimal | None, str]:
    """(number, "") of a text such as `90,5`, `109.99`, `1.234,5`; (None, reason in Indonesian) where it is none.

    Refused is what has two readings: three digits behind the only comma or point (`1.234`, `90,125`) may be thousands.
    A sign, a unit, a word or an empty text is no number.
    """
    rapih = rapi(teks)
    if not rapih:
        return None, "belum diisi"
    if _RANCU.fullmatch(rapih):
        return None, "dapat dibaca sebagai ribuan maupun pecahan; tulis paling banyak dua angka di belakang koma"
    cocok = next((ada for pola in (_POLOS, _INDONESIA, _INGGRIS, _RIBUAN) if (ada := pola.fullmatch(rapih))), None)
    if cocok is None:
        return None, "bukan bilangan"
    bulat, pecahan = re.sub(r"[.,]", "", cocok["bulat"]), cocok["pecahan"] or ""
    if len(bulat) + len(pecahan) > _DIGIT_MAKS:
        return None, f"lebih dari {_DIGIT_MAKS} angka"
    return Decimal(f"{bulat}.{pecahan or '0'}"), ""


def angka_di_awal(teks: str) -> str:
    """The number that a text begins with, as written (`88,5` of `88,5 (Baik)`); empty where there is none to be sure of."""
    cocok = _AWAL.match(rapi(teks))
    return cocok[0] if cocok and parse_angka(cocok[0])[0] is not None else ""


def rounded(angka: Fraction | Decimal | int, desimal: int = 2) -> Decimal:
    """A number of 0 or more rounded half up (ROUND_HALF_UP) to `desimal` digits, from its exact value: 9.375 -> 9.38."""
    skala = 10**desimal
    return Decimal((Fraction(angka) * skala * 2 + 1) // 2).scaleb(-desimal)


def tercetak(angka: Fraction | Decimal | int, desimal: int = 2) -> str:
    """As Indonesian forms print it, at most `desimal` digits and no idle zeros: `90,5`, `100`."""
    return angka_tercetak(rounded(angka, desimal), koma=",")
