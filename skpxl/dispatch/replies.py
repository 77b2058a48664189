"""Which replies are due: to each address one letter over all that it waits for, once for each thing, at most one in a day.

What a program is told to send it sends to people alone, and never twice: two programs that answer each other come to one letter
a day, whatever they write. It writes no letter.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from skpxl.dispatch.addressees import AddressBook, Addressee
from skpxl.dispatch.arrived import ACCEPTED, CLOSED, CORRECT, EMPTY, NEWER, NOT_OURS, Thing
from skpxl.ledger.arrivals import MailRow
from skpxl.ledger.letters import WAITING, LetterRow, LetterState
from skpxl.model.fate import Account, ReplyFate, tally
from skpxl.model.unit import Organisasi
from skpxl.receive.giveback import GiveBack
from skpxl.receive.validate import ReceivedFile

# By what a letter begins where it answers several things: what asks most of people first.
PURPOSES = (CORRECT, NOT_OURS, CLOSED, NEWER, ACCEPTED, EMPTY)
# Of many of these a letter names the first only, and answers them all.
NAMED_TOGETHER = (NOT_OURS, CLOSED)
_DAY = timedelta(hours=24)
_MOST = 60  # things of one letter with copies, or with words about each
_MEGABYTE = 1_000_000
_IN_A_LETTER = 1.4  # a file as base64


class Reply(NamedTuple):
    """One letter: to whom, about which things, each with what it asks for. `mails` are those that it answers, the last one
    last; none where it goes to somebody else than who wrote.
    """

    purpose: str
    key: str
    to: Addressee
    things: tuple[Thing, ...]
    mails: tuple[MailRow, ...]


@dataclass(frozen=True)
class Decided:
    """The letters that are due, and the fate of every thing with the reason, the same things in the same order."""

    replies: tuple[Reply, ...]
    fates: tuple[tuple[Thing, ReplyFate, str], ...]

    @property
    def account(self) -> Account[ReplyFate]:
        """How many things had which fate. Raises AccountError."""
        return reply_account([thing for thing, _, _ in self.fates], self.fates)


def reply_account(things: Iterable[Thing], fates: Iterable[tuple[Thing, ReplyFate, str]]) -> Account[ReplyFate]:
    """The account over all that came by mail, held against that list itself. Raises AccountError."""
    decided = ((thing.id, fate) for thing, fate, _ in fates)
    return tally("kiriman lewat surel", ReplyFate, (thing.id for thing in things), decided, lambda id_: str(id_[1]))


class Contacts:
    """Which addresses are known for whom: those of the roster, and where letters of ours about a workbook went."""

    def __init__(self, organisasi: Organisasi, letters: Iterable[LetterRow], delegated: Mapping[str, str]) -> None:
        self._book = AddressBook(organisasi, delegated)
        self._sent_to: dict[str, set[str]] = {}
        out = (LetterState.SENT, LetterState.UNSURE, LetterState.IN_FLIGHT)
        for row in letters:
            for kode, _ in row.workbooks if row.state in out and row.purpose not in PURPOSES else ():
                self._sent_to.setdefault(kode, set()).add(row.address.lower())
        self._names = {unit.email.strip().lower(): unit.nama for unit in organisasi.unit if unit.email.strip()}
        self._names |= {one.email.strip().lower(): one.nama for one in organisasi.pegawai if one.email.strip()}

    def name(self, address: str) -> str:
        """Whose address it is, as the roster has it; empty where it is nobody's."""
        return self._names.get(address, "")

    def for_copy(self, thing: Thing) -> Addressee | None:
        """Where the copy of a thing goes: to who sent it where that address is known for its owner, else to the address that
        is; None where none is.
        """
        form = thing.file.reading.form if thing.file else None
        if thing.file is None or form is None:
            return None
        owner = thing.file.owner
        person = self._book.person(owner.nip, owner.nama, form.terkunci.get("pegawai_jabatan", ""))
        found = [self._book.of_person(person), self._book.of_office(person)] if person else []
        known = [one for one in found if isinstance(one, Addressee)]
        units = self._book.organisasi.rantai_unit(person.unit_kerja) if person else ()
        addresses = {one.address.lower() for one in known} | {unit.email.strip().lower() for unit in units}
        if thing.to in addresses | self._sent_to.get(form.stamp.id, set()):
            return Addressee(thing.to, self.name(thing.to))
        return known[0] if known else None


