"""What a placed form consists of: rectangles, slots, texts, sections. Plain values; it computes no place.

Rows and columns count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpxl.template.definition import BlokTabel, Definition, Petunjuk


@dataclass(frozen=True, slots=True)
class Kotak:
    """A rectangle of cells, from (row, col) to (row_to, col_to), both included."""

    row: int
    col: int
    row_to: int
    col_to: int

    @property
    def gabung(self) -> bool:
        """True where the cells are to be merged."""
        return (self.row, self.col) != (self.row_to, self.col_to)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place whose content we want back. `path` is its way in the answers, `key` the same joined by `_`.

    `tempat` says in words where it is ("Hasil kerja utama no. 1"), `sebutan` what it is ("target"). `dari` is the number of
    the fixed list row that a locked slot prints, or 0.
    """

    key: str
    path: tuple[str | int, ...]
    kotak: Kotak
    terkunci: bool
    gaya: str
    tempat: str
    sebutan: str
    daftar: str = ""
    bebas: bool = False
    petunjuk: Petunjuk = Petunjuk()
    kurang: str = ""
    dari: int = 0
    tepi: str = "LRTB"


@dataclass(frozen=True, slots=True)
class Teks:
    """Something printed; placeholders in `isi` are filled at issue. `tepi` are the borders to draw (of `LRTB`)."""

    kotak: Kotak
    isi: str
    gaya: str
    tepi: str = "LRTB"


@dataclass(frozen=True, slots=True)
class Seksi:
    """The geometry of one section of a table, for the live line: rows of its items and the columns of its fields."""

    blok: BlokTabel
    bagian: str
    kurang: str
    baris: tuple[int, ...]
    selang: int
    butir: Mapping[str, int]
    rincian: Mapping[str, int]
    awal_rincian: int


@dataclass(frozen=True)
class Layout:
    """A placed definition: `tinggi` are row heights in points, at least; `lentur` rows may grow while typed in."""

    definition: Definition
    jumlah: Mapping[str, int]
    slots: tuple[Slot, ...]
    texts: tuple[Teks, ...]
    seksi: tuple[Seksi, ...]
    tinggi: Mapping[int, float]
    lentur: frozenset[int]
    baris_terakhir: int
    cetak_dari: int
    kolom_cetak: int
    ulang: tuple[int, int] | None
    kisi: tuple[float, ...]
    per_key: Mapping[str, Slot] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "per_key", {slot.key: slot for slot in self.slots})

    @property
    def entri(self) -> list[Slot]:
        """The slots a person fills in."""
        return [slot for slot in self.slots if not slot.terkunci]
