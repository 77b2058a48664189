"""Computing the plain formulas of a workbook without a spreadsheet program: as much of Excel as the live line is written in.

Text is compared without letter case, MATCH knows wildcards and fails beyond 255 characters, SUMPRODUCT takes a bare TRUE for
nothing. A library for the tests; that it computes what LibreOffice does, `tests/forms/test_live.py` tries on real files.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<ref>'(?:[^']|'')+'!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign><>|<=|>=|[-+*/&=<>(),])"""
)
_CORNER = re.compile(r"\$?([A-Z]+)\$?(\d+)")
ERROR = type("ExcelError", (), {"__repr__": lambda self: "#ERROR"})()
Grid = Mapping[tuple[str, int, int], Any]  # (sheet, row, column) -> what the cell shows


@dataclass(frozen=True)
class _Node:
    """A part of a formula: `each` of the cells of `area`, or else `whole`, from the grid and the lists by name."""

    whole: Callable[[Grid, Mapping[str, list[str]]], Any]
    area: tuple[Any, ...] | None = None
    each: Callable[[Any], Any] | None = None
    constant: bool = False


def compiled(formula: str) -> Callable[[Grid, Mapping[str, list[str]]], Any]:
    """The formula as a function of what stands in the cells and of the lists behind defined names."""
    parser = _Parser(formula)
    node = parser.compare()
    assert parser.at == len(parser.tokens), f"not understood from {parser.tokens[parser.at]}: {formula}"
    return node.whole


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _constant(value: Any) -> _Node:
    return _Node(lambda grid, lists: value, each=lambda _: value, constant=True)


def _mapped(area: tuple[Any, ...], each: Callable[[Any], Any]) -> _Node:
    known: dict[Any, Any] = {}
    sheet, row, col, row_to, col_to = area
    cells = [(sheet, r, c) for r in range(row, row_to + 1) for c in range(col, col_to + 1)]

    def one(value: Any) -> Any:
        if value not in known:
            known[value] = each(value)
        return known[value]

    def whole(grid: Grid, lists: Mapping[str, list[str]]) -> Any:
        values = [one(grid.get(cell, "")) for cell in cells]
        return values if len(values) > 1 else values[0]

    return _Node(whole, area, one)


def _spread(function: Callable[..., Any], nodes: list[_Node]) -> _Node:
    """A function of single values over nodes that give single values or columns of the same length."""
    areas = {node.area for node in nodes if node.area}
    if len(areas) == 1 and all(node.area or node.constant for node in nodes):
        parts = [node.each or (lambda cell: cell) for node in nodes]
        return _mapped(areas.pop(), lambda cell: function(*(part(cell) for part in parts)))
    if all(node.constant for node in nodes):
        return _constant(function(*(node.whole({}, {}) for node in nodes)))

    def whole(grid: Grid, lists: Mapping[str, list[str]]) -> Any:
        given = [node.whole(grid, lists) for node in nodes]
        length = max((len(value) for value in given if isinstance(value, list)), default=0)
        if not length:
            return function(*given)
        columns = [value if isinstance(value, list) else [value] * length for value in given]
        return [function(*row) for row in zip(*columns, strict=True)]

    return _Node(whole)


