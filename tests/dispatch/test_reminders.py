"""Who is reminded: only who owes something, one letter to an address, never twice in the days set, and those above."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from ledgers import a_campaign

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.surel import SurelSettings
from skpxl.dispatch import outbox, reminding
from skpxl.dispatch.addressees import AddressBook
from skpxl.dispatch.outbox import WritingDesk
from skpxl.dispatch.reminders import ReminderRule, plan_reminders
from skpxl.dispatch.reminding import draft_of, planned, write_reminders
from skpxl.dispatch.told import went_out
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import record
from skpxl.ledger.letters import LetterRow, LetterState, read_letters, settle
from skpxl.model.event import Event, EventKind
from skpxl.model.fate import RemindFate
from skpxl.model.folding import Folding
from skpxl.model.pegawai import Pegawai
from skpxl.model.roll import Roll
from skpxl.model.unit import Organisasi, Unit
from skpxl.template.library import load_library

AT = datetime(2026, 1, 5, 3, tzinfo=UTC)
TODAY = date(2026, 1, 20)
K = EventKind
DINAS = Unit(kode="D", nama="Dinas Contoh", perangkat_daerah="Dinas Contoh", email="dinas@contoh.test")
BIDANG = Unit(kode="B", nama="Bidang Satu", induk="D", perangkat_daerah="Dinas Contoh")
SETDA = Unit(kode="S", nama="Sekretariat Daerah", email="setda@contoh.test")
PEOPLE = tuple(
    Pegawai(nip=str(number), nama=f"Pegawai {number}", jabatan="Analis", unit_kerja="B", email=f"p{number}@contoh.test")
    for number in range(1, 5)
)
ORGANISASI = Organisasi(pegawai=PEOPLE, unit=(SETDA, DINAS.model_copy(update={"induk": "S"}), BIDANG))


def out(number, address="", kode=""):
    kode = kode or f"K{number}"
    detail = {
        "nama": f"Pegawai {number}",
        "jabatan": "Analis",
        "unit": "Bidang Satu",
        "periode": "2026-01-01/2026-12-31",
    }
    events = [Event(K.ISSUED, AT, kode=kode, terbitan=1, nip=str(number), detail=detail)]
    return events + ([Event(K.SENT, AT, kode=kode, terbitan=1, letter=f"L{kode}", address=address)] if address else [])


def letter(address, day, kodes=("K1",), state=LetterState.SENT, purpose="pengingat", key=""):
    at = AT.replace(day=day).isoformat(timespec="seconds")
    key = key or f"{purpose}-{address}-{day}"
    return LetterRow(key, purpose, key, f"<{key}>", address, f"outbox/{key}.eml", "", 1, at, state=state,
                     workbooks=tuple((kode, 1) for kode in kodes), sent_at=at if state is LetterState.SENT else "")  # fmt: skip


def planning(events, letters=(), *, to_person=True, batas=None, delegated=None, organisasi=ORGANISASI):
    folding, roll = Folding.of(events), Roll(organisasi)
    rule = ReminderRule(3, TODAY, to_person, Deadlines(batas))
    return plan_reminders(
        folding.obligations(roll.units_of), roll, AddressBook(organisasi, delegated or {}), letters, rule
    )


def told(plan):
    return [(one.purpose, one.to.address, [about.kode for about in one.about], one.number) for one in plan.reminders]


def all_out(*, to_person=True):
    addresses = {number: f"p{number}@contoh.test" if to_person else "dinas@contoh.test" for number in range(1, 5)}
    return [event for number, address in addresses.items() for event in out(number, address)]


def test_only_who_owes_something_that_went_out_is_reminded():
    events = [
        *all_out(),
        Event(K.ACCEPTED, AT, kode="K1", content="c"),
        Event(K.WAIVED, AT, nip="2"),
        *out(4, kode="K5"),
        Event(K.BOUNCED, AT, kode="K4"),
    ]
    plan = planning(events)
    assert told(plan) == [("pengingat", "p3@contoh.test", ["K3"], 1)]
    assert {fate: many for fate, many in plan.account.counts.items() if many} == {
        RemindFate.DIINGATKAN: 1, RemindFate.SELESAI: 2, RemindFate.SURAT_KEMBALI: 1, RemindFate.BELUM_DIKIRIM: 1,
    }  # fmt: skip


def test_an_address_gets_one_letter_about_all_it_was_sent():
    assert told(planning(all_out(to_person=False), to_person=False)) == [
        ("pengingat", "dinas@contoh.test", ["K1", "K2", "K3", "K4"], 1)
    ]


@pytest.mark.parametrize(("day", "state", "reminded"), [
    (18, LetterState.SENT, False), (17, LetterState.SENT, True), (1, LetterState.READY, False),
    (1, LetterState.UNSURE, True), (20, LetterState.UNSURE, False), (20, LetterState.CANCELLED, True),
])  # fmt: skip
def test_never_twice_within_the_days_that_were_set(day, state, reminded):
    plan = planning(out(1, "p1@contoh.test"), [letter("P1@contoh.test", day, state=state)])
    assert bool(plan.reminders) is reminded
    assert dict(plan.fates)["K1"] is (RemindFate.DIINGATKAN if reminded else RemindFate.BARU_DIINGATKAN)


def test_the_third_reminder_tells_the_office_and_a_deadline_that_is_over_as_well():
    earlier = [letter("p1@contoh.test", day) for day in (8, 12)]
    assert told(planning(all_out()[:4], earlier)) == [
        ("pengingat", "p1@contoh.test", ["K1"], 3),
        ("pengingat", "p2@contoh.test", ["K2"], 1),
        ("pengingat-eskalasi", "dinas@contoh.test", ["K1"], 3),
    ]
    over = planning(all_out()[:4], batas=date(2026, 1, 19))
    assert told(over)[-1] == ("pengingat-eskalasi", "dinas@contoh.test", ["K1", "K2"], 1)
    assert told(planning(all_out()[:4], batas=TODAY))[-1][0] == "pengingat"


def test_where_the_office_itself_is_late_the_unit_above_it_is_told():
    plan = planning(all_out(to_person=False), to_person=False, batas=date(2026, 1, 1))
    assert told(plan)[-1] == ("pengingat-eskalasi", "setda@contoh.test", ["K1", "K2", "K3", "K4"], 1)


def test_whoever_answers_for_a_unit_is_reminded_instead():
    plan = planning(all_out(), delegated={"B": "kuasa@contoh.test"})
    assert told(plan) == [("pengingat", "kuasa@contoh.test", ["K1", "K2", "K3", "K4"], 1)]


def test_a_letter_that_waits_and_asks_for_what_is_there_meanwhile_is_taken_back_and_written_anew():
    waiting = letter("dinas@contoh.test", 19, ("K1", "K2"), LetterState.READY)
    events = [*all_out(to_person=False), Event(K.ACCEPTED, AT, kode="K1", content="c")]
    plan = planning(events, [waiting], to_person=False)
    assert plan.stale == (waiting,)
    assert told(plan) == [("pengingat", "dinas@contoh.test", ["K2", "K3", "K4"], 1)]
    assert plan.reminders[0].key != planning(events, to_person=False).reminders[0].key


def test_the_words_of_a_letter():
    events = [*out(1, "p1@contoh.test"), Event(K.RETURNED, AT, kode="K1", terbitan=2)]
    (one,) = planning(events, batas=date(2026, 1, 31)).reminders
    draft = draft_of(one, TODAY)
    assert draft.values == {
        "daftar": "- Pegawai 1 (Bidang Satu): perbaikannya belum kami terima", "jumlah": "1", "tanggal": "20 Januari 2026",
        "batas": "31 Januari 2026", "ke": "1", "unit": "Dinas Contoh", "periode": "1 Januari s.d. 31 Desember tahun 2026",
    }  # fmt: skip
    assert (draft.nip, draft.workbooks, draft.automatic) == ("1", (("K1", 1),), False)


@pytest.fixture
def desk(tmp_path):
    campaign = a_campaign(tmp_path / "p")
    surel = SurelSettings(alamat="skp@contoh.test", kepada="pegawai")
    with open_ledger(campaign) as ledger:
        record(ledger, *all_out())
        yield WritingDesk(campaign, load_library(None), ledger, surel, AT.replace(day=20), "petugas")


def test_what_was_written_is_not_written_again_and_counts_as_reminded_when_it_is_sent(desk):
    _, rows = write_reminders(desk, ORGANISASI, TODAY)
    assert sorted(row.address for row in rows) == [f"p{number}@contoh.test" for number in range(1, 5)]
    before = {file.name: file.read_bytes() for file in desk.folder.glob("*.eml")}
    assert len(before) == 4 and b"Pegawai 1" in b"".join(before.values())
    # Killed after the letters were written, or run twice: the same letters, and no more.
    for _ in range(2):
        assert write_reminders(desk, ORGANISASI, TODAY)[1] == []
    assert {file.name: file.read_bytes() for file in desk.folder.glob("*.eml")} == before
    row = next(row for row in rows if row.nip == "1")
    settle(desk.ledger, row.key, LetterState.SENT, before=[LetterState.READY],
           events=went_out(row, at=AT, by="petugas", nips=lambda kode: "1"))  # fmt: skip
    record(desk.ledger, Event(K.ACCEPTED, AT, kode="K2", content="c"))
    plan, rows = write_reminders(desk, ORGANISASI, TODAY)
    assert [one.address for one in plan.stale] == ["p2@contoh.test"] and rows == []
    assert planned(replace(desk), ORGANISASI, TODAY).account.count(RemindFate.SELESAI) == 1
    assert len(read_letters(desk.ledger, LetterState.CANCELLED)) == 1


def test_a_letter_that_went_out_while_it_was_to_be_taken_back_has_reminded_its_address(desk, monkeypatch):
    write_reminders(desk, ORGANISASI, TODAY)
    (row,) = [row for row in read_letters(desk.ledger) if row.nip == "1"]
    record(desk.ledger, *out(1, "p1@contoh.test", kode="K9"), Event(K.ACCEPTED, AT, kode="K1", content="c"))
    monkeypatch.setattr(reminding, "cancel", lambda desk, row, why: False)  # another command sends it just now
    plan, rows = write_reminders(desk, ORGANISASI, TODAY)
    assert (plan.stale, [one.to.address for one in plan.reminders], rows) == ((row,), ["p1@contoh.test"], [])


@pytest.mark.parametrize("after", [0, 2, 4])
def test_whatever_it_is_killed_at_each_is_reminded_once(desk, monkeypatch, after):
    """Killed after so many files, before the ledger knows of any: what lies there goes, and each letter is written once."""
    whole, written = outbox.write_whole, []

    def killed(file, data, **more):
        if len(written) == after:
            raise KeyboardInterrupt
        written.append(file)
        return whole(file, data, **more)

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "write_whole", killed)
        if after == 4:
            patch.setattr(outbox, "add_letters", lambda *_, **__: killed(None, b""))
        with pytest.raises(KeyboardInterrupt):
            write_reminders(desk, ORGANISASI, TODAY)
    assert read_letters(desk.ledger) == []
    write_reminders(desk, ORGANISASI, TODAY)
    rows = read_letters(desk.ledger)
    assert sorted(row.address for row in rows) == [f"p{number}@contoh.test" for number in range(1, 5)]
    assert {f"outbox/{file.name}" for file in desk.folder.glob("*.eml")} == {row.file for row in rows}
