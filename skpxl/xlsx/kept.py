"""What people have put into a workbook of ours: notes at its cells, and sheets of their own. Read apart, and not judged."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from skpxl.xlsx.comments import has_comments
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import open_package
from skpxl.xlsx.process import Batas, ask_apart, child_of, unfinished

CELLS_MAX = 200_000  # of all sheets that are not ours
_LIMITS = Batas(seconds=300.0, cpu=120.0, memory=1_500_000_000, output=150_000_000)


class KeptNote(NamedTuple):
    """A note at a cell of one of our sheets."""

    sheet: str
    cell: str
    author: str
    text: str


class KeptCell(NamedTuple):
    """A cell of a sheet that is not ours, its row and column from 1; `style` is the position of its look in the sheet's.

    `refs` are the sheets that its formula names, None where it must not be a formula any more. `area` is that of a formula
    which fills several cells. `value` is text, also of numbers.
    """

    row: int
    col: int
    kind: str
    value: str
    formula: str | None
    refs: Sequence[str] | None
    area: str
    style: int


@dataclass(frozen=True)
class KeptSheet:
    """A sheet that is not ours. `lost` is, in words, what of it is not carried over; `fault` why nothing of it is.

    `styles` are in the words of XlsxWriter; `columns` (first, last, pixels, hidden, level), `rows` (row, points, hidden,
    level), `frozen` (rows, columns), `notes` (cell, author, text).
    """

    name: str
    state: str = "visible"
    lost: tuple[str, ...] = ()
    fault: str = ""
    cells: tuple[KeptCell, ...] = ()
    styles: tuple[Mapping[str, Any], ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    columns: tuple[tuple[int, int, int, bool, int], ...] = ()
    rows: tuple[tuple[int, float, bool, int], ...] = ()
    frozen: tuple[int, int] = (0, 0)
    tab_colour: str = ""
    gridlines: bool = True
    filtered: str = ""
    notes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class KeptBook:
    """What was found in one workbook."""

    notes: tuple[KeptNote, ...] = ()
    sheets: tuple[KeptSheet, ...] = ()
    macros: bool = False


def read_kept(
    data: bytes, ours: Collection[str], limits: Batas = _LIMITS, most: int = CELLS_MAX, program: tuple[str, ...] = ()
) -> KeptBook:
    """The notes on our sheets, and the sheets that are not `ours` (names). Raises `Unreadable`.

    `program` replaces the child (tests). A workbook in which there is neither is not given to it.
    """
    package = open_package(data)
    known = {name.casefold() for name in ours}
    macros = any(name.casefold().endswith("vbaproject.bin") for name in package.names)
    if not has_comments(package) and all(info.name.casefold() in known for info in read_book(package).sheets):
        return KeptBook(macros=macros)
    order = json.dumps({"ours": [*ours], "cells": most}).encode() + b"\n" + package.data
    bounds = (str(limits.cpu), str(limits.memory))
    try:
        answer = json.loads(ask_apart(program or child_of("skpxl.xlsx.kept_child"), bounds, order, limits))
        notes = tuple(KeptNote(*note) for note in answer["catatan"])
        return KeptBook(notes, tuple(_sheet(entry) for entry in answer["lembar"]), macros)
    except (ValueError, KeyError, TypeError) as broken:
        raise unfinished() from broken


def _sheet(entry: dict[str, Any]) -> KeptSheet:
    lost, state = tuple(entry["hilang"]), entry["state"]
    if "salah" in entry:
        return KeptSheet(entry["nama"], state, lost, entry["salah"])
    rows, frozen = entry["beku"]
    return KeptSheet(
        name=entry["nama"],
        state=state,
        lost=lost,
        cells=tuple(KeptCell(*cell) for cell in entry["sel"]),
        styles=tuple(entry["gaya"]),
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in entry["gabungan"]),
        columns=tuple((first, last, width, hidden, level) for first, last, width, hidden, level in entry["kolom"]),
        rows=tuple((row, height, hidden, level) for row, height, hidden, level in entry["baris"]),
        frozen=(rows, frozen),
        tab_colour=entry["warna_tab"],
        gridlines=entry["garis"],
        filtered=entry["saring"],
        notes=tuple((cell, author, text) for cell, author, text in entry["catatan"]),
    )
