"""One sheet of a stranger's, indexed: cells by row and column, and what merges cover. What the texts mean is not its own."""

from skpxl.model.teks import rapi
from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.package import Unreadable

_MERGE_MAX = 100_000  # cells of one merge that are remembered one by one
_COVERED_MAX = 2_000_000  # cells under all merges of a sheet; nobody makes so many


class Sheet:
    """The cells of a sheet by row and column. PlacedCells without a text count where `blanks` says so.

    With `using_up` the grid is left without cells: a long list need not be there twice.
    Raises `Unreadable` where merges cover more than a person could have made.
    """

    def __init__(self, source: Grid, *, blanks: bool = False, using_up: bool = False) -> None:
        self.name = source.name
        self.merges = source.merges
        begins = {(row, col) for row, col, _, _ in source.merges if (row, col) in source.cells}
        self.last_row = max((row for row, _ in source.cells), default=0)
        self.last_col = max((col for _, col in source.cells), default=0)
        owned = (
            source.cells if using_up and isinstance(source.cells, PlacedCells) else PlacedCells(source.cells.items())
        )
        self.rows: dict[int, dict[int, Cell]] = owned.take()
        if not blanks:
            _leave_out_blanks(self.rows)
        self._end: dict[tuple[int, int], tuple[int, int]] = {}
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._from_above: set[int] = set()
        self._heads = {row for row, col, _, col_to in source.merges if 0 < col_to - col < self.last_col - 1}
        covered = 0
        for row, col, row_to, col_to in source.merges:
            bottom, right = min(row_to, self.last_row), min(col_to, self.last_col)
            size = max(0, bottom - row + 1) * max(0, right - col + 1)
            if (row_to - row + 1) * (col_to - col + 1) <= _MERGE_MAX:
                self._from_above |= set(range(row + 1, row_to + 1))
            if (row, col) not in begins or (row, col) in self._end:
                continue
            self._end[row, col] = row_to, col_to
            covered += size
            if covered > _COVERED_MAX:
                raise Unreadable("berkas-terlalu-besar", f"terlalu banyak sel gabungan di lembar {source.name}")
            if size <= _MERGE_MAX:
                self._origin |= {(r, c): (row, col) for r in range(row, bottom + 1) for c in range(col, right + 1)}

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell at a place, else the one whose merge covers it."""
        row_from, col_from = (row, col) if col in self.rows.get(row, {}) else self.origin(row, col)
        return self.rows.get(row_from, {}).get(col_from)

    def origin(self, row: int, col: int) -> tuple[int, int]:
        """Where the cell begins that is seen at a place."""
        return self._origin.get((row, col), (row, col))

    def text(self, row: int, col: int) -> str:
        """The text seen at a place, folded."""
        cell = self.cell(row, col)
        return rapi(cell.text) if cell else ""

    def end(self, row: int, col: int) -> tuple[int, int]:
        """The last row and column of the cell that begins at a place."""
        return self._end.get((row, col), (row, col))

    def from_above(self, row: int) -> bool:
        """True where a merge that began above reaches into this row."""
        return row in self._from_above

    def heads_columns(self, row: int) -> bool:
        """True where a merge over some, not all, columns of the sheet begins in this row."""
        return row in self._heads


def _leave_out_blanks(rows: dict[int, dict[int, Cell]]) -> None:
    for row, cells in list(rows.items()):
        for col in [col for col, cell in cells.items() if cell.kind not in ("galat", "kosong") and not rapi(cell.text)]:
            del cells[col]
        if not cells:
            del rows[row]
