"""What a person has changed among the roles of one row of a matriks, as values: moved, reworded, joined, left out, new.

It is told from texts alone: what was printed, and what stands there now. It reads no file and decides nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from skpxl.model.teks import BULLET, ada_peran, rapi, sidik, wording_likeness
from skpxl.model.usulan import PROPOSED

# A column: the code of the unit and the id of its product; both are empty for *Belum terpetakan*.
Kolom = tuple[str, str]
SISA: Kolom = ("", "")
# Likeness (0-100) from which a text at the same place is the same role in other words; elsewhere it must be greater.
_REWORDED, _MOVED = 65.0, 88.0
# Likeness from which a text holds another one whole, give or take a letter.
_WITHIN = 92.0
# Share of its words that tells a result in a text made of several, and how short a word is that tells nothing (`dan`).
_TOLD, _SHORT_WORD = 0.75, 3


class Tercatat(NamedTuple):
    """A result as it was printed: its id, column, the text printed, the SKP's own. `sisih`: not printed by itself."""

    id: str
    kolom: Kolom
    tercetak: str
    teks: str
    sisih: bool = False


class Tertulis(NamedTuple):
    """A role as it stands there now: its column (None: one that is none of ours), the text, the cell."""

    kolom: Kolom | None
    teks: str
    tempat: str


@dataclass(frozen=True)
class Suntingan:
    """What was changed on one result; what is None was left alone.

    `kolom` is its new column, `cetak` its new wording, `gabung` the id of the result it was joined with, `urutan` its
    place in the cell from 1, `keluar` whether it was left out. `tempat` is the cell where that is to be seen.
    """

    id: str
    kolom: Kolom | None = None
    cetak: str | None = None
    gabung: str | None = None
    urutan: int | None = None
    keluar: bool | None = None
    tempat: str = ""

    @property
    def berarti(self) -> bool:
        """True where anything was changed."""
        return any(value is not None for value in (self.kolom, self.cetak, self.gabung, self.urutan, self.keluar))

    def agrees(self, other: "Suntingan") -> bool:
        """True where both can be followed: they say the same, as far as both say something."""
        pairs = [
            (self.kolom, other.kolom),
            (self.cetak, other.cetak),
            (self.gabung, other.gabung),
            (self.keluar, other.keluar),
        ]
        left_out = any(a.keluar and (b.kolom is not None or b.cetak) for a, b in ((self, other), (other, self)))
        return not left_out and all(a is None or b is None or a == b for a, b in pairs)


class Ganda(NamedTuple):
    """A text that stands a second time in a row: the result, the cell of the first (empty: not there), the second."""

    tercatat: Tercatat
    tempat: str
    tertulis: Tertulis


class Ragu(NamedTuple):
    """A text that stands where a result stood and is too different to be sure (`tercatat` None: in an unknown column)."""

    tercatat: Tercatat | None
    tertulis: Tertulis


@dataclass
class RowEdits:
    """What differs on one row: `suntingan` by result, roles that nobody's SKP has, what is in doubt, what stands twice.

    `asing` are the texts of other rows.
    """

    suntingan: list[Suntingan] = field(default_factory=list)
    baru: list[Tertulis] = field(default_factory=list)
    ragu: list[Ragu] = field(default_factory=list)
    ganda: list[Ganda] = field(default_factory=list)
    asing: list[Tertulis] = field(default_factory=list)


def items_of(text: str, known: Iterable[str]) -> list[str]:
    """The roles of one cell, without the places proposed behind them.

    A line without a bullet goes on with the one above, unless one of the two is known whole.
    """
    whole = {role_key(item) for item in known}
    items: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        item = " ".join(BULLET.sub("", line).split()).partition(PROPOSED)[0]
        if not ada_peran(item):
            continue
        goes_on = items and not BULLET.match(line) and BULLET.match(text)
        if goes_on and role_key(item) not in whole and role_key(items[-1]) not in whole:
            items[-1] = f"{items[-1]} {item}"
        else:
            items.append(item)
    return items


