"""The columns, rows and merges of a sheet's XML, one after another; what stands in the cells is `xlsx/grid.py`'s business.

A large sheet is read in pieces, formatted blanks left out before the parser sees them, one row at a time kept.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from skpxl.xlsx.package import DALAM_MAKS, Package, Unreadable, parse_xml, unparsed
from skpxl.xlsx.parts import ns_of

MERGES_MAX = 200_000
_LARGE = 4_000_000  # bytes; a sheet part above this is read in pieces, formatted blanks left out
_ELEMENTS_MAX = 7_000_000  # of such a part, no formatted blanks: a cell with its text inside takes three
_COLUMNS_MAX = 16_384
# Formatted blanks, often by the million. The next element must say where it stands: without an address it would stand
# behind its neighbour, and must not lose it.
_BLANK_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*(?:/>|></(?:\w+:)?c>)\s*(?=<(?:\w+:)?c\s(?:[^<>]*\s)?r=|</(?:\w+:)?row>)"
)
_BLANK_ROW = re.compile(
    rb"<(?:\w+:)?row\s[^<>]*(?:/>|>\s*</(?:\w+:)?row>)\s*(?=<(?:\w+:)?row\s(?:[^<>]*\s)?r=|</(?:\w+:)?sheetData>)"
)


def sheet_parts(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield (namespace, element) for the columns, every row, then the merges; of a large sheet one row at a time exists."""
    large = package.size(part) > _LARGE
    try:
        yield from _streamed_sheet(package, part) if large else _whole_sheet(package.xml_bytes(part), part)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise unparsed(fault, part) from fault


def _whole_sheet(data: bytes, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    xml = parse_xml(data, part)
    ns, _ = ns_of(xml)
    for columns in xml.iterfind(f"{ns}cols"):
        yield ns, columns
    for sheet_data in xml.iterfind(f"{ns}sheetData"):
        for row in sheet_data:
            if row.tag == f"{ns}row":
                yield ns, row
            elif row.tag.startswith(ns):
                raise Unreadable("berkas-rusak", f"isi bagian {part} berisi unsur asing")
    for merges in xml.iterfind(f"{ns}mergeCells"):
        yield ns, merges


def _streamed_sheet(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    ns, count = "", 0
    path: list[ElementTree.Element] = []  # the elements that are open: worksheet, sheetData, row, c
    for event, node in _events(package, part):
        if event == "start":
            path.append(node)
            count += 1
            if len(path) == 1:
                ns, _ = ns_of(node)
            if not 3 < len(path) < 6 or count > _ELEMENTS_MAX or len(path[2]) > _COLUMNS_MAX:
                _check_work(path, count, part)
            continue
        path.pop()
        if len(path) == 2 and path[1].tag == f"{ns}sheetData":
            if node.tag == f"{ns}row":
                yield ns, node
            elif node.tag.startswith(ns):
                raise Unreadable("berkas-rusak", f"isi bagian {part} berisi unsur asing")
            path[1].clear()
        elif len(path) == 1:
            if node.tag in (f"{ns}mergeCells", f"{ns}cols"):
                yield ns, node
            path[0].clear()


def _events(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """The start and the end of every element of a sheet but formatted blanks."""
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    whole = False
    for piece in package.xml_pieces(part):
        whole = whole or b"<!" in piece  # a comment or a CDATA section may quote what is no element
        parser.feed(piece if whole else _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", piece)))
        yield from parser.read_events()  # type: ignore[misc]  # there are no other events
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


def _check_work(path: list[ElementTree.Element], count: int, part: str) -> None:
    """Raise `Unreadable` where a sheet in pieces is deeper, longer or wider than a program writes it."""
    if len(path) > DALAM_MAKS:
        raise Unreadable("berkas-rusak", f"isi bagian {part} bersarang lebih dari {DALAM_MAKS} lapis")
    if count > _ELEMENTS_MAX:
        raise Unreadable(
            "berkas-terlalu-besar", f"bagian {part} berisi lebih dari {_ELEMENTS_MAX // 1_000_000} juta unsur"
        )
    if len(path) == 4 and len(path[2]) > _COLUMNS_MAX:
        raise Unreadable("berkas-rusak", f"sebuah baris di bagian {part} berisi lebih dari {_COLUMNS_MAX} sel")
    if len(path) == 3 and len(path[1]) > MERGES_MAX and path[1].tag.endswith("mergeCells"):
        raise Unreadable("berkas-terlalu-besar", "terlalu banyak sel gabungan")
