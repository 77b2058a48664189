"""The workbook that a merge writes: contents, a sheet per matriks, coverage, then plain tables. It builds none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from skpxl.books.coverage import write_coverage
from skpxl.books.matriks_sheet import write_matriks
from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_LEMBAR_MAKS

CAKUPAN = "Cakupan"
# Above so many cells a workbook is written in constant memory: slower to open, but it can be written at all.
_BESAR = 400_000


@dataclass(frozen=True)
class BukuMatriks:
    """What goes into the workbook. `nama` are the sheet names of `matriks`; `depan` stands before them, `belakang` behind.

    A sheet people x products shows who serves what in the matrices `cakupan`.
    """

    matriks: Sequence[MatriksPeranHasil]
    nama: Sequence[str]
    depan: Sequence[BookTable] = ()
    belakang: Sequence[BookTable] = ()
    cakupan: Sequence[MatriksPeranHasil] = ()
    sel_tabel: int = 0


def sheet_names(judul: Sequence[str], terpakai: Sequence[str]) -> list[str]:
    """A sheet name per title: as far as Excel allows (31 characters, no `:\\/?*[]`), made distinct by a number."""
    ada = {nama.casefold() for nama in terpakai} | {"history"}
    hasil = []
    for satu in judul:
        bersih = "".join(" " if huruf in "[]:*?/\\" else huruf for huruf in satu)
        dasar = " ".join(bersih.split()).strip("'")[:NAMA_LEMBAR_MAKS].strip(" '") or "Unit"
        nama, ke = dasar, 1
        while nama.casefold() in ada:
            ke += 1
            nama = f"{dasar[: NAMA_LEMBAR_MAKS - len(str(ke)) - 1].strip()} {ke}"
        ada.add(nama.casefold())
        hasil.append(nama)
    return hasil


def write_matriks_book(
    buku: BukuMatriks, library: Library, *, form: str, instansi: str, tahun: str, kertas: str
) -> bytes:
    """All matrices and tables as one workbook; the same bytes for the same input."""
    tujuan = BytesIO()
    sel = buku.sel_tabel + sum(len(satu.baris) * (len(satu.kolom) + 3) for satu in buku.matriks)
    pilihan = {"constant_memory": True} if sel > _BESAR else {"in_memory": True}
    workbook = xlsxwriter.Workbook(tujuan, pilihan)
    workbook.set_properties({"title": "Matriks Peran Hasil", "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, library.gaya)
    definition = library.definition(form)
    for tabel in buku.depan:
        add_table(workbook.add_worksheet(tabel.nama), tabel, formats, kertas)
    kembali = buku.depan[0].nama if buku.depan else ""
    for nomor, (satu, lembar) in enumerate(zip(buku.matriks, buku.nama, strict=True), start=1):
        konteks = {"instansi": instansi, "tahun": tahun, "unit": satu.unit.nama, "nomor": str(nomor)}
        write_matriks(workbook, formats, lembar, satu, definition, konteks, kertas, kembali)
    if buku.cakupan:
        # Of several sheets of one unit (its own people, everybody below it) the first is meant.
        nama_lembar = {satu.unit.kode: nama for satu, nama in zip(buku.matriks[::-1], buku.nama[::-1], strict=True)}
        write_coverage(workbook.add_worksheet(CAKUPAN), buku.cakupan, formats, kertas, nama_lembar)
    for tabel in buku.belakang:
        add_table(workbook.add_worksheet(tabel.nama), tabel, formats, kertas)
    workbook.close()
    return tujuan.getvalue()
