"""Which items and rows of tables are used, as helper cells of the live line on the hidden sheet `_status`. It counts no want.

In an item or row that nobody uses somebody may have typed that there is nothing (`-`, `nihil`). `template/unused.py` says
which those are, and these formulas say the same; what the live line counts is multiplied by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from skpxl.forms.formulas import Used, without
from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live_matriks import HelperCell
from skpxl.model.teks import BLANKS, NONE_SIGNS, none_key
from skpxl.template.slots import Layout, Slot
from skpxl.template.unused import ROW, by_item, by_row, used_cells
from skpxl.xlsx.address import a1

# Columns of `_status` (from 1): the words for nothing; items and rows of the first sheet that has any, those of further ones.
WORDS, _FIRST, _FURTHER = 3, 6, 200
# The dotted lines of a blank form; its crossed ones hold a letter, and are no signs alone.
_DOTS = (*BLANKS, ".", "…", "_")


class UsedCells:
    """The helper cells of a layout: how many cells of each item, and of each row of details, say more than nothing."""

    def __init__(self, layout: Layout) -> None:
        self._definition = layout.definition
        self.words = [key for key in dict.fromkeys(map(none_key, layout.definition.nihil)) if key]
        self._items, self._rows = by_item(layout), by_row(layout)
        self._sheets = list(dict.fromkeys(group[0].sheet for group in (*self._items, *self._rows)))

    @cached_property
    def columns(self) -> Used:
        """The column of the helper that says whether what stands in a slot counts, by key; it stands in the slot's own row."""
        of_items = {slot.key: self._column(slot.sheet) for group in self._items for slot in group}
        return of_items | {slot.key: self._column(slot.sheet) + 1 for group in self._rows for slot in group}

    def _column(self, sheet: str) -> int:
        place = self._sheets.index(sheet)
        return _FURTHER + 2 * place if place else _FIRST

    def helpers(self, values: Mapping[str, str]) -> Iterator[HelperCell]:
        """The helper cells with their values."""
        for group in self._rows:
            yield from self._cells(group, group, self._counted(group), values, 1)
        for group in self._items:
            own = [slot for slot in group if len(slot.path) < ROW]
            rows = sorted({slot.kotak.row for slot in group if len(slot.path) >= ROW})
            col = self._column(group[0].sheet) + 1
            details = [f"SUM('{LEMBAR_STATUS}'!{a1(rows[0], col)}:{a1(rows[-1], col)})"] if rows else []
            yield from self._cells(group, own, "+".join([*self._counted(own), *details]), values, 0)

    def _cells(
        self,
        group: Sequence[Slot],
        shown: Sequence[Slot],
        formula: Sequence[str] | str,
        values: Mapping[str, str],
        at: int,
    ) -> Iterator[HelperCell]:
        """A helper in each row in which a slot of `shown` stands."""
        number = used_cells(group, values, self._definition)
        text = formula if isinstance(formula, str) else "+".join(formula)
        for row in dict.fromkeys(slot.kotak.row for slot in shown):
            yield HelperCell(row, self._column(group[0].sheet) + at, text, number)

    def _counted(self, slots: Sequence[Slot]) -> list[str]:
        """Formulas that count the cells of these slots that say more than nothing; neighbours in a row as one."""
        return [self._more_than_nothing(area) for area in _areas(slots)]

    def _more_than_nothing(self, area: str) -> str:
        text, seen, undotted = (f"TRIM({without(area, signs)})" for signs in (NONE_SIGNS, BLANKS, _DOTS))
        last = a1(max(len(self.words), 1), WORDS, mutlak=True)
        words = f"'{LEMBAR_STATUS}'!{a1(1, WORDS, mutlak=True)}:{last}"
        known = f"*ISERROR(MATCH({text},{words},0))" if self.words else ""
        return f"SUMPRODUCT((LEN({text})>0)*1{known}+(LEN({seen})>2)*(LEN({undotted})=0))"


def _areas(slots: Sequence[Slot]) -> Iterator[str]:
    """The cells of slots as few ranges: those that follow each other in a row are one."""
    joined: list[tuple[str, int, int, int]] = []
    for slot in sorted(slots, key=lambda slot: (slot.kotak.row, slot.kotak.col)):
        box = slot.kotak
        if joined and joined[-1][:2] == (slot.sheet, box.row) and joined[-1][3] + 1 == box.col:
            joined[-1] = (*joined[-1][:3], box.col_to)
        else:
            joined.append((slot.sheet, box.row, box.col, box.col_to))
    for sheet, row, col, col_to in joined:
        name = sheet.replace("'", "''")
        last = f":{a1(row, col_to, mutlak=True)}" if col_to > col else ""
        yield f"'{name}'!{a1(row, col, mutlak=True)}{last}"
