"""Every definition of tests/shared/templates/, TOML alone, through the commands from issue to merge; none has a line of Python.

Through the tests of all forms (catalogue.py) they go with ours.
"""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from campaigns import ANSWERS, ROSTER, skpxl
from campaigns import roster as write_roster
from catalogue import LIBRARY, OFFICE_FORMS, definition_of, library_of, parted, templates_of
from forms import GOOD, INSTANSI, KETUA, MATRIKS, STAF, evaluation_of, make_form, read, save, skp_of

from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.issue.preview import check_templates
from skpxl.kinds.check import sample_answers
from skpxl.receive.interpret import interpret
from skpxl.template.answers import to_tree
from skpxl.template.library import Library


def issued_by(form: str, folder: Path) -> dict[str, Path]:
    """Blank workbooks of a form of an office for everybody of the roster, by NIP."""
    write_roster(folder / "roster.xlsx", ROSTER)
    run = ("--templates", library_of(form).akar, "generate", folder / "roster.xlsx", "-o", folder / "terbit")
    skpxl(*run, "--form", parted(form)[0], "--instansi", INSTANSI, "--tahun", 2022)
    return {path.stem.split("_")[2]: path for path in (folder / "terbit").rglob("*_2022_*.xlsx")}


def sheet(path: Path, name: str) -> list[list[str]]:
    """The rows of a sheet as texts."""
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


@pytest.mark.parametrize("form", OFFICE_FORMS)
def test_one_filled_and_one_blank_go_from_issue_to_merge(form, tmp_path):
    blank = issued_by(form, tmp_path)
    library = library_of(form)
    use = ("--templates", library.akar)
    issued = read_form(blank[STAF], library).form
    filled = issued.filled(sample_answers(library.daftar, issued))
    tree = to_tree(issued.layout, filled.seen)
    (tmp_path / "isian.json").write_text(json.dumps(tree), encoding="utf-8")
    inbox = tmp_path / "masuk"
    skpxl(*use, "fill", blank[STAF], tmp_path / "isian.json", "-o", inbox / "terisi.xlsx")
    shutil.copy(blank[KETUA], inbox / "kosong.xlsx")
    texts = set(filled.isian.values())

    printed = skpxl(*use, "read", inbox / "terisi.xlsx", "--json").out
    assert [text for text in texts if json.dumps(text, ensure_ascii=False) not in printed] == []
    run = skpxl(*use, "validate", inbox, "--json", code=1).json
    status = {Path(file["file"]).name: file["status"] for file in run["files"]}
    assert status == {"terisi.xlsx": "diterima", "kosong.xlsx": "perlu perbaikan"}
    skpxl(*use, "return", inbox, "-o", tmp_path / "kembali", code=None)
    (back,) = (tmp_path / "kembali").glob(f"*{KETUA}*")
    assert skpxl(*use, "diff", back, blank[KETUA]).out.strip().endswith("Tidak ada perbedaan.")
    differ = skpxl(*use, "diff", inbox / "terisi.xlsx", blank[STAF], code=None).out
    assert [text for text in texts if text not in differ] == []
    merged = tmp_path / "m.xlsx"
    skpxl(*use, "merge", inbox, "--roster", tmp_path / "roster.xlsx", "-o", merged, "--no-pictures", code=1)
    data = sheet(merged, "Data")
    typed = {slot.key for slot in issued.layout.entri if slot.path[0] not in ("perilaku_kerja", "lampiran")}
    wanted = {text for key, text in filled.isian.items() if key in typed}
    assert [text for text in wanted if not any(text in row for row in data)] == []
    states = {row[4]: row[6] for row in sheet(merged, "Kelengkapan")[1:]}
    assert (states[STAF], states[KETUA]) == (status["terisi.xlsx"], "perlu perbaikan")
    assert sorted(states.values()).count("belum masuk") == 2


def test_a_column_that_a_versi_adds_stands_in_data_and_export_under_its_heading_and_key(tmp_path):
    blank = issued_by("skp-kuantitatif@lebih", tmp_path)
    use = ("--templates", templates_of("lebih"))
    answers = json.loads(json.dumps(ANSWERS[STAF]))
    for part in answers["hasil_kerja"].values():
        for number, result in enumerate(part):
            result["sumber_anggaran"] = f"APBD {number}"
    (tmp_path / "isian.json").write_text(json.dumps(answers), encoding="utf-8")
    skpxl(*use, "fill", blank[STAF], tmp_path / "isian.json", "-o", tmp_path / "masuk" / "a.xlsx")
    skpxl(*use, "merge", tmp_path / "masuk", "-o", tmp_path / "m.xlsx", "--no-pictures", code=None)
    head, *rows = sheet(tmp_path / "m.xlsx", "Data")
    assert head[-4:] == ["SUMBER ANGGARAN", "Hitung Orang", "Hitung Hasil", "Berkas"]
    assert [row[-4] for row in rows] == ["APBD 0", "APBD 1", "APBD 0"]
    skpxl(*use, "export", tmp_path / "masuk", "--as", "csv", "-o", tmp_path / "d.csv", "--with-errors", code=None)
    with (tmp_path / "d.csv").open(encoding="utf-8-sig", newline="") as file:
        exported = list(csv.DictReader(file, delimiter=";"))
    assert [row["hasil_kerja_sumber_anggaran"] for row in exported] == ["APBD 0", "APBD 1", "APBD 0"]


