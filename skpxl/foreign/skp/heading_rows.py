"""The heading of a results table on a foreign sheet: on which rows it stands, and which column holds what.

A title may be split over rows (`INDIKATOR KINERJA` over `INDIVIDU`), merged or not, and one row alone may say too little; so
it is read as rows of titles of which each cell has a meaning, alone or below what stands above it. No value is read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.skp.items import bagian_of
from skpxl.foreign.skp.table_columns import DETAILS, QUANTITATIVE, TableColumns
from skpxl.foreign.skp.titles import (
    ASPEK,
    DIINTERVENSI,
    EVALUASI,
    INDIKATOR,
    PER_ASPEK,
    RENCANA,
    SATUAN,
    TARGET,
    Title,
    read_title,
)
from skpxl.model.teks import rapi

_ROWS_MAX = 4  # rows of one heading
_TITLE_MAX = 160  # characters of a title
_ONCE = (RENCANA, DIINTERVENSI, ASPEK, INDIKATOR, TARGET, *PER_ASPEK)  # roles that one column may have


@dataclass
class _Found:
    """What is met while going over the columns from the left."""

    kepala: dict[str, BoardCell] = field(default_factory=dict)
    spans: list[tuple[str, int]] = field(default_factory=list)
    asing: list[tuple[BoardCell, Title]] = field(default_factory=list)
    ganda: list[tuple[str, BoardCell]] = field(default_factory=list)
    of: dict[BoardCell, str] = field(default_factory=dict)  # what a heading cell was taken for
    units: dict[str, str] = field(default_factory=dict)
    cells: list[BoardCell] = field(default_factory=list)  # of which the titles are made


def find_tables(board: Board) -> Iterator[tuple[int, int, TableColumns]]:
    """(first heading row, first row below the heading, columns) of every results table, from above."""
    done = 0
    for row in sorted({cell.row for cell in board.cells if len(cell.text) <= _TITLE_MAX}):
        if row <= done or not _may_begin(board, row):
            continue
        bottom = _bottom(board, row)
        columns = _columns(board, range(row, bottom + 1))
        roles = set(columns.kepala)
        if RENCANA in roles and roles & {*DETAILS, *PER_ASPEK} and len(roles) >= 3:
            done = bottom
            yield row, bottom + 1, columns


def speaking_heading(board: Board, end: int, enough: int) -> tuple[int, int, TableColumns] | None:
    """The first heading above row `end` that is not understood as a results table, yet speaks of `enough` of its details."""
    for row in board.row_numbers(1, end):
        cells = [cell for cell in board.texts_on(row) if len(cell.text) <= _TITLE_MAX]
        if len(cells) < 3 or any(cell.number is not None for cell in cells):
            continue
        titles = [read_title(board.label, cell.text) for cell in cells]
        roles = {title.role for title in titles}
        told = frozenset[str]().union(*(title.speaks for title in titles)) & {*DETAILS, *PER_ASPEK}
        if not roles & EVALUASI and len(told) >= enough and told & QUANTITATIVE:
            bottom = _bottom(board, row)
            return row, bottom + 1, _columns(board, range(row, bottom + 1))
    return None


def _may_begin(board: Board, row: int) -> bool:
    """True for a row without an item number of which half of the cells speak of columns; a row of values may hold one such.

    A text alone on its row heads a block, not columns.
    """
    cells = board.texts_on(row)
    if len(cells) < 2 or any(cell.number is not None for cell in cells):
        return False
    return 2 * sum(bool(read_title(board.label, cell.text).speaks) for cell in cells) >= len(cells)


def _bottom(board: Board, row: int) -> int:
    """The last row of the heading that begins on a row."""
    bottom = row
    while bottom - row < _ROWS_MAX - 1:
        cells = board.texts_on(bottom + 1)
        reached = any(cell.row_to > bottom and rapi(cell.text) for cell in board.between(row, bottom + 1))
        if numbers_columns(cell.text for cell in cells) or bagian_of(board, cells):
            break
        if not cells and not reached:
            break
        if not all(_goes_on(board, range(row, bottom + 2), cell, merged=reached) for cell in cells):
            break
        bottom += 1
    return bottom


def _goes_on(board: Board, rows: range, cell: BoardCell, *, merged: bool) -> bool:
    """True for a title, or the rest of one that began above; any short text is one below a head over several columns."""
    if cell.number is not None or len(cell.text) > _TITLE_MAX:
        return False
    alone = read_title(board.label, cell.text)
    heads = _heads(board, rows, _path(board, rows, cell.col))
    if heads and (alone.bare or read_title(board.label, _joined([*heads, cell])).role):
        return True
    parted = any(head.col_to > max(head.col, cell.col_to) or head.col < cell.col for head in heads[-1:])
    return bool(alone.role or alone.speaks) or ((merged or parted) and len(cell.text) <= _TITLE_MAX // 4)


def _path(board: Board, rows: range, col: int) -> list[BoardCell]:
    """The cells with a text over a column, from above."""
    path: list[BoardCell] = []
    for row in rows:
        cell = board.cell_at(row, col)
        if cell is not None and rapi(cell.text) and cell not in path:
            path.append(cell)
    return path


def _joined(cells: list[BoardCell]) -> str:
    return " ".join(cell.text for cell in cells)


def _columns(board: Board, rows: range) -> TableColumns:
    """The columns by their titles, each up to the next; one that is not understood bounds them, too."""
    found = _Found()
    cells = [cell for row in rows for cell in board.texts_on(row)]
    # a head over columns that have titles of their own is a title as well
    found.cells += [cell for cell in cells if read_title(board.label, cell.text).role]
    for col in sorted({cell.col for cell in cells}):
        path = _path(board, rows, col)
        if path and path[-1].number is None:
            title, made_of = _meaning(board, rows, path)
            _place(found, col, path[-1], title)
            found.cells += made_of
    ends = [*(col - 1 for _, col in found.spans[1:]), max((cell.col_to for cell in found.of), default=0)]
    spans = [(role, col, end) for (role, col), end in zip(found.spans, ends, strict=False)]
    first = spans[0][1] if spans else 1
    unheaded = [("nomor", 1, first - 1)] if "nomor" not in found.kepala and first > 1 else []
    return TableColumns(
        (*spans, *unheaded),
        found.kepala,
        tuple(found.asing),
        tuple(found.ganda),
        tuple(dict.fromkeys(found.cells)),
        found.units,
    )


def _meaning(board: Board, rows: range, path: list[BoardCell]) -> tuple[Title, list[BoardCell]]:
    """What the lowest title over a column says, by itself or with what stands above it; the cells that say it."""
    col, lowest = path[-1].col, read_title(board.label, path[-1].text)
    heads = _heads(board, rows, path)
    if lowest.role and not (lowest.role == SATUAN and heads and heads[-1].col == heads[-1].col_to == col):
        return lowest, path[-1:]
    best: tuple[Title, list[BoardCell]] | None = None
    for start in range(len(heads) - 1, -1, -1):  # as much of what stands above as says the same
        made_of = [*heads[start:], path[-1]]
        joined = read_title(board.label, _joined(made_of))
        if joined.role and (best is None or joined.role == best[0].role):
            best = joined, made_of
    if best:
        return best
    spoken = (read_title(board.label, head.text).speaks for head in heads)
    return replace(lowest, speaks=lowest.speaks.union(*spoken)), []


def _heads(board: Board, rows: range, path: list[BoardCell]) -> list[BoardCell]:
    """What stands above the lowest title of a column: in the same column, else the nearest head to the left above it.

    That head is not merged, and reaches over columns that have titles of their own only below.
    """
    lowest = path[-1]
    if len(path) > 1:
        return path[:-1]
    for left in range(lowest.col - 1, max(0, lowest.col - _ROWS_MAX * 2), -1):
        above = _path(board, range(rows.start, lowest.row), left)
        if above:
            under = _path(board, range(lowest.row, rows.stop), left)
            return above[-1:] if any(cell.row >= lowest.row for cell in under) else []
    return []


def _place(found: _Found, col: int, cell: BoardCell, title: Title) -> None:
    """Take a column up under its role; the second of a role, or one not understood, stands apart."""
    if cell in found.of:
        return
    role = title.role
    if role == SATUAN:
        found.kepala.setdefault(SATUAN, cell)
    elif not role or role in found.kepala:
        if role in _ONCE:
            found.ganda.append((role, cell))
        elif not role:
            found.asing.append((cell, title))
        role = f"lain {col}"
    else:
        found.kepala[role] = cell
        found.units |= {role: title.unit} if title.unit else {}
    found.of[cell] = role
    found.spans.append((role, col))
