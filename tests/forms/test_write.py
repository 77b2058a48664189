"""An issued workbook as its filler meets it: locks, names, lists, prompts, heights, paper; the same bytes each time."""

import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from campaigns import column_widths
from catalogue import library_of, library_with
from forms import FORMS, GOOD, KUANTITATIF, LIBRARY, SKP_FORMS, make_form, save, written
from openpyxl.utils import get_column_letter

from skpxl.forms.heights import tinggi_teks
from skpxl.forms.write import write_form
from skpxl.template.limits import TINGGI_BARIS_MAKS
from skpxl.template.slots import isi_tempat

LONG = "Terselenggaranya pembinaan, pendampingan dan evaluasi manajemen kepegawaian bagi seluruh perangkat daerah " * 4


@pytest.fixture(params=FORMS)
def of(request):
    return request.param


@pytest.fixture
def form(of):
    return make_form(of, GOOD[of])


@pytest.fixture
def path(form, tmp_path) -> Path:
    return save(form, tmp_path / "terisi.xlsx")


@pytest.fixture
def book(path):
    return openpyxl.load_workbook(path)


def cell_of(book, slot):
    return book[slot.sheet].cell(slot.kotak.row, slot.kotak.col)


def test_the_same_form_gives_the_same_bytes(of, form, path):
    assert written(form) == path.read_bytes()
    assert written(make_form(of, GOOD[of])) == path.read_bytes()


def test_entry_cells_are_open_text_cells_and_everything_else_is_locked(form, book):
    entries = {(slot.sheet, slot.kotak.row, slot.kotak.col) for slot in form.layout.entri}
    for slot in form.layout.entri:
        cell = cell_of(book, slot)
        assert (cell.protection.locked, cell.number_format, cell.alignment.wrap_text) == (False, "@", True)
        assert cell.fill.fgColor.rgb == "FFFFFBE6"
    # Of a merged entry all cells are open; besides those none is.
    inside = {
        (slot.sheet, slot.kotak.row, col)
        for slot in form.layout.entri
        for col in range(slot.kotak.col, slot.kotak.col_to + 1)
    }
    assert entries <= inside
    for sheet in book.worksheets:
        unlocked = {(sheet.title, cell.row, cell.column) for row in sheet.iter_rows() for cell in row
                    if not cell.protection.locked}  # fmt: skip
        assert unlocked == {place for place in inside if place[0] == sheet.title}


def test_protection_allows_row_heights_and_column_widths_only(form, book):
    for halaman in form.layout.halaman:
        protection = book[halaman.lembar.nama].protection
        assert protection.sheet is True
        assert (protection.formatRows, protection.formatColumns) == (False, False)  # False: not forbidden
        forbidden = [protection.insertRows, protection.deleteRows, protection.insertColumns, protection.deleteColumns,
                     protection.sort, protection.autoFilter, protection.formatCells]  # fmt: skip
        assert forbidden == [True] * 7
        assert protection.password in (None, "")
    assert book.security.lockStructure is True
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * len(form.layout.halaman) + [
        "veryHidden"
    ] * 3


def test_a_password_stands_only_where_one_was_given(of, form, tmp_path):
    (tmp_path / "sandi.xlsx").write_bytes(write_form(form, library_of(of), sandi="Kupu-kupu7"))
    book = openpyxl.load_workbook(tmp_path / "sandi.xlsx")
    hashes = [sheet.protection.password for sheet in book.worksheets]
    assert len(set(hashes)) == 1 and re.fullmatch("[0-9A-F]{4}", hashes[0])
    with zipfile.ZipFile(tmp_path / "sandi.xlsx") as archive:
        assert [name for name in archive.namelist() if b"Kupu-kupu7" in archive.read(name)] == []


def test_every_slot_has_a_name_that_is_its_key(form, book):
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    expected = {
        slot.key: f"'{slot.sheet}'!${get_column_letter(slot.kotak.col)}${slot.kotak.row}" for slot in form.layout.slots
    }
    assert {key: re.sub(r"^(\w+)!", r"'\1'!", names[key]) for key in expected} == expected
    others = {name for name in names if name not in expected}
    computed = {"tabel_predikat"} if any(slot.hitung for slot in form.layout.slots) else set()
    assert others == {"skpxl_cap", *lists_of(form), *computed}


