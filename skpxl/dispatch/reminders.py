"""Who is to be reminded, at which address, and of what; who has to be told that reminding has not helped. It writes no letter.

An address gets one letter at most in a run, and none within the days that the settings name; what waits in the outbox counts as
well, so a command that was killed or runs twice reminds nobody twice.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.surel import is_address
from skpxl.dispatch.addressees import AddressBook, Addressee
from skpxl.ledger.letters import WAITING, LetterRow, LetterState
from skpxl.model.fate import Account, RemindFate, SendFate, tally
from skpxl.model.folding import ESCALATION, REMINDER
from skpxl.model.keadaan import Keadaan, Kewajiban
from skpxl.model.roll import Roll

PURPOSES = (REMINDER, ESCALATION)
_ESCALATED_FROM = 3  # the third reminder goes to the superior address as well
_OVER = (LetterState.CANCELLED, LetterState.REFUSED)


class Reminder(NamedTuple):
    """One letter: to whom, of which workbooks, which one to that address it is (or how often those were reminded whom it tells
    of); `unit` in words, `batas` the nearest last day.
    """

    purpose: str
    key: str
    to: Addressee
    about: tuple[Kewajiban, ...]
    number: int
    unit: str
    batas: date | None


@dataclass(frozen=True)
class ReminderRule:
    """When to remind: at most every so many days, as of a day; `to_person` says whether letters go to people or offices.

    `day_of` says on which day of this office a moment is.
    """

    every: int
    as_of: date
    to_person: bool = False
    deadlines: Deadlines = field(default_factory=Deadlines)
    day_of: Callable[[datetime], date] = datetime.date


@dataclass(frozen=True)
class ReminderPlan:
    """The letters to be written, those that wait and no longer hold, and the fate of every workbook that is out."""

    reminders: tuple[Reminder, ...]
    stale: tuple[LetterRow, ...]
    fates: tuple[tuple[str, RemindFate], ...]

    @property
    def account(self) -> Account[RemindFate]:
        """How many workbooks had which fate."""
        return remind_account((kode for kode, _ in self.fates), self.fates)


def remind_account(kodes: Iterable[str], fates: Iterable[tuple[str, RemindFate]]) -> Account[RemindFate]:
    """The account over all workbooks that are out. Raises AccountError."""
    return tally("buku kerja untuk diingatkan", RemindFate, kodes, fates)


def plan_reminders(
    obligations: Sequence[Kewajiban], roll: Roll, book: AddressBook, letters: Sequence[LetterRow], rule: ReminderRule
) -> ReminderPlan:
    """Decide for every workbook that is out."""
    owed = {one.kode for one in obligations if one.keadaan.is_out}
    reminding = [row for row in letters if row.purpose in PURPOSES]
    stale = {row.key: row for row in reminding if row.state in WAITING and not _holds(row, owed)}
    standing = [row for row in reminding if row.state not in _OVER and row.key not in stale]
    recent = {row.address.lower() for row in standing if _is_recent(row, rule)}
    counted = Counter(kode for row in standing if row.purpose == REMINDER for kode, _ in row.workbooks)
    written: dict[str, list[LetterRow]] = {}
    for row in reminding:
        written.setdefault(row.address.lower(), []).append(row)
    fates: dict[str, RemindFate] = {}
    ordinary = _ByAddress()
    for one in obligations:
        to = _addressee(one, roll, book, rule)
        fate = _fate(one, to, recent)
        fates[one.kode] = fate
        if fate is RemindFate.DIINGATKAN and isinstance(to, Addressee):
            ordinary.add(to, one)
    dues = {one.kode: _due(one, roll, rule) for one in obligations}
    reminders = [_letter(REMINDER, to, several, written, dues, roll) for to, several in ordinary.letters()]
    taken = {one.to.address.lower() for one in reminders} | recent
    above = _ByAddress()
    for reminder in reminders:
        for one in reminder.about:
            late = bool((due := dues[one.kode]) and rule.as_of > due)
            if late or counted[one.kode] + 1 >= _ESCALATED_FROM:
                higher = _above(one, reminder.to, roll, book)
                if higher and higher.address.lower() not in taken:
                    above.add(higher, one)
    for to, several in above.letters():
        often = max(counted[one.kode] for one in several) + 1
        reminders.append(_letter(ESCALATION, to, several, written, dues, roll)._replace(number=often))
    plan = ReminderPlan(tuple(reminders), tuple(stale.values()), tuple(fates.items()))
    remind_account((one.kode for one in obligations), plan.fates)
    return plan


class _ByAddress:
    """What each address is told of: an address gets one letter, under the name by which it was met first. State: those met."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[Addressee, list[Kewajiban]]] = {}

    def add(self, to: Addressee, one: Kewajiban) -> None:
        self._met.setdefault(to.address.lower(), (to, []))[1].append(one)

    def letters(self) -> Collection[tuple[Addressee, list[Kewajiban]]]:
        return self._met.values()


