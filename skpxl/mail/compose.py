"""A letter as the bytes of an .eml: headers, text and attachments. It decides nothing about what is said to whom.

The same letter gives the same bytes. What comes from rosters and from mails of strangers is text here and nothing else: it
makes no header, no line of one and no second recipient.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from datetime import datetime
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote

from skpxl.campaign.surel import is_address
from skpxl.errors import ProgramError, SkpxlError
from skpxl.mail.identity import message_id, printed_letter_code, reference
from skpxl.model.shown import without_steering

_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_KINDS = {"xlsx": _XLSX, "zip": ("application", "zip"), "pdf": ("application", "pdf")}
_ID = re.compile(r"<[!-;=?-~]{3,250}>")
_MANY_IDS = 12
_WIRE = compat32.clone(linesep="\r\n", max_line_length=78)
_TEXT = Charset("utf-8")
_TEXT.body_encoding = QP  # lines of at most 76 octets, legible where it is mostly ASCII
_LONG_NAME = 60
_LONG_TITLE = 120
_NAME_SIGNS = re.compile(r"[^A-Za-z0-9._-]+")


class Attached(NamedTuple):
    """A file in a letter; `title` is the name that mail programs may show, where the plain one cannot say it."""

    name: str
    data: bytes
    title: str = ""


class Letter(NamedTuple):
    """What a letter says, to whom. `key` is what it is about (the ledger's), `purpose` which kind of letter it is.

    `answers` is the Message-ID of the mail that it answers, `references` those of the thread before. `automatic`: nobody told
    the program to send this one, so no program may answer it, and its envelope names no sender.
    """

    purpose: str
    key: str
    address: str
    subject: str
    body: str
    name: str = ""
    attachments: tuple[Attached, ...] = ()
    answers: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False


class Sender(NamedTuple):
    """Whose mail account it is."""

    address: str
    name: str = ""


def compose(letter: Letter, sender: Sender, code: str, at: datetime) -> bytes:
    """The .eml, with CRLF. `code` is the letter's (`letter_code`); `at` is the moment of its Date.

    Raises SkpxlError for what is no address, ProgramError for a text without the code: by it an answer is known.
    """
    for address in (letter.address, sender.address):
        if not is_address(address):
            raise SkpxlError(
                f"“{without_steering(address)}” bukan alamat surel; perbaiki di daftar pegawai atau skpxl.toml."
            )
    if printed_letter_code(code) not in letter.body:
        raise ProgramError(f"Surat {letter.key} tidak memuat kodenya.")
    text = MIMEText(_plain(letter.body), "plain", _TEXT)  # type: ignore[arg-type]  # a Charset, as documented
    mail: Message = text
    if letter.attachments:
        parts = [
            _attachment(attached, name) for attached, name in zip(letter.attachments, short_names(letter), strict=True)
        ]
        mail = MIMEMultipart("mixed", _boundary(letter, code), [text, *parts])
    del mail["MIME-Version"]
    headers = {
        "From": _mailbox(sender.address, sender.name),
        "To": _mailbox(letter.address, letter.name),
        "Subject": _words(letter.subject, "Subject"),
        "Date": format_datetime(at),
        "Message-ID": message_id(code, sender.address),
        **({"In-Reply-To": letter.answers} if _ID.fullmatch(letter.answers) else {}),
        "References": _thread(letter, reference(code, sender.address)),
        **({"Auto-Submitted": "auto-replied"} if letter.automatic else {}),
        "MIME-Version": "1.0",
    }
    content = [(name, value) for name, value in mail.items()]
    for name, _ in content:
        del mail[name]
    for name, value in (*headers.items(), *content):
        mail[name] = value
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, policy=_WIRE).flatten(mail)
    return written.getvalue()


def short_names(letter: Letter) -> list[str]:
    """The names of the attachments as they stand in the letter: short, ASCII, each once."""
    names: list[str] = []
    for attached in letter.attachments:
        names.append(short_name(attached.name, names))
    return names


def short_name(name: str, taken: Collection[str] = ()) -> str:
    """A name for an attachment that every system takes, and none of those taken (in any case)."""
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, ending = _NAME_SIGNS.sub("-", ascii_).strip("-.").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem[:_LONG_NAME].rstrip("-.") or "berkas"
    known = {one.casefold() for one in taken}
    short, number = f"{stem}{dot}{ending[:8]}", 1
    while short.casefold() in known:
        number += 1
        short = f"{stem}-{number}{dot}{ending[:8]}"
    return short


def _plain(text: str) -> str:
    """The text with line feeds alone, and nothing in it that steers."""
    return "\n".join(without_steering(line) for line in text.replace("\r\n", "\n").split("\n"))


def _words(text: str, header: str) -> str:
    """Words of people in a header: as they are where they are plain, else as encoded words (RFC 2047)."""
    line = " ".join(without_steering(text).split())
    plain = line.isascii() and "=?" not in line and all(len(word) <= _LONG_NAME for word in line.split())
    return line if plain else _encoded(line, header)


def _encoded(line: str, header: str) -> str:
    return " ".join(Header(line, "utf-8", header_name=header).encode().split())


def _mailbox(address: str, name: str) -> str:
    """`name <address>`: a name that is not plain letters is an encoded word, in which no sign means anything."""
    line = " ".join(without_steering(name).split())[:_LONG_TITLE]
    if not line:
        return address
    if not re.fullmatch(r"[A-Za-z0-9 ]{1,60}", line):
        line = _encoded(line, "From")
    return f"{line} <{address}>"


def _thread(letter: Letter, own: str) -> str:
    """References: our own first, which says whose thread it is, then the thread that is answered, its end last."""
    before = [one for one in (*letter.references, letter.answers) if _ID.fullmatch(one) and one != own]
    return " ".join([own, *dict.fromkeys(before[-_MANY_IDS:])])


def _attachment(attached: Attached, name: str) -> MIMEBase:
    kind, subkind = _KINDS.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
    part = MIMEBase(kind, subkind, name=name)
    part.set_payload(attached.data)
    encode_base64(part)
    del part["MIME-Version"]
    title = " ".join(without_steering(attached.title or attached.name).split())[:_LONG_TITLE]
    longer = f"; filename*=UTF-8''{quote(title, safe='')}" if title and title != name else ""
    part["Content-Disposition"] = f'attachment; filename="{name}"{longer}'
    return part


def _boundary(letter: Letter, code: str) -> str:
    """Made of what is in it; `=_` stands in no text that is encoded."""
    told = hashlib.sha256(f"{code}\0{letter.body}".encode("utf-8", "surrogatepass"))
    for attached in letter.attachments:
        told.update(hashlib.sha256(attached.data).digest())
    return f"=_{told.hexdigest()[:40]}"
