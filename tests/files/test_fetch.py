"""`files.fetch`: what a disk refuses is told in our words, by every command, and says nothing of what is in the file."""

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from forms import CHECKOUT, LIBRARY

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.files.fetch import Refused, read_file, refusal_of
from skpxl.files.walk import walk
from skpxl.receive.validate import Measure, validate

SAMPLES = CHECKOUT / "samples"
GOOD = sorted((SAMPLES / "masuk" / "baik").glob("*.xlsx"))
ENGLISH = "The process cannot access the file because it is being used by another process"
LOCKED = "sedang terbuka di program lain, atau Anda tidak berhak atasnya"
CLOUD = "belum terunduh dari penyimpanan awan (OneDrive, Google Drive)"
SILENT = "tempat penyimpanan atau jaringannya tidak menjawab"


def on_windows(winerror, number=errno.EACCES):
    error = OSError(number, ENGLISH)
    error.winerror = winerror
    return error


REFUSALS = [
    (PermissionError(errno.EACCES, ENGLISH), "berkas-tertahan", LOCKED),
    (on_windows(32), "berkas-tertahan", LOCKED),
    (on_windows(33), "berkas-tertahan", LOCKED),
    (on_windows(362, errno.EINVAL), "berkas-tertahan", CLOUD),
    (on_windows(389, errno.EINVAL), "berkas-tertahan", CLOUD),
    (on_windows(64, errno.ENOENT), "berkas-tertahan", SILENT),
    (OSError(errno.EIO, "Input/output error"), "berkas-tertahan", SILENT),
    (TimeoutError(errno.ETIMEDOUT, "Connection timed out"), "berkas-tertahan", SILENT),
    (
        OSError(errno.EINVAL, "Invalid argument"),
        "berkas-tertahan",
        "tidak diberikan oleh tempat penyimpanannya; mungkin belum terunduh",
    ),
    (OSError(errno.EMFILE, "Too many open files"), "berkas-tertahan", "terlalu banyak berkas terbuka sekaligus"),
    (FileNotFoundError(errno.ENOENT, "No such file or directory"), "berkas-hilang", "sudah tidak ada di tempatnya"),
    (on_windows(3, errno.ENOENT), "berkas-hilang", "sudah tidak ada di tempatnya"),
]


@pytest.mark.parametrize(("error", "code", "detail"), REFUSALS)
def test_an_error_of_the_system_is_told_in_our_words(error, code, detail):
    assert refusal_of(error) == (code, detail)


def test_a_placeholder_of_a_cloud_is_told_as_such_whatever_the_error(monkeypatch):
    monkeypatch.setattr(Path, "stat", lambda *_, **__: SimpleNamespace(st_file_attributes=0x400000, st_mode=0o100644))
    assert refusal_of(OSError(errno.EINVAL, "Invalid argument"), Path("SKP.xlsx")) == ("berkas-tertahan", CLOUD)


def refusing(monkeypatch, name, error):
    """Files whose name holds `name` answer with `error`."""
    whole = Path.open

    def open_(self, *args, **more):
        if name in self.name:
            raise error
        return whole(self, *args, **more)

    monkeypatch.setattr(Path, "open", open_)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "masuk"
    folder.mkdir()
    shutil.copy(GOOD[0], folder / "ok.xlsx")
    shutil.copy(GOOD[1], folder / "SKP Kunci.xlsx")
    return folder


@pytest.mark.parametrize(("error", "code", "detail"), [REFUSALS[n] for n in (0, 3, 6, 9)])
def test_what_the_disk_refuses_is_told_and_stops_nothing(inbox, monkeypatch, error, code, detail):
    refusing(monkeypatch, "Kunci", error)
    held, good = validate(walk([inbox]), Measure(LIBRARY))
    assert (good.fate, held.fate, held.reading.outcome) == ("diterima", "tidak terbaca", "belum-terbaca")
    (finding,) = held.findings
    assert (finding.code, finding.severity) == (code, "galat")
    assert finding.message.startswith(f"Berkas ini belum dapat dibaca: {detail}")
    assert "ulang" not in finding.message.partition("lalu jalankan")[0]


def test_a_file_that_vanishes_after_the_walk_is_told(inbox):
    sent = walk([inbox])
    (inbox / "SKP Kunci.xlsx").unlink()
    gone, good = validate(sent, Measure(LIBRARY))
    assert (good.fate, [finding.code for finding in gone.findings]) == ("diterima", ["berkas-hilang"])


@pytest.mark.parametrize(
    "call",
    [
        ["read", "{kunci}", "--json"],
        ["validate", "{masuk}"],
        ["validate", "{masuk}", "--json"],
        ["return", "{masuk}", "-o", "{baru}"],
        ["merge", "{masuk}", "-o", "{baru}/m.xlsx", "--no-pictures"],
        ["merge", "{ok}", "--agreed", "{kunci}", "-o", "{baru}/m.xlsx", "--no-pictures"],
        ["export", "{masuk}", "--as", "csv", "-o", "{baru}/e.csv"],
        ["evaluate", "{masuk}", "-o", "{baru}/e.xlsx"],
        ["adopt", "{kunci}"],
        ["adopt", "{ok}", "--into", "{kunci}", "-o", "{baru}/a.xlsx"],
        ["diff", "{kunci}", "{ok}"],
        ["upgrade", "{kunci}", "-o", "{baru}/u.xlsx"],
        ["fill", "{kunci}", "{json}", "-o", "{baru}/f.xlsx"],
        ["roster", "check", "{kunci}"],
        ["roster", "convert", "{kunci}", "-o", "{baru}/r.xlsx"],
        ["generate", "{kunci}", "-o", "{baru}", "--instansi", "X", "--tahun", "2022"],
        ["papers", "check", "{masuk}", "--use", "mutasi-2023", "--roster", "{roster}"],
        ["merge", "{ok}", "--roster", "{kunci}", "-o", "{baru}/m.xlsx"],
    ],
    ids=lambda call: " ".join(call[:2]).replace("{", "").replace("}", ""),
)  # fmt: skip
def test_every_command_says_what_to_do_and_none_what_the_system_said(call, inbox, tmp_path, monkeypatch):
    answers = tmp_path / "isian.json"
    answers.write_text("{}")
    places = {
        "masuk": inbox, "kunci": inbox / "SKP Kunci.xlsx", "ok": inbox / "ok.xlsx", "json": answers,
        "baru": tmp_path / "baru", "roster": SAMPLES / "roster.xlsx",
    }  # fmt: skip
    refusing(monkeypatch, "Kunci", PermissionError(errno.EACCES, ENGLISH, "x"))
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, [part.format(**places) for part in call])
    said = run.output + (str(run.exception) if run.exception else "")
    assert isinstance(run.exception, SystemExit | SkpxlError | None)
    assert ENGLISH not in said
    assert "rusak" not in said
    assert "Kunci" in said
    assert LOCKED in said
    assert run.exit_code


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "SKP.xlsx")
    with pytest.raises(Refused, match="pipa"):
        read_file(tmp_path / "SKP.xlsx", 10)
