"""Events as people read them: rows with names, for the export of the ledger and the history of one. It judges nothing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from skpxl.model.event import Event, EventKind
from skpxl.model.unit import Organisasi

TITLE = "Buku putaran SKP"
COLUMNS = (
    ("Nomor", 8.0), ("Waktu", 17.0), ("Kejadian", 22.0), ("Oleh", 24.0), ("Nama", 30.0), ("NIP", 21.0), ("Unit", 28.0),
    ("Kode", 13.0), ("Terbitan", 9.0), ("Alamat", 28.0), ("Alasan", 36.0), ("Surat", 20.0), ("Isi (SHA-256)", 20.0),
    ("Rincian", 40.0),
)  # fmt: skip
_WHOSE = ("nama", "jabatan", "unit", "penilai", "formulir", "periode")  # of an issue: they stand in their own columns


class Names(NamedTuple):
    """By which names people know what events name by code: people by NIP and by workbook, units by code."""

    people: Mapping[str, str]
    workbooks: Mapping[str, tuple[str, str]]
    units: Mapping[str, str]

    @classmethod
    def of(cls, events: Iterable[Event], organisasi: Organisasi | None) -> "Names":
        """As the roster has them, else as they stood on what was issued."""
        workbooks, people = {}, {}
        for event in events:
            if event.kind is EventKind.ISSUED:
                workbooks[event.kode] = (event.nip, str(event.detail.get("nama", "")))
                people[event.nip] = str(event.detail.get("nama", ""))
        people |= {orang.nip: orang.nama for orang in (organisasi.pegawai if organisasi else ()) if orang.nip}
        units = {unit.kode: unit.nama for unit in (organisasi.unit if organisasi else ())}
        return cls(people, workbooks, units)

    def nip(self, event: Event) -> str:
        """Whose event it is: the NIP it names, else that of its workbook."""
        return event.nip or self.workbooks.get(event.kode, ("", ""))[0]

    def person(self, event: Event) -> str:
        """The name of whose event it is."""
        return self.people.get(self.nip(event), "") or self.workbooks.get(event.kode, ("", ""))[1]

    def unit(self, event: Event) -> str:
        """The unit that an event names, or that stood on the form."""
        return self.units.get(event.unit, event.unit) or str(event.detail.get("unit", ""))


def when(at: datetime) -> str:
    """A moment as people read it: `2026-01-05 09:12`."""
    return at.strftime("%Y-%m-%d %H:%M")


def row_of(event: Event, names: Names, at: datetime) -> list[str]:
    """The cells of one event in the order of `COLUMNS`; `at` is its moment on the clock of this machine."""
    detail = {key: value for key, value in event.detail.items() if key not in _WHOSE}
    return [
        str(event.number), when(at), event.kind.value, event.by, names.person(event), names.nip(event), names.unit(event),
        event.kode, str(event.terbitan or ""), event.address, event.reason, event.letter, event.content,
        json.dumps(detail, ensure_ascii=False, sort_keys=True) if detail else "",
    ]  # fmt: skip


def line_of(event: Event, names: Names, at: datetime) -> str:
    """One event as a line of a history."""
    file = event.detail.get("nama") or event.detail.get("berkas") or ""
    whose = names.person(event) or names.unit(event) or event.kode or str(file) or event.letter
    what = f"{event.kind.value} (terbitan {event.terbitan})" if event.terbitan else event.kind.value
    # What came in was judged as well; where the event is the judgement itself, it says so already.
    fate = str(event.detail.get("nasib", ""))
    found = ", ".join(map(str, event.detail.get("temuan", ())))
    more = [
        f"{fate}{f': {found}' if found else ''}" if fate != event.kind.value else "",
        f"kepada {event.address}" if event.kind is EventKind.SENT else event.address,
        event.reason,
        f"oleh {event.by}",
    ]
    return f"{when(at)}  {what} · {whose}" + "".join(f" · {one}" for one in more if one and one != "oleh ")


def of_one(
    events: Sequence[Event], *, nip: str = "", kode: str = "", units: Iterable[str] = (), nips: Iterable[str] = ()
) -> list[Event]:
    """The events of one person, workbook or unit (`units` with those below it, `nips` of the people there).

    Those of their letters are among them.
    """
    wanted_nips, wanted_units = {*nips, *([nip] if nip else [])}, {*units}
    codes = {event.kode for event in events if event.kode and event.nip in wanted_nips} | ({kode} if kode else set())
    letters = {event.letter for event in events if event.letter and event.kode in codes}
    contents = {event.content for event in events if event.content and event.kode in codes}
    return [
        event
        for event in events
        if (event.kode in codes if event.kode else False)
        or (event.nip and event.nip in wanted_nips)
        or (event.unit and event.unit in wanted_units)
        or (not event.kode and not event.nip and (event.letter in letters or event.content in contents))
    ]
