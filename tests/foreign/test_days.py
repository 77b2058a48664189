"""The first and last day in a post, as people write them on a roster."""

from datetime import date

import pytest
from catalogue import LIBRARY

from skpxl.foreign.roster.words import words_of
from skpxl.foreign.wording import read_day

LABEL = words_of(LIBRARY).label
JULY = date(2026, 7, 1)


@pytest.mark.parametrize(
    "text",
    ["2026-07-01", "2026-07-01 00:00:00", "1/7/2026", "01-07-2026", "01.07.2026", "1 Juli 2026", " 1  JULI 2026 "],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_day(text, LABEL) == JULY


@pytest.mark.parametrize(
    "text",
    ["", "pertengahan tahun", "Juli 2026", "31-02-2026", "1-13-2026", "1 Juli 26", "1 Juli 99999", "46204", "2026",
     "1 Juli 2026 s.d. 31 Juli 2026", "9" * 5000 + " Juli 2026"],
)  # fmt: skip
def test_what_names_no_day_is_none(text):
    assert read_day(text, LABEL) is None
