"""The span of days an SKP is for, and how it is written on the form."""

from datetime import date
from typing import Self

from pydantic import model_validator

from skpxl.model.dasar import Model

BULAN = ("JANUARI FEBRUARI MARET APRIL MEI JUNI JULI AGUSTUS SEPTEMBER OKTOBER NOVEMBER DESEMBER").split()

# Room to write in by hand, for a place or a day that is not known.
TITIK = "…………………"

_MIDDLE = 16  # the day that decides to whom a month counts

# A period is printed in capitals on forms; in a sentence it is not.
_IN_A_SENTENCE = {"SD": "s.d.", "TAHUN": "tahun"}


class Periode(Model):
    """First and last day, both included. Raises ValueError where the last day comes before the first."""

    mulai: date
    selesai: date

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.selesai < self.mulai:
            raise ValueError("tanggal selesai periode mendahului tanggal mulainya")
        return self

    @classmethod
    def setahun(cls, tahun: int) -> "Periode":
        """The whole calendar year `tahun`."""
        return cls(mulai=date(tahun, 1, 1), selesai=date(tahun, 12, 31))

    def irisan(self, mulai: date | None, selesai: date | None) -> "Periode | None":
        """The days of it from `mulai` to `selesai`, where these are given; None where there are none."""
        first, last = max(self.mulai, mulai or self.mulai), min(self.selesai, selesai or self.selesai)
        return Periode(mulai=first, selesai=last) if first <= last else None

    def memuat(self, other: "Periode") -> bool:
        """True where all days of the other lie in it."""
        return self.mulai <= other.mulai and other.selesai <= self.selesai

    def beririsan(self, other: "Periode") -> bool:
        """True where both have a day in common."""
        return self.mulai <= other.selesai and other.mulai <= self.selesai

    @property
    def bulan(self) -> int:
        """How many months it is: a month counts where its 16th day lies in it, so that of two SKPs that share a year each month
        counts for one of them. No regulation found says how a begun month counts.
        """
        months = 12 * (self.selesai.year - self.mulai.year) + self.selesai.month - self.mulai.month + 1
        return months - (self.mulai.day > _MIDDLE) - (self.selesai.day < _MIDDLE)

    def __str__(self) -> str:
        return f"{self.mulai.isoformat()}/{self.selesai.isoformat()}"

    def tercetak(self) -> str:
        """As the form prints it: `1 JANUARI SD 31 DESEMBER TAHUN 2022`."""
        start = f"{self.mulai.day} {BULAN[self.mulai.month - 1]}"
        if self.mulai.year != self.selesai.year:
            start += f" {self.mulai.year}"
        return f"{start} SD {self.selesai.day} {BULAN[self.selesai.month - 1]} TAHUN {self.selesai.year}"

    def dalam_kalimat(self) -> str:
        """As a sentence says it: `1 Januari s.d. 31 Desember tahun 2022`."""
        return " ".join(_IN_A_SENTENCE.get(word, word.capitalize()) for word in self.tercetak().split())


def tanggal_tercetak(when: date) -> str:
    """A date as letters carry it: `3 Januari 2022`."""
    return f"{when.day} {BULAN[when.month - 1].capitalize()} {when.year}"
