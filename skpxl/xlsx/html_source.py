"""The tables of an HTML page as one sheet, stacked as Excel stacks them; texts between them stand in column A."""

import re
from html.parser import HTMLParser

from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import TakTerbaca
from skpxl.xlsx.text_source import BARIS_MAKS, decode, text_cell

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BARIS_BARU = {"br", "p", "div", "li"}
_DIAM = {"script", "style", "title", "head", "xml"}
_RENTANG_MAKS = 200


def read_html(data: bytes) -> Grid:
    """Read a page as the sheet `HTML`. Raises `TakTerbaca` for a frameset or a page without a table."""
    if re.search(rb"<frameset\b", data, re.IGNORECASE):
        raise TakTerbaca(
            "berkas-bukan-xlsx", "bingkai HTML tanpa isi; lembarnya ada di folder yang tidak ikut terkirim"
        )
    halaman = _Halaman()
    halaman.feed(_decode(data))
    halaman.close()
    halaman.close_text()
    if not halaman.tabel:
        raise TakTerbaca("berkas-bukan-xlsx", "halaman web HTML tanpa tabel")
    return Grid("HTML", halaman.cells, halaman.merges)


def _decode(data: bytes) -> str:
    nama = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig") if nama is None else data.decode(nama[1].decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return decode(data)


class _Halaman(HTMLParser):
    """Collects cells while the page goes by; one row of one table at a time, inner tables before the row around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.tabel = 0
        self._row = 0
        self._luar: list[list[tuple[str, int, int, str]]] = []  # rows of outer tables under way
        self._baris: list[tuple[str, int, int, str]] | None = None  # (text, colspan, rowspan, exact number)
        self._teks: list[str] = []
        self._sel: tuple[int, int, str] | None = None
        self._diam = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DIAM:
            self._diam += 1
        elif tag == "table":
            self.tabel += 1
            self._close_cell()
            self.close_text()
            self._luar.append(self._baris or [])
            self._baris = None
        elif tag == "tr":
            self._close_row()
            self.close_text()
            self._baris = []
        elif tag in ("td", "th"):
            self._close_cell()
            isi = dict(attrs)
            self._teks = []
            self._sel = (_rentang(isi.get("colspan")), _rentang(isi.get("rowspan")), isi.get("x:num") or "")
            if self._baris is None:
                self._baris = []
        elif tag in _BARIS_BARU:
            self._teks.append("\n")
            if self._baris is None:
                self.close_text()

    def handle_endtag(self, tag: str) -> None:
        if tag in _DIAM:
            self._diam = max(0, self._diam - 1)
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_row()
            self._baris = (self._luar.pop() or None) if self._luar else None
            self._teks = []
        elif tag in _BARIS_BARU or re.fullmatch(r"h\d", tag):
            self._teks.append("\n")
            if self._baris is None:
                self.close_text()

    def handle_data(self, data: str) -> None:
        if not self._diam:
            self._teks.append(re.sub(r"[ \t\r\n]+", " ", data))

    def close_text(self) -> None:
        """A text outside of tables becomes a row of its own."""
        teks = "".join(self._teks).strip()
        self._teks = []
        if teks and self._sel is None and self._baris is None:
            self._next_row()
            self.cells[(self._row, 1)] = text_cell(self._row, 1, teks)

    def _close_cell(self) -> None:
        if self._sel is not None and self._baris is not None:
            self._baris.append(("".join(self._teks).strip(), *self._sel))
        self._sel, self._teks = None, []

    def _close_row(self) -> None:
        self._close_cell()
        if self._baris is None:
            return
        self._next_row()
        col = 1
        for teks, lebar, tinggi, angka in self._baris:
            while any(b <= self._row <= bb and k <= col <= kk for b, k, bb, kk in self.merges[-60:]):
                col += 1
            if teks:
                sel = text_cell(self._row, col, teks)
                self.cells[(self._row, col)] = _dengan_angka(sel, angka)
            if lebar > 1 or tinggi > 1:
                self.merges.append((self._row, col, self._row + tinggi - 1, col + lebar - 1))
            col += lebar
        self._baris = None

    def _next_row(self) -> None:
        self._row += 1
        if self._row > BARIS_MAKS:
            raise TakTerbaca("berkas-terlalu-besar", f"lebih dari {BARIS_MAKS} baris")


def _dengan_angka(sel: Cell, angka: str) -> Cell:
    """Excel's own HTML keeps the whole number beside the shown one."""
    if sel.kind == "angka" and angka:
        sel.raw, sel.text = angka, number_text(angka, "")
    return sel


def _rentang(teks: str | None) -> int:
    return max(1, min(int(teks), _RENTANG_MAKS)) if teks and teks.isdigit() else 1
