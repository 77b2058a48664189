"""Writing finished papers: a definition with values, on as many sheets as it has, to be printed and signed. No stamp.

Several papers make one workbook with a list of contents in front. What a paper says is decided elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.matriks_book import sheet_names
from skpxl.books.tables import BookTable, Tautan, add_table
from skpxl.forms.aids import shorten
from skpxl.forms.curve import Angka, insert_curve, write_figures
from skpxl.forms.heights import tinggi_sah
from skpxl.forms.page import BOLEH, put, row_heights, set_up_page
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN, CapDokumen
from skpxl.model.teks import sidik
from skpxl.template.definition import Definition
from skpxl.template.finished import place_finished
from skpxl.template.library import Library
from skpxl.template.slots import Halaman, Kotak, isi_tempat

DAFTAR_ISI = "Daftar Isi"
_LEMBAR_POLA = "_pola"
_NAMA_MAKS = 45  # at the foot of a page, which has 255 characters in all and must not run into the page number
_SIFAT_MAKS = 255


@dataclass(frozen=True)
class Naskah:
    """One finished paper: the values of its slots by key, the placeholders of its texts, the items it has room for.

    `judul` is the official name of the kind, `kode` its short name (in aturan/berkas.toml, where it is known there); `nama`,
    `nip`, `tahun` say whose paper it is and `hasil` what comes out of it, for the list of contents.
    """

    judul: str
    definition: Definition
    isi: Mapping[str, str]
    konteks: Mapping[str, str]
    jumlah: tuple[tuple[str, int], ...] = ()
    kode: str = ""
    nama: str = ""
    nip: str = ""
    tahun: int = 0
    hasil: str = ""

    @cached_property
    def halaman(self) -> tuple[Halaman, ...]:
        """Its sheets, as large as its values need."""
        return place_finished(self.definition, self.isi, self.jumlah)

    @property
    def tanda(self) -> str:
        """Its mark: what it is, whose, of which year."""
        return CapDokumen(self.kode, self.nip, self.tahun).tercetak()


def write_papers(daftar: Sequence[Naskah], library: Library, kertas: str, *, judul: str = "") -> bytes:
    """A workbook of these papers, at least one; the same bytes for the same input.

    One paper has the sheet names of its definition. Several have a list of contents with links, under the heading `judul`,
    and the number of the person before each sheet name. The marks of a few papers stand in the workbook's properties.
    """
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    tanda = " ".join(satu.tanda for satu in daftar)
    tanda = tanda if len(tanda) <= _SIFAT_MAKS else ""
    workbook.set_properties(
        {
            "title": judul or daftar[0].judul,
            "subject": "" if judul else daftar[0].definition.dasar,
            "author": "skpxl",
            "created": SAAT_DIBUAT,
            "keywords": tanda,
        }
    )
    if tanda:
        workbook.set_custom_property(SIFAT_DOKUMEN, tanda)
    formats = Formats(workbook, library.gaya)
    kurva = _Kurva(workbook, library)
    if len(daftar) == 1:
        (satu,) = daftar
        add_paper(workbook, formats, [halaman.lembar.nama for halaman in satu.halaman], satu, kertas, kurva=kurva)
    else:
        nama = _sheets_of(daftar)
        add_table(workbook.add_worksheet(DAFTAR_ISI), _contents(daftar, nama, judul), formats, kertas)
        for satu, lembar in zip(daftar, nama, strict=True):
            add_paper(workbook, formats, lembar, satu, kertas, kurva=kurva, kembali=DAFTAR_ISI)
    kurva.write_table()
    workbook.close()
    return tujuan.getvalue()


def add_paper(
    workbook: xlsxwriter.Workbook,
    formats: Formats,
    nama: Sequence[str],
    naskah: Naskah,
    kertas: str,
    *,
    kurva: "_Kurva",
    kembali: str = "",
) -> None:
    """Add one paper on sheets with the names `nama`, one per sheet of it; the first title leads to the sheet `kembali`."""
    kaki = " · ".join(filter(None, (naskah.judul, shorten(naskah.nama, _NAMA_MAKS), naskah.nip))).replace("&", "&&")
    tautan = _ke_lembar(kembali) if kembali else ""
    for lembar, halaman in zip(nama, naskah.halaman, strict=True):
        sheet = workbook.add_worksheet(lembar)
        set_up_page(sheet, halaman, kertas, kaki)
        sel: list[tuple[Kotak, str, str]] = []
        for teks in halaman.texts:
            isi = isi_tempat(teks.isi, naskah.konteks)
            put(sheet, teks.kotak, isi, formats.get(teks.gaya, teks.tepi), tautan if isi and not sel else "")
            sel.append((teks.kotak, isi, teks.gaya))
        for slot in halaman.slots:
            isi = naskah.isi.get(slot.key, "")
            # Room that was left to be written in stays open; what is filled in is not to be changed any more.
            terkunci = slot.terkunci or bool(isi)
            put(sheet, slot.kotak, isi, formats.get(slot.gaya, slot.tepi, terkunci=terkunci))
            sel.append((slot.kotak, isi, slot.gaya))
        for row, tinggi in row_heights(halaman, sel, formats).items():
            sheet.set_row(row - 1, tinggi_sah(tinggi))
        kurva.install(sheet, halaman, naskah.isi)
        sheet.protect("", BOLEH)


class _Kurva:
    """The curves of all papers of a workbook, over one hidden table, which is the last sheet."""

    def __init__(self, workbook: xlsxwriter.Workbook, library: Library) -> None:
        self.workbook = workbook
        self.library = library
        self.pola = library.aturan.pola
        self.capaian = library.daftar["capaian_organisasi"].nilai
        self.perlu = False

    def install(self, sheet: Worksheet, halaman: Halaman, isi: Mapping[str, str]) -> None:
        """The charts of one sheet, each under the capaian that the paper states; none where it states none."""
        for letak in halaman.grafik:
            terpilih = self.pola.sebutan_capaian.get(sidik(isi.get(letak.blok.menurut, "")))
            if terpilih is not None:
                self.perlu = True
                angka = Angka(_LEMBAR_POLA, 0, len(self.pola.predikat) - 1, 0, self.capaian.index(terpilih) + 1)
                insert_curve(self.workbook, sheet, letak, halaman, self.library.gaya, angka)

    def write_table(self) -> None:
        """Write the table, where there is a curve."""
        if self.perlu:
            tabel = self.workbook.add_worksheet(_LEMBAR_POLA)
            write_figures(tabel, 0, self.pola, self.capaian)
            tabel.very_hidden()
            tabel.protect()


def _ke_lembar(nama: str) -> str:
    """A link to a sheet, in xlsxwriter's notation."""
    return f"internal:'{nama.replace(chr(39), chr(39) * 2)}'!A1"


