"""Copies for correction: usable, marked, complete; and the way back to a valid file."""

import json
from pathlib import Path

import openpyxl
import pytest
from catalogue import library_of
from click.testing import CliRunner
from excel_rules import check_excel
from forms import FORMS, GOOD, SIGNING_KEY, make_form, save

from skpxl.cli.main import cli
from skpxl.files.walk import Arrival, walk
from skpxl.forms.read import read_form
from skpxl.receive.conflicts import Settlement, settle
from skpxl.receive.giveback import give_back
from skpxl.receive.report import link_to
from skpxl.receive.validate import DITERIMA, Measure, validate
from skpxl.template.answers import to_values
from skpxl.template.library import load_library
from skpxl.template.source import samples_dir

LIBRARY = load_library()
SAMPLES = samples_dir()
CACAT = SAMPLES / "masuk" / "cacat"


def defect(number: str) -> Path:
    return next(iter(CACAT.glob(f"{number}-*.xlsx")))


def returned(path: Path, tmp_path: Path) -> Path:
    satu = give_back(validate(walk([path]), Measure(LIBRARY)), LIBRARY, signing_key=None)[0]
    tujuan = tmp_path / satu.name
    tujuan.write_bytes(satu.data)
    return tujuan


def test_every_defect_comes_back_with_its_own_answers_and_the_next_round(tmp_path: Path) -> None:
    for path in sorted(CACAT.glob("*.xlsx")):
        hasil = validate(walk([path]), Measure(LIBRARY))
        satu = give_back(hasil, LIBRARY, signing_key=None, with_warnings=True)[0]
        assert satu.reason == ""
        lama, baru = hasil[0].reading.form, read_form(satu.data, LIBRARY).form
        assert lama is not None and baru is not None
        assert dict(baru.isian) == dict(lama.isian)
        assert (baru.stamp.terbitan, baru.stamp.id) == (lama.stamp.terbitan + 1, lama.stamp.id)
        keluar = tmp_path / f"{path.stem}.xlsx"
        keluar.write_bytes(satu.data)
        assert check_excel(keluar) == []


