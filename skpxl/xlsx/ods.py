"""The sheets, names and properties of an .ods or a flat .fods (ODF 1.3, part 3), for `xlsx/child.py`. No meaning, no rules.

White space between elements means nothing. What leads outside is named, never opened.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from skpxl.xlsx.member import as_utf8
from skpxl.xlsx.ods_cell import META, OFFICE, STYLE, TABLE, Value, formula_of, value_of
from skpxl.xlsx.ods_marks import hidden_columns, is_hidden, marks_at, marks_of_shapes, struck_part, struck_styles
from skpxl.xlsx.package import Package, Unreadable, parse_xml, unparsed

_GROUPS = {f"{TABLE}{name}" for name in ("table-rows", "table-header-rows", "table-row-group")}
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_BLANK = {f"{TABLE}style-name", f"{TABLE}number-columns-repeated", f"{TABLE}content-validation-name"}
_ROWS, _COLUMNS = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?('(?:[^']|'')*'|[^.']+)\.(\$?[A-Z]+\$?\d+)(?::(?:[^:]*\.)?(\$?[A-Z]+\$?\d+))?")
_ELSEWHERE = re.compile(r"^'(?:file|https?|ftp):")
# What leads outside, by element; formulas are looked at apart.
_OUTSIDE = {
    f"{TABLE}dde-links": "tautan DDE",
    f"{TABLE}table-source": "lembar dari berkas lain",
    f"{TABLE}cell-range-source": "data dari berkas atau halaman web lain",
    f"{TABLE}database-source-sql": "sambungan basis data",
    f"{TABLE}database-source-query": "sambungan basis data",
    f"{TABLE}database-source-table": "sambungan basis data",
}
_FORMULA_OUTSIDE = re.compile(r"'(?:file|https?|ftp):|\b(?:DDE|WEBSERVICE)\(", re.IGNORECASE)

_MARKS_MAX = 2_000  # of one workbook
Row = tuple[int, int, *Value, tuple[str, str] | None]


def read_ods(package: Package, cells_max: int) -> dict[str, Any]:
    """The sheets, names and properties of an .ods in the form that `xlsx/apart.py` takes; at most so many cells.

    Raises `Unreadable` for what is no OpenDocument spreadsheet, or holds too much.
    """
    return _read(package.xml("content.xml"), _properties(package), cells_max)


def read_fods(data: bytes, cells_max: int) -> dict[str, Any]:
    """The same of a flat .fods: one XML that holds all parts."""
    try:
        xml = b"".join(as_utf8(iter((data,)), "buku kerja"))
        if b"<!DOCTYPE" in xml:
            raise Unreadable("berkas-rusak", "bagian buku kerja memuat DOCTYPE")
        root = parse_xml(xml, "buku kerja")
    except (ParseError, ValueError, LookupError) as fault:
        raise unparsed(fault, "buku kerja") from fault
    return _read(root, _user_defined(root), cells_max)


def _read(root: Element, properties: dict[str, str], cells_max: int) -> dict[str, Any]:
    book = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if book is None:
        raise Unreadable("berkas-rusak", "isinya bukan lembar kerja OpenDocument")
    hidden = _hidden_styles(root)
    sheets: list[dict[str, Any]] = []
    scoped: dict[str, list[tuple[str, str]]] = {}
    struck = struck_styles(root)
    marks: list[tuple[str, ...]] = []
    for table in book.iterfind(f"{TABLE}table"):
        name = table.get(f"{TABLE}name", "")
        if _ELSEWHERE.match(name):
            continue  # what LibreOffice keeps of a sheet in another file
        reader = _Cells(name, cells_max, struck)
        reader.read(table)
        cells_max -= len(reader.cells)
        marks += [*marks_of_shapes(table, name), *reader.marks]
        state = "hidden" if table.get(f"{TABLE}style-name") in hidden else "visible"
        hidden_sides = [[*reader.hidden], [*hidden_columns(table, _COLUMNS) & {cell[1] for cell in reader.cells}]]
        sheet = {"nama": name, "state": state, "sel": reader.cells, "gabungan": reader.merges, "salah": None}
        sheets.append({**sheet, "tersembunyi": hidden_sides})
        for local, ref in _names(table):
            scoped.setdefault(local, []).append((name, ref))
    if not sheets:
        raise Unreadable("berkas-rusak", "buku kerja tidak memuat satu lembar pun")
    return {
        "lembar": sheets,
        "nama": dict(_names(book)),
        "nama_lembar": scoped,
        "sifat": properties,
        "date1904": False,
        "luar": sorted(_outside(book)),
        "tanda": [mark for mark in marks if mark[-1]][:_MARKS_MAX],
    }


def _hidden_styles(root: Element) -> set[str]:
    found = set()
    for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"):
        properties = style.find(f"{STYLE}table-properties")
        if properties is not None and properties.get(f"{TABLE}display") == "false":
            found.add(style.get(f"{STYLE}name", ""))
    return found


def _names(parent: Element) -> Iterator[tuple[str, str]]:
    """Names as (name, reference as Excel writes it); a constant as it is written."""
    for named in parent.iterfind(f"{TABLE}named-expressions/*"):
        name, address = named.get(f"{TABLE}name", ""), named.get(f"{TABLE}cell-range-address")
        if address is None:
            yield name, formula_of(named.get(f"{TABLE}expression", ""))
        elif (match := _REFERENCE.fullmatch(address)) is not None:
            sheet = match[1] if match[1].startswith("'") else f"'{match[1]}'"
            yield name, f"{sheet}!{match[2]}" + (f":{match[3]}" if match[3] else "")
        else:
            yield name, "#REF!"


def _properties(package: Package) -> dict[str, str]:
    try:
        return _user_defined(package.xml("meta.xml"))
    except Unreadable:
        return {}


def _user_defined(meta: Element) -> dict[str, str]:
    return {entry.get(f"{META}name", ""): "".join(entry.itertext()) for entry in meta.iter(f"{META}user-defined")}


def _outside(book: Element) -> set[str]:
    """What leads outside. Nothing of it is opened."""
    found = {_OUTSIDE[str(element.tag)] for element in book.iter() if element.tag in _OUTSIDE}
    if any(_FORMULA_OUTSIDE.search(element.get(f"{TABLE}formula", "")) for element in book.iter(_CELLS[0])):
        found.add("rumus ke berkas atau layanan lain")
    return found


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _repeated(element: Element, what: str) -> int:
    times = element.get(f"{TABLE}number-{what}-repeated", "1")
    return int(times) if times.isascii() and times.isdecimal() and len(times) < 9 else 1


class _Cells:
    """The cells of one table, in order; at most `most` of them."""

    def __init__(self, sheet: str, most: int, struck: frozenset[str]) -> None:
        self.sheet, self.most, self.struck = sheet, most, struck
        self.cells: list[Row] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.marks: list[tuple[str, ...]] = []
        self.hidden: list[int] = []

    def read(self, table: Element) -> None:
        """Read all rows. Raises `Unreadable` where there is too much."""
        row = 1
        for line in _rows(table):
            times, before = _repeated(line, "rows"), len(self.cells)
            self._row(line, row, times)
            if len(self.cells) > before and is_hidden(line):
                self.hidden += range(row, row + times)
            row += times

    def _row(self, line: Element, row: int, times: int) -> None:
        col = 1
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            wide = _repeated(cell, "columns")
            if len(cell) or cell.attrib.keys() - _BLANK:
                _merge(cell, row, col, self.merges)
                self.marks += marks_at(cell, self.sheet, row, col)
                if (value := value_of(cell)) is not None:
                    self._add(cell, value, (row, col, times, wide))
            col += wide

    def _add(self, cell: Element, value: Value, place: tuple[int, int, int, int]) -> None:
        row, col, times, wide = place
        if len(self.cells) + times * wide > self.most:
            raise Unreadable("berkas-terlalu-besar", "bukunya berisi terlalu banyak sel")
        if row + times - 1 > _ROWS or col + wide - 1 > _COLUMNS:
            raise Unreadable("berkas-rusak", "sebuah sel berada di luar lembar")
        struck = struck_part(cell, self.struck, value[0])
        self.cells += [(row + down, col + right, *value, struck) for down in range(times) for right in range(wide)]


def _merge(cell: Element, row: int, col: int, merges: list[tuple[int, int, int, int]]) -> None:
    down, right = (cell.get(f"{TABLE}number-{what}-spanned", "1") for what in ("rows", "columns"))
    if (down, right) != ("1", "1") and down.isdecimal() and right.isdecimal():
        merges.append((row, col, min(row + int(down) - 1, _ROWS), min(col + int(right) - 1, _COLUMNS)))
