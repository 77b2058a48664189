"""Writing a `Form` as a protected .xlsx: the reference writer, from scratch, the same bytes for the same form.

It follows the layout and computes no place of its own. Personal values are typed last and as text.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.excel.address import a1
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
from skpxl.excel.live import Hitungan, hitung, kalimat, rumus_kalimat, terisi
from skpxl.excel.style import Formats
from skpxl.template.form import Form, isi_tempat
from skpxl.template.layout import BARIS_STATUS
from skpxl.template.library import Library
from skpxl.template.slots import Halaman, Kotak, Layout, Seksi, Slot
from skpxl.template.style import KERTAS

# A fixed date: the same input gives the same bytes.
SAAT_DIBUAT = datetime(2022, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_BOLEH = {"format_rows": True, "format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True}


def write_form(form: Form, library: Library, *, sandi: str = "") -> bytes:
    """The workbook of one form. `sandi` is the campaign's protection password; empty: protected without one."""
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    _Penulis(form, library, workbook, sandi).tulis()
    workbook.close()
    return rampungkan(tujuan.getvalue(), [halaman.lentur for halaman in form.layout.halaman])


class _Penulis:
    """State of writing one workbook: its sheets, formats and the column widths."""

    def __init__(self, form: Form, library: Library, workbook: xlsxwriter.Workbook, sandi: str) -> None:
        self.form = form
        self.layout: Layout = form.layout
        self.library = library
        self.workbook = workbook
        self.sandi = sandi
        self.formats = Formats(workbook, library.gaya)
        self.sheets: dict[str, Worksheet] = {
            halaman.lembar.nama: workbook.add_worksheet(halaman.lembar.nama) for halaman in self.layout.halaman
        }
        self.daftar_sheet: Worksheet = workbook.add_worksheet(LEMBAR_DAFTAR)
        self.status_sheet: Worksheet = workbook.add_worksheet(LEMBAR_STATUS)
        self.cap_sheet: Worksheet = workbook.add_worksheet(LEMBAR_CAP)
        self.bernilai = {**form.terkunci, **form.isian}

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
        self._daftar()
        self._teks(pribadi=False)
        self._rapikan_isian()
        if self.layout.definition.status:
            self._baris_status()
        self._nilai()
        for halaman in self.layout.halaman:
            self._tinggi(halaman)
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
        sheet.set_paper(KERTAS[self.form.konteks.get("kertas", self.library.gaya.kertas)])
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.print_area(halaman.cetak_dari - 1, 0, halaman.baris_terakhir - 1, halaman.kolom_cetak - 1)
        if halaman.ulang:
            sheet.repeat_rows(halaman.ulang[0] - 1, halaman.ulang[1] - 1)
        kode = self.form.stamp.id.replace("&", "&&")
        sheet.set_footer(f"&L&8Kode {kode}&R&8Halaman &P dari &N")
        sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(halaman.baris_terakhir, len(halaman.kisi))}"})
        entri = [slot for slot in halaman.slots if not slot.terkunci]
        if entri:
            sheet.set_selection(*_sudut(entri[0].kotak))

    # -- lists -------------------------------------------------------------------------------------------------------

    def _isi_daftar(self) -> dict[str, tuple[str, ...]]:
        """The lists that this form uses, by name; an empty one (superior's results not known yet) is left out."""
        isi: dict[str, tuple[str, ...]] = {}
        for slot in self.layout.slots:
            if slot.daftar == "hasil_atasan":
                isi[slot.daftar] = tuple(pilihan.teks for pilihan in self.form.hasil_atasan)
            elif slot.daftar:
                isi[slot.daftar] = self.library.daftar[slot.daftar].nilai
        return {nama: nilai for nama, nilai in isi.items() if nilai}

    def _daftar(self) -> None:
        for col, (nama, nilai) in enumerate(sorted(self._isi_daftar().items())):
            self.daftar_sheet.write_string(0, col, nama)
            for row, teks in enumerate(nilai, start=1):
                self.daftar_sheet.write_string(row, col, teks)
            # The name covers exactly the filled cells: a blank in a list range would accept anything.
            awal, akhir = a1(2, col + 1, mutlak=True), a1(len(nilai) + 1, col + 1, mutlak=True)
            self.workbook.define_name(nama_daftar(nama), f"='{LEMBAR_DAFTAR}'!{awal}:{akhir}")

    # -- texts and slots ---------------------------------------------------------------------------------------------

    def _letakkan(self, sheet: str, kotak: Kotak, isi: str, gaya: str, tepi: str, *, terkunci: bool = True) -> None:
        format_ = self.formats.get(gaya, tepi, terkunci=terkunci)
        atas, kiri, bawah, kanan = _sudut(kotak)
        lembar = self.sheets[sheet]
        if kotak.gabung:
            lembar.merge_range(atas, kiri, bawah, kanan, "", format_)
        if isi:
            lembar.write_string(atas, kiri, isi, format_)
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
        for row, tinggi in perlu.items():
            self.sheets[halaman.lembar.nama].set_row(row - 1, tinggi_sah(tinggi))

    # -- helps for the person who fills it in --------------------------------------------------------------------------

    def _rapikan_isian(self) -> None:
        """Prompts, drop-downs and colours, one rule per column and section, on the entry cells alone."""
        ada = self._isi_daftar()
        kelompok: dict[tuple[object, ...], list[Slot]] = {}
        for slot in self.layout.entri:
            kolom = tuple(bagian for bagian in slot.path if not isinstance(bagian, int))
            kelompok.setdefault((kolom, slot.daftar, slot.petunjuk), []).append(slot)
        for slots in kelompok.values():
            self._validasi(slots, ada)
            if slots[0].daftar in ada:
                self._tandai_luar_daftar(slots)
        for seksi in self.layout.seksi:
            self._tandai_kurang(seksi)

    def _validasi(self, slots: list[Slot], ada: Mapping[str, tuple[str, ...]]) -> None:
        slot = slots[0]
        petunjuk = slot.petunjuk
        aturan: dict[str, object] = {"validate": "any"}
        if slot.daftar in ada:
            aturan = {
                "validate": "list",
                "source": f"={nama_daftar(slot.daftar)}",
                "error_type": "warning" if slot.bebas else "stop",
                "error_title": petunjuk.judul or "Pilih dari daftar",
                "error_message": petunjuk.galat or "Pilih salah satu dari daftar.",
            }
        if petunjuk.teks:
            aturan |= {"input_title": petunjuk.judul, "input_message": petunjuk.teks}
        elif aturan["validate"] == "any":
            return
        aturan["other_cells"] = [_sudut(satu.kotak) for satu in slots[1:]]
        if not aturan["other_cells"]:
            del aturan["other_cells"]
        self.sheets[slot.sheet].data_validation(*_sudut(slot.kotak), aturan)

    def _bersyarat(self, sheet: str, slots: list[Kotak], rumus: str, tanda: str) -> None:
        pilihan = {"type": "formula", "criteria": f"={rumus}", "format": self.formats.tanda(tanda)}
        if len(slots) > 1:
            pilihan["multi_range"] = " ".join(f"{a1(k.row, k.col)}:{a1(k.row_to, k.col_to)}" for k in slots)
        self.sheets[sheet].conditional_format(*_sudut(slots[0]), pilihan)

    def _tandai_luar_daftar(self, slots: list[Slot]) -> None:
        """Pasting kills validation, so any value outside the list is coloured. SUMPRODUCT has no 255-character limit."""
        sel = a1(slots[0].kotak.row, slots[0].kotak.col)
        rumus = f"AND(LEN(TRIM({sel}))>0,SUMPRODUCT(--({nama_daftar(slots[0].daftar)}=TRIM({sel})))=0)"
        self._bersyarat(slots[0].sheet, [slot.kotak for slot in slots], rumus, "di_luar_daftar")

    def _tandai_kurang(self, seksi: Seksi) -> None:
        """Colour required cells that are empty in an item or a row that is in use."""
        blok = seksi.blok
        awal = seksi.baris[0]
        rinci = [
            a1(awal + seksi.awal_rincian + ke, col) for ke in range(blok.rincian) for col in seksi.rincian.values()
        ]
        for kolom in blok.kolom:
            if kolom.tingkat == "butir" and kolom.kurang:
                col = seksi.butir[kolom.id]
                lain = [a1(awal, c) for id_, c in seksi.butir.items() if id_ != kolom.id] + rinci
                rumus = f"AND(LEN(TRIM({a1(awal, col)}))=0,{_ada(lain)}>0)"
                self._bersyarat(
                    seksi.sheet, [Kotak(r, col, r, col + kolom.rentang - 1) for r in seksi.baris], rumus, "kurang"
                )
            if kolom.tingkat == "rincian":
                self._tandai_kurang_rincian(seksi, kolom.id, kolom.rentang, bool(kolom.kurang), rinci)

    def _tandai_kurang_rincian(self, seksi: Seksi, id_: str, rentang: int, wajib: bool, rinci: list[str]) -> None:
        col = seksi.rincian[id_]
        awal = seksi.baris[0] + seksi.awal_rincian
        if seksi.blok.kurang_rincian:
            butir = [a1(seksi.baris[0], c) for c in seksi.butir.values()]
            rumus = f"AND({_ada(butir)}>0,{_ada(rinci)}=0)"
            pertama = [
                Kotak(r + seksi.awal_rincian, col, r + seksi.awal_rincian, col + rentang - 1) for r in seksi.baris
            ]
            self._bersyarat(seksi.sheet, pertama, rumus, "kurang")
        lain = [a1(awal, c) for nama, c in seksi.rincian.items() if nama != id_]
        if wajib and lain:
            rumus = f"AND(LEN(TRIM({a1(awal, col)}))=0,{_ada(lain)}>0)"
            semua = [
                Kotak(r + seksi.awal_rincian + ke, col, r + seksi.awal_rincian + ke, col + rentang - 1)
                for r in seksi.baris
                for ke in range(seksi.blok.rincian)
            ]
            self._bersyarat(seksi.sheet, semua, rumus, "kurang")

    def _baris_status(self) -> None:
        punya: dict[str, Callable[[str], bool]] = {
            nama: lambda teks, nilai=nilai: teks.strip(" ").casefold() in {n.casefold() for n in nilai}  # type: ignore[misc]
            for nama, nilai in self._isi_daftar().items()
        }
        hitungan: list[Hitungan] = hitung(self.layout, self.form.isian, punya)
        sel = []
        for row, satu in enumerate(hitungan):
            self.status_sheet.write_string(row, 0, satu.kata)
            self.status_sheet.write_formula(row, 1, f"={satu.rumus}", None, satu.banyak)
            sel.append(f"'{LEMBAR_STATUS}'!{a1(row + 1, 2, mutlak=True)}")
        akar = {(seksi.blok.id, seksi.bagian) for seksi in self.layout.seksi}
        terisi_ = [s for s in self.layout.entri if s.path[:2] in akar and self.form.isian.get(s.key)]
        self.status_sheet.write_string(len(hitungan), 0, "terisi")
        self.status_sheet.write_formula(len(hitungan), 1, f"={terisi(self.layout)}", None, len(terisi_))
        sel_terisi = f"'{LEMBAR_STATUS}'!{a1(len(hitungan) + 1, 2, mutlak=True)}"
        halaman = self.layout.halaman[0]
        lebar, nama = len(halaman.kisi), halaman.lembar.nama
        format_ = self.formats.get("status")
        self.sheets[nama].freeze_panes(BARIS_STATUS, 0)
        self.sheets[nama].merge_range(BARIS_STATUS - 1, 0, BARIS_STATUS - 1, lebar - 1, "", format_)
        self.sheets[nama].write_formula(
            BARIS_STATUS - 1,
            0,
            "=" + rumus_kalimat(self.layout, hitungan, sel, sel_terisi),
            format_,
            kalimat(self.layout, hitungan, bool(terisi_)),
        )
        kotak = Kotak(BARIS_STATUS, 1, BARIS_STATUS, lebar)
        beres = f"AND({sel_terisi}>0,{'+'.join(sel)}=0)"
        self._bersyarat(nama, [kotak], beres, "lengkap")
        self._bersyarat(nama, [kotak], f"NOT({beres})", "belum")

    # -- stamp -------------------------------------------------------------------------------------------------------

    def _cap(self) -> None:
        for row, (kunci, teks) in enumerate(catatan(self.form)):
            self.cap_sheet.write_string(row, 0, kunci)
            self.cap_sheet.write_string(row, 1, teks)
        ringkas = self.form.stamp.ringkas()
        assert len(ringkas) <= 255, "cap terlalu panjang untuk nama dan sifat berkas"
        self.workbook.set_custom_property(SIFAT_CAP, ringkas)
        self.workbook.define_name(NAMA_CAP, f'="{ringkas}"')


def _sudut(kotak: Kotak) -> tuple[int, int, int, int]:
    return kotak.row - 1, kotak.col - 1, kotak.row_to - 1, kotak.col_to - 1


def _ada(sel: list[str]) -> str:
    return "(" + "+".join(f"LEN(TRIM({satu}))" for satu in sel) + ")"
