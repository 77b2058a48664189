"""`model/predikat.py` with the table and the lists that ship: all nine cells, all wordings, the head's rating."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.predikat import predikat, rating_kepala
from skpxl.model.rekap import KUADRAN, RATING
from skpxl.template.library import load_library

LIBRARY = load_library(Path(__file__).resolve().parents[2] / "workbook_templates")
ATURAN = LIBRARY.aturan
DAFTAR = LIBRARY.daftar

# domain.md section 3: hasil kerja down, perilaku across.
TABEL = """
hasil kerja        | Di Bawah Ekspektasi | Sesuai Ekspektasi | Di Atas Ekspektasi
Di Atas Ekspektasi  | Kurang              | Baik              | Sangat Baik
Sesuai Ekspektasi   | Kurang              | Baik              | Baik
Di Bawah Ekspektasi | Sangat Kurang       | Butuh Perbaikan   | Butuh Perbaikan
"""
KEPALA, *BARIS = ([sel.strip() for sel in baris.split("|")] for baris in TABEL.strip().splitlines())
SEL = [(baris[0], perilaku, hasil) for baris in BARIS for perilaku, hasil in zip(KEPALA[1:], baris[1:], strict=True)]


@pytest.mark.parametrize(("hasil_kerja", "perilaku", "diharapkan"), SEL)
def test_each_of_the_nine_cells(hasil_kerja: str, perilaku: str, diharapkan: str) -> None:
    assert predikat(hasil_kerja, perilaku, ATURAN.predikat) == diharapkan


def test_there_are_nine_cells_and_the_two_ratings_are_not_interchangeable() -> None:
    assert len(SEL) == 9
    assert predikat("Di Atas Ekspektasi", "Di Bawah Ekspektasi", ATURAN.predikat) == "Kurang"
    assert predikat("Di Bawah Ekspektasi", "Di Atas Ekspektasi", ATURAN.predikat) == "Butuh Perbaikan"


@pytest.mark.parametrize(
    ("hasil_kerja", "perilaku", "diharapkan"),
    [
        ("DIATAS EKSPEKTASI", "Diatas Ekspektasi", "Sangat Baik"),
        ("  di atas\u00a0ekspektasi. ", "DI ATAS EKSPEKTASI", "Sangat Baik"),
        ("DIBAWAH EKSPEKTASI", "dibawah ekspektasi", "Sangat Kurang"),
        ("sesuai ekspektasi", "SESUAI  EKSPEKTASI", "Baik"),
    ],
)
def test_former_wordings_capitals_and_blanks_do_not_matter(hasil_kerja: str, perilaku: str, diharapkan: str) -> None:
    assert predikat(hasil_kerja, perilaku, ATURAN.predikat) == diharapkan


@pytest.mark.parametrize("lain", ["", "   ", "Baik", "Di Atas Ekspektasi / Sesuai Ekspektasi / Di Bawah Ekspektasi"])
def test_a_rating_that_is_missing_or_none_gives_no_predikat(lain: str) -> None:
    assert predikat(lain, "Sesuai Ekspektasi", ATURAN.predikat) == ""
    assert predikat("Sesuai Ekspektasi", lain, ATURAN.predikat) == ""


@given(st.sampled_from(sorted(ATURAN.predikat.sebutan)), st.sampled_from(sorted(ATURAN.predikat.sebutan)))
def test_every_pair_of_known_wordings_has_a_predikat_of_the_list(satu: str, lain: str) -> None:
    assert predikat(satu, lain, ATURAN.predikat) in DAFTAR["predikat"].nilai


def test_a_better_rating_never_gives_a_worse_predikat() -> None:
    urutan = DAFTAR["predikat"].nilai
    rating = DAFTAR["rating"].nilai
    nilai = {
        (h, p): urutan.index(predikat(rating[h], rating[p], ATURAN.predikat)) for h, p in product(range(3), range(3))
    }
    assert all(nilai[h, p] <= nilai[h + 1, p] for h, p in product(range(2), range(3)))
    assert all(nilai[h, p] <= nilai[h, p + 1] for h, p in product(range(3), range(2)))


def test_the_lists_are_in_the_order_of_the_national_codes() -> None:
    assert DAFTAR["rating"].nilai == tuple(RATING.values())
    assert DAFTAR["predikat"].nilai == tuple(KUADRAN.values())


@pytest.mark.parametrize(
    ("tulisan", "nilai"),
    [
        ("Kurang/Misconduct", "Kurang"),
        ("KURANG/ MISCONDUCT", "Kurang"),
        ("Cukup", "Butuh Perbaikan"),
        ("Butuh Perbaikan/Cukup", "Butuh Perbaikan"),
        ("sangat baik", "Sangat Baik"),
        ("Misconduct", None),
        ("Istimewa", None),
    ],
)
def test_former_wordings_of_a_predikat(tulisan: str, nilai: str | None) -> None:
    assert DAFTAR["predikat"].match(tulisan) == nilai
    # A wording with a slash is one value, not the blank form's choice left open.
    assert not DAFTAR["predikat"].not_chosen(tulisan)


def test_the_blank_forms_choice_is_still_known_as_not_chosen() -> None:
    assert DAFTAR["rating"].not_chosen("DIATAS EKSPEKTASI / SESUAI EKSPEKTASI / DIBAWAH EKSPEKTASI")
    assert DAFTAR["capaian_organisasi"].not_chosen("ISTIMEWA / BAIK / BUTUH PERBAIKAN / KURANG / SANGAT KURANG")


@pytest.mark.parametrize(
    ("capaian", "rating"),
    [
        ("Istimewa", "Di Atas Ekspektasi"),
        ("BAIK", "Sesuai Ekspektasi"),
        ("Butuh Perbaikan", "Di Bawah Ekspektasi"),
        ("Cukup", "Di Bawah Ekspektasi"),
        ("Kurang", "Di Bawah Ekspektasi"),
        ("Sangat Kurang", "Di Bawah Ekspektasi"),
        ("", ""),
        ("Sangat Baik", ""),
    ],
)
def test_the_capaian_of_an_organisation_is_the_rating_of_its_head(capaian: str, rating: str) -> None:
    assert rating_kepala(capaian, ATURAN.kepala) == rating


def test_the_mapping_of_the_head_is_marked_as_unverified() -> None:
    assert ATURAN.kepala.terverifikasi is False


def test_perspektif_and_capaian_are_lists_in_the_order_of_the_form() -> None:
    assert DAFTAR["perspektif"].nilai == ("Penerima Layanan", "Proses Bisnis", "Penguatan Internal", "Anggaran")
    assert DAFTAR["capaian_organisasi"].nilai == ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
