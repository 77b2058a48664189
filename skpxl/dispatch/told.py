"""What a letter that went out is in the ledger, as events: sent, reminded, come back at once. It settles no letter."""

from collections.abc import Callable
from datetime import datetime

from skpxl.ledger.letters import LetterRow
from skpxl.model.event import Event, EventKind

_REMINDER = "pengingat"


def went_out(
    row: LetterRow, *, at: datetime, by: str, nips: Callable[[str], str], bounced: str = "", reason: str = ""
) -> list[Event]:
    """One event for each workbook that the letter is about, or for itself where it is about none.

    `nips` gives whose workbook a code is. `bounced` is what the server said of the address where it refused it: that follows
    as an event of its own.
    """
    kind = EventKind.REMINDED if row.purpose.startswith(_REMINDER) else EventKind.SENT
    detail = {"surat": row.purpose, "kode_surat": row.code}
    whole = Event(
        kind, at, by, nip=row.nip, unit=row.unit, letter=row.key, address=row.address, reason=reason, detail=detail
    )
    events = [
        whole._replace(kode=kode, terbitan=terbitan, nip=nips(kode) or row.nip) for kode, terbitan in row.workbooks
    ] or [whole]
    return [*events, whole._replace(kind=EventKind.BOUNCED, reason=bounced)] if bounced else events
