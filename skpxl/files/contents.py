"""What is inside a file that was sent: of archives, mails and mailboxes, and of those inside them, under one budget of caps.

Told by content, whatever the name says. It knows no workbook and writes nothing.
"""

from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import TypeAlias

from skpxl.files.archives import (
    LIMITS,
    ArchiveLimits,
    Budget,
    Member,
    is_archive,
    shown_name,
    unpacked,
)
from skpxl.files.fetch import Refused, read_file
from skpxl.files.mail import (
    TooNested,
    attachments,
    is_mail,
    is_mailbox,
    mails_of,
    parsed,
)
from skpxl.files.passed import Passed, passed_file
from skpxl.files.pointers import pointer

Source: TypeAlias = "Path | bytes | Message[str, str]"
Opener: TypeAlias = Callable[[Source, str, Budget], Iterator[tuple[Member, Source]]]
_HEAD = 16_384  # bytes
_NOTHING_ATTACHED = "surat-tanpa-lampiran"


def opener_of(source: Path | bytes) -> Opener | None:
    """What opens this file, or these bytes; None where it is one document. A file that the disk does not give is one."""
    if isinstance(source, Path):
        try:
            head = read_file(source, _HEAD)
        except Refused:
            return None
    else:
        head = source[:_HEAD]
    if head[:2] == b"PK":
        return _zip if is_archive(source) else None
    if is_mailbox(head):
        return _mailbox
    return _mail if is_mail(head) else None


def contents(source: Path | bytes, name: str, opener: Opener, limits: ArchiveLimits = LIMITS) -> Iterator[Member]:
    """All that is in it and in what is inside, named `nama/...`. Never raises for its content."""
    yield from _inside(source, name, opener, 1, Budget(limits))


def contents_of_mail(data: bytes, name: str, limits: ArchiveLimits = LIMITS) -> Iterator[Member]:
    """The same of bytes that are a mail, however they begin."""
    yield from _inside(data, name, _mail, 1, Budget(limits))


def _inside(source: Source, name: str, opener: Opener, depth: int, left: Budget) -> Iterator[Member]:
    if depth > left.limits.depth:
        reason = f"arsip di dalam arsip lebih dari {left.limits.depth} lapis"
        yield Member(name, b"", "arsip-tidak-dibuka", reason)
        return
    for member, content in opener(source, name, left):
        if member.problem or member.passed is not None:
            yield member
        elif not isinstance(content, bytes):
            yield from _inside(content, member.name, _mail, depth + 1, left)
        elif inner := opener_of(content):
            yield from _inside(content, member.name, inner, depth + 1, left)
        elif points := pointer(Path(member.name), content):
            yield Member(member.name, b"", *points)
        else:
            yield member


def _zip(source: Source, name: str, left: Budget) -> Iterator[tuple[Member, Source]]:
    if not isinstance(source, Message):
        for member in unpacked(source, name, left):
            yield member, member.data


def _mailbox(source: Source, name: str, left: Budget) -> Iterator[tuple[Member, Source]]:
    if isinstance(source, Message):
        return  # one mail has been parsed already
    data = _whole(source, name, left.limits.total)
    if isinstance(data, Member):
        yield data, b""
        return
    for number, mail in enumerate(mails_of(data), start=1):
        inside = f"{name}/surat {number}"
        if reason := _one_less(left, len(mail)):
            yield Member(inside, b"", "berkas-terlalu-besar", reason), b""
            return
        try:
            yield Member(inside), parsed(mail)
        except TooNested:
            yield _nested(inside), b""


def _mail(source: Source, name: str, left: Budget) -> Iterator[tuple[Member, Source]]:
    if not isinstance(source, Message):
        data = _whole(source, name, left.limits.member)
        if isinstance(data, Member):
            yield data, b""
            return
        try:
            source = parsed(data)
        except TooNested:
            yield _nested(name), b""
            return
    sent = 0
    for attached in attachments(source, left.limits.member):
        inside = f"{name}/{shown_name(attached.name)}"
        if attached.beside:
            yield Member(inside, passed=Passed.PELENGKAP), b""
            continue
        sent += 1
        if reason := _one_less(left, attached.size):
            yield Member(inside, b"", "berkas-terlalu-besar", reason), b""
            if left.members < 0:
                return
        elif attached.mail is not None:
            yield Member(inside), attached.mail
        elif why := passed_file(inside.rpartition("/")[2]):
            yield Member(inside, passed=why), b""
        else:
            yield Member(inside, attached.data), attached.data
    if not sent:
        yield (
            Member(name, b"", _NOTHING_ATTACHED, "surat ini tidak melampirkan apa pun"),
            b"",
        )


def _one_less(left: Budget, size: int) -> str:
    """Take one member off the budget; why it is too much, empty where it is not."""
    left.members -= 1
    if left.members < 0:
        return f"memuat lebih dari {left.limits.members} anggota"
    if reason := left.refuses(size):
        return reason
    left.total -= size
    return ""


def _whole(source: "Path | bytes", name: str, most: int) -> bytes | Member:
    if isinstance(source, bytes):
        return source
    try:
        data = read_file(source, most + 1)
    except Refused as refused:
        return Member(name, b"", *refused.refusal)
    return (
        data
        if len(data) <= most
        else Member(
            name,
            b"",
            "berkas-terlalu-besar",
            f"surat lebih dari {most // 1_000_000} MB",
        )
    )


def _nested(name: str) -> Member:
    return Member(
        name,
        b"",
        "berkas-terlalu-besar",
        "surat memuat terlalu banyak bagian di dalam bagian",
    )
