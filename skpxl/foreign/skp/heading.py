"""Title, approach, period and instansi above the identity block of a foreign SKP."""

import re

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.wording import read_period
from skpxl.model.periode import Periode
from skpxl.template.labels import fold

_DIGIT = re.compile(r"\d")
_REST_OF_SHEET = 10**9
_CELLS_OF_PERIODE = 8  # cells over which a period may be spread


def read_judul(board: Board, end: int) -> set[str]:
    """The title lines above row `end`, used up; their names: `kuantitatif`, `kualitatif`, `jpt`, ..."""
    found: set[str] = set()
    for cell in board.between(1, end):
        lines = cell.lines
        names = [board.label.memuat("judul", line) for line in lines]
        found |= set().union(*names)
        if lines and all(names):
            board.use(cell)
    return found


def read_periode(board: Board, end: int) -> Periode | None:
    """The period above row `end`: behind its label, beside or below it; else any span of dates. Doubts where unsure."""
    for cell in board.between(1, end):
        if board.is_used(cell):
            continue
        for index, line in enumerate(cell.lines):
            if (begun := board.label.awal("periode", line, tanda="")) is not None:
                _record_lines_before(board, cell, cell.lines[:index])
                return _behind_label(board, cell, [begun[1].lstrip(" :"), *cell.lines[index + 1 :]])
    for cell in board.between(1, end):
        if not board.is_used(cell) and (read := read_period(cell.text, board.label)) and read[1]:
            board.record(("periode_tercetak",), cell)
            return read[0]
    for cell in board.between(end, _REST_OF_SHEET):  # the form of 2011 has it at its foot
        if (begun := board.label.awal("periode", cell.text, tanda="")) is not None and read_period(
            begun[1], board.label
        ):
            return _behind_label(board, cell, [begun[1].lstrip(" :")])
    board.doubt("adopsi-periode", None, ("periode_tercetak",), found="", sebab="barisnya tidak ditemukan")
    return None


def _record_lines_before(board: Board, cell: BoardCell, lines: list[str]) -> None:
    """Lines above the period in the same cell: the office, where they are no title."""
    if others := [line for line in lines if not board.label.memuat("judul", line)]:
        board.values["instansi",] = (" ".join(others), cell)


def _behind_label(board: Board, label: BoardCell, lines: list[str]) -> Periode | None:
    path = ("periode_tercetak",)
    sources = [label]
    count = next((n for n in range(1, len(lines) + 1) if read_period(" ".join(lines[:n]), board.label)), len(lines))
    rest = " ".join(lines[:count]).strip()
    if count < len(lines):
        board.doubt("adopsi-isian-lain", label, found=" ".join(lines[count:]))
    if not rest:
        sources = [cell for cell in board.beside(label) if cell.text.strip() != ":" and not board.is_used(cell)]
        if not any(_DIGIT.search(cell.text) for cell in sources):
            below = board.cell_at(label.row_to + 1, label.col)
            sources = [below] if below else []
        # the fewest cells that make a period; what stands beyond them is something else
        enough = (
            n
            for n in range(1, min(len(sources), _CELLS_OF_PERIODE) + 1)
            if read_period(_join(sources[:n]), board.label)
        )
        sources = sources[: next(enough, len(sources))]
        rest = _join(sources)
    read = read_period(rest, board.label)
    if read is None:
        board.record(path, label)
        board.doubt("adopsi-periode", label, path, found=rest or label.text, sebab="tanggalnya tidak dapat dibaca")
        return None
    board.use(label, *sources)
    board.record(path, sources[0], sources[0].text if len(sources) == 1 else rest)
    periode, exact = read
    if not exact:
        printed = periode.tercetak()
        board.doubt("adopsi-dirapikan", sources[0], path, found=rest, dibaca=printed)
    return periode


def _join(cells: list[BoardCell]) -> str:
    return " ".join(cell.text.strip() for cell in cells).lstrip(": ")


def read_instansi(board: Board, end: int) -> None:
    """The office above row `end` (the identity block): behind its label, else the line on the period's row or nearest
    below the title."""
    path = ("instansi",)
    if path in board.values:
        return
    candidates = [cell for cell in board.between(1, end) if not board.is_used(cell) and fold(cell.text)]
    for cell in candidates:
        begun = board.label.awal("instansi", cell.text)
        if begun and begun[1]:
            board.record(path, cell, begun[1])
            return
        right = [other for other in candidates if other.row == cell.row and other.col > cell.col]
        if begun and right:
            board.use(cell)
            board.record(path, right[0], right[0].text.lstrip(": "))
            return
    periode = board.values.get(("periode_tercetak",))
    titles = [cell.row for cell in board.between(1, end) if board.label.memuat("judul", cell.text)]
    if titles:
        candidates = [cell for cell in candidates if titles[0] <= cell.row]
    candidates = [cell for cell in candidates if cell.number is None]
    beside = [cell for cell in candidates if periode and cell.row == periode[1].row]
    chosen = beside or candidates
    if not chosen:
        board.doubt("adopsi-instansi", None, path)
        return
    lines = chosen[0].lines
    no_titles = [line for line in lines if not board.label.memuat("judul", line)]
    board.record(path, chosen[0], "\n".join(no_titles) if len(no_titles) < len(lines) else None)
    if len(chosen) > 1:
        board.doubt("adopsi-instansi-rancu", chosen[0], path, found=chosen[0].text, lain=chosen[1].text)
