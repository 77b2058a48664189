"""Which command is sending at present, told by a lock that ends with it however it ends. It sends nothing.

A letter that is in flight bears who took it; where that command is no more, nobody will ever settle the letter.
"""

import contextlib
import hashlib
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

from skpxl.dispatch.outbox import WritingDesk
from skpxl.errors import SkpxlError
from skpxl.files.alone import alone


@contextlib.contextmanager
def am_sending(desk: WritingDesk) -> Iterator[str]:
    """Gives the name under which this command takes letters; while it lives, nobody takes it for dead."""
    token = secrets.token_hex(6)
    with alone(_place(desk, token)):
        yield f"{_machine()}:{os.getpid()}:{_folder(desk)}:{token}"


def is_over(desk: WritingDesk, claimed_by: str) -> bool:
    """True where the command of that name has ended; False where it lives, or nobody can know from here."""
    machine, _, rest = claimed_by.partition(":")
    pid, folder, token = (*rest.split(":"), "", "", "")[:3]
    if machine != _machine() or not pid.isdecimal():
        return False
    if folder != _folder(desk):  # a copy of this round on the same machine: its lock lies there
        return os.name == "posix" and not _runs(int(pid))
    try:
        with alone(_place(desk, token)):
            return True
    except SkpxlError:
        return False


def _place(desk: WritingDesk, token: str) -> Path:
    return desk.folder / f"pengirim-{token}"


def _machine() -> str:
    return socket.gethostname().replace(":", "-")[:30]


def _folder(desk: WritingDesk) -> str:
    return hashlib.sha256(os.fsencode(desk.campaign.root.resolve())).hexdigest()[:8]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
