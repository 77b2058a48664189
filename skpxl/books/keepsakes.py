"""What people have put into a matriks workbook and must find again in the next: notes and sheets of theirs. It reads none."""

import contextlib
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from skpxl.xlsx.address import a1
from skpxl.xlsx.kept import KeptCell, KeptNote, KeptSheet

CATATAN = "Catatan"
HEADINGS = ("Lembar", "Sel", "Penulis", "Catatan")
# What stands behind this line in a note is ours, and made anew each time.
MARK = "— skpxl —"
_TOLD_MAX = 200  # formulas of one merge that are told one by one


@dataclass(frozen=True)
class NoteSubject:
    """What a note is about, on the matriks of a unit or of its branch: a product, or somebody, or results of his.

    `kolom` is the id of a product, empty for *Belum terpetakan*; `who` is empty for a note on a heading. `part` is `nama`,
    `jabatan`, `kolom`; of `results` the first that is still there is meant, and nothing where none is.
    """

    unit: str
    bercabang: bool
    part: str
    who: str = ""
    kolom: str = ""
    results: tuple[str, ...] = ()


class AnchoredNote(NamedTuple):
    """A note with what it is about; None for one that is only listed."""

    note: KeptNote
    anchor: NoteSubject | None = None


@dataclass(frozen=True)
class Keepsakes:
    """All that is to be found again: notes, what was listed before, sheets. `taken` are digests of files it was taken from."""

    notes: tuple[AnchoredNote, ...] = ()
    listed: tuple[KeptNote, ...] = ()
    sheets: tuple[KeptSheet, ...] = ()
    taken: tuple[str, ...] = field(default=())


NOTHING_KEPT = Keepsakes()


def person_key(nip: str, nama: str, jabatan: str) -> str:
    """What somebody is known by from one matriks to the next."""
    return nip or f"{nama}|{jabatan}"


def sheet_digest(sheet: KeptSheet) -> str:
    """A digest of what stands in a sheet, without its looks and what its formulas give: programs change those by themselves."""
    said = [
        (cell.row, cell.col, cell.formula or cell.kind, "" if cell.formula else _said(cell))
        for cell in sheet.cells
        if cell.kind != "kosong" or cell.formula
    ]
    return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:16]


def _said(cell: KeptCell) -> str:
    """The value of a cell; a number with the digits that every program keeps."""
    with contextlib.suppress(ValueError):
        return f"{float(cell.value):.14g}" if cell.kind == "angka" else cell.value
    return cell.value


def with_formulas_checked(
    sheets: Sequence[KeptSheet], names: Sequence[str], ours: Collection[str]
) -> tuple[list[KeptSheet], list[KeptNote]]:
    """The sheets under the `names` that they get beside `ours`, and what is to be told of their formulas.

    A formula stays one where all sheets that it names are there under that very name; else its value stands there.
    """
    there = {name.casefold() for name in ours}
    there |= {name.casefold() for sheet, name in zip(sheets, names, strict=True) if name == sheet.name}
    there -= {sheet.name.casefold() for sheet, name in zip(sheets, names, strict=True) if name != sheet.name}
    told: list[KeptNote] = []
    checked = []
    for sheet, name in zip(sheets, names, strict=True):
        cells = []
        for cell in sheet.cells:
            if cell.formula is not None:
                missing = next((ref for ref in cell.refs or () if ref.casefold() not in there), None)
                if cell.refs is None or missing is not None:
                    why = "tidak dapat ikut" if missing is None else f"lembar “{missing}” tidak ada lagi"
                    text = f"Rumus ={cell.formula[:500]} menjadi nilai: {why}."
                    told.append(KeptNote(name, a1(cell.row, cell.col), "skpxl", text))
                    cell = cell._replace(formula=None, refs=None, area="")
            cells.append(cell)
        checked.append(replace(sheet, name=name, cells=tuple(cells)))
    return checked, told[:_TOLD_MAX]