def differences(
    before: Sequence[Tercatat], now: Sequence[Tertulis], seen: Iterable[Kolom], others: Collection[str] = ()
) -> RowEdits:
    """What was changed between what was printed and what stands there now, in reading order.

    `seen` are the columns that are still there and could be read: what stood in another one has not been left out. `others`
    are the keys of what was printed in other rows: a text of theirs is no result of this one.
    """
    return _Comparison(before, now, frozenset(seen), others).made()


class _Comparison:
    """State of one comparison: which results and which texts have found each other."""

    def __init__(
        self,
        before: Sequence[Tercatat],
        now: Sequence[Tertulis],
        seen: frozenset[Kolom],
        others: Collection[str],
    ) -> None:
        self.before, self.now, self.seen, self.others = before, now, seen, others
        self.text_of: dict[int, int] = {}  # result -> text
        self.joined: dict[int, int] = {}  # result -> the result it was joined with
        self.used: set[int] = set()
        self.edits = RowEdits()

    def made(self) -> RowEdits:
        """Certain pairs first, then the less certain ones."""
        self._equal(same_column=True)
        self._equal(same_column=False)
        self._restored()
        self._elsewhere()
        self._joined()
        self._reworded(same_column=True, least=_REWORDED)
        self._reworded(same_column=False, least=_MOVED)
        self._in_doubt()
        order = self._orders()
        for n, result in enumerate(self.before):
            correction = self._correction(n, result, order.get(n))
            if correction.berarti:
                self.edits.suntingan.append(correction)
        self.edits.baru += [self.now[t] for t in self._free_texts()]
        return self.edits

    # -- who is who --------------------------------------------------------------------------------------------------

    def _free(self) -> Iterator[int]:
        """The printed results that have found no text."""
        for n, result in enumerate(self.before):
            if not result.sisih and n not in self.text_of and n not in self.joined:
                yield n

    def _free_texts(self) -> Iterator[int]:
        yield from (t for t in range(len(self.now)) if t not in self.used)

    def _pair(self, n: int, t: int) -> None:
        self.text_of[n] = t
        self.used.add(t)

    def _equal(self, *, same_column: bool) -> None:
        """The text printed, then the SKP's own."""
        for printed in (True, False):
            for n in [*self._free()]:
                key = role_key(self.before[n].tercetak if printed else self.before[n].teks)
                for t in self._free_texts():
                    if (self.now[t].kolom == self.before[n].kolom) is same_column and role_key(self.now[t].teks) == key:
                        self._pair(n, t)
                        break

    def _restored(self) -> None:
        """Results that were not printed, and whose text somebody has written back."""
        for n, result in enumerate(self.before):
            if result.sisih:
                for t in self._free_texts():
                    if role_key(self.now[t].teks) in (role_key(result.teks), role_key(result.tercetak)):
                        self._pair(n, t)
                        break

    def _elsewhere(self) -> None:
        """A text that has found its result already, and one that is another row's: neither is a result of this row."""
        own = {key: n for n, result in enumerate(self.before) for key in role_keys(result)}
        for t in [*self._free_texts()]:
            key = role_key(self.now[t].teks)
            if self.now[t].kolom is None:
                continue
            if (n := own.get(key)) is not None:
                first = self.now[self.text_of[n]].tempat if n in self.text_of else ""
                self.edits.ganda.append(Ganda(self.before[n], first, self.now[t]))
            elif key in self.others:
                self.edits.asing.append(self.now[t])
            else:
                continue
            self.used.add(t)

    def _joined(self) -> None:
        """One text that holds two or more results of this row."""
        from rapidfuzz import fuzz

        for t in self._free_texts():
            text = role_key(self.now[t].teks)
            inside: list[int] = []
            for n in self._free():
                key = role_key(self.before[n].tercetak)
                whole = key in text or (len(key) < len(text) and fuzz.partial_ratio(key, text) >= _WITHIN)
                if whole or (self.before[n].kolom == self.now[t].kolom and _told_in(key, text)):
                    inside.append(n)
            if len(inside) > 1:
                inside.sort(key=lambda n: (self.before[n].kolom != self.now[t].kolom, _place_in(self.before[n], text)))
                self._pair(inside[0], t)
                self.joined |= dict.fromkeys(inside[1:], inside[0])

    def _reworded(self, *, same_column: bool, least: float) -> None:
        scores = []
        for n in self._free():
            for t in self._free_texts():
                if (self.now[t].kolom == self.before[n].kolom) is same_column:
                    before, now = role_key(self.before[n].tercetak), role_key(self.now[t].teks)
                    scores.append((-wording_likeness(before, now), n, t))
        for negative, n, t in sorted(scores):
            if -negative >= least and n not in self.text_of and t not in self.used:
                self._pair(n, t)

    def _in_doubt(self) -> None:
        """A text in an unknown column, and one that stands where exactly one result stood: nothing is left out for it."""
        for t in [*self._free_texts()]:
            if self.now[t].kolom is None:
                self.edits.ragu.append(Ragu(None, self.now[t]))
                self.used.add(t)
        for kolom in dict.fromkeys(self.before[n].kolom for n in self._free()):
            lost = [n for n in self._free() if self.before[n].kolom == kolom]
            found = [t for t in self._free_texts() if self.now[t].kolom == kolom]
            for n, t in zip(lost, found, strict=False):
                self.edits.ragu.append(Ragu(self.before[n], self.now[t]))
                self.used.add(t)
                self.joined[n] = n  # left alone

    # -- what was done -----------------------------------------------------------------------------------------------

    def _correction(self, n: int, result: Tercatat, urutan: int | None) -> Suntingan:
        if n in self.text_of:
            text = self.now[self.text_of[n]]
            moved = text.kolom is not None and (text.kolom != result.kolom or result.sisih)
            back = result.sisih or None
            return Suntingan(
                result.id,
                kolom=text.kolom if moved else None,
                cetak=_wording(result, text.teks),
                gabung="" if back else None,
                urutan=urutan,
                keluar=False if back else None,
                tempat=text.tempat,
            )
        if self.joined.get(n, n) != n:
            main = self.joined[n]
            return Suntingan(result.id, gabung=self.before[main].id, tempat=self.now[self.text_of[main]].tempat)
        unknown = any(
            doubt.tercatat is None and role_key(doubt.tertulis.teks) == role_key(result.tercetak)
            for doubt in self.edits.ragu
        )
        covered = any(text.kolom == result.kolom for text in self.edits.asing)  # another row's was pasted over it
        if n in self.joined or result.sisih or unknown or covered or result.kolom not in self.seen:
            return Suntingan(result.id)
        return Suntingan(result.id, keluar=True)

    def _orders(self) -> dict[int, int]:
        """The places in their cells of results that do not stand in the order in which they were printed."""
        per_column: dict[Kolom, list[int]] = {}
        for n, t in sorted(self.text_of.items(), key=lambda pair: pair[1]):
            if (kolom := self.now[t].kolom) is not None:
                per_column.setdefault(kolom, []).append(n)
        places: dict[int, int] = {}
        for members in per_column.values():
            stayed = [n for n in members if self.before[n].kolom == self.now[self.text_of[n]].kolom]
            if members != sorted(members) and (stayed != sorted(stayed) or members[: len(stayed)] != stayed):
                places |= {n: place for place, n in enumerate(members, start=1)}
        return places


def role_keys(result: Tercatat) -> set[str]:
    """The keys of a result: as it was printed, and as the SKP has it."""
    return {role_key(result.tercetak), role_key(result.teks)}


def _wording(result: Tercatat, text: str) -> str | None:
    """The new wording: None where it is the one printed, empty where it is the SKP's own again."""
    if _plain(text) == _plain(result.tercetak):
        return None
    return "" if _plain(text) == _plain(result.teks) else text


def _place_in(result: Tercatat, text: str) -> int:
    """Where a result begins in a text that tells it; one that is told in other words comes last."""
    at = text.find(role_key(result.tercetak))
    return at if at >= 0 else len(text)


def _told_in(key: str, text: str) -> bool:
    """True where a text says nearly all that another one says, as one does that was made of two: all but its opening word."""
    words = [word for word in key.split()[1:] if len(word) > _SHORT_WORD]
    found = sum(word in text.split() for word in words)
    return len(words) > 1 and found / len(words) >= _TOLD


def _plain(text: str) -> str:
    return rapi(BULLET.sub("", rapi(text)))


def role_key(text: str) -> str:
    """The key under which two roles of a cell are the same: own bullets and numbers fall away as well."""
    return sidik(_plain(text))
