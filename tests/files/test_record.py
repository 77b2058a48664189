"""Records that a program keeps as a table: they read back as written, saved with commas too; anything else is refused."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.errors import SkpxlError
from skpxl.files.record import read_record, write_record

COLUMNS = ("Kode", "Teks")
texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)
tables = st.lists(st.tuples(texts.filter(bool), texts).map(list), max_size=4)


@given(rows=tables, commas=st.booleans())
def test_rows_read_back_as_they_were_written(tmp_path_factory, rows, commas):
    file = tmp_path_factory.mktemp("catatan") / "a.csv"
    write_record(file, COLUMNS, rows)
    if commas:
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([COLUMNS, *rows])
    assert read_record(file, "contoh", COLUMNS) == rows


def test_where_nothing_was_recorded_there_are_no_rows(tmp_path):
    assert read_record(tmp_path / "a.csv", "contoh", COLUMNS) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Kode;Isi\r\n", b"Kode;Teks\r\na;b;c\r\n", b"Kode\tTeks\r\n"])
def test_what_another_program_made_something_else_of_is_refused(tmp_path, content):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(SkpxlError) as raised:
        read_record(file, "contoh", COLUMNS)
    assert str(raised.value) == (
        f"Catatan contoh {file} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )
