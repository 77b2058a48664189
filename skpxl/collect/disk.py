"""Folders and files as sources: mails in them are handled as mails, the rest is taken as files. Nothing there is changed.

What is still being written is left for the next look (`Steady`).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from skpxl.collect.mails import Desk, Handled, handle_mail
from skpxl.collect.taking import NotTaken, Unpacked, legible_path, of_folders
from skpxl.files.archives import LIMITS
from skpxl.files.fetch import Refused, read_file
from skpxl.files.mail import is_mail, is_mailbox, mails_of
from skpxl.files.walk import Arrival, look
from skpxl.ledger.arrivals import MailPlace
from skpxl.mail.incoming import MAIL_MAX, read_incoming
from skpxl.mail.outlook import NotOpened, as_mail, is_outlook

ACCOUNT = "berkas"  # of mails that lie on a disk
_HEAD = 16_384
_UID = 15  # hexadecimal digits: what a number of the ledger holds


class Steady:
    """What has not changed between two looks: a file that a program still writes is none of it."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[int, int]] = {}
        self._given: dict[str, tuple[int, int]] = {}

    def look(self, paths: Iterable[Path]) -> frozenset[str]:
        """The files below these paths that are as they were at the last look, each given once until it changes."""
        now = dict(_stamps(paths))
        ready = {
            name: stamp
            for name, stamp in now.items()
            if self._before.get(name) == stamp and self._given.get(name) != stamp
        }
        self._before = now
        self._given |= ready
        return frozenset(ready)


def watch(paths: Sequence[Path], take: Callable[[frozenset[str]], None], wait: Callable[[], None]) -> None:
    """Look again and again, and take what has come to rest; ends when `wait` is interrupted (Ctrl-C)."""
    steady = Steady()
    while True:
        try:
            if ready := steady.look(paths):
                take(ready)
            wait()
        except KeyboardInterrupt:
            return


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    for top in paths:
        folders = os.walk(top, followlinks=True) if top.is_dir() else [(str(top.parent), [], [top.name])]
        for number, (folder, _, names) in enumerate(folders):
            if number > 100_000:  # a folder that leads back into itself
                return
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 (the same text as os.walk makes)
                try:
                    status = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                yield path, (status.st_size, status.st_mtime_ns)


class OnDisk(NamedTuple):
    """What a look at the disk met: mails, and files beside them."""

    handled: tuple[Handled, ...]
    opened: Unpacked


def of_disk(
    paths: Iterable[Path], desk: Desk, aside: Mapping[str, int], steady: frozenset[str] | None = None
) -> OnDisk:
    """Handle the mails below these paths, and take the other files. `steady` are the files that may be taken; None: all.

    Raises SkpxlError for a path that does not exist.
    """
    paths = [*paths]
    places = [place for path in paths for place in _places(path)]
    found = look(places, aside, or_nothing=True)
    outer = {one.name: _outer(one) for one in found.files}
    ready = [one for one in found.files if steady is None or one.problem or str(outer[one.name]) in steady]
    mails: dict[Path, list[tuple[bytes, str]]] = {}
    not_taken: list[NotTaken] = []
    for path in dict.fromkeys(outer[one.name] for one in ready):
        several, refusal = _mails_in(path)
        if several:
            mails[path] = several
        if refusal:
            mails.setdefault(path, [])
            not_taken.append(refusal)
    handled = [
        handle_mail(data, mail_place(data), legible_path(told), desk)
        for several in mails.values()
        for data, told in several
    ]
    files = replace(found, files=tuple(one for one in ready if outer[one.name] not in mails))
    opened = of_folders(files, paths)
    return OnDisk(tuple(handled), opened._replace(not_taken=(*not_taken, *opened.not_taken)))


def mail_place(data: bytes) -> MailPlace:
    """Where a mail on a disk is, to the ledger: made of what is in it, so the same mail is one wherever it lies."""
    return MailPlace(ACCOUNT, "", 0, int(read_incoming(data).content[:_UID], 16))


def _places(path: Path) -> list[Path]:
    """What is looked at of a path: of a Maildir the mails that were delivered."""
    delivered = [path / "new", path / "cur"]
    return delivered if all(folder.is_dir() for folder in delivered) else [path]


def _outer(one: Arrival) -> Path:
    """The file on the disk that something lies in."""
    path = one.path or Path(one.name)
    return next((outer for outer in (path, *path.parents) if outer.is_file()), path)


def _mails_in(path: Path) -> tuple[list[tuple[bytes, str]], NotTaken | None]:
    """The mails in a file, each with how it is told; none in what is no mail, and why one cannot be opened."""
    try:
        head = read_file(path, _HEAD)
        if is_mailbox(head):
            data = read_file(path, LIMITS.total + 1)
            if len(data) > LIMITS.total:
                too_large = f"kotak surat lebih dari {LIMITS.total // 1_000_000} MB; pecah menjadi beberapa berkas"
                return [], NotTaken(str(path), "berkas-terlalu-besar", too_large)
            return [(mail, f"{path}/surat {number}") for number, mail in enumerate(mails_of(data), start=1)], None
        if is_mail(head):
            return [(read_file(path, MAIL_MAX + 1), str(path))], None
        if head.startswith(b"\xd0\xcf\x11\xe0") and is_outlook(data := read_file(path, LIMITS.member + 1)):
            return [(as_mail(data), str(path))], None
    except Refused:
        return [], None  # the walk has said so
    except NotOpened as refused:
        return [], NotTaken(str(path), "", str(refused))
    return [], None
