"""The workbook of a recap: tables, and charts of how predikat are spread over them. Rows come in, bytes go out."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from skpxl.books.charts import per_unit_chart, spread_chart
from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.template.style import Gaya

_JARAK = 3  # rows between the table of the spread and its chart
_KOLOM_SAMPING = 7  # the chart per unit stands beside the other one


def write_recap_book(
    satuan: BookTable,
    sebaran: BookTable,
    belakang: Sequence[BookTable],
    gaya: Gaya,
    *,
    predikat: int,
    units: int,
    kolom_predikat: int,
    kertas: str,
) -> bytes:
    """The sheets in order; the chart of `sebaran` (so many `predikat`, a row each) stands below it.

    With `units` a second chart draws the first rows of `satuan`, whose counts begin in `kolom_predikat` (from 0).
    """
    keluar = BytesIO()
    workbook = xlsxwriter.Workbook(keluar, {"in_memory": True})
    workbook.set_properties({"title": "Rekap evaluasi kinerja", "author": "skpxl", "created": SAAT_DIBUAT})
    formats = Formats(workbook, gaya)
    for tabel in (satuan, sebaran, *belakang):
        sheet = workbook.add_worksheet(tabel.nama)
        add_table(sheet, tabel, formats, kertas)
        if tabel is not sebaran:
            continue
        kepala = _baris_kepala(sebaran)
        sheet.insert_chart(kepala + predikat + _JARAK, 0, spread_chart(workbook, gaya, sebaran.nama, kepala, predikat))
        if units:
            batang = per_unit_chart(workbook, gaya, satuan.nama, _baris_kepala(satuan), units, kolom_predikat, predikat)
            sheet.insert_chart(kepala, _KOLOM_SAMPING, batang)
    workbook.close()
    return keluar.getvalue()


def _baris_kepala(tabel: BookTable) -> int:
    """The row of a table's headings, from 0, as `add_table` places it."""
    return len(tabel.judul) + 1 if tabel.judul else 0
