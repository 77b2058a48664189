"""Angka kredit from a predikat, a jenjang and months (Peraturan BKN 3/2023). It is no part of the SKP and adds nothing up.

Percentages and coefficients are data (`workbook_templates/aturan/angka-kredit.toml`); those without a sure source are told.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import Field

from skpxl.model.angka import rounded
from skpxl.model.dasar import Model
from skpxl.model.predikat import recognise
from skpxl.model.teks import rapi

# Where a title ends and something else begins: "Analis Kebijakan Ahli Muda selaku Subkoordinator".
_SEPARATOR = re.compile(r"[/,;()|]|\s-\s|\b(?:pada|di|selaku|merangkap)\b")


class PersenPredikat(Model):
    """What a predikat is worth, in per cent of the yearly coefficient."""

    persen: Decimal = Field(ge=0)
    terverifikasi: bool


class Berlaku(Model):
    """Who is granted angka kredit (status as in kepegawaian.toml), and from which day on it counts."""

    status: tuple[str, ...] = ("PNS",)
    sejak: date = date(2023, 1, 1)


class Minimal(Model):
    """The least angka kredit, all in all, for the next pangkat and the next jenjang; None where there is none."""

    pangkat: Decimal | None = Field(default=None, gt=0)
    jenjang: Decimal | None = Field(default=None, gt=0)
    terverifikasi: bool


class Jenjang(Model):
    """A jenjang: angka kredit of a year, the wordings in a jabatan that mean it, and what promotions out of it ask for."""

    kategori: Literal["keterampilan", "keahlian"]
    koefisien: Decimal = Field(gt=0)
    sebutan: tuple[str, ...] = Field(min_length=1)
    terverifikasi: bool
    minimal: Minimal | None = None


class AturanAngkaKredit(Model):
    """Both tables by name; `sebutan_predikat` maps `sidik` of every wording to its predikat."""

    predikat: dict[str, PersenPredikat]
    jenjang: dict[str, Jenjang]
    sebutan_predikat: dict[str, str]
    berlaku: Berlaku = Berlaku()

    @property
    def sebutan_jenjang(self) -> dict[str, tuple[str, ...]]:
        """The wordings that mean each jenjang."""
        return {name: jenjang.sebutan for name, jenjang in self.jenjang.items()}


@dataclass(frozen=True)
class AngkaKredit:
    """The result and what it was made of; `belum_terverifikasi` names in Indonesian what has no sure source."""

    predikat: str
    jenjang: str
    bulan: int
    persen: Decimal
    koefisien: Decimal
    nilai: Decimal
    belum_terverifikasi: tuple[str, ...] = ()


def find_jenjang(jabatan: str, sebutan: Mapping[str, Iterable[str]]) -> str:
    """The jenjang that a jabatan names: `Pranata Komputer Ahli Muda`, `Terampil - Perawat`; empty for a JA, and in doubt.

    `sebutan` are the wordings of each jenjang (`AturanAngkaKredit.sebutan_jenjang`). Wordings of two words are found anywhere;
    one word only where a part of the title is it or ends with it. Two different jenjang in one title are a doubt. Whether the
    jabatan is a JF at all is not known here: `Teknisi Terampil` of a pelaksana counts as one.
    """
    text = rapi(jabatan).casefold()
    parts = [part.strip(" .:-") for part in _SEPARATOR.split(text)]
    found = set()
    for name, wordings in sebutan.items():
        for wording in wordings:
            words = rapi(wording).casefold()
            pattern = rf"\b{re.escape(words)}\b" if " " in words else rf"(?:^|\s){re.escape(words)}$"
            if any(re.search(pattern, part) for part in parts):
                found.add(name)
    return found.pop() if len(found) == 1 else ""


def angka_kredit(predikat: str, jenjang: str, bulan: int, aturan: AturanAngkaKredit) -> AngkaKredit | None:
    """bulan/12 x per cent x coefficient, rounded once, half up, to two decimals (BKN: 2/12 x 100% x 12.5 = 2.08).

    None for an unknown predikat or jenjang. Raises ValueError for `bulan` outside 1 to 12.
    """
    if not 1 <= bulan <= 12:
        raise ValueError(f"bulan harus 1 sampai 12, bukan {bulan}")
    known = recognise(predikat, aturan.sebutan_predikat)
    persen, level = aturan.predikat.get(known), aturan.jenjang.get(jenjang)
    if persen is None or level is None:
        return None
    credit = Fraction(bulan, 12) * Fraction(persen.persen) / 100 * Fraction(level.koefisien)
    doubtful = [f"persen predikat {known}"] if not persen.terverifikasi else []
    doubtful += [f"koefisien {jenjang}"] if not level.terverifikasi else []
    return AngkaKredit(known, jenjang, bulan, persen.persen, level.koefisien, rounded(credit), tuple(doubtful))
