"""A roster of any layout read by its map: rows of our columns, doubts, and the account of every row. No rules here.

What the rows mean for a roster (units, superiors, golongan) is `roster.py`'s business; where tables are, `detect.py`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import paths_of
from skpxl.foreign.people import holds_nip, nip_inside
from skpxl.foreign.roster.accounting import Bookkeeping, Nasib
from skpxl.foreign.roster.cards import read_cards
from skpxl.foreign.roster.lines import Lines
from skpxl.foreign.roster.mapping import RosterMap, TableMap, column_of
from skpxl.foreign.roster.person import Doubt, tidy_person
from skpxl.foreign.roster.rowkind import RowJudge
from skpxl.foreign.roster.same_person import unite
from skpxl.foreign.roster.told import MOST, Told
from skpxl.foreign.roster.units import choose_unit, units_of_people
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, UNIT, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.table import TableContent, TableRow
from skpxl.foreign.wording import without_number
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell

# Columns whose value often stands once, merged over all its rows.
_REACHING_DOWN = (
    "unit_kerja",
    "unit_id",
    "perangkat_daerah",
    "penilai_nama",
    "nip_penilai",
    "penilai_nama_nip",
    "status",
)
_REPORTED: tuple[Nasib, ...] = ("subtotal", "tanda tangan", "catatan", "judul bagian", "contoh isian")


@dataclass
class MappedTables:
    """What a map got out of a file: tables as `roster.py` takes them, doubts with their place, the account."""

    isi: dict[RosterTable, TableContent]
    temuan: list[Finding]
    pembukuan: Bookkeeping


def read_by_map(
    sheets: list[Sheet], peta: RosterMap, file: str, words: RosterWords, golongan: Sequence[str] = ()
) -> MappedTables:
    """Read the sheets of `file` as the map says; golongan ruang are compared by their list. Raises SkpxlError where the map
    does not fit the file."""
    return _Reader(sheets, file, words, golongan).read(peta)


@dataclass
class _Reader:
    """A file while it is read. `people` are rows of people in file order, still with the words of the map."""

    sheets: list[Sheet]
    file: str
    words: RosterWords
    golongan: Sequence[str] = ()
    by_name: dict[str, Sheet] = field(default_factory=dict)
    people: list[TableRow] = field(default_factory=list)
    units: list[TableRow] = field(default_factory=list)
    produk: list[TableRow] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    account: Bookkeeping = field(default_factory=Bookkeeping)
    table: int = 0  # the table that is being read
    tables: list[int] = field(default_factory=list)  # of every person
    numbers: list[tuple[str, Cell, str]] = field(default_factory=list)  # NIPs outside of people's rows, with their row

    def read(self, peta: RosterMap) -> MappedTables:
        self.by_name = {sheet.name: sheet for sheet in self.sheets}
        self.account.rows = [(name, number) for name, sheet in self.by_name.items() for number in sheet.rows]
        for number, table in enumerate(peta.tabel):
            sheet = self._sheet(table.lembar)
            self.table = number
            if table.isi == "lain":
                self._read_nothing(sheet, table)
            elif table.susunan == "kartu":
                self._read_cards(sheet, table)
            else:
                self._read_rows(sheet, table)
        self._outside(peta)
        codes = {sidik(row.sel["kode"].text) for row in self.units if "kode" in row.sel}
        for row in self.people:
            choose_unit(row.sel, codes)
        self._unite()
        self._outside_numbers()
        if not self.units:
            self.units = units_of_people(self.people)
            for row in self.units:
                cell, code = row.sel["nama"], row.sel["kode"].text
                self._doubt(row.sheet_of("nama"), Doubt("daftar-unit-turunan", cell, cell.text, code))
        self.account.check((row.lembar, row.nomor) for row in self.people)
        name = next((table.lembar for table in peta.tabel if table.isi == "pegawai"), next(iter(self.by_name), ""))
        tables = {PEGAWAI: self.people, UNIT: self.units, PRODUK: self.produk}
        contents = {table: TableContent(name, {}, rows, []) for table, rows in tables.items()}
        more = [
            temuan("daftar-masih-ada", found=code, banyak=count, disebut=MOST).at(file=self.file, sheet=name)
            for code, count in self.told.left_out().items()
        ]
        return MappedTables(contents, [*self.told, *more], self.account)

    def _sheet(self, name: str) -> Sheet:
        for known, sheet in self.by_name.items():
            if known == name or sidik(known) == sidik(name):
                return sheet
        raise SkpxlError(
            f"Peta menyebut lembar “{name}”, tetapi {self.file} hanya memuat {', '.join(self.by_name)}; "
            "betulkan petanya, atau hapus agar dibuat lagi."
        )

    def _read_rows(self, sheet: Sheet, table: TableMap) -> None:
        titles = self._match(sheet, table)
        columns = table.kolom_nomor()
        name = sheet.name
        if header := table.rentang_kepala:
            for row in range(header[0], header[1] + 1):
                if row in sheet.rows:
                    self._record(name, row, "kepala")
        first, last = table.rentang_baris
        widths = {r1: c2 - c1 + 1 for r1, c1, _, c2 in sheet.merges if first <= r1 <= last}
        judge = RowJudge(columns, titles, widths, self.words)
        lines = Lines(table, self.words)
        section: Cell | None = None
        others: list[tuple[int, int, Nasib]] = []
        for number, row in enumerate(sorted(number for number in sheet.rows if first <= number <= last)):
            cells = sheet.rows[row]
            if table.isi != "pegawai":
                self._add_other(name, row, cells, table, columns)
                continue
            fate: Nasib = "lanjutan" if self._continues(lines, row, cells) else judge.fate(row, cells)
            if fate == "orang":
                self._add_person(sheet, row, columns, table, section)
                lines.begin(row, self.people[-1].sel)
            elif fate == "judul bagian" and table.judul_bagian:
                cell = next(iter(cells.values()))
                section = replace(cell, text=without_number(cell.text))
                self._doubt(name, Doubt("daftar-unit-dari-judul", cell, section.text))
            elif fate in _REPORTED:
                others.append((number, row, fate))
            elif fate == "tak terbaca":
                self._report_unread(name, cells)
            self._record(name, row, fate)
            if fate == "orang" and not sheet.merges:
                del sheet.rows[row]  # all that is wanted of it has been taken: a long list need not be there twice
        self._finish(sheet, lines, titles)
        self._report(sheet, others)

    def _match(self, sheet: Sheet, table: TableMap) -> dict[int, tuple[str, ...]]:
        """The titles of the header rows; refuses a map whose titles are not those of the file."""
        header = table.rentang_kepala
        titles = paths_of(sheet, *header) if header else {}
        for word, column in table.kolom.items():
            col, remembered = column_of(column)
            path = titles.get(col, ())
            found = " / ".join(path)
            as_remembered = {normal(found), *map(normal, path)} if table.baris_per_orang > 1 else {normal(found)}
            if header and remembered and normal(remembered) not in as_remembered:
                raise SkpxlError(
                    f"Peta tidak cocok dengan {self.file}: menurut peta {word} ada di kolom “{column}”, tetapi kolom itu "
                    f"di lembar “{table.lembar}” berjudul “{found}”; betulkan petanya, atau hapus agar dibuat lagi."
                )
        return titles

    def _add_person(
        self, sheet: Sheet, row: int, columns: dict[str, int], table: TableMap, section: Cell | None
    ) -> None:
        cells: dict[str, Cell] = {}
        for word, col in columns.items():
            cell = sheet.cell(row, col) if word in _REACHING_DOWN else sheet.rows[row].get(col)
            if cell is not None and not self.words.is_nothing(cell.text):
                cells[word] = cell
        if section is not None and "unit_kerja" not in cells:
            cells["unit_kerja"] = section
        self._add(sheet.name, row, cells, table)

    def _add(self, sheet: str, row: int, cells: dict[str, Cell], table: TableMap) -> None:
        first = next(iter(cells.values()))
        for word, value in table.tetap.items():
            if word not in cells:
                cells[word] = Cell(first.row, first.col, value, "teks")
        self.people.append(TableRow(row, cells, sheet))
        self.tables.append(self.table)

    def _continues(self, lines: Lines, row: int, cells: dict[int, Cell]) -> bool:
        """A further row of the person above: his NIP below his name, and what else stands there."""
        return bool(self.people) and lines.take(row, cells)

    def _finish(self, sheet: Sheet, lines: Lines, titles: dict[int, tuple[str, ...]]) -> None:
        """Bring the people of a table to our columns, once all their rows are known, and tell what of those is not used."""
        for place, cells in enumerate(lines.people, start=len(self.people) - len(lines.people)):
            tidy, doubts = tidy_person(cells, self.words)
            self.people[place] = replace(self.people[place], sel=tidy)
            for doubt in doubts:
                self._doubt(sheet.name, doubt)
        for doubt in lines.left_over(titles):
            self._doubt(sheet.name, doubt)

    def _add_other(
        self, sheet: str, row: int, cells: dict[int, Cell], table: TableMap, columns: dict[str, int]
    ) -> None:
        """A row of units or products; a row without any of their columns is said."""
        named = {word: cells[col] for word, col in columns.items() if col in cells}
        if len(named) < 2:
            self._report_unread(sheet, cells)
            self._record(sheet, row, "tak terbaca")
            return
        is_unit = table.isi == "unit"
        (self.units if is_unit else self.produk).append(TableRow(row, named, sheet))
        self._record(sheet, row, "unit" if is_unit else "produk")

    def _read_cards(self, sheet: Sheet, table: TableMap) -> None:
        first, last = table.rentang_baris
        page = read_cards(sheet, self.words, first, last, table.kolom)
        name = sheet.name
        for card in page.cards:
            self._add(name, card.row, dict(card.cells), table)
            tidy, doubts = tidy_person(self.people[-1].sel, self.words)
            self.people[-1] = replace(self.people[-1], sel=tidy)
            for doubt in doubts:
                self._doubt(name, doubt)
            for cell in card.doubles:
                self._doubt(name, Doubt("daftar-kartu-ganda", cell, rapi(cell.text)))
        self.account.cards += [(name, card.row) for card in page.cards]
        for row in page.rows:
            self._record(name, row, "kartu")
        others: list[tuple[int, int, Nasib]] = []
        place = {row: number for number, row in enumerate(sorted(sheet.rows))}
        for row in sorted(page.signatures | page.others | page.examples):
            fate: Nasib = (
                "tanda tangan" if row in page.signatures else "contoh isian" if row in page.examples else "catatan"
            )
            others.append((place[row], row, fate))
            self._record(name, row, fate)
            if row in page.others and any(holds_nip(rapi(cell.text)) for cell in sheet.rows[row].values()):
                self._report_unread(name, sheet.rows[row])
        self._report(sheet, others)

    def _read_nothing(self, sheet: Sheet, table: TableMap) -> None:
        """A table that is none of people, units or products: what it is, and how many rows it has."""
        header = table.rentang_kepala
        first, last = table.rentang_baris
        rows = [row for row in sorted(sheet.rows) if first <= row <= last]
        whole = header is None and not table.kolom
        for row in [*(range(header[0], header[1] + 1) if header else ()), *rows]:
            if row in sheet.rows:
                self._record(sheet.name, row, "lembar lain" if whole else "tabel lain")
                self._note_numbers(sheet.name, sheet.rows[row])
        if whole and rows:
            self._other_sheet(sheet, rows)
        elif rows and header:
            cells = [cell for row in range(header[0], header[1] + 1) for cell in sheet.rows.get(row, {}).values()]
            titles = ", ".join(rapi(cell.text) for cell in cells)
            details = (("banyak", str(len(rows))), ("baris", table.baris))
            self._doubt(sheet.name, Doubt("daftar-tabel-lain", cells[0], titles, details=details))

    def _other_sheet(self, sheet: Sheet, rows: list[int]) -> None:
        cell = next(iter(sheet.rows[rows[0]].values()))
        self._doubt(sheet.name, Doubt("daftar-lembar-lain", cell, sheet.name, details=(("banyak", str(len(rows))),)))

    def _note_numbers(self, sheet: str, cells: dict[int, Cell]) -> None:
        """Remember a NIP that stands where nobody is read: somebody may be lost."""
        for cell in cells.values():
            if holds_nip(rapi(cell.text)):
                self.numbers.append((sheet, cell, " | ".join(rapi(cell.text) for cell in cells.values())))
                return

    def _outside_numbers(self) -> None:
        """Tell NIPs outside of the tables that are read, but for those of people who are read."""
        known = {clean_nip(row.sel["nip"].text) for row in self.people if "nip" in row.sel}
        for sheet, cell, text in self.numbers:
            if nip_inside(cell.text) not in known:
                self._doubt(sheet, Doubt("daftar-nip-tertinggal", cell, text))

    def _unite(self) -> None:
        """Let everybody be there once who stands in several tables."""

        def same_rank(mine: str, yours: str) -> bool:
            one, other = (parse_golongan(text, self.golongan)[0] for text in (mine, yours))
            return one is not None and one == other or sidik(mine) == sidik(yours)

        united = unite(self.people, self.tables, same_rank)
        self.people = united.people
        gone = {(row.lembar, row.nomor) for row in united.gone}
        self.account.cards = [place for place in self.account.cards if place not in gone]
        for place in gone:
            if self.account.nasib.get(place) == "orang":
                self.account.nasib[place] = "orang yang sama"
        for sheet, doubt in united.doubts:
            self._doubt(sheet, doubt)

    def _outside(self, peta: RosterMap) -> None:
        """Rows outside of all tables: titles above them, or a whole sheet without a table."""
        for name, sheet in self.by_name.items():
            areas = [area for table in peta.tabel if sidik(table.lembar) == sidik(name) for area in _areas(table)]
            rows = [row for row in sorted(sheet.rows) if not any(first <= row <= last for first, last in areas)]
            other = not areas
            for row in rows:
                self._record(name, row, "lembar lain" if other else "judul")
                self._note_numbers(name, sheet.rows[row])
            if other and rows:
                self._other_sheet(sheet, rows)

    def _report_unread(self, sheet: str, cells: dict[int, Cell]) -> None:
        """A row that is neither: worse where a NIP stands in it, for then somebody may be lost."""
        with_nip = next((cell for cell in cells.values() if holds_nip(rapi(cell.text))), None)
        text = " | ".join(rapi(cell.text) for cell in cells.values())
        if with_nip is not None:
            self._doubt(sheet, Doubt("daftar-nip-tertinggal", with_nip, text))
        else:
            self._doubt(sheet, Doubt("daftar-baris-tak-terbaca", next(iter(cells.values())), text))

    def _report(self, sheet: Sheet, others: Sequence[tuple[int, int, Nasib]]) -> None:
        """One finding for each run of rows of one fate; others are (how many rows stand before, row, fate)."""
        runs = groupby(enumerate(others), key=lambda pair: (pair[1][2], pair[1][0] - pair[0]))
        for (fate, _), group in runs:
            rows = [row for _, (_, row, _) in group]
            cell = next(iter(sheet.rows[rows[0]].values()))
            span = str(rows[0]) if len(rows) == 1 else f"{rows[0]}-{rows[-1]}"
            details = (("alasan", fate), ("baris", span))
            self._doubt(sheet.name, Doubt("daftar-bukan-orang", cell, rapi(cell.text), details=details))

    def _doubt(self, sheet: str, doubt: Doubt) -> None:
        finding = temuan(doubt.code, found=doubt.found, suggestion=doubt.suggestion, **dict(doubt.details))
        self.told.add(finding.at(file=self.file, sheet=sheet, cell=a1(doubt.cell.row, doubt.cell.col)))

    def _record(self, sheet: str, row: int, fate: Nasib) -> None:
        if (sheet, row) in self.account.nasib:
            raise SkpxlError(
                f"Peta membaca baris {row} lembar “{sheet}” berkas {self.file} dua kali; "
                "betulkan rentang `baris` dan `kepala` agar tidak bertumpuk."
            )
        self.account.record(sheet, row, fate)


def _areas(table: TableMap) -> list[tuple[int, int]]:
    """The rows that a table of the map takes: its own, and those of its header."""
    header = table.rentang_kepala if table.susunan == "baris" else None
    return [table.rentang_baris, *([header] if header else [])]
