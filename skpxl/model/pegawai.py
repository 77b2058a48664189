"""A person on the roster, as the office keeps him or her; not what stands on a form (that is `Identitas`)."""

from datetime import date
from decimal import Decimal
from typing import Literal

from skpxl.model.dasar import Model
from skpxl.model.periode import Periode
from skpxl.model.skp import Identitas

Pendekatan = Literal["kuantitatif", "kualitatif"]


class KeteranganJF(Model):
    """What the papers on angka kredit say of somebody beside all that is on his SKP; the roster may leave any of it out.

    `tmt_*` are the days since when he has his pangkat and his jabatan. `ak_*` is the angka kredit he had before, by where it
    comes from, as Penetapan Angka Kredit lists it; None where that is not written.
    """

    karpeg: str = ""
    tempat_lahir: str = ""
    tmt_pangkat: date | None = None
    tmt_jabatan: date | None = None
    ak_dasar: Decimal | None = None
    ak_jf_lama: Decimal | None = None
    ak_penyesuaian: Decimal | None = None
    ak_konversi: Decimal | None = None
    ak_pendidikan: Decimal | None = None


class Pegawai(Model):
    """One row of sheet `Pegawai`. `unit_kerja` is the code of a unit, `nip_penilai` the NIP of the superior.

    A vacant post has a jabatan and a unit but neither nama nor nip. `baris` is the row in the roster file.
    `penilai_luar` is the superior as printed where he has no row of his own (Bupati, TNI/Polri, other instansi). `mulai` and
    `selesai` are the first and last day in this post under this penilai, where that is not the whole period of the campaign
    (mutasi, new CPNS, Plt., pensiun); `masa_ragu` is what is written for one of them that is no day. `memimpin` tells of a
    vacant post that it is one of those that lead others. `jf` is what papers on angka kredit need, None where nothing is known.
    """

    nip: str = ""
    nama: str = ""
    pangkat_golongan: str = ""
    jabatan: str = ""
    jenis_jabatan: str = ""
    status: str = "PNS"
    unit_kerja: str = ""
    perangkat_daerah: str = ""
    nip_penilai: str = ""
    email: str = ""
    pendekatan: Pendekatan = "kuantitatif"
    baris: int = 0
    penilai_luar: Identitas | None = None
    mulai: date | None = None
    selesai: date | None = None
    masa_ragu: str = ""
    memimpin: bool = False
    jf: KeteranganJF | None = None

    @property
    def jpt(self) -> bool:
        """True for a JPT or a pimpinan unit kerja mandiri, who has an SKP form of his own (PermenPANRB 6/2022)."""
        jenis = self.jenis_jabatan.strip().casefold()
        return jenis.startswith(("jpt", "jabatan pimpinan tinggi", "pimpinan unit kerja mandiri"))

    def masa(self, campaign: Periode) -> Periode | None:
        """The days of the campaign's period that he serves in this post; None where there are none."""
        return campaign.irisan(self.mulai, self.selesai)

    @property
    def kosong(self) -> bool:
        """True for a vacant post."""
        return not self.nama and not self.nip
