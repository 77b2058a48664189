"""The lines above somebody's matriks: which unit it is of, which instansi, which period. It reads no table."""

from dataclasses import dataclass

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.matriks.heading import MatriksHeading, title_lines
from skpxl.foreign.matriks.words import LABEL_MAKS, MatriksWords
from skpxl.model.periode import Periode

_ROWS_MAX = 40  # rows above a heading that are looked at
_LABEL, _OWN_LINE, _TITLE = 3, 2, 1  # which line tells the unit best: one with a label, one of its own, the title


@dataclass(frozen=True)
class TitleLines:
    """What the lines above a table say; empty where they do not. `ada` tells that there was a title or a unit."""

    unit: str = ""
    instansi: str = ""
    periode: Periode | None = None
    ada: bool = False


def title_start(board: Board, words: MatriksWords, heading: MatriksHeading, before: MatriksHeading | None) -> int:
    """The row on which the lines above a heading begin, in the sheet or below the rows of the table `before`.

    Only lines count that are known for what they are, and wide ones between them.
    """
    if before is None:
        return 1
    first = heading.atas
    for row in reversed(board.row_numbers(max(before.bawah + 1, heading.atas - _ROWS_MAX), heading.atas)):
        cells = [cell for cell in board.cells_on(row) if cell.text.strip(" :")]
        wide = all(cell.col_to - cell.col >= 2 for cell in cells)
        if _is_title(words, cells) and (wide or not before.peran(cells[0].col) or words.judul(cells[0].text)):
            first = row
        elif not wide or first - row > 2:
            break
    return first


def _is_title(words: MatriksWords, cells: list[BoardCell]) -> bool:
    """True for a row of nothing but title lines; behind a label (`UNIT KERJA`) stands its value."""
    if len(cells) == 2 and any(
        value == "" for value in (words.unit_berlabel(cells[0].text), words.instansi(cells[0].text))
    ):
        return True
    return bool(cells) and all(any(map(words.di_atas_tabel, title_lines(cell))) for cell in cells)


def read_title(board: Board, words: MatriksWords, start: int, end: int) -> TitleLines:
    """Read rows `start` to before `end`; cells of which every line is understood are marked as used."""
    unit: dict[int, str] = {}
    instansi, periode, found = "", None, False
    cells = board.between(max(start, end - _ROWS_MAX), end)
    for cell in cells:
        if board.is_used(cell):
            continue
        lines = title_lines(cell)
        understood = bool(lines)
        for line in lines:
            if len(line) > 2 * LABEL_MAKS:
                understood = False
                continue
            own_periode = words.periode(line)
            periode = own_periode or periode
            if words.judul(line):
                found = True
                if name := words.unit_dari_judul(line):
                    unit[_TITLE] = name
            elif (value := words.unit_berlabel(line)) is not None and (value := value or _right_of(board, cell)):
                unit[_LABEL] = value
            elif (value := words.instansi(line)) is not None:
                instansi = instansi or value or _right_of(board, cell)
            elif name := words.unit(line):
                unit[_OWN_LINE] = name
            elif not own_periode and not words.keadaan(line):
                understood = False
        if understood:
            board.use(cell)
    best = unit[max(unit)] if unit else ""
    return TitleLines(best, instansi, periode, found or bool(unit))


def _right_of(board: Board, label: BoardCell) -> str:
    """What stands beside a label, behind its colon; marked as used."""
    beside = board.beside(label)
    value = next((cell for cell in beside if cell.text.strip(" :")), None)
    if value is None or len(value.text) > LABEL_MAKS:
        return ""
    board.use(*(cell for cell in beside if cell.col <= value.col))
    return " ".join(value.text.split()).lstrip(": ")
