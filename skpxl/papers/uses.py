"""What papers are wanted for: the use that an operator names, in one year. Which papers it asks for stands in the rules."""

from collections.abc import Sequence
from typing import NamedTuple

from skpxl.errors import UsageError
from skpxl.model.berkas import AturanBerkas, DokumenPerlu, SyaratPredikat, SyaratStatus, dokumen_perlu
from skpxl.model.evaluasi import masa_evaluasi, period_in_words
from skpxl.papers.receive import LAINNYA

_PERIODIC = {"dokumen-evaluasi": "Dokumen Evaluasi Kinerja Pegawai", "evaluasi": "Evaluasi Kinerja"}


class Kegunaan(NamedTuple):
    """A use in one year: its short name, what it is called, the papers asked for in the order of the rule."""

    kode: str
    nama: str
    tahun: int
    perlu: tuple[DokumenPerlu, ...]
    dasar: str
    terverifikasi: bool
    predikat: SyaratPredikat | None = None
    status: SyaratStatus | None = None

    @property
    def short(self) -> str:
        """For names of files and sheets: `kenaikan-pangkat-2026`."""
        stem, _, end = self.kode.rpartition("-")
        return f"{stem if end.isdecimal() and stem else self.kode}-{self.tahun}"


def uses(names: Sequence[str], given_year: int | None, aturan: AturanBerkas) -> list[Kegunaan]:
    """The uses that an operator names: a short name of the rule (`kenaikan-pangkat-2023`), or its stem and the year.

    `kp` stands for `kenaikan-pangkat`, as people write it. Raises PenggunaanError for an unknown one, for one that does not
    hold in that year, and where it holds for many years and none is given.
    """
    chosen: list[Kegunaan] = []
    for name in dict.fromkeys(names):
        code = _code(name, given_year, aturan)
        rule = aturan.keperluan[code]
        year = given_year if rule.mulai != rule.sampai else rule.mulai
        if year is None:
            raise UsageError(f"{name} berlaku untuk tahun {rule.mulai} dan seterusnya; tambahkan --year TAHUN.")
        if not rule.berlaku(year):
            until = f" sampai {rule.sampai}" if rule.sampai else " dan seterusnya"
            raise UsageError(f"{name} berlaku untuk tahun {rule.mulai}{until}, bukan {year}.")
        papers = tuple(dokumen_perlu(code, year, aturan))
        use = Kegunaan(code, rule.nama, year, papers, rule.dasar, rule.terverifikasi, rule.predikat, rule.status)
        if use not in chosen:
            chosen.append(use)
    return chosen


def _code(name: str, tahun: int | None, aturan: AturanBerkas) -> str:
    full = name.strip().casefold()
    if full == "kp" or full.startswith("kp-"):
        full = "kenaikan-pangkat" + full[2:]
    if full in aturan.keperluan:
        return full
    candidates = [code for code in aturan.keperluan if code.rpartition("-")[0] == full]
    if not candidates:
        raise UsageError(f"--use {name} tidak dikenal; pilihannya: {', '.join(aturan.keperluan)}.")
    if tahun is None:
        raise UsageError(f"--use {name} tanpa tahun; tambahkan --year TAHUN, atau sebut {' atau '.join(candidates)}.")
    matching = [code for code in candidates if aturan.keperluan[code].berlaku(tahun)]
    if len(matching) != 1:
        raise UsageError(f"Tidak ada aturan {name} untuk tahun {tahun}; pilihannya: {', '.join(candidates)}.")
    return matching[0]


def paper_in_words(code: str, tahun: int, aturan: AturanBerkas) -> str:
    """A paper with its year in words; the year only once."""
    name = aturan.dokumen[code].nama if code in aturan.dokumen else LAINNYA.get(code) or _periodic(code, tahun)
    return name if str(tahun) in name else f"{name} {tahun}"


def _periodic(code: str, tahun: int) -> str:
    """The paper of a period shorter than a year: `Dokumen Evaluasi Kinerja Pegawai, Triwulan II tahun 2022`."""
    stem, _, period = code.rpartition("-")
    if stem not in _PERIODIC:
        return code
    return f"{_PERIODIC[stem]}, {period_in_words(*masa_evaluasi(period, tahun))}"
