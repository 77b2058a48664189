"""Every definition of tests/shared/templates/, TOML alone, through all that is done with a form: issued, filled in, read,
judged, returned, saved by other programs, moved to another versi, merged. None of it has a line of Python for any of them."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from campaigns import ANSWERS, ROSTER, skpxl
from campaigns import roster as write_roster
from excel_rules import check_excel
from forms import INSTANSI, KETUA, MATRIKS, STAF, evaluation_of, make_form
from office import OFFICE, filled_in, library_of, office_form, templates_of

from skpxl.forms.read import read_form
from skpxl.forms.write import write_form
from skpxl.issue.preview import check_templates, preview_form
from skpxl.kinds.skp import skp_dari
from skpxl.receive.interpret import interpret
from skpxl.template.answers import to_tree, to_values
from skpxl.template.clashes import clashes
from skpxl.template.layout import place
from skpxl.template.library import Library

KEY = b"k" * 32


@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_a_definition_loads_and_its_preview_breaks_no_rule_of_excel(office, form, versi, tmp_path):
    library = library_of(office)
    assert check_templates(library)[1] == []
    path = tmp_path / "lihat.xlsx"
    path.write_bytes(preview_form(library, form, versi))
    assert check_excel(path) == []


@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_nothing_is_placed_twice_whatever_the_number_of_items(office, form, versi):
    definition = library_of(office).definition(form, versi)
    for many in (1, 2, 13):
        layout = place(definition, tuple((name, many) for name, _ in definition.jumlah()))
        assert clashes(layout) == []
        assert len(layout.per_key) == len(layout.slots)


@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_an_issued_form_reads_back_empty_and_with_nothing_wrong(office, form, versi, tmp_path):
    issued = office_form(office, form, signing_key=KEY)
    reading = read_form(write_form(issued, library_of(office)), library_of(office), signing_key=KEY)
    assert (reading.outcome, reading.findings) == ("kita", ())
    assert (reading.form.stamp, dict(reading.form.isian)) == (issued.stamp, {})
    assert (reading.form.terkunci, reading.form.konteks) == (issued.terkunci, issued.konteks)


@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_what_is_filled_in_is_read_back_and_survives_as_a_tree(office, form, versi):
    library = library_of(office)
    filled = filled_in(office, office_form(office, form, signing_key=KEY))
    reading = read_form(write_form(filled, library), library, signing_key=KEY)
    assert (reading.findings, dict(reading.form.isian)) == ((), dict(filled.isian))
    tree = to_tree(filled.layout, {**filled.terkunci, **filled.isian})
    assert to_values(filled.layout, tree, filled.terkunci) == (dict(filled.isian), [])


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_saved_by_libreoffice_it_reads_back_the_same(office, form, versi, ending, konversi, tmp_path):
    library = library_of(office)
    filled = filled_in(office, office_form(office, form, signing_key=KEY))
    path = tmp_path / "x.xlsx"
    path.write_bytes(write_form(filled, library))
    again = read_form(konversi(path, ending), library, signing_key=KEY)
    assert {finding.code for finding in again.findings} <= {"berkas-dikonversi", "cap-rusak", "nama-sel-hilang"}
    assert (again.form.stamp, dict(again.form.isian)) == (filled.stamp, dict(filled.isian))


def issued_by(office: str, form: str, folder: Path) -> dict[str, Path]:
    """Blank workbooks of an office for everybody of the roster, by NIP."""
    write_roster(folder / "roster.xlsx", ROSTER)
    run = ("--templates", templates_of(office), "generate", folder / "roster.xlsx", "-o", folder / "terbit")
    skpxl(*run, "--form", form, "--instansi", INSTANSI, "--tahun", 2022)
    return {path.stem.split("_")[2]: path for path in (folder / "terbit").rglob("*_2022_*.xlsx")}


def sheet(path: Path, name: str) -> list[list[str]]:
    """The rows of a sheet as texts."""
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


@pytest.mark.parametrize(("office", "form", "versi"), OFFICE)
def test_one_filled_and_one_blank_go_from_issue_to_merge(office, form, versi, tmp_path):
    blank = issued_by(office, form, tmp_path)
    use = ("--templates", templates_of(office))
    library = library_of(office)
    issued = read_form(blank[STAF], library).form
    tree = to_tree(issued.layout, filled_in(office, issued).seen)
    (tmp_path / "isian.json").write_text(json.dumps(tree), encoding="utf-8")
    inbox = tmp_path / "masuk"
    skpxl(*use, "fill", blank[STAF], tmp_path / "isian.json", "-o", inbox / "terisi.xlsx")
    shutil.copy(blank[KETUA], inbox / "kosong.xlsx")
    texts = set(filled_in(office, issued).isian.values())

    read = skpxl(*use, "read", inbox / "terisi.xlsx", "--json").out
    assert [text for text in texts if json.dumps(text, ensure_ascii=False) not in read] == []
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
    wanted = {text for key, text in filled_in(office, issued).isian.items() if key in typed}
    assert [text for text in wanted if not any(text in row for row in data)] == []
    states = {row[2]: row[4] for row in sheet(merged, "Kelengkapan")[1:]}
    assert (states[STAF], states[KETUA]) == (status["terisi.xlsx"], "perlu perbaikan")
    assert sorted(states.values()).count("belum masuk") == 2


def test_a_column_that_a_versi_adds_stands_in_data_and_export_under_its_heading_and_key(tmp_path):
    blank = issued_by("lebih", "skp-kuantitatif", tmp_path)
    use = ("--templates", templates_of("lebih"))
    answers = json.loads(json.dumps(ANSWERS[STAF]))
    for part in answers["hasil_kerja"].values():
        for number, result in enumerate(part):
            result["sumber_anggaran"] = f"APBD {number}"
    (tmp_path / "isian.json").write_text(json.dumps(answers), encoding="utf-8")
    skpxl(*use, "fill", blank[STAF], tmp_path / "isian.json", "-o", tmp_path / "masuk" / "a.xlsx")
    skpxl(*use, "merge", tmp_path / "masuk", "-o", tmp_path / "m.xlsx", "--no-pictures", code=None)
    head, *rows = sheet(tmp_path / "m.xlsx", "Data")
    assert head[-2:] == ["SUMBER ANGGARAN", "Berkas"]
    assert [row[-2] for row in rows] == ["APBD 0", "APBD 1", "APBD 0"]
    skpxl(*use, "export", tmp_path / "masuk", "--as", "csv", "-o", tmp_path / "d.csv", "--with-errors", code=None)
    with (tmp_path / "d.csv").open(encoding="utf-8-sig", newline="") as file:
        exported = list(csv.DictReader(file, delimiter=";"))
    assert [row["hasil_kerja_sumber_anggaran"] for row in exported] == ["APBD 0", "APBD 1", "APBD 0"]


def test_a_form_of_an_offices_own_is_collected_beside_skps(tmp_path):
    blank = issued_by("tim", "skp-tim", tmp_path)
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
    assert "skp-tim: 5 orang = 1 masuk + 3 belum masuk + 1 lowong." in run.out
    head, row = sheet(tmp_path / "m.xlsx", "Data skp-tim")
    assert dict(zip(head, row, strict=True)) == {
        "Unit Kerja": "Bidang Pembinaan Kepegawaian", "Nama": "Melati Kasedu, A.Md.", "NIP": STAF,
        "Jabatan": "Pranata Komputer Terampil", "Pejabat Penilai": "Yosua Manafe, S.Kom.", "Formulir": "skp-tim",
        "NAMA TIM": "Tim Data", "KETUA TIM": "", "Bagian": "KEGIATAN TIM", "No": "1", "URAIAN": "Survei lapangan",
        "LINTAS UNIT": "Ya", "Berkas": blank[STAF].name,
    }  # fmt: skip
    assert len(sheet(tmp_path / "m.xlsx", "Kelengkapan skp-tim")) == 1 + 5
    assert len(sheet(tmp_path / "m.xlsx", "Data")) > 1


@pytest.mark.parametrize("office", ["lebih", "kurang"])
def test_answers_of_the_older_versi_move_into_the_new_one(office, tmp_path):
    write_roster(tmp_path / "roster.xlsx", ROSTER)
    skpxl("generate", tmp_path / "roster.xlsx", "-o", tmp_path / "lama", "--instansi", INSTANSI, "--tahun", 2022)
    (old,) = (tmp_path / "lama").rglob(f"SKP*{STAF}*.xlsx")
    (tmp_path / "isian.json").write_text(json.dumps(ANSWERS[STAF]), encoding="utf-8")
    skpxl("fill", old, tmp_path / "isian.json", "-o", tmp_path / "terisi.xlsx")
    use = ("--templates", templates_of(office))
    run = skpxl(*use, "upgrade", tmp_path / "terisi.xlsx", "-o", tmp_path / "baru.xlsx")
    lost = {"lebih": 0, "kurang": 3}[office]
    assert f"+ {lost} tidak muat" in run.out
    read = skpxl(*use, "read", tmp_path / "baru.xlsx", "--json").json
    assert read["stamp"]["versi"] == "2022.2"
    assert read["skp"]["hasil_kerja"]["utama"][0]["indikator"][0]["target"] == "1 hari"


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
    skp = skp_dari(filled_in("lebih", office_form("lebih", "skp-kuantitatif")))
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
