"""In which order contents came in, from the ledger. Which of two counts is decided in `receive.doubles`."""

from collections.abc import Mapping
from typing import Any

from skpxl.ledger.arrivals import Origin, read_origins
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import moment, read_events
from skpxl.model.event import EventKind
from skpxl.model.kedatangan import Kedatangan

SINCE = "sejak"  # in the detail of the event by which a content came in


def read_order(ledger: Ledger) -> dict[str, Kedatangan]:
    """The first coming of each content, by its SHA-256; what does not say when its run began is left out."""
    origins = read_origins(ledger)
    order: dict[str, Kedatangan] = {}
    for event in read_events(ledger, EventKind.RECEIVED):
        if event.content not in order and isinstance(since := event.detail.get(SINCE), int):
            order[event.content] = _coming(event.number, since, moment(event.at), origins.get(event.content, []))
    return order


def _coming(number: int, since: int, at: str, origins: list[Origin]) -> Kedatangan:
    senders = frozenset(one.sender.lower() for one in origins if "@" in one.sender)
    if not origins:
        return Kedatangan(number, since, at, senders=senders)
    first = origins[0]
    detail: Mapping[str, Any] = first.detail
    letter = str(detail.get("surat", ""))
    if detail.get("obrolan"):
        return Kedatangan(number, since, at, f"obrolan {detail['obrolan']}", int(detail["baris"]), letter, senders)
    return Kedatangan(number, since, at, first.source if letter else "", number, letter, senders, first.dated)
