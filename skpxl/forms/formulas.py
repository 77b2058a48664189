"""What a form asks for (`template/wants.py`) as formulas that Excel, LibreOffice and WPS compute. It computes nothing itself.

A formula does what `is_blank`, `choice_key`, `is_filled` and `unmet` do in Python; a test holds the two against each other.
"""

from collections.abc import Callable, Iterable, Mapping

from skpxl.forms.hidden import LEMBAR_STATUS, name_of_keys
from skpxl.model.teks import BLANKS, CHOICE_BLANKS, FILLERS, choice_key
from skpxl.template.lists import Daftar
from skpxl.template.slots import Place, Slot, Want
from skpxl.template.wants import EXAMPLES, is_strict
from skpxl.xlsx.address import a1

Lists = Mapping[str, Daftar]
# The column of `_status` that says by 0 that what stands in a slot is nothing, by its key (`live_unused`).
Used = Mapping[str, int]


class Cells:
    """The cells of places of one shape, as ranges: what one place says of its cells, said of all of them at once.

    With `single` the cells of the first place alone, relative, as rules for colours take them.
    """

    def __init__(self, places: list[Place], lists: Lists, used: Used, *, single: bool = False) -> None:
        self.places = places
        self.lists = lists
        self.used = used
        self.single = single
        self.rows = [place.anchor for place in places]

    @property
    def mask(self) -> str:
        """True for the rows from which places are counted, where others stand between: only there a number is printed."""
        first, last = self.rows[0], self.rows[-1]
        if last - first + 1 == len(self.rows):
            return ""
        return f'({_range(self.places[0].slot.sheet, first, last, 1)}<>"")*'

    def range(self, slot: Slot) -> str:
        """What stands in this slot of the first place, over all places."""
        if self.single:
            return a1(slot.kotak.row, slot.kotak.col)
        shift = slot.kotak.row - self.rows[0]
        return _range(slot.sheet, self.rows[0] + shift, self.rows[-1] + shift, slot.kotak.col)

    def counts(self, slot: Slot) -> str:
        """The factor by which what stands in a slot counts, behind its sign; nothing for one that always does."""
        col = self.used.get(slot.key, 0)
        if not col:
            return ""
        if self.single:
            return f"*'{LEMBAR_STATUS}'!{a1(slot.kotak.row, col, kolom_tetap=True)}"
        shift = slot.kotak.row - self.rows[0]
        return f"*{_range(LEMBAR_STATUS, self.rows[0] + shift, self.rows[-1] + shift, col)}"

    def unmet(self) -> str:
        """True where something is wanting."""
        place = self.places[0]
        empty = f"({self.filled(place.blank)}=0)"
        if place.said:
            said = choice_key(place.said).replace('"', '""')
            return f'{empty}*(LOWER({self._choice(place.filled[0])})="{said}")'
        return f"{empty}*({self.filled(place.filled)}>0)" if place.filled else empty

    def filled(self, slots: Iterable[Slot]) -> str:
        """A number that is 0 where nothing stands in any of the slots of the first place."""
        if self.single:
            return self._filled_short([*slots])
        return "+".join(self.length(slot) for slot in slots) or "0"

    def _filled_short(self, slots: list[Slot]) -> str:
        """The same of single cells, joined: beyond 32,767 characters a colour is lost, where a count must never be."""
        open_lists = [slot for slot in slots if self._with_slash(slot)]
        texts: dict[str, list[str]] = {}
        for slot in slots:
            if slot not in open_lists:
                texts.setdefault(self.counts(slot), []).append(self._chosen(slot))
        parts = [f"LEN(TRIM({without('&'.join(some), BLANKS)})){factor}" for factor, some in texts.items()]
        return "+".join([*parts, *map(self.length, open_lists)]) or "0"

    def _chosen(self, slot: Slot) -> str:
        """A cell as text; the blank form's placeholder of a list is nothing."""
        cell = self.range(slot)
        return f'IF(ISERROR(FIND("/",{cell})),{cell},"")' if self._is_choice(slot) else cell

    def _is_choice(self, slot: Slot) -> bool:
        return is_strict(slot) and slot.daftar in self.lists

    def _with_slash(self, slot: Slot) -> bool:
        """True for a choice from a list of which a value has a slash itself: then not every slash is a placeholder's."""
        return self._is_choice(slot) and any("/" in key for key in self.lists[slot.daftar].keys)

    def length(self, slot: Slot) -> str:
        """How much is seen in a cell; the blank form's placeholder of a list is nothing."""
        cells = self.range(slot)
        length = f"LEN(TRIM({without(cells, BLANKS)})){self.counts(slot)}"
        if not self._is_choice(slot):
            return length
        if self._with_slash(slot):
            return f'{length}*(1-ISNUMBER(FIND("/",{cells}))*{self._unknown(slot)})'
        return f'{length}*ISERROR(FIND("/",{cells}))'

    def outside(self, slot: Slot) -> str:
        """True where a choice is made that is not in its list."""
        return f"(({self.length(slot)})>0)*{self._unknown(slot)}"

    def example(self, slot: Slot) -> str:
        """True where a text of the blank form is left."""
        cells = self.range(slot)
        length, rest = (f"LEN(TRIM({without(cells, signs)}))" for signs in (BLANKS, (*BLANKS, *FILLERS)))
        filler = f"({length}>2)*({rest}=0)"
        factor = f"{self.counts(slot)}>0"
        left = f"({filler}+1-{self._not_in(slot, EXAMPLES)})" if EXAMPLES in self.lists else f"({filler})"
        return f"({left}{factor})" if self.counts(slot) else f"({left}>0)"

    def _unknown(self, slot: Slot) -> str:
        return self._not_in(slot, slot.daftar)

    def _choice(self, slot: Slot) -> str:
        """A cell as `choice_key` leaves it, but for letter case."""
        return f"TRIM({without(self.range(slot), CHOICE_BLANKS)})"

    def _not_in(self, slot: Slot, daftar: str) -> str:
        text = self._choice(slot)
        for sign in "~*?":  # MATCH takes them as wildcards
            text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
        return f"ISERROR(MATCH({text},{name_of_keys(daftar)},0))"


