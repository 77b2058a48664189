"""Blocked chains: whose missing SKP holds up whom. If the superior has no plan, his people cannot make theirs.

It rests on the reporting line of the roster, not on what anybody has written.
"""

from collections.abc import Collection
from typing import NamedTuple

from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi


class Hambatan(NamedTuple):
    """Somebody whose SKP is missing: how many wait for it, and the next superior whose SKP he waits for himself, if any.

    `langsung` are his reports whose own SKP is missing, `seluruh` all people below him whose SKP is missing.
    """

    orang: Pegawai
    langsung: tuple[Pegawai, ...]
    seluruh: int
    menunggu: Pegawai | None

    @property
    def pangkal(self) -> bool:
        """True where he waits for nobody: the chain can be freed here."""
        return self.menunggu is None


def hambatan(organisasi: Organisasi, masuk: Collection[str]) -> list[Hambatan]:
    """Everybody whose SKP is missing (NIP not in `masuk`) and who has people waiting below, those who block most first.

    Somebody waits where his own SKP is missing. A superior who is not on the roster, or a vacant post, blocks nobody
    here: that his people have no penilai is said when the roster is read.
    """
    bawahan: dict[str, dict[str, Pegawai]] = {}
    for orang in organisasi.pegawai:
        if orang.nip and orang.nip_penilai and orang.nip != orang.nip_penilai:
            bawahan.setdefault(orang.nip_penilai, {}).setdefault(orang.nip, orang)
    hasil = []
    for nip, langsung in bawahan.items():
        kepala = organisasi.find_pegawai(nip)
        if kepala is None or nip in masuk:
            continue
        seluruh = _tertahan(nip, bawahan, masuk)
        if seluruh:
            tertahan = tuple(satu for satu in langsung.values() if satu.nip not in masuk)
            hasil.append(Hambatan(kepala, tertahan, len(seluruh), _ditunggu(kepala, organisasi, masuk)))
    return sorted(hasil, key=lambda satu: (-satu.seluruh, satu.orang.baris))


def _tertahan(nip: str, bawahan: dict[str, dict[str, Pegawai]], masuk: Collection[str]) -> set[str]:
    """The NIPs of all below somebody whose SKP is missing; a superior whose SKP is in frees those below him."""
    sudah: set[str] = set()
    tumpukan = [nip]
    while tumpukan:
        for satu in bawahan.get(tumpukan.pop(), ()):
            if satu not in sudah and satu != nip and satu not in masuk:
                sudah.add(satu)
                tumpukan.append(satu)
    return sudah


def _ditunggu(orang: Pegawai, organisasi: Organisasi, masuk: Collection[str]) -> Pegawai | None:
    atas = organisasi.find_pegawai(orang.nip_penilai) if orang.nip_penilai != orang.nip else None
    return atas if atas is not None and atas.nip not in masuk else None
