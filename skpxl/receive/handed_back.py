"""A matriks workbook of ours that comes back corrected by hand: what was changed in it, result by result. It decides nothing.

It is held against the record in its hidden sheet. Rows and columns are found by what they say, so they may have been moved,
sorted and inserted; what cannot be told for certain is said, and nothing is taken from it.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from skpxl.books.matriks_record import MatriksRecord, RecordedColumn, RecordedPerson, RecordedSheet, read_record
from skpxl.books.placement_lists import ChosenPlace, read_choices
from skpxl.findings import Finding, temuan
from skpxl.forms.hidden import LEMBAR_CAP
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.suntingan import SISA, Ragu, Suntingan, Tercatat, Tertulis, differences, role_key
from skpxl.model.teks import sidik
from skpxl.receive.choices import edit_of
from skpxl.receive.matriks_rows import ReadSheet, read_rows
from skpxl.receive.other_rows import GatheredPerson, OtherRows, not_left_out
from skpxl.template.library import Library
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Book, Grid
from skpxl.xlsx.package import Unreadable
from skpxl.xlsx.sources import open_source

AUTHOR = "skpxl"  # what our own workbooks say of who saved them


@dataclass(frozen=True)
class ResultChange:
    """What was changed on one result of somebody: in which file, and among the columns of which unit.

    `cabang` is empty where that is the unit in whose matriks the result stands; else it is the unit whose branch was shown.
    """

    orang: RecordedPerson
    teks: str
    edit: Suntingan
    file: str
    cabang: str = ""


@dataclass(frozen=True)
class HandedBack:
    """One workbook handed back: its record, what was changed, the matrices of units as they stand there, what is in doubt.

    `oleh` is who saved it last, as far as the program that did so tells. `baru` are roles that no SKP has, with whose row they
    stand in. `source` is the file itself.
    """

    file: str
    record: MatriksRecord
    oleh: str = ""
    changes: tuple[ResultChange, ...] = ()
    baru: tuple[tuple[RecordedPerson, Tertulis], ...] = ()
    pembagian: tuple[Pembagian, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: Path | bytes = field(default=b"", compare=False, repr=False)

    def teks_kolom(self, produk: str) -> str:
        """The text of a product as this workbook printed it."""
        columns = (column for sheet in self.record.lembar for column in (*sheet.kolom, *self.record.produk))
        return next((column.teks for column in columns if column.id == produk), "")

    def text_of(self, id_: str) -> str:
        """The text of a result as its SKP had it when this workbook was printed."""
        people = (person for sheet in self.record.lembar for person in sheet.orang)
        return next((result.teks for person in people for result in person.hasil if result.id == id_), "")

    def place_of(self, id_: str, cabang: str) -> str:
        """In words where this workbook printed a result: in the matriks of a unit, or in that of a branch."""
        for sheet in self.record.lembar:
            if sheet.bercabang is bool(cabang):
                for result in (result for person in sheet.orang for result in person.hasil if result.id == id_):
                    return f"“{self.teks_kolom(result.kolom)}”" if result.kolom else "Belum terpetakan"
        return ""


def read_handed_back(source: Path | bytes, library: Library, *, file: str) -> HandedBack | None:
    """Read a workbook that `skpxl merge` has written; None where it is none, or has lost its record.

    `file` is the name to tell. Raises `Unreadable` for a file that cannot be opened.
    """
    book = open_source(source)
    if not isinstance(book, Book) or (info := book.find(LEMBAR_CAP)) is None:
        return None
    record = read_record(book.sheet(info.name))
    if record is None:
        return None
    reader = _Reader(file, record, book.saved_by)
    for sheet in record.lembar:
        if name := found_sheet(sheet, record, book):
            try:
                reader.take(sheet, book.sheet(name))
            except Unreadable as verdict:
                reader.doubt(name, "", verdict.detail)
            book.forget(name)
        else:
            reader.doubt(sheet.nama, "", "lembarnya tidak ada lagi, jadi koreksi di sana tidak dibaca")
    printed = {sheet.nama for sheet in record.lembar}
    for info in book.sheets:
        if info.state == "visible" and info.name not in printed:
            with contextlib.suppress(Unreadable):
                reader.choose(read_choices(book.sheet(info.name), library))
            book.forget(info.name)
    return replace(reader.made(), source=source)


def found_sheet(sheet: RecordedSheet, record: MatriksRecord, book: Book) -> str:
    """What this sheet is called now; empty where it is not there any more."""
    return found.name if (found := book.find(sheet.nama)) else _renamed(sheet, record, book)


def _renamed(sheet: RecordedSheet, record: MatriksRecord, book: Book) -> str:
    """The sheet that has got another name: the only one with the columns and people of this one; empty where none is."""
    printed = {name.casefold() for name in (*(sheet.nama for sheet in record.lembar), *(record.milik or _OURS))}
    found = []
    for info in book.sheets:
        if info.state == "visible" and info.name.casefold() not in printed:
            with contextlib.suppress(Unreadable):
                read = read_rows(sheet, book.sheet(info.name))
                if read.rows and len(read.rows) == len(sheet.orang) and len(read.columns) >= len(sheet.kolom):
                    found.append(info.name)
    return found[0] if len(found) == 1 else ""


# Sheets that every merge workbook has, whatever else stands in it.
_OURS = ("Daftar Isi", "Cakupan", "Ringkasan")
# What stands under the title of every matriks (books/matriks_book.py `standing`), and how far down it may be.
_STANDING = re.compile(r"Keadaan per \d{1,2} \w+ \d{4}, \d+ dari \d+ SKP")
_TITLE_WITHIN = 20  # rows


def is_printed_by_us(source: Path | bytes) -> bool:
    """True for a workbook of `skpxl merge`, as its sheets tell, with its record or without."""
    try:
        book = open_source(source)
    except Unreadable:
        return False
    return isinstance(book, Book) and (all(book.find(name) for name in _OURS) or _sheet_of_ours(book))


def _sheet_of_ours(book: Book) -> bool:
    """True where a single sheet was saved alone: under our title stands how many SKPs are in."""
    visible = [info.name for info in book.sheets if info.state == "visible"]
    if len(visible) != 1:
        return False
    with contextlib.suppress(Unreadable):
        grid = book.sheet(visible[0])
        return any(row <= _TITLE_WITHIN and _STANDING.match(cell.text) for (row, _), cell in grid.cells.items())
    return False


class _Reader:
    """State of reading one workbook: the people of the unit sheets, gathered; those of each branch, sheet by sheet."""

    def __init__(self, file: str, record: MatriksRecord, saved_by: str) -> None:
        self.file, self.record, self.saved_by = file, record, saved_by
        self.of_units: dict[str, GatheredPerson] = {}
        self.of_branches: dict[str, dict[str, GatheredPerson]] = {}
        self.units_shown: dict[str, list[str]] = {}
        self.home = {
            result.id: sheet.unit
            for sheet in record.lembar
            if not sheet.bercabang
            for person in sheet.orang
            for result in person.hasil
        }
        self.sheets: list[tuple[RecordedSheet, ReadSheet]] = []
        self.nobodys: list[str] = []  # keys of what stands under a name that is none of this matriks
        self.strays: list[tuple[dict[str, GatheredPerson], str, Tertulis]] = []
        self.chosen: list[ResultChange] = []
        self.findings: list[Finding] = []

    def doubt(self, sheet: str, cell: str, reason: str, found: str = "", who: str = "") -> None:
        """Something that was not taken for a correction, with why."""
        finding = temuan("koreksi-tak-dimengerti", found=found, sebab=reason)
        self.findings.append(finding.at(file=self.file, sheet=sheet, cell=cell, who=who))

    def take(self, sheet: RecordedSheet, grid: Grid) -> None:
        """One sheet of the workbook."""
        read = read_rows(sheet, grid)
        for place, reason, text in read.doubts:
            self.doubt(grid.name, place, reason, text)
        people = self.of_branches.setdefault(sheet.nama, {}) if sheet.bercabang else self.of_units
        self.units_shown[sheet.nama] = [*dict.fromkeys(column.unit for column in sheet.kolom), sheet.unit]
        for number, person in enumerate(sheet.orang):
            one = people.setdefault(_who(person), GatheredPerson(person))
            one.before += _printed(sheet, person)
            one.now += read.roles.get(number, ())
            if number in read.rows:
                one.seen |= {column for column in read.columns if (number, column) not in read.closed}
                for col, column in read.column_at.items():
                    one.cells.setdefault(column, f"{grid.name}!{a1(read.rows[number][0], col)}")
        self.strays += [(people, name, text) for name, text in read.strays]
        if not sheet.bercabang:
            self.sheets.append((sheet, read))
            self._missing(sheet, read, grid.name)

    def _missing(self, sheet: RecordedSheet, read: ReadSheet, name: str) -> None:
        """Rows and columns that are gone: what stood there was not left out for that."""
        gone = "tidak ada lagi, jadi hasil kerja di sana tidak dianggap dikeluarkan"
        for number, person in enumerate(sheet.orang):
            if read.columns and number not in read.rows and any(not result.sisih for result in person.hasil):
                who = person.nama or person.jabatan
                self.doubt(name, "", f"baris {who} {gone}", who=who)
        filled = {result.kolom for person in sheet.orang for result in person.hasil if not result.sisih}
        there = {id_ for _, id_ in read.columns}
        for column in sheet.kolom:
            if read.columns and column.id in filled - there:
                self.doubt(name, "", f"kolom ini {gone}", column.teks)

    def _take_strays(self) -> None:
        """Roles in rows that somebody has added are those of the person whose name stands there."""
        for people, name, text in self.strays:
            same = [one for one in people.values() if sidik(one.person.nama) == sidik(name)]
            if len(same) == 1:
                same[0].now.append(text)
                continue
            self.nobodys.append(role_key(text.teks))
            sheet, _, cell = text.tempat.rpartition("!")
            self.doubt(sheet, cell, f"tidak ada pegawai bernama “{name}” dalam matriks ini", text.teks)

    def choose(self, choices: Iterable[ChosenPlace]) -> None:
        """What was filled in in the lists."""
        known = {
            result.id: (person, result)
            for sheet in self.record.lembar[::-1]
            for person in sheet.orang
            for result in person.hasil
        }
        for choice in choices:
            person, result = known.get(choice.hasil, (None, None))
            if person is None or result is None:
                self.doubt(choice.sheet, choice.cell, "baris ini bukan hasil kerja dalam matriks ini", choice.pilihan)
                continue
            edit = edit_of(choice, result, person, self._columns())
            if isinstance(edit, str):
                self.doubt(choice.sheet, choice.cell, edit, choice.pilihan, person.nama or person.jabatan)
            elif edit.berarti:
                self.chosen.append(ResultChange(person, result.teks, edit, self.file))

    def _columns(self) -> list[RecordedColumn]:
        columns = [column for sheet in self.record.lembar for column in sheet.kolom]
        return [*dict.fromkeys((*self.record.produk, *columns))]

    def made(self) -> HandedBack:
        """Everything that was changed, told once: a branch shows what its units show."""
        self._take_strays()
        changes = list(self.chosen)
        new: list[tuple[RecordedPerson, Tertulis]] = []
        for branch, people in (("", self.of_units), *self.of_branches.items()):
            others = OtherRows(people.values())
            rows = [(one, differences(one.before, one.now, one.seen, others.keys)) for one in people.values()]
            misplaced = [text for one, edits in rows for text in others.misplaced(one, edits)]
            elsewhere = [*self.nobodys, *(role_key(found.text.teks) for found in misplaced)]
            for found in misplaced:
                sheet, _, cell = found.text.tempat.rpartition("!")
                self.doubt(sheet, cell, found.reason, found.text.teks, found.who.called)
            for one, edits in rows:
                results = {result.id: result for result in one.before}
                changes += [
                    self._change(one.person, results[edit.id].teks, edit, branch)
                    for edit in not_left_out(edits.suntingan, results, elsewhere)
                ]
                self._doubts(one.person, edits.ragu)
                new += [(one.person, text) for text in edits.baru]
        return HandedBack(
            self.file,
            self.record,
            self.saved_by if self.saved_by != AUTHOR else "",
            tuple(self._settled(changes)),
            tuple(_once(new)),
            tuple(self._pembagian()),
            tuple(self.findings),
        )

    def _change(self, person: RecordedPerson, text: str, correction: Suntingan, branch: str) -> ResultChange:
        units = self.units_shown.get(branch, [])
        home = self.home.get(correction.id, person.unit)
        apart = bool(branch) and correction.kolom is not None and home not in units
        chosen = correction.kolom[0] if correction.kolom else ""
        return ResultChange(person, text, correction, self.file, (chosen or units[0]) if apart else "")

    def _doubts(self, person: RecordedPerson, doubts: Iterable[Ragu]) -> None:
        for before, text in doubts:
            sheet, _, cell = text.tempat.rpartition("!")
            reason = (
                f"tulisannya menggantikan “{before.tercetak}”, tetapi terlalu lain untuk dianggap kata lain baginya; "
                "bila memang peran yang sama, tulis kata-katanya di lembar Penempatan"
                if before
                else "kolomnya bukan kolom matriks ini; produk ditambah di daftar pegawai"
            )
            self.doubt(sheet, cell, reason, text.teks, person.nama or person.jabatan)

    def _settled(self, changes: Sequence[ResultChange]) -> Iterator[ResultChange]:
        """Every change once; two that contradict each other are told with both cells and none of them is taken."""
        by_result: dict[tuple[str, str], list[ResultChange]] = {}
        for change in changes:
            by_result.setdefault((change.edit.id, change.cabang), []).append(change)
        for same in by_result.values():
            first = same[0]
            other = next((change for change in same if not first.edit.agrees(change.edit)), None)
            if other is None:
                yield _joined(same)
                continue
            self.findings.append(contradiction(first, other, first.edit.tempat, other.edit.tempat).at(file=self.file))

    def _pembagian(self) -> Iterator[Pembagian]:
        """The matrices of units as they stand there, as something agreed on: a known role says what the SKP said."""
        for sheet, read in self.sheets:
            rows = []
            for number, person in enumerate(sheet.orang):
                texts = {text.tempat + text.teks: text for text in read.roles.get(number, ()) if text.kolom}
                said = {result.tercetak: result for result in person.hasil if not result.sisih}
                roles = tuple(
                    PeranSepakat(
                        teks=said[text.teks].teks if text.teks in said else text.teks,
                        id=said[text.teks].id if text.teks in said else "",
                        kolom=text.kolom[1] if text.kolom else "",
                        file=self.file,
                        sheet=text.tempat.rpartition("!")[0],
                        cell=text.tempat.rpartition("!")[2],
                    )
                    for text in texts.values()
                )
                rows.append(BarisPembagian(nama=person.nama, nip=person.nip, jabatan=person.jabatan, peran=roles))
            yield Pembagian(
                unit=sheet.nama_unit,
                kode=sheet.unit,
                kolom=tuple(KolomPembagian(id=column.id, teks=column.teks) for column in sheet.kolom),
                baris=tuple(rows),
                file=self.file,
                sheet=sheet.nama,
            )


def contradiction(one: ResultChange, other: ResultChange, place: str, other_place: str) -> Finding:
    """Two corrections of one result that cannot both be meant."""
    sheet, _, cell = place.rpartition("!")
    finding = temuan("koreksi-bertentangan", found=one.teks, tempat=place, tempat_lain=other_place)
    return finding.at(sheet=sheet, cell=cell, who=one.orang.nama or one.orang.jabatan)


def _joined(same: Sequence[ResultChange]) -> ResultChange:
    """Corrections of one result that agree, as one."""
    first = same[0]
    for change in same[1:]:
        a, b = first.edit, change.edit
        merged = Suntingan(
            a.id,
            a.kolom if a.kolom is not None else b.kolom,
            a.cetak if a.cetak is not None else b.cetak,
            a.gabung if a.gabung is not None else b.gabung,
            a.urutan if a.urutan is not None else b.urutan,
            a.keluar if a.keluar is not None else b.keluar,
            a.tempat or b.tempat,
        )
        first = ResultChange(first.orang, first.teks, merged, first.file, first.cabang)
    return first


def _once(new: Sequence[tuple[RecordedPerson, Tertulis]]) -> Iterator[tuple[RecordedPerson, Tertulis]]:
    """A role that stands in a unit's sheet and in those of the branches above is one."""
    told: set[tuple[str, str]] = set()
    for person, text in new:
        if (key := (_who(person), text.teks)) not in told:
            told.add(key)
            yield person, text


def _who(person: RecordedPerson) -> str:
    return person.nip or f"{person.nama}|{person.jabatan}"


def _printed(sheet: RecordedSheet, person: RecordedPerson) -> list[Tercatat]:
    units = {column.id: column.unit for column in sheet.kolom}
    return [
        Tercatat(
            result.id,
            (units.get(result.kolom, sheet.unit), result.kolom) if result.kolom else SISA,
            result.tercetak,
            result.teks,
            result.sisih,
        )
        for result in person.hasil
    ]
