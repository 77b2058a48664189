"""Matrices of other offices as text tables, and what was read from them in few words; a library, it proves nothing itself.

A table is rows of cells between bars; `<` is merged with the cell left of it, `^` with the one above, `/` within a cell
is a line break, `\\` an empty row.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from skpxl.foreign.matriks.reading import ForeignMatriks
from skpxl.model.pembagian import Pembagian

Grid = list[list[str]]


def grid(text: str) -> Grid:
    """The cells of a text table."""
    rows = []
    for line in text.strip("\n").split("\n"):
        cells = [] if line.strip() == "\\" else [cell.strip() for cell in line.split("|")]
        rows.append([cell.replace(" / ", "\n") for cell in cells])
    return rows


def merges_of(cells: Grid) -> list[tuple[int, int, int, int]]:
    """The merged areas of a grid as (row, column, last row, last column), from 1."""
    width = max(map(len, cells), default=0)
    full = [row + [""] * (width - len(row)) for row in cells]
    areas = []
    for r, row in enumerate(full):
        for c, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right = c
            while right + 1 < width and row[right + 1] == "<":
                right += 1
            down = r
            while down + 1 < len(full) and full[down + 1][c] == "^":
                down += 1
            if (r, c) != (down, right):
                areas.append((r + 1, c + 1, down + 1, right + 1))
    return areas


def matriks_book(sheets: Mapping[str, str | Grid], *, hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook with these tables; every text is a text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        cells = grid(table) if isinstance(table, str) else table
        for r, row in enumerate(cells, start=1):
            for c, text in enumerate(row, start=1):
                if text not in ("", "<", "^"):
                    cell = sheet.cell(r, c, text)
                    cell.data_type = "s"
        for row, col, row_to, col_to in merges_of(cells):
            sheet.merge_cells(f"{get_column_letter(col)}{row}:{get_column_letter(col_to)}{row_to}")
        if name in hidden:
            sheet.sheet_state = "hidden"
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def people(pembagian: Pembagian) -> list[tuple[Any, ...]]:
    """Each row as (name, post, column: roles, ...): `("Budi", "Analis", "C5 2: role / role")`; NIP and `luar` where given."""
    order = {kolom.id: str(number) for number, kolom in enumerate(pembagian.kolom, start=1) if kolom.id}
    rows = []
    for baris in pembagian.baris:
        cells: dict[str, list[str]] = {}
        for peran in baris.peran:
            cells.setdefault(f"{peran.cell} {order.get(peran.kolom, '-')}", []).append(peran.teks)
        extra = [baris.nip] if baris.nip else []
        extra += ["luar"] if baris.luar else []
        rows.append((baris.nama, baris.jabatan, *extra, *(f"{at}: {' / '.join(all_)}" for at, all_ in cells.items())))
    return rows


def columns(pembagian: Pembagian) -> list[str]:
    """The texts of the columns."""
    return [kolom.teks for kolom in pembagian.kolom]


def doubts(read: ForeignMatriks) -> list[tuple[str, str, str]]:
    """Findings as (code, cell with its sheet, found)."""
    return [(f.code, f"{f.sheet}!{f.cell}" if f.cell else f.sheet, f.found) for f in read.findings]
