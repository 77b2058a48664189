"""Integrasi 2021: the bands of PP 46 and PP 30 at their edges, conversion on and off, the 50/50 result, the findings."""

from decimal import Decimal

import pytest
from forms import INTEGRASI, LIBRARY, codes, make_form, wanting
from hypothesis import assume, given
from hypothesis import strategies as st

from skpxl.checks.integrasi import check_integrasi, hasil_integrasi
from skpxl.errors import SkpxlError
from skpxl.findings.catalogue import KODE
from skpxl.findings.wording import worded
from skpxl.model.integrasi import (
    IsianIntegrasi,
    Rentang,
    RentangKonversi,
    TabelKonversi,
    convert,
    integrate,
    predikat_rentang,
    tabel_konversi,
)

ATURAN = LIBRARY.aturan.integrasi
NAMA = "interpolasi-linear"
TABEL = ATURAN.tabel[NAMA]
SAMBUNG = TABEL.model_copy(update={"antara": "interpolasi"})
D = Decimal

# score | PP 46 (empty: between bands or outside)
PP46 = """
100    | Sangat Baik
100.01 |
91     | Sangat Baik
90.99  |
90.5   |
90.01  |
90     | Baik
76     | Baik
75.99  |
75.5   |
75     | Cukup
61     | Cukup
60.5   |
60     | Kurang
51     | Kurang
50.5   |
50     | Buruk
0      | Buruk
"""

# score | PP 30 without an ide baru | with one
PP30 = """
120.01 |               |
120    | Baik          | Sangat Baik
110    | Baik          | Sangat Baik
109.99 | Baik          | Baik
109    | Baik          | Baik
100    | Baik          | Baik
91     | Baik          | Baik
90.5   | Baik          | Baik
90     | Baik          | Baik
89.99  | Cukup         | Cukup
76     | Cukup         | Cukup
75     | Cukup         | Cukup
70     | Cukup         | Cukup
69.99  | Kurang        | Kurang
61     | Kurang        | Kurang
60     | Kurang        | Kurang
51     | Kurang        | Kurang
50     | Kurang        | Kurang
49.99  | Sangat Kurang | Sangat Kurang
0      | Sangat Kurang | Sangat Kurang
"""

# PP 46 | PP 30 by the table that ships | the same with a straight line between bands
KONVERSI = """
100   | 120.00 | 120.00
95.5  | 115.00 | 115.00  # 110 + 4.5 x 10/9 = 110 + 5
92    | 111.11 | 111.11  # 110 + 1 x 10/9 = 111.1111...
91    | 110.00 | 110.00
90.5  |        | 109.50  # between 90 -> 109 and 91 -> 110: 109 + 0.5 x 1
90    | 109.00 | 109.00
85    | 102.21 | 102.21  # 90 + 9 x 19/14 = 90 + 12.2142...
83    | 99.50  | 99.50   # 90 + 7 x 19/14 = 90 + 9.5
80    | 95.43  | 95.43   # 90 + 4 x 19/14 = 90 + 5.4285...
76    | 90.00  | 90.00
75.25 |        | 89.25   # 89 + 0.25 x 1
75    | 89.00  | 89.00
68    | 79.50  | 79.50   # 70 + 7 x 19/14
61    | 70.00  | 70.00
60.5  |        | 69.50
60    | 69.00  | 69.00
55    | 58.44  | 58.44   # 50 + 4 x 19/9 = 50 + 8.4444...
51    | 50.00  | 50.00
50.5  |        | 49.50
50    | 49.00  | 49.00
25    | 24.50  | 24.50   # 25 x 49/50
0     | 0.00   | 0.00
101   |        |
"""


def sel(tabel: str) -> list[list[str]]:
    return [[isi.strip() for isi in baris.partition("#")[0].split("|")] for baris in tabel.strip().splitlines()]


@pytest.mark.parametrize(("nilai", "predikat"), sel(PP46))
def test_the_bands_of_pp_46_at_their_edges(nilai: str, predikat: str) -> None:
    assert predikat_rentang(D(nilai), ATURAN.pp46) == predikat


