"""What goes into a workbook of open lists, as values: rows, links, lists, and the hidden code of a row. It writes nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from skpxl.model.teks import rapi
from skpxl.template.definition import Definition

_NONE: Mapping[str, str] = MappingProxyType({})


class Link(NamedTuple):
    """A text that leads somewhere: `url` in xlsxwriter's notation (`external:`, `internal:`), or empty."""

    text: str
    url: str


class Formula(NamedTuple):
    """A number that the sheet computes, and what it shows until it has."""

    source: str
    value: int


Value = str | int | Link | Formula


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: values by column, empty ones may be left out.

    `code` is the hidden word by which it is known again (`row_code`). `opened` are the columns that may be filled in, None:
    all that the definition opens. A row that does not ask (`asks`) counts in no live line, and nothing in it is filled in.
    `lists` names the list of a column where it is not the definition's. With a `style` it is a heading over the rows below it.
    """

    values: Mapping[str, Value]
    code: str = ""
    opened: frozenset[str] | None = None
    asks: bool = True
    lists: Mapping[str, str] = field(default_factory=lambda: _NONE)
    style: str = ""

    def text(self, column: str) -> str:
        """What stands in a column, as text."""
        value = self.values.get(column, "")
        return value.text if isinstance(value, Link) else str(value)


@dataclass(frozen=True)
class ListBook:
    """One workbook: definition, rows by block (written in this order), lists by name, texts for placeholders.

    `repeats` says how often the columns with `ulang` stand, by block.
    """

    definition: Definition
    rows: Mapping[str, Iterable[ListRow]]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, int] = field(default_factory=dict)


def row_code(lead: str, **parts: str) -> str:
    """The hidden word of a row: `KPTS1;b=...;t=...`. Letters lead it, so no program takes it for a number."""
    return ";".join([lead, *(f"{name}={text}" for name, text in parts.items())])


def parse_code(lead: str, text: str) -> dict[str, str]:
    """The parts of a row's hidden word; empty where it is none."""
    first, *parts = rapi(text).split(";")
    found = [re.fullmatch(r"([a-z]+)=(.+)", part) for part in parts]
    if first != lead or not parts or not all(found):
        return {}
    return {match[1]: match[2] for match in found if match}
