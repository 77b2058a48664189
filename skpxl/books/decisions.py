"""The workbook of decisions: collisions side by side, a choice for each. Written for people; read back in `decisions_read`.

What a row is about stands in a hidden column, so rows may be sorted and filtered. Nothing typed here is ever a formula.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.decisions_read import KODE_AWAL, read_decisions
from skpxl.forms.aids import rapatkan, sudut
from skpxl.forms.guide import write_guide
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.hidden import LEMBAR_DAFTAR
from skpxl.forms.page import write_text
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.keputusan import Bentrokan, Keputusan, Sumber, huruf, pilihan_untuk
from skpxl.template.library import Library
from skpxl.template.limits import TAUTAN_MAKS, dimuatkan
from skpxl.template.slots import Kotak
from skpxl.template.style import KERTAS
from skpxl.xlsx.address import a1
from skpxl.xlsx.finish import rampungkan

__all__ = ["PETUNJUK", "read_decisions", "write_decisions"]

PETUNJUK = (
    "Setiap baris kuning adalah satu tempat yang isinya berbeda antarberkas. Kolom Buka A, Buka B, … "
    "membuka sel asalnya.",
    "Pilih A, B, … di kolom Keputusan, atau kosongkan bila tempat itu memang harus kosong. Bila tidak ada yang tepat, "
    "biarkan Keputusan kosong dan tulis di Isi sendiri.",
    "Diputuskan oleh dan Catatan boleh kosong. Keputusan boleh dicicil: jalankan perintah yang sama kapan saja, tidak "
    "ada yang hilang.",
    "Simpan tetap sebagai .xlsx dan tutup berkas ini, lalu jalankan perintah merge yang sama sekali lagi.",
    "Baris dengan keterangan “Usang” tidak dipakai lagi; disimpan agar keputusan lama dapat dibaca.",
)
LEMBAR, LEMBAR_PETUNJUK = "Keputusan", "Petunjuk"
_BARIS_KEPALA = 2  # counted from 1; the live line stands above
_KODE, _SELESAI, _SIAPA, _TEMPAT, _ALTERNATIF = 1, 2, 3, 4, 5  # columns counted from 1
_URL_MAKS = 255
_BOLEH = {
    "format_rows": True,
    "format_columns": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "autofilter": True,
    "sort": True,
}


class _Baris(NamedTuple):
    """One row to be written; `buka` are cell and link of each alternative, `hidup` tells that it asks for a decision."""

    isi: Keputusan
    buka: tuple[tuple[str, str], ...]
    hidup: bool


def write_decisions(
    bentrokan: Sequence[Bentrokan],
    library: Library,
    *,
    sisa: Sequence[Keputusan] = (),
    tautan: Callable[[Sumber], str] = lambda sumber: "",
    sandi: str = "",
    kertas: str = "A4",
) -> bytes:
    """The workbook: a row per collision (with what its rows said before), then the rows of `sisa`, which do not count.

    `tautan` gives the link to a source in xlsxwriter's notation, or nothing. The same bytes for the same input.
    """
    baris = list(_baris(bentrokan, sisa, tautan))
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    workbook.set_properties(
        {"title": "Keputusan atas isian yang bertabrakan", "author": "skpxl", "created": SAAT_DIBUAT}
    )
    penulis = _Penulis(workbook, library, baris)
    penulis.tulis(sandi, kertas)
    workbook.close()
    awal = _BARIS_KEPALA + 1
    return rampungkan(tujuan.getvalue(), [set(range(awal, awal + len(baris)))])


def _baris(
    bentrokan: Sequence[Bentrokan], sisa: Sequence[Keputusan], tautan: Callable[[Sumber], str]
) -> Iterator[_Baris]:
    """All rows in order; a row that does not count any more follows what has come in its place."""
    per_tempat: dict[tuple[str, str, bool], list[Keputusan]] = {}
    for satu in sisa:
        per_tempat.setdefault((satu.buku, satu.kunci, satu.butir), []).append(satu)
    for b in bentrokan:
        sumber = [alternatif.sumber[0] for alternatif in b.alternatif]
        buka = tuple((satu.sel or "berkas", tautan(satu)) for satu in sumber)
        yield from (_Baris(isi, buka, True) for isi in b.untuk_berkas())
        yield from (_Baris(isi, (), False) for isi in per_tempat.pop((b.buku, b.kunci, b.butir), ()))
    for lama in per_tempat.values():
        yield from (_Baris(isi, (), False) for isi in lama)


def nama_pilihan(banyak: int) -> str:
    """The defined name of the choices among `banyak` alternatives."""
    return f"pilihan_{banyak}"


class _Penulis:
    """State of writing one workbook: its sheets, formats, and the columns, which depend on the number of alternatives."""

    def __init__(self, workbook: xlsxwriter.Workbook, library: Library, baris: Sequence[_Baris]) -> None:
        self.workbook = workbook
        self.formats = Formats(workbook, library.gaya)
        self.baris = baris
        self.sheet: Worksheet = workbook.add_worksheet(LEMBAR)
        self.petunjuk: Worksheet = workbook.add_worksheet(LEMBAR_PETUNJUK)
        self.daftar: Worksheet = workbook.add_worksheet(LEMBAR_DAFTAR)
        self.banyak = max((len(satu.isi.alternatif) for satu in baris), default=2)
        self.pilihan = _ALTERNATIF + 2 * self.banyak
        self.sendiri = self.pilihan + 1
        self.judul: list[tuple[str, float]] = [
            ("Kode", 8), ("Selesai", 8), ("Pegawai atau unit", 22), ("Tempat", 30),
            *(kolom for ke in range(1, self.banyak + 1) for kolom in ((huruf(ke), 38), (f"Buka {huruf(ke)}", 12))),
            ("Keputusan", 13), ("Isi sendiri", 38), ("Diputuskan oleh", 20), ("Catatan", 26), ("Berkas dan sel", 34),
            ("Keterangan", 26),
        ]  # fmt: skip
        self.tautan = 0

    def tulis(self, sandi: str, kertas: str) -> None:
        """Everything on all sheets, and their protection."""
        self._pilihan()
        for col, (judul, lebar) in enumerate(self.judul):
            self.sheet.set_column(col, col, lebar, None, {"hidden": 1} if col < _SIAPA - 1 else {})
            self.sheet.write_string(_BARIS_KEPALA - 1, col, judul, self.formats.get("kepala", "LRTB"))
        self.sheet.set_row(_BARIS_KEPALA - 1, 30)
        for row, satu in enumerate(self.baris, start=_BARIS_KEPALA + 1):
            self._satu(row, satu)
        hidup = [row for row, satu in enumerate(self.baris, start=_BARIS_KEPALA + 1) if satu.hidup]
        if hidup:
            self._validasi(hidup)
            self._warna(hidup)
            self.sheet.set_selection(hidup[0] - 1, self.pilihan - 1, hidup[0] - 1, self.pilihan - 1)
        self._hitungan()
        akhir = _BARIS_KEPALA + max(len(self.baris), 1)
        self.sheet.autofilter(_BARIS_KEPALA - 1, _SIAPA - 1, akhir - 1, len(self.judul) - 1)
        self.sheet.freeze_panes(_BARIS_KEPALA, _TEMPAT)
        self._cetak(self.sheet, kertas, akhir)
        self._petunjuk(kertas)
        self.daftar.very_hidden()
        for lembar in (self.petunjuk, self.daftar):
            lembar.protect(sandi)
        self.sheet.protect(sandi, _BOLEH)

    # -- rows --------------------------------------------------------------------------------------------------------

    def _satu(self, row: int, satu: _Baris) -> None:
        isi = satu.isi
        teks = {_KODE: kode(isi), _SIAPA: isi.siapa, _TEMPAT: isi.tempat}
        teks |= {_ALTERNATIF + 2 * ke: alternatif for ke, alternatif in enumerate(isi.alternatif)}
        buka = {_ALTERNATIF + 2 * ke + 1: satu for ke, satu in enumerate(satu.buka)}
        entri = {self.pilihan: isi.pilihan, self.sendiri: isi.isi_sendiri}
        entri |= {self.sendiri + 1: isi.oleh, self.sendiri + 2: isi.catatan}
        teks |= {self.sendiri + 3: isi.berkas, self.sendiri + 4: isi.keterangan}
        tinggi = 15.0
        for col in range(1, len(self.judul) + 1):
            if col == _SELESAI and satu.hidup:
                self.sheet.write_formula(row - 1, col - 1, self._selesai(row, isi), None, int(isi.putusan.jelas))
                continue
            sel, url = buka.get(col, ("", ""))
            isian = dimuatkan(teks.get(col, entri.get(col, sel)))
            self._tulis(row, col, isian, url, self._gaya(col, satu, col in entri))
            if col > _SELESAI:
                tinggi = max(tinggi, tinggi_teks(isian, self.judul[col - 1][1], self.formats.ukuran("teks")))
        self.sheet.set_row(row - 1, tinggi_sah(tinggi))

    def _gaya(self, col: int, satu: _Baris, entri: bool) -> tuple[str, bool]:
        """The style of a cell and whether it is locked. A whole item takes no text of one's own."""
        if not entri:
            return "teks", True
        if not satu.hidup or (satu.isi.butir and col == self.sendiri):
            return "bagian" if col == self.sendiri and satu.hidup else "teks", True
        return "isian", False

    def _tulis(self, row: int, col: int, isi: str, url: str, gaya: tuple[str, bool]) -> None:
        if isi and url and len(url) < _URL_MAKS and self.tautan < TAUTAN_MAKS:
            self.tautan += 1
            write_text(self.sheet, row - 1, col - 1, isi, self.formats.get("tautan", "LRTB"), url)
            return
        write_text(self.sheet, row - 1, col - 1, isi, self.formats.get(gaya[0], "LRTB", terkunci=gaya[1]))

    def _selesai(self, row: int, isi: Keputusan) -> str:
        """1 where the row decides something: a choice of its list, or (but for a whole item) a text instead."""
        pilihan, sendiri = a1(row, self.pilihan), a1(row, self.sendiri)
        dipilih = f"IF({self._dalam_daftar(pilihan, len(isi.sidik))},1,0)"
        tertulis = "0" if isi.butir else f"IF(LEN(TRIM({pilihan}))=0,1,0)"
        return f"=IF(LEN(TRIM({sendiri}))=0,{dipilih},{tertulis})"

    def _dalam_daftar(self, sel: str, banyak: int) -> str:
        return f"SUMPRODUCT(--({nama_pilihan(banyak)}=TRIM({sel})))>0"

    # -- helps -------------------------------------------------------------------------------------------------------

    def _pilihan(self) -> None:
        """A list per number of alternatives, each behind a name that covers exactly its cells."""
        for col, banyak in enumerate(sorted({len(satu.isi.sidik) for satu in self.baris if satu.hidup})):
            pilihan = pilihan_untuk(banyak)
            for row, teks in enumerate(pilihan):
                self.daftar.write_string(row, col, teks)
            awal, akhir = a1(1, col + 1, mutlak=True), a1(len(pilihan), col + 1, mutlak=True)
            self.workbook.define_name(nama_pilihan(banyak), f"='{LEMBAR_DAFTAR}'!{awal}:{akhir}")

    def _per_banyak(self, hidup: Sequence[int]) -> dict[int, list[Kotak]]:
        """The cells of the choice, by the number of alternatives, as few rectangles."""
        sel: dict[int, list[Kotak]] = {}
        for row in hidup:
            banyak = len(self.baris[row - _BARIS_KEPALA - 1].isi.sidik)
            sel.setdefault(banyak, []).append(Kotak(row, self.pilihan, row, self.pilihan))
        return {banyak: rapatkan(kotak) for banyak, kotak in sel.items()}

    def _validasi(self, hidup: Sequence[int]) -> None:
        for banyak, (pertama, *lain) in self._per_banyak(hidup).items():
            pilihan = pilihan_untuk(banyak)
            sebutan = ", ".join(pilihan) if len(pilihan) < 8 else f"{pilihan[0]} sampai {pilihan[-2]}, {pilihan[-1]}"
            aturan: dict[str, object] = {
                "validate": "list",
                "source": f"={nama_pilihan(banyak)}",
                "input_title": "Keputusan",
                "input_message": f"Pilih {sebutan}. Bila tidak ada yang tepat, biarkan kosong dan tulis di Isi sendiri.",
                "error_title": "Keputusan",
                "error_message": f"Pilih salah satu dari daftar: {sebutan}.",
            }
            if lain:
                aturan["other_cells"] = [sudut(kotak) for kotak in lain]
            self.sheet.data_validation(*sudut(pertama), aturan)

    def _warna(self, hidup: Sequence[int]) -> None:
        """Choices outside the list (pasting kills validation), two answers at once, and rows that wait for one."""
        for banyak, kotak in self._per_banyak(hidup).items():
            sel = a1(kotak[0].row, self.pilihan)
            self._bersyarat(kotak, f"AND(LEN(TRIM({sel}))>0,NOT({self._dalam_daftar(sel, banyak)}))", "di_luar_daftar")
        awal = hidup[0]
        pilihan, sendiri = a1(awal, self.pilihan, kolom_tetap=True), a1(awal, self.sendiri, kolom_tetap=True)
        kolom = rapatkan([Kotak(row, self.sendiri, row, self.sendiri) for row in hidup])
        self._bersyarat(kolom, f"AND(LEN(TRIM({pilihan}))>0,LEN(TRIM({sendiri}))>0)", "di_luar_daftar")
        selesai = a1(awal, _SELESAI, kolom_tetap=True)
        kolom = rapatkan([Kotak(row, col, row, col) for row in hidup for col in (_SIAPA, _TEMPAT, self.pilihan)])
        self._bersyarat(kolom, f"AND(ISNUMBER({selesai}),{selesai}=0)", "belum")

    def _bersyarat(self, kotak: Sequence[Kotak], rumus: str, tanda: str) -> None:
        pilihan: dict[str, object] = {
            "type": "formula",
            "criteria": f"={rumus}",
            "format": self.formats.tanda(tanda),
            "stop_if_true": tanda == "di_luar_daftar",
        }
        if len(kotak) > 1:
            pilihan["multi_range"] = " ".join(f"{a1(k.row, k.col)}:{a1(k.row_to, k.col_to)}" for k in kotak)
        self.sheet.conditional_format(*sudut(kotak[0]), pilihan)

    def _hitungan(self) -> None:
        """The live line: how many rows have been decided, of those that ask for it."""
        hidup = [satu.isi for satu in self.baris if satu.hidup]
        kini = f"{sum(satu.putusan.jelas for satu in hidup)} dari {len(hidup)} sudah diputuskan"
        awal, akhir = _BARIS_KEPALA + 1, _BARIS_KEPALA + max(len(self.baris), 1)
        wilayah = f"{a1(awal, _SELESAI, mutlak=True)}:{a1(akhir, _SELESAI, mutlak=True)}"
        rumus = f'=SUM({wilayah})&" dari "&COUNT({wilayah})&" sudah diputuskan"'
        format_ = self.formats.get("status")
        self.sheet.merge_range(0, _SIAPA - 1, 0, _ALTERNATIF, "", format_)
        self.sheet.write_formula(0, _SIAPA - 1, rumus, format_, kini)
        self.sheet.set_row(0, 24)
        kotak = [Kotak(1, _SIAPA, 1, _ALTERNATIF + 1)]
        self._bersyarat(kotak, f"SUM({wilayah})=COUNT({wilayah})", "lengkap")
        self._bersyarat(kotak, f"SUM({wilayah})<COUNT({wilayah})", "belum")

    def _petunjuk(self, kertas: str) -> None:
        write_guide(self.petunjuk, PETUNJUK, self.formats)
        self._cetak(self.petunjuk, kertas, len(PETUNJUK))

    def _cetak(self, sheet: Worksheet, kertas: str, akhir: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(KERTAS[kertas])
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        if sheet is self.sheet:
            sheet.repeat_rows(_BARIS_KEPALA - 1)
            sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(akhir, len(self.judul))}"})


def kode(isi: Keputusan) -> str:
    """The hidden word by which a row is known again; led by letters, so no program takes it for a number."""
    jenis = "butir" if isi.butir else "sel"
    return f"{KODE_AWAL};b={isi.buku};t={jenis}:{isi.kunci};a={','.join(isi.sidik)}" if isi.buku else ""
