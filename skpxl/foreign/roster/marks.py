"""What people left in a roster beside its texts: struck and hidden rows, hidden sheets, comments. It counts nobody out.

A struck or hidden row stays a person, because a form too many is seen and one too few is not; but it is told.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skpxl.findings import Finding, temuan
from skpxl.foreign.roster_columns import PEGAWAI, RosterTable
from skpxl.foreign.table import TableContent, TableRow
from skpxl.forms.mark_words import NAMED, by_people, columns, few, noted, spans, strokes
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Book, Cell, Grid
from skpxl.xlsx.package import Unreadable

# What is told of these even where only errors are: somebody may have been meant to be left out.
DOUBTS = frozenset({"daftar-baris-tersembunyi", "daftar-lembar-terbaca-tersembunyi", "daftar-lembar-tak-dibaca"})
_WHO = ("nama", "nip", "nama_nip", "kode", "teks")  # what says whose row it is
_NUMBER = re.compile(r"(?<!\d)(?:\d[\s.\-]?){17}\d(?!\d)")
_OURS = ("Petunjuk", "Keraguan")  # sheets that the tidy layout has beside its tables
_CELLS_MAX = 200_000  # of sheets that are not read, looked at for people


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that was read: its sheet, its number, its cells, and who or what it is."""

    sheet: str
    number: int
    cells: Sequence[Cell]
    who: str


def roster_marks(
    book: Book, tables: Mapping[RosterTable, TableContent], file: str, seen: Collection[str] = ()
) -> list[Finding]:
    """What is to be told of the marks in a workbook that these tables were read from; of the sheets `seen` every row has a
    fate already."""
    rows = [_row(content, row) for content in tables.values() for row in content.baris]
    by_sheet: dict[str, list[_Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    found = [*_noted(book)]
    for sheet, of_sheet in by_sheet.items():
        found += [finding.at(sheet=sheet) for finding in _of_sheet(book, sheet, of_sheet)]
    read = {*seen, *by_sheet, *(content.lembar for content in tables.values())}
    found += _unread(book, read, tables[PEGAWAI].baris)
    return [finding.at(file=file) for finding in found]


def _row(content: TableContent, row: TableRow) -> _Row:
    who = next((rapi(row.sel[key].text) for key in _WHO if key in row.sel), "")
    return _Row(row.lembar or content.lembar, row.nomor, tuple(row.sel.values()), who)


def _noted(book: Book) -> Iterator[Finding]:
    if marks := by_people(book.marks):
        first = marks[0]
        yield temuan("daftar-komentar", found=first.text, **noted(marks)).at(sheet=first.sheet, cell=first.cell)


def _of_sheet(book: Book, sheet: str, rows: Sequence[_Row]) -> Iterator[Finding]:
    """Strokes and hidden rows of one sheet."""
    info, grid = book.find(sheet), book.sheet(sheet)
    struck = [row for row in rows if _is_struck(row)]
    if struck:
        yield _together("daftar-baris-dicoret", struck)
    parted = [(row, cells) for row in rows if (cells := _struck_cells(row)) and not _is_struck(row)]
    if len(parted) > NAMED:
        parted = [(parted[0][0], [cell for _, cells in parted for cell in cells])]
    for row, cells in parted:
        left = (cells[0].struck or ("", ""))[1]
        finding = temuan("daftar-sel-dicoret", found=cells[0].text, suggestion=left, apa=strokes(cells))
        yield finding.at(cell=cells[0].alamat, who=row.who)
    if info is not None and info.state != "visible":
        yield temuan("daftar-lembar-terbaca-tersembunyi", found=sheet, banyak=len(rows))
        return
    if grid.hidden_rows and (
        hidden := [row for row in rows if {row.number, *(cell.row for cell in row.cells)} & grid.hidden_rows]
    ):
        yield _together("daftar-baris-tersembunyi", hidden)
    yield from _hidden_columns(grid, rows)


def _struck_cells(row: _Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.struck is not None]


def _is_struck(row: _Row) -> bool:
    """True where the person or the thing itself is struck through, not only what is said of it."""
    return any(cell.struck and not cell.struck[1] and rapi(cell.text) == row.who for cell in _struck_cells(row))


def _together(code: str, rows: Sequence[_Row]) -> Finding:
    """One finding for rows of a sheet, at the first of them."""
    numbers = sorted({row.number for row in rows})
    siapa = few([row.who or f"baris {row.number}" for row in rows], "lagi")
    cell = rows[0].cells[0]
    finding = temuan(code, found=rows[0].who, banyak=len(numbers), baris=spans(numbers), siapa=siapa)
    return finding.at(cell=cell.alamat, who=rows[0].who if len(rows) == 1 else "")


def _hidden_columns(grid: Grid, rows: Sequence[_Row]) -> Iterator[Finding]:
    if not grid.hidden_cols:
        return
    cells = {cell.col: cell for row in reversed(rows) for cell in row.cells if cell.col in grid.hidden_cols}
    if cells:
        first = cells[min(cells)]
        yield temuan("daftar-kolom-tersembunyi", found=first.text, kolom=columns(cells)).at(cell=first.alamat)


def _unread(book: Book, read: Collection[str], people: Sequence[TableRow]) -> Iterator[Finding]:
    """Sheets that were not read, and name people who are not in the list."""
    known: set[str] = set()
    left = _CELLS_MAX
    for info in book.sheets:
        if info.name in read or info.name in _OURS or info.name.startswith("_"):
            continue
        try:
            cells = book.sheet(info.name).cells
        except Unreadable:
            continue
        left -= len(cells)
        if left < 0:
            return
        found: dict[str, Cell] = {}
        for cell in cells.values():
            nips = (parse_nip(match[0]) for match in _NUMBER.finditer(cell.text))
            found |= {nip.digits: cell for nip in nips if nip.sah}
        if not found:
            continue
        known = known or {clean_nip(cell.text) for row in people for cell in row.sel.values()}
        if found := {nip: cell for nip, cell in found.items() if nip not in known}:
            nip, cell = next(iter(found.items()))
            state = "tersembunyi " if info.state != "visible" else ""
            finding = temuan("daftar-lembar-tak-dibaca", found=nip, lembar=info.name, banyak=len(found), keadaan=state)
            yield finding.at(sheet=info.name, cell=cell.alamat)
