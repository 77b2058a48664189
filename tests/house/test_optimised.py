"""Nothing is done inside an `assert`: with Python's `-O`, which leaves them out, the demo makes the same files."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import tree
from forms import CHECKOUT, read

# A campaign's key is drawn at random, and codes and signatures in every form rest on it: here it is always the same.
SAME_KEY = "import secrets\n\nsecrets.token_hex = lambda nbytes: '5a' * nbytes\n"
OPTIMISED = {"-O": (("-O",), {}), "PYTHONOPTIMIZE": ((), {"PYTHONOPTIMIZE": "1"})}


def python(folder: Path, *words: str, **more: str) -> str:
    """What `python words...` prints in `folder`, in surroundings that do not depend on who runs the tests."""
    folder.mkdir(exist_ok=True)
    start = folder.parent / "start"
    start.mkdir(exist_ok=True)
    (start / "sitecustomize.py").write_text(SAME_KEY, encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    surroundings = {**kept, "PYTHONPATH": os.pathsep.join((str(start), str(CHECKOUT))), "PYTHONHASHSEED": "0", **more}
    surroundings["SOURCE_DATE_EPOCH"] = os.environ["SOURCE_DATE_EPOCH"]  # of what the ledger records
    run = subprocess.run(
        [sys.executable, *words], cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def played(folder: Path, *options: str, **more: str) -> tuple[str, dict[str, bytes]]:
    """What the demo says, and every file that it makes."""
    said = python(folder, *options, "-m", "skpxl", "demo", "contoh", **more)
    files = tree(folder)
    for name in [name for name in files if name.endswith(".sqlite")]:
        # What is in the ledger, not how SQLite has laid it out.
        with closing(sqlite3.connect(folder / name)) as ledger:
            files[name] = "\n".join(sorted(ledger.iterdump())).encode()
    return said, files


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return played(tmp_path_factory.mktemp("biasa") / "main")


@pytest.mark.parametrize(("options", "more"), OPTIMISED.values(), ids=OPTIMISED)
def test_the_demo_makes_the_same_files_with_asserts_left_out(plain, tmp_path, options, more):
    folder = tmp_path / "main"
    assert python(folder, *options, "-c", "print(__debug__)", **more) == "False\n"
    said, files = played(folder, *options, **more)
    assert sorted(files) == sorted(plain[1])
    assert [name for name, data in files.items() if data != plain[1][name]] == []
    assert said == plain[0]


def test_what_the_demo_issues_is_not_empty(plain):
    issued = {
        name: read(data).form
        for name, data in plain[1].items()
        if name.startswith("contoh/formulir/") and "SKP_" in name
    }
    assert len(issued) >= 5
    assert [name for name, form in issued.items() if not form.terkunci["pegawai_nama"]] == []
