"""Received files after validation, as `skpxl validate` judges them, and what is in those that count. It merges nothing."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skpxl.api import tables
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Row, Table, of_rows
from skpxl.consolidate.export import choose
from skpxl.consolidate.export_rows import export_rows, products_of_results
from skpxl.consolidate.merge_accounts import written
from skpxl.consolidate.people import RosterPerson as Owner
from skpxl.consolidate.people import people_of
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.findings.reports import count
from skpxl.model.dasar import Model
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import Pembagian
from skpxl.model.skp import Skp
from skpxl.model.stamp import Stamp
from skpxl.model.susunan import organisasi_dari_skp
from skpxl.model.unit import Organisasi
from skpxl.receive.conflicts import Penyelesaian, settle
from skpxl.receive.report import report_workbook
from skpxl.receive.validate import Hasil, as_json, count_fates

if TYPE_CHECKING:
    from skpxl.api.matrix import Appraisals, Matrix


@dataclass(frozen=True)
class File:
    """One received file: whose it is, how far that is to be believed, what is in it, and what became of it."""

    hasil: Hasil = field(repr=False)

    @property
    def name(self) -> str:
        """Its path, or `archive.zip/member`."""
        return self.hasil.reading.file

    @property
    def fate(self) -> str:
        """`diterima`, `perlu perbaikan`, `tidak terbaca`, `ganda` or `bukan formulir kita`."""
        return str(self.hasil.nasib)

    @property
    def counted(self) -> bool:
        """True where its answers count; a double, a forgery and what contradicts another file do not."""
        return self.hasil.dipakai

    @property
    def trust(self) -> str:
        """Its keaslian: a word of `skpxl.model.trust.Trust`, or `orang-lain`; empty where it is no form of ours."""
        reading = self.hasil.reading
        if reading.form is None:
            return ""
        return "orang-lain" if reading.orang_lain else reading.trust.value

    @property
    def stamp(self) -> Stamp | None:
        """Who and what the workbook says it is."""
        return self.hasil.reading.form.stamp if self.hasil.reading.form else None

    @property
    def answers(self) -> Mapping[str, str]:
        """What was typed, by key, exactly as typed; for every kind of form, also one of your own."""
        return self.hasil.reading.form.isian if self.hasil.reading.form else {}

    @property
    def cells(self) -> Mapping[str, str]:
        """Where each value stands: key -> `Sheet!A1`."""
        return self.hasil.reading.cells

    @property
    def skp(self) -> Skp | None:
        """The SKP, where it is one."""
        return self.hasil.skp

    @property
    def content(self) -> Model | None:
        """What it means, as a model of its kind, whichever that is; None where it is no form that is filled in."""
        return self.hasil.isi

    @property
    def evaluasi(self) -> Evaluasi | None:
        """The evaluation, where it is one."""
        return self.hasil.evaluasi

    @property
    def pembagian(self) -> Pembagian | None:
        """The agreed matriks, where it is one."""
        return self.hasil.pembagian

    @property
    def findings(self) -> Table[Finding]:
        """What is to be said of it."""
        return findings_of([self], self.hasil.findings)

    def to_json(self) -> dict[str, Any]:
        """What `skpxl read --json` prints of it."""
        return as_json(self.hasil, dengan_isi=True)

    def __repr__(self) -> str:
        return f"<File {self.name}: {self.fate}>"


@dataclass(frozen=True)
class Person:
    """Somebody on the roster (or, without one, of an SKP that counts): his files, and how it stands with his SKP.

    `files` count, `refused` do not. `fate` is `diterima`, `perlu perbaikan`, `belum dapat dipakai` (all files refused),
    `belum masuk`, `lowong` (a vacant post) or `tanpa unit`; `results` is how many rencana hasil kerja of his count.
    """

    pegawai: Pegawai
    unit_kerja: str
    perangkat_daerah: str
    fate: str
    arrived: bool
    files: tuple[File, ...]
    refused: tuple[File, ...]
    results: int


@dataclass(frozen=True)
class Checked:
    """All files that were received, judged. `decisions` is the workbook of decisions on copies that collide."""

    around: Surroundings
    hasil: tuple[Hasil, ...]
    decisions: Path | None = None

    @cached_property
    def files(self) -> Table[File]:
        """Every file, in the order received, as `skpxl validate` judges it."""
        return files_of(self.hasil)

    @cached_property
    def findings(self) -> Table[Finding]:
        """All findings on all files, file by file."""
        return findings_of(self.files, (finding for one in self.hasil for finding in one.findings))

    @property
    def counts(self) -> dict[str, int]:
        """The account: `berkas` = the sum of its fates; and how many findings of each severity."""
        everything = [finding for one in self.hasil for finding in one.findings]
        return {"berkas": len(self.hasil), **count_fates(self.hasil), **count(everything)}

    @cached_property
    def settled(self) -> Penyelesaian:
        """The files after copies of one workbook were made one, where they do not collide or somebody has decided."""
        return settle(self.hasil, self.around.measure, self.decisions, sandi=self.around.password)

    @property
    def undecided(self) -> int:
        """How many places wait for a decision; `save_decisions` writes the workbook in which to decide."""
        return len(self.settled.menunggu)

    @cached_property
    def people(self) -> Table[Person]:
        """Everybody on the roster and how it stands with his SKP; without a roster everybody whose SKP counts."""
        files = self.settled.hasil
        skps = [one.skp for one in files if one.skp and one.dipakai]
        organisasi = self.around.measure.organisasi or organisasi_dari_skp(skps, ())
        people, _ = people_of(organisasi, files)
        return people_table((person.with_results(sum(map(_many, person.counted))) for person in people), organisasi)

    @cached_property
    def results(self) -> Table[Row]:
        """Every rencana hasil kerja of the SKPs that count, superiors first, with the product it serves."""
        return of_rows(tables.RESULTS, _results(self.indikator))

    @cached_property
    def indikator(self) -> Table[Row]:
        """Every indikator (or ukuran keberhasilan) of these: what `skpxl export --as csv --with-errors` writes.

        A result without one has one row, and so has an SKP without a result.
        """
        files = self.settled.hasil
        if not any(one.skp and one.dipakai for one in files):
            return of_rows(tables.INDIKATOR, ())
        chosen = choose(files, self.around.measure.organisasi, dengan_galat=True)
        return of_rows(tables.INDIKATOR, export_rows(chosen, products_of_results(chosen, self.around.library)))

    @cached_property
    def answers(self) -> Table[Row]:
        """Every filled cell of every form that counts, whatever its kind, in the order of the form."""
        return of_rows(tables.ANSWERS, (row for file in files_of(self.settled.hasil) for row in _answers(file)))

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

    def evaluate(self, period: str = "", units: Sequence[str] = ()) -> "Appraisals":
        """The recap of the evaluations of a period (`TW1`..`TW4`, `B01`..`B12`, `tahunan`), as `skpxl evaluate` makes it.

        Raises SkpxlError where there is none, and where there are several periods and none was named.
        """
        from skpxl.api.matrix import evaluated

        return evaluated(self, period, units)

    def save_report(self, path: str | Path, *, force: bool = False) -> Path:
        """The report workbook of `skpxl validate --report`."""
        data = report_workbook(self.hasil, self.around.library, Path(path))
        write_whole(Path(path), data, force=force)
        return Path(path)

    def save_decisions(self, path: str | Path) -> Path:
        """The workbook in which to decide what waits (`undecided`); what was typed into it before is kept."""
        settled = settle(self.hasil, self.around.measure, Path(path), sandi=self.around.password)
        if settled.data_untuk_ditulis is not None:
            write_whole(Path(path), settled.data_untuk_ditulis, force=True)
        return Path(path)

    def __repr__(self) -> str:
        fates = ", ".join(f"{many} {fate}" for fate, many in count_fates(self.hasil).items() if many)
        return f"<Checked {len(self.hasil)} berkas: {fates}>"


def files_of(hasil: Iterable[Hasil]) -> Table[File]:
    """Files with the columns of `tables.FILES`."""
    return Table(tables.FILES, map(File, hasil), _file)


def _file(file: File) -> Row:
    stamp, owner = file.stamp, file.hasil.pemilik
    periode = stamp.periode if stamp else None
    return {
        "berkas": file.name,
        "nasib": file.fate,
        "dihitung": file.counted,
        "keaslian": file.trust,
        "jenis": str(file.hasil.reading.outcome),
        "formulir": stamp.form if stamp else "",
        "versi": stamp.versi if stamp else "",
        "kode": stamp.id if stamp else "",
        "terbitan": stamp.terbitan if stamp else None,
        "nip": owner.nip,
        "nama": owner.nama,
        "unit_kerja": owner.unit_kerja,
        "penilai_nip": stamp.penilai if stamp else "",
        "periode_mulai": periode.mulai if periode else None,
        "periode_selesai": periode.selesai if periode else None,
        **count(file.hasil.findings),
    }


def findings_of(files: Iterable[File], findings: Iterable[Finding]) -> Table[Finding]:
    """Findings with the columns of `tables.FINDINGS`; `files` tell how far the file of each is to be believed."""
    trust = {file.name: file.trust for file in files}

    def row(finding: Finding) -> Row:
        return {
            "berkas": finding.file,
            "keaslian": trust.get(finding.file, ""),
            "nama": finding.who,
            "lembar": finding.sheet,
            "sel": finding.cell,
            "kunci": finding.key,
            "tempat": finding.item,
            "aturan": finding.code,
            "tingkat": finding.severity.value,
            "nilai": finding.found,
            "usul": finding.suggestion,
            "pesan": finding.message,
        }

    return Table(tables.FINDINGS, findings, row)


def people_table(owners: Iterable[Owner], organisasi: Organisasi) -> Table[Person]:
    """People with the columns of `tables.PEOPLE`."""
    people = (
        Person(
            pegawai=owner.orang,
            unit_kerja=owner.unit,
            perangkat_daerah=organisasi.nama_perangkat_daerah(owner.orang),
            fate=owner.fate.value,
            arrived=owner.fate.masuk,
            files=tuple(map(File, owner.counted)),
            refused=tuple(map(File, owner.refused)),
            results=owner.results,
        )
        for owner in owners
    )
    return Table(tables.PEOPLE, people, _person)


def _person(person: Person) -> Row:
    pegawai = person.pegawai
    return {
        "nip": pegawai.nip,
        "nama": pegawai.nama,
        "pangkat_golongan": pegawai.pangkat_golongan,
        "jabatan": pegawai.jabatan,
        "kode_unit": pegawai.unit_kerja,
        "unit_kerja": person.unit_kerja,
        "perangkat_daerah": person.perangkat_daerah,
        "penilai_nip": pegawai.nip_penilai,
        "nasib": person.fate,
        "masuk": person.arrived,
        "hasil_kerja": person.results,
        "berkas": "; ".join(file.name for file in person.files),
        "keaslian": "; ".join(dict.fromkeys(file.trust for file in person.files)),
    }


def _many(file: Hasil) -> int:
    """How many results an SKP holds."""
    return sum(1 for _ in written(file.skp)) if file.skp else 0


def _results(indikator: Iterable[Row]) -> Iterable[Row]:
    """The rows of indikator made one for each result; an SKP without a result has none."""
    for (_, _, nomor), group in groupby(indikator, key=lambda row: (row["berkas"], row["bagian"], row["nomor"])):
        rows = list(group)
        if nomor is not None:
            many = sum(1 for row in rows if row["indikator_nomor"] is not None)
            yield {**{name: rows[0][name] for name in tables.RESULTS if name in rows[0]}, "banyak_indikator": many}


def _answers(file: File) -> Iterable[Row]:
    form = file.hasil.reading.form
    if form is None or not file.counted:
        return
    owner = file.hasil.pemilik
    for slot in form.layout.entri:
        if text := form.isian.get(slot.key, ""):
            name, sheet, cell = file.hasil.reading.tempat(slot.key)
            yield {
                "berkas": name,
                "kode": form.stamp.id,
                "keaslian": file.trust,
                "nasib": file.fate,
                "formulir": form.stamp.form,
                "versi": form.stamp.versi,
                "nip": owner.nip,
                "nama": owner.nama,
                "kunci": slot.key,
                "tempat": slot.tempat,
                "sebutan": slot.sebutan,
                "nilai": text,
                "lembar": sheet,
                "sel": cell,
            }
