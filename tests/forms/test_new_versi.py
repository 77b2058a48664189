"""A versi with one more column, as TOML alone: its answers travel along, and no file of another versi is stopped by it."""

import json
import shutil
from pathlib import Path

import pytest
from campaigns import ANSWERS, ROSTER, skpxl
from campaigns import roster as write_roster
from forms import CHECKOUT, INSTANSI, STAF

COLUMN = '[[lembar.blok.kolom]]\ntingkat = "{level}"\nid = "lokasi"\njudul = "LOKASI"\n\n'


@pytest.fixture
def templates(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The forms with versi 2022.2 of skp-kuantitatif, which has a further column of the level asked for."""
    folder = tmp_path / "tpl"
    shutil.copytree(CHECKOUT / "workbook_templates", folder)
    text = (folder / "skp-kuantitatif" / "2022.1.toml").read_text(encoding="utf-8")
    text = text.replace('versi = "2022.1"', 'versi = "2022.2"', 1)
    at = text.index("[[lembar.blok.bagian]]")
    text = text[:at] + COLUMN.format(level=request.param) + text[at:]
    start = text.index("kisi = [")
    end = text.index("]", start)
    (folder / "skp-kuantitatif" / "2022.2.toml").write_text(text[:end] + ", 20" + text[end:], encoding="utf-8")
    return folder


@pytest.mark.parametrize("templates", ["butir", "rincian"], indirect=True)
def test_an_answer_that_a_versi_adds_is_read_with_its_result(templates: Path, tmp_path: Path, request) -> None:
    level = request.node.callspec.params["templates"]
    write_roster(tmp_path / "roster.xlsx", ROSTER)
    use = ("--templates", templates)
    skpxl(*use, "template", "check")
    skpxl(*use, "generate", tmp_path / "roster.xlsx", "-o", tmp_path / "baru", "--instansi", INSTANSI, "--tahun", 2022)
    skpxl("generate", tmp_path / "roster.xlsx", "-o", tmp_path / "lama", "--instansi", INSTANSI, "--tahun", 2022)
    answers = json.loads(json.dumps(ANSWERS[STAF]))
    (tmp_path / "lama.json").write_text(json.dumps(answers), encoding="utf-8")
    result = answers["hasil_kerja"]["utama"][0]
    (result if level == "butir" else result["indikator"][0])["lokasi"] = "Gedung Contoh"
    (tmp_path / "baru.json").write_text(json.dumps(answers), encoding="utf-8")
    for name in ("lama", "baru"):
        (blank,) = (tmp_path / name).rglob(f"SKP*{STAF}*.xlsx")
        skpxl(*use, "fill", blank, tmp_path / f"{name}.json", "-o", tmp_path / "masuk" / f"{name}.xlsx")
    read = skpxl(*use, "read", tmp_path / "masuk" / "baru.xlsx", "--json").json
    first = read["skp"]["hasil_kerja"]["utama"][0]
    assert (first if level == "butir" else first["indikator"][0])["lokasi"] == "Gedung Contoh"
    assert read["findings"] == []
    run = skpxl(*use, "validate", tmp_path / "masuk" / "baru.xlsx", "--json").json
    assert run["counts"]["diterima"] == 1
    old = skpxl(*use, "validate", tmp_path / "masuk" / "lama.xlsx", "--json").json
    assert [f["code"] for f in old["files"][0]["findings"]] == ["versi-lama"]
    skpxl(*use, "merge", tmp_path / "masuk" / "baru.xlsx", "-o", tmp_path / "m.xlsx", "--no-pictures")
