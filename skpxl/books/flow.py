"""Writing a placed sheet whose body has as many rows as its data: what stands above is written once, what stands below
moves down. It knows no matriks.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from skpxl.books.ordered import WrittenCell, write_rows
from skpxl.books.tables import link_to_sheet
from skpxl.forms.heights import tinggi_sah
from skpxl.forms.page import raise_row
from skpxl.forms.style import Formats
from skpxl.template.slots import Halaman, Kotak, Slot, isi_tempat

# A cell of a row: its columns, its text, its style, its borders.
Part = tuple[Kotak, str, str, str]


class Flow:
    """State of writing one sheet: the row reached, and the heights of what has been written.

    `body` are the first and last row of the layout that stand for all rows of the body. `sizes` are sizes of letters by style,
    where they are not those of the style.
    """

    def __init__(
        self,
        sheet: Worksheet,
        page: Halaman,
        formats: Formats,
        body: tuple[int, int],
        sizes: Mapping[str, float] | None = None,
    ) -> None:
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.row, self.last = body
        self.first = self.row
        self.sizes = sizes or {}
        self.above: dict[int, float] = {}
        self.body: list[tuple[float, bool]] = []
        self.below: dict[int, float] = {}

    def write_above(
        self,
        context: Mapping[str, str],
        values: Mapping[str, str],
        style: Callable[[Slot], str] = lambda slot: slot.gaya,
        *,
        back: str = "",
        least: Mapping[int, float] | None = None,
    ) -> None:
        """All texts and slots above the body; the first text leads to the sheet `back`. `least` are heights rows must have."""
        self.above = {row: height for row, height in self.page.tinggi.items() if row < self.first}
        for row, height in (least or {}).items():
            self.above[row] = max(self.above.get(row, 0.0), height)
        cells = [
            self._cell(text.kotak, isi_tempat(text.isi, context), text.gaya, text.tepi, self.above)
            for text in self.page.texts
            if text.kotak.row < self.first
        ]
        cells += [
            self._cell(slot.kotak, values.get(slot.key, ""), style(slot), slot.tepi, self.above)
            for slot in self.page.slots
            if slot.kotak.row < self.first
        ]
        if back:
            cells[0] = replace(cells[0], link=link_to_sheet(back))
        self._write(cells, self.above)

    def write_row(self, parts: Iterable[Part], least: float, *, stays: bool = False) -> None:
        """One row of the body, at the row reached, at least so tall; one that `stays` is not torn off the next."""
        heights = {self.row: least}
        cells = [
            self._cell(replace(kotak, row=self.row, row_to=self.row), text, style, edges, heights)
            for kotak, text, style, edges in parts
        ]
        self._write(cells, heights)
        self.body.append((tinggi_sah(heights[self.row]), stays))
        self.row += 1

    def write_below(self, context: Mapping[str, str]) -> None:
        """All texts below the body, moved down by the rows that it has more than the layout."""
        if all(text.kotak.row <= self.last for text in self.page.texts):
            return
        down = self.row - self.last - 1
        self.below = {row + down: height for row, height in self.page.tinggi.items() if row > self.last}
        cells = [
            self._cell(
                replace(text.kotak, row=text.kotak.row + down, row_to=text.kotak.row_to + down),
                isi_tempat(text.isi, context),
                text.gaya,
                text.tepi,
                self.below,
            )
            for text in self.page.texts
            if text.kotak.row > self.last
        ]
        self._write(cells, self.below)
        self.row = max([self.row, *(row + 1 for row in self.below)])

    def break_pages(self, height: float, begun: Container[int] = ()) -> None:
        """Break pages so that no row is torn off the one it belongs to, nor what stands below off the last row.

        `height` is what a page has inside its margins. A new page begins at the rows of `begun` in any case.
        """
        repeated = range(self.page.ulang[0], self.page.ulang[1] + 1) if self.page.ulang else range(0)
        heading = sum(self.above.get(row, 0.0) for row in repeated)
        room, used = height - heading, sum(self.above.values()) - heading
        breaks: list[int] = []
        row = self.first
        for heights in self._groups():
            size = sum(heights)
            if row in begun or (used and used + size > room and len(heights) > 1 and size <= room):
                breaks.append(row - 1)
                used = 0.0
            for tall in heights:
                used = used + tall if used + tall <= room else tall
            row += len(heights)
        if breaks:
            self.sheet.set_h_pagebreaks(breaks)

    def _groups(self) -> list[list[float]]:
        """The heights of the rows of the body, those that must stay together in one group; the last with what is below."""
        groups: list[list[float]] = []
        glued = False
        for height, stays in self.body:
            if glued:
                groups[-1].append(height)
            else:
                groups.append([height])
            glued = stays
        if groups and self.below:
            groups[-1].append(sum(self.below.values()))
        return groups

    def _write(self, cells: list[WrittenCell], heights: Mapping[int, float]) -> None:
        write_rows(self.sheet, cells, {row: tinggi_sah(height) for row, height in heights.items()})

    def _cell(self, kotak: Kotak, text: str, style: str, edges: str, heights: dict[int, float]) -> WrittenCell:
        size = self.sizes.get(style, 0)
        raise_row(heights, self.page.kisi, kotak, text, style, self.formats, size)
        return WrittenCell(kotak, text, self.formats.get(style, edges, ukuran=size))
