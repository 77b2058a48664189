"""Names, texts and values of one small sheet held against each other: which places are believed, found again, or lost.

The sheet was issued as it is drawn in `ISSUED`; every test draws what came back.
"""

from dataclasses import replace

import pytest

from skpxl.forms.agreement import believed
from skpxl.forms.anchors import FoundAnchors
from skpxl.forms.issued import Issued, IssuedSheet
from skpxl.forms.places import locate
from skpxl.forms.surface import Surface, Surfaces
from skpxl.template.imprint import Printed, mark
from skpxl.template.slots import Kotak, Slot
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid, SheetInfo
from skpxl.xlsx.snapshot import Snapshot

# A word is printed, `<key>` a place for an answer, `=word` a locked value as it was issued.
ISSUED = """
FORMULIR | .         | .          | .     | .
NO       | ATASAN    | .          | HASIL | TARGET
1.       | =Melayani | .          | <a>   | <b>
TAMBAHAN | .         | KETERANGAN | .     | .
.        | .         | .          | .     | .
2.       | =Mendata  | .          | <c>   | <d>
CATATAN  | .         | .          | .     | .
SETUJU   | .         | .          | .     | .
"""


def drawn(table: str) -> dict[tuple[int, int], str]:
    """What stands in the cells of a drawing, blank ones left out."""
    lines = [line.split("|") for line in table.strip().splitlines()]
    cells = {(row, col): text.strip() for row, line in enumerate(lines, 1) for col, text in enumerate(line, 1)}
    return {place: text for place, text in cells.items() if text != "."}


def sheet_of(table: str) -> IssuedSheet:
    slots, printed, values = [], [], []
    for (row, col), text in drawn(table).items():
        if text[0] in "<=":
            key = text.strip("<>=")
            path = ("butir", row, key)
            slot = Slot(key, path, "SKP", Kotak(row, col, row, col), text[0] == "=", "", key, key)
            slots.append(slot)
            values += [(slot, mark(key))] if slot.terkunci else []
        else:
            printed.append(Printed(row, col, mark(text), len(text) > 3, False, ""))
    return IssuedSheet("SKP", tuple(slots), tuple(printed), tuple(values))


SHEET = sheet_of(ISSUED)
BLANK = "\n.        | .         | .          | .     | .\n"
STOOD = {slot.key: (slot.kotak.row, slot.kotak.col) for slot in SHEET.slots}


def cells_of(table: str, **typed: str) -> dict[tuple[int, int], Cell]:
    """What stands in the cells that came back, in a place its own key where nothing else was typed there."""
    texts = {place: text.strip("<>=") for place, text in drawn(table).items()}
    return {place: Cell(*place, typed.get(text, text), "teks") for place, text in texts.items()}


def with_rows(many: int, *, above: str) -> str:
    """The sheet with rows put in above the line that begins so."""
    return ISSUED.replace(f"\n{above}", "\n. | ." * many + f"\n{above}")


def now(table: str) -> dict[str, tuple[int, int]]:
    """Where the slots stand in a drawing: the names of a program that knows of every move."""
    return {text.strip("<>="): place for place, text in drawn(table).items() if text[0] in "<="}


def held(table: str, sheet: IssuedSheet = SHEET, **typed: str):
    return believed(Surface("SKP", cells_of(table, **typed)), sheet, now(table), [])


def by_texts(table: str, sheet: IssuedSheet = SHEET):
    """Where the texts alone place each slot."""
    anchors = FoundAnchors(Surface("SKP", cells_of(table)), sheet)
    return {slot.key: anchors.place(slot) for slot in sheet.slots}


