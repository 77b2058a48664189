"""Workbooks that earlier versions issued are still read, to the last answer: they lie in `issued/`, never to be rebuilt."""

from pathlib import Path

import openpyxl
import pytest
from forms import GOOD, LIBRARY, SIGNING_KEY, make_form, read

from skpxl.template.form import Form
from skpxl.template.source import samples_dir

ISSUED = Path(__file__).parent / "issued"
# What each was filled in with: today's sample of the same person, or the answers of the tests. Those without imprint are the
# last ones that do not say what was printed on them.
TODAY = {
    "skp-kuantitatif-0.1.0": "masuk/baik/SKP_2022_199209012019032904.xlsx",
    "skp-kualitatif-0.1.0": "masuk/baik/SKP_2022_199105012018011905.xlsx",
    "matriks-0.1.0": "masuk/matriks/Matriks_2022_TTK.xlsx",
    "skp-kuantitatif-no-imprint": "masuk/baik/SKP_2022_199209012019032904.xlsx",
    "skp-kualitatif-no-imprint": "masuk/baik/SKP_2022_199105012018011905.xlsx",
    "matriks-no-imprint": "masuk/matriks/Matriks_2022_TTK.xlsx",
    "evaluasi-kuantitatif-no-imprint": "evaluasi-kuantitatif",
    "integrasi-2021-no-imprint": "integrasi-2021",
    "skp-jpt-kualitatif-no-imprint": "skp-jpt-kualitatif",
}


def of_today(name: str) -> Form:
    if name in GOOD:
        return make_form(name, GOOD[name], signing_key=SIGNING_KEY)
    form = read(samples_dir() / name).form
    assert form is not None
    return form


# What the plan of the made-up unit said when the workbook was kept.
REWORDED = {
    "evaluasi-kuantitatif-no-imprint": {"hasil_kerja_tambahan_1_indikator_1_indikator_kinerja_individu": "=Anggaran"}
}


def without_names(path: Path, folder: Path) -> Path:
    book = openpyxl.load_workbook(path)
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.save(folder / path.name)
    return folder / path.name


def test_every_kept_workbook_is_read_here():
    assert {path.stem for path in ISSUED.glob("*.xlsx")} == set(TODAY)


@pytest.mark.parametrize("name", TODAY)
def test_it_reads_as_todays_and_nothing_is_to_be_said(name: str):
    old, today = read(ISSUED / f"{name}.xlsx", SIGNING_KEY if TODAY[name] in GOOD else None), of_today(TODAY[name])
    assert [f.code for f in old.findings] == []
    assert dict(old.form.isian) == dict(today.isian) != {}
    assert old.form.terkunci == today.terkunci | REWORDED.get(name, {})


@pytest.mark.parametrize("name", TODAY)
def test_without_its_names_all_answers_are_still_found(name: str, tmp_path: Path):
    """It has no mark below its last row: nothing is said of that, and its last rows are read as before."""
    old = read(without_names(ISSUED / f"{name}.xlsx", tmp_path), SIGNING_KEY if TODAY[name] in GOOD else None)
    assert [f.code for f in old.findings] == ["cap-rusak", "nama-sel-hilang"]
    assert dict(old.form.isian) == dict(read(ISSUED / f"{name}.xlsx").form.isian)


def test_the_library_still_has_their_versions():
    for path in ISSUED.glob("*.xlsx"):
        stamp = read(path).form.stamp
        assert stamp.versi in LIBRARY.versi(stamp.form)
