"""`xlsx/apart.py` and its child: whatever a file does to the reader, it ends as an answer in time and within bounds."""

import datetime
import sys

import pytest
from binary_books import ods, xlsb, zipped
from forms import GOOD, KUANTITATIF, LIBRARY, make_form
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_book import paket

from skpxl.forms.write import write_form
from skpxl.xlsx import child
from skpxl.xlsx.apart import CALAMINE, XLSX, Batas, read_apart
from skpxl.xlsx.grid import Cell, read_book
from skpxl.xlsx.package import Unreadable, open_package

ODS = "application/vnd.oasis.opendocument.spreadsheet"
PYTHON = (sys.executable, "-c")


def refused(data, cara=CALAMINE, batas=Batas(), program=()):  # noqa: B008 (frozen)
    with pytest.raises(Unreadable) as caught:
        read_apart(data, cara, batas, program)
    return caught.value.code, caught.value.detail


def test_a_book_from_the_child_is_the_book_read_here():
    data = write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF]), LIBRARY)
    here, there = read_book(open_package(data)), read_apart(data, XLSX)
    assert [(s.name, s.state) for s in there.sheets] == [(s.name, s.state) for s in here.sheets]
    assert (there.defined_names, there.properties, there.date1904) == (here.defined_names, here.properties, False)
    assert [there.sheet(s.name) for s in there.sheets] == [here.sheet(s.name) for s in here.sheets]
    assert there.find("skp") == there.sheets[0]
    with pytest.raises(KeyError):
        there.sheet("tidak ada")


def test_a_damaged_sheet_is_missed_only_when_asked_for():
    data = paket("<row r='1'><c r='A1' t='z'><v>1</v></c></row>")
    book = read_apart(data, XLSX)
    with pytest.raises(Unreadable) as caught:
        book.sheet("S")
    assert caught.value.detail == "jenis isi sel A1 tidak dikenal"


def test_foreign_sheets_come_with_state_and_texts():
    texts = {(1, 1): "isi", (3, 2): "dua 😀\nbaris", (5, 4): "198107012006041903"}
    book = read_apart(xlsb([("A", "visible", texts), ("B", "veryHidden", {(1, 1): "x"})]), CALAMINE)
    assert [(info.name, info.state) for info in book.sheets] == [("A", "visible"), ("B", "veryHidden")]
    assert book.sheet("A").cells == {place: Cell(*place, text, "teks") for place, text in texts.items()}
    assert (book.defined_names, book.properties) == ({}, {})


@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_texts_come_through_the_pipe_exactly(text):
    assert read_apart(xlsb([("S", "visible", {(1, 1): text})]), CALAMINE).sheet("S").text(1, 1) == text


def test_calamine_aborting_its_process_is_contained():
    # One stray cell in the last corner: calamine asks for all cells up to it and the process is aborted.
    far = xlsb([("S", "visible", {(1, 1): "a", (1_048_576, 16_384): "b"})])
    assert refused(far) == ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")


DIED = ("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")
LATE = ("berkas-belum-selesai", "sesudah 0.7 detik pembacaannya dihentikan")
LARGE = ("berkas-terlalu-besar", "isinya lebih dari 0 MB")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os; os.abort()", ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", DIED),  # by the system, or by somebody
        ("raise SystemExit(1)", DIED),
        ("print('{\"lembar\":')", DIED),
        ("print('x' * 1000000)", LARGE),
        ("while True: print('x' * 1000000)", LARGE),
        ("import time; time.sleep(600)", LATE),
        ("while True: pass", LATE),
    ],
)
def test_a_child_that_misbehaves_is_stopped(code, expected):
    seconds = 0.7 if expected == LATE else 120
    batas = Batas(seconds=seconds, output=900_000)
    assert refused(b"x" * 3_000_000, batas=batas, program=(*PYTHON, code)) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="only there computing is limited for certain")
def test_computing_is_limited_apart_from_the_clock():
    code = "import sys; from skpxl.xlsx.child_frame import limit; limit(float(sys.argv[2]), 10**9)\nwhile True: pass"
    assert refused(b"", batas=Batas(cpu=0.0), program=(*PYTHON, code)) == (
        "berkas-terlalu-besar", "membacanya menghabiskan waktu hitung yang tersedia",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only there memory is limited for certain")
def test_memory_is_limited_wherever_it_runs_out():
    row = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
    data = paket(row, strings="".join(f"<si><t>{n}</t></si>" for n in range(600_000)))
    for memori in range(48_000_000, 100_000_000, 4_500_000):  # in unpacking, in expat, in a tree, in the answer itself
        with pytest.raises(Unreadable) as caught:
            read_apart(data, XLSX, Batas(memory=memori)).sheet("S")
        told = "membacanya menghabiskan memori yang tersedia"
        assert (memori, caught.value.code, caught.value.detail) == (memori, "berkas-terlalu-besar", told)


def test_cells_are_limited():
    data = xlsb([("S", "visible", {(row, 1): "a" for row in range(1, 30)})])
    assert refused(data, batas=Batas(cells=20)) == ("berkas-terlalu-besar", "bukunya berisi terlalu banyak sel")
    book = read_apart(paket("<row r='1'>" + "<c><v>1</v></c>" * 30 + "</row>"), XLSX, Batas(cells=20))
    with pytest.raises(Unreadable, match="lembar S berisi terlalu banyak sel"):
        book.sheet("S")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
         ("berkas-tak-didukung", "isi buku kerjanya tidak dapat diurai")),
        (ods([], "<manifest:encryption-data/>"), ("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")),
        (zipped({"mimetype": ODS, "content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
         ("berkas-rusak", "bagian content.xml memuat DOCTYPE")),
        (zipped({"mimetype": ODS, "content.xml": bytes(60_000_000)}),
         ("berkas-terlalu-besar", "bagian content.xml berisi 60 MB")),
    ],
)  # fmt: skip
def test_what_calamine_must_not_or_cannot_read_is_refused(data, expected):
    assert refused(data) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (20.0, ("20", "angka", None, "", "20")),
        (0.95, ("0,95", "angka", None, "", "0.95")),
        (198607292020122002.0, ("198607292020122000", "angka", None, "", "1.98607292020122e+17")),
        (True, ("TRUE", "logika", None, "", "")),
        ("=isi", ("=isi", "teks", None, "", "")),
        (datetime.date(2022, 1, 3), ("2022-01-03", "angka", None, "yyyy-mm-dd", "2022-01-03")),
        (datetime.datetime(2022, 1, 3), ("2022-01-03", "angka", None, "yyyy-mm-dd", "2022-01-03T00:00:00")),
        (
            datetime.datetime(2022, 1, 3, 9, 30),
            ("2022-01-03 09:30", "angka", None, "yyyy-mm-dd", "2022-01-03T09:30:00"),
        ),
    ],
)
def test_values_become_cells(value, expected):
    assert child._value(value) == expected
