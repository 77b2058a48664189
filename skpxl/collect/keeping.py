"""What came in, kept: every content once in `masuk/`, under a readable name and its hash; then, and only then, in the ledger.

It judges no content. Killed between the two it is run again: what lies there already is found by its hash.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from skpxl.campaign.folder import MASUK
from skpxl.files.bundles import judge
from skpxl.files.fetch import Refused, read_file
from skpxl.files.names import slug
from skpxl.files.output import remove, write_whole
from skpxl.ledger.arrivals import ContentRow, MailRow, Origin, add_content, add_mail, add_origin, read_contents
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append_once
from skpxl.ledger.order import SINCE
from skpxl.model.event import Event, EventKind

_MARK = 12  # hexadecimal digits of the hash in a name
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")
_MARKED = re.compile(rf".*-([0-9a-f]{{{_MARK}}})(?:\.\w+)?", re.DOTALL)


class Taken(NamedTuple):
    """One file that came in: what it was called, what is in it, where it came from."""

    name: str
    data: bytes
    origin: Origin

    @property
    def content(self) -> str:
        """Its SHA-256."""
        return hashlib.sha256(self.data).hexdigest()


class Kept(NamedTuple):
    """A content as it lies in `masuk/` (`file`, from the folder of the round); `is_new` where this run put it there."""

    content: str
    file: str
    size: int
    origin: Origin
    is_new: bool


@dataclass
class KeptFiles:
    """The folder `masuk/` of a round: what lies there under our names, by the mark of its hash."""

    root: Path
    _by_mark: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folder = self.root / MASUK
        for path in folder.iterdir() if folder.is_dir() else ():
            if match := _MARKED.fullmatch(path.name):
                self._by_mark[match[1]] = path.name

    def keep(self, taken: Taken, known: str = "") -> Kept:
        """Put a content there, unless it lies there (or as the file `known` of the ledger). Raises SkpxlError where the disk
        refuses.
        """
        content = taken.content
        if known:
            return Kept(content, known, len(taken.data), taken.origin, is_new=False)
        mark = content[:_MARK]
        name = self._by_mark.get(mark, "")
        if not name or not self._holds(name, content):
            # Another content with the same beginning of its hash stands there: the whole hash tells them apart.
            name = kept_name(taken.name, content if name else mark)
        file = PurePosixPath(MASUK, name)
        is_new = write_whole(self.root / file, taken.data, private=True)
        self._by_mark[mark] = name
        return Kept(content, str(file), len(taken.data), taken.origin, is_new)

    def _holds(self, name: str, content: str) -> bool:
        path = self.root / MASUK / name
        try:
            return hashlib.sha256(read_file(path, path.stat().st_size + 1)).hexdigest() == content
        except (OSError, Refused):
            return False


def kept_name(name: str, mark: str) -> str:
    """The name under which a content lies in `masuk/`: readable, ASCII, with its mark, and passed over by no walk."""
    last = name.rpartition("/")[2]
    ending = PurePosixPath(last).suffix
    ending = ending.lower() if _ENDING.fullmatch(ending) else ""
    stem = last.removesuffix(PurePosixPath(last).suffix) if ending else last
    kept = f"{slug(stem, 60)}-{mark}{ending}"
    return f"kiriman-{mark}" if judge([kept]).passed else kept


class Recorded(NamedTuple):
    """What one transaction added: contents that the ledger did not know, comings of those that it did; `is_first` is False
    where another command has recorded this mail before."""

    new: tuple[str, ...]
    again: tuple[str, ...]
    is_first: bool = True


def record_arrival(
    ledger: Ledger,
    kept: Sequence[Kept],
    *,
    at: datetime,
    by: str,
    since: int,
    mail: MailRow | None = None,
    marked: Iterable[tuple[str, Event]] = (),
) -> Recorded:
    """Record contents, their origins and the mail that brought them with the marked events that follow, all or nothing.

    `since` is the last event that the ledger knew when the run began: what was recorded until then came before.
    """
    new, again, orphans = [], [], []
    with ledger.writing() as connection:
        is_first = mail is None or add_mail(connection, mail)
        if not is_first:
            orphans = [one for one in kept if one.is_new]
        # In one order, so that two commands at once wait for each other and never both.
        for one in sorted(kept, key=lambda one: one.content) if is_first else ():
            row = ContentRow(one.content, one.file, one.size, at.isoformat(timespec="seconds"))
            is_new = add_content(connection, row)
            came_again = add_origin(connection, one.content, one.origin)
            if is_new:
                new.append(one.content)
                received = Event(
                    EventKind.RECEIVED,
                    at,
                    by,
                    content=one.content,
                    address=one.origin.sender if "@" in one.origin.sender else "",
                    detail={
                        "berkas": one.file,
                        "nama": one.origin.name,
                        "sumber": one.origin.source,
                        SINCE: since,
                    },
                )
                append_once(connection, [(f"{EventKind.RECEIVED}:{one.content}", received)])
            elif came_again:
                again.append(one.content)
            if not is_new and one.is_new:
                orphans.append(one)
        if is_first:
            append_once(connection, marked)
    for one in orphans:  # another command was first, and keeps the same content under its own name
        _remove_double(ledger, one)
    return Recorded(tuple(new), tuple(again), is_first)


def _remove_double(ledger: Ledger, one: Kept) -> None:
    first = read_contents(ledger).get(one.content)
    if first and first.file != one.file and (ledger.root / first.file).is_file():
        remove(ledger.root / one.file)
