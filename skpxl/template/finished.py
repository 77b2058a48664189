"""A definition placed as a finished paper: only the items, detail rows and sheets that its values fill. No coordinates here.

A form has room for what may come; on paper the room that is left over would only be empty lines.
"""

from collections.abc import Mapping

from skpxl.template.definition import Definition
from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Layout


def place_finished(
    definition: Definition, isi: Mapping[str, str], jumlah: tuple[tuple[str, int], ...] = ()
) -> tuple[Halaman, ...]:
    """The sheets of the paper with the values `isi`; `jumlah` are the items that the form had room for.

    A section without any value keeps one empty item; a further sheet on which no value stands is left out. What a document
    (`isi = "dokumen"`) leaves open stays open, for it is written into the paper itself.
    """
    jadi = definition.isi != "dokumen"
    penuh = place(definition, jumlah or definition.jumlah(), jadi=jadi)
    layout = place(definition, _terpakai(penuh, isi, dict(jumlah or definition.jumlah())), jadi=jadi)
    return tuple(
        halaman
        for nomor, halaman in enumerate(layout.halaman)
        if nomor == 0 or any(isi.get(slot.key, "") for slot in halaman.slots)
    )


def _terpakai(layout: Layout, isi: Mapping[str, str], jumlah: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """How many items of each section are in use, and as `section.number` how many detail rows of each item."""
    butir = dict.fromkeys(jumlah, 1)
    rincian: dict[str, int] = {}
    for seksi in layout.seksi:
        akar = (seksi.blok.id, seksi.bagian)
        for slot in layout.slots:
            if slot.path[:2] != akar:
                continue
            nomor, ada = int(slot.path[2]), bool(isi.get(slot.key, "").strip())
            if ada:
                butir[seksi.bagian] = max(butir.get(seksi.bagian, 1), nomor)
            if len(slot.path) > 4:  # a detail: block, section, number, what it is, number
                ke = f"{seksi.bagian}.{nomor}"
                rincian[ke] = max(rincian.get(ke, 1), int(slot.path[4]) if ada else 1)
    return (*butir.items(), *rincian.items())
