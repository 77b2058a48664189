"""`import skpxl` costs nothing, and a type checker sees every name that it offers."""

import json
import subprocess
import sys

import pytest
from forms import CHECKOUT

import skpxl

HEAVY = {"numpy", "openpyxl", "pandas", "pyarrow", "pydantic", "python_calamine", "rapidfuzz", "xlsxwriter"}


def loaded(code: str) -> set[str]:
    """The modules that are loaded once `code` has run."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def test_importing_it_loads_nothing_but_itself():
    before, after = loaded("import importlib, typing"), loaded("import skpxl; dir(skpxl); skpxl.__version__")
    assert {name for name in after - before if not name.startswith("skpxl")} == set()
    assert {name for name in after if name.startswith("skpxl")} == {"skpxl"}


def test_pandas_is_loaded_by_the_first_frame_and_not_before():
    code = "import skpxl; checked = skpxl.validate('samples/masuk/baik', roster='samples/roster.xlsx'); checked.merge()"
    assert loaded(f"{code}; len(checked.results)") & HEAVY >= {"pydantic", "rapidfuzz"}
    assert loaded(f"{code}; len(checked.results)") & {"pandas", "numpy", "pyarrow", "openpyxl"} == set()
    assert "pandas" in loaded(f"{code}; checked.files.to_frame()")


@pytest.mark.parametrize("name", skpxl.__all__)
def test_every_name_is_there_and_listed(name):
    assert getattr(skpxl, name).__name__ == name
    assert name in dir(skpxl)


def test_a_name_that_is_none_is_told_as_python_tells_it():
    with pytest.raises(AttributeError, match="module 'skpxl' has no attribute 'opne'"):
        skpxl.opne  # noqa: B018


SCRIPT = """
from pathlib import Path

import skpxl
from skpxl.findings import Finding
from skpxl.model.skp import Skp


def names(folder: Path) -> list[str]:
    inbox: skpxl.Inbox = skpxl.open(folder, roster=folder / "roster.xlsx", tahun=2022)
    checked: skpxl.Checked = inbox.validate(progress=lambda done, total: print(done, total))
    first: skpxl.File = checked.files[0]
    skp: Skp | None = first.skp
    findings: list[Finding] = [finding for finding in checked.findings if finding.severity == "galat"]
    matrix: skpxl.Matrix = checked.merge(units=["BPP"])
    matrix.save("m.xlsx", force=True)
    frame = matrix.coverage.to_frame()
    print(len(findings), frame.columns, skp.nip if skp else "", checked.counts["berkas"])
    try:
        skpxl.merge([folder, "b.zip"], campaign="kampanye").people.to_frame()
    except skpxl.SkpxlError as error:
        print(error)
    return [person.pegawai.nama for person in checked.people if not person.arrived]
"""
WRONG = """
import skpxl

checked: int = skpxl.validate("masuk")
skpxl.open("masuk", rooster="roster.xlsx")
skpxl.opne("masuk")
name: int = skpxl.read("a.xlsx").name
"""


def mypy(tmp_path, script):
    """What `mypy --strict` says of a script that somebody writes elsewhere: (exit code, a line each)."""
    (tmp_path / "skrip.py").write_text(script, encoding="utf-8")
    words = ["--strict", "--no-error-summary", "--hide-error-context", f"--cache-dir={tmp_path / 'cache'}", "skrip.py"]
    ways = {"MYPYPATH": str(CHECKOUT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--follow-imports=silent", *words],
        cwd=tmp_path, env=ways, capture_output=True, text=True,
    )  # fmt: skip
    return run.returncode, run.stdout.splitlines() + run.stderr.splitlines()


def test_a_script_that_uses_it_passes_mypy_strict(tmp_path):
    assert mypy(tmp_path, SCRIPT) == (0, [])


def test_and_one_that_uses_it_wrongly_does_not(tmp_path):
    code, said = mypy(tmp_path, WRONG)
    lines = [line.split(": error: ")[0] for line in said if ": error: " in line]
    assert (code, lines) == (1, [f"skrip.py:{number}" for number in (4, 5, 6, 7)])
