"""All rules on one SKP beyond what its form asks for (`slots`), in the order in which to mend things. It holds none."""

from collections.abc import Callable, Iterator

from skpxl.checks import fields, identitas
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding
from skpxl.model.skp import Skp

Aturan = Callable[[Skp, Rujukan], Iterator[Finding]]

ATURAN: tuple[Aturan, ...] = (
    identitas.nip_salah,
    identitas.nip_tidak_terdaftar,
    identitas.instansi_lain,
    identitas.periode_lain,
    fields.diintervensi_tidak_dikenal,
    fields.target_beda_indikator,
    fields.rencana_ganda,
    fields.rencana_berbutir,
    fields.indikator_ganda,
)


def check_skp(skp: Skp, rujukan: Rujukan) -> list[Finding]:
    """The findings on one SKP; keys are set, cells are not."""
    return [finding for rule in ATURAN for finding in rule(skp, rujukan)]
