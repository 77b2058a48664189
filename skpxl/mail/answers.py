"""What the answer of a mail server means for a letter: a code, an extended code and a few words. It talks to none.

RFC 5321 (codes), RFC 3463 (extended codes), and what large providers say of their limits for a day, under codes that elsewhere
mean "never": 5.4.5 (https://support.google.com/a/answer/3726730); 5.1.90, 5.7.705, 5.7.708 (non-delivery reports in Exchange
Online, learn.microsoft.com).
"""

import re
from enum import Enum
from typing import NamedTuple

from skpxl.model.shown import without_steering

_LONGEST = 200
_EXTENDED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_TODAY = {"5.4.5", "4.4.5", "5.1.90", "5.7.705", "5.7.708", "5.2.253"}
_TODAY_WORDS = re.compile(
    r"daily|per day|24[- ]?hours?|submissionquota|sending (?:limit|quota)|outbound (?:limit|quota)"
    r"|(?:exceeded|reached|over) [^.]{0,40}\b(?:message|sending|recipient)s? (?:rate |sending )?(?:limit|quota)",
    re.IGNORECASE,
)
# Of the account, not of the one it is sent to: every other letter would fare the same.
_ACCOUNT = {"5.7.0", "5.7.3", "5.7.8", "5.7.9", "5.7.14", "5.7.57", "5.7.60", "5.2.252", "5.7.64"}
_ACCOUNT_WORDS = re.compile(
    r"relay|authentication (?:is )?required|not authenticated|log ?in first|sendasdenied|sender (?:address )?rejected"
    r"|not (?:allowed|permitted|authori[sz]ed) to send|account (?:is )?(?:disabled|suspended|blocked)",
    re.IGNORECASE,
)


class Handover(Enum):
    """What becomes of a letter; the last two are of all letters."""

    SENT = "diterima server"
    BOUNCED = "alamat ditolak"
    REFUSED = "surat ditolak"
    LATER = "dicoba lagi"
    UNSURE = "tidak pasti"
    TOMORROW = "jatah hari ini habis"
    STOP = "akun tidak boleh mengirim"


class Stage(Enum):
    """What was asked when the server answered."""

    SENDER = "MAIL"
    RECIPIENT = "RCPT"
    CONTENT = "DATA"


class Answer(NamedTuple):
    """What becomes of a letter, and what the server said, on one line."""

    handover: Handover
    said: str


def judged(stage: Stage, code: int, text: bytes | str) -> Answer:
    """The answer to one command of a letter."""
    said = one_line(text)
    extended = found[1] if (found := _EXTENDED.search(said)) else ""
    return Answer(_meaning(stage, code, extended, said), f"{code} {said}".strip())


def one_line(text: bytes | str) -> str:
    """What a server said, as a person may see it."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(without_steering(words).split())[:_LONGEST]


def _meaning(stage: Stage, code: int, extended: str, said: str) -> Handover:
    if 200 <= code < 300:
        return Handover.SENT
    if extended in _TODAY or (code == 452 and extended == "4.5.3") or (code >= 400 and _TODAY_WORDS.search(said)):
        return Handover.TOMORROW
    if not 500 <= code < 600:
        return Handover.LATER
    if code in (530, 534, 535, 538) or extended in _ACCOUNT or _ACCOUNT_WORDS.search(said):
        return Handover.STOP
    if stage is Stage.SENDER:  # the same in every letter; only too large is this one
        return Handover.REFUSED if code == 552 else Handover.STOP
    # Some servers refuse an address only when they have the whole letter.
    of_address = stage is Stage.RECIPIENT or extended.startswith("5.1.") or extended == "5.2.1"
    return Handover.BOUNCED if of_address else Handover.REFUSED
