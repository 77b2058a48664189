"""What stands beside a result of a foreign SKP on one row: aspek, indikator and target, with units in columns of their own.

It begins no result; a row whose cells hold several lines each is several rows, and a table with a column of targets for each
aspek (the form of PP 46/2011) has a row for each that is filled.
"""

import re

from skpxl.foreign.board import Board, BoardCell, Jalur
from skpxl.foreign.skp.items import Position
from skpxl.foreign.skp.table_columns import TableColumns
from skpxl.foreign.skp.titles import ASPEK, INDIKATOR, PER_ASPEK, SATUAN, TARGET
from skpxl.foreign.wording import without_digits
from skpxl.template.labels import fold
from skpxl.template.lists import Daftar
from skpxl.xlsx.address import a1

_DETAILS = (ASPEK, INDIKATOR, TARGET)
_NUMBER = re.compile(r"[\d.,]+")
_NONE = " -–—"  # a target that is none


def has_details(columns: TableColumns, by_role: dict[str, BoardCell]) -> bool:
    """True for a row with an aspek, an indikator or a target."""
    return any(name in by_role for name in (*_DETAILS, *columns.per_aspek))


def record_details(
    board: Board, columns: TableColumns, position: Position, row: int, by_role: dict[str, BoardCell], aspek: Daftar
) -> None:
    """Keep one row of aspek; a single row whose three cells hold as many lines each is several."""
    if columns.per_aspek:
        _record_per_aspek(board, columns, position, row, by_role, aspek)
        return
    cells = {}
    for name in _DETAILS:
        if found := by_role.get(name) or _merged(board, columns, position, row, name):
            cells[name] = found
    lines = {name: cell.lines for name, cell in cells.items()}
    count = len(lines.get(ASPEK, []))
    split = (
        count > 1
        and all(aspek.match(without_digits(line)) for line in lines[ASPEK])
        and all(len(texts) == count for texts in lines.values())
    )
    unit = _unit(board, columns, row, TARGET, cells.get(TARGET))
    for index in range(count if split else 1):
        position.details += 1
        for name, cell in cells.items():
            path = (*position.path, "indikator", position.details, name)
            text = lines[name][index] if split else cell.text
            board.record(path, cell, _with_unit(text, unit) if name == TARGET else text)
            if name == ASPEK and text.strip():
                _check_aspek(board, path, cell, text, aspek)


def _merged(board: Board, columns: TableColumns, position: Position, row: int, name: str) -> BoardCell | None:
    """The cell that covers a row's place from above or from the left; an error where it belongs to something else."""
    if not columns.span(name):
        return None
    cell = board.cell_at(row, columns.span(name)[0])
    if cell is None or not cell.text.strip():
        return cell
    if columns.role(cell.col) == name and cell.row >= position.row:
        return cell
    path = (*position.path, "indikator", position.details + 1, name)
    place = f"baris {row} kolom {name.replace('_', ' ').upper()}"
    board.doubt("adopsi-gabungan", cell, path, found=cell.text, lain=place, sel=a1(cell.row, cell.col))
    return None


def _record_per_aspek(
    board: Board, columns: TableColumns, position: Position, row: int, by_role: dict[str, BoardCell], aspek: Daftar
) -> None:
    """The targets of one row that has a column for each aspek; the indikator, where there is one, is that of all of them."""
    indikator = by_role.get(INDIKATOR)
    for name in columns.per_aspek:
        cell = by_role.get(name)
        if cell is None or not (cell.text.strip(_NONE) or cell.trouble):
            board.use(*([cell] if cell else []))
            continue
        position.details += 1
        path = (*position.path, "indikator", position.details)
        board.record((*path, ASPEK), cell, aspek.match(name) or name)
        if indikator is not None:
            board.record((*path, INDIKATOR), indikator)
        board.record((*path, TARGET), cell, _with_unit(cell.text, _unit(board, columns, row, name, cell)))


def _unit(board: Board, columns: TableColumns, row: int, role: str, value: BoardCell | None) -> str:
    """The unit of a target: what stands to its right under the same title, or in the column of units that follows.

    Else, of a mere number, the unit that the title names.
    """
    if value is None or not value.text.strip():
        return ""
    places = [
        number
        for number, (held, first, last) in enumerate(columns.spans)
        if held == role and first <= value.col <= last
    ]
    if not places:
        return ""
    first, last = _unit_columns(columns, places[0], value)
    cells = [cell for cell in board.texts_on(row) if first <= cell.col <= last and cell != value]
    if not cells and last >= first:
        covering = board.cell_at(row, last)  # a unit that is merged over several rows
        cells = [covering] if covering and first <= covering.col and covering != value and covering.text.strip() else []
    if len(cells) == 1 and not cells[0].text.strip()[:1].isdecimal():
        board.use(*cells)
        return cells[0].text.strip(_NONE)
    if cells:
        board.doubt("adopsi-target-ganda", cells[0], found=cells[0].text, lain=value.text)
        return ""
    return columns.units.get(role, "") if _NUMBER.fullmatch(value.text.strip()) else ""


def _unit_columns(columns: TableColumns, place: int, value: BoardCell) -> tuple[int, int]:
    """The first and last column in which the unit of a target may stand: behind it, else in a column of units before it."""
    spans = columns.spans
    _, _, last = spans[place]
    if place + 1 < len(spans) and spans[place + 1][0] == SATUAN:
        return value.col + 1, spans[place + 1][2]
    if place > 0 and spans[place - 1][0] == SATUAN and (place < 2 or spans[place - 2][0] not in (TARGET, *PER_ASPEK)):
        return spans[place - 1][1], spans[place - 1][2]
    return value.col + 1, last


def _with_unit(text: str, unit: str) -> str:
    """A target with the unit that stands beside it, once: `12` and `laporan`, `12 laporan` and `laporan`, `95` and `%`."""
    if not unit or f" {fold(text)} ".endswith(f" {fold(unit)} ") and fold(unit):
        return text
    if unit == "%":
        return text if text.rstrip().endswith("%") else f"{text.rstrip()}%"
    return f"{text.rstrip()} {unit}"


def _check_aspek(board: Board, path: Jalur, cell: BoardCell, text: str, aspek: Daftar) -> None:
    official = aspek.match(without_digits(text.strip()))
    if official is None:
        board.doubt("adopsi-aspek", cell, path, found=text, pilihan=", ".join(aspek.nilai))
    elif official != text:
        board.record(path, cell, official)
        board.doubt("adopsi-dirapikan", cell, path, found=text, dibaca=official)
