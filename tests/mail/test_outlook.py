"""Mails of Outlook: known by what is in them, made into ordinary ones, and named where they cannot be."""

from types import SimpleNamespace

import oxmsg
import pytest

from skpxl.mail.incoming import read_incoming
from skpxl.mail.outlook import NotOpened, as_mail, is_outlook, is_winmail

MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20) + "__properties_version1.0".encode("utf-16-le")


def test_they_are_known_by_what_is_in_them():
    assert [is_outlook(data) for data in (MSG, MSG[:40], b"PK\x03\x04")] == [True, False, False]
    assert [is_winmail(data) for data in (b"\x78\x9f\x3e\x22...", MSG)] == [True, False]


def test_one_becomes_an_ordinary_mail(monkeypatch):
    attached = [
        SimpleNamespace(file_bytes=b"isi", file_name="SKP\r\nBudi.xlsx"),
        SimpleNamespace(file_bytes=None, file_name=""),
    ]
    found = SimpleNamespace(
        message_headers={"From": "Budi <budi@contoh.test>", "Message-ID": "<1@contoh.test>\r\nBcc: x@contoh.test"},
        sender="", subject="SKP\r\nBcc: y@contoh.test", sent_date=None, body="Terlampir.", attachments=attached,
    )  # fmt: skip
    monkeypatch.setattr(oxmsg.Message, "load", lambda _: found)
    read = read_incoming(as_mail(MSG))
    assert (read.sender, read.subject, read.message_id) == (
        "budi@contoh.test",
        "SKP Bcc: y@contoh.test",
        "<1@contoh.test>",
    )
    assert (read.text, read.attachments) == ("Terlampir.", ("SKP Budi.xlsx",))


def test_one_that_is_broken_is_named():
    with pytest.raises(NotOpened, match="tidak dapat dibuka; simpan lampirannya"):
        as_mail(MSG)
