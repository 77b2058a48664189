"""What is attached to a mail that was saved as a file (.eml), or to the mails of a mailbox (.mbox). It sends and fetches none.

What a mail says, and pictures inside what it says, are no attachments. Mails of Outlook (.msg) are not opened here.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import Any, NamedTuple

_HEADER = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.IGNORECASE)
# Of a mail that was sent; a saved web page (.mht) has some headers of a mail, and none of these.
_SENT = re.compile(
    rb"^(?:received|return-path|delivered-to|message-id|to|cc|x-received):",
    re.IGNORECASE | re.MULTILINE,
)
_ALWAYS = re.compile(rb"^(?:from|subject|date|mime-version):", re.IGNORECASE | re.MULTILINE)
_MAILBOX = re.compile(rb"\AFrom [^\r\n]*\r?\n(?=>?[!-9;-~]+:)")
_NEXT = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]*\r?\n(?=>?[!-9;-~]+:)")
_HEAD = 16_384  # bytes; headers of servers can be long
# Every part within parts is looked at line by line: more of them than any person sends would take for ever.
_INNER_MAX = 300
_INNER = re.compile(rb"boundary\s*=|message/rfc822", re.IGNORECASE)
_PACKED = frozenset({"base64", "x-uuencode", "uuencode", "uue", "x-uue"})
# Parts that programs attach beside what a person sends.
_BESIDE = frozenset({
    "text/calendar", "text/vcard", "text/x-vcard", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/pgp-signature", "application/ics", "message/delivery-status", "text/rfc822-headers",
})  # fmt: skip


class Attachment(NamedTuple):
    """One attachment; `mail` instead of `data` where a whole mail is attached. `beside` is nothing that a person sent.

    `size` is how many bytes it has; of what would be more than is allowed there is no `data`.
    """

    name: str
    data: bytes = b""
    size: int = 0
    mail: "Message[str, str] | None" = None
    beside: bool = False


class TooNested(ValueError):  # noqa: N818 (a verdict on a mail)
    """More parts within parts than a mail of a person has."""


def is_mail(head: bytes) -> bool:
    """True for what begins as a mail that was sent."""
    if (found := _HEADER.match(head[:_HEAD].removeprefix(BOM_UTF8))) is None:
        return False
    return bool(_SENT.search(found[0]) and _ALWAYS.search(found[0]))


def is_mailbox(head: bytes) -> bool:
    """True for what begins as a file of many mails."""
    found = _MAILBOX.match(head)
    return found is not None and is_mail(head[found.end() :].removeprefix(b">"))


def mails_of(data: bytes) -> list[bytes]:
    """The mails of a mailbox."""
    starts = [(match.start(), match.end()) for match in _NEXT.finditer(data)]
    ends = [start for start, _ in starts[1:]] + [len(data)]
    return [data[start:end] for (_, start), end in zip(starts, ends, strict=True)]


def parsed(data: bytes) -> "Message[str, str]":
    """The mail in some bytes. Raises TooNested."""
    if sum(1 for _ in zip(range(_INNER_MAX + 1), _INNER.finditer(data), strict=False)) > _INNER_MAX:
        raise TooNested
    try:
        return message_from_bytes(data.removeprefix(BOM_UTF8))
    except (RecursionError, ValueError, LookupError) as error:
        raise TooNested from error


def attachments(mail: "Message[str, str]", most: int) -> Iterator[Attachment]:
    """What is attached, in order, mails that are attached as one attachment each. Never raises for what is in the mail.

    What would be more than `most` bytes is not decoded.
    """
    number = 0
    stack = [mail]
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        # Of parts alone: asked for the text of a part with a strange charset it raises.
        inner: Any = part.get_payload() if part.is_multipart() else None
        if part is not mail and kind == "message/rfc822" and isinstance(inner, list) and inner:
            number += 1
            yield Attachment(attachment_name(part) or f"surat {number}.eml", mail=inner[0])
        elif isinstance(inner, list):
            stack.extend(reversed(inner))
        elif not is_body(part):
            number += 1
            name = attachment_name(part) or f"lampiran {number}"
            if kind in _BESIDE or (part.get_content_maintype() == "image" and _is_inside(part)):
                yield Attachment(name, beside=True)
            elif (size := _size_at_least(part)) > most:
                yield Attachment(name, size=size)
            else:
                data = _decoded(part)
                yield Attachment(name, data, len(data))


def _size_at_least(part: "Message[str, str]") -> int:
    """How many bytes an attachment has when it is decoded, or not many less: told by its packed text alone."""
    try:
        packed = part.get_payload()
    except (ValueError, LookupError, TypeError, AssertionError):
        return 0
    if not isinstance(packed, str):
        return 0
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    # Four letters for three bytes, and line breaks (RFC 2045, 6.8); quoted-printable may take three letters for one.
    if coding == "quoted-printable":
        return len(packed) // 3
    return len(packed) * 70 // 100 if coding in _PACKED else len(packed)


def _decoded(part: "Message[str, str]") -> bytes:
    """The bytes of an attachment; none where it is packed so badly that no program unpacks it."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def is_body(part: "Message[str, str]") -> bool:
    """What the mail says, as opposed to what is attached to it."""
    said = part.get_content_type() in (
        "text/plain",
        "text/html",
        "text/enriched",
        "text/richtext",
    )
    return said and part.get_content_disposition() != "attachment" and not attachment_name(part)


def _is_inside(part: "Message[str, str]") -> bool:
    """A picture that the text of the mail shows: a letterhead, a signature."""
    return "Content-ID" in part and part.get_content_disposition() != "attachment"


def attachment_name(part: "Message[str, str]") -> str:
    """The file name that a part gives; empty without one, or where it cannot be read."""
    try:
        name = part.get_filename() or ""
        return str(make_header(decode_header(name))) if "=?" in name else name
    except (HeaderParseError, LookupError, UnicodeError, ValueError, TypeError):
        return ""
