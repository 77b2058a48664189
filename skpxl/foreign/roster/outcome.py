"""What reading a roster comes to: its people and findings, with the account of its rows; or nobody, which is no success."""

from dataclasses import dataclass

from skpxl.errors import SkpxlError
from skpxl.findings import Finding
from skpxl.foreign.roster.accounting import Bookkeeping
from skpxl.foreign.roster.detect import GuessedMap
from skpxl.model.fate import Account, RosterFate
from skpxl.model.unit import Organisasi


@dataclass(frozen=True)
class RosterReading:
    """A roster as read, with the account of its people and vacant posts. For one in an office's own layout also the account
    of all rows and, if it was made, the map."""

    organisasi: Organisasi
    temuan: list[Finding]
    people: Account[RosterFate]
    pembukuan: Bookkeeping | None = None
    dugaan: GuessedMap | None = None
    kosong: str = ""  # why nobody was found, where nobody was


class TanpaPegawaiError(SkpxlError):
    """A file in which nobody was found; `bacaan` is what was found instead, with a map that can be corrected."""

    def __init__(self, bacaan: RosterReading) -> None:
        super().__init__(bacaan.kosong)
        self.bacaan = bacaan
