"""The sheets of an office's own forms: data and completeness of each. They lay out what was collected."""

from collections.abc import Sequence
from pathlib import Path

from skpxl.books.tables import BookTable, write_tables
from skpxl.consolidate.completeness import completeness
from skpxl.consolidate.own_forms import FILE, ITEM, WHO, OwnForm, own_form_columns, own_form_rows
from skpxl.findings import Finding
from skpxl.receive.report import findings_table
from skpxl.receive.validate import ReceivedFile
from skpxl.template.library import Library
from skpxl.template.limits import NAMA_LEMBAR_MAKS


def own_form_tables(forms: Sequence[OwnForm], folder: Path, *, alone: bool) -> list[BookTable]:
    """The sheets *Data* and *Kelengkapan* of every form; they name the form unless it stands `alone`. Links are
    relative to `folder`.
    """
    tables = []
    plain = alone and len(forms) == 1
    for number, own in enumerate(forms, start=1):
        end = "" if plain else f" {own.form}"
        tables += [
            _data(own, _sheet("Data", end, number), f"DataFormulir{number}"),
            completeness(_sheet("Kelengkapan", end, number), own.people, folder),
        ]
    return tables


def _sheet(name: str, end: str, number: int) -> str:
    """A name that Excel takes, however long that of the form is."""
    full = f"{name}{end}"
    return full if len(full) <= NAMA_LEMBAR_MAKS else f"{full[: NAMA_LEMBAR_MAKS - 3]} {number}"


def _data(own: OwnForm, name: str, excel_table: str) -> BookTable:
    who, once, many = own_form_columns(own)
    columns = [*((column.title, WHO[column.title]) for column in who), *((column.title, 28.0) for column in once)]
    columns += [*ITEM.items(), *((column.title, 36.0) for column in many)] if many else []
    return BookTable(name, [*columns, (FILE, 30.0)], own_form_rows(own), excel_table=excel_table)


def own_forms_workbook(
    own: Sequence[OwnForm],
    files: Sequence[ReceivedFile],
    library: Library,
    target: Path,
    kertas: str,
    more: Sequence[Finding] = (),
) -> bytes:
    """A workbook of these forms alone, where no SKP has come in: data, completeness, findings; `more` are those on no file."""
    findings = [*more, *(finding for file in files for finding in file.findings)]
    tables = [*own_form_tables(own, target.parent, alone=True), findings_table(findings, library, target.parent)]
    return write_tables(tables, library.gaya, title="Formulir yang terkumpul", kertas=kertas)
