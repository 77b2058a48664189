"""Where the tables of an unknown roster file are and what their columns mean: a first map, for people to correct.

Nothing is settled by a guess: two columns that could both be meant are left out and said.
"""

from dataclasses import dataclass, field

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.foreign.columns import Heading, find_headings, is_data
from skpxl.foreign.roster.cards import find_labels
from skpxl.foreign.roster.content import columns_by_content
from skpxl.foreign.roster.mapping import Peta, PetaTabel, column_text
from skpxl.foreign.roster.words import KATA, RosterWords
from skpxl.foreign.sheet import Sheet
from skpxl.model.teks import rapi
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell

_TITLES_MAX = 5  # rows of titles above a further table


@dataclass
class Dugaan:
    """A map, remarks for each of its tables (from 1), and what was doubtful in making it."""

    tabel: list[PetaTabel] = field(default_factory=list)
    lain: dict[int, list[str]] = field(default_factory=dict)
    temuan: list[Finding] = field(default_factory=list)

    @property
    def peta(self) -> Peta:
        """The map itself."""
        return Peta(tabel=tuple(self.tabel))


def detect(sheets: list[Sheet], file: str, golongan: list[str], words: RosterWords) -> Dugaan:
    """Find the tables of a file. Raises SkpxlError, with the reason, where there is no table of people in it."""
    detector = _Detector(file, golongan, words)
    for sheet in sheets:
        if headings := find_headings(sheet, words):
            detector.from_headings(sheet, headings)
        elif not detector.from_cards(sheet):
            detector.from_content(sheet)
    if not any(table.isi == "pegawai" for table in detector.guess.tabel):
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets) or "(tidak ada)"
        raise SkpxlError(
            f"Tata letak {file} tidak dapat dibaca, karena pada lembar {names} tidak ada baris judul dengan NIP atau "
            "Nama, tidak ada kartu berlabel Nama dan NIP, dan tidak ada kolom yang berisi NIP; tunjukkan letaknya "
            "dengan --map, atau pindahkan isinya ke daftar pegawai dari `skpxl new`."
        )
    return detector.guess


@dataclass
class _Detector:
    """One file while its map is made."""

    file: str
    golongan: list[str]
    words: RosterWords
    guess: Dugaan = field(default_factory=Dugaan)

    def _add(self, table: PetaTabel, cell: str, remarks: list[str], code: str = "daftar-peta") -> None:
        self.guess.tabel.append(table)
        self.guess.lain[len(self.guess.tabel)] = remarks
        columns = "; ".join(f"{word} dari “{column}”" for word, column in table.kolom.items())
        fixed = "".join(f"; {word} “{value}” dari judul di atasnya" for word, value in table.tetap.items())
        finding = temuan(code, found=table.isi, kolom=columns + fixed, baris=table.baris)
        self.guess.temuan.append(finding.at(file=self.file, sheet=table.lembar, cell=cell))

    def from_headings(self, sheet: Sheet, headings: list[Heading]) -> None:
        """Add the tables below these headings; a heading repeated on the next page begins no table of its own."""
        tables: list[tuple[Heading, int, dict[str, str]]] = []
        for above, heading in zip([None, *headings], headings, strict=False):
            top, facts = self._titles_above(sheet, heading, above)
            again = tables and (tables[-1][0].kind, tables[-1][0].paths) == (heading.kind, heading.paths)
            if not (again and facts in ({}, tables[-1][2])):
                tables.append((heading, top, facts))
        ends = [top - 1 for _, top, _ in tables[1:]]
        for (heading, _, facts), end in zip(tables, [*ends, 0], strict=True):
            if not end or end > heading.bottom:  # else a heading without rows
                self._table(sheet, heading, facts, end)

    def _table(self, sheet: Sheet, heading: Heading, facts: dict[str, str], end: int) -> None:
        """Add the table of a heading, its rows ending at `end` (0: with the sheet), if its columns tell who."""
        start = heading.bottom + 1
        rows = [row for row in sorted(sheet.rows) if start <= row and (row <= end or not end)]
        columns, unclear = _choose(sheet, heading, rows)
        unused = [column_text(col, path) for col, path in heading.paths.items() if col not in columns.values()]
        remarks = [f"Tidak dipakai: {'; '.join(unused)}"] if unused else []
        for word, cols in unclear.items():
            choice = "; ".join(column_text(col, heading.paths[col]) for col in cols)
            remarks.append(f"RANCU: {word} dapat berarti {choice}. Pilih satu dan tulis sebagai {word} = ...")
            finding = temuan("daftar-kolom-rancu", found=choice, kolom=word)
            cell = a1(heading.bottom, cols[0])
            self.guess.temuan.append(finding.at(file=self.file, sheet=sheet.name, cell=cell))
        people = heading.kind == "pegawai"
        if not columns or (people and not {"nip", "nama", "nama_nip"} & set(columns)):
            return
        with_unit = bool({"unit_kerja", "unit_id"} & set(columns))
        fixed = {
            word: value
            for word, value in facts.items()
            if people and word not in columns and not (word == "unit_kerja" and with_unit)
        }
        sections = people and not with_unit and not fixed.get("unit_kerja") and self._names_units(sheet, rows)
        table = PetaTabel(
            isi=heading.kind,
            lembar=sheet.name,
            kepala=str(heading.top) if heading.top == heading.bottom else f"{heading.top}-{heading.bottom}",
            baris=f"{start}-{end or ''}",
            kolom={word: column_text(col, heading.paths[col]) for word, col in columns.items()},
            tetap=fixed,
            judul_bagian="unit_kerja" if sections else "",
        )
        self._add(table, a1(heading.top, min(heading.paths)), remarks)

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
        table = PetaTabel(isi="pegawai", lembar=sheet.name, susunan="kartu", baris=f"{top}-", kolom=labels)
        self._add(table, a1(top, min(sheet.rows[top])), [])
        return True

    def from_content(self, sheet: Sheet) -> None:
        """Add a table without a heading, where the content of its columns tells who."""
        columns = columns_by_content(sheet, self.words, self.golongan)
        if "nama_nip" not in columns and not {"nip", "nama"} <= set(columns):
            return
        top = min(sheet.rows)
        named = {word: column_text(col) for word, col in columns.items()}
        table = PetaTabel(isi="pegawai", lembar=sheet.name, baris=f"{top}-", kolom=named)
        unused = sorted({col for cells in sheet.rows.values() for col in cells} - set(columns.values()))
        remarks = [f"Tidak dipakai: {', '.join(map(column_text, unused))}"] if unused else []
        self._add(table, a1(top, min(sheet.rows[top])), remarks, "daftar-tanpa-judul")


def _choose(sheet: Sheet, heading: Heading, rows: list[int]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """One column for each of our words; where equally good titles hold different values, none, and the choice."""
    columns: dict[str, int] = {}
    unclear: dict[str, list[int]] = {}
    for word in KATA[heading.kind]:
        candidates = heading.roles.get(word, [])
        best = [col for rank, col in candidates if rank == candidates[0][0]]
        filled = [col for col in best if any(sheet.text(row, col) for row in rows)] or best[:1]
        contents = {tuple(sheet.text(row, col) for row in rows) for col in filled}
        if len(contents) == 1:
            columns[word] = filled[0]
        elif filled:
            unclear[word] = filled
    return columns, unclear
