"""Angka kredit from predikat, jenjang and months, with the tables that ship; what is unverified is told with the result."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.angka_kredit import angka_kredit, find_jenjang
from skpxl.template.library import load_library

LIBRARY = load_library(Path(__file__).resolve().parents[2] / "workbook_templates")
ATURAN = LIBRARY.aturan.angka_kredit
PREDIKAT = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")

# A whole year: coefficient x 150, 100, 75, 50, 25 %, rounded half up (9.375 -> 9.38, 2.8125 -> 2.81, 0.9375 -> 0.94).
SETAHUN = """
Pemula       | 3.75 | 5.63  | 3.75  | 2.81  | 1.88  | 0.94
Terampil     | 5    | 7.50  | 5.00  | 3.75  | 2.50  | 1.25
Mahir        | 12.5 | 18.75 | 12.50 | 9.38  | 6.25  | 3.13
Penyelia     | 25   | 37.50 | 25.00 | 18.75 | 12.50 | 6.25
Ahli Pertama | 12.5 | 18.75 | 12.50 | 9.38  | 6.25  | 3.13
Ahli Muda    | 25   | 37.50 | 25.00 | 18.75 | 12.50 | 6.25
Ahli Madya   | 37.5 | 56.25 | 37.50 | 28.13 | 18.75 | 9.38
Ahli Utama   | 50   | 75.00 | 50.00 | 37.50 | 25.00 | 12.50
"""
BARIS = [[isi.strip() for isi in baris.split("|")] for baris in SETAHUN.strip().splitlines()]


@pytest.mark.parametrize("baris", BARIS, ids=[baris[0] for baris in BARIS])
def test_a_year_of_every_jenjang_and_predikat(baris: list[str]) -> None:
    jenjang, koefisien, *nilai = baris
    hasil = [angka_kredit(predikat, jenjang, 12, ATURAN) for predikat in PREDIKAT]
    assert [str(satu.nilai) for satu in hasil if satu] == nilai
    assert {satu.koefisien for satu in hasil if satu} == {Decimal(koefisien)}


def test_the_table_names_every_jenjang() -> None:
    assert [baris[0] for baris in BARIS] == list(ATURAN.jenjang)


@pytest.mark.parametrize(
    ("predikat", "jenjang", "bulan", "nilai"),
    [
        ("Baik", "Ahli Pertama", 2, "2.08"),  # BKN's own example: 2/12 x 100 % x 12.5 = 2.0833...
        ("Sangat Baik", "Ahli Pertama", 12, "18.75"),  # BKN's own example: 150 % x 12.5
        ("Butuh Perbaikan", "Ahli Muda", 7, "10.94"),  # 7/12 x 0.75 x 25 = 10.9375
        ("Kurang", "Ahli Pertama", 3, "1.56"),  # 3/12 x 0.5 x 12.5 = 1.5625
        ("Sangat Kurang", "Ahli Pertama", 6, "1.56"),  # 6/12 x 0.25 x 12.5 = 1.5625
        ("Baik", "Ahli Muda", 1, "2.08"),  # 25/12 = 2.0833...
        ("CUKUP", "Ahli Muda", 12, "18.75"),  # Butuh Perbaikan in its former wording
        ("Kurang/Misconduct", "Ahli Muda", 12, "12.50"),
    ],
)
def test_part_of_a_year_counts_by_months(predikat: str, jenjang: str, bulan: int, nilai: str) -> None:
    satu = angka_kredit(predikat, jenjang, bulan, ATURAN)
    assert satu is not None
    assert str(satu.nilai) == nilai


def test_the_result_names_what_it_was_made_of_and_what_is_unverified() -> None:
    pertama = angka_kredit("baik", "Ahli Pertama", 12, ATURAN)
    madya = angka_kredit("Baik", "Ahli Madya", 6, ATURAN)
    assert pertama is not None and madya is not None
    assert (pertama.predikat, pertama.persen, pertama.belum_terverifikasi) == ("Baik", Decimal(100), ())
    # 6/12 x 37.5
    assert (madya.nilai, madya.belum_terverifikasi) == (Decimal("18.75"), ())
    # Alike in three programs that were made apart.
    assert all(satu.terverifikasi for satu in ATURAN.jenjang.values())
    jenjang = {**ATURAN.jenjang, "Ahli Madya": ATURAN.jenjang["Ahli Madya"].model_copy(update={"terverifikasi": False})}
    ragu = angka_kredit("Baik", "Ahli Madya", 6, ATURAN.model_copy(update={"jenjang": jenjang}))
    assert ragu is not None and ragu.belum_terverifikasi == ("koefisien Ahli Madya",)


def test_an_unknown_predikat_or_jenjang_gives_nothing_and_wrong_months_are_an_error() -> None:
    assert angka_kredit("", "Ahli Muda", 12, ATURAN) is None
    assert angka_kredit("Istimewa", "Ahli Muda", 12, ATURAN) is None
    assert angka_kredit("Baik", "", 12, ATURAN) is None
    for bulan in (0, 13, -1):
        with pytest.raises(ValueError, match=f"bulan harus 1 sampai 12, bukan {bulan}"):
            angka_kredit("Baik", "Ahli Muda", bulan, ATURAN)


@given(st.sampled_from(list(ATURAN.jenjang)), st.integers(1, 12), st.data())
def test_a_better_predikat_and_more_months_never_give_less(jenjang: str, bulan: int, data: st.DataObject) -> None:
    lebih = data.draw(st.integers(bulan, 12))
    nilai = [angka_kredit(predikat, jenjang, bulan, ATURAN) for predikat in PREDIKAT]
    assert [satu.nilai for satu in nilai if satu] == sorted((satu.nilai for satu in nilai if satu), reverse=True)
    sedikit, banyak = (angka_kredit("Baik", jenjang, satu, ATURAN) for satu in (bulan, lebih))
    assert sedikit is not None and banyak is not None
    assert sedikit.nilai <= banyak.nilai


JABATAN = """
Pranata Komputer Ahli Muda                          | Ahli Muda
PRANATA KOMPUTER AHLI MUDA                          | Ahli Muda
Subkoordinator/Assessor SDM Aparatur Ahli Muda      | Ahli Muda
Plt. Analis Kebijakan Ahli Madya                    | Ahli Madya
Analis Kebijakan Ahli Muda selaku Ketua Tim Mutasi  | Ahli Muda
Analis SDM Aparatur Ahli Pertama pada BKD           | Ahli Pertama
Ahli Pertama - Guru Kelas                           | Ahli Pertama
Widyaiswara  Ahli  Utama                            | Ahli Utama
Terampil - Perawat                                  | Terampil
Perawat Terampil                                    | Terampil
Pranata Komputer Terampil, Bidang Mutasi            | Terampil
Arsiparis Mahir                                     | Mahir
Arsiparis Pelaksana Lanjutan                        | Mahir
Perawat Penyelia                                    | Penyelia
Pemula - Polisi Pamong Praja                        | Pemula
Arsiparis Pelaksana Pemula                          | Pemula
Kepala Bidang Mutasi                                |
Sekretaris Daerah                                   |
Pimpinan Tinggi Madya                               |
Auditor Madya                                       |
Pengelola Data                                      |
Pelaksana                                           |
Penyelia Lapangan Proyek                            |
Pengelola Pelatihan Terampil Kerja                  |
Staf Ahli Bupati                                    |
Guru Ahli Muda dan Ahli Madya                       |
"""


@pytest.mark.parametrize("baris", JABATAN.strip().splitlines())
def test_the_jenjang_is_found_in_a_jabatan_and_a_ja_has_none(baris: str) -> None:
    jabatan, jenjang = (isi.strip() for isi in baris.split("|"))
    assert find_jenjang(jabatan, ATURAN.sebutan_jenjang) == jenjang


@given(st.text(max_size=40))
def test_whatever_a_jabatan_says_the_answer_is_a_jenjang_of_the_table_or_none(jabatan: str) -> None:
    assert find_jenjang(jabatan, ATURAN.sebutan_jenjang) in {"", *ATURAN.jenjang}
