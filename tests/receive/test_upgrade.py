"""An older version of a form comes back: its answers move into today's form, and what does not fit is listed."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from skpxl.cli.main import cli
from skpxl.forms.read import read_form
from skpxl.receive.diff import diff
from skpxl.template.library import Library
from skpxl.template.source import samples_dir, templates_dir

ASAL = next((samples_dir() / "masuk" / "baik").rglob("*199209012019032904*"))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """The templates with a newer version of skp-kuantitatif: column `target` is called otherwise, one row less per item."""
    tujuan = tmp_path / "workbook_templates"
    shutil.copytree(templates_dir(), tujuan)
    lama = (tujuan / "skp-kuantitatif" / "2022.1.toml").read_text(encoding="utf-8")
    baru = lama.replace('versi = "2022.1"', 'versi = "2024.1"').replace("rincian = 4\n", "rincian = 2\n")
    baru = baru.replace(
        'sertakan = "perilaku-kerja.lembar"\n',
        'sertakan = "perilaku-kerja.lembar"\n'
        'blok = [{ sertakan = "perilaku-kerja.judul" }, { sertakan = "perilaku-kerja.daftar", tambahan = 3 }]\n',
    )
    (tujuan / "skp-kuantitatif" / "2024.1.toml").write_text(baru, encoding="utf-8")
    return tujuan


def test_an_old_version_is_still_read_in_full(templates: Path) -> None:
    assert dict(read_form(ASAL, Library(templates)).form.isian) == dict(
        read_form(ASAL, Library(templates_dir())).form.isian
    )


def test_answers_move_to_the_same_keys_and_the_rest_is_listed_and_carried_along(
    templates: Path, tmp_path: Path
) -> None:
    keluar = tmp_path / "baru.xlsx"
    hasil = CliRunner().invoke(cli, ["--templates", str(templates), "upgrade", str(ASAL), "-o", str(keluar)])
    assert hasil.exit_code == 0, hasil.output
    library = Library(templates)
    lama, baru = read_form(ASAL, library), read_form(keluar, library)
    assert (baru.form.stamp.versi, baru.form.stamp.terbitan) == ("2024.1", 2)
    hilang = {key: teks for key, teks in lama.form.isian.items() if key not in baru.form.isian}
    assert {key for key in lama.form.isian if "_indikator_3_" in key or "_indikator_4_" in key} == set(hilang)
    assert {key: lama.form.isian[key] for key in baru.form.isian} == dict(baru.form.isian)
    sheet = openpyxl.load_workbook(keluar)["Isian lain"]
    assert [sheet.cell(row, 2).value for row in range(4, sheet.max_row + 1)] == list(hilang.values())
    assert (
        f"{len(lama.form.isian)} isian = {len(baru.form.isian)} dipindahkan + {len(hilang)} tidak muat" in hasil.output
    )
    assert [satu.key for satu in diff(lama, baru)] == list(hilang)
    assert [satu.code for satu in baru.findings] == []


def test_a_form_of_today_is_left_alone(tmp_path: Path) -> None:
    keluar = tmp_path / "baru.xlsx"
    hasil = CliRunner().invoke(cli, ["upgrade", str(ASAL), "-o", str(keluar)])
    assert (hasil.exit_code, keluar.exists()) == (0, False)
    assert "sudah berbentuk skp-kuantitatif versi 2022.1" in hasil.output


def test_diff_names_each_changed_value_once_with_both_texts() -> None:
    library = Library(templates_dir())
    cacat = next(iter((samples_dir() / "masuk" / "cacat").glob("02-*.xlsx")))
    beda = diff(read_form(ASAL, library), read_form(cacat, library))
    assert [(satu.key, satu.sel_a, satu.a, satu.b) for satu in beda] == [
        ("hasil_kerja_utama_1_indikator_1_target", "SKP!F24", "39 perangkat daerah", "20 perangkat daerah")
    ]
    assert diff(read_form(ASAL, library), read_form(ASAL, library)) == []
