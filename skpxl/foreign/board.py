"""`Board`: the texts of one foreign sheet with what has been understood of them so far. It knows no block of the form.

The sheet itself is a `Sheet`, which rosters do with: of them no cell is left over, but every row has a fate. Here merged cells
count as one cell with an extent. Every cell that is a label or a value is marked as used; what is left over at the end has no
place on our form and is told.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from skpxl.findings import Finding, temuan
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.wording import item_number
from skpxl.forms.cell_text import read_text
from skpxl.model.skp import slot_key
from skpxl.model.teks import rapi
from skpxl.template.labels import Label, fold
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid

Jalur = tuple[str | int, ...]

# What is said of a value's cell; other things that `read_text` may say are nothing to a stranger's form.
CELL_TROUBLES = frozenset(
    {"teks-jadi-rumus", "sel-galat", "sel-logika", "format-angka", "isian-dirapikan", "tanda-simbol"}
)
_LINK = re.compile(r"(?:'[^']+'!|[\w.]+!)?\$?[A-Za-z]{1,3}\$?\d{1,7}")


@dataclass(frozen=True, slots=True)
class BoardCell:
    """A non-empty cell with its extent (merged or not), and what is to be said if its value is used."""

    row: int
    col: int
    row_to: int
    col_to: int
    text: str
    sheet: str
    is_formula: bool = False
    trouble: Finding | None = None

    @property
    def address(self) -> str:
        """`Sheet!A1`."""
        return f"{self.sheet}!{a1(self.row, self.col)}"

    @property
    def number(self) -> int | None:
        """The number where the cell holds nothing but an item number: `1`, `1.`, `(1)`."""
        return item_number(self.text)

    def columns_apart(self, first: int, last: int) -> int:
        """How far the cell is from columns `first` to `last`; 0 where it stands over or under them."""
        return max(0, first - self.col_to, self.col - last)

    @property
    def lines(self) -> list[str]:
        """The lines of the text that say something, edges trimmed."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


class Board:
    """One sheet: its cells in reading order, the values found (`values`), doubts (`findings`), and the cells used.

    `told` are the codes of what `read_text` says of a cell that are to be said of a value.
    """

    def __init__(self, grid: Grid, label: Label, told: Collection[str] = CELL_TROUBLES) -> None:
        self.name = grid.name
        self.label = label
        self.values: dict[Jalur, tuple[str, BoardCell]] = {}
        self.findings: list[Finding] = []
        self.aside: set[BoardCell] = set()
        self._used: set[tuple[int, int]] = set()
        self.sheet = sheet = Sheet(grid, blanks=True)
        self._by_place = {
            (cell.row, cell.col): _board_cell(sheet.name, cell, *sheet.end(cell.row, cell.col), told)
            for cells in sheet.rows.values()
            for cell in cells.values()
        }
        self._places = list(self._by_place)
        self.cells = list(self._by_place.values())

    def cell_at(self, row: int, col: int) -> BoardCell | None:
        """The cell that covers a place, merged ones too."""
        return self._by_place.get(self.sheet.origin(row, col))

    def cell(self, cell: BoardCell) -> Cell:
        """The cell as the file has it."""
        return self.sheet.rows[cell.row][cell.col]

    def cells_on(self, row: int) -> list[BoardCell]:
        """The cells that begin on a row, from left to right."""
        return self.between(row, row + 1)

    def texts_on(self, row: int) -> list[BoardCell]:
        """The cells with a text that begin on a row, from left to right."""
        return [cell for cell in self.between(row, row + 1) if rapi(cell.text)]

    def beside(self, cell: BoardCell) -> list[BoardCell]:
        """The cells to the right of one, on the row where it begins."""
        return [other for other in self.cells_on(cell.row) if other.col > cell.col_to]

    def lowest(self, rows: range, col: int, wanted: Callable[[BoardCell], object]) -> BoardCell | None:
        """The lowest cell with a text over a column, in rows of a heading, of those that are wanted."""
        cells = (self.cell_at(row, col) for row in reversed(rows))
        return next((cell for cell in cells if cell is not None and rapi(cell.text) and wanted(cell)), None)

    def row_numbers(self, start: int, end: int) -> list[int]:
        """The rows from `start` to before `end` on which some cell begins."""
        return [row for row in self.sheet.rows if start <= row < end]

    def between(self, start: int, end: int) -> list[BoardCell]:
        """The cells that begin on rows `start` to before `end`, in reading order."""
        return self.cells[bisect_left(self._places, (start, 0)) : bisect_left(self._places, (end, 0))]

    def find(self, group: str, name: str = "") -> list[tuple[BoardCell, str]]:
        """The cells whose whole text is a wording of the group, with its name."""
        pairs = ((cell, self.label.cocok(group, cell.text)) for cell in self.cells)
        return [(cell, meant) for cell, meant in pairs if meant is not None and name in ("", meant)]

    def use(self, *cells: BoardCell) -> None:
        """Mark cells as understood."""
        self._used.update((cell.row, cell.col) for cell in cells)

    def after(self, cell: BoardCell) -> BoardCell | None:
        """The next cell in reading order."""
        index = bisect_left(self._places, (cell.row, cell.col)) + 1
        return self.cells[index] if index < len(self.cells) else None

    def set_aside(self, *cells: BoardCell) -> None:
        """Mark cells as having no place here, for a reason that has been told."""
        self.aside.update(cells)

    def is_used(self, cell: BoardCell) -> bool:
        """True where the cell has been understood."""
        return (cell.row, cell.col) in self._used

    def record(self, path: Jalur, cell: BoardCell, text: str | None = None) -> None:
        """Keep a value with its cell; its trouble (an error, a text taken for a formula) becomes a finding."""
        self.values[path] = (cell.text if text is None else text, cell)
        if cell.trouble and not self.is_used(cell):
            self.findings.append(self._placed(cell.trouble, cell, path))
        self.use(cell)

    def doubt(
        self, code: str, cell: BoardCell | None = None, path: Jalur = (), *, found: str = "", **details: str
    ) -> None:
        """Add a doubt, with the cell and the value it is about."""
        finding = temuan(code, found=found, **details)
        self.findings.append(self._placed(finding, cell, path))

    def left_over(self) -> list[BoardCell]:
        """The cells that hold words and have not been understood."""
        return [cell for cell in self.cells if not self.is_used(cell) and cell.text.strip(" \t\r\n:.-–—_…*")]

    def _placed(self, finding: Finding, cell: BoardCell | None, path: Jalur) -> Finding:
        address = a1(cell.row, cell.col) if cell else ""
        sheet = cell.sheet if cell else self.name
        return replace(finding, key=slot_key(*path), item=sebutan(path), sheet=sheet, cell=address)


