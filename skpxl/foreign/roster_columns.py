"""Sheets and columns of the roster workbook, named once for the writer and the reader. It opens no file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column: `key` in code, `judul` in the sheet, other titles accepted, `lebar` in characters."""

    key: str
    judul: str
    lebar: int
    petunjuk: str = ""
    wajib: bool = True
    lain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterTable:
    """One sheet with a header row and a row per thing."""

    lembar: str
    kolom: tuple[RosterColumn, ...]

    def judul(self, key: str) -> str:
        """The title of a column."""
        return next(kolom.judul for kolom in self.kolom if kolom.key == key)


_LUAR = "Hanya bila penilai tidak ada di daftar ini."

PEGAWAI = RosterTable(
    "Pegawai",
    (
        RosterColumn("nip", "NIP", 22, "18 angka. Kolom ini berformat teks; jangan diubah menjadi angka."),
        RosterColumn("nama", "Nama", 34, "Nama lengkap dengan gelar. Jabatan lowong: kosongkan Nama dan NIP."),
        RosterColumn("pangkat_golongan", "Pangkat/Gol. Ruang", 26, "Contoh: Penata Tk. I, III/d. PPPK cukup golongannya: IX.",
              lain=("Pangkat/Golongan Ruang", "Pangkat/Golongan", "Pangkat/Gol", "Pangkat Golongan")),
        RosterColumn("jabatan", "Jabatan", 40, "Nama jabatan seperti akan tercetak pada SKP."),
        RosterColumn("jenis_jabatan", "Jenis Jabatan", 26, "Pilih dari daftar."),
        RosterColumn("status", "Status", 10, "PNS atau PPPK."),
        RosterColumn("unit_kerja", "Unit Kerja", 26, "Kode atau nama unit, sama dengan yang ada di lembar Unit."),
        RosterColumn("perangkat_daerah", "Perangkat Daerah", 34, "Boleh kosong bila sudah ada di lembar Unit."),
        RosterColumn("nip_penilai", "NIP Penilai", 22, "NIP pejabat penilai. Tidak ada di daftar ini? Isi Nama Penilai."),
        RosterColumn("email", "Email", 30, "Alamat tujuan pengiriman formulir; boleh kosong.", lain=("E-mail", "Surel")),
        RosterColumn("pendekatan", "Pendekatan", 14, "kuantitatif atau kualitatif; kosong berarti kuantitatif."),
        RosterColumn("penilai_nama", "Nama Penilai", 34, "Hanya bila penilai tidak ada di daftar ini (Bupati, instansi lain).",
              wajib=False),
        RosterColumn("penilai_jabatan", "Jabatan Penilai", 34, _LUAR, wajib=False),
        RosterColumn("penilai_pangkat_golongan", "Pangkat/Gol. Ruang Penilai", 26, _LUAR,
              wajib=False, lain=("Pangkat/Golongan Ruang Penilai", "Pangkat/Golongan Penilai")),
        RosterColumn("penilai_unit_kerja", "Unit Kerja Penilai", 34, _LUAR, wajib=False),
    ),
)  # fmt: skip

UNIT = RosterTable(
    "Unit",
    (
        RosterColumn(
            "kode", "Kode", 14, "Kode pendek yang tidak berubah, misalnya BID-3. Setiap unit punya kode sendiri."
        ),
        RosterColumn("nama", "Nama", 44, "Nama unit seperti akan tercetak pada SKP."),
        RosterColumn("induk", "Induk", 14, "Kode unit di atasnya; kosong untuk unit teratas."),
        RosterColumn("pimpinan", "Pimpinan", 22, "NIP pimpinan unit; boleh kosong."),
        RosterColumn("perangkat_daerah", "Perangkat Daerah", 44, "Boleh kosong bila sama dengan induknya."),
        RosterColumn("email", "Email", 30, "Alamat admin unit; boleh kosong.", lain=("E-mail", "Surel")),
    ),
)

PRODUK = RosterTable(
    "Produk",
    (
        RosterColumn("unit", "Unit", 14, "Kode atau nama unit pemilik produk atau layanan."),
        RosterColumn("kode", "Kode", 14, "Kode pendek yang tidak berubah, misalnya P1."),
        RosterColumn("teks", "Teks", 80, "Produk atau layanan unit: judul kolom pada matriks peran hasil."),
    ),
)

TABEL: tuple[RosterTable, ...] = (PEGAWAI, UNIT, PRODUK)

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
