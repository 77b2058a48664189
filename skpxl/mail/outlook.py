"""Mails as Outlook keeps them: .msg made into an ordinary mail, winmail.dat known and named. It opens no attachment."""

import hashlib
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO
from typing import TYPE_CHECKING

from skpxl.files.archives import LIMITS
from skpxl.mail.incoming import JUDGED
from skpxl.model.teks import one_line

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.storage import Storage

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream that every .msg has ([MS-OXMSG] 2.4), as directories of OLE files hold names.
_STREAM = "__properties_version1.0"
_PROPERTIES = _STREAM.encode("utf-16-le")
_INNER = "__substg1.0_3701000D"  # the message in an attachment (2.2.2.1)
_HEAD = 24  # bytes before the properties of a message within another; 32 in the outermost (2.4.1)
_DEPTH = 4  # messages within messages
_HEADERS = ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "References", "Return-Path", "Reply-To")
# Delivery reports, and answers of whoever is away ([MS-OXCMSG], PidTagMessageClass).
_OF_MACHINES = ("report.", "ipm.note.rules.")
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
        from olefile import OleFileIO
        from oxmsg.storage import Storage
    except ImportError as error:
        raise NotOpened(_MISSING) from error
    try:
        with OleFileIO(BytesIO(data)) as file:
            made = _made(Storage.from_ole(file), _DEPTH)
        # The same file gives the same mail: it is known again by what is in it.
        digest = hashlib.sha256(data).hexdigest()[:24]
        for number, part in enumerate(made.walk()):
            if part.is_multipart() and part.get_content_maintype() == "multipart":
                part.set_boundary(f"{digest}-{number}")
        return made.as_bytes()
    except NotOpened:
        raise
    except Exception as error:  # whatever a library meets in a file that is none
        raise NotOpened(_BROKEN) from error


def _made(storage: "Storage", depth: int) -> EmailMessage:
    """A message of Outlook as an ordinary mail; messages that are attached to it as attached mails. Raises NotOpened."""
    from oxmsg import Message
    from oxmsg.attachment import Attachment

    if not depth:
        raise NotOpened(f"surat Outlook (.msg) ini memuat surat di dalam surat lebih dari {_DEPTH} lapis")
    found = Message(storage)
    made = EmailMessage()
    told = {name.lower(): value for name, value in (found.message_headers or {}).items()}
    for name in (*_HEADERS, *JUDGED):
        if value := one_line(str(told.get(name.lower(), ""))):
            made[name] = value
    if "From" not in made and (sender := _sender(found)):
        made["From"] = sender
    if "Date" not in made and found.sent_date:
        made["Date"] = found.sent_date
    if found.message_class.lower().startswith(_OF_MACHINES) and "auto-submitted" not in made:
        made["Auto-Submitted"] = "auto-replied"
    made["Subject"] = one_line(found.subject or "")
    if found.body or not found.html_body:
        made.set_content(found.body or "")
    else:
        made.set_content(found.html_body, subtype="html")
    for place in storage.iter_attachment_storages():
        inner = next((one for one in place.storages if one.name == _INNER), None)
        if inner:
            made.add_attachment(_made(_as_outermost(inner), depth - 1))
            continue
        one = Attachment(place)
        if one.file_bytes is not None:
            name = one_line(one.file_name or "") or "lampiran"
            made.add_attachment(one.file_bytes, maintype="application", subtype="octet-stream", filename=name)
    return made


def _as_outermost(storage: "Storage") -> "Storage":
    """A message inside another one as one that stands alone: the head of its properties is eight bytes longer."""
    streams = tuple(
        replace(one, bytes_=one.bytes_[:_HEAD] + bytes(8) + one.bytes_[_HEAD:]) if one.name == _STREAM else one
        for one in storage.streams
    )
    return replace(storage, streams=streams)


def _sender(found: "Message") -> str:
    """Who sent a message that has no headers: within one office it has a name of Exchange there, and the address beside it."""
    from oxmsg.domain.constants import PID_SENDER_SMTP_ADDRESS

    sender = one_line(found.sender or "")
    return (
        sender if "@" in sender else one_line(found.properties.str_prop_value(PID_SENDER_SMTP_ADDRESS) or "") or sender
    )
