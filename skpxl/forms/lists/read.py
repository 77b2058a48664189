"""Reading an open list back, whatever program saved it and however its rows and columns have been moved. It judges nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.forms.lists.rows import parse_code
from skpxl.forms.triage import open_book
from skpxl.model.teks import rapi, sidik
from skpxl.template.blocks import BlokDaftarTerbuka
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Book, Cell, Grid
from skpxl.xlsx.package import Tertahan, Unreadable

_CODE = "kode"
_HEADING = 100  # characters: no heading is longer


@dataclass(frozen=True)
class FoundRow:
    """A row in which something stands: its number, its cells by column, the parts of its code (empty: it has lost it)."""

    row: int
    cells: Mapping[str, Cell]
    code: Mapping[str, str]

    def text(self, column: str) -> str:
        """What was typed; of a text that a program took for a formula its source, as long as it shows an error."""
        cell = self.cells.get(column)
        if cell is None:
            return ""
        if cell.formula is not None and cell.kind in ("galat", "kosong"):
            return cell.formula if cell.formula[:1] in "-+" else f"={cell.formula}"
        return cell.text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class FoundList:
    """A list as it stands in a workbook: its sheet, its columns by key, its rows from top to bottom."""

    sheet: str
    columns: Mapping[str, int]
    rows: tuple[FoundRow, ...]

    def cell(self, row: FoundRow, column: str) -> str:
        """The address of a cell."""
        return a1(row.row, self.columns[column])


def read_list(path: Path, blok: BlokDaftarTerbuka, *, noun: str, otherwise: str) -> FoundList:
    """The list of a workbook, found by its headings. Raises SkpxlError where there is none: `noun` names it, `otherwise` is
    said of any other workbook."""
    try:
        return _list(open_book(path).book, blok, f"{path} {otherwise}")
    except Tertahan as verdict:
        raise SkpxlError(verdict.sentence(f"{noun} {path}")) from verdict
    except Unreadable as verdict:
        raise SkpxlError(f"{noun} {path} tidak dapat dibaca: {verdict.detail}.") from verdict


def find_list(grid: Grid, blok: BlokDaftarTerbuka) -> FoundList | None:
    """The list on one sheet, found by its headings; None where it is not there."""
    if found := _headings(grid, blok):
        row, columns = found
        return FoundList(grid.name, columns, tuple(_rows(grid, row, columns, blok)))
    return None


def _list(book: Book, blok: BlokDaftarTerbuka, otherwise: str) -> FoundList:
    for info in book.sheets:
        if found := find_list(book.sheet(info.name), blok):
            return found
    raise SkpxlError(otherwise)


def _headings(grid: Grid, blok: BlokDaftarTerbuka) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the columns by key, where the columns are there that make a sheet this list."""
    names = {
        sidik(heading): column.id
        for column in blok.kolom
        if not column.ulang
        for heading in (column.judul, *column.lain)
    }
    names[sidik(blok.judul_kode)] = _CODE
    repeated = [
        (column.id, re.compile(re.escape(column.judul).replace(re.escape("{huruf}"), "([A-Z]{1,2})")))
        for column in blok.kolom
        if column.ulang
    ]
    rows: dict[int, dict[str, int]] = {}
    for (row, col), cell in grid.cells.items():
        if len(cell.text) > _HEADING:
            continue
        text = rapi(cell.text)
        key = names.get(sidik(text), "") or _repeated(text, repeated)
        if key:
            rows.setdefault(row, {}).setdefault(key, col)
    needed = {_CODE, *(column.id for column in blok.kolom if column.wajib or column.isian == "cadangan")}
    needed |= {column.atau for column in blok.kolom if column.atau}
    return next(((row, columns) for row, columns in sorted(rows.items()) if needed <= columns.keys()), None)


def _repeated(text: str, repeated: list[tuple[str, re.Pattern[str]]]) -> str:
    """The key of a column that stands several times: `alternatif_2` for the heading B."""
    for name, pattern in repeated:
        if match := pattern.fullmatch(text):
            number = 0
            for letter in match[1]:
                number = number * 26 + ord(letter) - 64
            return f"{name}_{number}"
    return ""


def _rows(grid: Grid, heading: int, columns: Mapping[str, int], blok: BlokDaftarTerbuka) -> list[FoundRow]:
    per_row: dict[int, dict[int, Cell]] = {}
    for (row, col), cell in grid.cells.items():
        if row > heading:
            per_row.setdefault(row, {})[col] = cell
    found = []
    for row, by_col in sorted(per_row.items()):
        cells = {key: by_col[col] for key, col in columns.items() if col in by_col}
        code = FoundRow(row, cells, {}).text(_CODE)
        found.append(FoundRow(row, cells, parse_code(blok.kode, code)))
    return found
