"""A library that is too old or missing is the operator's trouble, told in one sentence, and never a verdict on a file."""

import importlib.metadata
import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from skpxl.errors import SkpxlError
from skpxl.xlsx.libraries import OPENPYXL_AT_LEAST, library

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_least_openpyxl_is_that_of_the_settings_of_the_package():
    settings = ConfigParser()
    settings.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    (bound,) = re.findall(r"^openpyxl>=(\S+)$", settings["options"]["install_requires"], re.MULTILINE)
    assert bound == OPENPYXL_AT_LEAST


@pytest.mark.parametrize("version", ["3.1.2", "3.0.10", "2.6"])
def test_an_older_one_is_told_with_its_version_and_what_to_do(version, monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda package: version)
    with pytest.raises(SkpxlError) as told:
        library("openpyxl", "openpyxl", at_least=OPENPYXL_AT_LEAST)
    assert str(told.value) == (
        f"Pustaka openpyxl tidak terpasang atau terlalu lama ({version}, diperlukan {OPENPYXL_AT_LEAST}); jalankan "
        "`python -m pip install --upgrade openpyxl`, lalu ulangi. Berkasnya sendiri belum dilihat."
    )


@pytest.mark.parametrize("version", [OPENPYXL_AT_LEAST, "3.1.10", "3.2", "4.0.0b1"])
def test_that_one_and_newer_ones_are_taken(version, monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda package: version)
    assert library("openpyxl", "openpyxl", at_least=OPENPYXL_AT_LEAST).__name__ == "openpyxl"


def test_a_name_that_is_not_there_is_told_too():
    with pytest.raises(SkpxlError, match=r"terlalu lama .*tidak_ada"):
        library("openpyxl", "openpyxl", "tidak_ada")
