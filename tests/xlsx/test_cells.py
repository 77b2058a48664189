"""A sheet's cells kept by rows are the mapping they look like; taken, they are the very rows, in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.foreign.sheet import Sheet
from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.grid import SEL_MAKS, Cell, Grid
from skpxl.xlsx.sheet_parts import _ELEMENTS_MAX
from skpxl.xlsx.text_source import read_delimited

PLACES = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 9)), st.text(max_size=3), max_size=20)


@settings(max_examples=40)
@given(PLACES)
def test_cells_are_a_mapping_by_place(placed):
    cells = PlacedCells(placed.items())
    assert cells == placed and len(cells) == len(placed) and bool(cells) == bool(placed)
    assert sorted(cells) == sorted(placed) and dict(cells.items()) == placed
    assert list(cells.values()) == [placed[place] for place in cells]
    for place in [(row, col) for row in range(11) for col in range(11)]:
        assert (place in cells) == (place in placed)
        assert cells.get(place) == placed.get(place)
        assert cells.get(place, "?") == placed.get(place, "?")
    rows = cells.take()
    assert [(row, col) for row, columns in rows.items() for col in columns] == sorted(placed)
    assert {(row, col): text for row, columns in rows.items() for col, text in columns.items()} == placed
    assert len(cells) == 0 and "A1" not in cells


def test_a_used_up_list_is_not_there_twice():
    grid = read_delimited(b"NIP;Nama\n1;Sari\n2;Joko\n")
    first = grid.cells[2, 2]
    sheet = Sheet(grid, using_up=True)
    assert sheet.rows[2][2] is first and len(grid.cells) == 0
    assert {row: [cell.text for cell in cells.values()] for row, cells in sheet.rows.items()} == {
        1: ["NIP", "Nama"],
        2: ["1", "Sari"],
        3: ["2", "Joko"],
    }


def test_a_sheet_of_cells_at_any_place_is_in_order_and_its_source_is_left_alone():
    cells = {(row, col): Cell(row, col, text, "teks") for row, col, text in ((3, 1, "c"), (1, 2, "b"), (1, 1, " "))}
    grid = Grid("S", cells, [])
    assert [*Sheet(grid).rows] == [1, 3] and [*Sheet(grid).rows[1]] == [2]
    assert [*Sheet(grid, blanks=True).rows[1]] == [1, 2] and len(grid.cells) == 3
    assert (Sheet(grid).last_row, Sheet(grid).last_col) == (3, 2)


def test_as_many_cells_as_a_sheet_may_have_may_have_their_texts_inside():
    assert _ELEMENTS_MAX > 3 * SEL_MAKS  # c, is and t of each
