"""Units of an organisation, their products, and the roster as one whole: who works where, under whom."""

from collections.abc import Iterator
from functools import cached_property

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
    """A product or service of a unit: a column head of its matriks peran hasil."""

    unit: str
    kode: str
    teks: str

    @property
    def id(self) -> str:
        """The id under which workbooks link to this product; it survives rewording."""
        return f"produk:{self.unit}:{self.kode}"


class Organisasi(Model):
    """A whole roster: `pegawai`, `unit` and `produk` in the order of the file."""

    pegawai: tuple[Pegawai, ...] = ()
    unit: tuple[Unit, ...] = ()
    produk: tuple[Produk, ...] = ()

    @cached_property
    def _per_nip(self) -> dict[str, Pegawai]:
        hasil: dict[str, Pegawai] = {}
        for orang in self.pegawai:
            if orang.nip:
                hasil.setdefault(orang.nip, orang)
        return hasil

    @cached_property
    def _per_kode(self) -> dict[str, Unit]:
        return {unit.kode: unit for unit in self.unit}

    def cari_pegawai(self, nip: str) -> Pegawai | None:
        """The (first) person with this NIP, or None."""
        return self._per_nip.get(nip)

    def cari_unit(self, kode: str) -> Unit | None:
        """The unit with this code, or None."""
        return self._per_kode.get(kode) if kode else None

    def nama_unit(self, kode: str) -> str:
        """The unit's name as forms print it; the code itself where the roster has no such unit."""
        unit = self.cari_unit(kode)
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
        unit = self.cari_unit(kode)
        while unit and unit.kode not in terlihat:
            terlihat.add(unit.kode)
            yield unit
            unit = self.cari_unit(unit.induk)

    def produk_unit(self, kode: str) -> list[Produk]:
        """The products of one unit, in roster order."""
        return [produk for produk in self.produk if produk.unit == kode]

    def unit_dipimpin(self, nip: str) -> list[Unit]:
        """The units that this person heads."""
        return [unit for unit in self.unit if nip and unit.pimpinan == nip]

    def anggota(self, kode: str) -> list[Pegawai]:
        """The people of one unit: its pimpinan first, then down the reporting line, else in roster order."""
        orang = [p for p in self.pegawai if p.unit_kerja == kode]
        unit = self.cari_unit(kode)
        pimpinan = unit.pimpinan if unit else ""
        nip_unit = {p.nip for p in orang if p.nip}
        urut: list[Pegawai] = []
        sudah: set[int] = set()

        def turun(kepala: Pegawai) -> None:
            if id(kepala) in sudah:
                return
            sudah.add(id(kepala))
            urut.append(kepala)
            for bawahan in orang:
                if kepala.nip and bawahan.nip_penilai == kepala.nip:
                    turun(bawahan)

        for kepala in orang:
            if pimpinan and kepala.nip == pimpinan:
                turun(kepala)
        for kepala in orang:
            if kepala.nip_penilai not in nip_unit:
                turun(kepala)
        for sisa in orang:
            turun(sisa)
        return urut

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
        atasan = self.cari_pegawai(orang.nip_penilai) if orang.nip_penilai else None
        if atasan:
            return self.identitas(atasan)
        return orang.penilai_luar or Identitas(nip=orang.nip_penilai)
