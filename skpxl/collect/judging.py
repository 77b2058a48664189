"""All that lies in `masuk/`, validated together, and what is new about it as events: of every content its fate is known.

Whatever lies there counts, also what somebody has put there by hand. How files are judged is decided in `receive.validate`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from skpxl.campaign.folder import MASUK
from skpxl.collect.keeping import Kept, record_arrival
from skpxl.files.passed import Passed
from skpxl.files.walk import Arrival, Found, content_of, look
from skpxl.findings import Severity
from skpxl.forms.triage import Outcome
from skpxl.ledger.arrivals import Origin, read_contents
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append_once, last_number, read_events
from skpxl.ledger.order import read_order
from skpxl.model.event import Event, EventKind
from skpxl.model.fate import Account, ContentFate, FileFate, tally
from skpxl.receive.validate import Measure, ReceivedFile, validate

_JUDGED = (
    EventKind.RECEIVED,
    EventKind.CORRECTED,
    EventKind.ACCEPTED,
    EventKind.REFUSED,
    EventKind.SET_ASIDE,
    EventKind.REVOKED,
)
_NASIB, _TEMUAN = "nasib", "temuan"


class InboxJudged(NamedTuple):
    """What came of judging: the files as they were validated, the account over all contents of the ledger, how many events
    were new, and by content the file that stands for it."""

    files: tuple[ReceivedFile, ...]
    account: Account[ContentFate]
    events: int
    by_content: Mapping[str, ReceivedFile]
    found: Found


def judge_inbox(
    ledger: Ledger,
    measure: Measure,
    aside: Mapping[str, int],
    *,
    at: datetime,
    by: str,
    since: int | None = None,
    advance: Callable[[], None] = lambda: None,
) -> InboxJudged:
    """Validate all of `masuk/` and record what has changed since it was judged last.

    `since` is that of `record_arrival`, where things have been recorded in this run. Raises AccountError where one is lost.
    """
    since = last_number(ledger) if since is None else since
    found = look([ledger.root / MASUK], aside, or_nothing=True)
    contents = {one.name: content for one in found.files if (content := content_of(one))}
    _record_by_hand(ledger, found, contents, at=at, by=by, since=since)
    measure = replace(measure, order=lambda: read_order(ledger))
    files = validate(found.files, measure, advance=advance)
    by_content: dict[str, ReceivedFile] = {}
    for file in files:
        content = contents.get(file.reading.file, "")
        # The same content twice is a double of itself; it is judged by the one that is none.
        if content and (content not in by_content or by_content[content].fate is FileFate.GANDA):
            by_content[content] = file
    put_aside = {*aside, *_put_aside(found)}
    known = read_contents(ledger)
    account = tally(
        "isi yang masuk", ContentFate, known, ((content, _fate(content, by_content, put_aside)) for content in known)
    )
    new = _record_changes(ledger, {one: by_content.get(one) for one in known}, put_aside, at=at, by=by)
    return InboxJudged(tuple(files), account, new, by_content, found)


def _record_by_hand(
    ledger: Ledger, found: Found, contents: Mapping[str, str], *, at: datetime, by: str, since: int
) -> None:
    """Record what lies in `masuk/` and came by no other way."""
    known = read_contents(ledger)
    kept = []
    for one in found.files:
        content = contents.get(one.name, "")
        if content and content not in known:
            name = Path(one.name).relative_to(ledger.root).as_posix()
            size = len(one.data) if one.data is not None else Path(one.path or one.name).stat().st_size
            kept.append(Kept(content, name, size, Origin(MASUK, name), is_new=False))
    if kept:
        record_arrival(ledger, kept, at=at, by=by, since=since)


def _put_aside(found: Found) -> Iterator[str]:
    """The contents in folders called `disisihkan`."""
    for one in found.passed:
        if one.why is Passed.DISISIHKAN:
            path = Path(one.name)
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file() and (content := content_of(Arrival(str(file), file))):
                    yield content


def _fate(content: str, files: Mapping[str, ReceivedFile], aside: Iterable[str]) -> ContentFate:
    if content in aside:
        return ContentFate.DISISIHKAN
    file = files.get(content)
    return ContentFate(file.fate.value) if file else ContentFate.HILANG


def _record_changes(
    ledger: Ledger, files: Mapping[str, ReceivedFile | None], aside: set[str], *, at: datetime, by: str
) -> int:
    """Add an event where a content is judged otherwise than before.

    The mark names the event before it, so two commands that judge at once add it once.
    """
    last, first, returned = _history(ledger)
    marked: list[tuple[str, Event]] = []
    for content, file in sorted(files.items(), key=lambda one: one[0]):
        before = last.get(content)
        was_aside = before is not None and before.kind is EventKind.SET_ASIDE
        if content in aside:
            several = [] if was_aside else [Event(EventKind.SET_ASIDE, at, by, content=content)]
        elif file is None:
            several = []
        else:
            follows = _follows(file, returned, first.get(content, 0))
            several = [one._replace(at=at, by=by, content=content) for one in _events_of(file, follows)]
            if before is not None and not was_aside and _told(before) == _told(several[-1]):
                several = []
            elif was_aside:
                taken_back = Event(
                    EventKind.REVOKED, at, by, content=content, detail={"mencabut": EventKind.SET_ASIDE.value}
                )
                several.insert(0, taken_back)
        number = before.number if before else 0
        marked += [(f"nilai:{content}:{number}:{place}", one) for place, one in enumerate(several)]
    if not marked:
        return 0
    with ledger.writing() as connection:
        return append_once(connection, marked)


def _history(ledger: Ledger) -> tuple[dict[str, Event], dict[str, int], dict[str, Event]]:
    """How each content was judged last, the number of the event by which it came in, and what was given back last, by the
    workbook's code."""
    last: dict[str, Event] = {}
    first: dict[str, int] = {}
    returned: dict[str, Event] = {}
    for event in read_events(ledger, *_JUDGED, EventKind.RETURNED):
        if event.kind is EventKind.RETURNED:
            returned[event.kode] = event
        elif event.content:
            first.setdefault(event.content, event.number)
            if _NASIB in event.detail or event.kind in (EventKind.SET_ASIDE, EventKind.REVOKED):
                last[event.content] = event
    return last, first, returned


