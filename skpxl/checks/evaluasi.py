"""Rules on one evaluation beyond what its form asks for (`slots`): for whom it is, and that the predikat is its ratings'."""

from collections.abc import Callable, Iterator

from skpxl.checks.identitas import instansi_lain, nip_tidak_terdaftar
from skpxl.checks.perubahan import berganti, masa_lain
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.evaluasi import Evaluasi, masa_penuh
from skpxl.model.penugasan import row_of
from skpxl.model.predikat import predikat
from skpxl.model.teks import sidik

Aturan = Callable[[Evaluasi, Rujukan], Iterator[Finding]]


def periode_evaluasi_lain(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """The evaluation is for days of the campaign's period."""
    campaign, own = rujukan.periode, evaluasi.periode
    if campaign and own and not campaign.memuat(own):
        yield temuan("periode-lain", key="periode_tercetak", found=own.tercetak(), suggestion=campaign.tercetak())


def masa_evaluasi_berganti(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """The evaluation is for the days of its quarter, month, semester or year in which the person serves in this post."""
    row = row_of(rujukan.organisasi, evaluasi) if rujukan.organisasi else None
    campaign, own = rujukan.periode, evaluasi.periode
    if row and campaign and own and campaign.memuat(own):
        whole = masa_penuh(evaluasi.jenis, own).irisan(campaign.mulai, campaign.selesai)
        yield from masa_lain(own, row, whole or campaign)


def predikat_berbeda(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """The predikat that the sheet shows is the one that both ratings give (PermenPANRB 6/2022); it is computed here.

    A sheet whose program has not computed it shows nothing; that says nothing.
    """
    if rujukan.predikat is None or not evaluasi.predikat.strip():
        return
    expected = predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, rujukan.predikat)
    if sidik(evaluasi.predikat) != sidik(expected):
        yield temuan("predikat-berbeda", key="predikat", found=evaluasi.predikat, suggestion=expected or "(belum ada)")


ATURAN: tuple[Aturan, ...] = (
    nip_tidak_terdaftar,
    instansi_lain,
    periode_evaluasi_lain,
    berganti,
    masa_evaluasi_berganti,
    predikat_berbeda,
)


def check_evaluasi(evaluasi: Evaluasi, rujukan: Rujukan) -> list[Finding]:
    """The findings on one evaluation, in the order in which a person should mend things."""
    return [finding for rule in ATURAN for finding in rule(evaluasi, rujukan)]
