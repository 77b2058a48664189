"""The rows below a matriks heading with their cells by column, and which of them are no longer the table.

Below a table stand signatures and notes. They are told by their words, by a blank row above them and by the NIP
under a name; a row that names a person with his post is never one of them. Who the people are is not asked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from skpxl.foreign.board import Board, BoardCell
from skpxl.foreign.matriks.heading import KolomPeran, MatriksHeading
from skpxl.foreign.matriks.words import MatriksWords, sounds_like_result
from skpxl.foreign.wording import is_bulleted

_ROWS_OF_SIGNATURE = 8  # rows from a post to the NIP under its holder


@dataclass
class Line:
    """One row: the cells that begin on it, by what they tell of a person, and those with roles.

    `jeda`: a blank row stands above it. `jabatan_dari_atas`: a merged cell with the post reaches down to it.
    """

    row: int
    siapa: dict[str, list[BoardCell]] = field(default_factory=dict)
    peran: list[tuple[KolomPeran, BoardCell]] = field(default_factory=list)
    lain: list[BoardCell] = field(default_factory=list)
    jeda: bool = False
    jabatan_dari_atas: bool = False

    def cells(self) -> list[BoardCell]:
        """All cells with a text, those of people first."""
        cells = [
            *(cell for group in self.siapa.values() for cell in group),
            *(cell for _, cell in self.peran),
            *self.lain,
        ]
        return [cell for cell in cells if cell.text.strip()]

    def text(self, role: str) -> str:
        """What the row says in the column of names, posts, ...; cells without a letter or digit say nothing."""
        texts = (cell.text.strip() for cell in self.siapa.get(role, []))
        return "\n".join(text for text in texts if any(map(str.isalnum, text)))

    @property
    def bernomor(self) -> bool:
        """True where the row has a number of its own, and a name or a post."""
        number = any(cell.number is not None for cell in self.siapa.get("nomor", []))
        return number and bool(self.text("nama") or self.text("jabatan"))


def lines_below(board: Board, heading: MatriksHeading, end: int) -> list[Line]:
    """The rows with cells below a heading and above row `end`."""
    lines: list[Line] = []
    last_row = heading.bawah
    for row, cells in groupby(board.between(heading.bawah + 1, end), key=lambda cell: cell.row):
        line = Line(row, jeda=bool(lines) and row > last_row + 1)
        for cell in cells:
            last_row = max(last_row, min(cell.row_to, board.sheet.last_row))
            if column := heading.peran(cell.col):
                line.peran.append((column, cell))
            elif (role := heading.role(cell.col)) and role != "lain":
                line.siapa.setdefault(role, []).append(cell)
            else:
                line.lain.append(cell)
        line.jabatan_dari_atas = from_above(board, heading, row, "jabatan") is not None
        lines.append(line)
    return lines


def from_above(board: Board, heading: MatriksHeading, row: int, role: str) -> BoardCell | None:
    """The merged cell of an earlier row that reaches down to `row` in the column of names, posts, ..."""
    for col in heading.span(role):
        cell = board.cell_at(row, col)
        if cell is not None and heading.bawah < cell.row < row:
            return cell
    return None


def below_the_table(lines: Sequence[Line], words: MatriksWords, heading: MatriksHeading) -> set[int]:
    """The numbers of the rows that are signatures or notes. After a signature the table may go on with a person."""
    by_column = [_marks(line, words, lines[n - 1] if n else None) for n, line in enumerate(lines)]
    marks = [set(found.values()) for found in by_column]
    people = [_is_person(line, words, heading) for line in lines]
    certain = [people[n] and bool(line.peran or line.bernomor) for n, line in enumerate(lines)]
    first = next((n for n, found in enumerate(marks) if "pasti" in found and not certain[n]), len(lines))
    last = max((n for n in range(len(lines)) if certain[n] or (people[n] and n < first)), default=-1)
    last_signature = max((n for n, found in enumerate(marks) if found & {"pasti", "nip"}), default=-1)
    tail: set[int] = set()
    closed = False
    for n, line in enumerate(lines):
        closed = not certain[n] and (
            closed
            or "pasti" in marks[n]
            or (n > last and line.jeda and _is_signature(lines, marks, n, last_signature))
            or (n > last and not line.jeda and _signature_follows(lines, by_column, n))
        )
        if closed or (n > last and line.jeda and _is_text_on_the_right(line, words)):
            tail.add(line.row)
    return tail


def _marks(line: Line, words: MatriksWords, above: Line | None) -> dict[int, str]:
    """The marks of a signature or note on a row by column; `mungkin jabatan` for one in the column of posts."""
    marks = {}
    for cell in line.cells():
        lines = cell.lines
        mark = words.penutup(lines[0]) if lines else ""
        if mark == "mungkin" and any(words.penutup(other) == "nip" for other in lines[1:]):
            mark = "pasti"
        if mark == "nip" and cell in line.siapa.get("nama", []) and above is not None and not line.jeda:
            no_signature = not above.jeda or above.text("jabatan") or above.peran
            mark = "" if no_signature and above.text("nama") and not words.penutup(above.text("nama")) else mark
        if mark == "nip" and cell in line.siapa.get("nip", []):
            mark = ""
        if mark == "mungkin" and cell in line.siapa.get("jabatan", []):
            mark = "mungkin jabatan"
        if mark:
            marks[cell.col] = mark
    return marks


def _is_person(line: Line, words: MatriksWords, heading: MatriksHeading) -> bool:
    """True for a row with a name and a post (or, in a table without posts, a name and a role)."""
    name, jabatan = line.text("nama"), line.text("jabatan")
    if not name or words.penutup(name.splitlines()[0]) or not words.orang(name).nama:
        return False
    if not heading.span("jabatan"):
        return bool(line.peran)
    has_post = bool(jabatan) and words.penutup(jabatan.splitlines()[0]) not in ("pasti", "nip")
    return has_post or line.jabatan_dari_atas


def _is_signature(lines: Sequence[Line], marks: Sequence[set[str]], start: int, signature: int) -> bool:
    """True where the rows from `start` to the next blank one hold the words of a signature."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].jeda), len(lines))
    found = set().union(*marks[start:end])
    return bool(found & {"pasti", "nip", "mungkin"} or ("mungkin jabatan" in found and signature >= start))


def _signature_follows(lines: Sequence[Line], marks: Sequence[dict[int, str]], start: int) -> bool:
    """True where a signature begins right below the table: a post, and in its column the NIP of its holder soon below."""
    columns = [col for col, mark in marks[start].items() if mark == "mungkin"]
    for n in range(start + 1, min(start + 1 + _ROWS_OF_SIGNATURE, len(lines)) if columns else 0):
        if lines[n].jeda and {"mungkin", "pasti"} & set(marks[n].values()):
            return False
        if any(marks[n].get(col) == "nip" for col in columns):
            return True
    return False


def _is_text_on_the_right(line: Line, words: MatriksWords) -> bool:
    """True for a single text far right, below a blank row, that may be the name under a signature: no sentence, no list."""
    cells = line.cells()
    if len(cells) != 1 or not (line.peran or line.lain):
        return False
    text = cells[0].text.strip()
    sentence = any(word[:1].islower() and not words.in_name(word) for word in text[:200].split())
    return not (sentence or is_bulleted(text) or "\n" in text or sounds_like_result(text))
