"""How it stands with a workbook that is out, and with a person: the states, in their order. Folding events is `folding`'s.

An obligation (kewajiban) is a workbook that was issued and is not superseded; somebody with two SKPs has two of them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from skpxl.model.event import Event


class Keadaan(StrEnum):
    """How it stands with one obligation or one person; in the order from the worst to the best."""

    BELUM_TERBIT = "belum terbit"
    BELUM_DIKIRIM = "terbit, belum dikirim"
    SURAT_KEMBALI = "surat kembali"
    DIKIRIM = "dikirim, belum masuk"
    TAK_DIPAKAI = "masuk, tidak dapat dipakai"
    DISISIHKAN = "masuk, disisihkan"
    PERLU_PERBAIKAN = "masuk, perlu perbaikan"
    DIKEMBALIKAN = "dikembalikan, menunggu perbaikan"
    DITERIMA = "diterima"
    NIHIL = "nihil"
    DIBEBASKAN = "dibebaskan"
    TIDAK_BERTUGAS = "tidak bertugas dalam masa ini"
    LOWONG = "jabatan lowong"

    @property
    def is_settled(self) -> bool:
        """True where nothing is owed any more."""
        return self in _SETTLED

    @property
    def is_out(self) -> bool:
        """True where a letter has gone out, or something came in, and more is owed: somebody can be reminded."""
        return not self.is_settled and self not in (Keadaan.BELUM_TERBIT, Keadaan.BELUM_DIKIRIM)


_SETTLED = (Keadaan.DITERIMA, Keadaan.NIHIL, Keadaan.DIBEBASKAN, Keadaan.TIDAK_BERTUGAS, Keadaan.LOWONG)
_ORDER = {state: place for place, state in enumerate(Keadaan)}


def worst(states: Iterable[Keadaan]) -> Keadaan:
    """The worst of several states; with none of them nothing has been issued."""
    return min(states, key=_ORDER.__getitem__, default=Keadaan.BELUM_TERBIT)


class Kewajiban(NamedTuple):
    """One workbook that is out: whose it is and how it stands with it. What is not known is empty.

    `terbitan` is the highest issue number, `unit` as printed, `sent_to` the address of the last letter it went out with, `last`
    the last thing that happened to it, `temuan` how often each rule failed in the last file that came in.
    """

    kode: str
    terbitan: int
    nip: str
    nama: str
    jabatan: str
    unit: str
    formulir: str
    periode: str
    keadaan: Keadaan
    last: Event
    sent_to: str = ""
    temuan: Mapping[str, int] = {}