def test_a_form_of_an_offices_own_is_collected_beside_skps(tmp_path):
    blank = issued_by("skp-tim@tim", tmp_path)
    use = ("--templates", templates_of("tim"))
    tim = {"tim": {"nama_tim": "Tim Data"}, "kegiatan": {"utama": [{"uraian": "Survei lapangan", "lintas_unit": "Ya"}]}}
    skpxl(
        *use, "generate", tmp_path / "roster.xlsx", "-o", tmp_path / "terbit", "--instansi", INSTANSI, "--tahun", 2022
    )
    (tmp_path / "isian").mkdir()
    (tmp_path / "isian" / f"{STAF}-skp-tim.json").write_text(json.dumps(tim), encoding="utf-8")
    (tmp_path / "isian" / f"{STAF}.json").write_text(json.dumps(ANSWERS[STAF]), encoding="utf-8")
    skpxl(*use, "fill", tmp_path / "terbit", tmp_path / "isian", "-o", tmp_path / "masuk")
    run = skpxl(
        *use,
        "merge",
        tmp_path / "masuk",
        "--roster",
        tmp_path / "roster.xlsx",
        "-o",
        tmp_path / "m.xlsx",
        "--no-pictures",
    )
    assert "skp-tim: 5 orang = 1 masuk + 3 belum masuk + 1 jabatan lowong." in run.out
    head, row = sheet(tmp_path / "m.xlsx", "Data skp-tim")
    assert dict(zip(head, row, strict=True)) == {
        "Perangkat Daerah": "Badan Kepegawaian Contoh", "Kode Unit": "BPK",
        "Unit Kerja": "Bidang Pembinaan Kepegawaian", "Nama": "Melati Kasedu, A.Md.", "NIP": STAF,
        "Jabatan": "Pranata Komputer Terampil", "Pejabat Penilai": "Yosua Manafe, S.Kom.", "Formulir": "skp-tim",
        "NAMA TIM": "Tim Data", "KETUA TIM": "", "Bagian": "KEGIATAN TIM", "No": "1", "URAIAN": "Survei lapangan",
        "LINTAS UNIT": "Ya", "Berkas": blank[STAF].name,
    }  # fmt: skip
    assert len(sheet(tmp_path / "m.xlsx", "Kelengkapan skp-tim")) == 1 + 5
    head, *rows = sheet(tmp_path / "m.xlsx", "Data")
    assert {(row[head.index("NIP")], row[head.index("Berkas")]) for row in rows} == {(STAF, f"SKP_2022_{STAF}.xlsx")}


@pytest.mark.parametrize("form", [form for form in OFFICE_FORMS if parted(form)[0] in LIBRARY.forms()])
def test_answers_of_the_older_versi_move_into_the_new_one(form, tmp_path):
    name, new = parted(form)[0], definition_of(form)
    filled = make_form(name, GOOD[name])
    save(filled, tmp_path / "terisi.xlsx")
    use = ("--templates", library_of(form).akar)
    run = skpxl(*use, "upgrade", tmp_path / "terisi.xlsx", "-o", tmp_path / "baru.xlsx")
    again = read(tmp_path / "baru.xlsx", of=form).form
    moved = {key: text for key, text in filled.isian.items() if key in make_form(form).layout.by_key}
    assert f"{len(moved)} dipindahkan + {len(filled.isian) - len(moved)} tidak muat" in run.out
    assert (again.stamp.versi, dict(again.isian)) == (new.versi, moved)


def widened(folder: Path, form: str, change) -> None:
    """Versi 2022.2 of a form, made of its 2022.1 with a text put in."""
    text = (
        (folder / form / "2022.1.toml").read_text(encoding="utf-8").replace('versi = "2022.1"', 'versi = "2022.2"', 1)
    )
    (folder / form / "2022.2.toml").write_text(change(text), encoding="utf-8")


def wider(text: str) -> str:
    """One more grid column on the first sheet."""
    end = text.index("]", text.index("kisi = ["))
    return f"{text[:end]}, 20{text[end:]}"


def test_what_a_versi_adds_to_the_plan_stands_on_its_evaluation(tmp_path):
    folder = shutil.copytree(templates_of("lebih"), tmp_path / "tpl")
    widened(folder, "evaluasi-kuantitatif", wider)
    library = Library(folder)
    assert check_templates(library)[1] == []
    skp = skp_of(GOOD["skp-kuantitatif@lebih"], "skp-kuantitatif@lebih")
    form = evaluation_of(skp, library=library)
    assert form.stamp.versi == "2022.2"
    expected = skp.hasil_kerja.utama[0].model_extra["sumber_anggaran"]
    assert form.terkunci["hasil_kerja_utama_1_sumber_anggaran"] == expected


def test_what_a_versi_of_the_matriks_asks_beside_it_is_read(tmp_path):
    folder = shutil.copytree(templates_of("tim"), tmp_path / "tpl")
    block = (
        '[[lembar.blok]]\njenis = "isian"\nid = "rapat"\n\n[[lembar.blok.lajur]]\njalur = "rapat"\nlabel = 1\nnilai = 1\n'
        'baris = [{ id = "tanggal", label = "TANGGAL RAPAT", terkunci = false }]\n\n'
    )
    start = '[[lembar.blok]]\njenis = "matriks"'
    widened(folder, MATRIKS, lambda text: text.replace(start, block + start))
    library = Library(folder)
    assert check_templates(library)[1] == []
    form = make_form(MATRIKS, {"rapat": {"tanggal": "3 Januari 2022"}}, library=library)
    reading = read_form(write_form(form, library), library)
    assert interpret(reading).model_extra == {"rapat": {"tanggal": "3 Januari 2022"}}
