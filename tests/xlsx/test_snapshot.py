"""A workbook becomes one value, each part read once; what is damaged is told where it is asked for."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from forms import CHECKOUT, SIGNING_KEY, read
from issued_book import OURS, parts

from skpxl.xlsx.grid import Book, read_book
from skpxl.xlsx.package import open_package
from skpxl.xlsx.snapshot import take_snapshot
from skpxl.xlsx.verdict import Unreadable


def workbook(*names: str) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        book.create_sheet(name)["B2"] = f"di {name}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_it_holds_every_sheet_but_those_that_are_passed_over():
    snapshot = take_snapshot(read_book(open_package(workbook("Satu", "Dua", "_daftar"))), {"_daftar"})
    assert [info.name for info in snapshot.sheets] == ["Satu", "Dua", "_daftar"]
    assert {name: grid.text(2, 2) for name, grid in snapshot.grids.items()} == {"Satu": "di Satu", "Dua": "di Dua"}
    with pytest.raises(KeyError):
        snapshot.grid("_daftar")


def test_a_sheet_is_found_by_its_exact_name_first_else_as_excel_does():
    snapshot = take_snapshot(read_book(open_package(workbook("Satu", "Dua"))))
    assert [info.name for name in ("Satu", "dUA") if (info := snapshot.find(name))] == ["Satu", "Dua"]
    assert snapshot.grid("SATU").text(2, 2) == "di Satu"
    assert snapshot.find("Tiga") is None


def test_a_damaged_sheet_is_told_when_it_is_asked_for_and_the_others_are_there():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts(workbook("Satu", "Dua")).items():
            archive.writestr(name, part.replace(b"</row>", b"") if name.endswith("sheet2.xml") else part)
    snapshot = take_snapshot(read_book(open_package(out.getvalue())))
    assert snapshot.grid("Satu").text(2, 2) == "di Satu"
    with pytest.raises(Unreadable) as verdict:
        snapshot.grid("Dua")
    assert verdict.value.code == "berkas-rusak"


def test_of_a_form_every_sheet_is_asked_for_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    sheet = Book.sheet

    def counted(self: Book, name: str):
        asked.append(name)
        return sheet(self, name)

    monkeypatch.setattr(Book, "sheet", counted)
    assert read(OURS, SIGNING_KEY).findings == ()
    assert asked == ["SKP", "Perilaku Kerja", "Lampiran", "_skpxl"]


def test_nothing_that_reads_a_form_goes_back_to_the_file():
    """Only triage opens it; the rest are functions of the snapshot."""
    back = re.compile(r"\bBuku\b|\bread_book\b|\bopen_package\b")
    modules = (CHECKOUT / "skpxl" / "forms").glob("*.py")
    assert {path.name for path in modules if back.search(Path(path).read_text("utf-8"))} == {"triage.py"}
