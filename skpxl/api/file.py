"""One received file as the API gives it, and many of them as tables: files, findings, answers. It judges nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from skpxl.api import tables
from skpxl.api.tables import Row, Table
from skpxl.findings import Finding
from skpxl.findings.reports import count
from skpxl.model.dasar import Model
from skpxl.model.evaluasi import Evaluasi
from skpxl.model.pembagian import Pembagian
from skpxl.model.skp import Skp
from skpxl.model.stamp import Stamp
from skpxl.receive.validate import ReceivedFile, as_json


@dataclass(frozen=True)
class File:
    """One received file: whose it is, how far that is to be believed, what is in it, and what became of it."""

    received: ReceivedFile = field(repr=False)

    @property
    def name(self) -> str:
        """Its path, or `archive.zip/member`."""
        return self.received.reading.file

    @property
    def fate(self) -> str:
        """`diterima`, `perlu perbaikan`, `tidak terbaca`, `ganda` or `bukan formulir kita`."""
        return str(self.received.fate)

    @property
    def counted(self) -> bool:
        """True where its answers count; a double, a forgery and what contradicts another file do not."""
        return self.received.counted

    @property
    def trust(self) -> str:
        """Its keaslian: a word of `skpxl.model.trust.Trust`, or `orang-lain`; empty where it is no form of ours."""
        reading = self.received.reading
        if reading.form is None:
            return ""
        return "orang-lain" if reading.is_of_another else reading.trust.value

    @property
    def stamp(self) -> Stamp | None:
        """Who and what the workbook says it is."""
        return self.received.reading.form.stamp if self.received.reading.form else None

    @property
    def answers(self) -> Mapping[str, str]:
        """What was typed, by key, exactly as typed; for every kind of form, also one of your own."""
        return self.received.reading.form.isian if self.received.reading.form else {}

    @property
    def cells(self) -> Mapping[str, str]:
        """Where each value stands: key -> `Sheet!A1`."""
        return self.received.reading.cells

    @property
    def skp(self) -> Skp | None:
        """The SKP, where it is one."""
        return self.received.skp

    @property
    def content(self) -> Model | None:
        """What it means, as a model of its kind, whichever that is; None where it is no form that is filled in."""
        return self.received.content

    @property
    def evaluasi(self) -> Evaluasi | None:
        """The evaluation, where it is one."""
        return self.received.evaluasi

    @property
    def pembagian(self) -> Pembagian | None:
        """The agreed matriks, where it is one."""
        return self.received.pembagian

    @property
    def findings(self) -> Table[Finding]:
        """What is to be said of it."""
        return findings_of([self], self.received.findings)

    def to_json(self) -> dict[str, Any]:
        """What `skpxl read --json` prints of it."""
        return as_json(self.received, dengan_isi=True)

    def __repr__(self) -> str:
        return f"<File {self.name}: {self.fate}>"


def files_of(files: Iterable[ReceivedFile]) -> Table[File]:
    """Files with the columns of `tables.FILES`."""
    return Table(tables.FILES, map(File, files), _file)


def _file(file: File) -> Row:
    stamp, owner = file.stamp, file.received.owner
    periode = stamp.periode if stamp else None
    return {
        "berkas": file.name,
        "nasib": file.fate,
        "dihitung": file.counted,
        "keaslian": file.trust,
        "jenis": str(file.received.reading.outcome),
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
        **count(file.received.findings),
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


def answers_of(file: File) -> Iterator[Row]:
    """A row with the columns of `tables.ANSWERS` for every filled cell, where the file counts."""
    form = file.received.reading.form
    if form is None or not file.counted:
        return
    owner = file.received.owner
    for slot in form.layout.entri:
        if text := form.isian.get(slot.key, ""):
            name, sheet, cell = file.received.reading.tempat(slot.key)
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
