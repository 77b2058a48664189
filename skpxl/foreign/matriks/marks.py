"""What people left on a stranger's matriks beside its texts: strokes, hidden rows, comments. Told, not acted upon."""

from collections.abc import Collection, Iterator

from skpxl.findings import Finding, temuan
from skpxl.forms.mark_words import by_people, hidden_places, noted, strokes
from skpxl.xlsx.grid import Book, Grid


def marks_on_sheet(grid: Grid) -> Iterator[Finding]:
    """One finding for all that is struck through, one for all that is hidden."""
    struck = [cell for cell in grid.cells.values() if cell.struck is not None]
    if struck:
        finding = temuan("matriks-dicoret", found=struck[0].text, banyak=len(struck), apa=strokes(struck))
        yield finding.at(sheet=grid.name, cell=struck[0].alamat)
    hidden = [cell for cell in grid.cells.values() if cell.row in grid.hidden_rows or cell.col in grid.hidden_cols]
    if hidden:
        where = hidden_places([(cell.row, cell.col) for cell in hidden], grid)
        finding = temuan("matriks-tersembunyi", found=hidden[0].text, banyak=len(hidden), tempat=where)
        yield finding.at(sheet=grid.name, cell=hidden[0].alamat)


def comments_in(source: Book | list[Grid], sheets: Collection[str]) -> Iterator[Finding]:
    """One finding for the comments and text boxes on these sheets."""
    marks = by_people(mark for mark in source.marks if mark.sheet in sheets) if isinstance(source, Book) else []
    if marks:
        finding = temuan("komentar-di-berkas", found=marks[0].text, **noted(marks))
        yield finding.at(sheet=marks[0].sheet, cell=marks[0].cell)
