"""Where a letter about somebody goes: to his perangkat daerah, to whoever answers for it, or to himself. It writes none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skpxl.campaign.surel import is_address
from skpxl.model.fate import SendFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi, Unit


class Addressee(NamedTuple):
    """Whom a letter is for: `unit` is the code of the unit whose address it is, or `nip` the person's."""

    address: str
    name: str
    unit: str = ""
    nip: str = ""


@dataclass(frozen=True)
class AddressBook:
    """The addresses of a roster; `delegated` are those that answer for a unit, by its code."""

    organisasi: Organisasi
    delegated: Mapping[str, str] = field(default_factory=dict)

    def person(self, nip: str, nama: str, jabatan: str) -> Pegawai | None:
        """The row of the roster that a form is for: of somebody with several that of the post it prints."""
        rows = self.organisasi.baris_pegawai(nip) if nip else self.organisasi.bernama(nama)
        return next((row for row in rows if sidik(row.jabatan) == sidik(jabatan)), rows[0] if rows else None)

    def of_person(self, person: Pegawai) -> Addressee | SendFate:
        """His own address, or why there is none."""
        return _checked(Addressee(person.email.strip(), person.nama, nip=person.nip))

    def of_office(self, person: Pegawai) -> Addressee | SendFate:
        """Whoever answers for a unit of his; else his perangkat daerah's own unit; else the nearest unit above with an address.

        Raises nothing: gives the reason where there is none.
        """
        office = self.organisasi.nama_perangkat_daerah(person)
        chain = [*self.organisasi.rantai_unit(person.unit_kerja)]
        for unit in chain:
            if answers := self.delegated.get(unit.kode):
                return _checked(Addressee(answers, self._name(unit, office), unit.kode))
        own = self._own_unit(office, chain)
        with_one = next((one for one in ([own] if own else []) + chain if one.email.strip()), None)
        if with_one is None:
            return SendFate.TANPA_ALAMAT
        return _checked(Addressee(with_one.email.strip(), self._name(with_one, office), with_one.kode))

    def _own_unit(self, office: str, chain: list[Unit]) -> Unit | None:
        """The unit that is the perangkat daerah itself: the one that bears its name, else the topmost that belongs to it."""
        named = [unit for unit in self.organisasi.unit_sekali() if sidik(unit.nama) == sidik(office)]
        if len(named) == 1:
            return named[0]
        inside = [unit for unit in chain if sidik(self.organisasi.perangkat_daerah_unit(unit.kode)) == sidik(office)]
        return next((unit for unit in reversed(inside) if unit in named), inside[-1] if inside else None)

    def _name(self, unit: Unit, office: str) -> str:
        """The perangkat daerah, or the unit where it writes for itself alone."""
        own = self._own_unit(office, [*self.organisasi.rantai_unit(unit.kode)])
        return office if own is None or own.kode == unit.kode or not unit.nama else unit.nama


def _checked(found: Addressee) -> Addressee | SendFate:
    if not found.address:
        return SendFate.TANPA_ALAMAT
    return found if is_address(found.address) else SendFate.ALAMAT_KELIRU
