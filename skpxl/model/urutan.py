"""In which order SKPs are gone through: as the roster has their people, superiors before their people."""

from collections.abc import Sequence

from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import fit
from skpxl.model.skp import Skp
from skpxl.model.unit import Organisasi


class BarisPegawai:
    """The rows of a roster, to be found by the SKP that was made for them; without a roster nothing is found."""

    def __init__(self, organisasi: Organisasi | None) -> None:
        self._organisasi = organisasi or Organisasi()
        self._rows: dict[str, list[tuple[int, Pegawai]]] = {}
        for number, person in enumerate(self._organisasi.pegawai):
            if person.nip:
                self._rows.setdefault(person.nip, []).append((number, person))

    def find(self, skp: Skp) -> tuple[int, Pegawai] | None:
        """(place on the roster from 0, row) of an SKP, or None.

        Of a person with several rows (mutasi, Plt., a second penilai) the one that it was made for counts.
        """
        rows = self._rows.get(skp.pegawai.nip, ())
        return max(rows, key=lambda entry: fit(self._organisasi, entry[1], skp).score, default=None)

    def atasan(self, nip: str) -> list[str]:
        """The NIPs of the penilai of all rows of one person."""
        return [person.nip_penilai for _, person in self._rows.get(nip, ()) if person.nip_penilai]


def atasan_dahulu(skps: Sequence[Skp], rows: BarisPegawai) -> list[int]:
    """The places of `skps` in roster order (people outside it last), each person behind his pejabat penilai.

    All SKPs of one person stand together. Where superiors go round in a circle, the one who is first on the roster is.
    """
    places = {number: rows.find(skp) for number, skp in enumerate(skps)}
    listed = sorted(places, key=lambda number: ((place := places[number]) is None, place[0] if place else 0, number))
    by_person: dict[str, list[int]] = {}
    atasan: dict[str, list[str]] = {}
    for number in listed:
        nip = skps[number].pegawai.nip or f"tanpa NIP {number}"
        by_person.setdefault(nip, []).append(number)
        atasan.setdefault(nip, rows.atasan(nip)).append(skps[number].pejabat_penilai.nip)
    ordered: dict[str, None] = {}
    seen: set[str] = set()
    for nip in by_person:
        stack = [nip]
        while stack:
            top = stack[-1]
            seen.add(top)
            # Somebody whose own SKP is not here still leads to those above him.
            above = atasan[top] if top in atasan else rows.atasan(top)
            unseen = next((superior for superior in above if superior and superior not in seen), None)
            if unseen is not None:
                stack.append(unseen)
            else:
                ordered.setdefault(stack.pop())
    return [number for nip in ordered for number in by_person.get(nip, ())]
