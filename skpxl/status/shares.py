"""The states put together as charts and short tables show them: few groups with a colour each. A vacant post is in none,
nor is who serves on no day of the round."""

from typing import NamedTuple

from skpxl.model.fate import Account
from skpxl.model.keadaan import Keadaan


class StateShare(NamedTuple):
    """One group of states: its heading, its colour (told apart in grey, too), the states."""

    name: str
    colour: str
    states: tuple[Keadaan, ...]

    def count(self, account: Account[Keadaan]) -> int:
        """How many people are in it."""
        return account.count(*self.states)


SHARES = (
    StateShare("Diterima", "#1B5E20", (Keadaan.DITERIMA,)),
    StateShare("Nihil, dibebaskan", "#A5D6A7", (Keadaan.NIHIL, Keadaan.DIBEBASKAN)),
    StateShare("Diperbaiki", "#F9A825", (Keadaan.PERLU_PERBAIKAN, Keadaan.DIKEMBALIKAN)),
    StateShare("Bermasalah", "#B71C1C", (Keadaan.SURAT_KEMBALI, Keadaan.TAK_DIPAKAI, Keadaan.DISISIHKAN)),
    StateShare("Belum masuk", "#1976D2", (Keadaan.DIKIRIM,)),
    StateShare("Belum dikirim", "#CFD8DC", (Keadaan.BELUM_TERBIT, Keadaan.BELUM_DIKIRIM)),
)