def test_the_first_sheet_lists_what_to_mend_with_a_link_to_the_cell_and_the_cell_is_marked(tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(returned(defect("01"), tmp_path))
    daftar = buku.worksheets[0]
    assert (daftar.title, buku.active.title) == ("Perbaikan", "Perbaikan")
    assert [daftar.cell(5, col).value for col in (1, 2, 3, 4)] == [
        1,
        "SKP!F26",
        "Hasil kerja utama no. 1, baris 3",
        "Isi target di sel F26, misalnya 20 dokumen, 95% atau 1 hari.",
    ]
    assert daftar.cell(6, 1).value is None
    assert daftar.cell(5, 2).hyperlink.location == "'SKP'!F26"
    assert buku["SKP"]["F26"].comment.text == "Isi target di sel F26, misalnya 20 dokumen, 95% atau 1 hari."
    tanda = [
        aturan.formula
        for wilayah in buku["SKP"].conditional_formatting
        if str(wilayah.sqref) == "F26"
        for aturan in wilayah.rules
    ]
    assert tanda == [["EXACT(F26,'_salah'!$B$1)"]]
    assert buku["SKP"].protection.sheet is True
    assert buku["SKP"]["F26"].protection.locked is False


def test_drop_downs_still_work_in_the_copy(tmp_path: Path) -> None:
    def lists(path: Path) -> dict[tuple[int, int], str]:
        sheet = openpyxl.load_workbook(path)["SKP"]
        return {
            cell: satu.formula1
            for satu in sheet.data_validations.dataValidation
            if satu.type == "list"
            for sel in satu.sqref.ranges
            for cell in sel.cells
        }

    assert lists(returned(defect("03"), tmp_path)) == lists(defect("03"))


def test_what_has_no_place_is_carried_on_a_sheet_of_its_own_through_every_round(tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(defect("01"))
    buku["SKP"]["H30"] = "Catatan: menunggu data dari bidang lain"
    asal = tmp_path / "catatan.xlsx"
    buku.save(asal)
    pertama = returned(asal, tmp_path)
    kedua = returned(pertama, tmp_path)
    for path in (pertama, kedua):
        sheet = openpyxl.load_workbook(path)["Isian lain"]
        assert [(sheet.cell(4, 1).value, sheet.cell(4, 2).value), sheet.cell(5, 1).value] == [
            ("SKP!H30", "Catatan: menunggu data dari bidang lain"),
            None,
        ]
    assert read_form(kedua, LIBRARY).form.stamp.terbitan == 3


def test_a_file_with_nothing_to_mend_and_a_file_that_is_no_form_are_not_returned_but_counted(tmp_path: Path) -> None:
    baik = next(iter(sorted((SAMPLES / "masuk" / "baik").rglob("*.xlsx"))))
    hasil = validate(walk([baik, SAMPLES / "roster.xlsx"]), Measure(LIBRARY))
    kembali = give_back(hasil, LIBRARY, signing_key=None)
    assert [(satu.name, satu.data) for satu in kembali] == [("", b""), ("", b"")]
    assert kembali[0].reason == "tidak ada yang harus diperbaiki"
    assert kembali[1].reason.startswith("Buku kerja ini tidak memuat cap formulir skpxl")


def test_a_forged_record_is_never_signed_again(tmp_path: Path) -> None:
    buku = openpyxl.load_workbook(defect("01"))
    cap = buku["_skpxl"]
    baris = next(row for row in cap.iter_rows() if row[0].value == "sel.pegawai_jabatan")
    baris[1].value = "TKepala Badan"
    palsu = tmp_path / "palsu.xlsx"
    buku.save(palsu)
    satu = give_back(validate([Arrival(str(palsu), palsu)], Measure(LIBRARY)), LIBRARY, signing_key=None)[0]
    assert (satu.data, satu.reason) == (
        b"",
        "capnya tidak cocok dengan isi terkuncinya; terbitkan ulang dari daftar pegawai",
    )


def heading(form: str) -> str:
    """What the first sheet of a copy is headed with: ours by their kind, an office's own form by its title."""
    kinds = {
        "skp-tim": "SKP tim kerja",
        "skp": "SKP",
        "matriks": "Matriks",
        "evaluasi": "Evaluasi",
        "integrasi": "Integrasi",
        "rencana-aksi": "Rencana aksi dan bukti dukung",
        "perjanjian-kinerja": "Perjanjian kinerja dan indikator kinerja utama",
    }
    return "Perbaikan " + next((word for begin, word in kinds.items() if form.startswith(begin)), "")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_returned_with_its_answers_and_accepted_when_it_comes_again(form, tmp_path: Path) -> None:
    """Handed in blank: the copy lists what to fill in. Filled in, it replaces the blank one and is accepted."""
    blank = save(make_form(form, signing_key=SIGNING_KEY), tmp_path / "kosong.xlsx")
    library = library_of(form)
    measure = Measure(library, signing_key=SIGNING_KEY)
    hasil = validate(walk([blank]), measure)
    (satu,) = give_back(hasil, library, signing_key=SIGNING_KEY, with_warnings=True)
    assert satu.reason == ""
    copy = tmp_path / satu.name
    copy.write_bytes(satu.data)
    assert check_excel(copy) == []
    issued = read_form(copy, library, signing_key=SIGNING_KEY).form
    assert (issued.stamp.terbitan, dict(issued.isian)) == (2, {})
    first = openpyxl.load_workbook(copy).worksheets[0]
    assert (first.title, first["A1"].value.removesuffix(issued.terkunci["pegawai_nama"])) == (
        "Perbaikan",
        f"{heading(form)} ",
    )
    filled = issued.filled(to_values(issued.layout, GOOD[form], issued.terkunci)[0])
    again = save(filled, tmp_path / "terisi.xlsx")
    first, second = validate(walk([blank, again]), measure)
    assert ([f.code for f in first.findings][-1], first.counted) == ("berkas-terganti", False)
    assert (second.galat, second.counted) == (False, True)


def test_what_lies_between_two_copies_is_decided_first_and_then_nothing_is_sent_back(tmp_path: Path) -> None:
    """Two copies with nothing to mend in them would come back as two again, and as a later issue void the decision."""
    form = make_form("skp-kuantitatif", GOOD["skp-kuantitatif"], signing_key=SIGNING_KEY)
    target = "hasil_kerja_utama_1_indikator_1_target"
    for number, value in enumerate(("21 orang", "22 orang")):
        save(form.filled({**form.isian, target: value}), tmp_path / f"{number}.xlsx")
    measure = Measure(LIBRARY, signing_key=SIGNING_KEY)
    files = validate(walk([tmp_path]), measure)
    book = tmp_path / "keputusan.xlsx"

    def reasons(settled: Settlement) -> list[str]:
        copies = give_back(settled.files, LIBRARY, signing_key=SIGNING_KEY)
        assert [copy.name for copy in copies] == ["", ""]
        return [copy.reason for copy in copies]

    undecided = settle(files, measure, book)
    why = "bertentangan dengan berkas lain; putuskan dulu dengan `skpxl merge --decisions`"
    assert reasons(undecided) == [why, why]
    assert undecided.workbook is not None
    book.write_bytes(undecided.workbook)
    decisions = openpyxl.load_workbook(book)
    decisions["Keputusan"]["I3"] = "B"
    decisions.save(book)
    assert reasons(settle(files, measure, book)) == [
        "tidak ada yang harus diperbaiki",
        "bukan kiriman yang dihitung (ganda)",
    ]


@pytest.mark.libreoffice
def test_a_returned_copy_corrected_in_libreoffice_validates(manusia, tmp_path: Path) -> None:
    salinan = returned(defect("04"), tmp_path)
    baik = json.loads((SAMPLES / "jawaban" / "baik" / "199209012019032904.json").read_text(encoding="utf-8"))
    benar = baik["hasil_kerja"]["tambahan"][0]["indikator"][0]["indikator_kinerja_individu"]
    keluar = tmp_path / "benar.xlsx"
    hasil = manusia(
        salinan,
        [
            {"do": "read", "sheet": "Perbaikan", "cells": ["G5", "G6"]},
            {"do": "type", "sheet": "SKP", "cell": "E57", "text": benar},
            {"do": "type", "sheet": "Perilaku Kerja", "cell": "C11", "text": "Ciptakan kolaborasi antar rekan kerja"},
            {"do": "read", "sheet": "Perbaikan", "cells": ["G5", "G6"]},
            {"do": "type", "sheet": "SKP", "cell": "C15", "text": "ubah NIP"},
        ],
        out=keluar,
    )
    assert [satu["status"] for satu in hasil] == ["done", "done", "done", "done", "locked"]
    assert (hasil[0]["values"], hasil[3]["values"]) == (["belum diubah"] * 2, ["sudah diubah"] * 2)
    akhir = validate(walk([keluar]), Measure(LIBRARY))[0]
    assert ([satu.message for satu in akhir.findings], akhir.fate) == ([], DITERIMA)


def test_a_second_run_keeps_the_copies_that_are_there_and_makes_the_others(tmp_path: Path) -> None:
    masuk, keluar = tmp_path / "masuk", tmp_path / "keluar"
    masuk.mkdir()
    (masuk / "a.xlsx").write_bytes(defect("01").read_bytes())
    run = CliRunner().invoke(cli, ["return", str(masuk), "-o", str(keluar)])
    assert run.exit_code == 0
    pertama = next(keluar.iterdir())
    isi = pertama.read_bytes()
    (masuk / "a.xlsx").write_bytes(defect("03").read_bytes())
    (masuk / "b.xlsx").write_bytes(defect("18").read_bytes())
    run = CliRunner().invoke(cli, ["return", str(masuk), "-o", str(keluar)])
    assert "2 berkas = 1 dikembalikan + 0 tidak dikembalikan + 1 ditolak." in run.output
    assert (type(run.exception).__name__, pertama.read_bytes(), len(list(keluar.iterdir()))) == ("SkpxlError", isi, 2)


def test_a_link_is_made_where_a_folder_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    (tmp_path / "hasil").symlink_to("hasil")
    assert link_to(str(tmp_path / "a.xlsx"), "SKP", "B4", tmp_path / "hasil") == "external:../a.xlsx#'SKP'!B4"
    (tmp_path / "b.xlsx").symlink_to("b.xlsx")
    assert link_to(str(tmp_path / "b.xlsx"), "", "", tmp_path) == ""
