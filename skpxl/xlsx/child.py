"""The child process that reads what must not be read in ours: foreign formats and doubtful files. It judges nothing.

`python -m skpxl.xlsx.child CARA DETIK MEMORI SEL` takes the file on stdin and gives its cells as JSON on stdout, for
`xlsx/apart.py`. python-calamine reads .xls and .xlsb: values and sheet states only; formulas, error cells, number
formats and names do not come through. An .ods is read by `xlsx/ods.py`.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as jam
from io import BytesIO
from typing import Any

from skpxl.xlsx.grid import Grid, read_book
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.ods import read_ods
from skpxl.xlsx.outside import leads_outside
from skpxl.xlsx.package import Limits, Package, TakTerbaca, open_package, open_parts
from skpxl.xlsx.parts import read_properties
from skpxl.xlsx.signature import xls_terkunci

CALAMINE = "calamine"  # .xls and .xlsb, and .ods, which needs none
XLSX = "xlsx"  # a large or odd .xlsx, by the reader of record

# What is unpacked of a zip that is no .xlsx; an issued form as .ods has 100 kB of XML.
_OTHER = Limits(part=50_000_000, total=80_000_000)
_STATE = {"Hidden": "hidden", "VeryHidden": "veryHidden"}


def main(argumen: list[str]) -> None:
    """Read stdin, write one JSON object to stdout; never a traceback for what is in the file."""
    cara, detik, memori, sel = argumen[0], float(argumen[1]), int(argumen[2]), int(argumen[3])
    keluar = _json({"putusan": ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")})
    limit(detik, memori)
    # Where memory ran out there is none to say so with: that answer is made before.
    with contextlib.suppress(MemoryError):
        keluar = _answer(cara, sys.stdin.buffer.read(), sel)
    sys.stdout.buffer.write(keluar)
    sys.stdout.buffer.flush()


def _answer(cara: str, data: bytes, sel: int) -> bytes:
    try:
        return _json(_foreign(data, sel) if cara == CALAMINE else _xlsx(data, sel))
    except TakTerbaca as putusan:
        return _json({"putusan": (putusan.code, putusan.detail)})


def _json(isi: dict[str, Any]) -> bytes:
    return json.dumps(isi, separators=(",", ":")).encode()


def limit(detik: float, memori: int) -> None:
    """Bind this process to its limits of CPU time and memory, where the system knows such; the parent's clock always holds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for apa, nilai, paling in (
        (resource.RLIMIT_AS, memori, memori),
        (resource.RLIMIT_CPU, int(detik) + 1, int(detik) + 6),  # the signal of the first tells what it was
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(apa, (nilai, paling))


def _xlsx(data: bytes, sel_maks: int) -> dict[str, Any]:
    """A doubtful .xlsx by the reader of record. Small sheets first, so that one huge sheet does not hide the others."""
    package = open_package(data)
    besar = dict(zip((nama.casefold() for nama in package.names), package.sizes, strict=True))
    buku = read_book(package)
    per_nama: dict[str, dict[str, Any]] = {}
    sisa = sel_maks
    for info in sorted(buku.sheets, key=lambda satu: besar.get(satu.part.casefold(), 0)):
        per_nama[info.name] = satu = _lembar(info.name, info.state)
        try:
            buku.sel_maks = sisa
            lembar = buku.sheet(info.name)
            sisa -= len(lembar.cells)
            satu["sel"] = _rows(lembar)
            satu["gabungan"] = lembar.merges[:sel_maks]
        except TakTerbaca as putusan:
            satu["salah"] = (putusan.code, putusan.detail)
        buku.forget(info.name)
    return {
        "lembar": [per_nama[info.name] for info in buku.sheets],
        "nama": buku.defined_names,
        "nama_lembar": buku.scoped_names,
        "sifat": _properties(package),
        "date1904": buku.date1904,
    }


