"""The one score of 2021 from its two halves: PP 46 (January-June, converted) and PP 30 (July-December). It prints nothing.

Bands, weights and conversion tables are data (`workbook_templates/aturan/integrasi-2021.toml`). How a score of PP 46 becomes
one of PP 30 was never published: it is done by a table the operator names, or the converted value is entered, and the
result says which. Converted value and result are each rounded half up to two decimals (`rounded`), from exact values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from skpxl.errors import SkpxlError
from skpxl.model.angka import rounded
from skpxl.model.dasar import Jawaban, Model
from skpxl.model.teks import rapi

CARA_DIISI = "nilai konversi diisi"
# How the form offers the ways of converting: an entry of one's own, or a table by its name.
PILIHAN_DIISI = "diisi"
_PILIHAN_TABEL = "tabel "


class Rentang(Model):
    """A band: from `dari` up to `sampai` (included) or up to below `kurang_dari`; `ide_baru` only with an ide baru."""

    predikat: str = Field(min_length=1)
    dari: Decimal
    sampai: Decimal | None = None
    kurang_dari: Decimal | None = None
    ide_baru: bool = False

    @model_validator(mode="after")
    def _check_one_end(self) -> Self:
        if (self.sampai is None) == (self.kurang_dari is None):
            raise ValueError("tulis salah satu: `sampai` (termasuk) atau `kurang_dari` (tidak termasuk)")
        if self.ujung < self.dari or self.kurang_dari == self.dari:
            raise ValueError("ujung rentang mendahului `dari`")
        return self

    @property
    def ujung(self) -> Decimal:
        """The upper end, included or not."""
        return next(end for end in (self.sampai, self.kurang_dari) if end is not None)

    def memuat(self, score: Decimal) -> bool:
        """Does the score lie in the band?"""
        return self.dari <= score and (score <= self.ujung if self.sampai is not None else score < self.ujung)


class RentangKonversi(Model):
    """A band of PP 46 and the band of PP 30 it becomes, end to end, in a straight line."""

    dari: Decimal
    sampai: Decimal
    menjadi_dari: Decimal
    menjadi_sampai: Decimal

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.sampai <= self.dari or self.menjadi_sampai < self.menjadi_dari:
            raise ValueError("ujung rentang mendahului awalnya")
        return self


class TabelKonversi(Model):
    """A way of converting. `antara` says what happens between bands: nothing, or a straight line from end to beginning."""

    rentang: tuple[RentangKonversi, ...] = Field(min_length=1)
    antara: Literal["tidak-ditentukan", "interpolasi"]
    terverifikasi: bool

    @model_validator(mode="after")
    def _check_rising(self) -> Self:
        for lower, upper in pairwise(self.menaik()):
            if upper.dari <= lower.sampai or upper.menjadi_dari < lower.menjadi_sampai:
                raise ValueError(f"rentang {upper.dari} dan rentang {lower.dari} bertumpuk")
        return self

    def menaik(self) -> Sequence[RentangKonversi]:
        """The bands, the lowest first."""
        return sorted(self.rentang, key=lambda band: band.dari)


class Bobot(Model):
    """Weights in per cent, together 100."""

    januari_juni: Decimal
    juli_desember: Decimal

    @model_validator(mode="after")
    def _check_sum(self) -> Self:
        if self.januari_juni + self.juli_desember != 100:
            raise ValueError("kedua bobot harus berjumlah 100")
        return self


class Pembulatan(Model):
    """How many decimals the converted value and the result are rounded to, half up."""

    desimal: Literal[0, 1, 2, 3, 4]
    terverifikasi: bool


class AturanIntegrasi(Model):
    """Everything in `integrasi-2021.toml`."""

    bobot: Bobot
    pembulatan: Pembulatan
    pp46: tuple[Rentang, ...] = Field(min_length=1)
    pp30: tuple[Rentang, ...] = Field(min_length=1)
    tabel: dict[str, TabelKonversi] = Field(default_factory=dict)


class IsianIntegrasi(Jawaban):
    """The form's entries as typed. `nilai` and `predikat` are the printed results, empty where there are none.

    `konversi` is the way chosen for the first half: `PILIHAN_DIISI`, or what `pilihan_tabel` makes of a table's name.
    """

    januari_juni: str = ""
    konversi: str = ""
    nilai_konversi: str = ""
    juli_desember: str = ""
    ide_baru: str = ""
    nilai: str = ""
    predikat: str = ""


@dataclass(frozen=True)
class HasilIntegrasi:
    """The score of 2021 and what it came from. `cara` is `tabel <nama>` or "nilai konversi diisi".

    `predikat_januari_juni` is that of PP 46, empty between its bands; the other two are those of PP 30.
    """

    januari_juni: Decimal
    predikat_januari_juni: str
    konversi: Decimal
    cara: str
    juli_desember: Decimal
    predikat_juli_desember: str
    nilai: Decimal
    predikat: str


def predikat_rentang(score: Decimal, rentang: Iterable[Rentang], *, ide_baru: bool = False) -> str:
    """The predikat of the first band that holds the score; empty outside and between them.

    A band for an ide baru counts only with one: 110 and up without it stays Baik.
    """
    matching = (band.predikat for band in rentang if band.memuat(score) and (ide_baru or not band.ide_baru))
    return next(matching, "")


def batas_rentang(rentang: Sequence[Rentang]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest score that the bands speak of."""
    return min(band.dari for band in rentang), max(band.ujung for band in rentang)


