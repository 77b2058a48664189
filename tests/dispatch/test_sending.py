"""A run of sending: every letter has one fate, budgets and pace are kept, what breaks off leaves nothing to be sent twice."""

from datetime import UTC, datetime

import pytest
from ledgers import AT
from letters_out import a_desk, a_round

from skpxl.dispatch.outbox import Draft, put, writing
from skpxl.dispatch.senders import am_sending, is_over
from skpxl.dispatch.sending import Pace, Sent, letter_account, send_letters
from skpxl.dispatch.unsettled import call_sent, name_lost, send_again, with_codes
from skpxl.errors import AccountError, SkpxlError
from skpxl.ledger.book import open_ledger
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import Claim, LetterState, claim, read_letters
from skpxl.mail.answers import Answer, Handover
from skpxl.mail.smtp import Unreachable
from skpxl.model.event import EventKind

OK = Answer(Handover.SENT, "250 OK")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    campaign = a_round(tmp_path / "putaran")
    with open_ledger(campaign) as ledger:
        yield a_desk(campaign, ledger)


def written(desk, many, purpose="tanpa-lampiran", **more):
    values = {
        "periode": "2024",
        "tanggal": "3 Januari 2024",
        "daftar": "- x",
        "jumlah": "1",
        "batas": "",
        "ke": "1",
        "unit": "A",
    }
    with writing(desk):
        return put(
            desk,
            [
                Draft(purpose, f"x:{n}", f"a{n}@contoh.test", "Rahmi", values, ((f"K{n}", 1),), nip=f"N{n}", **more)
                for n in range(many)
            ],
        )


class Post:
    """Says what it is told, by address, else 250; what is an exception is raised."""

    def __init__(self, **answers):
        self.all_gone_out = False
        self.answers = answers
        self.handed = []

    def hand_over(self, address, data, *, nobody=False):
        self.handed.append((address.partition("@")[0], nobody))
        several = self.answers.get(address.partition("@")[0])
        said = several.pop(0) if several else OK
        if isinstance(said, BaseException):
            self.all_gone_out = "sesudah" in str(said)
            raise said
        return said

    @property
    def names(self):
        return [name for name, _ in self.handed]


def run(desk, rows, post, *, in_run=100, in_day=100, pauses=(60, 300)):
    waited = []
    sending = send_letters(
        desk, rows, post, Pace(2, in_run, in_day, waited.append, lambda: AT, pauses), lambda kode: f"NIP-{kode}"
    )
    return sending, waited


def fates(sending):
    return [one.fate.value for one in sending.letters]


def states(desk):
    return [row.state.value for row in read_letters(desk.ledger)]


def test_what_is_sent_is_recorded_workbook_by_workbook(desk):
    rows = written(desk, 2)
    sending, waited = run(desk, rows, post := Post())
    assert (fates(sending), waited, post.handed) == (["terkirim"] * 2, [2], [("a0", False), ("a1", False)])
    told = [(e.kind, e.kode, e.terbitan, e.nip, e.letter, e.address) for e in read_events(desk.ledger)]
    assert told == [(EventKind.SENT, f"K{n}", 1, f"NIP-K{n}", f"x:{n}", f"a{n}@contoh.test") for n in range(2)]
    assert read_events(desk.ledger)[0].detail == {"surat": "tanpa-lampiran", "kode_surat": rows[0].code}
    assert run(desk, rows, again := Post())[0].account.named()["diambil perintah lain"] == 2
    assert again.handed == []


def test_a_reminder_is_recorded_as_one_and_an_automatic_letter_names_no_sender(desk):
    rows = written(desk, 1, "pengingat", automatic=True)
    _, _ = run(desk, rows, post := Post())
    assert post.handed == [("a0", True)]
    assert [event.kind for event in read_events(desk.ledger)] == [EventKind.REMINDED]


def test_a_refused_address_is_a_letter_that_came_back_and_the_rest_goes_on(desk):
    refused = Answer(Handover.BOUNCED, "550 5.1.1 tidak ada")
    spam = Answer(Handover.REFUSED, "554 5.7.1 spam")
    sending, _ = run(desk, written(desk, 3), Post(a0=[refused], a1=[spam]))
    assert fates(sending) == ["alamatnya ditolak", "suratnya ditolak", "terkirim"]
    assert states(desk) == ["ditolak", "ditolak", "terkirim"]
    events = [(event.kind, event.letter, event.reason) for event in read_events(desk.ledger)]
    assert events == [
        (EventKind.SENT, "x:0", ""), (EventKind.BOUNCED, "x:0", "550 5.1.1 tidak ada"), (EventKind.SENT, "x:2", "")
    ]  # fmt: skip


def test_what_is_not_taken_now_is_tried_again_with_growing_pauses(desk):
    later = Answer(Handover.LATER, "451 nanti")
    sending, waited = run(desk, written(desk, 3), post := Post(a0=[later], a1=[later, later, later]))
    assert (fates(sending), post.names) == (
        ["terkirim", "dicoba lagi", "terkirim"],
        ["a0", "a1", "a2", "a0", "a1", "a1"],
    )
    assert waited == [2, 2, 60, 2, 2, 300, 2]
    assert [(row.state, row.attempts, row.reason) for row in read_letters(desk.ledger)][1] == (
        LetterState.LATER,
        3,
        "451 nanti",
    )


