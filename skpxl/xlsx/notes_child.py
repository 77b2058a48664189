"""The child process that puts notes into a workbook that is not ours, by openpyxl; it decides nothing about them.

`python -m skpxl.xlsx.notes_child SECONDS MEMORY` takes a line of JSON and the file on stdin, and gives a line of JSON
(`null`, or code and detail of a verdict) and the new file. What openpyxl does not carry is made up for where it can be:
the values of formulas and the properties of the document. Lost are pictures, shapes, controls, slicers, drop-downs and
colours in Excel's newer notation, and the size of the notes that were there.
"""

import json
import os
import sys
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from skpxl.errors import SkpxlError
from skpxl.xlsx.child_frame import serve
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.libraries import OPENPYXL_AT_LEAST, library
from skpxl.xlsx.notes import LIMITS
from skpxl.xlsx.package import Package, Unreadable, open_package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL, _FORMULA, _VALUE = (f"{{{_MAIN}}}{name}" for name in ("c", "f", "v"))
_CORE = "docProps/core.xml"
_DATE = (1980, 1, 1, 0, 0, 0)
_AUTHOR = "skpxl"
_NOTE_MAX = 30_000  # characters of one note; Excel allows 32,767
_WIDTH = 360  # pixels
_LINE, _LINE_CHARS = 20, 52  # pixels of a line of text, and characters on it


def main(arguments: list[str]) -> None:
    """The child: the notes and the file on stdin, the new file on stdout."""
    exhausted = Unreadable("berkas-terlalu-besar", "menyalinnya menghabiskan memori yang tersedia")
    serve(_answer, float(arguments[0]), int(arguments[1]), exhausted)


def _answer(given: bytes) -> bytes:
    first, _, data = given.partition(b"\n")
    order = json.loads(first)
    try:
        package = open_package(data, LIMITS)
        for name in package.names:
            if name.casefold().endswith((".xml", ".rels", ".vml")):
                package.xml_bytes(name)  # no DOCTYPE reaches openpyxl
        return _restored(package, _noted(data, order["notes"], order["mark"]))
    except (Unreadable, SkpxlError, MemoryError):
        raise
    except Exception as fault:  # whatever openpyxl stumbles over in a file of anybody's make
        raise Unreadable("berkas-tak-didukung", "isi buku kerjanya tidak dapat diurai") from fault


def _noted(data: bytes, notes: list[tuple[str, str, str]], mark: str) -> bytes:
    # openpyxl asks for numpy only to know its numbers; its memory is not ours to spend. Whether lxml is there as well must
    # not change the bytes.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    os.environ["OPENPYXL_LXML"] = "False"
    openpyxl = library("openpyxl", "openpyxl", at_least=OPENPYXL_AT_LEAST)
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment

    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    for sheet, address, text in notes:
        cell = book[sheet][address]
        if isinstance(cell, MergedCell):
            area = next(area for area in book[sheet].merged_cells.ranges if address in area)
            cell = book[sheet].cell(area.min_row, area.min_col)
        before, author = (cell.comment.text, cell.comment.author) if cell.comment else ("", _AUTHOR)
        kept = before.partition(mark)[0].rstrip()
        whole = (f"{kept}\n\n" if kept else "") + f"{mark}\n{text}"
        lines = sum(1 + len(line) // _LINE_CHARS for line in whole.splitlines())
        cell.comment = Comment(whole[:_NOTE_MAX], author, width=_WIDTH, height=_LINE * min(lines + 1, 24))
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if cell.comment and cell.comment.author == "None":
                cell.comment.author = ""  # nobody's, which openpyxl reads as a name
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _restored(package: Package, made: bytes) -> bytes:
    """The new file with what openpyxl left out: the values of formulas, the document's properties; with a fixed date."""
    old, new = read_book(package), read_book(open_package(made, LIMITS))
    values = {info.part.casefold(): _values(package, old.sheets[n].part) for n, info in enumerate(new.sheets)}
    ElementTree.register_namespace("", _MAIN)
    ElementTree.register_namespace("r", _RELATIONS)
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == _CORE and _CORE in package:
                content = package.read(_CORE)
            elif formulas := values.get(info.filename.casefold()):
                content = _with_values(content, formulas)
            result.writestr(zipfile.ZipInfo(info.filename, _DATE), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _values(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """(type, text) of the value of every formula of a sheet, by address."""
    cells = package.xml(part).iter(_CELL)
    found = {cell.get("r", ""): (cell.get("t", ""), cell.findtext(_VALUE, "")) for cell in cells if _has_formula(cell)}
    return {address: value for address, value in found.items() if value[1] or value[0] == "str"}


def _has_formula(cell: ElementTree.Element) -> bool:
    return cell.find(_FORMULA) is not None


def _with_values(content: bytes, values: dict[str, tuple[str, str]]) -> bytes:
    root = ElementTree.fromstring(content)  # noqa: S314 (openpyxl's own)
    for cell in filter(_has_formula, root.iter(_CELL)):
        if (value := values.get(cell.get("r", ""))) is not None:
            if value[0]:
                cell.set("t", value[0])
            place = cell.find(_VALUE)
            place = ElementTree.SubElement(cell, _VALUE) if place is None else place
            place.text = value[1]
    restored: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return restored


if __name__ == "__main__":
    main(sys.argv[1:])
