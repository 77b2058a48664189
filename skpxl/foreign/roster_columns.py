"""Sheets and columns of the roster workbook, named once for the writer and the reader. It opens no file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: `kunci` in code, `judul` in the sheet, other titles accepted, `lebar` in characters."""

    kunci: str
    judul: str
    lebar: int
    petunjuk: str = ""
    wajib: bool = True
    lain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabel:
    """One sheet with a header row and a row per thing."""

    lembar: str
    kolom: tuple[Kolom, ...]

    def judul(self, kunci: str) -> str:
        """The title of a column."""
        return next(kolom.judul for kolom in self.kolom if kolom.kunci == kunci)


_LUAR = "Hanya bila penilai tidak ada di daftar ini."

PEGAWAI = Tabel(
    "Pegawai",
    (
        Kolom("nip", "NIP", 22, "18 angka. Kolom ini berformat teks; jangan diubah menjadi angka."),
        Kolom("nama", "Nama", 34, "Nama lengkap dengan gelar. Jabatan lowong: kosongkan Nama dan NIP."),
        Kolom("pangkat_golongan", "Pangkat/Gol. Ruang", 26, "Contoh: Penata Tk. I, III/d. PPPK cukup golongannya: IX.",
              lain=("Pangkat/Golongan Ruang", "Pangkat/Golongan", "Pangkat/Gol", "Pangkat Golongan")),
        Kolom("jabatan", "Jabatan", 40, "Nama jabatan seperti akan tercetak pada SKP."),
        Kolom("jenis_jabatan", "Jenis Jabatan", 26, "Pilih dari daftar."),
        Kolom("status", "Status", 10, "PNS atau PPPK."),
        Kolom("unit_kerja", "Unit Kerja", 26, "Kode atau nama unit, sama dengan yang ada di lembar Unit."),
        Kolom("perangkat_daerah", "Perangkat Daerah", 34, "Boleh kosong bila sudah ada di lembar Unit."),
        Kolom("nip_penilai", "NIP Penilai", 22, "NIP pejabat penilai. Tidak ada di daftar ini? Isi Nama Penilai."),
        Kolom("email", "Email", 30, "Alamat tujuan pengiriman formulir; boleh kosong.", lain=("E-mail", "Surel")),
        Kolom("pendekatan", "Pendekatan", 14, "kuantitatif atau kualitatif; kosong berarti kuantitatif."),
        Kolom("penilai_nama", "Nama Penilai", 34, "Hanya bila penilai tidak ada di daftar ini (Bupati, instansi lain).",
              wajib=False),
        Kolom("penilai_jabatan", "Jabatan Penilai", 34, _LUAR, wajib=False),
        Kolom("penilai_pangkat_golongan", "Pangkat/Gol. Ruang Penilai", 26, _LUAR,
              wajib=False, lain=("Pangkat/Golongan Ruang Penilai", "Pangkat/Golongan Penilai")),
        Kolom("penilai_unit_kerja", "Unit Kerja Penilai", 34, _LUAR, wajib=False),
    ),
)  # fmt: skip

UNIT = Tabel(
    "Unit",
    (
        Kolom("kode", "Kode", 14, "Kode pendek yang tidak berubah, misalnya BID-3. Setiap unit punya kode sendiri."),
        Kolom("nama", "Nama", 44, "Nama unit seperti akan tercetak pada SKP."),
        Kolom("induk", "Induk", 14, "Kode unit di atasnya; kosong untuk unit teratas."),
        Kolom("pimpinan", "Pimpinan", 22, "NIP pimpinan unit; boleh kosong."),
        Kolom("perangkat_daerah", "Perangkat Daerah", 44, "Boleh kosong bila sama dengan induknya."),
        Kolom("email", "Email", 30, "Alamat admin unit; boleh kosong.", lain=("E-mail", "Surel")),
    ),
)

PRODUK = Tabel(
    "Produk",
    (
        Kolom("unit", "Unit", 14, "Kode atau nama unit pemilik produk atau layanan."),
        Kolom("kode", "Kode", 14, "Kode pendek yang tidak berubah, misalnya P1."),
        Kolom("teks", "Teks", 80, "Produk atau layanan unit: judul kolom pada matriks peran hasil."),
    ),
)

TABEL: tuple[Tabel, ...] = (PEGAWAI, UNIT, PRODUK)

STATUS: tuple[str, ...] = ("PNS", "PPPK")
PENDEKATAN: tuple[str, ...] = ("kuantitatif", "kualitatif")
# Kinds of jabatan ASN; the list only helps typing, other texts are accepted.
JENIS_JABATAN: tuple[str, ...] = (
    "JPT Utama",
    "JPT Madya",
    "JPT Pratama",
    "Pimpinan Unit Kerja Mandiri",
    "Administrator",
    "Pengawas",
    "Pelaksana",
    "Fungsional Keahlian",
    "Fungsional Keterampilan",
)