def test_a_day_s_limit_of_the_server_means_tomorrow(desk):
    sending, _ = run(desk, written(desk, 3), post := Post(a1=[Answer(Handover.TOMORROW, "550 5.4.5 Daily limit")]))
    assert (fates(sending), post.names) == (["terkirim", "dicoba lagi", "menunggu"], ["a0", "a1"])
    assert sending.stopped == "server tidak menerima lagi hari ini (550 5.4.5 Daily limit)"
    assert states(desk) == ["terkirim", "dicoba lagi", "siap"]


def test_our_own_limits_are_kept(desk):
    rows = written(desk, 5)
    first, _ = run(desk, rows, Post(), in_run=2)
    assert (fates(first)[1:3], first.stopped) == (["terkirim", "menunggu"], "sudah 2 surat, batas sekali jalan")
    second, _ = run(desk, rows[2:], Post(), in_day=3)
    assert (fates(second), second.stopped) == (
        ["terkirim", "menunggu", "menunggu"], "jatah 3 surat dalam 24 jam sudah terpakai"
    )  # fmt: skip


@pytest.mark.parametrize(
    "trouble", [SkpxlError("login ditolak"), Answer(Handover.STOP, "530 5.7.0 Authentication required")]
)
def test_an_account_that_may_not_send_ends_the_run_and_loses_nothing(desk, trouble):
    sending, _ = run(desk, written(desk, 3), post := Post(a1=[trouble]))
    assert (fates(sending), post.names) == (["terkirim", "dicoba lagi", "menunggu"], ["a0", "a1"])
    assert "login ditolak" in str(sending.trouble) or "tidak mengizinkan akun skp@bkd.contoh.test" in str(
        sending.trouble
    )
    assert states(desk) == ["terkirim", "dicoba lagi", "siap"]


def test_a_server_that_does_not_answer_is_waited_for(desk):
    gone = Unreachable("127.0.0.1:25 tidak menjawab")
    sending, waited = run(desk, written(desk, 2), post := Post(a0=[gone]))
    assert (fates(sending), post.names, waited) == (["terkirim", "terkirim"], ["a0", "a0", "a1"], [60, 2, 2])
    sending, _ = run(desk, written(desk, 4)[0:], Post(a2=[gone, gone, gone]))
    assert (fates(sending), sending.stopped) == (["dicoba lagi", "menunggu"], "127.0.0.1:25 tidak menjawab")


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        (KeyboardInterrupt("sebelum"), "dicoba lagi"),
        (KeyboardInterrupt("sesudah"), "tidak pasti"),
        (MemoryError("sesudah"), "tidak pasti"),
    ],
)
def test_what_breaks_off_says_what_is_unsure(desk, ends, state):
    with pytest.raises(type(ends)):
        run(desk, written(desk, 3), Post(a1=[ends]))
    assert states(desk) == ["terkirim", state, "siap"]


def test_a_letter_that_was_changed_is_not_sent(desk):
    rows = written(desk, 2)
    desk.file_of(rows[0]).write_bytes(b"lain")
    sending, _ = run(desk, rows, post := Post())
    assert (fates(sending), post.names) == (["berkasnya hilang atau diubah", "terkirim"], ["a1"])


def test_what_was_in_flight_is_named_and_left_to_people(desk):
    rows = written(desk, 5)
    asked = {"budget": 9, "since": LONG_AGO, "at": AT}
    with am_sending(desk) as alive:
        for row, by in zip(
            rows, [alive, alive.replace(alive[-4:], "0000"), "lain:1:2:3", f"{alive[:-25]}"], strict=False
        ):
            assert claim(desk.ledger, row.key, by, **asked) is Claim.MINE
        assert {row.key: row.state.value for row in name_lost(desk)}["x:0"] == "sedang dikirim"
        assert (is_over(desk, alive), is_over(desk, "lain:1:2:3"), is_over(desk, "")) == (False, False, False)
    assert is_over(desk, alive)
    lost = {row.key: row for row in name_lost(desk)}
    assert [lost[f"x:{n}"].state.value for n in range(3)] == ["tidak pasti", "tidak pasti", "sedang dikirim"]
    assert run(desk, rows[:3], post := Post())[0].account.named()["diambil perintah lain"] == 3
    assert post.handed == []
    # People decide.
    [again] = send_again(desk, [f"skp-{rows[0].code.lower()}"])
    assert fates(run(desk, [again], Post())[0]) == ["terkirim"]
    called = call_sent(desk, with_codes(desk, [rows[1].code]), at=AT, nips=lambda kode: "")
    assert [row.key for row in called] == ["x:1"]
    assert [(e.letter, e.reason) for e in read_events(desk.ledger)] == [
        ("x:0", ""),
        ("x:1", "dinyatakan terkirim oleh penguji"),
    ]
    for wrong, said in (
        (rows[0].code, "terkirim; yang ditanyakan"),
        ("SKP-000", "tidak ada di buku"),
        (rows[2].code, "sedang dikirim"),
    ):
        with pytest.raises(SkpxlError, match=said):
            send_again(desk, [wrong])
    desk.file_of(rows[3]).unlink()


def test_the_account_of_letters_misses_none(desk):
    rows = written(desk, 2)
    with pytest.raises(AccountError, match="x:1 tanpa nasib"):
        letter_account(rows, [Sent(rows[0], run(desk, rows[:1], Post())[0].letters[0].fate)])
