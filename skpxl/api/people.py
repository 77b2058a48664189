"""Somebody on the roster as the API gives him, with his files; how it stands with him the steps have decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from skpxl.api import tables
from skpxl.api.file import File
from skpxl.api.tables import Row, Table
from skpxl.consolidate.people import RosterPerson
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi


@dataclass(frozen=True)
class Person:
    """Somebody on the roster (or, without one, of an SKP that counts): his files, and how it stands with his SKP.

    `files` count, `refused` do not. `fate` is `diterima`, `perlu perbaikan`, `belum dapat dipakai` (all files refused),
    `belum masuk`, `tidak bertugas dalam masa ini`, `lowong` (a vacant post) or `tanpa unit`; `results` is how many rencana
    hasil kerja of his count.
    """

    pegawai: Pegawai
    unit_kerja: str
    perangkat_daerah: str
    fate: str
    arrived: bool
    files: tuple[File, ...]
    refused: tuple[File, ...]
    results: int


def people_table(owners: Iterable[RosterPerson], organisasi: Organisasi) -> Table[Person]:
    """People with the columns of `tables.PEOPLE`."""
    people = (
        Person(
            pegawai=owner.orang,
            unit_kerja=owner.unit,
            perangkat_daerah=organisasi.nama_perangkat_daerah(owner.orang),
            fate=owner.fate.value,
            arrived=owner.fate.is_in,
            files=tuple(map(File, owner.counted)),
            refused=tuple(map(File, owner.refused)),
            results=owner.results,
        )
        for owner in owners
    )
    return Table(tables.PEOPLE, people, _person)


def _person(person: Person) -> Row:
    pegawai = person.pegawai
    return {
        "nip": pegawai.nip,
        "nama": pegawai.nama,
        "pangkat_golongan": pegawai.pangkat_golongan,
        "jabatan": pegawai.jabatan,
        "kode_unit": pegawai.unit_kerja,
        "unit_kerja": person.unit_kerja,
        "perangkat_daerah": person.perangkat_daerah,
        "penilai_nip": pegawai.nip_penilai,
        "nasib": person.fate,
        "masuk": person.arrived,
        "hasil_kerja": person.results,
        "berkas": "; ".join(file.name for file in person.files),
        "keaslian": "; ".join(dict.fromkeys(file.trust for file in person.files)),
    }
