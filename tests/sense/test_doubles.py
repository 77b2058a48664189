"""Many texts at once: which are one in several wordings, the same as held two by two, and without holding all two by two."""

import random

from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.teks import sidik
from skpxl.sense import doubles
from skpxl.sense.doubles import groups_of_doubles
from skpxl.template.library import load_library

SENSE = load_library().sense
WORDS = (
    "laporan data pegawai kenaikan pangkat usul berkas pensiun absensi jabatan arsip surat rapat disiplin kinerja layanan "
    "pemutakhiran mutasi dokumen penilaian pelatihan bidan guru sekolah puskesmas anggaran wilayah koordinasi evaluasi"
).split()
OPENINGS = ["Terlaksananya", "Tersusunnya", "Terkelolanya", "Tersedianya", "Terverifikasinya"]


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


def test_texts_in_equal_letters_are_no_group_of_their_own():
    assert groups("Rapat dinas", "RAPAT DINAS.", "Rapat lain") == []
    assert groups("Rapat dinas", "RAPAT DINAS.", "1. Rapat dinas") == [
        ["Rapat dinas", "RAPAT DINAS.", "1. Rapat dinas"]
    ]


def test_no_two_of_a_group_differ_in_meaning():
    # The one in the middle is near both others, which are not near each other.
    texts = ["Pembinaan guru", "Pembinaan guruu", "Pembinaan gurru"]
    for group in groups_of_doubles(SENSE, texts):
        assert not any(SENSE.differs_in_meaning(texts[a], texts[b]) for a in group for b in group if a < b)


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
            if doubles._is_double(SENSE, texts[one], texts[other]) and sidik(texts[one]) != sidik(texts[other]):
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
