"""The child process that reads what people have put into a workbook of ours: notes, and sheets that are not ours.

`python -m skpxl.xlsx.kept_child SECONDS MEMORY` takes a line of JSON and the file on stdin, and gives JSON for
`xlsx/kept.py`. openpyxl sees the sheets that are not ours, and those alone. Nothing is judged, nothing carried out.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.xlsx.child_frame import EXHAUSTED, serve
from skpxl.xlsx.comments import comments_of
from skpxl.xlsx.formula_refs import refs_of
from skpxl.xlsx.grid import Book, Cell, SheetInfo, read_book
from skpxl.xlsx.libraries import OPENPYXL_AT_LEAST, library
from skpxl.xlsx.package import Package, Unreadable, open_package
from skpxl.xlsx.parts import relations
from skpxl.xlsx.styles import Styles

_SIDE_MAX = 16_384, 1_048_576  # columns and rows of a sheet
_MERGED_MAX = 200_000  # cells inside merged areas
_ROW, _COLUMN = 20, 64  # pixels of a row and a column that nobody has made higher or wider
_PIXELS = 7  # of the widest digit of the letters that columns are measured in
# What a sheet leads to that is not carried over, by the last word of the relationship's type.
_LEADS = {
    "table": "tabel Excel", "pivotTable": "tabel pivot", "queryTable": "tabel kueri", "image": "gambar",
    "oleObject": "objek tertanam", "package": "objek tertanam", "ctrlProp": "tombol atau kendali",
    "control": "tombol atau kendali", "slicer": "pemilah", "timeline": "pemilah",
}  # fmt: skip
_DRAWN = {"chart": "grafik", "chartEx": "grafik", "image": "gambar", "diagramData": "bagan"}
# What stands in the sheet itself.
_INSIDE = {
    b"conditionalFormatting": "format bersyarat", b"dataValidation": "pilihan (drop-down)", b"sparkline": "grafik mini",
    b"<sheetProtection": "perlindungan lembar", b"<hyperlink ": "tautan", b"<filterColumn": "saringan",
}  # fmt: skip


def main(arguments: list[str]) -> None:
    """The child: what is asked for and the file on stdin, one JSON object on stdout."""
    serve(_answer, float(arguments[0]), int(arguments[1]), EXHAUSTED)


def _answer(given: bytes) -> bytes:
    first, _, data = given.partition(b"\n")
    order = json.loads(first)
    try:
        package = open_package(data)
        book = read_book(package)
        ours = {name.casefold() for name in order["ours"]}
        notes = [
            (info.name, *note)
            for info in book.sheets
            if info.name.casefold() in ours
            for note in comments_of(package, info.part)
        ]
        strange = [info for info in book.sheets if info.name.casefold() not in ours]
        sheets = _strange(package, book, strange, order["cells"]) if strange else []
        return json.dumps({"catatan": notes, "lembar": sheets}, separators=(",", ":")).encode()
    except (Unreadable, SkpxlError, MemoryError):
        raise
    except Exception as fault:  # whatever openpyxl stumbles over in a file of anybody's make
        raise Unreadable("berkas-tak-didukung", "isi buku kerjanya tidak dapat diurai") from fault


def _strange(package: Package, book: Book, strange: list[SheetInfo], most: int) -> list[dict[str, Any]]:
    """The sheets that are not ours; one that cannot be read, or is too large for what is left, is only named."""
    parts = {info.part.casefold() for info in book.sheets} - {info.part.casefold() for info in strange}
    for name in package.names:
        if name.casefold().endswith((".xml", ".rels", ".vml")) and name.casefold() not in parts:
            package.xml_bytes(name)  # no DOCTYPE reaches openpyxl
    workbook = _workbook(package.data, {info.name for info in strange})
    styles = Styles(workbook)
    entries = []
    left = most
    for info in strange:
        entry: dict[str, Any] = {"nama": info.name, "state": info.state, "hilang": _lost(package, info.part)}
        entries.append(entry)
        try:
            if book.date1904:
                raise Unreadable("berkas-tak-didukung", "tanggalnya dihitung sejak 1904")
            if info.name not in workbook.sheetnames or info.part not in package:
                raise Unreadable("berkas-tak-didukung", "bukan lembar berisi sel")
            book.sel_maks = left
            values = book.sheet(info.name).cells
            read = _Sheet(workbook[info.name], values, styles, left)
            entry |= read.entry()
            left -= len(entry["sel"])
            entry["catatan"] = [*comments_of(package, info.part)]
        except Unreadable as verdict:
            entry["salah"] = verdict.detail
        book.forget(info.name)
    return entries


def _workbook(data: bytes, wanted: set[str]) -> Any:
    """The workbook as openpyxl sees it, with these sheets alone."""
    # openpyxl asks for numpy only to know its numbers; its memory is not ours to spend. Whether lxml is there as well must
    # not change what is read.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    os.environ["OPENPYXL_LXML"] = "False"
    import warnings

    excel = library("openpyxl", "openpyxl.reader.excel", at_least=OPENPYXL_AT_LEAST)

    warnings.simplefilter("ignore")

    class Reader(excel.ExcelReader):  # type: ignore[misc, name-defined]
        """openpyxl's, passing over sheets that nobody asked for."""

        def read_worksheets(self) -> None:
            found = [(sheet, rel) for sheet, rel in self.parser.find_sheets() if sheet.name in wanted]
            self.parser.find_sheets = lambda: [pair for pair in found if "chartsheet" not in pair[1].Type]
            self.parser.assign_names = lambda: None
            super().read_worksheets()

    reader = Reader(BytesIO(data), keep_links=False)
    reader.read()
    return reader.wb


