"""Items and rows of a form that nobody uses, though somebody has typed there that there is nothing. It judges no used one."""

from collections.abc import Iterable, Mapping, Sequence

from skpxl.model.teks import is_blank, is_filler, spoken
from skpxl.template.definition import Definition
from skpxl.template.slots import Layout, Slot

# The list of what is typed there, beside signs alone.
NOTHING = "isian_nihil"
# The parts of a path that name an item (block, section, number), and those that name a row of its details.
_ITEM, _ROW = 3, 5


def without_unused(layout: Layout, values: Mapping[str, str]) -> Mapping[str, str]:
    """The values without those in items, and rows of details, in which nothing stands but `-`, `nihil` and the like.

    What is issued in part (the plan of an evaluation) is used, whatever is typed beside it.
    """
    tables = {blok.id for blok in layout.definition.blok_tabel()}
    slots = [slot for slot in layout.slots if slot.path[0] in tables and len(slot.path) >= _ITEM]
    unused: set[str] = set()
    for length in (_ITEM, _ROW):
        for group in _grouped(slots, length):
            if any(slot.terkunci for slot in group):
                continue
            typed = [slot.key for slot in group if not is_blank(values.get(slot.key, ""))]
            if typed and all(says_none(values[key], layout.definition) for key in typed):
                unused.update(typed)
    return {key: text for key, text in values.items() if key not in unused} if unused else values


def _grouped(slots: Iterable[Slot], length: int) -> Iterable[Sequence[Slot]]:
    groups: dict[tuple[str | int, ...], list[Slot]] = {}
    for slot in slots:
        if len(slot.path) >= length:
            groups.setdefault(slot.path[:length], []).append(slot)
    return groups.values()


def says_none(text: str, definition: Definition) -> bool:
    """True for signs alone, and for a word that says there is nothing; a dotted line is one of the blank form."""
    said = spoken(text)
    return not is_filler(text) and (not said or said in map(spoken, definition.nihil))
