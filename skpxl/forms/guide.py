"""The sheet of numbered sentences that tells how a workbook is filled in. What they say comes from the caller."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.forms.style import Formats

_LEBAR = 110


def write_guide(sheet: Worksheet, kalimat: Sequence[str], formats: Formats) -> None:
    """One sentence a row, numbered, each row as tall as its sentence."""
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, _LEBAR)
    for row, satu in enumerate(kalimat):
        sheet.write_string(row, 0, f"{row + 1}.", formats.get("teks"))
        sheet.write_string(row, 1, satu, formats.get("teks"))
        sheet.set_row(row, tinggi_sah(tinggi_teks(satu, _LEBAR, formats.ukuran("teks")) + 3))
    sheet.hide_gridlines(2)
