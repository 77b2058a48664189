"""The ledger opened, on SQLite and on a real PostgreSQL: made once, of one round, of a version that this program knows."""

import stat
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from ledgers import AT, CHILD, a_campaign, event, letter
from sqlalchemy import create_engine, inspect, text, update

from skpxl.errors import SkpxlError
from skpxl.ledger import schema
from skpxl.ledger.arrivals import (
    ContentRow,
    MailPlace,
    MailRow,
    Origin,
    add_content,
    add_mail,
    add_origin,
    read_contents,
    read_mails,
    read_origins,
    set_fate,
    uids_seen,
)
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import append_once, read_events, record
from skpxl.ledger.letters import Claim, LetterState, add_letters, claim, read_letters, settle
from skpxl.ledger.schema import ABOUT
from skpxl.model.event import EventKind

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def test_it_is_made_once_for_its_owner_alone(campaign):
    with open_ledger(campaign) as ledger:
        record(ledger, event(EventKind.WAIVED, nip="1"))
    with open_ledger(campaign) as ledger:
        [found] = read_events(ledger)
    assert (found.kind, found.nip, found.at, found.number) == (EventKind.WAIVED, "1", AT, 1)
    if not campaign.settings.buku:
        assert stat.S_IMODE((campaign.root / "buku.sqlite").stat().st_mode) == 0o600


def test_the_ledger_of_another_round_is_refused(campaign, tmp_path):
    open_ledger(campaign).close()
    other = a_campaign(tmp_path / "lain", campaign.settings.buku)
    if not campaign.settings.buku:
        (campaign.root / "buku.sqlite").replace(other.root / "buku.sqlite")
    with pytest.raises(SkpxlError, match="milik putaran SKP lain"):
        open_ledger(other)


@pytest.mark.parametrize(
    ("damage", "said"),
    [(b"", "kosong, padahal mencatat"), (b"PK apa saja " * 99, "isinya bukan buku putaran; kembalikan dari cadangan")],
)
def test_a_ledger_that_is_damaged_is_never_taken_for_a_new_one(tmp_path, damage, said):
    campaign = a_campaign(tmp_path / "putaran")
    file = campaign.root / "buku.sqlite"
    file.write_bytes(damage)
    with pytest.raises(SkpxlError, match=said):
        open_ledger(campaign)
    assert file.read_bytes() == damage


def test_a_ledger_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    campaign = a_campaign(tmp_path / "putaran")

    def killed(connection):
        raise KeyboardInterrupt

    monkeypatch.setattr("skpxl.ledger.book.STEPS", (killed,))
    with pytest.raises(KeyboardInterrupt):
        open_ledger(campaign)
    assert [path.name for path in campaign.root.iterdir() if path.suffix in (".sqlite", ".tmp")] == []


def test_a_newer_ledger_is_refused_in_a_sentence(campaign):
    with open_ledger(campaign) as ledger, ledger.writing() as connection:
        connection.execute(update(ABOUT).where(ABOUT.c.name == "version").values(value=str(schema.VERSION + 1)))
    with pytest.raises(SkpxlError, match=f"bentuk {schema.VERSION + 1}; program ini mengenal {schema.VERSION}"):
        open_ledger(campaign)


def test_the_steps_lead_to_the_tables_that_new_ledgers_have():
    stepwise, anew = create_engine("sqlite://"), create_engine("sqlite://")
    with stepwise.begin() as connection:
        for step in schema.STEPS:
            step(connection)
    schema.TABLES.create_all(anew)

    def shape(engine):
        seen = inspect(engine)
        return {
            name: ([(column["name"], str(column["type"])) for column in seen.get_columns(name)], seen.get_indexes(name))
            for name in seen.get_table_names()
        }

    assert shape(stepwise) == shape(anew)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(campaign, monkeypatch):
    with open_ledger(campaign) as ledger:
        record(ledger, event(EventKind.NIL, nip="1"))

    def broken(connection):
        connection.execute(text("CREATE TABLE halfway (x INTEGER)"))
        connection.execute(text("SELECT nonsense FROM nowhere"))

    monkeypatch.setattr("skpxl.ledger.book.STEPS", (*schema.STEPS, broken))
    monkeypatch.setattr("skpxl.ledger.book.VERSION", schema.VERSION + 1)
    with pytest.raises(SkpxlError, match="tidak dapat dipakai"):
        open_ledger(campaign)
    monkeypatch.undo()
    with open_ledger(campaign) as ledger:
        assert not inspect(ledger.engine).has_table("halfway")
        assert [found.nip for found in read_events(ledger)] == ["1"]


@pytest.mark.parametrize(
    ("buku", "said"),
    [
        ("postgresql://orang:rahasia@127.0.0.1/x", "memuat kata sandi"),
        ("mysql://orang@127.0.0.1/x", "yang didukung SQLite"),
        ("bukan alamat", "bukan alamat basis data"),
        ("postgresql://orang@127.0.0.1:1/x", "tidak dapat dipakai"),
    ],
)
def test_a_place_that_cannot_be_is_told(tmp_path, buku, said):
    with pytest.raises(SkpxlError, match=said) as told:
        open_ledger(a_campaign(tmp_path / "putaran", buku))
    assert "rahasia" not in str(told.value)


def test_what_is_marked_is_recorded_once(campaign):
    with open_ledger(campaign) as ledger:
        with ledger.writing() as connection:
            assert append_once(connection, [("a", event(EventKind.ISSUED)), ("b", event(EventKind.ISSUED))]) == 2
        with ledger.writing() as connection:
            assert append_once(connection, [("b", event(EventKind.ISSUED)), ("c", event(EventKind.ISSUED))]) == 1
        assert len(read_events(ledger, EventKind.ISSUED)) == 3