def _follows(file: ReceivedFile, returned: Mapping[str, Event], came: int) -> bool:
    """True for what came in after a copy was given back for correction, and is of that issue or a later one."""
    form = file.reading.form
    back = returned.get(form.stamp.id) if form else None
    return bool(form and back and came > back.number and form.stamp.terbitan >= back.terbitan)


def _events_of(file: ReceivedFile, follows: bool) -> list[Event]:
    """What a judged file means, the last event saying all of it."""
    form, fate = file.reading.form, file.fate
    counts = file.reading.asli and file.reading.outcome != Outcome.KITA_LAIN
    wrong = Counter(finding.code for finding in file.findings if finding.severity is Severity.GALAT)
    detail: dict[str, Any] = {_NASIB: fate.value, _TEMUAN: dict(sorted(wrong.items()))}
    if form and not counts:
        detail["keaslian"] = "orang-lain" if file.reading.is_of_another else file.reading.trust.value
    told = Event(EventKind.RECEIVED, datetime.min, detail=detail)
    if form:
        told = told._replace(kode=form.stamp.id, terbitan=form.stamp.terbitan, nip=form.stamp.nip)
    if fate is FileFate.GANDA:
        return [told]
    if fate in (FileFate.TIDAK_TERBACA, FileFate.BUKAN_KITA) or not counts:
        return [told._replace(kind=EventKind.REFUSED)]
    corrected = [told._replace(kind=EventKind.CORRECTED)] if follows else []
    if fate is FileFate.DITERIMA:
        return [*corrected, told._replace(kind=EventKind.ACCEPTED)]
    return corrected or [told]


def _told(event: Event) -> tuple[object, ...]:
    """What an event says of a content."""
    return event.kind, event.kode, event.terbitan, event.detail.get(_NASIB), event.detail.get(_TEMUAN)
