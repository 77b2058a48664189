"""The catalogue of finding codes: what can be wrong, how bad it is, and the rule it rests on.

The wording is in `workbook_templates/pesan.toml`; a test holds the two sets of codes equal.
"""

from typing import Literal, NamedTuple

Lingkup = Literal["berkas", "identitas", "isian", "antarberkas", "matriks", "daftar pegawai"]

_SKP = "PermenPANRB 6/2022, format SKP"
_KERJA = "tata kerja skpxl"
_NIP = "Peraturan BKN tentang NIP: 18 angka"
_GOLONGAN = "PP 99/2000 (pangkat PNS), Perpres 98/2020 (golongan PPPK)"


class Kode(NamedTuple):
    """One rule: default severity, what it looks at, and its basis."""

    severity: Literal["galat", "peringatan", "info"]
    lingkup: Lingkup
    dasar: str


KODE: dict[str, Kode] = {
    # berkas: before a single answer is looked at
    "berkas-kosong": Kode("galat", "berkas", _KERJA),
    "berkas-bukan-xlsx": Kode("galat", "berkas", _KERJA),
    "berkas-terenkripsi": Kode("galat", "berkas", _KERJA),
    "berkas-rusak": Kode("galat", "berkas", _KERJA),
    "berkas-terlalu-besar": Kode("galat", "berkas", _KERJA),
    "berkas-asing": Kode("galat", "berkas", _KERJA),
    "berkas-ganda": Kode("peringatan", "antarberkas", "NIP + periode + penilai adalah satu SKP"),
    "berkas-terganti": Kode("info", "antarberkas", _KERJA),
    "berkas-bertentangan": Kode("galat", "antarberkas", "NIP + periode + penilai adalah satu SKP"),
    "formulir-tidak-dikenal": Kode("galat", "berkas", _KERJA),
    "versi-tidak-dikenal": Kode("galat", "berkas", _KERJA),
    "bentuk-berbeda": Kode("galat", "berkas", _KERJA),
    "sel-hilang": Kode("galat", "berkas", _KERJA),
    "nama-sel-hilang": Kode("info", "berkas", _KERJA),
    "cap-rusak": Kode("peringatan", "berkas", _KERJA),
    "tanda-tangan-salah": Kode("galat", "berkas", _KERJA),
    "tanda-tangan-belum-diperiksa": Kode("info", "berkas", _KERJA),
    "tanpa-kunci": Kode("info", "berkas", _KERJA),
    # identitas
    "identitas-berubah": Kode("galat", "identitas", _SKP),
    "sel-terkunci-berubah": Kode("peringatan", "identitas", _SKP),
    "nip-salah": Kode("galat", "identitas", "Peraturan BKN tentang NIP: 18 angka"),
    "nip-tidak-terdaftar": Kode("peringatan", "identitas", _KERJA),
    "instansi-lain": Kode("galat", "identitas", _SKP),
    "periode-lain": Kode("galat", "identitas", _SKP),
    # isian
    "belum-diisi": Kode("galat", "isian", _SKP),
    "utama-kosong": Kode("galat", "isian", _SKP),
    "rencana-kosong": Kode("galat", "isian", _SKP),
    "diintervensi-kosong": Kode("galat", "isian", _SKP),
    "diintervensi-tidak-dikenal": Kode(
        "peringatan", "isian", "PermenPANRB 6/2022: hasil kerja menjabarkan milik atasan"
    ),
    "indikator-tidak-ada": Kode("galat", "isian", _SKP),
    "indikator-kosong": Kode("galat", "isian", _SKP),
    "target-kosong": Kode("galat", "isian", _SKP),
    "aspek-belum-dipilih": Kode("galat", "isian", _SKP),
    "aspek-tidak-dikenal": Kode("galat", "isian", _SKP),
    "target-beda-indikator": Kode("peringatan", "isian", _KERJA),
    "isian-contoh": Kode("galat", "isian", _KERJA),
    "rencana-ganda": Kode("peringatan", "isian", _KERJA),
    "indikator-ganda": Kode("peringatan", "isian", _KERJA),
    "nilai-belum-dipilih": Kode("galat", "isian", "SE MenPANRB 20/2021: berAKHLAK"),
    "nilai-tidak-dikenal": Kode("galat", "isian", "SE MenPANRB 20/2021: berAKHLAK"),
    "ekspektasi-kosong": Kode("peringatan", "isian", _SKP),
    "sel-galat": Kode("galat", "isian", _KERJA),
    "sel-rumus": Kode("peringatan", "isian", _KERJA),
    "teks-jadi-rumus": Kode("peringatan", "isian", _KERJA),
    # matriks
    "belum-terpetakan": Kode("peringatan", "matriks", "PermenPANRB 6/2022, matriks pembagian peran dan hasil"),
    "pegawai-tanpa-peran": Kode("peringatan", "matriks", "PermenPANRB 6/2022, matriks pembagian peran dan hasil"),
    "jabatan-tanpa-nama": Kode("peringatan", "matriks", _KERJA),
    "produk-tanpa-peran": Kode("peringatan", "matriks", "PermenPANRB 6/2022, matriks pembagian peran dan hasil"),
    "peran-tanpa-rencana": Kode("peringatan", "matriks", "PermenPANRB 6/2022: peran hasil menjadi rencana hasil kerja"),
    "rencana-tanpa-peran": Kode("peringatan", "matriks", "PermenPANRB 6/2022: peran hasil menjadi rencana hasil kerja"),
    "belum-masuk": Kode("info", "matriks", _KERJA),
    # daftar pegawai
    "daftar-sel-galat": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-dirapikan": Kode("info", "daftar pegawai", _KERJA),
    "daftar-baris-lain": Kode("info", "daftar pegawai", _KERJA),
    "daftar-lowong": Kode("info", "daftar pegawai", _KERJA),
    "daftar-tanpa-nama": Kode("galat", "daftar pegawai", _SKP),
    "daftar-tanpa-nip": Kode("peringatan", "daftar pegawai", _SKP),
    "daftar-tanpa-jabatan": Kode("peringatan", "daftar pegawai", _SKP),
    "daftar-nip-salah": Kode("galat", "daftar pegawai", _NIP),
    "daftar-nip-janggal": Kode("peringatan", "daftar pegawai", _NIP),
    "daftar-nip-angka": Kode("peringatan", "daftar pegawai", _KERJA),
    "daftar-nip-hilang": Kode("galat", "daftar pegawai", "Excel menyimpan 15 angka dari sebuah bilangan"),
    "daftar-nip-ganda": Kode("galat", "daftar pegawai", "NIP + periode + penilai adalah satu SKP"),
    "daftar-nip-dua-penilai": Kode("info", "daftar pegawai", "NIP + periode + penilai adalah satu SKP"),
    "daftar-nip-dua-nama": Kode("peringatan", "daftar pegawai", _NIP),
    "daftar-golongan": Kode("peringatan", "daftar pegawai", _GOLONGAN),
    "daftar-golongan-dirapikan": Kode("info", "daftar pegawai", _KERJA),
    "daftar-golongan-status": Kode("peringatan", "daftar pegawai", _GOLONGAN),
    "daftar-status": Kode("peringatan", "daftar pegawai", "UU ASN: PNS dan PPPK"),
    "daftar-status-nip": Kode("peringatan", "daftar pegawai", _NIP),
    "daftar-pendekatan": Kode("galat", "daftar pegawai", "PermenPANRB 6/2022: pendekatan kuantitatif atau kualitatif"),
    "daftar-email": Kode("peringatan", "daftar pegawai", _KERJA),
    "daftar-unit": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-unit-rancu": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-unit-kosong": Kode("galat", "daftar pegawai", _SKP),
    "daftar-penilai": Kode("galat", "daftar pegawai", _SKP),
    "daftar-penilai-beda": Kode("peringatan", "daftar pegawai", _KERJA),
    "daftar-tanpa-penilai": Kode("peringatan", "daftar pegawai", _SKP),
    "daftar-atasan-sendiri": Kode("galat", "daftar pegawai", _SKP),
    "daftar-lingkar-atasan": Kode("galat", "daftar pegawai", _SKP),
    "daftar-kode-kosong": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-kode-ganda": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-nama-unit-kosong": Kode("galat", "daftar pegawai", _SKP),
    "daftar-induk": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-lingkar-induk": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-pimpinan": Kode("peringatan", "daftar pegawai", _KERJA),
    "daftar-produk-kosong": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-produk-unit": Kode("galat", "daftar pegawai", _KERJA),
    "daftar-produk-ganda": Kode("galat", "daftar pegawai", _KERJA),
}
