"""What is struck through in an .xlsx: by the look of a whole cell, or of some words of its text. It judges nothing."""

from xml.etree import ElementTree

from skpxl.xlsx.package import Package
from skpxl.xlsx.parts import ns_of, unescape

_STRIKE = b"strike"
_NO = ("0", "false")

# The pieces of a text of several looks, and whether each is struck through; None where its look is that of the cell.
Runs = tuple[tuple[str, bool | None], ...]


def runs_of(si: ElementTree.Element, ns: str) -> Runs:
    """The runs of an `<si>` or `<is>`; none where its text has one look."""
    return tuple(
        (unescape("".join(piece.text or "" for piece in run.iterfind(f"{ns}t"))), _strikes(run.find(f"{ns}rPr"), ns))
        for run in si.iterfind(f"{ns}r")
    )


def runs_of_strings(package: Package, part: str) -> dict[int, Runs]:
    """The runs of the shared strings that have some, by their number; none where nothing at all is struck through."""
    if _STRIKE not in package.read(part):
        return {}
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    runs = {number: runs_of(si, ns) for number, si in enumerate(xml.iterfind(f"{ns}si"))}
    return {number: of_one for number, of_one in runs.items() if of_one}


def struck_styles(package: Package, part: str) -> frozenset[str]:
    """The numbers of the cell styles whose font strikes through, as cells name them; `part` is that of the styles."""
    if _STRIKE not in package.read(part):
        return frozenset()
    xml = package.xml(part)
    ns, _ = ns_of(xml)
    fonts = {str(number) for number, font in enumerate(xml.iterfind(f"{ns}fonts/{ns}font")) if _strikes(font, ns)}
    styles = enumerate(xml.iterfind(f"{ns}cellXfs/{ns}xf"))
    return frozenset(str(number) for number, style in styles if style.get("fontId", "0") in fonts)


def parted(runs: Runs, text: str, whole: bool) -> tuple[str, str] | None:
    """(what is struck, what is left) of a text with these runs, in a cell that is struck as a `whole` or not.

    None where nothing is struck that can be seen.
    """
    if not runs:
        return (text.strip(), "") if whole and text.strip() else None
    told = [(piece, whole if struck is None else struck) for piece, struck in runs]
    struck, left = (
        "".join(piece for piece, is_struck in told if is_struck is wanted).strip() for wanted in (True, False)
    )
    return (struck, left) if struck else None


def _strikes(look: ElementTree.Element | None, ns: str) -> bool | None:
    """Whether a font or the look of a run strikes through; None where there is no look."""
    if look is None:
        return None
    strike = look.find(f"{ns}strike")
    return strike is not None and strike.get("val", "1") not in _NO
