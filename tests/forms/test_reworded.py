"""The past is not judged by today's wording: what was printed is kept with a workbook, and it is held against that alone.

A workbook of today's library is read with another one in which the texts were reworded after it was issued.
"""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from catalogue import library_of, parted, templates_of
from forms import CHECKOUT, FORMS, GOOD, KUANTITATIF, LIBRARY, MATRIKS, SIGNING_KEY, make_form, written
from openpyxl import Workbook
from shifts import STATES, Book, damaged, filled, operations

from skpxl.files.walk import walk
from skpxl.findings import Finding
from skpxl.forms.read import read_form
from skpxl.forms.reading import Reading
from skpxl.forms.write import write_form
from skpxl.receive.fill import fill
from skpxl.receive.reissue import next_round
from skpxl.receive.validate import Measure, validate
from skpxl.template.library import Library, load_library

ISSUED = Path(__file__).parent / "issued"
BARE = ["cap-rusak", "nama-sel-hilang"]  # what is said of a file without any names
# What an admin may reword in the middle of a year: the file, its text before and after.
SKP, PERILAKU = "skp-kuantitatif/2022.1.toml", "daftar/perilaku-kerja.toml"
REWORDINGS = {
    "a heading": (SKP, 'judul = "TARGET"', 'judul = "TARGET KINERJA"'),
    "an instruction": (SKP, '"4. Baris berwarna merah muda', '"4. Baris merah muda'),
    "a line put in": (SKP, '  "4. Baris berwarna', '  "Bacalah dahulu.",\n  "4. Baris berwarna'),
    "a line taken out": (SKP, '  "PENDEKATAN HASIL KERJA KUANTITATIF",\n', ""),
    "a title": (SKP, '"SASARAN KINERJA PEGAWAI"', '"SASARAN KINERJA PEGAWAI ASN"'),
    "a label": ("bersama/identitas.toml", '"UNIT KERJA"', '"SATUAN KERJA"'),
    "a section": (SKP, 'judul = "A. UTAMA"', 'judul = "A. HASIL KERJA UTAMA"'),
    "the heading of a table": (SKP, 'judul = "HASIL KERJA"', 'judul = "HASIL KERJA PEGAWAI"'),
    "a width": (SKP, "kisi = [5, 31, 33, 13, 33, 26]", "kisi = [6, 30, 33, 14, 33, 26]"),
    "a hint": (SKP, 'teks = "Angka dan satuannya', 'teks = "Bilangan dan satuannya'),
    "a panduan": (PERILAKU, '"Membantu orang lain belajar"', '"Membantu rekan kerja belajar"'),
    "a name that is chosen": (PERILAKU, 'nama = "Kompeten"', 'nama = "Kompeten dan Belajar"\nlama = ["Kompeten"]'),
    "a value of a list": ("daftar/aspek.txt", "Kuantitas\n", "Kuantitas (jumlah) < Kuantitas\n"),
    "a signature": ("bersama/tanda-tangan.toml", '"Pegawai Yang Dinilai"', '"Pegawai"'),
}
# Everything that is printed: texts in the keys of labels, and the lines of texts.
LABELS = re.compile(r'((?:judul|label|judul_\w+)\s*=\s*")([^"{]{4,})"')
LINES = re.compile(r'^(\s+"[^"]{4,})(",?)$', re.MULTILINE)


def reworded(folder: Path, *changes: tuple[str, str, str]) -> Library:
    """The forms with these texts replaced; of a text that stands there several times, all."""
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return load_library(folder)


def all_reworded(office: str, folder: Path) -> Library:
    """The forms of an office with every text reworded that is printed, but numbers and what is filled in at issue."""
    shutil.copytree(templates_of(office), folder)
    for path in [*folder.glob("*/20*.toml"), *folder.glob("bersama/*.toml"), folder / PERILAKU]:
        lines = path.read_text(encoding="utf-8").split("\n")
        lines = [line if "petunjuk = {" in line else LABELS.sub(r'\1\2 (baru)"', line) for line in lines]
        path.write_text(LINES.sub(r"\1 (baru)\2", "\n".join(lines)), encoding="utf-8")
    return load_library(folder)


@pytest.fixture(scope="module")
def all_other(tmp_path_factory) -> Library:
    """Our own forms, all reworded."""
    return all_reworded("", tmp_path_factory.mktemp("all") / "tpl")


@pytest.fixture(scope="module")
def issued() -> bytes:
    return write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY), LIBRARY)


def read(data: bytes | Path, library: Library) -> Reading:
    return read_form(data, library, signing_key=SIGNING_KEY)


