"""Open lists: when a row is done is the same in the sheet and in Python; rows are known again wherever programs put them."""

import shutil
from io import BytesIO
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from excel_rules import check_excel
from forms import LIBRARY
from pydantic import ValidationError
from recalculated import computed, without_values

from skpxl.books.berkas_index import read_index
from skpxl.books.decisions import read_decisions
from skpxl.errors import ProgramError, SkpxlError
from skpxl.forms.lists.read import FoundList, read_list
from skpxl.forms.lists.rows import ListBook, ListRow, parse_code, row_code
from skpxl.forms.lists.write import stream_list_book, write_list_book
from skpxl.template.definition import Definition
from skpxl.template.layout import place, shape
from skpxl.template.library import Library

COLUMNS = [
    {"id": "berkas", "judul": "Berkas", "lebar": 20, "isian": "cadangan"},
    {"id": "warna", "judul": "Warna", "lebar": 12, "isian": True, "daftar": "warna", "juga": "kode_warna", "wajib": True,
     "cukup": "tidak ada"},
    {"id": "pilih", "judul": "Pilih", "lebar": 12, "isian": True, "daftar": "pilih", "wajib": True, "atau": "sendiri"},
    {"id": "sendiri", "judul": "Isi sendiri", "lebar": 20, "isian": True},
    {"id": "tanda", "judul": "Tanda", "lebar": 12, "isian": True, "wajib": True},
]  # fmt: skip
LISTS = {"warna": ["Merah", "Biru tua"], "kode_warna": ["m", "b"], "pilih": ["A", "B"]}


def definition(columns=COLUMNS, **block) -> Definition:
    """A form with one open list; `block` are further words of it."""
    list_block = {"jenis": "daftar_terbuka", "id": "contoh", "kode": "CTH1", "kolom": columns, "cadangan": 2, **block}
    return Definition.model_validate(
        {
            "form": "contoh", "versi": "2022.1", "judul": "Contoh", "dasar": "contoh", "isi": "daftar",
            "lembar": [{"nama": "Contoh", "blok": [list_block]}],
        }
    )  # fmt: skip


DEFINITION = definition(hitungan="{selesai} dari {semua} sudah", warna_belum=["berkas"])
LIST = DEFINITION.blok_daftar()


def rows_of(*answers: tuple[str, ...], opened: frozenset[str] | None = None) -> list[ListRow]:
    names = ("warna", "pilih", "sendiri", "tanda")
    return [
        ListRow(
            {"berkas": f"b{number}.pdf", **dict(zip(names, texts, strict=True))},
            code=row_code("CTH1", n=f"N{number}"),
            opened=opened,
        )
        for number, texts in enumerate(answers, start=1)
    ]


def written(path: Path, rows: list[ListRow]) -> Path:
    path.write_bytes(write_list_book(ListBook(DEFINITION, {"contoh": rows}, lists=LISTS), LIBRARY))
    return path


def found_in(path: Path) -> FoundList:
    return read_list(path, LIST, noun="Contoh", otherwise="bukan contoh.")


def answers_of(path: Path) -> dict[str, list[str]]:
    """What was typed, by the row's code; rows of nothing left out."""
    found = found_in(path)
    names = ("berkas", "warna", "pilih", "sendiri", "tanda")
    texts = {row.code.get("n", ""): [row.text(name) for name in names] for row in found.rows}
    return {code: typed for code, typed in texts.items() if any(typed)}


# -- done ----------------------------------------------------------------------------------------------------------------

EVERY = list(
    product(["", "merah", " Biru  tua", "B", "kuning", "Tidak ada"], ["", "a", "C"], ["", " ", "x"], ["", "ya", "\xa0"])
)


def test_a_row_is_done_when_all_that_it_asks_for_is_filled_in_and_nothing_twice(tmp_path):
    cases = {
        ("Merah", "A", "", "x"): 1, ("m", "", "sendiri", "x"): 1, ("tidak ada", "", "", ""): 1, ("", "A", "", "x"): 0,
        ("kuning", "A", "", "x"): 0, ("Merah", "C", "", "x"): 0, ("Merah", "A", "sendiri", "x"): 0,
        ("Merah", "", "", "x"): 0, ("Merah", "A", "", " "): 0,
    }  # fmt: skip
    book = openpyxl.load_workbook(written(tmp_path / "a.xlsx", rows_of(*cases)), data_only=True)
    assert [book["Contoh"].cell(row, 2).value for row in range(3, 3 + len(cases))] == list(cases.values())
    assert book["Contoh"]["C1"].value == "3 dari 9 sudah"
    # Of a row in which only some cells are open, only those are asked for, and nothing closed is an answer.
    some = rows_of(("", "B", "", ""), ("", "", "x", ""), opened=frozenset({"pilih"}))
    book = openpyxl.load_workbook(written(tmp_path / "b.xlsx", some), data_only=True)
    assert [book["Contoh"].cell(row, 2).value for row in (3, 4)] == [1, 0]
    assert check_excel(tmp_path / "a.xlsx") == check_excel(tmp_path / "b.xlsx") == []


