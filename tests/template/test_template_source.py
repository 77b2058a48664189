"""Where `skpxl.template.source` finds the data folders, and what it says where there are none."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skpxl.errors import SkpxlError
from skpxl.template.source import samples_dir, templates_dir

CHECKOUT = Path(__file__).resolve().parents[2]
ASK = "from skpxl.template.source import samples_dir, templates_dir; print(templates_dir(), samples_dir(), sep='\\n')"


def ask(folder: Path) -> list[str]:
    """What a Python that finds skpxl in `folder` and nowhere else answers; the last line of an error otherwise."""
    env = {"PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", ASK], cwd=folder, capture_output=True, text=True, env=env)
    return run.stdout.splitlines() or run.stderr.splitlines()[-1:]


def copy_package(folder: Path) -> Path:
    """The two modules that matter, alone in `folder`."""
    package = folder / "skpxl"
    for part in ("errors.py", "template/source.py"):
        (package / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / "skpxl" / part, package / part)
    (package / "__init__.py").touch()
    (package / "template" / "__init__.py").touch()
    return package


def test_this_checkout_or_editable_install_finds_the_folders_beside_the_package():
    assert templates_dir() == CHECKOUT / "workbook_templates"
    assert samples_dir() == CHECKOUT / "samples"


def test_a_wheel_finds_the_folders_inside_the_package_before_those_beside_it(tmp_path):
    package = copy_package(tmp_path)
    for name in ("workbook_templates", "samples"):
        (package / name).mkdir()
        (tmp_path / name).mkdir()
    assert ask(tmp_path) == [str(package / "workbook_templates"), str(package / "samples")]


def test_without_any_folder_one_sentence_says_where_it_looked(tmp_path):
    package = copy_package(tmp_path)
    assert ask(tmp_path) == [
        f"skpxl.errors.SkpxlError: Folder workbook_templates tidak ditemukan di {package / 'workbook_templates'} dan "
        f"{tmp_path / 'workbook_templates'}; tunjuk foldernya dengan --templates atau variabel SKPXL_TEMPLATES, "
        "atau pasang ulang skpxl."
    ]


def test_the_option_goes_before_the_variable_and_the_variable_before_the_package(tmp_path, monkeypatch):
    option, variable = tmp_path / "option", tmp_path / "variable"
    option.mkdir()
    variable.mkdir()
    monkeypatch.setenv("SKPXL_TEMPLATES", str(variable))
    assert templates_dir() == variable
    assert templates_dir(option) == option


def test_a_wish_that_is_no_folder_is_refused_and_not_passed_over(tmp_path, monkeypatch):
    missing = tmp_path / "salah-ketik"
    with pytest.raises(SkpxlError) as option:
        templates_dir(missing)
    assert str(option.value) == f"Folder templat dari --templates tidak ada: {missing}; periksa penulisannya."
    monkeypatch.setenv("SKPXL_TEMPLATES", str(missing))
    with pytest.raises(SkpxlError) as variable:
        templates_dir()
    assert str(variable.value) == f"Folder templat dari SKPXL_TEMPLATES tidak ada: {missing}; periksa penulisannya."
