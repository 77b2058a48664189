"""Who is counted: everybody of the roster once, and those who are on it no more but whose forms are out. It judges nobody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from skpxl.model.folding import EXEMPT, Folding
from skpxl.model.keadaan import Keadaan, Kewajiban, worst
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi

NOT_LISTED = "(tidak ada di daftar pegawai)"


class Seat(NamedTuple):
    """One person (of several rows the first), or one vacant post. `unit` is a code, `units` those codes from below up; `away`
    serves on none of the days of the round.
    """

    key: str
    nip: str = ""
    nama: str = ""
    jabatan: str = ""
    unit: str = ""
    unit_nama: str = ""
    perangkat_daerah: str = NOT_LISTED
    units: tuple[str, ...] = ()
    vacant: bool = False
    away: bool = False

    @property
    def listed(self) -> bool:
        """True for who stands on the roster."""
        return self.perangkat_daerah != NOT_LISTED


class Standing(NamedTuple):
    """How it stands with one person at some moment."""

    seat: Seat
    keadaan: Keadaan
    kewajiban: tuple[Kewajiban, ...]


class Roll:
    """The roster as a list of seats, and whose a workbook is. State: what has been looked up."""

    def __init__(self, organisasi: Organisasi | None, masa: Periode | None = None) -> None:
        """`masa` is the period of the round; who serves on none of its days owes nothing."""
        self.organisasi = organisasi or Organisasi()
        self.seats: dict[str, Seat] = {}
        self._nameless: dict[str, str] = {}
        self._chains: dict[tuple[str, str], tuple[str, ...]] = {}
        self._by_unit_name = {sidik(unit.nama): unit.kode for unit in reversed(self.organisasi.unit_sekali())}
        for number, orang in enumerate(self.organisasi.pegawai, start=1):
            key = orang.nip or f"baris {number}"
            if key in self.seats:
                continue
            chain = tuple(unit.kode for unit in self.organisasi.rantai_unit(orang.unit_kerja))
            office = self.organisasi.perangkat_daerah_unit(orang.unit_kerja) or orang.perangkat_daerah or "-"
            self.seats[key] = Seat(
                key, orang.nip, orang.nama, orang.jabatan, orang.unit_kerja,
                self.organisasi.nama_unit(orang.unit_kerja), office, chain or (orang.unit_kerja,), vacant=orang.kosong,
                away=masa is not None and all(row.masa(masa) is None for row in self._rows(orang)),
            )  # fmt: skip
            if not orang.nip and orang.nama:
                self._nameless.setdefault(sidik(orang.nama), key)

    def _rows(self, orang: Pegawai) -> Sequence[Pegawai]:
        return self.organisasi.baris_pegawai(orang.nip) if orang.nip else (orang,)

    def units_of(self, nip: str, unit: str) -> tuple[str, ...]:
        """The codes of the units that somebody is in, from below up: those of the unit as printed, where he has a row in it."""
        if (nip, unit) not in self._chains:
            rows = self.organisasi.baris_pegawai(nip)
            printed = [
                row.unit_kerja for row in rows if sidik(self.organisasi.nama_unit(row.unit_kerja)) == sidik(unit)
            ]
            kode = next(iter([*printed, *(row.unit_kerja for row in rows)]), self._by_unit_name.get(sidik(unit), ""))
            self._chains[nip, unit] = tuple(one.kode for one in self.organisasi.rantai_unit(kode))
        return self._chains[nip, unit]

    def standings(self, folding: Folding) -> list[Standing]:
        """Everybody, the roster first, each with one state: the worst of his workbooks."""
        per_key: dict[str, list[Kewajiban]] = {}
        for one in folding.obligations(self.units_of):
            per_key.setdefault(self._key(one), []).append(one)
        found = [self._standing(seat, per_key.pop(key, ()), folding) for key, seat in self.seats.items()]
        return found + [self._standing(_unlisted(key, several), several, folding) for key, several in per_key.items()]

    def _key(self, one: Kewajiban) -> str:
        return one.nip or self._nameless.get(sidik(one.nama), "") or f"kode {one.kode}"

    def _standing(self, seat: Seat, obligations: Sequence[Kewajiban], folding: Folding) -> Standing:
        if not obligations:
            exempt = folding.exemption(seat.units, nip=seat.nip)
            state = EXEMPT[exempt.kind] if exempt else Keadaan.BELUM_TERBIT
            if seat.vacant or (seat.away and not exempt):
                state = Keadaan.LOWONG if seat.vacant else Keadaan.TIDAK_BERTUGAS
            return Standing(seat, state, ())
        return Standing(seat, worst(one.keadaan for one in obligations), tuple(obligations))


def _unlisted(key: str, obligations: Sequence[Kewajiban]) -> Seat:
    first = obligations[0]
    return Seat(key, first.nip, first.nama, first.jabatan, unit_nama=first.unit)


def names_of(seats: Iterable[Seat]) -> Mapping[str, str]:
    """Each seat in words, by its key."""
    return {seat.key: seat.nama or seat.jabatan or seat.key for seat in seats}
