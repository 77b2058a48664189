"""What strangers wrote reaches the screen, a log and JSON harmlessly; nothing prints past the one place for it."""

import ast
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from campaigns import skpxl
from forms import CHECKOUT, KUANTITATIF, make_form, save

from skpxl.cli.main import cli
from skpxl.cli.screen import name_commands_in, say, say_json

# Clears the screen; makes a line; goes back; turns letters round; C1 control; line separators; half of a pair.
HOSTILE = "a\x1b[2J\r\n0 galat\b\u202exslx\x9b\u2028\u2066\x7f\udce9\ud800z"
SAID = r"a\x1b[2J\r\n0 galat\x08\u202exslx\x9b\u2028\u2066\x7f\xe9\ud800z"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_a_line_stays_one_line_and_steers_nothing(capsys):
    say(HOSTILE, "dua", err=True)
    say(HOSTILE, label="galat     ", colour="red")
    say("tebal\x1b[0m", bold=True)
    captured = capsys.readouterr()
    assert captured.err == f"{SAID}\ndua\n"
    assert captured.out == f"  galat      {SAID}\ntebal\\x1b[0m\n"  # colours are for a terminal


@pytest.mark.parametrize(
    ("folder", "begin"),
    [(None, "skpxl"), ("putaran", "skpxl -C putaran"), ("SKP 2026\\x", "skpxl -C 'SKP 2026\\x'")],
)
def test_a_command_that_is_named_runs_where_the_campaign_was_named(folder, begin, capsys):
    name_commands_in(folder and Path(folder), ("validate", "send"))
    try:
        say(
            "Periksa dengan `skpxl validate --report`, lalu: skpxl send --really", "skpxl validated; skpxl -C lain send"
        )
        lines = capsys.readouterr().out.splitlines()
    finally:
        name_commands_in(None, ())
    assert lines == [
        f"Periksa dengan `{begin} validate --report`, lalu: {begin} send --really",
        "skpxl validated; skpxl -C lain send",
    ]


def test_json_is_escaped_and_is_the_same_value(capsys):
    content = {"a": [HOSTILE, {"b": HOSTILE}], "c": ["é\t"] * 3, "kosong": []}
    say_json(content)
    out = capsys.readouterr().out
    assert not STEERING.search(out)
    assert json.loads(out) == content


def test_nothing_on_the_command_line_prints_but_the_screen():
    printing = {"echo", "secho", "echo_via_pager", "print", "stdout", "stderr", "Console", "show"}
    found = {
        f"{path.name}: {name}"
        for path in (CHECKOUT / "skpxl" / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
        and (name := node.id if isinstance(node, ast.Name) else node.attr) in printing
    }
    # main sets the streams up, and has click say wrong usage into a text.
    assert {name for name in found if not name.startswith("screen.py")} == {
        "main.py: stdout",
        "main.py: stderr",
        "main.py: show",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="such names are none on Windows")
def test_names_of_files_are_told_harmlessly(tmp_path):
    inbox = tmp_path / "kiriman"
    inbox.mkdir()
    form = save(make_form(KUANTITATIF), tmp_path / "a.xlsx").read_bytes()
    names = ("A\x1b[2Jb.xlsx", "B\n0 galat, 0 peringatan.xlsx", "C\u202exslx.xlsx", "D\x9b1m\x08.xlsx")
    for name in names:
        (inbox / name).write_bytes(form)
    Path(os.fsdecode(os.fsencode(inbox) + b"/E\xe9.xlsx")).write_bytes(b"bukan apa-apa")
    first = inbox / names[0]
    for words in (
        ("validate", inbox), ("validate", inbox, "--json"), ("validate", inbox, "--report", tmp_path / "r.xlsx"),
        ("read", first), ("read", first, "--json"), ("diff", first, inbox / names[1]), ("return", inbox, "-o", tmp_path / "p"),
        ("merge", inbox, "-o", tmp_path / "m.xlsx", "--no-pictures"), ("roster", "check", first), ("adopt", first),
        ("read", "tak\x1b[ada\n0 galat"), ("rules", "x\x1b[2J"), ("read", "a", "b\x1b[2J\n0 galat, 0"), ("x\x1b[2J",),
        ("-C", "k\x1b\n0", "validate"), ("papers", "check", inbox, "--use", "mutasi-2023"),
    ):  # fmt: skip
        run = skpxl(*words, code=None)
        assert not STEERING.search(run.out + run.err), words
        assert "Kesalahan program" not in run.err, (words, run.err)
        assert not [line for line in (run.out + run.err).splitlines() if line.startswith("0 galat, 0 peringatan.")]


def test_a_bug_is_logged_where_nobody_could_lay_a_link(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    treasure = tmp_path / "milik-orang"
    treasure.write_text("milik orang")
    (tmp_path / "skpxl-kesalahan.log").symlink_to(treasure)

    def broken(**_):
        raise RuntimeError(HOSTILE)

    monkeypatch.setattr(cli, "main", broken)
    run = skpxl("apa", code=3)
    (log,) = tmp_path.glob("skpxl-kesalahan-*.log")
    assert run.err == f"Kesalahan program (RuntimeError); rinciannya ada di {log}.\n"
    assert treasure.read_text() == "milik orang"
    if os.name == "posix":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
    text = log.read_text("utf-8")
    assert "RuntimeError: a\\x1b[2J\n0 galat\\x08" in text
    assert not STEERING.search(text)


def test_a_bug_is_told_where_no_log_can_be_made(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/tidak/ada")

    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr(cli, "main", broken)
    assert skpxl("apa", code=3).err == "Kesalahan program (RuntimeError); ulangi dengan --debug untuk rinciannya.\n"


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_the_letters_stops_nothing(encoding):
    import pty

    ours, theirs = pty.openpty()
    run = subprocess.run(
        [sys.executable, "-m", "skpxl", "rules", "berkas-ganda"], stdout=theirs, stderr=theirs, cwd=CHECKOUT,
        env={**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    os.close(theirs)
    said = os.read(ours, 100_000)
    os.close(ours)
    assert run.returncode == 0
    assert b"berkas-ganda (info)" in said or b"berkas-ganda (peringatan)" in said
    assert b"Traceback" not in said
