"""Writing a finished Matriks Peran Hasil on a sheet, laid out by its definition, row by row and so at any size."""

from collections.abc import Mapping
from dataclasses import replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.matriks_fit import Fit, Room, fit
from skpxl.books.matriks_rows import LANJUTAN, PrintedRow, cut, texts_of
from skpxl.books.ordered import SelTertulis, write_rows
from skpxl.books.tables import link_to_sheet
from skpxl.forms.heights import line_height, tinggi_sah
from skpxl.forms.page import raise_row, room_on_page, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.usulan import PROPOSED
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Kotak, Slot, isi_tempat

__all__ = ["LANJUTAN", "write_matriks"]
_PAGE_HEAD_MAX = 100  # letters of each of two names; Excel takes 255 in all
# Letters of these follow the size that was found for the matriks; titles keep their own.
_SIZED = ("kepala", "nilai_atas", "sisa", "sisa_kepala", "usulan")


def write_matriks(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    sheet_name: str,
    matriks: MatriksPeranHasil,
    definition: Definition,
    context: Mapping[str, str],
    kertas: str,
    back: str = "",
) -> Worksheet:
    """Add one unit's sheet: title, headings over two rows, people below, bullets in one cell, nothing clipped.

    Widths follow what stands in the columns; letters are as large as can be on the fewest pages. A person whose roles
    would take most of a page goes on in a further row. A matriks over several units has a heading per unit. `back` is the
    name of a sheet to which the title links back. Every page is headed by the perangkat daerah of the `context`, where it has
    one, and the unit.
    """
    sheet = workbook.add_worksheet(sheet_name)
    blok = definition.blok_matriks()
    headings = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if matriks.has_rest else [])
    headings = headings or [""]  # a unit in which nobody has a role has an empty column
    rows = texts_of(matriks, with_rest=matriks.has_rest)
    lembar = definition.lembar[0]
    room = _room(definition, kertas)
    fitted = fit(rows, headings, blok, lembar.kisi, room, formats.ukuran("nilai_atas"))
    # One row is placed; the others have the same cells, further down.
    layout = place(definition, (("baris", 1), ("kolom", len(headings))), jadi=True, lebar=fitted.lebar)
    page = layout.halaman[0]
    (placed,) = layout.matriks
    writer = _Writer(sheet, page, formats, placed.baris[0], len(headings) if matriks.has_rest else 0, fitted)
    titles = {f"{blok.id}_kolom_{number}": text for number, text in enumerate(headings, start=1)}
    writer.write_headings(titles, context, back)
    for row in cut(rows, fitted.widths, fitted.ukuran, room.height - writer.repeated_height()):
        writer.write_row(row)
    set_up_page(sheet, page, kertas, "&A", akhir=writer.row - 1)
    sheet.set_header(f"&L&8{_page_head(context)}")
    if page.ulang:
        sheet.freeze_panes(page.ulang[1], page.ulang_kolom)
    return sheet


def _page_head(context: Mapping[str, str]) -> str:
    """Perangkat daerah and unit in Excel's notation, in which `&` is doubled, no longer than it takes."""
    office, unit = (" ".join(context.get(name, "").split()) for name in ("perangkat_daerah", "unit"))
    return " · ".join(text[:_PAGE_HEAD_MAX].replace("&", "&&") for text in (office, unit) if text)


def _room(definition: Definition, kertas: str) -> Room:
    """What a page has for the matriks: that of its paper, the first one without what stands above the headings."""
    layout = place(definition, (("baris", 1), ("kolom", 1)), jadi=True)
    (placed,) = layout.matriks
    title = sum(height for row, height in layout.halaman[0].tinggi.items() if row < placed.kepala - 1)
    return Room(*room_on_page(kertas, definition.lembar[0].orientasi), title=title)


class _Writer:
    """State of writing one sheet: the row reached. What is above the first row of people is written once."""

    def __init__(self, sheet: Worksheet, page: Halaman, formats: Formats, first: int, rest: int, fitted: Fit) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.row = self.first = first
        self.rest = rest
        self.fitted = fitted
        self.pattern = [slot for slot in page.slots if slot.kotak.row == first]

    def repeated_height(self) -> float:
        """About how much of every page the repeated headings take, in points."""
        return self.fitted.kepala + line_height(self.fitted.ukuran) + 6

    def write_headings(self, titles: Mapping[str, str], context: Mapping[str, str], back: str) -> None:
        """Titles and the headings of the columns; the first title leads back to the list of contents."""
        heights = {row: height for row, height in self.page.tinggi.items() if row < self.first}
        cells: list[SelTertulis] = []
        for text in self.page.texts:
            if text.kotak.row < self.first:
                cells.append(self._cell(text.kotak, isi_tempat(text.isi, context), text.gaya, text.tepi, heights))
        for slot in self.page.slots:
            if slot.kotak.row < self.first:
                cells.append(self._cell(slot.kotak, titles.get(slot.key, ""), self._style(slot), slot.tepi, heights))
        if back:
            cells[0] = replace(cells[0], link=link_to_sheet(back))
        write_rows(self.sheet, cells, {row: tinggi_sah(height) for row, height in heights.items()})

    def write_row(self, printed: PrintedRow) -> None:
        """One row of the body, at the row reached."""
        heights = dict.fromkeys([self.row], self.page.tinggi[self.first])
        if printed.band:
            kotak = Kotak(self.row, 1, self.row, len(self.page.kisi))
            cells = [self._cell(kotak, printed.nama, "bagian", "LRTB", heights)]
        else:
            texts = (printed.nama, printed.jabatan, *printed.cells)
            cells = [
                self._cell(
                    replace(slot.kotak, row=self.row, row_to=self.row),
                    text,
                    self._style(slot, text),
                    slot.tepi,
                    heights,
                )
                for slot, text in zip(self.pattern, texts, strict=True)
            ]
        write_rows(self.sheet, cells, {self.row: tinggi_sah(heights[self.row])})
        self.row += 1

    def _style(self, slot: Slot, text: str = "") -> str:
        """The column *Belum terpetakan* looks different; dashed where a place is proposed."""
        if self.rest and slot.path[-1] == self.rest:
            return "sisa_kepala" if slot.path[1] == "kolom" else "usulan" if PROPOSED in text else "sisa"
        return slot.gaya

    def _cell(self, kotak: Kotak, text: str, style: str, edges: str, heights: dict[int, float]) -> SelTertulis:
        size = self.fitted.ukuran if style in _SIZED else 0
        raise_row(heights, self.page.kisi, kotak, text, style, self.formats, size)
        return SelTertulis(kotak, text, self.formats.get(style, edges, ukuran=size))
