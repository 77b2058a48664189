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

    `cara` tells how they were paired, `skor` how alike they are (0-100; 100 for the same text).
    """

    sepakat: PeranPegawai | None
    tertulis: Peran | None
    cara: Cara = ""
    skor: int = 0


def pair(sepakat: Sequence[PeranPegawai], tertulis: Sequence[Peran]) -> list[Padanan]:
    """Pair them: the same text first, then the place that was issued for a role, then the likeliest of the rest.

    Every role and every result is in exactly one pair. Roles come in their order, then the results without one.
    """
    pasangan: dict[int, tuple[int, Cara, int]] = {}
    bebas = list(range(len(tertulis)))
    cara: Cara
    for cara in ("teks", "id"):
        for nomor, satu in enumerate(sepakat):
            if nomor in pasangan:
                continue
            calon = [n for n in bebas if _cocok(satu, tertulis[n], cara)]
            # Of equal texts the one at the place that was issued for this very role.
            calon.sort(key=lambda n: tertulis[n].peran_id != satu.peran.id)
            if calon:
                skor = 100 if cara == "teks" else kemiripan(satu.peran.teks, tertulis[calon[0]].teks)
                pasangan[nomor] = (calon[0], cara, skor)
                bebas.remove(calon[0])
    sisa = [nomor for nomor in range(len(sepakat)) if nomor not in pasangan]
    skor_sisa = sorted((-kemiripan(sepakat[n].peran.teks, tertulis[t].teks), n, t) for n in sisa for t in bebas)
    for negatif, nomor, ke in skor_sisa:
        if -negatif < MIRIP:
            break
        if nomor not in pasangan and ke in bebas:
            pasangan[nomor] = (ke, "kemiripan", -negatif)
            bebas.remove(ke)
    hasil = []
    for nomor, satu in enumerate(sepakat):
        ke, cara_, skor = pasangan.get(nomor, (-1, "", 0))
        hasil.append(Padanan(satu, tertulis[ke] if ke >= 0 else None, cara_, skor))
    return hasil + [Padanan(None, tertulis[ke]) for ke in bebas]


def _cocok(satu: PeranPegawai, hasil: Peran, cara: str) -> bool:
    if cara == "teks":
        return sidik(satu.peran.teks) == sidik(hasil.teks)
    return bool(satu.peran.id) and satu.peran.id == hasil.peran_id


def kemiripan(satu: str, lain: str) -> int:
    """How alike two texts are, 0-100, without regard to case and end punctuation; only their first 500 characters count."""
    from rapidfuzz import fuzz

    return round(fuzz.ratio(sidik(satu)[:500], sidik(lain)[:500]))
