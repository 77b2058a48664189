"""A number format code taken apart: sections, and in each what it prints and where digits go (ECMA-376-1, 18.8.31).

It does not know values; what comes out is shown by `xlsx/number_format.py`.
"""

import re
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<exponent>E[+-])|(?P<date>AM/PM|A/P|[ymdhebg]+)|(?P<seconds>s+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<section>;)|(?P<slash>/)|(?P<plain>[-+$():!^&'~{}<>= \u00a0€£¥¢])|(?P<unknown>.)",
    re.IGNORECASE | re.DOTALL,
)
_LITERAL = {"quoted", "escaped", "plain"}
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-F]{0,4})?", re.IGNORECASE)  # more digits choose other numerals
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_HOLDS = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}

BLANK = "\x00"  # the text of a token that is as wide as some sign, or that fills the cell with blanks
Token = tuple[str, str]


class Section(NamedTuple):
    """What stands between two semicolons: tokens as (kind, text), and the condition it is for as (sign, number).

    Kinds are `literal`, `blank`, `digit` (0, # or ?), `group`, `scale` (a comma that divides by a thousand), `point`,
    `percent`, `general`, `text` (@), `exponent`, `slash`, `date`, `seconds`, `elapsed`, and `unknown` for all else.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        """Whether there is a token of one of these kinds."""
        return any(kind in kinds for kind, _ in self.tokens)

    def holds(self, number: Decimal) -> bool:
        """Whether the condition holds; False where there is none."""
        return self.condition is not None and bool(_HOLDS[self.condition[0]](number, self.condition[1]))

    @property
    def words(self) -> str:
        """The literal parts joined, without blanks."""
        return "".join("".join(text.split()) for kind, text in self.tokens if kind == "literal")


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format code, in order; at least one."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "unknown"
        text = match[kind]
        if kind == "section":
            found.append(Section(_commas_told_apart(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket" and (limit := _CONDITION.fullmatch(text)):
            condition = (limit[1], Decimal(limit[2]))
        elif kind == "bracket":
            tokens += _bracket(text)
        elif kind == "pad" or (kind == "fill" and text == " "):
            tokens.append(("blank", BLANK))
        elif kind == "fill":
            tokens.append(("unknown", text))  # how often it is repeated depends on the width
        else:
            tokens.append(("literal" if kind in _LITERAL else kind, text))
    return (*found, Section(_commas_told_apart(tokens), condition))


def section_for(sections: tuple[Section, ...], number: Decimal) -> Section | None:
    """The section that Excel takes for a number; None where that is not certain."""
    with_text = 1 < len(sections) < 4 and sections[-1].has("text")
    numeric = sections[:-1] if with_text else sections[:3]
    conditional = sum(section.condition is not None for section in numeric)
    if not conditional:
        place = 1 if number < 0 else 2 if number == 0 else 0
        return numeric[place] if place < len(numeric) else numeric[0]
    if number < 0 or not all(section.condition for section in numeric[:conditional]):
        return None
    rest = numeric[-1] if len(numeric) == conditional + 1 else None
    return next((section for section in numeric if section.holds(number)), rest)


def _bracket(text: str) -> list[Token]:
    if _COLOUR.fullmatch(text):
        return []
    if currency := _CURRENCY.fullmatch(text):
        return [("literal", currency[1])] if currency[1] else []
    return [("elapsed" if _ELAPSED.fullmatch(text) else "unknown", text)]


def _commas_told_apart(tokens: list[Token]) -> tuple[Token, ...]:
    """Commas between digits group them; behind the last digit each divides by a thousand."""
    digits = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    for place, (kind, text) in enumerate(tokens):
        if kind == "comma" and digits:
            between = digits[0] < place < point
            tokens[place] = ("scale" if place > digits[-1] else "group" if between else "unknown", text)
    return tuple(tokens)
