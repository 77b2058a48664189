"""Whose the files are: every row of the roster with its SKPs and its fate. It places no result and counts nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skpxl.model.fate import FileFate, PersonFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.unit import Organisasi
from skpxl.placing.susunan import baris_skp
from skpxl.receive.validate import ReceivedFile


@dataclass(frozen=True)
class RosterPerson:
    """One row of the roster (`number`, from 1): its unit and its perangkat daerah by name, its fate, the files that count and
    those that do not.

    `results` are the results of his that stand in a matriks, wherever.
    """

    number: int
    orang: Pegawai
    unit: str
    fate: PersonFate
    counted: tuple[ReceivedFile, ...] = ()
    refused: tuple[ReceivedFile, ...] = ()
    results: int = 0
    perangkat_daerah: str = ""

    @property
    def file(self) -> ReceivedFile | None:
        """The file that counts; of several the first."""
        return self.counted[0] if self.counted else None

    def with_results(self, many: int) -> "RosterPerson":
        """The same person, with how many results of his stand in a matriks."""
        return replace(self, results=many)


def people_of(
    organisasi: Organisasi, files: Sequence[ReceivedFile], periode: Periode | None = None
) -> tuple[list[RosterPerson], list[ReceivedFile]]:
    """(everybody on the roster, the files that belong to nobody on it: no SKP, or no row has a place for it).

    Of who serves on no day of the `periode`, where that is known, no SKP is due.
    """
    numbers = {id(orang): number for number, orang in enumerate(organisasi.pegawai, start=1)}
    per_row: dict[int, list[ReceivedFile]] = {}
    nobodys = []
    for file in files:
        row = baris_skp(organisasi, file.skp) if file.skp else None
        if row is None:
            nobodys.append(file)
        else:
            per_row.setdefault(numbers[id(row)], []).append(file)
    people = []
    for number, orang in enumerate(organisasi.pegawai, start=1):
        counted = tuple(file for file in per_row.get(number, ()) if file.counted)
        refused = tuple(file for file in per_row.get(number, ()) if not file.counted)
        fate = _fate(organisasi, orang, counted, refused, periode)
        unit, office = organisasi.nama_unit(orang.unit_kerja), office_of(organisasi, orang)
        people.append(RosterPerson(number, orang, unit, fate, counted, refused, perangkat_daerah=office))
    return people, nobodys


def office_of(organisasi: Organisasi, orang: Pegawai) -> str:
    """Whose perangkat daerah a row is counted in: that of its unit, for there it stands in a matriks; else its own."""
    return organisasi.perangkat_daerah_unit(orang.unit_kerja) or orang.perangkat_daerah


def _fate(
    organisasi: Organisasi,
    orang: Pegawai,
    counted: Sequence[ReceivedFile],
    refused: Sequence[ReceivedFile],
    periode: Periode | None,
) -> PersonFate:
    if organisasi.find_unit(orang.unit_kerja) is None:
        return PersonFate.TANPA_UNIT
    if any(file.fate is FileFate.PERLU_PERBAIKAN for file in counted):
        return PersonFate.PERLU_PERBAIKAN
    if counted:
        return PersonFate.DITERIMA
    if refused:
        return PersonFate.TAK_DIPAKAI
    return fate_without_file(orang, periode)


def fate_without_file(orang: Pegawai, periode: Periode | None) -> PersonFate:
    """How it stands with a row of the roster of which nothing has come in."""
    if orang.kosong:
        return PersonFate.LOWONG
    away = periode is not None and orang.masa(periode) is None
    return PersonFate.TIDAK_BERTUGAS if away else PersonFate.BELUM_MASUK
