"""Mails judged: machines of every kind told from people, and what reports say of letters of ours."""

import pytest
from machine_mails import CODE, FROM_A, KODE, ORIGINAL, OURS, SURAT, UTAS, failed, mail, report

from skpxl.mail.bounces import Action, ReportedAddress
from skpxl.mail.incoming import read_incoming
from skpxl.mail.machines import MailKind, sort_mail
from skpxl.template.library import load_library

WORDS = load_library().wording("surat")
TEXT_BOUNCE = (
    "From: postmaster@contoh.test\nTo: bkd@contoh.test\nSubject: Message undeliverable: SKP 2022\nReturn-Path: <>\n"
    "Content-Type: text/plain"
)
NOT_REACHED = (
    "The following recipient(s) could not be reached:\n\ndinas-a@contoh.test\n  550 5.5.0 mailbox unavailable\n"
)


def sorted_(data: bytes, known: frozenset[str] = frozenset({CODE})):
    return sort_mail(read_incoming(data), WORDS, frozenset({OURS}), known.__contains__)


REPORTS = {
    "whole": (report(failed(), "message/rfc822", f"{ORIGINAL}\n\nisi"), MailKind.BOUNCE),
    "heads only": (report(failed()), MailKind.BOUNCE),
    "delayed": (report(failed(action="delayed", status="4.4.1")), MailKind.DELAYED),
    "forwarded": (report(failed("orang-lain@contoh.test", status="5.2.2")), MailKind.BOUNCE),
    "without action": (report("Final-Recipient: rfc822;dinas-a@contoh.test\nStatus: 5.0.0"), MailKind.BOUNCE),
    "arrived": (report(failed(action="relayed", status="2.0.0")), MailKind.DELIVERED),
    "without fields": (report("X-Nothing: 1"), MailKind.UNCLEAR_REPORT),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_delivery_report_is_what_it_says_and_names_our_letter(name):
    data, kind = REPORTS[name]
    found = sorted_(data)
    assert (found.kind, found.codes) == (kind, (CODE,))
    assert not found.kind.may_be_answered
    assert not found.kind.brings_files


def test_what_a_report_says_of_an_address_is_read_in_full():
    fields = failed("a@contoh.test") + "\nDiagnostic-Code: smtp; 550 5.1.1\n <a@contoh.test> User unknown"
    found = sorted_(report(fields))
    assert found.bounce and found.bounce.deliveries == (
        ReportedAddress("a@contoh.test", Action.FAILED, "5.1.1", "550 5.1.1 <a@contoh.test> User unknown"),
    )


def test_of_a_forwarded_address_the_one_that_we_wrote_to_is_named_as_well():
    found = sorted_(report("Original-Recipient: rfc822;a@contoh.test\n" + failed("b@lain.test")))
    assert found.bounce and [one.address for one in found.bounce.deliveries] == ["a@contoh.test", "b@lain.test"]


def test_of_several_addresses_the_worst_counts():
    both = failed("a@contoh.test", "delayed", "4.0.0") + "\n\n" + failed("b@contoh.test")
    found = sorted_(report(both))
    assert found.bounce and [(one.address, one.action) for one in found.bounce.deliveries] == [
        ("a@contoh.test", Action.DELAYED),
        ("b@contoh.test", Action.FAILED),
    ]
    assert found.kind is MailKind.BOUNCE


def test_a_code_that_is_nobodys_is_none_of_ours():
    assert sorted_(report(failed()), frozenset()).codes == ()


@pytest.mark.parametrize(
    ("data", "kind", "addresses"),
    [
        (mail(TEXT_BOUNCE, NOT_REACHED), MailKind.BOUNCE, ["dinas-a@contoh.test"]),
        (
            mail(TEXT_BOUNCE.replace("undeliverable", "delayed"), "dinas-a@contoh.test: 451 4.4.1 will keep trying"),
            MailKind.DELAYED,
            ["dinas-a@contoh.test"],
        ),
        (
            mail(
                f"From: Mail ReportedAddress Subsystem <mailer-daemon@lain.test>\nTo: {OURS}\nSubject: gagal\n"
                "X-Failed-Recipients: dinas-a@contoh.test",
                f"Alamat tidak ditemukan.\n\n----- Original message -----\nMessage-ID: {SURAT}\nFrom: {OURS}",
            ),
            MailKind.BOUNCE,
            ["dinas-a@contoh.test"],
        ),
        (mail(TEXT_BOUNCE.replace("Message undeliverable: ", ""), "Halo."), MailKind.UNCLEAR_REPORT, []),
    ],
)
def test_a_report_in_plain_words_names_its_address(data, kind, addresses):
    found = sorted_(data)
    assert found.kind is kind
    assert found.bounce and [one.address for one in found.bounce.deliveries] == addresses


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (f"Subject: Balasan otomatis: SKP\nAuto-Submitted: auto-replied\nIn-Reply-To: {SURAT}", MailKind.AUTO_REPLY),
        ("Subject: Automatic reply: SKP 2022\nX-Auto-Response-Suppress: All\nPrecedence: bulk", MailKind.AUTO_REPLY),
        ("Subject: Out of Office", MailKind.AUTO_REPLY),
        ("Subject: =?utf-8?b?U2VkYW5nIGN1dGk6IFNLUA==?=", MailKind.AUTO_REPLY),
        ("Subject: SKP\nAuto-Submitted: auto-replied (vacation)", MailKind.AUTO_REPLY),
        ("Subject: SKP\nAuto-Submitted: auto-generated", MailKind.MACHINE),
        ("Subject: SKP\nAuto-Submitted: no", MailKind.PERSON),
        ("Subject: SKP\nPrecedence: auto_reply", MailKind.AUTO_REPLY),
        ("Subject: SKP\nPrecedence: bulk", MailKind.MACHINE),
        ("Subject: SKP\nPrecedence: bulk\nList-Id: <asn.contoh.test>", MailKind.LIST),
        ("Subject: SKP\nX-Auto-Response-Suppress: OOF", MailKind.MACHINE),
        ("Subject: SKP\nReturn-Path: <>", MailKind.MACHINE),
        ("Subject: SKP\nReturn-Path: <dinas-a@contoh.test>", MailKind.PERSON),
        ("Subject: SKP yang saya baca sebelum cuti", MailKind.PERSON),
        ("Subject: Re: SKP 2022", MailKind.PERSON),
    ],
)
def test_a_mail_is_judged_by_its_marks_and_the_beginning_of_its_subject(head, kind):
    assert sorted_(mail(FROM_A + head)).kind is kind


