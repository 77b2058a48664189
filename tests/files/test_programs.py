"""A program is taken from where the machine keeps them, never from the folder that somebody works in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from forms import CHECKOUT

from skpxl.errors import SkpxlError
from skpxl.files import programs
from skpxl.files.programs import find_program, windows_program
from skpxl.papers import to_pdf

posix = pytest.mark.skipif(os.name != "posix", reason="programs are made as here")


def program(folder: Path, name: str = "soffice") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@posix
@pytest.mark.parametrize(
    "path", ["", ".", ":", "./", "sub", "sub:", "{here}", "{here}/", "{here}/../{name}", '"{here}"']
)
def test_the_working_folder_is_never_looked_into(tmp_path, monkeypatch, path):
    here = tmp_path / "kiriman"
    program(here)
    program(here, "libreoffice")
    program(here / "sub")
    real = program(tmp_path / "bin")
    monkeypatch.chdir(here)
    path = path.format(here=here, name=here.name)
    assert find_program("soffice", {"PATH": path}) is None
    assert find_program("./soffice", {"PATH": path}) is None
    assert find_program("soffice", {"PATH": f"{path}:{real.parent}"}) == real
    monkeypatch.setattr(to_pdf, "_installed", lambda env: iter([Path("soffice")]))
    for environment in ({"PATH": path}, {"PATH": path, "SOFFICE": "soffice"}, {"PATH": path, "SOFFICE": "./soffice"}):
        with pytest.raises(SkpxlError):
            to_pdf.find_soffice(environment)
    assert to_pdf.find_soffice({"PATH": path, "SOFFICE": str(here / "soffice")}) == here / "soffice"  # somebody said so


@posix
def test_what_cannot_be_started_is_no_program(tmp_path):
    program(tmp_path / "a").chmod(0o644)
    (tmp_path / "b" / "soffice").mkdir(parents=True)
    real = program(tmp_path / "c")
    path = os.pathsep.join(str(tmp_path / name) for name in "abc")
    assert find_program("soffice", {"PATH": path}) == real
    assert find_program("soffice", {}) is None


def test_programs_of_windows_are_those_of_its_folder():
    assert str(windows_program("taskkill.exe", {"SystemRoot": "/Windows"})) == str(
        Path("/Windows", "System32", "taskkill.exe")
    )
    for root in ("", ".", "Windows"):
        assert str(windows_program("taskkill.exe", {"SystemRoot": root})).startswith("C:\\Windows")


def test_windows_starts_only_programs(tmp_path, monkeypatch):
    monkeypatch.setattr(programs.sys, "platform", "win32")
    for name in ("soffice.bat", "soffice"):
        program(tmp_path / "bin", name)
    assert find_program("soffice", {"PATH": str(tmp_path / "bin")}) is None
    real = program(tmp_path / "bin", "soffice.com")
    assert find_program("soffice", {"PATH": str(tmp_path / "bin")}) == real


def test_no_module_is_taken_from_the_working_folder(tmp_path):
    for name in ("click", "rich", "tomllib", "pydantic", "skpxl_click"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('dari folder kerja')")
    run = subprocess.run(
        [sys.executable, "-m", "skpxl", "rules", "berkas-ganda"], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")


def test_nothing_else_looks_for_programs():
    words = ("shutil.which", "os.startfile", "webbrowser", "shell=True", "os.system", '"taskkill')
    found = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "skpxl").rglob("*.py")
        if any(word in path.read_text("utf-8") for word in words)
    }
    assert found - {"skpxl/papers/to_pdf.py"} == set()
