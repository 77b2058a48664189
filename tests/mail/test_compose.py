"""A letter as bytes: what a mail program reads from it is what was said, whatever strangers put into names and texts."""

import email
import re
from datetime import UTC, datetime
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skpxl.errors import ProgramError, SkpxlError
from skpxl.mail.compose import Attached, Letter, Sender, compose, short_name
from skpxl.mail.identity import codes_in_ids, codes_in_text, letter_code, printed_letter_code
from skpxl.model.shown import without_steering

AT = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
SENDER = Sender("skp@bkd.contoh.test", "BKD Kabupaten Contoh, Bidang Kinerja")
CODE = letter_code(b"kunci", "formulir:1")
BODY = f"Yth. Ibu Rahmi Séna,\n\nTerlampir.\n.\nFrom dalam baris\n\nKode surat: {printed_letter_code(CODE)}\n"
WHOLE = Letter("formulir", "formulir:1", "dinas@contoh.test", "Formulir SKP", BODY)


def letter(**told):
    return Letter(**{**WHOLE._asdict(), **told})


def said_in(part):
    return part.get_content().replace("\r\n", "\n")


def read(data):
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()
    return email.message_from_bytes(data, policy=default)


def test_what_is_said_is_read_again():
    sheet = bytes(range(256)) * 20
    sent = letter(
        name="Dra. Rahmi Séna, M.Si.",
        subject="Formulir SKP – Dinas Pekerjaan Umum dan Penataan Ruang “Kabupaten Contoh” tahun 2024",
        attachments=(Attached("Séna Rahmi (SKP).xlsx", sheet), Attached("sena-rahmi-skp.xlsx", b"2")),
    )
    data = compose(sent, SENDER, CODE, AT)
    mail = read(data)
    assert mail.keys() == ["From", "To", "Subject", "Date", "Message-ID", "References", "MIME-Version", "Content-Type"]
    [to], [sender] = mail["To"].addresses, mail["From"].addresses
    assert (to.display_name, to.addr_spec) == ("Dra. Rahmi Séna, M.Si.", "dinas@contoh.test")
    assert (sender.display_name, sender.addr_spec) == (SENDER.name, SENDER.address)
    assert mail["Subject"] == "Formulir SKP – Dinas Pekerjaan Umum dan Penataan Ruang “Kabupaten Contoh” tahun 2024"
    assert mail["Date"].datetime == AT
    assert mail["Message-ID"] == f"<skpxl.{CODE.lower()}.surat@bkd.contoh.test>"
    assert mail["References"] == f"<skpxl.{CODE.lower()}.utas@bkd.contoh.test>"
    text, first, second = mail.iter_parts()
    assert (said_in(text), text["Content-Transfer-Encoding"]) == (BODY, "quoted-printable")
    assert [part.get_content() for part in (first, second)] == [sheet, b"2"]
    # The short name in the old parameter, the whole one in that of RFC 2231.
    assert first["Content-Type"].params["name"] == "Sena-Rahmi-SKP.xlsx"
    assert first.get_filename() == "Sena-Rahmi-SKP.xlsx"
    assert b"; filename*=UTF-8''S%C3%A9na%20Rahmi%20%28SKP%29.xlsx\r\n" in data.replace(b"\r\n ", b" ")
    assert second.get_filename() == "sena-rahmi-skp-2.xlsx"


def test_the_same_letter_is_the_same_bytes():
    one = letter(attachments=(Attached("a.xlsx", b"1"),))
    assert compose(one, SENDER, CODE, AT) == compose(one, SENDER, CODE, AT)
    assert compose(one, SENDER, CODE, AT) != compose(letter(attachments=(Attached("a.xlsx", b"2"),)), SENDER, CODE, AT)


def test_an_answer_stays_in_its_thread_and_says_that_a_program_sent_it():
    theirs = ("<a@contoh.test>", "bukan id", "<x\r\nBcc: y@contoh.test>", *(f"<{n}@contoh.test>" for n in range(20)))
    mail = read(compose(letter(answers="<akhir@contoh.test>", references=theirs, automatic=True), SENDER, CODE, AT))
    kept = [f"<{n}@contoh.test>" for n in range(9, 20)]
    assert mail["References"].split() == [f"<skpxl.{CODE.lower()}.utas@bkd.contoh.test>", *kept, "<akhir@contoh.test>"]
    assert (mail["In-Reply-To"], mail["Auto-Submitted"], "Bcc" in mail) == (
        "<akhir@contoh.test>",
        "auto-replied",
        False,
    )
    assert (
        codes_in_ids(mail["Message-ID"])
        == codes_in_ids(mail["References"])
        == codes_in_text(mail.get_content())
        == [CODE]
    )


@pytest.mark.parametrize(
    "address", ["a@b@contoh.test", "a@contoh.test, b@contoh.test", "a@contoh.test\r\nBcc: b@contoh.test", ""]
)
def test_what_is_no_address_gets_no_letter(address):
    with pytest.raises(SkpxlError, match="bukan alamat surel"):
        compose(letter(address=address), SENDER, CODE, AT)


def test_a_letter_without_its_code_is_a_bug():
    with pytest.raises(ProgramError, match="tidak memuat kodenya"):
        compose(letter(body="Yth."), SENDER, CODE, AT)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("a\r\nb: c.xlsx", "a-b-c.xlsx"),
        ('x"; filename=y.exe', "x-filename-y.exe"),
        ("…", "berkas"),
        ("x" * 200 + ".xlsx", "x" * 60 + ".xlsx"),
    ],
)
def test_names_are_short_and_plain(name, short):
    assert short_name(name) == short


HOSTILE = st.text(st.sampled_from("aé=?_.,;:\"'<>()@\\ \t\r\n\0\x0b\x85\u2028\u202e\ud800😀")) | st.sampled_from(
    ["x\r\nBcc: y@contoh.test", "=?utf-8?q?a=0D=0ABcc:_y@contoh.test?=", '"a" <y@contoh.test>, b', "x" * 3000, "\n.\nDATA"]
)  # fmt: skip


@settings(max_examples=40)
@given(name=HOSTILE, subject=HOSTILE, said=HOSTILE, file=HOSTILE, thread=HOSTILE)
def test_no_stranger_makes_a_header_or_a_recipient(name, subject, said, file, thread):
    body = f"{said}\nKode surat: {printed_letter_code(CODE)}\n"
    sent = letter(name=name, subject=subject, body=body, attachments=(Attached(file, b"isi"),), answers=thread)
    mail = read(compose(sent, Sender(SENDER.address, name), CODE, AT))
    assert [
        *map(str.lower, mail.keys())
    ] == "from to subject date message-id references mime-version content-type".split()
    assert [one.addr_spec for one in mail["To"].addresses] == ["dinas@contoh.test"]
    assert [one.addr_spec for one in mail["From"].addresses] == [SENDER.address]
    text, attached = mail.iter_parts()
    lines = body.replace("\r\n", "\n").split("\n")
    assert said_in(text).split("\n") == [without_steering(line) for line in lines]
    assert attached.get_content() == b"isi"
