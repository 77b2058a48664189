"""What a number format makes of a value, as an Indonesian Excel shows it, and whether that is certain. It reads no cells.

Words and signs that stand in the format itself (`0 "orang"`, `"Rp"#,##0`) are part of what a person saw, and are read.
Where a format has none, the value is read as `numbers.number_text` gives it: places and grouping are no part of an answer.
Certain is what loses nothing: where a format rounds or hides, or takes more than is known here (fractions, exponents,
dates with words), the value is read, and the caller has to ask.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from skpxl.xlsx.format_code import BLANK, Section, Token, section_for, sections_of
from skpxl.xlsx.numbers import LIMA_BELAS, angka, desimal, number_text

_GENERAL = 11  # characters of a number that General shows in full
_EXACT = 15  # digits of a number that Excel keeps
_RENDERED = {"literal", "blank", "digit", "group", "scale", "point", "percent", "general"}


def show_number(raw: str, code: str, date1904: bool = False) -> tuple[str, bool]:
    """The text to be read of a number, from its XML text and its format code, and whether that is what was seen.

    `code` is empty for General. What is no number comes back unchanged.
    """
    value = number_text(raw, code, date1904)
    number = angka(raw) if code not in ("", "@") else None
    if number is None:
        return value, True
    section = section_for(sections_of(code), number)
    if section is None:
        return value, False
    if section.has("date", "seconds", "elapsed"):
        if section.has("unknown") or (section.has("digit") and not section.has("seconds")):
            return number_text(raw, ""), False  # `0 hari` without quotes: no format of a date
        return value, _date_is_certain(section, value)
    if section.has("exponent") and not section.words:
        return value, _exponent_is_certain(section, number)
    shown = _rendered(section, abs(number))
    if not shown or value.endswith("%") != section.has("percent"):
        return value, False
    words, first = section.words, sections_of(code)[0]
    bare = not section.has("digit", "general")
    told = number >= 0 or section is first or bool(set(words) & set("-(")) or words != first.words
    if not words or (number < 0 and words in ("-", "()")):
        return value, told and not bare and not section.has("scale")
    if not (told or bare):
        return value, False  # the minus sign is hidden
    return ("-" if number < 0 and section is first else "") + shown, True


def show_text(text: str, code: str) -> tuple[str, bool]:
    """The text to be read of a cell that holds a text: with the words of the format's part for texts, `@" orang"`."""
    if code in ("", "@"):
        return text, True
    sections = sections_of(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not section.has("text"):
        return text, len(sections) < 4
    if any(kind not in ("text", "literal", "blank") for kind, _ in section.tokens):
        return text, False
    return _joined([text if kind == "text" else piece for kind, piece in section.tokens]), True


def _date_is_certain(section: Section, value: str) -> bool:
    """False where words are lost, where seconds or days are hidden, and where Excel has no date for the number."""
    if any(sign.isalnum() for sign in section.words) or not re.search(r"\d[-:]\d", value):
        return False
    if section.has("digit") or any(kind == "elapsed" and text[0] not in "hH" for kind, text in section.tokens):
        return False
    return section.has("seconds") or value.count(":") < 2


def _exponent_is_certain(section: Section, number: Decimal) -> bool:
    """True where a format such as `0.00E+00` shows every digit there is."""
    kinds = [kind for kind, _ in section.tokens]
    places = kinds[kinds.index("point") : kinds.index("exponent")].count("digit") if "point" in kinds else 0
    return len(LIMA_BELAS.plus(number).normalize().as_tuple().digits) <= places + 1


def _rendered(section: Section, number: Decimal) -> str | None:
    """What a section shows of a number that is not negative; None where digits would be lost, or it is not certain."""
    digits = desimal(number)
    kinds = [kind for kind, _ in section.tokens]
    if set(kinds) - _RENDERED or len(digits.replace(",", "").lstrip("0")) > _EXACT:
        return None
    if "general" in kinds:
        if kinds.count("general") > 1 or len(digits) > _GENERAL or set(kinds) - {"general", "literal", "blank"}:
            return None
        return _joined([digits if kind == "general" else piece for kind, piece in section.tokens])
    number = LIMA_BELAS.plus(number).scaleb(2 * kinds.count("percent") - 3 * kinds.count("scale"))
    whole, _, fraction = f"{number:f}".partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    point = kinds.index("point") if "point" in kinds else len(kinds)
    places = kinds[point:].count("digit")
    if "digit" in kinds and (len(fraction) > places or (whole and "digit" not in kinds[:point])):
        return None
    pieces = _whole_part(section.tokens[:point], whole, grouped="group" in kinds)
    for kind, text in section.tokens[point:]:
        if kind == "digit":
            pieces.append(fraction[:1] or {"0": "0", "#": ""}.get(text, BLANK))
            fraction = fraction[1:]
        elif kind != "scale":
            pieces.append("," if kind == "point" else text)
    return _joined(pieces).strip()


def _whole_part(tokens: Sequence[Token], digits: str, *, grouped: bool) -> list[str]:
    """The pieces before the decimal comma, digits put into their places from the right."""
    pieces: list[str] = []
    left = sum(kind == "digit" for kind, _ in tokens)
    placed = 0
    for kind, text in reversed(tokens):
        if kind != "digit":
            pieces += [] if kind in ("group", "scale") else [text]
            continue
        left -= 1
        share = digits[-1:] if left else digits  # the leftmost place takes what is left
        digits = digits[: len(digits) - len(share)]
        for digit in reversed(share or ("0" if text == "0" else "")):
            pieces += [".", digit] if grouped and placed and placed % 3 == 0 else [digit]
            placed += 1
        if not share and text == "?":
            pieces.append(BLANK)
    return pieces[::-1]


def _joined(pieces: list[str]) -> str:
    """The pieces as one text; blanks at the ends are no part of it, those between are one space."""
    text, blank = "", False
    for piece in pieces:
        if piece == BLANK:
            blank = True
        elif piece:
            apart = blank and text and not text.endswith(" ") and not piece.startswith(" ")
            text += f" {piece}" if apart else piece
            blank = False
    return text
