"""samples/ as a test: good workbooks pass, each defect gives exactly its finding, the matriks is the seed's table."""

import csv
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from samples import buat
from skpxl.cli.main import cli
from skpxl.model.nip import parse_nip

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOOD = sorted((SAMPLES / "jawaban" / "baik").glob("*.json"))
BAD = sorted((SAMPLES / "jawaban" / "cacat").glob("*.json"))
LIST_HEADING = "Produk dan Layanan Tim Kerja Pada Unit Kerja"
# The people of the slides that the samples are made from: they stand nowhere in this repository (in parts, or this
# file would be the first find).
REAL_NAMES = ["Tri" + "hastuti", "Gerg" + "orius"]


def skpxl(*words):
    """Run a command in this process; (exit code, JSON on stdout where there is any)."""
    run = CliRunner().invoke(cli, [*map(str, words)], catch_exceptions=False)
    assert run.exit_code in (0, 1), run.output
    return run.exit_code, json.loads(run.stdout) if run.stdout.startswith("{") else {}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def bare(answers):
    """Answers without what says where they stand or what they are linked to, and without empty keys."""
    if isinstance(answers, dict):
        drop = {"nomor", "id", "diintervensi_id"}
        return {name: bare(part) for name, part in answers.items() if name not in drop and part is not None}
    return [bare(part) for part in answers] if isinstance(answers, list) else answers


def good_workbook(nip):
    (path,) = (SAMPLES / "masuk" / "baik").glob(f"*{nip}*.xlsx")
    return path


@pytest.fixture(scope="module")
def judged():
    """Every sample workbook by itself through `skpxl validate --json`: file name -> (exit code, the file's part)."""
    found = {}
    for path in (SAMPLES / "masuk").rglob("*.xlsx"):
        code, answer = skpxl("validate", path, "--json")
        found[path.name] = (code, *answer["files"])
    return found


@pytest.fixture(scope="module")
def matriks(tmp_path_factory):
    """The merged matrix of the good workbooks: unit name -> rows as in matriks-diharapkan.csv, heading first."""
    path = tmp_path_factory.mktemp("matriks") / "M.xlsx"
    skpxl("merge", SAMPLES / "masuk" / "baik", "-o", path, "--roster", SAMPLES / "roster.xlsx")
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        heads = [number for number, row in enumerate(rows) if row[:3] == ["Nama Pegawai", "Jabatan", LIST_HEADING]]
        if heads:
            title = next(row[0] for row in rows[heads[0] :: -1] if re.match(r"\d+\. ", row[0]))
            unit = title.partition(". ")[2]
            width = max(number for number, text in enumerate(rows[heads[0] + 1], start=1) if text)
            table = [row[:width] for row in rows[heads[0] + 2 :] if row[1]]
            found[unit] = [["unit", "nama", "jabatan", *rows[heads[0] + 1][2:width]], *([unit, *row] for row in table)]
    return found


def expected_matriks():
    found, heading = {}, []
    with (SAMPLES / "matriks-diharapkan.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if row[0] == "unit":
                heading = row
            else:
                found.setdefault(row[0], [heading]).append(row)
    return found


def test_there_is_a_workbook_for_every_set_of_answers_and_none_besides():
    good = {path.name for path in (SAMPLES / "masuk" / "baik").iterdir()}
    assert good == {good_workbook(path.stem).name for path in GOOD}
    assert {path.stem for path in (SAMPLES / "masuk" / "cacat").iterdir()} == {path.stem for path in BAD}


@pytest.mark.parametrize("answers", GOOD, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_good_workbook(answers, judged):
    code, file = judged[good_workbook(answers.stem).name]
    assert (code, [(found["code"], found["key"]) for found in file["findings"]]) == (0, [])


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.stem)
def test_a_defect_gives_exactly_its_findings_at_its_cells(case, judged):
    expected = load(case)["temuan"]
    path = SAMPLES / "masuk" / "cacat" / f"{case.stem}.xlsx"
    code, file = judged[path.name]
    book = openpyxl.load_workbook(path)
    # Where the cell is, says the workbook itself: its defined name is the key.
    places = [book.defined_names[key].attr_text.replace("$", "").replace("'", "") for _, key in expected]
    found = [(f["code"], f["key"], f"{f['sheet']}!{f['cell']}") for f in file["findings"]]
    assert found == [(*pair, place) for pair, place in zip(expected, places, strict=True)]
    assert [f["found"] for f in file["findings"] if f["found"]] == [
        book[f["sheet"]][f["cell"]].value for f in file["findings"] if f["found"]
    ]
    assert code == int(any(f["severity"] == "galat" for f in file["findings"]))


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.stem)
def test_a_defective_workbook_differs_from_a_good_one(case):
    answers = load(case)
    good = load(SAMPLES / "jawaban" / "baik" / f"{answers['dasar']}.json")
    assert (answers["isian"] == good) is ("terkunci" in answers)


@pytest.mark.parametrize("answers", GOOD, ids=lambda path: path.stem)
def test_answers_are_read_back_exactly(answers):
    _, read = skpxl("read", good_workbook(answers.stem), "--json")
    skp, typed = bare(read["skp"]), bare(load(answers))
    assert {part: skp[part] for part in typed} == typed


def test_the_matriks_is_the_expected_one_cell_by_cell(matriks):
    assert matriks == expected_matriks()


def test_rebuilding_gives_the_same_workbooks(tmp_path):
    """Part by part and not byte by byte, because the bytes also hang on the version of zlib."""
    buat.make(tmp_path)
    paths = sorted(path.relative_to(SAMPLES) for path in SAMPLES.rglob("*.xlsx"))
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx")) == paths
    assert [path for path in paths if parts(tmp_path / path) != parts(SAMPLES / path)] == []


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]


def test_everybody_in_the_samples_is_invented():
    written = [path for path in SAMPLES.rglob("*") if path.suffix in {".json", ".csv", ".md", ".py"}]
    texts = [path.read_text(encoding="utf-8") for path in written]
    for path in SAMPLES.rglob("*.xlsx"):
        texts += [content.decode("utf-8", "replace") for _, _, content in parts(path)]
    everything = "\n".join([*texts, *(path.name for path in SAMPLES.rglob("*"))])
    # The letters keep signatures out, which are hexadecimal.
    numbers = set(re.findall(r"(?<![0-9a-f])\d{18}(?![0-9a-f])", everything))
    assert numbers == {person.nip for person in buat.ORGANISASI.pegawai if person.nip}
    assert [number for number in sorted(numbers) if parse_nip(number).galat or parse_nip(number).peringatan] == []
    # So that nobody's real number can be among them: born on the first, sequence number above 900.
    assert [number for number in sorted(numbers) if number[6:8] != "01" or number[15:] <= "900"] == []
    assert [name for name in REAL_NAMES if name.casefold() in everything.casefold()] == []
