"""What a merge remembers for the next one: the state of every unit, and what was new then. It compares nothing.

It is one file, in the campaign or beside the workbook. A merge of some units leaves what is remembered of the others.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from skpxl.consolidate.changes import Change, News, changes
from skpxl.consolidate.state import UnitState
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.model.dasar import Model
from skpxl.model.periode import tanggal_tercetak

STATE_FILE = "keadaan-matriks.json"


class RememberedUnit(Model):
    """A unit as the last merge found it on `as_of`; `since` is the day of the merge that this one was compared with."""

    state: UnitState
    as_of: date
    since: date | None = None


class Memory(Model):
    """All units by code, and what was new in them when they were last found changed."""

    units: dict[str, RememberedUnit] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class WhatIsNew:
    """What has changed since `since` (None: nothing was merged before), and the memory for next time."""

    changes: tuple[Change, ...]
    since: date | None
    memory: Memory

    def of_units(self, codes: Collection[str]) -> "WhatIsNew":
        """What of it concerns these units."""
        return replace(self, changes=tuple(change for change in self.changes if change.unit in codes))

    def sentence(self) -> str:
        """`Sejak 3 November 2026: 2 SKP masuk, 5 hasil kerja baru`: what is new, counted."""
        if self.since is None:
            return "Ini penggabungan pertama; perubahan terlihat mulai penggabungan berikutnya."
        counts = Counter(change.news for change in self.changes)
        words = ", ".join(f"{counts[news]} {news}" for news in News if counts[news])
        return f"Sejak {tanggal_tercetak(self.since)}: {words or 'tidak ada yang berubah'}."


def memory_file(folder: Path | None, output: Path) -> Path:
    """Where it is kept: in the campaign `folder`, else beside the workbook."""
    return folder / STATE_FILE if folder else output.with_name(f"{output.stem}-{STATE_FILE}")


def read_memory(file: Path) -> Memory:
    """What was remembered; nothing where there is no file. Raises SkpxlError where it cannot be read."""
    try:
        return Memory.model_validate_json(file.read_bytes()) if file.exists() else Memory()
    except (OSError, ValidationError) as error:
        raise SkpxlError(
            f"Catatan penggabungan terakhir {file} tidak dapat dibaca; kembalikan dari cadangan, atau pindahkan: "
            "penggabungan berikutnya lalu dianggap yang pertama."
        ) from error


def write_memory(file: Path, memory: Memory) -> None:
    """Keep it for the next merge."""
    write_whole(file, memory.model_dump_json(exclude_defaults=True).encode(), force=True)


def what_is_new(memory: Memory, now: Mapping[str, UnitState], as_of: date) -> WhatIsNew:
    """Compare these units with what is remembered of them.

    Where nothing has changed since, what was new then is still what is new, so that the same inputs give the same sheet.
    """
    known = {code: memory.units[code] for code in now if code in memory.units}
    elsewhere = tuple(change for change in memory.changes if change.unit not in now)
    if not known:
        fresh = {code: RememberedUnit(state=state, as_of=as_of) for code, state in now.items()}
        return WhatIsNew((), None, Memory(units={**memory.units, **fresh}, changes=elsewhere))
    if len(known) == len(now) and all(known[code].state == state for code, state in now.items()):
        here = tuple(change for change in memory.changes if change.unit in now)
        return WhatIsNew(here, max((unit.since for unit in known.values() if unit.since), default=None), memory)
    since = max(unit.as_of for unit in known.values())
    found = tuple(changes({code: unit.state for code, unit in known.items()}, now))
    fresh = {code: RememberedUnit(state=state, as_of=as_of, since=since) for code, state in now.items()}
    return WhatIsNew(found, since, Memory(units={**memory.units, **fresh}, changes=(*elsewhere, *found)))
