"""Reminders written into the outbox: what is due by now, in the words of `surat/pengingat*.txt`. It sends none."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.today import local
from skpxl.dispatch.addressees import AddressBook
from skpxl.dispatch.covering import period_in_words
from skpxl.dispatch.outbox import Draft, WritingDesk, cancel, put, writing
from skpxl.dispatch.reminders import Reminder, ReminderPlan, ReminderRule, plan_reminders
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import LetterRow, read_letters
from skpxl.model.folding import Folding
from skpxl.model.keadaan import Keadaan, Kewajiban
from skpxl.model.periode import tanggal_tercetak
from skpxl.model.roll import Roll
from skpxl.model.unit import Organisasi

_LISTED_MAX = 150
_STALE = "yang diingatkan tidak lagi berkewajiban semuanya"
# What is owed, as the one who owes it is told.
_OWES = {
    Keadaan.DIKIRIM: "belum kami terima",
    Keadaan.SURAT_KEMBALI: "surat kami kepadanya kembali",
    Keadaan.TAK_DIPAKAI: "berkas yang masuk tidak dapat dipakai",
    Keadaan.DISISIHKAN: "berkas yang masuk bukan formulirnya",
    Keadaan.PERLU_PERBAIKAN: "masih ada yang perlu diperbaiki",
    Keadaan.DIKEMBALIKAN: "perbaikannya belum kami terima",
}


def planned(desk: WritingDesk, organisasi: Organisasi, as_of: date) -> ReminderPlan:
    """What is due on a day, by the ledger as it is now. Raises SkpxlError for a deadline that is no day."""
    roll, folding = Roll(organisasi, desk.campaign.settings.masa), Folding.of(read_events(desk.ledger))
    book = AddressBook(organisasi, {unit: event.address for unit, event in folding.delegated.items()})
    rule = ReminderRule(
        desk.surel.ingatkan_tiap,
        as_of,
        desk.surel.kepada == "pegawai",
        Deadlines.of(desk.surel),
        lambda at: local(at).date(),
    )
    return plan_reminders(folding.obligations(roll.units_of), roll, book, read_letters(desk.ledger), rule)


def write_reminders(
    desk: WritingDesk, organisasi: Organisasi, as_of: date, *, advance: Callable[[], None] = lambda: None
) -> tuple[ReminderPlan, list[LetterRow]]:
    """Write the letters that are due, take back those that no longer hold; gives the plan and the rows of what was written.

    What is due is decided while nobody else writes letters; a command that was killed meanwhile is run again.
    """
    with writing(desk):
        plan = planned(desk, organisasi, as_of)
        # One that has gone out after all has reminded its address.
        gone = {row.address.lower() for row in plan.stale if not cancel(desk, row, _STALE)}
        due = [one for one in plan.reminders if one.to.address.lower() not in gone]
        rows = put(desk, (draft_of(one, as_of) for one in due), advance=advance)
    return plan, rows


def draft_of(one: Reminder, as_of: date) -> Draft:
    """One letter in the words that its text may hold."""
    values = {
        "daftar": _listed(one.about),
        "jumlah": str(len(one.about)),
        "tanggal": tanggal_tercetak(as_of),
        "batas": tanggal_tercetak(one.batas) if one.batas else "",
        "ke": str(one.number),
        "unit": one.unit,
        "periode": " dan ".join(dict.fromkeys(period_in_words(about.periode) for about in one.about if about.periode)),
    }
    return Draft(
        one.purpose,
        one.key,
        one.to.address,
        one.to.name,
        values,
        tuple((about.kode, about.terbitan) for about in one.about),
        unit=one.to.unit,
        nip=one.to.nip,
    )


def _listed(about: Sequence[Kewajiban]) -> str:
    """A line for each, by unit and name; of very many the first."""
    ordered = sorted(about, key=lambda one: (one.unit, one.nama, one.kode))
    lines = [f"- {one.nama or one.jabatan} ({one.unit}): {_OWES[one.keadaan]}" for one in ordered[:_LISTED_MAX]]
    more = len(ordered) - _LISTED_MAX
    return "\n".join([*lines, f"- dan {more} orang lagi"] if more > 0 else lines)


def reminded_lines(reminders: Iterable[Reminder]) -> list[str]:
    """What goes to whom, a line each."""
    return [
        f"{one.to.address} ({one.to.name}): {one.purpose}, {len(one.about)} buku kerja, ke-{one.number}"
        for one in reminders
    ]
