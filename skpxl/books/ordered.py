"""Writing cells strictly row by row, left to right: what a workbook in constant memory needs, merges included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.template.slots import Kotak


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """One cell or merged area to be written: its place, text and format; `link` is a link in xlsxwriter's notation."""

    kotak: Kotak
    text: str
    format: Format
    link: str = ""


def write_rows(sheet: Worksheet, cells: Iterable[WrittenCell], heights: Mapping[int, float]) -> None:
    """Write cells whose rows (from 1) lie below all that has been written so far; `heights` are the rows'."""
    parts: list[tuple[int, int, WrittenCell, bool]] = []
    for cell in cells:
        box = cell.kotak
        for row in range(box.row, box.row_to + 1):
            for col in range(box.col, box.col_to + 1):
                parts.append((row, col, cell, (row, col) == (box.row, box.col)))
        if box.merged:
            # merge_range writes an area's cells at once, rows above the one reached among them, and in constant memory
            # those are lost; so the area is only entered in the list that becomes <mergeCells>.
            sheet.merge.append([box.row - 1, box.col - 1, box.row_to - 1, box.col_to - 1])
    for row, col, cell, first in sorted(parts, key=lambda part: part[:2]):
        if first and cell.link:
            sheet.write_url(row - 1, col - 1, cell.link, cell.format, cell.text)
        elif first and cell.text:
            sheet.write_string(row - 1, col - 1, cell.text, cell.format)
        else:
            sheet.write_blank(row - 1, col - 1, None, cell.format)
    for row, points in heights.items():
        sheet.set_row(row - 1, points)
