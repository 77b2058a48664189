"""The anchors of a sheet, and where each of them stands now: printed texts and locked values matched by their marks.

It places no slot; what the anchors say of the cells between them is `forms/anchors.py`'s business.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from skpxl.forms.issued import IssuedSheet
from skpxl.template.imprint import Place


@dataclass(frozen=True, slots=True)
class Anchor:
    """A text of known place: `row` and `col` as issued, `mark` by which it is known.

    `printed` is False for a locked value, which somebody may have overwritten where it stands; `border` marks the end of
    a sheet, which the first workbooks that were issued do not have.
    """

    row: int
    col: int
    mark: str
    printed: bool = True
    border: bool = False


def expected_anchors(sheet: IssuedSheet) -> list[Anchor]:
    """All anchors of a sheet, in reading order."""
    anchors = [Anchor(text.row, text.col, text.mark, border=text.border) for text in sheet.printed]
    anchors += [Anchor(slot.kotak.row, slot.kotak.col, known, printed=False) for slot, known in sheet.values]
    return sorted(anchors, key=lambda anchor: (anchor.row, anchor.col))


def matched(anchors: Sequence[Anchor], marks: Mapping[Place, str]) -> dict[Anchor, Place]:
    """Where each anchor stands now. Printed texts are matched in reading order; locked values only where there is no doubt:
    all of the same text in their places, or the only one of its text somewhere."""
    printed = [anchor for anchor in anchors if anchor.printed]
    at: dict[Anchor, Place] = {anchor: (anchor.row, anchor.col) for anchor in printed if _in_place(anchor, marks)}
    if len(at) < len(printed):
        wanted = {anchor.mark for anchor in printed}
        now = sorted((place, known) for place, known in marks.items() if known in wanted)
        match = SequenceMatcher(None, [anchor.mark for anchor in printed], [known for _, known in now], autojunk=False)
        at = {
            printed[block.a + step]: now[block.b + step][0]
            for block in match.get_matching_blocks()
            for step in range(block.size)
        }
    count = Counter(anchor.mark for anchor in anchors)
    places: dict[str, list[Place]] = {}
    for place, known in marks.items():
        if known in count:
            places.setdefault(known, []).append(place)
    moved = {anchor.mark for anchor in anchors if not _in_place(anchor, marks)}
    for anchor in anchors:
        if anchor.printed:
            continue
        if anchor.mark not in moved:
            at[anchor] = (anchor.row, anchor.col)
        elif count[anchor.mark] == 1 and len(alone := places.get(anchor.mark, [])) == 1:
            at[anchor] = alone[0]
    return at


def _in_place(anchor: Anchor, marks: Mapping[Place, str]) -> bool:
    return marks.get((anchor.row, anchor.col)) == anchor.mark
