"""Our letters in the ledger: written once, claimed by one command, settled. It sends nothing and writes no text.

A letter is claimed in a transaction of its own *before* a server hears of it, and settled after: whatever kills the program,
the letter is sent at most once by itself, and the one that was in flight is named (`LetterState.IN_FLIGHT`) and left to people.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append, moment
from skpxl.ledger.schema import LETTERS
from skpxl.model.event import Event

# PostgreSQL: claims wait for each other, so that the budget of a day is counted right.
_CLAIM_LOCK = 0x736B7079


class LetterState(StrEnum):
    """Where a letter stands. `IN_FLIGHT` is claimed and not settled; `UNSURE` was so when its command ended otherwise."""

    READY = "siap"
    IN_FLIGHT = "sedang dikirim"
    SENT = "terkirim"
    LATER = "dicoba lagi"
    REFUSED = "ditolak"
    UNSURE = "tidak pasti"
    CANCELLED = "dibatalkan"


# What may still go out.
WAITING = (LetterState.READY, LetterState.LATER)


_ABOUT_NOTHING = json.dumps([])


class Claim(StrEnum):
    """What became of asking for a letter."""

    MINE = "diambil"
    GONE = "sudah diambil perintah lain"
    NO_BUDGET = "jatah hari ini habis"
    ANSWERED = "alamat ini sudah dijawab hari ini"


class LetterRow(NamedTuple):
    """A letter as the ledger keeps it. `workbooks` are (kode, terbitan) of what is in it, `answers` the Message-ID it answers,
    `about` what of the things that came in it answers.

    `code` is the short code in its text, `file` its .eml in the folder of the round, `content` that file's SHA-256, `size` in
    bytes. Moments are text in UTC, empty where there is none yet.
    """

    key: str
    purpose: str
    code: str
    message_id: str
    address: str
    file: str
    content: str
    size: int
    made_at: str
    unit: str = ""
    nip: str = ""
    state: LetterState = LetterState.READY
    attempts: int = 0
    answers: str = ""
    workbooks: tuple[tuple[str, int], ...] = ()
    about: tuple[str, ...] = ()
    claimed_by: str = ""
    sent_at: str = ""
    reason: str = ""


def add_letters(
    connection: Connection, letters: Iterable[LetterRow], *, once: Collection[str] = (), but: Collection[str] = ()
) -> int:
    """Add the letters whose key is not there yet, within the caller's transaction; gives how many were new.

    With `once` (purposes) no letter is added that holds a workbook which another letter of these purposes holds already, in
    whatever state that is not over; letters whose key is in `but` are as good as gone.
    """
    insert_of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new, held = 0, _held(connection, once, but) if once else set()
    for letter in letters:
        if held & {*letter.workbooks}:
            continue
        row = letter._asdict() | {"state": letter.state.value, "workbooks": json.dumps(letter.workbooks)}
        row["about"] = json.dumps(letter.about)
        new += connection.execute(insert_of(LETTERS).values(row).on_conflict_do_nothing()).rowcount
    return new


def renew(connection: Connection, letter: LetterRow) -> None:
    """Enter what the file of a letter that still waits holds now, within the caller's transaction."""
    connection.execute(
        update(LETTERS)
        .where(LETTERS.c.key == letter.key, LETTERS.c.state.in_([state.value for state in WAITING]))
        .values(content=letter.content, size=letter.size)
    )


def _held(connection: Connection, purposes: Collection[str], but: Collection[str]) -> set[tuple[str, int]]:
    """The workbooks that letters of these purposes hold, while nobody else can add any."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CLAIM_LOCK})
    over = (LetterState.CANCELLED.value, LetterState.REFUSED.value)
    wanted = select(LETTERS).where(LETTERS.c.purpose.in_([*purposes]), LETTERS.c.state.not_in(over))
    rows = [_letter(row._asdict()) for row in connection.execute(wanted)]
    return {workbook for row in rows if row.key not in but for workbook in row.workbooks}


def read_letters(ledger: Ledger, *states: LetterState) -> list[LetterRow]:
    """The letters in these states (all without any), the oldest first."""
    wanted = select(LETTERS).order_by(LETTERS.c.made_at, LETTERS.c.key)
    if states:
        wanted = wanted.where(LETTERS.c.state.in_([state.value for state in states]))
    with ledger.reading() as connection:
        return [_letter(row._asdict()) for row in connection.execute(wanted)]


def claim(ledger: Ledger, key: str, by: str, *, budget: int, since: datetime, at: datetime) -> Claim:
    """Take one letter, in a transaction of its own: nobody else gets it, and `attempts` counts one more.

    `budget` is how many may have gone out (or be in flight) after `since`; at most that many are claimed, on however many
    machines. Of letters that answer something one goes to an address after `since`.
    """
    with ledger.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CLAIM_LOCK})
        counting = (LetterState.SENT, LetterState.IN_FLIGHT, LetterState.UNSURE)
        gone_out = (LETTERS.c.sent_at > moment(since), LETTERS.c.state.in_([state.value for state in counting]))
        many = select(func.count()).select_from(LETTERS)
        if connection.execute(many.where(*gone_out)).scalar_one() >= budget:
            return Claim.NO_BUDGET
        asked = connection.execute(select(LETTERS.c.address, LETTERS.c.about).where(LETTERS.c.key == key)).one_or_none()
        if asked and asked.about != _ABOUT_NOTHING:
            same = (func.lower(LETTERS.c.address) == asked.address.lower(), LETTERS.c.about != _ABOUT_NOTHING)
            if connection.execute(many.where(*gone_out, *same, LETTERS.c.key != key)).scalar_one():
                return Claim.ANSWERED
        taken = connection.execute(
            update(LETTERS)
            .where(LETTERS.c.key == key, LETTERS.c.state.in_([state.value for state in WAITING]))
            .values(
                state=LetterState.IN_FLIGHT.value,
                claimed_by=by,
                attempts=LETTERS.c.attempts + 1,
                sent_at=moment(at),
            )
        )
        return Claim.MINE if taken.rowcount == 1 else Claim.GONE


def settle(
    ledger: Ledger,
    key: str,
    state: LetterState,
    *,
    before: Sequence[LetterState],
    reason: str = "",
    events: Iterable[Event] = (),
) -> bool:
    """Put a letter into a state, with the events that follow, all or nothing; False where it was in none of `before`."""
    with ledger.writing() as connection:
        changed: dict[str, object] = {"state": state.value, "reason": reason}
        if state in (*WAITING, LetterState.REFUSED, LetterState.CANCELLED):
            changed["sent_at"] = ""  # it has not gone out and takes nothing of the budget
        settled = connection.execute(
            update(LETTERS)
            .where(LETTERS.c.key == key, LETTERS.c.state.in_([one.value for one in before]))
            .values(**changed)
        )
        if settled.rowcount != 1:
            return False
        append(connection, events)
        return True


def _letter(row: dict[str, object]) -> LetterRow:
    parts = {
        "state": LetterState(str(row["state"])),
        "workbooks": tuple((kode, terbitan) for kode, terbitan in json.loads(str(row["workbooks"]))),
        "about": tuple(json.loads(str(row["about"]))),
    }
    return LetterRow(**{**row, **parts})  # type: ignore[arg-type]
