"""What a form asks of its filler, from its layout alone, and which of that given values leave unmet.

The findings (`checks/slots.py`) and the formulas of the live line (`forms/live.py`) are both made from this. It words
nothing, and it knows no rule beyond what a definition says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from skpxl.model.skp import slot_key
from skpxl.model.teks import choice_key, is_blank, is_filler
from skpxl.template.blocks import BlokDaftarTetap, Kolom
from skpxl.template.slots import Layout, Place, Seksi, Slot, Want

# In the live line: of a choice that is not in its list.
OUTSIDE = "pilihan di luar daftar"
# Of a text of the blank form that is still there, and the list of such texts.
EXAMPLE, EXAMPLES = "tulisan contoh belum diganti", "isian_contoh"


class Choices(Protocol):
    """A list of permitted values that also knows former wordings."""

    @property
    def nilai(self) -> tuple[str, ...]:
        """The values of today, in order."""

    def match(self, text: str) -> str | None:
        """The value that `text` means, or None."""

    def not_chosen(self, text: str) -> bool:
        """True for the blank form's placeholder, values with slashes between them."""


Lists = Mapping[str, Choices]


def is_strict(slot: Slot) -> bool:
    """True for a place that takes nothing but what is in its list."""
    return bool(slot.daftar) and not slot.bebas and not slot.saran and not slot.terkunci


def is_filled(slot: Slot, values: Mapping[str, str], lists: Lists) -> bool:
    """True where something stands in a place; the blank form's placeholder of a list is nothing."""
    text = values.get(slot.key, "")
    if not text or is_blank(text):
        return False
    return not (is_strict(slot) and slot.daftar in lists and lists[slot.daftar].not_chosen(text))


def is_outside(slot: Slot, values: Mapping[str, str], lists: Lists) -> bool:
    """True where a choice is made that is not in its list; without a list (not known yet) any text will do."""
    if slot.daftar not in lists or not is_filled(slot, values, lists):
        return False
    return lists[slot.daftar].match(values[slot.key]) is None


def is_example(slot: Slot, values: Mapping[str, str], lists: Lists) -> bool:
    """True where a text of the blank form is left: one of the list of examples, or a dotted line to be written over."""
    text = values.get(slot.key, "")
    return bool(text) and (is_filler(text) or (EXAMPLES in lists and lists[EXAMPLES].match(text) is not None))


def unmet(want: Want, values: Mapping[str, str], lists: Lists) -> list[Place]:
    """The places at which something is wanting."""
    if want.kind == "listed":
        return [place for place in want.places if is_outside(place.slot, values, lists)]
    if want.kind == "example":
        return [place for place in want.places if is_example(place.slot, values, lists)]
    if want.kind == "used":
        used = any(is_filled(slot, values, lists) for place in want.places for slot in place.filled)
        return [] if used else [want.places[0]]
    return [
        place
        for place in want.places
        if not any(is_filled(slot, values, lists) for slot in place.blank)
        and (not place.filled or any(_is_said(place, slot, values, lists) for slot in place.filled))
    ]


def _is_said(place: Place, slot: Slot, values: Mapping[str, str], lists: Lists) -> bool:
    """True where a place that another depends on is filled in, or says what it must say."""
    if place.said:
        return choice_key(values.get(slot.key, "")) == choice_key(place.said)
    return is_filled(slot, values, lists)


def entries(layout: Layout) -> tuple[Place, ...]:
    """Every place that a person fills in, but for the cells of a matriks, which hold roles: is anything filled in at all?"""
    matrices = {letak.blok.id for letak in layout.matriks}
    sections: dict[tuple[str | int, ...], Seksi] = {(seksi.blok.id, seksi.bagian): seksi for seksi in layout.seksi}
    return tuple(
        _alone(slot, sections.get(slot.path[:2]), filled=(slot,))
        for slot in layout.entri
        if slot.path[0] not in matrices
    )


