"""Where on a foreign sheet the blocks of an SKP lie, by their headings. It reads no value.

The headings of its one table may stand on two rows of which neither says enough alone, merged or not, and their cells are
needed besides (to mark them, to tell those of an evaluation): ten lines here, twice as many as titles for `columns.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.columns import Columns
from skpxl.foreign.wording import holds_date, without_digits
from skpxl.template.labels import fold

_REST_OF_SHEET = 10**9
_ROWS_OF_DATE = 3  # rows above a signature in which place and date stand
_DETAILS = frozenset({"aspek", "indikator_kinerja_individu", "target", "perspektif"})
EVALUASI = frozenset({"realisasi", "umpan_balik"})


@dataclass(frozen=True)
class TableColumns(Columns):
    """The columns of a results table; `kepala` are the heading cells, by role too."""

    kepala: Mapping[str, BoardCell]


@dataclass(frozen=True)
class Wilayah:
    """Rows of a sheet: results from `mulai` (below the headings) to before `selesai`, conduct from `perilaku`.

    `kepala` is where the results' own headings begin; above it stand title and identity. `kolom` is None for a list
    without columns. `perilaku` and `selesai_perilaku` are 0 where there is no conduct block.
    """

    kepala: int
    mulai: int
    selesai: int
    kolom: TableColumns | None
    perilaku: int
    selesai_perilaku: int


def find_regions(board: Board) -> Wilayah | None:
    """The blocks of one sheet; None where it holds no results block."""
    table = _table_headings(board)
    if table:
        top, first, columns = table
    else:
        row = _list_heading(board)
        if row is None:
            return None
        top, first, columns = row, row, None
    titles = [cell for cell, name in board.find("blok", "hasil_kerja") if cell.row <= top and top - cell.row <= 3]
    top = min([top, *(cell.row for cell in titles)])
    perilaku = start_of_perilaku(board, first)
    end = min([perilaku or _REST_OF_SHEET, *_ends(board, first)])
    return Wilayah(top, first, end, columns, perilaku, end_of_perilaku(board, perilaku) if perilaku else 0)


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


def bagian_of(board: Board, cells: list[BoardCell]) -> str:
    """The section that a row of cells names: `utama`, `tambahan`, `lain` for a local one; empty for none."""
    if not 1 <= len(cells) <= 3 or any(cell.number is not None for cell in cells):
        return ""
    text = " ".join(cell.text.strip() for cell in cells)
    words = fold(text).split(" ")
    first = cells[0].text.strip()
    lettered = len(words) > 1 and len(words[0]) <= 3 and words[0].isalpha()
    letter = lettered and (fold(first) == words[0] or first[len(words[0]) : len(words[0]) + 1] in (".", ")"))
    core = " ".join(words[1:]) if letter else " ".join(words)
    if name := board.label.cocok("bagian", core):
        return name
    if board.label.cocok("blok", text):
        return ""
    return "lain" if letter and len(words[0]) == 1 and text.isupper() and len(text) < 80 else ""


def _table_headings(board: Board) -> tuple[int, int, TableColumns] | None:
    """(first heading row, first row below the headings, columns) of a results table."""
    by_row: dict[int, list[tuple[BoardCell, str]]] = {}
    for cell, name in board.find("kolom"):
        by_row.setdefault(cell.row, []).append((cell, name))
    for row in sorted(by_row):
        candidates = [*by_row[row], *by_row.get(row + 1, [])]
        roles = {name for _, name in candidates}
        if "rencana_hasil_kerja" in roles and roles & _DETAILS and len(roles) >= 3:
            bottom = max(cell.row_to for cell, _ in candidates)
            return row, bottom + 1, _columns(board, range(row, bottom + 1))
    return None


def _columns(board: Board, rows: range) -> TableColumns:
    """The columns by the lowest known heading over each, up to the next; one without a known heading bounds them, too."""
    headings: dict[str, BoardCell] = {}
    starts: dict[str, int] = {}
    for col in range(1, board.sheet.last_col + 1):
        cell = board.lowest(rows, col, lambda cell: board.label.cocok("kolom", cell.text))
        cell = cell or board.lowest(rows, col, lambda cell: cell.number is None)
        if cell is None:
            continue
        name = board.label.cocok("kolom", cell.text) or f"lain {cell.col}"
        name = "rencana_hasil_kerja_diintervensi" if name == "penugasan_dari" else name
        if headings.setdefault(name, cell) is not cell:
            headings[name := f"lain {cell.col}"] = cell
        starts.setdefault(name, col)
    ends = [*(col - 1 for col in [*starts.values()][1:]), max(cell.col_to for cell in headings.values())]
    spans = list(zip(starts, starts.values(), ends, strict=True))
    first = spans[0][1]
    unheaded = [("nomor", 1, first - 1)] if "nomor" not in starts and first > 1 else []
    return TableColumns((*spans, *unheaded), headings)


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
    return [cell for cell in board.cells_on(row) if board.label.cocok("kolom", cell.text) is None]


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
