"""Finding the slots again when a program has dropped names or somebody has moved rows: right answers or a finding."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from skpxl.forms.read import read_form
from skpxl.template.library import load_library
from skpxl.template.source import samples_dir

LIBRARY = load_library()
ASAL = next((samples_dir() / "masuk" / "baik").rglob("*199209012019032904*"))


def without_names(buku: Workbook) -> None:
    for nama in list(buku.defined_names):
        del buku.defined_names[nama]


def moved_down(buku: Workbook) -> None:
    without_names(buku)
    buku["SKP"].insert_rows(3)


def moved_right(buku: Workbook) -> None:
    without_names(buku)
    buku["SKP"].insert_cols(1)


def renamed(buku: Workbook) -> None:
    without_names(buku)
    buku["SKP"].title = "Sheet1"


def torn(buku: Workbook) -> None:
    without_names(buku)
    buku["SKP"].insert_rows(25)


def copied(buku: Workbook) -> None:
    buku.copy_worksheet(buku["SKP"])


def hidden_lost(buku: Workbook) -> None:
    for nama in ("_skpxl", "_status", "_daftar"):
        del buku[nama]


def sheet_lost(buku: Workbook) -> None:
    del buku["Perilaku Kerja"]


def read_after(ubah: Callable[[Workbook], None], tmp_path: Path):
    buku = openpyxl.load_workbook(ASAL)
    ubah(buku)
    path = tmp_path / "ubah.xlsx"
    buku.save(path)
    return read_form(path, LIBRARY)


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        (without_names, ["cap-rusak", "nama-sel-hilang"]),
        (moved_down, ["cap-rusak", "nama-sel-hilang"]),
        (moved_right, ["cap-rusak", "nama-sel-hilang"]),
        (renamed, ["cap-rusak", "nama-sel-hilang", "lembar-berganti-nama"]),
        (copied, ["skp-lain-di-berkas"]),
        (hidden_lost, ["cap-rusak", "catatan-hilang"]),
    ],
)
def test_all_answers_are_found_again_and_the_damage_is_told(ubah, kode: list[str], tmp_path: Path) -> None:
    reading = read_after(ubah, tmp_path)
    assert dict(reading.form.isian) == dict(read_form(ASAL, LIBRARY).form.isian)
    assert [satu.code for satu in reading.findings] == kode


def test_slots_whose_place_is_not_certain_are_a_galat_and_nothing_is_read_for_them(tmp_path: Path) -> None:
    reading = read_after(torn, tmp_path)
    asli = read_form(ASAL, LIBRARY).form.isian
    # A row put in below row 24 tears the first result apart; all that stands below it has moved alike.
    lost = [
        f"hasil_kerja_utama_1_indikator_{baris}_{apa}"
        for baris in (2, 3, 4)
        for apa in ("aspek", "indikator_kinerja_individu", "target")
    ]
    assert [(satu.code, satu.severity.value, satu.key) for satu in reading.findings] == [
        ("cap-rusak", "peringatan", ""),
        ("nama-sel-hilang", "info", ""),
        *(("sel-hilang", "galat", key) for key in lost),
        ("tulisan-di-luar", "peringatan", ""),
    ]
    # What was read is what was typed; what could not be placed is missing, not wrong.
    assert dict(reading.form.isian) == {key: asli[key] for key in asli if key not in lost}


def test_a_deleted_sheet_is_a_galat(tmp_path: Path) -> None:
    reading = read_after(sheet_lost, tmp_path)
    (perilaku,) = (halaman for halaman in reading.form.layout.halaman if halaman.lembar.nama == "Perilaku Kerja")
    assert [(satu.code, satu.sheet, satu.key) for satu in reading.findings] == [
        ("sel-hilang", "Perilaku Kerja", slot.key) for slot in sorted(perilaku.slots, key=lambda slot: slot.terkunci)
    ]


@pytest.mark.parametrize("angka", [199209012019032904.0, 199209012019032000, 1.99209012019032e17])
def test_a_nip_that_became_a_number_is_told_and_the_issued_one_is_used(angka: float, tmp_path: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["SKP"]["C15"] = angka

    reading = read_after(ubah, tmp_path)
    assert [(satu.code, satu.cell, satu.suggestion) for satu in reading.findings] == [
        ("nip-jadi-angka", "C15", "199209012019032904")
    ]
    assert reading.form.terkunci["pegawai_nip"] == "199209012019032904"


def test_another_persons_nip_with_the_same_first_digits_is_a_changed_identity(tmp_path: Path) -> None:
    def ubah(buku: Workbook) -> None:
        buku["SKP"]["C15"] = "199209012019032907"

    assert [satu.code for satu in read_after(ubah, tmp_path).findings] == ["identitas-berubah"]


def test_a_stamp_without_its_record_does_not_cover_another_persons_form(tmp_path: Path) -> None:
    def ubah(buku: Workbook) -> None:
        hidden_lost(buku)
        buku["SKP"]["C15"] = "198003012005011902"

    assert [satu.code for satu in read_after(ubah, tmp_path).findings] == [
        "cap-rusak",
        "catatan-hilang",
        "identitas-berubah",
    ]
