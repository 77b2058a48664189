"""What was printed on a workbook when it was issued, and where everything stood: as hashes, kept with the workbook.

A workbook is held against this, not against today's wording of its definition. It knows no file and judges nothing.
"""

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from skpxl.model.teks import rapi
from skpxl.template.limits import BARIS_MAKS
from skpxl.template.slots import Layout, isi_tempat

# A row of the record holds no more of it than this; a cell holds 32,767 characters.
_LONGEST = 30_000
# What is not longer is a row's number or a mark; it stands on every form and says nothing of which one it is.
_SHORT = 3
_TEXT, _PLAIN, _BORDER = "=", "-", "~"
_PRINTED = re.compile(r"([0-9]{1,7})\.([0-9]{1,5})([=~-])([A-Za-z0-9_-]{8})")
_PLACE = re.compile(r"([0-9]{1,7})\.([0-9]{1,5})")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed text: where it stood and the mark it is known by.

    `telling` is False for a number or another short text, `border` marks the end of a sheet, which the first workbooks
    that were issued do not have. `word` says all of it in a record.
    """

    row: int
    col: int
    mark: str
    telling: bool
    border: bool
    word: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class SheetImprint:
    """One sheet as issued: its printed texts, and where its slots stood, in the order of the layout."""

    texts: tuple[Printed, ...]
    slots: tuple[Place, ...]


@lru_cache(maxsize=4_096)
def mark(text: str) -> str:
    """What a text is known by wherever it is compared: a hash of it as people read it, empty for a blank one."""
    plain = rapi(text)
    return (
        urlsafe_b64encode(hashlib.blake2b(plain.encode(errors="replace"), digest_size=6).digest()).decode()
        if plain
        else ""
    )


def imprint_of(layout: Layout, replacements: Mapping[str, str], *, certain: bool = False) -> tuple[SheetImprint, ...]:
    """What is printed by today's definition, sheet by sheet; with `certain` without texts that show a placeholder."""
    sheets = []
    for page in layout.halaman:
        texts = ((text.kotak, isi_tempat(text.isi, replacements), text.batas) for text in page.texts)
        printed = (
            _printed(box.row, box.col, words, border) for box, words, border in texts if not (certain and "{" in words)
        )
        places = tuple((slot.kotak.row, slot.kotak.col) for slot in page.slots)
        sheets.append(SheetImprint(tuple(text for text in printed if text), places))
    return tuple(sheets)


@lru_cache(maxsize=4_096)
def _printed(row: int, col: int, words: str, border: bool) -> Printed | None:
    known = mark(words)
    telling = len(rapi(words)) > _SHORT
    kind = _BORDER if border else _TEXT if telling else _PLAIN
    return Printed(row, col, known, telling, border, f"{row}.{col}{kind}{known}") if known else None


def wording_of(layout: Layout, replacements: Mapping[str, str]) -> dict[str, str]:
    """Today's printed texts by their marks."""
    words = (isi_tempat(text.isi, replacements) for page in layout.halaman for text in page.texts)
    return {mark(text): text for text in words}


def to_rows(imprint: Sequence[SheetImprint]) -> dict[str, str]:
    """The imprint as rows of a record: `<sheet>.teks.<part>` and `<sheet>.sel.<part>`, both counted from 1."""
    rows: dict[str, str] = {}
    for number, sheet in enumerate(imprint, start=1):
        for name, lines in (("teks", _lines(text.word for text in sheet.texts)), ("sel", _slot_lines(sheet.slots))):
            rows |= {f"{number}.{name}.{part}": line for part, line in enumerate(lines, start=1)}
    return rows


def from_rows(rows: Mapping[str, str], layout: Layout) -> tuple[SheetImprint, ...] | None:
    """The inverse of `to_rows`; None where the rows do not say it of every sheet and every slot of the layout."""
    sheets = []
    for number, page in enumerate(layout.halaman, start=1):
        texts = [_PRINTED.fullmatch(word) for word in _words(rows, f"{number}.teks")]
        places = [_PLACE.fullmatch(word) for word in _words(rows, f"{number}.sel")]
        slots = [(int(found[1]), int(found[2])) for found in places if found]
        printed = [
            Printed(int(found[1]), int(found[2]), found[4], found[3] != _PLAIN, found[3] == _BORDER, found[0])
            for found in texts
            if found
        ]
        if len(printed) != len(texts) or len(slots) != len(places) or len(slots) != len(page.slots) or not printed:
            return None
        inside = all(0 < row < BARIS_MAKS and col for row, col in (*slots, *((text.row, text.col) for text in printed)))
        if not inside or len(set(slots)) != len(slots):
            return None
        sheets.append(SheetImprint(tuple(printed), tuple(slots)))
    return tuple(sheets)


@lru_cache(maxsize=256)
def _slot_lines(slots: tuple[Place, ...]) -> tuple[str, ...]:
    return tuple(_lines(f"{row}.{col}" for row, col in slots))


def _lines(words: Iterable[str]) -> Iterator[str]:
    line: list[str] = []
    length = 0
    for word in words:
        if length + len(word) >= _LONGEST:
            yield " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word) + 1
    if line:
        yield " ".join(line)


def _words(rows: Mapping[str, str], name: str) -> Iterator[str]:
    part = 1
    while line := rows.get(f"{name}.{part}"):
        yield from line.split()
        part += 1
