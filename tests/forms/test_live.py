"""The live line: the value stored for Protected View, what LibreOffice computes, and the words of the form are one."""

from pathlib import Path

import pytest
from catalogue import library_of
from fillings import filled_at_random
from forms import (
    CHECKOUT,
    FORMS,
    GOOD,
    KUALITATIF,
    KUANTITATIF,
    LIBRARY,
    SKP_FORMS,
    kualitatif,
    kuantitatif,
    make_form,
    save,
)
from recalculated import computed, without_values

from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import open_package


def lines(path: Path) -> list[tuple[object, object]]:
    """The live line, and every count behind it, as stored."""
    book = read_book(open_package(path))
    status = book.sheet("_status")
    counts = [(status.text(row, 1), int(status.text(row, 2))) for row, col in sorted(status.cells) if col == 1]
    return [("baris", book.sheet(book.sheets[0].name).text(1, 1)), *counts]


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", FORMS)
def test_stored_values_are_what_libreoffice_computes(form, konversi, tmp_path):
    """A sample on real files; far more fillings of each form are computed in `test_sheet_and_check.py`."""
    blank = make_form(form)
    lists = blank.choices(library_of(form).daftar)
    paths, stored = [], []
    for seed in range(20):
        path = save(filled_at_random(blank, lists, seed), tmp_path / f"{seed:02}.xlsx")
        stored.append(lines(path))
        paths.append(without_values(path))
    assert [lines(path) for path in computed(paths, tmp_path / "hitung")] == stored
    # The cases are worth something: the line has many faces.
    assert len({case[0] for case in stored}) > 5


def line_of(tmp_path, form, tree):
    return lines(save(make_form(form, tree), tmp_path / "x.xlsx"))[0][1]


@pytest.mark.parametrize("form", SKP_FORMS)
def test_an_empty_form_says_where_to_begin_and_a_full_one_what_to_do_next(form, tmp_path):
    assert line_of(tmp_path, form, None) == "Belum ada yang diisi. Mulailah dari A. UTAMA nomor 1."
    full = "Isian lengkap. Simpan, lalu kirim kembali berkas ini lewat surel."
    assert line_of(tmp_path, form, GOOD[form]) == full


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("tambahan | A | B | Waktu | i | t", "belum ada hasil kerja utama"),
        ("utama | | B | Waktu | i | t", "1 hasil kerja atasan belum dipilih"),
        ("utama | A | | Waktu | i | t", "1 rencana hasil kerja belum ditulis"),
        ("utama | A | B | | |", "1 rencana hasil kerja tanpa indikator"),
        ("utama | A | B | | i | t", "1 aspek belum dipilih"),
        ("utama | A | B | Mutu | i | t", "1 pilihan di luar daftar"),
        ("utama | A | B | Waktu | | t", "1 indikator belum ditulis"),
        ("utama | A | B | Waktu | i |\n | | | Biaya | j |", "2 target belum diisi"),
        (
            "utama | | B | Mutu | | t\nutama | A | C | | i |",
            "1 hasil kerja atasan belum dipilih; 1 aspek belum dipilih; 1 pilihan di luar daftar; 1 indikator belum ditulis; "
            "1 target belum diisi",
        ),
    ],
)
def test_the_line_names_what_is_missing_in_the_order_in_which_to_mend_it(table, line, tmp_path):
    tree = kuantitatif("bagian | a | r | aspek | i | t\n" + table)
    assert line_of(tmp_path, KUANTITATIF, tree) == f"Belum lengkap: {line}."


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("tambahan | A | B | u", "belum ada hasil kerja utama"),
        ("utama | A | B |", "1 rencana hasil kerja tanpa ukuran keberhasilan"),
        ("utama | | B | u\nutama | | C | u", "2 hasil kerja atasan belum dipilih"),
    ],
)
def test_the_line_of_the_qualitative_form(table, line, tmp_path):
    assert line_of(tmp_path, KUALITATIF, kualitatif("bagian | a | r | u\n" + table)) == f"Belum lengkap: {line}."


def test_the_words_of_the_line_come_from_the_definition():
    definition = LIBRARY.definition(KUANTITATIF)
    assert CHECKOUT.joinpath("workbook_templates", KUANTITATIF, "2022.1.toml").is_file()
    assert definition.status is not None
    assert definition.status.kurang == "Belum lengkap: "
