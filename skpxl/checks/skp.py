"""All rules on one SKP beyond what its form asks for (`slots`), in the order in which to mend things. It holds none."""

from collections.abc import Callable, Iterator

from skpxl.checks import asal, fields, identitas, makna, perubahan, salinan, ukuran
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding
from skpxl.model.skp import Skp

Aturan = Callable[[Skp, Rujukan], Iterator[Finding]]

ATURAN: tuple[Aturan, ...] = (
    identitas.nip_salah,
    identitas.nip_tidak_terdaftar,
    identitas.instansi_lain,
    identitas.periode_lain,
    perubahan.berganti,
    perubahan.masa_berganti,
    fields.diintervensi_tidak_dikenal,
    makna.isian_judul,
    makna.isian_hampa,
    makna.rencana_kegiatan,
    salinan.rencana_sama_atasan,
    salinan.indikator_sama_rencana,
    ukuran.target_tanpa_ukuran,
    ukuran.target_mustahil,
    ukuran.aspek_beda_target,
    ukuran.target_beda_indikator,
    asal.tahun_lain,
    asal.instansi_disebut,
    fields.rencana_ganda,
    fields.rencana_berbutir,
    fields.indikator_ganda,
    fields.rencana_tunggal,
    salinan.skp_serupa,
)


def check_skp(skp: Skp, rujukan: Rujukan) -> list[Finding]:
    """The findings on one SKP; keys are set, cells are not."""
    return [finding for rule in ATURAN for finding in rule(skp, rujukan)]
