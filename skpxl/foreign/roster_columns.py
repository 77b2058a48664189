"""Sheets and columns by which a roster workbook is read; `workbook_templates/daftar-pegawai/` writes them. It opens no file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column: `key` in code, `judul` in the sheet, other titles accepted."""

    key: str
    judul: str
    wajib: bool = True
    lain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterTable:
    """One sheet with a header row and a row per thing."""

    lembar: str
    kolom: tuple[RosterColumn, ...]

    def judul(self, key: str) -> str:
        """The title of a column."""
        return next(column.judul for column in self.kolom if column.key == key)


PEGAWAI = RosterTable(
    "Pegawai",
    (
        RosterColumn("nip", "NIP"),
        RosterColumn("nama", "Nama"),
        RosterColumn(
            "pangkat_golongan",
            "Pangkat/Gol. Ruang",
            lain=("Pangkat/Golongan Ruang", "Pangkat/Golongan", "Pangkat/Gol", "Pangkat Golongan"),
        ),
        RosterColumn("jabatan", "Jabatan"),
        RosterColumn("jenis_jabatan", "Jenis Jabatan"),
        RosterColumn("status", "Status"),
        RosterColumn("unit_kerja", "Unit Kerja"),
        RosterColumn("perangkat_daerah", "Perangkat Daerah"),
        RosterColumn("nip_penilai", "NIP Penilai"),
        RosterColumn("email", "Surel", lain=("Email", "E-mail")),
        RosterColumn("pendekatan", "Pendekatan"),
        RosterColumn("penilai_nama", "Nama Penilai", wajib=False),
        RosterColumn("penilai_jabatan", "Jabatan Penilai", wajib=False),
        RosterColumn(
            "penilai_pangkat_golongan",
            "Pangkat/Gol. Ruang Penilai",
            wajib=False,
            lain=("Pangkat/Golongan Ruang Penilai", "Pangkat/Golongan Penilai"),
        ),
        RosterColumn("penilai_unit_kerja", "Unit Kerja Penilai", wajib=False),
        RosterColumn("mulai", "Mulai", wajib=False, lain=("Mulai Tugas", "Mulai Bertugas", "Tanggal Mulai")),
        RosterColumn("selesai", "Selesai", wajib=False, lain=("Selesai Tugas", "Selesai Bertugas", "Tanggal Selesai")),
        RosterColumn("karpeg", "No. Seri Karpeg", wajib=False, lain=("Nomor Seri Karpeg", "Karpeg", "Nomor Karpeg")),
        RosterColumn("tempat_lahir", "Tempat Lahir", wajib=False),
        RosterColumn("tmt_pangkat", "TMT Pangkat", wajib=False, lain=("TMT Golongan", "TMT Pangkat/Gol. Ruang")),
        RosterColumn("tmt_jabatan", "TMT Jabatan", wajib=False),
        RosterColumn("ak_dasar", "AK Dasar", wajib=False),
        RosterColumn("ak_jf_lama", "AK JF Lama", wajib=False),
        RosterColumn(
            "ak_penyesuaian", "AK Penyesuaian", wajib=False, lain=("AK Penyetaraan", "AK Penyesuaian/Penyetaraan")
        ),
        RosterColumn("ak_konversi", "AK Konversi", wajib=False, lain=("AK Konversi Lama",)),
        RosterColumn("ak_pendidikan", "AK Pendidikan", wajib=False),
    ),
)

UNIT = RosterTable(
    "Unit",
    (
        RosterColumn("kode", "Kode"),
        RosterColumn("nama", "Nama"),
        RosterColumn("induk", "Induk"),
        RosterColumn("pimpinan", "Pimpinan"),
        RosterColumn("perangkat_daerah", "Perangkat Daerah"),
        RosterColumn("email", "Surel", lain=("Email", "E-mail")),
    ),
)

PRODUK = RosterTable(
    "Produk",
    (
        RosterColumn("unit", "Unit"),
        RosterColumn("kode", "Kode"),
        RosterColumn("teks", "Teks"),
        RosterColumn("mendukung", "Mendukung", wajib=False, lain=("Mendukung Produk", "Produk Atasan")),
    ),
)

TABEL: tuple[RosterTable, ...] = (PEGAWAI, UNIT, PRODUK)
