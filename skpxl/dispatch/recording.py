"""What the steps that work without a ledger tell it, where there is one: what is out, given back, set aside, decided.

It decides nothing itself.

`terbitan.csv` is the record of what is out. The ledger catches up with it whenever it is opened, so that a command that was
killed between the two, and rounds that had no ledger at first, come out right.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from skpxl.campaign.aside import SetAside, read_aside
from skpxl.campaign.folder import EVALUASI, FORMULIR, Campaign
from skpxl.campaign.issued import IssuedForm, read_issued
from skpxl.issue.manifest import Manifest
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append, append_once, events_in
from skpxl.model.event import Event, EventKind
from skpxl.model.folding import REVOKES, Folding
from skpxl.template.form import Form


def catch_up(
    ledger: Ledger,
    campaign: Campaign,
    *,
    at: datetime,
    by: str,
    superseded: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Record every issue that the ledger does not know yet, what was set aside or is read again, and the workbooks (by code)
    that others replace; gives how many events were new.
    """
    issued, aside = read_issued(campaign), read_aside(campaign.root)
    with ledger.writing() as connection:
        changed = _aside(events_in(connection, EventKind.SET_ASIDE, EventKind.REVOKED), aside, at, by)
        append(connection, changed)
        before = Folding.of(events_in(connection, EventKind.ISSUED, EventKind.SUPERSEDED))
        new = append_once(connection, [_issued(form, at, by) for form in issued.values()])
        if not before.obligations():  # a ledger that was made later
            superseded = {**_replaced(campaign), **superseded}
        other = {code: now for code, now in superseded.items() if before.superseded.get(code) != now}
        append(connection, [_superseded(code, now, issued.get(code), at, by) for code, now in other.items()])
        return new + len(changed) + len(other)


def _replaced(campaign: Campaign) -> dict[str, str]:
    """What the manifests of the round say of workbooks that count no more, by code."""
    found: dict[str, str] = {}
    for name in (FORMULIR, EVALUASI):
        manifest = Manifest.of(campaign.root / name)
        codes = {row.berkas: row.kode for row in manifest.issued()}
        replaced = manifest.replaced().items()
        found |= {codes[old]: codes[new] for old, new in replaced if old in codes and new in codes}
    return found


def _aside(events: Iterable[Event], aside: Iterable[SetAside], at: datetime, by: str) -> list[Event]:
    """What was set aside since, and what is read again: the record in the folder tells what holds."""
    held: dict[str, Event] = {}
    for event in events:
        if event.kind is EventKind.SET_ASIDE:
            held[event.content] = event
        elif event.detail.get(REVOKES) == EventKind.SET_ASIDE:
            held.pop(event.content, None)
    now = {one.digest: one for one in aside}
    new = [
        Event(EventKind.SET_ASIDE, at, by, content=digest, reason=one.why, detail={"berkas": one.name})
        for digest, one in now.items()
        if digest not in held
    ]
    gone = {REVOKES: EventKind.SET_ASIDE.value}
    return new + [Event(EventKind.REVOKED, at, by, content=digest, detail=gone) for digest in held if digest not in now]


def record_decided(ledger: Ledger, decisions: Iterable[Event]) -> int:
    """Record decisions that people have taken elsewhere, each once; gives how many were new."""
    with ledger.writing() as connection:
        return append_once(connection, [(_decision_mark(event), event) for event in decisions])


def _decision_mark(event: Event) -> str:
    said = json.dumps([event.nip, event.reason, event.detail], ensure_ascii=False, sort_keys=True)
    return f"{EventKind.DECIDED}:{event.kode}:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:32]}"


def record_returned(ledger: Ledger, copies: Iterable[tuple[Form, str]], *, at: datetime, by: str) -> int:
    """Record the copies that were made for correction, with the file that each was made as; gives how many were new."""
    marked = []
    for form, file in copies:
        stamp = form.stamp
        event = Event(
            EventKind.RETURNED,
            at,
            by,
            kode=stamp.id,
            terbitan=stamp.terbitan,
            nip=stamp.nip,
            detail={"berkas": file, "formulir": stamp.form},
        )
        marked.append((f"{EventKind.RETURNED}:{stamp.id}:{stamp.terbitan}:{stamp.tanda}", event))
    with ledger.writing() as connection:
        return append_once(connection, marked)


def _issued(form: IssuedForm, at: datetime, by: str) -> tuple[str, Event]:
    detail = {
        "formulir": form.formulir,
        "periode": form.periode,
        "nama": form.pegawai.nama,
        "jabatan": form.pegawai.jabatan,
        "unit": form.pegawai.unit_kerja,
        "penilai": form.penilai.nama,
    }
    event = Event(EventKind.ISSUED, at, by, kode=form.kode, terbitan=form.terbitan, nip=form.nip, detail=detail)
    return f"{EventKind.ISSUED}:{form.kode}:{form.terbitan}", event


def _superseded(code: str, other: str, form: IssuedForm | None, at: datetime, by: str) -> Event:
    return Event(
        EventKind.SUPERSEDED,
        at,
        by,
        kode=code,
        terbitan=form.terbitan if form else 0,
        nip=form.nip if form else "",
        detail={"oleh": other},
    )
