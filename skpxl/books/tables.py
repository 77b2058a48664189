"""Plain tables as workbooks: manifest, reports, the sheets beside a matriks. Rows in, sheets out; no form, no layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.template.limits import TAUTAN_MAKS, TEKS_SEL_MAKS
from skpxl.template.style import KERTAS, Gaya


@dataclass(frozen=True, slots=True)
class Tautan:
    """A cell that leads somewhere: `url` in xlsxwriter's notation (`external:`, `internal:`)."""

    teks: str
    url: str


Nilai = str | int | float | Tautan | None


@dataclass(frozen=True)
class BookTable:
    """One sheet: name, columns as (heading, width), rows; `tabel_excel` makes it a real Excel table with filters.

    `judul` are lines above the table. Rows are taken one at a time, so a long table need not be held.
    """

    nama: str
    kolom: Sequence[tuple[str, float]]
    baris: Iterable[Sequence[Nilai]]
    judul: Sequence[str] = field(default_factory=tuple)
    tabel_excel: str = ""


def write_tables(tabel: Sequence[BookTable], gaya: Gaya, *, judul: str, kertas: str = "A4") -> bytes:
    """A workbook of plain tables; the same bytes for the same input."""
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    workbook.set_properties({"title": judul, "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, gaya)
    for satu in tabel:
        add_table(workbook.add_worksheet(satu.nama), satu, formats, kertas)
    workbook.close()
    return tujuan.getvalue()


def add_table(sheet: Worksheet, tabel: BookTable, formats: Formats, kertas: str) -> None:
    """Write one table on a sheet: headings frozen and repeated, texts wrapped, rows as tall as their texts.

    In a workbook in constant memory a real Excel table is not possible; the filter buttons are there all the same.
    """
    for col, (_, lebar) in enumerate(tabel.kolom):
        sheet.set_column(col, col, lebar)
    row = 0
    for judul_atas in tabel.judul:
        sheet.write_string(row, 0, judul_atas, formats.get("subjudul", bungkus=False))
        row += 1
    if tabel.judul:
        row += 1
    kepala = row
    tinggi_kepala = 30.0
    for col, (judul, lebar) in enumerate(tabel.kolom):
        sheet.write_string(row, col, judul, formats.get("kepala", "LRTB"))
        tinggi_kepala = max(tinggi_kepala, tinggi_teks(judul, lebar, formats.ukuran("kepala"), tebal=True))
    sheet.set_row(row, tinggi_sah(tinggi_kepala))
    tautan = 0
    for baris in tabel.baris:
        row += 1
        tinggi = 15.0
        for col, nilai in enumerate(baris):
            if isinstance(nilai, Tautan):
                tinggi = max(tinggi, tinggi_teks(nilai.teks, tabel.kolom[col][1], formats.ukuran("tautan")))
            if isinstance(nilai, Tautan) and tautan < TAUTAN_MAKS:
                sheet.write_url(row, col, nilai.url, formats.get("tautan", "LRTB"), nilai.teks)
                tautan += 1
            elif isinstance(nilai, int | float):
                sheet.write_number(row, col, nilai, formats.get("angka", "LRTB"))
            else:
                teks = (nilai.teks if isinstance(nilai, Tautan) else nilai or "")[:TEKS_SEL_MAKS]
                if teks:
                    sheet.write_string(row, col, teks, formats.get("teks", "LRTB"))
                else:
                    sheet.write_blank(row, col, None, formats.get("teks", "LRTB"))
                tinggi = max(tinggi, tinggi_teks(teks, tabel.kolom[col][1], formats.ukuran("teks")))
        sheet.set_row(row, tinggi_sah(tinggi))
    akhir = max(row, kepala + 1) if tabel.tabel_excel else row
    if tabel.tabel_excel and not sheet.constant_memory:
        # A real table needs at least one row under its heading, and headings that differ.
        sheet.add_table(
            kepala,
            0,
            akhir,
            len(tabel.kolom) - 1,
            {
                "name": tabel.tabel_excel,
                "style": "Table Style Light 1",
                "columns": [
                    {"header": judul, "header_format": formats.get("kepala", "LRTB")} for judul, _ in tabel.kolom
                ],
            },
        )
    elif row > kepala:
        sheet.autofilter(kepala, 0, akhir, len(tabel.kolom) - 1)
    sheet.freeze_panes(kepala + 1, 0)
    sheet.repeat_rows(kepala)
    sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{akhir + 1}"})
