"""Mails that come in: machines lead to the state they must lead to, nothing of them is taken for an answer, none is lost."""

import pytest
from collected import OURS, blank, desk, good, mail_with
from ledgers import letter
from machine_mails import CODE, FROM_A, ORIGINAL, SURAT, UTAS, failed, mail, report

from skpxl.collect.disk import mail_place
from skpxl.collect.mails import handle_mail
from skpxl.ledger.arrivals import read_contents, read_mails
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import LetterState, add_letters
from skpxl.mail.machines import MailKind
from skpxl.model.event import EventKind
from skpxl.model.fate import MailFate

ADDRESS = "dinas-a@contoh.test"
DATED = "Date: Tue, 02 Jan 2024 08:00:00 +0000\n"
TEXT_BOUNCE = mail(
    f"From: postmaster@contoh.test\nTo: {OURS}\nSubject: Message undeliverable: SKP 2022\nReturn-Path: <>\n{DATED}"
    "Content-Type: text/plain",
    f"The following recipient(s) could not be reached:\n\n{ADDRESS}\n  Remote server replied: 550 5.5.0 mailbox unavailable\n",
)


@pytest.fixture
def sent(ledger):
    """A round of which one letter has gone out."""
    gone = letter("surat-1")._replace(
        code=CODE, message_id=SURAT, state=LetterState.SENT, sent_at="2024-01-01T00:00:00+00:00"
    )
    with ledger.writing() as connection:
        add_letters(connection, [gone])
    return ledger


def handled(ledger, data):
    return handle_mail(data, mail_place(data), "INBOX/1", desk(ledger, ledger.root))


REPLY = f"Subject: Balasan otomatis: SKP 2022\nAuto-Submitted: auto-replied\nIn-Reply-To: {SURAT}"
RECEIPT = (
    f"Subject: Dibaca: SKP 2022\nMIME-Version: 1.0\nIn-Reply-To: {SURAT}\n"
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=B"
)
MACHINES = {
    "whole": (report(failed(), "message/rfc822", f"{ORIGINAL}\n\nisi"), MailKind.BOUNCE, MailFate.KEMBALI),
    "heads": (report(failed()), MailKind.BOUNCE, MailFate.KEMBALI),
    "delayed": (report(failed(action="delayed", status="4.4.1")), MailKind.DELAYED, MailFate.MESIN),
    "forwarded": (report(failed("orang@lain.test", status="5.2.2")), MailKind.BOUNCE, MailFate.KEMBALI),
    "text": (TEXT_BOUNCE, MailKind.BOUNCE, MailFate.KEMBALI),
    "away": (mail(FROM_A + REPLY, "Saya cuti."), MailKind.AUTO_REPLY, MailFate.MESIN),
    "away without marks": (mail(FROM_A + "Subject: Automatic reply: SKP"), MailKind.AUTO_REPLY, MailFate.MESIN),
    "read": (mail(FROM_A + RECEIPT, "--B\n\nDibaca.\n--B--\n"), MailKind.READ_RECEIPT, MailFate.MESIN),
    "ours": (mail(f"From: {OURS}\nTo: {OURS}\nMessage-ID: {SURAT}"), MailKind.OURS, MailFate.KITA),
    "rewritten": (mail(f"From: {OURS}\nMessage-ID: <1@relay.test>\nReferences: {UTAS}"), MailKind.OURS, MailFate.KITA),
    "unknown": (report(failed("lain@contoh.test"), ours="Subject: x"), MailKind.BOUNCE, MailFate.TAK_DIPAHAMI),
    "nothing attached": (mail(FROM_A + "Subject: tanya"), MailKind.PERSON, MailFate.TANPA_LAMPIRAN),
}
BOUNCED = {"whole", "heads", "forwarded", "text"}


@pytest.mark.parametrize("name", MACHINES)
def test_a_mail_leads_to_its_state(sent, name):
    data, kind, fate = MACHINES[name]
    found = handled(sent, data)
    assert (found.kind, found.fate) == (kind, fate)
    [row] = read_mails(sent)
    assert (row.kind, row.fate) == (kind.value, fate.value)
    events = read_events(sent)
    assert [(one.kind, one.letter, one.address) for one in events] == (
        [(EventKind.BOUNCED, "surat-1", ADDRESS)] if name in BOUNCED else []
    )
    assert read_contents(sent) == {}


def test_a_letter_comes_back_once_however_many_reports_say_so(sent):
    for data in (MACHINES["whole"][0], MACHINES["text"][0], MACHINES["heads"][0]):
        handled(sent, data)
    assert [one.kind for one in read_events(sent)] == [EventKind.BOUNCED]


@pytest.mark.parametrize("day", ["01 Dec 2023", "20 Jan 2024"])
def test_an_address_alone_tells_nothing_long_before_or_after_a_letter(sent, day):
    found = handled(sent, TEXT_BOUNCE.replace(b"02 Jan 2024", day.encode()))
    assert (found.fate, read_events(sent)) == (MailFate.TAK_DIPAHAMI, [])


def test_a_report_with_our_own_letter_in_it_brings_no_file(sent):
    original = mail_with(("SKP.xlsx", blank()), Message_ID=SURAT).as_bytes().decode()
    found = handled(sent, report(failed(), "message/rfc822", original))
    assert (found.kind, found.opened.taken, read_contents(sent)) == (MailKind.BOUNCE, (), {})


def test_an_answer_is_kept_with_the_thread_and_the_letter_it_belongs_to(sent):
    ids = {"Message_ID": "<j@contoh.test>", "In_Reply_To": SURAT, "References": f"{UTAS} {SURAT}"}
    data = mail_with(("skp.xlsx", good()), Reply_To="staf@contoh.test", **ids).as_bytes()
    assert handled(sent, data).fate is MailFate.DIAMBIL
    [row] = read_mails(sent)
    assert (row.letter, row.message_id, row.thread, row.sender, row.reply_to) == (
        "surat-1", "<j@contoh.test>", f"{UTAS} {SURAT}", ADDRESS, "staf@contoh.test",
    )  # fmt: skip


def test_a_mail_that_is_seen_again_is_recorded_once(sent):
    data = mail_with(("skp.xlsx", good())).as_bytes()
    assert [handled(sent, data).recorded.is_first for _ in range(2)] == [True, False]
    assert len(read_mails(sent)) == 1


def test_hostile_names_and_headers_do_no_harm(sent):
    data = mail_with(("../../../../tmp/x\u202excod.xlsx", good()), sender="budi@contoh.test").as_bytes()
    data = b"Subject: =?utf-8?q?a=0D=0ABcc:_x@contoh.test?=\r\nX-A: \xff\x00\r\n" + data.replace(b"Subject: SKP\n", b"")
    found = handled(sent, data)
    assert found.mail.subject == "a Bcc: x@contoh.test"
    [content] = read_contents(sent).values()
    assert content.file.startswith("masuk/")
    assert (sent.root / content.file).resolve().parent == (sent.root / "masuk").resolve()


def test_a_mail_with_our_address_and_a_code_that_nobody_knows_is_taken_and_never_answered(sent):
    data = mail_with(("skp.xlsx", good()), sender=OURS, References=UTAS.replace(CODE.lower(), "999999999")).as_bytes()
    found = handled(sent, data)
    assert (found.kind, found.fate, found.kind.may_be_answered) == (MailKind.OWN_ADDRESS, MailFate.DIAMBIL, False)
