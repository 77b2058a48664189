"""Rows as a DataFrame: the types asked for, whatever stands in them, also where there is no row at all."""

from datetime import date
from decimal import Decimal

import pandas
import pytest

from skpxl.books.frames import BULAT, DESIMAL, DTYPE, TANGGAL, TEKS, YA_TIDAK, frame

COLUMNS = {"nip": TEKS, "banyak": BULAT, "angka": DESIMAL, "mulai": TANGGAL, "dihitung": YA_TIDAK}
NOTHING = dict.fromkeys(COLUMNS)


def test_a_text_of_digits_stays_a_text_and_what_is_not_known_is_missing():
    full = {"nip": "0012", "banyak": 3, "angka": Decimal("99.5"), "mulai": date(2022, 1, 3), "dihitung": False}
    expected = pandas.DataFrame(
        {
            "nip": pandas.Series(["0012", ""], dtype="string"),
            "banyak": pandas.Series([3, None], dtype="Int64"),
            "angka": pandas.Series([99.5, None], dtype="Float64"),
            "mulai": pandas.Series([pandas.Timestamp(2022, 1, 3), pandas.NaT], dtype="datetime64[s]"),
            "dihitung": pandas.Series([False, None], dtype="boolean"),
        }
    )
    pandas.testing.assert_frame_equal(frame(COLUMNS, [full, NOTHING]), expected)


@pytest.mark.parametrize("rows", [[], [NOTHING]])
def test_the_types_are_the_same_with_and_without_rows(rows):
    made = frame(COLUMNS, rows)
    assert (len(made), {name: str(kind) for name, kind in made.dtypes.items()}) == (
        len(rows),
        {name: DTYPE[kind] for name, kind in COLUMNS.items()},
    )


def test_a_row_without_a_column_is_a_fault_and_not_an_empty_cell():
    with pytest.raises(KeyError, match="banyak"):
        frame(COLUMNS, [{"nip": "1"}])
