"""Which entry of a list of today an entry of before has become: inserted, renumbered and reworded ones told apart.

It knows neither products nor results, only keys and texts, and what is not certain it leaves without a counterpart.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from skpxl.model.teks import sidik
from skpxl.sense.compare import Sense
from skpxl.sense.rewording import spelled_alike, with_words_added, words_of, written_anew


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: the key it stands under, its text, and the texts it has borne before."""

    key: str
    teks: str
    sebelumnya: tuple[str, ...] = ()


def trace(before: Sequence[Entry], now: Sequence[Entry], sense: Sense) -> dict[int, int]:
    """For each position in `before` the position in `now` of what it has become; what is gone is not in it.

    The text wins over the key, today's over one borne before. Of the rest counts, in this order, and only where it is one for
    one: another spelling, the same text with words added (under the same key first), and a text that begins otherwise in its
    place: then nothing else on the list has moved.
    """
    tracing = _Tracing(before, now, sense)
    tracing.pair(lambda old, new: sidik(old.teks) == sidik(new.teks) and old.key == new.key)
    tracing.pair(lambda old, new: sidik(old.teks) == sidik(new.teks))
    tracing.pair(lambda old, new: sense.same(old.teks, new.teks), only=True)
    tracing.pair(lambda old, new: sidik(old.teks) in _texts(new.sebelumnya) and old.key == new.key)
    tracing.pair(lambda old, new: sidik(old.teks) in _texts(new.sebelumnya), only=True)
    tracing.pair(lambda old, new: sidik(new.teks) in _texts(old.sebelumnya), only=True)
    tracing.pair(lambda old, new: spelled_alike(sense, old.teks, new.teks), only=True)
    tracing.pair(lambda old, new: old.key == new.key and with_words_added(sense, old.teks, new.teks), only=True)
    tracing.pair(lambda old, new: with_words_added(sense, old.teks, new.teks), only=True)
    if tracing.nothing_moved():
        tracing.pair(tracing.written_over, only=True)
    return tracing.found


class _Tracing:
    """The pairs so far, and what is left of both lists."""

    def __init__(self, before: Sequence[Entry], now: Sequence[Entry], sense: Sense) -> None:
        self.sense = sense
        self.before, self.now = before, now
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()

    def pair(self, same: Callable[[Entry, Entry], bool], *, only: bool = False) -> None:
        """Pair what is left by `same`; with `only`, where each is the other's only candidate."""
        left = [n for n in range(len(self.before)) if n not in self.found]
        free = [n for n in range(len(self.now)) if n not in self._taken]
        if not left or not free:
            return
        candidates = {old: [new for new in free if same(self.before[old], self.now[new])] for old in left}
        rivals = [new for found in candidates.values() for new in found]
        for old, found in candidates.items():
            if only and (len(found) != 1 or rivals.count(found[0]) != 1):
                continue
            new = next((new for new in found if new not in self._taken), None)
            if new is not None:
                self.found[old] = new
                self._taken.add(new)

    def nothing_moved(self) -> bool:
        """True where both lists have the same keys, and all that was paired has kept its own."""
        keys, keys_now = [entry.key for entry in self.before], [entry.key for entry in self.now]
        return sorted(keys) == sorted(keys_now) and all(keys[old] == keys_now[new] for old, new in self.found.items())

    def written_over(self, old: Entry, new: Entry) -> bool:
        """True where a text stands in the place of another one and goes on as it did from a word that no other entry has.

        Where there are no others, nobody can tell which words carry it.
        """
        others = [entry for entry in (*self.before, *self.now) if entry.key != old.key]
        common = frozenset[str]().union(*(words_of(self.sense, entry.teks) for entry in others))
        return bool(others) and old.key == new.key and written_anew(self.sense, old.teks, new.teks, common)


def _texts(texts: Iterable[str]) -> set[str]:
    return {sidik(text) for text in texts}
