"""Whether the defined names of a returned sheet may be believed: held against each other and against what was issued.

Names move with their cells when somebody cuts and pastes, and stay behind when a program inserts rows without knowing
them. What single cells then may still not be read is `forms/doubt.py`'s business; where others are, `forms/anchors.py`'s.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from skpxl.forms.doubt import displaced, doubtful
from skpxl.forms.issued import IssuedSheet
from skpxl.forms.surface import Surface
from skpxl.template.imprint import Place, Printed
from skpxl.template.limits import BARIS_MAKS
from skpxl.template.slots import Slot


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the named rows and columns of a sheet are now, by where they were issued."""

    rows: Mapping[int, int]
    cols: Mapping[int, int]

    @property
    def nowhere(self) -> bool:
        """True where all names stand as issued."""
        return all(was == now for axis in (self.rows, self.cols) for was, now in axis.items())


def believed(
    surface: Surface, sheet: IssuedSheet, named: Mapping[str, Place], deleted: Sequence[Slot]
) -> dict[str, Place] | None:
    """The slots of a sheet that may be read by their names; None where the names are not to be believed.

    They have torn a row or a column apart, changed their order, come closer though nothing between them was deleted
    (`deleted`), or a printed text or an issued value stands elsewhere than between the rows and columns that should enclose
    it. Slots whose surroundings are gone are left out.
    """
    moved = _moved(sheet.slots, named, deleted)
    if moved is None:
        return None
    # Names that say their cell was deleted are kept by a program; the mark below the last row tells nothing more then.
    printed = [text for text in sheet.printed if not (text.border and deleted)]
    issued = [(slot, known) for slot, known in sheet.values if slot.key in named]
    changed = [(slot, known) for slot, known in issued if surface.mark(named[slot.key]) != known]
    stay = moved.nowhere
    if stay and not changed and all(_as_printed(surface, text) for text in printed):
        return dict(named)
    own = {named[slot.key] for slot, _ in issued}
    clean = stay and _nothing_pushed(surface, sheet, printed)
    if not _texts_agree(surface, printed, moved, own, len(issued) - len(changed), deleted=bool(deleted), clean=clean):
        return None
    if displaced(surface, printed, issued, named):
        return None
    lost = doubtful(surface, sheet, named) if stay else set()
    return {key: place for key, place in named.items() if key not in lost}


def _moved(slots: Sequence[Slot], named: Mapping[str, Place], deleted: Sequence[Slot]) -> Moved | None:
    """Where the names have moved; None where they have torn something apart or changed their order."""
    rows: dict[int, int] = {}
    cols: dict[int, int] = {}
    # A merged cell outlives its first column: it then stands in the next one.
    deleted_cols = {slot.kotak.col for slot in deleted}
    for slot in slots:
        if slot.key in named:
            row, col = named[slot.key]
            if rows.setdefault(slot.kotak.row, row) != row:
                return None
            rest_of_merge = slot.kotak.merged and slot.kotak.col in deleted_cols
            if not rest_of_merge and cols.setdefault(slot.kotak.col, col) != col:
                return None
    if not _rising(rows) or not _rising(cols):
        return None
    nameless = [slot.kotak for slot in slots if slot.key not in named and slot not in deleted]
    if _closer(rows, {box.row for box in nameless}) or _closer(cols, {box.col for box in nameless}):
        return None
    return Moved(rows, cols)


def _closer(axis: Mapping[int, int], nameless: set[int]) -> bool:
    """True where two named rows (or columns) have come closer over one that has no name, but was not deleted either."""
    return any(
        axis[after] - axis[before] < after - before and any(before < between < after for between in nameless)
        for before, after in pairwise(sorted(axis))
    )


def _rising(axis: Mapping[int, int], *, strictly: bool = True) -> bool:
    now = [axis[was] for was in sorted(axis)]
    return all(before < after or (before == after and not strictly) for before, after in pairwise(now))


def _as_printed(surface: Surface, text: Printed) -> bool:
    """True where a text stands in its place; the mark below the last row, which older workbooks lack, also where nowhere."""
    if surface.mark((text.row, text.col)) == text.mark:
        return True
    return text.border and text.mark not in surface.places


def _nothing_pushed(surface: Surface, sheet: IssuedSheet, printed: Sequence[Printed]) -> bool:
    """True where the rows of the slots hold nothing but slots and what is printed there: no answer was pushed aside."""
    rows: dict[int, set[int]] = {}
    for slot in sheet.slots:
        rows.setdefault(slot.kotak.row, set()).add(slot.kotak.col)
    with_slots = set(rows)
    for text in printed:
        rows.setdefault(text.row, set()).add(text.col)
    return all(row not in with_slots or col in rows[row] for row, col in surface.marks)


def _texts_agree(
    surface: Surface,
    printed: Sequence[Printed],
    moved: Moved,
    own: Set[Place],
    in_place: int,
    *,
    deleted: bool,
    clean: bool,
) -> bool:
    """False where a printed text is not where the named rows and columns put it but elsewhere, or most are nowhere.

    `deleted` tells that names say their cells were deleted, `clean` that all stand as issued and nothing was pushed aside.
    `own` are the cells of issued values, which may read like a printed text; `in_place` of them hold what was issued.
    """
    # A program that has moved names, or says that their cells were deleted, knows them: then order is enough.
    loose = [deleted or any(was != now for was, now in axis.items()) for axis in (moved.rows, moved.cols)]
    end = max(moved.cols) if clean else BARIS_MAKS
    wanted: dict[str, list[tuple[int, range, range]]] = {}
    for text in printed:
        in_rows = _between(text.row, moved.rows, loose=loose[0])
        # What stands right of all slots may go further right, where nothing has pushed answers along.
        in_cols = range(text.col, BARIS_MAKS) if text.col > end else _between(text.col, moved.cols, loose=loose[1])
        wanted.setdefault(text.mark, []).append((text.row, in_rows, in_cols))
    rows = dict(moved.rows)
    found = 0
    for known, guesses in wanted.items():
        places = surface.places.get(known, [])
        there = [[place for place in places if place[0] in r and place[1] in c] for _, r, c in guesses]
        if not all(there) and set(places) - {place for one_of in there for place in one_of} - own:
            return False
        found += sum(map(bool, there))
        # Of a text that is printed twice, one may be gone and the other stand where both could.
        for (row, _, _), candidates in zip(guesses, there, strict=True) if len(guesses) == 1 or not any(loose) else ():
            if len(candidates) == 1 and rows.setdefault(row, candidates[0][0]) != candidates[0][0]:
                return False
    enough = 10 if any(loose) else 2
    # With the printed texts between them the rows still stand in order, none upon another.
    # A text over two rows of which the first was deleted stands in the second.
    in_order = _rising(rows, strictly=not loose[0])
    return enough * (found + in_place) >= len(printed) + len(own) and in_order


def _between(was: int, axis: Mapping[int, int], *, loose: bool) -> range:
    """Where a row or column can be now that stood at `was`: with a named one where that is; else with `loose` anywhere between
    its neighbours, and where it was without, for then nothing has moved."""
    if was in axis:
        return range(axis[was], axis[was] + 1)
    if not loose:
        return range(was, was + 1)
    known = sorted(axis)
    below = bisect_left(known, was)
    first = axis[known[below - 1]] + 1 if below else 1
    # Up to the next one itself: a merged cell of which the first row or column was deleted stands there.
    return range(first, axis[known[below]] + 1 if below < len(known) else BARIS_MAKS)
