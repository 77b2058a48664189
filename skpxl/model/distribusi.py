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
_TRIED_MAX = 10


class Syarat(Model):
    """A condition on the number of people with any of `predikat`, taken together; at least one limit is given."""

    predikat: tuple[str, ...] = Field(min_length=1)
    sebagian_besar: bool = False
    minimal_persen: Decimal | None = None
    maksimal_persen: Decimal | None = None
    minimal_orang: int | None = None
    maksimal_orang: int | None = None

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        shares = [limit for limit in (self.minimal_persen, self.maksimal_persen) if limit is not None]
        people = [limit for limit in (self.minimal_orang, self.maksimal_orang) if limit is not None]
        if not (self.sebagian_besar or shares or people):
            raise ValueError("syarat ini tidak menyebut batas apa pun")
        if any(not 0 <= limit <= 100 for limit in shares):
            raise ValueError("persen harus di antara 0 dan 100")
        if any(limit < 0 for limit in people):
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
    """People per predikat, the best first; `missing` are those without a (known) predikat, who count in no share."""

    counts: dict[str, int]
    missing: int = 0

    @property
    def total(self) -> int:
        """People with a predikat: what shares are taken of."""
        return sum(self.counts.values())

    def percent(self, predikat: str) -> Fraction:
        """The exact share in per cent; 0 in an empty group."""
        return Fraction(100 * self.counts[predikat], self.total) if self.total else Fraction(0)


@dataclass(frozen=True)
class Breach:
    """A limit that is not kept: `count` of `total` people have one of `predikat`, the limit is `value` (per cent or people).

    For "sebagian-besar" `value` is the number of people that would have to be exceeded.
    """

    predikat: tuple[str, ...]
    limit: Batas
    value: Fraction
    count: int
    total: int

    @property
    def percent(self) -> Fraction:
        """The exact share in per cent."""
        return Fraction(100 * self.count, self.total)


def count_predikat(predikat: Iterable[str], pola: PolaDistribusi) -> Distribusi:
    """Count the predikat of a group, in any known wording. Every person counts once: in a predikat or in `missing`."""
    counts = dict.fromkeys(pola.predikat, 0)
    unrated = 0
    for wording in predikat:
        if known := recognise(wording, pola.sebutan_predikat):
            counts[known] += 1
        else:
            unrated += 1
    return Distribusi(counts, unrated)


def check_distribusi(capaian: str, counts: Mapping[str, int], aturan: PolaDistribusi) -> list[Breach]:
    """The limits that the group breaks, in the order of the rules; none for nobody at all or for an unknown capaian."""
    total = sum(counts.values())
    if not total:
        return []
    conditions = aturan.syarat.get(recognise(capaian, aturan.sebutan_capaian), ())
    return [
        violation
        for condition in conditions
        for violation in _check(condition, counts, total, aturan.arti_sebagian_besar)
    ]


def _check(syarat: Syarat, counts: Mapping[str, int], total: int, meaning: ArtiSebagianBesar) -> Iterator[Breach]:
    people = sum(counts.get(name, 0) for name in syarat.predikat)
    share = Fraction(100 * people, total)

    def violation(limit: Batas, value: Fraction | Decimal | int) -> Breach:
        return Breach(syarat.predikat, limit, Fraction(value), people, total)

    if syarat.sebagian_besar:
        others = [count for name, count in counts.items() if name not in syarat.predikat]
        threshold = Fraction(total, 2) if meaning == "lebih-dari-separuh" else Fraction(max(others, default=0))
        if people <= threshold:
            yield violation("sebagian-besar", threshold)
    if syarat.minimal_persen is not None and share < Fraction(syarat.minimal_persen):
        yield violation("minimal-persen", syarat.minimal_persen)
    if syarat.maksimal_persen is not None and share > Fraction(syarat.maksimal_persen):
        yield violation("maksimal-persen", syarat.maksimal_persen)
    if syarat.minimal_orang is not None and people < syarat.minimal_orang:
        yield violation("minimal-orang", syarat.minimal_orang)
    if syarat.maksimal_orang is not None and people > syarat.maksimal_orang:
        yield violation("maksimal-orang", syarat.maksimal_orang)


def dapat_dipenuhi(capaian: str, jumlah: int, aturan: PolaDistribusi) -> bool:
    """False where no division of so few people keeps the rules: one person cannot be at most 70 % of a group.

    Only tried out up to ten people; larger groups count as able to.
    """
    if jumlah > _TRIED_MAX:
        return True
    return any(
        not check_distribusi(capaian, dict(zip(aturan.predikat, division, strict=True)), aturan)
        for division in _divisions(jumlah, len(aturan.predikat))
    )


def _divisions(people: int, places: int) -> Iterator[Sequence[int]]:
    """All ways to put `jumlah` people into so many places."""
    if places == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in _divisions(people - first, places - 1):
            yield (first, *rest)
