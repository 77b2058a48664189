"""Where a chain ends: by the same words in other letters, never by chance where two would fit."""

import pytest

from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Produk
from skpxl.placing.choice import Today
from skpxl.placing.rantai import Rantai, Tujuan
from skpxl.template.library import load_library

SENSE = load_library().sense
P1, P2 = "Layanan kenaikan pangkat PNS", "Data kepegawaian yang mutakhir"
TARGETS = Tujuan([Produk(unit="DIN", kode="1", teks=P1), Produk(unit="DIN", kode="2", teks=P2)], SENSE)
KETUA, STAF = "198502022010121902", "199601012020121901"
TOP = "Terlaksananya pemutakhiran data riwayat pangkat di SIASN"


def skp(nip, penilai, *pairs) -> Skp:
    """An SKP whose results are (superior's result, own result), without any id."""
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        pegawai=Identitas(nip=nip, nama=f"Pegawai {nip[-2:]}"),
        pejabat_penilai=Identitas(nip=penilai, nama="Ketua Rekaan"),
        hasil_kerja=HasilKerjaSkp(
            utama=tuple(
                HasilKerja(id=f"{nip}-{number}", rencana_hasil_kerja_diintervensi=above, rencana_hasil_kerja=own)
                for number, (above, own) in enumerate(pairs, start=1)
            )
        ),
    )


def end_of(quoted, *of_ketua, targets=TARGETS):
    """Where a result of STAF ends that quotes its superior as `quoted`: the product's text, or why it ends nowhere."""
    staf = skp(STAF, KETUA, (quoted, "Tersedianya bagian data"))
    chain = Rantai([skp(KETUA, "1", *of_ketua), staf], today=Today(sense=SENSE))
    climbed = chain.climb(staf, staf.hasil_kerja.utama[0], targets)
    return climbed.produk.teks if climbed.produk else climbed.reason


@pytest.mark.parametrize(
    "quoted", [TOP, f"1) {TOP}.", f"a. {TOP}", TOP.upper(), TOP.replace("SIASN", "Sistem Informasi ASN"), f"• {TOP};"]
)
@pytest.mark.parametrize("numbering", ["", "a. ", "2) "])
def test_a_superiors_result_is_found_whatever_number_stands_before_it(quoted, numbering):
    assert end_of(quoted, (P2, numbering + TOP)) == P2


@pytest.mark.parametrize(
    "quoted", [f"1. {P1}", "Layanan KP PNS", P1.upper(), "layanan kenaikan pangkat pegawai negeri sipil."]
)
def test_a_product_is_found_by_its_abbreviations(quoted):
    assert end_of(quoted) == P1


def test_a_slip_or_another_word_places_nothing():
    for quoted in (TOP.replace(" di ", " pd "), TOP.replace("pemutakhiran", "pemutahiran"), "Layanan KGB PNS"):
        assert end_of(quoted, (P2, TOP)) == f"“{quoted}” tidak ada di SKP Ketua Rekaan dan bukan produk unit ini"


def test_of_two_that_say_the_same_none_is_taken_where_they_lead_apart():
    of_ketua = [(P1, f"1. {TOP}"), (P2, f"2. {TOP}")]
    assert end_of(f"3. {TOP}", *of_ketua) == (f"“3. {TOP}” dapat berarti 2 hal yang berbeda: “1. {TOP}” dan “2. {TOP}”")
    assert end_of(f"2. {TOP}", *of_ketua) == P2  # in these letters it is one
    assert end_of(TOP, (P2, f"1. {TOP}"), (P2, f"2. {TOP}")) == P2  # both lead to one product


def test_what_stands_there_in_these_letters_goes_before_what_only_says_the_same():
    assert end_of("Terlayaninya kenaikan pangkat PNS", (P2, "Terlayaninya kenaikan pangkat PNS")) == P2
    assert end_of("Terlayaninya kenaikan pangkat PNS") == P1


def test_products_of_two_units_in_the_same_words_are_not_told_apart_by_chance():
    same = Tujuan([Produk(unit=unit, kode="1", teks=P1) for unit in ("A", "B")], SENSE)
    for quoted in (P1, f"1. {P1}"):
        assert end_of(quoted, targets=same) == f"“{quoted}” dapat berarti 2 hal yang berbeda: “{P1}” dan “{P1}”"


def test_a_broken_chain_names_the_result_whose_link_leads_nowhere():
    ketua = skp(KETUA, "1", ("Layanan lain", TOP))
    staf = skp(STAF, KETUA, (f"a. {TOP}", "Tersedianya bagian data"))
    climbed = Rantai([ketua, staf], today=Today(sense=SENSE)).climb(staf, staf.hasil_kerja.utama[0], TARGETS)
    assert climbed.broken_at == (ketua, ketua.hasil_kerja.utama[0])
    assert climbed.path == (f"a. {TOP}", "Layanan lain")


def test_a_circle_of_equal_words_ends():
    ketua = skp(KETUA, STAF, ("1. Y", "X"), ("2. Y", "X"))
    staf = skp(STAF, KETUA, ("X", "1. Y"), ("X", "2. Y"))
    climbed = Rantai([ketua, staf], today=Today(sense=SENSE)).climb(staf, staf.hasil_kerja.utama[0], TARGETS)
    assert climbed.produk is None