def located(table: str, names: dict[str, str], scoped=None, *, sheets=("SKP",), charts=()):
    """(places, codes of what was said) of a workbook with this table on every sheet but charts, and these names."""
    snapshot = Snapshot(
        sheets=tuple(SheetInfo(name, "visible", "") for name in (*sheets, *charts)),
        grids={name: Grid(name, cells_of(table), []) for name in sheets},
        defined_names=names, scoped_names=scoped or {}, properties={}, leads_outside=(),
    )  # fmt: skip
    places, findings = locate(Surfaces(snapshot), Issued((SHEET,), recorded=True))
    return places, [(finding.code, finding.key) for finding in findings]


def ref(sheet: str, row: int, col: int) -> str:
    return f"'{sheet}'!{a1(row, col)}"


# -- names held against the texts -----------------------------------------------------------------------------------------


def test_a_text_between_moved_rows_may_stand_anywhere_between_them():
    # Three rows were put in above it and the blank one below it was deleted.
    table = with_rows(3, above="TAMBAHAN").replace(BLANK, "\n")
    assert now(table)["c"] == (8, 4)
    assert held(table) == now(table)


def test_two_texts_of_one_row_that_stand_in_two_rows_were_torn_apart():
    table = with_rows(3, above="TAMBAHAN").replace(
        ". | .\nTAMBAHAN | .         | KETERANGAN", ". | . | KETERANGAN\nTAMBAHAN | . | ."
    )
    assert {place for place, text in drawn(table).items() if text in ("TAMBAHAN", "KETERANGAN")} == {(7, 1), (6, 3)}
    assert held(table) is None


@pytest.mark.parametrize(("col", "kept"), [(2, False), (3, True), (4, True), (5, True), (6, False)])
def test_a_text_between_columns_is_not_believed_to_stand_before_the_one_or_behind_the_next(col, kept):
    lines = [line.split(" | ") for line in ISSUED.strip().splitlines()]
    lines = [[*cells[:3], ".", *cells[3:]] for cells in lines]
    lines[3][1:] = ["KETERANGAN" if at == col else "." for at in range(2, 7)]
    table = "\n".join(" | ".join(cells) for cells in lines)
    assert now(table)["b"] == (3, 6)
    assert held(table) == (now(table) if kept else None)


def test_an_answer_may_read_like_a_printed_text():
    table = with_rows(1, above="1.")
    assert held(table, a="CATATAN") == now(table)


@pytest.mark.parametrize(("beside", "kept"), [(".", True), ("geser", False)])
def test_what_is_right_of_all_answers_may_have_gone_further_where_no_answer_was_pushed_along(beside, kept):
    sheet = sheet_of("NO | HASIL | SELESAI\n1. | <a> | .")
    table = f"NO | HASIL | . | SELESAI\n1. | <a> | {beside} | ."
    assert held(table, sheet) == ({"a": (2, 2)} if kept else None)


# -- texts alone ----------------------------------------------------------------------------------------------------------


def test_a_row_whose_issued_value_was_overwritten_with_that_of_another_row_is_not_certain():
    typed = ISSUED.replace("=Melayani", "Tulisan sendiri")
    assert by_texts(typed) == STOOD
    copied = ISSUED.replace("=Melayani", "Mendata")
    assert by_texts(copied) == {**STOOD, "a": None, "b": None}


def test_a_heading_that_moved_alone_costs_only_its_own_column():
    table = ISSUED.replace("| ATASAN    | .     ", "| . | ATASAN     ")
    assert by_texts(table) == {**STOOD, "Melayani": None, "Mendata": None}


def test_issued_values_that_read_alike_move_with_the_numbers_beside_them():
    alike = replace(SHEET, values=tuple((slot, mark("Melayani")) for slot, _ in SHEET.values))
    table = with_rows(1, above="1.").replace("=Mendata", "Melayani")
    assert by_texts(table, alike) == {key: (row + 1, col) for key, (row, col) in STOOD.items()}


