"""`model/angka.py`: what counts as a number, what is refused as having two readings, and rounding half up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.model.angka import angka_di_awal, parse_angka, rounded, tercetak

RANCU = "dapat dibaca sebagai ribuan maupun pecahan; tulis paling banyak dua angka di belakang koma"

ANGKA = """
90,5         | 90.5
90.5         | 90.5
109.99       | 109.99
109,99       | 109.99
100          | 100
 88 ,5       |
0            | 0
0,125        | 0.125
007          | 7
90,5678      | 90.5678
1.234,5      | 1234.5
1,234.5      | 1234.5
1.234.567    | 1234567
1,234,567    | 1234567
1.234,567.8  |
1.23,4       |
,5           |
90,          |
-5           |
+5           |
90%          |
1e2          |
٩٠           |
９０，５       | 90.5
90 5         |
sembilan     |
88,5 (Baik)  |
"""


@pytest.mark.parametrize("baris", [satu for satu in ANGKA.splitlines() if satu.strip()])
def test_indonesian_and_english_decimals_are_read_and_words_are_not(baris: str) -> None:
    teks, _, angka = (satu.strip() for satu in baris.partition("|"))
    assert parse_angka(teks) == ((Decimal(angka), "") if angka else (None, "bukan bilangan"))


@pytest.mark.parametrize("teks", ["1.234", "1,234", "90.125", "90,125", "999.000"])
def test_three_digits_behind_the_only_mark_are_refused_as_having_two_readings(teks: str) -> None:
    assert parse_angka(teks) == (None, RANCU)


def test_blank_and_endless_numbers_are_refused_with_their_own_reason() -> None:
    assert parse_angka(" \u00a0 ") == (None, "belum diisi")
    assert parse_angka("9" * 16) == (None, "lebih dari 15 angka")
    assert parse_angka("9" * 15) == (Decimal("9" * 15), "")


@pytest.mark.parametrize(
    ("teks", "awal"),
    [
        ("88,5 (Baik)", "88,5"),
        ("90%", "90"),
        ("90", "90"),
        ("90.125 (Baik)", ""),
        ("Baik", ""),
        ("88abc", ""),
        ("", ""),
    ],
)
def test_the_number_a_text_begins_with_is_offered_only_where_it_is_sure(teks: str, awal: str) -> None:
    assert angka_di_awal(teks) == awal


@pytest.mark.parametrize(
    ("angka", "bulat"),
    [
        (Fraction(25, 12), "2.08"),  # 2.0833...
        (Fraction("9.375"), "9.38"),  # the half goes up
        (Fraction("9.385"), "9.39"),  # also behind an even digit: not the banker's way
        (Decimal("0.005"), "0.01"),
        (Decimal("0.0049999"), "0.00"),
        (0, "0.00"),
        (120, "120.00"),
    ],
)
def test_rounding_is_half_up_from_the_exact_value(angka: Fraction | Decimal | int, bulat: str) -> None:
    assert str(rounded(angka)) == bulat


def test_numbers_are_printed_with_a_comma_and_without_idle_zeros() -> None:
    assert [tercetak(Fraction(200, 3)), tercetak(100), tercetak(Decimal("90.50")), tercetak(0)] == [
        "66,67", "100", "90,5", "0",
    ]  # fmt: skip


@given(st.decimals(min_value=0, max_value=120, places=2), st.sampled_from([",", "."]))
def test_what_is_printed_is_read_back(angka: Decimal, tanda: str) -> None:
    assert parse_angka(f"{angka:.2f}".replace(".", tanda)) == (angka, "")
    assert parse_angka(tercetak(angka))[0] == angka
