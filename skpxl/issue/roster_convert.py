"""A roster in an office's own layout made into ours, with a sheet that says what was doubtful; it settles no doubt."""

from collections.abc import Sequence

from skpxl.books.roster_sheet import Keraguan, render_roster
from skpxl.findings import Finding
from skpxl.findings.wording import Pesan, kalimat
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library

_URUTAN = {"galat": 0, "peringatan": 1, "info": 2}


def convert_roster(organisasi: Organisasi, findings: Sequence[Finding], library: Library) -> bytes:
    """The tidy roster workbook with sheet Keraguan, worst doubts first; the same input gives the same bytes."""
    urut = sorted(findings, key=lambda satu: _URUTAN[satu.severity.value])
    return render_roster(organisasi, library, [_doubt(satu, library.pesan) for satu in urut])


def _doubt(satu: Finding, pesan: Pesan) -> Keraguan:
    apa, saran = kalimat(satu, pesan)
    item = f"{satu.item}: " if satu.item else ""
    return Keraguan(satu.severity.value, satu.sheet, satu.cell, satu.found, item + apa, saran, satu.who)
