"""`template/rules.py`: the rules that ship load, wordings are brought to those of the lists, faults are named."""

import shutil
from pathlib import Path

import pytest

from skpxl.errors import SkpxlError
from skpxl.issue.preview import check_templates
from skpxl.template.library import Library, load_library

TEMPLATES = Path(__file__).resolve().parents[2] / "workbook_templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "workbook_templates"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FAULTS = [
    ("predikat", '"Sesuai Ekspektasi" = "Baik"\n', '"Sesuai Ekspektasi" = "Bagus"\n',
     "tabel.Di Atas Ekspektasi.Sesuai Ekspektasi: “Bagus” tidak ada dalam daftar `predikat` (Sangat Baik, Baik, Butuh "
     "Perbaikan, Kurang, Sangat Kurang)."),
    ("predikat", '"Sesuai Ekspektasi" = "Baik"\n', "", "tabel.Di Atas Ekspektasi: belum ada “Sesuai Ekspektasi”."),
    ("predikat", '"Sesuai Ekspektasi" = "Baik"\n', '"Diatas Ekspektasi" = "Baik"\n',
     "tabel.Di Atas Ekspektasi: “Di Atas Ekspektasi” ditulis dua kali; hapus salah satunya."),
    ("predikat", '"Istimewa" = "Di Atas Ekspektasi"\n', "", "kepala.rating: belum ada “Istimewa”."),
    ("predikat", "[kepala]\nterverifikasi = false\n", "[kepala]\n",
     "kepala.terverifikasi: kata ini wajib ada, tetapi belum ditulis."),
    ("pola-distribusi", 'arti = "terbanyak"', 'arti = "banyak"',
     "sebagian_besar.arti: harus salah satu dari 'terbanyak' atau 'lebih-dari-separuh' (tertulis: 'banyak')."),
    ("pola-distribusi", "\nmaksimal_persen = 70", "\nmaksimal_persen = 700",
     "capaian.Istimewa.syarat.1: persen harus di antara 0 dan 100."),
    ("pola-distribusi", "\nmaksimal_persen = 70", '\nmaksimal_persen = "banyak"',
     "capaian.Istimewa.syarat.1.maksimal_persen: harus berupa angka (tertulis: 'banyak')."),
    ("pola-distribusi", "minimal_orang = 1\n", "", "capaian.Baik.syarat.2: syarat ini tidak menyebut batas apa pun."),
    ("pola-distribusi", 'predikat = ["Sangat Baik"]', 'predikat = ["Luar Biasa"]',
     "capaian.Istimewa.syarat.1.predikat: “Luar Biasa” tidak ada dalam daftar `predikat` (Sangat Baik, Baik, Butuh "
     "Perbaikan, Kurang, Sangat Kurang)."),
    ("pola-distribusi", '"Istimewa" = { "Sangat Kurang" = 2, ', '"Istimewa" = { ',
     "kurva.frekuensi.Istimewa: belum ada “Sangat Kurang”."),
    ("integrasi-2021", "januari_juni = 50", "januari_juni = 60", "bobot: kedua bobot harus berjumlah 100."),
    ("integrasi-2021", "desimal = 2", "desimal = 9",
     "pembulatan.desimal: harus salah satu dari 0, 1, 2, 3 atau 4 (tertulis: 9)."),
    ("integrasi-2021", "kurang_dari = 90", "kurangdari = 90",
     "pp30.3.kurangdari: kata ini tidak dikenal; periksa ejaannya atau hapus (tertulis: 90)."),
    ("integrasi-2021", "{ dari = 91, sampai = 100, ", "{ dari = 90, sampai = 100, ",
     "tabel.interpolasi-linear: rentang 90 dan rentang 76 bertumpuk."),
    ("angka-kredit", "koefisien = 3.75", "koefisien = 0",
     "jenjang.Pemula.koefisien: harus lebih besar dari 0 (tertulis: 0)."),
    ("angka-kredit", '[predikat."Sangat Kurang"]\npersen = 25\nterverifikasi = true\n', "",
     "predikat: belum ada “Sangat Kurang”."),
    ("angka-kredit", 'sebutan = ["Pemula", "Pelaksana Pemula"]', "sebutan = []",
     "jenjang.Pemula.sebutan: paling sedikit 1 buah."),
    ("berkas", '{ dokumen = "integrasi-2021", tahun = -2 }', '{ dokumen = "integrasi", tahun = -2 }',
     "berkas: keperluan `kenaikan-pangkat-2023` menyebut dokumen `integrasi`, yang tidak ada di [dokumen]."),
    ("berkas", "sampai = 2023", "sampai = 2022",
     "keperluan.kenaikan-pangkat-2023: `sampai` mendahului `mulai`."),
    ("berkas", "tahun = -2 }", "tahun = 2 }",
     "keperluan.kenaikan-pangkat-2023.perlu.1.tahun: harus salah satu dari 0, -1, -2 atau -3 (tertulis: 2)."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "sentence"), FAULTS, ids=[fault[3][:60] for fault in FAULTS])
