"""Writing a matriks by product: each product a heading, below it who serves it and with what, on upright pages.

It is a view of the same roles as the matriks itself, for one with more products than stand side by side well.
"""

from collections.abc import Iterator, Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.flow import Flow, Part
from skpxl.books.look import Look, dress, letterhead, logo_row, page_room
from skpxl.books.matriks_rows import RowTexts, cut, texts_of
from skpxl.errors import required
from skpxl.forms.page import room_on_page, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.definition import Definition, Lembar
from skpxl.template.layout import place
from skpxl.template.printed_blocks import BlokPerProduk
from skpxl.template.slots import Halaman, Kotak


def many_products(matriks: MatriksPeranHasil, definition: Definition) -> bool:
    """Has a matriks so many products that it is printed by product as well?"""
    found = definition.per_produk()
    return found is not None and len(matriks.kolom) > found[1].lebih_dari


def write_by_product(
    workbook: xlsxwriter.Workbook, formats: Formats, sheet_name: str, matriks: MatriksPeranHasil, look: Look
) -> Worksheet:
    """Add the view of one unit, with the letterhead and the signatures of its definition."""
    lembar, blok = _found(look.definition)
    page = next(page for page in place(look.definition, jadi=True).halaman if page.lembar.nama == lembar.nama)
    sheet = workbook.add_worksheet(sheet_name)
    page, sizes = letterhead(look, page, formats)
    flow = _flow(sheet, page, formats, blok, sizes)
    flow.write_above(look.context, {}, back=look.back, least=logo_row(look, page))
    _write_products(flow, matriks, blok, page)
    flow.write_below(look.context)
    set_up_page(sheet, page, look.kertas, "&A", akhir=flow.row - 1)
    flow.break_pages(page_room(look, page)[1])
    dress(sheet, page, look)
    if page.ulang:
        sheet.freeze_panes(page.ulang[1], 0)
    return sheet


def write_all_by_product(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    sheet_name: str,
    matrices: Sequence[tuple[str, MatriksPeranHasil]],
    definition: Definition,
    kertas: str,
) -> Worksheet:
    """Add one sheet with the views of several units below each other, each under its name (given with it) and on a new page."""
    lembar, blok = _found(definition)
    alone = definition.model_copy(update={"lembar": (lembar.model_copy(update={"blok": (blok,)}),)})
    (page,) = place(alone, jadi=True).halaman
    sheet = workbook.add_worksheet(sheet_name)
    flow = _flow(sheet, page, formats, blok)
    flow.write_above({}, {})
    begun = set()
    for name, matriks in matrices:
        begun |= {flow.row} if flow.body else set()
        flow.write_row([(Kotak(1, 1, 1, len(page.kisi)), name, "pita", "LRTB")], 22, stays=True)
        _write_products(flow, matriks, blok, page)
    set_up_page(sheet, page, kertas, "&A", akhir=flow.row - 1)
    sheet.set_header(f"&L&8{sheet_name}")
    flow.break_pages(room_on_page(kertas, lembar.orientasi)[1], begun)
    sheet.freeze_panes(1, 0)
    return sheet


def _found(definition: Definition) -> tuple[Lembar, BlokPerProduk]:
    return required(definition.per_produk(), f"lembar per produk dalam {definition.form}")


def _flow(
    sheet: Worksheet, page: Halaman, formats: Formats, blok: BlokPerProduk, sizes: Mapping[str, float] | None = None
) -> Flow:
    """The body is the row of a product and the one of somebody who serves it."""
    first = next(slot.kotak.row for slot in page.slots if slot.path == (blok.id, "produk"))
    return Flow(sheet, page, formats, (first, first + 1), sizes)


def _write_products(flow: Flow, matriks: MatriksPeranHasil, blok: BlokPerProduk, page: Halaman) -> None:
    people = texts_of(matriks, with_rest=False)
    size = flow.formats.ukuran("nilai_atas")
    for column, produk in enumerate(matriks.kolom):
        heading = f"{column + 1}. {produk.teks}"
        flow.write_row([(Kotak(1, 1, 1, len(page.kisi)), heading, "bagian", "LRTB")], 18, stays=True)
        serving = [_serving(row, column) for row in people if not row.band and row.cells[column]]
        for printed in cut(serving or [RowTexts("", cells=((),))], page.kisi[2:], size, 500):
            texts = (printed.nama, printed.jabatan, *printed.cells) if serving else (blok.kosong, "", "")
            flow.write_row(_cells(texts, serving=bool(serving), page=page), 18)


def _serving(row: RowTexts, column: int) -> RowTexts:
    """Somebody's row with the roles under one product only."""
    return RowTexts(row.nama, row.continued, row.jabatan, (row.cells[column],))


def _cells(texts: Sequence[str], *, serving: bool, page: Halaman) -> Iterator[Part]:
    if not serving:
        yield Kotak(1, 1, 1, len(page.kisi)), texts[0], "label_rincian", "LRTB"
        return
    for col, text in enumerate(texts, start=1):
        yield Kotak(1, col, 1, col), text, "nilai_atas", "LRTB"
