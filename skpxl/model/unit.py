"""Units of an organisation, their products, and the roster as one whole: who works where, under whom."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from skpxl.errors import SkpxlError
from skpxl.model.dasar import Model
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas


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

    Where the roster names no product, the pimpinan's results stand in: `asal` is the id of that result, `peran_id` that of
    the agreed role it was made of.
    """

    unit: str
    kode: str
    teks: str
    asal: str = ""
    peran_id: str = ""

    @property
    def id(self) -> str:
        """The id under which workbooks link to this product; it survives rewording."""
        return self.asal or f"produk:{self.unit}:{self.kode}"


class Organisasi(Model):
    """A whole roster: `pegawai`, `unit` and `produk` in the order of the file."""

    pegawai: tuple[Pegawai, ...] = ()
    unit: tuple[Unit, ...] = ()
    produk: tuple[Produk, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A new roster with other parts; what has been looked up in the old one is not carried along."""
        isi = {nama: getattr(self, nama) for nama in type(self).model_fields}
        return type(self)(**{**isi, **(update or {})})

    @cached_property
    def _per_nip(self) -> dict[str, Pegawai]:
        hasil: dict[str, Pegawai] = {}
        for orang in self.pegawai:
            if orang.nip:
                hasil.setdefault(orang.nip, orang)
        return hasil

    @cached_property
    def _semua_baris(self) -> dict[str, list[Pegawai]]:
        hasil: dict[str, list[Pegawai]] = {}
        for orang in self.pegawai:
            if orang.nip:
                hasil.setdefault(orang.nip, []).append(orang)
        return hasil

    def ensure_known(self, units: Iterable[str] = (), nips: Iterable[str] = ()) -> None:
        """Raise SkpxlError for a unit or NIP that an operator names and the roster does not have."""
        for kode in units:
            if not self.find_unit(kode):
                ada = ", ".join(unit.kode for unit in self.unit[:12])
                raise SkpxlError(f"Unit “{kode}” tidak ada dalam daftar; yang ada antara lain: {ada}.")
        for nip in nips:
            if not self.find_pegawai(nip):
                raise SkpxlError(f"NIP {nip} tidak ada dalam daftar pegawai; periksa angkanya.")

    def baris_pegawai(self, nip: str) -> list[Pegawai]:
        """All rows of a person: several where he holds two posts or has two penilai."""
        return list(self._semua_baris.get(nip, ()))

    @cached_property
    def _per_kode(self) -> dict[str, Unit]:
        """In roster order; of a doubled code the first counts."""
        daftar: dict[str, Unit] = {}
        for unit in self.unit:
            daftar.setdefault(unit.kode, unit)
        return daftar

    def find_pegawai(self, nip: str) -> Pegawai | None:
        """The (first) person with this NIP, or None."""
        return self._per_nip.get(nip)

    def find_unit(self, kode: str) -> Unit | None:
        """The unit with this code, or None."""
        return self._per_kode.get(kode) if kode else None

    def nama_unit(self, kode: str) -> str:
        """The unit's name as forms print it; the code itself where the roster has no such unit."""
        unit = self.find_unit(kode)
        return unit.nama if unit else kode

    def nama_perangkat_daerah(self, orang: Pegawai) -> str:
        """The person's perangkat daerah: his own column, else his unit's, else the topmost unit's name."""
        if orang.perangkat_daerah:
            return orang.perangkat_daerah
        puncak = ""
        for unit in self.rantai_unit(orang.unit_kerja):
            if unit.perangkat_daerah:
                return unit.perangkat_daerah
            puncak = unit.nama
        return puncak or orang.unit_kerja

    def rantai_unit(self, kode: str) -> Iterator[Unit]:
        """The unit and those above it, from below; stops at a cycle."""
        terlihat: set[str] = set()
        unit = self.find_unit(kode)
        while unit and unit.kode not in terlihat:
            terlihat.add(unit.kode)
            yield unit
            unit = self.find_unit(unit.induk)

    @cached_property
    def _produk(self) -> dict[str, list[Produk]]:
        daftar: dict[str, list[Produk]] = {}
        for produk in self.produk:
            daftar.setdefault(produk.unit, []).append(produk)
        return daftar

    def produk_unit(self, kode: str) -> list[Produk]:
        """The products of one unit, in roster order."""
        return list(self._produk.get(kode, ()))

    @cached_property
    def _dipimpin(self) -> dict[str, list[Unit]]:
        daftar: dict[str, list[Unit]] = {}
        for unit in self.unit:
            if unit.pimpinan:
                daftar.setdefault(unit.pimpinan, []).append(unit)
        return daftar

    def unit_dipimpin(self, nip: str) -> list[Unit]:
        """The units that this person heads."""
        return list(self._dipimpin.get(nip, ()))

    def unit_sekali(self) -> list[Unit]:
        """The units in roster order, of a doubled code the first."""
        return [unit for unit in self._per_kode.values() if unit.kode]

    @cached_property
    def _bawahan(self) -> dict[str, list[Pegawai]]:
        daftar: dict[str, list[Pegawai]] = {}
        for orang in self.pegawai:
            if orang.nip_penilai:
                daftar.setdefault(orang.nip_penilai, []).append(orang)
        return daftar

    def bawahan(self, nip: str) -> list[Pegawai]:
        """Whose penilai a person is, in roster order; vacant posts included."""
        return list(self._bawahan.get(nip, ()))

    @cached_property
    def _anak(self) -> dict[str, list[Unit]]:
        """The units right below each, by code; those without a known induk under the empty code."""
        daftar: dict[str, list[Unit]] = {}
        for unit in self._per_kode.values():
            daftar.setdefault(unit.induk if self.find_unit(unit.induk) else "", []).append(unit)
        return daftar

    def anak(self, kode: str) -> list[Unit]:
        """The units right below `kode`; with an empty code the topmost ones."""
        return list(self._anak.get(kode, ()))

    def cabang(self, kode: str) -> list[Unit]:
        """The unit and all below it, each before those below it, in roster order; with an empty code all units.

        Nothing comes twice where induk runs in a circle.
        """
        sudah: dict[str, Unit] = {}
        tumpukan = [unit for unit in (self.find_unit(kode),) if unit] if kode else self.anak("")[::-1]
        while tumpukan:
            unit = tumpukan.pop()
            if unit.kode not in sudah:
                sudah[unit.kode] = unit
                tumpukan += self.anak(unit.kode)[::-1]
        return list(sudah.values())

    def tingkat(self, kode: str) -> int:
        """How deep a unit lies: 1 for a topmost one, 2 for one right below it, 0 for an unknown one."""
        return sum(1 for _ in self.rantai_unit(kode))

    @cached_property
    def _per_unit(self) -> dict[str, list[Pegawai]]:
        daftar: dict[str, list[Pegawai]] = {}
        for orang in self.pegawai:
            daftar.setdefault(orang.unit_kerja, []).append(orang)
        return daftar

    def anggota(self, kode: str) -> list[Pegawai]:
        """The people of one unit: its pimpinan first, then down the reporting line, else in roster order."""
        unit = self.find_unit(kode)
        return _menurut_garis(self._per_unit.get(kode, []), unit.pimpinan if unit else "")

    def peserta(self, kode: str) -> list[Pegawai]:
        """Whose roles the pimpinan of a unit divides: its people, and the heads of the units right below it.

        PermenPANRB 6/2022: on the first level the roles go to ketua tim and to those who work alone.
        """
        orang = self.anggota(kode)
        sudah = {satu.nip for satu in orang if satu.nip}
        for unit in self.anak(kode):
            kepala = self.find_pegawai(unit.pimpinan) if unit.pimpinan else None
            if kepala and kepala.nip not in sudah:
                orang.append(kepala)
                sudah.add(kepala.nip)
        return orang

    def identitas(self, orang: Pegawai) -> Identitas:
        """The identity block of a person, as forms print it."""
        return Identitas(
            nama=orang.nama,
            nip=orang.nip,
            pangkat_golongan=orang.pangkat_golongan,
            jabatan=orang.jabatan,
            unit_kerja=self.nama_unit(orang.unit_kerja),
        )

    def penilai(self, orang: Pegawai) -> Identitas:
        """The pejabat penilai's identity block: from the roster, else as the row says; empty where unknown."""
        atasan = self.find_pegawai(orang.nip_penilai) if orang.nip_penilai else None
        if atasan:
            return self.identitas(atasan)
        return orang.penilai_luar or Identitas(nip=orang.nip_penilai)


def _menurut_garis(orang: list[Pegawai], pimpinan: str) -> list[Pegawai]:
    """People of one unit down the reporting line, beginning with `pimpinan` and those whose penilai is not among them."""
    bawahan: dict[str, list[Pegawai]] = {}
    for satu in orang:
        bawahan.setdefault(satu.nip_penilai, []).append(satu)
    nip = {satu.nip for satu in orang if satu.nip}
    kepala = [satu for satu in orang if pimpinan and satu.nip == pimpinan]
    kepala += [satu for satu in orang if satu.nip_penilai not in nip]
    urut: list[Pegawai] = []
    sudah: set[int] = set()
    # The rest are those in a circle of superiors.
    for awal in (*kepala, *orang):
        tumpukan = [awal]
        while tumpukan:
            satu = tumpukan.pop()
            if id(satu) not in sudah:
                sudah.add(id(satu))
                urut.append(satu)
                tumpukan += reversed(bawahan.get(satu.nip, ()) if satu.nip else ())
    return urut
