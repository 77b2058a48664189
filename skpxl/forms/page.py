"""Putting a placed sheet on a worksheet: print set-up, cells and merged areas, rows as tall as their texts. No form here."""

from collections.abc import Iterable, Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.errors import ProgramError
from skpxl.forms.heights import PT_PER_WIDTH, tinggi_teks
from skpxl.forms.style import Formats
from skpxl.template.slots import Halaman, Kotak
from skpxl.template.style import KERTAS, UKURAN_KERTAS
from skpxl.xlsx.address import a1

# What a protected sheet still allows.
BOLEH = {"format_rows": True, "format_columns": True, "select_locked_cells": True, "select_unlocked_cells": True}
_PLAIN_ROW = 15.0
_SIDE, _TOP, _BOTTOM = 0.4, 0.5, 0.6  # margins in inches


def room_on_page(kertas: str, orientasi: str) -> tuple[float, float]:
    """Width and height inside the margins of one page, in points."""
    size = UKURAN_KERTAS[kertas]
    width, height = size[::-1] if orientasi == "mendatar" else size
    return width - 2 * _SIDE * 72, height - (_TOP + _BOTTOM) * 72


def printed_pages(halaman: Halaman, kertas: str) -> int:
    """About how many pages a placed sheet prints, were nothing written into it: side by side, times one below the other."""
    width, height = room_on_page(kertas, halaman.lembar.orientasi)
    repeated = sum(halaman.kisi[: halaman.ulang_kolom]) * (halaman.lebar_halaman - 1)
    across = (sum(halaman.kisi[: halaman.kolom_cetak]) + repeated) * PT_PER_WIDTH
    scale = min(1.0, width * halaman.lebar_halaman / across) if across else 1.0
    rows = range(halaman.cetak_dari, halaman.baris_terakhir + 1)
    heading = range(halaman.ulang[0], halaman.ulang[1] + 1) if halaman.ulang else range(0)
    heights = {row: halaman.tinggi.get(row, _PLAIN_ROW) for row in rows}
    pages, used, room = 1, 0.0, height / scale
    for row, tall in heights.items():
        if used and used + tall > room:
            pages, used = pages + 1, sum(heights.get(above, 0.0) for above in heading if above < row)
        used += tall
    return pages * halaman.lebar_halaman


class PlainSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet whose formulas use no function newer than Excel 2007, so none of them is searched for in every formula.

    The search takes more time than all the rest of writing a form; without this method only that time is lost.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def set_up_page(
    sheet: Worksheet, halaman: Halaman, kertas: str, foot: str, *, akhir: int = 0, bounded: bool = True
) -> None:
    """Column widths and how the sheet prints: paper, orientation, area, repeated headings, `foot` at the foot on the left.

    `akhir` is the last row where it is not the one placed; a sheet that is not `bounded` keeps its gridlines and prints what
    is added to it, too. `foot` is in Excel's notation: `&&` for an ampersand.
    """
    akhir = akhir or halaman.baris_terakhir
    if bounded:
        for col, width in enumerate(halaman.kisi):
            sheet.set_column(col, col, width)
        sheet.hide_gridlines(2)
    if halaman.lembar.orientasi == "mendatar":
        sheet.set_landscape()
    sheet.set_paper(KERTAS[kertas])
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
    sheet.center_horizontally()
    sheet.fit_to_pages(halaman.lebar_halaman, int(halaman.lembar.satu_halaman))
    if halaman.ulang_kolom:
        sheet.repeat_columns(0, halaman.ulang_kolom - 1)
    if halaman.ulang:
        sheet.repeat_rows(halaman.ulang[0] - 1, halaman.ulang[1] - 1)
    if bounded:
        sheet.print_area(halaman.cetak_dari - 1, 0, akhir - 1, halaman.kolom_cetak - 1)
    sheet.set_footer(f"&L&8{foot}&R&8Halaman &P dari &N")
    sheet.ignore_errors({"number_stored_as_text": f"A1:{a1(akhir, len(halaman.kisi))}"})


def put(sheet: Worksheet, kotak: Kotak, text: str, format_: Format, link: str = "") -> None:
    """One text, as a string whatever it looks like, over the whole rectangle; `link` makes a link of it."""
    top, left = kotak.row - 1, kotak.col - 1
    if kotak.merged:
        sheet.merge_range(top, left, kotak.row_to - 1, kotak.col_to - 1, "", format_)
    write_text(sheet, top, left, text, format_, link)


def write_text(sheet: Worksheet, row: int, col: int, text: str, format_: Format, link: str = "") -> None:
    """One cell (from 0): a text as a string, as a link where there is a `link`, or blank.

    Raises ProgramError where xlsxwriter leaves the text out or cuts it: it only returns a number then.
    """
    if link:
        fault = sheet.write_url(row, col, link, format_, text)
    elif text:
        fault = sheet.write_string(row, col, text, format_)
    else:
        fault = sheet.write_blank(row, col, None, format_)
    if fault:
        raise ProgramError(f"Teks di {sheet.name}!{a1(row + 1, col + 1)} tidak tertulis utuh ({fault}): {text[:60]!r}.")


def raise_row(
    heights: dict[int, float],
    kisi: tuple[float, ...],
    kotak: Kotak,
    text: str,
    gaya: str,
    formats: Formats,
    ukuran: float = 0,
) -> None:
    """Make the last row of a cell as tall as its text needs beyond the rows above it; `heights` are the heights so far.

    `ukuran` is the size of the letters where they are not those of the style.
    """
    if not text:
        return
    width = sum(kisi[kotak.col - 1 : kotak.col_to])
    height = tinggi_teks(text, width, ukuran or formats.ukuran(gaya), tebal=formats.sel(gaya).tebal)
    above = sum(heights.get(row, _PLAIN_ROW) for row in range(kotak.row, kotak.row_to))
    heights[kotak.row_to] = max(heights.get(kotak.row_to, _PLAIN_ROW), height - above)


def row_heights(halaman: Halaman, cells: Iterable[tuple[Kotak, str, str]], formats: Formats) -> Mapping[int, float]:
    """The height of every row of a sheet with these `cells` (place, text, style), texts over one row first."""
    heights = dict(halaman.tinggi)
    for kotak, text, gaya in sorted(cells, key=lambda cell: cell[0].row_to - cell[0].row):
        raise_row(heights, halaman.kisi, kotak, text, gaya, formats)
    return heights
