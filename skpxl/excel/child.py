"""The child process that reads what must not be read in ours: foreign formats and doubtful files. It judges nothing.

`python -m skpxl.excel.child CARA DETIK MEMORI SEL` takes the file on stdin and gives its cells as JSON on stdout, for
`excel/apart.py`. python-calamine reads .xls, .ods and .xlsb: values and sheet states only; formulas, error cells,
number formats, names and properties do not come through.
"""

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as jam
from io import BytesIO
from typing import Any

from skpxl.excel.grid import Buku, Lembar, read_book
from skpxl.excel.numbers import tampil
from skpxl.excel.package import Limits, TakTerbaca, open_package, open_parts

CALAMINE = "calamine"  # .xls, .ods, .xlsb
XLSX = "xlsx"  # a large or odd .xlsx, by the reader of record

# What is unpacked of a zip before calamine sees it; an issued form as .ods has 100 kB of XML.
_ODF = Limits(part=50_000_000, total=80_000_000)
_XLSX = Limits(part=60_000_000, total=120_000_000)
_LEMBAR_MAKS = 30_000_000  # bytes of one sheet part of a doubtful .xlsx
_SISA_WAKTU = 0.6  # the share of the time after which no further sheet is begun
_STATE = {"Hidden": "hidden", "VeryHidden": "veryHidden"}


def main(argumen: list[str]) -> None:
    """Read stdin, write one JSON object to stdout; never a traceback for what is in the file."""
    cara, detik, memori, sel = argumen[0], float(argumen[1]), int(argumen[2]), int(argumen[3])
    limit(detik, memori)
    data = sys.stdin.buffer.read()
    try:
        isi = _calamine(data, sel) if cara == CALAMINE else _xlsx(data, sel, detik)
    except TakTerbaca as putusan:
        isi = {"putusan": (putusan.code, putusan.detail)}
    except MemoryError:
        isi = {"putusan": ("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")}
    sys.stdout.buffer.write(json.dumps(isi, separators=(",", ":")).encode())
    sys.stdout.buffer.flush()


def limit(detik: float, memori: int) -> None:
    """Bind this process to its limits where the system knows such; the parent's clock holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for apa, nilai in (
        (resource.RLIMIT_AS, memori),
        (resource.RLIMIT_CPU, int(detik) + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(apa, (nilai, nilai))


def _xlsx(data: bytes, sel_maks: int, detik: float) -> dict[str, Any]:
    """A doubtful .xlsx by the reader of record. Small sheets first, so that one huge sheet does not hide the others."""
    mulai = time.monotonic()
    package = open_package(data, _XLSX)
    besar = dict(zip((nama.casefold() for nama in package.names), package.sizes, strict=True))
    buku = read_book(package)
    per_nama: dict[str, dict[str, Any]] = {}
    sisa = sel_maks
    for info in sorted(buku.sheets, key=lambda satu: besar.get(satu.part.casefold(), 0)):
        habis = time.monotonic() - mulai > detik * _SISA_WAKTU or besar.get(info.part.casefold(), 0) > _LEMBAR_MAKS
        per_nama[info.name] = satu = _lembar(info.name, info.state)
        try:
            if habis:
                raise TakTerbaca("berkas-terlalu-besar", f"lembar {info.name} terlalu besar")
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
        "sifat": _properties(buku),
        "date1904": buku.date1904,
    }


def _properties(buku: Buku) -> dict[str, str]:
    try:
        return buku.properties
    except TakTerbaca:
        return {}


def _lembar(nama: str, state: str) -> dict[str, Any]:
    return {"nama": nama, "state": state, "sel": [], "gabungan": [], "salah": None}


def _rows(lembar: Lembar) -> list[tuple[object, ...]]:
    return [(s.row, s.col, s.text, s.kind, s.formula, s.format, s.raw, s.uncertain) for s in lembar.cells.values()]


def _calamine(data: bytes, sel_maks: int) -> dict[str, Any]:
    import python_calamine as calamine

    if data[:2] == b"PK":
        _before_calamine(data)
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
        raise TakTerbaca("berkas-rusak", "isi buku kerja tidak dapat diurai") from salah
    if not lembar:
        raise TakTerbaca("berkas-rusak", "buku kerja tidak memuat satu lembar pun")
    return {"lembar": lembar, "nama": {}, "sifat": {}, "date1904": False}


def _before_calamine(data: bytes) -> None:
    """Hold a zip's declared sizes against the real ones, its content against entities; tell an encrypted one."""
    package = open_parts(data, _ODF)
    for nama in package.names:  # old programs put a DOCTYPE into the manifest, never into the content
        (package.xml_bytes if nama == "content.xml" else package.read)(nama)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise TakTerbaca("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")


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
        return (tampil(raw, ""), "angka", None, "", raw)
    if isinstance(nilai, datetime):
        tanggal = f"{nilai:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00").removesuffix(":00")
        return (tanggal, "angka", None, "yyyy-mm-dd", nilai.isoformat())
    if isinstance(nilai, date | jam | timedelta):
        return (str(nilai), "angka", None, "yyyy-mm-dd", str(nilai))
    return (str(nilai), "teks", None, "", "")


if __name__ == "__main__":
    main(sys.argv[1:])
