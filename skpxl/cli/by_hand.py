"""What `skpxl waive`, `nil` and `delegate` have in common: recorded with a reason, listed without, taken back with --undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import say
from skpxl.cli.show import say_first
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.model.event import Event, EventKind

reasoned = options.options(
    click.option("--why", default="", metavar="ALASAN", help="Mengapa; wajib bila mencatat, dan ikut tercatat."),
    click.option("--undo", is_flag=True, help="Cabut catatan ini. Catatan lama tetap ada di buku putaran SKP."),
)
ALL_OF_IT = "semuanya dengan `skpxl ledger export`"


def ensure_reason(why: str, undo: bool) -> str:
    """The reason that was typed, or UsageError; none is asked for where a record is taken back."""
    if not why.strip() and not undo:
        raise UsageError('Mengapa? Tambahkan --why "ALASAN"; alasannya ikut dicatat.')
    return " ".join(why.split())


def exempted(call: Call, kind: "EventKind", texts: Sequence[str], why: str, undo: bool, *, units: bool = False) -> None:
    """Record (or take back) that these people or units owe nothing; without any, list for whom it holds."""
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.status.by_hand import record_exempt, revoke, subjects_of

    if not texts:
        listed(call, kind)
        return
    why = ensure_reason(why, undo)
    issued = [form.nip for form in call.issued.values()]
    with opened_ledger(call) as ledger:
        subjects = subjects_of(texts, call.organisasi, issued, units=units)
        does = revoke if undo else record_exempt
        new = does(ledger, kind, subjects, why=why, by=operator(), at=this_moment())
    say_first((f"{'Dicabut' if undo else 'Dicatat'}: {_told(call, event)}" for event in new), ALL_OF_IT)
    already = f"; {len(subjects) - len(new)} sudah tercatat begitu" if len(new) < len(subjects) else ""
    say(f"{len(new)} {'pencabutan' if undo else 'catatan'} {kind.value}{already}.")


def listed(call: Call, kind: "EventKind") -> None:
    """Print the records of a kind that hold."""
    from skpxl.ledger.events import read_events
    from skpxl.model.event import EventKind
    from skpxl.status.by_hand import BY_HAND, standing_records

    with opened_ledger(call) as ledger:
        held = standing_records(read_events(ledger, *BY_HAND, EventKind.REVOKED), kind)
    say_first((_told(call, event) for event in held), ALL_OF_IT)
    say(f"{len(held)} catatan {kind.value} berlaku.")


def _told(call: Call, event: "Event") -> str:
    """A record in one line: whom it is about, why, who recorded it and when."""
    from skpxl.campaign.today import local

    organisasi = call.organisasi
    person = organisasi.find_pegawai(event.nip) if organisasi and event.nip else None
    whose = f"{person.nama} ({event.nip})" if person else event.nip or event.unit
    if event.unit and organisasi and organisasi.find_unit(event.unit):
        whose = f"{organisasi.nama_unit(event.unit)} ({event.unit})"
    to = f" dikuasakan kepada {event.address}" if event.address else ""
    reason = f": {event.reason}" if event.reason else ""
    return f"{whose}{to}{reason} — {event.by}, {local(event.at).date().isoformat()}"