def test_one_answer_a_day_goes_to_an_address_whoever_wrote_it(campaign):
    with open_ledger(campaign) as ledger:
        first, second = (letter(key)._replace(address="A@contoh.test", about=(key,)) for key in "ab")
        other, plain = (
            letter("c")._replace(address="b@contoh.test", about=("c",)),
            letter("d")._replace(address="a@contoh.test"),
        )
        with ledger.writing() as connection:
            add_letters(connection, [first, second._replace(address="a@contoh.test"), other, plain])
        asked = {"budget": 9, "since": LONG_AGO, "at": AT}
        told = {key: claim(ledger, key, "satu", **asked) for key in "abcd"}
        assert told == {"a": Claim.MINE, "b": Claim.ANSWERED, "c": Claim.MINE, "d": Claim.MINE}
        assert settle(ledger, "a", LetterState.SENT, before=[LetterState.IN_FLIGHT])
        assert claim(ledger, "b", "dua", **asked) is Claim.ANSWERED
        assert claim(ledger, "b", "dua", **asked | {"since": AT}) is Claim.MINE


def test_a_letter_is_claimed_by_one_and_within_the_budget(campaign):
    with open_ledger(campaign) as ledger:
        with ledger.writing() as connection:
            assert add_letters(connection, [letter("a"), letter("b"), letter("a")]) == 2
        asked = {"budget": 1, "since": LONG_AGO, "at": AT}
        assert claim(ledger, "a", "satu", **asked) is Claim.MINE
        assert claim(ledger, "b", "satu", **asked) is Claim.NO_BUDGET
        assert claim(ledger, "a", "dua", **asked | {"budget": 9}) is Claim.GONE
        # A letter that did not go out gives its place back.
        assert settle(ledger, "a", LetterState.REFUSED, before=[LetterState.IN_FLIGHT], reason="550")
        assert claim(ledger, "b", "satu", **asked) is Claim.MINE
        sent = event(EventKind.SENT, letter="b")
        assert settle(ledger, "b", LetterState.SENT, before=[LetterState.IN_FLIGHT], events=[sent])
        assert not settle(ledger, "b", LetterState.SENT, before=[LetterState.IN_FLIGHT], events=[sent])
        assert [(row.key, row.state, row.attempts, row.reason) for row in read_letters(ledger)] == [
            ("a", LetterState.REFUSED, 1, "550"),
            ("b", LetterState.SENT, 1, ""),
        ]
        assert [found.letter for found in read_events(ledger, EventKind.SENT)] == ["b"]


def test_what_came_in_is_there_once_and_its_comings_are_kept(campaign):
    place = MailPlace("a@contoh.test", "INBOX", 7, 12)
    mail = MailRow(place, "<1@x>", "e" * 64, "b@contoh.test", "SKP", "2024-01-02", "2024-01-03")
    with open_ledger(campaign) as ledger:
        with ledger.writing() as connection:
            assert add_mail(connection, mail)
            assert not add_mail(connection, mail)
            assert add_content(connection, ContentRow("c" * 64, "masuk/x.xlsx", 3, "2024-01-03"))
            assert not add_content(connection, ContentRow("c" * 64, "masuk/y.xlsx", 3, "2024-01-04"))
            assert add_origin(connection, "c" * 64, Origin("INBOX", "SKP.xlsx", "b@contoh.test"))
            assert not add_origin(connection, "c" * 64, Origin("INBOX", "SKP.xlsx", "b@contoh.test"))
            assert add_origin(connection, "c" * 64, Origin("D:/Unduhan", "SKP (1).xlsx", detail={"baris": 3}))
            set_fate(connection, place, "dibaca", "satu lampiran")
        assert uids_seen(ledger, "a@contoh.test", "INBOX", 7) == {12}
        assert uids_seen(ledger, "a@contoh.test", "INBOX", 8) == set()
        assert read_mails(ledger, "dibaca") == [mail._replace(fate="dibaca", reason="satu lampiran")]
        assert {row.file for row in read_contents(ledger).values()} == {"masuk/x.xlsx"}
        assert [one.name for one in read_origins(ledger)["c" * 64]] == ["SKP.xlsx", "SKP (1).xlsx"]


def test_several_programs_at_once_lose_nothing_and_claim_each_letter_once(campaign):
    with open_ledger(campaign) as ledger, ledger.writing() as connection:
        add_letters(connection, [letter(f"surat {number:02}") for number in range(20)])
    programs = [
        subprocess.Popen([sys.executable, "-c", CHILD, campaign.root, str(number)], stdout=subprocess.PIPE, text=True)
        for number in range(3)
    ]
    said = [program.communicate()[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0] * 3
    with open_ledger(campaign) as ledger:
        claimed = [row.claimed_by for row in read_letters(ledger, LetterState.IN_FLIGHT)]
        assert len(claimed) == 20
        assert {name: claimed.count(name) for name in claimed} == {
            str(number): int(many[0]) for number, many in enumerate(said) if many[0] != "0"
        }
        events = read_events(ledger, EventKind.DECIDED)
        assert sorted((found.by, found.reason) for found in events) == sorted(
            (str(number), str(count)) for number in range(3) for count in range(10)
        )
        assert len(read_events(ledger, EventKind.NIL)) == 10  # each by whoever came first
