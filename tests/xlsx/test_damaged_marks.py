"""What a fuzzer found: drawings that are no XML, spans that are no numbers. Neither ends the reading of a file."""

import io
import zipfile

import pytest
import xlsxwriter

from skpxl.xlsx.grid import read_book
from skpxl.xlsx.html_source import read_html
from skpxl.xlsx.package import open_package


def book_with_a_note(change) -> bytes:
    """A workbook with a note on B2, and its VML drawing changed."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("SKP")
        sheet.write_string("B2", "isi")
        sheet.write_comment("B2", "catatan", {"author": "Rekaan"})
    old, new = zipfile.ZipFile(made), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for info in old.infolist():
            data = old.read(info)
            archive.writestr(
                info, change(data) if "vmlDrawing" in info.filename and info.filename.endswith(".vml") else data
            )
    return new.getvalue()


BOX = b'<v:shape type="#_x0000_t202"><v:textbox><div>kotak</div></v:textbox></v:shape>'


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data, [("komentar", "B2", "catatan")]),
        (
            lambda data: data.replace(b"</xml>", BOX + b"\x01</xml>"),
            [("komentar", "B2", "catatan"), ("kotak teks", "", "(tidak dapat dibaca)")],
        ),
    ],
)
def test_a_drawing_that_is_no_xml_is_told_and_the_notes_stay(change, expected):
    book = read_book(open_package(book_with_a_note(change)))
    assert [(mark.kind, mark.cell, mark.text) for mark in book.marks] == expected


@pytest.mark.parametrize("span", ["²", "٣", "9" * 5000, "-1", "x", ""])
def test_a_span_that_is_no_small_number_is_one_cell(span):
    grid = read_html(f'<table><tr><td colspan="{span}">A</td><td>B</td></tr></table>'.encode())
    assert "B" in {cell.text for cell in grid.cells.values()}
