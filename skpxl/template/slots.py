"""What a placed form consists of: rectangles, slots, texts, sections. Plain values; it computes no place.

Rows and columns count from 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from skpxl.template.blocks import BlokDaftarTerbuka, BlokMatriks, BlokTabel, KolomTerbuka, Petunjuk
from skpxl.template.definition import Definition, Lembar
from skpxl.template.printed_blocks import BlokGrafik

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Kotak:
    """A rectangle of cells, from (row, col) to (row_to, col_to), both included."""

    row: int
    col: int
    row_to: int
    col_to: int

    @property
    def merged(self) -> bool:
        """True where the cells are to be merged."""
        return (self.row, self.col) != (self.row_to, self.col_to)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place whose content we want back. `path` is its way in the answers, `key` the same joined by `_`.

    `tempat` says in words where it is ("Hasil kerja utama no. 1"), `sebutan` what it is ("target"). `dari` is the number of
    the fixed list row that a locked slot prints, or 0. A value outside `daftar` is refused; with `bebas` it is asked
    about, with `saran` the list only helps typing. `bila` is the key of another place and what it must say for this one to
    be asked for. `hitung` names a value that the sheet computes itself.
    """

    key: str
    path: tuple[str | int, ...]
    sheet: str
    kotak: Kotak
    terkunci: bool
    gaya: str
    tempat: str
    sebutan: str
    daftar: str = ""
    bebas: bool = False
    saran: bool = False
    petunjuk: Petunjuk = Petunjuk()
    kurang: str = ""
    bila: tuple[str, str] = ("", "")
    kode_kosong: str = ""
    kode_luar: str = ""
    hitung: str = ""
    dari: int = 0
    tepi: str = "LRTB"


@dataclass(frozen=True, slots=True)
class Teks:
    """Something printed; placeholders in `isi` are filled at issue. `tepi` are the borders to draw (of `LRTB`).

    `batas` marks the end of a sheet, below all that is printed on paper; older workbooks do not have it.
    """

    kotak: Kotak
    isi: str
    gaya: str
    tepi: str = "LRTB"
    batas: bool = False


@dataclass(frozen=True, slots=True)
class Seksi:
    """The geometry of one section of a table, for the live line: rows of its items and the columns of its fields.

    `baris` are the first rows of the items, `selang` the rows an item takes, `awal_rincian` how far below its first row
    the details begin.
    """

    sheet: str
    blok: BlokTabel
    bagian: str
    kurang: str
    kode_kosong: str
    baris: tuple[int, ...]
    selang: int
    butir: Mapping[str, int]
    rincian: Mapping[str, int]
    awal_rincian: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is asked for: unmet while all of `blank` are blank and one of `filled` is not (without any: always).

    With `said` it is not enough that something stands in one of `filled`: this must.

    `slot` is where that is said. Places with the same `run` have the same shape, one below the other: what they consist
    of stands equally far from each one's `anchor` (a row).
    """

    slot: Slot
    blank: tuple[Slot, ...]
    filled: tuple[Slot, ...]
    run: tuple[str | int, ...]
    anchor: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a form asks for, at all places where it does; `words` says in the live line what is wanting.

    `kind`: places that must not be blank (`filled`), a section of which one item must be in use (`used`: of its places
    none is), choices that must be in their list (`listed`), texts of the blank form that must not be left (`example`).
    What is advised (`advice`) does not hold a form back.
    `code` names the finding where the definition says so.
    """

    kind: Literal["filled", "used", "listed", "example"]
    words: str
    places: tuple[Place, ...]
    code: str = ""
    advice: bool = False


@dataclass(frozen=True, slots=True)
class LebarMatriks:
    """Column widths of a finished matriks: of its first columns, and of those of products, page by page side by side."""

    tetap: tuple[float, ...]
    halaman: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class LetakMatriks:
    """The geometry of a matriks: the row of the column heads, the rows of people by number, the columns of roles.

    `luar_dari` is the number (from 1) of the first person of another unit, 0 where there is no room for any; `nama` is the
    column of names.
    """

    sheet: str
    blok: BlokMatriks
    kepala: int
    baris: tuple[int, ...]
    luar_dari: int
    nama: int
    kolom: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KolomTerletak:
    """A placed column of an open list; `key` is its id, with a number where it stands several times."""

    key: str
    judul: str
    col: int
    kolom: KolomTerbuka


@dataclass(frozen=True, slots=True)
class LetakDaftar:
    """The geometry of an open list: the rows of the live line (0: it has none) and of the headings, its columns.

    The rows of data begin below the headings. `kode` and `selesai` are the hidden columns, 0 where there are none.
    """

    sheet: str
    blok: BlokDaftarTerbuka
    hitungan: int
    kepala: int
    kode: int
    selesai: int
    kolom: tuple[KolomTerletak, ...]


@dataclass(frozen=True, slots=True)
class LetakGrafik:
    """Where a chart stands: its first row and column, its last column, its height in points."""

    blok: BlokGrafik
    row: int
    col: int
    col_to: int
    tinggi: float


@dataclass(frozen=True, slots=True)
class Halaman:
    """One placed sheet: `tinggi` are row heights in points, at least; `lentur` rows may grow while typed in.

    `cetak_dari` and `kolom_cetak` bound what is printed, over `lebar_halaman` pages; `ulang` are the heading rows and
    `ulang_kolom` the number of first columns repeated on every page.
    """

    lembar: Lembar
    slots: tuple[Slot, ...]
    texts: tuple[Teks, ...]
    tinggi: Mapping[int, float]
    lentur: frozenset[int]
    baris_terakhir: int
    cetak_dari: int
    kolom_cetak: int
    ulang: tuple[int, int] | None
    kisi: tuple[float, ...]
    ulang_kolom: int = 0
    lebar_halaman: int = 1
    grafik: tuple[LetakGrafik, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A placed definition: its sheets, and over all of them the slots, also by key, the sections, the matrices, the lists."""

    definition: Definition
    halaman: tuple[Halaman, ...]
    seksi: tuple[Seksi, ...]
    matriks: tuple[LetakMatriks, ...] = ()
    daftar: tuple[LetakDaftar, ...] = ()

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of all sheets, in reading order."""
        return tuple(slot for page in self.halaman for slot in page.slots)

    @cached_property
    def by_key(self) -> dict[str, Slot]:
        """The slots by key."""
        return {slot.key: slot for slot in self.slots}

    @cached_property
    def entri(self) -> tuple[Slot, ...]:
        """The slots a person fills in."""
        return tuple(slot for slot in self.slots if not slot.terkunci)

    @cached_property
    def wants(self) -> tuple[Want, ...]:
        """What the form asks for, in the order in which a person should mend it."""
        from skpxl.template.wants import wants

        return wants(self)


def item_root(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The item a place belongs to: its path up to the first number; a place outside any list is its own."""
    end = next((index for index, part in enumerate(path) if isinstance(part, int)), len(path) - 1)
    return path[: end + 1]


def isi_tempat(text: str, replacements: Mapping[str, str]) -> str:
    """Fill `{nama}` placeholders; an unknown one stays as it is, so that it is seen."""
    return _PLACEHOLDER.sub(lambda match: replacements.get(match[1], match[0]), text) if "{" in text else text
