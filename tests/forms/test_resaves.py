"""What other programs make of a filled workbook when they save it: the answers are identical, the damage is told.

ExcelJS and SheetJS come from npm into a folder of the test run; without node, npm or its registry these tests are
skipped with the reason.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from forms import FORMS, GOOD, KUALITATIF, KUANTITATIF, SIGNING_KEY, make_form, read, save

from skpxl.forms.reading import Reading
from skpxl.model.evaluasi import Evaluasi
from skpxl.receive.interpret import interpret

EXCELJS = """
const book = new (require('exceljs').Workbook)();
book.xlsx.readFile(process.argv[2]).then(() => book.xlsx.writeFile(process.argv[3]));
"""
SHEETJS = """
const xlsx = require('xlsx');
xlsx.writeFile(xlsx.readFile(process.argv[2], {cellStyles: true, bookVBA: true}), process.argv[3]);
"""


@pytest.fixture
def filled(tmp_path: Path) -> Callable[[str], Path]:
    def make(form: str) -> Path:
        path = tmp_path / f"{form}.xlsx"
        return save(make_form(form, GOOD[form], signing_key=SIGNING_KEY), path)

    return make


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """Run a script with ExcelJS and SheetJS at hand: node(script, workbook) -> the new workbook."""
    home = tmp_path_factory.mktemp("node")
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not here")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "exceljs", "xlsx"]
    try:
        got = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not get exceljs and xlsx within two minutes")
    if got.returncode:
        pytest.skip(f"npm did not get exceljs and xlsx: {got.stderr.strip()[-200:]}")

    def run(script: str, path: Path) -> Path:
        (home / "script.js").write_text(script, encoding="utf-8")
        out = home / f"{path.stem}-{len(list(home.iterdir()))}.xlsx"
        subprocess.run(["node", "script.js", path, out], cwd=home, check=True, capture_output=True)
        return out

    return run


def meaning(reading: Reading) -> object:
    """What a workbook says, wherever it lies; a computed predikat is not part of it: some programs drop the value."""
    isi = interpret(replace(reading, file=""))
    return isi.model_copy(update={"predikat": ""}) if isinstance(isi, Evaluasi) else isi


def assert_same(
    form: str, original: Path, saved: Path, codes: list[str], differing: dict[str, str] | None = None
) -> None:
    """The workbook still reads the same, but for the answers in `differing`; what is said of it are these codes."""
    before, after = read(original, SIGNING_KEY, of=form), read(saved, SIGNING_KEY, of=form)
    assert before.findings == ()
    assert (str(after.outcome), [satu.code for satu in after.findings]) == ("kita", codes)
    assert after.form is not None and before.form is not None
    assert dict(after.form.isian) == {**before.form.isian, **(differing or {})}
    if not differing:
        assert meaning(after) == meaning(before)


FIRST = [KUANTITATIF, KUALITATIF]
# What is said of a file by its last ending: of an .xls no names and no properties are read.
TOLD = {"xlsx": [], "ods": ["berkas-dikonversi"], "xls": ["berkas-dikonversi", "cap-rusak", "nama-sel-hilang"]}
# All ways for the first two forms; of the others (saved as .xlsx in test_definitions) the two that lose most.
WAYS = [
    *((form, way) for form in FIRST for way in ("xlsx", "xlsx-xlsx", "ods", "xls", "ods-xlsx", "xls-xlsx")),
    *((form, way) for form in FORMS if form not in FIRST for way in ("ods", "xls-xlsx")),
]


@pytest.mark.parametrize(("form", "way"), WAYS)
def test_libreoffice(form: str, way: str, filled, konversi) -> None:
    endings = way.split("-")
    saved = original = filled(form)
    for ending in endings:
        saved = konversi(saved, ending)
    assert_same(form, original, saved, TOLD[endings[-1]])


@pytest.mark.parametrize("form", FORMS)
def test_openpyxl(form: str, filled, tmp_path: Path) -> None:
    original = filled(form)
    saved = tmp_path / "openpyxl.xlsx"
    openpyxl.load_workbook(original).save(saved)
    assert_same(form, original, saved, [])


@pytest.mark.parametrize("form", FORMS)
def test_openpyxl_without_formulas(form: str, filled, tmp_path: Path) -> None:
    original = filled(form)
    saved = tmp_path / "openpyxl.xlsx"
    openpyxl.load_workbook(original, data_only=True).save(saved)
    assert_same(form, original, saved, [])


@pytest.mark.parametrize(
    ("form", "formula"),
    [
        (KUANTITATIF, "hasil_kerja_tambahan_1_indikator_1_indikator_kinerja_individu"),
        (KUALITATIF, "hasil_kerja_tambahan_1_ukuran_keberhasilan_1"),
    ],
)
def test_pandas(form: str, formula: str, filled, tmp_path: Path) -> None:
    """Every sheet as a table of texts, and back: values only, and a text that begins with `=` becomes a formula."""
    original = filled(form)
    saved = tmp_path / "pandas.xlsx"
    sheets = pd.read_excel(original, sheet_name=None, header=None, dtype=str, keep_default_na=False, engine="openpyxl")
    with pd.ExcelWriter(saved, engine="xlsxwriter") as out:
        for name, table in sheets.items():
            table.to_excel(out, sheet_name=name, header=False, index=False)
    assert_same(form, original, saved, ["cap-rusak", "nama-sel-hilang", "sel-rumus"], {formula: "0"})


@pytest.mark.parametrize("form", FORMS)
def test_exceljs(form: str, filled, node) -> None:
    original = filled(form)
    assert_same(form, original, node(EXCELJS, original), ["cap-rusak"])


@pytest.mark.parametrize("form", FORMS)
def test_sheetjs(form: str, filled, node) -> None:
    original = filled(form)
    assert_same(form, original, node(SHEETJS, original), [])


@pytest.mark.parametrize("form", FIRST)
def test_one_program_after_another(form: str, filled, node, tmp_path: Path) -> None:
    """SheetJS loses the first column of a sheet that ExcelJS has saved: its printed texts, no answers; that is told.

    openpyxl comes last: it writes emoji as `&#128512;`, for which SheetJS reads U+F600.
    """
    original = filled(form)
    third = tmp_path / "third.xlsx"
    openpyxl.load_workbook(node(SHEETJS, node(EXCELJS, original))).save(third)
    assert_same(form, original, third, ["cap-rusak", "tulisan-tercetak-berubah"])
