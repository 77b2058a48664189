"""Who works at this machine, as the ledger names who did something. It proves nothing."""

import getpass
import os
import socket

NAME_VARIABLE = "SKPXL_PETUGAS"


def operator() -> str:
    """The name in `SKPXL_PETUGAS`, else login and machine."""
    if name := " ".join(os.environ.get(NAME_VARIABLE, "").split()):
        return name[:120]
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        login = "petugas"
    return f"{login}@{socket.gethostname()}"
