"""A roster read into an `Organisasi` and findings; it judges nothing itself (that is `checks/roster.py`).

Every non-blank row of sheet Pegawai becomes exactly one `Pegawai`, however doubtful; the doubt is a finding. Rosters in
an office's own layout come by way of `rosters/`, by a map or by what can be told without one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from skpxl.checks.plausible import Likely
from skpxl.checks.roster import check_roster
from skpxl.findings import Finding, temuan
from skpxl.foreign.roster.dated import dated_columns
from skpxl.foreign.roster.detect import detect
from skpxl.foreign.roster.mapping import RosterMap
from skpxl.foreign.roster.marks import roster_marks
from skpxl.foreign.roster.nobody import nobody_found
from skpxl.foreign.roster.opening import open_roster, parsed
from skpxl.foreign.roster.outcome import RosterReading, TanpaPegawaiError
from skpxl.foreign.roster.products import support_of_products
from skpxl.foreign.roster.reading import read_by_map
from skpxl.foreign.roster.superiors import heads_as_superiors, name_superiors, written_superior
from skpxl.foreign.roster.told import Told, changed_silently, grouped, once_each
from skpxl.foreign.roster.vacant import as_vacant
from skpxl.foreign.roster.words import RosterWords, words_of
from skpxl.foreign.roster_columns import PEGAWAI, PRODUK, TABEL, UNIT, RosterTable
from skpxl.foreign.sheet import Sheet
from skpxl.foreign.table import TableContent, TableRow, is_ours, read_table
from skpxl.model.fate import Account, RosterFate, tally
from skpxl.model.golongan import parse_golongan
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.model.nip import clean_nip, parse_nip, restore_nip
from skpxl.model.pegawai import Pegawai, Pendekatan
from skpxl.model.periode import Periode
from skpxl.model.skp import slot_key
from skpxl.model.teks import rapi, sidik
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.template.library import load_library
from skpxl.template.limits import tak_muat
from skpxl.xlsx.grid import Book, Cell, a1
from skpxl.xlsx.sources import hidden_sheets, sheets_of

# After one of these, what a check says about the same cell only follows from it.
_COVERING = frozenset(
    {"daftar-sel-galat", "daftar-tak-muat", "daftar-nip-hilang", "daftar-unit-rancu", "daftar-produk-mendukung"}
)
_OF_PERSON = set(Pegawai.model_fields)
# What leaves a cell out, and what only follows from that.
_EMPTYING = frozenset({"daftar-jabatan-angka", "daftar-nama-angka"})
_FOLLOWING = frozenset({"daftar-tanpa-jabatan", "daftar-tanpa-nama"})


def read_roster(
    path: Path,
    *,
    golongan: list[str],
    peta: RosterMap | None = None,
    words: RosterWords | None = None,
    aturan: AturanKepegawaian | None = None,
    periode: Periode | None = None,
) -> tuple[Organisasi, list[Finding]]:
    """Read a roster; `golongan` is the list of pangkat and golongan ruang (lines as `III/d Penata Tk. I`).

    Findings come in the order of the file, each with `file`, `sheet`, `cell` and `who`. NIPs are reduced to their
    digits, golongan to the form that is printed, Jenis Jabatan and Status to their name in `aturan` (by default the shipped
    one), units to their code; what is not understood stays as typed. Ages hold against `periode`, without which none is judged.

    Raises SkpxlError (one sentence with file, sheet and column) where the file cannot be read, or a sheet or column
    is missing, or the map does not fit, or nobody is found in another layout than ours (`TanpaPegawaiError`).
    """
    reading = read_any_roster(path, golongan=golongan, peta=peta, words=words, aturan=aturan, periode=periode)
    return reading.organisasi, reading.temuan


def read_any_roster(
    path: Path,
    *,
    golongan: list[str],
    peta: RosterMap | None = None,
    wajib_peta: bool = False,
    words: RosterWords | None = None,
    aturan: AturanKepegawaian | None = None,
    periode: Periode | None = None,
) -> RosterReading:
    """As `read_roster`, with the account and the map.

    The tidy layout is read as it is, also where there is a map for other files, unless `wajib_peta` says that the map
    was named for this very file.
    """
    words = words or words_of()
    likely = Likely(aturan or load_library().kepegawaian, golongan, periode)
    source = open_roster(path)
    if not wajib_peta and isinstance(source, Book) and is_ours(source):
        book = source
        tables = parsed(
            lambda: {table: read_table(book, table, path.name, partial(words.meaning, table)) for table in TABEL}, path
        )
        marks = roster_marks(book, tables, path.name)  # before what the cells say is let go
        judged = _judge(_Reading(path.name, tables, words, likely))
        return replace(judged, temuan=[*judged.temuan, *marks])
    sheets = parsed(lambda: [Sheet(sheet, using_up=True) for sheet in sheets_of(source)], path)
    names = [sheet.name for sheet in sheets]
    guess = detect(sheets, path.name, golongan, words) if peta is None else None
    read = read_by_map(sheets, guess.peta if guess else peta or RosterMap(tabel=()), path.name, words, golongan)
    del sheets
    hidden = [
        temuan("daftar-lembar-tersembunyi", found=name).at(file=path.name, sheet=name) for name in hidden_sheets(source)
    ]
    before = [*(guess.temuan if guess else ()), *hidden, *read.temuan]
    reading = _Reading(path.name, read.isi, words, likely, names, bool(peta and peta.penilai_dari_unit))
    marks = roster_marks(source, read.isi, path.name, names) if isinstance(source, Book) else []
    judged = _judge(reading, read.temuan)
    findings = [*before, *judged.temuan, *marks]
    whole = RosterReading(judged.organisasi, findings, judged.people, read.pembukuan, guess)
    if not judged.organisasi.pegawai:
        raise TanpaPegawaiError(replace(whole, kosong=nobody_found(path.name, names, guess)))
    return whole


def _judge(reading: "_Reading", before: Sequence[Finding] = ()) -> RosterReading:
    """The roster in these tables, with what the rules say of it, but for what follows from what was said `before`."""
    organisasi = reading.organisasi()
    told = reading.told
    told.extend(finding for finding in check_roster(organisasi, reading.likely) if finding.key not in reading.covered)
    findings = reading.place_findings(told, organisasi)
    emptied = {_line(finding) for finding in before if finding.code in _EMPTYING}
    findings = [finding for finding in findings if finding.code not in _FOLLOWING or _line(finding) not in emptied]
    people = sum(not person.kosong for person in organisasi.pegawai)
    findings = grouped(findings, told, people, missing=reading.other_layout)
    return RosterReading(organisasi, findings, reading.people)


class _Reading:
    """One roster file while it is read: its tables, and the findings that need to see how something was typed."""

    def __init__(
        self,
        file: str,
        tables: dict[RosterTable, TableContent],
        words: RosterWords,
        likely: Likely,
        sheets: list[str] | None = None,
        from_units: bool = False,
    ) -> None:
        self.file = file
        self.told = Told()
        self.covered: set[str] = set()  # keys of which what the rules say only follows
        self.people: Account[RosterFate]  # once `organisasi` has read them
        self.tables = tables
        self._words = words
        self.likely = likely
        self.other_layout = sheets is not None  # another layout than ours: sheets and columns differ from row to row
        self._from_units = from_units
        self._sheet_order = {name: number for number, name in enumerate(sheets or ())}
        self._nips: list[str] = []
        self._units: dict[str, set[str]] = defaultdict(set)  # sidik of code or name -> codes
        self._owner: dict[str, str] = {}  # code -> sidik of its perangkat daerah

    def _say(self, *findings: Finding) -> None:
        self.told.extend(findings)
        self.covered |= {finding.key for finding in findings if finding.code in _COVERING}

    def organisasi(self) -> Organisasi:
        """The roster as it stands in the file, one object per row."""
        for table in TABEL:
            self._report_odd_texts(table)
        plain_units = [self._texts_of(UNIT, number, row) for number, row in self._rows(UNIT)]
        for unit in plain_units:
            if unit["kode"]:
                self._owner[unit["kode"]] = sidik(unit["perangkat_daerah"])
                self._units[sidik(unit["kode"])].add(unit["kode"])
        codes = set(self._units)
        for unit in plain_units:
            if unit["kode"] and unit["nama"] and sidik(unit["nama"]) not in codes:
                self._units[sidik(unit["nama"])].add(unit["kode"])
        self._nips = self._known_numbers()
        pegawai = tuple(self._people())
        if self.other_layout:
            pegawai, doubts = name_superiors(pegawai)
            self._say(*doubts)
        units = tuple(self._read_unit(number, unit) for number, unit in enumerate(plain_units, start=1))
        if self._from_units:
            pegawai, doubts = heads_as_superiors(Organisasi(pegawai=pegawai, unit=units))
            self._say(*doubts)
        self.people = self._count(pegawai)
        products = tuple(self._read_produk(number, row) for number, row in self._rows(PRODUK))
        organisasi, doubts = support_of_products(Organisasi(pegawai=pegawai, unit=units, produk=products))
        self._say(*doubts)
        return organisasi

    def _people(self) -> Iterator[Pegawai]:
        """The people in their order; of a row that has been read only its places are kept."""
        rows = self.tables[PEGAWAI].baris
        known: dict[object, dict[str, Cell]] = {}
        for number, row in enumerate(rows, start=1):
            yield self._person(number, row)
            rows[number - 1] = row.without_texts(known)

    def _count(self, pegawai: Sequence[Pegawai]) -> Account[RosterFate]:
        """Every row of sheet Pegawai stands for a person or a vacant post."""
        decided = ((person.baris, RosterFate.LOWONG if person.kosong else RosterFate.ORANG) for person in pegawai)
        rows = (row.nomor for row in self.tables[PEGAWAI].baris)
        return tally("baris daftar pegawai", RosterFate, rows, decided, lambda number: f"baris {number}")

    def place_findings(self, findings: Iterable[Finding], organisasi: Organisasi) -> list[Finding]:
        """The findings with their place in the file, in its order. A key is `sheet_number_column`."""
        table_by_key = {table.lembar.casefold(): (order, table) for order, table in enumerate(TABEL)}
        found: list[tuple[tuple[int, int, int, int], Finding]] = []
        for finding in findings:
            name, number, column = finding.key.split("_", 2)
            order, table = table_by_key[name]
            content = self.tables[table]
            if not column:  # a place outside the known rows and columns: it has its cell already
                found.append(((order, 0, int(number), 0), finding.at(file=self.file, sheet=content.lembar)))
                continue
            record = content.baris[int(number) - 1]
            cell = record.sel.get(column)
            row, col = self._place(content, record, column, cell)
            who = ""
            if table is PEGAWAI:
                person = organisasi.pegawai[int(number) - 1]
                who = person.nip or person.nama
            if finding.code in ("daftar-penilai", "daftar-pimpinan") and cell is not None and cell.kind == "angka":
                finding = finding.at(suggestion=restore_nip(cell.raw, self._nips) or "")
            sheet = record.sheet_of(column if cell is not None else self._main(record)) or content.lembar
            placed = finding.at(file=self.file, sheet=sheet, cell=a1(row, col), who=who, item=table.judul(column))
            found.append(((order, self._sheet_order.get(sheet, 0), row, col), placed))
        return once_each([finding for _, finding in sorted(found, key=lambda pair: pair[0])])

    def _place(self, content: TableContent, record: TableRow, column: str, cell: Cell | None) -> tuple[int, int]:
        """Where a value stands; one that is missing in another layout than ours is shown at the person's name."""
        if not self.other_layout:
            return record.nomor, content.kolom[column]
        place = record.place(column) if cell else record.place(self._main(record))
        return place or (record.nomor, 1)

    @staticmethod
    def _main(record: TableRow) -> str:
        """The column whose cell stands for the row."""
        return next((key for key in ("nama", "nip", "kode") if key in record.sel), next(iter(record.sel), ""))

    def _rows(self, table: RosterTable) -> Iterator[tuple[int, TableRow]]:
        return enumerate(self.tables[table].baris, start=1)

    def _texts_of(self, table: RosterTable, number: int, row: TableRow) -> dict[str, str]:
        """All columns of a row as folded texts; an error cell, a formula without value or a text that no cell of ours holds
        is reported and empty.
        """
        texts: dict[str, str] = {}
        for column in table.kolom:
            cell, text = row.sel.get(column.key), ""
            if cell is not None and cell.kind in ("galat", "kosong"):
                key = slot_key(table.lembar.casefold(), number, column.key)
                self._say(temuan("daftar-sel-galat", key=key, found=cell.text or f"={cell.formula}"))
            elif cell is not None:
                text = rapi(cell.text)
                if reason := tak_muat(text):
                    key = slot_key(table.lembar.casefold(), number, column.key)
                    self._say(temuan("daftar-tak-muat", key=key, found=text[:200], alasan=reason))
                    text = ""
            texts[column.key] = "" if not text.strip("-") else text
        return texts

    def _report_odd_texts(self, table: RosterTable) -> None:
        """Characters nobody sees are said once per sheet; a text beside the table once per row."""
        content = self.tables[table]
        name = table.lembar.casefold()
        odd = [
            (number, column, cell)
            for number, row in self._rows(table)
            for column, cell in row.sel.items()
            if cell.kind == "teks" and not cell.text.isascii() and changed_silently(cell.text)
        ]
        if odd:
            number, column, cell = odd[0]
            self._say(
                temuan(
                    "daftar-dirapikan",
                    key=slot_key(name, number, column),
                    found=cell.text,
                    suggestion=rapi(cell.text),
                    banyak=len(odd),
                )
            )
        for cell in content.asing:
            finding = temuan("daftar-baris-lain", key=f"{name}_{cell.row}_", found=rapi(cell.text))
            self._say(finding.at(cell=cell.alamat))

    def _known_numbers(self) -> list[str]:
        """Every whole NIP written anywhere in the file as text: where a damaged one may be found again."""
        columns = ((PEGAWAI, "nip"), (PEGAWAI, "nip_penilai"), (UNIT, "pimpinan"))
        cells = (row.sel.get(key) for table, key in columns for _, row in self._rows(table))
        return [nip for cell in cells if cell and cell.kind == "teks" and parse_nip(nip := clean_nip(cell.text)).sah]

    def _person(self, number: int, row: TableRow) -> Pegawai:
        texts = self._texts_of(PEGAWAI, number, row)
        name = "" if self._words.is_vacant(texts["nama"]) else texts["nama"]
        unnumbered = self._words.is_vacant(texts["nip"]) or (not name and not clean_nip(texts["nip"]).strip("0"))
        nip = "" if unnumbered else self._number(number, row.sel.get("nip"), texts["nip"])
        nip_penilai = clean_nip(texts["nip_penilai"])
        dated, doubts = dated_columns(number, texts, self._words.label)
        self._say(*doubts)
        person = Pegawai.model_construct(  # all are texts already; one set of names for everybody, or it is half of him
            _OF_PERSON,
            nip=nip,
            nama=name,
            pangkat_golongan=self._golongan(number, texts["pangkat_golongan"]),
            jabatan=texts["jabatan"],
            jenis_jabatan=self.likely.aturan.jenis_of(texts["jenis_jabatan"]) or texts["jenis_jabatan"],
            status=self._status(texts["status"], nip),
            unit_kerja=self._unit_code("pegawai", number, "unit_kerja", texts["unit_kerja"], texts["perangkat_daerah"]),
            perangkat_daerah=texts["perangkat_daerah"],
            nip_penilai=nip_penilai,
            email=texts["email"],
            pendekatan=self._pendekatan(number, texts["pendekatan"]),
            baris=row.nomor,
            penilai_luar=written_superior(texts, nip_penilai),
            **dated,
            memimpin=False,
        )
        return as_vacant(person, self._words, self.likely.aturan) if person.kosong else person

    def _number(self, number: int, cell: Cell | None, text: str) -> str:
        """A NIP as its digits. One kept as a number is reported: whole where the file itself holds 18 digits."""
        nip = clean_nip(text)
        if cell is not None and cell.kind == "angka" and nip:
            key = slot_key("pegawai", number, "nip")
            whole = cell.raw.isdecimal() and len(cell.raw) <= 18 and not cell.raw.endswith("000")
            if whole or len(nip) < 16:
                self._say(temuan("daftar-nip-angka", key=key, found=nip))
            else:
                suggestion = restore_nip(cell.raw, self._nips) or ""
                self._say(temuan("daftar-nip-hilang", key=key, found=nip, suggestion=suggestion))
        return nip

    def _golongan(self, number: int, text: str) -> str:
        golongan, _ = parse_golongan(text, self.likely.golongan)
        if golongan is None:
            return text
        if str(golongan) != text:
            key = slot_key("pegawai", number, "pangkat_golongan")
            self._say(temuan("daftar-golongan-dirapikan", key=key, found=text, suggestion=str(golongan)))
        return str(golongan)

    def _status(self, text: str, nip: str) -> str:
        """The status by its name, one that is none as typed; an empty one follows from the NIP, else it is PNS."""
        if not text:
            return parse_nip(nip).jenis or "PNS"
        return self.likely.aturan.status_of(text) or text

    def _pendekatan(self, number: int, text: str) -> Pendekatan:
        """The pendekatan; an unknown one is said."""
        aturan = self.likely.aturan
        known = aturan.pendekatan_of(text) if text else "kuantitatif"
        if known is None:
            key = slot_key("pegawai", number, "pendekatan")
            choices = " atau ".join(aturan.pendekatan)
            near = aturan.nearest_pendekatan(text)
            self._say(temuan("daftar-pendekatan", key=key, found=text, suggestion=near, pilihan=choices))
        return known or "kuantitatif"

    def _unit_code(self, sheet: str, number: int, column: str, text: str, perangkat_daerah: str = "") -> str:
        """The code of the unit that a code or a name means; the text itself where it means none, or more than one.

        Units of one name (every perangkat daerah has a Sekretariat) are told apart by the row's perangkat daerah.
        """
        if text in self._owner:  # a code as it stands there, be there another one in other case
            return text
        codes = self._units.get(sidik(text), set()) if text else set()
        if perangkat_daerah:
            codes = {code for code in codes if self._owner[code] == sidik(perangkat_daerah)} or codes
        if len(codes) > 1:
            key = slot_key(sheet, number, column)
            self._say(temuan("daftar-unit-rancu", key=key, found=text, kode=", ".join(sorted(codes))))
        return next(iter(codes)) if len(codes) == 1 else text

    def _read_unit(self, number: int, texts: dict[str, str]) -> Unit:
        pimpinan = "" if self._words.is_vacant(texts["pimpinan"]) else clean_nip(texts["pimpinan"])
        induk = self._unit_code("unit", number, "induk", texts["induk"], texts["perangkat_daerah"])
        return Unit(**{**texts, "pimpinan": pimpinan, "induk": induk})

    def _read_produk(self, number: int, row: TableRow) -> Produk:
        texts = self._texts_of(PRODUK, number, row)
        return Produk(**{**texts, "unit": self._unit_code("produk", number, "unit", texts["unit"])})


def _line(finding: Finding) -> tuple[str, str]:
    """The sheet and the row of a finding."""
    return finding.sheet, finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
