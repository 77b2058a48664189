"""Workbooks that earlier versions issued are still read, to the last answer: they lie in `issued/`, never to be rebuilt."""

from pathlib import Path

import openpyxl
import pytest
from forms import LIBRARY, read

from skpxl.template.source import samples_dir

ISSUED = Path(__file__).parent / "issued"
# What each was filled in with: today's sample of the same person.
TODAY = {
    "skp-kuantitatif-0.1.0": "masuk/baik/SKP_2022_199209012019032904.xlsx",
    "skp-kualitatif-0.1.0": "masuk/baik/SKP_2022_199105012018011905.xlsx",
    "matriks-0.1.0": "masuk/matriks/Matriks_2022_TTK.xlsx",
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
    old, today = read(ISSUED / f"{name}.xlsx"), read(samples_dir() / TODAY[name])
    assert [f.code for f in old.findings] == []
    assert dict(old.form.isian) == dict(today.form.isian) != {}
    assert old.form.terkunci == today.form.terkunci


@pytest.mark.parametrize("name", TODAY)
def test_without_its_names_all_answers_are_still_found(name: str, tmp_path: Path):
    """It has no mark below its last row: nothing is said of that, and its last rows are read as before."""
    old = read(without_names(ISSUED / f"{name}.xlsx", tmp_path))
    assert [f.code for f in old.findings] == ["cap-rusak", "nama-sel-hilang"]
    assert dict(old.form.isian) == dict(read(ISSUED / f"{name}.xlsx").form.isian)


def test_the_library_still_has_their_versions():
    for path in ISSUED.glob("*.xlsx"):
        stamp = read(path).form.stamp
        assert stamp.versi in LIBRARY.versi(stamp.form)
