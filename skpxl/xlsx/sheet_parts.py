"""The rows and the merges of a sheet's XML, one after another; what stands in the cells is `xlsx/grid.py`'s business.

A large sheet is read in pieces, formatted blanks left out before the parser sees them, one row at a time kept.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from skpxl.xlsx.package import DALAM_MAKS, Package, TakTerbaca, parse_xml, unparsed
from skpxl.xlsx.parts import ns_of

MERGES_MAX = 200_000
_BESAR = 4_000_000  # bytes; a sheet part above this is read in pieces, formatted blanks left out
_UNSUR_MAKS = 3_000_000  # elements of such a part that are no formatted blanks
_KOLOM_MAKS = 16_384
# Formatted blanks, often by the million. The next element must say where it stands: without an address it would stand
# behind its neighbour, and must not lose it.
_SEL_KOSONG = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*(?:/>|></(?:\w+:)?c>)\s*(?=<(?:\w+:)?c\s(?:[^<>]*\s)?r=|</(?:\w+:)?row>)"
)
_BARIS_KOSONG = re.compile(
    rb"<(?:\w+:)?row\s[^<>]*(?:/>|>\s*</(?:\w+:)?row>)\s*(?=<(?:\w+:)?row\s(?:[^<>]*\s)?r=|</(?:\w+:)?sheetData>)"
)


def sheet_parts(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield (namespace, element) for every row, then for the merges; of a large sheet one row at a time exists."""
    besar = package.size(part) > _BESAR
    try:
        yield from _streamed_sheet(package, part) if besar else _whole_sheet(package.xml_bytes(part), part)
    except (ElementTree.ParseError, ValueError, LookupError) as salah:
        raise unparsed(salah, part) from salah


def _whole_sheet(data: bytes, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    xml = parse_xml(data, part)
    ns, _ = ns_of(xml)
    for isi in xml.iterfind(f"{ns}sheetData"):
        for baris in isi:
            if baris.tag == f"{ns}row":
                yield ns, baris
            elif baris.tag.startswith(ns):
                raise TakTerbaca("berkas-rusak", f"isi bagian {part} berisi unsur asing")
    for gabung in xml.iterfind(f"{ns}mergeCells"):
        yield ns, gabung


def _streamed_sheet(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    ns, banyak = "", 0
    jalur: list[ElementTree.Element] = []  # the elements that are open: worksheet, sheetData, row, c
    for peristiwa, simpul in _events(package, part):
        if peristiwa == "start":
            jalur.append(simpul)
            banyak += 1
            if len(jalur) == 1:
                ns, _ = ns_of(simpul)
            if not 3 < len(jalur) < 6 or banyak > _UNSUR_MAKS or len(jalur[2]) > _KOLOM_MAKS:
                _check_work(jalur, banyak, part)
            continue
        jalur.pop()
        if len(jalur) == 2 and jalur[1].tag == f"{ns}sheetData":
            if simpul.tag == f"{ns}row":
                yield ns, simpul
            elif simpul.tag.startswith(ns):
                raise TakTerbaca("berkas-rusak", f"isi bagian {part} berisi unsur asing")
            jalur[1].clear()
        elif len(jalur) == 1:
            if simpul.tag == f"{ns}mergeCells":
                yield ns, simpul
            jalur[0].clear()


def _events(package: Package, part: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """The start and the end of every element of a sheet but formatted blanks."""
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    utuh = False
    for shorten in package.xml_pieces(part):
        utuh = utuh or b"<!" in shorten  # a comment or a CDATA section may quote what is no element
        parser.feed(shorten if utuh else _BARIS_KOSONG.sub(b"", _SEL_KOSONG.sub(b"", shorten)))
        yield from parser.read_events()  # type: ignore[misc]  # there are no other events
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


def _check_work(jalur: list[ElementTree.Element], banyak: int, part: str) -> None:
    """Raise `TakTerbaca` where a sheet in pieces is deeper, longer or wider than a program writes it."""
    if len(jalur) > DALAM_MAKS:
        raise TakTerbaca("berkas-rusak", f"isi bagian {part} bersarang lebih dari {DALAM_MAKS} lapis")
    if banyak > _UNSUR_MAKS:
        raise TakTerbaca(
            "berkas-terlalu-besar", f"bagian {part} berisi lebih dari {_UNSUR_MAKS // 1_000_000} juta unsur"
        )
    if len(jalur) == 4 and len(jalur[2]) > _KOLOM_MAKS:
        raise TakTerbaca("berkas-rusak", f"sebuah baris di bagian {part} berisi lebih dari {_KOLOM_MAKS} sel")
    if len(jalur) == 3 and len(jalur[1]) > MERGES_MAX and jalur[1].tag.endswith("mergeCells"):
        raise TakTerbaca("berkas-terlalu-besar", "terlalu banyak sel gabungan")
