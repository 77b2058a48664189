"""Rows, columns and cells of an issued workbook moved about, in its XML; a library for the tests, it proves nothing itself.

An operation says where each cell of one sheet goes. The names of the slots then are `stale` (left where they were),
`moved` (with their cells, as Excel does; what was deleted is `#REF!`) or `lost`.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import combinations, groupby, product

from catalogue import definition_of, library_of, library_with
from forms import (
    GOOD,
    KABID,
    MATRIKS,
    ORGANISASI,
    PEGAWAI,
    PRODUK,
    SIGNING_KEY,
    UNIT,
    evaluation_of,
    make_form,
    written,
)  # fmt: skip

from skpxl.kinds.skp import skp_dari
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Produk
from skpxl.template.form import Form
from skpxl.xlsx.address import a1, alamat

Place = tuple[int, int]
Area = tuple[int, int, int, int]  # first row, first column, last row, last column
Move = Callable[[int, int], Place | None]

STATES = ("stale", "moved", "lost")
FILLS = ("rich", "sparse")

# -- filled forms ------------------------------------------------------------------------------------------------------

# More people and products than in forms.py, so that a matriks has rows and columns to mix up.
LARGE = Organisasi(
    pegawai=(
        *PEGAWAI,
        *(
            Pegawai(
                nip=f"19910101201{ke}01290{ke}", nama=f"Pegawai Rekaan {ke}", pangkat_golongan="Penata, III/c",
                jabatan="Analis Rekaan", unit_kerja="BPK", nip_penilai=KABID, baris=10 + ke,
            )
            for ke in range(1, 4)
        ),
    ),
    unit=(UNIT,),
    produk=(*PRODUK, *(Produk(unit="BPK", kode=str(ke), teks=f"Produk rekaan {ke}") for ke in (3, 4))),
)  # fmt: skip


def rich(form: Form) -> Form:
    """The form with every entry cell filled, each with a text of its own; where a list must be kept, with its values."""
    pilihan = {name: [choice.teks for choice in choices] for name, choices in form.pilihan.items()}
    daftar = library_with(form.definition).daftar

    def text(ke: int, key: str) -> str:
        slot = form.layout.by_key[key]
        if slot.daftar and not slot.bebas and not slot.saran:
            values = pilihan.get(slot.daftar) or daftar[slot.daftar].nilai
            return values[ke % len(values)]
        return f"isi {key}"

    return form.filled({slot.key: text(ke, slot.key) for ke, slot in enumerate(form.layout.entri)})


def filled(form: str, fill: str) -> Form:
    """The issued form with all entry cells filled (`rich`) or as in `GOOD` (`sparse`)."""
    if fill == "sparse":
        return make_form(form, GOOD[form], signing_key=SIGNING_KEY)
    if definition_of(form).isi == "evaluasi":
        skp = skp_dari(rich(make_form(definition_of(form).evaluasi_dari)))
        return rich(evaluation_of(skp, signing_key=SIGNING_KEY, library=library_of(form)))
    return rich(make_form(form, signing_key=SIGNING_KEY, organisasi=LARGE if form == MATRIKS else ORGANISASI))


# -- workbooks ---------------------------------------------------------------------------------------------------------

_ROW = re.compile(r'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_MERGE = re.compile(r'<mergeCell ref="([A-Z]+\d+):([A-Z]+\d+)"/>')
_DROPPED = re.compile(
    r"<dataValidations.*?</dataValidations>|<conditionalFormatting.*?</conditionalFormatting>"
    r'|<ignoredErrors.*?</ignoredErrors>|<dimension [^>]*/>|<(?:row|col)Breaks.*?</(?:row|col)Breaks>| spans="[^"]*"',
    re.DOTALL,
)
_NAME = re.compile(r'(<definedName name="([^"]+)">)([^<]*)(</definedName>)')


@dataclass(frozen=True)
class Cell:
    """A cell of the XML: its attributes without the address, what is between its tags, and the text it shows."""

    attributes: str
    inside: str
    text: str

    @property
    def content(self) -> tuple[str, str]:
        """What stands in it; its style apart."""
        return re.sub(r' s="\d+"', "", self.attributes), self.inside


@dataclass(frozen=True)
class Table:
    """One sheet, taken apart: before the rows, the attributes of rows, cells, merges, behind the rows."""

    head: str
    rows: Mapping[int, str]
    cells: Mapping[Place, Cell]
    merges: tuple[Area, ...]
    tail: str

    @property
    def contents(self) -> dict[Place, tuple[str, str]]:
        """What stands in the cells that are not empty."""
        return {place: cell.content for place, cell in self.cells.items() if cell.inside}

    def text(self, row: int, col: int) -> str:
        """What a cell shows."""
        cell = self.cells.get((row, col))
        return cell.text if cell else ""


def table_of(xml: str, strings: list[str]) -> Table:
    """Take a sheet apart; what refers to cells by address and does not move here is left out."""
    xml = _DROPPED.sub("", xml)
    start, end = xml.index("<sheetData>") + len("<sheetData>"), xml.index("</sheetData>")
    rows, cells = {}, {}
    for number, attributes, inside in _ROW.findall(xml[start:end]):
        rows[int(number)] = attributes
        for ref, attributes_of_cell, content in _CELL.findall(inside or ""):
            value = re.search(r"<v>([^<]*)</v>", content)
            text = unescape(value[1]) if value else ""
            if ' t="s"' in attributes_of_cell:
                text = strings[int(text)]
            cells[alamat(ref)] = Cell(attributes_of_cell, content, text)
    merges = tuple((*alamat(first), *alamat(last)) for first, last in _MERGE.findall(xml[end:]))
    tail = re.sub(r"<mergeCells.*?</mergeCells>", "\0", xml[end:])
    assert tail.count("\0") == bool(merges)
    return Table(xml[:start], rows, cells, merges, tail)


def xml_of(table: Table) -> str:
    """The sheet put together again."""
    lines = []
    ordered = sorted(table.cells.items())
    rows = {row: list(cells) for row, cells in groupby(ordered, key=lambda one: one[0][0])}
    for row in sorted(rows.keys() | table.rows.keys()):
        cells = "".join(f'<c r="{a1(*place)}"{cell.attributes}>{cell.inside}</c>' for place, cell in rows.get(row, []))
        lines.append(f'<row r="{row}"{table.rows.get(row, "")}>{cells}</row>')
    merges = "".join(f'<mergeCell ref="{a1(r, c)}:{a1(r2, c2)}"/>' for r, c, r2, c2 in table.merges)
    merges = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return table.head + "".join(lines) + table.tail.replace("\0", merges)


def moved(table: Table, to: Move, kept: bool = False) -> Table:
    """The sheet with every cell where `to` puts it (None deletes it).

    A merge stays one where no other cell gets between its own. With `kept` one whose first cell is deleted keeps its
    text in the first that is left; else that text is gone with the cell.
    """
    cells: dict[Place, Cell] = {}
    where = {place: to(*place) for place in _area(table)}
    from_ = {new: old for old, new in where.items() if new}
    for place, cell in table.cells.items():
        new = where[place]
        # A cell that is written over keeps nothing of what it held.
        if new and from_[new] == place:
            cells[new] = cell
    merges = []
    for r, c, r2, c2 in table.merges:
        own = set(product(range(r, r2 + 1), range(c, c2 + 1)))
        there = [new for new in (where[place] for place in own) if new]
        if not there:
            continue
        box = (min(r for r, _ in there), min(c for _, c in there), max(r for r, _ in there), max(c for _, c in there))
        inside = product(range(box[0], box[2] + 1), range(box[1], box[3] + 1))
        if any(from_.get(place, (r, c)) not in own for place in inside):
            continue
        if kept and where[r, c] is None and (r, c) in table.cells:
            cells[box[:2]] = table.cells[r, c]
        if box[:2] != box[2:]:
            merges.append(box)
    heights = {new[0]: table.rows[row] for row in table.rows if (new := where.get((row, 1))) and new[1] == 1}
    return Table(table.head, heights, cells, tuple(merges), table.tail)


def _area(table: Table) -> Iterator[Place]:
    last_row = max([row for row, _ in table.cells] + [area[2] for area in table.merges])
    last_col = max([col for _, col in table.cells] + [area[3] for area in table.merges])
    return product(range(1, last_row + 2), range(1, last_col + 2))


class Book:
    """An issued and filled workbook: its parts, its sheets with entry cells taken apart, what was typed into it."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.data = written(form)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.workbook = self.parts["xl/workbook.xml"].decode()
        strings = [
            unescape("".join(re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", one)))
            for one in re.findall(r"<si>(.*?)</si>", self.parts["xl/sharedStrings.xml"].decode(), re.DOTALL)
        ]
        self.sheets: dict[str, str] = {}
        self.tables: dict[str, Table] = {}
        for number, halaman in enumerate(form.layout.halaman, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            self.sheets[halaman.lembar.nama] = part
            if any(not slot.terkunci for slot in halaman.slots):
                self.tables[halaman.lembar.nama] = table_of(self.parts[part].decode(), strings)
        self.typed = {slot.key: form.isian.get(slot.key, "") for slot in form.layout.entri}
        self.places = {slot.key: (slot.sheet, (slot.kotak.row, slot.kotak.col)) for slot in form.layout.slots}
        self.entry = {self.places[slot.key]: slot.key for slot in form.layout.entri}


# -- operations --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Operation:
    """What somebody does to one sheet; `kind` and `what` say it in words."""

    kind: str
    sheet: str
    what: str
    to: Move = field(compare=False, repr=False)
    kept: bool = False

    def __str__(self) -> str:
        return f"{self.kind} [{self.sheet}] {self.what}"


def inserted(at: int, by: int) -> Callable[[int], int]:
    """Where a row goes when `by` rows are inserted before row `at`."""
    return lambda n: n + by if n >= at else n


def deleted(at: int) -> Callable[[int], int | None]:
    """Where a row goes when row `at` is deleted."""
    return lambda n: None if n == at else n - (n > at)


def carried(start: int, count: int, to: int) -> Callable[[int], int]:
    """Where a row goes when `count` rows from `start` are cut and inserted before row `to`, outside of them."""

    def where(n: int) -> int:
        if start <= n < start + count:
            return n - start + (to if to < start else to - count)
        if to <= n < start:
            return n + count
        if start + count <= n < to:
            return n - count
        return n

    return where


def swapped(one: int, other: int, count: int = 1) -> Callable[[int], int]:
    """Where a row goes when `count` rows from `one` change places with as many from `other`."""

    def where(n: int) -> int:
        if one <= n < one + count:
            return n - one + other
        return n - other + one if other <= n < other + count else n

    return where


def ordered(first: int, order: list[int]) -> Callable[[int], int]:
    """Where a row goes when the rows from `first` are put in `order`."""
    new = {row: first + ke for ke, row in enumerate(order)}
    return lambda n: new.get(n, n)


def rows(where: Callable[[int], int | None], cols: range | None = None) -> Move:
    """Whole rows go where `where` says, or only their cells in `cols`."""

    def to(row: int, col: int) -> Place | None:
        new = row if cols and col not in cols else where(row)
        return None if new is None else (new, col)

    return to


def columns(where: Callable[[int], int | None]) -> Move:
    """Whole columns go where `where` says."""

    def to(row: int, col: int) -> Place | None:
        new = where(col)
        return None if new is None else (row, new)

    return to


def runs(numbers: set[int]) -> list[list[int]]:
    """Numbers without a gap between them, together."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def items(book: Book, sheet: str) -> Iterator[tuple[int, int]]:
    """The rows where the items of tables begin, each with the number of rows it takes."""
    for seksi in book.form.layout.seksi:
        if seksi.sheet == sheet:
            yield from ((row, seksi.selang) for row in seksi.baris)


MOST = 700  # moves and swaps of rows on one sheet; of the others there are all


def operations(book: Book) -> dict[str, list[Operation]]:
    """All operations on the sheets of a workbook, by kind, each kind in a fixed order of chance."""
    found: dict[str, list[Operation]] = {}

    def add(kind: str, sheet: str, what: str, to: Move, kept: bool = False) -> None:
        found.setdefault(kind, []).append(Operation(kind, sheet, what, to, kept))

    for sheet, table in book.tables.items():
        last_row, last_col = max(row for row, _ in table.cells), max(col for _, col in table.cells)
        regions = runs({place[0] for name, place in book.entry if name == sheet})
        for at in range(1, last_row + 2):
            for by in (1, 2, 3):
                add("insert rows", sheet, f"{by} before {at}", rows(inserted(at, by)))
            add("insert cell", sheet, f"before A{at}", rows(inserted(at, 1), range(1, 2)))
        for at in range(1, last_col + 2):
            for by in (1, 2, 3):
                add("insert columns", sheet, f"{by} before {a1(1, at)[:-1]}", columns(inserted(at, by)))
        for kept in (False, True):
            words = ", merges keep their text" * kept
            for at in range(1, last_row + 1):
                add("delete row", sheet, f"{at}{words}", rows(deleted(at)), kept)
            for at in range(1, last_col + 1):
                add("delete column", sheet, f"{a1(1, at)[:-1]}{words}", columns(deleted(at)), kept)
        every = product((1, 2, 4), range(1, last_row + 1), range(1, last_row + 2))
        moves = [
            (start, count, to)
            for count, start, to in every
            if start + count - 1 <= last_row and not start <= to <= start + count
        ]
        for start, count, to in random.Random(sheet).sample(moves, min(MOST, len(moves))):
            add("move rows", sheet, f"{count} from {start} to before {to}", rows(carried(start, count, to)))
        for start, to in product(range(1, last_col + 1), range(1, last_col + 2)):
            if not start <= to <= start + 1:
                what = f"{a1(1, start)[:-1]} to before {a1(1, to)[:-1]}"
                add("move column", sheet, what, columns(carried(start, 1, to)))
        pairs = list(combinations(range(1, last_row + 1), 2))
        for one, other in random.Random(sheet).sample(pairs, min(MOST, len(pairs))):
            add("swap rows", sheet, f"{one} and {other}", rows(swapped(one, other)))
        for one, other in combinations(range(1, last_col + 1), 2):
            what = f"{a1(1, one)[:-1]} and {a1(1, other)[:-1]}"
            add("swap columns", sheet, what, columns(swapped(one, other)))
        for (one, size), (other, same) in combinations(items(book, sheet), 2):
            if size == same > 1:
                add("swap items", sheet, f"{size} rows each, {one} and {other}", rows(swapped(one, other, size)))
        for region in regions:
            for col, reverse, first in product(range(1, last_col + 1), (False, True), range(len(region) - 1)):
                part = region[first:]
                order = sorted(part, key=lambda row, col=col: table.text(row, col), reverse=reverse)
                if order != part:
                    what = f"rows {part[0]}-{part[-1]} by {a1(1, col)[:-1]}{' downwards' * reverse}"
                    add("sort", sheet, what, rows(ordered(part[0], order)))
            numbered = {row for row in region if table.text(row, 1) and (sheet, (row, 1)) not in book.entry}
            for by in (1, -1):
                for first in range(len(numbered)):
                    some = set(sorted(numbered)[first:] if by > 0 else sorted(numbered, reverse=True)[first:])
                    add("numbers alone", sheet, f"{sorted(some)} by {by}", _numbers(some, by, table))
    for kind, all_of_it in found.items():
        random.Random(kind).shuffle(all_of_it)
    found[TWO] = [
        replace(two, kind=TWO, what=f"{one.kind} {one.what}; {two.kind} {two.what}", to=_after(one.to, two.to))
        for one, two in _pairs([found[kind] for kind in ONE_WAY])
    ]
    return found


# Two of one of these on a sheet never amount to another order of its rows, which only a person could know.
TWO = "two of these"
ONE_WAY = ("insert rows", "insert columns", "delete row", "delete column")


def _pairs(kinds: list[list[Operation]]) -> Iterator[tuple[Operation, Operation]]:
    rnd = random.Random(TWO)
    for _ in range(1000):
        one, two = rnd.choice(rnd.choice(kinds)), rnd.choice(rnd.choice(kinds))
        if one.sheet == two.sheet and not one.kept and not two.kept:
            yield one, two


def _after(one: Move, two: Move) -> Move:
    def to(row: int, col: int) -> Place | None:
        place = one(row, col)
        return two(*place) if place else None

    return to


def _numbers(some: set[int], by: int, table: Table) -> Move:
    """The printed texts of these rows in the first column by one row down or up; nothing is written over."""

    def free(row: int) -> bool:
        return row in some or (row >= 1 and not table.text(row, 1))

    def to(row: int, col: int) -> Place | None:
        if col == 1 and row in some:
            return (row + by, col) if free(row + by) else None
        # The blank cell that is written over is no more.
        return None if col == 1 and row - by in some and free(row) else (row, col)

    return to


# -- what comes of it --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Damaged:
    """A workbook after an operation, what should be read in it, and which answers cannot be missed.

    With `outside` texts have come to stand where nothing stood before.
    """

    data: bytes
    typed: Mapping[str, str]
    sure: frozenset[str]
    outside: bool


def damaged(book: Book, one: Operation, state: str) -> Damaged:
    """Do an operation, with the names in this state."""
    table = book.tables[one.sheet]
    new = moved(table, one.to, one.kept)
    parts = {**book.parts, book.sheets[one.sheet]: xml_of(new).encode()}
    parts["xl/workbook.xml"] = _named(book, one, state).encode()
    typed, outside = (None, False) if state == "moved" else as_typed(book, one.sheet, table, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    sure = _sure(book, one, table, new) if state == "moved" and one.kind in ONE_WAY else frozenset()
    return Damaged(out.getvalue(), {**book.typed, **(typed or {})}, sure, outside)


def as_typed(book: Book, sheet: str, table: Table, new: Table) -> tuple[dict[str, str] | None, bool]:
    """What the entry cells of a sheet say where all that is printed or locked on it stands as it did; else None.

    Nobody can tell that from a sheet that was filled in so. A formula (the live line) says nothing of places. The other
    value: has a text come to stand outside of the entry cells?
    """
    before, now = table.contents, new.contents
    changed = {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)}
    typed = {place: new.text(*place) for place in changed if (sheet, place) in book.entry}
    others = changed - typed.keys()
    if any(place in before and "<f" not in before[place][1] for place in others):
        return None, False
    outside = any(place in now and "<f" not in now[place][1] for place in others)
    return {book.entry[sheet, place]: text for place, text in typed.items()}, outside


def _sure(book: Book, one: Operation, table: Table, new: Table) -> frozenset[str]:
    """The answers that are to be read where rows or columns were put in or taken out and the names have moved along.

    All but the deleted ones, where a name shows that they have moved. Where none had to, the names look as if left behind;
    then those beside which something printed still stands as it did. Those of the sheet need not be read where half of
    what is printed on it is gone (column A with the titles): it may be any sheet.
    """
    places = {key: place for key, (sheet, place) in book.places.items() if sheet == one.sheet}
    keys = {key for key in book.typed if book.typed[key] and (key not in places or one.to(*places[key]))}
    printed = table.contents.keys() - places.values()
    if sum(one.to(*place) is None for place in printed) * 2 >= len(printed):
        return frozenset(keys - places.keys())
    if any(one.to(*place) != place for place in places.values()):
        return frozenset(keys)
    before, now = table.contents, new.contents
    stand = {place[0] for place in before if (one.sheet, place) not in book.entry and before[place] == now.get(place)}
    return frozenset(key for key in keys if key not in places or places[key][0] in stand)


def _named(book: Book, one: Operation, state: str) -> str:
    if state == "lost":
        return re.sub(r"<definedNames>.*?</definedNames>", "", book.workbook, flags=re.DOTALL)

    def name(match: re.Match[str]) -> str:
        sheet, place = book.places.get(match[2], ("", (0, 0)))
        if sheet != one.sheet:
            return match[0]
        new = one.to(*place)
        prefix = match[3].rpartition("!")[0]
        return f"{match[1]}{prefix}!{a1(*new, mutlak=True) if new else '#REF!'}{match[4]}"

    return book.workbook if state == "stale" else _NAME.sub(name, book.workbook)
