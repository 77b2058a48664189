"""NIP PNS and NI PPPK, read by their structure; whose number it is, only a roster can tell.

A NIP has no check digit. Both kinds have 18 digits: birth yyyymmdd, then for PNS the month of appointment (yyyymm),
for PPPK the year of appointment and the number of the agreement (from 21), then sex (1 pria, 2 wanita) and a sequence
number 001-999 (Peraturan BKN 22/2007; for PPPK BKN's technical letters). The rules do not hold for a pejabat
penilai, who may be TNI/Polri or hold an office without NIP.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from skpxl.model.teks import rapi

Jenis = Literal["PNS", "PPPK", ""]
JenisKelamin = Literal["pria", "wanita", ""]

_PREFIX = re.compile(r"^'?\s*(?:NIP{2,4}K?|NI\s*P{3}K|NIP|NI)?[\s.:]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s.'\-/_]+")
_TOO_YOUNG, _YOUNG, _OLD = 15, 18, 46  # years between birth and appointment
_EXCEL_DIGITS = 15  # Excel keeps no more digits of a number
_MISTYPED = 3  # more digits than that nobody mistypes: another person's number


@dataclass(frozen=True, slots=True)
class Nip:
    """A NIP taken apart. `digits` are its digits without separators, or the text itself where it is no number.

    `tmt` is the month of appointment as its first day; of a PPPK only the year counts (1 January). `galat` and
    `peringatan` are reasons in Indonesian, empty where all is well; `has_lost_digits` tells that it looks as if Excel had cut
    the last digits.
    """

    digits: str
    jenis: Jenis = ""
    born: date | None = None
    tmt: date | None = None
    sex: JenisKelamin = ""
    galat: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()

    @property
    def sah(self) -> bool:
        """True where the structure holds (warnings allowed)."""
        return not self.galat

    @property
    def has_lost_digits(self) -> bool:
        """True where the number ends in 000, as a NIP does that was once a number in Excel."""
        return len(self.digits) == 18 and self.digits.endswith("000")


def clean_nip(text: str) -> str:
    """The digits of a NIP as it is written anywhere (`19680411 199303 1 009`, `NIP. 1968...`, `'1968...`).

    A text that holds more than digits, separators and the word NIP comes back as it is, with blanks folded.
    """
    tidy = rapi(text)
    digits = _SEPARATORS.sub("", _PREFIX.sub("", tidy, count=1))
    return digits if not digits or (digits.isascii() and digits.isdecimal()) else tidy


def tercetak(nip: str) -> str:
    """A NIP in groups, as letters print it: `19680411 199303 1 009`; other texts unchanged."""
    if len(nip) != 18 or not (nip.isascii() and nip.isdecimal()):
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


@lru_cache(maxsize=8192)
def parse_nip(text: str) -> Nip:
    """Take a NIP apart and judge its structure. Never raises; an empty text has the one galat that it is empty."""
    digits = clean_nip(text)
    if not digits:
        return Nip(digits, galat=("NIP kosong",))
    if not (digits.isascii() and digits.isdecimal()):
        return Nip(digits, galat=("NIP memuat tanda selain angka",))
    if len(digits) != 18:
        return Nip(digits, galat=(f"NIP terdiri atas {len(digits)} angka, seharusnya 18",))
    wrong: list[str] = []
    lahir = _date(digits[:4], digits[4:6], digits[6:8])
    if lahir is None:
        wrong.append(f"tanggal lahir {digits[:8]} (angka 1-8) tidak ada dalam kalender")
    month = int(digits[12:14])
    jenis: Jenis = "PNS" if 1 <= month <= 12 else "PPPK" if month >= 21 else ""
    tmt = _date(digits[8:12], "01" if jenis == "PPPK" else digits[12:14], "01") if jenis else None
    if not jenis:
        wrong.append(f"angka 13-14 ({digits[12:14]}) bukan bulan 01-12 (PNS) dan bukan 21 ke atas (PPPK)")
    elif tmt is None:
        wrong.append(f"tahun pengangkatan {digits[8:12]} (angka 9-12) tidak mungkin")
    sex: JenisKelamin = "pria" if digits[14] == "1" else "wanita" if digits[14] == "2" else ""
    if not sex:
        wrong.append(f"angka ke-15 ({digits[14]}) harus 1 (pria) atau 2 (wanita)")
    if digits.endswith("000"):
        wrong.append("tiga angka terakhir 000; sering terjadi bila NIP pernah menjadi bilangan di Excel")
    wrong_age, odd_age = _judge_age(lahir, tmt, jenis)
    return Nip(digits, jenis, lahir, tmt, sex, (*wrong, *wrong_age), odd_age)


def restore_nip(raw: str, known: Iterable[str]) -> str | None:
    """The one known NIP that a number still has the first 15 digits of, or None where there is none or more than one.

    `raw` is the number as the file holds it (`1.98607292020122E+17`, or its digits). Excel cuts after the 15th digit,
    other programs round there or keep the whole floating-point number.
    """
    try:
        number = float(raw)
    except ValueError:
        return None
    start = format(number, f".{_EXCEL_DIGITS}g")
    digits = start.partition("e")[0].replace(".", "").ljust(_EXCEL_DIGITS, "0")[:_EXCEL_DIGITS]
    candidates = {
        nip
        for nip in known
        if len(nip) == 18 and (nip.startswith(digits) or format(float(nip), f".{_EXCEL_DIGITS}g") == start)
    }
    return candidates.pop() if len(candidates) == 1 else None


def may_be_mistyped(nip: str, other: str) -> bool:
    """True for two numbers that differ so little that one may be the other with a mistake in it."""
    from rapidfuzz.distance import Levenshtein

    return bool(nip and other) and Levenshtein.distance(nip, other, score_cutoff=_MISTYPED) <= _MISTYPED


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _judge_age(lahir: date | None, tmt: date | None, jenis: Jenis) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons (galat, peringatan) about the years between birth and appointment. Of a PPPK only years are known.

    A PPPK may be appointed up to a year before retirement (PP 49/2018), so for him there is no upper limit.
    """
    if lahir is None or tmt is None:
        return (), ()
    age = tmt.year - lahir.year
    if jenis == "PNS" and (tmt.month, tmt.day) < (lahir.month, lahir.day):
        age -= 1
    if age < 0:
        return ("diangkat sebelum lahir menurut NIP ini",), ()
    if age < _TOO_YOUNG:
        return (f"diangkat pada umur {age} tahun menurut NIP ini",), ()
    if age < _YOUNG or (jenis == "PNS" and age > _OLD):
        return (), (f"diangkat pada umur {age} tahun menurut NIP ini",)
    return (), ()
