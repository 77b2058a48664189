"""The live line: the value stored for Protected View, what LibreOffice computes, and the words of the form are one."""

import random
from pathlib import Path

import pytest
from forms import (
    CHECKOUT,
    GOOD,
    JPT_KUALITATIF,
    JPT_KUANTITATIF,
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

ASPEK = [
    "Kuantitas", "Kualitas", "Waktu", "Biaya", "waktu ", " BIAYA", "Mutu", "Kua*", "Kuali?as", "~", "Kuantitas / Kualitas",
    "Waktu*", "Kuantitas" * 40,
]  # fmt: skip
PERSPEKTIF = ["Penerima Layanan", "Proses Bisnis", "Penguatan Internal", "Anggaran", "Lain", " anggaran "]
TEXTS = ["Terlaksananya layanan", "20 orang", " ", "  ", "=1+1", "- butir", "\n", "'petik", "0", "😀", "x" * 300]
ATASAN = ["Layanan konsultasi kepegawaian", "Data kepegawaian yang mutakhir", "hasil lain", " "]


def some(pick, values, likely=0.6):
    return pick.choice(values) if pick.random() < likely else ""


def answers(form, seed):
    """Answers at random, full of gaps; item numbers have gaps, too."""
    pick = random.Random(seed)
    likely = pick.choice([0.15, 0.5, 0.9, 1.0])

    def result(nomor):
        jpt = form in (JPT_KUANTITATIF, JPT_KUALITATIF)
        made = {
            "nomor": nomor,
            "rencana_hasil_kerja": some(pick, TEXTS, likely),
            **({} if jpt else {"rencana_hasil_kerja_diintervensi": some(pick, ATASAN, likely)}),
        }
        sort, values = ("perspektif", PERSPEKTIF) if jpt else ("aspek", ASPEK)
        if form in (KUALITATIF, JPT_KUALITATIF):
            return {**made, "ukuran_keberhasilan": [some(pick, TEXTS, likely / 2) for _ in range(4)]}
        used = pick.choice([0, 1, 1, 2, 4])
        return {
            **made,
            "indikator": [
                {
                    "nomor": baris,
                    sort: some(pick, values if pick.random() < 0.4 else values[:4], likely),
                    "indikator_kinerja_individu": some(pick, TEXTS, likely),
                    "target": some(pick, TEXTS, likely),
                }
                for baris in sorted(pick.sample(range(1, 5), used))
            ],
        }

    return {
        "hasil_kerja": {
            "utama": [result(nomor) for nomor in sorted(pick.sample(range(1, 9), pick.randint(0, 4)))],
            "tambahan": [result(nomor) for nomor in sorted(pick.sample(range(1, 4), pick.choice([0, 0, 1, 2])))],
        }
    }


def lines(path: Path) -> list[tuple[object, object]]:
    """The live line, and every count behind it, as stored."""
    book = read_book(open_package(path))
    status = book.sheet("_status")
    counts = [(status.text(row, 1), int(status.text(row, 2))) for row, col in sorted(status.cells) if col == 1]
    return [("baris", book.sheet(book.sheets[0].name).text(1, 1)), *counts]


@pytest.mark.libreoffice
@pytest.mark.parametrize("form", SKP_FORMS)
def test_stored_values_are_what_libreoffice_computes(form, konversi, tmp_path):
    paths, stored = [], []
    for seed in range(40):
        path = save(make_form(form, answers(form, seed)), tmp_path / f"{seed:02}.xlsx")
        stored.append(lines(path))
        paths.append(without_values(path))
    assert [lines(path) for path in computed(paths, tmp_path / "hitung")] == stored
    # The cases are worth something: every condition holds somewhere and fails somewhere, and the line has many faces.
    assert {(word, bool(count)) for case in stored for word, count in case[1:]} == {
        (word, yes) for word, _ in stored[0][1:] for yes in (True, False)
    }
    assert len({case[0] for case in stored}) > 10


def line_of(tmp_path, form, tree):
    return lines(save(make_form(form, tree), tmp_path / "x.xlsx"))[0][1]


@pytest.mark.parametrize("form", SKP_FORMS)
def test_an_empty_form_says_where_to_begin_and_a_full_one_what_to_do_next(form, tmp_path):
    assert line_of(tmp_path, form, None) == "Belum ada yang diisi. Mulailah dari A. UTAMA nomor 1."
    full = "Isian lengkap. Simpan, lalu kirim kembali berkas ini lewat e-mail."
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
