"""A roster in an office's own layout made into ours, with a sheet that says what was doubtful; it settles no doubt."""

from collections.abc import Sequence

from skpxl.books.roster_sheet import SourceDoubt, render_roster
from skpxl.findings import Finding
from skpxl.findings.wording import Pesan, kalimat
from skpxl.model.unit import Organisasi
from skpxl.template.library import Library

_URUTAN = {"galat": 0, "peringatan": 1, "info": 2}


def convert_roster(organisasi: Organisasi, findings: Sequence[Finding], library: Library) -> bytes:
    """The tidy roster workbook with sheet Keraguan, worst doubts first; the same input gives the same bytes."""
    in_order = sorted(findings, key=lambda finding: _URUTAN[finding.severity.value])
    return render_roster(organisasi, library, [_doubt(finding, library.pesan) for finding in in_order])


def _doubt(finding: Finding, pesan: Pesan) -> SourceDoubt:
    wrong, remedy = kalimat(finding, pesan)
    item = f"{finding.item}: " if finding.item else ""
    return SourceDoubt(
        finding.severity.value, finding.sheet, finding.cell, finding.found, item + wrong, remedy, finding.who
    )
