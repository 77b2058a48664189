"""Where the people and products of a printed matriks stand in its sheet now, and the roles in each cell. It compares nothing.

Headings and names are looked for by what they say; their places may have changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from skpxl.books.matriks_record import RecordedSheet
from skpxl.forms.mark_words import stroke, strokes
from skpxl.model.pembagian import is_vacant_name
from skpxl.model.suntingan import SISA, Kolom, Tertulis, items_of
from skpxl.model.teks import sidik
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid

_GOES_ON = "(lanjutan)"
# Likeness (0-100) from which a name or a heading is the one that was printed, given a typing error or two.
_ALIKE = 85.0
_HEADINGS_WITHIN = 60  # rows


@dataclass
class ReadSheet:
    """One sheet as it stands: rows by person (his position in the record), the roles in his row, the columns that are there.

    `closed` are (person, column) whose cell could not be read; `strays` are roles in rows that were not printed, with the name
    that stands there, and `doubts` are (cell, why, what stands there). `heading` is the row of the headings, `column_at` the
    column of the matriks by that of the sheet, `who_at` the sheet's columns of names and of posts.
    """

    rows: dict[int, list[int]] = field(default_factory=dict)
    roles: dict[int, list[Tertulis]] = field(default_factory=dict)
    columns: set[Kolom] = field(default_factory=set)
    closed: set[tuple[int, Kolom]] = field(default_factory=set)
    strays: list[tuple[str, Tertulis]] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    heading: int = 0
    column_at: dict[int, Kolom] = field(default_factory=dict)
    who_at: tuple[int, int] = (0, 0)


def read_rows(sheet: RecordedSheet, grid: Grid, sisa: str = "Belum terpetakan") -> ReadSheet:
    """The people and roles of one sheet. `sisa` is the heading over results without a place."""
    return _Rows(sheet, grid, sisa).read()


class _Rows:
    """State of reading one sheet."""

    def __init__(self, sheet: RecordedSheet, grid: Grid, sisa: str) -> None:
        self.sheet, self.grid, self.sisa = sheet, grid, sisa
        self.found = ReadSheet()
        self.heading, self.columns = self._headings()
        self.covered = {
            (row, col): (top, left)
            for top, left, bottom, right in grid.merges
            if (bottom - top + 1) * (right - left + 1) < 10_000 and top > self.heading
            for row in range(top, bottom + 1)
            for col in range(left, right + 1)
        }

    def read(self) -> ReadSheet:
        """Columns, people, then the cells where they meet."""
        self.found.columns = set(self.columns.values())
        if self.sheet.kolom and not self.columns:
            self._doubt("", "judul kolomnya tidak ditemukan, jadi lembar ini tidak dibaca", "")
        name_col, post_col = self._who_columns()
        self.found.heading, self.found.column_at = self.heading, self.columns
        self.found.who_at = name_col, post_col
        whose = self._whose(name_col, post_col)
        for row, number in whose.items():
            self.found.rows.setdefault(number, []).append(row)
        for number, rows in self.found.rows.items():
            known = [text for result in self.sheet.orang[number].hasil for text in (result.tercetak, result.teks)]
            self.found.roles[number] = [
                role for row in rows for role in self._roles(number, row, known, {name_col, post_col})
            ]
        self._strays(whose, name_col)
        self._struck_elsewhere()
        return self.found

    # -- headings ----------------------------------------------------------------------------------------------------

    def _headings(self) -> tuple[int, dict[int, Kolom]]:
        """The row of the headings, and the column of the matriks for each column of the sheet."""
        wanted = [(column.teks, (column.unit, column.id)) for column in self.sheet.kolom] + [(self.sisa, SISA)]
        best: tuple[int, dict[int, Kolom]] = (0, {})
        for row in sorted({row for row, _ in self.grid.cells if row <= _HEADINGS_WITHIN}):
            cells = [(col, self.grid.text(row, col)) for col in self._cols(row)]
            matched = _matched([text for text, _ in wanted], [text for _, text in cells])
            if len(matched) > len(best[1]):
                best = row, {cells[at][0]: wanted[number][1] for number, at in matched.items()}
        return best

    def _cols(self, row: int) -> list[int]:
        return sorted(col for at, col in self.grid.cells if at == row)

    # -- people ------------------------------------------------------------------------------------------------------

    def _who_columns(self) -> tuple[int, int]:
        """The columns of names and of posts: those in which most of what was printed is found."""
        names = {sidik(person.nama) for person in self.sheet.orang} - {""}
        posts = {sidik(_first_line(person.jabatan)) for person in self.sheet.orang} - {""}

        def most(texts: set[str], default: int) -> int:
            counts: dict[int, int] = {}
            for (row, col), cell in self.grid.cells.items():
                if row > self.heading and col not in self.columns and sidik(_first_line(cell.text)) in texts:
                    counts[col] = counts.get(col, 0) + 1
            return max(counts, key=lambda col: (counts[col], -col), default=default)

        name_col = most(names, 1)
        return name_col, most(posts, name_col + 1)

    def _whose(self, name_col: int, post_col: int) -> dict[int, int]:
        """The person (position in the record) of each row: by name and post, by name alone, by a name nearly the same."""
        rows: list[tuple[int, str, str]] = []
        on: dict[int, int] = {}  # rows that go on with the person of another row
        for row in sorted({row for row, _ in self.grid.cells if row > self.heading}):
            name, post = _name(self.grid.text(row, name_col)), _first_line(self.grid.text(row, post_col))
            if not (name.strip() or post.strip()):
                continue
            if _first_line(name).endswith(_GOES_ON) and rows:
                on[row] = rows[-1][0]
                continue
            rows.append((row, sidik(_first_line(name)), sidik(post)))
        free = dict(enumerate(rows))
        whose: dict[int, int] = {}

        def take(number: int, at: int) -> None:
            whose[free.pop(at)[0]] = number

        people = [(sidik(person.nama), sidik(_first_line(person.jabatan))) for person in self.sheet.orang]
        left = []
        by_both: dict[tuple[str, str], list[int]] = {}
        for at, (_, name, post) in free.items():
            by_both.setdefault((name, post), []).append(at)
        for person in dict.fromkeys(people):
            numbers = [number for number, other in enumerate(people) if other == person]
            alike = self._alike(numbers, {at: free[at][0] for at in by_both.get(person, ())})
            for number, at in alike.items():
                take(number, at)
            left += [number for number in numbers if number not in alike]
        for number in left:
            if (only := self._only(people[number], free)) is not None:
                take(number, only)
        return whose | {row: whose[first] for row, first in on.items() if first in whose}

    def _alike(self, numbers: Sequence[int], rows: Mapping[int, int]) -> dict[int, int]:
        """Which row (by position) is whose among people of one name and post: by NIP, by the roles there, the only one left."""
        if len(numbers) == 1:
            return dict(zip(numbers, rows, strict=False))
        scores = sorted(
            (-self._tells(number, row), place, at) for place, number in enumerate(numbers) for at, row in rows.items()
        )
        found: dict[int, int] = {}
        for negative, place, at in scores:
            if negative and numbers[place] not in found and at not in found.values():
                found[numbers[place]] = at
        rest, free = [n for n in numbers if n not in found], [at for at in rows if at not in found.values()]
        if len(rest) == len(free) == 1 or not any(self.sheet.orang[n].hasil for n in rest):
            found |= dict(zip(rest, free, strict=False))
        return found

    def _tells(self, number: int, row: int) -> int:
        """How much in a row tells that it is this person's: his NIP above all, then each of his roles."""
        person = self.sheet.orang[number]
        texts = [self.grid.text(row, col) for col in self._cols(row)]
        known = [text for result in person.hasil for text in (result.tercetak, result.teks)]
        there = {sidik(item) for text in texts for item in items_of(text, known)}
        has_nip = bool(person.nip) and any(person.nip in "".join(text.split()) for text in texts)
        return 1000 * has_nip + len(there & set(map(sidik, known)))

    @staticmethod
    def _only(person: tuple[str, str], free: dict[int, tuple[int, str, str]]) -> int | None:
        """The one row that is left of a person whose name or post was written otherwise."""
        from rapidfuzz import fuzz

        name, post = person
        same = [at for at, row in free.items() if name and row[1] == name]
        near = [at for at, row in free.items() if name and fuzz.ratio(row[1], name) >= _ALIKE and row[2] == post]
        return next((found[0] for found in (same, near) if len(found) == 1), None)

    # -- roles -------------------------------------------------------------------------------------------------------

    def _roles(self, number: int, row: int, known: Sequence[str], who: set[int]) -> Iterator[Tertulis]:
        """The roles of one row; a cell that cannot be read for certain is closed, and said."""
        whole = {sidik(text) for text in known}
        for col in self._cols(row) + [
            col for at, col in self.covered if at == row and (at, col) not in self.grid.cells
        ]:
            column = self.columns.get(col)
            if col in who:
                continue
            cell = self.grid.cells.get((row, col))
            if column is not None and self._is_closed(row, col, cell):
                self.found.closed.add((number, column))
                continue
            for item in items_of(cell.text if cell else "", known):
                # Beside the matriks people write what they like; only a result that was put there is missed elsewhere.
                if column is not None or sidik(item) in whole:
                    yield Tertulis(column, item, f"{self.grid.name}!{a1(row, col)}")

    def _is_closed(self, row: int, col: int, cell: Cell | None) -> bool:
        """True for a cell of several people or products, and for one that a program computes."""
        place = a1(row, col)
        if (row, col) in self.covered:
            top = self.covered[row, col]
            self._doubt(a1(*top), "selnya digabung dengan sel lain; pisahkan dulu", self.grid.text(*top))
            return True
        if cell is not None and (cell.formula is not None or cell.kind == "galat"):
            self._doubt(place, "selnya berisi rumus atau galat; ketik sebagai tulisan", cell.text)
            return True
        if cell is not None and cell.struck is not None:
            self._doubt(place, f"{stroke(cell)}; coretan tidak dibaca: hapus tulisan yang tidak berlaku", cell.text)
            return True
        return False

    def _struck_elsewhere(self) -> None:
        """Names, posts and headings that are struck through: one doubt, at the first of them."""
        told = {place for place, _, _ in self.found.doubts}
        struck = [cell for cell in self.grid.cells.values() if cell.struck is not None and cell.alamat not in told]
        if struck:
            reason = f"ada tulisan di luar sel peran yang dicoret ({strokes(struck)}); itu tidak mengeluarkan apa pun"
            self._doubt(struck[0].alamat, reason, struck[0].text)

    def _doubt(self, place: str, reason: str, text: str) -> None:
        if all(place != told for told, _, _ in self.found.doubts):
            self.found.doubts.append((place, reason, text))

    def _strays(self, whose: dict[int, int], name_col: int) -> None:
        """The roles in rows that somebody has added: under a name, or below somebody's row what was printed in it."""
        above = -1
        for row in sorted({row for row, _ in self.grid.cells if row > self.heading}):
            above = whose.get(row, above)
            if row in whose:
                continue
            name = _first_line(_name(self.grid.text(row, name_col)))
            own = self.sheet.orang[above] if above >= 0 else None
            known = [text for result in own.hasil for text in (result.tercetak, result.teks)] if own else []
            for col, column in self.columns.items():
                items = items_of(self.grid.text(row, col), known) if (row, col) not in self.covered else []
                for item in items:
                    if name or sidik(item) in map(sidik, known):
                        place = f"{self.grid.name}!{a1(row, col)}"
                        self.found.strays.append((name or (own.nama if own else ""), Tertulis(column, item, place)))


def _matched(wanted: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Which text of `there` (by position) stands for which of `wanted`: the same, one nearly the same, the only one left."""
    from rapidfuzz import fuzz

    matched: dict[int, int] = {}
    keys = [sidik(text) for text in there]
    for number, text in enumerate(wanted):
        at = next(
            (at for at, key in enumerate(keys) if key and key == sidik(text) and at not in matched.values()), None
        )
        if at is not None:
            matched[number] = at
    if matched:
        for number, text in enumerate(wanted):
            near = [
                at
                for at, key in enumerate(keys)
                if at not in matched.values() and fuzz.ratio(key, sidik(text)) >= _ALIKE
            ]
            if number not in matched and len(near) == 1:
                matched[number] = near[0]
        lost = [number for number in range(len(wanted) - 1) if number not in matched]  # but for *Belum terpetakan*
        free = [at for at, key in enumerate(keys) if key and at not in matched.values()]
        if len(lost) == len(free) == 1:
            matched[lost[0]] = free[0]
    return matched


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _name(text: str) -> str:
    """What stands in the column of names; nothing for a vacant post."""
    return "" if is_vacant_name(text) else text
