"""Events folded, in the order of the ledger, into how it stands with every workbook that is out. It knows no roster.

What an event says of its workbook stands in `kode` (or, for letters, in `letter` and `address`; for a file in `content`). What
was found in a file that came in is the `detail` of its event: `nasib` (a `FileFate`) and `temuan` (how often each rule failed).
What a REVOKED takes back is `detail["mencabut"]`, the value of a kind.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skpxl.model.event import Event, EventKind
from skpxl.model.fate import FileFate
from skpxl.model.keadaan import Keadaan, Kewajiban

REVOKES = "mencabut"
# What a letter was about, in `detail["surat"]`: one that reminds somebody, one that tells those above him.
REMINDER, ESCALATION = "pengingat", "pengingat-eskalasi"
# Who owes nothing any more because somebody has said so.
EXEMPT = {EventKind.NIL: Keadaan.NIHIL, EventKind.WAIVED: Keadaan.DIBEBASKAN}
_OF_FILES = (EventKind.RECEIVED, EventKind.CORRECTED, EventKind.ACCEPTED, EventKind.REFUSED, EventKind.DECIDED)
_ACCEPTED, _TO_CORRECT, _REFUSED = FileFate.DITERIMA, FileFate.PERLU_PERBAIKAN, FileFate.TIDAK_TERBACA
UnitsOf = Callable[[str, str], Collection[str]]


class Subject(NamedTuple):
    """Whom a record made by hand is about: a workbook, a person or a unit (by code); one of the three."""

    kode: str = ""
    nip: str = ""
    unit: str = ""


class _File(NamedTuple):
    """A file that came in for a workbook: when (as a place in the order), for which issue, and what it turned out to be."""

    order: int
    terbitan: int
    fate: FileFate
    temuan: Mapping[str, int]


@dataclass
class _Track:
    """What has happened to one workbook so far."""

    first: Event
    last: Event
    issued: int = 0
    sent: int = 0
    sent_to: str = ""
    letter: str = ""
    bounced: bool = False
    returned: tuple[int, int] = (0, 0)  # where in the order, and as which issue
    superseded: int | None = None  # its highest issue when another workbook replaced it
    superseded_by: str = ""
    files: dict[str, _File] = field(default_factory=dict)


class Folding:
    """The events taken so far; `take` the next one, in the order of the ledger."""

    def __init__(self) -> None:
        self.exempt: dict[Subject, tuple[int, Event]] = {}
        self.delegated: dict[str, Event] = {}
        self.reminded: dict[str, list[Event]] = {}
        self.last_of: dict[str, Event] = {}
        self._tracks: dict[str, _Track] = {}
        self._codes_of: dict[str, set[str]] = {}
        self._letters: dict[str, set[str]] = {}
        self._aside: set[str] = set()
        self._order = 0

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Folding":
        """All of these events taken."""
        folding = cls()
        for event in events:
            folding.take(event)
        return folding

    def take(self, event: Event) -> None:
        """Take the next event."""
        self._order += 1
        if event.nip:
            self.last_of[event.nip] = event
        if event.kind in EXEMPT:
            self.exempt[_subject(event)] = (self._order, event)
        elif event.kind is EventKind.DELEGATED:
            self.delegated[event.unit] = event
        elif event.kind is EventKind.SET_ASIDE:
            self._aside.add(event.content)
        elif event.kind is EventKind.REVOKED:
            self._revoke(event)
        elif event.kind is EventKind.BOUNCED:
            self._bounce(event)
        elif event.kind is EventKind.REMINDED:
            self._remind(event)
        if event.kode:
            self._of_workbook(event)

    def obligations(self, units_of: UnitsOf = lambda nip, unit: ()) -> list[Kewajiban]:
        """Every workbook that is out and not superseded, each with one state, in the order of their issue.

        `units_of` gives the codes of the units that somebody (NIP, his unit as printed) belongs to, from below.
        """
        return [self._obligation(kode, track, units_of) for kode, track in self._tracks.items() if _counts(track)]

    @property
    def superseded(self) -> dict[str, str]:
        """The workbooks that count no more, with those (by code) that do instead."""
        tracks = self._tracks.items()
        return {kode: track.superseded_by for kode, track in tracks if track.superseded is not None}

    def exemption(self, units: Collection[str], *, nip: str = "", kode: str = "") -> Event | None:
        """What says that a workbook, a person or somebody of these units owes nothing; of several the last."""
        subjects = [Subject(kode=kode)] if kode else []
        subjects += [Subject(nip=nip)] if nip else []
        found = [self.exempt[one] for one in (*subjects, *(Subject(unit=unit) for unit in units)) if one in self.exempt]
        return max(found, key=lambda held: held[0])[1] if found else None

    def _of_workbook(self, event: Event) -> None:
        track = self._tracks.setdefault(event.kode, _Track(event, event))
        track.last = event
        if track.first.nip and not event.nip:
            self.last_of[track.first.nip] = event
        if event.kind is EventKind.ISSUED:
            track.first = event
            track.issued = max(track.issued, event.terbitan)
            self._codes_of.setdefault(event.nip, set()).add(event.kode)
            if track.superseded is not None and event.terbitan > track.superseded:
                track.superseded = None
        elif event.kind is EventKind.SUPERSEDED:
            track.superseded, track.superseded_by = track.issued, str(event.detail.get("oleh", ""))
            if other := self._tracks.get(track.superseded_by):
                other.superseded = None  # what replaces counts, even where it had been replaced itself
        elif event.kind is EventKind.SENT:
            track.sent, track.sent_to = max(track.sent, event.terbitan), event.address or track.sent_to
            self._carried(event, track)
        elif event.kind is EventKind.RETURNED:
            track.returned = (self._order, event.terbitan)
            self._carried(event, track)
        elif event.kind in _OF_FILES:
            self._file(event, track)

    def _carried(self, event: Event, track: _Track) -> None:
        """A letter has gone out with this workbook: a bounce may follow."""
        if event.letter:
            track.letter, track.bounced = event.letter, False
            self._letters.setdefault(event.letter, set()).add(event.kode)

    def _file(self, event: Event, track: _Track) -> None:
        fate = _fate(event)
        if fate is None:
            return
        known = track.files.pop(event.content, None)
        temuan = event.detail.get("temuan") or (known.temuan if known else {})
        terbitan = event.terbitan or (known.terbitan if known else 0)
        track.files[event.content] = _File(self._order, terbitan, fate, temuan)
        track.bounced = False

    def _bounce(self, event: Event) -> None:
        """A letter has come back: of the workbooks that it was the last letter for; where it is not known which one, of its
        address. One that carried none (a receipt) says nothing of what had arrived before.
        """
        codes = {event.kode} if event.kode else self._letters.get(event.letter, set())
        hit = [kode for kode in codes if kode in self._tracks and event.letter in ("", self._tracks[kode].letter)]
        if not codes and event.address and not event.letter:
            hit = [kode for kode, track in self._tracks.items() if track.sent_to == event.address]
        for kode in hit:
            track = self._tracks[kode]
            track.bounced, track.last = True, event
            self.last_of[track.first.nip] = event

    def _remind(self, event: Event) -> None:
        """Somebody was reminded, of one workbook or of all that are his; one letter counts once. What those above him were told
        is no reminder of his, and no letter that could come back from him.
        """
        if event.detail.get("surat") == ESCALATION:
            return
        codes = {event.kode} & self._tracks.keys() if event.kode else self._codes_of.get(event.nip, set())
        for nip in {event.nip} if event.nip else {self._tracks[kode].first.nip for kode in codes}:
            earlier = self.reminded.setdefault(nip, [])
            if not event.letter or event.letter not in {one.letter for one in earlier}:
                earlier.append(event)
        for kode in codes if event.letter else ():
            self._tracks[kode].letter = event.letter
            self._letters.setdefault(event.letter, set()).add(kode)

    def _revoke(self, event: Event) -> None:
        what = event.detail.get(REVOKES, "")
        if what == EventKind.SET_ASIDE:
            self._aside.discard(event.content)
        elif what == EventKind.DELEGATED:
            self.delegated.pop(event.unit, None)
        elif (held := self.exempt.get(_subject(event))) and what == held[1].kind:
            del self.exempt[_subject(event)]

    def _obligation(self, kode: str, track: _Track, units_of: UnitsOf) -> Kewajiban:
        first = track.first
        unit = str(first.detail.get("unit", ""))
        state = self._state(track)
        exempt = self.exemption(units_of(first.nip, unit), nip=first.nip, kode=kode) if self.exempt else None
        if exempt and not state.is_settled:
            state = EXEMPT[exempt.kind]
        files = [file for content, file in track.files.items() if content not in self._aside]
        told = {name: str(first.detail.get(name, "")) for name in ("nama", "jabatan", "unit", "formulir", "periode")}
        return Kewajiban(
            kode, track.issued, first.nip, keadaan=state, last=track.last, sent_to=track.sent_to,
            temuan=files[-1].temuan if files else {}, **told,
        )  # fmt: skip

    def _state(self, track: _Track) -> Keadaan:
        """How it stands with a workbook, whatever was said of its owner."""
        state = self._by_files(track)
        if state in (Keadaan.DIKIRIM, Keadaan.DIKEMBALIKAN) and track.bounced:
            return Keadaan.SURAT_KEMBALI
        return state

    def _by_files(self, track: _Track) -> Keadaan:
        files = [file for content, file in track.files.items() if content not in self._aside]
        returned, as_issue = track.returned
        wrong = [file for file in files if file.fate is _TO_CORRECT]
        # Where a later file was given back, the accepted one before it counts until what comes of that is whole.
        last_wrong = max((file.order for file in wrong if file.order < returned), default=0)
        if any(file.fate is _ACCEPTED and (file.order > returned or file.order < last_wrong) for file in files):
            return Keadaan.DITERIMA
        if any(file.order > returned and file.terbitan >= as_issue for file in wrong):
            return Keadaan.PERLU_PERBAIKAN
        if any(file.order > returned and file.fate is _REFUSED for file in files) and (returned or not wrong):
            return Keadaan.TAK_DIPAKAI
        if returned:
            return Keadaan.DIKEMBALIKAN
        if track.files:
            return Keadaan.DISISIHKAN
        return Keadaan.DIKIRIM if track.sent >= track.issued else Keadaan.BELUM_DIKIRIM


def _counts(track: _Track) -> bool:
    """True for what was issued and nothing replaces."""
    return track.issued > 0 and track.superseded is None


def _subject(event: Event) -> Subject:
    return Subject(event.kode, "" if event.kode else event.nip, "" if event.kode or event.nip else event.unit)


def _fate(event: Event) -> FileFate | None:
    """What an event says of the file that came in: a usable one, one to be corrected, one that is not usable; None of a double,
    and where it does not say.
    """
    said = str(event.detail.get("nasib", ""))
    if event.kind is EventKind.REFUSED:  # however well it is filled in: it is not proven, or another counts
        return _REFUSED
    if event.kind is EventKind.ACCEPTED or said == FileFate.DITERIMA:
        return _ACCEPTED
    if said == FileFate.GANDA or (event.kind is EventKind.DECIDED and not said):
        return None
    return _REFUSED if said in (FileFate.TIDAK_TERBACA, FileFate.BUKAN_KITA) else _TO_CORRECT
