"""What people have sent by mail, thing by thing, and what each asks for in answer: from the ledger and the validated files.

It looks at no letter of ours: whether a thing has been answered, and when it may be, `replies` decides.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from skpxl.campaign.surel import is_address
from skpxl.campaign.today import local
from skpxl.findings.wording import Pesan, kalimat
from skpxl.forms.triage import HELD, OUTCOMES, Outcome
from skpxl.ledger.arrivals import MailRow, Origin
from skpxl.mail.machines import MailKind
from skpxl.model.event import Event, EventKind
from skpxl.model.fate import FileFate, MailFate, ReplyFate
from skpxl.receive.giveback import GiveBack
from skpxl.receive.validate import ReceivedFile
from skpxl.template.labels import Label

ACCEPTED, NEWER, CORRECT = "tanda-terima", "versi-baru-diterima", "perbaikan"
NOT_OURS, CLOSED, EMPTY = "bukan-formulir", "putaran-ditutup", "tanpa-lampiran"
_MAIL = "surat"  # in the detail of an origin: the hash of the mail that it came in


class Thing(NamedTuple):
    """A file in a mail, or (without `content`) a mail that brought none. `asks` names the text that answers it (`surat/`), or
    `fate` says why none does, with the `reason`.

    `to` is where an answer goes. `copy` is what is sent back for correction (once it is made), `before` the version that this
    one replaces and when it was accepted.
    """

    mail: MailRow
    to: str
    content: str = ""
    name: str = ""
    asks: str = ""
    fate: ReplyFate | None = None
    reason: str = ""
    file: ReceivedFile | None = None
    copy: GiveBack | None = None
    before: tuple[ReceivedFile | None, datetime] | None = None

    @property
    def mark(self) -> str:
        """What is answered: the same content with the same outcome is answered once to one address."""
        asks = ACCEPTED if self.asks == NEWER else self.asks
        return f"{(self.content or self.mail.content)[:32]}:{asks}"

    @property
    def id(self) -> tuple[object, str]:
        """Tells one thing from the next."""
        return self.mail.place, self.content


@dataclass(frozen=True)
class Known:
    """What is known of what came: how each content came and was judged, the history of each workbook, what is ours to decide.

    `empty` says whether a mail without any file is to be answered, `closing` is the
    last day on which files are taken.
    """

    origins: Mapping[str, Sequence[Origin]]
    files: Mapping[str, ReceivedFile]
    accepted: Sequence[Event]
    pesan: Pesan
    words: Label
    ours: frozenset[str]
    empty: Callable[[MailRow], bool] = lambda mail: False
    closing: date | None = None


def mail_code(mail: MailRow) -> str:
    """By what an operator names a mail."""
    return mail.content[:8]


def things_of(mails: Iterable[MailRow], known: Known) -> Iterator[Thing]:
    """All that came by mail, each thing once; a mail that lies there twice is told as such."""
    inside: dict[str, dict[str, str]] = {}
    for content, origins in known.origins.items():
        for origin in origins:
            if origin.detail.get(_MAIL):
                inside.setdefault(str(origin.detail[_MAIL]), {}).setdefault(content, origin.name.rpartition("/")[2])
    seen: set[str] = set()
    for mail in mails:
        whole = Thing(mail, _answer_to(mail))
        if mail.content in seen:
            yield whole._replace(fate=ReplyFate.SURAT_SAMA)
            continue
        seen.add(mail.content)
        contents = inside.get(mail.content, {})
        apart = _apart(mail, whole.to, known)
        if apart is not None:
            whole = whole._replace(fate=apart[0], reason=apart[1])
        if not contents:
            yield whole if apart else _without_files(whole, known)
        for content, name in contents.items():
            thing = whole._replace(content=content, name=name)
            yield thing if apart else _judged(thing, known)


def _answer_to(mail: MailRow) -> str:
    """Where an answer goes: where the mail asks for it within the domain that it came from, else to its sender."""
    sender, asked = mail.sender.lower(), mail.reply_to.lower()
    same = asked.rpartition("@")[2] == sender.rpartition("@")[2]
    return asked if same and is_address(asked) else sender


def _apart(mail: MailRow, to: str, known: Known) -> tuple[ReplyFate, str] | None:
    """Why nothing in a mail is answered; None for a person's."""
    if mail.kind != MailKind.PERSON:
        return ReplyFate.MESIN, mail.kind
    if known.ours & {to, mail.sender.lower()}:
        return ReplyFate.MESIN, MailKind.OWN_ADDRESS.value
    if not is_address(to) or known.words.cocok("pengirim", to.partition("@")[0]):
        return ReplyFate.MESIN, f"{to or 'tanpa alamat'} bukan alamat orang"
    return None


