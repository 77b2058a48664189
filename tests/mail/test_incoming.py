"""Mails read: everything that is asked of one, and nothing in any bytes that raises."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_mails import CODE, FROM_A, KODE, OURS, SURAT, UTAS, failed, mail, report

from skpxl.files.contents import contents_of_mail
from skpxl.mail import incoming
from skpxl.mail.bounces import letter_codes
from skpxl.mail.incoming import Enclosed, come_at, read_incoming, sent_at
from skpxl.mail.machines import MailKind, sort_mail
from skpxl.template.library import load_library

WORDS = load_library().wording("surat")


def test_a_mail_says_who_wrote_to_whom_and_what_it_answers():
    letter = EmailMessage()
    letter["From"] = '"Budi – Dinas, S.Kom" <Budi@Contoh.Test>'
    letter["To"] = f"BKD <{OURS}>, lain@contoh.test"
    letter["Cc"] = "kepala@contoh.test"
    letter["Reply-To"] = "staf@contoh.test"
    letter["Subject"] = "Bls: SKP – Dinas A"
    letter["Date"] = "Mon, 03 Jan 2022 08:00:00 +0800"
    letter["Message-ID"] = "<jawaban@contoh.test>"
    letter["In-Reply-To"] = SURAT
    letter["References"] = f"{UTAS} {SURAT}"
    letter.set_content(f"Terlampir.\n> Kode surat: {KODE}\n")
    letter.add_attachment(b"isi", maintype="application", subtype="octet-stream", filename="SKP – Budi.xlsx")
    data = letter.as_bytes()
    read = read_incoming(data)
    assert (read.content, read.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (read.sender, read.sender_name) == ("budi@contoh.test", "Budi – Dinas, S.Kom")
    assert (read.to, read.cc) == ((OURS, "lain@contoh.test"), ("kepala@contoh.test",))
    assert (read.reply_to, read.return_path) == ("staf@contoh.test", None)
    assert read.subject == "Bls: SKP – Dinas A"
    assert (read.dated, sent_at(read)) == ("2022-01-03T00:00:00+00:00", datetime(2022, 1, 3, tzinfo=UTC))
    assert (read.message_id, read.in_reply_to, read.references) == ("<jawaban@contoh.test>", SURAT, f"{UTAS} {SURAT}")
    assert read.text == f"Terlampir.\n> Kode surat: {KODE}"
    assert (read.attachments, read.trouble) == (("SKP – Budi.xlsx",), "")
    assert letter_codes(read) == (CODE,)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("Subject: =?tidak-dikenal?q?SKP_=42udi?=", "subject", "SKP Budi"),
        ("Subject: =?utf-8?q?a=0D=0ABcc:_x@contoh.test?=", "subject", "a Bcc: x@contoh.test"),
        ("Subject: SKP\u202exslx", "subject", "SKP xslx"),
        ("Subject: " + "a" * 5000, "subject", "a" * 1000),
        ("From: a@b@c, budi@contoh.test", "sender", "budi@contoh.test"),
        ("From: <budi@contoh.test\x00>", "sender", "budi@contoh.test"),
        ("From: undisclosed", "sender", ""),
        ("From:", "sender", ""),
        ("Date: Mon, 99 Jan 99999 08:00:00 +9999", "dated", ""),
        ("Date: kemarin", "dated", ""),
        ("Message-ID: tanpa kurung", "message_id", ""),
        ("Return-Path: <>", "return_path", ""),
        ("Content-Type: text/plain; charset*=utf-8''%FF", "text", "Terlampir."),
        ("Content-Type: text/plain; charset=tidak-dikenal", "text", "Terlampir."),
        ("Content-Type: text/html", "text", "Terlampir."),
    ],
)
def test_what_is_broken_in_a_header_is_read_as_well_as_can_be(head, field, value):
    assert getattr(read_incoming(mail(f"X-First: 1\n{head}")), field) == value


def test_headers_in_raw_letters_are_utf8_or_latin1():
    assert read_incoming("Subject: SKP – Zoë\r\n\r\n".encode()).subject == "SKP – Zoë"
    assert read_incoming("Subject: SKP Zoë\r\n\r\n".encode("latin-1")).subject == "SKP Zoë"


def test_a_mail_inside_a_mail_gives_its_ids_its_text_and_its_attachments():
    inner, outer = EmailMessage(), EmailMessage()
    inner["Message-ID"], inner["To"], inner["Subject"] = SURAT, "dinas-a@contoh.test", "SKP"
    inner.set_content(f"Kode surat: {KODE}")
    inner.add_attachment(b"isi", maintype="application", subtype="octet-stream", filename="skp.xlsx")
    outer["From"], outer["Subject"] = "a@contoh.test", "Fwd"
    outer.set_content("diteruskan")
    outer.add_attachment(inner)
    read = read_incoming(outer.as_bytes())
    assert read.enclosed == (Enclosed(SURAT, ("dinas-a@contoh.test",), "SKP", f"Kode surat: {KODE}\n"),)
    assert (read.text, read.attachments) == ("diteruskan", ("skp.xlsx",))


def test_a_page_is_read_for_its_words():
    page = f"<html><p>Kode&nbsp;surat: <b>{KODE}</b></p>" + "<" * 1000
    assert letter_codes(read_incoming(mail(FROM_A + "Content-Type: text/html", page))) == (CODE,)


def test_what_is_too_large_or_too_nested_is_not_looked_into(monkeypatch):
    nested = FROM_A + "Subject: SKP\n" + "Content-Type: multipart/mixed; boundary=B\n\n--B\n" * 400
    read = read_incoming(mail(nested))
    assert read.trouble == "surat memuat terlalu banyak bagian di dalam bagian"
    assert (read.sender, read.subject) == ("dinas-a@contoh.test", "SKP")
    monkeypatch.setattr(incoming, "MAIL_MAX", 1_000_000)
    large = read_incoming(mail(FROM_A + "Subject: SKP", "x" * 1_000_001))
    assert (large.sender, large.trouble, large.text) == ("dinas-a@contoh.test", "surat lebih dari 1 MB", "")
    assert sort_mail(large, WORDS, frozenset()).kind is MailKind.UNREADABLE


def test_many_parts_are_read_up_to_a_limit():
    parts = "--B\nContent-Disposition: attachment; filename=a.xlsx\n\nx\n" * 2000
    read = read_incoming(mail(FROM_A + "Content-Type: multipart/mixed; boundary=B", f"{parts}--B--\n"))
    assert len(read.attachments) == 499


LINES = [
    *mail(FROM_A + f"Subject: SKP\nMessage-ID: {SURAT}").decode().split("\r\n"),
    *report(failed()).decode().split("\r\n"),
    "Content-Type: text/plain; charset=\x00",
    "Content-Type: text/plain; charset*0*=''%ff",
    "Content-Type: message/rfc822",
    "Content-Type: multipart/mixed; boundary*=x''B",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: x-uuencode",
    "Content-Disposition: attachment; filename*=utf-8''%ff; filename*0=x",
    "From: =?x?q?=FF?= <@>",
    "Subject: =?utf-8?b?!!?=",
    "\xff\udcff",
    "Content-Type: text/rfc822-headers; charset=utf-7",
    "Subject: +2AA- <+2AA-@x>",
    "begin 644 a.xlsx",
    "#!!!!\x01",
    "Message-ID: <\x00a@b>",
]


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)))
def test_no_bytes_raise(data):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")
    found = sort_mail(read_incoming(data), WORDS, frozenset({OURS}))
    told = f"{found!r}{read_incoming(data)!r}{[*contents_of_mail(data, 'surat')]!r}"
    assert "\\ud" not in told
    assert "\\x00" not in f"{read_incoming(data)._replace(content='', status=())!r}"


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("Wed, 05 Jan 2022 20:00:00 +0900", "2022-01-05T11:00:00+00:00"),  # on its way for some hours
        ("Mon, 03 Jan 2022 08:00:00 +0900", "2022-01-06T01:00:00+00:00"),  # written back, or very late
        ("Fri, 06 Jan 2023 08:00:00 +0900", "2022-01-06T01:00:00+00:00"),  # a clock that is wrong
        ("", "2022-01-06T01:00:00+00:00"),
    ],
)
def test_a_date_that_cannot_be_right_gives_way_to_that_of_the_server(said, dated):
    mail = read_incoming(f"From: a@contoh.test\nTo: b@contoh.test\nDate: {said}\n\nisi\n".encode())
    assert come_at(mail, datetime(2022, 1, 6, 10, tzinfo=timezone(timedelta(hours=9)))).dated == dated
    assert come_at(mail, None) == mail
