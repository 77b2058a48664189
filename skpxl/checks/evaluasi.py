"""Rules on one evaluation: what the penilai must fill in and choose, and that the predikat is the one his ratings give."""

from collections.abc import Callable, Iterator

from skpxl.checks.identitas import instansi_lain
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.predikat import predikat
from skpxl.model.skp import kunci
from skpxl.model.teks import sidik

Aturan = Callable[[Evaluasi, Rujukan], Iterator[Finding]]

# What is chosen from a list: its key, its list, what it is called.
PILIHAN = (
    ("capaian_organisasi", "capaian_organisasi", "Capaian kinerja organisasi"),
    ("rating_hasil_kerja", "rating", "Rating hasil kerja"),
    ("rating_perilaku", "rating", "Rating perilaku kerja"),
)


def periode_evaluasi_lain(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """The evaluation is for days of the campaign's period."""
    masa, satu = rujukan.periode, evaluasi.periode
    if masa and satu and not (masa.mulai <= satu.mulai and satu.selesai <= masa.selesai):
        yield temuan("periode-lain", key="periode_tercetak", found=satu.tercetak(), suggestion=masa.tercetak())


def _terisi(evaluasi: Evaluasi) -> bool:
    pilihan = any(getattr(evaluasi, key).strip() for key, _, _ in PILIHAN)
    return pilihan or any(
        hasil.realisasi.strip() or hasil.umpan_balik.strip() or any(i.realisasi.strip() for i in hasil.indikator or ())
        for _, _, hasil in evaluasi.semua_hasil()
    )


def evaluasi_belum_diisi(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """A form in which the penilai has filled in nothing is no evaluation."""
    if not _terisi(evaluasi):
        yield temuan("evaluasi-belum-diisi", key="capaian_organisasi")


def belum_dipilih(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """Capaian and both ratings are chosen, each one value of its list (former wordings count)."""
    if not _terisi(evaluasi):
        return
    for key, nama, sebutan in PILIHAN:
        teks, daftar = getattr(evaluasi, key), rujukan.daftar[nama]
        pilihan = ", ".join(daftar.nilai)
        if not teks.strip() or daftar.belum_dipilih(teks):
            yield temuan("penilaian-belum-dipilih", key=key, found=teks, sebutan=sebutan, pilihan=pilihan)
        elif daftar.cocokkan(teks) is None:
            yield temuan("penilaian-tidak-dikenal", key=key, found=teks, sebutan=sebutan, pilihan=pilihan)


def realisasi_kosong(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """Every indikator of the plan (kualitatif: every result) has a realisasi by evidence."""
    if not _terisi(evaluasi):
        return
    for bagian, nomor, hasil in evaluasi.semua_hasil():
        akar = ("hasil_kerja", bagian, nomor)
        if hasil.indikator is None:
            if hasil.rencana_hasil_kerja.strip() and not hasil.realisasi.strip():
                yield temuan("realisasi-kosong", key=kunci(*akar, "realisasi"), apa=hasil.rencana_hasil_kerja.strip())
            continue
        for urutan, satu in enumerate(hasil.indikator, start=1):
            if satu.indikator_kinerja_individu.strip() and not satu.realisasi.strip():
                key = kunci(*akar, "indikator", satu.nomor or urutan, "realisasi")
                yield temuan("realisasi-kosong", key=key, apa=satu.indikator_kinerja_individu.strip())


def predikat_berbeda(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """The predikat that the sheet shows is the one that both ratings give (PermenPANRB 6/2022); it is computed here.

    A sheet whose program has not computed it shows nothing; that says nothing.
    """
    if rujukan.predikat is None or not evaluasi.predikat.strip():
        return
    benar = predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, rujukan.predikat)
    if sidik(evaluasi.predikat) != sidik(benar):
        yield temuan("predikat-berbeda", key="predikat", found=evaluasi.predikat, suggestion=benar or "(belum ada)")


def umpan_balik_tanpa_pemberi(evaluasi: Evaluasi, rujukan: Rujukan) -> Iterator[Finding]:
    """Feedback names who gives it."""
    for bagian, daftar in evaluasi.umpan_balik.items():
        for urutan, satu in enumerate(daftar, start=1):
            if satu.isi.strip() and not satu.pemberi.strip():
                key = kunci("umpan_balik", bagian, satu.nomor or urutan, "pemberi")
                yield temuan("umpan-balik-tanpa-pemberi", key=key, apa=satu.isi.strip())


ATURAN: tuple[Aturan, ...] = (
    instansi_lain,
    periode_evaluasi_lain,
    evaluasi_belum_diisi,
    belum_dipilih,
    realisasi_kosong,
    predikat_berbeda,
    umpan_balik_tanpa_pemberi,
)


def periksa_evaluasi(evaluasi: Evaluasi, rujukan: Rujukan) -> list[Finding]:
    """The findings on one evaluation, in the order in which a person should mend things."""
    return [temuan for aturan in ATURAN for temuan in aturan(evaluasi, rujukan)]
