"""Writing a matriks by product: each product a heading, below it who serves it and with what, on upright pages.

It is a view of the same roles as the matriks itself, for one with more products than stand side by side well, and the print
of one that would be mostly blank pages (`whole`): then nobody and nothing is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.flow import Flow
from skpxl.books.look import Look, dress, letterhead, logo_row, page_room
from skpxl.books.matriks_rows import RowTexts, cut, texts_of
from skpxl.errors import required
from skpxl.forms.page import room_on_page, set_up_page
from skpxl.forms.style import Formats
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil
from skpxl.template.definition import Definition, Lembar
from skpxl.template.layout import place
from skpxl.template.printed_blocks import BlokPerProduk
from skpxl.template.slots import Halaman, Kotak

# Letters of these are smaller where the whole matriks is printed so.
_SIZED = ("nilai_atas", "menunggu", "sisa")
_LIST_ROW = 13.0  # points, at least


def many_products(matriks: MatriksPeranHasil, definition: Definition) -> bool:
    """Has a matriks so many products that it is printed by product as well?"""
    found = definition.per_produk()
    return found is not None and len(matriks.kolom) > found[1].lebih_dari


def write_by_product(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    sheet_name: str,
    matriks: MatriksPeranHasil,
    look: Look,
    *,
    whole: bool = False,
) -> Worksheet:
    """Add the view of one unit, with the letterhead and the signatures of its definition; `whole`, or of its products alone."""
    lembar, blok = _found(look.definition)
    page = next(page for page in place(look.definition, jadi=True).halaman if page.lembar.nama == lembar.nama)
    sheet = workbook.add_worksheet(sheet_name)
    page, sizes = letterhead(look, page, formats)
    sizes = dict.fromkeys(_SIZED, blok.ringkas_huruf) | sizes if whole else sizes
    flow = _flow(sheet, page, formats, blok, sizes)
    flow.write_above(look.context, {}, back=look.back, least=logo_row(look, page))
    if whole:
        _write_whole(flow, matriks, blok, page, with_rest=look.with_rest)
    else:
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
    people = [row for row in texts_of(matriks, with_rest=False) if not row.band]
    for column, heading in enumerate(_headings(matriks)):
        _write_over(flow, page, heading, "bagian", stays=True)
        if serving := _serving(people, column):
            _write_people(flow, page, serving)
        else:
            _write_over(flow, page, blok.kosong, "label_rincian")


def _write_whole(
    flow: Flow, matriks: MatriksPeranHasil, blok: BlokPerProduk, page: Halaman, *, with_rest: bool
) -> None:
    """All roles under their products, then those without a place, then in lists what has no role: products, people."""
    people = [row for row in texts_of(matriks, with_rest=with_rest and matriks.has_rest) if not row.band]
    if matriks.bercabang:
        units = (f"\n({own.nama_unit})" if own.nama_unit and not own.luar else "" for own in matriks.baris)
        people = [replace(row, nama=row.nama + unit) for row, unit in zip(people, units, strict=True)]
    unserved = []
    for column, heading in enumerate(_headings(matriks)):
        if serving := _serving(people, column):
            _write_over(flow, page, heading, "bagian", stays=True)
            _write_people(flow, page, serving)
        else:
            unserved.append(heading)
    if with_rest and (left := _serving(people, len(matriks.kolom))):
        _write_over(flow, page, blok.judul_sisa, "sisa_kepala", stays=True)
        _write_people(flow, page, left, "sisa")
    _write_list(flow, page, f"{blok.judul_tanpa_dukungan} ({len(unserved)})", [(text,) for text in unserved])
    empty = [
        (row, own)
        for row, own in zip(people, matriks.baris, strict=True)
        if not any(row.cells[: len(matriks.kolom)]) and not (with_rest and own.sisa)
    ]
    known = [(row.nama, row.jabatan, _elsewhere(own)) for row, own in empty if not row.pending]
    _write_list(flow, page, f"{blok.judul_tanpa_peran} ({len(known)})", known)
    unknown = [(row.nama, row.jabatan, "") for row, _ in empty if row.pending]
    _write_list(flow, page, f"{blok.judul_menunggu} ({len(unknown)})", unknown, "menunggu")


def _elsewhere(row: BarisMatriks) -> str:
    """Where the results of somebody without a role are."""
    told = ((row.sisa, "hasil kerjanya belum terpetakan"), (row.di_unit_lain, "perannya dalam matriks unit lain"))
    aside = (row.disisihkan, "hasil kerjanya dikeluarkan dari matriks")
    return "; ".join(text for there, text in (*told, aside) if there)


def _headings(matriks: MatriksPeranHasil) -> list[str]:
    return [f"{number}. {produk.teks}" for number, produk in enumerate(matriks.kolom, start=1)]


def _serving(people: Sequence[RowTexts], column: int) -> list[RowTexts]:
    """Those who have roles in a column, each with these only."""
    return [
        RowTexts(row.nama, row.continued, row.jabatan, (row.cells[column],))
        for row in people
        if column < len(row.cells) and row.cells[column]
    ]


def _write_over(flow: Flow, page: Halaman, text: str, style: str, *, stays: bool = False, least: float = 18) -> None:
    """One text over the whole width."""
    flow.write_row([(Kotak(1, 1, 1, len(page.kisi)), text, style, "LRTB")], least, stays=stays)


def _write_people(flow: Flow, page: Halaman, serving: Sequence[RowTexts], style: str = "nilai_atas") -> None:
    """A row for each with his roles, in further rows where they are many."""
    size = flow.sizes.get(style) or flow.formats.ukuran(style)
    for printed in cut(serving, page.kisi[2:], size, 500):
        _write_cells(flow, (printed.nama, printed.jabatan, *printed.cells), style)


def _write_list(
    flow: Flow, page: Halaman, heading: str, rows: Sequence[Sequence[str]], style: str = "nilai_atas"
) -> None:
    """A heading and what it is over, one row each; nothing where there is nothing."""
    for number, row in enumerate(rows):
        if number == 0:
            _write_over(flow, page, heading, "bagian", stays=True)
        if len(row) == 1:
            _write_over(flow, page, row[0], style, least=_LIST_ROW)
        else:
            _write_cells(flow, row, style, _LIST_ROW)


def _write_cells(flow: Flow, texts: Sequence[str], style: str, least: float = 18) -> None:
    flow.write_row([(Kotak(1, col, 1, col), text, style, "LRTB") for col, text in enumerate(texts, start=1)], least)
