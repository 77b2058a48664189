"""Sentences of officials held against each other: a gold table of pairs, and what must hold of any of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.sense.compare import NEAR, Sense
from skpxl.template.library import load_library

SENSE = load_library().sense
T = "Terlaksananya pemutakhiran data riwayat pangkat di SIASN"

SAME = [
    (T, f"1) {T}."),
    (T, f"a. {T}"),
    (T, f"IV. {T};"),
    (T, f"(2) {T}"),
    (T, f"1.2. {T}"),
    (T, f"1.2 {T}"),
    (T, f"1 {T}"),
    (T, f"• {T}"),
    (T, f"- {T},"),
    (T, f"RHK 2: {T}"),
    (T, f"“{T}”"),
    (T, f"“1. {T}.”"),
    (T, f"1. “{T}”"),
    (T, f"Butir 3) {T}"),
    (T, f"1.) {T}"),
    (T, f"-{T}"),
    ("e-Kinerja yang andal", "2. eKinerja yg andal"),
    ("5.000 dokumen", "1. 5.000 dokumen."),
    (T, T.upper()),
    (T, T.replace("SIASN", "Sistem Informasi ASN")),
    ("Verifikasi berkas usul KP periode April", "Verifikasi berkas usul kenaikan pangkat periode April"),
    ("Tersedianya data ASN pd SIASN yg mutakhir & akurat", "Tersedianya data ASN pada SIASN yang mutakhir dan akurat"),
    ("1. Terkelolanya arsip tata naskah pegawai", "Terkelolanya arsip tatanaskah pegawai"),
    ("Terjalinnya kerja sama antar PD", "Terjalinnya kerjasama antar perangkat daerah"),
    ("Tersusunnya laporan bulanan absensi", "Penyusunan laporan bulanan absensi"),
    ("Tersusunnya laporan bulanan absensi", "Menyusun laporan bulanan absensi"),
    ("Terverifikasinya berkas CPNS", "Verifikasi berkas calon pegawai negeri sipil"),
    ("Terlayaninya usul pensiun", "Pelayanan usul pensiun"),
    ("Terselesaikannya usul pensiun", "Penyelesaian usul pensiun"),
    ("Meningkatnya disiplin pegawai", "Peningkatan disiplin pegawai"),
    ("Terlaksananya diklat PNS", "Terselenggaranya pendidikan dan pelatihan PNS"),
    ("Laporan TW II", "LAPORAN TRIWULAN 2"),
    ("Layanan kenaikan gaji berkala (KGB) PNS", "Layanan KGB pegawai negeri sipil"),
    ("Data Januari s.d. Maret", "Data Januari sampai dengan Maret"),
    ("Data Januari s/d Maret", "Data Januari sampai dengan Maret"),
    ("Surat a.n. Bupati", "Surat atas nama Bupati"),
    ("laporan absensi pd", "Laporan absensi perangkat daerah"),
    ("Tersusunnya dokumen tentang analisa jabatan", "Tersusunnya dok ttg analisis jabatan"),
]
# Near, and of one meaning: slips, forms of a word, words that say nothing.
NEARLY = [
    (T, T.replace(" di ", " pd ")),
    (T, "terlaksananya pemutahiran data riwayat pangkat di SIASN"),
    (T, "Pemutakhiran data riwayat pangkat di SIASN"),
    ("Terlaksananya kordinasi penyusunan LKjIP", "Terlaksananya koordinasi penyusunan LKjIP"),
    ("Terkelolanya usul kenaikan pangkat", "Terkelolanya usulan kenaikan pangkat"),
    ("Tersusunnya laporan kinerja pegwai", "Tersusunnya laporan kinerja pegawai"),
    ("Terlaksananya layanan mutasi PNS", "Terlaksananya pelayanan mutasi PNS"),
    ("Tersusunnya dokumen adminstrasi kepegawaian", "Tersusunnya dokumen administrasi kepegawaian"),
    ("Tersedianya data yang akurat dan mutakhir", "Tersedianya data akurat, mutakhir"),
    ("Terbitnya SK kenaikan pangkt", "Terbitnya SK kenaikan pangkat"),
]
# Near, but with something more on one side: a quotation with an addition, the beginning of a sentence.
MORE = [
    ("Layanan kenaikan pangkat PNS", "Layanan kenaikan pangkat PNS tepat waktu di lingkungan Dinas"),
    (T, "Terlaksananya pemutakhiran data riwayat pangkat"),
    (T, f"{T} sesuai ketentuan"),
    ("Terlaksananya pelatihan bidan", "Terlaksananya pelatihan bidan desa"),
    ("Tersusunnya konsep telaahan staf usul mutasi", "Tersusunnya telaahan staf usul mutasi"),
    ("Data kepegawaian yang mutakhir", "Mendukung data kepegawaian yang mutakhir"),
]
# The word that counts is another one, and nobody would propose the one for the other.
OTHER = [
    ("Terlaksananya pengawasan internal", "Terlaksananya pengawasan eksternal"),
    ("Terlaksananya pelatihan bidan", "Terlaksananya pelatihan bidang"),
    ("Tersusunnya laporan kinerja pegawai triwulan I", "Tersusunnya laporan kinerja pegawai triwulan II"),
    ("Tersusunnya rencana kerja tahun 2022", "Tersusunnya rencana kerja tahun 2023"),
    ("Terkelolanya surat masuk Dinas", "Terkelolanya surat keluar Dinas"),
    ("Pemeliharaan jalan wilayah utara", "Pemeliharaan jalan wilayah selatan"),
    ("Pendataan pegawai Dinas", "Pendanaan pegawai Dinas"),
    ("Terlaksananya pelayanan mutasi PNS", "Terlaksananya pelayanan pensiun PNS"),
    ("Terlaksananya perencanaan kegiatan", "Terlaksananya pelaksanaan kegiatan"),
    ("Tersusunnya data pegawai aktif", "Tersusunnya data pegawai tidak aktif"),
    ("Tersusunnya laporan bulan Maret", "Tersusunnya laporan bulan April"),
    ("Layanan mutasi dan perpindahan PNS", "Layanan pensiun dan pemberhentian"),
    ("Terbinanya jabatan fungsional guru madya", "Terbinanya jabatan fungsional guru muda"),
    ("Pengadaan sarana puskesmas", "Pengadaan prasarana puskesmas"),
    ("Meningkatnya angka partisipasi", "Menurunnya angka partisipasi"),
    ("Arsip kepegawaian", "Rapat koordinasi tingkat provinsi"),
]
# Alike to the eye and not the same all the same, though one may be proposed for the other.
NOT_ONE = [
    ("Data ASN di Kecamatan Melati", "Data ASN di Kecamatan Melatti"),
    ("Terlatihnya penyuluh", "Terlatihnya penyuluhan"),
    ("Terkirimnya laporan", "Tersusunnya laporan"),
    ("Tersusunnya laporan 12 bulan", "Tersusunnya laporan 1 bulan"),
]
# Who does it, or what comes of it, without `an`; and the doing.
PERSONS = (
    "penerima penilai pengurus pendidik pelatih pemeriksa pendapat penyuluh pembina pengelola penyedia pembeli pekerja pemesan "
    "pengguna penyusun pelayan pengaman penahan perawat perakit pencatat pengirim penanam pengawas"
).split()
# Forms of one doing.
DOING = [
    ("Penyusunan", "Tersusunnya", "Menyusun"),
    ("Penerimaan", "Diterimanya", "Menerima"),
    ("Penilaian", "Ternilainya", "Menilai"),
    ("Pelatihan", "Terlatihnya", "Melatih"),
    ("Pemeriksaan", "Terperiksanya", "Memeriksa"),
    ("Pelayanan", "Terlayaninya", "Melayani"),
    ("Pengamanan", "Teramankannya", "Mengamankan"),
    ("Perbaikan", "Terperbaikinya", "Memperbaiki"),
    ("Percepatan", "Dipercepatnya", "Mempercepat"),
    ("Pemetaan", "Terpetakannya", "Memetakan"),
]
# An abbreviation that has another meaning in capitals, or with a dot, is not read as the other one.
READ_OTHERWISE = [
    ("Laporan dr. umum", "Laporan dari umum"),
    ("LAPORAN DR. UMUM", "Laporan dari umum"),
    ("Terlaksananya pelayanan SD", "Terlaksananya pelayanan s.d."),
    ("Laporan keuangan s.d. Juni", "Laporan keuangan SD Juni"),
    ("Data guru SD", "Data guru sampai dengan"),
]
READ_AS = [
    ("Laporan dr. umum", "Laporan dokter umum"),
    ("Pelayanan SD", "Pelayanan sekolah dasar"),
    ("Data Januari sd Maret", "Data Januari s.d. Maret"),
    ("DATA JANUARI SD MARET", "Data Januari s.d. Maret"),
]


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "frame", ["{} bantuan sosial tunai", "Data {} bantuan sosial", "Terlaksananya {} bantuan", "{}"]
)
def test_who_does_it_is_another_word_than_the_doing(person, frame):
    texts = [frame.format(word).capitalize() for word in (person, f"{person}an")]
    assert not SENSE.same(*texts)
    assert SENSE.differs_in_meaning(*texts)


@pytest.mark.parametrize(
    ("person", "verb"),
    [("Penilai", "Menilai"), ("Penerima", "Diterimanya"), ("Penyusun", "Tersusunnya"), ("Pelatih", "Melatih")],
)
def test_who_does_it_is_another_word_than_the_verb(person, verb):
    texts = f"{person} kinerja pegawai", f"{verb} kinerja pegawai"
    assert not SENSE.same(*texts)
    assert SENSE.differs_in_meaning(*texts)


@pytest.mark.parametrize("forms", DOING)
def test_the_forms_of_one_doing_stay_one(forms):
    first, *others = (f"{form} berkas dinas" for form in forms)
    assert [SENSE.same(first, other) for other in others] == [True, True]


@pytest.mark.parametrize(("text", "other"), READ_OTHERWISE)
def test_an_abbreviation_is_read_as_it_is_written(text, other):
    assert not SENSE.same(text, other)
    assert SENSE.differs_in_meaning(text, other)


@pytest.mark.parametrize(("text", "other"), READ_AS)
def test_an_abbreviation_with_two_meanings_is_still_read(text, other):
    assert SENSE.same(text, other)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Laporan s.d.", "Laporan s.d."),
        ("Surat a.n. ;", "Surat a.n."),
        ("Rapat dll.", "Rapat dll."),
        ("Visite dr.", "Visite dr."),
        ("Laporan akhir thn.", "Laporan akhir thn."),
        ("Laporan akhir.", "Laporan akhir"),
        ("Data ASN.", "Data ASN"),
        ("Rapat dll", "Rapat dll"),
        ("Tahun 2022. ;", "Tahun 2022"),
    ],
)
def test_the_dot_of_an_abbreviation_is_not_the_end_of_a_sentence(text, shown):
    assert SENSE.without_end(text) == shown


@pytest.mark.parametrize(("text", "other"), SAME)
def test_what_is_said_in_other_letters_is_the_same(text, other):
    assert (SENSE.same(text, other), SENSE.likeness(text, other)) == (True, 100)
    assert not SENSE.differs_in_meaning(text, other)


@pytest.mark.parametrize(("text", "other"), NEARLY)
def test_a_slip_is_near_and_means_the_same(text, other):
    assert not SENSE.same(text, other)
    assert SENSE.likeness(text, other) >= 85
    assert not SENSE.differs_in_meaning(text, other)


@pytest.mark.parametrize(("text", "other"), MORE)
def test_an_addition_is_near_and_means_another_thing(text, other):
    assert not SENSE.same(text, other)
    assert SENSE.likeness(text, other) >= NEAR
    assert SENSE.differs_in_meaning(text, other)


@pytest.mark.parametrize(("text", "other"), OTHER)
def test_another_word_that_counts_is_far(text, other):
    assert not SENSE.same(text, other)
    assert SENSE.likeness(text, other) < NEAR
    assert SENSE.differs_in_meaning(text, other)


@pytest.mark.parametrize(("text", "other"), NOT_ONE)
def test_what_only_looks_alike_is_not_one(text, other):
    assert not SENSE.same(text, other)
    assert SENSE.differs_in_meaning(text, other)


def test_no_words_are_the_same_as_nothing():
    assert [SENSE.same(text, text) for text in ("", " ", "-", "…")] == [False] * 4
    assert SENSE.same("1.", "1.")


def test_without_data_numbering_case_and_forms_are_seen_through_alone():
    plain = Sense()
    assert plain.same("1. Tersusunnya laporan", "PENYUSUNAN LAPORAN")
    assert not plain.same("Laporan yg akurat", "Laporan yang akurat")


def test_words_that_are_short_only_in_capitals():
    assert SENSE.same("Terpungutnya PAD", "Terpungutnya pendapatan asli daerah")
    assert not SENSE.same("Terpungutnya pad", "Terpungutnya pendapatan asli daerah")
    assert SENSE.same("TERPUNGUTNYA PAD", "Terpungutnya pendapatan asli daerah")


WORDS = (
    "laporan data pegawai kenaikan pangkat usul berkas pensiun absensi jabatan arsip surat rapat disiplin kinerja "
    "pemutakhiran layanan mutasi dokumen penilaian pelatihan bidan guru sekolah puskesmas triwulan II 2022 12 dan yang di"
).split()
OPENINGS = ["Terlaksananya", "Tersusunnya", "Terkelolanya", "Tersedianya", "Terverifikasinya", "Layanan"]
sentences = st.builds(
    lambda opening, words: " ".join([opening, *words]),
    st.sampled_from(OPENINGS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
)
numbering = st.sampled_from(["1. ", "a) ", "(3) ", "- ", "• ", "IV. ", "1.1 ", "RHK 1: ", "1) - "])
ENDS = ["", ".", ";", " .", ",", "…"]
SHORT = {
    short: meanings[0]
    for short, meanings in SENSE.abbreviations.items()
    if short.isalpha()
    and short.upper() not in SENSE.capitals
    and all(word not in SENSE.abbreviations for word in meanings[0].split())
}


@given(sentences, sentences)
def test_the_order_of_two_texts_makes_no_difference(text, other):
    assert SENSE.same(text, other) == SENSE.same(other, text)
    assert SENSE.likeness(text, other) == SENSE.likeness(other, text)
    assert SENSE.differs_in_meaning(text, other) == SENSE.differs_in_meaning(other, text)


@given(sentences, numbering, st.sampled_from(ENDS), st.sampled_from([str, str.upper, str.lower, str.title]))
def test_numbering_case_and_end_keep_the_sense(text, number, end, case):
    assert SENSE.same(text, number + case(text) + end)


@given(sentences, st.sampled_from(sorted(SHORT)), st.data())
def test_a_known_abbreviation_keeps_the_sense(text, short, data):
    words = text.split()
    at = data.draw(st.integers(1, len(words)))
    written = data.draw(st.sampled_from([short, short.upper(), short.title()]))
    long = [*words[:at], *SHORT[short].split(), *words[at:]]
    assert SENSE.same(" ".join([*words[:at], written, *words[at:]]), " ".join(long))


@given(sentences, st.sampled_from([group for group in SENSE.opposites if len(group) > 1]), st.data())
def test_an_opposite_breaks_it(text, group, data):
    word, other = data.draw(st.permutations(group))[:2]
    words = text.split()
    at = data.draw(st.integers(1, len(words)))
    one, two = (" ".join([*words[:at], chosen, *words[at:]]) for chosen in (word, other))
    assert not SENSE.same(one, two)
    assert SENSE.differs_in_meaning(one, two)
