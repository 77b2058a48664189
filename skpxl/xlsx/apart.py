"""A workbook read in a process of its own (`xlsx/process.py`). What is read is not judged here.

The child that reads is `python -m skpxl.xlsx.child`; the file goes in by a pipe, its cells come back as JSON.
"""

import json
from typing import Any

from skpxl.xlsx.cells import PlacedCells
from skpxl.xlsx.child import CALAMINE, XLSX
from skpxl.xlsx.grid import Book, Cell, Grid, SheetInfo
from skpxl.xlsx.marks import Mark
from skpxl.xlsx.process import Batas, ask_apart, child_of, unfinished
from skpxl.xlsx.verdict import Unreadable

__all__ = ["BATAS", "CALAMINE", "XLSX", "Batas", "read_apart"]

BATAS = Batas()


class BookApart(Book):
    """A workbook as it came back from the child: the same face as `Book`, all cells already there."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.sheets = [SheetInfo(entry["nama"], entry["state"], "") for entry in answer["lembar"]]
        self.defined_names = answer["nama"]
        self.scoped_names = {
            name: [(sheet, ref) for sheet, ref in places] for name, places in answer.get("nama_lembar", {}).items()
        }
        self.date1904 = answer["date1904"]
        self.leads_outside = tuple(answer.get("luar", ()))
        self._properties = answer["sifat"]
        self._marks = tuple(Mark(*mark) for mark in answer.get("tanda", ()))
        self._grids = {}
        self._faults: dict[str, Unreadable] = {}
        for entry in answer["lembar"]:
            if entry["salah"]:
                self._faults[entry["nama"]] = Unreadable(*entry["salah"])
            else:
                cells = PlacedCells(((cell.row, cell.col), cell) for cell in (Cell(*fields) for fields in entry["sel"]))
                merges = [(a, b, c, d) for a, b, c, d in entry["gabungan"]]
                hidden = (frozenset(numbers) for numbers in entry.get("tersembunyi", ()))
                self._grids[entry["nama"]] = Grid(entry["nama"], cells, merges, *hidden)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Comments and text boxes, as the child found them."""
        return self._marks

    @property
    def saved_by(self) -> str:
        """The child does not tell it."""
        return ""

    def sheet(self, name: str) -> Grid:
        """The cells of one sheet. Raises KeyError where there is no such sheet, `Unreadable` where it was not read."""
        info = self.find(name)
        if info is not None and info.name in self._faults:
            raise self._faults[info.name]
        return super().sheet(name)


def read_apart(data: bytes, reader: str, limits: Batas = BATAS, program: tuple[str, ...] = ()) -> Book:
    """Read the bytes of a workbook in a child process; `reader` is `CALAMINE` or `XLSX`.

    Raises `Unreadable`: what the child found, `berkas-terlalu-besar` where it took more than it may have, and
    `berkas-belum-selesai` where it ended without an answer, which says nothing of the file. Raises SkpxlError where a
    library is missing or too old. `program` replaces the child (tests).
    """
    arguments = (reader, str(limits.cpu), str(limits.memory), str(limits.cells))
    answer = ask_apart(program or child_of("skpxl.xlsx.child"), arguments, data, limits)
    try:
        content = json.loads(answer)
    except ValueError as fault:
        raise unfinished() from fault
    return BookApart(content)
