"""What the steps that work without a ledger tell it, where there is one: what is out, what was given back. It decides nothing.

`terbitan.csv` is the record of what is out. The ledger catches up with it whenever it is opened, so that a command that was
killed between the two, and rounds that had no ledger at first, come out right.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from skpxl.campaign.folder import Campaign
from skpxl.campaign.issued import IssuedForm, read_issued
from skpxl.ledger.book import Ledger
from skpxl.ledger.events import append_once
from skpxl.model.event import Event, EventKind
from skpxl.template.form import Form


def catch_up(
    ledger: Ledger,
    campaign: Campaign,
    *,
    at: datetime,
    by: str,
    superseded: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Record every issue that the ledger does not know yet, and the workbooks (by code) that others replace; gives how many
    events were new.
    """
    issued = read_issued(campaign)
    with ledger.writing() as connection:
        marked = [_issued(form, at, by) for form in issued.values()]
        marked += [_superseded(code, other, issued.get(code), at, by) for code, other in superseded.items()]
        return append_once(connection, marked)


def record_returned(ledger: Ledger, copies: Iterable[tuple[Form, str]], *, at: datetime, by: str) -> int:
    """Record the copies that were made for correction, with the file that each was made as; gives how many were new."""
    marked = []
    for form, file in copies:
        stamp = form.stamp
        event = Event(
            EventKind.RETURNED,
            at,
            by,
            kode=stamp.id,
            terbitan=stamp.terbitan,
            nip=stamp.nip,
            detail={"berkas": file, "formulir": stamp.form},
        )
        marked.append((f"{EventKind.RETURNED}:{stamp.id}:{stamp.terbitan}:{stamp.tanda}", event))
    with ledger.writing() as connection:
        return append_once(connection, marked)


def _issued(form: IssuedForm, at: datetime, by: str) -> tuple[str, Event]:
    detail = {
        "formulir": form.formulir,
        "periode": form.periode,
        "nama": form.pegawai.nama,
        "jabatan": form.pegawai.jabatan,
        "unit": form.pegawai.unit_kerja,
        "penilai": form.penilai.nama,
    }
    event = Event(EventKind.ISSUED, at, by, kode=form.kode, terbitan=form.terbitan, nip=form.nip, detail=detail)
    return f"{EventKind.ISSUED}:{form.kode}:{form.terbitan}", event


def _superseded(code: str, other: str, form: IssuedForm | None, at: datetime, by: str) -> tuple[str, Event]:
    event = Event(
        EventKind.SUPERSEDED,
        at,
        by,
        kode=code,
        terbitan=form.terbitan if form else 0,
        nip=form.nip if form else "",
        detail={"oleh": other},
    )
    return f"{EventKind.SUPERSEDED}:{code}:{event.terbitan}:{other}", event
