"""What a matriks workbook says, kept in its hidden sheet: per sheet its columns, people and results, by id. No cell, no look.

By it a later run tells what has been changed by hand since, and what has come in. It is a column of texts, one JSON list a
row, so that no program that saves the workbook again can turn a NIP into a number.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import xlsxwriter

from skpxl.forms.hidden import LEMBAR_CAP, MATRIKS_MARK
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.penempatan import Penempatan, name_of
from skpxl.model.unit import Produk
from skpxl.template.limits import TEKS_SEL_MAKS
from skpxl.xlsx.grid import Grid

_VERSION = 1
# Longer texts are kept as far as this: a row of the record is one cell.
TEXT_MAX = 6_000


@dataclass(frozen=True)
class RecordedResult:
    """One result as it was printed: `kolom` is the id of its product, empty in *Belum terpetakan*.

    `sisih` tells that it was not printed by itself.
    """

    id: str
    kolom: str
    teks: str
    tercetak: str
    sisih: bool = False


@dataclass(frozen=True)
class RecordedPerson:
    """One row of people with its results in order, the code of his unit, and how it stood with the SKP (`fate`)."""

    nip: str
    nama: str
    jabatan: str
    unit: str = ""
    fate: str = ""
    hasil: tuple[RecordedResult, ...] = ()


class RecordedColumn(NamedTuple):
    """A column of a matriks: the id of its product, its text, the code of the unit whose product it is."""

    id: str
    teks: str
    unit: str


@dataclass(frozen=True)
class RecordedSheet:
    """One matriks: its sheet, the code of its unit, whether it covers the units below, its columns."""

    nama: str
    unit: str
    nama_unit: str
    bercabang: bool
    kolom: tuple[RecordedColumn, ...] = ()
    orang: tuple[RecordedPerson, ...] = ()


@dataclass(frozen=True)
class MatriksRecord:
    """All matrices of a workbook, and how many decisions there were when it was printed.

    `produk` are those that may be chosen in its lists, wherever they stand; `diputuskan` are the decisions themselves on
    results of its people, so that a workbook brings them along to where nothing is known of them. `milik` are the names of
    all sheets that are ours (empty in workbooks from before they were recorded), `diambil` digests of the files handed back
    whose notes and sheets were taken over, `bawaan` the sheets of theirs, each with a digest, `keterangan` what our own notes
    say.
    """

    keputusan: int = 0
    lembar: tuple[RecordedSheet, ...] = ()
    produk: tuple[RecordedColumn, ...] = ()
    diputuskan: tuple[Penempatan, ...] = ()
    milik: tuple[str, ...] = field(default=(), compare=False)
    diambil: tuple[str, ...] = field(default=(), compare=False)
    bawaan: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    keterangan: tuple[str, ...] = field(default=(), compare=False)
    sidik: str = field(default="", compare=False)


def record_of(
    matriks: Sequence[MatriksPeranHasil],
    names: Sequence[str],
    decisions: Sequence[Penempatan],
    produk: Iterable[Produk] = (),
) -> MatriksRecord:
    """The record of these matrices, whose sheets have these names; `produk` are the products of its lists."""
    people = {row.nip for one in matriks for row in one.baris}
    return MatriksRecord(
        len(decisions),
        tuple(
            RecordedSheet(
                name,
                one.unit.kode,
                one.unit.nama,
                one.bercabang,
                tuple(map(_column, one.kolom)),
                tuple(_person(row, one) for row in one.baris),
            )
            for one, name in zip(matriks, names, strict=True)
        ),
        tuple(map(_column, produk)),
        tuple(decision for decision in decisions if decision.nip in people),
    )


def result_id(nip: str, peran: Peran) -> str:
    """What a result is known by in the record and in decisions."""
    return name_of(nip, peran.id, peran.teks)


def _column(produk: Produk) -> RecordedColumn:
    return RecordedColumn(produk.id, produk.teks[:TEXT_MAX], produk.unit)


def _person(row: BarisMatriks, matriks: MatriksPeranHasil) -> RecordedPerson:
    def result(peran: Peran, kolom: str, *, aside: bool = False) -> RecordedResult:
        texts = peran.teks[:TEXT_MAX], peran.tercetak[:TEXT_MAX]
        return RecordedResult(result_id(row.nip, peran), kolom, *texts, aside)

    placed = [(peran, produk.id) for produk in matriks.kolom for peran in row.peran.get(produk.id, ())]
    results = [result(peran, kolom) for peran, kolom in placed]
    results += [result(peran, "") for peran in row.sisa]
    results += [result(peran, "", aside=True) for peran in row.disisihkan]
    return RecordedPerson(row.nip, row.nama, row.jabatan, row.unit, row.fate.value, tuple(results))


def write_record(workbook: xlsxwriter.Workbook, record: MatriksRecord) -> None:
    """Add the hidden sheet, row by row."""
    sheet = workbook.add_worksheet(LEMBAR_CAP)
    for row, text in enumerate(_rows(record)):
        sheet.write_string(row, 0, text)
    sheet.very_hidden()


def _rows(record: MatriksRecord) -> Iterator[str]:
    def row(*values: object) -> str:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    yield row(MATRIKS_MARK, _VERSION, record.keputusan)
    yield from (row("produk", *column) for column in record.produk)
    for decision in record.diputuskan:
        told = row("diputuskan", decision.model_dump(mode="json", exclude_defaults=True))
        if len(told) < TEKS_SEL_MAKS:
            yield told
    yield from (row("milik", name) for name in record.milik)
    yield from (row("diambil", digest) for digest in record.diambil)
    yield from (row("bawaan", *sheet) for sheet in record.bawaan)
    yield from (row("keterangan", note) for note in record.keterangan)
    for sheet in record.lembar:
        yield row("lembar", sheet.nama, sheet.unit, sheet.nama_unit, int(sheet.bercabang))
        yield from (row("kolom", *column) for column in sheet.kolom)
        for person in sheet.orang:
            yield row("orang", person.nip, person.nama, person.jabatan, person.unit, person.fate)
            for hasil in person.hasil:
                again = [] if hasil.tercetak == hasil.teks else [hasil.tercetak]
                yield row("sisih" if hasil.sisih else "hasil", hasil.id, hasil.kolom, hasil.teks, *again)


def read_record(grid: Grid) -> MatriksRecord | None:
    """The record on a hidden sheet; None where the sheet holds something else, or is damaged."""
    texts = [cell.text for (_, col), cell in sorted(grid.cells.items()) if col == 1]
    try:
        rows: list[list[Any]] = [json.loads(text) for text in texts]
        if not rows or rows[0][:2] != [MATRIKS_MARK, _VERSION]:
            return None
        digest = hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:12]
        products = tuple(RecordedColumn(*map(str, row[1:4])) for row in rows if row[0] == "produk")
        decided = tuple(Penempatan.model_validate(row[1]) for row in rows if row[0] == "diputuskan")
        ours, taken, notes = (
            tuple(str(row[1]) for row in rows if row[0] == mark) for mark in ("milik", "diambil", "keterangan")
        )
        theirs = tuple((str(row[1]), str(row[2])) for row in rows if row[0] == "bawaan")
        sheets = tuple(_sheets(rows[1:]))
        return MatriksRecord(int(rows[0][2]), sheets, products, decided, ours, taken, theirs, notes, digest)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError):
        return None


def _sheets(rows: Sequence[list[Any]]) -> Iterator[RecordedSheet]:
    starts = [number for number, row in enumerate(rows) if row[0] == "lembar"]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        _, name, unit, unit_name, branch = rows[start]
        inside = rows[start + 1 : end]
        columns = tuple(RecordedColumn(*map(str, row[1:4])) for row in inside if row[0] == "kolom")
        yield RecordedSheet(name, unit, unit_name, bool(branch), columns, tuple(_people(inside)))


def _people(rows: Sequence[list[Any]]) -> Iterator[RecordedPerson]:
    starts = [number for number, row in enumerate(rows) if row[0] == "orang"]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        _, nip, nama, jabatan, unit, fate = rows[start]
        results = (
            RecordedResult(row[1], row[2], row[3], row[4] if len(row) > 4 else row[3], row[0] == "sisih")
            for row in rows[start + 1 : end]
        )
        yield RecordedPerson(nip, nama, jabatan, unit, fate, tuple(results))
