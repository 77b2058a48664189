"""The workbook of decisions: what stands in it, what a person can do with it, and what is read back from it."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from campaigns import too_low
from collisions import ASPEK, MEASURE, A, checked, fill, received, settled
from copies import BLANK, RENCANA, TARGET, copies
from excel_rules import check_excel
from forms import KUANTITATIF, LIBRARY, make_form, save
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.books.decisions import read_decisions, write_decisions
from skpxl.errors import SkpxlError
from skpxl.model.keputusan import Keputusan, huruf, pilihan_untuk
from skpxl.receive.conflicts import USANG, resolve
from skpxl.template.limits import TEKS_SEL_MAKS
from skpxl.xlsx.address import a1

OTHER = "hasil_kerja_utama_2_"
B = {
    **A, ASPEK: "Kualitas", TARGET: "=25",
    OTHER + "rencana_hasil_kerja": "Rapat tahunan", OTHER + "indikator_1_target": "4 kali",
}  # fmt: skip
FIRST = {**A, OTHER + "rencana_hasil_kerja": "Terlatihnya operator SIMPEG"}
HEADS = [
    "Kode", "Selesai", "Pegawai atau unit", "Tempat", "A", "Buka A", "B", "Buka B", "Keputusan", "Isi sendiri",
    "Diputuskan oleh", "Catatan", "Berkas dan sel", "Keterangan",
]  # fmt: skip
HIDDEN = "AB"
COUNT = "E1"  # behind the frozen columns, which print on every page
CHOICE, OWN, BY, NOTE = (a1(1, HEADS.index(head) + 1)[:-1] for head in HEADS[8:12])


@pytest.fixture
def inbox(tmp_path) -> Path:
    save(BLANK.filled(FIRST), tmp_path / "masuk" / "a.xlsx")
    save(BLANK.filled(B), tmp_path / "masuk" / "b.xlsx")
    return tmp_path / "masuk"


@pytest.fixture
def file(inbox, tmp_path) -> Path:
    """The decisions on three collisions: aspek and target of the first result, the whole second one."""
    settled(inbox, tmp_path / "keputusan.xlsx")
    return tmp_path / "keputusan.xlsx"


def rows(*answers: dict[str, str]):
    """The rows of the decisions on copies with these answers."""
    return resolve(checked(copies(*answers)), MEASURE).collisions


def bare(row: Keputusan) -> Keputusan:
    return row.model_copy(update={"file": "", "sel": ""})


# -- what stands in it ---------------------------------------------------------------------------------------------------


def test_it_shows_the_alternatives_side_by_side(file):
    assert check_excel(file) == []
    book = openpyxl.load_workbook(file)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Keputusan", "visible"), ("Petunjuk", "visible"), ("_daftar", "veryHidden"),
    ]  # fmt: skip
    sheet = book["Keputusan"]
    table = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert table[0] == HEADS
    first = "Hasil kerja utama no. 1, baris 1: "
    about = " (Terlaksananya konsultasi)"
    assert [row[2:8] for row in table[1:]] == [
        ["Yosua Manafe, S.Kom.", first + "aspek" + about, "Kuantitas", "SKP!D24", "Kualitas", "SKP!D24"],
        ["Yosua Manafe, S.Kom.", first + "target" + about, "20 orang", "SKP!F24", "=25", "SKP!F24"],
        [
            "Yosua Manafe, S.Kom.", "Hasil kerja utama no. 2, seluruhnya",
            "Rencana hasil kerja: Terlatihnya operator SIMPEG", "SKP!C28",
            "Rencana hasil kerja: Rapat tahunan\nBaris 1, target: 4 kali", "SKP!C28",
        ],
    ]  # fmt: skip
    assert [row[8:12] for row in table[1:]] == [[""] * 4] * 3
    assert table[1][12] == "A: a.xlsx, SKP!D24\nB: b.xlsx, SKP!D24"
    assert sheet["G4"].data_type == "s"
    assert book["Petunjuk"].max_row == 5
    assert [cell for one in book.worksheets[:1] for cell in too_low(one) if cell[0] not in HIDDEN] == []
    assert too_low(book["Petunjuk"]) == []


def test_code_and_helper_are_hidden_and_only_the_yellow_cells_are_open(file):
    sheet = openpyxl.load_workbook(file)["Keputusan"]
    hidden = {(one.min, one.max) for one in sheet.column_dimensions.values() if one.hidden}
    assert hidden == {(1, len(HIDDEN))}
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    # A whole item takes no text of one's own.
    assert open_cells == {f"{column}{row}" for column in (CHOICE, OWN, BY, NOTE) for row in (3, 4, 5)} - {f"{OWN}5"}
    assert {sheet[cell].number_format for cell in open_cells} == {"@"}
    assert {sheet[cell].fill.fgColor.rgb for cell in open_cells} == {"FFFFFBE6"}


def test_links_lead_to_the_cells_of_the_files(file):
    sheet = openpyxl.load_workbook(file)["Keputusan"]
    found = {cell.coordinate: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert {at: (link.target.replace("\\", "/"), link.location) for at, link in found.items()} == {
        "F3": ("masuk/a.xlsx", "'SKP'!D24"), "H3": ("masuk/b.xlsx", "'SKP'!D24"),
        "F4": ("masuk/a.xlsx", "'SKP'!F24"), "H4": ("masuk/b.xlsx", "'SKP'!F24"),
        "F5": ("masuk/a.xlsx", "'SKP'!C28"), "H5": ("masuk/b.xlsx", "'SKP'!C28"),
    }  # fmt: skip


def test_each_row_offers_as_many_letters_as_it_has_alternatives():
    three, two = {**A, ASPEK: "Kualitas"}, {**A, TARGET: "25"}
    made = rows(A, three, {**two, ASPEK: "Waktu"})
    assert [len(one.sidik) for one in made] == [3, 2]
    book = openpyxl.load_workbook(io.BytesIO(write_decisions(made, LIBRARY)))
    lists = {
        name: [cell.value for (cell,) in book["_daftar"][ref.attr_text.split("!")[1].replace("$", "")]]
        for name, ref in book.defined_names.items()
    }
    assert lists == {"daftar_pilihan_2": pilihan_untuk(2), "daftar_pilihan_3": pilihan_untuk(3)}
    sheet = book["Keputusan"]
    column = next(cell.column_letter for cell in sheet[2] if cell.value == "Keputusan")
    assert {str(rule.sqref): (rule.formula1, rule.errorStyle) for rule in sheet.data_validations.dataValidation} == {
        f"{column}3": ("daftar_pilihan_3", None), f"{column}4": ("daftar_pilihan_2", None),
    }  # fmt: skip


def test_the_count_at_the_top_is_true_without_recalculating(file, inbox):
    def line():
        return openpyxl.load_workbook(file, data_only=True)["Keputusan"][COUNT].value

    assert line() == "0 dari 3 sudah diputuskan"
    fill(file, ASPEK, Keputusan="b")
    fill(file, TARGET, Isi_sendiri="22 orang")
    fill(file, "hasil_kerja_utama_2", Keputusan="Z")
    save(BLANK.filled({**FIRST, "perilaku_kerja_1_ekspektasi_khusus": "Ramah"}), inbox / "c.xlsx")
    save(BLANK.filled({**FIRST, "perilaku_kerja_1_ekspektasi_khusus": "Cekatan"}), inbox / "d.xlsx")
    settled(inbox, file)
    assert line() == "2 dari 4 sudah diputuskan"


def test_letters_and_lists():
    assert [huruf(number) for number in (1, 2, 26, 27, 52, 53)] == ["A", "B", "Z", "AA", "AZ", "BA"]
    assert pilihan_untuk(2) == ["A", "B", "kosongkan"]


def test_thirty_alternatives_and_the_longest_texts_are_no_trouble(tmp_path):
    made = rows(A, {**A, TARGET: "x" * TEKS_SEL_MAKS})
    many = made[0].model_copy(
        update={
            "alternatif": tuple(
                made[0].alternatif[1].model_copy(update={"sidik": f"{number:016x}"}) for number in range(30)
            )
        }
    )
    path = tmp_path / "k.xlsx"
    path.write_bytes(write_decisions([many], LIBRARY))
    assert check_excel(path) == []
    (row,), findings = read_decisions(path, LIBRARY)
    assert (len(row.alternatif), row.alternatif[29], findings) == (30, "x" * TEKS_SEL_MAKS, [])


# -- read back -----------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30) | st.sampled_from(
    ["=A1+1", "-Terlaksananya", "+1", "@x", "'petik", "007", "1E5", "TRUE", "a\nb", "- P\n- Q", "198107012006041903"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "A", "B", "kosongkan"]), TEXT, TEXT, TEXT), min_size=3, max_size=3))
def test_what_is_written_is_read_back(tmp_path_factory, typed):
    made = [one.untuk_berkas()[0] for one in rows(FIRST, B)]
    filled = [
        row.model_copy(update={"pilihan": choice, "isi_sendiri": own, "oleh": by, "catatan": note})
        for row, (choice, own, by, note) in zip(made, typed, strict=True)
    ]
    with_rows = [one.model_copy(update={"baris": (row,)}) for one, row in zip(rows(FIRST, B), filled, strict=True)]
    stale = filled[0].model_copy(update={"sidik": ("00", "11"), "keterangan": USANG})
    path = tmp_path_factory.mktemp("k") / "k.xlsx"
    path.write_bytes(write_decisions(with_rows, LIBRARY, rest=[stale]))
    found, _ = read_decisions(path, LIBRARY)
    assert [bare(row) for row in found] == [filled[0], stale, *filled[1:]]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_resave_by_libreoffice_changes_no_decision(ending, file, inbox, konversi):
    fill(file, ASPEK, Keputusan="B", Catatan="-dua\nbaris")
    fill(file, TARGET, Isi_sendiri="=22 orang", Diputuskan_oleh="'Ibu")
    fill(file, "hasil_kerja_utama_2", Keputusan="kosongkan")
    before, _ = read_decisions(file, LIBRARY)
    saved = konversi(file, ending)
    found, findings = read_decisions(saved, LIBRARY)
    assert [bare(row) for row in found] == [bare(row) for row in before]
    assert findings == []
    solved = resolve(received(inbox), MEASURE, found)
    assert dict(solved.files[0].reading.form.isian) == {**A, ASPEK: "Kualitas", TARGET: "=22 orang"}


def test_rows_may_be_sorted_hidden_and_columns_moved(file):
    fill(file, TARGET, Keputusan="B")
    expected, _ = read_decisions(file, LIBRARY)
    book = openpyxl.load_workbook(file)
    sheet = book["Keputusan"]
    turned = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)][::-1]
    for row, values in enumerate(turned, start=3):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
            if isinstance(value, str) and column != 2:
                sheet.cell(row, column).data_type = "s"
    sheet.row_dimensions[3].hidden = True
    sheet.move_range("C1:N5", cols=2, rows=3)
    sheet.move_range("A1:B5", rows=3)
    sheet.title = "Sheet1"
    book.save(file)
    found, findings = read_decisions(file, LIBRARY)
    assert findings == []
    assert [bare(row) for row in found] == [bare(row) for row in expected[::-1]]
    assert [row.sel for row in found] == [f"Sheet1!K{row}" for row in (6, 7, 8)]


MISUNDERSTOOD = [
    ({"Keputusan": "C"}, "“C” bukan salah satu dari A, B, kosongkan", "I4"),
    ({"Keputusan": "ya"}, "“ya” bukan salah satu dari A, B, kosongkan", "I4"),
    ({"Keputusan": "A", "Isi_sendiri": "22"}, "Keputusan dan Isi sendiri terisi dua-duanya", "J4"),
    ({"Keputusan": "A", "Kode": "x"}, "kode tersembunyi barisnya hilang", "I4"),
]


@pytest.mark.parametrize(("typed", "why", "cell"), MISUNDERSTOOD)
def test_what_cannot_be_understood_is_a_finding_at_its_cell(typed, why, cell, file):
    fill(file, TARGET, **typed)
    rows_, findings = read_decisions(file, LIBRARY)
    assert [(f.code, f.file, f.sheet, f.cell, dict(f.rincian)["sebab"]) for f in findings] == [
        ("keputusan-tak-dimengerti", str(file), "Keputusan", cell, why)
    ]
    assert findings[0].item.startswith("Hasil kerja utama no. 1, baris 1: target")
    assert len(rows_) == 3


def test_a_text_of_ones_own_for_a_whole_item_is_told_and_kept(file, inbox):
    fill(file, "hasil_kerja_utama_2", Isi_sendiri="Rapat bulanan")
    assert [dict(f.rincian)["sebab"] for f in read_decisions(file, LIBRARY)[1]] == [
        "Isi sendiri tidak berlaku untuk isian yang diputuskan seluruhnya"
    ]
    save(BLANK.filled({**FIRST, RENCANA: "Terlaksananya konsultasi pegawai"}), inbox / "c.xlsx")
    settled(inbox, file)
    assert "Rapat bulanan" in [row.isi_sendiri for row in read_decisions(file, LIBRARY)[0]]


def test_a_formula_typed_as_own_text_is_taken_as_shown_and_told(file):
    book = openpyxl.load_workbook(file)
    book["Keputusan"]["J4"].value = "=-Terlaksananya"
    book.save(file)
    rows_, findings = read_decisions(file, LIBRARY)
    assert rows_[1].isi_sendiri == "-Terlaksananya"
    assert [(f.code, f.cell) for f in findings] == [("teks-jadi-rumus", "J4")]


def test_any_other_workbook_is_refused_in_one_sentence(tmp_path):
    form = save(make_form(KUANTITATIF), tmp_path / "a.xlsx")
    with pytest.raises(SkpxlError, match=re.escape(f"{form} bukan berkas keputusan skpxl")):
        read_decisions(form, LIBRARY)
    with pytest.raises(SkpxlError, match="belum dapat dibaca: sudah tidak ada di tempatnya"):
        read_decisions(tmp_path / "tidak-ada.xlsx", LIBRARY)


# -- a person at it ------------------------------------------------------------------------------------------------------


def test_a_person_decides_by_drop_down_and_in_words(file, inbox, manusia, tmp_path):
    def at(cell, do, **more):
        return {"do": do, "sheet": "Keputusan", "cell": cell, **more}

    line = at(COUNT, "read")
    out = tmp_path / "diisi.xlsx"
    opened, before, offered, wrong, picked, one, own, by, note, locked, item, cleared, after = manusia(
        file,
        [
            {"do": "active"}, line,
            at(f"{CHOICE}3", "options"), at(f"{CHOICE}3", "type", text="C"), at(f"{CHOICE}3", "pick", item="B"), line,
            at(f"{OWN}4", "type", text="=22 orang"), at(f"{BY}4", "type", text="Ibu Kabid"),
            at(f"{NOTE}4", "type", text="-lihat renstra"), at("E4", "type", text="x"), at(f"{OWN}5", "type", text="x"),
            at(f"{CHOICE}5", "pick", item="kosongkan"), line,
        ],
        out=out,
    )  # fmt: skip
    assert (opened["sheet"], opened["cell"]) == ("Keputusan", f"{CHOICE}3")
    assert offered["options"] == ["A", "B", "kosongkan"]
    assert (wrong["status"], picked["status"], picked["after"]) == ("refused", "done", "B")
    assert [(result["status"], result["after"]) for result in (own, by, note, cleared)] == [
        ("done", "=22 orang"), ("done", "Ibu Kabid"), ("done", "-lihat renstra"), ("done", "kosongkan"),
    ]  # fmt: skip
    assert (locked["status"], item["status"]) == ("locked", "locked")
    assert [result["values"] for result in (before, one, after)] == [
        [f"{number} dari 3 sudah diputuskan"] for number in (0, 1, 3)
    ]
    found, findings = read_decisions(out, LIBRARY)
    assert findings == []
    assert [(row.pilihan, row.isi_sendiri, row.oleh, row.catatan) for row in found] == [
        ("B", "", "", ""), ("", "=22 orang", "Ibu Kabid", "-lihat renstra"), ("kosongkan", "", "", ""),
    ]  # fmt: skip
    solved = resolve(received(inbox), MEASURE, found)
    assert dict(solved.files[0].reading.form.isian) == {**A, ASPEK: "Kualitas", TARGET: "=22 orang"}
