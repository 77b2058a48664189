"""What a delivery report says: which addresses, what became of the letter there, which letters of ours it names.

The parts of the report are read first (RFC 3464; ids stand in them), then the text, where a server writes nothing else. Whether
a code is one of ours the ledger knows.
"""

import re
from email.parser import HeaderParser
from enum import StrEnum
from typing import NamedTuple

from skpxl.campaign.surel import is_address
from skpxl.mail.identity import codes_in_ids, codes_in_text
from skpxl.mail.incoming import Incoming
from skpxl.template.labels import Label

_ENHANCED = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")
_REPLY = re.compile(r"(?<![\d.\w-])([45])\d\d(?=[ -]|$)", re.MULTILINE)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_ADDRESSES_MAX = 20
_LINES_MAX = 500


class Action(StrEnum):
    """What became of a letter at one address (RFC 3464, 2.3.3); `UNKNOWN` where the report does not say."""

    FAILED = "gagal"
    DELAYED = "tertunda"
    DELIVERED = "sampai"
    UNKNOWN = "tidak disebut"


class ReportedAddress(NamedTuple):
    """One address in a report. `status` is the enhanced code (RFC 3463) where there is one, `reason` what the server said."""

    address: str
    action: Action
    status: str = ""
    reason: str = ""


class Bounce(NamedTuple):
    """A report read: its addresses, and by what a letter of ours may be known."""

    deliveries: tuple[ReportedAddress, ...]
    codes: tuple[str, ...]

    @property
    def action(self) -> Action:
        """The worst that it tells."""
        told = {one.action for one in self.deliveries}
        return next((action for action in Action if action in told), Action.UNKNOWN)


def read_bounce(mail: Incoming, words: Label, ours: frozenset[str] = frozenset()) -> Bounce:
    """What a machine's mail says of letters; `ours` are our own addresses, which no report is about."""
    deliveries = [one for group in mail.status for one in _of_group(group)]
    deliveries = [one for one in deliveries if one.address not in ours] or _of_text(mail, words, ours)
    return Bounce(tuple(dict.fromkeys(deliveries)), letter_codes(mail))


def letter_codes(mail: Incoming) -> tuple[str, ...]:
    """The codes of letters that a mail names: in its ids, in the mails it encloses, in its text; each once, nearest first."""
    inner = [one.ids for one in mail.enclosed]
    texts = [mail.subject, mail.text, *(text for one in mail.enclosed for text in (one.subject, one.text))]
    # What answers is nearer than what is quoted.
    codes = codes_in_ids(mail.message_id, mail.in_reply_to, *reversed(mail.references.split()), *inner)
    for text in texts:
        codes += codes_in_text(text)
    return tuple(dict.fromkeys(codes))


def _of_group(group: str) -> list[ReportedAddress]:
    """The address of one group of fields; the group about the server itself has none."""
    fields = HeaderParser().parsestr(group)

    def value(name: str) -> str:
        return " ".join(str(fields.get(name, "")).split())

    # The address that we wrote to comes first: where it was forwarded, the last one is a stranger's.
    named = (value(name).rpartition(";")[2].strip(" <>").lower() for name in ("Original-Recipient", "Final-Recipient"))
    addresses = list(dict.fromkeys(address for address in named if is_address(address)))
    if not addresses:
        return []
    status = next(iter(_ENHANCED.finditer(value("Status"))), None)
    action = _ACTIONS.get(value("Action").lower()) or (_BY_CLASS[status[1]] if status else Action.UNKNOWN)
    reason = value("Diagnostic-Code").partition(";")[2].strip() or value("Diagnostic-Code")
    return [ReportedAddress(address, action, status[0] if status else "", reason[:300]) for address in addresses]


_ACTIONS = {
    "failed": Action.FAILED,
    "delayed": Action.DELAYED,
    "delivered": Action.DELIVERED,
    "relayed": Action.DELIVERED,
    "expanded": Action.DELIVERED,
}
_BY_CLASS = {"2": Action.DELIVERED, "4": Action.DELAYED, "5": Action.FAILED}


def _of_text(mail: Incoming, words: Label, ours: frozenset[str]) -> list[ReportedAddress]:
    """What a report without parts says: its addresses (of the header first, then of the text), and how it went."""
    lines = mail.text.split("\n")[:_LINES_MAX]
    failed = mail.headers.get("x-failed-recipients", "")
    found = _ADDRESS.findall(failed) or _ADDRESS.findall("\n".join(lines))
    addresses = [
        address
        for address in dict.fromkeys(one.lower().strip(".'") for one in found)
        if is_address(address) and address not in ours and address != mail.sender and not _is_id(address, mail)
    ]
    action, status, reason = _said(mail, lines, words, failed=bool(failed))
    return [ReportedAddress(address, action, status, reason) for address in addresses[:_ADDRESSES_MAX]]


def _is_id(address: str, mail: Incoming) -> bool:
    """True for what is no address but a message id."""
    quoted = mail.text.lower()
    return f"<{address}>" in mail.ids.lower() or f"message-id: <{address}>" in quoted or address.startswith("skpxl.")


def _said(mail: Incoming, lines: list[str], words: Label, *, failed: bool) -> tuple[Action, str, str]:
    """How a report without parts says it went: delayed in words, then by codes, then in words of failure."""
    subject = words.awal("perihal", mail.subject, tanda=":;,-(")
    told = {name for line in lines for name in words.memuat("isi", line)}
    enhanced = next(iter(_ENHANCED.finditer(mail.text)), None)
    reply = next(iter(_REPLY.finditer(mail.text)), None)
    reason = next((line.strip()[:300] for line in lines if _ENHANCED.search(line) or _REPLY.search(line)), "")
    status = enhanced[0] if enhanced else ""
    if "tertunda" in told or (subject and subject[0] == "tertunda"):
        return Action.DELAYED, status, reason
    if enhanced or reply:
        return _BY_CLASS[(enhanced or reply)[1]], status, reason  # type: ignore[index]
    if failed or "kembali" in told or (subject and subject[0] == "kembali"):
        return Action.FAILED, "", reason
    return Action.UNKNOWN, "", ""
