"""What became of every non-blank row of a roster file: nothing is dropped without a word. It reads nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from skpxl.errors import AccountError
from skpxl.model.fate import RosterFate, tally

Nasib = Literal[
    "orang", "kartu", "lanjutan", "unit", "produk", "judul", "kepala", "judul bagian", "subtotal", "tanda tangan",
    "catatan", "tak terbaca", "lembar lain", "tabel lain", "contoh isian", "orang yang sama",
]  # fmt: skip
_ORDER: tuple[Nasib, ...] = Nasib.__args__  # type: ignore[attr-defined]
# The same words as values; they are said once, above.
RowFate = StrEnum("RowFate", {fate: fate for fate in _ORDER})  # type: ignore[misc]
Place = tuple[str, int]


@dataclass
class Bookkeeping:
    """The fate of every row, by (sheet, row). `rows` are those that hold something, `cards` the first rows of people read
    from cards, of several rows each."""

    rows: list[Place] = field(default_factory=list)
    nasib: dict[Place, Nasib] = field(default_factory=dict)
    cards: list[Place] = field(default_factory=list)

    @property
    def berisi(self) -> int:
        """How many rows hold something."""
        return len(self.rows)

    @property
    def kartu(self) -> int:
        """How many people were read from cards."""
        return len(self.cards)

    def record(self, sheet: str, row: int, fate: Nasib) -> None:
        """Book a row. A row has one fate; raises AccountError for a second one."""
        if (sheet, row) in self.nasib:
            raise AccountError(f"Baris {sheet}!{row} dibukukan dua kali: {self.nasib[sheet, row]}, lalu {fate}.")
        self.nasib[sheet, row] = fate

    def counts(self) -> dict[str, int]:
        """Rows by fate, in a fixed order, without those that do not occur."""
        counted = Counter(self.nasib.values())
        return {fate: counted[fate] for fate in _ORDER if counted[fate]}

    @property
    def orang(self) -> int:
        """How many people there are: a row each, or a card each."""
        return self.counts().get("orang", 0) + self.kartu

    def check(self, people: Iterable[Place]) -> None:
        """Hold the rows against what was booked, and the rows that `people` were read from against those of people.

        Raises AccountError that names the row.
        """
        booked = ((place, RowFate(fate)) for place, fate in self.nasib.items())
        tally("baris berisi", RowFate, self.rows, booked, _in_words)
        of_people = [*(place for place, fate in self.nasib.items() if fate == "orang"), *self.cards]
        tally("orang yang dibaca", RosterFate, of_people, ((place, RosterFate.ORANG) for place in people), _in_words)

    def rentang(self) -> dict[str, list[str]]:
        """The rows of each fate as ranges: `{"tanda tangan": ["Sheet1!40-44"]}`."""
        ranges: dict[str, list[str]] = {name: [] for name in self.counts()}
        first: tuple[str, int] | None = None
        ordered = sorted(self.nasib.items())
        for index, ((sheet, row), fate) in enumerate(ordered):
            first = first or (sheet, row)
            following = ordered[index + 1] if index + 1 < len(ordered) else None
            if following != ((sheet, row + 1), fate):
                ranges[fate].append(f"{sheet}!{first[1]}" + (f"-{row}" if row > first[1] else ""))
                first = None
        return ranges

    def kalimat(self) -> str:
        """`48 baris berisi = 40 orang + 3 judul + 5 tanda tangan`; of cards also how many people they are."""
        parts = " + ".join(f"{count} {fate}" for fate, count in self.counts().items())
        cards = f" ({self.kartu} orang dari kartu)" if self.kartu else ""
        return f"{self.berisi} baris berisi = {parts or '0'}{cards}"


def _in_words(place: Place) -> str:
    return f"{place[0]}!{place[1]}"
