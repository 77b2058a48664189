"""Signatures on a foreign SKP: place and date, and whether names and NIPs agree with the identity block."""

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.people import digits_of
from skpxl.foreign.skp.identity import MEDAN, ORANG, record_nip
from skpxl.foreign.wording import holds_date
from skpxl.model.nip import clean_nip
from skpxl.template.labels import fold

_HEADINGS_MAX = 40  # headings that are looked at; nobody signs more often
_ROWS_BELOW = 9  # rows below the heading in which name and NIP stand


def read_tanda_tangan(board: Board, start: int, known: Board) -> None:
    """Use up the signatures from row `start` on; `known` holds the identity (another sheet's board, or the same)."""
    headings = [
        (cell, person)
        for cell in board.between(start, 10**9)
        for person in ORANG
        if any(board.label.cocok("siapa", line) == person for line in cell.lines)
    ]
    del headings[_HEADINGS_MAX:]
    for cell, person in headings:
        lines = [line for line in cell.lines if board.label.cocok("siapa", line) is None]
        _take_lines(board, cell, person, lines, known)
        board.use(cell)
        for below in board.between(cell.row + 1, cell.row_to + _ROWS_BELOW):
            under = _is_under(below, cell, [other for other, _ in headings]) and not board.is_used(below)
            if under and _take_lines(board, below, person, below.lines, known):
                board.use(below)
    for cell in board.between(min((cell.row for cell, _ in headings), default=10**9) - 3, 10**9):
        if headings and not board.is_used(cell) and holds_date(cell.text, board.label):
            board.use(cell)
            known.values.setdefault(("tempat_tanggal",), (cell.text.strip(), cell))


def _is_under(cell: BoardCell, heading: BoardCell, headings: list[BoardCell]) -> bool:
    """True for a cell under a heading: of the headings on its row it is the nearest by column."""
    apart = heading.columns_apart(cell.col, cell.col_to)
    beside = (other.columns_apart(cell.col, cell.col_to) for other in headings if other.row == heading.row)
    return apart == min(beside) and apart <= 2


def _take_lines(board: Board, cell: BoardCell, person: str, lines: list[str], known: Board) -> bool:
    """Take up the lines under (or in) a heading; True where all of them are understood."""
    understood = True
    for line in lines:
        if holds_date(line, board.label):
            known.values.setdefault(("tempat_tanggal",), (line, cell))
        elif not _take_line(board, cell, person, line, known):
            understood = False
    return understood


def _take_line(board: Board, cell: BoardCell, person: str, line: str, known: Board) -> bool:
    values = {field: known.values[person, field][0] for field in MEDAN if (person, field) in known.values}
    clean = line.strip("() ")
    labelled = board.label.awal("identitas", clean, tanda="")
    folded, rest = fold(clean), labelled[1] if labelled else clean
    if {folded, fold(rest)} & {fold(value) for value in values.values()}:
        return True
    if nip := digits_of(clean, 14) or digits_of(rest, 14):
        if nip == clean_nip(values.get("nip", "")):
            return True
        if values.get("nip"):
            board.doubt("adopsi-rancu", cell, (person, "nip"), found=values["nip"], lain=nip, apa="NIP")
        else:
            record_nip(known, person, cell, clean)
            board.doubt("adopsi-dari-tanda-tangan", cell, (person, "nip"), found=nip, apa="NIP")
        return True
    if folded and not values.get("nama") and not any(letter.isdecimal() for letter in folded):
        known.record((person, "nama"), cell, clean)
        board.doubt("adopsi-dari-tanda-tangan", cell, (person, "nama"), found=clean, apa="nama")
        return True
    return not folded
