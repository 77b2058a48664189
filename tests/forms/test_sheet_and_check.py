"""The live line and the check are one: for any filling of any form formulas, stored values and findings say the same."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from catalogue import library_of
from fillings import filled_at_random
from forms import ATASAN, FORMS, KUANTITATIF, LIBRARY, MATRIKS, ORGANISASI, make_form, settings
from sheet_formulas import compiled

from skpxl.checks.pembagian import check_roles
from skpxl.checks.slots import check_slots
from skpxl.findings import Severity
from skpxl.forms.live import banyak_terisi, conditions, kalimat, rumus_kalimat, terisi
from skpxl.forms.live_matriks import MatriksCounts
from skpxl.forms.live_unused import WORDS, UsedCells
from skpxl.kinds.blank_skp import blank_form
from skpxl.kinds.kind import Order
from skpxl.kinds.matriks import pembagian_dari
from skpxl.template.form import Form
from skpxl.template.library import Library
from skpxl.template.lists import Daftar
from skpxl.template.slots import isi_tempat
from skpxl.template.unused import without_unused
from skpxl.template.wants import unmet

FILLINGS, FEWER = 1_000, 250  # of ours, of those of offices
# What people write into a matriks where there is no role, and what is one all the same.
MARKS = [
    "x", "X", " x ", "-", "–", "—", "- x", "-\n-", "\xa0", "x\xa0", "\u200b", "1. x", "1.", "1) -", "• ", "• x\n• -", "",
    "....", "1", "20", "xi", "- a", "1. a\n2. x", "\xa0a", "v",
]  # fmt: skip


class Sheet:
    """The formulas of a form, understood once, to be computed for many fillings."""

    def __init__(self, form: Form, lists: Mapping[str, Daftar]) -> None:
        self.status = form.definition.status
        self.printed = {
            (halaman.lembar.nama, text.kotak.row, text.kotak.col): isi_tempat(text.isi, form.placeholders)
            for halaman in form.layout.halaman
            for text in halaman.texts
        }
        self.places = {slot.key: (slot.sheet, slot.kotak.row, slot.kotak.col) for slot in form.layout.slots}
        self.names = {f"daftar_{name}": list(daftar.nilai) for name, daftar in lists.items()}
        self.names |= {f"kunci_{name}": list(daftar.keys) for name, daftar in lists.items()}
        used = UsedCells(form.layout)
        counts = conditions(form.layout, form.values, lists, used.columns)
        filled = terisi(form.layout, lists, used.columns)
        self.printed |= {("_status", row, WORDS): word for row, word in enumerate(used.words, start=1)}
        # Between the helpers cells are empty, and an empty cell is 0 in a sum.
        rows = range(1, max((slot.kotak.row for slot in form.layout.slots), default=0) + 1)
        self.printed |= {("_status", row, col): 0 for col in {*used.columns.values()} for row in rows}
        self.helpers = [((one.row, one.col), compiled(one.formula)) for one in used.helpers(form.values)]
        self.used = used
        for letak in form.layout.matriks:
            matriks = MatriksCounts(form, letak)
            self.helpers += [((one.row, one.col), compiled(one.formula)) for one in matriks.helpers()]
            counts += matriks.conditions()
            filled += f"+{matriks.filled()[0]}"
        self.counts = counts
        self.words = [one.words for one in counts]
        self.formulas: list[Callable[..., Any]] = [compiled(one.formula) for one in counts]
        self.formulas.append(compiled(filled))
        cells = [f"'_status'!$B${row}" for row in range(1, len(self.formulas) + 1)]
        self.line = compiled(rumus_kalimat(self.status, counts, cells[:-1], cells[-1]))

    def computed(self, form: Form) -> tuple[list[int], str]:
        """The counts, how many cells are filled, and the line, as a spreadsheet program computes them."""
        grid = dict(self.printed)
        grid |= {place: form.values[key] for key, place in self.places.items() if key in form.values}
        for (row, col), formula in self.helpers:  # those of items count those of their rows
            grid["_status", row, col] = formula(grid, self.names)
        counts = [formula(grid, self.names) for formula in self.formulas]
        shown = {("_status", row, 2): count for row, count in enumerate(counts, start=1)}
        return counts, self.line(shown, self.names)


# A form of an office's own: fields, required or to be chosen; a section that must not stay empty; details below their item,
# among them choices; rows of details beside their item, of which one is wanted for each; a list in place of a row.
OWN = """
form = "rencana-tim"
versi = "2022.1"
judul = "Rencana tim"
dasar = "contoh"
isi = "bebas"
[status]
kosong = "Kosong."
kurang = "Kurang: "
lengkap = "Lengkap."
[[lembar]]
nama = "Tim's"
kisi = [5, 30, 20, 20, 20]
[[lembar.blok]]
jenis = "isian"
id = "tim"
[[lembar.blok.lajur]]
jalur = "tim"
label = 2
nilai = 2
baris = [
  { id = "nama", label = "NAMA TIM", terkunci = false, kurang = "nama tim" },
  { id = "jenis", label = "JENIS", terkunci = false, daftar = "predikat", kurang = "jenis tim" },
  { id = "catatan", label = "CATATAN", terkunci = false },
]
[[lembar.blok]]
jenis = "tabel"
id = "kegiatan"
sebutan = "Kegiatan"
rincian = 3
rincian_id = "langkah"
label_rincian = "Langkah:"
kurang_rincian = "kegiatan tanpa langkah"
kepala = false
kolom = [
  { tingkat = "nomor" },
  { tingkat = "butir", id = "uraian", judul = "URAIAN", kurang = "uraian", rentang = 2 },
  { tingkat = "butir", id = "sifat", judul = "SIFAT", daftar = "ya_tidak", kurang = "sifat" },
  { tingkat = "rincian", id = "apa", judul = "APA", kurang = "isi langkah" },
  { tingkat = "rincian", id = "aspek", judul = "ASPEK", daftar = "aspek", kurang = "aspek langkah", bila = "apa" },
]
bagian = [
  { id = "pokok", judul = "POKOK", jumlah = 3, kurang = "belum ada kegiatan pokok" },
  { id = "lain", judul = "LAIN", jumlah = 1 },
]
[[lembar.blok]]
jenis = "tabel"
id = "anggota"
sebutan = "Anggota"
rincian = 2
rincian_id = "tugas"
kolom = [
  { tingkat = "nomor" },
  { tingkat = "butir", id = "nama", judul = "NAMA", kurang = "nama anggota" },
  { tingkat = "rincian", id = "tugas", judul = "TUGAS", kurang = "tugas", bila = "nama" },
  { tingkat = "rincian", id = "bulan", judul = "BULAN", kurang = "bulan", anjuran = true },
]
bagian = [{ id = "semua", judul = "ANGGOTA", jumlah = 4, kurang = "belum ada anggota" }]
"""
COLUMN = """[[lembar.blok.kolom]]
tingkat = "rincian"
id = "sumber_anggaran"
judul = "SUMBER ANGGARAN"
daftar = "ya_tidak"
kurang = "sumber anggaran belum dipilih"

