"""Several filled copies of one workbook merged by key: what was issued, against what each of them says now.

It takes forms, not files, and decides nothing: where two copies changed the same place differently, that is a `Collision`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skpxl.errors import required
from skpxl.forms.reading import Reading
from skpxl.kinds.table import kind_of
from skpxl.model.keputusan import Alternatif, Collision, Sumber
from skpxl.model.skp import slot_key
from skpxl.model.teks import ada_peran, rapi, sidik, split_items
from skpxl.template.form import Form
from skpxl.template.slots import Layout, Slot, item_root

# What an item is about: two of them under one number are the same item reworded, or two different ones.
POKOK = ("rencana_hasil_kerja", "nama", "nilai")
# Below this similarity (rapidfuzz ratio, 0 to 100) they are different ones.
MIRIP = 50.0
DIKOSONGKAN = "(dikosongkan)"


@dataclass(frozen=True)
class MergedAnswers:
    """The merged answers by key, without the places that collide; `sources` is the copy (by position) each came from.

    Of a place that nobody touched, `sources` is the first copy.
    """

    answers: Mapping[str, str]
    sources: Mapping[str, int]
    collisions: tuple[Collision, ...]


def mergeable(readings: Sequence[Reading]) -> bool:
    """True where all are copies of one issue of one workbook, with the same places."""

    def issue(reading: Reading) -> object:
        stamp = reading.form.stamp if reading.form else None
        return stamp and (stamp.form, stamp.versi, stamp.shape, stamp.id, stamp.jumlah, stamp.terbitan)

    return len(readings) > 1 and issue(readings[0]) is not None and len({issue(reading) for reading in readings}) == 1


def merge_answers(readings: Sequence[Reading]) -> MergedAnswers:
    """Merge the answers of copies for which `mergeable` holds. The order of the copies does not matter to what comes out,
    but for how texts are spelt that count as the same: then the first copy's stands."""
    return _Merger(readings).merge()


