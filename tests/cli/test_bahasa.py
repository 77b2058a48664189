"""The command line speaks Indonesian, click's own words included."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[2] / "skpxl" / "cli" / "locale" / "id" / "LC_MESSAGES"


def skpxl(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "skpxl", *words], capture_output=True, text=True, encoding="utf-8")


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    # The header holds the hour of compiling; all else must be equal.
    dari_teks = BytesIO()
    with (FOLDER / "skpxl.po").open("rb") as po:
        katalog = read_po(po, locale="id")
    write_mo(dari_teks, katalog)
    dari_teks.seek(0)
    with (FOLDER / "skpxl.mo").open("rb") as mo:
        assert messages(mo) == messages(dari_teks)


def messages(mo: BinaryIO) -> dict[str, str]:
    """The messages of a compiled catalogue without its header."""
    katalog = read_mo(mo)
    return {repr(satu.id): repr(satu.string) for satu in katalog if satu.id}


def test_help_is_indonesian() -> None:
    hasil = skpxl("validate", "--help")
    assert hasil.returncode == 0
    baris = hasil.stdout.splitlines()
    assert baris[0] == "Pemakaian: skpxl validate [PILIHAN] [BERKAS]..."
    assert "Pilihan:" in baris
    assert baris[-1].strip() == "Contoh:  skpxl validate masuk --report laporan.xlsx"


def test_a_wrong_option_is_answered_in_indonesian_with_exit_code_2() -> None:
    hasil = skpxl("validate", "--raport", "x.xlsx")
    assert (hasil.returncode, hasil.stdout) == (2, "")
    assert hasil.stderr.splitlines()[-1].startswith("Salah pakai: Pilihan '--raport' tidak ada.")
