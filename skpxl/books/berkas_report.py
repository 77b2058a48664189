"""Tables in which words say how papers stand, coloured by themselves; with links. It knows no paper and no person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.books.tables import BookTable, add_table
from skpxl.forms.style import Formats
from skpxl.forms.write import SAAT_DIBUAT
from skpxl.model.cap_dokumen import SIFAT_DOKUMEN
from skpxl.template.style import Gaya


@dataclass(frozen=True)
class Lembaran:
    """A sheet: its table, and the columns (counted from 0) whose words are coloured by `warna`: word -> name in `[tanda]`."""

    tabel: BookTable
    kolom: Sequence[int] = ()
    warna: dict[str, str] = field(default_factory=dict)
    baris: int = 0


def write_status(lembar: Sequence[Lembaran], gaya: Gaya, *, judul: str, kertas: str = "A4", tanda: str = "") -> bytes:
    """A workbook of these sheets; the same bytes for the same input. `tanda` is the mark of a finished paper."""
    tujuan = BytesIO()
    workbook = xlsxwriter.Workbook(tujuan, {"in_memory": True})
    workbook.set_properties({"title": judul, "author": "skpxl", "created": SAAT_DIBUAT, "keywords": tanda})
    if tanda:
        workbook.set_custom_property(SIFAT_DOKUMEN, tanda)
    formats = Formats(workbook, gaya)
    for satu in lembar:
        sheet = workbook.add_worksheet(satu.tabel.nama)
        add_table(sheet, satu.tabel, formats, kertas)
        _colour(sheet, satu, formats)
    workbook.close()
    return tujuan.getvalue()


def _colour(sheet: Worksheet, lembar: Lembaran, formats: Formats) -> None:
    """One rule per word and column, over the rows of the table."""
    awal = len(lembar.tabel.judul) + 2 if lembar.tabel.judul else 1  # counted from 0: under the headings
    if not lembar.baris:
        return
    for col in lembar.kolom:
        for kata, warna in lembar.warna.items():
            aturan = {"type": "cell", "criteria": "==", "value": f'"{kata}"', "format": formats.tanda(warna)}
            sheet.conditional_format(awal, col, awal + lembar.baris - 1, col, aturan)
