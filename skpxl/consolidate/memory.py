"""What a merge remembers for the next one: the state of every unit, and what was new then. It compares nothing.

It is one file, in the campaign or beside the workbook. A merge of some units leaves what is remembered of the others.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from skpxl.consolidate.changes import Change, News, changes
from skpxl.consolidate.state import UnitState
from skpxl.errors import SkpxlError
from skpxl.files.disk import refused
from skpxl.files.output import write_whole
from skpxl.files.text import read_bytes, text_of
from skpxl.model.dasar import Model
from skpxl.model.periode import tanggal_tercetak

STATE_FILE = "keadaan-matriks.json"


class RememberedUnit(Model):
    """A unit as the last merge found it on `as_of`; `since` is the day of the merge that this one was compared with."""

    state: UnitState
    as_of: date
    since: date | None = None


class RememberedBook(Model):
    """One workbook: its units by code, and what was new in them when they were last found changed."""

    units: dict[str, RememberedUnit] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()


class Memory(Model):
    """What is remembered of every workbook, by its name: a merge of one unit into a file of its own uses up no other's news."""

    books: dict[str, RememberedBook] = Field(default_factory=dict)

    def of(self, book: str) -> RememberedBook:
        """What is remembered of a workbook; of a new one the latest state of every unit in any."""
        if book in self.books:
            return self.books[book]
        latest: dict[str, RememberedUnit] = {}
        for other in self.books.values():
            for code, unit in other.units.items():
                if code not in latest or latest[code].as_of < unit.as_of:
                    latest[code] = unit.model_copy(update={"since": None})
        return RememberedBook(units=latest)


@dataclass(frozen=True)
class WhatIsNew:
    """What has changed since `since` (None: nothing has since the first merge, on `began`), and the memory for next time."""

    changes: tuple[Change, ...]
    since: date | None
    began: date
    memory: Memory

    def of_units(self, codes: Collection[str]) -> "WhatIsNew":
        """What of it concerns these units."""
        return replace(self, changes=tuple(change for change in self.changes if change.unit in codes))

    def sentence(self) -> str:
        """`Sejak 3 November 2026: 2 SKP masuk, 5 hasil kerja baru`: what is new, counted."""
        if self.since is None:
            return f"Dicatat sejak {tanggal_tercetak(self.began)}; yang berubah sesudah itu tampak di sini."
        counts = Counter(change.news for change in self.changes)
        words = ", ".join(f"{counts[news]} {news}" for news in News if counts[news])
        return f"Sejak {tanggal_tercetak(self.since)}: {words or 'tidak ada yang berubah'}."


def memory_file(folder: Path | None, output: Path) -> Path:
    """Where it is kept: in the campaign `folder`, else beside the workbook."""
    return folder / STATE_FILE if folder else output.with_name(f"{output.stem}-{STATE_FILE}")


def read_memory(file: Path) -> Memory:
    """What was remembered; nothing where there is no file. Raises SkpxlError where it cannot be read."""
    try:
        data = read_bytes(file)
        return Memory() if data is None else Memory.model_validate_json(text_of(data, file))
    except OSError as error:
        raise SkpxlError(f"Catatan penggabungan terakhir {refused(file, error, 'dibaca')}") from error
    except (SkpxlError, ValidationError) as error:
        raise SkpxlError(
            f"Catatan penggabungan terakhir {file} tidak dapat dibaca; kembalikan dari cadangan, atau pindahkan: "
            "penggabungan berikutnya lalu dianggap yang pertama."
        ) from error


def write_memory(file: Path, memory: Memory) -> None:
    """Keep it for the next merge."""
    write_whole(file, memory.model_dump_json(exclude_defaults=True).encode(), force=True)


def what_is_new(memory: Memory, book: str, now: Mapping[str, UnitState], as_of: date) -> WhatIsNew:
    """Compare these units with what is remembered of them, for the workbook named `book`.

    Where nothing has changed since, what was new then is still what is new, so that the same inputs give the same sheet.
    """
    last = memory.of(book)
    known = {code: last.units[code] for code in now if code in last.units}
    here = {*now, *(state.kode for state in now.values())}
    elsewhere = tuple(change for change in last.changes if change.unit not in here)

    def remembered(since: date | None, found: Sequence[Change]) -> Memory:
        fresh = {code: RememberedUnit(state=state, as_of=as_of, since=since) for code, state in now.items()}
        written = RememberedBook(units={**last.units, **fresh}, changes=(*elsewhere, *found))
        return Memory(books={**memory.books, book: written})

    if not known:
        return WhatIsNew((), None, as_of, remembered(None, ()))
    began = min(unit.as_of for unit in known.values())
    if len(known) == len(now) and all(known[code].state == state for code, state in now.items()):
        since = max((unit.since for unit in known.values() if unit.since), default=None)
        found = tuple(change for change in last.changes if change.unit in here)
        kept = memory if book in memory.books else Memory(books={**memory.books, book: last})
        return WhatIsNew(found, since, began, kept)
    since = max(unit.as_of for unit in known.values())
    before = {code: unit.state for code, unit in known.items()}
    found = (*changes(_units(before), _units(now)), *_moves_above(before, now))
    return WhatIsNew(found, since, began, remembered(since, found))


def _units(states: Mapping[str, UnitState]) -> dict[str, UnitState]:
    return {code: state for code, state in states.items() if not state.level}


def _moves_above(before: Mapping[str, UnitState], now: Mapping[str, UnitState]) -> Iterator[Change]:
    """What has moved in the matrices of the levels above; all else is told of the units themselves."""
    for code, state in now.items():
        if state.level and code in before:
            for change in changes({code: before[code]}, {code: state}):
                if change.news is News.PERAN_PINDAH:
                    told = f"{change.before} (matriks tingkat {state.level})"
                    yield change.model_copy(update={"unit": state.kode, "before": told})
