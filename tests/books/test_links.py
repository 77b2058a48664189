"""Links in workbooks lead to their file, whatever its name, whichever drive it is on, in Excel's notation and LibreOffice's."""

import os
import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from forms import LIBRARY
from libreoffice.runner import convert

from skpxl.books.tables import BookTable, link_or_text, link_to_file, write_tables
from skpxl.receive.report import link_to

NAMES = [
    "SKP #2 Dewi.xlsx",
    "SKP 100%.xlsx",
    "SKP%20lama.xlsx",
    "SKP %41 #1 & 'kedua' é.xlsx",
    "[baru] {1} ^2 `a`.xlsx",
    "SKP?.xlsx",
    "a:b 12:30.xlsx",
    "SKP\\2.xlsx",
    'SKP "akhir" <1>.xlsx',
    "SKP biasa.xlsx",
]


def linking(paths: list[Path], folder: Path) -> bytes:
    """A workbook in `folder` with a link to a cell of each file."""
    rows = [[link_or_text(path.name, link_to(str(path), "SKP 'baru'", "B2,C3", folder))] for path in paths]
    return write_tables([BookTable("Berkas", [("Berkas", 40.0)], rows)], LIBRARY.gaya, title="Uji")


def targets(book: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        relations = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert set(re.findall(r'location="([^"]*)"', sheet)) <= {"'SKP ''baru'''!B2"}
    return [unescape(target) for target in re.findall(r'Target="([^"]*)"', relations)]


@pytest.fixture
def files(tmp_path):
    inbox = tmp_path / "masuk #1 50%"
    inbox.mkdir()
    for name in NAMES:
        (inbox / name).write_bytes(b"x")
    return [inbox / name for name in NAMES]


def test_a_link_leads_to_its_file_whatever_the_name(files, tmp_path):
    (tmp_path / "hasil").mkdir()
    found = targets(linking(files, tmp_path / "hasil"))
    assert [unquote(target.replace("\\", "/")) for target in found] == [f"../masuk #1 50%/{name}" for name in NAMES]
    assert not any(set(target) & set('# ?"<>') for target in found)


def test_a_file_on_another_drive_is_linked_to_by_its_whole_path(files, tmp_path, monkeypatch):
    def another_drive(path, start):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", another_drive)
    found = targets(linking(files[:1], tmp_path))
    assert [unquote(target.replace("\\", "/")) for target in found] == [str(files[0])]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("D:\\SKP 2026\\a#1.xlsx", "file:///D:\\SKP%202026\\a%231.xlsx"),
        ("\\\\server\\bagi 50%\\a.xlsx", "file:///\\\\server\\bagi%2050%25\\a.xlsx"),
        ("..\\masuk\\a b.xlsx", "..\\masuk\\a%20b.xlsx"),
    ],
)
def test_on_windows_drives_and_shares_are_written_as_excel_writes_them(path, target, monkeypatch):
    monkeypatch.setattr(os, "sep", "\\")
    table = BookTable("Berkas", [("Berkas", 40.0)], [[link_or_text("a", link_to_file(path))]])
    assert targets(write_tables([table], LIBRARY.gaya, title="Uji")) == [target]


@pytest.mark.libreoffice
def test_libreoffice_opens_what_a_link_names(files, tmp_path):
    book = tmp_path / "laporan.xlsx"
    book.write_bytes(linking(files, tmp_path))
    out = convert(book, "fods", tmp_path)
    hrefs = [unescape(href) for href in re.findall(r'xlink:href="([^"]*)"', out.read_text(encoding="utf-8"))]
    found = [out.parent / unquote(href.partition("#")[0]) for href in hrefs]
    assert [path.resolve().name for path in found] == NAMES
    assert all(path.is_file() for path in found)
