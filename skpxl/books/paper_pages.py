"""Where the pages of a finished paper end: above an item of a table, never inside one nor below a heading. It fills no cell."""

from collections.abc import Mapping
from itertools import pairwise

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.heights import PT_PER_WIDTH
from skpxl.forms.page import room_on_page
from skpxl.template.slots import Halaman

_BESIDE = 3.75  # points: a column is 5 pixels wider than the letters it is said to hold
_WIDER = 1.065  # LibreOffice makes columns so much wider than Excel does
_SPARE = 0.97  # programs round heights
_PLAIN_ROW = 15.0


def keep_items(sheet: Worksheet, page: Halaman, heights: Mapping[int, float], kertas: str) -> None:
    """End the pages of a sheet where no item is torn. The scale is said: where it fits the width Excel takes no such end."""
    scale, breaks = paper_pages(page, heights, kertas)
    if breaks and not page.lembar.satu_halaman:
        sheet.fit_page = False
        sheet.set_print_scale(scale)
        sheet.set_h_pagebreaks([row - 1 for row in breaks])


def paper_pages(page: Halaman, heights: Mapping[int, float], kertas: str) -> tuple[int, list[int]]:
    """The scale in per cent by which the sheet is as wide as the paper, and the rows (from 1) that begin its further pages.

    `heights` are those of the rows as written. What has no table is one piece: it has no such rows.
    """
    width, height = room_on_page(kertas, page.lembar.orientasi)
    across = _WIDER * sum(wide * PT_PER_WIDTH + _BESIDE for wide in page.kisi[: page.kolom_cetak])
    scale = min(1.0, width / across)
    room = height * _SPARE / scale
    edges = [*sorted(_may_begin(page)), page.baris_terakhir + 1]
    heading = (
        sum(heights.get(row, _PLAIN_ROW) for row in range(page.ulang[0], page.ulang[1] + 1)) if page.ulang else 0.0
    )
    breaks: list[int] = []
    used = sum(heights.get(row, _PLAIN_ROW) for row in range(page.cetak_dari, edges[0]))
    for start, end in pairwise(edges):
        tall = sum(heights.get(row, _PLAIN_ROW) for row in range(start, end))
        if used and used + tall > room:
            breaks.append(start)
            used = heading
        used += tall
    return int(scale * 100), breaks


def _may_begin(page: Halaman) -> set[int]:
    """The first rows of items; of the first item of a section the row of its heading, but for the very first."""
    first: dict[tuple[str | int, ...], int] = {}
    for slot in page.slots:
        if len(slot.path) > 3 and isinstance(slot.path[1], str) and isinstance(slot.path[2], int):
            root = slot.path[:3]
            first[root] = min(first.get(root, slot.kotak.row), slot.kotak.row)
    rows = {row if root[2] != 1 else row - 1 for root, row in first.items()}
    return rows - {min(rows, default=0)}
