"""The example rows of an untouched roster, to be typed over: fictitious people. Nothing is issued to them."""

from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas
from skpxl.model.unit import Organisasi, Produk, Unit

CONTOH = Organisasi(
    pegawai=(
        Pegawai(nip="197103041996031002", nama="Dr. Budi Contoh, M.Si.", pangkat_golongan="Pembina Tk. I, IV/b",
                jabatan="Kepala Bidang Contoh", jenis_jabatan="Administrator", unit_kerja="BID-1",
                email="budi@contoh.example",
                penilai_luar=Identitas(nama="Ir. Candra Contoh", jabatan="Kepala Dinas Contoh",
                                       pangkat_golongan="Pembina Utama Muda, IV/c", unit_kerja="Dinas Contoh")),
        Pegawai(nip="199008172015032004", nama="Dewi Contoh, S.E.", pangkat_golongan="Penata, III/c",
                jabatan="Analis Contoh Ahli Muda", jenis_jabatan="Fungsional Keahlian", unit_kerja="BID-1",
                nip_penilai="197103041996031002", email="dewi@contoh.example"),
        Pegawai(jabatan="Pengelola Contoh", jenis_jabatan="Pelaksana", unit_kerja="BID-1",
                nip_penilai="197103041996031002"),
    ),
    unit=(
        Unit(kode="DINAS", nama="Dinas Contoh", perangkat_daerah="Dinas Contoh"),
        Unit(kode="BID-1", nama="Bidang Contoh", induk="DINAS", pimpinan="197103041996031002"),
    ),
    produk=(
        Produk(unit="DINAS", kode="P1", teks="Layanan pemerintah daerah yang baik"),
        Produk(unit="BID-1", kode="P1", teks="Layanan contoh bagi perangkat daerah", mendukung="produk:DINAS:P1",
               tertulis="DINAS P1"),
    ),
)  # fmt: skip
