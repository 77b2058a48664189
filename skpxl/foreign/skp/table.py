"""Results in a table with columns (`NO | ... | RENCANA HASIL KERJA | ASPEK | INDIKATOR | TARGET`) of a foreign SKP."""

from skpxl.foreign.board import Board, BoardCell, Jalur, same_text
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.skp.items import (
    Position,
    begin_item,
    enter_bagian,
    leading_number,
    record_rencana,
    record_ukuran,
    split_label,
    split_ukuran,
)
from skpxl.foreign.skp.regions import EVALUASI, TableColumns, Wilayah, bagian_of
from skpxl.foreign.wording import without_digits
from skpxl.template.lists import Daftar

_DIINTERVENSI = "rencana_hasil_kerja_diintervensi"
_RENCANA = "rencana_hasil_kerja"
_DETAILS = ("aspek", "indikator_kinerja_individu", "target")


def read_tabel(board: Board, region: Wilayah, columns: TableColumns, aspek: Daftar, *, kualitatif: bool) -> None:
    """Read all items of the table with the columns `columns` of this region onto the board."""
    board.use(*(cell for name, cell in columns.kepala.items() if not name.startswith("lain ")))
    position = Position()
    for row in board.row_numbers(region.mulai, region.selesai):
        cells = board.cells_on(row)
        if numbers_columns(cell.text for cell in cells) or _is_repeated_heading(board, cells):
            board.use(*cells)
        elif bagian := bagian_of(board, cells):
            enter_bagian(board, position, bagian, cells)
        else:
            _read_row(board, columns, position, row, aspek, kualitatif)
    _report_evaluasi(board, columns, region)


def _is_repeated_heading(board: Board, cells: list[BoardCell]) -> bool:
    """The headings again, as every printed page repeats them."""
    return len(cells) >= 2 and all(board.label.cocok("kolom", cell.text) for cell in cells)


def _read_row(
    board: Board, columns: TableColumns, position: Position, row: int, aspek: Daftar, kualitatif: bool
) -> None:
    by_role: dict[str, BoardCell] = {}
    for cell in board.cells_on(row):
        if cell.text.strip() or cell.trouble:
            by_role.setdefault(columns.role(cell.col), cell)
    numbered = by_role.get("nomor")
    number_cell = numbered if numbered is not None and numbered.number is not None else None
    rencana = by_role.get(_RENCANA)
    if first := number_cell or rencana:
        _begin_row(board, position, first, number_cell, rencana)
    if not position.count:
        return
    _record_item(board, columns, position, row, by_role)
    if kualitatif:
        ukuran = by_role.get("indikator_kinerja_individu")
        if ukuran is not None:
            record_ukuran(board, position, ukuran, split_ukuran(_without_label(board, ukuran)))
    elif any(name in by_role for name in _DETAILS):
        _record_details(board, columns, position, row, by_role, aspek)


def _begin_row(
    board: Board, position: Position, first: BoardCell, number_cell: BoardCell | None, rencana: BoardCell | None
) -> None:
    """A new item that begins at `first`, or one more row of the last where number or text are repeated on every row."""
    number = number_cell.number if number_cell else leading_number(rencana.text) if rencana else None
    kept = board.values.get((*position.path, _RENCANA))
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
    rencana = by_role.get(_RENCANA)
    if rencana is not None and not board.is_used(rencana):
        record_rencana(board, position.path, rencana, numbered="nomor" not in by_role)
    if not columns.span(_DIINTERVENSI):
        return
    cell = by_role.get(_DIINTERVENSI) or board.cell_at(row, columns.span(_DIINTERVENSI)[0])
    path = (*position.path, _DIINTERVENSI)
    if cell is None or not (cell.text.strip() or cell.trouble):
        return
    if path not in board.values:
        board.record(path, cell)
        if board.label.cocok("kolom", columns.kepala[_DIINTERVENSI].text) == "penugasan_dari":
            board.doubt("adopsi-penugasan", cell, path, found=cell.text)
    elif same_text(board.values[path][0], cell.text):
        board.use(cell)


def _without_label(board: Board, cell: BoardCell) -> str:
    """The text of a cell without the lines that only say `Ukuran keberhasilan ...:`."""
    before, after, _ = split_label(board.label, cell.text)
    return "\n".join(part for part in (before, after) if part)


def _record_details(
    board: Board, columns: TableColumns, position: Position, row: int, by_role: dict[str, BoardCell], aspek: Daftar
) -> None:
    """One aspek row; a single row whose three cells hold as many lines each is several."""
    cells = {}
    for name in _DETAILS:
        if columns.span(name) and (found := by_role.get(name) or board.cell_at(row, columns.span(name)[0])):
            cells[name] = found
    lines = {name: cell.lines for name, cell in cells.items()}
    count = len(lines.get("aspek", []))
    split = (
        count > 1
        and all(aspek.match(without_digits(line)) for line in lines["aspek"])
        and all(len(texts) == count for texts in lines.values())
    )
    for index in range(count if split else 1):
        position.details += 1
        for name, cell in cells.items():
            path = (*position.path, "indikator", position.details, name)
            text = lines[name][index] if split else cell.text
            board.record(path, cell, text)
            if name == "aspek" and text.strip():
                _check_aspek(board, path, cell, text, aspek)


def _check_aspek(board: Board, path: Jalur, cell: BoardCell, text: str, aspek: Daftar) -> None:
    official = aspek.match(without_digits(text.strip()))
    if official is None:
        board.doubt("adopsi-aspek", cell, path, found=text, pilihan=", ".join(aspek.nilai))
    elif official != text:
        board.record(path, cell, official)
        board.doubt("adopsi-dirapikan", cell, path, found=text, dibaca=official)


def _report_evaluasi(board: Board, columns: TableColumns, region: Wilayah) -> None:
    """Columns of an evaluation belong to another paper: told once each, their texts stay among what is left over."""
    for name in sorted(EVALUASI & set(columns.kepala)):
        heading = columns.kepala[name]
        cells = [
            cell for cell in board.between(region.mulai, region.selesai)
            if columns.role(cell.col) == name and cell.text.strip() and not board.is_used(cell)
        ]  # fmt: skip
        board.set_aside(*cells)
        board.doubt("adopsi-kolom-evaluasi", heading, found=heading.text, banyak=str(len(cells)))