[[lembar.blok.bagian]]
id = "utama"
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    """The templates with a form of an office's own, and versions of the SKP with a column less and with one more."""
    folder = tmp_path_factory.mktemp("templat") / "workbook_templates"
    shutil.copytree(LIBRARY.akar, folder)
    (folder / "rencana-tim").mkdir()
    (folder / "rencana-tim" / "2022.1.toml").write_text(OWN, encoding="utf-8")
    skp = (folder / KUANTITATIF / "2022.1.toml").read_text(encoding="utf-8")
    start = skp.index('[[lembar.blok.kolom]]\ntingkat = "rincian"\nid = "aspek"')
    end = skp.index("[[lembar.blok.kolom]]", start + 5)
    for versi, text in (
        ("2022.2", skp[:start] + skp[end:]),
        (
            "2022.3",
            skp.replace('[[lembar.blok.bagian]]\nid = "utama"\n', COLUMN).replace("13, 33, 26]", "13, 33, 26, 20]"),
        ),
    ):
        text = text.replace('versi = "2022.1"', f'versi = "{versi}"')
        (folder / KUANTITATIF / f"{versi}.toml").write_text(text, encoding="utf-8")
    return Library(folder)


def agree(blank: Form, library: Library, fillings: int = FILLINGS) -> None:
    """Formulas, stored values and findings say the same of so many fillings of this form."""
    lists = blank.choices(library.daftar)
    sheet = Sheet(blank, lists)
    faces: Counter[tuple[str, bool]] = Counter()
    for seed in range(fillings):
        made = filled_at_random(blank, lists, seed)
        filled = banyak_terisi(made.layout, made.values, lists)
        values = without_unused(made.layout, made.values)
        short = [(want.words, place.slot.key) for want in made.layout.wants for place in unmet(want, values, lists)]
        told = Counter(words for words, _ in short)
        counts = [replace(one, count=told[one.words]) for one in sheet.counts]
        stored = [*(one.count for one in counts), filled], kalimat(sheet.status, counts, bool(filled))
        assert sheet.computed(made) == stored, seed
        assert {one.value for one in sheet.used.helpers(made.values)} >= {0} or len(values) == len(made.values), seed
        found = check_slots(made.layout, values, lists)
        if not filled:
            assert len(found) == 1 and found[0].severity is Severity.GALAT, seed
            continue
        severe = Counter(f.severity for f in found)
        assert severe[Severity.GALAT] == sum(one.count for one in counts if not one.is_advice), seed
        assert severe[Severity.PERINGATAN] == sum(one.count for one in counts if one.is_advice), seed
        assert [f.key for f in found] == [key for _, key in short], seed
        faces.update((one.words, bool(one.count)) for one in counts)
    # The fillings are worth something: every condition holds somewhere and fails somewhere.
    assert {face for face in faces if faces[face] > 5} == {(word, yes) for word in sheet.words for yes in (True, False)}


