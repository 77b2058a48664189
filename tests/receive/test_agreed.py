"""The seed's own mismatch: roles agreed on in the matriks that nobody wrote into an SKP, and the other way round."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from skpxl.consolidate.merge import merge
from skpxl.files.walk import walk
from skpxl.foreign.roster.organisasi import read_roster
from skpxl.receive.agreed import read_agreed
from skpxl.receive.fill import fill
from skpxl.receive.validate import Measure, validate
from skpxl.template.library import load_library
from skpxl.template.source import samples_dir

SAMPLES = samples_dir()
PRANATA_MUDA = "198506012010012903"


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    """The good set, with only two of the pranata komputer's seven results left and one that was never agreed on."""
    library = load_library()
    tujuan = tmp_path / "masuk"
    shutil.copytree(SAMPLES / "masuk" / "baik", tujuan)
    berkas = next(tujuan.rglob(f"*{PRANATA_MUDA}*"))
    isian = json.loads((SAMPLES / "jawaban" / "baik" / f"{PRANATA_MUDA}.json").read_text(encoding="utf-8"))
    utama = isian["hasil_kerja"]["utama"][:2]
    utama.append({**utama[1], "nomor": 3, "rencana_hasil_kerja": "Tersusunnya panduan yang tidak pernah disepakati"})
    isian["hasil_kerja"]["utama"] = utama
    data, _ = fill(berkas, isian, library)
    berkas.write_bytes(data)
    return tujuan


def test_roles_without_a_result_and_results_without_a_role_are_reported_at_their_cells(
    masuk: Path, tmp_path: Path
) -> None:
    from skpxl.books.matriks_book import MatriksBook, write_matriks_book

    library = load_library()
    organisasi, _ = read_roster(SAMPLES / "roster.xlsx", golongan=list(library.daftar["golongan"].nilai))
    baik = validate(walk([SAMPLES / "masuk" / "baik"]), Measure(library))
    sepakat = merge(baik, Measure(library, organisasi=organisasi))
    berkas = tmp_path / "disepakati.xlsx"
    berkas.write_bytes(
        write_matriks_book(
            MatriksBook(sepakat.matriks, [m.unit.nama for m in sepakat.matriks]),
            library,
            form="matriks-peran-hasil",
            instansi="X",
            tahun="2022",
            kertas="A4",
            as_of=date(2022, 3, 14),
        )
    )
    hasil = validate(walk([masuk]), Measure(library))
    agreed = read_agreed([berkas], Measure(library))
    gabungan = merge(hasil, Measure(library, organisasi=organisasi), disepakati=agreed.pembagian(agreed.files))
    satu = [f for f in gabungan.findings if f.code in ("peran-tanpa-rencana", "rencana-tanpa-peran")]
    assert [(f.code, Path(f.file).name[:10], f.sheet, f.cell, f.found) for f in satu] == [
        ("peran-tanpa-rencana", "disepakati", "Bidang Pengembangan Pegawai", "F13", teks)
        for teks in (
            "Terelesaikannya Pelayanan Konsultasi Tool Kinerja dan Penyusunan SKP",
            "Terelesaikannya perawatan sistem",
            "Terlaksananya rapat-rapat dan Koordinasi terkait implementasi Sistem TPP berbasis Tool Kinerja",
            "Tercapainya pemenuhan berkas administrasi penunjang implementasi Tool Kinerja",
            "Terlaksananya backup sistem",
        )
    ] + [
        (
            "rencana-tanpa-peran",
            "SKP_2022_1",
            "SKP",
            "C32",
            "Tersusunnya panduan yang tidak pernah disepakati",
        )
    ]
