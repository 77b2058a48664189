"""The ledger as commands use it: opened for a call, and told of what the steps did.

What is recorded of a step is decided in `dispatch.recording`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from skpxl.cli.call import Call
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.ledger.book import Ledger
    from skpxl.template.form import Form


@contextmanager
def opened_ledger(call: Call) -> "Iterator[Ledger]":
    """The ledger of the campaign, made where there is none yet, and caught up with what is out. Raises UsageError without a
    campaign: only a round keeps a ledger.
    """
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.dispatch.recording import catch_up
    from skpxl.ledger.book import open_ledger

    if call.campaign is None:
        raise UsageError("Perintah ini bekerja di folder putaran SKP; masuk ke foldernya, atau sebut dengan -C FOLDER.")
    with open_ledger(call.campaign) as ledger:
        catch_up(ledger, call.campaign, at=this_moment(), by=operator())
        yield ledger


def ensure_ledger(call: Call) -> None:
    """Raise SkpxlError where the campaign keeps a ledger that cannot be had: before anything is written that it is to know."""
    if call.campaign and call.campaign.keeps_ledger:
        from skpxl.ledger.book import open_ledger

        open_ledger(call.campaign).close()


def note_issued(call: Call, superseded: Mapping[str, str] = MappingProxyType({})) -> None:
    """Tell the ledger, where the campaign keeps one, what is out and set aside now, and which workbooks (by code) others
    replace.
    """
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment

    if call.campaign and call.campaign.keeps_ledger:
        from skpxl.dispatch.recording import catch_up
        from skpxl.ledger.book import open_ledger

        with open_ledger(call.campaign) as ledger:
            catch_up(ledger, call.campaign, at=this_moment(), by=operator(), superseded=superseded)


def note_decided(call: Call, decisions: "Iterable[tuple[str, str, str, Mapping[str, str]]]") -> None:
    """Tell the ledger, where the campaign keeps one, what people have decided: of which workbook (code) or whose form (NIP), in
    which words, and what else is to be kept of it. What it knows is not recorded again.
    """
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.model.event import Event, EventKind

    decisions = [*decisions]
    if decisions and call.campaign and call.campaign.keeps_ledger:
        from skpxl.dispatch.recording import record_decided
        from skpxl.ledger.book import open_ledger

        at, by = this_moment(), operator()
        told = (
            Event(EventKind.DECIDED, at, by, kode=kode, nip=nip, reason=words, detail={**detail})
            for kode, nip, words, detail in decisions
        )
        with open_ledger(call.campaign) as ledger:
            record_decided(ledger, told)


def note_returned(call: Call, copies: "Iterable[tuple[Form, str]]") -> None:
    """Tell the ledger, where the campaign keeps one, which copies were made for correction, and as which files."""
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment

    copies = [*copies]
    if copies and call.campaign and call.campaign.keeps_ledger:
        from skpxl.dispatch.recording import record_returned
        from skpxl.ledger.book import open_ledger

        with open_ledger(call.campaign) as ledger:
            record_returned(ledger, copies, at=this_moment(), by=operator())
