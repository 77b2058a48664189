"""Pangkat and golongan ruang in all the ways offices write them, brought to one; the list itself is data, not here.

PNS `Penata Tk. I, III/d`; PPPK `IX`, which has no pangkat. A line of the list reads `III/d Penata Tk. I` or `IX`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from skpxl.model.teks import rapi

_RUANG = re.compile(r"(?<![A-Z])(IV|I{1,3})\s*[/.\-,]?\s*\(?([A-E])\)?(?![A-Z])")
_BUANG = re.compile(r"\b(?:GOLONGAN|GOL|RUANG|PANGKAT|PPPK|P3K|PNS)\b|[^A-Z0-9 ]")
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


def parse_golongan(teks: str, daftar: Iterable[str]) -> tuple[Golongan | None, str]:
    """Return the golongan that `teks` means and an empty text, or None and the reason in Indonesian.

    Understood: `Pembina Tk.I/ IV/b`, `PEMBINA TINGKAT I (IV/b)`, `III.b`, `II b`, `IIIb`, `Gol. III/d`, a pangkat
    alone where it names one golongan, `IX`, `Golongan IX`, `PPPK IX`. A pangkat that belongs to another golongan is
    a reason, not guessed at.
    """
    per_ruang = _daftar(tuple(daftar))
    atas = rapi(teks).upper()
    if not atas:
        return None, "pangkat/golongan ruang kosong"
    ruang = {f"{angka}/{huruf.lower()}" for angka, huruf in _RUANG.findall(atas)}
    if len(ruang) > 1:
        return None, f"lebih dari satu golongan: {', '.join(sorted(ruang))}"
    sisa = _compared(_RUANG.sub(" ", atas))
    if ruang:
        satu = ruang.pop()
        golongan = per_ruang.get(satu)
        if golongan is None:
            return None, f"golongan {satu} tidak ada"
        if sisa and sisa != _compared(golongan.pangkat.upper()):
            return None, f"golongan {satu} berpangkat {golongan.pangkat}"
        return golongan, ""
    if sisa in per_ruang:
        return per_ruang[sisa], ""
    sama = [satu for satu in per_ruang.values() if satu.pangkat and _compared(satu.pangkat.upper()) == sisa]
    if len(sama) == 1:
        return sama[0], ""
    return None, "tidak ada dalam daftar pangkat/golongan ruang"


def tidy_golongan(teks: str, daftar: Iterable[str]) -> str:
    """`teks` as forms print it (`Penata Tk. I, III/d`, `IX`); unchanged but for blanks where it is not understood."""
    golongan, _ = parse_golongan(teks, daftar)
    return str(golongan) if golongan else rapi(teks)


@lru_cache(maxsize=8)
def _daftar(baris: tuple[str, ...]) -> dict[str, Golongan]:
    hasil: dict[str, Golongan] = {}
    for satu in baris:
        ruang, _, pangkat = rapi(satu).partition(" ")
        hasil[ruang] = Golongan(ruang, pangkat)
    return hasil


def _compared(atas: str) -> str:
    """A pangkat in capitals under which `TK.I`, `TINGKAT I` and `Tk. I` are the same."""
    return " ".join(_TINGKAT.sub(" TK1 ", " ".join(_BUANG.sub(" ", atas).split())).split())
