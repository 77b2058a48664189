"""A mail that came in as one value: who wrote, to whom, which mail it answers, what it says. It judges nothing.

Nothing in a mail makes it raise: what cannot be read is empty, and what is too much is cut off. Attachments are named and
not decoded. What each kind of mail is, is decided in `machines`; what is attached is opened by `files.contents`.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import HeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from skpxl.campaign.surel import is_address
from skpxl.files.archives import LIMITS
from skpxl.files.mail import TooNested, attachment_name, is_body, parsed

# Bytes of one mail that are looked into: base64 and its line breaks make four thirds and more of what is attached.
MAIL_MAX = LIMITS.member * 3 // 2
_HEAD = 65_536  # bytes of a mail that is too large, or too nested: its headers
_VALUE_MAX, _IDS_MAX, _TEXT_MAX = 1_000, 8_000, 100_000  # characters
_PARTS_MAX, _ADDRESSES_MAX, _ENCLOSED_MAX = 500, 50, 20
# The headers that tell a machine from a person.
JUDGED = (
    "auto-submitted", "precedence", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "list-id",
    "list-post", "list-unsubscribe", "list-help", "mailing-list", "x-failed-recipients", "feedback-id",
)  # fmt: skip
_ON_ITS_WAY = timedelta(days=1)
_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,400}>")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"\\]{1,64}@[A-Za-z0-9.-]{1,255}")
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_TROUBLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, HeaderParseError)


class Enclosed(NamedTuple):
    """A mail inside a mail, or its head alone: the ids in its headers, whom it was for, what it says."""

    ids: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""


class Incoming(NamedTuple):
    """One mail. Addresses are lower case, `dated` is a moment in UTC (ISO), and what a mail does not say is empty.

    `content` is the SHA-256 of its bytes; `return_path` None where it has no such header and empty where that is `<>`;
    `headers` those of `JUDGED` that it has. `report` is the kind of a multipart/report, `status` the groups of fields of a
    delivery report as they stand there. `trouble` says why it could not be looked into.
    """

    content: str
    size: int
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    sender: str = ""
    sender_name: str = ""
    return_path: str | None = None
    reply_to: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    dated: str = ""
    text: str = ""
    headers: Mapping[str, str] = MappingProxyType({})
    report: str = ""
    status: tuple[str, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    attachments: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def ids(self) -> str:
        """All that the mail itself refers to."""
        return f"{self.message_id} {self.in_reply_to} {self.references}"


def read_incoming(data: bytes) -> Incoming:
    """The mail in some bytes. Never raises for what is in them."""
    first = Incoming(hashlib.sha256(data).hexdigest(), len(data))
    trouble = ""
    try:
        if len(data) > MAIL_MAX:
            trouble = f"surat lebih dari {MAIL_MAX // 1_000_000} MB"
            mail = parsed(_head(data))
        else:
            mail = parsed(data)
    except TooNested:
        trouble = "surat memuat terlalu banyak bagian di dalam bagian"
        mail = HeaderParser().parsestr(_head(data).decode("ascii", "surrogateescape"))
    read = _with_head(first, mail)
    return read._replace(trouble=trouble) if trouble else _with_parts(read, mail)


def _head(data: bytes) -> bytes:
    """The headers of a mail that is not looked into."""
    head = data[:_HEAD]
    ends = [at for at in (head.find(b"\r\n\r\n"), head.find(b"\n\n")) if at >= 0]
    return head[: min(ends)] if ends else head


def _with_head(read: Incoming, mail: "Message[str, str]") -> Incoming:
    headers = _headers(mail)

    def value(name: str) -> str:
        return _clean(headers.get(name, ""))

    [name, sender] = next(iter(_people(headers.get("from", ""))), ("", ""))
    back = headers.get("return-path")
    return read._replace(
        message_id=_id(headers.get("message-id", "")),
        in_reply_to=_ids(headers.get("in-reply-to", "")),
        references=_ids(headers.get("references", "")),
        sender=sender,
        sender_name=name,
        return_path=None if back is None else next((one for _, one in _people(back)), ""),
        reply_to=next((one for _, one in _people(headers.get("reply-to", ""))), ""),
        to=_addresses(headers.get("to", "")),
        cc=_addresses(headers.get("cc", "")),
        subject=value("subject"),
        dated=_dated(headers.get("date", "")),
        headers=MappingProxyType({name: value(name) for name in JUDGED if name in headers}),
    )


def _with_parts(read: Incoming, mail: "Message[str, str]") -> Incoming:
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    names: list[str] = []
    status: list[str] = []
    enclosed: list[Enclosed] = []
    for part, kind, is_inner in _parts(mail):
        if kind == "message/delivery-status":
            status += _groups(part)
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            enclosed.append(_enclosed(HeaderParser().parsestr(_decoded(part))))
        elif kind == "message/rfc822" and part.is_multipart():
            enclosed += [_enclosed(one) for one in _inside(part)[:1]]
        elif kind in texts and is_body(part):
            if not is_inner:
                texts[kind].append(_decoded(part))
        elif not part.is_multipart() and (name := _clean(attachment_name(part))):
            names.append(name)
    said = "\n".join(texts["text/plain"]).strip() or "\n".join(map(_without_tags, texts["text/html"]))
    return read._replace(
        text=said[:_TEXT_MAX],
        report=_report(mail),
        status=tuple(status[:_PARTS_MAX]),
        enclosed=tuple(enclosed[:_ENCLOSED_MAX]),
        attachments=tuple(names),
    )


def _parts(mail: "Message[str, str]") -> "Iterator[tuple[Message[str, str], str, bool]]":
    """The parts in order, at most so many, each with its type and whether it is within a mail inside; what is within a
    delivery report is not given."""
    waiting = [(mail, False)]
    for _ in range(_PARTS_MAX):
        if not waiting:
            return
        part, is_inner = waiting.pop()
        kind = part.get_content_type()
        yield part, kind, is_inner
        if part.is_multipart() and kind != "message/delivery-status":
            inside = is_inner or kind == "message/rfc822"
            waiting += [(one, inside) for one in reversed(_inside(part))]


def _inside(part: "Message[str, str]") -> "list[Message[str, str]]":
    return [one for one in part.get_payload() if isinstance(one, Message)] if part.is_multipart() else []


def _enclosed(mail: "Message[str, str]") -> Enclosed:
    headers = _headers(mail)
    ids = " ".join(_ids(headers.get(name, "")) for name in ("message-id", "in-reply-to", "references"))
    texts = [_decoded(part) for part, kind, is_inner in _parts(mail) if kind == "text/plain" and not is_inner]
    to = (*_addresses(headers.get("to", "")), *_addresses(headers.get("cc", "")))
    return Enclosed(ids.strip(), to, _clean(headers.get("subject", "")), "\n".join(texts)[:_TEXT_MAX])


def _groups(part: "Message[str, str]") -> list[str]:
    """The groups of fields of a delivery report (RFC 3464), each as lines."""
    if not part.is_multipart():
        return [group for group in re.split(r"\r?\n[ \t]*\r?\n", _decoded(part)) if group.strip()]
    groups = (_headers(group) for group in _inside(part))
    return ["\n".join(f"{name}: {_clean(value)}" for name, value in group.items()) for group in groups if group]


def _headers(mail: "Message[str, str]") -> dict[str, str]:
    """The headers, the first of each name, by it in lower case; what is no ASCII is UTF-8, or else Latin-1."""
    found: dict[str, str] = {}
    for name, value in mail.raw_items():
        raw = str(value).encode("utf-8", "surrogateescape")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
        found.setdefault(name.lower(), text[: _IDS_MAX * 2])
    return found


def _in_words(value: str) -> str:
    """Encoded words (RFC 2047) decoded, of an unknown charset as well as can be."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except _TROUBLE:
        return value
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        try:
            words.append(piece.decode(charset or "ascii", "replace"))
        except _TROUBLE:
            words.append(piece.decode("latin-1"))
    return "".join(words)