def _without_files(thing: Thing, known: Known) -> Thing:
    if thing.mail.fate != MailFate.TANPA_LAMPIRAN:
        return thing._replace(fate=ReplyFate.TAK_DIPAHAMI, reason=thing.mail.reason)
    if known.empty(thing.mail):
        return thing._replace(asks=EMPTY)
    return thing._replace(fate=ReplyFate.TANPA_LAMPIRAN, reason=f"jawab dengan --answer-empty {mail_code(thing.mail)}")


def _judged(thing: Thing, known: Known) -> Thing:
    """What a file asks for, by what became of it."""
    file = known.files.get(thing.content)
    if file is None:
        return thing._replace(fate=ReplyFate.TAK_ADA)
    thing = thing._replace(file=file)
    if file.fate is FileFate.GANDA:
        return thing._replace(fate=ReplyFate.GANDA)
    if any(finding.code in HELD for finding in file.findings):
        return thing._replace(fate=ReplyFate.PETUGAS, reason="berkasnya tidak dapat dibaca dari cakram")
    if file.fate in (FileFate.TIDAK_TERBACA, FileFate.BUKAN_KITA) or file.reading.outcome == Outcome.KITA_LAIN:
        if why := _why(file, known.pesan):
            return thing._replace(asks=NOT_OURS, reason=why)
        return thing._replace(fate=ReplyFate.PETUGAS, reason=file.findings[0].message if file.findings else "")
    if known.closing and local(came_at(thing.mail)).date() > known.closing:
        return thing._replace(asks=CLOSED)
    if file.fate is FileFate.PERLU_PERBAIKAN:
        return thing._replace(asks=CORRECT)
    if not file.counted:
        return thing._replace(fate=ReplyFate.PETUGAS, reason="diterima, tetapi keasliannya belum pasti")
    before = _before(thing.content, file, known)
    return thing._replace(asks=NEWER if before else ACCEPTED, before=before)


def _why(file: ReceivedFile, pesan: Pesan) -> str:
    """Why a file is of no use and what to do, for who sent it; empty where that is nothing that he can mend."""
    codes = OUTCOMES[Outcome(file.reading.outcome)].codes
    finding = next((one for one in file.findings if one.code in codes), None)
    if finding is None or "saran_pengirim" not in pesan.get(finding.code, {}):
        return ""
    wrong, advice = kalimat(finding, pesan, to_sender=True)
    # Of what is no form of ours the advice says it all, in words for who knows no skpxl.
    return f"{wrong} {advice}" if file.reading.form else advice


def _before(content: str, file: ReceivedFile, known: Known) -> tuple[ReceivedFile | None, datetime] | None:
    """The version of the same workbook that was accepted last before this one; None where it is the first."""
    kode = file.reading.form.stamp.id if file.reading.form else ""
    events = [event for event in known.accepted if event.kind is EventKind.ACCEPTED and event.kode == kode]
    first = next((event.number for event in events if event.content == content), None)
    others = [event for event in events if event.content != content and (first is None or event.number < first)]
    return (known.files.get(others[-1].content), others[-1].at) if others else None


def came_at(mail: MailRow) -> datetime:
    """When a mail was sent, as it says; not later than it was seen."""
    seen = datetime.fromisoformat(mail.seen_at)
    return min(datetime.fromisoformat(mail.dated), seen) if mail.dated else seen
