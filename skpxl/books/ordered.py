"""Writing cells strictly row by row, left to right: what a workbook in constant memory needs, merges included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.template.slots import Kotak


@dataclass(frozen=True, slots=True)
class SelTertulis:
    """One cell or merged area to be written: its place, text and format; `tautan` is a link in xlsxwriter's notation."""

    kotak: Kotak
    teks: str
    format: Format
    tautan: str = ""


def write_rows(sheet: Worksheet, sel: Iterable[SelTertulis], tinggi: Mapping[int, float]) -> None:
    """Write cells whose rows (from 1) lie below all that has been written so far; `tinggi` are the rows' heights."""
    satuan: list[tuple[int, int, SelTertulis, bool]] = []
    for satu in sel:
        k = satu.kotak
        for row in range(k.row, k.row_to + 1):
            for col in range(k.col, k.col_to + 1):
                satuan.append((row, col, satu, (row, col) == (k.row, k.col)))
        if k.merged:
            # merge_range writes an area's cells at once, rows above the one reached among them, and in constant memory
            # those are lost; so the area is only entered in the list that becomes <mergeCells>.
            sheet.merge.append([k.row - 1, k.col - 1, k.row_to - 1, k.col_to - 1])
    for row, col, satu, awal in sorted(satuan, key=lambda isi: isi[:2]):
        if awal and satu.tautan:
            sheet.write_url(row - 1, col - 1, satu.tautan, satu.format, satu.teks)
        elif awal and satu.teks:
            sheet.write_string(row - 1, col - 1, satu.teks, satu.format)
        else:
            sheet.write_blank(row - 1, col - 1, None, satu.format)
    for row, points in tinggi.items():
        sheet.set_row(row - 1, points)
