"""What happens to a workbook, a person or a unit in a round of SKP, as the ledger keeps it. It stores nothing and judges none.

The kinds are those that people ask about afterwards: when was it sent, did it come back, who decided that it counts. What a
state is at the end is folded from events elsewhere.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class EventKind(StrEnum):
    """What happened; the value is what the export and people read."""

    ISSUED = "diterbitkan"
    SUPERSEDED = "digantikan"
    SENT = "dikirim"
    BOUNCED = "surat kembali"
    RECEIVED = "masuk"
    REFUSED = "tidak dapat dipakai"
    RETURNED = "dikembalikan untuk diperbaiki"
    CORRECTED = "perbaikan masuk"
    ACCEPTED = "diterima"
    SET_ASIDE = "disisihkan"
    DECIDED = "diputuskan"
    NIL = "nihil"
    WAIVED = "dibebaskan"
    DELEGATED = "dikuasakan"
    REMINDED = "diingatkan"
    REVOKED = "dicabut"


class Event(NamedTuple):
    """One thing that happened. What does not apply is empty.

    `at` is a moment in UTC, `by` who did it (the operator, or a sender's address), `kode` and `terbitan` the workbook and its
    issue number, `unit` a code of the roster, `letter` the key of a letter of ours, `content` the SHA-256 of a file that came
    in, `address` where the other side is reached. `reason` is what people wrote; `detail` what programs need beside it.
    `number` is given by the ledger.
    """

    kind: EventKind
    at: datetime
    by: str = ""
    kode: str = ""
    terbitan: int = 0
    nip: str = ""
    unit: str = ""
    letter: str = ""
    content: str = ""
    address: str = ""
    reason: str = ""
    detail: dict[str, Any] = {}  # noqa: RUF012 (never changed)
    number: int = 0
