"""The made-up office that samples are issued for. Nobody's real numbers; it issues nothing."""

from skpxl.campaign.settings import Settings
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Produk, Unit

UNIT = Unit(kode="CTH", nama="Bidang Contoh", pimpinan="198001012005011001", perangkat_daerah="Badan Contoh")
PRODUK = (Produk(unit="CTH", kode="1", teks="Terlaksananya layanan contoh"),)
ATASAN = Pegawai(
    nip="198001012005011001",
    nama="Atasan Contoh, S.Sos.",
    pangkat_golongan="Pembina, IV/a",
    jabatan="Kepala Bidang Contoh",
    unit_kerja="CTH",
)
PEGAWAI = Pegawai(
    nip="199001012015032001",
    nama="Pegawai Contoh, S.Kom.",
    pangkat_golongan="Penata, III/c",
    jabatan="Pranata Komputer Ahli Muda",
    unit_kerja="CTH",
    nip_penilai="198001012005011001",
)
ORGANISASI = Organisasi(pegawai=(ATASAN, PEGAWAI), unit=(UNIT,), produk=PRODUK)
SETTINGS = Settings(instansi="PEMERINTAH DAERAH CONTOH", tahun=2022, tempat="Contoh")
