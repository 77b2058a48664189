"""People whose rows are more than one: the NIP below the name, the golongan below the pangkat. Who is one, is not told here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from skpxl.foreign.people import LONG_NUMBER, digits_of
from skpxl.foreign.roster.mapping import TableMap
from skpxl.foreign.roster.person import Doubt
from skpxl.foreign.roster.plausible import is_name
from skpxl.foreign.roster.words import RosterWords
from skpxl.foreign.wording import item_number
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell

_RANKS = ("pangkat_golongan", "pangkat", "golongan")
_DIGIT = re.compile(r"\d")


@dataclass
class Lines:
    """The people of one table in rows while it is read: their cells by our words, to which further rows add."""

    table: TableMap
    words: RosterWords
    people: list[dict[str, Cell]] = field(default_factory=list)
    row: int = 0  # where the last person began
    last: int = 0  # his last row so far
    unused: dict[int, list[Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = self.table.kolom_nomor()
        self.height = self.table.baris_per_orang
        self.below = [self.table.kolom_nomor(line) for line in range(self.height)]
        self.name = self.columns.get("nama_nip", self.columns.get("nama", 0))
        self.first = min(self.columns.values(), default=1)

    def begin(self, row: int, cells: dict[str, Cell]) -> None:
        """A person begins on this row; `cells` may be added to."""
        self.people.append(cells)
        self.row = self.last = row

    def take(self, row: int, cells: dict[int, Cell]) -> bool:
        """True where a row is a further one of the last person; what it says is his then."""
        numbered = any(col < self.first and item_number(rapi(cell.text)) is not None for col, cell in cells.items())
        if not self.people or row != self.last + 1 or numbered:
            return False
        taken = self._by_map(row, cells) if self.height > 1 else self._by_number(row, cells)
        if taken:
            self.last = row
        return taken

    def _by_map(self, row: int, cells: dict[int, Cell]) -> bool:
        """The map says in which row below the name each value stands."""
        line = row - self.row
        name = cells.get(self.name)
        if name is not None and is_name(name.text, self.words) and not digits_of(name.text, 8):
            return False
        if line >= self.height and not self._says_when(name):
            return False
        person = self.people[-1]
        wanted = {col: word for word, col in self.below[line].items()} if line < self.height else {}
        for col, cell in cells.items():
            if col in wanted and wanted[col] not in person:
                person[wanted[col]] = cell
            else:
                self.unused.setdefault(col, []).append(cell)
        return True

    def _by_number(self, row: int, cells: dict[int, Cell]) -> bool:
        """A number in the column of names, below a name without one; the golongan may stand below the pangkat."""
        name, person = cells.get(self.name), self.people[-1]
        if name is None:
            return False
        nip = digits_of(name.text)
        has_nip = "nip" in person or ("nama_nip" in person and bool(LONG_NUMBER.search(rapi(person["nama_nip"].text))))
        if has_nip:  # a third line (where and when born): dates only, a name would be another person's
            if row == self.row + 1 or not self._says_when(name):
                return False
        elif not nip:
            return False
        else:
            person["nip"] = name if name.kind == "angka" else replace(name, text=nip)
        words = {col: word for word, col in self.columns.items()}
        for col, cell in cells.items():
            word = words.get(col, "")
            if word in _RANKS and word in person and any(map(str.isalpha, cell.text)):
                person[word] = replace(person[word], text=f"{rapi(person[word].text)}, {rapi(cell.text)}", kind="teks")
            elif col != self.name or has_nip:
                self.unused.setdefault(col, []).append(cell)
        return True

    @staticmethod
    def _says_when(cell: Cell | None) -> bool:
        """True for what stands below a NIP (where and when somebody was born), and is no name and no NIP."""
        return cell is not None and bool(_DIGIT.search(cell.text)) and not digits_of(cell.text, 15)

    def left_over(self, titles: Mapping[int, tuple[str, ...]]) -> Iterator[Doubt]:
        """One doubt for each column of further rows that is not used, with its titles."""
        for col, cells in sorted(self.unused.items()):
            letter = a1(1, col).removesuffix("1")
            details = (("kolom", letter), ("judul", " / ".join(titles.get(col, ()))), ("banyak", str(len(cells))))
            yield Doubt("daftar-lanjutan-lain", cells[0], rapi(cells[0].text), details=details)
