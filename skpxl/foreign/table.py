"""A sheet with a header row, read as rows of named cells; what the columns mean is not known here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from skpxl.errors import SkpxlError
from skpxl.foreign.roster_columns import PEGAWAI, TABEL, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.model.fate import tally
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Book, Cell, a1
from skpxl.xlsx.package import Unreadable

Meaning = Callable[[str], str | None]
KEPALA_MAKS = 10  # the header stands within the first ten rows


@dataclass(frozen=True, slots=True)
class TableRow:
    """One non-blank row: its number in the file, and its non-empty cells by column key.

    `lembar` is its sheet where a table's rows come from several, else empty; `dari` the sheet of a cell from elsewhere.
    """

    nomor: int
    sel: dict[str, Cell]
    lembar: str = ""
    dari: dict[str, str] | None = None
    terbaca: bool = False  # `without_texts`

    def without_texts(self, known: dict[object, dict[str, Cell]]) -> "TableRow":
        """The row without what its cells say, once that has been read; where they stand is `place`'s to say.

        Rows that are laid out alike share this: `known` has it by what it is.
        """
        kept = {key: cell for key, cell in self.sel.items() if cell.kind == "angka"}
        if kept:  # a number may have lost digits: its cell is asked for again
            return self
        layout = tuple((key, cell.row - self.nomor, cell.col) for key, cell in self.sel.items())
        if layout not in known:
            known[layout] = {key: Cell(down, col, "", "teks") for key, down, col in layout}
        return replace(self, sel=known[layout], terbaca=True)

    def place(self, key: str) -> tuple[int, int] | None:
        """The row and column of a cell, or None where there is none."""
        cell = self.sel.get(key)
        if cell is None:
            return None
        return cell.row + self.nomor * self.terbaca, cell.col

    def sheet_of(self, key: str) -> str:
        """The sheet where a cell stands."""
        return self.dari.get(key, self.lembar) if self.dari else self.lembar


@dataclass(frozen=True, slots=True)
class TableContent:
    """What a sheet holds: the rows, the column number of every key, and rows with text outside the known columns."""

    lembar: str
    kolom: dict[str, int]
    baris: list[TableRow]
    asing: list[Cell]


class RowFate(StrEnum):
    """What becomes of a row below the header that is not empty."""

    DIBACA = "dibaca"
    DI_LUAR_KOLOM = "di luar kolom"
    KOSONG = "tanpa isi dalam kolomnya"


def read_table(book: Book, table: RosterTable, file: str, meaning: Meaning = lambda _: None) -> TableContent:
    """Read one sheet. Raises SkpxlError naming `file`, sheet and column where one is missing or stands twice.

    `meaning` says which column a title means that is not written as the sheet has it (`Nama Unit`).
    A row that is blank in all known columns is skipped; if it holds a text elsewhere, its first cell is in `asing`.
    """
    info = book.find(table.lembar)
    if info is None:
        names = ", ".join(other.name for other in book.sheets)
        raise SkpxlError(f"Lembar “{table.lembar}” tidak ada di {file} (yang ada: {names}); tambahkan lembar itu.")
    grid = book.sheet(info.name)
    sheet = Sheet(grid, blanks=True)
    header, columns = _header(sheet, table, file, meaning)
    column_keys = {col: key for key, col in columns.items()}
    rows: list[TableRow] = []
    outside: list[Cell] = []
    blank: list[int] = []
    for number, cells in sheet.rows.items():
        if number <= header:
            continue
        filled = [cell for cell in cells.values() if cell.kind in ("galat", "kosong") or rapi(cell.text)]
        known = {column_keys[cell.col]: cell for cell in filled if cell.col in column_keys}
        if known:
            rows.append(TableRow(number, known))
        elif others := [cell for cell in filled if cell.kind == "teks"]:
            outside.append(others[0])
        else:
            blank.append(number)
    decided = [(row.nomor, RowFate.DIBACA) for row in rows]
    decided += [(cell.row, RowFate.DI_LUAR_KOLOM) for cell in outside]
    decided += [(number, RowFate.KOSONG) for number in blank]
    below = {row for row, _ in grid.cells if row > header}
    tally(f"baris lembar {info.name}", RowFate, below, decided, lambda number: f"baris {number}")
    return TableContent(info.name, columns, rows, outside)


def is_ours(book: Book) -> bool:
    """True for a workbook in the tidy layout: all its sheets are there, or sheet Pegawai has all its columns."""
    if all(book.find(table.lembar) for table in TABEL):
        return True
    info = book.find(PEGAWAI.lembar)
    if info is None:
        return False
    try:
        return bool(_header(Sheet(book.sheet(info.name), blanks=True), PEGAWAI, ""))
    except (SkpxlError, Unreadable):
        return False


def _header(
    sheet: Sheet, table: RosterTable, file: str, meaning: Meaning = lambda _: None
) -> tuple[int, dict[str, int]]:
    """The header's row, and the column of every key. The row that knows most titles is the header."""
    titles = {_folded(text): column.key for column in table.kolom for text in (column.judul, *column.lain)}
    best, columns = 0, dict[str, int]()
    for row, cells in sheet.rows.items():
        known: dict[str, int] = {}
        for cell in cells.values() if row <= KEPALA_MAKS else ():
            key = titles.get(_folded(cell.text))
            if key is None:
                continue
            if key in known:
                raise SkpxlError(
                    f"Kolom “{table.judul(key)}” ada dua kali di lembar “{sheet.name}” berkas {file} "
                    f"({a1(row, known[key])} dan {cell.alamat}); hapus atau ganti nama salah satunya."
                )
            known[key] = cell.col
        if row <= KEPALA_MAKS:
            known = _as_meant(cells, known, table, meaning) | known
        if len(known) > len(columns):
            best, columns = row, known
    missing = [column.judul for column in table.kolom if column.wajib and column.key not in columns]
    if not missing:
        return best, columns
    if len(columns) < min(2, len(table.kolom)):
        raise SkpxlError(
            f"Baris judul lembar “{sheet.name}” tidak ditemukan pada {KEPALA_MAKS} baris pertama berkas {file}; "
            f"tulis judul kolom: {', '.join(column.judul for column in table.kolom if column.wajib)}."
        )
    others = {_folded(cell.text): cell.text for cell in sheet.rows[best].values() if _folded(cell.text) not in titles}
    similar = {others[match] for text in missing for match in get_close_matches(_folded(text), others, 1, 0.75)}
    hint = f" (mungkin ditulis “{'”, “'.join(sorted(similar))}”)" if similar else ""
    raise SkpxlError(
        f"Kolom “{'”, “'.join(missing)}” tidak ada di lembar “{sheet.name}” berkas {file}{hint}; "
        "tambahkan kolom itu, isinya boleh kosong."
    )


def _as_meant(cells: dict[int, Cell], known: dict[str, int], table: RosterTable, meaning: Meaning) -> dict[str, int]:
    """The columns of a row of titles that are not known by our own; one that two titles mean is left open."""
    keys = {column.key for column in table.kolom} - set(known)
    meant: dict[str, list[int]] = {}
    for col, cell in cells.items():
        if col not in known.values() and (key := meaning(cell.text)) in keys:
            meant.setdefault(str(key), []).append(col)
    return {key: cols[0] for key, cols in meant.items() if len(cols) == 1}


def _folded(text: str) -> str:
    return sidik(text.replace("*", " ")).replace(" ", "")
