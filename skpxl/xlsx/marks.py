"""What people leave on a workbook beside its cells: comments and threads, text boxes and shapes with words. No meaning.

Shapes are those of DrawingML and of VML. A picture says nothing that a program could read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from skpxl.xlsx.address import a1
from skpxl.xlsx.comments import comments_of
from skpxl.xlsx.package import Package, Unreadable, parse_xml, unparsed
from skpxl.xlsx.parts import ns_of, relations

Kind = Literal["komentar", "kotak teks"]

_MOST = 2_000  # marks of one workbook
_LONGEST = 4_000  # characters of one
_LEADS = ("comment", "drawing")  # in the names of the parts
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_A_STRICT = "{http://purl.oclc.org/ooxml/drawingml/main}"
_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:excel}"
_FALLBACK = "Fallback"  # says the same again for older programs
_NO_TEXT_BOXES = ("Note", "Button", "Drop", "List", "Scroll", "Spin")
_BOX, _BREAK = re.compile(rb"<\w+:textbox\b"), re.compile(rb"<br\s*/?>")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")
_UNREADABLE = "(tidak dapat dibaca)"


class Mark(NamedTuple):
    """One of them: on which sheet, at which cell (empty where that is not known), by whom (likewise), and what it says."""

    kind: Kind
    sheet: str
    cell: str
    author: str
    text: str


def marks_of(package: Package, sheets: Iterable[tuple[str, str]]) -> tuple[Mark, ...]:
    """The marks on these sheets (name, part), in order. Never raises for what is in them: what is damaged says so itself."""
    names = " ".join(package.names).casefold()
    if not any(lead in names for lead in _LEADS):
        return ()
    found: list[Mark] = []
    for sheet, part in sheets:
        found += _marks(package, sheet, part)
    return tuple(mark for mark in found if mark.text.strip())[:_MOST]


def _marks(package: Package, sheet: str, part: str) -> Iterator[Mark]:
    try:
        for cell, author, text in comments_of(package, part):
            # Excel leads a note with the name of who writes it.
            yield Mark("komentar", sheet, cell, author, text.removeprefix(f"{author}:").strip()[:_LONGEST])
    except Unreadable:
        yield Mark("komentar", sheet, "", "", _UNREADABLE)
    try:
        for kind, target in relations(package, part).values():
            if kind in _DRAWINGS and target in package:
                for cell, text in _DRAWINGS[kind](package, target):
                    yield Mark("kotak teks", sheet, cell, "", text[:_LONGEST])
    except Unreadable:
        yield Mark("kotak teks", sheet, "", "", _UNREADABLE)


def _shapes(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """(cell, text) of the shapes of a drawing: each anchor is one, with all the shapes grouped in it."""
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    for anchor in xml:
        first = anchor.find(f"{ns}from")
        cell = "" if first is None else _cell(first.findtext(f"{ns}row", ""), first.findtext(f"{ns}col", ""))
        bodies = [node for node in _nodes(anchor) if node.tag == f"{ns}txBody"]
        lines = ["".join(paragraph) for body in bodies for paragraph in _paragraphs(body)]
        yield cell, "\n".join(line for line in lines if line.strip())


def _nodes(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in parent:
        if not child.tag.endswith(_FALLBACK):
            yield child
            yield from _nodes(child)


def _paragraphs(body: ElementTree.Element) -> Iterator[list[str]]:
    for paragraph in body:
        space, name = ns_of(paragraph)
        if space in (_A, _A_STRICT) and name == "p":
            yield [
                "\n" if node.tag == f"{space}br" else node.text or ""
                for node in paragraph.iter()
                if node.tag in (f"{space}t", f"{space}br")
            ]


def _vml(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """(cell, text) of the shapes of a VML drawing that are no boxes of comments and no controls."""
    content = package.xml_bytes(part)
    if len(_BOX.findall(content)) <= content.count(b'"Note"'):
        return
    try:
        # Excel leaves line breaks open.
        drawing = parse_xml(_BREAK.sub(b" ", content), part)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise unparsed(fault, part) from fault
    for shape in drawing.iter():
        box = shape.find(f"{_VML}textbox")
        data = shape.find(f"{_OFFICE}ClientData")
        if box is None or (data is not None and data.get("ObjectType") in _NO_TEXT_BOXES):
            continue
        anchor = (data.findtext(f"{_OFFICE}Anchor", "") if data is not None else "").split(",")
        cell = _cell(anchor[2].strip(), anchor[0].strip()) if len(anchor) > 2 else ""
        yield cell, _BLANKS.sub(" ", " ".join(box.itertext())).strip()


_DRAWINGS = {"drawing": _shapes, "vmlDrawing": _vml}


def _cell(row: str, col: str) -> str:
    """The address of a place counted from 0; empty where it is none."""
    if not (row.isdecimal() and col.isdecimal() and len(row) < 8 and len(col) < 6):
        return ""
    return a1(int(row) + 1, int(col) + 1)
