"""Events written and read: the part of the ledger that is only ever added to. What a state follows from is not decided here."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from skpxl.ledger.book import Ledger
from skpxl.ledger.schema import EVENTS
from skpxl.model.event import Event, EventKind

_BATCH = 500  # rows per statement: SQLite takes 32,766 values in one


def append(connection: Connection, events: Iterable[Event]) -> None:
    """Add events within the caller's transaction: they are there together with what else it writes, or not at all."""
    rows = [_row(event) for event in events]
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(EVENTS), rows[start : start + _BATCH])


def append_once(connection: Connection, marked: Iterable[tuple[str, Event]]) -> int:
    """Add the events whose mark no other event bears; gives how many were new. Within the caller's transaction.

    A mark says what happens once only (`diterbitkan:KODE:2`), whichever command, machine or run comes first.
    """
    rows = [{**_row(event), "mark": mark} for mark, event in marked]
    insert_of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = 0
    for start in range(0, len(rows), _BATCH):
        statement = (
            insert_of(EVENTS).values(rows[start : start + _BATCH]).on_conflict_do_nothing(index_elements=["mark"])
        )
        new += connection.execute(statement).rowcount
    return new


def record(ledger: Ledger, *events: Event) -> None:
    """Add events in a transaction of their own."""
    with ledger.writing() as connection:
        append(connection, events)


def read_events(ledger: Ledger, *kinds: EventKind, after: int = 0) -> list[Event]:
    """The events in the order in which they were recorded: of these kinds (all without any), after this number."""
    with ledger.reading() as connection:
        return [*events_in(connection, *kinds, after=after)]


def last_number(ledger: Ledger) -> int:
    """The number of the last event; 0 where there is none."""
    with ledger.reading() as connection:
        return connection.execute(select(func.max(EVENTS.c.number))).scalar() or 0


def events_in(connection: Connection, *kinds: EventKind, after: int = 0) -> Iterator[Event]:
    """The same within a transaction."""
    wanted = select(EVENTS).where(EVENTS.c.number > after).order_by(EVENTS.c.number)
    if kinds:
        wanted = wanted.where(EVENTS.c.kind.in_([kind.value for kind in kinds]))
    for row in connection.execute(wanted):
        yield _event(row)


def moment(at: datetime) -> str:
    """A moment as the ledger keeps it: UTC, sortable as text."""
    return at.isoformat(timespec="seconds")


def _row(event: Event) -> dict[str, object]:
    row = event._asdict()
    del row["number"]
    row |= {"kind": event.kind.value, "at": moment(event.at), "detail": json.dumps(event.detail, ensure_ascii=False)}
    return row


def _event(row: "Row[tuple[object, ...]]") -> Event:
    cells = {name: value for name, value in row._asdict().items() if name != "mark"}
    cells |= {
        "kind": EventKind(cells["kind"]),
        "at": datetime.fromisoformat(str(cells["at"])),
        "detail": json.loads(str(cells["detail"])),
    }
    return Event(**cells)
