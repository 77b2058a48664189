"""The workbook from which SKPs are keyed into e-Kinerja BKN: a sheet *Daftar* of people, a sheet with a row per field.

It is written row by row and never held whole. It chooses no field and no order: both come in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BufferedIOBase

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.hidden import LEMBAR_DAFTAR, nama_daftar
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.ekinerja import Langkah
from skpxl.template.limits import TAUTAN_MAKS, dimuatkan
from skpxl.template.style import KERTAS, Gaya
from skpxl.xlsx.address import a1

DAFTAR, ISIAN = "Daftar", "e-Kinerja"
SUDAH = "✓"
BARIS_ISIAN_MAKS = 1_000_000
_KOLOM_DAFTAR = (
    ("No", 6.0), ("Pegawai", 30.0), ("NIP", 21.0), ("Jabatan", 34.0), ("Unit Kerja", 30.0), ("Pejabat Penilai", 30.0),
    ("Isian", 8.0), ("Sudah", 8.0), ("Catatan", 40.0),
)  # fmt: skip
_KOLOM_ISIAN = (
    ("No", 6.0), ("Pegawai", 26.0), ("NIP", 21.0), ("Langkah", 44.0), ("Kolom e-Kinerja", 26.0), ("Isi", 64.0),
    ("Sudah", 9.0), ("Sumber", 16.0),
)  # fmt: skip
_ISI, _SUDAH, _SUMBER = 5, 6, 7  # columns of the sheet of fields, from 0
_BOLEH = {"autofilter": True, "format_rows": True, "format_columns": True}


@dataclass(frozen=True)
class OrangKeyin:
    """One SKP: whose it is, what is to be known before keying in (`catatan`), and its fields in order.

    `berkas` is the file's name and `url` the link to it (empty: there is none); `sel` are the cells by key, `Sheet!A1`.
    """

    nama: str
    nip: str
    jabatan: str
    unit_kerja: str
    penilai: str
    catatan: str
    berkas: str
    url: str
    sel: dict[str, str]
    langkah: Sequence[Langkah]

    def tautan(self, key: str) -> str:
        """The link to the cell of a field; empty where the file cannot be linked to."""
        sheet, _, cell = self.sel.get(key, "").rpartition("!")
        if not self.url or not cell:
            return ""
        url = f"{self.url}#'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
        return url if len(url) < 255 else ""


def write_keyin(
    tujuan: BufferedIOBase,
    orang: Iterable[OrangKeyin],
    gaya: Gaya,
    *,
    judul: Sequence[str],
    kertas: str = "A4",
    advance: Callable[[], None] = lambda: None,
) -> int:
    """Write the workbook to an open file; how many links had to be left out is returned (Excel takes 65,530 a sheet).

    `judul` are lines above the list of people. At most `BARIS_ISIAN_MAKS` rows: the caller sees to that.
    """
    workbook = xlsxwriter.Workbook(tujuan, {"constant_memory": True})
    workbook.set_properties({"title": "Urutan pengisian e-Kinerja BKN", "author": "skpxl", "created": SAAT_DIBUAT})
    penulis = _Penulis(workbook, gaya)
    penulis.kepala(judul)
    for satu in orang:
        penulis.orang(satu)
        advance()
    penulis.finish(kertas)
    workbook.close()
    return penulis.tanpa_tautan


class _Penulis:
    """State of writing: the two sheets, the row each has come to, and the links each has taken."""

    def __init__(self, workbook: xlsxwriter.Workbook, gaya: Gaya) -> None:
        self.workbook = workbook
        self.formats = Formats(workbook, gaya)
        self.daftar: Worksheet = workbook.add_worksheet(DAFTAR)
        self.isian: Worksheet = workbook.add_worksheet(ISIAN)
        self.tautan = {DAFTAR: 0, ISIAN: 0}
        self.tanpa_tautan = 0
        self.nomor = 0
        self.baris_isian = 0
        self.kepala_daftar = self.baris_daftar = 0

    def kepala(self, judul: Sequence[str]) -> None:
        for row, teks in enumerate(judul):
            gaya = "subjudul" if row == 0 else "label_rincian"
            self.daftar.write_string(row, 0, teks, self.formats.get(gaya, bungkus=False))
        self.kepala_daftar = self.baris_daftar = len(judul) + 1
        for sheet, row, kolom in ((self.daftar, self.kepala_daftar, _KOLOM_DAFTAR), (self.isian, 0, _KOLOM_ISIAN)):
            for col, (_, lebar) in enumerate(kolom):
                sheet.set_column(col, col, lebar)
            sheet.set_row(row, 30)
            for col, (nama, _) in enumerate(kolom):
                sheet.write_string(row, col, nama, self.formats.get("kepala", "LRTB"))

    def orang(self, satu: OrangKeyin) -> None:
        """A line on the list, and on the other sheet a band and a row per field."""
        self.nomor += 1
        pita = self.baris_isian = self.baris_isian + 1
        tentang = " · ".join(filter(None, [satu.jabatan, f"penilai: {satu.penilai}" if satu.penilai else ""]))
        isi = [str(self.nomor), satu.nama, satu.nip, tentang, "", "", "", satu.berkas]
        self._baris(self.isian, pita, isi, _KOLOM_ISIAN, "bagian", {_SUMBER: satu.url})
        for nomor, langkah in enumerate(satu.langkah, start=1):
            self.baris_isian += 1
            sumber = satu.sel.get(langkah.key, "")
            isi = [str(nomor), satu.nama, satu.nip, langkah.langkah, langkah.kolom, langkah.isi, "", sumber]
            self._baris(self.isian, self.baris_isian, isi, _KOLOM_ISIAN, "teks", {_SUMBER: satu.tautan(langkah.key)})
        self.baris_daftar += 1
        isi = [str(self.nomor), satu.nama, satu.nip, satu.jabatan, satu.unit_kerja, satu.penilai, "", "", satu.catatan]
        ke = f"internal:'{ISIAN}'!{a1(pita + 1, 1)}"
        self._baris(self.daftar, self.baris_daftar, isi, _KOLOM_DAFTAR, "teks", {1: ke})
        angka = self.formats.get("angka", "LRTB", bungkus=False)
        self.daftar.write_number(self.baris_daftar, 6, len(satu.langkah), angka)
        awal, akhir = a1(pita + 2, _SUDAH + 1, mutlak=True), a1(self.baris_isian + 1, _SUDAH + 1, mutlak=True)
        hitung = f"=COUNTIF('{ISIAN}'!{awal}:{akhir},\"{SUDAH}\")" if satu.langkah else "=0"
        self.daftar.write_formula(self.baris_daftar, 7, hitung, angka, 0)

    def _baris(
        self,
        sheet: Worksheet,
        row: int,
        isi: Sequence[str],
        kolom: Sequence[tuple[str, float]],
        gaya: str,
        tautan: dict[int, str],
    ) -> None:
        """One row as tall as its texts; the cells of `tautan` lead somewhere as long as Excel takes links."""
        isi = [dimuatkan(teks) for teks in isi]
        ukuran, tebal = self.formats.ukuran(gaya), self.formats.sel(gaya).tebal
        perlu = max(tinggi_teks(teks, kolom[col][1], ukuran, tebal=tebal) for col, teks in enumerate(isi))
        if perlu > 15:
            sheet.set_row(row, tinggi_sah(perlu))
        entri = sheet is self.isian and gaya != "bagian"
        for col, teks in enumerate(isi):
            url = tautan.get(col, "") if teks else ""
            if url and self.tautan[sheet.name] >= TAUTAN_MAKS:
                self.tanpa_tautan += 1
                url = ""
            if url:
                self.tautan[sheet.name] += 1
                sheet.write_url(row, col, url, self.formats.get("tautan", "LRTB"), teks)
            elif entri and col == _SUDAH:
                sheet.write_blank(row, col, None, self.formats.get("isian_tengah", "LRTB", terkunci=False))
            elif teks:
                sheet.write_string(row, col, teks, self.formats.get(gaya, "LRTB"))
            else:
                sheet.write_blank(row, col, None, self.formats.get(gaya, "LRTB"))

    def finish(self, kertas: str) -> None:
        """What holds for whole sheets: filter, drop-down, colour of what is done, protection, print set-up."""
        lebar_isian, lebar_daftar = len(_KOLOM_ISIAN) - 1, len(_KOLOM_DAFTAR) - 1
        lembar = self.workbook.add_worksheet(LEMBAR_DAFTAR)
        lembar.write_string(0, 0, "sudah")
        lembar.write_string(1, 0, SUDAH)
        lembar.very_hidden()
        lembar.protect()
        self.workbook.define_name(nama_daftar("sudah"), f"='{LEMBAR_DAFTAR}'!$A$2:$A$2")
        akhir = self.baris_isian
        self.isian.data_validation(
            1, _SUDAH, akhir, _SUDAH,
            {
                "validate": "list",
                "source": f"={nama_daftar('sudah')}",
                "error_title": "Sudah",
                "error_message": f"Pilih {SUDAH}, atau kosongkan.",
            },
        )  # fmt: skip
        sudah = f'=${a1(2, _SUDAH + 1)}="{SUDAH}"'
        tanda = {"type": "formula", "criteria": sudah, "format": self.formats.tanda("lengkap")}
        self.isian.conditional_format(1, 0, akhir, lebar_isian, tanda)
        pertama = self.kepala_daftar + 2
        beres = f"=AND($G{pertama}>0,$G{pertama}=$H{pertama})"
        tanda = {"type": "formula", "criteria": beres, "format": self.formats.tanda("lengkap")}
        self.daftar.conditional_format(self.kepala_daftar + 1, 0, self.baris_daftar, lebar_daftar, tanda)
        for sheet, kepala, akhir, lebar, beku in (
            (self.daftar, self.kepala_daftar, self.baris_daftar, lebar_daftar, 2),
            (self.isian, 0, self.baris_isian, lebar_isian, 3),
        ):
            sheet.autofilter(kepala, 0, akhir, lebar)
            sheet.freeze_panes(kepala + 1, beku)
            sheet.repeat_rows(kepala)
            sheet.protect("", _BOLEH)
            sheet.set_landscape()
            sheet.set_paper(KERTAS[kertas])
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
            sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(akhir + 1, lebar + 1)}"})
