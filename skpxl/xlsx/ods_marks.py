"""What people leave in an .ods beside the values (ODF 1.3, part 3): strokes, hidden rows and columns, comments, text boxes.

It says the same as `xlsx/strike.py`, `unseen.py` and `marks.py` do of an .xlsx.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from skpxl.xlsx.address import a1
from skpxl.xlsx.ods_cell import OFFICE, STYLE, TABLE, TEXT
from skpxl.xlsx.strike import parted

_DC = "{http://purl.org/dc/elements/1.1/}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_THROUGH = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_HIDDEN = ("filter", "collapse")
_LONGEST = 4_000  # characters of one mark


def struck_styles(*roots: Element) -> frozenset[str]:
    """The names of the styles that strike through, of cells and of words."""
    styles = (style for root in roots for style in root.iter(f"{STYLE}style"))
    return frozenset(
        style.get(f"{STYLE}name", "")
        for style in styles
        for properties in style.iterfind(f"{STYLE}text-properties")
        if any(properties.get(name, "none") != "none" for name in _THROUGH)
    )


def struck_part(cell: Element, struck: frozenset[str], text: str) -> tuple[str, str] | None:
    """(what is struck, what is left) of the text of a cell; None where nothing is."""
    if not struck:
        return None
    whole = cell.get(f"{TABLE}style-name") in struck
    runs = tuple(run for part in cell if part.tag in _PARAGRAPHS for run in _runs(part, struck))
    some = any(is_struck for _, is_struck in runs)
    return parted(runs if some else (), text, whole) if some or whole else None


def _runs(element: Element, struck: frozenset[str]) -> Iterator[tuple[str, bool | None]]:
    """The pieces of a paragraph, those in a struck span as struck; the look of others is that of the cell."""
    yield element.text or "", None
    for child in element:
        if child.tag == f"{TEXT}span" and child.get(f"{TEXT}style-name") in struck:
            yield "".join(child.itertext()), True
        else:
            yield from _runs(child, struck)
        yield child.tail or "", None


def is_hidden(line: Element) -> bool:
    """True for a row or a column that cannot be seen."""
    return line.get(f"{TABLE}visibility") in _HIDDEN


def hidden_columns(table: Element, most: int) -> frozenset[int]:
    """The columns of a table that cannot be seen, of the first so many."""
    found: set[int] = set()
    col = 1
    for column in table.iter(f"{TABLE}table-column"):
        times = column.get(f"{TABLE}number-columns-repeated", "1")
        wide = min(int(times), most) if times.isascii() and times.isdecimal() and len(times) < 9 else 1
        if is_hidden(column):
            found.update(range(col, min(col + wide, most + 1)))
        col += wide
        if col > most:
            break
    return frozenset(found)


def marks_at(cell: Element, sheet: str, row: int, col: int) -> Iterator[tuple[str, str, str, str, str]]:
    """The comment at a cell and the shapes with words that hang on it, as `Mark` takes them."""
    for child in cell:
        if child.tag == f"{OFFICE}annotation":
            author = child.findtext(f"{_DC}creator", "")
            yield "komentar", sheet, a1(row, col), author, _words(child)
        elif child.tag.startswith(_DRAW) and (text := _words(child)):
            yield "kotak teks", sheet, a1(row, col), "", text


def marks_of_shapes(table: Element, sheet: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The shapes with words that hang on the sheet itself."""
    for shapes in table.iterfind(f"{TABLE}shapes"):
        for shape in shapes:
            if text := _words(shape):
                yield "kotak teks", sheet, "", "", text


def _words(element: Element) -> str:
    lines = ("".join(part.itertext()).strip() for part in element.iter() if part.tag in _PARAGRAPHS)
    return "\n".join(filter(None, lines))[:_LONGEST]
