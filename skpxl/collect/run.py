"""One run of collecting as a list of calls: sources looked at, what came kept and recorded, all of it judged, told.

What each thing is, is decided in the modules that it calls.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.collect.bounced import Letters
from skpxl.collect.disk import of_disk
from skpxl.collect.judging import InboxJudged
from skpxl.collect.keeping import KeptFiles, Taken, record_arrival
from skpxl.collect.mails import Desk, Handled
from skpxl.collect.senders import OtherSender
from skpxl.collect.taking import NotTaken
from skpxl.errors import balance
from skpxl.ledger.arrivals import read_contents
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import last_number
from skpxl.ledger.letters import read_letters
from skpxl.model.fate import MailFate, TakenFate
from skpxl.template.labels import Label

_BATCH = 50  # files of a folder that are recorded in one transaction
# What stays where it lies, and is listed.
LISTED = (MailFate.TAK_DIPAHAMI, MailFate.TANPA_LAMPIRAN)


@dataclass
class Collected:
    """What a run met so far: mails, files by what they are to the ledger, and what could not be taken."""

    mails: list[Handled] = field(default_factory=list)
    files: Counter[TakenFate] = field(default_factory=Counter)
    met: int = 0
    not_taken: list[NotTaken] = field(default_factory=list)
    known_mails: int = 0
    moved: int = 0
    judged: InboxJudged | None = None
    senders: list[OtherSender] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def add_mail(self, one: Handled) -> None:
        """Count a mail with the files in it; one that another command, or an earlier run, has recorded is only counted."""
        if not one.recorded.is_first:
            self.known_mails += 1
            return
        # What was in it is kept by now: of thousands of mails no run holds the contents.
        told = one.mail._replace(text="", enclosed=(), status=())
        self.mails.append(one._replace(mail=told, opened=one.opened._replace(taken=())))
        self.not_taken += one.opened.not_taken
        self.new += one.recorded.new
        self.count(len(one.opened.taken), len(one.recorded.new), len(one.recorded.again))

    def add(self, other: "Collected") -> None:
        """Add what another round of the same command met; what it judged last counts."""
        self.mails += other.mails
        self.files += other.files
        self.met += other.met
        self.not_taken += other.not_taken
        self.known_mails += other.known_mails
        self.judged = other.judged or self.judged
        self.senders += other.senders
        self.new += other.new

    def count(self, met: int, new: int, again: int) -> None:
        """Count files that were met: how many are new to the ledger, how many came once more."""
        self.met += met
        self.files[TakenFate.BARU] += new
        self.files[TakenFate.LAGI] += again
        self.files[TakenFate.TERCATAT] += met - new - again

    def check(self) -> None:
        """Hold the account. Raises AccountError."""
        balance("berkas yang dikumpulkan", self.met, *self.files.values())
        balance("surat", len(self.mails), *Counter(one.fate for one in self.mails).values())

    @property
    def listed(self) -> list[Handled]:
        """The mails that somebody has to look at."""
        return [one for one in self.mails if one.fate in LISTED or (one.fate is MailFate.KITA and one.mail.attachments)]

    def as_json(self) -> dict[str, Any]:
        """All of it as one object."""
        fates = Counter(one.fate for one in self.mails)
        kinds = Counter(one.kind for one in self.mails)
        return {
            "mails": {
                "total": len(self.mails),
                "known": self.known_mails,
                "moved": self.moved,
                "kinds": {kind.value: many for kind, many in sorted(kinds.items())},
                "fates": {fate.value: fates[fate] for fate in MailFate},
            },
            "files": {"total": self.met, **{fate.value: self.files[fate] for fate in TakenFate}},
            "contents": self.judged.account.named() if self.judged else None,
            "events": self.judged.events if self.judged else 0,
            "listed": [
                {"where": one.told, "from": one.mail.sender, "subject": one.mail.subject, "kind": one.kind.value,
                 "fate": one.fate.value, "reason": one.reason}
                for one in self.listed
            ],
            "senders": [one._asdict() for one in self.senders],
            "not_taken": [one._asdict() for one in self.not_taken],
        }  # fmt: skip


def desk_of(ledger: Ledger | None, root: Path, words: Label, ours: Iterable[str], **told: Any) -> Desk:
    """Where things are put; `told` is the rest of `Desk`."""
    known = {content: row.file for content, row in read_contents(ledger).items()} if ledger else {}
    letters = Letters(read_letters(ledger) if ledger else ())
    since = last_number(ledger) if ledger else 0
    return Desk(
        ledger, KeptFiles(root), known, letters, words, frozenset(one.lower() for one in ours), since=since, **told
    )


def collect_disk(
    paths: Sequence[Path], desk: Desk, aside: Mapping[str, int], into: Collected, steady: frozenset[str] | None = None
) -> None:
    """Take what lies below these paths."""
    found = of_disk(paths, desk, aside, steady)
    for one in found.handled:
        into.add_mail(one)
    into.not_taken += found.opened.not_taken
    taken = found.opened.taken
    for start in range(0, len(taken), _BATCH):
        _take_files(taken[start : start + _BATCH], desk, into)


def _take_files(taken: Sequence[Taken], desk: Desk, into: Collected) -> None:
    if desk.ledger is None or desk.asks:
        new = {one.content for one in taken if one.content not in desk.known}
        into.count(len(taken), len(new), sum(one.content in desk.known for one in taken))
        return
    kept = [desk.inbox.keep(one, desk.known.get(one.content, "")) for one in taken]
    recorded = record_arrival(desk.ledger, kept, at=desk.at, by=desk.by, since=desk.since)
    into.new += recorded.new
    into.count(len(taken), len(recorded.new), len(recorded.again))
