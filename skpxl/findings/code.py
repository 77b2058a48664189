"""One rule of the catalogue, and the bases that many rest on. The rules themselves are in `catalogue` and `of_rosters`."""

from typing import Literal, NamedTuple

Lingkup = Literal[
    "berkas",
    "identitas",
    "isian",
    "isi",
    "antarberkas",
    "matriks",
    "evaluasi",
    "dokumen",
    "daftar pegawai",
    "kewajaran",
]

SKP = "PermenPANRB 6/2022, format SKP"
KERJA = "tata kerja skpxl"
NIP = "Peraturan BKN tentang NIP: 18 angka"


class Kode(NamedTuple):
    """One rule: default severity, what it looks at, and its basis."""

    severity: Literal["galat", "peringatan", "info"]
    lingkup: Lingkup
    dasar: str
