"""Decimal numbers as clerks write them, and the one way of rounding. It knows no score and no range."""

import re
from decimal import Decimal
from fractions import Fraction

from skpxl.model.target import angka_tercetak
from skpxl.model.teks import rapi

_MAX_DIGITS = 15  # beyond that a spreadsheet has another number
# Thousands in one style and decimals in the other: nobody can take these for anything else.
_INDONESIAN = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<pecahan>[0-9]+)")
_ENGLISH = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.(?P<pecahan>[0-9]+)")
_PLAIN = re.compile(r"(?P<bulat>[0-9]+)(?:[.,](?P<pecahan>[0-9]+))?")
_THOUSANDS = re.compile(r"(?P<bulat>[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\2[0-9]{3})+)(?P<pecahan>)")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_LEADING = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?=[ (%]|$)")


def parse_angka(text: str) -> tuple[Decimal | None, str]:
    """(number, "") of a text such as `90,5`, `109.99`, `1.234,5`; (None, reason in Indonesian) where it is none.

    Refused is what has two readings: three digits behind the only comma or point (`1.234`, `90,125`) may be thousands.
    A sign, a unit, a word or an empty text is no number.
    """
    tidy = rapi(text)
    if not tidy:
        return None, "belum diisi"
    if _AMBIGUOUS.fullmatch(tidy):
        return None, "dapat dibaca sebagai ribuan maupun pecahan; tulis paling banyak dua angka di belakang koma"
    match = next(
        (found for pattern in (_PLAIN, _INDONESIAN, _ENGLISH, _THOUSANDS) if (found := pattern.fullmatch(tidy))), None
    )
    if match is None:
        return None, "bukan bilangan"
    whole, decimals = re.sub(r"[.,]", "", match["bulat"]), match["pecahan"] or ""
    if len(whole) + len(decimals) > _MAX_DIGITS:
        return None, f"lebih dari {_MAX_DIGITS} angka"
    return Decimal(f"{whole}.{decimals or '0'}"), ""


def angka_di_awal(text: str) -> str:
    """The number that a text begins with, as written (`88,5` of `88,5 (Baik)`); empty where there is none to be sure of."""
    found = _LEADING.match(rapi(text))
    return found[0] if found and parse_angka(found[0])[0] is not None else ""


def rounded(number: Fraction | Decimal | int, desimal: int = 2) -> Decimal:
    """A number of 0 or more rounded half up (ROUND_HALF_UP) to `desimal` digits, from its exact value: 9.375 -> 9.38."""
    scale = 10**desimal
    return Decimal((Fraction(number) * scale * 2 + 1) // 2).scaleb(-desimal)


def tercetak(number: Fraction | Decimal | int, desimal: int = 2) -> str:
    """As Indonesian forms print it, at most `desimal` digits and no idle zeros: `90,5`, `100`."""
    return angka_tercetak(rounded(number, desimal), koma=",")