def _lost(package: Package, part: str) -> list[str]:
    """What a sheet has that is not carried over, in words, each once."""
    found: list[str] = []
    for kind, target in relations(package, part).values():
        if kind == "drawing":
            inner = {_DRAWN.get(inside) for inside, _ in relations(package, target).values()} - {None}
            content = package.read(target) if target in package else b""
            found += sorted(filter(None, inner))
            if re.search(rb"<(?:\w+:)?(?:sp|cxnSp)[ >]", content):
                found.append("bentuk")
        elif kind in _LEADS:
            found.append(_LEADS[kind])
    content = package.read(part) if part in package else b""
    found += [words for mark, words in _INSIDE.items() if mark in content]
    return [*dict.fromkeys(found)]


class _Sheet:
    """One sheet on its way into JSON; never more than `most` cells."""

    def __init__(self, sheet: Any, values: Mapping[tuple[int, int], Cell], styles: Styles, most: int) -> None:
        self.sheet, self.values, self.styles, self.most = sheet, values, styles, most
        self.used: dict[int, int] = {}  # number of a style in the workbook -> in this sheet
        self.bare: dict[tuple[int, int], int] = {}
        self.style_of = {place: self.styles.number(cell) for place, cell in sheet._cells.items()}
        self._fill_out()
        if len(self.values.keys() | self.bare.keys()) > most:
            raise Unreadable("berkas-terlalu-besar", f"sel berisinya lebih dari {most}")

    def _fill_out(self) -> None:
        """Looks of cells without a value, those of whole rows and columns among them as far as the sheet is used."""
        rows = {row: self.styles.number(dim) for row, dim in self.sheet.row_dimensions.items()}
        columns: dict[int, int] = {}
        last_col = max((col for _, col in self.values), default=0)
        for dim in self.sheet.column_dimensions.values():
            if number := self.styles.number(dim):
                columns |= dict.fromkeys(range(dim.min or 1, min(dim.max or 1, last_col) + 1), number)
        if any(rows.values()) or columns:
            for row in range(1, max((row for row, _ in self.values), default=0) + 1):
                styled = range(1, last_col + 1) if rows.get(row) else columns
                for col in styled:
                    self.style_of.setdefault((row, col), rows.get(row) or columns.get(col, 0))
                if len(self.style_of) > 4 * self.most:
                    raise Unreadable("berkas-terlalu-besar", f"sel berformatnya lebih dari {self.most}")
        self.bare = {place: number for place, number in self.style_of.items() if number and place not in self.values}

    def entry(self) -> dict[str, Any]:
        """Everything of the sheet that is carried over."""
        sheet = self.sheet
        cells = [self._cell(place) for place in sorted(self.values.keys() | self.bare.keys())]
        pane = sheet.sheet_view.pane
        frozen = pane is not None and pane.state in ("frozen", "frozenSplit")
        split = [int(pane.ySplit or 0), int(pane.xSplit or 0)] if frozen else [0, 0]
        return {
            "sel": cells,
            "gaya": [self.styles.made[number] for number in self.used],
            "gabungan": [*_merges(sheet)],
            "kolom": [*_columns(sheet, max((col for _, col in self.values), default=0))],
            "baris": [*_rows(sheet)],
            "beku": split if split[0] < _SIDE_MAX[1] and split[1] < _SIDE_MAX[0] else [0, 0],
            "warna_tab": self.styles.colour(sheet.sheet_properties.tabColor) or "",
            "garis": sheet.sheet_view.showGridLines is not False,
            "saring": sheet.auto_filter.ref if re.fullmatch(_AREA, sheet.auto_filter.ref or "") else "",
        }

    def _cell(self, place: tuple[int, int]) -> tuple[object, ...]:
        number = self.style_of.get(place, 0)
        style = self.used.setdefault(number, len(self.used))
        cell = self.values.get(place)
        if cell is None:
            return (*place, "kosong", "", None, None, "", style)
        value = cell.raw if cell.kind == "angka" else cell.text
        # XlsxWriter has errors as formulas only.
        if cell.formula is None or (cell.kind == "galat" and cell.formula == cell.text):
            return (*place, cell.kind, value, None, None, "", style)
        held = self.sheet._cells.get(place)
        formula, area = _formula(held.value if held is not None else None)
        return (*place, cell.kind, value, formula or cell.formula, refs_of(formula) if formula else None, area, style)


