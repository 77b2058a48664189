"""Of different files of one issue: the latest that has no galat counts, where it is known which came later. It marks none.

Where that is not known (a folder of copies, no ledger) nothing is decided here: they contradict each other. A sender decides
nothing by himself, but a file of a stranger pushes out none that is there: forms are forwarded, and anybody can fill in a blank
one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpxl.kinds.table import kind_of
from skpxl.model.fate import FileFate
from skpxl.model.kedatangan import Kedatangan
from skpxl.model.teks import is_blank

if TYPE_CHECKING:
    from skpxl.receive.validate import ReceivedFile

Came = Callable[["ReceivedFile"], Kedatangan | None]
# The addresses that are known for somebody, by NIP.
Addresses = Callable[[str], frozenset[str]]


class Latest(NamedTuple):
    """Which file counts, and what that makes of the others, all by position: those that it replaces, those with a galat that
    came after it (or when is not known), and those of strangers."""

    counts: int
    replaced: tuple[int, ...]
    not_yet: tuple[int, ...]
    strange: tuple[int, ...]


def latest(files: Mapping[int, "ReceivedFile"], order: Mapping[int, Kedatangan], addresses: Addresses) -> Latest | None:
    """The file that counts among different ones of one issue of one workbook; None where that is not known.

    `order` says by position when files came, as far as that is known.
    """
    if len(order) < len(files):
        return None
    candidates = [position for position, file in files.items() if file.fate is FileFate.DITERIMA] or [*files]
    strange: list[int] = []
    while True:
        last = _last(candidates, order)
        if last is None:
            return None
        others = [position for position in candidates if position != last]
        known = addresses(files[last].owner.nip).union(*(order[one].senders for one in others))
        if not others or not order[last].senders or order[last].senders & known:
            break
        strange.append(last)
        candidates = others
    if _is_shared(files[last]) and any(emptied(files[one], files[last]) for one in others):
        return None  # each of two people has filled in a part
    rest = [position for position in files if position != last and position not in strange]
    before = [one for one in rest if one in candidates or order[last].is_after(order[one])]
    return Latest(last, tuple(before), tuple(one for one in rest if one not in before), tuple(strange))


def _last(candidates: Sequence[int], order: Mapping[int, Kedatangan]) -> int | None:
    """The one that is known to have come after all others."""
    return next(
        (one for one in candidates if all(order[one].is_after(order[other]) for other in candidates if other != one)),
        None,
    )


def _is_shared(file: "ReceivedFile") -> bool:
    """True for a form that several people fill in: that of a unit."""
    form = file.reading.form
    return form is not None and kind_of(form.definition).per_unit


def answers(file: "ReceivedFile") -> Mapping[str, str]:
    """The answers of a file; none in what is no form of ours."""
    return file.reading.form.isian if file.reading.form else {}


def emptied(before: "ReceivedFile", after: "ReceivedFile") -> list[str]:
    """The cells (`Sheet!A1`) that are filled in before and blank after."""
    now = answers(after)
    lost = sorted(key for key, text in answers(before).items() if not is_blank(text) and is_blank(now.get(key, "")))
    return [after.reading.cells.get(key, key) for key in lost]
