"""What steers is spelled out, whatever else people write stays as it is."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.model.shown import as_json_text, shown, shown_lines, steers, without_steering


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SKP_2022 (1) — Ndolu, S.E. “baik” é 名 🙂\t5%", "SKP_2022 (1) — Ndolu, S.E. “baik” é 名 🙂\t5%"),
        ("A\x1b[2Jb", r"A\x1b[2Jb"),
        ("B\n0 galat\r\x08", r"B\n0 galat\r\x08"),
        ("C\u202exslx", r"C\u202exslx"),
        ("\x85\u2028\u2029\x0b\x0c\x1c", r"\x85\u2028\u2029\x0b\x0c\x1c"),
        ("\u061c\u200e\u2067\ufffe\x9b", r"\u061c\u200e\u2067\ufffe\x9b"),
        ("r\udce9sum\ud83d", r"r\xe9sum\ud83d"),
    ],
)
def test_what_steers_is_spelled_out(text, line):
    assert shown(text) == line
    assert steers(text) is (text != line)
    assert not steers(line)
    assert len(without_steering(text)) == len(text)


def test_line_breaks_of_a_cell_stay():
    assert shown_lines("satu\r\ndua\ntiga\rempat\x1b") == "satu\ndua\ntiga\\rempat\\x1b"


@settings(max_examples=50)
@given(st.text(st.characters()))
def test_a_line_is_one_line_and_json_reads_back(text):
    assert len(shown(text).splitlines()) <= 1
    assert shown(shown(text)) == shown(text)
    shown(text).encode()
    assert json.loads(as_json_text(json.dumps([text], ensure_ascii=False))) == [text]
