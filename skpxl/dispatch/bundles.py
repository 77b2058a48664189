"""Which issued workbooks go to whom, in letters that are not too large; every workbook gets one fate. It writes no letter."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from skpxl.campaign.issued import IssuedForm
from skpxl.dispatch.addressees import AddressBook, Addressee
from skpxl.errors import required
from skpxl.issue.manifest import IssuedRow
from skpxl.ledger.letters import WAITING, LetterRow, LetterState
from skpxl.model.fate import Account, SendFate, tally
from skpxl.model.pegawai import Pegawai

TO_OFFICE, TO_PERSON = "pengantar-perangkat-daerah", "pengantar-pegawai"
PURPOSES = (TO_OFFICE, TO_PERSON)
_MOST = 100  # attachments of one letter
_MEGABYTE = 1_000_000
# Base64: four characters for three bytes, and a line end after each 76 of them; a part has its headers besides.
_AS_BASE64, _HEADERS, _TEXT = 4 / 3 * 78 / 76, 700, 8_000


class Workbook(NamedTuple):
    """A workbook that was issued: the row of its manifest, and its file."""

    row: IssuedRow
    file: Path

    @property
    def mark(self) -> tuple[str, int]:
        """Code and issue number: what the ledger knows it by."""
        return self.row.kode, int(self.row.terbitan or 1)

    @property
    def order(self) -> tuple[str, str]:
        """In which order workbooks lie in a letter."""
        return self.row.berkas, self.row.kode


class Bundle(NamedTuple):
    """The workbooks of one letter: `part` of `parts` to the same addressee for the same period. `key` is the letter's."""

    purpose: str
    key: str
    to: Addressee
    periode: str
    workbooks: tuple[Workbook, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class Situation:
    """What is out and what became of it: the issued forms by code, our letters, the keys of those that came back.

    `superseded` are the codes of workbooks that others replace. `exempt` says whether nothing is owed of a workbook, `wanted`
    whether the operator has asked for somebody's, `is_whole` whether the file of a letter is there as it was written.
    """

    issued: Mapping[str, IssuedForm]
    letters: Sequence[LetterRow]
    bounced: Collection[str] = ()
    superseded: Collection[str] = ()
    exempt: Callable[[IssuedRow, Pegawai | None], bool] = lambda row, person: False
    wanted: Callable[[IssuedRow, Pegawai | None], bool] = lambda row, person: True
    is_whole: Callable[[LetterRow], bool] = lambda row: True


class Manner(NamedTuple):
    """How it is sent: to each person or to the perangkat daerah, as a zip or bare, at most so many MB of attachments."""

    to_person: bool = False
    as_zip: bool = False
    most: float = 15.0


class _Judged(NamedTuple):
    """A workbook looked at: `fate` whatever is done now, or the letter in which it is `waiting`; `lacking` is why no new letter
    could have it."""

    workbook: Workbook
    to: Addressee | SendFate
    waiting: LetterRow | None
    fate: SendFate | None
    lacking: SendFate | None
    wanted: bool


@dataclass(frozen=True)
class Plan:
    """What is to be written (`bundles`), what no longer holds among the letters that wait (`stale`, with the reason), and the
    fate of every workbook. `asked` are the keys of the letters that this run is about, `gone` those that came back.
    """

    bundles: tuple[Bundle, ...]
    stale: tuple[tuple[LetterRow, str], ...]
    fates: tuple[tuple[Workbook, SendFate], ...]
    asked: Collection[str]
    gone: Collection[str]

    @property
    def account(self) -> Account[SendFate]:
        """How many workbooks have which fate, held against the list itself."""
        return send_account([workbook for workbook, _ in self.fates], self.fates)

    def after(self, gone: Mapping[tuple[str, int], SendFate]) -> "Plan":
        """The plan when letters have gone out: the fate of what was in them, by code and issue number."""
        fates = ((one, gone.get(one.mark, fate) if fate is SendFate.DALAM_SURAT else fate) for one, fate in self.fates)
        return replace(self, fates=tuple(fates))


def send_account(workbooks: Iterable[Workbook], fates: Iterable[tuple[Workbook, SendFate]]) -> Account[SendFate]:
    """The account over all workbooks of the manifests. Raises AccountError."""
    decided = (((workbook.mark, workbook.file), fate) for workbook, fate in fates)
    return tally(
        "formulir yang terbit", SendFate, ((one.mark, one.file) for one in workbooks), decided, lambda id_: id_[0][0]
    )


def plan(workbooks: Sequence[Workbook], book: AddressBook, situation: Situation, manner: Manner) -> Plan:
    """Decide for every workbook of the manifests."""
    purpose = TO_PERSON if manner.to_person else TO_OFFICE
    held = _held_by(situation)
    seen: set[tuple[str, int]] = set()
    judged: list[_Judged] = []
    for workbook in workbooks:
        judged.append(_judge(workbook, book, situation, manner, held, doubled=workbook.mark in seen))
        seen.add(workbook.mark)
    stale = _stale(judged, situation, purpose)
    decided: list[tuple[Workbook, SendFate]] = []
    due: dict[tuple[Addressee, str], list[Workbook]] = {}
    asked: set[str] = set()
    for one in judged:
        fate = one.fate
        if fate is None and one.waiting is not None and one.waiting.key not in stale:
            fate = SendFate.DALAM_SURAT
            asked |= {one.waiting.key} if one.wanted else set()
        if fate is None:
            fate = one.lacking if one.wanted else SendFate.TIDAK_DIMINTA
        if fate is None and isinstance(one.to, Addressee):
            fate = SendFate.DALAM_SURAT
            periode = situation.issued[one.workbook.row.kode].periode
            due.setdefault((one.to, periode), []).append(one.workbook)
        decided.append((one.workbook, required(fate, "nasib formulir")))
    used = Counter(row.key.split(":")[1] for row in situation.letters if row.purpose in PURPOSES)
    bundles = [
        bundle
        for (to, periode), several in sorted(due.items(), key=lambda item: (item[0][0].name, item[0]))
        for bundle in _letters(purpose, to, periode, sorted(several, key=lambda one: one.order), manner, used)
    ]
    asked |= {bundle.key for bundle in bundles}
    gone = {row.key for row in situation.letters if row.key in situation.bounced}
    send_account(workbooks, decided)
    return Plan(tuple(bundles), tuple(stale.values()), tuple(decided), asked, gone)


def _judge(
    workbook: Workbook,
    book: AddressBook,
    situation: Situation,
    manner: Manner,
    held: Mapping[tuple[str, int], LetterRow],
    *,
    doubled: bool,
) -> _Judged:
    person = book.person(workbook.row.nip, workbook.row.nama, workbook.row.jabatan)
    to: Addressee | SendFate = SendFate.DI_LUAR_DAFTAR
    if person is not None:
        to = book.of_person(person) if manner.to_person else book.of_office(person)
    fate = SendFate.TERBIT_LAGI if doubled else _apart(workbook, situation, person)
    row = held.get(workbook.mark) if fate is None else None
    waiting = row if row is not None and row.state in WAITING else None
    if row is not None and waiting is None:
        fate = _gone_out(row, to, situation)
    lacking = to if isinstance(to, SendFate) else None
    if lacking is None and not workbook.file.is_file():
        lacking = SendFate.TAK_DITEMUKAN
    if lacking is None and _size(workbook, manner) > manner.most * _MEGABYTE - _TEXT:
        lacking = SendFate.TERLALU_BESAR
    return _Judged(workbook, to, waiting, fate, lacking, situation.wanted(workbook.row, person))


def _stale(judged: Iterable[_Judged], situation: Situation, purpose: str) -> dict[str, tuple[LetterRow, str]]:
    """The letters that wait and no longer hold: one is good as long as each workbook in it is, and goes where it should."""
    inside: dict[str, list[_Judged]] = {}
    for one in judged:
        if one.waiting is not None:
            inside.setdefault(one.waiting.key, []).append(one)
    stale = {}
    for row in situation.letters:
        if row.purpose not in PURPOSES or row.state not in WAITING:
            continue
        several = inside.get(row.key, [])
        if len(several) != len(row.workbooks):
            stale[row.key] = (row, "sebagian formulir di dalamnya tidak perlu dikirim lagi")
        elif row.purpose != purpose or any(not _goes_to(one.to, row) for one in several):
            stale[row.key] = (row, "alamat atau cara kirimnya berubah")
        elif not situation.is_whole(row):
            stale[row.key] = (row, "berkas suratnya hilang atau diubah")
    return stale


def _goes_to(to: Addressee | SendFate, row: LetterRow) -> bool:
    return isinstance(to, Addressee) and to.address == row.address


def _held_by(situation: Situation) -> dict[tuple[str, int], LetterRow]:
    """The letter that each workbook was last in; letters that were taken back hold nothing."""
    rows = [row for row in situation.letters if row.purpose in PURPOSES and row.state is not LetterState.CANCELLED]
    # One that has gone out says more than one that was refused before.
    rows.sort(key=lambda row: (row.state is not LetterState.REFUSED, row.made_at))
    return {workbook: row for row in rows for workbook in row.workbooks}


def _apart(workbook: Workbook, situation: Situation, person: Pegawai | None) -> SendFate | None:
    """Why a workbook is not to be sent at all, whatever became of it before; None where it may be."""
    form, (kode, terbitan) = situation.issued.get(workbook.row.kode), workbook.mark
    if workbook.row.is_replaced or kode in situation.superseded:
        return SendFate.DIGANTIKAN
    if form is None or form.terbitan != terbitan:
        return SendFate.TERBIT_LAGI
    return SendFate.DIBEBASKAN if situation.exempt(workbook.row, person) else None


def _gone_out(row: LetterRow, to: Addressee | SendFate, situation: Situation) -> SendFate | None:
    """The fate of a workbook by the letter that it was in; None where that came back and there is another address now."""
    if row.state is LetterState.REFUSED or row.key in situation.bounced:
        other = isinstance(to, Addressee) and to.address != row.address
        return None if other else SendFate.DITOLAK
    return SendFate.DIKIRIM if row.state is LetterState.SENT else SendFate.TIDAK_PASTI


def _size(workbook: Workbook, manner: Manner) -> float:
    """What it takes in a letter, at most: a workbook is packed already and becomes no smaller in a zip."""
    try:
        size = workbook.file.stat().st_size
    except OSError:
        return 0
    return (size + (300 if manner.as_zip else 0)) * _AS_BASE64 + _HEADERS


def _letters(
    purpose: str,
    to: Addressee,
    periode: str,
    workbooks: Sequence[Workbook],
    manner: Manner,
    used: Mapping[str, int],
) -> Iterator[Bundle]:
    """The letters for one addressee."""
    parts: list[list[Workbook]] = [[]]
    size = float(_TEXT)
    for workbook in workbooks:
        one = _size(workbook, manner)
        if parts[-1] and (size + one > manner.most * _MEGABYTE or len(parts[-1]) == _MOST):
            parts.append([])
            size = float(_TEXT)
        parts[-1].append(workbook)
        size += one
    for number, part in enumerate(parts, start=1):
        yield Bundle(purpose, _key(to, part, used), to, periode, tuple(part), number, len(parts))


def _key(to: Addressee, workbooks: Sequence[Workbook], used: Mapping[str, int]) -> str:
    """Made of what the letter is about, and of how often a letter about the same was taken back or refused before."""
    told = json.dumps([to.address, sorted(workbook.mark for workbook in workbooks)])
    base = hashlib.sha256(told.encode()).hexdigest()[:40]
    return f"formulir:{base}:{used[base] + 1}" if used[base] else f"formulir:{base}"
