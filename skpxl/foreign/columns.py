"""Which rows of a sheet head columns, over how many rows, and which column holds what; not what the rows below say.

Rosters are found by it, where a row of known titles is a heading, also of a table that is not looked for. An SKP and a matriks
ask it for columns and for rows that number them, and the board for the lowest heading over a column; why they find their rows
themselves, `skp/heading_rows.py` and `matriks/block.py` say.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from skpxl.foreign.people import LONG_NUMBER
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.wording import item_number
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell

_ROWS_MAX = 4  # rows of one heading
_TITLE_MAX = 40  # characters of a title in a second row
_LETTER = re.compile(r"\(?([A-Za-z])\s*[.)]*")
_CALCULATED = re.compile(r"\s*=[\s\d(+\-–x×*/:)]+(?=\)?$)")
OTHER = "lain"  # the kind of a heading that is of none of the kinds looked for


class Titles(Protocol):
    """What titles mean, for kinds of tables; `rank` 0 is the best wording of a role."""

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of tables that may be met."""

    def role(self, kind: str, path: tuple[str, ...]) -> tuple[str, int] | None:
        """(role, rank) of a column whose titles from above are `path`; None where they mean nothing."""

    def sure(self, rank: int) -> bool:
        """True for the rank of a title that means its role whatever stands below it."""

    def is_heading(self, texts: list[str]) -> bool:
        """True for a row that looks like titles, of whatever table."""

    def complete(self, kind: str, roles: set[str]) -> bool:
        """True where these roles are enough to be the heading of such a table."""

    def is_subtitle(self, text: str) -> bool:
        """True for a word that stands in a second heading row."""

    def is_group(self, text: str) -> bool:
        """True for the head over several columns."""


