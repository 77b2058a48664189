"""The Matriks Peran Hasil as the API gives it: units, coverage, people, accounts, the workbook. It judges no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from skpxl.api import tables
from skpxl.api.checked import Checked
from skpxl.api.file import File, files_of, findings_of
from skpxl.api.people import Person, people_table
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Row, Table, of_rows
from skpxl.campaign.folder import SEPAKAT
from skpxl.campaign.today import this_day
from skpxl.consolidate.memory import memory_file, write_memory
from skpxl.consolidate.merge import Merged, with_kept, with_news
from skpxl.consolidate.merge_book import heading_of, merge_workbook, office_workbooks, pictures, unit_workbooks
from skpxl.consolidate.merge_contents import figures
from skpxl.consolidate.received import Corrections, merge_received, put_aside
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.receive.conflicts import settle
from skpxl.receive.matriks_decisions import NO_DECISIONS, journal_file, read_journal, write_journal


@dataclass(frozen=True)
class Matrix:
    """The Matriks Peran Hasil of all units asked for, with the people, the findings and the accounts."""

    around: Surroundings
    gabungan: Merged

    @cached_property
    def units(self) -> Table[MatriksPeranHasil]:
        """The matrices, in the order of the sheets."""
        levels = {id(matriks): level for level, matrices in self.gabungan.by_level for matriks in matrices}
        return Table(tables.UNITS, self.gabungan.sheets(), lambda matriks: _unit(levels[id(matriks)], matriks))

    @cached_property
    def coverage(self) -> Table[Row]:
        """Who serves what: for every person of every matriks and each of its products how many results of his there are.

        What stands under no product is counted with an empty `produk_id`.
        """
        rows = ((level, matriks) for level, matrices in self.gabungan.by_level for matriks in matrices)
        return of_rows(tables.COVERAGE, (row for level, matriks in rows for row in _coverage(level, matriks)))

    @cached_property
    def people(self) -> Table[Person]:
        """Everybody of these units, and how it stands with his SKP."""
        return people_table(self.gabungan.people, self.gabungan.organisasi)

    @cached_property
    def files(self) -> Table[File]:
        """Every file, after copies of one workbook were made one."""
        return files_of(self.gabungan.files)

    @cached_property
    def findings(self) -> Table[Finding]:
        """What is to be said of the matrices; of the files themselves, `files` and `Checked.findings` tell."""
        return findings_of(self.files, self.gabungan.findings)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """The accounts of `berkas`, `orang` and `hasil_kerja`, each by fate."""
        accounts = self.gabungan.accounts
        return {
            "berkas": accounts.files.named(),
            "orang": accounts.people.named(),
            "hasil_kerja": accounts.results.named(),
        }

    def save(
        self,
        path: str | Path,
        *,
        per_unit: str | Path | None = None,
        per_office: str | Path | None = None,
        drawings: bool = False,
        as_of: date | None = None,
        force: bool = False,
    ) -> Path:
        """The workbook of `skpxl merge`; with `drawings` the cascades (.svg) beside it, with `per_unit` a workbook for each
        unit in that folder, with `per_office` one for each perangkat daerah. It says how things stand `as_of` a day (today),
        and what is new since the last time.

        Raises SkpxlError where another file stands there and `force` is not given.
        """
        target, library = Path(path), self.around.library
        heading = heading_of(
            self.gabungan, self.around.instansi or "", self.around.tahun, self.around.kertas, as_of or this_day()
        )
        remembered = memory_file(self.around.campaign.root if self.around.campaign else None, target)
        gabungan, news = with_news(self.gabungan, remembered, target, heading.as_of)
        outputs = [Path(folder) for folder in (per_unit, per_office) if folder is not None]
        gabungan = with_kept(gabungan, target, library, outputs)
        if campaign := self.around.campaign:
            write_journal(journal_file(campaign.root, target), self.gabungan.journal)
        if force:
            put_aside(target, gabungan.journal, library)
        workbook = merge_workbook(gabungan, library, heading, target, with_pictures=drawings)
        write_whole(target, workbook, force=force)
        write_memory(remembered, news.memory)
        for beside, data in pictures(gabungan, library, target) if drawings else ():
            write_whole(beside, data, force=force)
        for folder, workbooks in ((per_unit, unit_workbooks), (per_office, office_workbooks)):
            for beside, data in workbooks(gabungan, library, heading, Path(folder)) if folder is not None else ():
                if force:
                    put_aside(beside, gabungan.journal, library)
                write_whole(beside, data, force=force)
        return target

    def __repr__(self) -> str:
        people = self.gabungan.accounts.people
        return f"<Matrix of {len(self.gabungan.sheets())} unit: {people.total} orang = {people.sentence()}>"


def merged(checked: Checked, units: Sequence[str], levels: Sequence[str], agreed: Sequence[Path]) -> Matrix:
    """The matrices of what was checked: see `Checked.merge`."""
    around = checked.around
    copies = partial(settle, measure=around.measure, workbook=checked.decisions, sandi=around.password)
    root = around.campaign.root if around.campaign else None
    corrections = Corrections(
        read_journal(journal_file(root, Path())) if root else NO_DECISIONS, [root / SEPAKAT] if root else (), this_day()
    )
    made = merge_received(
        checked.received, around.measure, copies, agreed=agreed, units=units, levels=levels, corrections=corrections
    )
    return Matrix(around, made)


def _unit(level: str, matriks: MatriksPeranHasil) -> Row:
    unit = matriks.unit
    return {"tingkat": level, "kode_unit": unit.kode, "unit_kerja": unit.nama, **figures(matriks)}


def _coverage(level: str, matriks: MatriksPeranHasil) -> Iterator[Row]:
    columns = {produk.id: produk.teks for produk in matriks.kolom}
    for row in matriks.baris:
        roles = {id_: len(row.peran.get(id_, ())) for id_ in columns}
        without = len(row.sisa) + sum(len(other) for id_, other in row.peran.items() if id_ not in columns)
        for id_, many in [*roles.items(), *([("", without)] if without else [])]:
            yield {
                "tingkat": level,
                "kode_unit": matriks.unit.kode,
                "unit_kerja": matriks.unit.nama,
                "nip": row.nip,
                "nama": row.nama,
                "jabatan": row.jabatan,
                "luar": row.luar,
                "masuk": row.is_in,
                "produk_id": id_,
                "produk": columns.get(id_, ""),
                "peran": many,
            }
