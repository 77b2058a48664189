"""Mails of Outlook: known by what is in them, made into ordinary ones, and named where they cannot be."""

from pathlib import Path

import pytest

from skpxl.files.contents import contents_of_mail
from skpxl.mail import outlook
from skpxl.mail.incoming import read_incoming
from skpxl.mail.machines import MailKind, sort_mail
from skpxl.mail.outlook import NotOpened, as_mail, is_outlook, is_winmail
from skpxl.template.library import load_library

MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20) + "__properties_version1.0".encode("utf-16-le")


def test_they_are_known_by_what_is_in_them():
    assert [is_outlook(data) for data in (MSG, MSG[:40], b"PK\x03\x04")] == [True, False, False]
    assert [is_winmail(data) for data in (b"\x78\x9f\x3e\x22...", MSG)] == [True, False]


def kept(name):
    """A mail as Outlook writes it, of `outlook/` (made by buat.js there)."""
    return (Path(__file__).parent / "outlook" / f"{name}.msg").read_bytes()


def inside(name):
    return [(one.name, one.data) for one in contents_of_mail(as_mail(kept(name)), name)]


def test_one_becomes_an_ordinary_mail_with_what_is_attached():
    read = read_incoming(as_mail(kept("surat")))
    assert (read.sender, read.sender_name, read.subject) == ("dinas-a@contoh.test", "Dinas A", "SKP dinas A")
    assert (read.message_id, read.in_reply_to) == ("<msg-1@contoh.test>", "<awal@contoh.test>")
    assert (read.dated, read.return_path) == ("2022-01-05T00:15:00+00:00", "dinas-a@contoh.test")
    assert (read.text, read.attachments) == ("Terlampir SKP.", ("SKP Budi.xlsx", "catatan.txt"))
    assert inside("surat") == [("surat/SKP Budi.xlsx", b"isi kecil\n"), ("surat/catatan.txt", b"catatan")]


def test_one_inside_another_is_opened_too():
    read = read_incoming(as_mail(kept("diteruskan")))
    # Within one office its sender has a name of Exchange, and an address beside it.
    assert (read.sender, read.subject, read.text) == ("kasubbag@contoh.test", "Fw: SKP", "Saya\nteruskan\n.")
    assert read.enclosed[0].ids == "<msg-1@contoh.test> <awal@contoh.test>"
    assert inside("diteruskan") == [("diteruskan/surat 1.eml/SKP Budi.xlsx", b"isi kecil\n")]


def test_who_is_away_is_a_machine():
    mail = read_incoming(as_mail(kept("cuti")))
    assert sort_mail(mail, load_library().wording("surat"), frozenset(), lambda code: False).kind is MailKind.AUTO_REPLY


def test_the_same_file_is_the_same_mail():
    assert as_mail(kept("diteruskan")) == as_mail(kept("diteruskan"))


@pytest.mark.parametrize("size", [*range(0, 7168, 512), 700, 3333])
def test_a_part_of_one_is_named_or_read(size):
    data = kept("diteruskan")[:size]
    try:
        read_incoming(as_mail(data))
    except NotOpened as refused:
        assert "simpan lampirannya dari Outlook" in str(refused)


def test_too_many_within_each_other_are_named(monkeypatch):
    monkeypatch.setattr(outlook, "_DEPTH", 1)
    with pytest.raises(NotOpened, match="surat di dalam surat lebih dari 1 lapis"):
        as_mail(kept("diteruskan"))


def test_one_that_is_broken_is_named():
    with pytest.raises(NotOpened, match="tidak dapat dibuka; simpan lampirannya"):
        as_mail(MSG)
