"""A sheet with a header row, read as rows of named cells; what the columns mean is not known here."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby

from skpxl.errors import SkpxlError
from skpxl.foreign.roster_columns import PEGAWAI, TABEL, RosterTable
from skpxl.model.fate import tally
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Buku, Cell, Grid, a1

KEPALA_MAKS = 10  # the header stands within the first ten rows


@dataclass(frozen=True, slots=True)
class TableRow:
    """One non-blank row: its number in the file, and its non-empty cells by column key.

    `lembar` is its sheet where a table's rows come from several, else empty.
    """

    nomor: int
    sel: dict[str, Cell]
    lembar: str = ""


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


def read_table(book: Buku, table: RosterTable, file: str) -> TableContent:
    """Read one sheet. Raises SkpxlError naming `file`, sheet and column where one is missing or stands twice.

    A row that is blank in all known columns is skipped; if it holds a text elsewhere, its first cell is in `asing`.
    """
    info = book.find(table.lembar)
    if info is None:
        names = ", ".join(other.name for other in book.sheets)
        raise SkpxlError(f"Lembar “{table.lembar}” tidak ada di {file} (yang ada: {names}); tambahkan lembar itu.")
    sheet = book.sheet(info.name)
    header, columns = _header(sheet, table, file)
    column_keys = {col: key for key, col in columns.items()}
    rows: list[TableRow] = []
    outside: list[Cell] = []
    blank: list[int] = []
    places = sorted(place for place in sheet.cells if place[0] > header)
    for number, places_of_row in groupby(places, key=lambda place: place[0]):
        cells = [sheet.cells[place] for place in places_of_row]
        known = {
            column_keys[cell.col]: cell
            for cell in cells
            if cell.col in column_keys and (cell.kind in ("galat", "kosong") or rapi(cell.text))
        }
        if known:
            rows.append(TableRow(number, known))
        elif others := [
            cell for cell in cells if cell.col not in column_keys and cell.kind == "teks" and rapi(cell.text)
        ]:
            outside.append(others[0])
        else:
            blank.append(number)
    decided = [(row.nomor, RowFate.DIBACA) for row in rows]
    decided += [(cell.row, RowFate.DI_LUAR_KOLOM) for cell in outside]
    decided += [(number, RowFate.KOSONG) for number in blank]
    below = {place[0] for place in sheet.cells if place[0] > header}
    tally(f"baris lembar {info.name}", RowFate, below, decided, lambda number: f"baris {number}")
    return TableContent(info.name, columns, rows, outside)


def is_ours(book: Buku) -> bool:
    """True for a workbook in the tidy layout: all its sheets are there, or sheet Pegawai has all its columns."""
    if all(book.find(table.lembar) for table in TABEL):
        return True
    info = book.find(PEGAWAI.lembar)
    if info is None:
        return False
    try:
        return bool(_header(book.sheet(info.name), PEGAWAI, ""))
    except SkpxlError:
        return False


def _header(sheet: Grid, table: RosterTable, file: str) -> tuple[int, dict[str, int]]:
    """The header's row, and the column of every key. The row that knows most titles is the header."""
    titles = {_folded(text): column.key for column in table.kolom for text in (column.judul, *column.lain)}
    by_row: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row <= KEPALA_MAKS:
            by_row.setdefault(row, []).append(cell)
    best, columns = 0, dict[str, int]()
    for row, cells in by_row.items():
        known: dict[str, int] = {}
        for cell in cells:
            key = titles.get(_folded(cell.text))
            if key is None:
                continue
            if key in known:
                raise SkpxlError(
                    f"Kolom “{table.judul(key)}” ada dua kali di lembar “{sheet.name}” berkas {file} "
                    f"({a1(row, known[key])} dan {cell.alamat}); hapus atau ganti nama salah satunya."
                )
            known[key] = cell.col
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
    others = {_folded(cell.text): cell.text for cell in by_row[best] if _folded(cell.text) not in titles}
    similar = {others[match] for text in missing for match in get_close_matches(_folded(text), others, 1, 0.75)}
    hint = f" (mungkin ditulis “{'”, “'.join(sorted(similar))}”)" if similar else ""
    raise SkpxlError(
        f"Kolom “{'”, “'.join(missing)}” tidak ada di lembar “{sheet.name}” berkas {file}{hint}; "
        "tambahkan kolom itu, isinya boleh kosong."
    )


def _folded(text: str) -> str:
    return sidik(text.replace("*", " ")).replace(" ", "")
