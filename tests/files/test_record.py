"""Records that a program keeps as a table: they read back as written, saved with commas too; anything else is refused."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpxl.errors import SkpxlError
from skpxl.files.record import begins_with, is_rounded, read_record, write_record

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


ROWS = [["A1", "Pésisir – “Umum”"], ["A2", "baris satu\nbaris; dua, tiga"]]


def saved(delimiter: str = ";", **more) -> str:
    """The rows as a program writes them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", **more).writerows([COLUMNS, *ROWS])
    return text.getvalue()


SAVED = {
    "ansi": saved().encode("cp1252"),
    "ansi with commas": saved(",").encode("cp1252"),
    "unicode text": saved("\t").encode("utf-16"),
    "no mark": saved().encode(),
    "delimiters at the end": saved().replace("\r\n", ";;;\r\n").encode("utf-8-sig"),
    "blank lines": f"\r\n{saved()};\r\n;;;\r\n\r\n".encode("utf-8-sig"),
    "told its delimiter": f"sep=;\r\n{saved()}".encode("utf-8-sig"),
    "all in quotes": saved(quoting=csv.QUOTE_ALL).encode("utf-8-sig"),
    "kept from being a number": saved().replace("A1", '"=""A1"""').encode("utf-8-sig"),
}


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED)
def test_a_record_that_a_spreadsheet_program_saved_anew_loses_nothing(tmp_path, data):
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    assert read_record(file, "contoh", COLUMNS) == ROWS


@pytest.mark.parametrize("data", SAVED.values(), ids=SAVED)
def test_a_record_is_known_by_its_headings_whichever_program_saved_it(data):
    assert begins_with(data, ";".join(COLUMNS))
    assert not begins_with(b"Catatan\r\n" + data, ";".join(COLUMNS))


@pytest.mark.parametrize("digits", ["1,99001E+17", "1.99001E+017", "2E+17", "199001012015031000"])
def test_digits_that_a_spreadsheet_program_has_rounded_are_refused_with_their_line(tmp_path, digits):
    file = tmp_path / "a.csv"
    file.write_text(f"Kode;Teks\r\nA1;a\r\n{digits};b\r\n", encoding="utf-8-sig")
    with pytest.raises(SkpxlError) as raised:
        read_record(file, "contoh", COLUMNS)
    assert str(raised.value) == (
        f"Catatan contoh {file}, baris 3, tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )
    assert not is_rounded("199001012015031001") and not is_rounded("Rp 2E+17")


@pytest.mark.parametrize("unreadable", ["link", "folder"])
def test_a_record_that_is_there_and_cannot_be_read_is_not_absent(tmp_path, unreadable):
    file = tmp_path / "a.csv"
    if unreadable == "link":
        file.symlink_to(tmp_path / "drive" / "a.csv")
    else:
        file.mkdir()
    with pytest.raises(SkpxlError, match="tidak dapat dibaca; tutup bila sedang terbuka"):
        read_record(file, "contoh", COLUMNS)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\xff\xfe", 1),
        (b"\0\0\0\0", 0),
        (b"Kode;Isi\r\n", 1),
        (b"Kode;Teks\r\na;b;c\r\n", 2),
        (b"Kode;Teks\r\na;b\r\na\r\n", 3),
        ("Kode;Teks\r\na;é".encode() + b"\xe9\r\n", 0),
    ],
)
def test_what_another_program_made_something_else_of_is_refused(tmp_path, content, line):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(SkpxlError) as raised:
        read_record(file, "contoh", COLUMNS)
    assert str(raised.value) == (
        f"Catatan contoh {file}{f', baris {line},' if line else ''} tidak dapat dibaca; tutup bila sedang terbuka, "
        "atau kembalikan dari cadangan."
    )
    assert file.read_bytes() == content
