"""Which letter of ours a delivery report is about: by its code, else by address and time. It sends nothing again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from skpxl.ledger.letters import LetterRow, LetterState
from skpxl.mail.bounces import Action
from skpxl.mail.incoming import Incoming
from skpxl.mail.machines import Sorted
from skpxl.model.event import Event, EventKind

# A server gives up after five days (RFC 5321, 4.5.4.1); a clock may be wrong by some hours.
_LATEST, _EARLIEST = timedelta(days=14), timedelta(hours=12)
_OUT = (LetterState.SENT, LetterState.UNSURE, LetterState.IN_FLIGHT)


class Letters:
    """Our letters as mails name them."""

    def __init__(self, letters: Sequence[LetterRow]) -> None:
        self._by_code = {letter.code: letter for letter in letters}
        self._by_address: dict[str, list[LetterRow]] = {}
        for letter in letters:
            if letter.state in _OUT and letter.sent_at:
                self._by_address.setdefault(letter.address.lower(), []).append(letter)

    def is_ours(self, code: str) -> bool:
        """True for the code of a letter of ours."""
        return code in self._by_code

    def named(self, codes: Sequence[str]) -> LetterRow | None:
        """The first letter that these codes name."""
        return next((self._by_code[code] for code in codes if code in self._by_code), None)

    def sent_before(self, address: str, at: datetime) -> LetterRow | None:
        """The last letter that went to this address before that moment, where it was not long before."""
        fitting = [
            letter
            for letter in self._by_address.get(address, ())
            if at - _LATEST <= datetime.fromisoformat(letter.sent_at) <= at + _EARLIEST
        ]
        return max(fitting, key=lambda letter: letter.sent_at, default=None)


def bounced(mail: Incoming, found: Sorted, letters: Letters, *, at: datetime) -> list[tuple[str, Event]]:
    """The letters that this report says did not arrive, as marked events; none where it is not known which ones.

    Without a code an address and the moment of the report (or `at`, where it has none) tell.
    """
    if found.bounce is None:
        return []
    failed = [one for one in found.bounce.deliveries if one.action is Action.FAILED]
    moment = datetime.fromisoformat(mail.dated) if mail.dated else at
    if letter := letters.named(found.codes):
        # Where it was forwarded the report names an address that is not ours to know.
        hit = [
            (letter, next((one for one in failed if one.address == letter.address.lower()), next(iter(failed), None)))
        ]
    else:
        hit = [(one, delivery) for delivery in failed if (one := letters.sent_before(delivery.address, moment))]
    marked = []
    for letter, delivery in hit:
        event = Event(
            EventKind.BOUNCED,
            at,
            mail.sender,
            nip=letter.nip,
            unit=letter.unit,
            letter=letter.key,
            address=letter.address,
            reason=(delivery.reason or delivery.status) if delivery else "",
            detail={"status": delivery.status, "alamat_laporan": delivery.address} if delivery else {},
        )
        marked.append((f"{EventKind.BOUNCED}:{letter.key}", event))
    return marked
