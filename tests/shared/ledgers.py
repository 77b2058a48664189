"""Campaigns with a ledger, events and letters for the tests; it proves nothing itself."""

from datetime import UTC, datetime
from pathlib import Path

from skpxl.campaign.folder import Campaign, create_campaign
from skpxl.campaign.settings import Settings
from skpxl.ledger.letters import LetterRow
from skpxl.model.event import Event, EventKind

AT = datetime(2024, 1, 1, tzinfo=UTC)


def a_campaign(root: Path, buku: str = "") -> Campaign:
    """A round of its own; `buku` is the address of its ledger where that is no file."""
    made = create_campaign(root, Settings(instansi="PEMERINTAH KABUPATEN CONTOH", tahun=2024))
    if buku:
        file = root / "skpxl.toml"
        file.write_text(f'buku = "{buku}"\n' + file.read_text("utf-8"), "utf-8")
    return Campaign(root, made.settings.model_copy(update={"buku": buku}))


def event(kind: EventKind, **told: object) -> Event:
    """Something that happened on the day of the tests."""
    return Event(kind, AT, **told)  # type: ignore[arg-type]


def letter(key: str, address: str = "dinas-a@contoh.test") -> LetterRow:
    """A letter that is ready to go out."""
    return LetterRow(
        key, "formulir", f"C{key}", f"<{key}@contoh.test>", address, f"outbox/{key}.eml", "0" * 64, 1, "2024-01-01"
    )


# A program of its own: claims what it can, records 10 events, and 10 that somebody else records as well.
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from skpxl.campaign.folder import find_campaign
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import append_once, record
from skpxl.ledger.letters import Claim, LetterState, claim, read_letters
from skpxl.model.event import Event, EventKind

name, now = sys.argv[2], datetime(2024, 1, 1, tzinfo=UTC)
mine = 0
with open_ledger(find_campaign(Path(sys.argv[1]))) as ledger:
    for row in read_letters(ledger, LetterState.READY):
        mine += claim(ledger, row.key, name, budget=1000, since=datetime(2000, 1, 1, tzinfo=UTC), at=now) is Claim.MINE
    for count in range(10):
        record(ledger, Event(EventKind.DECIDED, now, name, reason=str(count)))
        with ledger.writing() as connection:
            append_once(connection, [(f"sekali {count}", Event(EventKind.NIL, now, name))])
print(mine)
"""