@pytest.mark.parametrize(("nilai", "tanpa", "dengan"), sel(PP30))
def test_the_bands_of_pp_30_at_their_edges_without_and_with_an_ide_baru(nilai: str, tanpa: str, dengan: str) -> None:
    assert predikat_rentang(D(nilai), ATURAN.pp30) == tanpa
    assert predikat_rentang(D(nilai), ATURAN.pp30, ide_baru=True) == dengan


@pytest.mark.parametrize(("nilai", "hasil", "sambung"), sel(KONVERSI))
def test_conversion_by_the_table_that_ships_and_with_a_line_between_bands(nilai: str, hasil: str, sambung: str) -> None:
    assert convert(D(nilai), TABEL) == (D(hasil) if hasil else None)
    assert convert(D(nilai), SAMBUNG) == (D(sambung) if sambung else None)


def test_the_table_that_ships_says_nothing_between_bands_and_is_unverified() -> None:
    assert (TABEL.antara, TABEL.terverifikasi) == ("tidak-ditentukan", False)
    assert list(ATURAN.tabel) == [NAMA]


def test_no_table_is_used_unless_named_and_a_wrong_name_is_the_operators_fault() -> None:
    assert tabel_konversi("", ATURAN) is None
    assert tabel_konversi(NAMA, ATURAN) is TABEL
    with pytest.raises(SkpxlError) as galat:
        tabel_konversi("pp30", ATURAN)
    assert str(galat.value) == (
        "Tabel konversi “pp30” tidak ada di aturan/integrasi-2021.toml; yang ada: interpolasi-linear."
    )


PUSPA = st.decimals(min_value=0, max_value=100, places=2)


@given(PUSPA, PUSPA)
def test_a_higher_score_is_never_converted_to_a_lower_one(satu: Decimal, lain: Decimal) -> None:
    bawah, atas = sorted([satu, lain])
    for tabel in (TABEL, SAMBUNG):
        hasil = convert(bawah, tabel), convert(atas, tabel)
        assume(None not in hasil)
        assert hasil[0] <= hasil[1]  # type: ignore[operator]


@given(PUSPA)
def test_a_converted_score_lies_in_the_band_its_own_band_becomes(nilai: Decimal) -> None:
    hasil = convert(nilai, TABEL)
    pasangan = [satu for satu in TABEL.rentang if satu.dari <= nilai <= satu.sampai]
    assert (hasil is None) == (not pasangan) == (predikat_rentang(nilai, ATURAN.pp46) == "")
    if hasil is not None:
        assert pasangan[0].menjadi_dari <= hasil <= pasangan[0].menjadi_sampai
        # Five bands become five bands: the predikat keeps its place. 60 -> 69 and 75 -> 89 stay below 70 and 90.
        tingkat_46 = [satu.predikat for satu in ATURAN.pp46].index(predikat_rentang(nilai, ATURAN.pp46))
        tingkat_30 = [satu.predikat for satu in ATURAN.pp30].index(predikat_rentang(hasil, ATURAN.pp30, ide_baru=True))
        assert tingkat_46 == tingkat_30


@given(PUSPA)
def test_with_lines_between_bands_every_score_has_a_conversion(nilai: Decimal) -> None:
    assert convert(nilai, SAMBUNG) is not None


# --- the result ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pertama", "kedua", "hasil", "predikat"),
    [
        # 85 -> 102.21 (rounded once), (102.21 + 95) / 2 = 98.605 -> 98.61: the half goes up
        ("85", "95", ("102.21", "98.61"), "Baik"),
        # 80 -> 95.43, (95.43 + 90) / 2 = 92.715 -> 92.72
        ("80", "90", ("95.43", "92.72"), "Baik"),
        # 91 -> 110, (110 + 110) / 2 = 110: without an ide baru Baik
        ("91", "110", ("110.00", "110.00"), "Baik"),
        # 100 -> 120, (120 + 120) / 2 = 120
        ("100", "120", ("120.00", "120.00"), "Baik"),
        # 75 -> 89, (89 + 90.99) / 2 = 89.995 -> 90.00: rounding decides the predikat
        ("75", "90.99", ("89.00", "90.00"), "Baik"),
        # 75 -> 89, (89 + 90.97) / 2 = 89.985 -> 89.99
        ("75", "90.97", ("89.00", "89.99"), "Cukup"),
        # 61 -> 70, (70 + 69.98) / 2 = 69.99
        ("61", "69.98", ("70.00", "69.99"), "Kurang"),
        # 51 -> 50, (50 + 49) / 2 = 49.5
        ("51", "49", ("50.00", "49.50"), "Sangat Kurang"),
        ("0", "0", ("0.00", "0.00"), "Sangat Kurang"),
    ],
)
def test_the_score_of_2021_by_the_table(pertama: str, kedua: str, hasil: tuple[str, str], predikat: str) -> None:
    satu = integrate(D(pertama), D(kedua), ATURAN, tabel=NAMA)
    assert satu is not None
    assert (str(satu.konversi), str(satu.nilai), satu.predikat, satu.cara) == (
        *hasil,
        predikat,
        "tabel interpolasi-linear",
    )


