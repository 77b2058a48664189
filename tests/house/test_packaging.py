"""What setup.cfg says about the package, held against what is there."""

import configparser
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import skpxl

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = ("samples", "workbook_templates")


def setup_cfg() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    return config


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def test_the_packages_listed_are_the_folders_with_an_init_and_the_two_data_folders():
    folders = [file.parent.relative_to(CHECKOUT) for file in (CHECKOUT / "skpxl").rglob("__init__.py")]
    expected = {".".join(folder.parts) for folder in folders} | {f"skpxl.{name}" for name in DATA}
    assert set(lines(setup_cfg()["options"]["packages"])) == expected


def test_every_folder_of_the_package_has_an_init():
    bare = {
        str(file.parent.relative_to(CHECKOUT))
        for file in (CHECKOUT / "skpxl").rglob("*.py")
        if not (file.parent / "__init__.py").exists()
    }
    assert bare == set()


def test_the_data_folders_stand_at_top_level_and_ship_whole():
    config = setup_cfg()
    assert lines(config["options"]["package_dir"]) == [
        "skpxl = skpxl",
        "skpxl.samples = samples",
        "skpxl.workbook_templates = workbook_templates",
    ]
    assert {name: config["options.package_data"][f"skpxl.{name}"] for name in DATA} == dict.fromkeys(DATA, "**/*")
    assert [name for name in DATA if not (CHECKOUT / name).is_dir()] == []
    assert [name for name in DATA if (CHECKOUT / "skpxl" / name).exists()] == []


def test_the_version_stands_in_one_place():
    assert setup_cfg()["metadata"]["version"] == "attr: skpxl.__version__"
    assert skpxl.__version__.count(".") == 2


def test_a_drop_down_that_xlsxwriter_leaves_out_is_an_error_in_tests(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        with pytest.raises(UserWarning):
            sheet.data_validation("A1", {"validate": "list", "source": ["nilai yang panjang sekali"] * 20})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert sheet.data_validation("A1", {"validate": "list", "source": ["nilai yang panjang sekali"] * 20}) == -2


def test_every_requirement_has_a_lowest_version_for_ci_to_try():
    run = subprocess.run(
        [sys.executable, CHECKOUT / ".ci" / "lowest.py", "papers"], capture_output=True, text=True, check=True
    )
    names = [line.partition("==")[0] for line in run.stdout.splitlines()]
    wanted = lines(setup_cfg()["options"]["install_requires"]) + lines(setup_cfg()["options.extras_require"]["papers"])
    assert names == [line.partition(">=")[0] for line in wanted]
