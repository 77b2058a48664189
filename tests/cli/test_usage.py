"""Wrong usage, in whichever version of click there is: one sentence with what was meant, exit code 2, no help and no trace."""

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from skpxl.cli.language import in_indonesian, speak_indonesian
from skpxl.cli.main import cli


@pytest.fixture(scope="module", autouse=True)
def indonesian() -> None:
    speak_indonesian()
    in_indonesian(cli)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["validte"], "Salah pakai: Perintah “validte” tidak ada. Maksudnya: validate?"),
        (["Merge"], "Salah pakai: Perintah “Merge” tidak ada. Maksudnya: merge?"),
        (["roster", "chek"], "Salah pakai: Perintah “chek” tidak ada. Maksudnya: check?"),
        (["papers", "packs"], "Salah pakai: Perintah “packs” tidak ada. Maksudnya: pack?"),
        (["zzzz"], "Salah pakai: Perintah “zzzz” tidak ada."),
        (["merge", "--agred", "x"], "Salah pakai: Pilihan --agred tidak ada. Maksudnya --agreed?"),
        (
            ["merge", "--levl", "1"],
            "Salah pakai: Pilihan --levl tidak ada. (Maksudnya salah satu dari: --help, --level?)",
        ),
        (["--versio"], "Salah pakai: Pilihan --versio tidak ada. Maksudnya --version?"),
        (["--zzzz"], "Salah pakai: Pilihan --zzzz tidak ada."),
        (["validate", "--report"], "Salah pakai: Pilihan --report memerlukan nilai."),
        (["validate", "--json=x"], "Salah pakai: Pilihan --json tidak memakai nilai."),
        (
            ["generate", "--columns", "prodk"],
            "Salah pakai: Nilai untuk --columns tidak dapat dipakai: prodk bukan salah satu dari produk, hasil, indikator.",
        ),
        (
            ["generate", "--tahun", "20"],
            "Salah pakai: Nilai untuk --tahun tidak dapat dipakai: “20” bukan tahun dari 2000 sampai 2100; "
            "tulis misalnya 2026.",
        ),
        (["read"], "Salah pakai: Belum disebut argumen FORMULIR."),
    ],
)
def test_what_is_mistyped_is_answered_with_what_was_meant(typed: list[str], told: str) -> None:
    """Versions of click differ in their quotation marks."""
    run = CliRunner().invoke(cli, typed, prog_name="skpxl")
    assert (run.exit_code, run.output.splitlines()[-1].replace("'", "")) == (2, told)


@pytest.mark.parametrize(
    ("typed", "code", "last"),
    [
        (["validte"], 2, "Salah pakai: Perintah “validte” tidak ada. Maksudnya: validate?"),
        (["--versio"], 2, "Salah pakai: Pilihan --versio tidak ada. Maksudnya --version?"),
        ([], 2, "  Mulai di sini:  skpxl demo contoh  —  lalu  skpxl new skp-2026"),
    ],
)
def test_as_a_program_it_ends_as_promised(typed: list[str], code: int, last: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "skpxl", *typed], capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"}
    )
    assert (run.returncode, run.stdout) == (code, "")
    assert run.stderr.splitlines()[-1].replace("'", "") == last
    assert click.__name__ not in run.stderr
