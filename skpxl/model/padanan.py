"""Pairing the roles agreed on with the results written, person by person: by text, by id, by likeness. It judges nothing."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from skpxl.model.kesepakatan import PeranPegawai
from skpxl.model.matriks import Peran
from skpxl.model.teks import sidik

Cara = Literal["teks", "id", "kemiripan", ""]
# Likeness (0-100) from which two texts are taken for one result where no id binds them.
MIRIP = 80.0


class Padanan(NamedTuple):
    """A role and the result that stands for it; one of the two is None where there is no counterpart.

    `means` tells how they were paired, `score` how alike they are (0-100; 100 for the same text).
    """

    agreed: PeranPegawai | None
    written: Peran | None
    means: Cara = ""
    score: int = 0


def pair(sepakat: Sequence[PeranPegawai], tertulis: Sequence[Peran]) -> list[Padanan]:
    """Pair them: the same text first, then the place that was issued for a role, then the likeliest of the rest.

    Every role and every result is in exactly one pair. Roles come in their order, then the results without one.
    """
    pairs: dict[int, tuple[int, Cara, int]] = {}
    free = list(range(len(tertulis)))
    cara: Cara
    for cara in ("teks", "id"):
        for index, role in enumerate(sepakat):
            if index in pairs:
                continue
            candidates = [n for n in free if _matches(role, tertulis[n], cara)]
            # Of equal texts the one at the place that was issued for this very role.
            candidates.sort(key=lambda n: tertulis[n].peran_id != role.peran.id)
            if candidates:
                score = 100 if cara == "teks" else kemiripan(role.peran.teks, tertulis[candidates[0]].teks)
                pairs[index] = (candidates[0], cara, score)
                free.remove(candidates[0])
    rest = [index for index in range(len(sepakat)) if index not in pairs]
    scores = sorted((-kemiripan(sepakat[n].peran.teks, tertulis[t].teks), n, t) for n in rest for t in free)
    for negative, index, at in scores:
        if -negative < MIRIP:
            break
        if index not in pairs and at in free:
            pairs[index] = (at, "kemiripan", -negative)
            free.remove(at)
    paired = []
    for index, role in enumerate(sepakat):
        at, how, score = pairs.get(index, (-1, "", 0))
        paired.append(Padanan(role, tertulis[at] if at >= 0 else None, how, score))
    return paired + [Padanan(None, tertulis[at]) for at in free]


def _matches(role: PeranPegawai, result: Peran, cara: str) -> bool:
    if cara == "teks":
        return sidik(role.peran.teks) == sidik(result.teks)
    return bool(role.peran.id) and role.peran.id == result.peran_id


def kemiripan(text: str, other: str) -> int:
    """How alike two texts are, 0-100, without regard to case and end punctuation; only their first 500 characters count."""
    from rapidfuzz import fuzz

    return round(fuzz.ratio(sidik(text)[:500], sidik(other)[:500]))
