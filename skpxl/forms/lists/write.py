"""Writing a workbook of open lists by its definition: lists, guide, protection, print set-up. Rows come from the books."""

from dataclasses import replace
from io import BufferedIOBase, BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import ProgramError
from skpxl.forms.heights import tinggi_sah
from skpxl.forms.hidden import LEMBAR_DAFTAR, name_of_list
from skpxl.forms.lists.rows import ListBook
from skpxl.forms.lists.sheet import ListSheet
from skpxl.forms.page import BOLEH, put, row_heights, set_up_page
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.template.blocks import BlokDaftarTerbuka
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.library import Library
from skpxl.template.limits import dimuatkan
from skpxl.template.slots import Halaman, isi_tempat
from skpxl.xlsx.address import a1
from skpxl.xlsx.finish import finish

_ALLOWED = {**BOLEH, "autofilter": True, "sort": True}
_NO_VALUE = "—"  # a list without values still needs a cell behind its name


def write_list_book(book: ListBook, library: Library, *, sandi: str = "", kertas: str = "A4") -> bytes:
    """The workbook; the same bytes for the same input. Rows of protected sheets may still grow while typed in."""
    target = BytesIO()
    writer = _Writer(xlsxwriter.Workbook(target, {"in_memory": True}), book, library)
    writer.write(sandi, kertas)
    if not any(page.lembar.terlindung for page in writer.layout.halaman):
        return target.getvalue()
    growing = [
        set(range(written.letak.kepala + 1, written.row + 1)) if written else set() for written in writer.in_order()
    ]
    return finish(target.getvalue(), growing)


def add_list_sheets(workbook: xlsxwriter.Workbook, book: ListBook, library: Library, *, kertas: str = "A4") -> None:
    """Add the sheets of `book` to a workbook that has others as well; without a live line where rows are streamed."""
    if workbook.constant_memory:
        book = replace(book, definition=_without_live_lines(book.definition))
    _Writer(workbook, book, library).write_sheets("", kertas)


def _without_live_lines(definition: Definition) -> Definition:
    sheets = tuple(
        lembar.model_copy(
            update={
                "blok": tuple(
                    blok.model_copy(update={"hitungan": ""}) if isinstance(blok, BlokDaftarTerbuka) else blok
                    for blok in lembar.blok
                )
            }
        )
        for lembar in definition.lembar
    )
    return definition.model_copy(update={"lembar": sheets})


def stream_list_book(book: ListBook, library: Library, target: BufferedIOBase, *, kertas: str = "A4") -> int:
    """Write the workbook to an open file, holding no row; how many links had to be left out (Excel takes 65,530 a sheet)."""
    writer = _Writer(xlsxwriter.Workbook(target, {"constant_memory": True}), book, library)
    writer.write("", kertas)
    return sum(written.left_unlinked for written in writer.in_order() if written)


class _Writer:
    """State of writing one workbook: its sheets in the order of the definition, the hidden sheet of lists."""

    def __init__(self, workbook: xlsxwriter.Workbook, book: ListBook, library: Library) -> None:
        self.workbook = workbook
        self.book = book
        self.library = library
        self.formats = Formats(workbook, library.gaya)
        # A sheet with a `saklar` is there where it is given rows.
        self.layout = place(book.definition, tuple(sorted({**dict.fromkeys(book.rows, 1), **book.repeats}.items())))
        used = {
            name
            for letak in self.layout.daftar
            for placed in letak.kolom
            for name in (placed.kolom.daftar, placed.kolom.juga)
            if name
        }
        self.lists = {name: self._values(name) for name in sorted(used | book.lists.keys())}
        self.sheets: dict[str, Worksheet] = {
            page.lembar.nama: workbook.add_worksheet(page.lembar.nama) for page in self.layout.halaman
        }
        self.list_sheets: dict[str, ListSheet] = {}

    def _values(self, name: str) -> list[str]:
        """The values of a list: this workbook's, or those of daftar/."""
        if name in self.book.lists:
            given = self.book.lists[name]
        elif name in self.library.daftar:
            given = self.library.daftar[name].nilai
        else:
            raise ProgramError(f"Daftar {name} tidak diberikan untuk {self.book.definition.form}.")
        return [dimuatkan(text) for text in given if text] or [_NO_VALUE]

    def in_order(self) -> list[ListSheet | None]:
        """The list on each sheet, None where there is none."""
        return [self.list_sheets.get(name) for name in self.sheets]

    def write(self, sandi: str, kertas: str) -> None:
        """All sheets, and close the workbook."""
        definition = self.book.definition
        self.workbook.set_properties(
            {"title": definition.judul, "subject": definition.dasar, "author": "skpxl", "created": SAAT_DIBUAT}
        )
        self.write_sheets(sandi, kertas)
        self.workbook.close()

    def write_sheets(self, sandi: str, kertas: str) -> None:
        """All sheets."""
        pages = {page.lembar.nama: page for page in self.layout.halaman}
        for page in self.layout.halaman:
            self._print_texts(page)
        placed = {letak.blok.id: letak for letak in self.layout.daftar}
        for block, rows in self.book.rows.items():
            letak = placed[block]
            sheet = self.sheets[letak.sheet]
            written = ListSheet(sheet, pages[letak.sheet], letak, self.formats, self.lists)
            self.list_sheets[letak.sheet] = written
            written.write(rows)
            written.finish()
        for name, page in pages.items():
            self._set_up(self.sheets[name], page, self.list_sheets.get(name), sandi, kertas)
        self._write_lists(sandi)

    def _print_texts(self, page: Halaman) -> None:
        """Titles, headings, the sentences of a guide, in rows as tall as they need."""
        sheet = self.sheets[page.lembar.nama]
        cells = [(text.kotak, isi_tempat(text.isi, self.book.texts), text.gaya, text.tepi) for text in page.texts]
        for row, height in row_heights(page, [cell[:3] for cell in cells], self.formats).items():
            for kotak, text, style, edges in cells:
                if kotak.row == row:
                    put(sheet, kotak, text, self.formats.get(style, edges))
            sheet.set_row(row - 1, tinggi_sah(height))

    def _set_up(self, sheet: Worksheet, page: Halaman, written: ListSheet | None, sandi: str, kertas: str) -> None:
        guarded = page.lembar.terlindung
        set_up_page(
            sheet, page, kertas, "&A", akhir=written.reach if written else 0, bounded=guarded or written is None
        )
        if written and written.letak.kode:
            for col in (written.letak.kode, written.letak.selesai):
                sheet.set_column(col - 1, col - 1, page.kisi[col - 1], None, {"hidden": 1})
        if guarded:
            sheet.protect(sandi, _ALLOWED if written else BOLEH)

    def _write_lists(self, sandi: str) -> None:
        """Each list behind a name that covers exactly its cells: a blank in a list range would accept anything."""
        if not self.lists:
            return
        sheet = self.workbook.add_worksheet(LEMBAR_DAFTAR)
        rows = max(len(values) for values in self.lists.values()) + 1
        columns = [[name, *values] for name, values in self.lists.items()]
        for row in range(rows):
            for col, column in enumerate(columns):
                if row < len(column):
                    sheet.write_string(row, col, column[row])
        for col, (name, values) in enumerate(self.lists.items(), start=1):
            first, last = a1(2, col, mutlak=True), a1(len(values) + 1, col, mutlak=True)
            self.workbook.define_name(name_of_list(name), f"='{LEMBAR_DAFTAR}'!{first}:{last}")
        sheet.very_hidden()
        sheet.protect(sandi)
