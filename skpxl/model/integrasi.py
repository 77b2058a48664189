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
    def _satu_ujung(self) -> Self:
        if (self.sampai is None) == (self.kurang_dari is None):
            raise ValueError("tulis salah satu: `sampai` (termasuk) atau `kurang_dari` (tidak termasuk)")
        if self.ujung < self.dari or self.kurang_dari == self.dari:
            raise ValueError("ujung rentang mendahului `dari`")
        return self

    @property
    def ujung(self) -> Decimal:
        """The upper end, included or not."""
        return next(satu for satu in (self.sampai, self.kurang_dari) if satu is not None)

    def memuat(self, nilai: Decimal) -> bool:
        """Does the score lie in the band?"""
        return self.dari <= nilai and (nilai <= self.ujung if self.sampai is not None else nilai < self.ujung)


class RentangKonversi(Model):
    """A band of PP 46 and the band of PP 30 it becomes, end to end, in a straight line."""

    dari: Decimal
    sampai: Decimal
    menjadi_dari: Decimal
    menjadi_sampai: Decimal

    @model_validator(mode="after")
    def _urut(self) -> Self:
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
        for bawah, atas in pairwise(self.menaik()):
            if atas.dari <= bawah.sampai or atas.menjadi_dari < bawah.menjadi_sampai:
                raise ValueError(f"rentang {atas.dari} dan rentang {bawah.dari} bertumpuk")
        return self

    def menaik(self) -> Sequence[RentangKonversi]:
        """The bands, the lowest first."""
        return sorted(self.rentang, key=lambda satu: satu.dari)


class Bobot(Model):
    """Weights in per cent, together 100."""

    januari_juni: Decimal
    juli_desember: Decimal

    @model_validator(mode="after")
    def _seratus(self) -> Self:
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


def predikat_rentang(nilai: Decimal, rentang: Iterable[Rentang], *, ide_baru: bool = False) -> str:
    """The predikat of the first band that holds the score; empty outside and between them.

    A band for an ide baru counts only with one: 110 and up without it stays Baik.
    """
    cocok = (satu.predikat for satu in rentang if satu.memuat(nilai) and (ide_baru or not satu.ide_baru))
    return next(cocok, "")


def batas_rentang(rentang: Sequence[Rentang]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest score that the bands speak of."""
    return min(satu.dari for satu in rentang), max(satu.ujung for satu in rentang)


def pilihan_tabel(nama: str) -> str:
    """A table as the form offers it."""
    return f"{_PILIHAN_TABEL}{nama}"


def tabel_terpilih(isian: IsianIntegrasi, bawaan: str = "") -> str:
    """The name of the table to convert by: the one chosen on the form; `bawaan` where nothing is chosen; else none."""
    pilihan = rapi(isian.konversi)
    if not pilihan:
        return bawaan
    return pilihan[len(_PILIHAN_TABEL) :] if pilihan.casefold().startswith(_PILIHAN_TABEL) else ""


def tabel_konversi(nama: str, aturan: AturanIntegrasi) -> TabelKonversi | None:
    """The table of that name, or None for an empty name: no table is used unless named. Raises SkpxlError for another."""
    if not nama:
        return None
    if nama not in aturan.tabel:
        ada = ", ".join(sorted(aturan.tabel)) or "tidak ada"
        raise SkpxlError(f"Tabel konversi “{nama}” tidak ada di aturan/integrasi-2021.toml; yang ada: {ada}.")
    return aturan.tabel[nama]


def convert(nilai: Decimal, tabel: TabelKonversi, desimal: int = 2) -> Decimal | None:
    """A score of PP 46 as one of PP 30, rounded half up; None where the table says nothing about it."""
    garis = [(satu.dari, satu.sampai, satu.menjadi_dari, satu.menjadi_sampai) for satu in tabel.menaik()]
    if tabel.antara == "interpolasi":
        garis += [(a.sampai, b.dari, a.menjadi_sampai, b.menjadi_dari) for a, b in pairwise(tabel.menaik())]
    for dari, sampai, menjadi_dari, menjadi_sampai in garis:
        if dari <= nilai <= sampai:
            bagian = (Fraction(nilai) - Fraction(dari)) / (Fraction(sampai) - Fraction(dari))
            return rounded(Fraction(menjadi_dari) + bagian * Fraction(menjadi_sampai - menjadi_dari), desimal)
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
    dipakai, cara = konversi, CARA_DIISI
    if dipakai is None and (pilihan := tabel_konversi(tabel, aturan)):
        dipakai, cara = convert(januari_juni, pilihan, aturan.pembulatan.desimal), f"tabel {tabel}"
    bawah, atas = batas_rentang(aturan.pp46)
    if dipakai is None or not bawah <= januari_juni <= atas:
        return None
    nilai = rounded(
        Fraction(dipakai) * Fraction(aturan.bobot.januari_juni) / 100
        + Fraction(juli_desember) * Fraction(aturan.bobot.juli_desember) / 100,
        aturan.pembulatan.desimal,
    )
    predikat = predikat_rentang(nilai, aturan.pp30, ide_baru=ide_baru)
    kedua = predikat_rentang(juli_desember, aturan.pp30, ide_baru=ide_baru)
    if not (predikat and kedua and predikat_rentang(dipakai, aturan.pp30, ide_baru=True)):
        return None
    return HasilIntegrasi(
        januari_juni=januari_juni,
        predikat_januari_juni=predikat_rentang(januari_juni, aturan.pp46),
        konversi=dipakai,
        cara=cara,
        juli_desember=juli_desember,
        predikat_juli_desember=kedua,
        nilai=nilai,
        predikat=predikat,
    )
