"""The overview of a round from its ledger, its settings and its folder. It records nothing."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.folder import MASUK, Campaign
from skpxl.campaign.today import local
from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival, look
from skpxl.ledger.arrivals import read_contents, read_mails
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import LetterState, read_letters
from skpxl.model.event import Event, EventKind
from skpxl.model.unit import Organisasi
from skpxl.status.overview import Overview, overview


def read_overview(
    ledger: Ledger,
    campaign: Campaign,
    organisasi: Organisasi | None,
    *,
    as_of: date,
    batas: date | None = None,
    aside: Collection[str] = (),
    forms: Collection[str] = (),
) -> Overview:
    """How the round stands on a day. `batas` goes before the settings' day for all; `aside` are the contents (SHA-256) that
    were set aside; with `forms` only workbooks of these count. Raises SkpxlError where ledger or settings cannot be read, and
    for a form of which none is out.
    """
    deadlines = Deadlines.of(campaign.settings.surel, batas)
    events = [event for event in read_events(ledger) if local(event.at).date() <= as_of]
    if forms:
        events = [*_of_forms(events, forms)]
    whole = overview(events, organisasi, deadlines, as_of, lambda at: local(at).date(), campaign.settings.masa)
    letters = read_letters(ledger)
    return replace(
        whole,
        letters=dict(sorted(Counter(letter.state.value for letter in letters).items())),
        mails=dict(sorted(Counter(mail.fate for mail in read_mails(ledger) if mail.fate).items())),
        unsure=tuple(f"{letter.address} ({letter.file})" for letter in letters if letter.state is LetterState.UNSURE),
        uncollected=tuple(_uncollected(campaign.root / MASUK, {*read_contents(ledger), *aside})),
    )


def _of_forms(events: Sequence[Event], forms: Collection[str]) -> Iterator[Event]:
    """The events without the issues of other forms: what was not issued is not owed."""
    out = {str(event.detail.get("formulir", "")) for event in events if event.kind is EventKind.ISSUED}
    if unknown := sorted({*forms} - out):
        raise SkpxlError(
            f"Formulir {unknown[0]} tidak ada yang terbit; yang terbit: {', '.join(sorted(out)) or 'belum ada'}."
        )
    for event in events:
        if event.kind is not EventKind.ISSUED or event.detail.get("formulir") in forms:
            yield event


def _uncollected(inbox: Path, known: Collection[str]) -> Iterator[str]:
    """The files of the inbox whose content the ledger does not know."""
    if inbox.is_dir():
        found: Iterable[Arrival] = look([inbox], or_nothing=True).files
        yield from (one.name for one in found if _digest(one) not in known)


def _digest(one: Arrival) -> str:
    try:
        data = one.source if isinstance(one.source, bytes) else one.source.read_bytes()
    except OSError:  # what cannot be read now cannot have been collected
        return ""
    return hashlib.sha256(data).hexdigest()