def wants(layout: Layout) -> tuple[Want, ...]:
    """All that a form asks for: its fields, then its tables, then spare rows of fixed lists, then that no example is left."""
    found = [*_fields(layout)]
    for seksi in layout.seksi:
        found += _section(layout, seksi)
    for blok in layout.definition.semua_blok():
        if isinstance(blok, BlokDaftarTetap):
            found += _spare_rows(layout, blok)
    found.append(Want("example", EXAMPLE, tuple(place for place in entries(layout) if not is_strict(place.slot))))
    return tuple(want for want in found if want.places)


def _alone(slot: Slot, seksi: Seksi | None = None, *, filled: tuple[Slot, ...] = ()) -> Place:
    """A place that is a cell for itself, in its column of the section or of the block."""
    anchor = slot.kotak.row
    if seksi and isinstance(slot.path[2], int):
        anchor = _anchor(seksi, slot.path[2], slot.kotak.row)
    # The rows of a list follow each other; between the fields of a block stand others.
    listed = len(slot.path) > 1 and isinstance(slot.path[1], int)
    run = slot.path[:2] if seksi else slot.path[:1] if listed else slot.path
    return Place(slot, (slot,), filled, run, anchor)


def _anchor(seksi: Seksi, number: int, row: int) -> int:
    """The row from which a detail is counted: its own where details follow each other, else the first of its item."""
    return row if seksi.awal_rincian == 0 and seksi.rincian else seksi.baris[number - 1]


def _listed(slots: list[Slot], seksi: Seksi | None, code: str) -> Want:
    return Want("listed", OUTSIDE, tuple(_alone(slot, seksi) for slot in slots if is_strict(slot)), code)


def _fields(layout: Layout) -> Iterator[Want]:
    """Label-and-cell rows: each for itself."""
    tables = {seksi.blok.id for seksi in layout.seksi} | {letak.blok.id for letak in layout.matriks}
    fixed = {blok.id for blok in layout.definition.semua_blok() if isinstance(blok, BlokDaftarTetap)}
    for slot in layout.entri:
        if slot.path[0] in tables | fixed:
            continue
        if slot.kurang:
            yield Want("filled", slot.kurang, tuple(_field(layout, slot)), slot.kode_kosong)
        if is_strict(slot):
            yield _listed([slot], None, slot.kode_luar)


def _field(layout: Layout, slot: Slot) -> Iterator[Place]:
    """The place of a field; of one that depends on another only where there is that other."""
    key, said = slot.bila
    if not key:
        yield _alone(slot)
    elif other := layout.by_key.get(key):
        yield replace(_alone(slot, filled=(other,)), said=said)


def _section(layout: Layout, seksi: Seksi) -> Iterator[Want]:
    """One section of a table: itself, its columns once per item, its items without details, the columns of details."""
    blok = seksi.blok
    items = [_Item(layout, seksi, number) for number in range(1, len(seksi.baris) + 1)]
    if seksi.kurang:
        places = tuple(item.place(item.first, (), item.open) for item in items if item.first)
        yield Want("used", seksi.kurang, places, seksi.kode_kosong)
    for column in blok.kolom:
        if column.tingkat == "butir" and not column.terkunci:
            if column.kurang:
                yield _wanted(column, [item.asked(column) for item in items])
            yield _listed([item.once[column.id] for item in items if column.id in item.once], seksi, column.kode_luar)
    if blok.kurang_rincian:
        yield Want(
            "filled", blok.kurang_rincian, tuple(filter(None, (item.details() for item in items))), blok.kode_rincian
        )
    for column in blok.kolom:
        if column.tingkat == "rincian" and not column.terkunci:
            if column.kurang:
                rows = [(item, index) for item in items for index in range(len(item.rows))]
                yield _wanted(column, [item.asked(column, index) for item, index in rows])
            cells = [row[column.id] for item in items for row in item.rows if column.id in row]
            yield _listed(cells, seksi, column.kode_luar)


def _wanted(column: Kolom, places: list[Place | None]) -> Want:
    found = tuple(place for place in places if place)
    return Want("filled", column.kurang or "", found, column.kode_kosong, advice=column.anjuran)


