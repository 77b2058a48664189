"""One run of replying as a list of calls: what came, what each thing asks for, which letters are due; written into the outbox.

It sends nothing. Copies for correction are recorded before their letters are written: killed between the two, the same copies
are made again, and nothing that is out is unknown.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from skpxl.campaign.deadlines import Deadlines, closing_day
from skpxl.campaign.issued import record_issued
from skpxl.dispatch.arrived import Known, mail_code, things_of
from skpxl.dispatch.outbox import WritingDesk, put, writing
from skpxl.dispatch.recording import record_returned
from skpxl.dispatch.replies import PURPOSES, Contacts, Decided, decide, reply_account
from skpxl.dispatch.reply_letters import Facts, draft_of
from skpxl.errors import SkpxlError, required
from skpxl.ledger.arrivals import MailRow, read_mails, read_origins
from skpxl.ledger.events import read_events
from skpxl.ledger.letters import WAITING, LetterRow, read_letters
from skpxl.model.event import EventKind
from skpxl.model.folding import Folding
from skpxl.model.unit import Organisasi
from skpxl.receive.giveback import give_back
from skpxl.receive.validate import ReceivedFile

EVERY = "all"


class Replied(NamedTuple):
    """What was decided, the letters of this run as they stand in the outbox, those of earlier runs that wait, and how many
    contents came without a mail: whoever brought them is answered by no letter.
    """

    decided: Decided
    letters: tuple[LetterRow, ...]
    waiting: tuple[LetterRow, ...]
    without_mail: int


def reply_to_all(
    desk: WritingDesk,
    files: Mapping[str, ReceivedFile],
    organisasi: Organisasi | None,
    *,
    empty: Collection[str] = (),
    sandi: str = "",
    advance: Callable[[], None] = lambda: None,
) -> Replied:
    """Write every reply that is due. `files` are the validated files by the hash of their content, `empty` the codes of mails
    without a file that are to be answered (`all`: every one), `sandi` protects copies.

    Raises SkpxlError for a code that no such mail has, and where letters cannot be written.
    """
    campaign, library, signing_key = desk.campaign, desk.library, desk.campaign.signing_key()
    with writing(desk):
        mails, origins = read_mails(desk.ledger), read_origins(desk.ledger)
        _ensure_known(empty, mails)
        letters, closing = read_letters(desk.ledger), closing_day(desk.surel)
        known = Known(
            origins,
            files,
            read_events(desk.ledger, EventKind.ACCEPTED),
            library.pesan,
            library.label["surat"],
            frozenset({desk.surel.alamat.lower()}),
            lambda mail: EVERY in empty or mail_code(mail) in empty,
            closing,
        )
        things = [*things_of(mails, known)]
        contacts = Contacts(organisasi or Organisasi(), letters, _delegated(desk))
        decided = decide(
            things,
            letters,
            contacts,
            lambda file: give_back([file], library, signing_key=signing_key, sandi=sandi)[0],
            at=desk.at,
            most=desk.surel.ukuran_maks,
        )
        reply_account(things, decided.fates)  # held before anything is written
        facts = Facts(campaign.settings.masa.dalam_kalimat(), _due(desk, organisasi or Organisasi()), closing)
        drafts = [draft_of(reply, facts) for reply in decided.replies]
        copies = [thing.copy for reply in decided.replies for thing in reply.things if thing.copy]
        forms = [(required(copy.form, "formulir salinan"), copy.name) for copy in copies]
        record_issued(campaign, [form for form, _ in forms])
        record_returned(desk.ledger, forms, at=desk.at, by=desk.by)
        rows = put(desk, drafts, advance=advance)
    waiting = [row for row in letters if row.purpose in PURPOSES and row.state in WAITING]
    by_mail = sum(1 for several in origins.values() if any(one.detail.get("surat") for one in several))
    return Replied(decided, tuple(rows), tuple(waiting), len(origins) - by_mail)


def _due(desk: WritingDesk, organisasi: Organisasi) -> Callable[[str], date | None]:
    """Until when the form of somebody (by NIP) is due."""
    deadlines = Deadlines.of(desk.surel)

    def day(nip: str) -> date | None:
        person = organisasi.find_pegawai(nip) if nip else None
        if person is None:
            return deadlines.everybody
        chain = [*organisasi.rantai_unit(person.unit_kerja)]
        names = [*(unit.nama for unit in chain), organisasi.nama_perangkat_daerah(person)]
        return deadlines.day([unit.kode for unit in chain], names)

    return day


def _delegated(desk: WritingDesk) -> dict[str, str]:
    """Who answers for a unit, by its code."""
    folding = Folding()
    for event in read_events(desk.ledger, EventKind.DELEGATED, EventKind.REVOKED):
        folding.take(event)
    return {unit: event.address for unit, event in folding.delegated.items()}


def _ensure_known(codes: Collection[str], mails: Sequence[MailRow]) -> None:
    known = {mail_code(mail) for mail in mails} | {EVERY}
    for code in codes:
        if code not in known:
            raise SkpxlError(
                f"Tidak ada surat tanpa lampiran dengan kode {code}; lihat kodenya dengan `skpxl return --mail`."
            )
