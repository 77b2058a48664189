"""The workbook that a merge writes: a sheet per unit, then plain tables. It builds no matriks and no table."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from skpxl.excel.matriks_sheet import write_matriks
from skpxl.excel.style import Formats
from skpxl.excel.tables import Tabel, add_table
from skpxl.excel.write import SAAT_DIBUAT
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_LEMBAR_MAKS


def sheet_names(matriks: Sequence[MatriksPeranHasil], terpakai: Sequence[str]) -> list[str]:
    """A sheet name per unit: its name as far as Excel allows (31 characters, no `:\\/?*[]`), made distinct by a number."""
    ada = {nama.casefold() for nama in terpakai} | {"history"}
    hasil = []
    for satu in matriks:
        bersih = "".join(" " if huruf in "[]:*?/\\" else huruf for huruf in satu.unit.nama)
        dasar = " ".join(bersih.split()).strip("'")[:NAMA_LEMBAR_MAKS].strip(" '") or "Unit"
        nama, ke = dasar, 1
        while nama.casefold() in ada:
            ke += 1
            nama = f"{dasar[: NAMA_LEMBAR_MAKS - len(str(ke)) - 1].strip()} {ke}"
        ada.add(nama.casefold())
        hasil.append(nama)
    return hasil


def write_matriks_book(
    matriks: Sequence[MatriksPeranHasil],
    tabel: Sequence[Tabel],
    library: Library,
    *,
    form: str,
    instansi: str,
    tahun: str,
    kertas: str,
) -> bytes:
    """All matrices and tables as one workbook; the same bytes for the same input."""
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    workbook.set_properties({"title": "Matriks Peran Hasil", "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, library.gaya)
    definition = library.definition(form)
    nama = sheet_names(matriks, [satu.nama for satu in tabel])
    for nomor, (satu, lembar) in enumerate(zip(matriks, nama, strict=True), start=1):
        konteks = {"instansi": instansi, "tahun": tahun, "unit": satu.unit.nama, "nomor": str(nomor)}
        write_matriks(workbook, formats, lembar, satu, definition, konteks, kertas)
    for satu_tabel in tabel:
        add_table(workbook.add_worksheet(satu_tabel.nama), satu_tabel, formats, kertas)
    workbook.close()
    return tujuan.getvalue()
