"""What the places of a form are called in a table made of it, as its definition prints them. It reads no answers."""

from collections.abc import Iterator

from skpxl.template.blocks import BlokDaftarTetap, BlokIsian, BlokTabel
from skpxl.template.definition import Definition
from skpxl.template.slots import Slot

# The way to a place without the numbers of items and the section they stand in: the same for all rows of a table.
Column = tuple[str, ...]


def column_of(slot: Slot) -> Column:
    """Which column of a table a place belongs to. The first column of a fixed list is one, printed or chosen."""
    names = [part for part in slot.path if isinstance(part, str)]
    if len(slot.path) > 2 and isinstance(slot.path[1], str) and isinstance(slot.path[2], int):
        del names[1]
    return tuple("nilai" if slot.dari and name == "panduan" else name for name in names)


def headings(definition: Definition) -> dict[Column, str]:
    """The heading of every column, in the order of the form, no two of them the same to Excel."""
    found: dict[Column, str] = {}
    used: set[str] = set()
    for column, heading, block in _printed(definition):
        text = " ".join(heading.split()) or column[-1].replace("_", " ")
        # Two columns may be headed alike: then the second says which block it is of.
        tries = [text, f"{text} ({block})", *(f"{text} ({block} {number})" for number in range(2, 100))]
        found[column] = next(name for name in tries if name.casefold() not in used)
        used.add(found[column].casefold())
    return found


def sections(definition: Definition) -> dict[tuple[str, ...], str]:
    """What the parts of a form that have rows are called: of a table each section, of a fixed list itself."""
    names: dict[tuple[str, ...], str] = {}
    for blok in definition.semua_blok():
        if isinstance(blok, BlokTabel):
            names |= {(blok.id, bagian.id): bagian.judul or bagian.id for bagian in blok.bagian}
        elif isinstance(blok, BlokDaftarTetap):
            names[(blok.id,)] = blok.judul
    return names


def _printed(definition: Definition) -> Iterator[tuple[Column, str, str]]:
    """Every column with what is printed over it, and a word for its block."""
    for blok in definition.semua_blok():
        if isinstance(blok, BlokIsian):
            for lajur in blok.lajur:
                for isian in lajur.baris:
                    inner = (lajur.jalur, isian.id) if lajur.jalur else (isian.id,)
                    yield inner, isian.label, lajur.judul or lajur.jalur or blok.id
        elif isinstance(blok, BlokTabel):
            for column in blok.kolom:
                if column.tingkat == "butir":
                    yield (blok.id, column.id), column.sebutan, blok.sebutan
                elif column.tingkat == "rincian":
                    way = (blok.id, blok.rincian_id, column.id) if column.id else (blok.id, blok.rincian_id)
                    yield way, column.sebutan or blok.label_rincian or "", blok.sebutan
        elif isinstance(blok, BlokDaftarTetap):
            yield (blok.id, "nilai"), blok.judul, blok.id
            yield (blok.id, blok.isian_id), blok.judul_isian, blok.judul
            for further in blok.lagi:
                yield (blok.id, further.id), further.judul, blok.judul
