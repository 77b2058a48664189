"""Findings as text for people: grouped over cells, worst first. JSON and workbooks are made elsewhere from the same values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from skpxl.findings.finding import Finding, Severity
from skpxl.findings.wording import Pesan, worded

_DISEBUT = 4
_URUTAN = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.INFO: 2}


def grouped(findings: Iterable[Finding], pesan: Pesan) -> list[Finding]:
    """Put findings that say the same of several cells into one; `cell` and `item` then name them all, worst first.

    Order within a severity is kept: it is the order in which a person should mend things.
    """
    kelompok: dict[tuple[object, ...], list[Finding]] = {}
    for satu in findings:
        sama = (satu.file, satu.code, satu.sheet, satu.found, satu.suggestion, satu.rincian, satu.who)
        kelompok.setdefault(sama, []).append(satu)
    hasil = []
    for anggota in kelompok.values():
        awal = anggota[0]
        if len(anggota) > 1:
            sel = ", ".join(dict.fromkeys(satu.cell for satu in anggota if satu.cell))
            item = _few(list(dict.fromkeys(satu.item for satu in anggota if satu.item)))
            awal = worded([replace(awal, cell=sel, item=item)], pesan)[0]
        hasil.append(awal)
    return sorted(hasil, key=lambda satu: _URUTAN[satu.severity])


def _few(items: Sequence[str]) -> str:
    """Places in words; of more than five the first four and how many more."""
    lagi = len(items) - _DISEBUT
    return f"{', '.join(items[:_DISEBUT])} dan {lagi} tempat lain" if lagi > 1 else ", ".join(items)


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, all three named."""
    jumlah = Counter(satu.severity.value for satu in findings)
    return {severity.value: jumlah[severity.value] for severity in Severity}


def top_fixes(per_berkas: Sequence[Sequence[Finding]], banyak: int = 5) -> list[tuple[str, int, int]]:
    """The rules that fail most over many files: (code, findings, files), most files first; infos are left out."""
    temuan: Counter[str] = Counter()
    berkas: Counter[str] = Counter()
    for findings in per_berkas:
        kode = [satu.code for satu in findings if satu.severity is not Severity.INFO]
        temuan.update(kode)
        berkas.update(set(kode))
    urut = sorted(temuan, key=lambda kode: (-berkas[kode], -temuan[kode], kode))
    return [(kode, temuan[kode], berkas[kode]) for kode in urut[:banyak]]
