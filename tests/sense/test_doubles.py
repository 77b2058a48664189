"""Many texts at once: which are one in several wordings, the same as held two by two, and without holding all two by two."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.teks import sidik
from skpxl.sense.doubles import groups_of_doubles
from skpxl.sense.rewording import spelled_alike
from skpxl.template.library import load_library

SENSE = load_library().sense
WORDS = (
    "laporan data pegawai kenaikan pangkat usul berkas pensiun absensi jabatan arsip surat rapat disiplin kinerja layanan "
    "pemutakhiran mutasi dokumen penilaian pelatihan bidan guru sekolah puskesmas anggaran wilayah koordinasi evaluasi"
).split()
OPENINGS = ["Terlaksananya", "Tersusunnya", "Terkelolanya", "Tersedianya", "Terverifikasinya"]


# As officials write one result in two ways, and two results in nearly one way.
ONE = [
    ("Terfasilitasinya peserta diklat kepemimpinan", "Fasilitasi peserta pendidikan dan pelatihan kepemimpinan"),
    ("Terselesaikannya SK KGB tepat waktu", "Penyelesaian surat keputusan kenaikan gaji berkala tepat waktu"),
    ("a) Terinputnya data e-kinerja PNS", "Terinputnya data ekinerja PNS"),
    ("Tersusunnya RKA dan DPA bidang", "Penyusunan RKA & DPA bidang"),
    ("Terdistribusikannya surat masuk & keluar", "Terdistribusinya surat masuk dan keluar"),
    ("Terlaksananya rekonsiliasi data ASN bersama OPD", "Rekonsiliasi data ASN bersama organisasi perangkat daerah"),
    ("Terkelolanya administrasi kepegawaian", "Pengelolaan administrasi kepegawaian"),
    ("Termutakhirkannya data pegawai", "Updating data pegawai"),
    ("Terlayaninya konsultasi pegawai", "Melayani konsultasi pegawai"),
    ("Meningkatnya kompetensi ASN", "Peningkatan kompetensi aparatur sipil negara"),
    ("Terlaksananya pemrosesan usul KP", "Terprosesnya usul kenaikan pangkat"),
    ("Tersusunnya laporan keuangan TA 2022", "Tersusunnya laporan keuangan tahun anggaran 2022"),
    ("Terlaksananya bimtek SIASN", "Terlaksananya bimbingan teknis SIASN"),
    ("Terlaksananya sosialisasi PP 94 Tahun 2021", "Sosialisasi Peraturan Pemerintah Nomor 94 Tahun 2021"),
    ("Tersedianya dokumen anjab dan ABK", "Penyediaan dokumen analisis jabatan & analisis beban kerja"),
    ("Terlaksananya pengelolaan arsip", "Terkelolanya arsip"),
    ("Terselenggaranya rapat-rapat koordinasi", "Penyelenggaraan rapat koordinasi"),
    ("Terverifikasinya usulan kenaikan pangkat", "Verifikasi usul kenaikan pangkat"),
    ("Terlaksananya pelayanan administrasi umum", "Terlaksananya layanan administrasi umum"),
    ("Tersusunnya laporan akhir thn", "Tersusunnya laporan akhir tahun"),
    ("Terlaksananya pembuatan laporan bulanan", "Terbuatnya laporan bulanan"),
    ("Terlaksananya monitoring & evaluasi kinerja PD", "Monev kinerja perangkat daerah"),
    ("Terlaksananya penginputan data PNS ke SIASN", "Terinputnya data PNS ke SIASN"),
    ("Terlaksananya penyiapan bahan rapat", "Tersiapkannya bahan rapat"),
    ("Terpeliharanya kendaraan dinas", "Pemeliharaan kendaraan dinas"),
    ("Terkoordinirnya pelaksanaan tugas", "Terkoordinasinya pelaksanaan tugas"),
]
TWO = [
    ("Tersusunnya RKA tahun 2021", "Tersusunnya RKA tahun 2022"),
    ("Terlatihnya guru TK", "Terlatihnya guru SD"),
    ("Terlaksananya penerimaan CPNS", "Terlaksananya penerimaan PPPK"),
    ("Terlaksananya pelantikan eselon III", "Terlaksananya pelantikan eselon IV"),
    ("Terkelolanya surat masuk", "Terkelolanya surat keluar"),
    ("Belanja modal terkelola", "Belanja operasi terkelola"),
    ("Terbinanya PNS", "Terbinanya PPPK"),
    ("Terlayaninya warga Distrik Waisai", "Terlayaninya warga Distrik Misool"),
    ("Terverifikasinya data", "Tervalidasinya data"),
    ("Terselesaikannya usul pensiun BUP", "Terselesaikannya usul pensiun APS"),
    ("Tersusunnya data ASN", "Tersusunnya data non ASN"),
    ("Terlaksananya KP reguler", "Terlaksananya KP pilihan"),
    ("Terbitnya izin belajar", "Terbitnya tugas belajar"),
    ("Terbitnya cuti tahunan", "Terbitnya cuti besar"),
    ("Terlayaninya ibu hamil", "Terlayaninya ibu menyusui"),
    ("Terlaksananya pemeriksaan internal", "Terlaksananya pemeriksaan intern"),
    ("Laporan semester I", "Laporan semester II"),
    ("Terdatanya pemilih pria", "Terdatanya pemilih wanita"),
    ("Tersusunnya laporan keuangan", "Tersusunnya laporan kegiatan"),
    ("Terawatnya gedung A", "Terawatnya gedung B"),
    ("Terlaksananya audit dana desa", "Terlaksananya audit dana kelurahan"),
    ("Tersedianya obat", "Tersedianya alat"),
    ("Terlaksananya imunisasi bayi", "Terlaksananya imunisasi balita"),
    ("Terlaksananya penanaman pohon", "Terlaksananya penamaan pohon"),
    ("Terlaksananya pembayaran gaji", "Terlaksananya pembayaran gaji 13"),
    ("Mutasi dari PD", "Mutasi ke PD"),
    ("Terlaksananya pengangkatan pejabat", "Terlaksananya pengangkutan pejabat"),
    ("Terlaksananya pengukuran", "Terlaksananya pengukuhan"),
    ("Terlaksananya pelatihan tutor", "Terlaksananya pelatihan motor"),
    ("Layanan kesehatan", "Layanan kesenian"),
    ("Terlaksananya pembinaan atlet", "Terlaksananya pembinaan pelatih atlet"),
    ("Terjaganya ketertiban", "Terjaganya ketertinggalan"),
    ("Penyuluhan gizi", "Penyaluran gizi"),
    ("Terlaksananya pendaftaran", "Terlaksananya pendaratan"),
    ("Tersedianya tempat sampah", "Tersedianya tempat sampai"),
    ("Terlaksananya perawatan jalan", "Terlaksananya peralatan jalan"),
    ("Terlaksananya penagihan pajak", "Terlaksananya penaikan pajak"),
    ("Terlaksananya pencarian", "Terlaksananya pencairan"),
    ("Terlaksananya pemilahan", "Terlaksananya pemilihan"),
    ("Terlaksananya pengiriman", "Terlaksananya pengairan"),
    ("Terlaksananya pembelian", "Terlaksananya pembekalan"),
    ("Pengelolaan persampahan", "Pengelolaan persawahan"),
    ("Terlaksananya pencatatan", "Terlaksananya pencetakan"),
    ("Terlaksananya absensi pegawai harian", "Terlaksananya absensi harian pegawai"),
]


def groups(*texts):
    return [[texts[place] for place in group] for group in groups_of_doubles(SENSE, texts)]


def test_abbreviations_numbers_and_openings_hide_nothing():
    texts = [
        "Terlaksananya verifikasi berkas usul KP periode April",
        "Tersedianya data ASN pd SIASN yg mutakhir & akurat",
        "1. Terkelolanya arsip tata naskah pegawai",
        "Tersusunnya laporan bulanan absensi perangkat daerah",
        "Terlaksananya verifikasi berkas usul kenaikan pangkat periode April",
        "Tersedianya data ASN pada SIASN yang mutakhir dan akurat",
        "Terkelolanya arsip tatanaskah pegawai",
        "Penyusunan laporan bulanan absensi perangkat daerah",
        "verifikasi berkas usul kenaikan pangkt periode April",
    ]
    assert groups_of_doubles(SENSE, texts) == [[0, 4, 8], [1, 5], [2, 6], [3, 7]]


def test_the_word_that_counts_keeps_texts_apart():
    assert groups("Terlaksananya pengawasan internal", "Terlaksananya pengawasan eksternal") == []
    assert groups("Terlaksananya pelatihan bidan", "Terlaksananya pelatihan bidan desa") == []
    assert groups("Tersusunnya konsep telaahan staf", "Tersusunnya telaahan staf") == []
    assert groups("Laporan triwulan I", "Laporan triwulan II", "Laporan tw 2") == [
        ["Laporan triwulan II", "Laporan tw 2"]
    ]


@pytest.mark.parametrize(("text", "other"), ONE)
def test_one_result_in_two_wordings_is_found(text, other):
    assert groups(text, other) == [[text, other]]


@pytest.mark.parametrize(("text", "other"), TWO)
def test_two_results_are_not_taken_for_one(text, other):
    assert groups(text, other) == []


def test_texts_in_equal_letters_are_no_group_of_their_own():
    assert groups("Rapat dinas", "RAPAT DINAS.", "Rapat lain") == []
    assert groups("Rapat dinas", "RAPAT DINAS.", "1. Rapat dinas") == [
        ["Rapat dinas", "RAPAT DINAS.", "1. Rapat dinas"]
    ]


def test_no_two_of_a_group_differ_in_meaning():
    # The first is near both others, which are not near each other.
    assert groups("Pembinaan guru", "Pembinaan guruu", "Pembinaan gurru") == [["Pembinaan guru", "Pembinaan guruu"]]


def wording(draw: random.Random) -> str:
    words = [draw.choice(OPENINGS), *draw.sample(WORDS, draw.randint(2, 7))]
    at = draw.randrange(1, len(words))
    if draw.random() < 0.3 and len(words[at]) > 8:
        letter = draw.randrange(1, len(words[at]) - 1)
        words[at] = words[at][:letter] + words[at][letter + 1 :]
    return draw.choice(["", "", "1. ", "- "]) + " ".join(words)


@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_every_two_that_are_one_are_in_groups(draw, many):
    """What blocking finds is what holding every text against every other finds."""
    texts = [wording(draw) for _ in range(many)]
    texts += [text.replace("Terlaksananya", "Pelaksanaan").replace("laporan", "lap").upper() for text in texts[:3]]
    grouped = {place for group in groups_of_doubles(SENSE, texts) for place in group}
    for one in range(len(texts)):
        for other in range(one):
            if spelled_alike(SENSE, texts[one], texts[other]) and sidik(texts[one]) != sidik(texts[other]):
                assert {one, other} <= grouped


def test_three_thousand_results_are_compared_by_what_they_share():
    draw = random.Random(7)
    texts = [wording(draw) for _ in range(2_700)]
    texts += [f"Tersusunnya laporan kinerja bulanan Dinas {a}{b}" for a in "bcdfghjkl" for b in WORDS]
    compared = 0

    class Counting(type(SENSE)):
        def compare(self, text, other):
            nonlocal compared
            compared += 1
            return super().compare(text, other)

    counting = Counting(**{name: getattr(SENSE, name) for name in ("abbreviations", "openings", "light", "connecting")})
    assert groups_of_doubles(counting, texts)
    assert compared < 20 * len(texts)
