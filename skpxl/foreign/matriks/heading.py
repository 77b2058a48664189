"""Where the tables of somebody's matriks begin, and their columns of people and of roles. No row of people is read.

A heading is known by its column of names; what stands over the other columns, or above them all, must say that roles
stand below: a list of staff has a column of names, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.columns import Columns
from skpxl.foreign.matriks.block import Block
from skpxl.foreign.matriks.words import MatriksWords, sounds_like_result, split_roles
from skpxl.model.teks import rapi
from skpxl.template.labels import fold

KOLOM_MAKS = 60  # columns of roles
CALON_MAKS = 300  # cells of one sheet that may head a matriks
_COLUMNS_SEEN = 400  # columns looked at
_TITLE_MAX = 1_000  # characters of a cell with title, unit and period
_ROWS_ABOVE = 15  # rows above the heading in which the title stands


@dataclass(frozen=True)
class KolomPeran:
    """A column of roles, `dari` to `ke` on the sheet; `number` counts from 1.

    Without `text` there is no heading of its own. `sisa`: for roles without a place. `ragu`: it counts only where
    roles stand in it (nothing but a wider heading covers it).
    """

    number: int
    dari: int
    ke: int
    text: str = ""
    sisa: bool = False
    ragu: bool = False


@dataclass(frozen=True)
class MatriksHeading(Columns):
    """A heading block, rows `atas` to `bawah`. `spans` are the columns that tell about people, of roles `kolom`.

    `pimpinan` is the row below that heads the columns, where only a label stands over them: the results of the
    pimpinan himself (0 where the headings have texts). `terpotong`: there were more columns than are read.
    """

    atas: int
    bawah: int
    kolom: tuple[KolomPeran, ...]
    pimpinan: int = 0
    terpotong: bool = False

    def peran(self, col: int) -> KolomPeran | None:
        """The column of roles that a column of the sheet belongs to."""
        return next((column for column in self.kolom if column.dari <= col <= column.ke), None)


def title_lines(cell: BoardCell) -> list[str]:
    """The lines of a cell that may be a title; a long text is none."""
    return cell.lines if len(cell.text) <= _TITLE_MAX else []


def find_matrices(board: Board, words: MatriksWords) -> tuple[list[MatriksHeading], int]:
    """All heading blocks of a sheet from above, and the row at which there were too many candidates to go on (else 0)."""
    found: list[MatriksHeading] = []
    last_col = min(board.sheet.last_col, _COLUMNS_SEEN)
    candidates = 0
    for cell in board.cells:
        above = found[-1].bawah if found else 0
        if cell.row <= above or words.kolom(cell.text) != "nama":
            continue
        block = Block(board, words, cell, last_col, above)
        if block.is_in_table():
            continue
        candidates += 1
        if candidates > CALON_MAKS:
            return found, cell.row
        if heading := _read_heading(board, words, block, above):
            found.append(heading)
    return found, 0


def _read_heading(board: Board, words: MatriksWords, block: Block, above: int) -> MatriksHeading | None:
    """The heading of a candidate, its cells marked as used; None where it heads something else."""
    if not block.grow():
        return None
    columns, truncated = _role_columns(board, words, block)
    bottom = block.bawah + block.number_rows()
    of_pimpinan = _columns_of_pimpinan(board, words, block, columns, bottom + 1)
    columns = of_pimpinan or columns
    if not columns or not _is_proven(board, words, block, columns, above):
        return None
    cells = board.between(block.atas, bottom + 1)
    board.use(*(cell for cell in cells if block.siapa(cell.col) or columns[0].dari <= cell.col <= columns[-1].ke))
    return MatriksHeading(
        tuple(block.identitas), block.atas, bottom, tuple(columns), bottom + 1 if of_pimpinan else 0, truncated
    )


def _role_columns(board: Board, words: MatriksWords, block: Block) -> tuple[list[KolomPeran], bool]:
    """The columns of roles with the lowest text over each; neighbours under one cell are one column."""
    headings = [cell for row in block.rows() for cell in block.role_cells(row)]
    first = min((cell.col for cell in headings), default=1)
    last = min(max((cell.col_to for cell in headings), default=0), block.lebar)
    groups: list[tuple[BoardCell | None, int, int]] = []
    for col in range(first, last + 1):
        if block.siapa(col):
            continue
        cell = _lowest(board, block, col)
        if cell is not None and groups and groups[-1][0] == cell:
            groups[-1] = (cell, groups[-1][1], col)
        else:
            groups.append((cell, col, col))
    # Under a label without any heading of columns there is one column, however many cells it covers.
    if groups and all(cell is None for cell, _, _ in groups):
        groups = [(None, groups[0][1], groups[-1][2])]
    deepest = max((cell.row for cell, _, _ in groups if cell is not None), default=0)
    columns = [
        KolomPeran(
            number,
            left,
            right,
            rapi(cell.text) if cell else "",
            sisa=cell is not None and fold(cell.text) in words.sisa,
            ragu=cell is None or (cell.row_to < deepest and right - left < cell.col_to - cell.col),
        )
        for number, (cell, left, right) in enumerate(groups[:KOLOM_MAKS], start=1)
    ]
    return columns, len(groups) > KOLOM_MAKS


def _columns_of_pimpinan(
    board: Board, words: MatriksWords, block: Block, columns: list[KolomPeran], row: int
) -> list[KolomPeran]:
    """The columns by the first row of people, where the headings only have a label over several columns (e-Kinerja).

    That row is the pimpinan's: his results are what the others support. Under `PERAN HASIL` alone only somebody with
    the post of one counts. Empty where it is not so.
    """
    cells = block.role_cells(row)
    if len(columns) != 1 or columns[0].text or columns[0].dari == columns[0].ke or not 2 <= len(cells) <= KOLOM_MAKS:
        return []
    who = [cell for cell in board.cells_on(row) if block.siapa(cell.col) and any(map(str.isalpha, cell.text))]
    inside = all(columns[0].dari <= cell.col <= columns[0].ke for cell in cells)
    single = all(len(split_roles(cell.text)) == 1 and not words.tanpa_peran(cell.text) for cell in cells)
    if not who or not inside or not single:
        return []
    if {kind for kind, _ in _labels(board, block)} == {"peran"} and all(
        words.penutup(cell.text) != "mungkin" for cell in who
    ):
        return []
    ends = [*(cell.col - 1 for cell in cells[1:]), columns[0].ke]
    return [
        KolomPeran(number, cell.col, last, split_roles(cell.text)[0])
        for number, (cell, last) in enumerate(zip(cells, ends, strict=True), start=1)
    ]


def _lowest(board: Board, block: Block, col: int) -> BoardCell | None:
    """The lowest heading text over a column that is no label and no column number."""
    cell = board.lowest(block.rows(), col, lambda cell: cell.number is None and not block.label(cell))
    return None if cell is None or block.siapa(cell.col) else cell


def _is_proven(board: Board, words: MatriksWords, block: Block, columns: list[KolomPeran], above: int) -> bool:
    """True where a label, the title, the sheet's name or the language of achievement says that roles stand below."""
    labels = {
        kind
        for kind, cols in _labels(board, block)
        if all(column.dari in cols for column in columns if not column.ragu)
    }
    named = any(column.text for column in columns)
    if labels & {"produk", "keluaran", "peran"} or (labels and named):
        return True
    if not named:
        return False
    titles = board.between(max(above + 1, block.atas - _ROWS_ABOVE), block.atas)
    if words.judul(board.name) or any(words.judul(line) for cell in titles for line in title_lines(cell)):
        return True
    levels = [level for row in block.rows() if (level := block.role_cells(row))]
    return any(all(sounds_like_result(s.text) or fold(s.text) in words.sisa for s in level) for level in levels)


def _labels(board: Board, block: Block) -> Iterator[tuple[str, range]]:
    """The labels with the columns each one covers: its own and the blank ones right of it.

    Labels in a name's column, or under each other in the first one of roles, are those of their rows.
    """
    labels: list[tuple[str, BoardCell, BoardCell | None]] = []
    for row in block.rows():
        cells = board.texts_on(row)
        pairs = zip_longest(cells, cells[1:])
        labels += [(kind, cell, following) for cell, following in pairs if (kind := block.label(cell))]
    first = min((cell.col for row in block.rows() for cell in block.role_cells(row)), default=0)
    stacked = sum(cell.col == cell.col_to == first for _, cell, _ in labels) > 1
    for kind, cell, following in labels:
        end = block.lebar + 1
        if following is not None and not block.siapa(cell.col) and not (stacked and cell.col == first):
            end = following.col
        yield kind, range(cell.col, max(end, cell.col_to + 1))