def pilihan_tabel(name: str) -> str:
    """A table as the form offers it."""
    return f"{_PILIHAN_TABEL}{name}"


def tabel_terpilih(isian: IsianIntegrasi, default: str = "") -> str:
    """The name of the table to convert by: the one chosen on the form; `default` where nothing is chosen; else none."""
    choice = rapi(isian.konversi)
    if not choice:
        return default
    return choice[len(_PILIHAN_TABEL) :] if choice.casefold().startswith(_PILIHAN_TABEL) else ""


def tabel_konversi(name: str, aturan: AturanIntegrasi) -> TabelKonversi | None:
    """The table of that name, or None for an empty name: no table is used unless named. Raises SkpxlError for another."""
    if not name:
        return None
    if name not in aturan.tabel:
        names = ", ".join(sorted(aturan.tabel)) or "tidak ada"
        raise SkpxlError(f"Tabel konversi “{name}” tidak ada di aturan/integrasi-2021.toml; yang ada: {names}.")
    return aturan.tabel[name]


def convert(score: Decimal, tabel: TabelKonversi, desimal: int = 2) -> Decimal | None:
    """A score of PP 46 as one of PP 30, rounded half up; None where the table says nothing about it."""
    lines = [(band.dari, band.sampai, band.menjadi_dari, band.menjadi_sampai) for band in tabel.menaik()]
    if tabel.antara == "interpolasi":
        lines += [(a.sampai, b.dari, a.menjadi_sampai, b.menjadi_dari) for a, b in pairwise(tabel.menaik())]
    for dari, sampai, menjadi_dari, menjadi_sampai in lines:
        if dari <= score <= sampai:
            share = (Fraction(score) - Fraction(dari)) / (Fraction(sampai) - Fraction(dari))
            return rounded(Fraction(menjadi_dari) + share * Fraction(menjadi_sampai - menjadi_dari), desimal)
    return None


def integrate(
    januari_juni: Decimal,
    juli_desember: Decimal,
    aturan: AturanIntegrasi,
    *,
    tabel: str = "",
    konversi: Decimal | None = None,
    ide_baru: bool = False,
) -> HasilIntegrasi | None:
    """The score of 2021: the weights of the file over the converted first half and the second half, rounded half up.

    An entered `konversi` comes before the table, and unrounded: a person who writes it down stands for it. None where there
    is neither, or a score lies outside the bands. Raises SkpxlError for a table that does not exist.
    """
    converted, cara = konversi, CARA_DIISI
    if converted is None and (table := tabel_konversi(tabel, aturan)):
        converted, cara = convert(januari_juni, table, aturan.pembulatan.desimal), f"tabel {tabel}"
    low, high = batas_rentang(aturan.pp46)
    if converted is None or not low <= januari_juni <= high:
        return None
    score = rounded(
        Fraction(converted) * Fraction(aturan.bobot.januari_juni) / 100
        + Fraction(juli_desember) * Fraction(aturan.bobot.juli_desember) / 100,
        aturan.pembulatan.desimal,
    )
    predikat = predikat_rentang(score, aturan.pp30, ide_baru=ide_baru)
    second = predikat_rentang(juli_desember, aturan.pp30, ide_baru=ide_baru)
    if not (predikat and second and predikat_rentang(converted, aturan.pp30, ide_baru=True)):
        return None
    return HasilIntegrasi(
        januari_juni=januari_juni,
        predikat_januari_juni=predikat_rentang(januari_juni, aturan.pp46),
        konversi=converted,
        cara=cara,
        juli_desember=juli_desember,
        predikat_juli_desember=second,
        nilai=score,
        predikat=predikat,
    )
