"""What people record by hand: nobody there or nothing to report (nihil), let off (dibebaskan), somebody else answers (kuasa).

Each is an event with who, why and when; one that is taken back is not deleted but revoked. It judges no form.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from skpxl.campaign.surel import is_address
from skpxl.errors import SkpxlError
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append, events_in
from skpxl.model.event import Event, EventKind
from skpxl.model.folding import EXEMPT, REVOKES, Folding, Subject
from skpxl.model.nip import clean_nip
from skpxl.model.unit import Organisasi

BY_HAND = (*EXEMPT, EventKind.DELEGATED)


def subjects_of(
    texts: Iterable[str], organisasi: Organisasi | None, issued: Iterable[str], *, units: bool
) -> list[Subject]:
    """Whom an operator means: with `units` the code of a unit, else a NIP of the roster or of `issued` (whose forms are out).

    Raises SkpxlError for one that is neither.
    """
    known, found = {*issued}, []
    for text in texts:
        nip = clean_nip(text)
        if units and organisasi and organisasi.find_unit(text):
            found.append(Subject(unit=text))
        elif nip in known or (organisasi and nip and organisasi.find_pegawai(nip)):
            found.append(Subject(nip=nip))
        else:
            what = "bukan kode unit dan bukan NIP dalam daftar pegawai" if units else "bukan NIP dalam daftar pegawai"
            raise SkpxlError(f"“{text}” {what}; periksa dengan `skpxl roster check`.")
    return list(dict.fromkeys(found))


def record_exempt(
    ledger: Ledger, kind: EventKind, subjects: Sequence[Subject], *, why: str, by: str, at: datetime
) -> list[Event]:
    """Record that these owe nothing; what holds already for the same reason is not recorded again. Gives what is new."""
    with ledger.writing() as connection:
        folding = Folding.of(events_in(connection, *BY_HAND, EventKind.REVOKED))
        new = []
        for one in subjects:
            held = folding.exempt.get(one)
            if held is None or (held[1].kind, held[1].reason) != (kind, why):
                new.append(Event(kind, at, by, nip=one.nip, unit=one.unit, reason=why))
        append(connection, new)
    return new


def record_delegated(ledger: Ledger, unit: str, address: str, *, why: str, by: str, at: datetime) -> list[Event]:
    """Record that this address answers for a unit from now on. Raises SkpxlError where it is no address."""
    if not is_address(address):
        raise SkpxlError(f"“{address}” bukan alamat surel; tulis seperti nama@kantor.go.id.")
    with ledger.writing() as connection:
        folding = Folding.of(events_in(connection, *BY_HAND, EventKind.REVOKED))
        held = folding.delegated.get(unit)
        if held and (held.address, held.reason) == (address, why):
            return []
        new = [Event(EventKind.DELEGATED, at, by, unit=unit, address=address, reason=why)]
        append(connection, new)
    return new


def revoke(
    ledger: Ledger, kind: EventKind, subjects: Sequence[Subject], *, why: str, by: str, at: datetime
) -> list[Event]:
    """Take records of this kind back. Raises SkpxlError, and takes none back, where there is no such record."""
    with ledger.writing() as connection:
        folding = Folding.of(events_in(connection, *BY_HAND, EventKind.REVOKED))
        new = []
        for one in subjects:
            held = (
                folding.delegated.get(one.unit)
                if kind is EventKind.DELEGATED
                else folding.exempt.get(one, (0, None))[1]
            )
            if held is None or held.kind is not kind:
                raise SkpxlError(f"{one.nip or one.unit} tidak tercatat {kind.value}, jadi tidak ada yang dicabut.")
            new.append(
                Event(EventKind.REVOKED, at, by, nip=one.nip, unit=one.unit, reason=why, detail={REVOKES: kind.value})
            )
        append(connection, new)
    return new


def standing_records(events: Iterable[Event], kind: EventKind) -> list[Event]:
    """The records of a kind that hold now."""
    folding = Folding.of(events)
    if kind is EventKind.DELEGATED:
        return list(folding.delegated.values())
    return [event for _, event in folding.exempt.values() if event.kind is kind]
