"""What stands in the cells of an .xlsx, each value as typed and with its address; no meaning, no rules.

The reader of record: zipfile and expat only, so that error cells, formulas, number formats, defined names and custom
properties are all seen, and no file can abort the process. Elements are matched in whatever namespace the part's
root has (Transitional, Strict, prefixed). `<dimension>` is not looked at.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from skpxl.xlsx.address import a1, alamat, parse_ref
from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.marks import Mark, marks_of
from skpxl.xlsx.number_format import show_number, show_text
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import Package, Unreadable
from skpxl.xlsx.parts import (
    ns_of,
    read_formats,
    read_last_editor,
    read_properties,
    read_strings,
    relations,
    teks_si,
    unescape,
)
from skpxl.xlsx.sheet_parts import MERGES_MAX, sheet_parts
from skpxl.xlsx.strike import Runs, parted, runs_of, runs_of_strings, struck_styles
from skpxl.xlsx.unseen import Unseen

__all__ = ["Book", "Cell", "Grid", "SheetInfo", "a1", "parse_ref", "read_book"]

Kind = Literal["teks", "angka", "logika", "galat", "kosong"]
State = Literal["visible", "hidden", "veryHidden"]

SEL_MAKS = 2_000_000
_OFTEN_MAX = 5_000
_TRUTH = ("TRUE", "FALSE")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Cell:
    """One non-empty cell.

    `text` is what was typed or seen: strings verbatim, numbers by `numbers.number_text`, both with the words that their
    number format adds, errors as `#NAME?`. `formula` is the source without its leading `=` (a follower of a shared
    formula has its master's); with a formula `text` is the cached value and not to be trusted. `kind` `kosong` is a
    formula without one; a formula that gives an empty text is of kind `teks`. `format` is the number format code, empty
    for General. `raw` is the text of `<v>` of a number, else empty. `uncertain` where `text` is the value, but the
    format shows it otherwise (rounded, hidden) or nobody knows how. `struck` where somebody has struck text through: what is
    struck, and what is left (empty where all of it is).
    """

    row: int
    col: int
    text: str
    kind: Kind
    formula: str | None = None
    format: str = ""
    raw: str = ""
    uncertain: bool = False
    struck: tuple[str, str] | None = None

    @property
    def alamat(self) -> str:
        """The address, `B7`."""
        return a1(self.row, self.col)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One entry of the workbook's list of sheets."""

    name: str
    state: State
    part: str


@dataclass(slots=True)
class Grid:
    """One sheet: non-empty cells by (row, column), both from 1, and merges as (row, column, last row, last column).

    `hidden_rows` and `hidden_cols` are those that hold something and cannot be seen: filtered, hidden, of no height.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: Set[int] = frozenset()
    hidden_cols: Set[int] = frozenset()

    def text(self, row: int, col: int) -> str:
        """The text of a cell, empty where there is none."""
        cell = self.cells.get((row, col))
        return cell.text if cell else ""


class Book:
    """A workbook: its sheets in order, names, properties. Made by `read_book`; a sheet is parsed when asked for."""

    sel_maks = SEL_MAKS  # non-empty cells of one sheet
    leads_outside: tuple[str, ...] = ()  # links and queries, by who looked for them

    def __init__(
        self, package: Package, root: str, sheets: list[SheetInfo], names: dict[str, str], date1904: bool
    ) -> None:
        self.sheets = sheets
        self.defined_names = names
        # Names that hold on one sheet only: name -> (sheet, reference) in the order of the file, never in `defined_names`.
        self.scoped_names: dict[str, list[tuple[str, str]]] = {}
        self.date1904 = date1904
        self._package = package
        self._root = root
        self._rel = relations(package, root)
        self._grids: dict[str, Grid] = {}
        self._strings: list[str] | None = None
        self._often: dict[str, str] = {}  # texts inside of cells, which may come again in every row
        self._formats: list[str] | None = None
        self._struck: Set[str] = frozenset()  # numbers of styles that strike through, once formats are read
        self._runs: dict[
            int, Runs
        ] = {}  # shared strings of several looks, once strings are read; none where nothing is struck
        self._properties: dict[str, str] | None = None

    @property
    def properties(self) -> dict[str, str]:
        """The custom document properties (docProps/custom.xml), values as texts."""
        if self._properties is None:
            self._properties = read_properties(self._package)
        return self._properties

    @property
    def saved_by(self) -> str:
        """Who saved the file last, as the program that did so says; empty where it does not."""
        return read_last_editor(self._package)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Comments and text boxes, in the order of the sheets."""
        return marks_of(self._package, [(info.name, info.part) for info in self.sheets])

    def find(self, name: str) -> SheetInfo | None:
        """The entry of a sheet, by exact name, else without regard to case (as Excel does); None where missing."""
        for info in self.sheets:
            if info.name == name:
                return info
        return next((info for info in self.sheets if info.name.casefold() == name.casefold()), None)

    def sheet(self, name: str) -> Grid:
        """The cells of one sheet. Raises KeyError where there is no such sheet, `Unreadable` where it is damaged."""
        info = self.find(name)
        if info is None:
            raise KeyError(name)
        if info.name not in self._grids:
            self._grids[info.name] = _read_sheet(self, info)
        return self._grids[info.name]

    def forget(self, name: str) -> None:
        """Let the cells of a sheet go; asked for again they are parsed again."""
        self._grids.pop(name, None)

    def _string(self, number: str) -> str:
        if self._strings is None:
            part = self._part("sharedStrings", "xl/sharedStrings.xml")
            self._strings = read_strings(self._package, part)
            self._runs = runs_of_strings(self._package, part)
        try:
            index = int(number)
            if index < 0:
                raise IndexError
            return self._strings[index]
        except (ValueError, IndexError) as fault:
            raise Unreadable("berkas-rusak", f"teks nomor {number} tidak ada di buku kerja") from fault

    def _once(self, text: str) -> str:
        """The same text, kept once for all cells that hold it."""
        if len(self._often) > _OFTEN_MAX:
            self._often.clear()
        return self._often.setdefault(text, text)

    def _format(self, style: str | None) -> str:
        if style is None or style == "0":
            return ""
        if self._formats is None:
            part = self._part("styles", "xl/styles.xml")
            self._formats = []
            if part in self._package:
                self._formats, self._struck = read_formats(self._package, part), struck_styles(self._package, part)
        try:
            return self._formats[int(style)]
        except (ValueError, IndexError):
            return ""

    def _part(self, wanted: str, default: str) -> str:
        return next((target for kind, target in self._rel.values() if kind == wanted), default)


def read_book(package: Package) -> Book:
    """Read a workbook's list of sheets and names; the sheets themselves wait until asked for.

    Raises `Unreadable` (`berkas-rusak`, `berkas-bukan-xlsx`).
    """
    main = [target for kind, target in relations(package, "").values() if kind == "officeDocument"]
    root = main[0] if main else "xl/workbook.xml"
    xml = package.xml(root)
    ns, root_name = ns_of(xml)
    if root_name != "workbook":
        raise Unreadable("berkas-bukan-xlsx", "berkas Office yang bukan buku kerja")
    rel = relations(package, root)
    sheets: list[SheetInfo] = []
    for element in xml.iterfind(f"{ns}sheets/{ns}sheet"):
        _, part = rel.get(element.get(_R) or element.get(_R_STRICT) or "", ("", ""))
        state = element.get("state", "visible")
        state = state if state in ("hidden", "veryHidden") else "visible"
        sheets.append(SheetInfo(element.get("name", ""), state, part))  # type: ignore[arg-type]
    if not sheets:
        raise Unreadable("berkas-rusak", "buku kerja tidak memuat satu lembar pun")
    if len({info.name.casefold() for info in sheets}) != len(sheets):
        raise Unreadable("berkas-rusak", "dua lembar bernama sama")
    names: dict[str, str] = {}
    scoped: dict[str, list[tuple[str, str]]] = {}
    for element in xml.iterfind(f"{ns}definedNames/{ns}definedName"):
        local, name, ref = element.get("localSheetId"), element.get("name", ""), (element.text or "").strip()
        if local is None:
            names[name] = ref
        elif local.isascii() and local.isdecimal() and int(local) < len(sheets):
            scoped.setdefault(name, []).append((sheets[int(local)].name, ref))
    pr = xml.find(f"{ns}workbookPr")
    date1904 = pr is not None and pr.get("date1904") in ("1", "true")
    book = Book(package, root, sheets, names, date1904)
    book.scoped_names = scoped
    return book


def _read_sheet(book: Book, info: SheetInfo) -> Grid:
    package = book._package
    if not info.part or info.part not in package:
        raise Unreadable("berkas-rusak", f"isi lembar {info.name} tidak ada")
    cells: PlacedCells[Cell] = PlacedCells()
    count = 0
    merges: list[tuple[int, int, int, int]] = []
    shared: dict[str, str] = {}
    seen: set[int] = set()
    unseen = Unseen()
    row = 0
    for ns, node in sheet_parts(package, info.part):
        if node.tag != f"{ns}row":
            _read_around(node, ns, merges, unseen)
            continue
        number = node.get("r")
        row = alamat(f"A{number}")[0] if number else row + 1
        if row in seen:
            raise Unreadable("berkas-rusak", f"baris {row} ada dua kali di lembar {info.name}")
        seen.add(row)
        if not len(node):
            continue
        unseen.look_at_row(row, node)
        col, taken = 0, dict[int, Cell]()
        for c in node:
            if c.tag != f"{ns}c":
                if c.tag.startswith(ns) and c.tag != f"{ns}extLst":
                    raise Unreadable("berkas-rusak", f"baris {row} di lembar {info.name} berisi unsur asing")
                continue
            ref = c.get("r")
            place = alamat(ref) if ref else (row, col + 1)
            # A moved address is a moved answer: cells stand in the row they name, each further right than the last.
            if place[0] != row or place[1] <= col:
                raise Unreadable("berkas-rusak", f"sel {a1(*place)} tidak pada tempatnya di lembar {info.name}")
            col = place[1]
            if not len(c):
                continue
            cell = _read_cell(book, c, ns, (row, col), shared)  # one number for all cells of a row
            if cell is not None:
                taken[col] = cell
        if taken:
            cells.rows[row] = taken
            count += len(taken)
        if count > book.sel_maks:
            raise Unreadable("berkas-terlalu-besar", f"lembar {info.name} berisi terlalu banyak sel")
    return Grid(info.name, cells, merges, *unseen.among(cells))


def _read_around(node: ElementTree.Element, ns: str, merges: list[tuple[int, int, int, int]], unseen: Unseen) -> None:
    """What stands before and behind the rows of a sheet."""
    if node.tag == f"{ns}cols":
        unseen.look_at_columns(node)
    else:
        _read_merges(node, merges)


def _read_merges(node: ElementTree.Element, merges: list[tuple[int, int, int, int]]) -> None:
    for merge in node:
        first, _, last = merge.get("ref", "").partition(":")
        start = alamat(first)
        merges.append((*start, *(alamat(last) if last else start)))
        if len(merges) > MERGES_MAX:
            raise Unreadable("berkas-terlalu-besar", "terlalu banyak sel gabungan")


def _value_and_formula(
    c: ElementTree.Element, ns: str, place: tuple[int, int]
) -> tuple[ElementTree.Element | None, ElementTree.Element | None]:
    """The `<v>` and the `<f>` of a cell, each at most once and nothing unknown beside them."""
    v = f = None
    for child in c:
        if child.tag == f"{ns}v" and v is None and not len(child):
            v = child
        elif child.tag == f"{ns}f" and f is None:
            f = child
        elif child.tag.startswith(ns) and child.tag not in (f"{ns}is", f"{ns}extLst"):
            raise Unreadable("berkas-rusak", f"sel {a1(*place)} berisi unsur asing")
    return v, f


def _read_cell(
    book: Book, c: ElementTree.Element, ns: str, place: tuple[int, int], shared: dict[str, str]
) -> Cell | None:
    """One `<c>` as a Cell; None for a cell that holds neither value nor formula."""
    row, col = place
    v, f = _value_and_formula(c, ns, place)
    content = (v.text or "") if v is not None else ""
    formula: str | None = None
    if f is not None:
        formula = unescape(f.text or "")
        group = f.get("si")
        if f.get("t") == "shared" and group is not None:
            formula = shared[group] = formula or shared.get(group, "")
    code = book._format(c.get("s"))
    kind, text, raw = _typed(book, c, ns, place, content)
    certain = True
    if code and code != "@" and text:
        if c.get("t", "n") == "n":
            text, certain = show_number(raw, code, book.date1904)
            if text in _TRUTH:  # LibreOffice's way of showing a truth value
                kind = "logika"
        elif kind == "teks":
            text, certain = show_text(text, code)
    if not text and formula is None:
        return None
    if not content and not text and (v is None or c.get("t") != "str"):
        kind = "kosong"
    marked = book._struck or book._runs or c.get("t") == "inlineStr"  # nearly no file has strokes
    struck = _struck(book, c, ns, content, text) if marked else None
    return Cell(row, col, text, kind, formula, code, raw, not certain, struck)


def _struck(book: Book, c: ElementTree.Element, ns: str, content: str, text: str) -> tuple[str, str] | None:
    """What of a text is struck through, and what is not; None where nothing is."""
    whole, kind = c.get("s") in book._struck, c.get("t")
    runs: Runs = ()
    if kind == "s" and book._runs:
        runs = book._runs.get(int(content), ())
    elif kind == "inlineStr" and (inline := c.find(f"{ns}is")) is not None:
        runs = runs_of(inline, ns)
    return parted(runs, text, whole) if runs or whole else None


def _typed(book: Book, c: ElementTree.Element, ns: str, place: tuple[int, int], content: str) -> tuple[Kind, str, str]:
    """The kind of a `<c>`, its text without regard to the number format, and the XML text of a number."""
    kind = c.get("t", "n")
    if kind == "s":
        return "teks", book._string(content.strip()) if content else "", ""
    if kind == "n":
        raw = content.strip()
        text = number_text(raw, "") if raw else ""
        return "angka", raw if text == raw else text, raw
    if kind == "str":
        return "teks", book._once(unescape(content)), ""
    if kind == "inlineStr":
        inline = c.find(f"{ns}is")
        return "teks", book._once(teks_si(inline, ns)) if inline is not None else "", ""
    if kind == "e":
        return "galat", content, ""
    if kind == "b":
        return "logika", "TRUE" if content.strip() in ("1", "true") else "FALSE", ""
    if kind == "d":
        return "angka", content.strip().removesuffix("T00:00:00").replace("T", " "), content
    raise Unreadable("berkas-rusak", f"jenis isi sel {a1(*place)} tidak dikenal")
