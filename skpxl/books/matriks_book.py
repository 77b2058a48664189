"""The workbook that a merge writes: contents, a sheet per matriks, coverage, then plain tables. It builds none of them."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

import xlsxwriter

from skpxl.books.carried import notes_table, write_notes, write_sheets
from skpxl.books.cascade_sheet import too_large, write_cascade
from skpxl.books.coverage import unit_band, write_coverage
from skpxl.books.keepsakes import CATATAN, NOTHING_KEPT, Keepsakes, sheet_digest, with_formulas_checked
from skpxl.books.look import Look
from skpxl.books.matriks_pages import PAPER, by_product, wide_print
from skpxl.books.matriks_record import record_of, write_record
from skpxl.books.matriks_sheet import write_matriks
from skpxl.books.placement_lists import PlacementLists
from skpxl.books.product_sheet import many_products, write_all_by_product, write_by_product
from skpxl.books.tables import BookTable, add_table
from skpxl.drawing.cascade import arrange
from skpxl.errors import required
from skpxl.forms.hidden import LEMBAR_CAP
from skpxl.forms.lists.write import add_list_sheets
from skpxl.forms.page import BOLEH
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.penempatan import Penempatan
from skpxl.model.periode import tanggal_tercetak
from skpxl.model.shown import without_steering
from skpxl.model.teks import sidik
from skpxl.model.unit import Produk
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_LEMBAR_MAKS
from skpxl.template.style import Gaya

CAKUPAN, BY_PRODUCT, PRINT = "Cakupan", "Per Produk", "Cetak"
# Above so many cells a workbook is written in constant memory: slower to open, but it can be written at all.
_LARGE = 400_000


@dataclass(frozen=True)
class MatriksBook:
    """What goes into the workbook. `names` are the sheet names of `matriks`; `front` stands before them, `back` behind.

    A sheet people x products shows who serves what in the matrices `coverage`; one sheet shows those with many products by
    product. What would be mostly blank pages is printed by product from a sheet of its own, behind that of the matriks.
    `perangkat_daerah` is that of every unit, by its code. `decisions` are those on results so far: the hidden record of the
    workbook says it. `cascades` are the titles of the matrices' cascades, where these get sheets of their own. `lists` are
    sheets to be filled in, in which `products` may be chosen. `kept` is what people have put into the workbook that stood
    there before: it is found again in this one.
    """

    matriks: Sequence[MatriksPeranHasil]
    names: Sequence[str]
    front: Sequence[BookTable] = ()
    back: Sequence[BookTable] = ()
    coverage: Sequence[MatriksPeranHasil] = ()
    table_cells: int = 0
    perangkat_daerah: Mapping[str, str] = field(default_factory=dict)
    decisions: Sequence[Penempatan] = ()
    cascades: Sequence[str] = ()
    lists: PlacementLists | None = None
    products: Sequence[Produk] = ()
    kept: Keepsakes = NOTHING_KEPT


def sheet_names(titles: Sequence[str], used: Sequence[str]) -> list[str]:
    """A sheet name per title: as far as Excel allows (31 characters, no `:\\/?*[]`), made distinct by a number."""
    taken = {name.casefold() for name in used} | {"history"}
    names = []
    for title in titles:
        clean = "".join(" " if letter in "[]:*?/\\" else letter for letter in without_steering(title))
        base = " ".join(clean.split()).strip("'")[:NAMA_LEMBAR_MAKS].strip(" '") or "Unit"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: NAMA_LEMBAR_MAKS - len(str(number)) - 1].strip()} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def standing(matriks: MatriksPeranHasil, as_of: date) -> str:
    """`Keadaan per 30 November 2026, 40 dari 52 SKP`: what stands under the title of a matriks."""
    there, awaited = matriks.skp_masuk()
    return f"Keadaan per {tanggal_tercetak(as_of)}, {there} dari {awaited} SKP"


def write_matriks_book(
    book: MatriksBook, library: Library, *, form: str, instansi: str, tahun: str, kertas: str, as_of: date
) -> bytes:
    """All matrices and tables as one workbook; the same bytes for the same input. `as_of` is the day it shows things on."""
    target = BytesIO()
    cells = book.table_cells + sum(len(matriks.baris) * (len(matriks.kolom) + 3) for matriks in book.matriks)
    options = {"constant_memory": True} if cells > _LARGE else {"in_memory": True}
    workbook = xlsxwriter.Workbook(target, options)
    workbook.set_properties({"title": "Matriks Peran Hasil", "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, library.gaya)
    definition = library.definition(form)
    for table in book.front:
        add_table(workbook.add_worksheet(table.name), table, formats, kertas)
    back = book.front[0].name if book.front else ""
    printed = []
    wide = {name: found for matriks, name in zip(book.matriks, book.names, strict=True)
            if (found := wide_print(matriks, definition, library, kertas))}  # fmt: skip
    prints = dict(zip(wide, sheet_names([f"{PRINT} {name}" for name in wide], _used(book)), strict=True))
    limits = required(library.own(PAPER).per_produk(), PAPER)[1]
    for number, (matriks, name) in enumerate(zip(book.matriks, book.names, strict=True), start=1):
        unit = matriks.unit
        office = book.perangkat_daerah.get(unit.kode, "")
        office = "" if sidik(office) in (sidik(unit.nama), sidik(instansi)) else office
        heading = "\n".join(line for line in (instansi, office.upper() if instansi.isupper() else office) if line)
        context = {
            "instansi": heading,
            "tahun": tahun,
            "unit": unit.nama,
            "nomor": str(number),
            "perangkat_daerah": office,
            "keadaan": standing(matriks, as_of),
        }
        look = Look(definition, context, kertas, back)
        if name not in wide:
            printed.append(write_matriks(workbook, formats, name, matriks, look))
            continue
        on_screen = wide[name].told(limits.keterangan_layar, lembar=prints[name])
        printed.append(write_matriks(workbook, formats, name, matriks, look, on_screen=on_screen))
        in_short = wide[name].told(limits.keterangan_ringkas, lembar=name)
        context = {**context, "keadaan": f"{context['keadaan']}\n{in_short}"}
        compact = Look(by_product(definition, library), context, kertas, back)
        # What somebody wrote here would be read by nobody.
        write_by_product(workbook, formats, prints[name], matriks, compact, whole=True).protect("", BOLEH)
    if book.coverage:
        # Of several sheets of one unit (its own people, everybody below it) the first is meant.
        sheet_of = {matriks.unit.kode: name for matriks, name in zip(book.matriks[::-1], book.names[::-1], strict=True)}
        write_coverage(workbook.add_worksheet(CAKUPAN), book.coverage, formats, kertas, sheet_of, book.perangkat_daerah)
    _write_cascades(workbook, book, formats, library.gaya, kertas)
    paper = library.own(PAPER)
    shown = {id(matriks) for matriks, name in zip(book.matriks, book.names, strict=True) if name in wide}
    if many := [matriks for matriks in book.coverage if id(matriks) not in shown and many_products(matriks, paper)]:
        views = [(unit_band(matriks, book.perangkat_daerah.get(matriks.unit.kode, "")), matriks) for matriks in many]
        write_all_by_product(workbook, formats, BY_PRODUCT, views, paper, kertas)
    if book.lists:
        add_list_sheets(workbook, book.lists.book(), library, kertas=kertas)
    for table in book.back:
        add_table(workbook.add_worksheet(table.name), table, formats, kertas)
    homeless = write_notes(printed, book.kept.notes)
    ours = [sheet.name for sheet in workbook.worksheets()]
    *names, own_notes = sheet_names([*(sheet.name for sheet in book.kept.sheets), CATATAN], [*ours, LEMBAR_CAP])
    carried, told = with_formulas_checked(book.kept.sheets, names, ours)
    if listed := list(dict.fromkeys([*book.kept.listed, *homeless, *told])):
        add_table(workbook.add_worksheet(own_notes), notes_table(own_notes, listed), formats, kertas)
        ours.append(own_notes)
    _hide_from_print(workbook, {*book.names, *prints.values()})
    write_sheets(workbook, carried)
    record = record_of(book.matriks, book.names, book.decisions, book.products)
    theirs = tuple((sheet.name, sheet_digest(sheet)) for sheet in carried)
    said = tuple(dict.fromkeys(note for matriks in printed for note in matriks.places.notes.values()))
    record = replace(record, milik=(*ours, LEMBAR_CAP), diambil=tuple(book.kept.taken), bawaan=theirs, keterangan=said)
    write_record(workbook, record)
    workbook.close()
    return target.getvalue()


def _used(book: MatriksBook) -> list[str]:
    """The names of sheets that the book has in any case."""
    return [CAKUPAN, BY_PRODUCT, *book.names, *(table.name for table in (*book.front, *book.back))]


def _hide_from_print(workbook: xlsxwriter.Workbook, matrices: Container[str]) -> None:
    """Let only the matrices have print areas: LibreOffice prints what has one even when somebody has hidden its sheet."""
    for sheet in workbook.worksheets():
        if sheet.get_name() not in matrices:
            sheet.print_area_range = ""


def _write_cascades(
    workbook: xlsxwriter.Workbook, book: MatriksBook, formats: Formats, gaya: Gaya, kertas: str
) -> None:
    """A sheet `Kaskade ...` per matriks that has roles, and not too many of them for a sheet."""
    used = [*_used(book), *(sheet.name for sheet in workbook.worksheets())]
    titles = [f"Kaskade {name}" if len(book.names) > 1 else "Kaskade" for name in book.names]
    sheets = zip(sheet_names(titles, used), book.matriks, book.names, book.cascades, strict=False)
    for name, matriks, own, title in sheets:
        cascade = arrange(matriks)
        if cascade.cards and not too_large(cascade):
            write_cascade(workbook.add_worksheet(name), cascade, formats, gaya, title=title, kertas=kertas, back=own)
