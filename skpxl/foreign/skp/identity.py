"""The identity block of a foreign SKP: five labelled rows each for pegawai and penilai, wherever they stand."""

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.people import digits_of, nips_of_lines
from skpxl.foreign.wording import without_number
from skpxl.model.nip import parse_nip
from skpxl.model.skp import Identitas

MEDAN = tuple(Identitas.model_fields)
ORANG = ("pegawai", "pejabat_penilai")
_GAP = 4  # rows between two labels of one block, and between its heading and the first label

Run = list[tuple[BoardCell, str, str]]  # label cell, field, what stands behind the label in the same cell


def read_identitas(board: Board, end: int) -> int:
    """Find both people above row `end` and keep their values on the board; the block's first row, 0 without one."""
    headings = _headings(board, end)
    done: set[str] = set()
    first_row = 0
    for run in _find_runs(board, end):
        person = _owner(run, headings)
        if person is None:
            person = next((other for other in ORANG if other not in done), "")
            if person:
                board.doubt("adopsi-tanpa-kepala-identitas", run[0][0], (person,))
        if person not in ORANG or person in done:
            continue
        done.add(person)
        first_row = first_row or min(
            [run[0][0].row, *(cell.row for cell, _ in headings if 0 < run[0][0].row - cell.row <= _GAP)]
        )
        for label, field, rest in run:
            _record(board, person, label, field, rest, [cell for cell, _, _ in run])
    board.use(*(cell for cell, _ in headings if done))
    return first_row


def check_identitas(board: Board) -> None:
    """Doubts on what was found: fields without a cell (of the penilai only the name), and the pegawai's NIP."""
    for person, required in (("pegawai", MEDAN), ("pejabat_penilai", ("nama",))):
        for field in required:
            if (person, field) not in board.values:
                if (person, field) == ("pegawai", "nip"):
                    board.doubt("adopsi-tanpa-nip", None, (person, field))
                else:
                    board.doubt("adopsi-identitas", None, (person, field), medan=field.replace("_", " "))
    if ("pegawai", "nip") in board.values:
        text, cell = board.values["pegawai", "nip"]
        nip = parse_nip(text)
        if not nip.sah:
            board.doubt("adopsi-nip", cell, ("pegawai", "nip"), found=text, alasan="; ".join(nip.galat))


def record_nip(board: Board, person: str, cell: BoardCell, text: str) -> None:
    """Keep a NIP as digits, told where it was written otherwise; a cell with two numbers is kept as it is, with a doubt."""
    path = (person, "nip")
    numbers = nips_of_lines(text)
    if len(numbers) > 1:
        board.record(path, cell, text)
        board.doubt("adopsi-rancu", cell, path, found=numbers[0], lain=numbers[1], apa="NIP")
        return
    nip = numbers[0] if numbers else digits_of(text) or text
    board.record(path, cell, nip)
    if nip != text:
        board.doubt("adopsi-dirapikan", cell, path, found=text, dibaca=nip)


def _headings(board: Board, end: int) -> list[tuple[BoardCell, str]]:
    found = ((cell, board.label.cocok("siapa", without_number(cell.text))) for cell in board.between(1, end))
    return [(cell, name) for cell, name in found if name is not None]


def _field_label(board: Board, cell: BoardCell) -> tuple[str, str] | None:
    """(field, rest) of a cell that begins with a field's label; without a colon the label must be all there is."""
    if name := board.label.cocok("identitas", cell.text):
        return name, ""
    begun = board.label.awal("identitas", cell.text)
    if begun and ":" in cell.text.split(begun[1], 1)[0]:
        return begun
    return None


def _find_runs(board: Board, end: int) -> list[Run]:
    """Runs of field labels under each other, at least three different ones, in reading order of their first cell."""
    by_column: dict[int, Run] = {}
    for cell in board.between(1, end):
        if (begun := _field_label(board, cell)) and not board.is_used(cell):
            by_column.setdefault(cell.col, []).append((cell, *begun))
    runs: list[Run] = []
    for labels in by_column.values():
        current: Run = []
        for label in labels:
            if current and (
                label[1] in {field for _, field, _ in current} or label[0].row - current[-1][0].row_to > _GAP
            ):
                runs.append(current)
                current = []
            current.append(label)
        runs.append(current)
    return sorted((run for run in runs if len(run) >= 3), key=lambda run: (run[0][0].row, run[0][0].col))


def _owner(run: Run, headings: list[tuple[BoardCell, str]]) -> str | None:
    """Whose rows these are: the heading nearest above, and on its row the one nearest by column."""
    first = run[0][0]
    above = [(cell, name) for cell, name in headings if 0 < first.row - cell.row_to <= _GAP]
    if not above:
        return None
    lowest = max(cell.row for cell, _ in above)
    beside = [(cell, name) for cell, name in above if cell.row == lowest]
    return min(beside, key=lambda pair: pair[0].columns_apart(first.col, first.col))[1]


def _record(board: Board, person: str, label: BoardCell, field: str, rest: str, labels: list[BoardCell]) -> None:
    number = board.cell_at(label.row, label.col - 1) if label.col > 1 else None
    if number and number.number is not None:
        board.use(number)
    if rest:
        _keep(board, person, field, label, rest)
        return
    board.use(label)
    value = _right_of(board, label) or _below(board, label, labels)
    if value is not None:
        clean = value.text.strip().removeprefix(":").strip() if value.text.lstrip().startswith(":") else value.text
        _keep(board, person, field, value, clean)


def _keep(board: Board, person: str, field: str, cell: BoardCell, text: str) -> None:
    if field == "nip":
        record_nip(board, person, cell, text)
    else:
        board.record((person, field), cell, text)


def _right_of(board: Board, label: BoardCell) -> BoardCell | None:
    """The value beside a label: the first cell to its right that is no colon, before the next block on the row."""
    right = board.beside(label)
    for index, cell in enumerate(right):
        following = right[index + 1] if index + 1 < len(right) else None
        if _field_label(board, cell) or board.label.cocok("siapa", cell.text):
            return None
        if cell.number is not None and following and _field_label(board, following):
            return None
        if cell.text.strip() != ":":
            return cell
        board.use(cell)
    return None


def _below(board: Board, label: BoardCell, labels: list[BoardCell]) -> BoardCell | None:
    """The value under a label, where the next label leaves room for one."""
    below = board.cell_at(label.row_to + 1, label.col)
    if below is None or below in labels or below.col != label.col or _field_label(board, below):
        return None
    known = any(board.label.cocok(group, below.text) for group in ("siapa", "blok", "kolom", "bagian"))
    return None if known or below.number is not None or labels.index(label) == len(labels) - 1 else below