def decide(
    things: Sequence[Thing],
    letters: Sequence[LetterRow],
    contacts: Contacts,
    copy_of: Callable[[ReceivedFile], GiveBack],
    *,
    at: datetime,
    most: float,
) -> Decided:
    """Decide for every thing. `letters` are all of ours, `copy_of` makes a copy for correction, `most` is how many MB of
    attachments a letter may have.
    """
    answered = {
        (row.address.lower(), mark) for row in letters if row.state is not LetterState.CANCELLED for mark in row.about
    }
    quiet = _quiet(letters, at)
    fates: list[tuple[Thing, ReplyFate, str]] = []
    due: dict[str, _Due] = {}
    for thing in things:
        if thing.fate is not None:
            fates.append((thing, thing.fate, thing.reason))
            continue
        to = contacts.for_copy(thing) if thing.asks == CORRECT else Addressee(thing.to, contacts.name(thing.to))
        if to is None:
            fates.append((thing, ReplyFate.TANPA_ALAMAT, f"{thing.to} tidak tercatat untuk pemilik berkas ini"))
        elif (to.address.lower(), thing.mark) in answered:
            fates.append((thing, ReplyFate.SUDAH, to.address))
        elif because := quiet(to.address.lower()):
            fates.append((thing, ReplyFate.BESOK, because))
        elif (made := _with_copy(thing, copy_of)).fate is not None:
            fates.append((made, made.fate, made.reason))
        elif due.setdefault(to.address.lower(), _Due(to, most)).takes(made):
            fates.append((made, ReplyFate.DALAM_SURAT, to.address))
        else:
            fates.append((thing, ReplyFate.BESOK, "surat hari ini sudah penuh"))
    used = Counter(":".join(row.key.split(":")[:2]) for row in letters)
    return Decided(tuple(one.reply(used) for one in due.values()), tuple(fates))


def _with_copy(thing: Thing, copy_of: Callable[[ReceivedFile], GiveBack]) -> Thing:
    """A thing with what is sent back for correction, or the reason why there is nothing to send."""
    if thing.asks != CORRECT or thing.file is None:
        return thing
    copy = copy_of(thing.file)
    if copy.name and copy.items:
        return thing._replace(copy=copy)
    reason = copy.reason or "tidak ada yang dapat diperbaiki pengirim"
    return thing._replace(fate=ReplyFate.PETUGAS, reason=reason)


def _quiet(letters: Sequence[LetterRow], at: datetime) -> Callable[[str], str]:
    """Why an address gets no letter now; empty where it may."""
    over = (LetterState.CANCELLED, LetterState.REFUSED)
    last: dict[str, str] = {}
    waits = set()
    for row in letters:
        if row.purpose in PURPOSES and row.state not in over:
            address = row.address.lower()
            last[address] = max(last.get(address, ""), row.made_at, row.sent_at)
            if row.state in WAITING:
                waits.add(address)

    def because(address: str) -> str:
        if address in waits:
            return "surat sebelumnya belum terkirim"
        sent = last.get(address, "")
        return f"dijawab terakhir {sent}" if sent and at < datetime.fromisoformat(sent) + _DAY else ""

    return because


class _Due:
    """What one address waits for."""

    def __init__(self, to: Addressee, most: float) -> None:
        self.to, self.room = to, most * _MEGABYTE
        self.things: list[Thing] = []
        self.mails: dict[str, MailRow] = {}

    def takes(self, thing: Thing) -> bool:
        """Take a thing where there is room; the same content that came twice takes it once."""
        size = len(thing.copy.data) * _IN_A_LETTER if thing.copy else 0
        is_new = all(one.mark != thing.mark for one in self.things)
        is_full = len(self.things) >= _MOST and thing.asks not in NAMED_TOGETHER
        if is_new and self.things and (is_full or size > self.room):
            return False
        if is_new:
            self.room -= size
            self.things.append(thing)
        if thing.to == self.to.address.lower():
            self.mails[thing.mail.content] = thing.mail
        return True

    def reply(self, used: Mapping[str, int]) -> Reply:
        purpose = min((thing.asks for thing in self.things), key=PURPOSES.index)
        told = json.dumps([self.to.address.lower(), sorted(thing.mark for thing in self.things)])
        key = f"balasan:{hashlib.sha256(told.encode()).hexdigest()[:40]}"
        mails = sorted(self.mails.values(), key=lambda mail: (mail.dated, mail.seen_at))
        again = f"{key}:{used[key] + 1}" if used[key] else key
        return Reply(purpose, again, self.to, tuple(self.things), tuple(mails))
