"""A roster of any layout read by its map: rows of our columns, doubts, and the account of every row. No rules here.

What the rows mean for a roster (units, superiors, golongan) is `roster.py`'s business; where tables are, `detect.py`'s.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import paths_of
from skpxl.foreign.people import digits_of, holds_nip
from skpxl.foreign.roster.accounting import Nasib, Pembukuan
from skpxl.foreign.roster.cards import read_cards
from skpxl.foreign.roster.mapping import Peta, PetaTabel, column_of
from skpxl.foreign.roster.person import Doubt, tidy_person
from skpxl.foreign.roster.rowkind import RowJudge
from skpxl.foreign.roster.units import choose_unit, units_of_people
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, UNIT, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.table import TableContent, TableRow
from skpxl.foreign.wording import without_number
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
_REPORTED: tuple[Nasib, ...] = ("subtotal", "tanda tangan", "catatan", "judul bagian")


@dataclass
class HasilTataLetak:
    """What a map got out of a file: tables as `roster.py` takes them, doubts with their place, the account."""

    isi: dict[RosterTable, TableContent]
    temuan: list[Finding]
    pembukuan: Pembukuan


def read_by_map(sheets: list[Sheet], peta: Peta, file: str, words: RosterWords) -> HasilTataLetak:
    """Read the sheets of `file` as the map says. Raises SkpxlError where the map does not fit the file."""
    return _Reader(sheets, file, words).read(peta)


@dataclass
class _Reader:
    """A file while it is read. `people` are rows of people in file order, still with the words of the map."""

    sheets: list[Sheet]
    file: str
    words: RosterWords
    by_name: dict[str, Sheet] = field(default_factory=dict)
    people: list[TableRow] = field(default_factory=list)
    units: list[TableRow] = field(default_factory=list)
    produk: list[TableRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    account: Pembukuan = field(default_factory=Pembukuan)

    def read(self, peta: Peta) -> HasilTataLetak:
        self.by_name = {sheet.name: sheet for sheet in self.sheets}
        self.account.rows = [(name, number) for name, sheet in self.by_name.items() for number in sheet.rows]
        for table in peta.tabel:
            sheet = self._sheet(table.lembar)
            if table.susunan == "kartu":
                self._read_cards(sheet, table)
            else:
                self._read_rows(sheet, table)
        self._outside(peta)
        codes = {sidik(row.sel["kode"].text) for row in self.units if "kode" in row.sel}
        for row in self.people:
            choose_unit(row.sel, codes)
        if not self.units:
            self.units = units_of_people(self.people)
            for row in self.units:
                cell, code = row.sel["nama"], row.sel["kode"].text
                self._doubt(row.lembar, Doubt("daftar-unit-turunan", cell, cell.text, code))
        self.account.check((row.lembar, row.nomor) for row in self.people)
        name = next((table.lembar for table in peta.tabel if table.isi == "pegawai"), peta.tabel[0].lembar)
        tables = {PEGAWAI: self.people, UNIT: self.units, PRODUK: self.produk}
        contents = {table: TableContent(name, {}, rows, []) for table, rows in tables.items()}
        return HasilTataLetak(contents, self.findings, self.account)

    def _sheet(self, name: str) -> Sheet:
        for known, sheet in self.by_name.items():
            if known == name or sidik(known) == sidik(name):
                return sheet
        raise SkpxlError(
            f"Peta menyebut lembar “{name}”, tetapi {self.file} hanya memuat {', '.join(self.by_name)}; "
            "betulkan petanya, atau hapus agar dibuat lagi."
        )

    def _read_rows(self, sheet: Sheet, table: PetaTabel) -> None:
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
        section: Cell | None = None
        others: list[tuple[int, Nasib]] = []
        for row in sorted(number for number in sheet.rows if first <= number <= last):
            cells = sheet.rows[row]
            if table.isi != "pegawai":
                self._add_other(name, row, cells, table, columns)
                continue
            fate: Nasib = "lanjutan" if self._continues(sheet, row, columns) else judge.fate(row, cells)
            if fate == "orang":
                self._add_person(sheet, row, columns, table, section)
            elif fate == "judul bagian" and table.judul_bagian:
                cell = next(iter(cells.values()))
                section = replace(cell, text=without_number(cell.text))
                self._doubt(name, Doubt("daftar-unit-dari-judul", cell, section.text))
            elif fate in _REPORTED:
                others.append((row, fate))
            elif fate == "tak terbaca":
                self._report_unread(name, cells)
            self._record(name, row, fate)
        self._report(sheet, others)

    def _match(self, sheet: Sheet, table: PetaTabel) -> dict[int, tuple[str, ...]]:
        """The titles of the header rows; refuses a map whose titles are not those of the file."""
        header = table.rentang_kepala
        titles = paths_of(sheet, *header) if header else {}
        for word, column in table.kolom.items():
            col, remembered = column_of(column)
            found = " / ".join(titles.get(col, ()))
            if header and remembered and normal(found) != normal(remembered):
                raise SkpxlError(
                    f"Peta tidak cocok dengan {self.file}: menurut peta {word} ada di kolom “{column}”, tetapi kolom itu "
                    f"di lembar “{table.lembar}” berjudul “{found}”; betulkan petanya, atau hapus agar dibuat lagi."
                )
        return titles

    def _add_person(
        self, sheet: Sheet, row: int, columns: dict[str, int], table: PetaTabel, section: Cell | None
    ) -> None:
        cells: dict[str, Cell] = {}
        for word, col in columns.items():
            cell = sheet.cell(row, col) if word in _REACHING_DOWN else sheet.rows[row].get(col)
            if cell is not None:
                cells[word] = cell
        if section is not None and "unit_kerja" not in cells:
            cells["unit_kerja"] = section
        self._add(sheet.name, row, cells, table)

    def _add(self, sheet: str, row: int, cells: dict[str, Cell], table: PetaTabel) -> None:
        first = next(iter(cells.values()))
        for word, value in table.tetap.items():
            if word not in cells:
                cells[word] = Cell(first.row, first.col, value, "teks")
        tidy, doubts = tidy_person(cells, self.words.label)
        self.people.append(TableRow(row, tidy, sheet))
        for doubt in doubts:
            self._doubt(sheet, doubt)

    def _continues(self, sheet: Sheet, row: int, columns: dict[str, int]) -> bool:
        """A NIP in the row below its name, in the same column: the person above has it."""
        col = columns.get("nama_nip", columns.get("nama", 0))
        cells = sheet.rows[row]
        if set(cells) != {col} or not self.people:
            return False
        above = self.people[-1]
        nip = digits_of(cells[col].text)
        if above.lembar != sheet.name or above.nomor != row - 1 or "nip" in above.sel or not nip:
            return False
        above.sel["nip"] = cells[col] if cells[col].kind == "angka" else replace(cells[col], text=nip)
        return True

    def _add_other(
        self, sheet: str, row: int, cells: dict[int, Cell], table: PetaTabel, columns: dict[str, int]
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

    def _read_cards(self, sheet: Sheet, table: PetaTabel) -> None:
        first, last = table.rentang_baris
        page = read_cards(sheet, self.words, first, last, table.kolom)
        name = sheet.name
        for card in page.cards:
            self._add(name, card.row, dict(card.cells), table)
            for cell in card.doubles:
                self._doubt(name, Doubt("daftar-kartu-ganda", cell, rapi(cell.text)))
        self.account.cards += [(name, card.row) for card in page.cards]
        for row in page.rows:
            self._record(name, row, "kartu")
        others: list[tuple[int, Nasib]] = []
        for row in sorted(page.signatures | page.others):
            fate: Nasib = "tanda tangan" if row in page.signatures else "catatan"
            others.append((row, fate))
            self._record(name, row, fate)
            if row in page.others and any(holds_nip(rapi(cell.text)) for cell in sheet.rows[row].values()):
                self._report_unread(name, sheet.rows[row])
        self._report(sheet, others)

    def _outside(self, peta: Peta) -> None:
        """Rows outside of all tables: titles above them, or a whole sheet without a table."""
        for name, sheet in self.by_name.items():
            areas = [area for table in peta.tabel if sidik(table.lembar) == sidik(name) for area in _areas(table)]
            rows = [row for row in sorted(sheet.rows) if not any(first <= row <= last for first, last in areas)]
            other = not areas
            for row in rows:
                self._record(name, row, "lembar lain" if other else "judul")
                if any(holds_nip(rapi(cell.text)) for cell in sheet.rows[row].values()):
                    self._report_unread(name, sheet.rows[row])
            if other and rows:
                cell = next(iter(sheet.rows[rows[0]].values()))
                self._doubt(name, Doubt("daftar-lembar-lain", cell, name, details=(("banyak", str(len(rows))),)))

    def _report_unread(self, sheet: str, cells: dict[int, Cell]) -> None:
        """A row that is neither: worse where a NIP stands in it, for then somebody may be lost."""
        with_nip = next((cell for cell in cells.values() if holds_nip(rapi(cell.text))), None)
        text = " | ".join(rapi(cell.text) for cell in cells.values())
        if with_nip is not None:
            self._doubt(sheet, Doubt("daftar-nip-tertinggal", with_nip, text))
        else:
            self._doubt(sheet, Doubt("daftar-baris-tak-terbaca", next(iter(cells.values())), text))

    def _report(self, sheet: Sheet, others: Iterable[tuple[int, Nasib]]) -> None:
        """One finding for each run of rows of one fate."""
        ordered = list(others)
        order = {row: number for number, row in enumerate(sorted(sheet.rows))}
        for (fate, _), group in groupby(enumerate(ordered), key=lambda pair: (pair[1][1], order[pair[1][0]] - pair[0])):
            rows = [row for _, (row, _) in group]
            cell = next(iter(sheet.rows[rows[0]].values()))
            span = str(rows[0]) if len(rows) == 1 else f"{rows[0]}-{rows[-1]}"
            details = (("alasan", fate), ("baris", span))
            self._doubt(sheet.name, Doubt("daftar-bukan-orang", cell, rapi(cell.text), details=details))

    def _doubt(self, sheet: str, doubt: Doubt) -> None:
        finding = temuan(doubt.code, found=doubt.found, suggestion=doubt.suggestion, **dict(doubt.details))
        self.findings.append(finding.at(file=self.file, sheet=sheet, cell=a1(doubt.cell.row, doubt.cell.col)))

    def _record(self, sheet: str, row: int, fate: Nasib) -> None:
        if (sheet, row) in self.account.nasib:
            raise SkpxlError(
                f"Peta membaca baris {row} lembar “{sheet}” berkas {self.file} dua kali; "
                "betulkan rentang `baris` dan `kepala` agar tidak bertumpuk."
            )
        self.account.record(sheet, row, fate)


def _areas(table: PetaTabel) -> list[tuple[int, int]]:
    """The rows that a table of the map takes: its own, and those of its header."""
    header = table.rentang_kepala if table.susunan == "baris" else None
    return [table.rentang_baris, *([header] if header else [])]
