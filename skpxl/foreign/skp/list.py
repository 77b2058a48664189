"""Results as a list without columns (kualitatif) of a foreign SKP: number and plan, a label line, the narrative below it."""

from itertools import pairwise

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.skp.items import (
    Position,
    bagian_of,
    begin_item,
    enter_bagian,
    leading_number,
    record_rencana,
    record_source,
    record_ukuran,
    split_label,
    split_source,
    split_ukuran,
)
from skpxl.foreign.skp.regions import Region, is_heading
from skpxl.foreign.skp.titles import DIINTERVENSI, RENCANA, Title, read_title
from skpxl.foreign.wording import BULLETS


class _ResultList:
    """The state while going down the list: columns learnt on the way, and whether the label line has been met."""

    def __init__(self, board: Board, region: Region) -> None:
        self.board = board
        self.position = Position()
        self.labelled = False
        self.doubted = False
        self.numbered = False  # the ukuran at hand carry numbers of their own
        self.col_atasan = self.col_rencana = 0
        self.penugasan = False
        self.rows = board.row_numbers(region.mulai, region.selesai)
        self.number_col = self._number_column()

    def _number_column(self) -> int:
        """The column of the item numbers: that of the first number with a text beside it; 0 where they lead the texts."""
        for row in self.rows:
            cells = self.board.cells_on(row)
            for cell, right in pairwise(cells):
                if cell.number is not None and right.number is None:
                    return cell.col
                break
        return 0

    def read(self) -> None:
        """Read every row."""
        for row in self.rows:
            cells = self.board.cells_on(row)
            cells = [] if self._are_titles(cells) else [cell for cell in cells if not self._is_heading(cell)]
            if bagian := bagian_of(self.board, cells):
                enter_bagian(self.board, self.position, bagian, cells)
                self.labelled = False
            elif cells:
                self._read_row(cells)

    def _are_titles(self, cells: list[BoardCell]) -> bool:
        """True for a row of nothing but titles of columns (`NO | HASIL KERJA ATASAN | HASIL KERJA`); they are remembered."""
        titles = [(cell, read_title(self.board.label, cell.text)) for cell in cells]
        if len(cells) < 2 or not all(title.role for _, title in titles):
            return False
        for cell, title in titles:
            self._learn(cell, title)
        self.board.use(*cells)
        return True

    def _learn(self, cell: BoardCell, title: Title) -> None:
        if title.role == DIINTERVENSI:
            self.col_atasan, self.penugasan = cell.col, "penugasan_dari" in title.speaks
        elif title.role == RENCANA:
            self.col_rencana = cell.col

    def _is_heading(self, cell: BoardCell) -> bool:
        """A heading: `HASIL KERJA`, or the title of a column (then the column is remembered)."""
        if split_label(self.board.label, cell.text)[1] is not None:
            return False
        name = self.board.label.cocok("kolom", cell.text)
        if name in (DIINTERVENSI, "penugasan_dari"):
            self._learn(cell, read_title(self.board.label, cell.text))
        known = name and (" " in cell.text.strip() or cell.text.isupper()) and is_heading(self.board, cell)
        if known or self.board.label.cocok("blok", cell.text):
            self.board.use(cell)
            return True
        return False

    def _read_row(self, cells: list[BoardCell]) -> None:
        number = next(
            (cell for cell in cells if self.number_col and cell.col == self.number_col and cell.number is not None),
            None,
        )
        others = [cell for cell in cells if cell is not number]
        new = number is not None
        if number is not None:
            self.board.use(number)
            self._begin(number, number.number)
        for cell in others:
            if self.col_atasan and cell.col == self.col_atasan:
                self._read_atasan(cell)
            elif cell.number is not None or not cell.text.strip(f"{BULLETS} \t\r\n"):
                # a bullet or a number in a cell of its own, left of its text
                self.board.use(*([cell] if cell is not others[-1] else []))
                self.numbered = self.numbered or cell.number is not None
            elif not (new and cell.col_to < self.col_rencana):  # beside the number, in a column that is not the plan's
                self._read_text(cell, new)
                new = False

    def _begin(self, cell: BoardCell, number: int | None) -> None:
        begin_item(self.board, self.position, cell, number)
        self.labelled = self.doubted = self.numbered = False

    def _read_atasan(self, cell: BoardCell) -> None:
        if not self.position.count:
            return
        path = (*self.position.path, DIINTERVENSI)
        if path in self.board.values:  # a second text below the first stays among what is left over
            return
        self.board.record(path, cell)
        if self.penugasan:
            self.board.doubt("adopsi-penugasan", cell, path, found=cell.text)

    def _read_text(self, cell: BoardCell, beside_number: bool) -> None:
        before, after, again = split_label(self.board.label, cell.text)
        number = leading_number(cell.text) if not self.number_col else None
        if number is not None and self._is_next_item(cell, number, after is not None):
            self._begin(cell, number)
        if not self.position.count:
            return
        path = self.position.path
        has_plan = (*path, "rencana_hasil_kerja") in self.board.values
        rest, source = split_source(self.board.label, before)
        if source and not rest.strip() and not self.labelled:
            # On a form of ours it stands under every item, those that nobody uses among them.
            if has_plan:
                record_source(self.board, path, cell, source)
            self.board.use(cell)
            before = ""
        if before.strip():
            if not has_plan and not self.labelled:
                whole = before if after is not None else None
                record_rencana(self.board, path, cell, whole, numbered=number is not None)
            elif beside_number or self._is_beside(cell):
                return
            else:
                self._add_ukuran(cell, before)
        if after is not None:
            self.labelled = True
            self.board.use(cell)
            if after.strip():
                self._add_ukuran(cell, after)
        if again:
            self.board.doubt("adopsi-sel-rancu", cell, path, found=cell.text)

    def _is_beside(self, cell: BoardCell) -> bool:
        """True for a text beside the plan or an ukuran that was read on the same row: nothing says what it is."""
        return any(
            self.board.is_used(other)
            and other.col < cell.col
            and other.number is None
            and other.text.strip(f"{BULLETS} ")
            for other in self.board.cells_on(cell.row)
        )

    def _add_ukuran(self, cell: BoardCell, text: str) -> None:
        if not self.labelled and not self.doubted:
            self.doubted = True
            self.board.doubt("adopsi-tanpa-label", cell, self.position.path, found=cell.text)
        self.numbered = self.numbered or leading_number(text) is not None
        record_ukuran(self.board, self.position, cell, split_ukuran(text))

    def _is_next_item(self, cell: BoardCell, number: int, labelled: bool) -> bool:
        """Is `2. Pelayanan ...` the next item, or the second ukuran of the item at hand?"""
        if not self.position.count or not self.labelled or labelled:
            return True
        following = self.board.after(cell)
        if following is not None and split_label(self.board.label, following.text)[1] is not None:
            return leading_number(following.text) is None
        return number == (self.position.number or 0) + 1 and number != 1 and not self.numbered


def read_daftar_hasil(board: Board, region: Region) -> None:
    """Read all items of the list onto the board."""
    _ResultList(board, region).read()