ASKED_OF_ROLES = {
    "matriks-belum-diisi": "kurang_semua", "pegawai-tanpa-peran": "kurang_orang",
    "produk-tanpa-peran": "kurang_kolom", "peran-tanpa-nama": "kurang_nama",
}  # fmt: skip


def test_so_they_do_of_any_matriks():
    """Formulas, stored values and findings; and a role that the sheet counts is one that the reader finds."""
    blank = make_form(MATRIKS)
    lists = blank.choices(LIBRARY.daftar)
    sheet, (letak,) = Sheet(blank, lists), blank.layout.matriks
    faces: Counter[tuple[str, bool]] = Counter()
    pick = random.Random(1)
    for seed in range(FILLINGS):
        made = filled_at_random(blank, lists, seed)
        roles = [key for key in made.isian if "_peran_" in key]
        made = made.filled({**made.isian, **{key: pick.choice(MARKS) for key in roles if pick.random() < 0.7}})
        matriks = MatriksCounts(made, letak)
        counts, filled = matriks.conditions(), matriks.filled()[1]
        stored = [*(one.count for one in counts), filled], kalimat(sheet.status, counts, bool(filled))
        computed, line = sheet.computed(made)
        assert ([*computed[-len(counts) - 1 :]], line) == stored, (seed, made.isian)
        pembagian = pembagian_dari(made, "", {})
        told = Counter(getattr(letak.blok, ASKED_OF_ROLES[one.code]) for one in check_roles(made, pembagian))
        assert told == Counter({one.words: one.count for one in counts if one.count}), seed
        if "\u2003" not in made.isian.values():  # a blank that no formula takes away
            assert len({one.key for _, one in pembagian.semua_peran()}) == filled, seed
        faces.update((one.words, bool(one.count)) for one in counts)
    assert {face for face in faces if faces[face] > 5} == {(one.words, yes) for one in counts for yes in (True, False)}


@pytest.mark.parametrize("form", [form for form in FORMS if form != MATRIKS])
def test_sheet_and_check_say_the_same_of_any_filling(form):
    agree(make_form(form), library_of(form), FILLINGS if form in LIBRARY.forms() else FEWER)


@pytest.mark.parametrize(
    ("form", "versi"), [("rencana-tim", "2022.1"), (KUANTITATIF, "2022.2"), (KUANTITATIF, "2022.3")]
)
def test_so_they_do_of_a_form_that_no_line_of_python_knows(form, versi, library):
    definition = library.definition(form, versi)
    agree(
        blank_form(ORGANISASI.pegawai[1], Order(ORGANISASI, settings(), library), definition, hasil_atasan=ATASAN),
        library,
    )
