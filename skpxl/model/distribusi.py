"""How the predikat of a group are spread, and what a pola distribusi asks of it (SE MenPANRB 3/2023). It blocks nothing.

All shares are exact fractions: there is no rounding rule, so 71 of 101 people are more than 70 %. Limits are inclusive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from skpxl.model.dasar import Model
from skpxl.model.predikat import recognise

Batas = Literal["sebagian-besar", "minimal-persen", "maksimal-persen", "minimal-orang", "maksimal-orang"]
ArtiSebagianBesar = Literal["terbanyak", "lebih-dari-separuh"]
# Groups up to this size are tried out one division after the other (10 people: 1001 divisions over five predikat).
_COBA_MAKS = 10


class Syarat(Model):
    """A condition on the number of people with any of `predikat`, taken together; at least one limit is given."""

    predikat: tuple[str, ...] = Field(min_length=1)
    sebagian_besar: bool = False
    minimal_persen: Decimal | None = None
    maksimal_persen: Decimal | None = None
    minimal_orang: int | None = None
    maksimal_orang: int | None = None

    @model_validator(mode="after")
    def _berbatas(self) -> Self:
        persen = [satu for satu in (self.minimal_persen, self.maksimal_persen) if satu is not None]
        orang = [satu for satu in (self.minimal_orang, self.maksimal_orang) if satu is not None]
        if not (self.sebagian_besar or persen or orang):
            raise ValueError("syarat ini tidak menyebut batas apa pun")
        if any(not 0 <= satu <= 100 for satu in persen):
            raise ValueError("persen harus di antara 0 dan 100")
        if any(satu < 0 for satu in orang):
            raise ValueError("jumlah orang paling kecil 0")
        return self


class PolaDistribusi(Model):
    """The rules per capaian, and the curve the form draws: capaian -> predikat -> people of a hundred.

    `predikat` are all predikat, the best first; the two `sebutan` map `sidik` of every wording to its value.
    """

    predikat: tuple[str, ...]
    syarat: dict[str, tuple[Syarat, ...]]
    arti_sebagian_besar: ArtiSebagianBesar
    kurva: dict[str, dict[str, Decimal]]
    sebutan_predikat: dict[str, str]
    sebutan_capaian: dict[str, str]


@dataclass(frozen=True)
class Distribusi:
    """People per predikat, the best first; `belum` are those without a (known) predikat, who count in no share."""

    hitungan: dict[str, int]
    belum: int = 0

    @property
    def jumlah(self) -> int:
        """People with a predikat: what shares are taken of."""
        return sum(self.hitungan.values())

    def persen(self, predikat: str) -> Fraction:
        """The exact share in per cent; 0 in an empty group."""
        return Fraction(100 * self.hitungan[predikat], self.jumlah) if self.jumlah else Fraction(0)


@dataclass(frozen=True)
class Pelanggaran:
    """A limit that is not kept: `banyak` of `jumlah` people have one of `predikat`, the limit is `nilai` (per cent or people).

    For "sebagian-besar" `nilai` is the number of people that would have to be exceeded.
    """

    predikat: tuple[str, ...]
    batas: Batas
    nilai: Fraction
    banyak: int
    jumlah: int

    @property
    def persen(self) -> Fraction:
        """The exact share in per cent."""
        return Fraction(100 * self.banyak, self.jumlah)


def count_predikat(predikat: Iterable[str], pola: PolaDistribusi) -> Distribusi:
    """Count the predikat of a group, in any known wording. Every person counts once: in a predikat or in `belum`."""
    hitungan = dict.fromkeys(pola.predikat, 0)
    belum = 0
    for satu in predikat:
        if dikenal := recognise(satu, pola.sebutan_predikat):
            hitungan[dikenal] += 1
        else:
            belum += 1
    return Distribusi(hitungan, belum)


def check_distribusi(capaian: str, hitungan: Mapping[str, int], aturan: PolaDistribusi) -> list[Pelanggaran]:
    """The limits that the group breaks, in the order of the rules; none for nobody at all or for an unknown capaian."""
    jumlah = sum(hitungan.values())
    if not jumlah:
        return []
    syarat = aturan.syarat.get(recognise(capaian, aturan.sebutan_capaian), ())
    return [violation for satu in syarat for violation in _check(satu, hitungan, jumlah, aturan.arti_sebagian_besar)]


def _check(syarat: Syarat, hitungan: Mapping[str, int], jumlah: int, arti: ArtiSebagianBesar) -> Iterator[Pelanggaran]:
    banyak = sum(hitungan.get(satu, 0) for satu in syarat.predikat)
    persen = Fraction(100 * banyak, jumlah)

    def violation(batas: Batas, nilai: Fraction | Decimal | int) -> Pelanggaran:
        return Pelanggaran(syarat.predikat, batas, Fraction(nilai), banyak, jumlah)

    if syarat.sebagian_besar:
        lain = [isi for nama, isi in hitungan.items() if nama not in syarat.predikat]
        lampaui = Fraction(jumlah, 2) if arti == "lebih-dari-separuh" else Fraction(max(lain, default=0))
        if banyak <= lampaui:
            yield violation("sebagian-besar", lampaui)
    if syarat.minimal_persen is not None and persen < Fraction(syarat.minimal_persen):
        yield violation("minimal-persen", syarat.minimal_persen)
    if syarat.maksimal_persen is not None and persen > Fraction(syarat.maksimal_persen):
        yield violation("maksimal-persen", syarat.maksimal_persen)
    if syarat.minimal_orang is not None and banyak < syarat.minimal_orang:
        yield violation("minimal-orang", syarat.minimal_orang)
    if syarat.maksimal_orang is not None and banyak > syarat.maksimal_orang:
        yield violation("maksimal-orang", syarat.maksimal_orang)


def dapat_dipenuhi(capaian: str, jumlah: int, aturan: PolaDistribusi) -> bool:
    """False where no division of so few people keeps the rules: one person cannot be at most 70 % of a group.

    Only tried out up to ten people; larger groups count as able to.
    """
    if jumlah > _COBA_MAKS:
        return True
    return any(
        not check_distribusi(capaian, dict(zip(aturan.predikat, bagian, strict=True)), aturan)
        for bagian in _pembagian(jumlah, len(aturan.predikat))
    )


def _pembagian(jumlah: int, bagian: int) -> Iterator[Sequence[int]]:
    """All ways to put `jumlah` people into so many places."""
    if bagian == 1:
        yield (jumlah,)
        return
    for pertama in range(jumlah + 1):
        for sisa in _pembagian(jumlah - pertama, bagian - 1):
            yield (pertama, *sisa)