def _numbers(daftar: Sequence[Naskah]) -> list[int]:
    """The number of the person of every paper, counted from 1 in their order."""
    nomor: dict[tuple[str, str], int] = {}
    return [nomor.setdefault((satu.nip, satu.nama), len(nomor) + 1) for satu in daftar]


def _sheets_of(daftar: Sequence[Naskah]) -> list[list[str]]:
    """The sheet names of every paper, all different: the person's number, then the name that the definition gives."""
    judul = [
        f"{nomor} {halaman.lembar.nama}"
        for nomor, satu in zip(_numbers(daftar), daftar, strict=True)
        for halaman in satu.halaman
    ]
    sisa = iter(sheet_names(judul, [DAFTAR_ISI, _LEMBAR_POLA]))
    return [[next(sisa) for _ in satu.halaman] for satu in daftar]


def _contents(daftar: Sequence[Naskah], nama: Sequence[Sequence[str]], judul: str) -> BookTable:
    baris = [
        (nomor, satu.nama, satu.nip, Tautan(satu.judul, _ke_lembar(lembar[0])), satu.tahun, satu.hasil)
        for nomor, satu, lembar in zip(_numbers(daftar), daftar, nama, strict=True)
    ]
    kolom = [("No.", 5.0), ("Nama", 32.0), ("NIP", 21.0), ("Dokumen", 46.0), ("Tahun", 8.0), ("Hasil", 24.0)]
    return BookTable(DAFTAR_ISI, kolom, baris, judul=[judul] if judul else [])
