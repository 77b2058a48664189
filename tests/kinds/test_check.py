"""Definitions that would write what no reader gives back are refused, in one sentence with file and key, and stop no others."""

import shutil
from pathlib import Path

import pytest
from campaigns import ROSTER, skpxl
from campaigns import roster as write_roster
from catalogue import TEMPLATES
from forms import CHECKOUT, INSTANSI

TIM = (TEMPLATES / "tim" / "skp-tim" / "2022.1.toml").read_text(encoding="utf-8")
NIP = [('jalur = "tim"\n', ""), ('"nama_tim"', '"nip"'), ('isi = "bebas"', 'isi = "skp"')]
MATRIKS = '\n[[lembar.blok]]\njenis = "matriks"\nid = "m"\n'
MATRIKS += 'judul_nama = "A"\njudul_jabatan = "B"\njudul_kolom = "C"\njudul_sisa = "D"\n'
LONG = [
    ('"kegiatan"', f'"{"k" * 60}"'),
    ('id = "utama"', f'id = "{"u" * 60}"'),
    ('id = "uraian"', f'id = "{"a" * 60}"'),
]
DETAIL = f'rincian_id = "{"r" * 60}"\n[[lembar.blok.kolom]]\ntingkat = "rincian"\nid = "{"d" * 60}"\njudul = "D"\n'
CASES = {
    "a key of the stamp": (NIP, "`nip`: id ini sudah berarti lain di skpxl; ganti dengan id yang lain."),
    "a word about the answers": (
        [('jalur = "tim"\n', ""), ('"nama_tim"', '"bagi"')],
        "`bagi`: id ini sudah berarti lain di skpxl; ganti dengan id yang lain.",
    ),
    "a word that answers stand within": (
        [('jalur = "tim"', 'jalur = "isian"')],
        "`isian.nama_tim`: id ini sudah berarti lain di skpxl; ganti dengan id yang lain.",
    ),
    "the number of an item": (
        [('"uraian"', '"nomor"')],
        "`kegiatan.utama.nomor`: id ini sudah berarti lain di skpxl; ganti dengan id yang lain.",
    ),
    "the id of an item": (
        [('"uraian"', '"id"')],
        "`kegiatan.utama.id`: id ini sudah berarti lain di skpxl; ganti dengan id yang lain.",
    ),
    "a place and a group of places": (
        [('jalur = "tim"\n', ""), ('"nama_tim"', '"kegiatan"')],
        "`kegiatan`: isian ini bernama sama dengan kelompok isian; ganti id salah satunya.",
    ),
    "a block that the kind cannot read": (
        [("\n[[lembar.blok]]\njenis = \"tabel\"", MATRIKS + "\n[[lembar.blok]]\njenis = \"tabel\"")],
        'blok `m`: jenis matriks hanya terbaca dalam formulir isi = "matriks".',
    ),
    "a matriks without one": (
        [('isi = "bebas"', 'isi = "matriks"')],
        'isi: formulir isi = "matriks" perlu tepat satu blok jenis matriks, di sini 0.',
    ),
    "a value computed from what is not there": (
        [('id = "ketua", label = "KETUA TIM", terkunci = false', 'id = "ketua", label = "KETUA TIM", hitung = "predikat"')],
        "`rating_hasil_kerja`: isian ini disebut oleh bagian lain definisi, tetapi tidak ada.",
    ),
    "names too long for a cell": (
        [*LONG, ('sebutan = "Kegiatan"\n', f'sebutan = "Kegiatan"\n{DETAIL}')],
        f"`{'k' * 60}…`: nama selnya 247 karakter, paling panjang 245; pendekkan id-nya.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_given_back_is_refused_with_file_and_key(case: str, tmp_path: Path) -> None:
    changes, sentence = CASES[case]
    text = TIM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder = tmp_path / "tpl"
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    file = folder / "skp-tim" / "2022.1.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    use = ("--templates", folder)
    check = skpxl(*use, "template", "check", code=1)
    assert check.err.strip() == f"{file}: {sentence}"
    write_roster(tmp_path / "roster.xlsx", ROSTER)
    run = (*use, "generate", tmp_path / "roster.xlsx", "--instansi", INSTANSI, "--tahun", 2022)
    assert skpxl(*run, "-o", tmp_path / "a", "--form", "skp-tim", code=1).err.strip() == f"{file}: {sentence}"
    skpxl(*run, "-o", tmp_path / "b")  # other forms are issued as ever


def test_a_definition_that_is_spoilt_later_is_told_of_its_own_files_only(tmp_path: Path) -> None:
    folder = tmp_path / "tpl"
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    shutil.copytree(TEMPLATES / "tim", folder, dirs_exist_ok=True)
    use = ("--templates", folder)
    write_roster(tmp_path / "roster.xlsx", ROSTER)
    run = (
        *use,
        "generate",
        tmp_path / "roster.xlsx",
        "--instansi",
        INSTANSI,
        "--tahun",
        2022,
        "-o",
        tmp_path / "terbit",
    )
    skpxl(*run, "--form", "skp-tim")
    skpxl(*run)
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    file, use = spoilt / "skp-tim" / "2022.1.toml", ("--templates", spoilt)
    file.write_text(TIM.replace('daftar = "ya_tidak"', 'daftar = "tak_ada"'), encoding="utf-8")
    found = skpxl(*use, "validate", tmp_path / "terbit", "--json", code=1).json["files"]
    codes = {Path(one["file"]).name.split("_")[0]: {f["code"] for f in one["findings"]} for one in found}
    assert codes["skp-tim"] == {"definisi-tidak-cocok"}
    assert "definisi-tidak-cocok" not in codes["SKP"]
    assert {one["status"] for one in found if "skp-tim" in one["file"]} == {"tidak terbaca"}
