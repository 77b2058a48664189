"""Which column of one table holds what: its titles, and where they do not say or say too much, its content. It makes no map.

A used column that stays without a meaning is named, with a sample of what stands in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from skpxl.foreign.columns import OTHER, Heading, roles_of
from skpxl.foreign.people import digits_of
from skpxl.foreign.roster.content import ROWS_MAX, Content, column_texts, name_beside
from skpxl.foreign.roster.mapping import column_text
from skpxl.foreign.roster.plausible import is_name
from skpxl.foreign.roster.words import KATA, RosterWords, TableKind, normal
from skpxl.foreign.sheet import Sheet
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1

_WHO = {"nip", "nama", "nama_nip"}
_STACKED = 0.6  # of the names of a table that stand above NIPs
_SAMPLE = 60  # characters


@dataclass(frozen=True)
class UnknownColumn:
    """A used column that was not understood: where, its titles, how many rows hold something, and one of them."""

    col: int
    letter: str
    title: str
    count: int
    sample: str


@dataclass
class ColumnChoice:
    """The columns of a table by our word, (column, rows below the name); what was unclear, and what is left."""

    kind: TableKind | str
    paths: dict[int, tuple[str, ...]]
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by our word, where they are not all of the path
    unclear: dict[str, list[int]] = field(default_factory=dict)
    not_understood: list[UnknownColumn] = field(default_factory=list)
    not_used: list[int] = field(default_factory=list)
    of_family: bool = False

    def as_map(self) -> dict[str, str]:
        """The columns as a map writes them."""
        return {
            word: column_text(col, self.titles.get(word, self.paths.get(col, ())), below)
            for word, (col, below) in self.columns.items()
        }

    def remarks(self) -> list[str]:
        """What a map says of the columns that it does not use."""
        said = []
        if self.not_used:
            said.append(
                "Tidak dipakai: " + "; ".join(column_text(col, self.paths.get(col, ())) for col in self.not_used)
            )
        for word, cols in self.unclear.items():
            choice = "; ".join(column_text(col, self.paths[col]) for col in cols)
            said.append(f"RANCU: {word} dapat berarti {choice}. Pilih satu dan tulis sebagai {word} = ...")
        said += [
            f"Belum dimengerti: {column.letter}: {column.title or '(tanpa judul)'}, misalnya “{column.sample}”"
            for column in self.not_understood
        ]
        return said


def choose_columns(sheet: Sheet, heading: Heading, rows: Sequence[int], content: Content) -> ColumnChoice:
    """One column for each of our words; where equally good titles hold different values, none, and the choice."""
    return _Chooser(sheet, heading, rows, content).choose()


class _Chooser:
    def __init__(self, sheet: Sheet, heading: Heading, rows: Sequence[int], content: Content) -> None:
        self.sheet = sheet
        self.heading = heading
        self.rows = rows
        self.content = content
        self.words: RosterWords = content.words
        self.kind: TableKind | str = heading.kind
        self.texts = cache(lambda col: column_texts(sheet, rows[:ROWS_MAX], col))

    def choose(self) -> ColumnChoice:
        """The choice for this table."""
        kind: TableKind = "pegawai" if self.kind == OTHER else self.kind  # type: ignore[assignment]
        choice = ColumnChoice(self.kind, self.heading.paths)
        if kind == "pegawai" and self._is_stacked():
            self._choose_stacked(choice)
        else:
            roles = self._believed(kind, self.heading.roles)
            chosen, choice.unclear = self._best(kind, roles)
            choice.columns = {word: (col, 0) for word, col in chosen.items()}
        if kind == "pegawai":
            self._by_content(choice)
            self._places(choice)
            columns = set(choice.columns)
            if not columns & _WHO or (self.kind == OTHER and not self._are_people(columns)):
                choice.kind = OTHER
            else:
                choice.kind = "pegawai"
            titles = {normal(title) for path in self.heading.paths.values() for title in path}
            family = any(self.words.label.cocok("bukan_pegawai", title) for title in titles)
            choice.of_family = family and not columns & {"nip", "nama_nip"}
        elif not choice.columns:
            choice.kind = OTHER
        self._leftovers(choice)
        choice.columns = {word: choice.columns[word] for word in KATA[kind] if word in choice.columns}
        return choice

    def _are_people(self, columns: set[str]) -> bool:
        """True for a table whose titles do not say it, but whose rows hold names and NIPs."""
        return "nama_nip" in columns or {"nip", "nama"} <= columns

    def _believed(self, kind: TableKind, roles: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
        """The roles whose columns do not hold something else."""
        if kind != "pegawai":
            return roles
        believed: dict[str, list[tuple[int, int]]] = {}
        for word, places in roles.items():
            for rank, col in places:
                sure = self.words.sure(rank)
                texts = self.texts(col)
                if self.content.contradicts(word, texts) or not (
                    sure or self.content.agrees(*self._weakly(word, texts))
                ):
                    continue
                meant = "nama_nip" if word == "nama" and self.content.agrees("nama_nip", texts) else word
                believed.setdefault(meant, []).append((rank, col))
        return {word: sorted(places) for word, places in believed.items()}

    def _weakly(self, word: str, texts: list[str]) -> tuple[str, list[str]]:
        """What the content of a column must be for a title that only may mean a word."""
        both = word == "nama" and self.content.agrees("nama_nip", texts)
        return "nama_nip" if both else word, texts

    def _best(
        self, kind: TableKind, roles: dict[str, list[tuple[int, int]]]
    ) -> tuple[dict[str, int], dict[str, list[int]]]:
        columns: dict[str, int] = {}
        unclear: dict[str, list[int]] = {}
        for word in KATA[kind]:
            candidates = roles.get(word, [])
            best = [col for rank, col in candidates if rank == candidates[0][0]]
            filled = [col for col in best if self.texts(col)] or best[:1]
            if len(filled) == 1 or len({tuple(self.sheet.text(row, col) for row in self.rows) for col in filled}) == 1:
                columns[word] = filled[0]
            elif filled:
                unclear[word] = filled
        return columns, unclear

    def _is_stacked(self) -> bool:
        """True where titles stand below each other and so do, in most rows, a name and its NIP."""
        col = next((col for col in self.heading.paths if self._names_above_numbers(col)), 0)
        if not col:
            return False
        texts = [(row, self.sheet.text(row, col)) for row in self.rows[:ROWS_MAX]]
        texts = [(row, text) for row, text in texts if text]
        near = [(above[1], below[1]) for above, below in pairwise(texts) if below[0] - above[0] <= 2]
        names = sum(is_name(text, self.words) for _, text in texts)
        above = sum(is_name(one, self.words) and bool(digits_of(other, 8)) for one, other in near)
        below = sum(is_name(other, self.words) and bool(digits_of(one, 8)) for one, other in near)
        return max(above, below) > 0 and max(above, below) >= names * _STACKED

    def _names_above_numbers(self, col: int) -> bool:
        """True where a column is titled as of names, and in another row of titles as of NIPs."""
        rows = range(self.heading.top, self.heading.bottom + 1)
        titles = [self.words.role("pegawai", (self.sheet.text(row, col),)) for row in rows]
        words = [meant[0] if meant else "" for meant in titles]
        return {"nama", "nip"} <= set(words)

    def _choose_stacked(self, choice: ColumnChoice) -> None:
        """The columns of a table in which a person takes a row for each row of titles."""
        height = self.heading.bottom - self.heading.top + 1
        for below in range(height):
            row = self.heading.top + below
            paths = {col: (text,) for col in self.heading.paths if (text := self.sheet.text(row, col))}
            for word, places in roles_of(self.words, "pegawai", paths).items():
                places = [(rank, col) for rank, col in places if self.words.sure(rank)]
                if places and word not in choice.columns:
                    choice.columns[word] = places[0][1], below
                    choice.titles[word] = paths[places[0][1]]

    def _by_content(self, choice: ColumnChoice) -> None:
        """Give columns whose titles say nothing to what their content is, where that is missing."""
        wanted = {"nip", "email", "pangkat_golongan", "status", "unit_kerja", "jabatan"} - set(choice.columns)
        wanted -= set(choice.unclear)
        if "nama_nip" in choice.columns:
            wanted.discard("nip")
        if {"pangkat", "golongan"} & set(choice.columns):
            wanted.discard("pangkat_golongan")
        found: dict[str, list[int]] = {}
        free = list(self._free(choice))
        for col in free:
            if word := self.content.meant(self.texts(col), wanted):
                found.setdefault(word, []).append(col)
        if "nip" in wanted and "nip" not in found:
            found["nip"] = self._numbers_under_other_titles(choice)
        choice.columns |= {word: (cols[0], 0) for word, cols in found.items() if len(cols) == 1}
        if "nip" in choice.columns and not {"nama", "nama_nip"} & set(choice.columns):
            texts = {col: self.texts(col) for col in self._free(choice) if self.texts(col)}
            if col := name_beside({"nip": choice.columns["nip"][0]}, texts):
                choice.columns["nama"] = col, 0

    def _numbers_under_other_titles(self, choice: ColumnChoice) -> list[int]:
        """Columns of NIPs whose title seemed to say something else; those of superiors are not meant."""
        used = {col for col, _ in choice.columns.values()} | {col for cols in choice.unclear.values() for col in cols}
        meant = {col for places in self.heading.roles.values() for rank, col in places if self.words.sure(rank)}
        free = [col for col in self._all_columns() if col not in used | meant]
        return [col for col in free if self.content.meant(self.texts(col), {"nip"})]

    def _free(self, choice: ColumnChoice) -> Iterator[int]:
        """Columns without a meaning so far, not known to be something without a place on an SKP."""
        used = {col for col, _ in choice.columns.values()} | {col for cols in choice.unclear.values() for col in cols}
        meant = {col for word, places in self.heading.roles.items() for rank, col in places if self.words.sure(rank)}
        contradicted = {
            col
            for word, places in self.heading.roles.items()
            for _, col in places
            if self.content.contradicts(word, self.texts(col))
        }
        for col in self._all_columns():
            path = self.heading.paths.get(col, ())
            if col not in used and (col not in meant or col in contradicted) and not self.words.is_other(path):
                yield col

    def _all_columns(self) -> list[int]:
        of_rows = {col for row in self.rows[:ROWS_MAX] for col in self.sheet.rows[row]}
        return sorted(of_rows | set(self.heading.paths))

    def _places(self, choice: ColumnChoice) -> None:
        """A lone column of places that names no whole office is the unit."""
        if "perangkat_daerah" not in choice.columns or {"unit_kerja", "unit_id"} & {*choice.columns, *choice.unclear}:
            return
        texts = self.texts(choice.columns["perangkat_daerah"][0])
        whole = [text for text in texts if self.words.label.awal("induk", text, tanda="")]
        if len(set(texts)) > 1 and len(whole) * 2 < len(texts):
            choice.columns["unit_kerja"] = choice.columns.pop("perangkat_daerah")

    def _leftovers(self, choice: ColumnChoice) -> None:
        used = {col for col, _ in choice.columns.values()} | {col for cols in choice.unclear.values() for col in cols}
        free = set(self._free(choice))
        for col in self._all_columns():
            if col in used:
                continue
            path = self.heading.paths.get(col, ())
            texts = self.texts(col)
            counted = not any(map(normal, path)) and (
                len(texts) < 2 or all(text.strip(".()").isdecimal() for text in texts)
            )
            if col in free and texts and not counted:
                title = " / ".join(rapi(text) for text in path)
                letter = a1(1, col).removesuffix("1")
                choice.not_understood.append(UnknownColumn(col, letter, title, len(texts), texts[0][:_SAMPLE]))
            elif path:
                choice.not_used.append(col)
