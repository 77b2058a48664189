"""Mails as Outlook keeps them: .msg made into an ordinary mail, winmail.dat known and named. It opens no attachment."""

from email.message import EmailMessage
from io import BytesIO

from skpxl.files.archives import LIMITS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream that every .msg has ([MS-OXMSG] 2.4), as directories of OLE files hold names.
_PROPERTIES = "__properties_version1.0".encode("utf-16-le")
_TNEF = b"\x78\x9f\x3e\x22"  # [MS-OXTNEF] 2.1.3.2
_MISSING = (
    "surat Outlook (.msg) memerlukan python-oxmsg, yang belum terpasang; pasang dengan: python -m pip install 'skpxl[mail]', "
    "atau simpan suratnya sebagai .eml"
)
_BROKEN = "surat Outlook (.msg) ini tidak dapat dibuka; simpan lampirannya dari Outlook ke folder masuk"


class NotOpened(Exception):  # noqa: N818 (an answer about a mail, not an error of the program)
    """A mail of Outlook cannot be opened here; the message says why and what to do."""


def is_outlook(data: bytes) -> bool:
    """True for a .msg."""
    return data.startswith(_OLE) and _PROPERTIES in data


def is_winmail(data: bytes) -> bool:
    """True for a winmail.dat, whatever it is called."""
    return data.startswith(_TNEF)


def as_mail(data: bytes) -> bytes:
    """The .msg as an ordinary mail, with what is attached. Raises NotOpened; nothing in it raises anything else."""
    if len(data) > LIMITS.member:
        raise NotOpened(f"surat Outlook ini lebih dari {LIMITS.member // 1_000_000} MB")
    try:
        from oxmsg import Message
    except ImportError as error:
        raise NotOpened(_MISSING) from error
    try:
        found = Message.load(BytesIO(data))
        made = EmailMessage()
        told = {name.lower(): value for name, value in (found.message_headers or {}).items()}
        for name in ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "Return-Path"):
            if value := " ".join(str(told.get(name.lower(), "")).split()):
                made[name] = value
        if "From" not in made and found.sender:
            made["From"] = " ".join(found.sender.split())
        if "Date" not in made and found.sent_date:
            made["Date"] = found.sent_date
        made["Subject"] = " ".join((found.subject or "").split())
        made.set_content(found.body or "")
        for one in found.attachments:
            if one.file_bytes is not None:
                name = " ".join((one.file_name or "").split()) or "lampiran"
                made.add_attachment(one.file_bytes, maintype="application", subtype="octet-stream", filename=name)
        return made.as_bytes()
    except Exception as error:  # whatever a library meets in a file that is none
        raise NotOpened(_BROKEN) from error
