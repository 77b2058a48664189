"""The tables of the ledger and the steps from one version of them to the next. It reads and writes no row but the version.

A version that has been out is never changed: what comes after it is a further step at the end of `STEPS`, for the ledgers that
exist, and the same change in the tables here, for new ones (a test makes both and compares them).
"""

from collections.abc import Callable

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

TABLES = MetaData()
# SQLite counts up only what it calls INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

# One row each: the version of the tables, and whose ledger it is (`campaign_mark`).
ABOUT = Table("about", TABLES, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

# All that happened, in order. Nothing here is ever changed or deleted. `mark` names what may be recorded once only.
EVENTS = Table(
    "events",
    TABLES,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("kind", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("kode", String(60), nullable=False),
    Column("terbitan", Integer, nullable=False),
    Column("nip", String(40), nullable=False),
    Column("unit", Text, nullable=False),
    Column("letter", String(120), nullable=False),
    Column("content", String(64), nullable=False),
    Column("address", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("mark", String(200), unique=True),
    Index("events_kode", "kode"),
    Index("events_nip", "nip"),
)

# Letters of ours, from being written to being sent. `key` is made of what the letter is about, so the same one is there once.
LETTERS = Table(
    "letters",
    TABLES,
    Column("key", String(120), primary_key=True),
    Column("purpose", String(40), nullable=False),
    Column("code", String(20), nullable=False, unique=True),
    Column("message_id", String(250), nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("nip", String(40), nullable=False),
    Column("file", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("answers", Text, nullable=False),
    Column("workbooks", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("claimed_by", String(80), nullable=False),
    Column("sent_at", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Index("letters_state", "state"),
    Index("letters_sent", "sent_at"),
)

# Mails that were seen in a mailbox: the key is that of IMAP (RFC 3501: a UID counts only with its mailbox and UIDVALIDITY).
MAILS = Table(
    "mails",
    TABLES,
    Column("account", String(200), primary_key=True),
    Column("folder", String(200), primary_key=True),
    Column("uidvalidity", _NUMBER, primary_key=True, autoincrement=False),
    Column("uid", _NUMBER, primary_key=True, autoincrement=False),
    Column("message_id", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("dated", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("letter", String(120), nullable=False),
    Column("fate", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("seen_at", String(32), nullable=False),
)

# Contents that came in, each once, by their SHA-256, and where they were kept.
CONTENTS = Table(
    "contents",
    TABLES,
    Column("content", String(64), primary_key=True),
    Column("file", Text, nullable=False),
    Column("size", _NUMBER, nullable=False),
    Column("first_at", String(32), nullable=False),
)

# Where they came from: as often as they came. `origin` tells one coming from the next (a mail, a path, a line of a chat).
ORIGINS = Table(
    "origins",
    TABLES,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("content", String(64), nullable=False),
    Column("origin", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("dated", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    UniqueConstraint("content", "origin", name="origins_once"),
)


def _first(connection: Connection) -> None:
    """Version 1: all of the above."""
    TABLES.create_all(connection)


# From version n to n + 1, in order; the first makes a ledger out of nothing.
STEPS: tuple[Callable[[Connection], None], ...] = (_first,)
VERSION = len(STEPS)