def lists_of(form) -> dict[str, list[str]]:
    """The lists that a form's slots are bound to and that have a value, by defined name; keys of those to be kept to."""
    found = {}
    strict = {slot.daftar for slot in form.layout.entri if not slot.bebas and not slot.saran}
    for name, daftar in form.choices(library_with(form.definition).daftar).items():
        if name in {slot.daftar for slot in form.layout.slots}:
            found[f"daftar_{name}"] = list(daftar.nilai)
        if name in {*strict, "isian_contoh"}:
            found[f"kunci_{name}"] = list(daftar.keys)
    return found


def test_lists_cover_exactly_their_filled_cells(form, book):
    expected = lists_of(form)
    assert expected.keys() == {name for name in book.defined_names if name.startswith(("daftar_", "kunci_"))}
    for name in [name for name in book.defined_names if name.startswith(("daftar_", "kunci_"))]:
        sheet, area = next(iter(book.defined_names[name].destinations))
        cells = [row[0] for row in book[sheet][area]]
        assert [cell.value for cell in cells] == expected[name]
        assert book[sheet].cell(cells[-1].row + 1, cells[-1].column).value is None


def test_drop_downs_stand_on_their_cells_and_are_bound_by_name(form, book):
    for halaman in form.layout.halaman:
        sheet = book[halaman.lembar.nama]
        bound: dict[str, set[str]] = {}
        for rule in sheet.data_validations.dataValidation:
            if rule.type == "list":
                cells = {(cell[0], cell[1]) for area in rule.sqref.ranges for cell in area.cells}
                bound.setdefault(rule.formula1, set()).update(f"{get_column_letter(col)}{row}" for row, col in cells)
                (slot,) = {(s.bebas, s.saran) for s in halaman.slots if rule.formula1 == f"daftar_{s.daftar}"}
                # What may be anything is asked about; a list that only helps typing never says a word.
                assert (rule.errorStyle == "warning", not rule.showErrorMessage) == slot
            assert len(rule.prompt or "") <= 255 and len(rule.error or "") <= 224
            assert max(len(rule.promptTitle or ""), len(rule.errorTitle or "")) <= 32
        expected: dict[str, set[str]] = {}
        for slot in halaman.slots:
            if f"daftar_{slot.daftar}" in lists_of(form):
                cells = {
                    f"{get_column_letter(col)}{slot.kotak.row}" for col in range(slot.kotak.col, slot.kotak.col_to + 1)
                }
                expected.setdefault(f"daftar_{slot.daftar}", set()).update(cells)
        assert bound == expected


def test_every_entry_has_its_prompt(form, book):
    for slot in form.layout.entri:
        at = f"{get_column_letter(slot.kotak.col)}{slot.kotak.row}"
        rules = [rule for rule in book[slot.sheet].data_validations.dataValidation if at in rule.sqref]
        prompts = [rule.prompt for rule in rules if rule.prompt]
        assert len(rules) < 2 and prompts == [slot.petunjuk.teks] * bool(slot.petunjuk.teks)


def test_without_known_results_the_superiors_column_is_free_text(tmp_path):
    path = save(make_form(KUANTITATIF, hasil_atasan=()), tmp_path / "bebas.xlsx")
    book = openpyxl.load_workbook(path)
    assert "daftar_hasil_atasan" not in book.defined_names
    lists = {rule.formula1 for rule in book["SKP"].data_validations.dataValidation if rule.type == "list"}
    assert lists == {"daftar_aspek"}


def test_it_opens_on_the_first_entry_and_prints_as_a_form(form, book):
    assert book.active.title == form.layout.halaman[0].lembar.nama
    for halaman in form.layout.halaman:
        sheet = book[halaman.lembar.nama]
        first = next(slot for slot in halaman.slots if not slot.terkunci)
        assert sheet.sheet_view.selection[-1].activeCell == f"{get_column_letter(first.kotak.col)}{first.kotak.row}"
        setup = sheet.page_setup
        turned = {"mendatar": "landscape", "tegak": "portrait"}[halaman.lembar.orientasi]
        tall = 1 if halaman.lembar.satu_halaman else 0
        height = 1 if setup.fitToHeight is None else setup.fitToHeight
        assert (setup.paperSize, setup.orientation, setup.fitToWidth or 1, height) == (9, turned, 1, tall)
        last = get_column_letter(halaman.kolom_cetak)
        assert sheet.print_area == f"'{halaman.lembar.nama}'!$A${halaman.cetak_dari}:${last}${halaman.baris_terakhir}"
        if halaman.ulang:
            assert sheet.print_title_rows == f"${halaman.ulang[0]}:${halaman.ulang[1]}"
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        assert form.stamp.id in sheet.oddFooter.left.text
    first = form.layout.halaman[0]
    assert book.worksheets[0].freeze_panes == f"{get_column_letter(first.ulang_kolom + 1)}2"


