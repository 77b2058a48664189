"""`model/berkas.py`: which papers of which year a use asks for, with the lists that ship (domain.md section 4)."""

from pathlib import Path

import pytest

from skpxl.model.berkas import AturanBerkas, dokumen_perlu
from skpxl.template.library import load_library

LIBRARY = load_library(Path(__file__).resolve().parents[1] / "workbook_templates")
ATURAN = LIBRARY.aturan.berkas
HASIL, DOKUMEN, INTEGRASI = "hasil-evaluasi-tahunan", "evaluasi-kinerja-pegawai", "integrasi-2021"


@pytest.mark.parametrize(
    ("keperluan", "tahun", "perlu"),
    [
        ("kenaikan-pangkat-2023", 2023, [
            ("penilaian-januari-juni-2021", 2021), ("penilaian-juli-desember-2021", 2021), (INTEGRASI, 2021),
            (HASIL, 2022), (DOKUMEN, 2022),
        ]),
        ("kenaikan-pangkat-2023", 2022, []),
        ("kenaikan-pangkat-2023", 2024, []),
        ("kenaikan-pangkat-2024", 2023, []),
        ("kenaikan-pangkat-2024", 2024, [(HASIL, 2022), (DOKUMEN, 2022), (HASIL, 2023), (DOKUMEN, 2023)]),
        ("kenaikan-pangkat-2024", 2026, [(HASIL, 2024), (DOKUMEN, 2024), (HASIL, 2025), (DOKUMEN, 2025)]),
        ("mutasi-2023", 2023, [(INTEGRASI, 2021), (HASIL, 2022), (DOKUMEN, 2022)]),
        ("mutasi-2024", 2025, [(HASIL, 2023), (DOKUMEN, 2023), (HASIL, 2024), (DOKUMEN, 2024)]),
        ("pensiun", 2024, []),
    ],
)  # fmt: skip
def test_the_papers_of_each_use_and_year(keperluan: str, tahun: int, perlu: list[tuple[str, int]]) -> None:
    semua = dokumen_perlu(keperluan, tahun, ATURAN)
    assert [(satu.kode, satu.tahun) for satu in semua] == perlu
    assert all(satu.dokumen is ATURAN.dokumen[satu.kode] for satu in semua)


def test_the_evaluation_is_signed_by_the_penilai_only() -> None:
    assert ATURAN.dokumen[HASIL].penanda_tangan == ("pejabat penilai kinerja",)
    assert ATURAN.dokumen[DOKUMEN].penanda_tangan == ("pegawai yang dinilai", "pejabat penilai kinerja")


def test_the_lists_for_mutasi_are_marked_as_unverified() -> None:
    assert {nama: satu.terverifikasi for nama, satu in ATURAN.keperluan.items()} == {
        "kenaikan-pangkat-2023": True, "kenaikan-pangkat-2024": True, "mutasi-2023": False, "mutasi-2024": False,
    }  # fmt: skip


def test_a_use_that_names_an_unknown_paper_is_refused() -> None:
    isi = {
        "dokumen": {},
        "keperluan": {
            "kp": {"nama": "KP", "mulai": 2024, "terverifikasi": True, "perlu": [{"dokumen": "skp", "tahun": -1}]}
        },
    }
    with pytest.raises(ValueError, match=r"keperluan `kp` menyebut dokumen `skp`, yang tidak ada di \[dokumen\]"):
        AturanBerkas.model_validate(isi)
