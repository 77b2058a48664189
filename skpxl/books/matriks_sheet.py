"""Writing a finished Matriks Peran Hasil on a sheet, laid out by its definition, row by row and so at any size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.ordered import SelTertulis, write_rows
from skpxl.books.tables import link_to_sheet
from skpxl.forms.heights import count_lines, tinggi_sah
from skpxl.forms.page import raise_row, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.model.teks import join_items
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.limits import TINGGI_BARIS_MAKS
from skpxl.template.slots import Halaman, Kotak, Slot, isi_tempat

LANJUTAN = " (lanjutan)"
_PAGE_HEAD_MAX = 100  # letters of each of two names; Excel takes 255 in all


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printed row: name, post and the text of every column; a `band` is only a heading over the whole width."""

    nama: str
    jabatan: str = ""
    cells: tuple[str, ...] = ()
    band: bool = False


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

    A person whose roles do not fit into Excel's tallest row (409 points) goes on in a further row. A matriks over
    several units has a heading per unit. `back` is the name of a sheet to which the title links back. Every page is headed by
    the perangkat daerah of the `context`, where it has one, and the unit.
    """
    sheet = workbook.add_worksheet(sheet_name)
    blok = definition.blok_matriks()
    headings = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if matriks.has_rest else [])
    headings = headings or [""]  # a unit in which nobody has a role has an empty column
    # One row is placed; the others have the same cells, further down.
    layout = place(definition, (("baris", 1), ("kolom", len(headings))), jadi=True)
    page = layout.halaman[0]
    (placed,) = layout.matriks
    writer = _Writer(sheet, page, formats, placed.baris[0], len(headings) if matriks.has_rest else 0)
    titles = {f"{blok.id}_kolom_{number}": text for number, text in enumerate(headings, start=1)}
    writer.write_headings(titles, context, back)
    for row in _printed_rows(matriks, page, formats):
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


def _roles(row: BarisMatriks, matriks: MatriksPeranHasil) -> list[list[str]]:
    """The roles of a person per column, the column *Belum terpetakan* last where there is one."""
    columns = [[peran.teks for peran in row.peran.get(produk.id, ())] for produk in matriks.kolom]
    return [*columns, [peran.teks for peran in row.sisa]] if matriks.has_rest else columns or [[]]


def _printed_rows(matriks: MatriksPeranHasil, page: Halaman, formats: Formats) -> Iterator[_Printed]:
    """The printed rows, long ones cut into several."""
    size = formats.ukuran("nilai_atas")
    widths = page.kisi[2:]
    fitting = int((TINGGI_BARIS_MAKS - 6) / (size * 1.29))
    unit = ""
    for row in matriks.baris:
        if matriks.bercabang and row.unit != unit:
            unit = row.unit
            yield _Printed(row.nama_unit, band=True)
        pieces = [_fit(items, fitting, width, size) for items, width in zip(_roles(row, matriks), widths, strict=False)]
        nama = f"{row.nama}\n({row.nama_unit})" if row.luar else row.nama
        jabatan = f"{row.jabatan}\nPenilai: {row.penilai}" if row.penilai else row.jabatan
        for index in range(max((len(groups) for groups in pieces), default=1) or 1):
            cells = tuple(join_items(groups[index]) if index < len(groups) else "" for groups in pieces)
            yield _Printed(nama if index == 0 else (row.nama or row.jabatan) + LANJUTAN, jabatan, cells)


def _fit(items: Sequence[str], most: int, width: float, size: float) -> list[list[str]]:
    """Cut a list of bullets into groups of at most `most` printed lines each (a single longer one stands alone)."""
    groups: list[list[str]] = []
    used = 0
    for text in items:
        lines = count_lines(f"- {text}", width, size)
        if not groups or used + lines > most:
            groups.append([])
            used = 0
        groups[-1].append(text)
        used += lines
    return groups


class _Writer:
    """State of writing one sheet: the row reached. What is above the first row of people is written once."""

    def __init__(self, sheet: Worksheet, page: Halaman, formats: Formats, first: int, rest: int) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.row = self.first = first
        self.rest = rest
        self.pattern = [slot for slot in page.slots if slot.kotak.row == first]

    def write_headings(self, titles: Mapping[str, str], context: Mapping[str, str], back: str) -> None:
        """Titles and the headings of the columns; the first title leads back to the list of contents."""
        heights = {row: height for row, height in self.page.tinggi.items() if row < self.first}
        cells: list[SelTertulis] = []
        for text in self.page.texts:
            cells.append(self._cell(text.kotak, isi_tempat(text.isi, context), text.gaya, text.tepi, heights))
        for slot in self.page.slots:
            if slot.kotak.row < self.first:
                cells.append(self._cell(slot.kotak, titles.get(slot.key, ""), self._style(slot), slot.tepi, heights))
        if back:
            cells[0] = replace(cells[0], link=link_to_sheet(back))
        write_rows(self.sheet, cells, {row: tinggi_sah(height) for row, height in heights.items()})

    def write_row(self, printed: _Printed) -> None:
        """One row of the body, at the row reached."""
        heights = dict.fromkeys([self.row], self.page.tinggi[self.first])
        if printed.band:
            kotak = Kotak(self.row, 1, self.row, len(self.page.kisi))
            cells = [self._cell(kotak, printed.nama, "bagian", "LRTB", heights)]
        else:
            texts = (printed.nama, printed.jabatan, *printed.cells)
            cells = [
                self._cell(
                    replace(slot.kotak, row=self.row, row_to=self.row), text, self._style(slot), slot.tepi, heights
                )
                for slot, text in zip(self.pattern, texts, strict=True)
            ]
        write_rows(self.sheet, cells, {self.row: tinggi_sah(heights[self.row])})
        self.row += 1

    def _style(self, slot: Slot) -> str:
        """The column *Belum terpetakan* looks different."""
        if self.rest and slot.path[-1] == self.rest:
            return "sisa_kepala" if slot.path[1] == "kolom" else "sisa"
        return slot.gaya

    def _cell(self, kotak: Kotak, text: str, style: str, edges: str, heights: dict[int, float]) -> SelTertulis:
        raise_row(heights, self.page.kisi, kotak, text, style, self.formats)
        return SelTertulis(kotak, text, self.formats.get(style, edges))
