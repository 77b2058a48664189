"""Writing a `Form` as a protected .xlsx: the reference writer, from scratch, the same bytes for the same form.

It follows the layout and computes no place of its own. Personal values are typed last and as text.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.excel.address import a1
from skpxl.excel.aids import Bantuan, sudut
from skpxl.excel.annotate import LEMBAR_LAIN, LEMBAR_PERBAIKAN, Koreksi, write_koreksi
from skpxl.excel.computed import Terhitung
from skpxl.excel.finish import rampungkan
from skpxl.excel.heights import tinggi_sah, tinggi_teks
from skpxl.excel.hidden import (
    LEMBAR_CAP,
    LEMBAR_DAFTAR,
    LEMBAR_STATUS,
    NAMA_CAP,
    SIFAT_CAP,
    catatan,
    nama_daftar,
)
from skpxl.excel.status import write_status
from skpxl.excel.style import Formats
from skpxl.template.form import Form, isi_tempat
from skpxl.template.library import DAFTAR_PER_BERKAS, Library
from skpxl.template.limits import NAMA_MAKS
from skpxl.template.slots import Halaman, Kotak, Layout, Slot
from skpxl.template.style import KERTAS

# A fixed date: the same input gives the same bytes.
SAAT_DIBUAT = datetime(2022, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_BOLEH = {"format_rows": True, "format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True}


def write_form(form: Form, library: Library, *, sandi: str = "", koreksi: Koreksi | None = None) -> bytes:
    """The workbook of one form. `sandi` is the campaign's protection password; empty: protected without one.

    With `koreksi` it is a copy for correction: a first sheet lists what is to be mended, wrong cells are marked, and
    what has no place on the form is carried on a last sheet.
    """
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    _Penulis(form, library, workbook, sandi, koreksi).tulis()
    workbook.close()
    lentur = {halaman.lembar.nama: halaman.lentur for halaman in form.layout.halaman}
    return rampungkan(tujuan.getvalue(), [lentur.get(lembar.name, frozenset()) for lembar in workbook.worksheets()])


def unused_rows(halaman: Halaman, bernilai: Mapping[str, str]) -> set[int]:
    """Rows of an evaluation in which the plan has nothing, so that nothing can be said of it: indikator that were not used.

    Such a row holds locked cells, all of them empty, and perhaps an entry beside them; the first row of an item stays.
    """
    per_baris: dict[int, list[Slot]] = {}
    for slot in halaman.slots:
        if isinstance(slot.path[-1], int) or (len(slot.path) > 2 and isinstance(slot.path[-2], int)):
            per_baris.setdefault(slot.kotak.row, []).append(slot)
    return {
        row
        for row, slots in per_baris.items()
        if any(slot.terkunci for slot in slots)
        and not any(bernilai.get(slot.key) for slot in slots)
        and all("indikator" in slot.path or "ukuran_keberhasilan" in slot.path for slot in slots)
    }


class _Penulis:
    """State of writing one workbook: its sheets, formats and the column widths."""

    def __init__(
        self, form: Form, library: Library, workbook: xlsxwriter.Workbook, sandi: str, koreksi: Koreksi | None
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
        self.isian_lain = workbook.add_worksheet(LEMBAR_LAIN) if koreksi and koreksi.lain else None
        self.daftar_sheet: Worksheet = workbook.add_worksheet(LEMBAR_DAFTAR)
        self.status_sheet: Worksheet = workbook.add_worksheet(LEMBAR_STATUS)
        self.cap_sheet: Worksheet = workbook.add_worksheet(LEMBAR_CAP)
        self.bernilai = {**form.terkunci, **form.isian}
        self.daftar = self._isi_daftar()
        kolom = 2 * len(self.daftar) + 1
        self.terhitung = Terhitung(form, library, workbook, self.daftar_sheet, kolom)
        catatan_sel = koreksi.per_key() if koreksi else {}
        self.bantuan = Bantuan(form, self.formats, self.sheets, self.daftar, catatan_sel)

    def tulis(self) -> None:
        self.workbook.set_properties(
            {
                "title": self.form.definition.judul,
                "subject": self.form.definition.dasar,
                "author": "skpxl",
                "created": SAAT_DIBUAT,
            }
        )
        for halaman in self.layout.halaman:
            self._siapkan_lembar(halaman)
        self._tulis_daftar()
        self._teks(pribadi=False)
        self.bantuan.pasang()
        if self.layout.definition.status:
            write_status(self.form, self.daftar, self.status_sheet, self.sheets, self.formats, self.bantuan)
        self._nilai()
        for halaman in self.layout.halaman:
            self._tinggi(halaman)
            self.terhitung.charts(halaman, self.sheets[halaman.lembar.nama])
        if self.koreksi and self.perbaikan:
            write_koreksi(
                self.workbook, self.perbaikan, self.isian_lain, self.form, self.koreksi, self.bantuan, self.sandi
            )
        self._cap()
        for lembar in (self.daftar_sheet, self.status_sheet, self.cap_sheet):
            lembar.very_hidden()
            lembar.protect(self.sandi)
        for lembar in self.sheets.values():
            lembar.protect(self.sandi, _BOLEH)

    def _siapkan_lembar(self, halaman: Halaman) -> None:
        sheet = self.sheets[halaman.lembar.nama]
        for col, lebar in enumerate(halaman.kisi):
            sheet.set_column(col, col, lebar)
        sheet.hide_gridlines(2)
        if halaman.lembar.orientasi == "mendatar":
            sheet.set_landscape()
        sheet.set_paper(KERTAS.get(self.form.konteks.get("kertas", ""), KERTAS[self.library.gaya.kertas]))
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(halaman.lebar_halaman, 0)
        if halaman.ulang_kolom:
            sheet.repeat_columns(0, halaman.ulang_kolom - 1)
        sheet.print_area(halaman.cetak_dari - 1, 0, halaman.baris_terakhir - 1, halaman.kolom_cetak - 1)
        if halaman.ulang:
            sheet.repeat_rows(halaman.ulang[0] - 1, halaman.ulang[1] - 1)
        kode = self.form.stamp.id.replace("&", "&&")
        sheet.set_footer(f"&L&8Kode {kode}&R&8Halaman &P dari &N")
        sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(halaman.baris_terakhir, len(halaman.kisi))}"})
        entri = [slot for slot in halaman.slots if not slot.terkunci]
        if entri:
            sheet.set_selection(*sudut(entri[0].kotak))

    # -- lists -------------------------------------------------------------------------------------------------------

    def _isi_daftar(self) -> dict[str, tuple[str, ...]]:
        """The lists that this form uses, by name; an empty one (superior's results not known yet) is left out."""
        isi: dict[str, tuple[str, ...]] = {}
        dipakai = {slot.daftar for slot in self.layout.slots if slot.daftar}
        for nama in dipakai:
            if nama in DAFTAR_PER_BERKAS:
                isi[nama] = tuple(pilihan.teks for pilihan in self.form.pilihan.get(nama, ()))
            else:
                isi[nama] = self.library.daftar[nama].nilai
        return {nama: nilai for nama, nilai in isi.items() if nilai}

    def _tulis_daftar(self) -> None:
        for col, (nama, nilai) in enumerate(sorted(self.daftar.items())):
            self.daftar_sheet.write_string(0, col, nama)
            for row, teks in enumerate(nilai, start=1):
                self.daftar_sheet.write_string(row, col, teks)
            # The name covers exactly the filled cells: a blank in a list range would accept anything.
            awal, akhir = a1(2, col + 1, mutlak=True), a1(len(nilai) + 1, col + 1, mutlak=True)
            self.workbook.define_name(nama_daftar(nama), f"='{LEMBAR_DAFTAR}'!{awal}:{akhir}")

    # -- texts and slots ---------------------------------------------------------------------------------------------

    def _letakkan(self, sheet: str, kotak: Kotak, isi: str, gaya: str, tepi: str, *, terkunci: bool = True) -> None:
        format_ = self.formats.get(gaya, tepi, terkunci=terkunci)
        atas, kiri, bawah, kanan = sudut(kotak)
        lembar = self.sheets[sheet]
        if kotak.gabung:
            lembar.merge_range(atas, kiri, bawah, kanan, "", format_)
        if isi:
            # xlsxwriter only returns a number where it leaves a text out.
            assert lembar.write_string(atas, kiri, isi, format_) == 0, f"teks terlalu panjang di {sheet}"
        else:
            lembar.write_blank(atas, kiri, None, format_)

    def _teks(self, *, pribadi: bool) -> None:
        """Printed texts: first those that are the same for everybody, with `pribadi` the others."""
        for halaman in self.layout.halaman:
            for teks in halaman.texts:
                isi = isi_tempat(teks.isi, self.form.pengganti)
                if (isi != teks.isi) == pribadi:
                    self._letakkan(halaman.lembar.nama, teks.kotak, isi, teks.gaya, teks.tepi)

    def _nilai(self) -> None:
        """Personal values last: printed ones, locked slots, answers."""
        self._teks(pribadi=True)
        for slot in self.layout.slots:
            isi = self.bernilai.get(slot.key, "")
            self._letakkan(slot.sheet, slot.kotak, isi, slot.gaya, slot.tepi, terkunci=slot.terkunci)
            if slot.hitung:
                rumus, nilai = self.terhitung.formula(slot)
                atas, kiri, _, _ = sudut(slot.kotak)
                format_ = self.formats.get(slot.gaya, slot.tepi)
                self.sheets[slot.sheet].write_formula(atas, kiri, f"={rumus}", format_, nilai)
            lembar = slot.sheet.replace("'", "''")
            self.workbook.define_name(slot.key, f"='{lembar}'!{a1(slot.kotak.row, slot.kotak.col, mutlak=True)}")

    def _tinggi(self, halaman: Halaman) -> None:
        """Rows as tall as their texts need; a text over several rows lets the last one grow."""
        perlu = dict(halaman.tinggi)
        sel = [(t.kotak, isi_tempat(t.isi, self.form.pengganti), t.gaya) for t in halaman.texts]
        sel += [(s.kotak, self.bernilai.get(s.key, ""), s.gaya) for s in halaman.slots]
        for kotak, isi, gaya in sorted(sel, key=lambda satu: satu[0].row_to - satu[0].row):
            if not isi:
                continue
            lebar = sum(halaman.kisi[kotak.col - 1 : kotak.col_to])
            tebal = self.formats.sel(gaya).tebal
            tinggi = tinggi_teks(isi, lebar, self.formats.ukuran(gaya), tebal=tebal)
            di_atas = sum(perlu.get(row, 15.0) for row in range(kotak.row, kotak.row_to))
            perlu[kotak.row_to] = max(perlu.get(kotak.row_to, 15.0), tinggi - di_atas)
        kosong = unused_rows(halaman, self.bernilai)
        for row, tinggi in perlu.items():
            pilihan = {"hidden": True} if row in kosong else {}
            self.sheets[halaman.lembar.nama].set_row(row - 1, tinggi_sah(tinggi), None, pilihan)

    # -- stamp -------------------------------------------------------------------------------------------------------

    def _cap(self) -> None:
        for row, (kunci, teks) in enumerate(catatan(self.form)):
            self.cap_sheet.write_string(row, 0, kunci)
            self.cap_sheet.write_string(row, 1, teks)
        ringkas = self.form.stamp.ringkas()
        if len(ringkas) > NAMA_MAKS:
            raise SkpxlError(
                f"Cap formulir {self.form.stamp.form} melebihi {NAMA_MAKS} karakter; pendekkan id bagian di definisinya."
            )
        self.workbook.set_custom_property(SIFAT_CAP, ringkas)
        self.workbook.define_name(NAMA_CAP, f'="{ringkas}"')
