"""Counting predikat and the pola distribusi at its limits, for 0, 1, 3, 10 and 100 people; then the findings about it."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from skpxl.checks.distribusi import check_pola, rating_kepala_beda
from skpxl.findings import Finding
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import worded
from skpxl.model.distribusi import (
    Breach,
    Distribusi,
    PolaDistribusi,
    Syarat,
    check_distribusi,
    count_predikat,
    dapat_dipenuhi,
)
from skpxl.template.library import load_library

LIBRARY = load_library(Path(__file__).resolve().parents[2] / "workbook_templates")
POLA = LIBRARY.aturan.pola
PREDIKAT = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
PENDEK = dict(zip(PREDIKAT, ("SB", "B", "BP", "K", "SK"), strict=True))
LIMA = st.tuples(*[st.integers(0, 40)] * 5)
CAPAIAN = ("Istimewa", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")

# People who are Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang | what is broken: predikat, limit, figures.
ATURAN = {
    # most are Sangat Baik (more than of any other), at most 70 %
    "Istimewa": """
    0 0 0 0 0     |
    1 0 0 0 0     | SB maksimal-persen 70 (1/1)                # 100 %
    0 1 0 0 0     | SB sebagian-besar 1 (0/1)
    2 1 0 0 0     |                                            # 66.67 %
    3 0 0 0 0     | SB maksimal-persen 70 (3/3)
    1 1 1 0 0     | SB sebagian-besar 1 (1/3)                  # as many as Baik: not more
    7 3 0 0 0     |                                            # 70 %, the limit itself
    8 2 0 0 0     | SB maksimal-persen 70 (8/10)
    4 3 3 0 0     |                                            # 4 > 3
    5 5 0 0 0     | SB sebagian-besar 5 (5/10)
    70 0 0 0 30   |
    71 29 0 0 0   | SB maksimal-persen 70 (71/100)
    26 25 25 24 0 |
    25 25 25 25 0 | SB sebagian-besar 25 (25/100)
    """,
    # most are Baik, at most 70 %; somebody is Butuh Perbaikan or Kurang
    "Baik": """
    0 0 0 0 0     |
    0 1 0 0 0     | B maksimal-persen 70 (1/1); BP+K minimal-orang 1 (0/1)
    0 0 1 0 0     | B sebagian-besar 1 (0/1)
    0 2 1 0 0     |                                            # 66.67 %, one Butuh Perbaikan
    0 2 0 1 0     |                                            # one Kurang does as well
    0 2 0 0 1     | BP+K minimal-orang 1 (0/3)                 # Sangat Kurang does not
    0 3 0 0 0     | B maksimal-persen 70 (3/3); BP+K minimal-orang 1 (0/3)
    2 7 1 0 0     |
    1 8 1 0 0     | B maksimal-persen 70 (8/10)
    3 7 0 0 0     | BP+K minimal-orang 1 (0/10)
    4 4 1 1 0     | B sebagian-besar 4 (4/10)
    29 70 1 0 0   |
    28 71 0 1 0   | B maksimal-persen 70 (71/100)
    30 70 0 0 0   | BP+K minimal-orang 1 (0/100)
    """,
    # at least 60 % Butuh Perbaikan; Sangat Baik at most 10 %
    "Butuh Perbaikan": """
    0 0 0 0 0     |
    0 0 1 0 0     |                                            # 100 % is at least 60 %
    1 0 0 0 0     | BP minimal-persen 60 (0/1); SB maksimal-persen 10 (1/1)
    0 1 2 0 0     |                                            # 66.67 %
    0 2 1 0 0     | BP minimal-persen 60 (1/3)
    1 0 2 0 0     | SB maksimal-persen 10 (1/3)                # 33.33 %
    1 3 6 0 0     |                                            # 60 % and 10 %, both limits
    1 4 5 0 0     | BP minimal-persen 60 (5/10)
    2 2 6 0 0     | SB maksimal-persen 10 (2/10)
    10 30 60 0 0  |
    10 31 59 0 0  | BP minimal-persen 60 (59/100)
    11 29 60 0 0  | SB maksimal-persen 10 (11/100)
    """,
    # at least 60 % Kurang; at least 10 % Butuh Perbaikan; Sangat Baik at most 10 %
    "Kurang": """
    0 0 0 0 0     |
    0 0 0 1 0     | BP minimal-persen 10 (0/1)
    0 0 1 2 0     |                                            # 66.67 % and 33.33 %
    0 1 0 2 0     | BP minimal-persen 10 (0/3)
    1 0 1 1 0     | K minimal-persen 60 (1/3); SB maksimal-persen 10 (1/3)
    1 2 1 6 0     |
    1 3 1 5 0     | K minimal-persen 60 (5/10)
    1 3 0 6 0     | BP minimal-persen 10 (0/10)
    2 1 1 6 0     | SB maksimal-persen 10 (2/10)
    10 20 10 60 0 |
    10 21 10 59 0 | K minimal-persen 60 (59/100)
    10 21 9 60 0  | BP minimal-persen 10 (9/100)
    11 19 10 60 0 | SB maksimal-persen 10 (11/100)
    """,
    # at least 60 % Sangat Kurang; at least 10 % Kurang or Butuh Perbaikan together; nobody Sangat Baik
    "Sangat Kurang": """
    0 0 0 0 0     |
    0 0 0 0 1     | K+BP minimal-persen 10 (0/1)
    0 0 0 1 2     |
    0 0 1 0 2     |
    0 1 0 0 2     | K+BP minimal-persen 10 (0/3)
    1 0 0 0 2     | K+BP minimal-persen 10 (0/3); SB maksimal-orang 0 (1/3)
    0 3 1 0 6     |
    0 4 0 0 6     | K+BP minimal-persen 10 (0/10)
    0 3 1 1 5     | SK minimal-persen 60 (5/10)
    1 2 1 0 6     | SB maksimal-orang 0 (1/10)
    0 30 5 5 60   |                                            # 5 % + 5 % = 10 %
    0 31 4 5 60   | K+BP minimal-persen 10 (9/100)
    0 30 5 6 59   | SK minimal-persen 60 (59/100)
    1 29 5 5 60   | SB maksimal-orang 0 (1/100)
    """,
}


def sebut(satu: Breach) -> str:
    nama = "+".join(PENDEK[predikat] for predikat in satu.predikat)
    return f"{nama} {satu.limit} {satu.value} ({satu.count}/{satu.total})"


def baris() -> list[tuple[str, str, str]]:
    semua = []
    for capaian, tabel in ATURAN.items():
        for isi in tabel.strip().splitlines():
            orang, _, langgar = isi.partition("#")[0].partition("|")
            semua.append((capaian, " ".join(orang.split()), langgar.strip()))
    return semua


def hitungan(orang: str) -> dict[str, int]:
    return dict(zip(PREDIKAT, map(int, orang.split()), strict=True))


@pytest.mark.parametrize(("capaian", "orang", "langgar"), baris())
def test_every_rule_at_its_limits(capaian: str, orang: str, langgar: str) -> None:
    ketemu = check_distribusi(capaian, hitungan(orang), POLA)
    assert "; ".join(sebut(satu) for satu in ketemu) == langgar


def test_the_table_holds_groups_of_0_1_3_10_and_100_for_every_capaian() -> None:
    assert tuple(ATURAN) == CAPAIAN == tuple(POLA.syarat)
    for capaian in CAPAIAN:
        assert {sum(map(int, orang.split())) for c, orang, _ in baris() if c == capaian} == {0, 1, 3, 10, 100}


@pytest.mark.parametrize(
    ("capaian", "orang", "langgar"),
    [
        ("Istimewa", "71 30 0 0 0", ["SB maksimal-persen 70 (71/101)"]),  # 71/101 = 70.297 %, prints as 70 %
        ("Istimewa", "7001 2999 0 0 0", ["SB maksimal-persen 70 (7001/10000)"]),  # 70.01 %
        ("Butuh Perbaikan", "0 81 119 0 0", ["BP minimal-persen 60 (119/200)"]),  # 59.5 %, rounds to 60 %
        ("Butuh Perbaikan", "0 2 3 0 0", []),  # 3/5 = 60 %
    ],
)
def test_shares_are_exact_and_never_rounded_over_a_limit(capaian: str, orang: str, langgar: list[str]) -> None:
    assert [sebut(satu) for satu in check_distribusi(capaian, hitungan(orang), POLA)] == langgar


def test_a_capaian_is_known_in_every_wording_and_an_unknown_one_breaks_nothing() -> None:
    orang = hitungan("10 0 0 0 0")
    assert check_distribusi("CUKUP", orang, POLA) == check_distribusi("Butuh Perbaikan", orang, POLA) != []
    assert check_distribusi("", orang, POLA) == check_distribusi("Luar Biasa", orang, POLA) == []


def test_a_predikat_that_is_not_counted_is_nobodys_and_one_person_is_most_where_there_is_no_other():
    assert [sebut(satu) for satu in check_distribusi("Istimewa", {"Baik": 1}, POLA)] == ["SB sebagian-besar 1 (0/1)"]
    assert [sebut(satu) for satu in check_distribusi("Istimewa", {"Sangat Baik": 1}, POLA)] == [
        "SB maksimal-persen 70 (1/1)"
    ]


def test_most_may_be_set_to_mean_more_than_half() -> None:
    separuh = POLA.model_copy(update={"arti_sebagian_besar": "lebih-dari-separuh"})
    assert [sebut(satu) for satu in check_distribusi("Istimewa", hitungan("4 3 3 0 0"), separuh)] == [
        "SB sebagian-besar 5 (4/10)"
    ]
    assert check_distribusi("Istimewa", hitungan("6 4 0 0 0"), separuh) == []
    assert [sebut(satu) for satu in check_distribusi("Istimewa", hitungan("1 1 1 0 0"), separuh)] == [
        "SB sebagian-besar 3/2 (1/3)"
    ]


@pytest.mark.parametrize(
    ("capaian", "tak_mungkin"),
    [
        ("Istimewa", {1, 2}),  # 1/1 = 100 %; of two either 100 % or a tie
        ("Baik", {1, 2}),  # the same, and nobody left who is Butuh Perbaikan
        ("Butuh Perbaikan", set()),
        ("Kurang", {1, 2}),  # 1 of 2 is under 60 %, 2 of 2 leave nobody for Butuh Perbaikan
        ("Sangat Kurang", {1, 2}),
    ],
)
def test_groups_that_no_division_could_satisfy_are_known(capaian: str, tak_mungkin: set[int]) -> None:
    assert {jumlah for jumlah in range(1, 12) if not dapat_dipenuhi(capaian, jumlah, POLA)} == tak_mungkin


def test_counting_takes_every_wording_and_keeps_those_without_a_predikat_apart() -> None:
    isi = ["Sangat Baik", "BAIK", "baik ", "Kurang/Misconduct", "Cukup", "", "Luar Biasa"]
    distribusi = count_predikat(isi, POLA)
    assert distribusi == Distribusi(hitungan("1 2 1 1 0"), missing=2)
    assert list(distribusi.counts) == list(PREDIKAT)
    # 2 of the 5 who have one
    assert (distribusi.total, distribusi.percent("Baik")) == (5, Fraction(40))
    assert count_predikat([], POLA).percent("Baik") == 0


@given(st.lists(st.sampled_from([*PREDIKAT, "cukup", "", "lain"])))
def test_everybody_is_counted_once_and_the_shares_add_up(isi: list[str]) -> None:
    distribusi = count_predikat(isi, POLA)
    assert distribusi.total + distribusi.missing == len(isi)
    assert sum(distribusi.percent(satu) for satu in PREDIKAT) == (100 if distribusi.total else 0)


@given(st.sampled_from(CAPAIAN), LIMA, st.integers(2, 5))
@budget(max_examples=200)
def test_only_limits_in_people_depend_on_the_size_of_the_group(capaian: str, orang: tuple[int, ...], kali: int) -> None:
    def langgar(kelipatan: int) -> list[tuple[tuple[str, ...], str]]:
        isi = {nama: satu * kelipatan for nama, satu in zip(PREDIKAT, orang, strict=True)}
        return [(satu.predikat, satu.limit) for satu in check_distribusi(capaian, isi, POLA)]

    # "at least one" and "nobody" hold or break for all multiples alike.
    assert langgar(1) == langgar(kali)


@given(st.sampled_from(CAPAIAN), LIMA)
def test_a_violation_carries_the_figures_of_the_group(capaian: str, orang: tuple[int, ...]) -> None:
    isi = dict(zip(PREDIKAT, orang, strict=True))
    for satu in check_distribusi(capaian, isi, POLA):
        assert satu.total == sum(orang)
        assert satu.count == sum(isi[nama] for nama in satu.predikat)
        assert satu.percent == Fraction(100 * satu.count, satu.total)


@pytest.mark.parametrize("capaian", CAPAIAN)
def test_the_curve_of_each_capaian_is_of_a_hundred_people_and_keeps_its_own_rule(capaian: str) -> None:
    kurva = POLA.kurva[capaian]
    assert tuple(kurva) == PREDIKAT
    assert sum(kurva.values()) == 100
    assert check_distribusi(capaian, {nama: int(satu) for nama, satu in kurva.items()}, POLA) == []


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ({}, "syarat ini tidak menyebut batas apa pun"),
        ({"maksimal_persen": 101}, "persen harus di antara 0 dan 100"),
        ({"minimal_orang": -1}, "jumlah orang paling kecil 0"),
        ({"maksimal_orang": -1}, "jumlah orang paling kecil 0"),
    ],
)
def test_a_condition_without_a_sensible_limit_is_refused(isi: dict[str, int], sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        Syarat.model_validate({"predikat": ["Baik"], **isi})


def test_a_condition_may_allow_nobody_at_all() -> None:
    assert Syarat.model_validate({"predikat": ["Baik"], "maksimal_orang": 0}).maksimal_orang == 0


# --- the findings ----------------------------------------------------------------------------------------------------


def kalimat(temuan: list[Finding]) -> list[tuple[str, str, str]]:
    return [(satu.code, satu.severity.value, satu.message) for satu in worded(temuan, LIBRARY.pesan)]


def periksa(capaian: str, orang: str, belum: int = 0, pola: PolaDistribusi = POLA) -> list[tuple[str, str, str]]:
    return kalimat(list(check_pola("Bidang Mutasi", capaian, Distribusi(hitungan(orang), belum), pola)))


def test_a_broken_rule_is_a_warning_with_counts_and_per_cent() -> None:
    assert periksa("Istimewa", "8 2 0 0 0") == [
        (
            "pola-distribusi",
            "peringatan",
            "Bidang Mutasi: 8 dari 10 pegawai (80%) berpredikat Sangat Baik; dengan capaian organisasi Istimewa seharusnya "
            "paling banyak 70%. Pertimbangkan kembali predikatnya; ini hanya peringatan.",
        )
    ]


@pytest.mark.parametrize(
    ("capaian", "orang", "isi"),
    [
        ("Baik", "3 7 0 0 0", "0 dari 10 pegawai (0%) berpredikat Butuh Perbaikan atau Kurang; dengan capaian organisasi "
         "Baik seharusnya paling sedikit 1 pegawai."),
        ("Istimewa", "1 1 1 0 0", "1 dari 3 pegawai (33,33%) berpredikat Sangat Baik; dengan capaian organisasi Istimewa "
         "seharusnya sebagian besar, yaitu lebih dari 1 pegawai."),
        ("Kurang", "1 3 1 5 0", "5 dari 10 pegawai (50%) berpredikat Kurang; dengan capaian organisasi Kurang seharusnya "
         "paling sedikit 60%."),
        ("Sangat Kurang", "1 2 1 0 6", "1 dari 10 pegawai (10%) berpredikat Sangat Baik; dengan capaian organisasi Sangat "
         "Kurang seharusnya tidak ada."),
    ],
)  # fmt: skip
def test_each_kind_of_limit_is_said_in_words(capaian: str, orang: str, isi: str) -> None:
    assert periksa(capaian, orang) == [
        (
            "pola-distribusi",
            "peringatan",
            f"Bidang Mutasi: {isi} Pertimbangkan kembali predikatnya; ini hanya peringatan.",
        )
    ]


def test_the_figures_are_there_for_a_recap_as_well() -> None:
    (satu,) = check_pola("Bidang Mutasi", "Istimewa", Distribusi(hitungan("3 0 0 0 0")), POLA)
    assert (satu.item, satu.found, dict(satu.rincian)) == (
        "Bidang Mutasi",
        "3 dari 3 pegawai (100%)",
        {
            "capaian": "Istimewa", "predikat": "Sangat Baik", "banyak": "3", "jumlah": "3", "persen": "100",
            "batas": "paling banyak 70%",
        },
    )  # fmt: skip


def test_a_group_too_small_for_its_rule_is_told_so() -> None:
    assert [(kode, tingkat) for kode, tingkat, _ in periksa("Istimewa", "1 0 0 0 0")] == [
        ("pola-distribusi", "peringatan"),
        ("pola-distribusi-mustahil", "info"),
    ]
    assert periksa("Istimewa", "1 0 0 0 0")[1][2] == (
        "Bidang Mutasi: Dengan 1 pegawai, pola untuk capaian Istimewa tidak dapat dipenuhi oleh pembagian predikat mana pun. "
        "Abaikan peringatan polanya, atau periksa bersama unit di atasnya."
    )
    assert [kode for kode, _, _ in periksa("Istimewa", "3 0 0 0 0")] == ["pola-distribusi"]


def test_nobody_at_all_and_a_kept_rule_say_nothing() -> None:
    assert periksa("Istimewa", "0 0 0 0 0") == periksa("", "0 0 0 0 0") == []
    assert periksa("Baik", "2 7 1 0 0") == []


def test_people_without_a_predikat_are_told_and_do_not_count() -> None:
    assert periksa("Baik", "2 7 1 0 0", belum=2) == [
        (
            "distribusi-belum-lengkap",
            "info",
            "Bidang Mutasi: 2 dari 12 pegawai belum berpredikat; jumlah dan persen dihitung dari 10 yang sudah. "
            "Lengkapi evaluasi mereka, lalu periksa lagi.",
        )
    ]
    assert [kode for kode, _, _ in periksa("", "0 0 0 0 0", belum=3)] == ["distribusi-belum-lengkap"]


def test_without_a_capaian_the_rule_is_not_checked_and_that_is_said() -> None:
    assert periksa("Luar Biasa", "10 0 0 0 0") == [
        (
            "pola-tanpa-capaian",
            "peringatan",
            "Bidang Mutasi: Capaian kinerja organisasi belum ditetapkan atau tidak dikenal (“Luar Biasa”), jadi pola "
            "distribusinya tidak diperiksa. Tetapkan salah satu: Istimewa, Baik, Butuh Perbaikan, Kurang, Sangat Kurang.",
        )
    ]


def kepala(capaian: str, rating: str) -> list[Finding]:
    return list(rating_kepala_beda(capaian, rating, LIBRARY.aturan.kepala, LIBRARY.aturan.predikat))


def test_the_rating_of_a_head_is_held_against_the_capaian_of_his_organisation() -> None:
    assert kalimat(kepala("ISTIMEWA", "SESUAI EKSPEKTASI")) == [
        (
            "predikat-kepala-beda",
            "peringatan",
            "Rating hasil kerja pimpinan “Sesuai Ekspektasi”, sedangkan capaian organisasi yang dipimpinnya Istimewa "
            "(pemetaan ini belum terverifikasi). Cocokkan; dari capaian itu ratingnya “Di Atas Ekspektasi”.",
        )
    ]


@pytest.mark.parametrize(
    ("capaian", "rating"),
    [("Istimewa", "DIATAS EKSPEKTASI"), ("Kurang", "Di Bawah Ekspektasi"), ("", "Sesuai Ekspektasi"), ("Baik", "")],
)
def test_a_matching_or_missing_rating_of_a_head_says_nothing(capaian: str, rating: str) -> None:
    assert kepala(capaian, rating) == []


def test_no_rule_on_a_group_ever_blocks() -> None:
    kode = ("pola-distribusi", "pola-distribusi-mustahil", "pola-tanpa-capaian", "distribusi-belum-lengkap",
            "predikat-kepala-beda")  # fmt: skip
    assert {KODE[satu].severity for satu in kode} == {"peringatan", "info"}
    assert {KODE[satu].lingkup for satu in kode} == {"evaluasi"}
