"""What kind of mail one is: of a person, or of a machine, and of which; with the reason. It answers and moves nothing.

Of machines nothing is a person's answer, and none of them is ever answered by itself: two programs that do that write to each
other for ever. What is doubtful is taken for a machine's.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from skpxl.mail.bounces import Action, Bounce, letter_codes, read_bounce
from skpxl.mail.identity import codes_in_ids
from skpxl.mail.incoming import Incoming
from skpxl.template.labels import Label

_BEHIND = ":;,-("  # what may stand behind the words that a subject begins with


class MailKind(StrEnum):
    """What kind of mail it is; the value is what people read."""

    PERSON = "surat orang"
    OURS = "surat kita sendiri"
    OWN_ADDRESS = "dari alamat kita sendiri"
    BOUNCE = "surat kembali"
    DELAYED = "pemberitahuan tertunda"
    DELIVERED = "pemberitahuan sampai"
    UNCLEAR_REPORT = "laporan pengiriman yang tidak jelas"
    READ_RECEIPT = "tanda baca"
    AUTO_REPLY = "balasan otomatis"
    LIST = "surat milis"
    MACHINE = "surat mesin"
    UNREADABLE = "tidak dapat dibuka"

    @property
    def may_be_answered(self) -> bool:
        """True where a mail may be answered without anybody having looked at it."""
        return self is MailKind.PERSON

    @property
    def brings_files(self) -> bool:
        """True where what is attached is somebody's: a machine may forward it, but a report has only our own letter in it."""
        return self in (
            MailKind.PERSON, MailKind.OWN_ADDRESS, MailKind.LIST, MailKind.AUTO_REPLY, MailKind.MACHINE
        )  # fmt: skip


class Sorted(NamedTuple):
    """A mail judged: its kind, why in words, what a report says, and the codes of letters of ours that it names."""

    kind: MailKind
    reason: str
    bounce: Bounce | None = None
    codes: tuple[str, ...] = ()


_OF_ACTION = {
    Action.FAILED: MailKind.BOUNCE,
    Action.DELAYED: MailKind.DELAYED,
    Action.DELIVERED: MailKind.DELIVERED,
    Action.UNKNOWN: MailKind.UNCLEAR_REPORT,
}


def sort_mail(
    mail: Incoming, words: Label, ours: frozenset[str], is_ours: Callable[[str], bool] = lambda _: True
) -> Sorted:
    """Judge one mail. `words` are those of `daftar/label-surat.toml`, `ours` our own addresses in lower case, `is_ours` says
    whether a code is that of a letter of ours.
    """
    codes = tuple(code for code in letter_codes(mail) if is_ours(code))
    kind, reason, bounce = _judged(mail, words, ours, codes)
    return Sorted(kind, reason, bounce._replace(codes=codes) if bounce else None, codes)


def _judged(
    mail: Incoming, words: Label, ours: frozenset[str], codes: tuple[str, ...]
) -> tuple[MailKind, str, Bounce | None]:
    if mail.trouble:
        return MailKind.UNREADABLE, mail.trouble, None
    if {*codes_in_ids(mail.message_id)} & {*codes}:
        return MailKind.OURS, "Message-ID milik surat kita", None
    if mail.sender in ours and codes:
        return MailKind.OURS, "dari alamat kita, dengan kode surat kita", None
    if report := _reported(mail, words, ours):
        return report
    if mail.sender in ours:
        return MailKind.OWN_ADDRESS, "pengirimnya alamat kita sendiri", None
    kind, reason = _by_marks(mail, words)
    return kind, reason, None


def _reported(mail: Incoming, words: Label, ours: frozenset[str]) -> tuple[MailKind, str, Bounce | None] | None:
    """What reports of servers and mail programs are; None where it is none."""
    if mail.report == "disposition-notification":
        return MailKind.READ_RECEIPT, "laporan baca (multipart/report)", None
    subject = words.awal("perihal", mail.subject, tanda=_BEHIND)
    about = subject[0] if subject else ""
    local = mail.sender.partition("@")[0]
    if mail.report == "delivery-status" or mail.status:
        bounce = read_bounce(mail, words, ours)
        return _OF_ACTION[bounce.action], f"laporan pengiriman: {bounce.action}", bounce
    if about == "balasan_otomatis":
        return None
    from_server = words.cocok("pengirim", local) == "penolak" or "x-failed-recipients" in mail.headers
    if from_server or (mail.return_path == "" and about in ("kembali", "tertunda", "terkirim")):
        bounce = read_bounce(mail, words, ours)
        reason = f"surat server {mail.sender or 'tanpa alamat'}: {bounce.action}"
        return _OF_ACTION[bounce.action], reason, bounce
    if about == "tanda_baca" and not mail.attachments and (mail.return_path == "" or "auto-submitted" in mail.headers):
        return MailKind.READ_RECEIPT, f"perihal “{mail.subject[:60]}”", None
    return None


def _by_marks(mail: Incoming, words: Label) -> tuple[MailKind, str]:
    """By the marks that machines set (RFC 3834, RFC 2919), then by words."""
    headers = mail.headers
    submitted = re.split(r"[;(\s]", headers.get("auto-submitted", "").strip().lower())[0]
    precedence = headers.get("precedence", "").strip().lower()
    subject = words.awal("perihal", mail.subject, tanda=_BEHIND)
    if subject and subject[0] == "balasan_otomatis":
        return MailKind.AUTO_REPLY, f"perihal “{mail.subject[:60]}”"
    if submitted not in ("", "no"):
        kind = MailKind.AUTO_REPLY if submitted == "auto-replied" else MailKind.MACHINE
        return kind, f"Auto-Submitted: {submitted[:40]}"
    if marked := next((name for name in ("x-autoreply", "x-autorespond", "x-autoresponder") if name in headers), ""):
        return MailKind.AUTO_REPLY, f"bertanda {marked}"
    if precedence in ("auto_reply", "auto-reply"):
        return MailKind.AUTO_REPLY, f"Precedence: {precedence}"
    if listed := next((name for name in headers if name.startswith("list-") or name == "mailing-list"), ""):
        return MailKind.LIST, f"bertanda {listed}"
    if precedence == "list":
        return MailKind.LIST, "Precedence: list"
    if precedence in ("bulk", "junk"):
        return MailKind.MACHINE, f"Precedence: {precedence}"
    if "x-auto-response-suppress" in headers:
        return MailKind.MACHINE, "bertanda x-auto-response-suppress"
    if mail.return_path == "":
        return MailKind.MACHINE, "Return-Path kosong"
    if not mail.sender:
        return MailKind.MACHINE, "tanpa alamat pengirim"
    if "feedback-id" in headers or words.cocok("pengirim", mail.sender.partition("@")[0]):
        return MailKind.MACHINE, f"pengirim {mail.sender} bukan orang"
    return MailKind.PERSON, ""
