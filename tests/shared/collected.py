"""A round that collects, workbooks of it as bytes, and mails that bring them; it proves nothing itself."""

import io
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from forms import GOOD, KUANTITATIF, LIBRARY, SIGNING_KEY, STAF, make_form, written
from ledgers import AT

from skpxl.collect.judging import InboxJudged, judge_inbox
from skpxl.collect.mails import Desk
from skpxl.collect.run import Collected, collect_disk, desk_of
from skpxl.ledger.book import Ledger
from skpxl.receive.validate import Measure

OURS = "bkd@contoh.test"
WORDS = LIBRARY.wording("surat")
MEASURE = Measure(LIBRARY, signing_key=SIGNING_KEY)


@cache
def good() -> bytes:
    """A form that is filled in well, of KETUA."""
    return written(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY))


@cache
def blank() -> bytes:
    """A form that came back as it was issued, of STAF."""
    return written(make_form(KUANTITATIF, nip=STAF, signing_key=SIGNING_KEY))


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def mail_with(*attached: tuple[str, bytes], sender: str = "dinas-a@contoh.test", **headers: str) -> EmailMessage:
    """A mail of a person with these files."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, OURS
    mail["Subject"] = headers.pop("subject", "SKP")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Terlampir.")
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def desk(ledger: Ledger | None, root: Path, *, asks: bool = False) -> Desk:
    """The desk of a run of the tests."""
    return desk_of(ledger, root, WORDS, [OURS], at=AT, by="penguji", asks=asks)


def collect(ledger: Ledger, *paths: Path) -> Collected:
    """What one run takes from these paths."""
    met = Collected()
    collect_disk(paths, desk(ledger, ledger.root), {}, met)
    met.check()
    return met


def judge(ledger: Ledger, **aside: int) -> InboxJudged:
    """All of masuk/ judged; `aside` are hashes of what was set aside, with sizes."""
    return judge_inbox(ledger, MEASURE, aside, at=AT, by="penguji")
