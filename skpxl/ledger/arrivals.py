"""What came in, in the ledger: mails by their place in a mailbox, contents by their hash, and every coming of each content.

It fetches nothing and judges nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from skpxl.ledger.book import Ledger
from skpxl.ledger.schema import CONTENTS, MAILS, ORIGINS


class MailPlace(NamedTuple):
    """Where a mail lies: account, folder, UIDVALIDITY and UID (RFC 3501); of Maildir, mbox and .eml the UID is made of what is
    in it."""

    account: str
    folder: str
    uidvalidity: int
    uid: int


class MailRow(NamedTuple):
    """A mail that was seen. `kind` is what kind of mail it is, `fate` what became of it, `reason` why in words, `letter` the
    key of ours that it belongs to; `reply_to` is where an answer goes, `thread` its References (an answer adds the
    `message_id`).
    """

    place: MailPlace
    message_id: str
    content: str
    sender: str
    subject: str
    dated: str
    seen_at: str
    kind: str = ""
    reply_to: str = ""
    thread: str = ""
    letter: str = ""
    fate: str = ""
    reason: str = ""


class Origin(NamedTuple):
    """One coming of a content: `source` is a folder, a mailbox or a chat, `name` the file as it was called there, `detail` what
    else is known (line of a chat, subject of a mail)."""

    source: str
    name: str
    sender: str = ""
    dated: str = ""
    detail: Mapping[str, Any] = MappingProxyType({})

    @property
    def mark(self) -> str:
        """Tells this coming from another one of the same content."""
        told = json.dumps([self.source, self.name, self.sender, self.dated, dict(self.detail)], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


class ContentRow(NamedTuple):
    """A content that came in: its SHA-256, where it is kept (from the folder of the round), its size in bytes."""

    content: str
    file: str
    size: int
    first_at: str


def uids_seen(ledger: Ledger, account: str, folder: str, uidvalidity: int) -> set[int]:
    """The mails of a folder that are in the ledger already."""
    wanted = select(MAILS.c.uid).where(
        MAILS.c.account == account, MAILS.c.folder == folder, MAILS.c.uidvalidity == uidvalidity
    )
    with ledger.reading() as connection:
        return set(connection.execute(wanted).scalars())


def add_mail(connection: Connection, mail: MailRow) -> bool:
    """Add a mail within the caller's transaction; False where it is there already (another command was first)."""
    row = {**mail._asdict(), **mail.place._asdict()}
    del row["place"]
    return bool(connection.execute(_once(connection, MAILS).values(row).on_conflict_do_nothing()).rowcount)


def set_fate(connection: Connection, place: MailPlace, fate: str, reason: str = "") -> None:
    """What has become of a mail, within the caller's transaction."""
    at_place = [MAILS.c[name] == value for name, value in place._asdict().items()]
    connection.execute(update(MAILS).where(*at_place).values(fate=fate, reason=reason))


def read_mails(ledger: Ledger, *fates: str) -> list[MailRow]:
    """The mails with these fates (all without any), in the order of their places."""
    wanted = select(MAILS).order_by(MAILS.c.account, MAILS.c.folder, MAILS.c.uidvalidity, MAILS.c.uid)
    if fates:
        wanted = wanted.where(MAILS.c.fate.in_(fates))
    with ledger.reading() as connection:
        rows = [row._asdict() for row in connection.execute(wanted)]
    return [MailRow(MailPlace(*(row.pop(name) for name in MailPlace._fields)), **row) for row in rows]


def add_content(connection: Connection, content: ContentRow) -> bool:
    """Add a content within the caller's transaction; False where it was there."""
    added = connection.execute(_once(connection, CONTENTS).values(content._asdict()).on_conflict_do_nothing())
    return bool(added.rowcount)


def add_origin(connection: Connection, content: str, origin: Origin) -> bool:
    """Add one coming of a content within the caller's transaction; False where this one was there."""
    row = {
        **origin._asdict(),
        "content": content,
        "origin": origin.mark,
        "detail": json.dumps(dict(origin.detail), ensure_ascii=False),
    }
    return bool(connection.execute(_once(connection, ORIGINS).values(row).on_conflict_do_nothing()).rowcount)


def read_contents(ledger: Ledger) -> dict[str, ContentRow]:
    """All contents by their hash."""
    with ledger.reading() as connection:
        found = [ContentRow(**row._asdict()) for row in connection.execute(select(CONTENTS))]
    return {one.content: one for one in found}


def read_origins(ledger: Ledger) -> dict[str, list[Origin]]:
    """How each content came in, by its hash, the first coming first."""
    origins: dict[str, list[Origin]] = {}
    with ledger.reading() as connection:
        for row in connection.execute(select(ORIGINS).order_by(ORIGINS.c.number)):
            one = Origin(row.source, row.name, row.sender, row.dated, json.loads(row.detail))
            origins.setdefault(row.content, []).append(one)
    return origins


def _once(connection: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An insert that can pass over what is there."""
    statement: Insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return statement  # type: ignore[return-value]
