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
    "catatan", "tak terbaca", "lembar lain",
]  # fmt: skip
_URUTAN: tuple[Nasib, ...] = Nasib.__args__  # type: ignore[attr-defined]
# The same words as values; they are said once, above.
RowFate = StrEnum("RowFate", {nasib: nasib for nasib in _URUTAN})  # type: ignore[misc]
Place = tuple[str, int]


@dataclass
class Pembukuan:
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

    def record(self, lembar: str, row: int, nasib: Nasib) -> None:
        """Book a row. A row has one fate; raises AccountError for a second one."""
        if (lembar, row) in self.nasib:
            raise AccountError(f"Baris {lembar}!{row} dibukukan dua kali: {self.nasib[lembar, row]}, lalu {nasib}.")
        self.nasib[lembar, row] = nasib

    def counts(self) -> dict[str, int]:
        """Rows by fate, in a fixed order, without those that do not occur."""
        jumlah = Counter(self.nasib.values())
        return {nama: jumlah[nama] for nama in _URUTAN if jumlah[nama]}

    @property
    def orang(self) -> int:
        """How many people there are: a row each, or a card each."""
        return self.counts().get("orang", 0) + self.kartu

    def check(self, people: Iterable[Place]) -> None:
        """Hold the rows against what was booked, and the rows that `people` were read from against those of people.

        Raises AccountError that names the row.
        """
        booked = ((place, RowFate(nasib)) for place, nasib in self.nasib.items())
        tally("baris berisi", RowFate, self.rows, booked, _in_words)
        of_people = [*(place for place, nasib in self.nasib.items() if nasib == "orang"), *self.cards]
        tally("orang yang dibaca", RosterFate, of_people, ((place, RosterFate.ORANG) for place in people), _in_words)

    def rentang(self) -> dict[str, list[str]]:
        """The rows of each fate as ranges: `{"tanda tangan": ["Sheet1!40-44"]}`."""
        hasil: dict[str, list[str]] = {nama: [] for nama in self.counts()}
        awal: tuple[str, int] | None = None
        urut = sorted(self.nasib.items(), key=lambda satu: (satu[1], satu[0]))
        for nomor, ((lembar, row), nasib) in enumerate(urut):
            awal = awal or (lembar, row)
            lanjut = urut[nomor + 1] if nomor + 1 < len(urut) else None
            if lanjut != ((lembar, row + 1), nasib):
                hasil[nasib].append(f"{lembar}!{awal[1]}" + (f"-{row}" if row > awal[1] else ""))
                awal = None
        return hasil

    def kalimat(self) -> str:
        """`48 baris berisi = 40 orang + 3 judul + 5 tanda tangan`; of cards also how many people they are."""
        bagian = " + ".join(f"{banyak} {nama}" for nama, banyak in self.counts().items())
        kartu = f" ({self.kartu} orang dari kartu)" if self.kartu else ""
        return f"{self.berisi} baris berisi = {bagian or '0'}{kartu}"


def _in_words(place: Place) -> str:
    return f"{place[0]}!{place[1]}"
