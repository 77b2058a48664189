"""What a Kabid puts into a matriks workbook is found again in the next one: his notes, his sheets; nothing else is."""

import io
from pathlib import Path

import openpyxl
import pytest
from excel_rules import check_excel
from forms import LIBRARY, MATRIKS
from hypothesis import given, settings
from hypothesis import strategies as st
from kabid import ANI, BIDANG, BUDI, DAY, KABID, LEFT, P1, P2, P3, Desk, cell_of, column_of, edited, move, row_of, skp
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from skpxl.books.keepsakes import MARK, NOTHING_KEPT, Keepsakes
from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.model.unit import Organisasi
from skpxl.receive.handed_back import read_handed_back
from skpxl.receive.keepsakes import TakenAlong, taken_along

NOTE = Comment("Tolong dicek", "Bu Kabid")
A1_RESULT, A2_RESULT, B1_RESULT = "Berkas kenaikan pangkat terverifikasi", "Rekap usul bulanan", "Data pegawai mutakhir"


@pytest.fixture
def desk() -> Desk:
    return Desk(
        skp(KABID, ("", P1), ("", P2), ("", P3)),
        skp(ANI, (P1, A1_RESULT), ("", A2_RESULT)),
        skp(BUDI, (P2, B1_RESULT)),
    )


def printed(desk: Desk, kept: Keepsakes = NOTHING_KEPT, cells: int = 0) -> bytes:
    """The workbook of the units of the desk, of about so many cells."""
    matrices = desk.matrices()[0]
    book = MatriksBook(
        matrices,
        [matriks.unit.nama for matriks in matrices],
        table_cells=cells,
        kept=kept,
        decisions=desk.journal.decisions,
    )
    return write_matriks_book(book, LIBRARY, form=MATRIKS, instansi="Dinas", tahun="2026", kertas="A4", as_of=DAY)


def read(data: bytes, folder: Path, *more) -> TakenAlong:
    path = folder / "m.xlsx"
    path.write_bytes(data)
    return taken_along(path, more)


def again(desk: Desk, data: bytes, folder: Path) -> bytes:
    """The next workbook over the one that stands there."""
    return printed(desk, read(data, folder).kept)