class _Item:
    """The slots of one item: those that stand once and those of its detail rows, by column."""

    def __init__(self, layout: Layout, seksi: Seksi, number: int) -> None:
        self.seksi = seksi
        self.number = number
        self.spared = next(bagian.tidak_wajib for bagian in seksi.blok.bagian if bagian.id == seksi.bagian)
        root = (seksi.blok.id, seksi.bagian, number)
        known = layout.by_key
        self.once = {id_: known[key] for id_ in seksi.butir if (key := slot_key(*root, id_)) in known}
        self.rows: list[dict[str, Slot]] = []
        for line in range(1, seksi.blok.rincian + 1):
            keys = {id_: slot_key(*root, seksi.blok.rincian_id, line, *([id_] if id_ else [])) for id_ in seksi.rincian}
            self.rows.append({id_: known[key] for id_, key in keys.items() if key in known})

    @property
    def open(self) -> tuple[Slot, ...]:
        """All that a person fills in of it."""
        return tuple(slot for slot in self._all() if not slot.terkunci)

    @property
    def first(self) -> Slot | None:
        """Where a person begins: the first free text of it, else its first cell."""
        texts = [slot for slot in self.open if not slot.daftar]
        return next(iter(texts or self.open), None)

    def _all(self) -> list[Slot]:
        return [*self.once.values(), *(slot for row in self.rows for slot in row.values())]

    def place(self, slot: Slot, blank: tuple[Slot, ...], filled: tuple[Slot, ...], row: int | None = None) -> Place:
        """A place of this item; `row` is the number of a detail row (from 0)."""
        seksi = self.seksi
        anchor = seksi.baris[self.number - 1]
        run: tuple[str | int, ...] = (seksi.blok.id, seksi.bagian)
        if row is not None and not any(slot is once for slot in filled for once in self.once.values()):
            anchor = _anchor(seksi, self.number, slot.kotak.row)
        return Place(slot, blank, filled, run, anchor)

    def asked(self, column: Kolom, row: int | None = None) -> Place | None:
        """The place of a required column, in the item or in one of its rows."""
        beside = self.once if row is None else self.rows[row]
        slot = beside.get(column.id)
        if slot is None or column.id in self.spared:
            return None
        others = [other for other in (beside.values() if row is not None else self._all()) if other is not slot]
        if column.bila:
            others = [slots[column.bila] for slots in (beside, self.once) if column.bila in slots][:1]
        if not others:
            return None
        return self.place(slot, (slot,), tuple(others), row)

    def details(self) -> Place | None:
        """The place of an item that has no details."""
        cells = [slot for row in self.rows for slot in row.values()]
        asked = self.seksi.blok.rincian_bila
        filled = [self.once[asked]] if asked in self.once else [*self.once.values()]
        texts = [slot for slot in cells if not slot.daftar]
        return self.place((texts or cells)[0], tuple(cells), tuple(filled)) if cells else None


def _spare_rows(layout: Layout, blok: BlokDaftarTetap) -> Iterator[Want]:
    """Spare rows of a fixed list: a value for what is written there, something written for a value."""
    rows = []
    for number in range(blok.baris + 1, blok.baris + blok.tambahan + 1):
        pair = [layout.by_key.get(slot_key(blok.id, number, id_)) for id_ in ("nilai", blok.isian_id)]
        if pair[0] and pair[1] and not pair[0].terkunci and not pair[1].terkunci:
            rows.append((pair[0], pair[1]))
    for asks, order in ((blok.wajib_nilai, 1), (blok.wajib_isian, -1)):
        if asks:
            places = [
                Place(slot, (slot,), (other,), (blok.id,), slot.kotak.row)
                for slot, other in (row[::order] for row in rows)
            ]
            yield Want("filled", asks.kurang, tuple(places), asks.kode, advice=asks.anjuran)
    yield _listed([value for value, _ in rows], None, blok.kode_luar)