def _properties(package: Package) -> dict[str, str]:
    try:
        return read_properties(package)
    except TakTerbaca:
        return {}


def _lembar(nama: str, state: str) -> dict[str, Any]:
    return {"nama": nama, "state": state, "sel": [], "gabungan": [], "salah": None}


def _rows(lembar: Grid) -> list[tuple[object, ...]]:
    return [(s.row, s.col, s.text, s.kind, s.formula, s.format, s.raw, s.uncertain) for s in lembar.cells.values()]


def _foreign(data: bytes, sel_maks: int) -> dict[str, Any]:
    """A workbook that is no .xlsx. A zip is held against what its directory says before a library sees it."""
    if data[:2] != b"PK":
        return _calamine(data, sel_maks)
    package = open_parts(data, _OTHER)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise TakTerbaca("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")
    if "content.xml" in package:
        return read_ods(package, sel_maks)
    for nama in package.names:
        package.read(nama)
    return {**_calamine(data, sel_maks), "sifat": _properties(package), "luar": leads_outside(package)}


def _calamine(data: bytes, sel_maks: int) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        buku = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        lembar: list[dict[str, Any]] = []
        for info in buku.sheets_metadata:
            satu = _lembar(info.name, _STATE.get(str(info.visible).rpartition(".")[2], "visible"))
            lembar.append(satu)
            if str(info.typ).endswith("WorkSheet"):
                isi = buku.get_sheet_by_name(info.name)
                satu["sel"] = list(_cells(isi.to_python(skip_empty_area=False), sel_maks))
                satu["gabungan"] = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in isi.merged_cell_ranges or ()]
                sel_maks -= len(satu["sel"])
    except calamine.PasswordError as salah:
        raise TakTerbaca("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi") from salah
    except (TakTerbaca, MemoryError):
        raise
    except BaseException as salah:  # a panic in Rust is no Exception
        if "capacity overflow" in str(salah):
            raise TakTerbaca("berkas-terlalu-besar", "lembarnya mengaku berisi terlalu banyak sel") from salah
        if xls_terkunci(data):
            raise TakTerbaca("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi") from salah
        raise TakTerbaca("berkas-tak-didukung", "isi buku kerjanya tidak dapat diurai") from salah
    if not lembar:
        raise TakTerbaca("berkas-tak-didukung", "tidak ditemukan satu lembar pun di dalamnya")
    return {"lembar": lembar, "nama": {}, "sifat": {}, "date1904": False}


def _cells(baris: list[list[Any]], sel_maks: int) -> Iterator[tuple[object, ...]]:
    """The non-empty values of a sheet as `Cell` takes them."""
    banyak = 0
    for row, isi in enumerate(baris, start=1):
        for col, nilai in enumerate(isi, start=1):
            if nilai is None or nilai == "":
                continue
            banyak += 1
            if banyak > sel_maks:
                raise TakTerbaca("berkas-terlalu-besar", "bukunya berisi terlalu banyak sel")
            yield (row, col, *_value(nilai))


def _value(nilai: object) -> tuple[object, ...]:
    """(text, kind, formula, format, raw) of one value. Numbers keep the 15 digits that such a file holds."""
    if isinstance(nilai, bool):
        return ("TRUE" if nilai else "FALSE", "logika", None, "", "")
    if isinstance(nilai, int | float):
        raw = format(nilai, ".15g") if isinstance(nilai, float) else str(nilai)
        return (number_text(raw, ""), "angka", None, "", raw)
    if isinstance(nilai, datetime):
        tanggal = f"{nilai:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00").removesuffix(":00")
        return (tanggal, "angka", None, "yyyy-mm-dd", nilai.isoformat())
    if isinstance(nilai, date | jam | timedelta):
        return (str(nilai), "angka", None, "yyyy-mm-dd", str(nilai))
    return (str(nilai), "teks", None, "", "")


if __name__ == "__main__":
    main(sys.argv[1:])
