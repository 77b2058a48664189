"""`xlsx/unlock.py`: what Excel has locked by itself opens, what somebody has locked is told as such, and nothing hangs."""

import io
import json
import sys
import zipfile

import pytest
import xlsxwriter
from binary_books import zipped
from encrypted_books import ole, xls, xlsx_agile, xlsx_standard

from skpxl.errors import SkpxlError
from skpxl.xlsx.apart import CALAMINE, read_apart
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.libraries import library
from skpxl.xlsx.package import Unreadable, open_package
from skpxl.xlsx.process import Batas
from skpxl.xlsx.sources import open_source, sheets_of
from skpxl.xlsx.unlock import unlocked


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("S").write_string(0, 0, "Rencana")
    return out.getvalue()


BOOK = workbook()
LOCKED = ("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")


def refused(data, **kwargs):
    with pytest.raises(Unreadable) as caught:
        unlocked(data, **kwargs)
    return caught.value.code, caught.value.detail


@pytest.mark.parametrize("encrypt", [xlsx_standard, xlsx_agile])
def test_an_xlsx_with_the_password_of_excel_itself_is_read(encrypt):
    package = open_package(encrypt(BOOK))
    assert package.data == BOOK
    assert read_book(package).sheet("S").text(1, 1) == "Rencana"
    assert refused(encrypt(BOOK, "rahasia")) == LOCKED


@pytest.mark.parametrize("lock", ["", "xor", "rc4", "rc4-api"])
def test_an_xls_with_the_password_of_excel_itself_is_read(lock):
    (sheet,) = sheets_of(open_source(xls("Rencana Hasil Kerja " * 60, lock)))
    assert (sheet.name, sheet.text(1, 1)) == ("S", "Rencana Hasil Kerja " * 60)


@pytest.mark.parametrize("lock", ["xor", "rc4", "rc4-api"])
def test_an_xls_with_a_password_of_somebody_is_told_as_locked(lock):
    with pytest.raises(Unreadable) as caught:
        read_apart(xls("Rencana", lock, "rahasia"), CALAMINE)
    assert (caught.value.code, caught.value.detail) == LOCKED


def test_what_asks_for_too_many_rounds_is_left():
    data = xlsx_agile(BOOK)
    greedy = data.replace(b'spinCount="100000"', b'spinCount="999999"')
    assert greedy != data
    assert refused(greedy, limits=Batas(cpu=0.0)) == LOCKED


@pytest.mark.parametrize(
    "data", [ole({"EncryptionInfo": b"", "EncryptedPackage": b""}), b"\xd0\xcf\x11\xe0" * 900, b""]
)
def test_what_nobody_can_open_is_told_as_locked(data):
    assert refused(data) == LOCKED


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("", "berkas-belum-selesai"), ("null", "berkas-belum-selesai"), ('["berkas-rusak","x"]\n', "berkas-rusak"),
        ("bukan json\n", "berkas-belum-selesai"),
    ],
)  # fmt: skip
def test_a_child_that_says_nothing_says_nothing_of_the_file(printed, expected):
    assert refused(b"x", program=(sys.executable, "-c", f"import sys; sys.stdout.write({printed!r})"))[0] == expected


def test_a_library_that_is_missing_is_no_verdict_on_a_file():
    answer = json.dumps(("pustaka", "Pustaka x tidak terpasang.")) + "\n"
    with pytest.raises(SkpxlError, match="Pustaka x tidak"):
        unlocked(b"x", program=(sys.executable, "-c", f"print({answer!r})"))
    with pytest.raises(SkpxlError, match="jalankan `python -m pip install --upgrade python-calamine`"):
        library("python-calamine", "python_calamine", "CalamineWorkbook.no_such_thing")
    with pytest.raises(SkpxlError, match="Pustaka tak-ada tidak terpasang atau terlalu lama"):
        library("tak-ada", "tak_ada_sama_sekali")


def test_what_comes_out_is_looked_at_like_any_other_file():
    parts = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    with pytest.raises(Unreadable) as caught:
        open_package(xlsx_standard(zipped(dict.fromkeys(parts, b"x" * 2000), zipfile.ZIP_STORED)))
    assert (caught.value.code, caught.value.detail) == ("berkas-bukan-xlsx", "dokumen Word (.docx)")