def _holds(row: LetterRow, owed: set[str]) -> bool:
    """True as long as everything that a letter asks for is still owed."""
    return all(kode in owed for kode, _ in row.workbooks)


def _is_recent(row: LetterRow, rule: ReminderRule) -> bool:
    """True for a letter that waits, and for one of the last days."""
    if row.state in (*WAITING, LetterState.IN_FLIGHT):
        return True
    last = rule.day_of(datetime.fromisoformat(row.sent_at or row.made_at))
    return rule.as_of < last + timedelta(days=rule.every)


def _fate(one: Kewajiban, to: Addressee | SendFate, recent: set[str]) -> RemindFate:
    if one.keadaan.is_settled:
        return RemindFate.SELESAI
    if not one.keadaan.is_out:
        return RemindFate.BELUM_DIKIRIM
    if isinstance(to, SendFate):
        return RemindFate.TANPA_ALAMAT
    if one.keadaan is Keadaan.SURAT_KEMBALI and to.address == one.sent_to:
        return RemindFate.SURAT_KEMBALI
    return RemindFate.BARU_DIINGATKAN if to.address.lower() in recent else RemindFate.DIINGATKAN


def _addressee(one: Kewajiban, roll: Roll, book: AddressBook, rule: ReminderRule) -> Addressee | SendFate:
    """Whoever answers for his unit; else the address that the form went to, unless that letter came back."""
    person = book.person(one.nip, one.nama, one.jabatan)
    delegated = next((kode for kode in roll.units_of(one.nip, one.unit) if kode in book.delegated), "")
    if person is None:
        return Addressee(one.sent_to, one.nama, nip=one.nip) if one.sent_to else SendFate.DI_LUAR_DAFTAR
    to = book.of_person(person) if rule.to_person and not delegated else book.of_office(person)
    if delegated or not one.sent_to or one.keadaan is Keadaan.SURAT_KEMBALI:
        return to
    if isinstance(to, Addressee) and to.address == one.sent_to:
        return to
    if isinstance(to, Addressee):
        name = to.name
    else:
        name = person.nama if rule.to_person else roll.organisasi.nama_perangkat_daerah(person)
    return Addressee(one.sent_to, name, nip=one.nip if rule.to_person else "")


def _above(one: Kewajiban, below: Addressee, roll: Roll, book: AddressBook) -> Addressee | None:
    """The next address above: the perangkat daerah's, or of the units above the nearest with another address."""
    person = book.person(one.nip, one.nama, one.jabatan)
    if person is None:
        return None
    office = book.of_office(person)
    if isinstance(office, Addressee) and office.address != below.address:
        return office
    for kode in roll.units_of(one.nip, one.unit):
        unit = roll.organisasi.find_unit(kode)
        if unit and is_address(unit.email.strip()) and unit.email.strip().lower() != below.address.lower():
            return Addressee(unit.email.strip(), unit.nama, unit.kode)
    return None


def _due(one: Kewajiban, roll: Roll, rule: ReminderRule) -> date | None:
    seat = roll.seats.get(one.nip)
    names = (seat.unit_nama, seat.perangkat_daerah) if seat else (one.unit,)
    return rule.deadlines.day(roll.units_of(one.nip, one.unit), names)


def _letter(
    purpose: str,
    to: Addressee,
    about: Sequence[Kewajiban],
    written: Mapping[str, Sequence[LetterRow]],
    dues: Mapping[str, date | None],
    roll: Roll,
) -> Reminder:
    """`number` counts what has gone to this address; the key counts whatever was written, so a letter taken back makes room."""
    before = written.get(to.address.lower(), ())
    number = 1 + sum(1 for row in before if row.purpose == purpose and row.state is LetterState.SENT)
    told = json.dumps([purpose, to.address.lower(), len(before) + 1])
    seats = [roll.seats[one.nip] for one in about if one.nip in roll.seats]
    offices = dict.fromkeys(seat.perangkat_daerah for seat in seats) or dict.fromkeys(one.unit for one in about)
    days = [day for one in about if (day := dues[one.kode])]
    key = f"{purpose}:{hashlib.sha256(told.encode()).hexdigest()[:40]}"
    return Reminder(purpose, key, to, tuple(about), number, ", ".join(offices), min(days, default=None))
