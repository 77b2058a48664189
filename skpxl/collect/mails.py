"""One mail that was fetched: what kind it is, what is taken out of it, what becomes of it; recorded in one transaction.

It fetches, moves and answers none. What is not understood is said and stays where it lies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from skpxl.collect.bounced import Letters, bounced
from skpxl.collect.keeping import KeptFiles, Recorded, record_arrival
from skpxl.collect.taking import NotTaken, Unpacked, of_mail
from skpxl.ledger.arrivals import MailPlace, MailRow
from skpxl.ledger.book import Ledger
from skpxl.mail.incoming import Incoming, come_at, read_incoming
from skpxl.mail.machines import MailKind, Sorted, sort_mail
from skpxl.model.event import Event
from skpxl.model.fate import MailFate
from skpxl.template.labels import Label

_NOTHING = Unpacked(())
_REASON_MAX = 500


@dataclass(frozen=True)
class Desk:
    """Where what comes in is put: ledger and folder of the round, what is in them, when and by whom it is done, what is ours.

    Where it only `asks`, nothing is kept or recorded, and there may be no ledger yet. `known` are the contents of the ledger
    with their files, `since` is the last event that the ledger knew.
    """

    ledger: Ledger | None
    inbox: KeptFiles
    known: Mapping[str, str]
    letters: Letters
    words: Label
    ours: frozenset[str]
    at: datetime
    by: str
    asks: bool = False
    since: int = 0


class Handled(NamedTuple):
    """A mail after it was looked at; `recorded` is empty where nothing is to be recorded."""

    mail: Incoming
    place: MailPlace
    told: str
    kind: MailKind
    fate: MailFate
    reason: str
    opened: Unpacked
    recorded: Recorded


def handle_mail(data: bytes, place: MailPlace, told: str, desk: Desk, came: datetime | None = None) -> Handled:
    """Take a mail: `told` is how its place is told to people, `came` when its server received it.

    No mail raises; the disk or the ledger may (SkpxlError).
    """
    mail = come_at(read_incoming(data), came)
    found = sort_mail(mail, desk.words, desk.ours, desk.letters.is_ours)
    source = f"{place.account}/{place.folder}" if place.folder else told
    opened = of_mail(data, mail, source, told) if found.kind.brings_files else _NOTHING
    marked = bounced(mail, found, desk.letters, at=desk.at) if found.kind is MailKind.BOUNCE else []
    fate, reason = _fate(found, opened, bool(marked))
    recorded = _recorded(mail, place, found, opened, marked, (fate, reason), desk)
    return Handled(mail, place, told, found.kind, fate, reason, opened, recorded)


def _fate(found: Sorted, opened: Unpacked, is_known: bool) -> tuple[MailFate, str]:
    kind = found.kind
    if kind is MailKind.UNREADABLE:
        return MailFate.TAK_DIPAHAMI, found.reason
    if kind is MailKind.OURS:
        return MailFate.KITA, found.reason
    if kind is MailKind.BOUNCE:
        if is_known:
            return MailFate.KEMBALI, found.reason
        return MailFate.TAK_DIPAHAMI, f"{found.reason}; surat mana yang kembali tidak diketahui"
    if kind is MailKind.UNCLEAR_REPORT:
        return MailFate.TAK_DIPAHAMI, found.reason
    if opened.not_taken:
        took = f"{len(opened.taken)} berkas diambil; " if opened.taken else ""
        return MailFate.TAK_DIPAHAMI, took + "; ".join(_why(one) for one in opened.not_taken)
    if opened.taken:
        return MailFate.DIAMBIL, found.reason
    if kind is MailKind.PERSON:
        return MailFate.TANPA_LAMPIRAN, ""
    return (MailFate.KITA if kind is MailKind.OWN_ADDRESS else MailFate.MESIN), found.reason


def _why(one: NotTaken) -> str:
    return f"{one.name.rpartition('/')[2]}: {one.why or one.code}"


def _recorded(
    mail: Incoming,
    place: MailPlace,
    found: Sorted,
    opened: Unpacked,
    marked: list[tuple[str, Event]],
    fate: tuple[MailFate, str],
    desk: Desk,
) -> Recorded:
    if desk.ledger is None or desk.asks:
        new = tuple(dict.fromkeys(one.content for one in opened.taken if one.content not in desk.known))
        return Recorded(new, tuple(one.content for one in opened.taken if one.content in desk.known))
    kept = [desk.inbox.keep(one, desk.known.get(one.content, "")) for one in opened.taken]
    letter = desk.letters.named(found.codes)
    row = MailRow(
        place,
        mail.message_id,
        mail.content,
        mail.sender,
        mail.subject,
        mail.dated,
        desk.at.isoformat(timespec="seconds"),
        kind=found.kind.value,
        reply_to=mail.reply_to or mail.sender,
        thread=mail.references or mail.in_reply_to,
        letter=letter.key if letter else next((event.letter for _, event in marked), ""),
        fate=fate[0].value,
        reason=fate[1][:_REASON_MAX],
    )
    return record_arrival(desk.ledger, kept, at=desk.at, by=desk.by, since=desk.since, mail=row, marked=marked)
