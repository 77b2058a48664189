"""Texts of a corrected matriks in a row that is not theirs, or twice in one: told with both cells. It moves none of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skpxl.books.matriks_record import RecordedPerson
from skpxl.model.suntingan import Kolom, RowEdits, Suntingan, Tercatat, Tertulis, role_key, role_keys


@dataclass
class GatheredPerson:
    """Somebody over several sheets: what was printed of him, what stands there now, in which cells his columns are."""

    person: RecordedPerson
    before: list[Tercatat] = field(default_factory=list)
    now: list[Tertulis] = field(default_factory=list)
    seen: set[Kolom] = field(default_factory=set)
    cells: dict[Kolom, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """His name, else his post."""
        return self.person.nama or self.person.jabatan


class Misplaced(NamedTuple):
    """A text where it does not belong: in whose row, and why it was not taken."""

    who: GatheredPerson
    text: Tertulis
    reason: str


class OtherRows:
    """Whose the texts of some rows are, by what was printed in them."""

    def __init__(self, people: Iterable[GatheredPerson]) -> None:
        self._owners: dict[str, list[tuple[GatheredPerson, Tercatat]]] = {}
        for one in people:
            for result in one.before:
                for key in role_keys(result):
                    self._owners.setdefault(key, []).append((one, result))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of everything that was printed; a row knows its own ones first."""
        return frozenset(self._owners)

    def misplaced(self, one: GatheredPerson, edits: RowEdits) -> Iterator[Misplaced]:
        """What stands in this row and belongs to another one, or stands twice in it."""
        for text in edits.asing:
            owner, result = self._owners[role_key(text.teks)][0]
            there = (now.tempat for now in owner.now if role_key(now.teks) in role_keys(result))
            cell = next(there, "")
            stands = f"yang berdiri di {cell}" if cell else f"semula di {owner.cells.get(result.kolom, 'barisnya')}"
            reason = f"peran ini milik {owner.called} ({stands}), sedangkan baris ini milik {one.called}"
            yield Misplaced(one, text, reason)
        for twice in edits.ganda:
            first = twice.tempat or one.cells.get(twice.tercatat.kolom, "barisnya")
            reason = f"peran ini berdiri dua kali, juga di {first}; satu hasil kerja hanya di satu produk"
            yield Misplaced(one, twice.tertulis, reason)


def not_left_out(
    edits: Iterable[Suntingan], results: Mapping[str, Tercatat], elsewhere: Iterable[str]
) -> Iterator[Suntingan]:
    """The corrections without those that leave out a result whose text (by key) stands elsewhere."""
    keys = set(elsewhere)
    for edit in edits:
        if not (edit.keluar and role_keys(results[edit.id]) & keys):
            yield edit
