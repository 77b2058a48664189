"""`outbox/`: every letter written whole as an .eml, and its row in the ledger, before any server hears of it. It sends none.

One command at a time puts letters in; what a killed one left behind is put right by the next. Files are for their owner alone.
"""

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from skpxl.campaign.folder import Campaign
from skpxl.campaign.surel import SurelSettings
from skpxl.errors import SkpxlError
from skpxl.files.alone import alone
from skpxl.files.disk import refused
from skpxl.files.output import remove, standing, write_whole
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import moment
from skpxl.ledger.letters import WAITING, LetterRow, LetterState, add_letters, read_letters, renew, settle
from skpxl.mail.compose import Attached, Letter, Sender, compose
from skpxl.mail.identity import letter_code, message_id, printed_letter_code
from skpxl.template.library import Library
from skpxl.template.surat import CODE

OUTBOX = "outbox"
_OURS = re.compile(r"[0-9A-HJKMNP-TV-Z]{9}\.eml")
_TRIES, _PAUSE = 600, 0.2


@dataclass(frozen=True)
class WritingDesk:
    """Where letters are written: the round, its texts, its ledger and its mail account; `at` is the moment they bear."""

    campaign: Campaign
    library: Library
    ledger: Ledger
    surel: SurelSettings
    at: datetime
    by: str

    @property
    def folder(self) -> Path:
        """`outbox/`."""
        return self.campaign.root / OUTBOX

    def file_of(self, row: LetterRow) -> Path:
        """The .eml of a letter."""
        return self.campaign.root / row.file

    @property
    def sender(self) -> Sender:
        """Whose letters they are."""
        return Sender(self.surel.alamat, self.surel.nama or self.campaign.settings.instansi)


class Draft(NamedTuple):
    """A letter to be written. `purpose` is the name of its text in `surat/`, `key` is made of what it is about.

    `values` are the words of the text but for those that every letter has (code, instansi, sender). `workbooks` are (kode,
    terbitan) of what is in it, `attachments` gives the files when they are needed, `about` are marks of what it answers.
    """

    purpose: str
    key: str
    address: str
    name: str
    values: Mapping[str, str]
    workbooks: tuple[tuple[str, int], ...] = ()
    attachments: Callable[[], tuple[Attached, ...]] = tuple
    unit: str = ""
    nip: str = ""
    answers: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False
    about: tuple[str, ...] = ()


@contextlib.contextmanager
def writing(desk: WritingDesk, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Meanwhile nobody else puts letters into this outbox; what an earlier command left half done is put right first.

    Raises SkpxlError where another command does not come to an end.
    """
    try:
        desk.folder.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix":
            desk.folder.chmod(0o700)
    except OSError as error:
        raise refused(desk.folder, error, "dibuat") from error
    with contextlib.ExitStack() as held:
        for attempt in range(_TRIES):
            try:
                held.enter_context(alone(desk.folder))
                break
            except SkpxlError:
                if attempt == _TRIES - 1:
                    raise
                sleep(_PAUSE)
        _sweep(desk)
        yield


def put(
    desk: WritingDesk,
    drafts: Iterable[Draft],
    *,
    once: Collection[str] = (),
    but: Collection[str] = (),
    advance: Callable[[], None] = lambda: None,
) -> list[LetterRow]:
    """Write the letters and enter them in the ledger, all in one go; within `writing`. Gives their rows.

    A letter whose key is in the ledger is not written again, unless its file is gone while it waits: then it is. `once` and
    `but` are those of `add_letters`.
    """
    known = {row.key: row for row in read_letters(desk.ledger)}
    signing_key = desk.campaign.signing_key()
    rows: list[LetterRow] = []
    for draft in drafts:
        before = known.get(draft.key)
        if before is None or (before.state in WAITING and standing(desk.file_of(before)) is None):
            at = datetime.fromisoformat(before.made_at) if before else desk.at
            rows.append(_written(desk, draft, letter_code(signing_key, draft.key), at))
        advance()
    with desk.ledger.writing() as connection:
        add_letters(connection, rows, once=once, but=but)
        for row in rows:
            if row.key in known:
                renew(connection, row)
    entered = {row.key: row for row in read_letters(desk.ledger)}
    for row in rows:
        if row.key not in entered:  # another machine was first
            remove(desk.file_of(row))
    return [entered[row.key] for row in rows if row.key in entered]


def cancel(desk: WritingDesk, row: LetterRow, reason: str) -> bool:
    """Take back a letter that waits; False where it has gone meanwhile. Its file goes too, where nobody has changed it."""
    if not settle(desk.ledger, row.key, LetterState.CANCELLED, before=WAITING, reason=reason):
        return False
    if unchanged(desk, row) is not None:
        remove(desk.file_of(row))
    return True


def unchanged(desk: WritingDesk, row: LetterRow) -> bytes | None:
    """The bytes of a letter as they were written; None where the file is gone or another."""
    data = standing(desk.file_of(row))
    return data if data is not None and hashlib.sha256(data).hexdigest() == row.content else None


def _written(desk: WritingDesk, draft: Draft, code: str, at: datetime) -> LetterRow:
    values = {
        **draft.values,
        "nama": draft.name,
        "instansi": desk.campaign.settings.instansi,
        "pengirim": desk.sender.name,
        "alamat": desk.surel.alamat,
        CODE: printed_letter_code(code),
    }
    subject, body = desk.library.surat(draft.purpose).filled(values)
    letter = Letter(
        draft.purpose,
        draft.key,
        draft.address,
        subject,
        body,
        draft.name,
        draft.attachments(),
        draft.answers,
        draft.references,
        draft.automatic,
    )
    data = compose(letter, desk.sender, code, at)
    file = desk.folder / f"{code}.eml"
    write_whole(file, data, force=True)
    with contextlib.suppress(OSError):  # a drive that knows no rights
        file.chmod(0o600)
    return LetterRow(
        key=draft.key,
        purpose=draft.purpose,
        code=code,
        message_id=message_id(code, desk.surel.alamat),
        address=draft.address,
        file=f"{OUTBOX}/{file.name}",
        content=hashlib.sha256(data).hexdigest(),
        size=len(data),
        made_at=moment(at),
        unit=draft.unit,
        nip=draft.nip,
        answers=draft.answers,
        workbooks=draft.workbooks,
        about=draft.about,
    )


def _sweep(desk: WritingDesk) -> None:
    """Remove letters that are in no ledger: a command that was killed wrote them, and they are written anew."""
    known = {row.file.rpartition("/")[2] for row in read_letters(desk.ledger)}
    for file in sorted(desk.folder.iterdir()):
        if _OURS.fullmatch(file.name) and file.name not in known:
            remove(file)
