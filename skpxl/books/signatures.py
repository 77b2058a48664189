"""The signatures of a finished paper stay on one page, with the last of what is signed. It breaks no page for anything else."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import PT_PER_WIDTH
from skpxl.forms.page import room_on_page
from skpxl.template.slots import Halaman

STYLE = "tanda_tangan"
_PLAIN_ROW = 15.0
_WITH_THEM = 2  # rows above the signatures that stay with them
_SPARE = 0.93  # programs round heights, and more so the further down a page
_WIDER = 1.065  # LibreOffice makes columns so much wider than Excel does
_BESIDE = 3.75  # points: a column is 5 pixels wider than the letters it is said to hold


def signatures_apart(page: Halaman, heights: Mapping[int, float], kertas: str) -> int | None:
    """The row (from 1) before which a page has to end, or the signatures would be torn over two; None where they are not.

    `heights` are those of the rows that are taller than they were placed.
    """
    signed = [text.kotak.row for text in page.texts if text.gaya == STYLE]
    if page.lembar.satu_halaman or not signed:
        return None
    first = max(page.cetak_dari, min(signed) - _WITH_THEM)
    tall = {
        row: max(heights.get(row, 0.0), page.tinggi.get(row, _PLAIN_ROW))
        for row in range(page.cetak_dari, page.baris_terakhir + 1)
    }
    room = room_on_page(kertas, page.lembar.orientasi)[1] * _SPARE / _scale(page, kertas)
    heading = range(page.ulang[0], page.ulang[1] + 1) if page.ulang else range(0)
    repeated = sum(tall.get(row, 0.0) for row in heading)
    used = 0.0
    for row in range(page.cetak_dari, first):
        if used and used + tall[row] > room:
            used = repeated if row > heading.stop else 0.0
        used += tall[row]
    block = sum(tall[row] for row in range(first, page.baris_terakhir + 1))
    return first if used and used + block > room else None


def keep_signatures(sheet: Worksheet, page: Halaman, kertas: str, row: int) -> None:
    """End a page before this row. The scale is said, too: Excel takes no such end where it fits the width by itself."""
    sheet.fit_page = False
    sheet.set_print_scale(max(10, int(100 * _scale(page, kertas))))
    sheet.set_h_pagebreaks([row - 1])


def _scale(page: Halaman, kertas: str) -> float:
    """How large it prints for its width to be one page wide."""
    across = _WIDER * sum(width * PT_PER_WIDTH + _BESIDE for width in page.kisi[: page.kolom_cetak])
    return min(1.0, room_on_page(kertas, page.lembar.orientasi)[0] / across)
