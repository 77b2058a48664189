"""Blocked chains: whose missing SKP holds up whom. If the superior has no plan, his people cannot make theirs.

It rests on the reporting line of the roster, not on what anybody has written.
"""

from collections.abc import Collection
from typing import NamedTuple

from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi


class Hambatan(NamedTuple):
    """Somebody whose SKP is missing: how many wait for it, and the next superior whose SKP he waits for himself, if any.

    `direct` are his reports whose own SKP is missing, `total` all people below him whose SKP is missing; without a roster all
    who name him as their penilai.
    """

    orang: Pegawai
    direct: tuple[Pegawai, ...]
    total: int
    waits_for: Pegawai | None

    @property
    def root(self) -> bool:
        """True where he waits for nobody: the chain can be freed here."""
        return self.waits_for is None


def hambatan(organisasi: Organisasi, masuk: Collection[str], *, by_roster: bool = True) -> list[Hambatan]:
    """Everybody whose SKP is missing (NIP not in `masuk`) and who has people waiting below, those who block most first.

    `masuk` are the NIPs of whom nothing is waited for: the SKP is in, or none is due of them.

    Somebody waits where his own SKP is missing. A superior who is not on the roster, or a vacant post, blocks nobody
    here: that his people have no penilai is said when the roster is read. Without a roster (`by_roster`) only those are
    known whose SKPs are in; all who name somebody as penilai then wait for his.
    """
    bawahan: dict[str, dict[str, Pegawai]] = {}
    for person in organisasi.pegawai:
        if person.nip and person.nip_penilai and person.nip != person.nip_penilai:
            bawahan.setdefault(person.nip_penilai, {}).setdefault(person.nip, person)
    blocking = []
    for nip, langsung in bawahan.items():
        head = organisasi.find_pegawai(nip)
        if head is None or nip in masuk:
            continue
        seluruh = _waiting(nip, bawahan, masuk) if by_roster else {*langsung}
        if seluruh:
            held = tuple(report for report in langsung.values() if report.nip in seluruh)
            blocking.append(Hambatan(head, held, len(seluruh), _awaited(head, organisasi, masuk)))
    return sorted(blocking, key=lambda block: (-block.total, block.orang.baris))


def _waiting(nip: str, bawahan: dict[str, dict[str, Pegawai]], masuk: Collection[str]) -> set[str]:
    """The NIPs of all below somebody whose SKP is missing; a superior whose SKP is in frees those below him."""
    seen: set[str] = set()
    stack = [nip]
    while stack:
        for below in bawahan.get(stack.pop(), ()):
            if below not in seen and below != nip and below not in masuk:
                seen.add(below)
                stack.append(below)
    return seen


def _awaited(person: Pegawai, organisasi: Organisasi, masuk: Collection[str]) -> Pegawai | None:
    superior = organisasi.find_pegawai(person.nip_penilai) if person.nip_penilai != person.nip else None
    return superior if superior is not None and superior.nip not in masuk else None
