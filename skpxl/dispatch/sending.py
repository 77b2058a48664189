"""Letters that wait handed to the mail server, one after the other: claimed, sent, settled with their events. It writes none.

Whatever ends the program, a letter is sent by itself at most once: what was in flight is settled as `UNSURE`, named, and left
to people (`unsettled`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from typing import NamedTuple, Protocol

from skpxl.dispatch.outbox import WritingDesk, unchanged
from skpxl.dispatch.senders import am_sending
from skpxl.dispatch.told import went_out
from skpxl.errors import SkpxlError
from skpxl.ledger.letters import Claim, LetterRow, LetterState, claim, settle
from skpxl.mail.answers import Answer, Handover
from skpxl.mail.smtp import Unreachable
from skpxl.model.event import Event
from skpxl.model.fate import Account, LetterFate, SendFate, tally

_DAY = timedelta(hours=24)
# Seconds before what the server could not take at once is tried again.
PAUSES = (60.0, 300.0)
_SETTLED = {
    Handover.SENT: (LetterState.SENT, LetterFate.TERKIRIM),
    Handover.BOUNCED: (LetterState.REFUSED, LetterFate.ALAMAT_DITOLAK),
    Handover.REFUSED: (LetterState.REFUSED, LetterFate.SURAT_DITOLAK),
    Handover.UNSURE: (LetterState.UNSURE, LetterFate.TIDAK_PASTI),
    Handover.LATER: (LetterState.LATER, LetterFate.DICOBA_LAGI),
    Handover.TOMORROW: (LetterState.LATER, LetterFate.DICOBA_LAGI),
    Handover.STOP: (LetterState.LATER, LetterFate.DICOBA_LAGI),
}
_OF_WORKBOOKS = {
    LetterFate.TERKIRIM: SendFate.DIKIRIM,
    LetterFate.ALAMAT_DITOLAK: SendFate.DITOLAK,
    LetterFate.SURAT_DITOLAK: SendFate.DITOLAK,
    LetterFate.TIDAK_PASTI: SendFate.TIDAK_PASTI,
}
# A letter that was called UNSURE by another command meanwhile is settled all the same by the one that knows.
_MINE = (LetterState.IN_FLIGHT, LetterState.UNSURE)


class Mailer(Protocol):
    """What letters are handed to (`mail.smtp.Post`)."""

    all_gone_out: bool

    def hand_over(self, address: str, data: bytes, *, nobody: bool = False) -> Answer:
        """Send one letter."""
        ...


class Pace(NamedTuple):
    """How fast and how many: seconds between letters, the most in this run and in 24 hours; what waits and tells the time."""

    between: float
    in_run: int
    in_day: int
    sleep: Callable[[float], None]
    now: Callable[[], datetime]
    pauses: tuple[float, ...] = PAUSES


class Sent(NamedTuple):
    """One letter after the run, and why it is so where that needs saying."""

    row: LetterRow
    fate: LetterFate
    reason: str = ""


@dataclass(frozen=True)
class Sending:
    """A run: what became of each letter; `stopped` is why it ended before all were tried, `trouble` what the operator must
    mend first.
    """

    letters: tuple[Sent, ...]
    stopped: str = ""
    trouble: SkpxlError | None = None

    @property
    def account(self) -> Account[LetterFate]:
        """How many letters had which fate."""
        return letter_account((one.row for one in self.letters), self.letters)

    @property
    def workbooks(self) -> dict[tuple[str, int], SendFate]:
        """What has become of the workbooks in the letters that were tried, by code and issue number."""
        return {
            workbook: _OF_WORKBOOKS[one.fate]
            for one in self.letters
            if one.fate in _OF_WORKBOOKS
            for workbook in one.row.workbooks
        }


def letter_account(rows: Iterable[LetterRow], letters: Iterable[Sent]) -> Account[LetterFate]:
    """The account over the letters that were to go out. Raises AccountError."""
    return tally("surat", LetterFate, (row.key for row in rows), ((one.row.key, one.fate) for one in letters))


def send_letters(
    desk: WritingDesk,
    rows: Sequence[LetterRow],
    post: Mailer,
    pace: Pace,
    nips: Callable[[str], str] = lambda kode: "",
    advance: Callable[[], None] = lambda: None,
) -> Sending:
    """Send letters that wait. `nips` gives whose workbook a code is, for the events. Raises SkpxlError only where the ledger
    does not answer.
    """
    run = _Run(desk, post, pace, nips, advance)
    with am_sending(desk) as run.by:
        waiting = list(rows)
        for pause in (0.0, *pace.pauses):
            if pause and waiting:
                pace.sleep(pause)
            waiting = run.round(waiting)
            if not waiting or run.ended:
                break
    given = {row.key: run.done.get(row.key) or Sent(row, LetterFate.MENUNGGU) for row in rows}
    sending = Sending(tuple(given.values()), run.stopped or run.lost, run.trouble)
    letter_account(rows, sending.letters)
    return sending


@dataclass
class _Run:
    """What a run has done so far."""

    desk: WritingDesk
    post: Mailer
    pace: Pace
    nips: Callable[[str], str]
    advance: Callable[[], None]
    by: str = ""
    handed: int = 0
    stopped: str = ""
    lost: str = ""
    trouble: SkpxlError | None = None
    done: dict[str, Sent] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return bool(self.stopped or self.trouble)

    def round(self, rows: Sequence[LetterRow]) -> list[LetterRow]:
        """Try each once; gives those that may be tried again in this run."""
        again: list[LetterRow] = []
        self.lost = ""
        for row in rows:
            if self.ended:
                break
            if row.key not in self.done and self.handed >= self.pace.in_run:
                self.stopped = f"sudah {self.handed} surat, batas sekali jalan"
                break
            try:
                answer = self._one(row)
            except Unreachable as lost:  # the next letter would fare the same, now
                self.lost = str(lost)
                self._ends(row, LetterFate.DICOBA_LAGI, self.lost)
                return [*again, *rows[rows.index(row) :]]
            if answer is Handover.LATER:
                again.append(row)
        return again

    def _one(self, row: LetterRow) -> Handover | None:
        """One letter; None where it was not handed over."""
        data = unchanged(self.desk, row)
        if data is None:
            self._ends(row, LetterFate.BERUBAH, f"{row.file} hilang atau diubah sesudah ditulis")
            return None
        if self.handed and self.pace.between:
            self.pace.sleep(self.pace.between)
        now = self.pace.now()
        taken = claim(self.desk.ledger, row.key, self.by, budget=self.pace.in_day, since=now - _DAY, at=now)
        if taken is Claim.NO_BUDGET:
            self.stopped = f"jatah {self.pace.in_day} surat dalam 24 jam sudah terpakai"
            return None
        if taken is Claim.ANSWERED:
            self._ends(row, LetterFate.MENUNGGU, "alamat ini sudah dijawab dalam 24 jam terakhir")
            return None
        if taken is Claim.GONE:
            self._ends(row, LetterFate.PERINTAH_LAIN)
            return None
        self.handed += row.key not in self.done
        answer = self._handed_over(row, data)
        self._settle(row, answer, now)
        if answer.handover is Handover.TOMORROW:
            self.stopped = f"server tidak menerima lagi hari ini ({answer.said})"
        elif answer.handover is Handover.STOP:
            self.trouble = SkpxlError(
                f"Server surel tidak mengizinkan akun {self.desk.surel.alamat} mengirim ({answer.said}); periksa akun dan "
                "[surel] di skpxl.toml, lalu ulangi. Surat yang belum terkirim tetap menunggu."
            )
        return answer.handover

    def _handed_over(self, row: LetterRow, data: bytes) -> Answer:
        """The answer to a letter that is ours; whatever else happens, it is put back, or called unsure."""
        try:
            return self.post.hand_over(row.address, data, nobody=_is_automatic(data))
        except SkpxlError as error:
            self.trouble = error
            return Answer(Handover.LATER, "")
        except BaseException as error:
            unsure = self.post.all_gone_out
            state = LetterState.UNSURE if unsure else LetterState.LATER
            reason = "perintah terputus saat menunggu jawaban server" if unsure else str(error)[:200]
            settle(self.desk.ledger, row.key, state, before=_MINE, reason=reason)
            raise

    def _settle(self, row: LetterRow, answer: Answer, at: datetime) -> None:
        state, fate = _SETTLED[answer.handover]
        events: list[Event] = []
        if answer.handover in (Handover.SENT, Handover.BOUNCED):
            bounced = answer.said if answer.handover is Handover.BOUNCED else ""
            events = went_out(row, at=at, by=self.desk.by, nips=self.nips, bounced=bounced)
        settled = settle(self.desk.ledger, row.key, state, before=_MINE, reason=_why(answer), events=events)
        self._ends(row, fate, _why(answer) if settled else "sudah diselesaikan perintah lain")

    def _ends(self, row: LetterRow, fate: LetterFate, reason: str = "") -> None:
        if row.key not in self.done:
            self.advance()
        self.done[row.key] = Sent(row, fate, reason)


def _why(answer: Answer) -> str:
    return "" if answer.handover is Handover.SENT else answer.said


def _is_automatic(data: bytes) -> bool:
    """True for a letter that says of itself that a program sent it."""
    return "Auto-Submitted" in BytesHeaderParser().parsebytes(data)
