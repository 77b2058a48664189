"""When something came in beside other things, as far as that is known: which of two came later. It reads no ledger."""

from typing import NamedTuple


class Kedatangan(NamedTuple):
    """The first coming of a content. `number` is its place in the ledger, `since` the place up to which the ledger was known
    when the run began that took it, `at` the moment (ISO).

    `lane` is where things lie in the order in which they came (a mailbox, a chat) and `place` the number in it, `letter` the
    mail that it was attached to, `senders` the addresses that it came from, `dated` what the mail says (ISO, UTC).
    """

    number: int
    since: int
    at: str
    lane: str = ""
    place: int = 0
    letter: str = ""
    senders: frozenset[str] = frozenset()
    dated: str = ""

    def is_after(self, other: "Kedatangan") -> bool:
        """True where this is known to have come after the other; of two things in one run's folder nothing is known.

        Whoever has sent both has dated both: where that contradicts the order in which they arrived, nothing is known either.
        """
        arrived = _sign(self.since >= other.number, other.since >= self.number)
        if not arrived and self.lane and self.lane == other.lane and self.letter != other.letter:
            arrived = _sign(self.place > other.place, other.place > self.place)
        dated = 0
        if self.senders & other.senders and self.dated and other.dated:
            dated = _sign(self.dated > other.dated, other.dated > self.dated)
        return {arrived, dated} - {0} == {1}


def _sign(later: bool, earlier: bool) -> int:
    return int(later) - int(earlier)
