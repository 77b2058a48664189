"""Foreign SKP workbooks written cell by cell, and what is expected of them; a library for tests, it proves nothing itself."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

NIP, NIP_PENILAI = "198107012006041903", "197205011998032901"
PEGAWAI = {
    "nama": "Yosua Manafe, S.Kom.",
    "nip": NIP,
    "pangkat_golongan": "Penata, III/c",
    "jabatan": "Pranata Komputer Ahli Muda",
    "unit_kerja": "Bidang Pembinaan",
}
PENILAI = {
    "nama": "Rosalina Wanggai, S.STP.",
    "nip": NIP_PENILAI,
    "pangkat_golongan": "Pembina, IV/a",
    "jabatan": "Kepala Bidang Pembinaan",
    "unit_kerja": "Badan Contoh",
}
LABELS = ("NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN", "UNIT KERJA")
TAHUN_2022 = {"mulai": "2022-01-01", "selesai": "2022-12-31"}
UKURAN = "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:"
NILAI = (
    "Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif",
)  # fmt: skip

Cells = dict[str, Any]


def book(
    sheets: Mapping[str, Cells], merges: Mapping[str, list[str]] | None = None, *, down: int = 0, right: int = 0
) -> bytes:
    """A workbook: sheet -> address -> value, with merged areas; everything moved `down` rows and `right` columns."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, cells in sheets.items():
        sheet = made.create_sheet(name)
        for address, value in cells.items():
            sheet[moved(address, down, right)] = value
            if isinstance(value, str) and not value.startswith("="):
                sheet[moved(address, down, right)].data_type = "s"
        for area in (merges or {}).get(name, []):
            sheet.merge_cells(":".join(moved(corner, down, right) for corner in area.split(":")))
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def moved(address: str, down: int, right: int) -> str:
    """`B7` moved."""
    col, row, _, _ = range_boundaries(address)
    return f"{get_column_letter(col + right)}{row + down}"


def column(start: str, values: list[Any]) -> Cells:
    """Values under each other."""
    return {moved(start, number, 0): value for number, value in enumerate(values) if value != ""}


def row(start: str, values: list[Any]) -> Cells:
    """Values beside each other."""
    return {moved(start, 0, number): value for number, value in enumerate(values) if value != ""}


def side_by_side(start: str = "A6") -> Cells:
    """The official identity block: NO, label, value, NO, label, value."""
    cells = row(start, ["NO", "PEGAWAI YANG DINILAI", "", "NO", "PEJABAT PENILAI KINERJA"])
    for number, (label, one, other) in enumerate(zip(LABELS, PEGAWAI.values(), PENILAI.values(), strict=True), start=1):
        second = "NIP (*opsional)" if label == "NIP" else label
        cells |= row(moved(start, number, 0), [number, label, one, number, second, other])
    return cells


def title(approach: str = "KUANTITATIF") -> Cells:
    """Title, office and period on rows 1 to 4."""
    return {
        "A1": "SASARAN KINERJA PEGAWAI",
        "A2": f"PENDEKATAN HASIL KERJA {approach}",
        "A3": "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "A4": "PEMERINTAH KABUPATEN CONTOH",
        "D4": "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2022",
    }


def skp(form: str, results: dict[str, Any], conduct: list[str] | None = None, **other: Any) -> dict[str, Any]:
    """The expected SKP as JSON; `conduct` are the seven expectations."""
    expected: dict[str, Any] = {
        "form": form,
        "versi": "2022.1",
        "nip": NIP,
        "instansi": "PEMERINTAH KABUPATEN CONTOH",
        "periode": TAHUN_2022,
        "pegawai": PEGAWAI,
        "pejabat_penilai": PENILAI,
        "hasil_kerja": {"utama": [], "tambahan": [], **results},
        "perilaku_kerja": [
            {"nomor": number, "nilai": value, "ekspektasi_khusus": text}
            for number, (value, text) in enumerate(zip(NILAI, conduct or [], strict=False), start=1)
        ],
    }
    return expected | other


def kuantitatif(number: int, above: str, plan: str, *rows: tuple[str, str, str]) -> dict[str, Any]:
    """One expected result with its aspek rows."""
    return {
        "nomor": number,
        "rencana_hasil_kerja_diintervensi": above,
        "rencana_hasil_kerja": plan,
        "indikator": [
            {"nomor": n, "aspek": aspek, "indikator_kinerja_individu": text, "target": target}
            for n, (aspek, text, target) in enumerate(rows, start=1)
        ],
    }


def kualitatif(number: int, plan: str, *measures: str, above: str = "") -> dict[str, Any]:
    """One expected result with its narrative items."""
    return {
        "nomor": number,
        "rencana_hasil_kerja_diintervensi": above,
        "rencana_hasil_kerja": plan,
        "ukuran_keberhasilan": list(measures),
    }
