"""What people have put into matriks workbooks of ours, taken along into the next: their notes and their sheets.

It reads the workbook that a merge is about to replace, and those that came back. It writes nothing.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.books.keepsakes import (
    CATATAN,
    HEADINGS,
    MARK,
    NOTHING_KEPT,
    AnchoredNote,
    Keepsakes,
    NoteSubject,
    person_key,
    sheet_digest,
)
from skpxl.books.matriks_record import MatriksRecord, RecordedSheet, read_record
from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.forms.hidden import LEMBAR_CAP, LEMBAR_DAFTAR
from skpxl.forms.mark_words import noted, said
from skpxl.model.suntingan import SISA
from skpxl.model.teks import sidik
from skpxl.receive.handed_back import AUTHOR, HandedBack, found_sheet
from skpxl.receive.matriks_rows import ReadSheet, read_rows
from skpxl.xlsx.address import a1, alamat
from skpxl.xlsx.grid import Book, Grid, read_book
from skpxl.xlsx.kept import KeptNote, KeptSheet, read_kept
from skpxl.xlsx.marks import Mark
from skpxl.xlsx.package import Tertahan, Unreadable, open_package, read_source

# The sheets of workbooks whose record does not say yet which are ours; those of cascades and data have longer names, too.
_FIXED = {
    "daftar isi", "cakupan", "ringkasan", "perubahan", "kelengkapan", "sepakat dan tertulis", "rantai terhambat",
    "usulan penempatan", "penempatan", "mirip", "temuan", "data", "kaskade", "per produk",
    LEMBAR_CAP.casefold(), LEMBAR_DAFTAR.casefold(),
}  # fmt: skip
_FIXED_STARTS = ("kaskade ", "data ")
_HEADING_WITHIN = 10  # rows


@dataclass(frozen=True)
class TakenAlong:
    """What is taken along, and what is to be said of the rest (not worded)."""

    kept: Keepsakes = NOTHING_KEPT
    findings: tuple[Finding, ...] = ()


def taken_along(target: Path, handed_back: Sequence[HandedBack] = ()) -> TakenAlong:
    """What is in the workbook at `target`, and in those handed back that have not been taken into that one before.

    A workbook that cannot be read stops nothing: it is told.
    """
    own = _read(target, str(target)) if target.is_file() else None
    taken = own.record.diambil if own else ()
    books = [own] if own else []
    for book in handed_back:
        if os.path.realpath(book.file) != os.path.realpath(target) and (other := _read(book.source, book.file)):
            if other.digest in taken or not other.holds:
                continue
            books.append(replace(other, findings=(*other.findings, *_noted(book.file, other.notes))))
            taken = (*taken, other.digest)
    return TakenAlong(
        Keepsakes(
            notes=tuple(dict.fromkeys(note for book in books for note in book.notes)),
            listed=tuple(dict.fromkeys(note for book in books for note in book.listed)),
            sheets=tuple(_together(books)),
            taken=taken,
        ),
        tuple(finding for book in books for finding in book.findings),
    )


@dataclass(frozen=True)
class _Book:
    """One workbook of ours as people left it."""

    record: MatriksRecord
    digest: str
    notes: tuple[AnchoredNote, ...] = ()
    listed: tuple[KeptNote, ...] = ()
    sheets: tuple[KeptSheet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        """True where there is anything in it to be taken along, or told."""
        return bool(self.notes or self.listed or self.sheets or self.findings)

    def unchanged(self, sheet: KeptSheet) -> bool:
        """True for a sheet in which nobody has worked since it was written here."""
        return dict(self.record.bawaan).get(sheet.name) == sheet_digest(sheet)


def _together(books: Iterable[_Book]) -> Iterator[KeptSheet]:
    """The sheets of all workbooks. Of two with one name that one stays in which somebody has worked; both where both are."""
    found: list[tuple[_Book, KeptSheet]] = []
    for book in books:
        for sheet in book.sheets:
            at = next((n for n, (_, one) in enumerate(found) if one.name.casefold() == sheet.name.casefold()), None)
            if at is None:
                found.append((book, sheet))
                continue
            before, other = found[at]
            if sheet_digest(other) == sheet_digest(sheet) or book.unchanged(sheet):
                continue
            if before.unchanged(other):
                found[at] = book, sheet
            else:
                found.append((book, sheet))
    return (sheet for _, sheet in found)


def _read(source: Path | bytes, file: str) -> _Book | None:
    """What one workbook holds; None where it is not one of ours, or has lost its record."""
    try:
        data = read_source(source)
        book = read_book(open_package(data))
        record = _record_of(book)
    except Tertahan as verdict:
        # Taken for a workbook without anybody's sheets, it would be written over.
        raise SkpxlError(verdict.sentence(file)) from verdict
    except Unreadable:
        return None
    if record is None:
        return None
    digest = hashlib.sha256(data).hexdigest()[:16]
    named = {name: sheet for sheet in record.lembar if (name := found_sheet(sheet, record, book))}
    # A matriks with another name is no sheet of somebody's own.
    ours = list(dict.fromkeys([*_ours(book, record), *named]))
    try:
        kept = read_kept(data, ours)
    except Unreadable as verdict:
        told = _told(file, "semua lembar tambahan dan catatan", verdict.detail)
        return _Book(record, digest, findings=(told,))
    findings = [_told(file, sheet.name, why) for sheet in kept.sheets if (why := _lost(sheet))]
    if kept.macros:
        findings.append(_told(file, "buku kerja", "makro"))
    # A drawing of ours is on a sheet of its own.
    boxes = [mark for mark in book.marks if mark.kind == "kotak teks" and mark.sheet in named]
    findings += [
        _told(file, mark.sheet, f"kotak teks di {mark.cell or 'lembar ini'} {said(mark, 200)}") for mark in boxes
    ]
    notes = [_theirs(note, record) for note in kept.notes]
    return _Book(
        record,
        digest,
        tuple(_anchored(book, named, [note for note in notes if note.text])),
        tuple(_listed(book, ours)),
        tuple(sheet for sheet in kept.sheets if not sheet.fault),
        tuple(findings),
    )


def _record_of(book: Book) -> MatriksRecord | None:
    info = book.find(LEMBAR_CAP)
    return read_record(book.sheet(info.name)) if info else None


def _ours(book: Book, record: MatriksRecord) -> list[str]:
    if record.milik:
        return [*record.milik]
    printed = {sheet.nama.casefold() for sheet in record.lembar} | _FIXED
    names = [info.name for info in book.sheets]
    return [name for name in names if name.casefold() in printed or name.casefold().startswith(_FIXED_STARTS)]


def _told(file: str, sheet: str, why: str) -> Finding:
    return temuan("lembar-tak-terbawa", found=sheet, sebab=why).at(file=file, sheet=sheet)


def _noted(file: str, notes: Sequence[AnchoredNote]) -> Iterator[Finding]:
    """One finding for the notes in a workbook handed back: they go along, and change nothing."""
    if notes:
        marks = [Mark("komentar", *note.note) for note in notes]
        first = marks[0]
        finding = temuan("komentar-di-matriks", found=first.text, **noted(marks))
        yield finding.at(file=file, sheet=first.sheet, cell=first.cell)


def _lost(sheet: KeptSheet) -> str:
    """In words what of a sheet is not taken along; empty where all of it is."""
    if sheet.fault:
        return ", ".join(("seluruh isinya", sheet.fault, *sheet.lost))
    closed = sum(1 for cell in sheet.cells if cell.formula is not None and cell.refs is None)
    return ", ".join([*sheet.lost, *([f"{closed} rumus, yang menjadi nilai"] if closed else [])])


# -- notes -------------------------------------------------------------------------------------------------------------


def _theirs(note: KeptNote, record: MatriksRecord) -> KeptNote:
    """A note without what we had written into it ourselves; what somebody wrote below ours stays."""
    above, mark, below = note.text.rpartition(MARK)
    ours = next((said for said in sorted(record.keterangan, key=len, reverse=True) if said and said in below), "")
    if not (ours or mark or note.author == AUTHOR):  # another program may have put its own name there
        return note
    below = below.replace(ours, "", 1) if ours or record.milik else ""
    text = "\n".join(part.strip() for part in (above, below) if part.strip())
    return note._replace(text=text, author="" if note.author == AUTHOR else note.author)


def _anchored(book: Book, named: Mapping[str, RecordedSheet], notes: Sequence[KeptNote]) -> Iterator[AnchoredNote]:
    """Each note with what it is about, as far as it stands in a matriks; in the order of the workbook."""
    sheets = {name.casefold(): sheet for name, sheet in named.items()}
    read: dict[str, ReadSheet | None] = {}
    for note in notes:
        name = note.sheet.casefold()
        if name in sheets and name not in read:
            read[name] = _rows(book, sheets[name], note.sheet)
        there = read.get(name)
        yield AnchoredNote(note, _anchor(sheets[name], there, note) if there else None)


def _rows(book: Book, sheet: RecordedSheet, name: str) -> ReadSheet | None:
    try:
        return read_rows(sheet, book.sheet(name))
    except Unreadable:
        return None
    finally:
        book.forget(name)


def _anchor(sheet: RecordedSheet, read: ReadSheet, note: KeptNote) -> NoteSubject | None:
    """What a note of a matriks is about: a heading, somebody's name or post, his results in a cell."""
    try:
        row, col = alamat(note.cell)
    except Unreadable:
        return None
    about = NoteSubject(sheet.unit, sheet.bercabang, "kolom")
    column = read.column_at.get(col)
    number = next((number for number, rows in read.rows.items() if row in rows), None)
    if row == read.heading and column is not None:
        return replace(about, kolom=column[1])
    if number is None:
        return None
    person = sheet.orang[number]
    about = replace(about, who=person_key(person.nip, person.nama, person.jabatan))
    if col in read.who_at:
        return replace(about, part=("nama", "jabatan")[read.who_at.index(col)])
    if column is None:
        return None
    place = a1(row, col)
    texts = {sidik(role.teks) for role in read.roles.get(number, ()) if role.tempat.rpartition("!")[2] == place}
    kolom = "" if column == SISA else column[1]
    here = [
        result.id
        for result in person.hasil
        if not result.sisih and {sidik(result.tercetak), sidik(result.teks)} & texts
    ]
    if texts and not here:
        here = [result.id for result in person.hasil if not result.sisih and result.kolom == kolom]
    return replace(about, kolom=kolom, results=tuple(here))


def _listed(book: Book, ours: Iterable[str]) -> Iterator[KeptNote]:
    """What our sheet of notes without a place says already."""
    for name in ours:
        if name.startswith(CATATAN) and book.find(name):
            try:
                yield from _rows_listed(book.sheet(name))
            except Unreadable:
                continue


def _rows_listed(grid: Grid) -> Iterator[KeptNote]:
    rows = sorted({row for row, _ in grid.cells})
    head = next((row for row in rows[:_HEADING_WITHIN] if _texts(grid, row) == HEADINGS), None)
    for row in rows if head else ():
        texts = _texts(grid, row)
        if head and row > head and texts[-1]:
            yield KeptNote(*texts)


def _texts(grid: Grid, row: int) -> tuple[str, str, str, str]:
    sheet, cell, author, text = (grid.text(row, col) for col in range(1, len(HEADINGS) + 1))
    return sheet, cell, author, text
