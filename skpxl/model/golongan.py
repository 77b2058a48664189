"""Pangkat and golongan ruang in all the ways offices write them, brought to one; the list itself is data, not here.

PNS `Penata Tk. I, III/d`; PPPK `IX`, which has no pangkat. A line of the list reads `III/d Penata Tk. I` or `IX`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from skpxl.model.teks import rapi

_RUANG = re.compile(r"(?<![A-Z])(IV|I{1,3})\s*[/.\-,]?\s*\(?([A-E])\)?(?![A-Z])")
_DROPPED = re.compile(r"\b(?:GOLONGAN|GOL|RUANG|PANGKAT|PPPK|P3K|PNS)\b|[^A-Z0-9 ]")
_TINGKAT = re.compile(r"\b(?:TINGKAT|TKT|TK)\b ?(?:I|1)?\b|\bTKI\b")


@dataclass(frozen=True, slots=True)
class Golongan:
    """One golongan: `ruang` (`III/d`, for PPPK `IX`), `pangkat` (empty for PPPK); `str()` is as forms print it."""

    ruang: str
    pangkat: str = ""

    @property
    def pppk(self) -> bool:
        """True for a golongan of PPPK."""
        return "/" not in self.ruang

    def __str__(self) -> str:
        return f"{self.pangkat}, {self.ruang}" if self.pangkat else self.ruang


def parse_golongan(text: str, lines: Iterable[str]) -> tuple[Golongan | None, str]:
    """Return the golongan that `text` means and an empty text, or None and the reason in Indonesian.

    Understood: `Pembina Tk.I/ IV/b`, `PEMBINA TINGKAT I (IV/b)`, `III.b`, `II b`, `IIIb`, `Gol. III/d`, a pangkat
    alone where it names one golongan, `IX`, `Golongan IX`, `PPPK IX`. A pangkat that belongs to another golongan is
    a reason, not guessed at.
    """
    return _parse(text, tuple(lines))


@lru_cache(maxsize=2048)
def _parse(text: str, lines: tuple[str, ...]) -> tuple[Golongan | None, str]:
    known = _by_ruang(lines)
    capitals = rapi(text).upper()
    if not capitals:
        return None, "pangkat/golongan ruang kosong"
    ruang = {f"{roman}/{letter.lower()}" for roman, letter in _RUANG.findall(capitals)}
    if len(ruang) > 1:
        return None, f"lebih dari satu golongan: {', '.join(sorted(ruang))}"
    rest = _compared(_RUANG.sub(" ", capitals))
    if ruang:
        found = ruang.pop()
        golongan = known.get(found)
        if golongan is None:
            return None, f"golongan {found} tidak ada"
        if rest and rest != _compared(golongan.pangkat.upper()):
            return None, f"golongan {found} berpangkat {golongan.pangkat}"
        return golongan, ""
    if rest in known:
        return known[rest], ""
    matches = [
        golongan for golongan in known.values() if golongan.pangkat and _compared(golongan.pangkat.upper()) == rest
    ]
    if len(matches) == 1:
        return matches[0], ""
    return None, "tidak ada dalam daftar pangkat/golongan ruang"


@lru_cache(maxsize=8)
def _by_ruang(lines: tuple[str, ...]) -> dict[str, Golongan]:
    known: dict[str, Golongan] = {}
    for line in lines:
        ruang, _, pangkat = rapi(line).partition(" ")
        known[ruang] = Golongan(ruang, pangkat)
    return known


def _compared(capitals: str) -> str:
    """A pangkat in capitals under which `TK.I`, `TINGKAT I` and `Tk. I` are the same."""
    return " ".join(_TINGKAT.sub(" TK1 ", " ".join(_DROPPED.sub(" ", capitals).split())).split())