def shapes(places: Iterable[Place], used: Used, *, across_runs: bool = False) -> list[list[Place]]:
    """The places by shape: those of one are copies of each other, one below the other, in one run or `across_runs`."""
    found: dict[tuple[object, ...], list[Place]] = {}
    for place in places:
        slots = (place.slot, *place.blank, *place.filled)
        shape = tuple(
            (slot.kotak.row - place.anchor, slot.kotak.col, is_strict(slot) and slot.daftar, used.get(slot.key))
            for slot in slots
        )
        found.setdefault((place.slot.sheet, () if across_runs else place.run, place.said, shape), []).append(place)
    return list(found.values())


def count_filled(places: Iterable[Place], lists: Lists, used: Used) -> str:
    """A formula that counts the places at which something stands."""
    return "+".join(_terms(places, lists, used, lambda cells: f"({cells.filled(cells.places[0].filled)}>0)")) or "0"


def terms_unmet(want: Want, lists: Lists, used: Used) -> list[str]:
    """Formulas that together count the places at which something is wanting."""
    if want.kind == "used":
        return [f"(({count_filled(want.places, lists, used)})=0)*1"]
    if want.kind == "listed":
        return _terms(want.places, lists, used, lambda cells: cells.outside(cells.places[0].slot))
    if want.kind == "example":
        return _terms(want.places, lists, used, lambda cells: cells.example(cells.places[0].slot))
    return _terms(want.places, lists, used, Cells.unmet)


def _terms(places: Iterable[Place], lists: Lists, used: Used, condition: Callable[[Cells], str]) -> list[str]:
    terms = []
    for same in shapes(places, used):
        cells = Cells(same, lists, used)
        terms.append(f"SUMPRODUCT({cells.mask}{condition(cells)}*1)")
    return terms


def _range(sheet: str, row: int, row_to: int, col: int) -> str:
    """A column of cells, sheet-qualified, absolute."""
    name = sheet.replace("'", "''")
    last = f":{a1(row_to, col, mutlak=True)}" if row_to > row else ""
    return f"'{name}'!{a1(row, col, mutlak=True)}{last}"


def without(cells: str, signs: Iterable[str]) -> str:
    """Cells with the signs replaced by blanks: the same as `is_blank` and `choice_key` do."""
    for sign in signs:
        shown = f"CHAR({ord(sign)})" if sign in "\n\t" else f'"{sign}"'
        cells = f'SUBSTITUTE({cells},{shown}," ")'
    return cells