class _Parser:
    def __init__(self, formula: str) -> None:
        self.tokens = [(m.lastgroup, m[0]) for m in _TOKEN.finditer(formula)]
        assert "".join(text for _, text in self.tokens) == formula.replace("\n", ""), f"not understood: {formula}"
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, *signs: str) -> str:
        if self.peek() in signs and self.tokens[self.at][0] == "sign":
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def _chain(self, below: Callable[[], _Node], signs: Mapping[str, Callable[..., Any]]) -> _Node:
        left = below()
        while sign := self.take(*signs):
            left = _spread(signs[sign], [left, below()])
        return left

    def compare(self) -> _Node:
        return self._chain(self.join, _COMPARISONS)

    def join(self) -> _Node:
        return self._chain(self.add, {"&": lambda a, b: _text(a) + _text(b)})

    def add(self) -> _Node:
        return self._chain(self.multiply, {"+": _numeric(lambda a, b: a + b), "-": _numeric(lambda a, b: a - b)})

    def multiply(self) -> _Node:
        return self._chain(self.unary, {"*": _numeric(lambda a, b: a * b)})

    def unary(self) -> _Node:
        if self.take("-"):
            return _spread(_numeric(lambda a: -a), [self.unary()])
        return self.atom()

    def atom(self) -> _Node:
        kind, text = self.tokens[self.at]
        self.at += 1
        if text == "(":
            node = self.compare()
            assert self.take(")")
            return node
        if kind == "text":
            return _constant(text[1:-1].replace('""', '"'))
        if kind == "number":
            return _constant(float(text) if "." in text else int(text))
        if kind == "ref":
            sheet, _, corners = text.rpartition("!")
            found = [(int(row), _column(letters)) for letters, row in _CORNER.findall(corners)]
            first, last = found[0], found[-1]
            return _mapped((sheet[1:-1].replace("''", "'"), *first, *last), lambda value: value)
        if self.peek() != "(":
            return _Node(lambda grid, lists: lists[text])
        self.take("(")
        arguments = [self.compare()]
        while self.take(","):
            arguments.append(self.compare())
        assert self.take(")")
        return self.call(text, arguments)

    def call(self, name: str, arguments: list[_Node]) -> _Node:
        if name in _WHOLE:
            return _Node(lambda grid, lists: _WHOLE[name](*(node.whole(grid, lists) for node in arguments)))
        if name == "MATCH":
            sought, where, _ = arguments

            def match(grid: Grid, lists: Mapping[str, list[str]]) -> Any:
                values, known = tuple(where.whole(grid, lists)), sought.whole(grid, lists)
                if isinstance(known, list):
                    return [_match(one, values) for one in known]
                return _match(known, values)

            return _Node(match)
        return _spread(_EACH[name], arguments)


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool | int | float) else value


def _numeric(function: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(*values: Any) -> Any:
        if any(value is ERROR for value in values):
            return ERROR
        return function(*(value if isinstance(value, float) else int(value) for value in values))

    return guarded


def _compared(function: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    def guarded(a: Any, b: Any) -> Any:
        if a is ERROR or b is ERROR:
            return ERROR
        return function(*(value.casefold() if isinstance(value, str) else value for value in (a, b)))

    return guarded


@lru_cache(maxsize=100_000)
def _match(sought: Any, values: tuple[str, ...]) -> Any:
    if not isinstance(sought, str) or len(sought) > 255:
        return ERROR
    pattern = "".join(
        re.escape(part[1:])
        if part.startswith("~") and len(part) > 1
        else {"*": ".*", "?": "."}.get(part, re.escape(part))
        for part in re.findall(r"~[*?~]|.", sought, re.DOTALL)
    )
    found = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    return next((place for place, value in enumerate(values, start=1) if found.fullmatch(value)), ERROR)


def _sum(values: Any) -> Any:
    rows = values if isinstance(values, list) else [values]
    if any(value is ERROR for value in rows):
        return ERROR
    return sum(value for value in rows if not isinstance(value, bool | str))


def _find(needle: str, text: str) -> Any:
    return text.find(needle) + 1 or ERROR


_COMPARISONS: dict[str, Callable[..., Any]] = {
    "=": _compared(lambda a, b: a == b),
    "<>": _compared(lambda a, b: a != b),
    ">": _compared(lambda a, b: a > b),
    "<": _compared(lambda a, b: a < b),
}
_WHOLE: dict[str, Callable[..., Any]] = {
    "SUMPRODUCT": _sum,
    "SUM": _sum,
    "IF": lambda yes, then, otherwise: then if yes else otherwise,
    "AND": lambda *values: all(values),
    "OR": lambda *values: any(values),
    "LEFT": lambda text, length: text[: max(length, 0)],
}
_EACH: dict[str, Callable[..., Any]] = {
    "LEN": lambda text: len(_text(text)),
    "TRIM": lambda text: " ".join(filter(None, text.split(" "))),
    "LOWER": lambda text: text.lower(),
    "CHAR": chr,
    "SUBSTITUTE": lambda text, old, new: text.replace(old, new),
    "FIND": _find,
    "ISERROR": lambda value: value is ERROR,
    "ISNUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
