"""The common engine of strangers' sheets: a sheet indexed, headings found, columns asked, people taken apart."""

import pytest
from forms import LIBRARY

from skpxl.foreign.columns import Columns, find_headings, numbers_columns, paths_of
from skpxl.foreign.people import NameAndNip, holds_nip, nip_inside, nips_of_lines, split_lines
from skpxl.foreign.sheet import Sheet
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.package import Unreadable

LABEL = LIBRARY.wording("matriks")
NIP, OTHER = "198107012006041903", "197205011998032901"


class Toy:
    """Titles of a toy: a table of goods has a name and a price."""

    kinds = ("goods",)

    def role(self, kind, path):
        return {"name": ("name", 0), "goods name": ("name", 1), "price": ("price", 0)}.get(" ".join(path).lower())

    def complete(self, kind, roles):
        return roles == {"name", "price"}

    def sure(self, rank):
        return rank < 2

    def is_heading(self, texts):
        return {text.lower() for text in texts} >= {"name", "price"}

    def is_subtitle(self, text):
        return text == "unit"

    def is_group(self, text):
        return text == "Goods"


def sheet(rows, merges=(), **words):
    cells = {
        (row, col): Cell(row, col, text, "teks")
        for row, texts in enumerate(rows, start=1)
        for col, text in enumerate(texts, start=1)
        if text
    }
    return Sheet(Grid("S", cells, list(merges)), **words)


def test_a_merged_cell_is_seen_everywhere_it_covers_and_a_blank_only_where_asked_for():
    made = sheet([["a", "", "b"], ["", "", "  "]], [(1, 1, 2, 2)])
    assert [made.text(row, col) for row in (1, 2) for col in (1, 2, 3)] == ["a", "a", "b", "a", "a", ""]
    assert (made.end(1, 1), made.end(1, 3), made.origin(2, 2)) == ((2, 2), (1, 3), (1, 1))
    assert (made.from_above(1), made.from_above(2), made.heads_columns(1), made.heads_columns(2)) == (
        False, True, True, False,
    )  # fmt: skip
    assert (sorted(made.rows), sorted(sheet([["a"], [" "]], blanks=True).rows)) == ([1], [1, 2])
    assert (made.last_row, made.last_col, made.cell(9, 9)) == (2, 3, None)


def test_a_text_under_a_merge_is_seen_in_its_own_place():
    assert sheet([["a", "hidden"]], [(1, 1, 1, 2)]).text(1, 2) == "hidden"


def test_merges_that_nobody_makes_are_refused():
    rows = [["x"] * 30, *([""] for _ in range(5000)), ["x"]]
    merges = [(1, col, 5000, 30) for col in range(1, 31)]
    with pytest.raises(Unreadable) as caught:
        sheet(rows, merges)
    assert (caught.value.code, caught.value.detail) == (
        "berkas-terlalu-besar",
        "terlalu banyak sel gabungan di lembar S",
    )


HEADINGS = {
    "one row": ([["title"], ["Name", "Price"], ["tea", "2"]], [], [(2, 2, {"name": 1, "price": 2})]),
    "two rows, the upper one merged": (
        [["Name", "Price", "Stock"], ["", "", "unit"], ["tea", "2", "x"]],
        [(1, 1, 2, 1), (1, 2, 2, 2)],
        [(1, 2, {"name": 1, "price": 2})],
    ),
    "again on the next page": (
        [["Name", "Price"], ["tea", "2"], ["Price", "Name"]],
        [],
        [(1, 1, {"name": 1, "price": 2}), (3, 3, {"name": 2, "price": 1})],
    ),
    "a row of data is none": ([["Name", "Price", "12345678"]], [], []),
    "not enough": ([["Name", "Colour"]], [], []),
}


@pytest.mark.parametrize(("rows", "merges", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings_are_found_over_their_rows(rows, merges, expected):
    found = find_headings(sheet(rows, merges), Toy())
    assert [
        (one.top, one.bottom, {role: places[0][1] for role, places in one.roles.items()}) for one in found
    ] == expected


def test_a_head_over_several_columns_counts_for_each_merged_or_not():
    merged = sheet([["Goods", "", "No"], ["Name", "Price", ""]], [(1, 1, 1, 2)])
    bare = sheet([["Goods", "", "No"], ["Name", "Price", ""]])
    expected = {1: ("Goods", "Name"), 2: ("Goods", "Price"), 3: ("No",)}
    assert (paths_of(merged, 1, 2), paths_of(bare, 1, 2)) == (expected, expected)


def test_columns_are_asked_by_place_and_by_role():
    columns = Columns((("nama", 2, 3), ("lain", 4, 4), ("lain", 6, 6)))
    assert [columns.role(col) for col in range(1, 8)] == ["", "nama", "nama", "lain", "", "lain", ""]
    assert (columns.span("nama"), columns.span("lain"), columns.span("nip")) == (range(2, 4), range(4, 5), range(0))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["(1)", "(2)", "(3)"], True),
        (["1", "2.", "3"], True),
        (["3", "4", "5", "6"], True),
        (["1", "2"], False),
        (["1", "2", "4"], True),
        (["1", "2", "2"], False),
        (["2", "1", "3"], False),
        (["1", "2", "tiga"], False),
        ([], False),
    ],
)
def test_a_row_that_numbers_the_columns(texts, expected):
    assert numbers_columns(texts) is expected


def test_people_in_one_cell():
    assert split_lines(f"Agus Contoh\nNIP. {NIP}\nketua", LABEL) == NameAndNip("Agus Contoh", NIP, rest=("ketua",))
    assert split_lines("Agus Contoh\nPenata, III/c", LABEL) == NameAndNip("Agus Contoh", "")
    assert split_lines("", LABEL) == NameAndNip("", "")
    assert nips_of_lines(f"NIP. {NIP} / {OTHER}\n{NIP}") == [NIP, OTHER]
    assert (nip_inside(f"H.7.{NIP}"), nip_inside(f"{NIP} {OTHER}"), nip_inside("H.7")) == (NIP, "", "")
    assert (holds_nip("19810701 200604 1 903"), holds_nip("1981070120060419031")) == (True, False)
