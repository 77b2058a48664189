"""How an office writes, as an admin may change it: his own abbreviations count, a fault names file and key."""

import shutil
from pathlib import Path

import pytest

from skpxl.errors import SkpxlError
from skpxl.issue.preview import check_templates
from skpxl.template.library import Library
from skpxl.template.source import shipped_templates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_templates(), tmp_path / "templat"))


def edited(folder: Path, old: str, new: str) -> Library:
    file = folder / "daftar" / "singkatan.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Library(folder)


def test_an_abbreviation_of_the_office_counts_as_its_words(folder):
    pair = ("Terbayarnya honor TKD", "Terbayarnya honor tenaga kontrak daerah")
    assert not Library(folder).sense.same(*pair)
    assert edited(folder, "[singkatan]\n", '[singkatan]\ntkd = "tenaga kontrak daerah"\n').sense.same(*pair)


def test_opposites_of_the_office_count(folder):
    pair = ("Terlaksananya pembinaan PAUD", "Terlaksananya pembinaan PAUDD")
    assert not Library(folder).sense.same(*pair)
    sense = edited(folder, "beda = [\n", 'beda = [\n  ["pengasuhan", "pengasahan"],\n').sense
    assert sense.likeness("Terlaksananya pengasuhan anak", "Terlaksananya pengasahan anak") < 60


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[nomor]\n", "[nomr]\n", "nomr"),
        ('yg = "yang"', "yg = 3", "singkatan.yg"),
        ('yg = "yang"', 'yg = ""', "singkatan.yg"),
        ("[kata]\n", "[kata]\nseru = []\n", "kata.seru"),
    ],
)
def test_a_fault_names_the_file_and_the_key(folder, old, new, told):
    library = edited(folder, old, new)
    with pytest.raises(SkpxlError) as error:
        _ = library.sense
    assert "singkatan.toml" in str(error.value)
    assert told in str(error.value)
    assert any("singkatan.toml" in fault for fault in check_templates(library)[1])


def test_a_folder_that_is_older_takes_the_shipped_one(folder):
    (folder / "daftar" / "singkatan.toml").unlink()
    assert Library(folder).sense.same("Data yg akurat", "Data yang akurat")
