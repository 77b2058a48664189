"""The value of one cell of an .ods, and whether it was seen like that. It knows no sheets.

A cell has its value beside the text that was seen, so the words of a number format are read, and a text that shows
another number than the value is doubt.
"""

import re
from xml.etree.ElementTree import Element

from skpxl.xlsx.grid import Kind
from skpxl.xlsx.numbers import LIMA_BELAS, angka, number_text

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE, META = (_NS % name for name in ("office", "table", "text", "style", "meta"))

Value = tuple[str, Kind, str | None, str, str, bool]  # text, kind, formula, format, raw, uncertain

_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_BLANKS = re.compile(r"[ \t\r\n]+")
# White space that somebody laid out the XML with. ODF counts any run as one space (part 3, 6.1.2), but LibreOffice
# writes blanks that were typed, and means them.
_LAID_OUT = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_LAID_OUT_AROUND = re.compile(rf"^{_LAID_OUT.pattern}|{_LAID_OUT.pattern}$")
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3})")
_NUMBER = re.compile(r"\d[\d.,]*(?:E[+-]?\d+)?|,\d+")
_SWAPPED = str.maketrans(",.", ".,")
_WORDS = re.compile(r"[^\W\d]|[^\w\s.,/()%+-]")
_DIALECT = re.compile(r"^[a-z]+:(?==)")
_BRACKETS = re.compile(r"\[\.?([^\]]*)\]")
_ASIDE = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text"}
# Blanks that are elements, as signs that no XML holds until runs of white space are folded.
_SIGNS = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})


def value_of(cell: Element) -> Value | None:
    """What a cell holds; None for one that has neither value nor formula."""
    paragraphs = [_paragraph(part) for part in cell if part.tag in (f"{TEXT}p", f"{TEXT}h")]
    seen = "\n".join(paragraphs) if paragraphs else None
    kind = cell.get(f"{OFFICE}value-type", "")
    source = cell.get(f"{TABLE}formula")
    formula = None if source is None else formula_of(source)
    if cell.get(_ERROR) == "error":
        return seen or "", "galat", formula, "", "", False
    if kind in ("float", "percentage", "currency"):
        raw = cell.get(f"{OFFICE}value", "")
        text, doubt = _number(raw, kind, seen)
        shown = f"yang tampak “{(seen or '')[:40]}”" if doubt else ""  # in place of the code, which is not looked up
        return text, "logika" if text in ("TRUE", "FALSE") else "angka", formula, shown, raw, doubt
    if kind in ("date", "time"):
        raw = cell.get(f"{OFFICE}{kind}-value", "")
        return _moment(raw) or seen or "", "angka", formula, "yyyy-mm-dd", raw, False
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value", "").upper(), "logika", formula, "", "", False
    exact = cell.get(f"{OFFICE}string-value", "")
    text = exact if exact and (seen is None or _folded(exact) == _folded(seen)) else seen or ""
    if not text and formula is None:
        return None
    return text, "teks" if text or paragraphs else "kosong", formula, "", "", False


def formula_of(source: str) -> str:
    """A formula without its dialect, its leading `=` and the brackets around references."""
    plain = _DIALECT.sub("", source).removeprefix("=")
    return _BRACKETS.sub(lambda match: match[1].replace(":.", ":"), plain)


def _number(raw: str, kind: str, seen: str | None) -> tuple[str, bool]:
    """The text to be read of a number, and whether it was seen otherwise; with words it is what was seen."""
    value = number_text(raw, "0%" if kind == "percentage" else "")
    number = angka(raw)
    if number is None or seen is None:
        return value or _folded(seen or ""), False
    plain = _GROUPED.sub("", seen)
    digits = _NUMBER.search(plain)
    if digits is None:
        return (_folded(seen), False) if _folded(seen) else (value, True)
    number = abs(number if number == number.to_integral_value() else LIMA_BELAS.plus(number))
    if "%" in seen:
        number = number.scaleb(2)
    # Which of the two signs is the decimal one depends on whose program wrote the file.
    ours, theirs = digits[0], digits[0].translate(_SWAPPED)
    shown = next(
        (reading for reading in (ours, theirs) if angka(reading.replace(".", "").replace(",", ".")) == number), None
    )
    if shown is None:
        return value, True
    words = plain.replace(ours, shown, 1)
    return (_folded(words) if _WORDS.search(plain.replace(ours, "", 1)) else value), False


def _moment(raw: str) -> str:
    """A date, with its time of day where it has one, or a duration in hours and minutes."""
    match = _DURATION.fullmatch(raw)
    if match is None:
        return re.sub(r"\.\d+$", "", raw.replace("T", " ")).removesuffix(" 00:00:00").removesuffix(":00")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _folded(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _paragraph(element: Element) -> str:
    """The text of a paragraph, without the line breaks of its XML."""
    pieces: list[str] = []
    _collect(element, pieces)
    return _LAID_OUT.sub(" ", _LAID_OUT_AROUND.sub("", "".join(pieces))).translate(_SIGNS)


def _collect(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        if child.tag == f"{TEXT}s":
            times = child.get(f"{TEXT}c", "1")
            pieces.append("\x01" * (min(int(times), 32_767) if times.isascii() and times.isdecimal() else 1))
        elif child.tag == f"{TEXT}tab":
            pieces.append("\x02")
        elif child.tag == f"{TEXT}line-break":
            pieces.append("\x03")
        elif child.tag not in _ASIDE:
            _collect(child, pieces)
        pieces.append(child.tail or "")
