"""Results in a table with columns (`NO | ... | RENCANA HASIL KERJA | ASPEK | INDIKATOR | TARGET`) of a foreign SKP, row by row.

Where a row contradicts the ones around it (a merge that reaches over two results, a number out of order), that is told as an
error at its cell. What stands in a result's rows of aspek is read by `aspek_rows`.
"""

import re

from skpxl.foreign.board import Board, BoardCell, same_text
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.skp.aspek_rows import has_details, record_details
from skpxl.foreign.skp.items import (
    Position,
    bagian_of,
    begin_item,
    enter_bagian,
    leading_number,
    record_rencana,
    record_ukuran,
    split_label,
    split_ukuran,
)
from skpxl.foreign.skp.regions import Region
from skpxl.foreign.skp.table_columns import TableColumns
from skpxl.foreign.skp.titles import ANGKA_KREDIT, ASPEK, DIINTERVENSI, EVALUASI, INDIKATOR, RENCANA, SATUAN, read_title
from skpxl.foreign.wording import without_number
from skpxl.template.lists import Daftar
from skpxl.xlsx.address import a1

# `*) Cantumkan indikatornya ...` under a table, from its left edge: said of a heading with that mark.
_FOOTNOTE = re.compile(r"\s*\*{1,3}\s*\)?\s*\w")


def read_tabel(board: Board, region: Region, columns: TableColumns, aspek: Daftar, *, kualitatif: bool) -> None:
    """Read all items of the table with the columns `columns` of this region onto the board."""
    board.use(*columns.cells)
    _report_columns(board, columns, kualitatif=kualitatif)
    titled = board.label.cocok("bagian", without_number(columns.kepala[RENCANA].text))
    position = Position("utama" if titled == "utama" else "")
    edge = min(cell.col for cell in columns.kepala.values())
    for row in board.row_numbers(region.mulai, region.selesai):
        cells = board.cells_on(row)
        headed = numbers_columns(cell.text for cell in cells) or _is_repeated_heading(board, columns, cells)
        if headed or _is_footnote(cells, edge):
            board.use(*cells)
        elif bagian := bagian_of(board, cells) or _local_section(board, columns, position, region, cells):
            enter_bagian(board, position, bagian, cells)
        else:
            _read_row(board, columns, position, row, aspek, kualitatif)
    _report_apart(board, columns, region)


def _is_footnote(cells: list[BoardCell], edge: int) -> bool:
    """True for a note alone on its row, from the left edge of the table on."""
    return len(cells) == 1 and cells[0].col <= edge and _FOOTNOTE.match(cells[0].text) is not None


def _report_columns(board: Board, columns: TableColumns, *, kualitatif: bool) -> None:
    """What is to be said of the columns once: those that our form has and this table lacks, units in columns of their own."""
    if columns.per_aspek:
        indikator = (
            "satu indikator untuk semuanya" if INDIKATOR in columns.kepala else "tanpa indikator kinerja individu"
        )
        board.doubt("adopsi-bentuk-lama", columns.kepala[columns.per_aspek[0]], indikator=indikator)
    elif not kualitatif and not columns.per_aspek and ASPEK not in columns.kepala:
        board.doubt("adopsi-tanpa-aspek", columns.kepala[RENCANA])
    for role in (SATUAN, *columns.units):
        if role in columns.kepala:
            board.doubt("adopsi-satuan", columns.kepala[role], found=columns.kepala[role].text)


def _is_repeated_heading(board: Board, columns: TableColumns, cells: list[BoardCell]) -> bool:
    """The headings again, as every printed page repeats them, each in its own column."""
    texts = [cell for cell in cells if cell.text.strip()]
    above = {(cell.col, cell.text) for cell in columns.cells}
    return len(texts) >= 2 and all(
        (cell.col, cell.text) in above or columns.role(cell.col) == (read_title(board.label, cell.text).role or None)
        for cell in texts
    )


def _local_section(
    board: Board, columns: TableColumns, position: Position, region: Region, cells: list[BoardCell]
) -> str:
    """`lain` for a text alone on its row below which the numbers begin again: the section of an office, in its words."""
    texts = [cell for cell in cells if cell.text.strip()]
    if len(texts) != 1 or not position.count or texts[0].number is not None or "\n" in texts[0].text.strip():
        return ""
    if columns.role(texts[0].col) not in ("nomor", "") and texts[0].col_to == texts[0].col:
        return ""
    for row in board.row_numbers(texts[0].row_to + 1, region.selesai):
        numbers = [cell.number for cell in board.texts_on(row) if columns.role(cell.col) == "nomor"]
        if numbers and numbers[0] is not None:
            return "lain" if numbers[0] == 1 else ""
    return ""


