"""Received files after validation, as `skpxl validate` judges them, and what is in those that count. It merges nothing."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from skpxl.api import tables
from skpxl.api.file import File, answers_of, files_of, findings_of
from skpxl.api.own import OwnTable
from skpxl.api.people import Person, people_table
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Row, Table, of_rows
from skpxl.consolidate.export import choose
from skpxl.consolidate.export_rows import columns_of, export_rows, products_of_results
from skpxl.consolidate.merge_accounts import written
from skpxl.consolidate.own_forms import collect
from skpxl.consolidate.own_tables import own_forms_workbook
from skpxl.consolidate.people import people_of
from skpxl.files.output import write_whole
from skpxl.files.walk import Found
from skpxl.findings import Finding
from skpxl.findings.reports import count
from skpxl.placing.implied import organisasi_dari_skp
from skpxl.receive.conflicts import Settlement, settle
from skpxl.receive.report import report_workbook
from skpxl.receive.validate import ReceivedFile, count_fates

if TYPE_CHECKING:
    from skpxl.api.matrix import Matrix
    from skpxl.api.recap import Recap


@dataclass(frozen=True)
class Checked:
    """All files that were received, judged. `decisions` is the workbook of decisions on copies that collide."""

    around: Surroundings
    received: tuple[ReceivedFile, ...]
    decisions: Path | None = None
    found: Found = Found(())

    @property
    def passed_over(self) -> dict[str, int]:
        """How much of what was met is not among the files, by why: deleted and temporary copies, what was set aside, ..."""
        return self.found.counts

    @cached_property
    def files(self) -> Table[File]:
        """Every file, in the order received, as `skpxl validate` judges it."""
        return files_of(self.received)

    @cached_property
    def findings(self) -> Table[Finding]:
        """All findings on all files, file by file."""
        return findings_of(self.files, (finding for file in self.received for finding in file.findings))

    @property
    def counts(self) -> dict[str, int]:
        """The account: `berkas` = the sum of its fates; and how many findings of each severity."""
        everything = [finding for file in self.received for finding in file.findings]
        return {"berkas": len(self.received), **count_fates(self.received), **count(everything)}

    @cached_property
    def settled(self) -> Settlement:
        """The files after copies of one workbook were made one, where they do not collide or somebody has decided."""
        return settle(self.received, self.around.measure, self.decisions, sandi=self.around.password)

    @property
    def undecided(self) -> int:
        """How many places wait for a decision; `save_decisions` writes the workbook in which to decide."""
        return len(self.settled.waiting)

    @cached_property
    def people(self) -> Table[Person]:
        """Everybody on the roster and how it stands with his SKP; without one everybody who is in, and their penilai."""
        files = self.settled.files
        skps = [file.skp for file in files if file.skp and file.counted]
        organisasi = self.around.measure.organisasi or organisasi_dari_skp(skps)
        people, _ = people_of(organisasi, files, self.around.measure.periode)
        return people_table((person.with_results(sum(map(_many, person.counted))) for person in people), organisasi)

    @cached_property
    def results(self) -> Table[Row]:
        """Every rencana hasil kerja of the SKPs that count, superiors first, with the product it serves."""
        return of_rows(tables.RESULTS, _results(self.indikator))

    @cached_property
    def indikator(self) -> Table[Row]:
        """Every indikator (or ukuran keberhasilan) of these: what `skpxl export --as csv --with-errors` writes.

        A result without one has one row, and so has an SKP without a result. What a versi of your own adds has columns of its
        own at the end, named by its key.
        """
        files = self.settled.files
        if not any(file.skp and file.counted for file in files):
            return of_rows(tables.INDIKATOR, ())
        chosen = choose(files, self.around.measure.organisasi, dengan_galat=True)
        products = products_of_results(chosen, self.around.library)
        return of_rows(columns_of(chosen), export_rows(chosen, products))

    @cached_property
    def answers(self) -> Table[Row]:
        """Every filled cell of every form that counts, whatever its kind, in the order of the form."""
        return of_rows(tables.ANSWERS, (row for file in files_of(self.settled.files) for row in answers_of(file)))

    @cached_property
    def own_forms(self) -> dict[str, OwnTable]:
        """What came back of forms of an office's own (`isi = "bebas"`), by the name of the form."""
        measure = self.around.measure
        collected = collect(self.settled.files, measure.organisasi, periode=measure.periode)
        return {own.form: OwnTable(own) for own in collected}

    def merge(
        self,
        units: Sequence[str] = (),
        levels: Sequence[str] = ("unit",),
        agreed: Sequence[str | os.PathLike[str]] = (),
    ) -> "Matrix":
        """The Matriks Peran Hasil, as `skpxl merge` makes it: of all units or of `units` (codes), at `levels`, held against
        `agreed` matrices (files, folders, zips). Raises SkpxlError where no SKP counts.
        """
        from skpxl.api.matrix import merged

        return merged(self, units, levels, [Path(path) for path in agreed])

    def evaluate(self, period: str = "", units: Sequence[str] = ()) -> "Recap":
        """The recap of the evaluations of a period (`TW1`..`TW4`, `B01`..`B12`, `tahunan`), as `skpxl evaluate` makes it.

        Raises SkpxlError where there is none, and where there are several periods and none was named.
        """
        from skpxl.api.recap import evaluated

        return evaluated(self, period, units)

    def save_report(self, path: str | Path, *, force: bool = False) -> Path:
        """The report workbook of `skpxl validate --report`."""
        data = report_workbook(self.received, self.around.library, Path(path), self.passed_over)
        write_whole(Path(path), data, force=force)
        return Path(path)

    def save_own_forms(self, path: str | Path, *, force: bool = False) -> Path:
        """The workbook that `skpxl merge` writes of forms of an office's own where no SKP has come in."""
        forms, files, target = [table.own for table in self.own_forms.values()], self.settled.files, Path(path)
        data = own_forms_workbook(forms, files, self.around.library, target, self.around.kertas)
        write_whole(target, data, force=force)
        return target

    def save_decisions(self, path: str | Path) -> Path:
        """The workbook in which to decide what waits (`undecided`); what was typed into it before is kept."""
        settled = settle(self.received, self.around.measure, Path(path), sandi=self.around.password)
        if settled.workbook is not None:
            write_whole(Path(path), settled.workbook, force=True)
        return Path(path)

    def __repr__(self) -> str:
        fates = ", ".join(f"{many} {fate}" for fate, many in count_fates(self.received).items() if many)
        return f"<Checked {len(self.received)} berkas: {fates}>"


def _many(file: ReceivedFile) -> int:
    """How many results an SKP holds."""
    return sum(1 for _ in written(file.skp)) if file.skp else 0


def _results(indikator: Iterable[Row]) -> Iterable[Row]:
    """The rows of indikator made one for each result; an SKP without a result has none."""
    for (_, bagian, _), group in groupby(indikator, key=lambda row: (row["berkas"], row["bagian"], row["nomor"])):
        rows = list(group)
        if bagian:
            many = sum(1 for row in rows if row["indikator_nomor"] is not None)
            yield {**{name: rows[0][name] for name in tables.RESULTS if name in rows[0]}, "banyak_indikator": many}
