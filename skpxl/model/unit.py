"""Units of an organisation, their products, and the roster as one whole: who works where, under whom."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from skpxl.errors import SkpxlError
from skpxl.model.dasar import Model
from skpxl.model.nama import bare_name
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.teks import sidik

# What the id of a product begins with, before the code of its unit.
PRODUCT = "produk:"
# Between the code that the id of a product was made of and a number, where another product had that code before.
AGAIN = "~"


def product_id(unit: str, kode: str) -> str:
    """The id that a product is given at first: made of the code of its unit and its own."""
    return f"{PRODUCT}{unit}:{kode}"


def unused_id(id_: str, taken: Container[str]) -> str:
    """The id, or where it is taken the same with the first number that is free."""
    free, number = id_, 1
    while free in taken:
        number += 1
        free = f"{id_}{AGAIN}{number}"
    return free


class Unit(Model):
    """One row of sheet `Unit`. `induk` is the code of the unit above, `pimpinan` the NIP of its head."""

    kode: str
    nama: str
    induk: str = ""
    pimpinan: str = ""
    perangkat_daerah: str = ""
    email: str = ""


class Produk(Model):
    """A product or service of a unit: a column head of its matriks peran hasil.

    `identitas` is the id that the campaign has given it once and keeps, whatever its code and its text become; `sebelumnya`
    are the texts it has borne before. `mendukung` is the id of the product of the unit above that it supports,
    `tertulis` what the roster's column says of it. Where that is not believed, `diragukan` are the texts of the product that
    it meant when it was last believed, and of the one that it would mean today.

    Where the roster names no product, the pimpinan's results stand in: `asal` is the id of that result, `peran_id` that of
    the agreed role it was made of.
    """

    unit: str
    kode: str
    teks: str
    asal: str = ""
    peran_id: str = ""
    identitas: str = ""
    sebelumnya: tuple[str, ...] = ()
    mendukung: str = ""
    tertulis: str = ""
    diragukan: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id under which workbooks link to this product; it survives rewording."""
        return self.asal or self.identitas or product_id(self.unit, self.kode)

    @property
    def sebutan(self) -> str:
        """How a person names it in few words: the code of its unit and its own."""
        return f"{self.unit} {self.kode}"


