"""Widths, letters and pages of a printed matriks, on values; and as LibreOffice prints it."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from campaigns import too_low
from forms import LIBRARY
from printed_matriks import LONG, matriks

from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_fit import BESIDE, Room, fit
from skpxl.books.matriks_rows import cut, texts_of
from skpxl.forms.heights import PADDING, PT_PER_WIDTH, tinggi_teks, word_widths
from skpxl.forms.page import room_on_page
from skpxl.model.matriks import MatriksPeranHasil, Peran

BLOK = LIBRARY.definition("matriks-peran-hasil").blok_matriks()
ROOM = Room(*room_on_page("A4", "mendatar"), title=75)


def fitted(matrix: MatriksPeranHasil):
    rows = texts_of(matrix, with_rest=matrix.has_rest)
    headings = [produk.teks for produk in matrix.kolom] + (["Belum terpetakan"] if matrix.has_rest else [])
    return fit(rows, headings, BLOK, (28, 30), ROOM, 10), rows, headings


@pytest.mark.parametrize(
    ("products", "people", "size", "side_by_side", "pages"),
    [(1, 3, 10, 1, 1), (3, 40, 8, 1, 7), (8, 11, 8, 2, 6), (15, 11, 8, 3, 12), (2, 5, 10, 1, 1)],
)
def test_letters_are_as_large_as_the_fewest_pages_allow(products, people, size, side_by_side, pages):
    found, _, _ = fitted(matriks(products, people))
    assert (found.size, len(found.columns.halaman), found.pages) == (size, side_by_side, pages)


@pytest.mark.parametrize("shape", [(1, 3), (3, 40), (8, 11), (15, 11), (30, 5)])
@pytest.mark.parametrize("rest", [False, True])
def test_columns_fill_a_page_and_no_word_is_broken(shape, rest):
    found, rows, headings = fitted(matriks(*shape, rest=rest))
    for page in found.columns.halaman:
        assert sum(width * PT_PER_WIDTH + BESIDE for width in (*found.columns.tetap, *page)) <= ROOM.width
    for column, (heading, width) in enumerate(zip(headings, found.widths, strict=True)):
        texts = [text for row in rows for text in row.cells[column]]
        words = [word for text in texts for word in word_widths(text)] + [*word_widths(heading, tebal=True)]
        assert width * PT_PER_WIDTH - PADDING >= max(words) * found.size - 0.8


def test_a_column_with_long_roles_is_wider_than_its_neighbours():
    matrix = matriks(3, 3)
    first, *others = (row.model_copy(update={"peran": {}}) for row in matrix.baris)
    first = first.model_copy(update={"peran": {matrix.kolom[1].id: (Peran(teks=LONG),)}})
    found, _, _ = fitted(matrix.model_copy(update={"baris": (first, *others)}))
    assert found.widths[1] > 2 * found.widths[0] == 2 * found.widths[2]


def test_a_row_is_cut_before_it_takes_half_a_page_but_no_role_is():
    matrix = matriks(2, 1)
    many = matrix.baris[0].model_copy(update={"peran": {matrix.kolom[0].id: (Peran(teks=LONG),) * 12}})
    rows = texts_of(matrix.model_copy(update={"baris": (many,)}), with_rest=False)
    printed = [*cut(rows, (20, 20), 10, 440)]
    assert [row.cells[0].count("- Terlaksananya") for row in printed] == [1] * 12
    wide = [*cut(rows, (60, 20), 10, 440)]
    assert [row.cells[0].count("- Terlaksananya") for row in wide] == [2] * 6
    assert {row.nama for row in wide[1:]} == {"Pegawai Rekaan 1, S.E., M.Si. (lanjutan)"}
    assert max(row.height((20, 20), (60, 20), 10) for row in wide) < 220


def test_a_single_role_of_three_thousand_letters_stands_in_a_column_that_shows_it_whole():
    found, rows, _ = fitted(matriks(5, 5, " ".join([LONG] * 10)))
    tallest = max(
        tinggi_teks(text, width, found.size)
        for row in rows
        for items, width in zip(row.cells, found.widths, strict=True)
        for text in items
    )
    assert tallest <= 409


def book(matrix: MatriksPeranHasil, path: Path, kertas: str = "A4") -> Path:
    path.write_bytes(
        write_matriks_book(
            MatriksBook([matrix], ["Bidang Rekaan"]),
            LIBRARY,
            form="matriks-peran-hasil",
            instansi="Pemerintah Kabupaten Rekaan",
            tahun="2022",
            kertas=kertas,
            as_of=date(2022, 2, 1),
        )
    )
    return path


def test_a_title_over_several_pages_stands_whole_on_the_first_and_headings_on_each(tmp_path):
    sheet = openpyxl.load_workbook(book(matriks(15, 11), tmp_path / "m.xlsx")).active
    assert sheet["C1"].value == "MATRIKS PERAN HASIL"
    areas = {str(area) for area in sheet.merged_cells.ranges}
    assert {"C1:G1", "C5:G5", "C9:G9", "H9:L9", "M9:Q9"} <= areas
    assert [sheet[f"{column}9"].value for column in "CHM"] == ["Produk dan Layanan Tim Kerja Pada Unit Kerja"] * 3
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$9:$10", "$A:$B")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)


def test_every_row_is_as_tall_as_its_text_in_letters_of_its_size(tmp_path):
    sheet = openpyxl.load_workbook(book(matriks(8, 11), tmp_path / "m.xlsx")).active
    assert {cell.font.sz for row in sheet.iter_rows(min_row=10) for cell in row[2:]} == {8}
    assert too_low(sheet) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("products", "people", "most"), [(8, 11, 8), (15, 11, 12), (3, 40, 8)], ids=["8x11", "15x11", "3x40"]
)
def test_it_prints_on_few_pages_with_the_title_on_the_first(products, people, most, konversi, tmp_path):
    pdf = konversi(book(matriks(products, people), tmp_path / "m.xlsx"), "pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    assert len(pages) <= most
    assert ["MATRIKS PERAN HASIL" in page for page in pages] == [True] + [False] * (len(pages) - 1)