def test_beside_one_column_of_texts_a_place_is_certain_only_where_all_have_moved_alike():
    sheet = sheet_of("Nama | <a>\nJabatan | <b>\nAlamat | <c>")
    assert by_texts(". | .\nNama | <a>\nJabatan | <b>\nAlamat | <c>", sheet) == {"a": (2, 2), "b": (3, 2), "c": (4, 2)}
    assert by_texts("Nama | <a>\n. | .\nJabatan | <b>\nAlamat | <c>", sheet) == dict.fromkeys("abc")


def test_a_column_without_texts_in_rows_that_moved_apart_is_certain_only_where_its_name_says_the_same():
    sheet = sheet_of("NO | . | HASIL\n1. | <a> | .\nTUTUP | . | .")
    anchors = FoundAnchors(
        Surface("SKP", cells_of(". | NO | . | HASIL\n.\n. | 1. | <a> | .\n. | TUTUP | . | .")), sheet
    )
    (slot,) = sheet.slots
    found = {named: anchors.place(slot, named) for named in ((3, 3), (3, 1), (2, 3), None)}
    assert found == {(3, 3): (3, 3), (3, 1): None, (2, 3): None, None: None}


def test_an_issued_value_in_its_place_stays_there_though_a_text_that_reads_so_is_gone():
    sheet = sheet_of(ISSUED.replace("CATATAN", "Melayani"))
    assert by_texts(ISSUED.replace("CATATAN", "."), sheet)["Melayani"] == STOOD["Melayani"]


def test_two_issued_values_that_changed_places_in_a_row_are_read_where_they_were_and_no_answer_is():
    sheet = sheet_of(ISSUED.replace("=Melayani | .     ", "=Melayani | =Sungguh"))
    swapped = ISSUED.replace("=Melayani | .     ", "=Sungguh | =Melayani")
    assert by_texts(swapped, sheet) == {**STOOD, "Sungguh": (3, 3), **dict.fromkeys("abcd")}


# -- both -----------------------------------------------------------------------------------------------------------------


def test_names_that_a_copy_of_the_sheet_took_along_are_followed_to_it():
    names = dict.fromkeys(STOOD, "SKP!#REF!")
    copy = {key: [("SKP (2)", ref("SKP (2)", *place))] for key, place in STOOD.items()}
    places, told = located(ISSUED, names, copy, sheets=("SKP (2)",))
    assert (places, told) == ({key: ("SKP (2)", *place) for key, place in STOOD.items()}, [])


def test_names_that_lead_to_a_sheet_without_cells_say_nothing():
    names = {key: ref("Bagan", *place) for key, place in STOOD.items()}
    places, told = located(ISSUED, names, charts=("Bagan",))
    assert (places, told) == ({key: ("SKP", *place) for key, place in STOOD.items()}, [("nama-sel-hilang", "")])


def test_names_that_two_copies_took_along_say_nothing():
    names = dict.fromkeys(STOOD, "SKP!#REF!")
    copies = {key: [(name, ref(name, *place)) for name in ("A", "B")] for key, place in STOOD.items()}
    places, told = located(ISSUED, names, copies, sheets=("A", "B"))
    assert (places, sorted(told)) == ({}, sorted(("sel-hilang", key) for key in STOOD))


def test_a_place_that_lost_its_name_stands_where_the_names_of_its_row_and_column_cross():
    table = with_rows(3, above="1.")
    names = {key: ref("SKP", *place) for key, place in now(table).items() if key != "c"}
    places, told = located(table, names)
    assert (places["c"], told) == (("SKP", 9, 4), [("nama-sel-hilang", "")])


def test_a_row_that_lost_all_its_names_is_found_by_its_texts_in_line_with_the_names_of_its_columns():
    table = with_rows(3, above="1.")
    names = {key: ref("SKP", row, col) for key, (row, col) in now(table).items() if row == 6}
    assert list(names) == ["Melayani", "a", "b"]
    places, told = located(table, names)
    assert places == {key: ("SKP", *place) for key, place in now(table).items()}
    assert told == [("nama-sel-hilang", "")]
