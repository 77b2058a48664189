"""The predikat kinerja of a pegawai from his two ratings (PermenPANRB 6/2022). It rates nobody and has no table of its own.

The table and the wordings are data (`workbook_templates/aturan/predikat.toml`, `daftar/rating.txt`) and come as values.
"""

from collections.abc import Mapping

from pydantic import Field

from skpxl.model.dasar import Model
from skpxl.model.teks import sidik


class TabelPredikat(Model):
    """The table: rating hasil kerja -> rating perilaku -> predikat; `sebutan` maps `sidik` of every wording to a rating.

    `tercetak` is how papers print a predikat, where that is not its name.
    """

    sel: dict[str, dict[str, str]]
    sebutan: dict[str, str]
    tercetak: dict[str, str] = Field(default_factory=dict)


class AturanKepala(Model):
    """What the capaian of an organisation makes the rating hasil kerja of its head; `sebutan` are wordings of a capaian."""

    rating: dict[str, str]
    sebutan: dict[str, str]
    terverifikasi: bool


def recognise(text: str, sebutan: Mapping[str, str]) -> str:
    """The value of today that `text` means; empty where it is none of them (blank, unknown, nothing chosen)."""
    return sebutan.get(sidik(text), "")


def predikat(rating_hasil: str, rating_perilaku: str, tabel: TabelPredikat) -> str:
    """The predikat for the two ratings in any known wording; empty where one of them is missing or unknown."""
    hasil, perilaku = recognise(rating_hasil, tabel.sebutan), recognise(rating_perilaku, tabel.sebutan)
    return tabel.sel[hasil][perilaku] if hasil and perilaku else ""


def official_predikat(name: str, tabel: TabelPredikat) -> str:
    """A predikat as papers print it: `Kurang/Misconduct`."""
    return tabel.tercetak.get(name, name)


def rating_kepala(capaian: str, aturan: AturanKepala) -> str:
    """The rating hasil kerja of the head of an organisation with this capaian; empty for an unknown capaian."""
    return aturan.rating.get(recognise(capaian, aturan.sebutan), "")
