"""All forms that are out and not yet with their people put into letters: what is known looked up, then planned, then written.

It sends nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from skpxl.campaign.deadlines import Deadlines
from skpxl.campaign.folder import EVALUASI, FORMULIR, Campaign
from skpxl.campaign.issued import read_issued
from skpxl.dispatch.addressees import AddressBook
from skpxl.dispatch.bundles import PURPOSES, Bundle, Manner, Plan, Situation, Workbook, plan
from skpxl.dispatch.covering import draft_of
from skpxl.dispatch.outbox import WritingDesk, cancel, put, unchanged, writing
from skpxl.issue.manifest import IssuedRow, Manifest
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import WAITING, LetterRow, read_letters
from skpxl.model.event import EventKind
from skpxl.model.folding import Folding
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi

Wanted = Callable[[IssuedRow, Pegawai | None], bool]


class Prepared(NamedTuple):
    """The plan, and the letters of it that wait, those written earlier included; `others` wait too and are of other steps.

    `taken_back` are letters that waited and no longer held, with the reason.
    """

    plan: Plan
    waiting: tuple[LetterRow, ...]
    others: tuple[LetterRow, ...]
    taken_back: tuple[tuple[LetterRow, str], ...]


def issued_workbooks(campaign: Campaign) -> list[Workbook]:
    """Every workbook that the manifests of the round name, in their order."""
    found: list[Workbook] = []
    for folder in (campaign.root / FORMULIR, campaign.root / EVALUASI):
        found += [Workbook(row, _inside(folder, row.berkas)) for row in Manifest.of(folder).issued()]
    return found


def prepare(
    desk: WritingDesk,
    organisasi: Organisasi,
    wanted: Wanted = lambda row, person: True,
    advance: Callable[[], None] = lambda: None,
) -> Prepared:
    """Put what is due into the outbox. Raises SkpxlError where records cannot be read or letters not written."""
    surel = desk.surel
    manner = Manner(surel.kepada == "pegawai", surel.lampiran == "zip", surel.ukuran_maks)
    deadlines = Deadlines.of(surel)
    with writing(desk):
        folding = _folded(desk)
        situation = _situation(desk, organisasi, folding, wanted)
        delegated = {unit: event.address for unit, event in folding.delegated.items() if event.address}
        made = plan(issued_workbooks(desk.campaign), AddressBook(organisasi, delegated), situation, manner)
        taken_back = tuple((row, reason) for row, reason in made.stale if cancel(desk, row, reason))
        drafts = (draft_of(bundle, manner, deadlines.day(*_units(bundle, organisasi))) for bundle in made.bundles)
        put(desk, drafts, once=PURPOSES, but=made.gone, advance=advance)
    rows = sorted(read_letters(desk.ledger, *WAITING), key=lambda row: (row.address, row.file))
    forms = tuple(row for row in rows if row.purpose in PURPOSES and row.key in made.asked)
    return Prepared(made, forms, tuple(row for row in rows if row.purpose not in PURPOSES), taken_back)


def _situation(desk: WritingDesk, organisasi: Organisasi, folding: Folding, wanted: Wanted) -> Situation:
    def exempt(row: IssuedRow, person: Pegawai | None) -> bool:
        units = [unit.kode for unit in organisasi.rantai_unit(person.unit_kerja)] if person else []
        return folding.exemption(units, nip=row.nip, kode=row.kode) is not None

    superseded: set[str] = set()
    for event in read_events(desk.ledger, EventKind.SUPERSEDED):
        superseded.add(event.kode)
        superseded.discard(str(event.detail.get("oleh", "")))
    return Situation(
        issued=read_issued(desk.campaign),
        letters=read_letters(desk.ledger),
        bounced={event.letter for event in read_events(desk.ledger, EventKind.BOUNCED) if event.letter},
        superseded=superseded,
        exempt=exempt,
        wanted=wanted,
        is_whole=lambda row: unchanged(desk, row) is not None,
    )


def _folded(desk: WritingDesk) -> Folding:
    """What was decided by hand: who owes nothing, who answers for whom."""
    folding = Folding()
    for event in read_events(desk.ledger, EventKind.NIL, EventKind.WAIVED, EventKind.DELEGATED, EventKind.REVOKED):
        folding.take(event)
    return folding


def _units(bundle: Bundle, organisasi: Organisasi) -> tuple[Sequence[str], Iterable[str]]:
    """The units that a deadline may be set for, from below up, and their names."""
    start = bundle.to.unit
    if not start:
        person = organisasi.find_pegawai(bundle.to.nip) if bundle.to.nip else None
        start = person.unit_kerja if person else ""
    chain = [*organisasi.rantai_unit(start)]
    return [unit.kode for unit in chain], [*(unit.nama for unit in chain), bundle.to.name]


def _inside(folder: Path, name: str) -> Path:
    """The file of a manifest's row; what would lie outside its folder is no file."""
    file = folder / name
    return file if file.resolve().is_relative_to(folder.resolve()) else folder / "-"
