"""How a round stands on a day: people, units, deadlines, what holds others up, what to mend first. Printed elsewhere.

Everybody has one state, and the states come out even with the list of people.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from skpxl.campaign.deadlines import Deadlines
from skpxl.model.event import Event
from skpxl.model.fate import Account, counted, tally
from skpxl.model.folding import Folding
from skpxl.model.hambatan import hambatan
from skpxl.model.keadaan import Keadaan, Kewajiban
from skpxl.model.periode import Periode
from skpxl.model.roll import Roll, Seat, Standing, names_of
from skpxl.model.unit import Organisasi

# In these a superior holds up those below him: nothing of his that could be built on is in.
_HOLDS_UP = (
    Keadaan.BELUM_TERBIT, Keadaan.BELUM_DIKIRIM, Keadaan.SURAT_KEMBALI, Keadaan.DIKIRIM, Keadaan.TAK_DIPAKAI,
    Keadaan.DISISIHKAN,
)  # fmt: skip
_FIXES = 10
_DAYS_MAX = 120  # of the history, the last ones


@dataclass(frozen=True)
class StatusPerson:
    """One person: who, in which state, what happened last, how often he was reminded, how many days late he is."""

    seat: Seat
    keadaan: Keadaan
    kewajiban: tuple[Kewajiban, ...]
    last: Event | None
    reminded: tuple[Event, ...]
    batas: date | None
    late: int

    @property
    def address(self) -> str:
        """Where his forms were sent to last."""
        return next((one.sent_to for one in reversed(self.kewajiban) if one.sent_to), "")


class StatusGroup(NamedTuple):
    """A unit (with its code) or a perangkat daerah (without): how many of its people are in which state, how many late."""

    kode: str
    nama: str
    perangkat_daerah: str
    people: Account[Keadaan]
    late: int
    batas: date | None

    @property
    def owing(self) -> int:
        """How many still owe something."""
        return self.people.total - self.people.count(*(state for state in Keadaan if state.is_settled))


class HoldUp(NamedTuple):
    """A superior whose SKP or matriks is missing: how many right below him and in all wait for it; `root` waits for nobody."""

    nip: str
    nama: str
    unit: str
    direct: int
    total: int
    root: bool


class TopFix(NamedTuple):
    """A rule, how often it failed in what still has to be corrected, and in how many workbooks."""

    code: str
    findings: int
    workbooks: int


class StatusDay(NamedTuple):
    """How it stood with everybody at the end of a day on which something happened."""

    day: date
    people: Account[Keadaan]


@dataclass(frozen=True)
class Overview:
    """The round on the day `as_of`. `people` are those who are late first, of these who has something in hand; then who owes
    something; vacant posts last. `letters` are ours by state, `mails` those that came in by fate, `unsure` the letters of which
    nobody knows whether they went out, `uncollected` the files of the inbox that the ledger does not know.
    """

    as_of: date
    batas: date | None
    people: tuple[StatusPerson, ...]
    account: Account[Keadaan]
    offices: tuple[StatusGroup, ...]
    units: tuple[StatusGroup, ...]
    blocked: tuple[HoldUp, ...]
    fixes: tuple[TopFix, ...]
    days: tuple[StatusDay, ...]
    delegated: tuple[Event, ...] = ()
    letters: Mapping[str, int] = field(default_factory=dict)
    mails: Mapping[str, int] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    uncollected: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[StatusPerson, ...]:
        """Who is late, the latest first."""
        return tuple(person for person in self.people if person.late)

    @property
    def owing(self) -> int:
        """How many owe something, late or not."""
        return sum(1 for person in self.people if not person.keadaan.is_settled)


def overview(
    events: Sequence[Event],
    organisasi: Organisasi | None,
    deadlines: Deadlines,
    as_of: date,
    day_of: Callable[[datetime], date] = datetime.date,
    masa: Periode | None = None,
) -> Overview:
    """Fold the events of a round. `day_of` says on which day of this office a moment is, `masa` which days the round is for
    (who serves on none of them owes nothing). Raises AccountError where the
    states of people do not come out even with the list of them.
    """
    roll, folding = Roll(organisasi, masa), Folding()
    days = tuple(_days(events, roll, folding, day_of))
    standings = roll.standings(folding)
    of_people = [(one.kode, one.keadaan) for standing in standings for one in standing.kewajiban]
    tally("buku kerja yang terbit", Keadaan, (one.kode for one in folding.obligations()), of_people)
    people = [_person(one, folding, deadlines, as_of) for one in standings]
    order = [*Keadaan]
    people.sort(
        key=lambda one: (
            -one.late, one.keadaan.is_settled, not one.keadaan.is_out, order.index(one.keadaan), one.seat.perangkat_daerah,
            one.seat.unit_nama, one.seat.nama,
        )
    )  # fmt: skip
    masuk = {one.seat.nip for one in standings if one.keadaan not in _HOLDS_UP}
    blocked = [
        HoldUp(held.orang.nip, held.orang.nama, roll.organisasi.nama_unit(held.orang.unit_kerja), len(held.direct), held.total,
               held.root)
        for held in hambatan(roll.organisasi, masuk)
    ]  # fmt: skip
    return Overview(
        as_of,
        deadlines.everybody,
        tuple(people),
        _account(roll, standings),
        tuple(_groups(people, deadlines, lambda seat: ("", seat.perangkat_daerah, seat.perangkat_daerah))),
        tuple(_groups(people, deadlines, lambda seat: (seat.unit, seat.unit_nama, seat.perangkat_daerah))),
        tuple(blocked),
        tuple(top_fixes(one for person in people for one in person.kewajiban)),
        days,
        tuple(folding.delegated.values()),
    )


def _person(one: Standing, folding: Folding, deadlines: Deadlines, as_of: date) -> StatusPerson:
    seat = one.seat
    last = (
        folding.last_of.get(seat.nip) if seat.nip else max((k.last for k in one.kewajiban), key=_number, default=None)
    )
    reminded = tuple(folding.reminded.get(seat.nip, ())) if seat.nip else ()
    batas = deadlines.day(seat.units, (seat.unit_nama, seat.perangkat_daerah))
    late = max(0, (as_of - batas).days) if batas and not one.keadaan.is_settled else 0
    return StatusPerson(seat, one.keadaan, one.kewajiban, last, reminded, batas, late)


def _number(event: Event) -> int:
    return event.number


def _account(roll: Roll, standings: Sequence[Standing]) -> Account[Keadaan]:
    """The people by state, held against the roster and those who are on it no more."""
    names = names_of([*roll.seats.values(), *(one.seat for one in standings)])
    listed = [*roll.seats, *(one.seat.key for one in standings if not one.seat.listed)]
    decided = [(one.seat.key, one.keadaan) for one in standings]
    return tally("orang menurut keadaannya", Keadaan, listed, decided, names.__getitem__)


def _groups(
    people: Iterable[StatusPerson], deadlines: Deadlines, group_of: Callable[[Seat], tuple[str, str, str]]
) -> Iterator[StatusGroup]:
    """The people by unit or perangkat daerah, those with most late people first, then by name."""
    members: dict[tuple[str, str, str], list[StatusPerson]] = {}
    for person in people:
        members.setdefault(group_of(person.seat), []).append(person)
    groups = []
    for (kode, nama, office), several in members.items():
        account = counted(f"orang di {nama}", Keadaan, (one.keadaan for one in several))
        codes = several[0].seat.units if kode else several[0].seat.units[-1:]
        batas = deadlines.day(codes, (nama, office))
        groups.append(StatusGroup(kode, nama, office, account, sum(1 for one in several if one.late), batas))
    yield from sorted(groups, key=lambda group: (-group.late, group.perangkat_daerah, group.nama))


def _days(
    events: Sequence[Event], roll: Roll, folding: Folding, day_of: Callable[[datetime], date]
) -> Iterator[StatusDay]:
    """Take all events; at the end of each day on which something happened, how it stood. The clock of a machine may have
    stood wrong: no day comes before an earlier one.
    """
    last, counted_days = date.min, list[date]()
    for event in events:
        last = max(last, day_of(event.at))
        counted_days.append(last)
    shown = {*sorted({*counted_days})[-_DAYS_MAX:]}
    for position, (event, day) in enumerate(zip(events, counted_days, strict=True), start=1):
        folding.take(event)
        if day in shown and (position == len(events) or counted_days[position] != day):
            yield StatusDay(day, _account(roll, roll.standings(folding)))


def top_fixes(obligations: Iterable[Kewajiban]) -> list[TopFix]:
    """The rules that fail most in what came in last and still has to be corrected, most workbooks first."""
    findings: Counter[str] = Counter()
    workbooks: Counter[str] = Counter()
    for one in obligations:
        if not one.keadaan.is_settled:
            findings.update(one.temuan)
            workbooks.update({*one.temuan})
    ordered = sorted(findings, key=lambda code: (-workbooks[code], -findings[code], code))
    return [TopFix(code, findings[code], workbooks[code]) for code in ordered[:_FIXES]]
