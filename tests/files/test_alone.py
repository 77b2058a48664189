"""One command at a time on one place: the second is told so, nothing stays behind, and who was killed stops nobody."""

import os
import signal
import subprocess
import sys

import pytest

from skpxl.errors import SkpxlError
from skpxl.files.alone import alone

HOLDING = """
import sys; from pathlib import Path; from skpxl.files.alone import alone
with alone(Path(sys.argv[1])):
    print("works", flush=True); sys.stdin.read()
"""


def test_a_second_one_is_told_and_another_place_is_free(tmp_path):
    with alone(tmp_path), alone(tmp_path / "lain.xlsx"), pytest.raises(SkpxlError) as raised, alone(tmp_path):
        pass
    assert (
        str(raised.value) == f"Perintah skpxl lain sedang mengerjakan {tmp_path}; tunggu sampai selesai, lalu ulangi."
    )
    with alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_was_killed_holds_nothing(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"works\n"
    with pytest.raises(SkpxlError), alone(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert len(list(tmp_path.iterdir())) == 1
    with alone(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_where_no_lock_can_be_had_work_goes_on(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "read only")

    monkeypatch.setattr(os, "open", refuse)
    with alone(tmp_path), alone(tmp_path):
        pass
