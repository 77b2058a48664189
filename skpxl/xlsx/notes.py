"""A copy of somebody's .xlsx with notes at cells, made in a child process (`xlsx/notes_child.py`). No meaning here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.xlsx.package import Limits, Unreadable, open_package
from skpxl.xlsx.process import Batas, ask_apart, child_of

# openpyxl holds a workbook some fifty times over: a form has 0.1 MB of XML, a book with all its lists a few.
LIMITS = Limits(part=30_000_000, total=40_000_000)
_MACROS = ("vbaproject.bin", "macrosheets/")


@dataclass(frozen=True, slots=True)
class Note:
    """What is to stand in the note of one cell."""

    sheet: str
    cell: str
    text: str


def with_notes(
    data: bytes, notes: Sequence[Note], mark: str, limits: Batas | None = None, program: tuple[str, ...] = ()
) -> bytes:
    """The workbook with notes added; a note that is there already stays, ours goes below it, behind a line `mark`.

    What stood behind such a line before is replaced. Raises `Unreadable`: `berkas-bukan-xlsx` (the detail names what the
    file is), what `open_package` finds, or what came of the child. `program` replaces the child (tests).
    """
    limits = limits or Batas()
    package = open_package(data, LIMITS)
    if any(name.casefold().endswith(_MACROS[0]) or _MACROS[1] in name.casefold() for name in package.names):
        raise Unreadable("berkas-tak-didukung", "berkas memuat makro, yang tidak ikut ke salinannya")
    order = {"mark": mark, "notes": [(note.sheet, note.cell, note.text) for note in notes]}
    given = json.dumps(order).encode() + b"\n" + package.data
    bounds = (str(limits.cpu), str(limits.memory))
    return ask_apart(program or child_of("skpxl.xlsx.notes_child"), bounds, given, limits)