def notes(data: bytes) -> dict[str, str]:
    """Every note of a workbook: cell -> `author: text`."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment)
    return {f"{cell.parent.title}!{cell.coordinate}": f"{cell.comment.author}: {cell.comment.text}" for cell in cells}


def listed(data: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [*book["Catatan"].iter_rows(min_row=4, values_only=True)] if "Catatan" in book.sheetnames else []


def noted(book: openpyxl.Workbook, name: str, heading: str, text: str) -> None:
    cell_of(book, BIDANG, name, heading).comment = Comment(text, "Bu Kabid")


def at(data: bytes, name: str, heading: str) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return f"{BIDANG}!{cell_of(book, BIDANG, name, heading).coordinate}"


# -- notes -------------------------------------------------------------------------------------------------------------


def test_a_workbook_in_which_nobody_has_worked_has_nothing_to_take_along(desk, tmp_path):
    data = printed(desk)
    assert read(data, tmp_path) == TakenAlong()
    assert again(desk, data, tmp_path) == data


def test_notes_on_a_person_a_result_and_a_product_stand_where_these_stand_now(desk, tmp_path):
    def remark(book):
        sheet = book[BIDANG]
        noted(book, "Ani Rekaan", P1, "hasil")
        sheet.cell(row_of(sheet, "Budi Rekaan"), 1).comment = Comment("orang", "Bu Kabid")
        sheet.cell(row_of(sheet, "Budi Rekaan"), 2).comment = Comment("jabatan", "Bu Kabid")
        head = column_of(sheet, P3)
        heads = next(row for row in range(1, 20) if sheet.cell(row, head).value == P3)
        sheet.cell(heads, head).comment = Comment("produk", "Bu Kabid")

    left = edited(printed(desk), remark)
    # Before the next merge a product in front is deleted, and somebody new comes in above them.
    office = desk.office
    people = [office.pegawai[0], office.pegawai[1], office.pegawai[3], office.pegawai[2]]
    desk.office = Organisasi(pegawai=people, unit=office.unit, produk=[one for one in office.produk if one.teks != P2])
    made = again(desk, left, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book[BIDANG]
    heads = next(row for row in range(1, 20) if sheet.cell(row, column_of(sheet, P3)).value == P3)
    budi = row_of(sheet, "Budi Rekaan")
    assert budi < row_of(sheet, "Ani Rekaan")
    assert notes(made) == {
        at(made, "Ani Rekaan", P1): "Bu Kabid: hasil",
        f"{BIDANG}!A{budi}": "Bu Kabid: orang",
        f"{BIDANG}!B{budi}": "Bu Kabid: jabatan",
        f"{BIDANG}!{sheet.cell(heads, column_of(sheet, P3)).coordinate}": "Bu Kabid: produk",
    }
    assert listed(made) == []


def test_a_note_in_a_workbook_handed_back_is_told_once_and_goes_along(desk, tmp_path):
    left = edited(printed(desk), lambda book: noted(book, "Ani Rekaan", P1, "ganti kalimatnya"))
    back = read_handed_back(left, LIBRARY, file="balik.xlsx")
    taken = read(printed(desk), tmp_path, back)
    place = at(left, "Ani Rekaan", P1)
    assert [(f.code, f"{f.sheet}!{f.cell}", dict(f.rincian)) for f in taken.findings] == [
        ("komentar-di-matriks", place, {"apa": "1 komentar", "isi": f"{place} Bu Kabid: “ganti kalimatnya”"})
    ]
    assert read(printed(desk, taken.kept), tmp_path, back).findings == ()


def test_a_note_goes_with_the_result_that_is_moved(desk, tmp_path):
    def work(book):
        noted(book, "Ani Rekaan", P1, "ikut ke mana pun")
        move(book, BIDANG, "Ani Rekaan", A1_RESULT, P1, P2)

    left = edited(printed(desk), work)
    # The note stayed behind in an empty cell: what it was about is not there any more, and is known by the record.
    desk.hand_back(left)
    assert desk.places()[A1_RESULT] == P2
    made = again(desk, left, tmp_path)
    assert notes(made)[at(made, "Ani Rekaan", P1)] == "Bu Kabid: ikut ke mana pun"

    def remark(book):
        move(book, BIDANG, "Ani Rekaan", A1_RESULT, P2, P3)
        noted(book, "Ani Rekaan", P3, "hasil ini")

    left = edited(made, remark)
    desk.hand_back(left)
    made = again(desk, left, tmp_path)
    assert notes(made)[at(made, "Ani Rekaan", P3)].startswith(f"Bu Kabid: hasil ini\n\n{MARK}\nDipindahkan")


def test_a_note_on_a_result_follows_it_into_another_column(desk, tmp_path):
    left = edited(printed(desk), lambda book: noted(book, "Ani Rekaan", LEFT, "ke mana?"))
    desk.skps[1] = skp(ANI, (P1, A1_RESULT), (P3, A2_RESULT))
    made = again(desk, left, tmp_path)
    assert notes(made) == {at(made, "Ani Rekaan", P3): "Bu Kabid: ke mana?"}


def test_what_has_no_place_any_more_is_listed_and_stays_listed(desk, tmp_path):
    def remark(book):
        noted(book, "Budi Rekaan", P2, "bagus")
        book[BIDANG]["A1"].comment = Comment("judulnya salah", "Kadis")

    left = edited(printed(desk), remark)
    address = at(left, "Budi Rekaan", P2).split("!")[1]
    desk.skps[2] = skp(BUDI)
    made = again(desk, left, tmp_path)
    expected = [(BIDANG, "A1", "Kadis", "judulnya salah"), (BIDANG, address, "Bu Kabid", "bagus")]
    assert (notes(made), listed(made)) == ({}, expected)
    assert again(desk, made, tmp_path) == made
    done = edited(made, lambda book: book["Catatan"].delete_rows(4))
    assert listed(again(desk, done, tmp_path)) == expected[1:]
    none = edited(made, lambda book: book["Catatan"].delete_rows(4, 2))
    assert again(desk, none, tmp_path) == printed(desk)


def test_what_is_ours_in_a_note_is_not_taken_for_theirs(desk, tmp_path):
    # A result that was moved has a note of ours that says so.
    desk.hand_back(edited(printed(desk), lambda book: move(book, BIDANG, "Ani Rekaan", A1_RESULT, P1, P2)))
    plain = printed(desk)
    place = at(plain, "Ani Rekaan", P2)
    ours = notes(plain)[place].removeprefix("skpxl: ")
    assert again(desk, plain, tmp_path) == plain
    made = again(desk, edited(plain, lambda book: noted(book, "Ani Rekaan", P2, "saya")), tmp_path)
    assert notes(made) == {place: f"Bu Kabid: saya\n\n{MARK}\n{ours}"}
    assert again(desk, made, tmp_path) == made

    def by_another_program(book):
        note = cell_of(book, BIDANG, "Ani Rekaan", P2).comment
        cell_of(book, BIDANG, "Ani Rekaan", P2).comment = Comment(note.text, "")

    assert again(desk, edited(plain, by_another_program), tmp_path) == plain

    def write_below(book):
        note = cell_of(book, BIDANG, "Ani Rekaan", P2).comment
        note.text += "\nsetuju"

    assert notes(again(desk, edited(plain, write_below), tmp_path))[place].endswith(f": setuju\n\n{MARK}\n{ours}")
    assert notes(again(desk, edited(made, write_below), tmp_path)) == {
        place: f"Bu Kabid: saya\nsetuju\n\n{MARK}\n{ours}"
    }


# -- sheets of their own -----------------------------------------------------------------------------------------------


def own_sheets(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Rekap saya", 0)
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = (
        "Judul",
        f"=COUNTA('{BIDANG}'!A1:A40)",
        "=Hitung!A1*2",
        "=B1+B2",
    )
    sheet["B1"], sheet["B2"], sheet["B3"], sheet["B4"] = 1234.5, 0.1, True, "'=bukan rumus"
    sheet["B1"].number_format, sheet["B2"].number_format = "#,##0.00", "0%"
    sheet["A1"].font = Font(name="Arial", size=16, bold=True, italic=True, color="FFC00000")
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFFEE00")
    sheet["A1"].border = Border(left=Side("thick", color="FF00B050"), bottom=Side("double"))
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="top", wrap_text=True)
    sheet["C9"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["A1"].comment = Comment("di lembar saya", "Bu Kabid")
    sheet.merge_cells("D1:E3")
    sheet["D1"] = "gabung"
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height = 30, 45
    hidden = book.create_sheet("Hitung")
    hidden["A1"] = 21
    hidden.sheet_state = "hidden"


def test_sheets_of_their_own_stand_behind_ours_with_everything_in_them(desk, tmp_path):
    before = edited(printed(desk), own_sheets)
    made = again(desk, before, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[-3:] == ["Rekap saya", "Hitung", "_skpxl"]
    assert book["Hitung"].sheet_state == "hidden"
    old, new = openpyxl.load_workbook(io.BytesIO(before))["Rekap saya"], book["Rekap saya"]
    for row in old.iter_rows():
        for cell in row:
            other = new[cell.coordinate]
            assert (other.value, other.number_format) == (cell.value, cell.number_format)
            assert other.alignment.wrap_text == cell.alignment.wrap_text
            assert (other.fill.fill_type, other.fill.fgColor.rgb) == (cell.fill.fill_type, cell.fill.fgColor.rgb)
    look = new["A1"]
    assert (look.font.name, look.font.sz, look.font.b, look.font.i) == ("Arial", 16, True, True)
    assert look.font.color.rgb == "FFC00000"
    assert (look.border.left.style, look.border.left.color.rgb, look.border.bottom.style) == (
        "thick", "FF00B050", "double",
    )  # fmt: skip
    assert (look.alignment.horizontal, look.alignment.vertical) == ("center", "top")
    assert look.comment.text == "di lembar saya"
    assert [str(area) for area in new.merged_cells.ranges] == ["D1:E3"]
    assert (new.freeze_panes, new.column_dimensions["A"].width, new.row_dimensions[2].height) == ("B2", 30, 45)
    assert read(before, tmp_path).findings == ()
    (tmp_path / "made.xlsx").write_bytes(made)
    assert check_excel(tmp_path / "made.xlsx") == []


def test_carried_again_any_number_of_times_they_are_the_same_bytes(desk, tmp_path):
    made = again(desk, edited(printed(desk), own_sheets), tmp_path)
    for _ in range(3):
        assert again(desk, made, tmp_path) == made


def test_a_workbook_in_constant_memory_has_them_too(desk, tmp_path):
    work = edited(printed(desk), lambda book: (own_sheets(book), noted(book, "Ani Rekaan", P1, "hasil")))
    kept = read(work, tmp_path).kept
    small, large = printed(desk, kept), printed(desk, kept, cells=500_000)
    assert large != small
    assert read(large, tmp_path).kept == read(small, tmp_path).kept
    assert notes(large) == notes(small) != {}


def test_what_libreoffice_saved_is_found_again(desk, tmp_path, konversi):
    made = again(desk, edited(printed(desk), own_sheets), tmp_path)
    work = edited(made, lambda book: noted(book, "Ani Rekaan", P1, "hasil"))
    (tmp_path / "kabid.xlsx").write_bytes(work)
    saved = konversi(tmp_path / "kabid.xlsx", "xlsx").read_bytes()
    along = read(saved, tmp_path)
    assert along.findings == ()
    later = printed(desk, along.kept)
    book = openpyxl.load_workbook(io.BytesIO(later))
    assert (book["Rekap saya"]["A3"].value, book["Rekap saya"]["A1"].font.b) == ("=Hitung!A1*2", True)
    assert [str(area) for area in book["Rekap saya"].merged_cells.ranges] == ["D1:E3"]
    assert {place: note.split(": ", 1)[1] for place, note in notes(later).items()} == {
        "Rekap saya!A1": "di lembar saya",
        at(later, "Ani Rekaan", P1): "hasil",
    }
    assert again(desk, later, tmp_path) == later
    # Saved by a program and not worked in: a sheet that somebody handed back goes before it.
    (worked,) = desk.hand_back(edited(made, lambda book: book["Hitung"].__setitem__("A1", 99)))
    assert [one.cells[0].value for one in read(saved, tmp_path, worked).kept.sheets if one.name == "Hitung"] == ["99"]


OUTWARD = [
    "'[1]Luar'!A1", "'C:\\x\\[y.xlsx]S'!A1", "cmd|'/c calc'!A0", 'WEBSERVICE("http://x.test")', "[1]!Nama", "NamaSaya",
    'HYPERLINK("http://x.test","klik")', "Tabel1[Kolom]", 'INDIRECT("A1")', 'RTD("a",,"b")', 'CALL("kernel32","x","J")',
    "SUM(1,'http://x.test/[y.xlsx]S'!B2)", 'IF(1,_xlfn.WEBSERVICE("x"),2)', "1;2",
]  # fmt: skip


@pytest.mark.parametrize("formula", OUTWARD)
def test_a_formula_that_leads_outside_is_a_value_and_told(desk, tmp_path, formula):
    def work(book):
        book.create_sheet("Saya")["B2"] = f"={formula}"

    left = edited(printed(desk), work)
    along = read(left, tmp_path)
    assert [(one.code, one.sheet, dict(one.rincian)["sebab"]) for one in along.findings] == [
        ("lembar-tak-terbawa", "Saya", "1 rumus, yang menjadi nilai")
    ]
    made = printed(desk, along.kept)
    assert openpyxl.load_workbook(io.BytesIO(made))["Saya"]["B2"].value is None
    assert listed(made) == [("Saya", "B2", "skpxl", f"Rumus ={formula} menjadi nilai: tidak dapat ikut.")]


def test_a_formula_on_a_sheet_that_is_gone_is_its_value(desk, tmp_path):
    def work(book):
        book.create_sheet("Saya")["A1"] = "=Sebelumnya!A1"

    made = again(desk, edited(printed(desk), work), tmp_path)
    assert listed(made) == [
        ("Saya", "A1", "skpxl", "Rumus =Sebelumnya!A1 menjadi nilai: lembar “Sebelumnya” tidak ada lagi.")
    ]


def test_a_workbook_from_before_the_names_were_recorded_has_fixed_names(desk, tmp_path):
    def work(book):
        record = book["_skpxl"]
        for row in range(record.max_row, 0, -1):
            if record.cell(row, 1).value.startswith('["milik"'):
                record.delete_rows(row)
        for name in ("Ringkasan", "Data 2", "Kaskade BID", "Saya"):
            book.create_sheet(name)["A1"] = 1

    assert [sheet.name for sheet in read(edited(printed(desk), work), tmp_path).kept.sheets] == ["Saya"]


def test_a_sheet_named_like_one_of_ours_to_come_keeps_its_name(desk, tmp_path):
    def work(book):
        book.create_sheet("Catatan")["A1"] = "punya saya"
        book[BIDANG]["A1"].comment = Comment("x", "Bu Kabid")

    made = again(desk, edited(printed(desk), work), tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book["Catatan"]["A1"].value == "punya saya"
    assert book["Catatan 2"]["D4"].value == "x"
    assert again(desk, made, tmp_path) == made


def test_a_handed_back_workbook_gives_its_sheets_and_notes_once(desk, tmp_path):
    first = printed(desk)
    back = edited(first, lambda book: (own_sheets(book), noted(book, "Ani Rekaan", P1, "dari kantor")))
    (book,) = desk.hand_back(back)
    along = read(first, tmp_path, book)
    made = printed(desk, along.kept)
    assert notes(made)[at(made, "Ani Rekaan", P1)] == "Bu Kabid: dari kantor"
    # He throws his sheet away in the new one: the old copy, which lies there still, does not bring it back.
    gone = edited(made, lambda book: book.remove(book["Rekap saya"]))
    along = read(gone, tmp_path, book)
    assert [sheet.name for sheet in along.kept.sheets] == ["Hitung"]


def test_of_two_copies_of_a_sheet_that_one_stays_in_which_somebody_has_worked(desk, tmp_path):
    made = again(desk, edited(printed(desk), own_sheets), tmp_path)

    def write(text):
        return edited(made, lambda book: book["Hitung"].__setitem__("A1", text))

    (worked,) = desk.hand_back(write(99))
    assert [one.cells[0].value for one in read(made, tmp_path, worked).kept.sheets if one.name == "Hitung"] == ["99"]
    (untouched,) = desk.hand_back(edited(made, lambda book: book[BIDANG].__setitem__("Z99", "x")))
    kept = read(write(7), tmp_path, untouched).kept
    assert [one.cells[0].value for one in kept.sheets if one.name == "Hitung"] == ["7"]
    both = read(write(7), tmp_path, worked).kept
    assert openpyxl.load_workbook(io.BytesIO(printed(desk, both)))["Hitung 2"]["A1"].value == 99


def test_what_cannot_be_carried_is_told_sheet_by_sheet(desk, tmp_path):
    def work(book):
        from openpyxl.chart import BarChart, Reference
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.worksheet.datavalidation import DataValidation

        sheet = book.create_sheet("Grafik")
        sheet["A1"] = 3
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=1))
        sheet.add_chart(chart, "C3")
        choice = book.create_sheet("Pilihan")
        choice["A1"] = "Ya"
        rule = DataValidation("list", formula1='"Ya,Tidak"')
        rule.add("A1")
        choice.add_data_validation(rule)
        choice.conditional_formatting.add(
            "A1", CellIsRule("equal", formula=['"Ya"'], fill=PatternFill(bgColor="FF0000"))
        )

    along = read(edited(printed(desk), work), tmp_path)
    assert [(one.sheet, dict(one.rincian)["sebab"]) for one in along.findings] == [
        ("Grafik", "grafik"), ("Pilihan", "format bersyarat, pilihan (drop-down)"),
    ]  # fmt: skip
    assert [sheet.name for sheet in along.kept.sheets] == ["Grafik", "Pilihan"]


# -- any sheet ---------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
# Numbers of fifteen digits at most, as Excel keeps them.
NUMBERS = st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.15G}"))
VALUES = TEXTS | st.integers(-(10**12), 10**12) | NUMBERS | st.booleans()
SIDES = st.sampled_from([None, "thin", "medium", "double", "hair", "slantDashDot"])
COLOURS = st.sampled_from(["FF112233", "FFFFFFFF", "FF000000"])


@st.composite
def sheets(draw):
    """What stands in a sheet: (row, col, value, font, fill, border, alignment, format)."""
    cells = []
    for _ in range(draw(st.integers(1, 6))):
        font = Font(
            name=draw(st.sampled_from(["Calibri", "Arial"])), size=draw(st.sampled_from([8, 11, 10.5])),
            bold=draw(st.booleans()), italic=draw(st.booleans()), color=draw(COLOURS | st.none()),
            underline=draw(st.sampled_from([None, "single"])), strike=draw(st.booleans()),
        )  # fmt: skip
        fill = PatternFill(draw(st.sampled_from([None, "solid", "gray125", "darkGrid"])), fgColor=draw(COLOURS))
        border = Border(left=Side(draw(SIDES), color=draw(COLOURS)), top=Side(draw(SIDES)))
        alignment = Alignment(
            horizontal=draw(st.sampled_from([None, "left", "center", "justify", "fill"])),
            vertical=draw(st.sampled_from([None, "top", "center", "bottom"])),
            wrap_text=draw(st.booleans()), indent=draw(st.integers(0, 3)), text_rotation=draw(st.integers(0, 180)),
        )  # fmt: skip
        code = draw(st.sampled_from(["General", "@", "0.00", "dd/mm/yyyy", "m/d/yyyy", '#,##0" buah"', "h:mm"]))
        place = draw(st.tuples(st.integers(1, 9), st.integers(1, 6)))
        cells.append((*place, draw(VALUES), font, fill, border, alignment, code))
    widths = draw(
        st.dictionaries(st.sampled_from("ABCDEF"), st.floats(0.5, 120) | st.sampled_from([9.140625, 9.1, 13]))
    )
    heights = draw(st.dictionaries(st.integers(1, 12), st.floats(3, 300) | st.just(15)))
    return cells, widths, heights, draw(st.booleans())


@settings(max_examples=12, deadline=None)
@given(sheets())
def test_whatever_the_sheet_the_second_time_it_is_the_same_bytes(tmp_path_factory, sheet):
    cells, widths, heights, merged = sheet
    folder, desk = tmp_path_factory.mktemp("k"), Desk(skp(KABID, ("", P1)))

    def work(book):
        there = book.create_sheet("Saya")
        for row, col, value, font, fill, border, alignment, code in cells:
            cell = there.cell(row, col)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font, cell.fill, cell.border, cell.alignment, cell.number_format = font, fill, border, alignment, code
        for column, width in widths.items():
            there.column_dimensions[column].width = width
        for row, height in heights.items():
            there.row_dimensions[row].height = height
        if merged:
            there.merge_cells("B2:C4")

    made = again(desk, edited(printed(desk), work), folder)
    assert again(desk, made, folder) == made
