"""Where a slot has gone, told by the printed texts and locked values around it alone, or that its place is not certain.

It reads no answer and no name.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from skpxl.forms.issued import IssuedSheet
from skpxl.forms.matching import Anchor, expected_anchors, matched
from skpxl.forms.surface import Surface
from skpxl.template.imprint import Place
from skpxl.template.slots import Slot, item_root

Shift = tuple[int, int]  # rows, columns


class FoundAnchors:
    """The anchors of one sheet of a form, matched with the texts of a returned sheet.

    A slot's place is certain only if its own heading and all anchors of its row have moved alike, and the rows between
    them with them. One column that has moved alone moves no answer.
    """

    def __init__(self, surface: Surface, sheet: IssuedSheet) -> None:
        self._slots = sheet.slots
        self._marks = surface.marks
        self._filled: dict[int, list[int]] = {}
        for row, col in surface.marks:
            self._filled.setdefault(row, []).append(col)
        self._anchors = [
            anchor for anchor in expected_anchors(sheet) if not anchor.border or anchor.mark in surface.places
        ]
        self._at = matched(self._anchors, self._marks)
        self._at |= self._moved_along()
        known = {anchor.mark for anchor in self._anchors}
        # Where a locked value stood there is now something else that the form knows: it was moved, not overwritten.
        self._replaced = {
            anchor
            for anchor in self._anchors
            if anchor not in self._at and not anchor.printed and self._marks.get((anchor.row, anchor.col)) in known
        }
        self._taken = {place: anchor for anchor, place in self._at.items()}
        # Printed or issued, and nowhere to be found for certain: an answer that reads so may be that text.
        self._missing = {anchor.mark for anchor in self._anchors if anchor not in self._at}
        self._scattered = self._is_scattered()
        self._spans = _item_spans(sheet.slots)
        self._strays = self._stray_rows()

    def place(self, slot: Slot, named: Place | None = None) -> Place | None:
        """Where the first cell of a slot stands now; None where that is not certain. `named` is where its name stands."""
        row, col = slot.kotak.row, slot.kotak.col
        shift = self._row_shift(row, printed_only=slot.terkunci)
        if shift is None or (self._scattered and not slot.terkunci):
            return None
        is_named = named == (row + shift[0], col + shift[1])
        heading = self._heading_shift(row, col, shift, printed_only=slot.terkunci, named=is_named)
        if heading is None or heading[1] != shift[1]:
            return None
        if heading[0] != shift[0] and not self._borne_out(row, shift[0]):
            return None
        if not self._item_whole(slot, shift) or not (slot.terkunci or self._only_its_own(row, shift)):
            return None
        target = (row + shift[0], col + shift[1])
        if min(target) < 1 or any(other != row for other in self._strays.get(target[0], ())):
            return None
        if not slot.terkunci and self._marks.get(target) in self._missing:
            return None
        there = self._taken.get(target)
        if there is None or (there.row, there.col) == (row, col):
            return target
        # In a locked cell another locked value says that the form is somebody else's: that is to be read and told.
        return target if slot.terkunci and not there.printed else None

    def _item_whole(self, slot: Slot, shift: Shift) -> bool:
        """True where all that is printed on the rows of the slot's item has moved with it: rows follow their number."""
        first, last = self._spans[item_root(slot.path)]
        return all(
            self._shift(anchor) == shift
            for row in range(first, last + 1)
            for anchor in self._per_row.get(row, ())
            if anchor.printed
        )

    def _only_its_own(self, row: int, shift: Shift) -> bool:
        """False where a row shows a text in a cell that the form leaves blank: an answer may have been pushed there."""
        own_columns = {slot.kotak.col + shift[1] for slot in self._slots if slot.kotak.row == row}
        own_columns |= {anchor.col + shift[1] for anchor in self._per_row.get(row, ())}
        return all(col in own_columns for col in self._filled.get(row + shift[0], ()))

    def _stray_rows(self) -> dict[int, set[int]]:
        """Rows of the sheet on which something stands that belongs to another row, with the rows it belongs to (0: unknown).

        A row on which a text stands that is missing where it was printed may be that other row.
        """
        strays: dict[int, set[int]] = {}
        for anchor, (row, _) in self._at.items():
            strays.setdefault(row, set()).add(anchor.row)
        for place, known in self._marks.items():
            if known in self._missing and place not in self._taken:
                strays.setdefault(place[0], set()).add(0)
        return strays

    def _is_scattered(self) -> bool:
        """True where issued values stand in other cells than their rows and columns have moved to: then texts have been
        mixed up, not cells moved, and no answer is where it was typed."""
        moved = 0
        for anchor, (row, col) in self._at.items():
            if not anchor.printed:
                rows = {self._at[other][0] - other.row for other in self._per_row[anchor.row] if other in self._at}
                cols = {self._at[other][1] - other.col for other in self._per_col[anchor.col] if other in self._at}
                moved += (row != anchor.row or col != anchor.col) and (len(rows) > 1 or len(cols) > 1)
        return moved > 1

    def _moved_along(self) -> dict[Anchor, Place]:
        """Issued values of which there are several, found where what is printed around them says."""
        along: dict[Anchor, Place] = {}
        for anchor in self._anchors:
            if anchor not in self._at and not anchor.printed:
                shift = self._row_shift(anchor.row, printed_only=True)
                cols = self._col_shifts(anchor.col, printed_only=True)
                if shift is not None and cols <= {shift[1]}:
                    place = (anchor.row + shift[0], anchor.col + shift[1])
                    if self._marks.get(place) == anchor.mark:
                        along[anchor] = place
        return along

    # -- rows --------------------------------------------------------------------------------------------------------

    @cached_property
    def _per_row(self) -> dict[int, list[Anchor]]:
        rows: dict[int, list[Anchor]] = {}
        for anchor in self._anchors:
            rows.setdefault(anchor.row, []).append(anchor)
        return rows

    def _shift(self, anchor: Anchor) -> Shift | None:
        place = self._at.get(anchor)
        return (place[0] - anchor.row, place[1] - anchor.col) if place else None

    def _alike(self, row: int, *, printed_only: bool) -> tuple[bool, Shift | None]:
        """(whether nothing on a row speaks against it, how it has moved): all its printed texts found, all moved alike."""
        shifts: set[Shift] = set()
        for anchor in self._per_row.get(row, ()):
            if printed_only and not anchor.printed:
                continue
            shift = self._shift(anchor)
            if shift is None and (anchor.printed or anchor in self._replaced):
                return False, None
            if shift is not None:
                shifts.add(shift)
        return len(shifts) < 2, shifts.pop() if len(shifts) == 1 else None

    def _row_shift(self, row: int, *, printed_only: bool) -> Shift | None:
        """How a row has moved: by its own anchors, else as the nearest ones above and below both have."""
        whole, shift = self._alike(row, printed_only=printed_only)
        if not whole or shift is not None:
            return shift
        neighbours = [
            self._nearest(row, step, printed_only=printed_only)
            for step in (-1, 1)
            if self._has_anchor_beyond(row, step, printed_only=printed_only)
        ]
        if not neighbours or None in neighbours or len(set(neighbours)) != 1:
            return None
        return neighbours[0]

    @cached_property
    def _rows(self) -> list[int]:
        return sorted(self._per_row)

    def _beyond(self, row: int, step: int) -> Sequence[int]:
        """The rows with anchors above (`step` -1, nearest first) or below a row."""
        if step < 0:
            return self._rows[: bisect_left(self._rows, row)][::-1]
        return self._rows[bisect_right(self._rows, row) :]

    def _has_anchor_beyond(self, row: int, step: int, *, printed_only: bool) -> bool:
        return any(
            anchor.printed or (not printed_only and anchor in self._at)
            for other in self._beyond(row, step)
            for anchor in self._per_row[other]
        )

    def _nearest(self, row: int, step: int, *, printed_only: bool) -> Shift | None:
        """How the nearest row with a known anchor has moved; None where that row is torn or a text of it is gone."""
        for other in self._beyond(row, step):
            whole, shift = self._alike(other, printed_only=printed_only)
            if not whole or shift is not None:
                return shift
        return None

    def _borne_out(self, row: int, moved: int) -> bool:
        """True where the rows around, as far as they have moved by as much, are borne out by anchors of two columns."""
        columns: set[int] = set()
        at = bisect_right(self._rows, row) - 1
        for way in (self._rows[at::-1] if at >= 0 else [], self._rows[at + 1 :]):
            for other in way:
                found = [anchor for anchor in self._per_row[other] if anchor in self._at]
                if not found:
                    continue
                if any(self._at[anchor][0] - other != moved for anchor in found):
                    break
                columns |= {anchor.col for anchor in found}
        return len(columns) > 1

    # -- columns -----------------------------------------------------------------------------------------------------

    @cached_property
    def _per_col(self) -> dict[int, list[Anchor]]:
        cols: dict[int, list[Anchor]] = {}
        for anchor in self._anchors:
            cols.setdefault(anchor.col, []).append(anchor)
        return cols

    def _col_shifts(self, col: int, *, printed_only: bool = False) -> set[int]:
        """By how many columns the found anchors of a column have moved."""
        return {
            self._at[anchor][1] - col
            for anchor in self._per_col.get(col, ())
            if anchor in self._at and (anchor.printed or not printed_only)
        }

    def _heading_shift(self, row: int, col: int, own: Shift, *, printed_only: bool, named: bool) -> Shift | None:
        """How the heading of a slot's column has moved: the nearest text above it in the column, else below it.

        A column of which nothing is printed stands between its neighbours. None where the heading is gone, or anchors of
        the column have gone different ways.
        """
        column = [
            anchor
            for anchor in self._per_col.get(col, ())
            if anchor.row != row and (anchor.printed or not printed_only)
        ]
        if not column:
            return own if self._between_columns(col, own[1]) and (named or self._as_all(row, own[0])) else None
        if len(self._col_shifts(col, printed_only=printed_only)) != 1:
            return None
        above = [anchor for anchor in reversed(column) if anchor.row < row]
        below = [anchor for anchor in column if anchor.row > row]
        for anchor in above or below:
            if anchor in self._replaced:
                return None
            if anchor in self._at or anchor.printed:
                return self._shift(anchor)
        return None

    def _as_all(self, row: int, moved: int) -> bool:
        """True where the rows have moved as all others have, or are borne out by anchors of two columns."""
        return all(place[0] - anchor.row == moved for anchor, place in self._at.items()) or self._borne_out(row, moved)

    def _between_columns(self, col: int, moved: int) -> bool:
        left = max((other for other in self._per_col if other < col), default=None)
        right = min((other for other in self._per_col if other > col), default=None)
        sides = [self._col_shifts(other) for other in (left, right) if other is not None]
        return bool(sides) and all(shifts == {moved} for shifts in sides)


def _item_spans(slots: Sequence[Slot]) -> dict[tuple[str | int, ...], tuple[int, int]]:
    """The first and last row of every item that has slots."""
    spans: dict[tuple[str | int, ...], tuple[int, int]] = {}
    for slot in slots:
        root = item_root(slot.path)
        first, last = spans.get(root, (slot.kotak.row, slot.kotak.row_to))
        spans[root] = (min(first, slot.kotak.row), max(last, slot.kotak.row_to))
    return spans