def _read_row(
    board: Board, columns: TableColumns, position: Position, row: int, aspek: Daftar, kualitatif: bool
) -> None:
    by_role: dict[str, BoardCell] = {}
    for cell in board.cells_on(row):
        if cell.text.strip() or cell.trouble:
            by_role.setdefault(columns.role(cell.col), cell)
    _check_merges(board, columns, row, by_role)
    numbered = by_role.get("nomor")
    number_cell = numbered if numbered is not None and numbered.number is not None else None
    rencana = by_role.get(RENCANA)
    if first := number_cell or rencana:
        _begin_row(board, position, first, number_cell, rencana)
    if not position.count:
        return
    _record_item(board, columns, position, row, by_role)
    if kualitatif:
        ukuran = by_role.get(INDIKATOR)
        if ukuran is not None:
            record_ukuran(board, position, ukuran, split_ukuran(_without_label(board, ukuran)))
    elif has_details(columns, by_role):
        record_details(board, columns, position, row, by_role, aspek)


def _check_merges(board: Board, columns: TableColumns, row: int, by_role: dict[str, BoardCell]) -> None:
    """An error where number and plan do not belong to the same rows: one merged over the beginning of the next result."""
    for role, other in (("nomor", RENCANA), (RENCANA, "nomor")):
        cell = by_role.get(role)
        if (
            cell is None
            or other in by_role
            or not columns.span(other)
            or not (role == RENCANA or cell.number is not None)
        ):
            continue
        above = board.cell_at(row, columns.span(other)[0])
        if above is not None and above.row < row and above.text.strip():
            place = a1(above.row, above.col)
            board.doubt(
                "adopsi-gabungan", above, found=above.text, lain=f"baris {row} ({cell.text.strip()})", sel=place
            )


def _begin_row(
    board: Board, position: Position, first: BoardCell, number_cell: BoardCell | None, rencana: BoardCell | None
) -> None:
    """A new item that begins at `first`, or one more row of the last where number or text are repeated on every row."""
    number = number_cell.number if number_cell else leading_number(rencana.text) if rencana else None
    kept = board.values.get((*position.path, RENCANA))
    same = kept is not None and rencana is not None and same_text(kept[0], rencana.text)
    if position.count and (same or rencana is None) and number is not None and number == position.number:
        board.use(*(cell for cell in (number_cell, rencana) if cell))
        return
    if position.count and same and number is None and rencana is not None:
        board.use(rencana)
        return
    unnumbered = number is None and position.number is not None
    begin_item(board, position, first, number)
    if unnumbered and rencana is not None:
        board.doubt("adopsi-tanpa-nomor", rencana, position.path, found=rencana.text)
        position.number = position.count
    if number_cell:
        board.use(number_cell)


def _record_item(
    board: Board, columns: TableColumns, position: Position, row: int, by_role: dict[str, BoardCell]
) -> None:
    """The texts that stand once per item: the superior's result (a merged one counts for all it covers), the plan."""
    rencana = by_role.get(RENCANA)
    if rencana is not None and not board.is_used(rencana):
        record_rencana(board, position.path, rencana, numbered="nomor" not in by_role)
    if not columns.span(DIINTERVENSI):
        return
    cell = by_role.get(DIINTERVENSI) or board.cell_at(row, columns.span(DIINTERVENSI)[0])
    path = (*position.path, DIINTERVENSI)
    if cell is None or not (cell.text.strip() or cell.trouble):
        return
    if path not in board.values:
        board.record(path, cell)
        if "penugasan_dari" in read_title(board.label, columns.kepala[DIINTERVENSI].text).speaks:
            board.doubt("adopsi-penugasan", cell, path, found=cell.text)
    elif same_text(board.values[path][0], cell.text):
        board.use(cell)


def _without_label(board: Board, cell: BoardCell) -> str:
    """The text of a cell without the lines that only say `Ukuran keberhasilan ...:`."""
    before, after, _ = split_label(board.label, cell.text)
    return "\n".join(part for part in (before, after) if part)


def _report_apart(board: Board, columns: TableColumns, region: Region) -> None:
    """Columns of another paper (evaluation, angka kredit): told once each, their texts stay among what is left over."""
    for name in sorted({*EVALUASI, ANGKA_KREDIT} & set(columns.kepala)):
        heading = columns.kepala[name]
        cells = [
            cell for cell in board.between(region.mulai, region.selesai)
            if columns.role(cell.col) == name and cell.text.strip() and not board.is_used(cell)
        ]  # fmt: skip
        board.set_aside(*cells)
        if name == ANGKA_KREDIT and not cells:
            continue
        code = "adopsi-kolom-evaluasi" if name in EVALUASI else "adopsi-kolom-lain"
        board.doubt(code, heading, found=heading.text, banyak=str(len(cells)))
