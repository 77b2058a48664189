"""What has been agreed on over all matrices: whose roles they are, told apart by the roster. It reads no file.

Rows name people by NIP where the workbook is ours, else by name only; who cannot be told is kept and said.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from skpxl.model.nama import bare_name
from skpxl.model.pegawai import Pegawai
from skpxl.model.pembagian import BarisPembagian, Pembagian, PeranSepakat
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Unit

# Likeness (0-100) from which two names are taken for one person, where only one comes that near.
_ALIKE = 90.0
# Before the code of a unit: whose the roles are that were given to the vacant post of its head.
VACANT = "lowong:"


class PeranPegawai(NamedTuple):
    """One role of somebody, the matriks it stands in, and the row."""

    pembagian: Pembagian
    baris: BarisPembagian
    peran: PeranSepakat


class Matched(NamedTuple):
    """A row whose name is misspelt, and who it was taken for, with the likeness (0-100)."""

    pembagian: Pembagian
    baris: BarisPembagian
    orang: Pegawai
    score: int


class Kesepakatan:
    """All agreed matrices of a run, held against the roster (`organisasi` may be empty: then names stand alone)."""

    def __init__(self, pembagian: Sequence[Pembagian], organisasi: Organisasi | None = None) -> None:
        self.pembagian = tuple(pembagian)
        self.organisasi = organisasi or Organisasi()
        self.dicocokkan: list[Matched] = []
        self.tak_dikenal: list[tuple[Pembagian, BarisPembagian]] = []
        self._by_person: dict[str, list[PeranPegawai]] = {}
        self._mentioned: dict[str, BarisPembagian] = {}
        for matriks in self.pembagian:
            for row in matriks.baris:
                whose = self._whose(matriks, row)
                if whose:
                    self._mentioned.setdefault(whose, row)
                for peran in row.peran:
                    self._by_person.setdefault(whose, []).append(PeranPegawai(matriks, row, peran))

    @cached_property
    def by_id(self) -> dict[str, PeranPegawai]:
        """Every role by its id."""
        return {role.peran.id: role for roles in self._by_person.values() for role in roles if role.peran.id}

    def count_roles(self) -> int:
        """All roles of all matrices, whoever they belong to."""
        return sum(len(roles) for roles in self._by_person.values())

    def owned(self) -> Iterator[tuple[str, PeranPegawai]]:
        """Every role with whose it is: a NIP, `nama:` and a name, `lowong:` and the unit whose head's post is vacant, or empty
        for another row without a name.
        """
        yield from ((whose, role) for whose, roles in self._by_person.items() for role in roles)

    def mentions(self, nip: str, name: str = "") -> bool:
        """True where a matriks has a row for this person, with roles or without."""
        return nip in self._mentioned or (bool(name) and f"nama:{sidik(name)}" in self._mentioned)

    def peran(self, nip: str, name: str = "") -> list[PeranPegawai]:
        """The roles of a person in the order of the matrices; by name where no roster gave his NIP."""
        return (
            self._by_person.get(nip, []) if nip in self._by_person else self._by_person.get(f"nama:{sidik(name)}", [])
        )

    def peran_lowong(self, kode: str) -> list[PeranPegawai]:
        """The roles given to the vacant post of the head of a unit; they are the unit's, whoever heads it one day."""
        return self._by_person.get(f"{VACANT}{kode}", [])

    def unit_lowong(self, pembagian: Pembagian, row: BarisPembagian) -> Unit | None:
        """The unit whose head's post a row without a name is; None where it is another post."""
        if row.nama.strip() or not row.jabatan.strip():
            return None
        org, post = self.organisasi, sidik(row.jabatan)
        below = org.anak(pembagian.kode) if org.find_unit(pembagian.kode) else org.unit_sekali()
        found = []
        for unit in below:
            posts = (org.jabatan_lowong(unit.kode), org.kepala(unit))
            if any(one is not None and sidik(one.jabatan) == post for one in posts):
                found.append(unit)
        return found[0] if len(found) == 1 else None

    def peran_baris(self, person: Pegawai) -> list[PeranPegawai]:
        """The roles that go into the SKP of one row of the roster.

        Somebody with several rows (Plt., a second penilai) has those of a matriks divided by that row's penilai, or made
        in that row's unit; what fits no row belongs to his first.
        """
        roles = self.peran(person.nip, person.nama)
        rows = [row for row in self.organisasi.pegawai if row.nip and row.nip == person.nip]
        if len(rows) < 2:
            return roles
        return [role for role in roles if self._row_for(role, rows) == person]

    def _row_for(self, role: PeranPegawai, rows: Sequence[Pegawai]) -> Pegawai:
        posts = [row for row in rows if role.baris.jabatan and sidik(row.jabatan) == sidik(role.baris.jabatan)]
        # Of somebody who stands in one matriks with several posts the post alone tells whose role it is.
        several = sum(bool(row.nip) and row.nip == role.baris.nip for row in role.pembagian.baris) > 1
        for matching in (
            posts if several else [],
            [row for row in rows if row.nip_penilai and row.nip_penilai == role.pembagian.pimpinan],
            [row for row in rows if role.pembagian.kode and row.unit_kerja == role.pembagian.kode],
            posts,
        ):
            if len(matching) == 1:
                return matching[0]
        return rows[0]

    # -- who a row is ------------------------------------------------------------------------------------------------

    def _whose(self, pembagian: Pembagian, row: BarisPembagian) -> str:
        """The NIP of a row's person, else `nama:` and the name; of a row without a name the head of the unit whose post it is,
        or `lowong:` and that unit; else empty.
        """
        if unit := self.unit_lowong(pembagian, row):
            head = self.organisasi.kepala(unit)
            return head.nip if head and head.nip else f"{VACANT}{unit.kode}"
        if row.nip and self.organisasi.find_pegawai(row.nip):
            return row.nip
        if not row.nama.strip():
            return ""
        if not self.organisasi.pegawai:
            return row.nip or f"nama:{sidik(row.nama)}"
        person, score = self._find(pembagian, row.nama)
        if person is None:
            self.tak_dikenal.append((pembagian, row))
            return row.nip or f"nama:{sidik(row.nama)}"
        # The same name without its titles is certain enough not to be told.
        if score < 100:
            self.dicocokkan.append(Matched(pembagian, row, person, score))
        return person.nip

    @cached_property
    def _by_name(self) -> dict[str, list[Pegawai]]:
        people: dict[str, list[Pegawai]] = {}
        for person in self.organisasi.pegawai:
            if (
                person.nama
                and person.nip
                and person.nip not in {other.nip for other in people.get(sidik(person.nama), ())}
            ):
                people.setdefault(sidik(person.nama), []).append(person)
        return people

    @cached_property
    def _by_bare_name(self) -> dict[str, list[Pegawai]]:
        people: dict[str, list[Pegawai]] = {}
        for namesakes in self._by_name.values():
            for person in namesakes:
                people.setdefault(bare_name(person.nama), []).append(person)
        return people

    def _find(self, pembagian: Pembagian, name: str) -> tuple[Pegawai | None, int]:
        """The one person of that name: as written, without titles, or very much alike; (None, 0) where it is not certain."""
        for candidates in (self._by_name.get(sidik(name), []), self._by_bare_name.get(bare_name(name), [])):
            found = self._only(pembagian, candidates)
            if found:
                return found, 100
        from rapidfuzz import fuzz, process

        alike = process.extract(
            bare_name(name), list(self._by_bare_name), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3
        )
        candidates = [person for bare, _, _ in alike for person in self._by_bare_name[bare]]
        found = self._only(pembagian, candidates)
        return (found, int(alike[0][1])) if found else (None, 0)

    def _only(self, pembagian: Pembagian, candidates: Sequence[Pegawai]) -> Pegawai | None:
        """The only candidate, or the only one of the matriks' own unit and those below it."""
        if len(candidates) == 1:
            return candidates[0]
        near = [
            person
            for person in candidates
            if any(
                unit.kode == pembagian.kode or (pembagian.unit and sidik(unit.nama) == sidik(pembagian.unit))
                for unit in self.organisasi.rantai_unit(person.unit_kerja)
            )
        ]
        return near[0] if len(near) == 1 else None
