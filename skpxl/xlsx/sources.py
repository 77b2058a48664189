"""Any file with tables in it as plain sheets of cells with addresses; by content, never by name. No meaning here.

Workbooks (.xlsx), CSV, HTML (also where it is called .xls), and .xls, .xlsb, .ods and .fods by way of a child process. Forms
that were issued are read by `forms/read.py`, not from here.
"""

from pathlib import Path

from skpxl.xlsx.apart import CALAMINE, Batas, read_apart
from skpxl.xlsx.grid import Book, Grid, read_book
from skpxl.xlsx.html_source import read_html
from skpxl.xlsx.package import Unreadable, open_package, read_source
from skpxl.xlsx.signature import CSV, FODS, HTML, HTML_BINGKAI, ODS, XLS, XLSB
from skpxl.xlsx.text_source import read_delimited

# A roster of a whole kabupaten is larger than a form that comes back by mail.
_LIMITS = Batas(seconds=300.0, cpu=120.0, memory=2_000_000_000, output=300_000_000, cells=2_000_000)
_TEXTS = (CSV, "berkas teks biasa")


def open_source(source: Path | bytes) -> Book | list[Grid]:
    """Open a file, or its bytes: a workbook as `Book` (sheets parsed when asked for), a text or a page as its one sheet.

    Raises `Unreadable` for a file that holds no tables or is damaged, `Tertahan` where the disk does not give it now.
    """
    data = read_source(source)
    try:
        return read_book(open_package(data))
    except Unreadable as fault:
        if fault.code != "berkas-bukan-xlsx":
            raise
        kind, verdict = fault.detail, fault
    if kind in (XLS, XLSB, ODS, FODS):
        return read_apart(data, CALAMINE, _LIMITS)
    if kind in (HTML, HTML_BINGKAI):
        return [read_html(data)]
    if kind in _TEXTS:
        return [read_delimited(data)]
    raise verdict


def sheets_of(source: Book | list[Grid]) -> list[Grid]:
    """The visible sheets of a source, in order; hidden ones of a workbook are left out (lists, look-ups)."""
    if isinstance(source, list):
        return source
    return [source.sheet(info.name) for info in source.sheets if info.state == "visible"]


def hidden_sheets(source: Book | list[Grid]) -> list[str]:
    """The names of the sheets that `sheets_of` leaves out."""
    return [] if isinstance(source, list) else [info.name for info in source.sheets if info.state != "visible"]
