"""Writing a `Form` as a protected .xlsx: the reference writer, from scratch, the same bytes for the same form.

It follows the layout and computes no place of its own. Personal values are typed last and as text.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.forms.aids import Aids, sudut
from skpxl.forms.annotate import LEMBAR_LAIN, LEMBAR_PERBAIKAN, CopyNotes, write_koreksi
from skpxl.forms.computed import ComputedWriter
from skpxl.forms.heights import tinggi_sah
from skpxl.forms.hidden import (
    LEMBAR_CAP,
    LEMBAR_DAFTAR,
    LEMBAR_STATUS,
    NAMA_CAP,
    SIFAT_CAP,
    catatan,
    name_of_keys,
    name_of_list,
)
from skpxl.forms.page import BOLEH, PlainSheet, put, row_heights, set_up_page
from skpxl.forms.status import write_status
from skpxl.forms.style import Formats
from skpxl.model.stamp import Stamp
from skpxl.template.form import Form
from skpxl.template.library import DAFTAR_PER_BERKAS, Library
from skpxl.template.limits import NAMA_MAKS
from skpxl.template.lists import Daftar
from skpxl.template.slots import Halaman, Kotak, Layout, Slot, isi_tempat
from skpxl.template.style import KERTAS
from skpxl.template.wants import EXAMPLES, is_strict
from skpxl.xlsx.address import a1
from skpxl.xlsx.finish import finish

# A fixed date: the same input gives the same bytes.
SAAT_DIBUAT = datetime(2022, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_LINE = 1.5  # points: a row of which only the border is seen


def write_form(form: Form, library: Library, *, sandi: str = "", koreksi: CopyNotes | None = None) -> bytes:
    """The workbook of one form. `sandi` is the campaign's protection password; empty: protected without one.

    With `koreksi` it is a copy for correction: a first sheet lists what is to be mended, wrong cells are marked, and
    what has no place on the form is carried on a last sheet.
    """
    target = BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.worksheet_class = PlainSheet
    _Writer(form, library, workbook, sandi, koreksi).write()
    workbook.close()
    growing = {halaman.lembar.nama: halaman.lentur for halaman in form.layout.halaman}
    return finish(target.getvalue(), [growing.get(sheet.name, frozenset()) for sheet in workbook.worksheets()])


def unused_rows(halaman: Halaman, values: Mapping[str, str]) -> set[int]:
    """Rows of an evaluation in which the plan has nothing, so that nothing can be said of it: indikator that were not used.

    Such a row holds locked cells, all of them empty, and perhaps an entry beside them; the first row of an item stays.
    """
    per_row: dict[int, list[Slot]] = {}
    for slot in halaman.slots:
        if isinstance(slot.path[-1], int) or (len(slot.path) > 2 and isinstance(slot.path[-2], int)):
            per_row.setdefault(slot.kotak.row, []).append(slot)
    return {
        row
        for row, slots in per_row.items()
        if any(slot.terkunci for slot in slots)
        and not any(values.get(slot.key) for slot in slots)
        and all("indikator" in slot.path or "ukuran_keberhasilan" in slot.path for slot in slots)
    }


class _Writer:
    """State of writing one workbook: its sheets, formats and the column widths."""

    def __init__(
        self, form: Form, library: Library, workbook: xlsxwriter.Workbook, sandi: str, koreksi: CopyNotes | None
    ) -> None:
        self.form = form
        self.layout: Layout = form.layout
        self.library = library
        self.workbook = workbook
        self.sandi = sandi
        self.formats = Formats(workbook, library.gaya)
        self.koreksi = koreksi
        self.perbaikan = workbook.add_worksheet(LEMBAR_PERBAIKAN) if koreksi else None
        self.sheets: dict[str, Worksheet] = {
            halaman.lembar.nama: workbook.add_worksheet(halaman.lembar.nama) for halaman in self.layout.halaman
        }
        self.isian_lain = workbook.add_worksheet(LEMBAR_LAIN) if koreksi and koreksi.others else None
        self.daftar_sheet: Worksheet = workbook.add_worksheet(LEMBAR_DAFTAR)
        self.status_sheet: Worksheet = workbook.add_worksheet(LEMBAR_STATUS)
        self.cap_sheet: Worksheet = workbook.add_worksheet(LEMBAR_CAP)
        self.values = form.values
        self.lists = self._lists()
        column = 2 * len(self.lists) + 1
        self.terhitung = ComputedWriter(form, library, workbook, self.daftar_sheet, column)
        notes = koreksi.by_key() if koreksi else {}
        self.bantuan = Aids(form, self.formats, self.sheets, self.lists, notes)

    def write(self) -> None:
        self.workbook.set_properties(
            {
                "title": self.form.definition.judul,
                "subject": self.form.definition.dasar,
                "author": "skpxl",
                "created": SAAT_DIBUAT,
            }
        )
        for halaman in self.layout.halaman:
            self._prepare_sheet(halaman)
        self._write_lists()
        self._write_texts(personal=False)
        self.bantuan.install()
        if status := self.layout.definition.status:
            write_status(self.form, status, self.lists, self.status_sheet, self.sheets, self.formats, self.bantuan)
        self._write_values()
        for halaman in self.layout.halaman:
            self._set_heights(halaman)
            self.terhitung.charts(halaman, self.sheets[halaman.lembar.nama])
        if self.koreksi and self.perbaikan:
            write_koreksi(
                self.workbook, self.perbaikan, self.isian_lain, self.form, self.koreksi, self.bantuan, self.sandi
            )
        self._write_stamp()
        for sheet in (self.daftar_sheet, self.status_sheet, self.cap_sheet):
            sheet.very_hidden()
            sheet.protect(self.sandi)
        for sheet in self.sheets.values():
            sheet.protect(self.sandi, BOLEH)

    def _prepare_sheet(self, halaman: Halaman) -> None:
        sheet = self.sheets[halaman.lembar.nama]
        kertas = self.form.konteks.get("kertas", "")
        code = self.form.stamp.id.replace("&", "&&")
        set_up_page(sheet, halaman, kertas if kertas in KERTAS else self.library.gaya.kertas, f"Kode {code}")
        entries = [slot for slot in halaman.slots if not slot.terkunci]
        if entries:
            sheet.set_selection(*sudut(entries[0].kotak))

    # -- lists -------------------------------------------------------------------------------------------------------

    def _lists(self) -> dict[str, Daftar]:
        """The lists that this form uses, by name; an empty one (superior's results not known yet) is left out."""
        known = self.form.choices(
            {name: choices for name, choices in self.library.daftar.items() if name not in DAFTAR_PER_BERKAS}
        )
        names = {slot.daftar for slot in self.layout.slots} | {EXAMPLES}
        return {name: known[name] for name in sorted(names) if name in known}

    def _write_lists(self) -> None:
        keys = {slot.daftar for slot in self.layout.entri if is_strict(slot)} | {EXAMPLES}
        for col, (name, choices) in enumerate(self.lists.items()):
            if name != EXAMPLES:
                self._write_list(col, name, name_of_list(name), choices.nilai)
            if name in keys:
                self._write_list(len(self.lists) + col, name, name_of_keys(name), choices.keys)

    def _write_list(self, col: int, heading: str, name: str, values: tuple[str, ...]) -> None:
        self.daftar_sheet.write_string(0, col, heading)
        for row, text in enumerate(values, start=1):
            self.daftar_sheet.write_string(row, col, text)
        # The name covers exactly the filled cells: a blank in a list range would accept anything.
        first, last = a1(2, col + 1, mutlak=True), a1(len(values) + 1, col + 1, mutlak=True)
        self.workbook.define_name(name, f"='{LEMBAR_DAFTAR}'!{first}:{last}")

    # -- texts and slots ---------------------------------------------------------------------------------------------

    def _put(self, sheet: str, kotak: Kotak, text: str, gaya: str, tepi: str, *, terkunci: bool = True) -> None:
        put(self.sheets[sheet], kotak, text, self.formats.get(gaya, tepi, terkunci=terkunci))

    def _write_texts(self, *, personal: bool) -> None:
        """Printed texts: first those that are the same for everybody, with `personal` the others."""
        for halaman in self.layout.halaman:
            for printed in halaman.texts:
                text = isi_tempat(printed.isi, self.form.placeholders)
                if (text != printed.isi) == personal:
                    self._put(halaman.lembar.nama, printed.kotak, text, printed.gaya, printed.tepi)

    def _write_values(self) -> None:
        """Personal values last: printed ones, locked slots, answers."""
        self._write_texts(personal=True)
        for slot in self.layout.slots:
            text = self.values.get(slot.key, "")
            self._put(slot.sheet, slot.kotak, text, slot.gaya, slot.tepi, terkunci=slot.terkunci)
            if slot.hitung:
                formula, value = self.terhitung.formula(slot)
                top, left, _, _ = sudut(slot.kotak)
                format_ = self.formats.get(slot.gaya, slot.tepi)
                self.sheets[slot.sheet].write_formula(top, left, f"={formula}", format_, value)
            sheet = slot.sheet.replace("'", "''")
            self.workbook.define_name(slot.key, f"='{sheet}'!{a1(slot.kotak.row, slot.kotak.col, mutlak=True)}")

    def _set_heights(self, halaman: Halaman) -> None:
        """Rows as tall as their texts need; a text over several rows lets the last one grow."""
        cells = [(text.kotak, isi_tempat(text.isi, self.form.placeholders), text.gaya) for text in halaman.texts]
        cells += [(slot.kotak, self.values.get(slot.key, ""), slot.gaya) for slot in halaman.slots]
        unused = unused_rows(halaman, self.values)
        taken = {kotak.row for kotak, _, _ in cells}
        for row, height in row_heights(halaman, cells, self.formats).items():
            if row in unused and row + 1 not in taken:
                # The last row of a table carries its lower border: it stays, as low as can be.
                self.sheets[halaman.lembar.nama].set_row(row - 1, _LINE)
                continue
            options = {"hidden": True} if row in unused else {}
            self.sheets[halaman.lembar.nama].set_row(row - 1, tinggi_sah(height), None, options)

    # -- stamp -------------------------------------------------------------------------------------------------------

    def _write_stamp(self) -> None:
        for row, (key, text) in enumerate(catatan(self.form)):
            self.cap_sheet.write_string(row, 0, key)
            self.cap_sheet.write_string(row, 1, text)
        stamp = self.form.stamp.compact()
        if len(stamp) > NAMA_MAKS:
            raise SkpxlError(
                f"Cap formulir {self.form.stamp.form} melebihi {NAMA_MAKS} karakter; pendekkan id bagian di definisinya."
            )
        if Stamp.parse(stamp) != self.form.stamp:
            raise SkpxlError(
                f"Cap formulir {self.form.stamp.form} versi {self.form.stamp.versi} tidak terbaca kembali; pakai huruf, "
                "angka, titik dan garis saja dalam nama formulir, versi dan id bagiannya."
            )
        self.workbook.set_custom_property(SIFAT_CAP, stamp)
        self.workbook.define_name(NAMA_CAP, f'="{stamp}"')
