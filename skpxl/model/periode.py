"""The span of days an SKP is for, and how it is written on the form."""

from datetime import date
from typing import Self

from pydantic import model_validator

from skpxl.model.dasar import Model

BULAN = ("JANUARI FEBRUARI MARET APRIL MEI JUNI JULI AGUSTUS SEPTEMBER OKTOBER NOVEMBER DESEMBER").split()


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

    def __str__(self) -> str:
        return f"{self.mulai.isoformat()}/{self.selesai.isoformat()}"

    def tercetak(self) -> str:
        """As the form prints it: `1 JANUARI SD 31 DESEMBER TAHUN 2022`."""
        start = f"{self.mulai.day} {BULAN[self.mulai.month - 1]}"
        if self.mulai.year != self.selesai.year:
            start += f" {self.mulai.year}"
        return f"{start} SD {self.selesai.day} {BULAN[self.selesai.month - 1]} TAHUN {self.selesai.year}"


def tanggal_tercetak(when: date) -> str:
    """A date as letters carry it: `3 Januari 2022`."""
    return f"{when.day} {BULAN[when.month - 1].capitalize()} {when.year}"
