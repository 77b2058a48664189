"""Evaluations that give angka kredit, as plain values; the people are made up."""

from datetime import date
from types import SimpleNamespace

from forms import INSTANSI, LIBRARY, STAF

from skpxl.model.evaluasi import Evaluasi
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas
from skpxl.papers.credit_paper import credit_paper
from skpxl.papers.credits import granted
from skpxl.papers.order import PaperOrder

ORDER = PaperOrder(LIBRARY)
PENILAI = Identitas(nama="Yosua Manafe, S.Kom.", nip="198607292010121902", jabatan="Ketua Tim")
RATINGS = {
    "Sangat Baik": ("Di Atas Ekspektasi", "Di Atas Ekspektasi"),
    "Baik": ("Sesuai Ekspektasi", "Sesuai Ekspektasi"),
    "Butuh Perbaikan": ("Di Bawah Ekspektasi", "Sesuai Ekspektasi"),
    "Kurang": ("Sesuai Ekspektasi", "Di Bawah Ekspektasi"),
    "Sangat Kurang": ("Di Bawah Ekspektasi", "Di Bawah Ekspektasi"),
}


def came(
    name, jabatan="Perawat Terampil", days=((1, 1), (12, 31)), predikat="Baik", jenis="tahunan", nip=STAF, tahun=2026
):
    """An evaluation of some days of a year that came in as the file `name`."""
    first, last = days
    hasil, perilaku = RATINGS[predikat]
    pegawai = Identitas(
        nama="Melati Kasedu, A.Md.",
        nip=nip,
        pangkat_golongan="Pengatur, II/c",
        jabatan=jabatan,
        unit_kerja="Bidang Mutasi",
    )
    evaluasi = Evaluasi(
        form="evaluasi-kuantitatif", versi="2022.1", jenis=jenis, nip=nip, instansi=INSTANSI, pegawai=pegawai,
        pejabat_penilai=PENILAI, periode=Periode(mulai=date(tahun, *first), selesai=date(tahun, *last)),
        rating_hasil_kerja=hasil, rating_perilaku=perilaku, capaian_organisasi="Baik",
    )  # fmt: skip
    return SimpleNamespace(evaluasi=evaluasi, owner=pegawai, reading=SimpleNamespace(file=name))


def grants(*files, pegawai=None, order=ORDER):
    """What they give, by file."""
    return granted(files, order, lambda file: pegawai)


def of_credit(*files, pegawai: Pegawai | None = None, order=ORDER):
    """The paper of the last of these evaluations."""
    files = files or (came("a"),)
    return credit_paper(grants(*files, pegawai=pegawai, order=order).of_file[files[-1].reading.file], pegawai, order)
