"""The tables of an HTML page as one sheet, stacked as Excel stacks them; texts between them stand in column A.

A table inside a cell is rows of its own where the row around it only lays out the page; beside other cells it is the text of
its cell.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import Unreadable
from skpxl.xlsx.text_source import BARIS_MAKS, decode, text_cell

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LINE_BREAKS = {"br", "p", "div", "li"}
_SILENT = {"script", "style", "title", "head", "xml"}
_SPAN_MAX = 200
_LAYOUT_CELLS = 2  # a row of so many cells with a table in one of them only lays out the page
_DEPTH_MAX = 30  # tables within tables


def read_html(data: bytes) -> Grid:
    """Read a page as the sheet `HTML`. Raises `Unreadable` for a frameset or a page without a table."""
    if re.search(rb"<frameset\b", data, re.IGNORECASE):
        raise Unreadable("berkas-bukan-xlsx", "bingkai HTML tanpa isi; lembarnya ada di folder terpisah")
    page = _Page()
    page.feed(_decode(data))
    page.close()
    page.close_text()
    if not page.tables:
        raise Unreadable("berkas-bukan-xlsx", "halaman web HTML tanpa tabel")
    return Grid("HTML", page.cells, page.merges)


def _decode(data: bytes) -> str:
    charset = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig") if charset is None else data.decode(charset[1].decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return decode(data)


@dataclass
class _TableCell:
    """A cell under way: its text so far, how far it reaches, the number that Excel wrote beside it, tables inside."""

    width: int = 1
    height: int = 1
    number: str = ""
    pieces: list[str] = field(default_factory=list)
    inner: list["_Line"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    @property
    def whole(self) -> str:
        """Its text with that of the tables inside, a line for each of their rows."""
        lines = [self.text, *(" ".join(filter(None, (cell.whole for cell in line))) for line in self.inner)]
        return "\n".join(filter(None, lines))


_Line = list[_TableCell]


class _Page(HTMLParser):
    """Collects cells while the page goes by, one row of the outermost table at a time."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: PlacedCells[Cell] = PlacedCells()
        self.merges: list[tuple[int, int, int, int]] = []
        self.tables = 0
        self._row = 0
        self._outer: list[tuple[_Line | None, _TableCell | None]] = []  # of outer tables under way
        self._line: _Line | None = None
        self._cell: _TableCell | None = None
        self._pieces: list[str] = []  # outside of cells
        self._hanging: list[tuple[int, int, int]] = []  # (last row, first and last column) of cells that reach down
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.tables += 1
            self.close_text()
            if len(self._outer) < _DEPTH_MAX:
                self._outer.append((self._line, self._cell))
                self._line = self._cell = None
        elif tag == "tr":
            self._close_row()
            self.close_text()
            self._line = []
        elif tag in ("td", "th"):
            self.close_text()
            values = dict(attrs)
            if self._line is None:
                self._line = []
            self._cell = _TableCell(
                _span(values.get("colspan")), _span(values.get("rowspan")), values.get("x:num") or ""
            )
            self._line.append(self._cell)
        elif tag in _LINE_BREAKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_row()
            self._line, self._cell = self._outer.pop() if self._outer else (None, None)
            self._pieces = []
            if not self._outer:
                self._hanging = []
        elif tag in _LINE_BREAKS or re.fullmatch(r"h\d", tag):
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            text = re.sub(r"[ \t\r\n]+", " ", data)
            (self._pieces if self._cell is None else self._cell.pieces).append(text)

    def _break(self) -> None:
        if self._cell is not None:
            self._cell.pieces.append("\n")
        elif self._line is None:
            self.close_text()

    def close_text(self) -> None:
        """A text outside of tables becomes a row of its own."""
        text = "".join(self._pieces).strip()
        self._pieces = []
        if text and self._cell is None and self._line is None and not self._outer:
            self._next_row()
            self.cells[(self._row, 1)] = text_cell(self._row, 1, text)

    def _close_row(self) -> None:
        line, self._line, self._cell = self._line, None, None
        self._pieces = []
        if line is None:
            return
        around = self._outer[-1][1] if self._outer else None
        if around is not None:
            around.inner.append(line)
        else:
            self._write(line)

    def _write(self, line: _Line) -> None:
        """A row of the sheet; the tables in a row that only lays out the page come before it, as rows of their own."""
        if any(cell.inner for cell in line) and len(line) <= _LAYOUT_CELLS:
            for cell in line:
                for inner in cell.inner:
                    self._write(inner)
                cell.inner = []
            if not any(cell.text for cell in line):
                return
        self._next_row()
        self._hanging = [hanging for hanging in self._hanging if hanging[0] >= self._row]
        col = 1
        for cell in line:
            while covering := next((last for _, first, last in self._hanging if first <= col <= last), 0):
                col = covering + 1
            if text := cell.whole:
                made = text_cell(self._row, col, text)
                self.cells[(self._row, col)] = _with_number(made, cell.number)
            bottom, right = self._row + cell.height - 1, col + cell.width - 1
            if cell.width > 1 or cell.height > 1:
                self.merges.append((self._row, col, bottom, right))
            if cell.height > 1:
                self._hanging.append((bottom, col, right))
            col = right + 1

    def _next_row(self) -> None:
        self._row += 1
        if self._row > BARIS_MAKS:
            raise Unreadable("berkas-terlalu-besar", f"lebih dari {BARIS_MAKS} baris")


def _with_number(cell: Cell, number: str) -> Cell:
    """Excel's own HTML keeps the whole number beside the shown one."""
    if cell.kind == "angka" and number:
        cell.raw, cell.text = number, number_text(number, "")
    return cell


def _span(text: str | None) -> int:
    return max(1, min(int(text), _SPAN_MAX)) if text and text.isdecimal() and len(text) < 9 else 1
