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
        """All values whose text says the same, in order."""
        return [self._values[place][1] for place in self._places(text)]

    def exact(self, text: str) -> list[T]:
        """Those of them that say it in the same letters (`sidik`)."""
        literal = sidik(text)
        return [self._values[place][1] for place in self._places(text) if sidik(self._values[place][0]) == literal]

    def _places(self, text: str) -> list[int]:
        return sorted({place for key in self._sense.keys(text) for place in self._by_key.get(key, ())})