@pytest.mark.libreoffice
def test_the_sheet_counts_what_python_counts(tmp_path):
    rows = rows_of(*EVERY) + rows_of(*EVERY[:60], opened=frozenset({"pilih", "tanda"}))
    path = written(tmp_path / "a.xlsx", rows)
    expected = openpyxl.load_workbook(path, data_only=True)["Contoh"]
    (tmp_path / "lo").mkdir()
    (again,) = computed([without_values(path)], tmp_path / "lo")
    shown = openpyxl.load_workbook(again, data_only=True)["Contoh"]
    lines = range(3, 3 + len(rows))
    assert [int(shown.cell(row, 2).value) for row in lines] == [expected.cell(row, 2).value for row in lines]
    assert shown["C1"].value == expected["C1"].value


# -- read back -----------------------------------------------------------------------------------------------------------

ANSWERS = [("Merah", "A", "", "ya"), ("", "", "=SUM(1)", "-1\n- dua"), ("b", "B", "'x", "007"), ("", "", "", "1E5")]
BACK = {f"N{number}": [f"b{number}.pdf", *texts] for number, texts in enumerate(ANSWERS, start=1)}


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_resave_changes_nothing_that_was_typed(ending, tmp_path, konversi):
    assert answers_of(konversi(written(tmp_path / "a.xlsx", rows_of(*ANSWERS)), ending)) == BACK


def test_rows_are_known_again_sorted_filtered_and_with_others_deleted(tmp_path):
    path = written(tmp_path / "a.xlsx", rows_of(*ANSWERS))
    book = openpyxl.load_workbook(path)
    sheet = book["Contoh"]
    table = [[(cell.value, cell.data_type) for cell in line] for line in sheet.iter_rows(min_row=3, max_row=6)][::-1]
    for row, line in enumerate(table, start=3):
        for column, (value, kind) in enumerate(line, start=1):
            sheet.cell(row, column).value = value
            sheet.cell(row, column).data_type = kind
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True
    sheet.delete_rows(4)
    sheet.insert_rows(1, 3)
    sheet.title = "Lain"
    book.save(path)
    found = found_in(path)
    assert [row.code.get("n") for row in found.rows if row.code] == ["N4", "N2", "N1"]
    assert [found.cell(row, "berkas") for row in found.rows if row.code] == ["C6", "C7", "C8"]
    assert answers_of(path) == {code: BACK[code] for code in ("N4", "N2", "N1")}


def test_a_row_without_its_code_is_read_and_says_so(tmp_path):
    path = written(tmp_path / "a.xlsx", rows_of(*ANSWERS))
    book = openpyxl.load_workbook(path)
    book["Contoh"]["A4"].value = "CTH1;n"
    book.save(path)
    assert [(row.row, dict(row.code)) for row in found_in(path).rows[:3]] == [
        (3, {"n": "N1"}),
        (4, {}),
        (5, {"n": "N3"}),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (row_code("KPTS1", b="AB-1", t="sel:x_1", a="0f,1e"), {"b": "AB-1", "t": "sel:x_1", "a": "0f,1e"}),
        (" KPTS1;b=x ", {"b": "x"}),
        ("KPTS2;b=x", {}),
        ("KPTS1", {}),
        ("KPTS1;b=", {}),
        ("", {}),
    ],
)
def test_the_code_of_a_row_is_read_whole_or_not_at_all(text, parts):
    assert parse_code("KPTS1", text) == parts


def test_a_heading_that_was_reworded_is_found_by_its_former_wording(tmp_path):
    path = written(tmp_path / "a.xlsx", rows_of(*ANSWERS))
    reworded = definition([{**COLUMNS[0], "judul": "Nama berkas", "lain": ["Berkas"]}, *COLUMNS[1:]])
    found = read_list(path, reworded.blok_daftar(), noun="Contoh", otherwise="bukan contoh.")
    assert found.rows[0].text("berkas") == "b1.pdf"
    with pytest.raises(SkpxlError, match=r"a\.xlsx bukan contoh\."):
        read_list(path, definition([{**COLUMNS[0], "judul": "Nama"}, *COLUMNS[1:]]).blok_daftar(), noun="Contoh",
                  otherwise="bukan contoh.")  # fmt: skip


OLD = Path(__file__).parent / "issued_lists"


