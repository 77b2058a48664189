"""All rules on one SKP, in the order in which a person should mend things. It holds no rule of its own."""

from collections.abc import Callable, Iterator

from skpxl.checks import identitas, isi, wajib
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding
from skpxl.model.skp import Skp

Aturan = Callable[[Skp, Rujukan], Iterator[Finding]]

ATURAN: tuple[Aturan, ...] = (
    identitas.nip_salah,
    identitas.nip_tidak_terdaftar,
    identitas.instansi_lain,
    identitas.periode_lain,
    wajib.belum_diisi,
    wajib.utama_kosong,
    wajib.rencana_kosong,
    wajib.diintervensi_kosong,
    isi.diintervensi_tidak_dikenal,
    wajib.indikator_tidak_ada,
    wajib.indikator_kosong,
    wajib.aspek_belum_dipilih,
    isi.aspek_tidak_dikenal,
    wajib.target_kosong,
    isi.target_beda_indikator,
    isi.isian_contoh,
    isi.rencana_ganda,
    isi.indikator_ganda,
    wajib.nilai_dan_ekspektasi,
    isi.nilai_tidak_dikenal,
)


def periksa_skp(skp: Skp, rujukan: Rujukan) -> list[Finding]:
    """The findings on one SKP; keys are set, cells are not."""
    return [temuan for aturan in ATURAN for temuan in aturan(skp, rujukan)]