class Organisasi(Model):
    """A whole roster: `pegawai`, `unit` and `produk` in the order of the file."""

    pegawai: tuple[Pegawai, ...] = ()
    unit: tuple[Unit, ...] = ()
    produk: tuple[Produk, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A new roster with other parts; what has been looked up in the old one is not carried along."""
        parts = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**parts, **(update or {})})

    @cached_property
    def _by_nip(self) -> dict[str, Pegawai]:
        people: dict[str, Pegawai] = {}
        for person in self.pegawai:
            if person.nip:
                people.setdefault(person.nip, person)
        return people

    @cached_property
    def _rows_by_nip(self) -> dict[str, list[Pegawai]]:
        rows: dict[str, list[Pegawai]] = {}
        for person in self.pegawai:
            if person.nip:
                rows.setdefault(person.nip, []).append(person)
        return rows

    @cached_property
    def _by_name(self) -> dict[str, list[Pegawai]]:
        people: dict[str, list[Pegawai]] = {}
        for person in self.pegawai:
            if person.nama:
                people.setdefault(bare_name(person.nama), []).append(person)
        return people

    def bernama(self, nama: str) -> list[Pegawai]:
        """The people of a name, but for titles."""
        return list(self._by_name.get(bare_name(nama), ())) if nama else []

    def ensure_known(self, units: Iterable[str] = (), nips: Iterable[str] = ()) -> None:
        """Raise SkpxlError for a unit or NIP that an operator names and the roster does not have."""
        for kode in units:
            if not self.find_unit(kode):
                known = ", ".join(unit.kode for unit in self.unit[:12])
                raise SkpxlError(f"Unit “{kode}” tidak ada dalam daftar; yang ada antara lain: {known}.")
        for nip in nips:
            if not self.find_pegawai(nip):
                raise SkpxlError(f"NIP {nip} tidak ada dalam daftar pegawai; periksa angkanya.")

    def baris_pegawai(self, nip: str) -> list[Pegawai]:
        """All rows of a person: several where he holds two posts or has two penilai."""
        return list(self._rows_by_nip.get(nip, ()))

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        """In roster order; of a doubled code the first counts."""
        units: dict[str, Unit] = {}
        for unit in self.unit:
            units.setdefault(unit.kode, unit)
        return units

    def find_pegawai(self, nip: str) -> Pegawai | None:
        """The (first) person with this NIP, or None."""
        return self._by_nip.get(nip)

    def find_unit(self, kode: str) -> Unit | None:
        """The unit with this code, or None."""
        return self._by_code.get(kode) if kode else None

    def nama_unit(self, kode: str) -> str:
        """The unit's name as forms print it; the code itself where the roster has no such unit."""
        unit = self.find_unit(kode)
        return unit.nama if unit else kode

    def nama_perangkat_daerah(self, person: Pegawai) -> str:
        """The person's perangkat daerah: his own column, else his unit's (`perangkat_daerah_unit`)."""
        return person.perangkat_daerah or self.perangkat_daerah_unit(person.unit_kerja) or person.unit_kerja

    def perangkat_daerah_unit(self, kode: str) -> str:
        """The perangkat daerah of a unit: as its row or the nearest above says, else as its people do, else the topmost name.

        Empty for a unit that the roster does not have.
        """
        if kode not in self._offices:
            self._offices[kode] = self._office_of(list(self.rantai_unit(kode)))
        return self._offices[kode]

    @cached_property
    def _offices(self) -> dict[str, str]:
        """What `perangkat_daerah_unit` has found so far, by unit."""
        return {}

    def _office_of(self, chain: list[Unit]) -> str:
        for unit in chain:
            if unit.perangkat_daerah:
                return unit.perangkat_daerah
        for unit in chain:
            said = {
                sidik(person.perangkat_daerah): person.perangkat_daerah for person in self._by_unit.get(unit.kode, ())
            }
            if len(said) == 1 and all(said):
                return next(iter(said.values()))
        return chain[-1].nama if chain else ""

    @cached_property
    def _namesakes(self) -> dict[str, list[str]]:
        """The codes of all units of a name (as `sidik`)."""
        codes: dict[str, list[str]] = {}
        for unit in self.unit_sekali():
            codes.setdefault(sidik(unit.nama), []).append(unit.kode)
        return codes

    def sebutan_unit(self, kode: str) -> str:
        """A unit in words that mean no other: its name, with its perangkat daerah where others bear it, with its code where
        that does not tell them apart either.
        """
        unit = self.find_unit(kode)
        others = self._namesakes.get(sidik(unit.nama), []) if unit else []
        if unit is None or len(others) < 2:
            return self.nama_unit(kode)
        office = self.perangkat_daerah_unit(kode)
        same = [other for other in others if sidik(self.perangkat_daerah_unit(other)) == sidik(office)]
        parts = [office] if office and sidik(office) != sidik(unit.nama) else []
        if len(same) > 1 or not parts:
            parts.append(kode)
        return " · ".join((unit.nama, *parts))

    def rantai_unit(self, kode: str) -> Iterator[Unit]:
        """The unit and those above it, from below; stops at a cycle."""
        seen: set[str] = set()
        unit = self.find_unit(kode)
        while unit and unit.kode not in seen:
            seen.add(unit.kode)
            yield unit
            unit = self.find_unit(unit.induk)

    def addresses(self, nip: str) -> tuple[str, ...]:
        """The mail addresses of this person, then of his units from below; lower case."""
        person = self.find_pegawai(nip)
        units = self.rantai_unit(person.unit_kerja) if person else ()
        known = [person.email if person else "", *(unit.email for unit in units)]
        return tuple(dict.fromkeys(one.strip().lower() for one in known if one.strip()))

    @cached_property
    def _products(self) -> dict[str, list[Produk]]:
        products: dict[str, list[Produk]] = {}
        for produk in self.produk:
            products.setdefault(produk.unit, []).append(produk)
        return products

    def produk_unit(self, kode: str) -> list[Produk]:
        """The products of one unit, in roster order."""
        return list(self._products.get(kode, ()))

    def produk_di_atas(self, kode: str) -> list[Produk]:
        """The products of the units above one, those of the nearest unit first."""
        above = list(self.rantai_unit(kode))[1:]
        return [produk for unit in above for produk in self.produk_unit(unit.kode)]

    @cached_property
    def _headed(self) -> dict[str, list[Unit]]:
        units: dict[str, list[Unit]] = {}
        for unit in self.unit:
            if unit.pimpinan:
                units.setdefault(unit.pimpinan, []).append(unit)
        return units

    def unit_dipimpin(self, nip: str) -> list[Unit]:
        """The units that this person heads."""
        return list(self._headed.get(nip, ()))

    def unit_sekali(self) -> list[Unit]:
        """The units in roster order, of a doubled code the first."""
        return [unit for unit in self._by_code.values() if unit.kode]

    @cached_property
    def _reports(self) -> dict[str, list[Pegawai]]:
        reports: dict[str, list[Pegawai]] = {}
        for person in self.pegawai:
            if person.nip_penilai:
                reports.setdefault(person.nip_penilai, []).append(person)
        return reports

    def bawahan(self, nip: str) -> list[Pegawai]:
        """Whose penilai a person is, in roster order; vacant posts included."""
        return list(self._reports.get(nip, ()))

    @cached_property
    def _below(self) -> dict[str, list[Unit]]:
        """The units right below each, by code; those without a known induk under the empty code."""
        below: dict[str, list[Unit]] = {}
        for unit in self._by_code.values():
            below.setdefault(unit.induk if self.find_unit(unit.induk) else "", []).append(unit)
        return below

    def anak(self, kode: str) -> list[Unit]:
        """The units right below `kode`; with an empty code the topmost ones."""
        return list(self._below.get(kode, ()))

    def cabang(self, kode: str) -> list[Unit]:
        """The unit and all below it, each before those below it, in roster order; with an empty code all units.

        Nothing comes twice where induk runs in a circle.
        """
        seen: dict[str, Unit] = {}
        stack = [unit for unit in (self.find_unit(kode),) if unit] if kode else self.anak("")[::-1]
        while stack:
            unit = stack.pop()
            if unit.kode not in seen:
                seen[unit.kode] = unit
                stack += self.anak(unit.kode)[::-1]
        return list(seen.values())

    def tingkat(self, kode: str) -> int:
        """How deep a unit lies: 1 for a topmost one, 2 for one right below it, 0 for an unknown one."""
        return sum(1 for _ in self.rantai_unit(kode))

    @cached_property
    def _by_unit(self) -> dict[str, list[Pegawai]]:
        people: dict[str, list[Pegawai]] = {}
        for person in self.pegawai:
            people.setdefault(person.unit_kerja, []).append(person)
        return people

    def anggota(self, kode: str) -> list[Pegawai]:
        """The people of one unit: its pimpinan first, then down the reporting line, else in roster order."""
        unit = self.find_unit(kode)
        people = _down_the_line(self._by_unit.get(kode, []), unit.pimpinan if unit else "")
        head = self.kepala(unit) if unit else None
        if head and head.kosong:
            people.sort(key=lambda person: person is not head)
        return people

    def peserta(self, kode: str) -> list[Pegawai]:
        """Whose roles the pimpinan of a unit divides: its people, and the heads of the units right below it.

        PermenPANRB 6/2022: on the first level the roles go to ketua tim and to those who work alone. A unit whose head's post
        is vacant stands there with that post, also where who acts in it stands there for his own post alone.
        """
        people = self.anggota(kode)
        seen = {person.nip for person in people if person.nip}
        for unit in self.anak(kode):
            head, vacant = self.kepala(unit), self.jabatan_lowong(unit.kode)
            # Somebody has a row for each post: his own, and that of a unit of which he is Plt.
            if head and head.nip and (head.nip not in seen or (head.unit_kerja == unit.kode and head not in people)):
                people.append(head)
                seen.add(head.nip)
            elif vacant and (head is None or head.unit_kerja != unit.kode or head is vacant):
                people.append(vacant)
        return people

    def kepala(self, unit: Unit) -> Pegawai | None:
        """The head of a unit in his post there, where he has a row in it, else his first row; the vacant post where nobody
        holds it; None where neither is known.
        """
        rows = self.baris_pegawai(unit.pimpinan) if unit.pimpinan else []
        return next(
            (row for row in rows if row.unit_kerja == unit.kode), rows[0] if rows else self.jabatan_lowong(unit.kode)
        )

    def jabatan_lowong(self, kode: str) -> Pegawai | None:
        """The vacant post of the head of a unit: the one vacant row there that bears the unit's name, or leads others, and is
        nobody's subordinate within the unit; None where there is no such row, or it cannot be told which.
        """
        if kode not in self._vacant:
            self._vacant[kode] = self._find_vacant(kode)
        return self._vacant[kode]

    @cached_property
    def _vacant(self) -> dict[str, Pegawai | None]:
        """What `jabatan_lowong` has found so far, by unit."""
        return {}

    def _find_vacant(self, kode: str) -> Pegawai | None:
        unit, people = self.find_unit(kode), self._by_unit.get(kode, [])
        name = f" {sidik(unit.nama)} " if unit and unit.nama else ""
        inside = {person.nip for person in people if person.nip}
        posts = [person for person in people if person.kosong and person.nip_penilai not in inside]
        named = [post for post in posts if name and name in f" {sidik(post.jabatan)} "]
        leading = [post for post in posts if post.memimpin or post.jpt]
        both = [post for post in named if post in leading]
        return next((found[0] for found in (both, named, leading) if len(found) == 1), None)

    def identitas(self, person: Pegawai) -> Identitas:
        """The identity block of a person, as forms print it."""
        return Identitas(
            nama=person.nama,
            nip=person.nip,
            pangkat_golongan=person.pangkat_golongan,
            jabatan=person.jabatan,
            unit_kerja=self.nama_unit(person.unit_kerja),
        )

    def penilai(self, person: Pegawai) -> Identitas:
        """The pejabat penilai's identity block: from the roster, else as the row says; empty where unknown."""
        atasan = self.find_pegawai(person.nip_penilai) if person.nip_penilai else None
        if atasan:
            return self.identitas(atasan)
        return person.penilai_luar or Identitas(nip=person.nip_penilai)


def _down_the_line(people: list[Pegawai], pimpinan: str) -> list[Pegawai]:
    """People of one unit down the reporting line, beginning with `pimpinan` and those whose penilai is not among them."""
    reports: dict[str, list[Pegawai]] = {}
    for person in people:
        reports.setdefault(person.nip_penilai, []).append(person)
    nips = {person.nip for person in people if person.nip}
    heads = [person for person in people if pimpinan and person.nip == pimpinan]
    heads += [person for person in people if person.nip_penilai not in nips]
    ordered: list[Pegawai] = []
    seen: set[int] = set()
    # The rest are those in a circle of superiors.
    for start in (*heads, *people):
        stack = [start]
        while stack:
            person = stack.pop()
            if id(person) not in seen:
                seen.add(id(person))
                ordered.append(person)
                stack += reversed(reports.get(person.nip, ()) if person.nip else ())
    return ordered