_AREA = r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}"


def _formula(value: Any) -> tuple[str, str]:
    """The source of a formula, without `=`, and the area of one that fills several cells; empty for any other kind."""
    if isinstance(value, str):
        return value.removeprefix("="), ""
    text, area = getattr(value, "text", None), getattr(value, "ref", None)
    if isinstance(text, str) and isinstance(area, str):
        return text.removeprefix("="), area
    return "", ""


def _merges(sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """The merged areas that overlap with none before them."""
    taken: set[tuple[int, int]] = set()
    areas = sorted((area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges)
    for top, left, bottom, right in areas:
        size = (bottom - top + 1) * (right - left + 1)
        if size < 2 or len(taken) + size > _MERGED_MAX:
            continue
        cells = {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
        if not cells & taken:
            taken |= cells
            yield top, left, bottom, right


def _columns(sheet: Any, last: int) -> Iterator[tuple[int, int, int, bool, int]]:
    """(first, last, pixels, hidden, level) of columns, none twice."""
    reached = 0
    standard = sheet.sheet_format.defaultColWidth
    for dim in sorted(sheet.column_dimensions.values(), key=lambda dim: dim.min or 0):
        first, end = max(dim.min or 0, reached + 1), min(dim.max or 0, _SIDE_MAX[0])
        if first > end:
            continue
        if standard and reached + 1 < first:
            yield reached + 1, first - 1, _width(standard), False, 0
        yield first, end, _width(dim.width), bool(dim.hidden), min(int(dim.outlineLevel or 0), 7)
        reached = end
    if standard and reached < last:
        yield reached + 1, last, _width(standard), False, 0


def _width(characters: float | None) -> int:
    return min(round((characters or 0) * _PIXELS), 255 * _PIXELS) or _COLUMN


def _rows(sheet: Any) -> Iterator[tuple[int, float, bool, int]]:
    """(row, points, hidden, level) of rows that are not like any other; 0 points for a height of its own accord."""
    for row, dim in sorted(sheet.row_dimensions.items()):
        height = float(dim.height or 0)
        height = height if 0 < height <= 409 and int(height / 0.75 + 0.5) != _ROW else 0.0
        if (height or dim.hidden or dim.outlineLevel) and row <= _SIDE_MAX[1]:
            yield row, height, bool(dim.hidden), min(int(dim.outlineLevel or 0), 7)


if __name__ == "__main__":
    main(sys.argv[1:])