def test_a_fault_is_named_by_file_and_key_in_one_sentence(
    name: str, old: str, new: str, sentence: str, folder: Path
) -> None:
    path = folder / "aturan" / f"{name}.toml"
    change(path, old, new)
    with pytest.raises(SkpxlError) as raised:
        _ = Library(folder).aturan
    assert str(raised.value) == f"{path}: {sentence}"


def test_a_missing_file_and_a_missing_list_are_named(folder: Path) -> None:
    path = folder / "aturan" / "berkas.toml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    with pytest.raises(SkpxlError, match=r"berkas\.toml tidak dapat dibaca: berkas atau foldernya tidak ada"):
        _ = Library(folder).aturan
    path.write_text(text, encoding="utf-8")
    (folder / "daftar" / "rating.txt").unlink()
    with pytest.raises(SkpxlError) as raised:
        _ = Library(folder).aturan
    assert str(raised.value).startswith(
        f"{folder / 'aturan' / 'predikat.toml'}: memerlukan daftar `rating`, yang tidak ada;"
    )


def test_the_words_that_contents_are_weighed_by_are_the_shipped_ones_in_an_older_folder(folder: Path) -> None:
    path = folder / "aturan" / "isi-skp.toml"
    change(path, 'tepat = ["ketepatan", "tepat"]', 'tepat = "tepat"')
    sentence = f"{path}: ukuran.tepat: "
    with pytest.raises(SkpxlError) as raised:
        _ = Library(folder).aturan_isi
    assert str(raised.value).startswith(sentence)
    assert [fault[: len(sentence)] for fault in check_templates(Library(folder))[1]] == [sentence]
    path.unlink()
    assert Library(folder).aturan_isi == load_library(TEMPLATES).aturan_isi
    known = Library(folder).aturan_isi.headings  # those of other offices' forms as well
    assert {"rencana hasil kerja atasan yang diintervensi", "target", "angka dan satuannya"} <= known


def test_the_check_of_the_templates_tells_a_faulty_rule(folder: Path) -> None:
    path = folder / "aturan" / "integrasi-2021.toml"
    change(path, "januari_juni = 50", "januari_juni = 60")
    lines, faults = check_templates(Library(folder))
    assert faults == [f"{path}: bobot: kedua bobot harus berjumlah 100."]
    assert [line for line in lines if line.startswith("aturan/")] == []


def test_a_faulty_list_is_said_once_though_the_rules_need_it_too(folder: Path) -> None:
    path = folder / "daftar" / "rating.txt"
    path.write_text("# kosong\n", encoding="utf-8")
    _, faults = check_templates(Library(folder))
    assert faults == [f"{path}: daftar ini kosong; isi paling sedikit satu nilai, satu nilai per baris."]


def test_the_rules_follow_a_list_that_is_renamed_with_its_former_wording(folder: Path) -> None:
    change(folder / "daftar" / "predikat.txt", "Kurang < Kurang/Misconduct", "Kurang/Misconduct < Kurang")
    aturan = Library(folder).aturan
    assert aturan.predikat.sel["Di Atas Ekspektasi"]["Di Bawah Ekspektasi"] == "Kurang/Misconduct"
    assert aturan.pola.syarat["Kurang"][0].predikat == ("Kurang/Misconduct",)
    assert "Kurang/Misconduct" in aturan.angka_kredit.predikat
    assert list(aturan.pola.kurva["Baik"]) == [
        "Sangat Baik",
        "Baik",
        "Butuh Perbaikan",
        "Kurang/Misconduct",
        "Sangat Kurang",
    ]


def test_what_is_unverified_is_listed_by_file_and_key_and_counted() -> None:
    aturan = load_library(TEMPLATES).aturan
    assert aturan.belum_terverifikasi == (
        "predikat.toml: kepala",
        "pola-distribusi.toml: sebagian_besar",
        "pola-distribusi.toml: kurva",
        "integrasi-2021.toml: pembulatan",
        "integrasi-2021.toml: tabel.interpolasi-linear",
        *(f"angka-kredit.toml: jenjang.{satu}.minimal" for satu in ("Pemula", "Terampil", "Mahir", "Penyelia")),
        *(f"angka-kredit.toml: jenjang.Ahli {satu}.minimal" for satu in ("Pertama", "Muda", "Madya", "Utama")),
        "berkas.toml: dokumen.penilaian-januari-juni-2021",
        "berkas.toml: dokumen.penilaian-juli-desember-2021",
        "berkas.toml: dokumen.integrasi-2021",
        "berkas.toml: keperluan.mutasi-2023",
        "berkas.toml: keperluan.mutasi-2023.predikat",
        "berkas.toml: keperluan.mutasi-2023.status",
        "berkas.toml: keperluan.mutasi-2024",
        "berkas.toml: keperluan.mutasi-2024.predikat",
        "berkas.toml: keperluan.mutasi-2024.status",
        "tpp.toml: ",
    )
    lines, _ = check_templates(load_library(TEMPLATES))
    assert [line.split()[1:] for line in lines if line.startswith("aturan/")] == [
        "8 berkas aturan, 26 di antara isinya belum terverifikasi".split()
    ]
