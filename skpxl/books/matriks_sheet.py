"""Writing a finished Matriks Peran Hasil on a sheet, laid out by its definition, row by row and so at any size."""

from collections.abc import Iterator
from dataclasses import replace

import xlsxwriter

from skpxl.books.carried import PrintedMatriks
from skpxl.books.flow import Flow, Part
from skpxl.books.look import Look, dress, letterhead, logo_row, page_room
from skpxl.books.matriks_fit import Fit, Room, fit
from skpxl.books.matriks_places import Places
from skpxl.books.matriks_rows import LANJUTAN, PrintedRow, cut, texts_of
from skpxl.forms.heights import line_height
from skpxl.forms.page import row_heights, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.usulan import PROPOSED
from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Kotak, Slot, isi_tempat

__all__ = ["LANJUTAN", "write_matriks"]
_NOTE_MAX = 2_000
_NOTE = {"author": "skpxl", "x_scale": 2.2, "y_scale": 1.4}
# Letters of these follow the size that was found for the matriks; titles keep their own.
_SIZED = ("kepala", "nilai_atas", "sisa", "sisa_kepala", "usulan", "menunggu")


def write_matriks(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    sheet_name: str,
    matriks: MatriksPeranHasil,
    look: Look,
    *,
    on_screen: str = "",
) -> PrintedMatriks:
    """Add one unit's sheet: title, headings over two rows, people below, bullets in one cell, nothing clipped.

    Widths follow what stands in the columns; letters are as large as can be on the fewest pages. A person whose roles
    would take most of a page goes on in a further row; one of whom nothing is known yet looks different from one without a
    role, and a line under the title says so. A matriks over several units has a heading per unit. Every page is
    headed by the perangkat daerah of the context, where it has one, and the unit. What the definition has below the people
    (signatures) stays with the last of them. What stands where comes back with the sheet. One that is `on_screen` only says
    so under its title, and prints no more than that.
    """
    sheet = workbook.add_worksheet(sheet_name)
    blok = look.definition.blok_matriks()
    with_rest = look.with_rest and matriks.has_rest
    headings = [produk.teks for produk in matriks.kolom] + ([blok.judul_sisa] if with_rest else [])
    headings = headings or [""]  # a unit in which nobody has a role has an empty column
    rows = texts_of(matriks, with_rest=with_rest)
    legend = blok.keterangan_menunggu if any(row.pending for row in rows) else ""
    told = "\n".join(text for text in (look.context.get("keadaan", ""), on_screen, legend) if text)
    look = replace(look, context={**look.context, "keadaan": told})
    room = _room(look, formats)
    fitted = fit(rows, headings, blok, look.definition.lembar[0].kisi, room, formats.ukuran("nilai_atas"))
    # One row is placed; the others have the same cells, further down.
    layout = place(look.definition, (("baris", 1), ("kolom", len(headings))), jadi=True, lebar=fitted.columns)
    page = layout.halaman[0]
    (placed,) = layout.matriks
    first = placed.baris[0]
    rest = len(headings) if with_rest else 0
    page, kop = letterhead(look, page, formats)
    sizes = dict.fromkeys(_SIZED, fitted.size) | kop
    flow = Flow(sheet, page, formats, (first, first), sizes)
    titles = {f"{blok.id}_kolom_{number}": text for number, text in enumerate(headings, start=1)}
    flow.write_above(look.context, titles, lambda slot: _style(slot, rest), back=look.back, least=logo_row(look, page))
    pattern = [slot for slot in page.slots if slot.kotak.row == first]
    heading = next(slot.kotak.row for slot in page.slots if slot.key in titles)
    places = Places(matriks, [slot.kotak.col for slot in pattern], heading)
    for row in cut(rows, fitted.widths, fitted.size, room.height - _repeated(fitted)):
        places.take(row, flow.row)
        flow.write_row(_parts(row, pattern, page, rest), page.tinggi[first])
        # A paper to be signed is no working copy.
        for col, note in enumerate(row.notes if look.with_rest else (), start=2):
            if note:
                sheet.write_comment(flow.row - 2, col, note[:_NOTE_MAX], _NOTE)
                places.notes[flow.row - 1, col + 1] = note[:_NOTE_MAX]
    flow.write_below(look.context)
    if on_screen and page.ulang:
        alone = replace(page, ulang=None, ulang_kolom=0, lebar_halaman=1)
        set_up_page(sheet, alone, look.kertas, "&A", akhir=flow.row - 1)
        first_page = len(fitted.columns.tetap) + len(fitted.columns.halaman[0])
        sheet.print_area(page.cetak_dari - 1, 0, page.ulang[0] - 2, first_page - 1)
    else:
        set_up_page(sheet, page, look.kertas, "&A", akhir=flow.row - 1)
        flow.break_pages(room.height)
    dress(sheet, page, look)
    if page.ulang:
        sheet.freeze_panes(page.ulang[1], page.ulang_kolom)
    return PrintedMatriks(sheet, matriks.unit.kode, matriks.bercabang, places)


def _room(look: Look, formats: Formats) -> Room:
    """What a page has for the matriks: that of its paper, the first one without what stands above the headings."""
    layout = place(look.definition, (("baris", 1), ("kolom", 3)), jadi=True)
    (placed,) = layout.matriks
    page, _ = letterhead(look, layout.halaman[0], formats)
    texts = [text for text in page.texts if not placed.kepala - 1 <= text.kotak.row <= placed.baris[-1]]
    heights = row_heights(
        page, [(text.kotak, isi_tempat(text.isi, look.context), text.gaya) for text in texts], formats
    )
    heights = {**heights, **{row: max(heights[row], height) for row, height in logo_row(look, page).items()}}
    title = sum(height for row, height in heights.items() if row < placed.kepala - 1)
    below = sum(height for row, height in heights.items() if row > placed.baris[-1])
    return Room(*page_room(look, page), title, below)


def _repeated(fitted: Fit) -> float:
    """About how much of every page the repeated headings take, in points."""
    return fitted.head + line_height(fitted.size) + 6


def _parts(row: PrintedRow, pattern: list[Slot], page: Halaman, rest: int) -> Iterator[Part]:
    """The cells of one printed row."""
    if row.band:
        yield Kotak(1, 1, 1, len(page.kisi)), row.nama, "bagian", "LRTB"
        return
    for slot, text in zip(pattern, (row.nama, row.jabatan, *row.cells), strict=True):
        yield slot.kotak, text, "menunggu" if row.pending else _style(slot, rest, text), slot.tepi


def _style(slot: Slot, rest: int, text: str = "") -> str:
    """The column *Belum terpetakan* (number `rest`) looks different; dashed where a place is proposed."""
    if rest and slot.path[-1] == rest:
        return "sisa_kepala" if slot.path[1] == "kolom" else "usulan" if PROPOSED in text else "sisa"
    return slot.gaya