@pytest.mark.parametrize(("kertas", "code"), [("A4", 9), ("F4", 14)])
def test_the_paper_is_the_campaigns(kertas, code, tmp_path):
    path = save(make_form(KUANTITATIF, kertas=kertas), tmp_path / "k.xlsx")
    assert {sheet.page_setup.paperSize for sheet in openpyxl.load_workbook(path).worksheets[:2]} == {code}


@pytest.mark.parametrize("name", FORMS)
def test_no_row_is_lower_than_its_texts_need(name, tmp_path):
    blank = make_form(name)
    typed = {slot.key: f"{slot.key} {LONG}" for slot in blank.layout.entri if not slot.daftar}
    form = blank.filled(typed)
    book = openpyxl.load_workbook(save(form, tmp_path / "panjang.xlsx"))
    values, looks = {**form.terkunci, **form.isian}, library_of(name).gaya
    for halaman in form.layout.halaman:
        sheet = book[halaman.lembar.nama]
        cells = [(t.kotak, isi_tempat(t.isi, form.placeholders), t.gaya) for t in halaman.texts]
        cells += [(s.kotak, values.get(s.key, ""), s.gaya) for s in halaman.slots]
        for kotak, text, gaya in cells:
            style = looks.sel.get(gaya)
            size = (style.ukuran if style else None) or looks.ukuran
            widths = column_widths(sheet)
            width = sum(widths[col] for col in range(kotak.col, kotak.col_to + 1))
            need = min(tinggi_teks(text, width, size, tebal=bool(style and style.tebal)), TINGGI_BARIS_MAKS)
            have = sum(sheet.row_dimensions[row].height or 15 for row in range(kotak.row, kotak.row_to + 1))
            # Excel keeps heights in whole pixels, three quarters of a point each.
            assert have >= need - 0.75, (kotak, text[:40])


def test_rows_of_single_cells_may_grow_while_typed_in(path, form):
    with zipfile.ZipFile(path) as archive:
        for number, halaman in enumerate(form.layout.halaman, start=1):
            rows = re.findall(r'<row r="(\d+)"([^>]*)>', archive.read(f"xl/worksheets/sheet{number}.xml").decode())
            # A row of Excel's own height (15 points) needs none.
            growing = {int(row) for row, more in rows if "ht=" in more and "customHeight" not in more}
            assert growing == {row for row in halaman.lentur if halaman.tinggi[row] != 15}
            assert form.definition.form != KUANTITATIF or growing


@pytest.mark.parametrize("name", FORMS)
def test_the_printed_form_shows_every_text_in_full(name, konversi, tmp_path):
    more = {"perilaku_kerja": [{"nilai": "Akuntabel", "ekspektasi_khusus": LONG.strip()}]} if name in SKP_FORMS else {}
    form = make_form(name, {**GOOD[name], **more})
    pdf = konversi(save(form, tmp_path / "cetak.xlsx"), "pdf")
    shown = squeezed(
        subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    )
    raw = squeezed(subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode())
    values = {**form.terkunci, **form.isian}
    for halaman in form.layout.halaman:
        printed = [isi_tempat(text.isi, form.placeholders) for text in halaman.texts
                   if not text.batas and text.kotak.row >= halaman.cetak_dari
                   and text.kotak.col_to <= halaman.kolom_cetak]  # fmt: skip
        printed += [values.get(slot.key, "") for slot in halaman.slots if slot.kotak.col_to <= halaman.kolom_cetak]
        # A clipped cell would lack its last line: every line of every text is looked for, whole.
        for line in {line for text in printed for line in text.replace("😀", "").split("\n") if line.strip()}:
            assert squeezed(line) in raw or squeezed(line) in shown, line
    assert "petunjuk" not in shown and "AktifkanPengeditan" not in raw


def squeezed(text: str) -> str:
    """Without blanks and page breaks: lines wrap where they will."""
    return re.sub(r"\s+", "", text)


def test_instructions_take_five_lines_at_most(of, form, book):
    first = form.layout.halaman[0]
    count = len([text for text in first.texts if text.kotak.row < first.cetak_dari])
    assert count == 5 if of in LIBRARY.forms() else count <= 5