def _clean(value: str) -> str:
    """A header as one line that can be shown: no control or direction characters, not overlong."""
    told = _UNSEEN.sub(" ", _in_words(value[: _VALUE_MAX * 4]))
    return " ".join(told.encode("utf-8", "replace").decode("utf-8").split())[:_VALUE_MAX]


def _ids(value: str) -> str:
    """The message ids in a header; of very many the last, which are nearest."""
    return " ".join(_ID.findall(value))[-_IDS_MAX:]


def _id(value: str) -> str:
    return next(iter(_ID.findall(value)), "")


def _people(value: str) -> list[tuple[str, str]]:
    """Names and addresses in a header, those that can be addresses."""
    value = _UNSEEN.sub(" ", value[:_IDS_MAX])
    try:
        pairs: Iterable[tuple[str, str]] = getaddresses([value])
    except _TROUBLE:
        pairs = ()
    people = [(_clean(name), address.lower()) for name, address in pairs if is_address(address)]
    if not people:
        people = [("", found.lower()) for found in _ADDRESS.findall(_in_words(value)) if is_address(found)]
    return people[:_ADDRESSES_MAX]


def _addresses(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for _, address in _people(value)))


def _dated(value: str) -> str:
    try:
        moment = parsedate_to_datetime(value[:_VALUE_MAX])
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except _TROUBLE:
        return ""


def come_at(mail: Incoming, moment: datetime | None) -> Incoming:
    """The mail, dated as its server received it where that is known and more than a day from what the mail says: a date can be
    written back, and a clock can be wrong.
    """
    said = sent_at(mail)
    if moment is None or (said and abs(moment - said) <= _ON_ITS_WAY):
        return mail
    return mail._replace(dated=moment.astimezone(UTC).isoformat(timespec="seconds"))


def sent_at(mail: Incoming) -> datetime | None:
    """When the mail says it was sent; None where it does not."""
    return datetime.fromisoformat(mail.dated) if mail.dated else None


def _report(mail: "Message[str, str]") -> str:
    """The kind of a report, as it says; only where it is one."""
    try:
        kind = mail.get_param("report-type") if mail.get_content_type() == "multipart/report" else ""
    except _TROUBLE:
        kind = ""
    return _clean(kind).lower() if isinstance(kind, str) else ""


def _decoded(part: "Message[str, str]") -> str:
    """The text of a part."""
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset() or "utf-8"
    except _TROUBLE:
        return ""
    if not isinstance(data, bytes):
        return ""
    try:
        text = data[: _TEXT_MAX * 4].decode(charset, "replace")
    except _TROUBLE:
        text = data[: _TEXT_MAX * 4].decode("utf-8", "replace")
    # Some charsets have halves of characters, which nothing can hold.
    text = text[:_TEXT_MAX].encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\x00", "")


def _without_tags(page: str) -> str:
    """The words of a page, roughly: by them codes and addresses are found."""
    words = unescape(_TAG.sub("\n", page))
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())
