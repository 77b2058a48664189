"""What the columns of a table without a header hold, told by their content alone; only what most rows agree on."""

import re
from collections.abc import Callable

from skpxl.foreign.people import digits_of, split_name_and_nip
from skpxl.foreign.roster.words import RosterWords
from skpxl.foreign.sheet import Sheet
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import parse_nip
from skpxl.model.teks import rapi

_MOST = 0.6
_ROWS_MAX = 300  # enough to tell a column by
_NAME = re.compile(r"[^\W\d_][^\d:;/@]{2,59}")


def columns_by_content(sheet: Sheet, words: RosterWords, golongan: list[str]) -> dict[str, int]:
    """Column numbers by our word, as far as content tells; at most one column each, a tie tells nothing."""
    rows = [sheet.rows[row] for row in sorted(sheet.rows)[:_ROWS_MAX]]
    texts: dict[int, list[str]] = {}
    for row in rows:
        for col, cell in row.items() if len(row) > 1 else ():
            texts.setdefault(col, []).append(rapi(cell.text))
    label = words.label
    people = sum(
        any(_is_nip(rapi(c.text)) or split_name_and_nip(c.text, label).nip for c in row.values()) for row in rows
    )
    if not people:
        return {}
    texts = {col: column for col, column in texts.items() if len(column) >= people * _MOST}
    found: dict[str, int] = {}
    rules: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("nip", _is_nip),
        ("nama_nip", lambda text: bool((split := split_name_and_nip(text, label)).nama) and parse_nip(split.nip).sah),
        ("email", lambda text: bool(re.fullmatch(r"\S+@\S+\.\w+", text))),
        ("pangkat_golongan", lambda text: parse_golongan(text, golongan)[0] is not None),
        ("unit_kerja", words.names_unit),
        ("jabatan", words.is_post),
    )
    for word, fits in rules:
        free = {col: column for col, column in texts.items() if col not in found.values()}
        fitting = [col for col, column in free.items() if sum(map(fits, column)) >= len(column) * _MOST]
        if len(fitting) == 1:
            found[word] = fitting[0]
    if "nip" in found and "nama_nip" not in found:
        free = {col: column for col, column in texts.items() if col not in found.values()}
        names = [
            (abs(col - found["nip"]), col)
            for col, column in free.items()
            if all(map(_NAME.fullmatch, column)) and len(set(column)) >= len(column) * 0.9
        ]
        nearest = [col for distance, col in names if distance == min(names)[0]]
        if len(nearest) == 1:
            found["nama"] = nearest[0]
    return found


def _is_nip(text: str) -> bool:
    return len(digits_of(text)) == 18
