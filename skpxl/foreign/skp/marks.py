"""What people left on a stranger's SKP beside its texts: strokes, hidden rows, comments. Told, never acted upon."""

from collections.abc import Iterator, Sequence

from skpxl.findings import temuan
from skpxl.foreign.board import Board, BoardCell, Jalur, sebutan
from skpxl.forms.mark_words import by_people, few, hidden_places, noted, place, stroke, strokes
from skpxl.xlsx.grid import Book, Cell, Grid

Value = tuple[Jalur, BoardCell, Cell]


def tell_marks(book: Book | list[Grid], sheets: Sequence[Board], board: Board) -> None:
    """Add what is to be told of the marks in a file to the findings of `board`, which has the values; `sheets` were read."""
    grids = (
        {grid.name: grid for grid in book} if isinstance(book, list) else {s.name: book.sheet(s.name) for s in sheets}
    )
    values = [
        (path, at, grids[at.sheet].cells[at.row, at.col])
        for path, (_, at) in board.values.items()
        if at.sheet in grids and (at.row, at.col) in grids[at.sheet].cells
    ]
    _tell_strokes(board, values, [grids[sheet.name] for sheet in sheets if sheet.name in grids])
    for grid in grids.values():
        _tell_hidden(board, grid, [value for value in values if value[1].sheet == grid.name])
    marks = by_people(mark for mark in book.marks if mark.sheet in grids) if isinstance(book, Book) else []
    if marks:
        finding = temuan("komentar-di-berkas", found=marks[0].text, **noted(marks))
        board.findings.append(finding.at(sheet=marks[0].sheet, cell=marks[0].cell))


def _tell_strokes(board: Board, values: Sequence[Value], grids: Sequence[Grid]) -> None:
    """One finding for each item with struck values, one for all that is struck elsewhere."""
    items: dict[str, list[Value]] = {}
    for value in values:
        if value[2].struck is not None:
            items.setdefault(sebutan(value[0]), []).append(value)
    for struck in items.values():
        path, at, cell = struck[0]
        apa = strokes(list({id(cell): cell for _, _, cell in struck}.values()))
        board.doubt("isian-dicoret", at, path, found=cell.text, suggestion=(cell.struck or ("", ""))[1], apa=apa)
    used = {(at.sheet, at.row, at.col) for _, at, _ in values}
    elsewhere = [
        (grid.name, cell) for grid in grids for cell in _struck(grid) if (grid.name, cell.row, cell.col) not in used
    ]
    if elsewhere:
        where = few([place(name, cell.alamat) for name, cell in elsewhere], "sel lain")
        first = elsewhere[0][1]
        board.doubt("coretan-di-luar", found=first.text, banyak=str(len(elsewhere)), tempat=where, apa=stroke(first))


def _struck(grid: Grid) -> Iterator[Cell]:
    return (cell for cell in grid.cells.values() if cell.struck is not None)


def _tell_hidden(board: Board, grid: Grid, values: Sequence[Value]) -> None:
    """One finding for all values of a sheet in hidden rows and columns."""
    unseen = (value for value in values if value[1].row in grid.hidden_rows or value[1].col in grid.hidden_cols)
    hidden = sorted(unseen, key=lambda value: (value[1].row, value[1].col))
    if not hidden:
        return
    where = hidden_places([(at.row, at.col) for _, at, _ in hidden], grid)
    path, at, cell = hidden[0]
    board.doubt("isian-tersembunyi", at, path, found=cell.text, banyak=str(len(hidden)), tempat=where)
