"""Where the tables of an unknown roster file are and what their columns mean: a first map, for people to correct.

Nothing is settled by a guess: two columns that could both be meant are left out and said. What the columns of one table mean
is `choice.py`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import OTHER, Heading, find_headings, is_data, paths_of, roles_of
from skpxl.foreign.people import LONG_NUMBER
from skpxl.foreign.roster.cards import find_labels
from skpxl.foreign.roster.choice import ColumnChoice, choose_columns
from skpxl.foreign.roster.content import Content, columns_by_content
from skpxl.foreign.roster.mapping import RosterMap, TableMap, column_text
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.sheet import Sheet
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell

_TITLES_MAX = 5  # rows of titles above a further table
_SHOWN = 12  # columns of a sheet that is not understood, in its map


@dataclass
class GuessedMap:
    """A map, and for each of its tables (from 1) remarks and what was doubtful in making it."""

    tabel: list[TableMap] = field(default_factory=list)
    lain: dict[int, list[str]] = field(default_factory=dict)
    tentang: dict[int, list[Finding]] = field(default_factory=dict)

    @property
    def temuan(self) -> list[Finding]:
        """What was doubtful about the tables that are read."""
        read = [number for number, table in enumerate(self.tabel, start=1) if table.isi != OTHER]
        said = [finding for number in read for finding in self.tentang.get(number, [])]
        return _alike_once(said)

    @property
    def peta(self) -> RosterMap:
        """The map itself."""
        return RosterMap(tabel=tuple(self.tabel))

    @property
    def has_people(self) -> bool:
        """True where some table is one of people."""
        return any(table.isi == "pegawai" for table in self.tabel)


def detect(sheets: Sequence[Sheet], file: str, golongan: Sequence[str], words: RosterWords) -> GuessedMap:
    """Find the tables of a file; in a file without people all that was found is there to be corrected."""
    detector = _Detector(file, words, Content(words, golongan))
    for sheet in sheets:
        if not sheet.rows:
            continue
        headings = find_headings(sheet, words)
        if all(heading.kind == OTHER for heading in headings) and detector.from_cards(sheet):
            continue
        before = len(detector.guess.tabel)
        if headings:
            detector.from_headings(sheet, headings)
        of_sheet = detector.guess.tabel[before:]
        if not any(table.isi != OTHER for table in of_sheet):
            detector.from_content(sheet, before)
    detector.without_number()
    return detector.guess


@dataclass
class _Detector:
    """One file while its map is made."""

    file: str
    words: RosterWords
    content: Content
    guess: GuessedMap = field(default_factory=GuessedMap)
    of_family: set[int] = field(default_factory=set)  # tables (from 1) whose titles say that they are not of employees

    def _add(
        self,
        table: TableMap,
        cell: str,
        remarks: list[str],
        code: str = "daftar-peta",
        about: tuple[Sequence[Finding], Sequence[Finding]] = ((), ()),
    ) -> None:
        """Add a table; `about` is what is said of its columns before and after the table itself."""
        self.guess.tabel.append(table)
        number = len(self.guess.tabel)
        self.guess.lain[number] = remarks
        if table.isi == OTHER:
            return
        columns = "; ".join(f"{word} dari “{column}”" for word, column in table.kolom.items())
        fixed = "".join(f"; {word} “{value}” dari judul di atasnya" for word, value in table.tetap.items())
        unused = "".join(f"; {remark[0].lower()}{remark[1:]}" for remark in remarks if remark.startswith("Tidak"))
        finding = temuan(code, found=table.isi, kolom=columns + fixed + unused, baris=table.baris)
        self.guess.tentang[number] = [*about[0], finding.at(file=self.file, sheet=table.lembar, cell=cell), *about[1]]

    def from_headings(self, sheet: Sheet, headings: list[Heading]) -> None:
        """Add the tables below these headings; a heading repeated on the next page begins no table of its own."""
        tables: list[tuple[Heading, int, dict[str, str]]] = []
        for above, heading in zip([None, *headings], headings, strict=False):
            top, facts = self._titles_above(sheet, heading, above)
            again = tables and (tables[-1][0].kind, _titles(tables[-1][0])) == (heading.kind, _titles(heading))
            if not (again and facts in ({}, tables[-1][2])):
                tables.append((heading, top, facts))
        ends = [top - 1 for _, top, _ in tables[1:]]
        for (heading, _, facts), end in zip(tables, [*ends, 0], strict=True):
            if not end or end > heading.bottom:  # else a heading without rows
                self._table(sheet, heading, facts, end)

    def _table(self, sheet: Sheet, heading: Heading, facts: dict[str, str], end: int) -> None:
        """Add the table of a heading, its rows ending at `end` (0: with the sheet)."""
        start = heading.bottom + 1
        rows = [row for row in sorted(sheet.rows) if start <= row and (row <= end or not end)]
        choice = choose_columns(sheet, heading, rows, self.content)
        people = choice.kind == "pegawai"
        columns = choice.columns
        with_unit = bool({"unit_kerja", "unit_id"} & set(columns))
        fixed = {
            word: value
            for word, value in facts.items()
            if people and word not in columns and not (word == "unit_kerja" and with_unit)
        }
        sections = people and not with_unit and not fixed.get("unit_kerja") and self._names_units(sheet, rows)
        table = TableMap(
            isi=choice.kind,
            lembar=sheet.name,
            kepala=_span(heading),
            baris=f"{start}-{end or ''}",
            kolom=choice.as_map(),
            tetap=fixed,
            judul_bagian="unit_kerja" if sections else "",
        )
        about = self._about_columns(sheet, heading, choice)
        self._add(table, a1(heading.top, min(heading.paths)), choice.remarks(), about=about)
        if choice.of_family:
            self.of_family.add(len(self.guess.tabel))

    def _about_columns(
        self, sheet: Sheet, heading: Heading, choice: ColumnChoice
    ) -> tuple[list[Finding], list[Finding]]:
        """What is said of columns that may mean two things, and of those that were not understood."""
        unclear = []
        for word, cols in choice.unclear.items():
            text = "; ".join(column_text(col, heading.paths[col]) for col in cols)
            finding = temuan("daftar-kolom-rancu", found=text, kolom=word)
            unclear.append(finding.at(file=self.file, sheet=sheet.name, cell=a1(heading.bottom, cols[0])))
        left = []
        for column in choice.not_understood:
            finding = temuan(
                "daftar-kolom-lain", found=column.title or "(tanpa judul)", kolom=column.letter, contoh=column.sample
            )
            left.append(finding.at(file=self.file, sheet=sheet.name, cell=a1(heading.bottom, column.col)))
        return unclear, left

    def without_number(self) -> None:
        """Beside tables that give NIPs, one without any is no list of employees (children, salaries): it is not read."""
        numbered = any(table.isi == "pegawai" and {"nip", "nama_nip"} & set(table.kolom) for table in self.guess.tabel)
        for number, table in enumerate(self.guess.tabel, start=1):
            nameless = table.isi == "pegawai" and not {"nip", "nama_nip"} & set(table.kolom)
            if nameless and (numbered or number in self.of_family):
                self.guess.tabel[number - 1] = table.model_copy(update={"isi": OTHER, "tetap": {}, "judul_bagian": ""})

    def _names_units(self, sheet: Sheet, rows: list[int]) -> bool:
        """True where some row holds nothing but the name of a unit."""
        alone = (next(iter(sheet.rows[row].values())) for row in rows if len(sheet.rows[row]) == 1)
        return any(self.words.names_unit(rapi(cell.text)) for cell in alone)

    def _titles_above(self, sheet: Sheet, heading: Heading, above: Heading | None) -> tuple[int, dict[str, str]]:
        """(first row of the titles above a heading, what they say of all its people)."""
        top, row, blank = heading.top, heading.top - 1, 0
        facts: dict[str, str] = {}
        while row > (above.bottom if above else 0):
            cells = sheet.rows.get(row, {})
            texts = [rapi(cell.text) for cell in cells.values()]
            if above and (heading.top - row > _TITLES_MAX or blank > 1 or (cells and not self._above(cells, texts))):
                break
            if cells:
                top = row
                if fact := self.words.fact(texts):
                    facts.setdefault(*fact)
            blank += not cells
            row -= 1
        return top, facts

    def _above(self, cells: dict[int, Cell], texts: list[str]) -> bool:
        """True for a row between two tables that belongs to the lower one."""
        signed = any(self.words.closing(text) == "pasti" for text in texts)
        return len(cells) <= 2 and not is_data(cells) and not signed and self.words.is_title(texts)

    def from_cards(self, sheet: Sheet) -> bool:
        """Add a sheet that is made of cards; False where it is none."""
        found = find_labels(sheet, self.words)
        if found is None:
            return False
        top, labels = found
        table = TableMap(isi="pegawai", lembar=sheet.name, susunan="kartu", baris=f"{top}-", kolom=labels)
        self._add(table, a1(top, min(sheet.rows[top])), [])
        return True

    def _unknown_heading(self, sheet: Sheet, rows: list[int], columns: dict[str, int]) -> Heading | None:
        """The row above the first person where it is words only: titles that no list has."""
        who = columns.get("nip", columns.get("nama_nip", 0))
        first = next((row for row in rows if LONG_NUMBER.search(sheet.text(row, who))), 0)
        above = max((row for row in rows if row < first), default=0)
        texts = [rapi(cell.text) for cell in sheet.rows.get(above, {}).values()]
        if len(texts) < 2 or above != first - 1 or not all(any(map(str.isalpha, text)) for text in texts):
            return None
        paths = paths_of(sheet, above, above)
        return Heading(OTHER, above, above, paths, roles_of(self.words, "pegawai", paths))

    def from_content(self, sheet: Sheet, before: int) -> None:
        """Add a table without a heading, where the content of its columns tells who; else the sheet as it is."""
        rows = sorted(sheet.rows)
        columns = columns_by_content(sheet, rows, self.content)
        top = rows[0]
        if "nama_nip" in columns or {"nip", "nama"} <= set(columns):
            del self.guess.tabel[before:]
            if (heading := self._unknown_heading(sheet, rows, columns)) is not None:
                self._table(sheet, heading, self._titles_above(sheet, heading, None)[1], 0)
                return
            named = {word: column_text(col) for word, col in columns.items()}
            table = TableMap(isi="pegawai", lembar=sheet.name, baris=f"{top}-", kolom=named)
            unused = sorted({col for cells in sheet.rows.values() for col in cells} - set(columns.values()))
            remarks = [f"Tidak dipakai: {', '.join(map(column_text, unused))}"] if unused else []
            self._add(table, a1(top, min(sheet.rows[top])), remarks, "daftar-tanpa-judul")
        elif len(self.guess.tabel) == before:
            cols = sorted({col for row in rows[:50] for col in sheet.rows[row]})[:_SHOWN]
            samples = {col: next(text for row in rows if (text := sheet.text(row, col))) for col in cols}
            remarks = [f"Kolom {column_text(col)} berisi, misalnya, “{text[:40]}”" for col, text in samples.items()]
            self._add(TableMap(isi=OTHER, lembar=sheet.name, baris=f"{top}-"), "", remarks)


def _alike_once(findings: Sequence[Finding]) -> list[Finding]:
    """Tables that are laid out in the same way (a card on each sheet) are told once, with how many there are."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.code, finding.found, finding.rincian), []).append(finding)
    told = []
    for group in alike.values():
        first = group[0]
        more = f" (begitu juga {len(group) - 1} tabel lain)" if len(group) > 1 else ""
        parts = tuple((name, text + more if name == "baris" else text) for name, text in first.rincian)
        told.append(replace(first, rincian=parts))
    return told


def _titles(heading: Heading) -> dict[int, tuple[str, ...]]:
    return {col: tuple(map(normal, path)) for col, path in heading.paths.items()}


def _span(heading: Heading) -> str:
    return str(heading.top) if heading.top == heading.bottom else f"{heading.top}-{heading.bottom}"
