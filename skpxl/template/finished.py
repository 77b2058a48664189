"""A definition placed as a finished paper: only the items, detail rows and sheets that its values fill. No coordinates here.

A form has room for what may come; on paper the room that is left over would only be empty lines.
"""

from collections.abc import Mapping

from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Layout


def place_finished(
    definition: Definition, values: Mapping[str, str], jumlah: tuple[tuple[str, int], ...] = ()
) -> tuple[Halaman, ...]:
    """The sheets of the paper with these values, by key; `jumlah` are the items that the form had room for.

    A section without any value keeps one empty item; a further sheet on which no value stands is left out. What a paper
    without a live line leaves open stays open: nobody was handed it to be filled in, so it is written into the paper itself.
    """
    jadi = definition.status is not None
    full = place(definition, jumlah or definition.jumlah(), jadi=jadi)
    layout = place(definition, _in_use(full, values, dict(jumlah or definition.jumlah())), jadi=jadi)
    return tuple(
        page
        for number, page in enumerate(layout.halaman)
        if number == 0 or any(values.get(slot.key, "") for slot in page.slots)
    )


def _in_use(layout: Layout, values: Mapping[str, str], jumlah: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """How many items of each section are in use, and as `section.number` how many detail rows of each item."""
    butir = dict.fromkeys(jumlah, 1)
    rincian: dict[str, int] = {}
    for seksi in layout.seksi:
        root = (seksi.blok.id, seksi.bagian)
        for slot in layout.slots:
            if slot.path[:2] != root:
                continue
            number, filled = int(slot.path[2]), bool(values.get(slot.key, "").strip())
            if filled:
                butir[seksi.bagian] = max(butir.get(seksi.bagian, 1), number)
            if len(slot.path) > 4:  # a detail: block, section, number, what it is, number
                item = f"{seksi.bagian}.{number}"
                rincian[item] = max(rincian.get(item, 1), int(slot.path[4]) if filled else 1)
    return (*butir.items(), *rincian.items())