def changed(data: bytes | Path, change: Callable[[Workbook], None]) -> bytes:
    """The workbook after somebody has changed it."""
    book = openpyxl.load_workbook(BytesIO(data) if isinstance(data, bytes) else data)
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def without_names(book: Workbook) -> None:
    for name in list(book.defined_names):
        del book.defined_names[name]


def said(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(one.code, one.sheet, one.cell, one.key) for one in reading.findings]


def only(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.sheet, finding.suggestion, dict(finding.rincian)["banyak"]


# -- untouched files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", REWORDINGS)
def test_an_untouched_workbook_is_read_as_before_and_nothing_is_said(what: str, issued: bytes, tmp_path: Path) -> None:
    library = reworded(tmp_path / "tpl", REWORDINGS[what])
    before, after = read(issued, LIBRARY), read(issued, library)
    assert said(after) == []
    assert (after.form.isian, after.cells) == (before.form.isian, before.cells)
    # Its names gone, it is found by what was printed on it.
    bare = read(changed(issued, without_names), library)
    assert [one.code for one in bare.findings] == BARE
    assert (bare.form.isian, bare.cells) == (before.form.isian, before.cells)


@pytest.mark.parametrize("form", FORMS)
def test_nor_where_every_text_was_reworded(form: str, all_other: Library, tmp_path: Path) -> None:
    data = written(make_form(form, GOOD[form], signing_key=SIGNING_KEY))
    before = read(data, library_of(form))
    name, office = parted(form)
    library = all_reworded(office, tmp_path / "tpl") if office else all_other
    assert library.definition(name) != before.form.definition
    assert len(before.form.isian) > 2
    for file, codes in ((data, []), (changed(data, without_names), BARE)):
        after = read(file, library)
        assert [one.code for one in after.findings] == codes
        assert (after.form.isian, after.cells) == (before.form.isian, before.cells)


@pytest.mark.parametrize("form", [KUANTITATIF, MATRIKS])
def test_what_is_moved_in_it_is_found_or_lost_as_with_the_wording_of_its_time(form: str, all_other: Library) -> None:
    book = Book(filled(form, "rich"))
    moved = [one for kind in operations(book).values() for one in islice(kind, 1)]
    assert len(moved) > 5
    for operation in moved:
        for state in STATES:
            data = damaged(book, operation, state).data
            then, now = read(data, LIBRARY), read(data, all_other)
            assert (said(now), now.form.isian, now.cells) == (said(then), then.form.isian, then.cells), (
                operation,
                state,
            )


@pytest.mark.parametrize("what", ["a value of a list", "a name that is chosen"])
def test_a_value_chosen_in_its_old_wording_is_accepted(what: str, issued: bytes, tmp_path: Path) -> None:
    library = reworded(tmp_path / "tpl", REWORDINGS[what])
    (tmp_path / "masuk.xlsx").write_bytes(issued)
    before, after = (
        validate(walk([tmp_path / "masuk.xlsx"]), Measure(forms, signing_key=SIGNING_KEY))[0]
        for forms in (LIBRARY, library)
    )
    assert (after.fate, after.findings) == (before.fate, before.findings)


# -- really changed ----------------------------------------------------------------------------------------------------


def test_a_printed_text_that_was_really_changed_is_told_also_where_it_was_reworded_since(
    issued: bytes, tmp_path: Path
) -> None:
    def retype(book: Workbook) -> None:
        (cell,) = (cell for row in book["SKP"].iter_rows() for cell in row if cell.value == "TARGET")
        cell.value = "CAPAIAN"

    data = changed(issued, retype)
    then, outside = read(data, LIBRARY).findings
    assert (outside.code, outside.found) == ("tulisan-di-luar", "CAPAIAN")
    assert only(then) == ("tulisan-tercetak-berubah", "SKP", "TARGET", "1")
    now, _ = read(data, reworded(tmp_path / "a", REWORDINGS["a heading"])).findings
    assert only(now) == ("tulisan-tercetak-berubah", "SKP", "", "1")
    # What was printed there is not known here, so it is not named: only where it was.
    assert dict(now.rincian)["misal"] == "di sel F21"
    other, _ = read(data, reworded(tmp_path / "b", REWORDINGS["a panduan"], REWORDINGS["a line put in"])).findings
    assert only(other) == ("tulisan-tercetak-berubah", "SKP", "TARGET", "1")


def test_the_new_wording_written_over_the_old_one_is_nobodys_fault(issued: bytes, tmp_path: Path) -> None:
    def retype(book: Workbook) -> None:
        (cell,) = (cell for row in book["SKP"].iter_rows() for cell in row if cell.value == "TARGET")
        cell.value = "TARGET KINERJA"

    assert said(read(changed(issued, retype), reworded(tmp_path / "tpl", REWORDINGS["a heading"]))) == []


# -- workbooks that do not say what was printed ------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(ISSUED.glob("*.xlsx")), ids=lambda path: path.stem)
def test_of_a_workbook_that_does_not_say_what_was_printed_nobody_is_blamed(path: Path, all_other: Library) -> None:
    before, after = read_form(path, LIBRARY), read_form(path, all_other)
    assert not before.form.imprint
    assert said(after) == said(before)
    for key, text in before.form.isian.items():
        assert after.form.isian.get(key, "") == text


def test_nor_of_one_whose_record_is_lost(issued: bytes, tmp_path: Path) -> None:
    def lose(book: Workbook) -> None:
        del book["_skpxl"]

    data = changed(issued, lose)
    library = reworded(tmp_path / "tpl", REWORDINGS["a heading"], REWORDINGS["an instruction"])
    then, now = read_form(data, LIBRARY), read_form(data, library)
    assert said(now) == said(then)
    assert [one.code for one in now.findings] == ["cap-rusak", "catatan-hilang"]
    assert now.form.isian == then.form.isian


def test_nobody_takes_what_was_printed_out_of_the_record_unseen(issued: bytes) -> None:
    def take_out(book: Workbook) -> None:
        sheet = book["_skpxl"]
        rows = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("cetak.")]
        assert len(rows) == 6
        for row in reversed(rows):
            sheet.delete_rows(row)

    assert [one.code for one in read(changed(issued, take_out), LIBRARY).findings] == ["tanda-tangan-salah"]