class _Merger:
    """State of merging one workbook: the copies' forms, and what has come out so far."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.forms = [required(reading.form, "formulir salinan yang digabung") for reading in readings]
        self.layout = self.forms[0].layout
        self.isian: dict[str, str] = {}
        self.dari: dict[str, int] = {}
        self.bentrokan: list[Collision] = []

    def merge(self) -> MergedAnswers:
        per_item: dict[tuple[str | int, ...], list[Slot]] = {}
        for slot in self.layout.entri:
            per_item.setdefault(item_root(slot.path), []).append(slot)
        for root, slots in per_item.items():
            subject = self._subject(root)
            if subject and self._mean_different_things(subject, slots):
                self._item(root, subject, sorted(slots, key=lambda slot: slot is not subject))
            else:
                for slot in slots:
                    self._cell(slot)
        return MergedAnswers(self.isian, self.dari, tuple(self.bentrokan))

    # -- one cell ----------------------------------------------------------------------------------------------------

    def _cell(self, slot: Slot) -> None:
        """One changed value wins, several collide; of lists of roles one that contains the others wins."""
        candidates: dict[str, int] = {}
        for copy in range(len(self.forms)):
            if self._changed(copy, slot):
                candidates.setdefault(self._essence(copy, slot), copy)
        winners = list(candidates.values())
        if len(winners) > 1 and _is_list(slot):
            winners = [
                copy
                for copy in winners
                if not any(self._holds(other, copy, slot) for other in winners if other != copy)
            ]
        if len(winners) > 1:
            alternatives = tuple(self._alternative([slot], copy, self._text(copy, slot)) for copy in winners)
            self._collide(slot.key, (slot.key,), self._place(slot), alternatives)
            return
        copy = winners[0] if winners else 0
        self._take(slot, copy)

    def _take(self, slot: Slot, copy: int) -> None:
        if text := self._text(copy, slot):
            self.isian[slot.key] = text
        self.dari[slot.key] = copy

    def _text(self, copy: int, slot: Slot) -> str:
        return self.forms[copy].isian.get(slot.key, "")

    def _essence(self, copy: int, slot: Slot) -> str:
        return essence(slot, self._text(copy, slot))

    def _issued(self, slot: Slot) -> str:
        """The text that was issued in an entry cell. Copies that disagree on it (it was issued twice) have none."""
        issued = [form.bound[slot.key].teks if slot.key in form.bound else "" for form in self.forms]
        return issued[0] if len({essence(slot, text) for text in issued}) == 1 else ""

    def _changed(self, copy: int, slot: Slot) -> bool:
        return self._essence(copy, slot) != essence(slot, self._issued(slot))

    def _holds(self, larger: int, smaller: int, slot: Slot) -> bool:
        """True where one list holds all roles of another, and the other has taken none away that it still holds."""
        roles, held = _roles(self._text(larger, slot)), _roles(self._text(smaller, slot))
        removed = _roles(self._issued(slot)) - held
        return held <= roles and not removed & roles

    # -- a whole item ------------------------------------------------------------------------------------------------

    def _subject(self, root: tuple[str | int, ...]) -> Slot | None:
        """The place that says what an item is about; locked, it is the same in all copies and settles nothing."""
        return subject_of(self.layout, root)

    def _touching(self, slots: Sequence[Slot]) -> list[int]:
        return [copy for copy in range(len(self.forms)) if any(self._changed(copy, slot) for slot in slots)]

    def _mean_different_things(self, subject: Slot, slots: Sequence[Slot]) -> bool:
        """True where copies that worked on this item mean different things by it, or one has dropped it: then its cells
        must not be mixed. A copy that only fills in details of a nameless item may mean any."""
        touching = self._touching(slots)
        titles = {sidik(self._text(copy, subject)) for copy in touching} - {""}
        dropped = any(self._changed(copy, subject) and not rapi(self._text(copy, subject)) for copy in touching)
        return (dropped and bool(titles)) or any(
            _far_apart(subject, title, other) for title in titles for other in titles if title < other
        )

    def _item(self, root: tuple[str | int, ...], subject: Slot, slots: Sequence[Slot]) -> None:
        candidates: dict[tuple[str, ...], int] = {}
        for copy in self._touching(slots):
            candidates.setdefault(tuple(self._essence(copy, slot) for slot in slots), copy)
        alternatives = tuple(
            self._alternative(slots, copy, whole_item(self.forms[copy], subject, slots)) for copy in candidates.values()
        )
        keys = tuple(slot.key for slot in slots)
        self._collide(slot_key(*root), keys, f"{subject.tempat}, seluruhnya", alternatives, butir=True)

    # -- collisions --------------------------------------------------------------------------------------------------

    def _alternative(self, slots: Sequence[Slot], copy: int, text: str) -> Alternatif:
        essences = [(slot.key, self._essence(copy, slot)) for slot in slots]
        key = slots[0].key if len(slots) == 1 else next((key for key, text_of in essences if text_of), slots[0].key)
        sources = tuple(
            Sumber(ke=number, file=reading.file, sel=reading.cells.get(key, ""))
            for number, reading in enumerate(self.readings)
            if all(self._essence(number, slot) == values for slot, (_, values) in zip(slots, essences, strict=True))
        )
        values = {slot.key: self._text(copy, slot) for slot in slots if self._text(copy, slot)}
        return Alternatif(teks=text or DIKOSONGKAN, sidik=fingerprint(essences), isi=values, sumber=sources)

    def _collide(
        self,
        key: str,
        keys: tuple[str, ...],
        place: str,
        alternatives: tuple[Alternatif, ...],
        *,
        butir: bool = False,
    ) -> None:
        form = self.forms[0]
        whose = (form.konteks.get("unit", ""), form.terkunci.get("pegawai_nama", "") or form.stamp.nip)
        who = " · ".join(name for name in whose if name) if kind_of(form.definition).per_unit else whose[1]
        self.bentrokan.append(
            Collision(
                buku=form.stamp.id,
                key=key,
                butir=butir,
                keys=keys,
                siapa=who,
                tempat=place,
                alternatif=alternatives,
            )
        )

    def _place(self, slot: Slot) -> str:
        """A place in words, with what stands at the head of its row and of its column: `Baris 3 (Melati), kolom 2: peran`."""
        root = item_root(slot.path)
        subject = next((slot_key(*root, name) for name in POKOK if slot_key(*root, name) in self.layout.by_key), "")
        column = slot_key(slot.path[0], "kolom", slot.path[-1]) if len(slot.path) > 1 else ""
        heads = [self._word(key) for key in (subject, column) if key != slot.key]
        in_brackets = "; ".join(head for head in heads if head)
        return f"{slot.tempat}: {slot.sebutan}" + (f" ({in_brackets})" if in_brackets else "")

    def _word(self, key: str) -> str:
        """The short text at a place on which all copies that fill it agree; empty where they do not."""
        found = {rapi({**form.terkunci, **form.isian}.get(key, "")): None for form in self.forms}
        texts = [text for text in found if text]
        return (texts[0] if len(texts[0]) <= 60 else texts[0][:59] + "…") if len(texts) == 1 else ""


def subject_of(layout: Layout, root: tuple[str | int, ...]) -> Slot | None:
    """The place that says what an item is about; None where it has none, or a locked one."""
    keys = (slot_key(*root, name) for name in POKOK)
    slot = next((layout.by_key[key] for key in keys if key in layout.by_key), None)
    return slot if slot and not slot.terkunci else None


def _is_list(slot: Slot) -> bool:
    """True for a cell of a matriks: it holds a list of roles."""
    return len(slot.path) > 1 and slot.path[-2] == "peran"


def _roles(text: str) -> frozenset[str]:
    return frozenset(rapi(role) for role in split_items(text) if ada_peran(role))


def essence(slot: Slot, text: str) -> str:
    """What of a text is compared: equal ones are the same answer. The order of roles in a cell means nothing."""
    return "\n".join(sorted(_roles(text))) if _is_list(slot) else rapi(text)


def fingerprint(values: Sequence[tuple[str, str]]) -> str:
    """The fingerprint of values by key: 16 hex digits."""
    text = json.dumps([pair for pair in values if pair[1]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _far_apart(subject: Slot, text: str, other: str) -> bool:
    """True where two texts name different things. A value chosen from a list is another one as soon as it differs."""
    if subject.daftar:
        return text != other
    from rapidfuzz import fuzz

    return fuzz.ratio(text, other) < MIRIP


def whole_item(form: Form, subject: Slot, slots: Sequence[Slot]) -> str:
    """A whole item as lines of text."""
    lines = []
    for slot in slots:
        if text := form.isian.get(slot.key, "").strip():
            detail = slot.tempat.removeprefix(subject.tempat).strip(", ")
            heading = f"{detail}, {slot.sebutan}" if detail else slot.sebutan
            lines.append(f"{heading[:1].upper()}{heading[1:]}: {text}")
    return "\n".join(lines)