@pytest.mark.parametrize(
    ("konversi", "kedua", "nilai", "tanpa", "dengan"),
    [
        # (109.98 + 110) / 2 = 109.99: under 110, an ide baru changes nothing
        ("109.98", "110", "109.99", "Baik", "Baik"),
        # (109.99 + 110) / 2 = 109.995 -> 110.00
        ("109.99", "110", "110.00", "Baik", "Sangat Baik"),
        ("110", "110", "110.00", "Baik", "Sangat Baik"),
        ("120", "120", "120.00", "Baik", "Sangat Baik"),
    ],
)
def test_110_and_up_is_sangat_baik_only_with_an_ide_baru(
    konversi: str, kedua: str, nilai: str, tanpa: str, dengan: str
) -> None:
    for ide_baru, predikat in ((False, tanpa), (True, dengan)):
        satu = integrate(D("91"), D(kedua), ATURAN, konversi=D(konversi), ide_baru=ide_baru)
        assert satu is not None
        assert (str(satu.nilai), satu.predikat, satu.cara) == (nilai, predikat, "nilai konversi diisi")


def test_an_entered_conversion_serves_between_bands_and_comes_before_the_table() -> None:
    # 90.5 lies between bands: PP 46 gives no predikat, the table no conversion; (109.5 + 100.5) / 2 = 105
    antara = integrate(D("90.5"), D("100.5"), ATURAN, tabel=NAMA, konversi=D("109.5"))
    assert antara is not None
    assert (antara.predikat_januari_juni, antara.nilai, antara.cara) == ("", D("105.00"), "nilai konversi diisi")
    # The table would say 109; entered is 100: (100 + 100) / 2
    diisi = integrate(D("90"), D("100"), ATURAN, tabel=NAMA, konversi=D("100"))
    assert diisi is not None
    assert (diisi.predikat_januari_juni, diisi.konversi, diisi.nilai) == ("Baik", D("100"), D("100.00"))


@pytest.mark.parametrize(
    ("pertama", "kedua", "tabel", "konversi"),
    [
        ("85", "95", "", None),  # off: no table named, nothing entered
        ("90.5", "95", NAMA, None),  # named, but it says nothing about 90.5
        ("101", "95", NAMA, D("110")),  # no score of PP 46
        ("85", "121", NAMA, None),  # no score of PP 30
        ("85", "95", "", D("121")),
    ],
)
def test_there_is_no_score_without_a_conversion_or_outside_the_bands(
    pertama: str, kedua: str, tabel: str, konversi: Decimal | None
) -> None:
    assert integrate(D(pertama), D(kedua), ATURAN, tabel=tabel, konversi=konversi) is None


@given(PUSPA, st.decimals(min_value=0, max_value=120, places=2), st.booleans())
def test_the_score_lies_between_its_halves_and_always_has_a_predikat(
    pertama: Decimal, kedua: Decimal, ide_baru: bool
) -> None:
    satu = integrate(pertama, kedua, ATURAN, tabel=NAMA, ide_baru=ide_baru)
    assume(satu is not None)
    assert satu is not None
    assert min(satu.konversi, kedua) <= satu.nilai <= max(satu.konversi, kedua)
    # Half and half of two numbers with two decimals: at most half a hundredth is rounded, and it goes up.
    assert satu.nilai * 2 - (satu.konversi + kedua) in (D("0.00"), D("0.01"))
    assert satu.predikat in {rentang.predikat for rentang in ATURAN.pp30}