@pytest.mark.parametrize("damage", ["T1.1=AAAAAAAA", "T1.1", "Tx", "T", "T9999999.1=AAAAAAAA", "T0.1=AAAAAAAA"])
@pytest.mark.parametrize("row", ["cetak.1.teks.1", "cetak.1.sel.1"])
def test_a_damaged_imprint_is_none(row: str, damage: str, issued: bytes, tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        (cell,) = (cell for cell in book["_skpxl"]["A"] if cell.value == row)
        book["_skpxl"].cell(cell.row, 2).value = damage

    reading = read(changed(issued, spoil), reworded(tmp_path / "tpl", REWORDINGS["an instruction"]))
    assert [one.code for one in reading.findings] == ["tanda-tangan-salah"]
    assert reading.form.isian == read(issued, LIBRARY).form.isian


# -- copies ------------------------------------------------------------------------------------------------------------


def test_a_copy_is_printed_and_read_in_the_words_of_its_day(issued: bytes, tmp_path: Path) -> None:
    library = reworded(tmp_path / "tpl", REWORDINGS["a heading"], REWORDINGS["a line put in"])
    reading = read(issued, library)
    copy = write_form(next_round(reading.form, reading.trust, SIGNING_KEY), library)
    for book in (copy, changed(copy, without_names)):
        again = read(book, library)
        assert again.form.isian == reading.form.isian
        assert again.form.imprint != reading.form.imprint
        assert [one.code for one in again.findings] in ([], BARE)
        # And by the old words, which are not its own: it says itself what was printed on it.
        assert [one.code for one in read(book, LIBRARY).findings] in ([], BARE)


def test_a_workbook_filled_in_after_a_rewording_has_the_signed_record_and_the_new_words(tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    blank.write_bytes(write_form(make_form(KUANTITATIF, signing_key=SIGNING_KEY), LIBRARY))
    library = reworded(tmp_path / "tpl", REWORDINGS["a heading"], REWORDINGS["a line put in"])
    data, _ = fill(blank, GOOD[KUANTITATIF], library)
    for book, codes in ((data, []), (changed(data, without_names), BARE)):
        reading = read(book, library)
        assert [one.code for one in reading.findings] == codes
        assert dict(reading.form.isian) == dict(make_form(KUANTITATIF, GOOD[KUANTITATIF]).isian)


@pytest.mark.parametrize(
    ("ending", "codes"),
    [
        ("xlsx", []),
        ("ods", ["berkas-dikonversi"]),
        # Of an .xls neither names nor properties are read.
        ("xls", ["berkas-dikonversi", "cap-rusak", "nama-sel-hilang"]),
    ],
)
def test_another_program_keeps_the_record_of_what_was_printed(
    ending: str, codes: list[str], issued: bytes, konversi, all_other, tmp_path
) -> None:
    source = tmp_path / "a" / "buku.xlsx"
    source.parent.mkdir()
    source.write_bytes(issued)
    reading = read(konversi(source, ending), all_other)
    assert reading.form.isian == read(issued, LIBRARY).form.isian
    assert reading.form.imprint == read(issued, LIBRARY).form.imprint
    assert sorted(finding.code for finding in reading.findings) == codes
