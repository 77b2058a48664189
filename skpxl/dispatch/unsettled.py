"""Letters of which nobody knows whether they went out, and what people decide about them. It sends nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime

from skpxl.dispatch.outbox import WritingDesk, unchanged
from skpxl.dispatch.senders import is_over
from skpxl.dispatch.told import went_out
from skpxl.errors import SkpxlError
from skpxl.ledger.letters import LetterRow, LetterState, read_letters, settle
from skpxl.model.teks import rapi

_OPEN = (LetterState.UNSURE, LetterState.IN_FLIGHT)


def name_lost(desk: WritingDesk) -> list[LetterRow]:
    """Call unsure what was in flight when its command ended; gives all letters that nobody knows of, those included."""
    for row in read_letters(desk.ledger, LetterState.IN_FLIGHT):
        if is_over(desk, row.claimed_by):
            reason = "perintah yang mengirimnya terputus"
            settle(desk.ledger, row.key, LetterState.UNSURE, before=[LetterState.IN_FLIGHT], reason=reason)
    return read_letters(desk.ledger, *_OPEN)


def send_again(desk: WritingDesk, codes: Iterable[str]) -> list[LetterRow]:
    """Let these letters (by the code in their text) go out again: unsure ones, refused ones. Raises SkpxlError for others."""
    chosen = [_chosen(desk, code, (LetterState.UNSURE, LetterState.REFUSED, LetterState.IN_FLIGHT)) for code in codes]
    for row in chosen:
        if row.state is LetterState.IN_FLIGHT:
            raise SkpxlError(
                f"Surat {row.code} sedang dikirim perintah lain ({row.claimed_by}); tunggu sampai selesai."
            )
        if unchanged(desk, row) is None:
            raise SkpxlError(
                f"Berkas surat {row.code}, {row.file}, hilang atau diubah; surat itu tidak dapat dikirim lagi."
            )
    return [row for row in chosen if settle(desk.ledger, row.key, LetterState.READY, before=[row.state])]


def call_sent(
    desk: WritingDesk, rows: Iterable[LetterRow], *, at: datetime, nips: Callable[[str], str]
) -> list[LetterRow]:
    """Settle letters as sent because somebody says so, with their events; gives those that were not so before."""
    reason = f"dinyatakan terkirim oleh {desk.by}"
    return [
        row
        for row in rows
        if settle(
            desk.ledger,
            row.key,
            LetterState.SENT,
            before=[row.state],
            reason=reason,
            events=went_out(row, at=at, by=desk.by, nips=nips, reason=reason),
        )
    ]


def with_codes(desk: WritingDesk, codes: Iterable[str]) -> list[LetterRow]:
    """The letters with these codes that may be called sent. Raises SkpxlError for a code that is none, or one that is sent."""
    may = (LetterState.READY, LetterState.LATER, LetterState.UNSURE, LetterState.REFUSED)
    return [_chosen(desk, code, may) for code in codes]


def _chosen(desk: WritingDesk, code: str, states: Iterable[LetterState]) -> LetterRow:
    wanted = rapi(code).upper().removeprefix("SKP-")
    row = next((row for row in read_letters(desk.ledger) if row.code == wanted), None)
    if row is None:
        raise SkpxlError(
            f"Surat dengan kode {wanted} tidak ada di buku putaran SKP; kodenya ada di akhir surat dan di --json."
        )
    if row.state not in states:
        raise SkpxlError(f"Surat {wanted} {row.state.value}; yang ditanyakan hanya {', '.join(states)}.")
    return row
