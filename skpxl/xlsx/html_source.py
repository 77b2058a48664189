"""The tables of an HTML page as one sheet, stacked as Excel stacks them; texts between them stand in column A."""

import re
from html.parser import HTMLParser

from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import TakTerbaca
from skpxl.xlsx.text_source import BARIS_MAKS, decode, text_cell

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LINE_BREAKS = {"br", "p", "div", "li"}
_SILENT = {"script", "style", "title", "head", "xml"}
_SPAN_MAX = 200


def read_html(data: bytes) -> Grid:
    """Read a page as the sheet `HTML`. Raises `TakTerbaca` for a frameset or a page without a table."""
    if re.search(rb"<frameset\b", data, re.IGNORECASE):
        raise TakTerbaca("berkas-bukan-xlsx", "bingkai HTML tanpa isi; lembarnya ada di folder terpisah")
    page = _Page()
    page.feed(_decode(data))
    page.close()
    page.close_text()
    if not page.tables:
        raise TakTerbaca("berkas-bukan-xlsx", "halaman web HTML tanpa tabel")
    return Grid("HTML", page.cells, page.merges)


def _decode(data: bytes) -> str:
    charset = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig") if charset is None else data.decode(charset[1].decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return decode(data)


class _Page(HTMLParser):
    """Collects cells while the page goes by; one row of one table at a time, inner tables before the row around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.tables = 0
        self._row = 0
        self._outer: list[list[tuple[str, int, int, str]]] = []  # rows of outer tables under way
        self._line: list[tuple[str, int, int, str]] | None = None  # (text, colspan, rowspan, exact number)
        self._pieces: list[str] = []
        self._cell: tuple[int, int, str] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.tables += 1
            self._close_cell()
            self.close_text()
            self._outer.append(self._line or [])
            self._line = None
        elif tag == "tr":
            self._close_row()
            self.close_text()
            self._line = []
        elif tag in ("td", "th"):
            self._close_cell()
            values = dict(attrs)
            self._pieces = []
            self._cell = (_span(values.get("colspan")), _span(values.get("rowspan")), values.get("x:num") or "")
            if self._line is None:
                self._line = []
        elif tag in _LINE_BREAKS:
            self._pieces.append("\n")
            if self._line is None:
                self.close_text()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_row()
            self._line = (self._outer.pop() or None) if self._outer else None
            self._pieces = []
        elif tag in _LINE_BREAKS or re.fullmatch(r"h\d", tag):
            self._pieces.append("\n")
            if self._line is None:
                self.close_text()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(re.sub(r"[ \t\r\n]+", " ", data))

    def close_text(self) -> None:
        """A text outside of tables becomes a row of its own."""
        text = "".join(self._pieces).strip()
        self._pieces = []
        if text and self._cell is None and self._line is None:
            self._next_row()
            self.cells[(self._row, 1)] = text_cell(self._row, 1, text)

    def _close_cell(self) -> None:
        if self._cell is not None and self._line is not None:
            self._line.append(("".join(self._pieces).strip(), *self._cell))
        self._cell, self._pieces = None, []

    def _close_row(self) -> None:
        self._close_cell()
        if self._line is None:
            return
        self._next_row()
        col = 1
        for text, width, height, number in self._line:
            while any(
                top <= self._row <= bottom and left <= col <= right for top, left, bottom, right in self.merges[-60:]
            ):
                col += 1
            if text:
                cell = text_cell(self._row, col, text)
                self.cells[(self._row, col)] = _with_number(cell, number)
            if width > 1 or height > 1:
                self.merges.append((self._row, col, self._row + height - 1, col + width - 1))
            col += width
        self._line = None

    def _next_row(self) -> None:
        self._row += 1
        if self._row > BARIS_MAKS:
            raise TakTerbaca("berkas-terlalu-besar", f"lebih dari {BARIS_MAKS} baris")


def _with_number(cell: Cell, number: str) -> Cell:
    """Excel's own HTML keeps the whole number beside the shown one."""
    if cell.kind == "angka" and number:
        cell.raw, cell.text = number, number_text(number, "")
    return cell


def _span(text: str | None) -> int:
    return max(1, min(int(text), _SPAN_MAX)) if text and text.isdigit() else 1
