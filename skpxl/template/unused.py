"""Items and rows of a form that nobody uses, though somebody has typed there that there is nothing. It judges no used one.

The formulas of the live line say the same (`forms/live_unused.py`).
"""

from collections.abc import Iterable, Mapping, Sequence

from skpxl.model.teks import is_blank, is_filler, none_key
from skpxl.template.definition import Definition
from skpxl.template.slots import Layout, Slot

# The list of what is typed there, beside signs alone.
NOTHING = "isian_nihil"
# The parts of a path that name an item (block, section, number), and those that name a row of its details.
_ITEM, ROW = 3, 5


def without_unused(layout: Layout, values: Mapping[str, str]) -> Mapping[str, str]:
    """The values without those in items, and rows of details, in which nothing stands but `-`, `nihil` and the like.

    What is issued in part (the plan of an evaluation) is used, whatever is typed beside it.
    """
    unused: set[str] = set()
    for group in (*by_item(layout), *by_row(layout)):
        typed = [slot.key for slot in group if not is_blank(values.get(slot.key, ""))]
        if typed and not used_cells(group, values, layout.definition):
            unused.update(typed)
    return {key: text for key, text in values.items() if key not in unused} if unused else values


def by_item(layout: Layout) -> list[Sequence[Slot]]:
    """The slots of each item of a table, its details among them; those of which a part is issued are left out."""
    return _grouped(layout, _ITEM)


def by_row(layout: Layout) -> list[Sequence[Slot]]:
    """The slots of each row of details; those of which a part is issued are left out."""
    return _grouped(layout, ROW)


def _grouped(layout: Layout, length: int) -> list[Sequence[Slot]]:
    tables = {blok.id for blok in layout.definition.blok_tabel()}
    groups: dict[tuple[str | int, ...], list[Slot]] = {}
    for slot in layout.slots:
        if slot.path[0] in tables and len(slot.path) >= length:
            groups.setdefault(slot.path[:length], []).append(slot)
    return [group for group in groups.values() if not any(slot.terkunci for slot in group)]


def used_cells(slots: Iterable[Slot], values: Mapping[str, str], definition: Definition) -> int:
    """In how many of these places more stands than that there is nothing."""
    texts = (values.get(slot.key, "") for slot in slots)
    return sum(not is_blank(text) and not says_none(text, definition) for text in texts)


def says_none(text: str, definition: Definition) -> bool:
    """True for signs alone, and for a word that says there is nothing; a dotted line is one of the blank form."""
    said = none_key(text)
    return not is_filler(text) and (not said or said in map(none_key, definition.nihil))
