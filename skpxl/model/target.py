"""A target taken apart into a number and a unit, only where nobody could read it otherwise. The target itself stays text.

Numbers are Indonesian: `1.500` is fifteen hundred, `2,5` two and a half. Left alone are English numbers (`1,500`, `1.5`),
a leading `-` (a minus or a bullet), ranges, bounds (`≥ 85%`), two numbers, and sentences.
"""

import re
from decimal import Decimal

from skpxl.model.teks import rapi

_MAX_DIGITS = 15  # beyond that a spreadsheet or a float has another number
_NUMBER = r"(?P<bulat>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<pecahan>[0-9]+))?"
_ENGLISH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}")  # before a comma and three digits
_WORD = r"[^\W\d_]+(?:/[^\W\d_]+)*"
_SPELT = r"(?:\((?P<sebutan>[^\W\d_]+(?: [^\W\d_]+)?)\) ?)?"
_WITH_UNIT = re.compile(rf"{_NUMBER} ?{_SPELT}(?P<satuan>%|{_WORD}(?: {_WORD}){{0,2}})?")
_MONEY = re.compile(rf"(?P<satuan>Rp)\.? ?{_NUMBER}", re.IGNORECASE)
# Words behind a number that make it another one, or no exact one.
_CHANGING = frozenset(
    "ribu juta miliar milyar triliun trilyun dan atau sampai hingga lebih kurang minimal maksimal".split()
)
_NUMBER_WORDS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    "dua belas",
)  # fmt: skip


def parse_target(text: str) -> tuple[Decimal | None, str]:
    """(number, unit) of a target such as `20 perangkat daerah`, `95%`, `Rp1.500.000,00`; (None, "") where in doubt.

    The unit is as typed: `%`, `Rp`, or up to three words; empty behind a bare number. `1 (satu) dokumen` is understood
    where word and number agree (to twelve).
    """
    tidy = rapi(text).rstrip(" .;")
    match = _MONEY.fullmatch(tidy) or _WITH_UNIT.fullmatch(tidy)
    if match is None:
        return None, ""
    parts = match.groupdict()
    if _CHANGING & set((parts["satuan"] or "").casefold().split()):
        return None, ""
    decimals = parts["pecahan"] or ""
    whole = parts["bulat"].replace(".", "")
    if len(decimals) == 3 and _ENGLISH_THOUSANDS.fullmatch(parts["bulat"]):
        return None, ""
    if len(whole) + len(decimals) > _MAX_DIGITS:
        return None, ""
    number = Decimal(f"{whole}.{decimals or '0'}")
    sebutan = parts.get("sebutan")
    if sebutan and not _in_words(number, sebutan.casefold()):
        return None, ""
    return number, parts["satuan"] or ""


def _in_words(number: Decimal, sebutan: str) -> bool:
    return sebutan in _NUMBER_WORDS and _NUMBER_WORDS.index(sebutan) == number


def angka_tercetak(number: Decimal, koma: str = ".") -> str:
    """A number without thousands and without idle zeros: `1500`, `2.5`; `koma` stands before the decimals."""
    return format(number.normalize(), "f").replace(".", koma) if number else "0"
