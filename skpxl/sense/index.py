"""Things to be found by what a text says, however it is numbered, abbreviated or capitalised. It chooses none of several."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from skpxl.model.teks import sidik
from skpxl.sense.compare import Sense

T = TypeVar("T")


class BySense(Generic[T]):
    """Values under their texts, in order."""

    def __init__(self, sense: Sense, values: Iterable[tuple[str, T]] = ()) -> None:
        self._sense = sense
        self._values: list[tuple[str, T]] = []
        self._by_key: dict[str, list[int]] = {}
        for text, value in values:
            self.add(text, value)

    def add(self, text: str, value: T) -> None:
        """One more value under a text; a text without words is not to be found."""
        for key in self._sense.keys(text):
            self._by_key.setdefault(key, []).append(len(self._values))
        self._values.append((text, value))

    def find(self, text: str) -> list[T]:
        """All values whose text says the same, in order; else those that the text begins with, before their indikator."""
        return [self._values[place][1] for place in self._places(text) or self._begun(text)]

    def exact(self, text: str) -> list[T]:
        """Those of them that say it in the same letters (`sidik`)."""
        literal = sidik(text)
        return [self._values[place][1] for place in self._places(text) if sidik(self._values[place][0]) == literal]

    def _begun(self, text: str) -> list[int]:
        """The places of what a text begins with; none where what follows is another value: then two were meant."""
        for head, rest in self._sense.beginnings.of(text):
            if places := self._places(head):
                return [] if set(self._places(rest)) - set(places) else places
        return []

    def _places(self, text: str) -> list[int]:
        return sorted({place for key in self._sense.keys(text) for place in self._by_key.get(key, ())})
