"""The child process that reads what must not be read in ours: foreign formats and doubtful files. It judges nothing.

`python -m skpxl.xlsx.child READER SECONDS MEMORY CELLS` takes the file on stdin and gives its cells as JSON on stdout, for
`xlsx/apart.py`. python-calamine reads .xls and .xlsb: values and sheet states only; formulas, error cells, number
formats and names do not come through. An .ods is read by `xlsx/ods.py`.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from io import BytesIO
from typing import Any

from skpxl.xlsx.child_frame import EXHAUSTED, serve
from skpxl.xlsx.grid import Grid, read_book
from skpxl.xlsx.libraries import library, unfit
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.ods import read_fods, read_ods
from skpxl.xlsx.ole import OLE
from skpxl.xlsx.outside import leads_outside
from skpxl.xlsx.package import Limits, Package, Unreadable, open_package, open_parts
from skpxl.xlsx.parts import read_properties
from skpxl.xlsx.signature import xls_terkunci
from skpxl.xlsx.unlock import locked
from skpxl.xlsx.unlock_child import decrypted

CALAMINE = "calamine"  # .xls and .xlsb, and .ods, which needs none
XLSX = "xlsx"  # a large or odd .xlsx, by the reader of record

# What is unpacked of a zip that is no .xlsx; an issued form as .ods has 100 kB of XML.
_OTHER = Limits(part=50_000_000, total=80_000_000)
_NEEDED = ("CalamineWorkbook.from_filelike", "CalamineSheet.merged_cell_ranges", "PasswordError")
_STATE = {"Hidden": "hidden", "VeryHidden": "veryHidden"}


def main(arguments: list[str]) -> None:
    """The child: a workbook on stdin, its cells as one JSON object on stdout."""
    reader, seconds, memory, cells_max = arguments[0], float(arguments[1]), int(arguments[2]), int(arguments[3])
    read = _foreign if reader == CALAMINE else _xlsx

    def work(data: bytes) -> bytes:
        return json.dumps(read(data, cells_max), separators=(",", ":")).encode()

    serve(work, seconds, memory, EXHAUSTED)


def _xlsx(data: bytes, cells_max: int) -> dict[str, Any]:
    """A doubtful .xlsx by the reader of record. Small sheets first, so that one huge sheet does not hide the others."""
    package = open_package(data)
    sizes = dict(zip((name.casefold() for name in package.names), package.sizes, strict=True))
    book = read_book(package)
    entries: dict[str, dict[str, Any]] = {}
    left = cells_max
    for info in sorted(book.sheets, key=lambda info: sizes.get(info.part.casefold(), 0)):
        entries[info.name] = entry = _entry(info.name, info.state)
        try:
            book.sel_maks = left
            grid = book.sheet(info.name)
            left -= len(grid.cells)
            entry["sel"] = _rows(grid)
            entry["gabungan"] = grid.merges[:cells_max]
            entry["tersembunyi"] = [[*grid.hidden_rows], [*grid.hidden_cols]]
        except Unreadable as verdict:
            entry["salah"] = (verdict.code, verdict.detail)
        book.forget(info.name)
    return {
        "lembar": [entries[info.name] for info in book.sheets],
        "nama": book.defined_names,
        "nama_lembar": book.scoped_names,
        "sifat": _properties(package),
        "date1904": book.date1904,
        "tanda": book.marks,
    }


def _properties(package: Package) -> dict[str, str]:
    try:
        return read_properties(package)
    except Unreadable:
        return {}


def _entry(name: str, state: str) -> dict[str, Any]:
    return {"nama": name, "state": state, "sel": [], "gabungan": [], "salah": None}


def _rows(grid: Grid) -> list[tuple[object, ...]]:
    return [
        (cell.row, cell.col, cell.text, cell.kind, cell.formula, cell.format, cell.raw, cell.uncertain, cell.struck)
        for cell in grid.cells.values()
    ]


def _foreign(data: bytes, cells_max: int) -> dict[str, Any]:
    """A workbook that is no .xlsx. A zip is held against what its directory says before a library sees it."""
    if data[:2] != b"PK":
        return _calamine(data, cells_max) if data.startswith(OLE) else read_fods(data, cells_max)
    package = open_parts(data, _OTHER)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise locked()
    if "content.xml" in package:
        return read_ods(package, cells_max)
    for name in package.names:
        package.read(name)
    return {**_calamine(data, cells_max), "sifat": _properties(package), "luar": leads_outside(package)}


def _calamine(data: bytes, cells_max: int) -> dict[str, Any]:
    calamine = library("python-calamine", "python_calamine", *_NEEDED)
    if xls_terkunci(data):
        data = decrypted(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets: list[dict[str, Any]] = []
        for info in book.sheets_metadata:
            entry = _entry(info.name, _STATE.get(str(info.visible).rpartition(".")[2], "visible"))
            sheets.append(entry)
            if str(info.typ).endswith("WorkSheet"):
                sheet = book.get_sheet_by_name(info.name)
                entry["sel"] = list(_cells(sheet.to_python(skip_empty_area=False), cells_max))
                entry["gabungan"] = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
                cells_max -= len(entry["sel"])
    except calamine.PasswordError as fault:
        raise locked() from fault
    except (Unreadable, MemoryError):
        raise
    except (AttributeError, TypeError) as fault:  # what is in a file, it tells with errors of its own
        raise unfit("python-calamine", fault) from fault
    except BaseException as fault:  # a panic in Rust is no Exception
        if "capacity overflow" in str(fault):
            raise Unreadable("berkas-terlalu-besar", "lembarnya mengaku berisi terlalu banyak sel") from fault
        raise Unreadable("berkas-tak-didukung", "isi buku kerjanya tidak dapat diurai") from fault
    if not sheets:
        raise Unreadable("berkas-tak-didukung", "tidak ditemukan satu lembar pun di dalamnya")
    return {"lembar": sheets, "nama": {}, "sifat": {}, "date1904": False}


def _cells(rows: list[list[Any]], cells_max: int) -> Iterator[tuple[object, ...]]:
    """The non-empty values of a sheet as `Cell` takes them."""
    count = 0
    for row, values in enumerate(rows, start=1):
        for col, value in enumerate(values, start=1):
            if value is None or value == "":
                continue
            count += 1
            if count > cells_max:
                raise Unreadable("berkas-terlalu-besar", "bukunya berisi terlalu banyak sel")
            yield (row, col, *_value(value))


def _value(value: object) -> tuple[object, ...]:
    """(text, kind, formula, format, raw) of one value. Numbers keep the 15 digits that such a file holds."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE", "logika", None, "", "")
    if isinstance(value, int | float):
        raw = format(value, ".15g") if isinstance(value, float) else str(value)
        return (number_text(raw, ""), "angka", None, "", raw)
    if isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00").removesuffix(":00")
        return (text, "angka", None, "yyyy-mm-dd", value.isoformat())
    if isinstance(value, date | clock_time | timedelta):
        return (str(value), "angka", None, "yyyy-mm-dd", str(value))
    return (str(value), "teks", None, "", "")


if __name__ == "__main__":
    main(sys.argv[1:])
