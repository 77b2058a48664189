"""Rules on a form of an office's own: that it was issued here, for this period. What it must hold, its definition says."""

from skpxl.checks.identitas import instansi_lain, nip_tidak_terdaftar, periode_lain
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding
from skpxl.model.bebas import IsianBebas


def check_bebas(answers: IsianBebas, rujukan: Rujukan) -> list[Finding]:
    """The findings on one filled form; keys are set, cells are not."""
    rules = (nip_tidak_terdaftar, instansi_lain, periode_lain)
    return [finding for rule in rules for finding in rule(answers, rujukan)]
