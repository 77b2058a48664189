"""The rows that head one table of a matriks: how far they reach up and down from the cell over the names.

It tells the columns of people, and what is a label over several columns of roles; what the columns mean is not its own.
`columns.py` finds a heading by its known titles; over the roles any text may stand, so that here the rows are taken in from the
one known cell, the head of the names, as far as something is missing.
"""

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.matriks.words import LABEL_MAKS, MatriksWords
from skpxl.foreign.wording import is_bulleted

_ROWS_MAX = 8  # rows of one heading block


class Block:
    """One candidate: a cell that heads names, and the rows around it, `atas` to `bawah`.

    `identitas` are (what, first, last column) of what tells who. `lebar` is the last column of the sheet that counts,
    `di_atas` the last row of the table above.
    """

    def __init__(self, board: Board, words: MatriksWords, name_cell: BoardCell, last_col: int, above: int) -> None:
        self._board = board
        self._words = words
        self._name_cell = name_cell
        self._above = above
        self.lebar = last_col
        self.atas, self.bawah = name_cell.row, name_cell.row_to
        self.identitas: list[tuple[str, int, int]] = []
        self._last_role_col = 0  # the last column of roles in which a heading begins

    def grow(self) -> bool:
        """Take in all rows that belong to the heading; False where the cell cannot head a column."""
        if self.bawah - self.atas >= _ROWS_MAX or self._has_name_below():
            return False
        self._read_who()
        self._grow_down()
        self._grow_up()
        self._read_who()
        return any(role == "nama" for role, _, _ in self.identitas)

    def is_in_table(self) -> bool:
        """True where the cell stands among the rows of a table (`Pegawai` as a post): left of it is no heading."""
        left = (cell for row in self.rows() for cell in self._board.texts_on(row) if cell.col < self._name_cell.col)
        return any(not self._words.kolom(cell.text) and not self._words.kepala(cell.text) for cell in left)

    def rows(self) -> range:
        """The rows of the heading."""
        return range(self.atas, self.bawah + 1)

    def siapa(self, col: int) -> bool:
        """True for a column that tells who, and for all left of the names."""
        return col <= self._name_cell.col_to or any(first <= col <= last for _, first, last in self.identitas)

    def role_cells(self, row: int) -> list[BoardCell]:
        """The cells with a text that begin on a row in a column of roles."""
        return [cell for cell in self._board.texts_on(row) if not self.siapa(cell.col)]

    def label(self, cell: BoardCell) -> str:
        """What kind of heading over several columns a cell is; empty for the heading of one column."""
        if len(cell.text) > LABEL_MAKS:
            return ""
        columns = [c for c in range(cell.col, min(cell.col_to, self.lebar) + 1) if not self.siapa(c)]
        return self._words.kepala(cell.text, as_wide=len(columns) > 1 and cell.col_to >= self._last_role_col)

    def number_rows(self) -> int:
        """1 where the row below numbers the columns: `(1) (2) (3)`."""
        return int(numbers_columns(cell.text for cell in self._board.texts_on(self.bawah + 1)))

    def _has_name_below(self) -> bool:
        """`PEGAWAI` over NAMA, NIP and JABATAN is no column itself."""
        name_cell = self._name_cell
        return name_cell.col_to > name_cell.col and any(
            self._words.kolom(cell.text) == "nama" and name_cell.col <= cell.col <= name_cell.col_to
            for cell in self._board.cells_on(name_cell.row_to + 1)
        )

    def _read_who(self) -> None:
        """The columns that tell who, by the lowest heading in each."""
        found = dict[tuple[int, int], str]()
        for col in range(1, self.lebar + 1):
            cell = self._board.lowest(self.rows(), col, lambda cell: not self._words.kepala(cell.text))
            role = self._words.kolom(cell.text) if cell is not None and cell.row <= self._name_cell.row_to else ""
            if cell is not None and role and (role != "nama" or cell.col == self._name_cell.col):
                found.setdefault((cell.col, min(cell.col_to, self.lebar)), role)
        self.identitas = []
        used: set[str] = set()
        for (first, last), role in sorted(found.items()):
            # a second column of the same kind is none of ours
            self.identitas.append(("lain" if role in used else role, first, last))
            used.add(role)
        self._measure()

    def _measure(self) -> None:
        columns = [cell.col for row in range(self.atas, self.bawah + 2) for cell in self.role_cells(row)]
        self._last_role_col = max(columns, default=0)

    def _grow_down(self) -> None:
        """Take in the rows below that go on with the headings: they say nothing of a person, and something is missing."""
        while self.bawah - self.atas < _ROWS_MAX - 1:
            peran = self.role_cells(self.bawah + 1)
            others = [cell for cell in self._board.texts_on(self.bawah + 1) if cell not in peran]
            if (
                not peran
                or any(not self.label(cell) for cell in others)
                or any(is_bulleted(cell.text) for cell in peran)
            ):
                return
            if not self._is_unfinished(peran):
                return
            self.bawah += 1
            self._measure()

    def _is_unfinished(self, following: list[BoardCell]) -> bool:
        """True where a heading row is still to come: nothing but labels so far, wide cells, blanks, or goals only."""
        levels = [cells for row in self.rows() if (cells := self.role_cells(row))]
        headings = [cells for level in levels if (cells := [cell for cell in level if not self.label(cell)])]
        if not headings or all(self.label(cell) for cell in levels[-1]):
            return True
        if any(cell.col_to > cell.col and cell.row_to >= self.bawah for cell in headings[-1]):
            return True
        covered = {c for level in headings for cell in level for c in range(cell.col, min(cell.col_to, self.lebar) + 1)}
        if any(min(covered) <= cell.col <= max(covered) and cell.col not in covered for cell in following):
            return True
        labels = {self.label(cell) for level in levels for cell in level} - {""}
        with_sasaran = "sasaran" in labels or (
            not labels and all(self._words.is_sasaran(cell.text) for cell in headings[-1])
        )
        return len(headings) == 1 and with_sasaran

    def _grow_up(self) -> None:
        """Take in the rows above that head the columns of roles: `SASARAN STRATEGIS JPT` over INDIKATOR and NAMA."""
        while self.atas - 1 > self._above and self.bawah - self.atas < _ROWS_MAX - 1:
            cells = self._board.texts_on(self.atas - 1)
            if not cells or any(self._words.di_atas_tabel(cell.text) for cell in cells):
                return
            labels = [cell for cell in cells if self.label(cell) or self._words.kolom(cell.text)]
            peran = self.role_cells(self.atas - 1)
            if any(cell not in labels and cell not in peran for cell in cells):
                return
            wide = len(peran) == 1 and peran[0].col_to > peran[0].col and self._words.is_sasaran(peran[0].text)
            if not labels and len(peran) < 2 and not wide:
                return
            self.atas -= 1
            self._measure()
