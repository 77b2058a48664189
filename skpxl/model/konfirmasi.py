"""A figure without a sure source, and the word of somebody that he has held it against the regulation. It keeps no file."""

from dataclasses import dataclass
from datetime import date

from pydantic import Field

from skpxl.model.dasar import Model


@dataclass(frozen=True, order=True)
class AngkaRagu:
    """A figure of the rules that says `terverifikasi = false`: what it is called, and what it is at present."""

    nama: str
    isi: str


class Konfirmasi(Model):
    """Who has confirmed which figure, with what it was then, and on which day; another value is another figure."""

    nama: str = Field(min_length=1)
    isi: str
    oleh: str = Field(min_length=1)
    tanggal: date

    @property
    def angka(self) -> AngkaRagu:
        """The figure that was confirmed."""
        return AngkaRagu(self.nama, self.isi)
