"""Every hostile or odd workbook gets its stated outcome and findings, within memory, and none stops a batch."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from forms import CHECKOUT
from hostile import KINDS, base

from skpxl.files.walk import walk
from skpxl.model.fate import FileFate

BYTES = 500_000_000
SHARED = CHECKOUT / "tests" / "shared"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(CHECKOUT), str(SHARED)])}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for kind in KINDS.values():
        (made / f"{kind.name}.xlsx").write_bytes(kind.make())
    return made


def read_all(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    child = [sys.executable, str(SHARED / "hostile" / "child.py"), str(folder)]
    run = subprocess.run(child, capture_output=True, text=True, env=environment())
    assert run.returncode == 0, run.stderr
    *lines, memory = map(json.loads, run.stdout.splitlines())
    return {line["name"]: line for line in lines}, memory


def differing(name: str, found: dict[str, str] | None, original: dict[str, str]) -> object:
    """What was read of the answers, in the words of `Kind.answers`."""
    if found is None:
        return "none"
    changed = {key: found.get(key, "") for key in {*found, *original} if found.get(key, "") != original.get(key, "")}
    if changed and KINDS[name].answers == "fewer" and not any(changed.values()):
        return "fewer"
    return changed or "same"


def test_every_kind_gets_its_outcome_its_codes_and_its_answers_within_memory(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "asli.xlsx").write_bytes(base())
    original = read_all(tmp_path)[0]["asli"]
    assert (original["outcome"], original["codes"]) == ("kita", [])
    lines, memory = read_all(folder)
    expected = {kind.name: (kind.outcome, list(kind.codes), kind.answers) for kind in KINDS.values()}
    found = {}
    for name, line in lines.items():
        answers = differing(name, line["answers"], original["answers"])
        if KINDS[name].answers == "galat" and line["galat"]:
            answers = "galat"
        found[name] = (line["outcome"], line["codes"], answers)
    assert {name: (found.get(name), want) for name, want in expected.items() if found.get(name) != want} == {}
    assert max(memory.values()) < BYTES, memory


def test_a_batch_goes_on_to_the_end_and_its_account_holds(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "skpxl", "validate", str(folder), "--json"],
        capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert (run.returncode, run.stderr.count("Traceback")) == (1, 0), run.stderr
    told = json.loads(run.stdout)
    received = [satu.name for satu in walk([folder])]
    assert [one["file"] for one in told["files"]] == received
    counts = told["counts"]
    assert (sum(counts[nasib] for nasib in FileFate), counts["berkas"]) == (len(received), len(received))
    assert [one["file"] for one in told["files"] if one["status"] != "diterima" and not one["findings"]] == []


def test_the_table_of_kinds_is_as_wide_as_promised_and_made_the_same_twice() -> None:
    assert len(KINDS) >= 80
    assert {kind.outcome for kind in KINDS.values()} >= {
        "kita", "kita-lain", "skp-asing", "asing", "terenkripsi", "ods", "csv", "html", "lain", "rusak", "terlalu-besar",
        "kosong", "belum-terbaca", "tanpa-cap",
    }  # fmt: skip
    quick = [kind for kind in KINDS.values() if kind.outcome != "terlalu-besar"][::6]
    assert [kind.name for kind in quick if kind.make() != kind.make()] == []