def sebutan(path: Jalur) -> str:
    """Where a value belongs, in words: `Hasil kerja utama no. 1`."""
    if path[:1] == ("hasil_kerja",) and len(path) > 2:
        return f"Hasil kerja {path[1]} no. {path[2]}"
    if path[:1] == ("perilaku_kerja",) and len(path) > 1:
        return f"Perilaku kerja no. {path[1]}"
    people = {"pegawai": "Pegawai yang dinilai", "pejabat_penilai": "Pejabat penilai kinerja"}
    return people.get(str(path[0]), "") if path else ""


def places(cells: Sequence[BoardCell]) -> str:
    """Where some cells stand, for a sentence: `A1, A2 dan 3 sel lain`."""
    more = f" dan {len(cells) - 5} sel lain" if len(cells) > 5 else ""
    return ", ".join(a1(cell.row, cell.col) for cell in cells[:5]) + more


def same_text(first: str, second: str) -> bool:
    """True where two texts are the same but for case, blanks and punctuation."""
    return fold(first) == fold(second)


def _board_cell(sheet: str, cell: Cell, row_to: int, col_to: int, told: Collection[str]) -> BoardCell:
    """A cell as people see it, whether or not a cell of ours can hold its text. A link to an empty cell counts as empty."""
    text, trouble = read_text(cell)
    tidied = trouble is not None and trouble.code == "isian-dirapikan"  # told or not, a box is no text
    if trouble is not None and not tidied and (trouble.code not in told or trouble.code == "isian-tak-muat"):
        text = cell.text
    if trouble is not None and trouble.code not in told:
        trouble = None
    if cell.uncertain and (trouble is None or trouble.code == "sel-rumus"):
        trouble = temuan("format-angka", found=cell.text, format=cell.format)
    if trouble is None and cell.text == "0" and cell.formula is not None and _LINK.fullmatch(cell.formula):
        text, trouble = "", temuan("adopsi-tautan-kosong", found=f"={cell.formula}")
    return BoardCell(
        cell.row, cell.col, row_to, col_to, text, sheet, cell.formula is not None and trouble is None, trouble
    )
