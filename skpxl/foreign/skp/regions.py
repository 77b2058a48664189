"""Where on a foreign sheet the blocks of an SKP lie, by their headings. It reads no value, and no title of a column."""

from dataclasses import dataclass
from itertools import islice

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.skp.heading_rows import find_tables, speaking_heading
from skpxl.foreign.skp.items import bagian_of
from skpxl.foreign.skp.table_columns import TableColumns
from skpxl.foreign.skp.titles import EVALUASI, read_title
from skpxl.foreign.wording import holds_date, without_digits

_REST_OF_SHEET = 10**9
_TABLES_MAX = 50  # headings of a sheet that are looked at
_ROWS_OF_HEADING = 3  # rows below the first section in which the titles of a table may stand
_ROWS_OF_DATE = 3  # rows above a signature in which place and date stand


@dataclass(frozen=True)
class Region:
    """Rows of a sheet: results from `mulai` (below the headings) to before `selesai`, conduct from `perilaku`.

    `kepala` is where the results' own headings begin; above it stand title and identity. `kolom` is None for a list
    without columns. `perilaku` and `selesai_perilaku` are 0 where there is no conduct block. `lain` is the first row of a
    second results table of this sheet that is no repetition of the first, 0 where there is none.
    """

    kepala: int
    mulai: int
    selesai: int
    kolom: TableColumns | None
    perilaku: int
    selesai_perilaku: int
    lain: int = 0


def find_regions(board: Board) -> Region | None:
    """The blocks of one sheet; None where it holds no results block."""
    tables = list(islice(find_tables(board), _TABLES_MAX))
    row = None if tables else _list_heading(board)
    # A list stands below no titles of a table: where one is not understood, it is no list.
    wide = (_REST_OF_SHEET, 2) if row is None else (row + _ROWS_OF_HEADING, 1)
    table = tables[0] if tables else speaking_heading(board, *wide)
    if table:
        top, first, columns = table
    elif row is not None:
        top, first, columns = row, row, None
    else:
        return None
    titles = [cell for cell, name in board.find("blok", "hasil_kerja") if cell.row <= top and top - cell.row <= 3]
    top = min([top, *(cell.row for cell in titles)])
    perilaku = start_of_perilaku(board, first)
    end = min([perilaku or _REST_OF_SHEET, *_ends(board, first)])
    end_of_conduct = end_of_perilaku(board, perilaku) if perilaku else 0
    return Region(top, first, end, columns, perilaku, end_of_conduct, _another(board, tables, end))


def _another(board: Board, tables: list[tuple[int, int, TableColumns]], end: int) -> int:
    """The heading row of a second table: among the results (before row `end`) with other columns, or below another person.

    The headings that every page repeats are none, nor is another paper below the signatures.
    """
    for row, _, columns in tables[1:]:
        if set(columns.kepala) & EVALUASI or any(other_title(board, cell) for cell in board.between(tables[0][1], row)):
            continue
        first = {role: cell.col for role, cell in tables[0][2].kepala.items()}
        people = [cell for cell, name in board.find("siapa") if name == "pegawai" and tables[0][1] <= cell.row < row]
        labelled = any(board.label.cocok("identitas", cell.text) for cell in board.between(tables[0][1], row))
        others = row < end and {role: cell.col for role, cell in columns.kepala.items()} != first
        if others or (people and labelled):
            return row
    return 0


def start_of_perilaku(board: Board, start: int = 1) -> int:
    """The row on which the conduct block begins, at `start` or below; 0 where there is none."""
    titles = [cell.row for cell, _ in board.find("blok", "perilaku_kerja") if cell.row >= start]
    by_value: dict[str, int] = {}
    for cell in board.cells:
        if cell.row >= start and (name := nilai_of(board, cell)):
            by_value.setdefault(name, cell.row)
    if len(by_value) < 3:
        return 0
    return min([min(by_value.values()), *titles])


def nilai_of(board: Board, cell: BoardCell) -> str:
    """The berAKHLAK value that a cell's first line names; empty where it names none."""
    lines = cell.lines
    if not lines:
        return ""
    begun = board.label.awal("nilai", without_digits(lines[0]), tanda="")
    return begun[0] if begun else ""


def end_of_perilaku(board: Board, start: int) -> int:
    """The row that ends the conduct block: a signature, a rating, an appendix, or the end of the sheet."""
    return min([_REST_OF_SHEET, *_ends(board, start)])


def _list_heading(board: Board) -> int | None:
    """The row on which a results list without columns begins: `HASIL KERJA`, or its first section."""
    sections = [
        row
        for row in board.row_numbers(1, _REST_OF_SHEET)
        if bagian_of(board, _without_headings(board, row)) == "utama"
    ]
    titles = [cell.row for cell, _ in board.find("blok", "hasil_kerja")]
    ukuran = [cell.row for cell in board.cells if _is_ukuran(board, cell)]
    if sections and (ukuran or titles):
        return min([sections[0], *(row for row in titles if row <= sections[0])])
    if titles and ukuran and titles[0] <= ukuran[0]:
        return titles[0]
    return None


def _without_headings(board: Board, row: int) -> list[BoardCell]:
    return [cell for cell in board.cells_on(row) if not is_heading(board, cell)]


def is_heading(board: Board, cell: BoardCell) -> bool:
    """True for the title of a column that does not name a section as well."""
    return bool(read_title(board.label, cell.text).role) and board.label.cocok("bagian", cell.text) is None


def _is_ukuran(board: Board, cell: BoardCell) -> bool:
    return any(board.label.awal("ukuran", line) for line in cell.lines)


def _ends(board: Board, start: int) -> list[int]:
    """Rows below `start` on which something else begins: signatures, ratings, the appendix."""
    rows = []
    for cell in board.cells:
        if cell.row <= start:
            continue
        if other_title(board, cell):
            rows.append(cell.row)
        elif any(board.label.cocok("siapa", line) for line in cell.lines):
            above = board.between(max(start + 1, cell.row - _ROWS_OF_DATE), cell.row)
            rows.append(min([cell.row, *(other.row for other in above if holds_date(other.text, board.label))]))
    return rows


def other_title(board: Board, cell: BoardCell) -> str:
    """`evaluasi` or `lampiran` where a cell is the title of such a paper, `akhir` where it says that the sheet ends there.

    A plan that speaks of an evaluation is none.
    """
    for line in cell.lines:
        name = board.label.cocok("judul", line)
        if name is None and line.isupper() and (begun := board.label.awal("judul", line, tanda="")):
            name = begun[0]
        if name in ("evaluasi", "lampiran", "akhir"):
            return name
    return ""