@dataclass(frozen=True)
class Heading:
    """One heading: kind of table, first and last row, titles per column from above, (rank, column) per role, best first."""

    kind: str
    top: int
    bottom: int
    paths: dict[int, tuple[str, ...]]
    roles: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they hold: (role, first, last column), in the order in which they are asked."""

    spans: tuple[tuple[str, int, int], ...]

    def role(self, col: int) -> str:
        """What a column holds; empty outside all of them."""
        return next((role for role, first, last in self.spans if first <= col <= last), "")

    def span(self, role: str) -> range:
        """The columns that hold a role, the first where there are several such; empty where none does."""
        return next((range(first, last + 1) for held, first, last in self.spans if held == role), range(0))


def numbers_columns(texts: Iterable[str]) -> bool:
    """True for the texts of a row that numbers the columns, as below many headings: `(1) (2) (3)`; some may be missing.

    Letters number them, too, and one may be said to come of others: `5=3x4`.
    """
    found = [_CALCULATED.sub("", rapi(text)) for text in texts]
    places = [ord(letter[1].lower()) if (letter := _LETTER.fullmatch(text)) else item_number(text) for text in found]
    numbers = [number for number in places if number is not None]
    alike = len({bool(_LETTER.fullmatch(text)) for text in found}) == 1
    return 3 <= len(found) == len(numbers) and alike and numbers == sorted(set(numbers))


def find_headings(sheet: Sheet, titles: Titles) -> list[Heading]:
    """Every heading of a sheet, from above; those of other tables are of kind `OTHER`."""
    found: list[Heading] = []
    done = 0
    for row in sorted(sheet.rows):
        if row <= done or not _anchor(sheet, titles, row):
            continue
        if not _tells_who(sheet, titles, row) and _tells_who(sheet, titles, row + 1):
            continue  # the upper row of that heading
        top, bottom = _up(sheet, titles, row, done), _down(sheet, titles, row)
        found.append(_read(sheet, titles, top, bottom))
        done = bottom
    return found


def _read(sheet: Sheet, titles: Titles, top: int, bottom: int) -> Heading:
    """The heading in these rows, of the kind of which it has most columns, else of none."""
    paths = paths_of(sheet, top, bottom)
    best: Heading | None = None
    for kind in titles.kinds:
        roles = roles_of(titles, kind, paths)
        sure = {role for role, places in roles.items() if titles.sure(places[0][0])}
        alone = (_alone(titles, kind, sheet.rows.get(row, {})) for row in range(top, bottom + 1))
        if any(titles.complete(kind, known) for known in (sure, *alone)) and (
            best is None or len(roles) > len(best.roles)
        ):
            best = Heading(kind, top, bottom, paths, roles)
    return best or Heading(OTHER, top, bottom, paths, roles_of(titles, titles.kinds[0], paths))


def roles_of(titles: Titles, kind: str, paths: Mapping[int, tuple[str, ...]]) -> dict[str, list[tuple[int, int]]]:
    """(rank, column) of every role that the titles mean in a table of a kind, best first."""
    roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for col, path in paths.items():
        if meant := titles.role(kind, path):
            roles[meant[0]].append((meant[1], col))
    return {role: sorted(places) for role, places in roles.items()}


def paths_of(sheet: Sheet, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """The titles of every column from above; a head over several columns counts for each, merged or not."""
    cols = sorted({col for row in range(top, bottom + 1) for col in sheet.rows.get(row, {})})
    paths: dict[int, tuple[str, ...]] = {}
    for col in range(cols[0], cols[-1] + 1) if cols else ():
        path: list[str] = []
        for row in range(top, bottom + 1):
            text = sheet.text(row, col) or (_head(sheet, row, col, bottom) if row < bottom and not path else "")
            if text and (not path or path[-1] != text):
                path.append(text)
        if path:
            paths[col] = tuple(path)
    return paths


def _head(sheet: Sheet, row: int, col: int, bottom: int) -> str:
    """The unmerged head to the left of a column that has a title of its own only further down."""
    for left in range(col, 0, -1):
        if not any(sheet.text(below, left) for below in range(row + 1, bottom + 1)):
            return ""
        if text := sheet.text(row, left):
            return text
    return ""


def _anchor(sheet: Sheet, titles: Titles, row: int) -> bool:
    """True for a row that alone says what enough of its columns hold, or looks like titles of another table."""
    cells = sheet.rows[row]
    if len(cells) < 2 or is_data(cells):
        return False
    return _tells_who(sheet, titles, row) or titles.is_heading([rapi(cell.text) for cell in cells.values()])


def _tells_who(sheet: Sheet, titles: Titles, row: int) -> bool:
    """True for a row whose titles are enough for a table of some kind."""
    cells = sheet.rows.get(row, {})
    if len(cells) < 2 or is_data(cells):
        return False
    return any(titles.complete(kind, _alone(titles, kind, cells)) for kind in titles.kinds)


def _alone(titles: Titles, kind: str, cells: Mapping[int, Cell]) -> set[str]:
    meanings = (titles.role(kind, (cell.text,)) for cell in cells.values())
    return {meant[0] for meant in meanings if meant and titles.sure(meant[1])}


def is_data(cells: Mapping[int, Cell]) -> bool:
    """True for a row with a long number in it, which no heading has."""
    return any(
        cell.kind == "angka" and len(cell.text) > 3 or LONG_NUMBER.search(rapi(cell.text)) for cell in cells.values()
    )


def _up(sheet: Sheet, titles: Titles, row: int, done: int) -> int:
    top = row
    while top - 1 > done and row - top < _ROWS_MAX - 1:
        cells = sheet.rows.get(top - 1, {})
        groups = (
            sheet.heads_columns(top - 1)
            or any(titles.is_group(cell.text) for cell in cells.values())
            or titles.is_heading([rapi(cell.text) for cell in cells.values()])
        )
        if is_data(cells) or not (sheet.from_above(top) or (len(cells) > 1 and groups)):
            break
        top -= 1
    return top


def _down(sheet: Sheet, titles: Titles, row: int) -> int:
    bottom = row
    while bottom - row < _ROWS_MAX - 1:
        cells = sheet.rows.get(bottom + 1, {})
        goes_on = (
            any(titles.is_subtitle(cell.text) for cell in cells.values())
            and any(col not in sheet.rows.get(bottom, {}) for col in cells)  # a head above reaches over it
            and all(len(cell.text) <= _TITLE_MAX and cell.kind == "teks" for cell in cells.values())
        )
        goes_on = (
            goes_on or _all_below(sheet, titles, bottom, cells) or (bottom == row and _below_heads(sheet, row, cells))
        )
        if is_data(cells) or not (sheet.from_above(bottom + 1) or goes_on):
            break
        bottom += 1
    return bottom


def _all_below(sheet: Sheet, titles: Titles, row: int, cells: Mapping[int, Cell]) -> bool:
    """True where every cell of the next row stands below a title and most of them are titles themselves."""
    if not cells or not all(sheet.text(row, col) and cell.kind == "teks" for col, cell in cells.items()):
        return False
    alike = sum(_below_another(sheet, titles, row, cell) for cell in cells.values())
    return alike == len(cells) or (
        alike * 2 > len(cells) and all(len(cell.text) <= _TITLE_MAX for cell in cells.values())
    )


def _below_heads(sheet: Sheet, row: int, cells: Mapping[int, Cell]) -> bool:
    """True where every cell of the next row stands below a title that goes over several columns (days below `TANGGAL`)."""
    return len(cells) > 1 and all(
        not sheet.text(row, col)
        or sheet.origin(row, col) == sheet.origin(row, col + 1)
        or sheet.origin(row, col) != (row, col)
        or (not sheet.text(row, col + 1) and col + 1 in cells)
        for col in cells
    )


def _below_another(sheet: Sheet, titles: Titles, row: int, cell: Cell) -> bool:
    """True for a title below another one (`NIP` below `NAMA`: both stand in one column, one row below the other)."""
    title = titles.role(titles.kinds[0], (cell.text,)) is not None or titles.is_subtitle(cell.text)
    return bool(sheet.text(row, cell.col)) and title