def test_workbooks_of_the_version_before_are_read_as_they_were():
    decisions, findings = read_decisions(OLD / "keputusan-0.1.0.xlsx", LIBRARY)
    assert findings == []
    some = [decisions[number] for number in (0, 1, 9)]
    assert [(row.buku, row.pilihan, row.oleh, len(row.sidik), row.keterangan[:5]) for row in some] == [
        ("ABCD-EFGH", "", "", 2, ""), ("ABCD-EFGH", "A", "Ibu Kabid", 2, ""), ("ABCD-EFGH", "A", "", 2, "Usang"),
    ]  # fmt: skip
    assert decisions[4].alternatif[2] == "Terlaksananya konsultasi nomor 4 varian 2 yang agak panjang"
    index, findings = read_index(OLD / "indeks-berkas-0.1.0.xlsx", LIBRARY)
    assert findings == []
    assert [(row.berkas, row.terkunci, row.tanda_tangan, row.cerna[-1]) for row in (index[0], index[7], index[9])] == [
        ("masuk/berkas 0.pdf", False, "", "0"), ("masuk/berkas 7.pdf", True, "ya", "7"), ("hilang.pdf", False, "", "f"),
    ]  # fmt: skip


def test_templates_that_are_older_than_a_list_do_with_the_shipped_one(tmp_path):
    folder = shutil.copytree(LIBRARY.akar, tmp_path / "templat-kami")
    shutil.rmtree(folder / "keputusan")
    old = Library(folder)
    assert [row.pilihan for row in read_decisions(OLD / "keputusan-0.1.0.xlsx", old)[0]][:2] == ["", "A"]
    assert old.own("indeks-berkas") == LIBRARY.own("indeks-berkas")
    with pytest.raises(SkpxlError, match="Formulir “keputusan” tidak ada di"):
        old.definition("keputusan")


# -- the definition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ({"warna_belum": ["lain"]}, "kolom `lain` tidak ada; yang ada: berkas, warna, pilih, sendiri, tanda"),
        ({"sama": ["berkas", "lain"]}, "kolom `lain` tidak ada; yang ada: berkas, warna, pilih, sendiri, tanda"),
        ({"kolom": [*COLUMNS, COLUMNS[0]]}, "dua kolom memakai id yang sama"),
        ({"kode": "", "hitungan": "{selesai}"}, "`hitungan` dan `warna_belum` memerlukan `kode`"),
    ],
)
def test_a_list_that_names_what_is_not_there_is_refused(block, why):
    with pytest.raises(ValidationError) as raised:
        definition(**{"columns": block.pop("kolom", COLUMNS), **block})
    # That the sheet then has no block is what pydantic makes of it.
    assert [str(error["ctx"]["error"]) for error in raised.value.errors() if error["type"] == "value_error"] == [why]


def test_its_columns_and_nothing_else_make_its_shape():
    assert shape(definition(hitungan="{selesai}", beku=1)) == shape(definition())
    assert shape(definition(COLUMNS[:-1])) != shape(definition())


def test_repeated_columns_stand_together_as_often_as_the_data_ask():
    twice = [{"id": "isi", "judul": "{huruf}", "lebar": 9, "ulang": True},
             {"id": "buka", "judul": "Buka {huruf}", "lebar": 9, "ulang": True}]  # fmt: skip
    (placed,) = place(definition([COLUMNS[0], *twice, COLUMNS[-1]]), (("contoh", 2),)).daftar
    assert [(column.key, column.judul, column.col) for column in placed.kolom] == [
        ("berkas", "Berkas", 3), ("isi_1", "A", 4), ("buka_1", "Buka A", 5), ("isi_2", "B", 6), ("buka_2", "Buka B", 7),
        ("tanda", "Tanda", 8),
    ]  # fmt: skip


def test_what_is_streamed_has_no_count_above_it():
    book = ListBook(DEFINITION, {"contoh": rows_of(*ANSWERS)}, lists=LISTS)
    with pytest.raises(ProgramError, match="ditulis mengalir"):
        stream_list_book(book, LIBRARY, BytesIO())


@pytest.mark.parametrize(("width", "pages", "repeated"), [(20, 1, None), (100, 2, "$A:$C"), (120, 3, "$A:$C")])
def test_a_list_that_one_page_cannot_show_prints_on_several_that_repeat_its_frozen_columns(
    width, pages, repeated, tmp_path
):
    columns = [{"id": f"kolom_{letter}", "judul": letter, "lebar": width} for letter in "abcde"]
    wide = definition(columns, beku=1, hitungan="{selesai} dari {semua} sudah")
    path = tmp_path / "b.xlsx"
    path.write_bytes(
        write_list_book(ListBook(wide, {"contoh": [ListRow({"kolom_a": "x"}, code=row_code("CTH1", b="1"))]}), LIBRARY)
    )
    assert check_excel(path) == []
    sheet = openpyxl.load_workbook(path).active
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (pages, 0)
    assert sheet.print_title_cols == repeated
    # What stands in a repeated column is printed on every page, a part of the live line too.
    live = {1: "C1", 2: "D1", 3: "D1"}[pages]
    assert [cell.coordinate for cell in sheet[1] if cell.value] == [live]