def test_a_read_receipt_is_no_answer():
    found = sorted_(mail(
        FROM_A + "Subject: Dibaca: SKP 2022\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=B",
        "--B\nContent-Type: text/plain\n\nDibaca.\n--B--\n",
    ))  # fmt: skip
    assert (found.kind, found.kind.brings_files) == (MailKind.READ_RECEIPT, False)


@pytest.mark.parametrize(
    "head",
    [
        f"From: {OURS}\nTo: {OURS}\nSubject: SKP\nMessage-ID: {SURAT}",
        f"From: {OURS}\nTo: {OURS}\nSubject: SKP\nMessage-ID: <0100abc@relay.contoh.test>\nReferences: {UTAS}",
        f"From: =?utf-8?q?B=4BD?= <BKD@CONTOH.TEST>\nTo: a@contoh.test\nSubject: SKP {KODE}",
        f"From: lain@contoh.test\nTo: {OURS}\nSubject: SKP\nMessage-ID: {SURAT}",
    ],
)
def test_our_own_letter_is_known_by_any_of_its_marks(head):
    found = sorted_(mail(head))
    assert (found.kind, found.codes, found.kind.brings_files) == (MailKind.OURS, (CODE,), False)


def test_what_somebody_sends_from_our_address_is_taken_and_never_answered():
    kind = sorted_(mail(f"From: {OURS}\nTo: {OURS}\nSubject: dari WhatsApp")).kind
    assert (kind, kind.brings_files, kind.may_be_answered) == (MailKind.OWN_ADDRESS, True, False)


@pytest.mark.parametrize("sender", ["no-reply@accounts.contoh.test", "drive-shares-dm-noreply@contoh.test"])
def test_an_address_that_nobody_reads_is_a_machines(sender):
    assert sorted_(mail(f"From: {sender}\nTo: {OURS}\nSubject: Berkas dibagikan")).kind is MailKind.MACHINE


def test_an_answer_names_the_letter_that_it_answers_before_those_it_quotes():
    found = sort_mail(
        read_incoming(mail(FROM_A + f"Subject: Re: SKP\nIn-Reply-To: {SURAT}", "> Kode surat: SKP-999999999")),
        WORDS,
        frozenset({OURS}),
    )
    assert (found.kind, found.codes) == (MailKind.PERSON, (CODE, "999999999"))
