"""Which cells may not be read by names that stand as issued: such names do not show what was moved beneath them."""

from collections.abc import Mapping, Sequence

from skpxl.forms.issued import IssuedSheet
from skpxl.forms.matching import Anchor, expected_anchors
from skpxl.forms.surface import Surface
from skpxl.template.imprint import Place, Printed
from skpxl.template.slots import Slot


def displaced(
    surface: Surface, printed: Sequence[Printed], issued: Sequence[tuple[Slot, str]], named: Mapping[str, Place]
) -> bool:
    """True where an issued value is not in its own cell but in one that holds nothing of the kind on the form."""
    wanted = {known for slot, known in issued if surface.mark(named[slot.key]) != known}
    if not wanted:
        return False
    own = {(known, named[slot.key]) for slot, known in issued}
    own |= {(text.mark, (text.row, text.col)) for text in printed}
    return any((known, place) not in own for known in wanted for place in surface.places.get(known, ()))


def doubtful(surface: Surface, sheet: IssuedSheet, named: Mapping[str, Place]) -> set[str]:
    """The slots that may not be read though their names stand as issued: names that stay where they were do not show what
    was taken away or has changed places.

    Their heading is gone; or all of their row is, while other rows still have theirs; or they read what is printed or was
    issued elsewhere on the form, and is missing there.
    """
    anchors = [anchor for anchor in expected_anchors(sheet) if not anchor.border]
    now = {(anchor.row, anchor.col): surface.mark((anchor.row, anchor.col)) for anchor in anchors}
    missing = {anchor.mark for anchor in anchors if now[anchor.row, anchor.col] != anchor.mark}
    per_row: dict[int, list[Anchor]] = {}
    per_col: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        per_row.setdefault(anchor.row, []).append(anchor)
        per_col.setdefault(anchor.col, []).append(anchor)
    # A column of which nothing is left was lost by a program; that says nothing of single rows.
    lost_cols = {col for col, column in per_col.items() if not any(now[anchor.row, col] for anchor in column)}
    filled = {
        slot.kotak.row
        for slot in sheet.slots
        if not slot.terkunci and slot.key in named and surface.mark(named[slot.key])
    }
    lost = set()
    for slot in sheet.slots:
        row, col = slot.kotak.row, slot.kotak.col
        # Over an issued value a person may have typed; it is a heading only where nothing is printed in the column.
        column = per_col.get(col, ())
        headings = [anchor for anchor in column if anchor.printed and anchor.row < row][-1:]
        if not any(anchor.printed for anchor in column):
            headings = [anchor for anchor in column if anchor.row < row][:1]
        beside = [anchor for anchor in per_row.get(row, ()) if anchor.col != col and anchor.col not in lost_cols]
        row_gone = bool(beside) and row not in filled and not any(now[row, anchor.col] for anchor in beside)
        reads = surface.mark(named[slot.key]) if slot.key in named and not slot.terkunci else ""
        if row_gone or reads in missing or any(not now[anchor.row, col] for anchor in headings):
            lost.add(slot.key)
    return lost