# --- the tables as data ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        ({"dari": 90}, "tulis salah satu"),
        ({"dari": 90, "sampai": 100, "kurang_dari": 100}, "tulis salah satu"),
        ({"dari": 90, "sampai": 80}, "ujung rentang mendahului"),
        ({"dari": 90, "kurang_dari": 90}, "ujung rentang mendahului"),
    ],
)
def test_a_band_has_one_upper_end_above_its_beginning(isi: dict[str, int], sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        Rentang.model_validate({"predikat": "Baik", **isi})


def test_a_band_that_is_converted_runs_upwards() -> None:
    with pytest.raises(ValueError, match="ujung rentang mendahului awalnya"):
        RentangKonversi.model_validate({"dari": 91, "sampai": 100, "menjadi_dari": 120, "menjadi_sampai": 110})


def test_a_table_whose_bands_overlap_is_refused() -> None:
    rentang = [
        {"dari": 76, "sampai": 91, "menjadi_dari": 90, "menjadi_sampai": 109},
        {"dari": 91, "sampai": 100, "menjadi_dari": 110, "menjadi_sampai": 120},
    ]
    with pytest.raises(ValueError, match="rentang 91 dan rentang 76 bertumpuk"):
        TabelKonversi.model_validate({"rentang": rentang, "antara": "interpolasi", "terverifikasi": True})


# --- the findings ----------------------------------------------------------------------------------------------------


def periksa(tabel: str = "", **isian: str) -> list[tuple[str, str, str, str]]:
    temuan = check_integrasi(IsianIntegrasi(**isian), ATURAN, tabel=tabel)
    return [(satu.code, satu.severity.value, satu.key, satu.suggestion) for satu in temuan]


@pytest.mark.parametrize(
    ("tabel", "isian", "temuan"),
    [
        ("", {"januari_juni": "90", "nilai_konversi": "109", "juli_desember": "95,5"}, []),
        ("", {}, []),  # that they are asked for stands in the definition
        ("", {"januari_juni": "88,5 (Baik)", "juli_desember": "90.125"}, [
            ("nilai-bukan-angka", "galat", "januari_juni", "88,5"), ("nilai-bukan-angka", "galat", "juli_desember", ""),
        ]),
        ("", {"januari_juni": "100,01", "nilai_konversi": "120,01", "juli_desember": "120.01"}, [
            ("nilai-di-luar-rentang", "galat", satu, "") for satu in ("januari_juni", "nilai_konversi", "juli_desember")
        ]),
        ("", {"januari_juni": "90", "juli_desember": "95"}, []),  # a way of converting is asked for by the definition
        ("", {"januari_juni": "90", "konversi": "Diisi", "juli_desember": "95"}, []),  # so is a value of one's own
        ("", {"januari_juni": "90", "konversi": "tabel lama", "juli_desember": "95"}, [
            ("konversi-tidak-ada", "galat", "nilai_konversi", ""),
        ]),
        ("", {"januari_juni": "90,5", "nilai_konversi": "109,5", "juli_desember": "95"}, [
            ("nilai-antara-rentang", "peringatan", "januari_juni", ""),
        ]),
        (NAMA, {"januari_juni": "90,5", "juli_desember": "95"}, [
            ("nilai-antara-rentang", "peringatan", "januari_juni", ""),
            ("konversi-tidak-ada", "galat", "nilai_konversi", ""),
        ]),
        (NAMA, {"januari_juni": "85", "juli_desember": "95"}, [
            ("konversi-belum-terverifikasi", "info", "januari_juni", ""),
        ]),
        (NAMA, {"januari_juni": "90", "nilai_konversi": "109,00", "juli_desember": "95"}, []),
        (NAMA, {"januari_juni": "90", "nilai_konversi": "110", "juli_desember": "95"}, [
            ("konversi-beda", "peringatan", "nilai_konversi", "109"),
        ]),
        (NAMA, {"januari_juni": "90", "nilai_konversi": "seratus", "juli_desember": "95"}, [
            ("nilai-bukan-angka", "galat", "nilai_konversi", ""),
        ]),
        ("", {"januari_juni": "91", "nilai_konversi": "110", "juli_desember": "110", "ide_baru": "Tidak"}, [
            ("tanpa-ide-baru", "info", "ide_baru", ""),
        ]),
        ("", {"januari_juni": "91", "nilai_konversi": "110", "juli_desember": "110", "ide_baru": " YA "}, []),
        ("", {"januari_juni": "91", "nilai_konversi": "110", "juli_desember": "110", "ide_baru": "mungkin"}, []),
        ("", {"januari_juni": "90", "nilai_konversi": "109", "juli_desember": "95,5", "nilai": "102,25",
              "predikat": "BAIK"}, []),
        ("", {"januari_juni": "90", "nilai_konversi": "109", "juli_desember": "95,5", "nilai": "102,3",
              "predikat": "Sangat Baik"}, [
            ("integrasi-beda", "peringatan", "nilai", "102,25"), ("integrasi-beda", "peringatan", "predikat", "Baik"),
        ]),
    ],
)  # fmt: skip
def test_the_findings_of_a_form(tabel: str, isian: dict[str, str], temuan: list[tuple[str, str, str, str]]) -> None:
    assert periksa(tabel, **isian) == temuan


def test_a_verified_table_is_used_without_a_word() -> None:
    sah = ATURAN.model_copy(update={"tabel": {NAMA: TABEL.model_copy(update={"terverifikasi": True})}})
    isian = IsianIntegrasi(januari_juni="85", juli_desember="95")
    assert list(check_integrasi(isian, sah, tabel=NAMA)) == []


def test_the_sentences_say_what_was_typed_and_what_to_do() -> None:
    isian = IsianIntegrasi(januari_juni="90,5", juli_desember="88,5 (Baik)", nilai_konversi="90.125")
    pesan = [satu.message for satu in worded(check_integrasi(isian, ATURAN, tabel=NAMA), LIBRARY.pesan)]
    assert pesan == [
        "Nilai konversi Januari - Juni “90.125” tidak dapat dibaca: dapat dibaca sebagai ribuan maupun pecahan; tulis paling "
        "banyak dua angka di belakang koma. Tulis angkanya saja, misalnya 90,5.",
        "Nilai Juli - Desember “88,5 (Baik)” tidak dapat dibaca: bukan bilangan. Tulis angkanya saja, misalnya 90,5. Mungkin "
        "maksudnya 88,5.",
        "Nilai Januari - Juni 90,5 terletak di antara dua rentang PP 46, jadi predikatnya tidak ditentukan. Cocokkan dengan "
        "dokumennya; predikat yang tercetak di sana yang berlaku.",
    ]


def test_the_sentence_of_a_missing_conversion_says_why_there_is_none() -> None:
    def kalimat(tabel: str, januari_juni: str) -> str:
        isian = IsianIntegrasi(januari_juni=januari_juni, konversi="tabel lama", juli_desember="95")
        semua = [satu.at(cell="D9") for satu in check_integrasi(isian, ATURAN, tabel=tabel)]
        return worded(semua, LIBRARY.pesan)[-1].message

    saran = "Isi nilai konversi di sel D9, atau sebut tabel konversi yang dipakai."
    assert kalimat("", "85") == (
        "Nilai Januari - Juni 85 belum dikonversi ke PP 30: tabel yang dipilih tidak ada, dan nilai konversinya belum diisi. "
        + saran
    )
    assert kalimat(NAMA, "90.5") == (
        "Nilai Januari - Juni 90.5 belum dikonversi ke PP 30: tabel interpolasi-linear tidak memuatnya, dan nilai konversinya "
        "belum diisi. " + saran
    )


def test_the_keys_stand_where_the_form_keeps_its_entries() -> None:
    temuan = check_integrasi(IsianIntegrasi(januari_juni="x", juli_desember="y"), ATURAN, akar=("integrasi", 1))
    assert [satu.key for satu in temuan] == ["integrasi_1_januari_juni", "integrasi_1_juli_desember"]


@pytest.mark.parametrize(
    ("isian", "temuan"),
    [
        ({}, [("formulir-kosong", "januari_juni")]),
        ({"konversi": "diisi", "nilai_konversi": "109"}, [
            ("nilai-kosong", "januari_juni"), ("nilai-kosong", "juli_desember"),
        ]),
        ({"januari_juni": "91", "konversi": "diisi", "nilai_konversi": "110", "juli_desember": "110", "ide_baru": "mungkin"},
         [("ide-baru-tidak-dikenal", "ide_baru")]),
        ({"januari_juni": "91", "konversi": "taksiran", "nilai_konversi": "110", "juli_desember": "110", "ide_baru": " YA "},
         [("cara-konversi-tidak-dikenal", "konversi")]),
        ({"januari_juni": "85", "konversi": " Diisi.", "juli_desember": "110"}, [("nilai-kosong", "nilai_konversi")]),
        ({"januari_juni": "85", "konversi": f"tabel {NAMA}", "juli_desember": "110"}, []),
    ],
)  # fmt: skip
def test_the_form_asks_for_both_halves_and_knows_its_choices(
    isian: dict[str, str], temuan: list[tuple[str, str]]
) -> None:
    assert codes(wanting(make_form(INTEGRASI, isian))) == temuan


def test_the_entries_give_the_result_that_is_printed() -> None:
    isian = IsianIntegrasi(januari_juni="85", juli_desember="95,00", ide_baru="Ya")
    satu = hasil_integrasi(isian, ATURAN, tabel=NAMA)
    # 85 -> 102.21; (102.21 + 95) / 2 = 98.605
    assert satu is not None
    assert (satu.nilai, satu.predikat, satu.cara) == (D("98.61"), "Baik", "tabel interpolasi-linear")
    assert hasil_integrasi(isian, ATURAN) is None
    # A faulty entry is never passed over for the table.
    assert hasil_integrasi(isian.model_copy(update={"nilai_konversi": "seratus"}), ATURAN, tabel=NAMA) is None


def test_the_lowest_and_the_highest_scores_are_scores_too() -> None:
    for score, half, predikat in (("0", "0", "Sangat Kurang"), ("100", "120", "Sangat Baik")):
        isian = IsianIntegrasi(januari_juni=score, nilai_konversi=half, juli_desember=half, ide_baru="Ya")
        made = hasil_integrasi(isian, ATURAN)
        assert made is not None
        assert (made.nilai, made.predikat) == (D(half), predikat)


TEKS = st.sampled_from(["", "85", "90,5", "101", "90.125", "x", "109,99", "120", "Ya", "Tidak", "0", "100"])


@given(TEKS, TEKS, TEKS, TEKS, TEKS, TEKS, st.sampled_from(["", NAMA, "lain"]))
def test_a_form_without_a_result_has_a_blocking_finding_and_one_with_a_result_has_none(
    satu: str, dua: str, tiga: str, empat: str, lima: str, enam: str, tabel: str
) -> None:
    isian = IsianIntegrasi(
        januari_juni=satu, nilai_konversi=dua, juli_desember=tiga, ide_baru=empat, nilai=lima, predikat=enam
    )
    form = make_form(INTEGRASI).filled(isian.model_dump())
    temuan = [*wanting(form), *check_integrasi(isian, ATURAN, tabel=tabel)]
    galat = [(found.code, found.key) for found in temuan if found.severity == "galat"]
    # The form asks for a way; the operator may name one for all, or the converted value stands there already.
    assert (("pilihan-kosong", "konversi") in galat) != ("formulir-kosong" in [code for code, _ in galat])
    without_a_way = not tabel and not dua
    elsewhere = [code for code, key in galat if key != "konversi"]
    assert (hasil_integrasi(isian, ATURAN, tabel=tabel) is None) == (bool(elsewhere) or without_a_way)


def test_the_codes_belong_to_the_evaluation() -> None:
    kode = [satu for satu in KODE if satu.startswith(("nilai-", "konversi-", "ide-baru", "tanpa-ide", "integrasi-"))]
    assert {KODE[satu].lingkup for satu in kode if KODE[satu].dasar != "SE MenPANRB 20/2021: berAKHLAK"} == {"evaluasi"}
