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
from skpxl.model.unit import Organisasi

# Likeness (0-100) from which two names are taken for one person, where only one comes that near.
_NAMA_MIRIP = 90.0


class PeranPegawai(NamedTuple):
    """One role of somebody, the matriks it stands in, and the row."""

    pembagian: Pembagian
    baris: BarisPembagian
    peran: PeranSepakat


class Dicocokkan(NamedTuple):
    """A row whose name is misspelt, and who it was taken for, with the likeness (0-100)."""

    pembagian: Pembagian
    baris: BarisPembagian
    orang: Pegawai
    skor: int


class Kesepakatan:
    """All agreed matrices of a run, held against the roster (`organisasi` may be empty: then names stand alone)."""

    def __init__(self, pembagian: Sequence[Pembagian], organisasi: Organisasi | None = None) -> None:
        self.pembagian = tuple(pembagian)
        self.organisasi = organisasi or Organisasi()
        self.dicocokkan: list[Dicocokkan] = []
        self.tak_dikenal: list[tuple[Pembagian, BarisPembagian]] = []
        self._per_orang: dict[str, list[PeranPegawai]] = {}
        self._disebut: dict[str, BarisPembagian] = {}
        for satu in self.pembagian:
            for baris in satu.baris:
                siapa = self._siapa(satu, baris)
                if siapa:
                    self._disebut.setdefault(siapa, baris)
                for peran in baris.peran:
                    self._per_orang.setdefault(siapa, []).append(PeranPegawai(satu, baris, peran))

    @cached_property
    def per_id(self) -> dict[str, PeranPegawai]:
        """Every role by its id."""
        return {satu.peran.id: satu for daftar in self._per_orang.values() for satu in daftar if satu.peran.id}

    def banyak_peran(self) -> int:
        """All roles of all matrices, whoever they belong to."""
        return sum(len(daftar) for daftar in self._per_orang.values())

    def owned(self) -> Iterator[tuple[str, PeranPegawai]]:
        """Every role with whose it is: a NIP, `nama:` and a name, or empty for a row without a name."""
        yield from ((whose, role) for whose, roles in self._per_orang.items() for role in roles)

    def menyebut(self, nip: str, nama: str = "") -> bool:
        """True where a matriks has a row for this person, with roles or without."""
        return nip in self._disebut or (bool(nama) and f"nama:{sidik(nama)}" in self._disebut)

    def peran(self, nip: str, nama: str = "") -> list[PeranPegawai]:
        """The roles of a person in the order of the matrices; by name where no roster gave his NIP."""
        return (
            self._per_orang.get(nip, []) if nip in self._per_orang else self._per_orang.get(f"nama:{sidik(nama)}", [])
        )

    def peran_baris(self, orang: Pegawai) -> list[PeranPegawai]:
        """The roles that go into the SKP of one row of the roster.

        Somebody with several rows (Plt., a second penilai) has those of a matriks divided by that row's penilai, or made
        in that row's unit; what fits no row belongs to his first.
        """
        semua = self.peran(orang.nip, orang.nama)
        barisnya = [satu for satu in self.organisasi.pegawai if satu.nip and satu.nip == orang.nip]
        if len(barisnya) < 2:
            return semua
        return [satu for satu in semua if self._baris_untuk(satu, barisnya) == orang]

    def _baris_untuk(self, satu: PeranPegawai, barisnya: Sequence[Pegawai]) -> Pegawai:
        for cocok in (
            [b for b in barisnya if b.nip_penilai and b.nip_penilai == satu.pembagian.pimpinan],
            [b for b in barisnya if satu.pembagian.kode and b.unit_kerja == satu.pembagian.kode],
            [b for b in barisnya if satu.baris.jabatan and sidik(b.jabatan) == sidik(satu.baris.jabatan)],
        ):
            if len(cocok) == 1:
                return cocok[0]
        return barisnya[0]

    # -- who a row is ------------------------------------------------------------------------------------------------

    def _siapa(self, pembagian: Pembagian, baris: BarisPembagian) -> str:
        """The NIP of a row's person, else `nama:` and the name; empty for a row without a name."""
        if baris.nip and self.organisasi.find_pegawai(baris.nip):
            return baris.nip
        if not baris.nama.strip():
            return ""
        if not self.organisasi.pegawai:
            return baris.nip or f"nama:{sidik(baris.nama)}"
        orang, skor = self._find(pembagian, baris.nama)
        if orang is None:
            self.tak_dikenal.append((pembagian, baris))
            return baris.nip or f"nama:{sidik(baris.nama)}"
        # The same name without its titles is certain enough not to be told.
        if skor < 100:
            self.dicocokkan.append(Dicocokkan(pembagian, baris, orang, skor))
        return orang.nip

    @cached_property
    def _bernama(self) -> dict[str, list[Pegawai]]:
        daftar: dict[str, list[Pegawai]] = {}
        for orang in self.organisasi.pegawai:
            if orang.nama and orang.nip and orang.nip not in {satu.nip for satu in daftar.get(sidik(orang.nama), ())}:
                daftar.setdefault(sidik(orang.nama), []).append(orang)
        return daftar

    @cached_property
    def _tanpa_gelar(self) -> dict[str, list[Pegawai]]:
        daftar: dict[str, list[Pegawai]] = {}
        for sama in self._bernama.values():
            for orang in sama:
                daftar.setdefault(bare_name(orang.nama), []).append(orang)
        return daftar

    def _find(self, pembagian: Pembagian, nama: str) -> tuple[Pegawai | None, int]:
        """The one person of that name: as written, without titles, or very much alike; (None, 0) where it is not certain."""
        for calon in (self._bernama.get(sidik(nama), []), self._tanpa_gelar.get(bare_name(nama), [])):
            satu = self._tunggal(pembagian, calon)
            if satu:
                return satu, 100
        from rapidfuzz import fuzz, process

        mirip = process.extract(
            bare_name(nama), list(self._tanpa_gelar), scorer=fuzz.ratio, score_cutoff=_NAMA_MIRIP, limit=3
        )
        calon = [orang for polos, _, _ in mirip for orang in self._tanpa_gelar[polos]]
        satu = self._tunggal(pembagian, calon)
        return (satu, int(mirip[0][1])) if satu else (None, 0)

    def _tunggal(self, pembagian: Pembagian, calon: Sequence[Pegawai]) -> Pegawai | None:
        """The only candidate, or the only one of the matriks' own unit and those below it."""
        if len(calon) == 1:
            return calon[0]
        dekat = [
            orang
            for orang in calon
            if any(
                unit.kode == pembagian.kode or (pembagian.unit and sidik(unit.nama) == sidik(pembagian.unit))
                for unit in self.organisasi.rantai_unit(orang.unit_kerja)
            )
        ]
        return dekat[0] if len(dekat) == 1 else None
