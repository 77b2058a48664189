"""A text that no cell holds is a galat at its cell, a line of a file or a sentence; never a bug, never cut in silence."""

import json
import re
import shutil

import pytest
from campaigns import OF_KETUA, roster, skpxl
from forms import CHECKOUT, INSTANSI, KUANTITATIF, make_form, save

LONG = "panjang " * 5000
TOO_LONG = "panjangnya 39999 karakter, sedangkan satu sel Excel memuat paling banyak 32767"
HEADINGS = ["NIP", "Nama", "Pangkat/Golongan", "Jabatan", "Unit Kerja"]
ROW = ["199001012015031001", "Orang Contoh", "Penata, III/c", "Analis", "Bidang Contoh"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LONG, TOO_LONG),
        ("🙂" * 17_000, "panjangnya 34000 karakter, sedangkan satu sel Excel memuat paling banyak 32767"),
        ("Bel\x07l", "memuat karakter U+0007, yang tidak dapat disimpan dalam sel; hapus karakter itu"),
    ],
)
@pytest.mark.parametrize("column", [1, 3, 4])
def test_on_a_roster_it_is_a_galat_at_its_cell(tmp_path, column, text, reason):
    path = tmp_path / "d.csv"
    row = [*ROW[:column], text, *ROW[column + 1 :]]
    path.write_text(";".join(HEADINGS) + "\n" + ";".join(row), encoding="utf-8")
    run = skpxl("roster", "check", path, "--json", code=1)
    galat = [finding for finding in run.json["findings"] if finding["severity"] == "galat"]
    cell = f"{'ABCDE'[column]}2"
    assert [(found["code"], found["sheet"], found["cell"]) for found in galat] == [("daftar-tak-muat", "CSV", cell)]
    assert f"tidak dapat ditulis ke formulir: {reason}; kolom ini dibaca kosong." in galat[0]["message"]
    assert max(map(len, skpxl("roster", "check", path, code=1).out.splitlines())) < 1000


@pytest.mark.parametrize("key", ["instansi", "tempat", "roster", "sandi"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LONG, TOO_LONG.replace("39999", "40000") + f" (tertulis: '{LONG[:57]}…')."),
        (
            "a\\u001b[2J",
            "memuat karakter U+001B, yang tidak dapat disimpan dalam sel; hapus karakter itu (tertulis: 'a\\x1b[2J').",
        ),
        ("dua\\nbaris", "memuat tanda yang tidak tercetak (“dua\\nbaris”); hapus tanda itu (tertulis: 'dua\\nbaris')."),
    ],
    ids=["long", "control", "line"],
)
def test_in_the_settings_it_is_a_sentence_that_names_the_key(tmp_path, key, text, reason):
    skpxl("new", tmp_path / "k", "--instansi", INSTANSI, "--tahun", 2022)
    file = tmp_path / "k" / "skpxl.toml"
    settings = file.read_text("utf-8")
    file.write_text(re.sub(rf"(?m)^(# )?{key} = .*", lambda _: f'{key} = "{text}"', settings), encoding="utf-8")
    run = skpxl("-C", tmp_path / "k", "generate", code=3)
    assert run.err == f"{file}: {key}: {reason}\n"


def test_typed_as_an_option_it_is_wrong_usage(tmp_path):
    for text in (LONG, "a\x1b", "a\nb", "a\udce9"):
        run = skpxl("new", tmp_path / "k", "--instansi", text, code=2)
        assert run.err.startswith("Setelan: instansi: ")
        assert not (tmp_path / "k").exists()
    path = roster(tmp_path / "roster.xlsx") or tmp_path / "roster.xlsx"
    run = skpxl("generate", path, "-o", tmp_path / "f", "--instansi", LONG, "--tahun", 2022, code=2)
    assert run.err.startswith("Setelan: instansi: panjangnya")


def test_in_answers_and_lists_it_is_a_sentence(tmp_path):
    form = save(make_form(KUANTITATIF), tmp_path / "a.xlsx")
    answers = json.loads(json.dumps(OF_KETUA))
    answers["hasil_kerja"]["utama"][0]["rencana_hasil_kerja"] = LONG
    (tmp_path / "a.json").write_text(json.dumps(answers))
    run = skpxl("fill", form, tmp_path / "a.json", "-o", tmp_path / "b.xlsx", code=3)
    assert "hasil_kerja.utama.1.rencana_hasil_kerja" in run.err and "paling banyak 32767" in run.err
    templates = shutil.copytree(CHECKOUT / "workbook_templates", tmp_path / "t")
    aspek = templates / "daftar" / "aspek.txt"
    lines = len(aspek.read_text("utf-8").splitlines())
    aspek.write_text(aspek.read_text("utf-8").rstrip("\n") + f"\n{LONG}\n", encoding="utf-8")
    run = skpxl("--templates", templates, "template", "check", code=1)
    assert f"{aspek}, baris {lines + 1}: nilai ini tidak dapat ditulis ke dalam sel: {TOO_LONG}." in run.err


def test_the_campaign_that_was_found_further_up_is_said(tmp_path, monkeypatch):
    skpxl("new", tmp_path / "k", "--instansi", INSTANSI, "--tahun", 2022)
    below = tmp_path / "k" / "masuk"
    said = f"Putaran SKP: {tmp_path / 'k'}\n"
    monkeypatch.chdir(below)
    assert skpxl("roster", "check", code=None).err == said
    assert skpxl("-C", tmp_path / "k", "roster", "check", code=None).err == ""
    monkeypatch.chdir(tmp_path / "k")
    assert skpxl("roster", "check", code=None).err == ""
    monkeypatch.chdir(tmp_path)
    assert said not in skpxl("rules").err
