"""A definition placed as a finished paper: only the items, detail rows and sheets that its values fill. No coordinates here.

A form has room for what may come; on paper the room that is left over would only be empty lines.
"""

from collections.abc import Mapping

from skpxl.template.blocks import BlokDaftarTetap
from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.place_simple import spare_rows
from skpxl.template.slots import Halaman, Layout


def place_finished(
    definition: Definition, values: Mapping[str, str], jumlah: tuple[tuple[str, int], ...] = (), *, least: int = 1
) -> tuple[Halaman, ...]:
    """The sheets of the paper with these values, by key; `jumlah` are the items that the form had room for.

    A section keeps `least` items, also where nothing is in them; a further sheet on which no value stands is left out. What
    a paper without a live line leaves open stays open: nobody was handed it to be filled in, so it is written into the
    paper itself.
    """
    jadi = definition.status is not None
    full = place(definition, jumlah or definition.jumlah(), jadi=jadi)
    layout = place(definition, _in_use(full, values, dict(jumlah or definition.jumlah()), least), jadi=jadi)
    return tuple(
        page
        for number, page in enumerate(layout.halaman)
        if number == 0 or any(values.get(slot.key, "") for slot in page.slots)
    )


def _in_use(
    layout: Layout, values: Mapping[str, str], jumlah: dict[str, int], least: int
) -> tuple[tuple[str, int], ...]:
    """How many items of each section are in use, and as `section.number` how many detail rows of each item; as `list.spare`
    how many of the spare rows of a fixed list.
    """
    sections = {seksi.bagian for seksi in layout.seksi}
    butir = {name: least if name in sections else count for name, count in jumlah.items()}
    rincian: dict[str, int] = {}
    for seksi in layout.seksi:
        root = (seksi.blok.id, seksi.bagian)
        for slot in layout.slots:
            if slot.path[:2] != root:
                continue
            number, filled = int(slot.path[2]), bool(values.get(slot.key, "").strip())
            if filled:
                butir[seksi.bagian] = max(butir.get(seksi.bagian, least), number)
            if len(slot.path) > 4:  # a detail: block, section, number, what it is, number
                item = f"{seksi.bagian}.{number}"
                rincian[item] = max(rincian.get(item, 1), int(slot.path[4]) if filled else 1)
    spare: dict[str, int] = {}
    for blok in layout.definition.semua_blok():
        if isinstance(blok, BlokDaftarTetap):
            rows = (
                slot.path[1] for slot in layout.slots if slot.path[0] == blok.id and values.get(slot.key, "").strip()
            )
            last = max((int(number) for number in rows), default=0)
            spare[spare_rows(blok)] = max(0, last - blok.baris)
    return (*butir.items(), *rincian.items(), *spare.items())
