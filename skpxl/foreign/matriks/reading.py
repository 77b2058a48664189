"""Reading a matriks peran hasil that is no workbook of ours, or our own printed one: its tables as `Pembagian`.

It reads what is there; whether the people exist and every product is served is the checks' business.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from skpxl.findings import Finding, temuan
from skpxl.foreign.board import CELL_TROUBLES, Board, places
from skpxl.foreign.matriks.heading import CALON_MAKS, KOLOM_MAKS, MatriksHeading, find_matrices
from skpxl.foreign.matriks.marks import comments_in, marks_on_sheet
from skpxl.foreign.matriks.rows import Allowance, RoleHolder, RowReader, Tanda
from skpxl.foreign.matriks.title import read_title, title_start
from skpxl.foreign.matriks.words import LABEL_MAKS, MatriksWords, looked_for, words_of
from skpxl.forms.triage import finding_of
from skpxl.model.pembagian import BarisPembagian, KolomPembagian, Pembagian, PeranSepakat
from skpxl.model.periode import Periode
from skpxl.model.teks import sidik
from skpxl.template.library import Library
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Book, Grid
from skpxl.xlsx.package import Unreadable
from skpxl.xlsx.sources import open_source

_CELLS_MAX = 700_000  # non-empty cells of a sheet with a matriks: people by columns, and some
_FIRST_ROWS = 200  # rows in which a sheet of any size shows what it is
_END = 10**9


@dataclass(frozen=True)
class ForeignMatriks:
    """What one file holds: its matrices in reading order, and what is doubtful. No matriks: one finding says why."""

    pembagian: tuple[Pembagian, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass
class _Table:
    """One matriks of a sheet, possibly printed in several pieces."""

    kepala: MatriksHeading
    unit: str
    instansi: str
    periode: Periode | None
    lembar: str
    pemegang: list[RoleHolder] = field(default_factory=list)
    tanda: Tanda = Tanda()

    @property
    def berperan(self) -> bool:
        """True where somebody has a role."""
        return any(orang.peran for orang in self.pemegang)


def read_foreign_matriks(source: Path | bytes, library: Library, *, file: str = "") -> ForeignMatriks:
    """Read all matrices of one file of any format. Never raises for what is in the file.

    `file` is the name to tell (default: the path). Every role knows file, sheet and cell; its id stays the same when
    the file is read again or a role is reworded in its place. A file without a matriks has exactly one finding, a galat.
    Raises SkpxlError for faults of the templates folder.
    """
    words = words_of(library)
    name = file or str(source if isinstance(source, Path) else "")
    try:
        found = _read(open_source(source), words, name)
    except Unreadable as verdict:
        found = ForeignMatriks(findings=(finding_of(verdict),))
    return ForeignMatriks(found.pembagian, tuple(finding.at(file=name) for finding in found.findings))


def _read(source: Book | list[Grid], words: MatriksWords, file: str) -> ForeignMatriks:
    by_sheet: list[tuple[str, list[_Table], list[Finding]]] = []
    faults: list[Finding] = []
    others: list[str] = []
    quota = Allowance()
    for name, visible, sheet in _sheets(source):
        if isinstance(sheet, Unreadable):
            faults.append(finding_of(sheet).at(sheet=name))
            continue
        try:
            tables, doubts = _read_sheet(sheet, words, quota)
        except Unreadable as verdict:
            faults.append(finding_of(verdict).at(sheet=name))
            continue
        if tables and visible:
            by_sheet.append((name, tables, [*doubts, *marks_on_sheet(sheet)]))
        elif tables or visible:
            others.append(name if visible else f"{name} (tersembunyi)")
    if any(table.berperan for _, tables, _ in by_sheet for table in tables):
        # Beside roles, a sheet that only ticks people off says who has one, not which.
        others += [
            name for name, tables, _ in by_sheet if all(not table.berperan and table.tanda.centang for table in tables)
        ]
        by_sheet = [entry for entry in by_sheet if entry[0] not in others]
    all_tables = [table for _, tables, _ in by_sheet for table in tables]
    findings = [finding for _, _, doubts in by_sheet for finding in doubts]
    findings += comments_in(source, [name for name, _, _ in by_sheet])
    if not all_tables:
        missing = temuan("matriks-tidak-ditemukan", **looked_for(words), lembar=", ".join(others)[:120])
        return ForeignMatriks(findings=(faults[0] if faults else missing,))
    if others:
        faults.append(temuan("matriks-lembar-lain", lembar=", ".join(others)[:120]))
    return ForeignMatriks(_as_pembagian(all_tables, file), (*findings, *faults))


def _sheets(source: Book | list[Grid]) -> Iterator[tuple[str, bool, Grid | Unreadable]]:
    """(name, visible, cells) of every sheet; why it cannot be read in place of its cells."""
    if isinstance(source, list):
        yield from ((sheet.name, True, sheet) for sheet in source)
        return
    for info in source.sheets:
        try:
            yield info.name, info.state == "visible", source.sheet(info.name)
        except Unreadable as verdict:
            yield info.name, info.state == "visible", verdict
        source.forget(info.name)


def _read_sheet(sheet: Grid, words: MatriksWords, quota: Allowance) -> tuple[list[_Table], list[Finding]]:
    """The matrices of one sheet and the doubts about them. Raises `Unreadable` where it is far too large for one."""
    if not any(len(cell.text) <= LABEL_MAKS and words.kolom(cell.text) == "nama" for cell in sheet.cells.values()):
        return [], []
    if len(sheet.cells) > _CELLS_MAX:
        top = {place: cell for place, cell in sheet.cells.items() if place[0] <= _FIRST_ROWS}
        if not find_matrices(Board(Grid(sheet.name, top, []), words.label), words)[0]:
            return [], []  # a list of data
        raise Unreadable("berkas-terlalu-besar", f"lembar {sheet.name} berisi lebih dari {_CELLS_MAX} sel")
    board = Board(sheet, words.label, (CELL_TROUBLES - {"isian-dirapikan"}) | {"rumus-kosong", "isian-tak-muat"})
    headings, limit = find_matrices(board, words)
    if not headings:
        return [], []
    starts = [title_start(board, words, heading, headings[n - 1] if n else None) for n, heading in enumerate(headings)]
    reader = RowReader(board, words, quota)
    tables: list[_Table] = []
    for heading, start, end in zip(headings, starts, [*starts[1:], limit or _END], strict=True):
        table = _table_of(board, words, heading, start, tables[-1] if tables else None)
        if not tables or table is not tables[-1]:
            tables.append(table)
            _report_table(board, table)
        table.tanda = reader.read(heading, end, table.pemegang)
    # People by products with nothing but numbers is a table that counts the roles.
    tables = [table for table in tables if table.berperan or not table.tanda.bilangan]
    if not tables:
        return [], []
    reader.selesai()
    if limit:
        board.doubt("matriks-terpotong", board.cells_on(limit)[0], batas=f"{CALON_MAKS} tabel")
    if rest := board.left_over():
        found = rest[0].text.strip()[:200]
        board.doubt("matriks-sel-sisa", rest[0], found=found, tempat=places(rest), banyak=str(len(rest)))
    return tables, board.findings


def _table_of(board: Board, words: MatriksWords, heading: MatriksHeading, start: int, before: _Table | None) -> _Table:
    """The table of a heading: the one before it goes on where unit and columns are the same, else a new one."""
    title = read_title(board, words, start, heading.atas)
    if before is None:
        unit = title.unit or words.unit(board.name)
        return _Table(heading, unit, title.instansi, title.periode, board.name)
    unit = title.unit or before.unit
    if sidik(unit) == sidik(before.unit) and [k.text for k in heading.kolom] == [k.text for k in before.kepala.kolom]:
        return before
    instansi, periode = title.instansi or before.instansi, title.periode or before.periode
    return _Table(heading, unit, instansi, periode, board.name)


def _report_table(board: Board, table: _Table) -> None:
    """What is to be said of a table as a whole."""
    heading = table.kepala
    if not table.unit:
        names = [board.cell_at(row, heading.span("nama")[0]) for row in range(heading.atas, heading.bawah + 1)]
        board.doubt("matriks-tanpa-unit", next(cell for cell in names if cell is not None))
    if heading.pimpinan:
        cell = board.cell_at(heading.pimpinan, heading.kolom[0].dari)
        board.doubt("matriks-kolom-pimpinan", cell, found=heading.kolom[0].text, banyak=str(len(heading.kolom)))
    if heading.terpotong:
        board.doubt(
            "matriks-terpotong", board.cell_at(heading.atas, heading.kolom[-1].dari), batas=f"{KOLOM_MAKS} kolom"
        )


def _as_pembagian(tables: list[_Table], file: str) -> tuple[Pembagian, ...]:
    """The tables as models. Columns of one unit are numbered through, on however many tables and sheets they stand."""
    used: Counter[str] = Counter()
    order: Counter[str] = Counter()
    found = []
    for table in tables:
        unit = sidik(table.unit)
        before = used[unit]
        used[unit] += len(table.kepala.kolom)
        filled = {k.number for person in table.pemegang for k, _, _ in person.peran}
        column_ids = {
            k.number: f"kolom:{_short_hash(unit)}:{before + k.number}" if k.text and not k.sisa else ""
            for k in table.kepala.kolom
        }
        columns = tuple(
            KolomPembagian(id=column_ids[k.number], teks=k.text)
            for k in table.kepala.kolom
            if k.text and (not k.ragu or k.number in filled)
        )
        rows = []
        for person in table.pemegang:
            who = person.nip or sidik(person.nama or person.jabatan)
            peran = []
            for k, text, cell in person.peran:
                base = f"peran:{_short_hash(f'{unit}|{before + k.number}|{who}')}"
                order[base] += 1
                peran.append(
                    PeranSepakat(
                        teks=text,
                        id=f"{base}:{order[base]}",
                        kolom=column_ids[k.number],
                        file=file,
                        sheet=cell.sheet,
                        cell=a1(cell.row, cell.col),
                    )
                )
            rows.append(
                BarisPembagian(
                    nama=person.nama, nip=person.nip, jabatan=person.jabatan, luar=person.luar, peran=tuple(peran)
                )
            )
        found.append(
            Pembagian(
                unit=table.unit,
                pimpinan=table.pemegang[0].nip if table.kepala.pimpinan and table.pemegang else "",
                instansi=table.instansi,
                periode=table.periode,
                kolom=columns,
                baris=tuple(rows),
                file=file,
                sheet=table.lembar,
            )
        )
    return tuple(found)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
