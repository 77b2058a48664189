"""A PostgreSQL of our own on loopback for the tests of the ledger, started once and stopped at the end.

It proves nothing itself.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "putaran"


def binaries() -> Path | None:
    """Where the newest server's programs are; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def lacking() -> str:
    """Why no server can be started here; empty where one can."""
    return "" if binaries() else "PostgreSQL (postgresql) is not installed"


@contextmanager
def server() -> Iterator[str]:
    """A server that listens on 127.0.0.1; gives `host:port`. It refuses to run as root, so it runs as its own user then."""
    programs = binaries()
    assert programs is not None
    # Not one of pytest's folders, which nobody but their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="skpxl-postgres-"))
    data = folder / "data"
    as_user: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(name: str, *words: str) -> None:
        subprocess.run([*as_user, str(programs / name), *words], check=True, capture_output=True, cwd=folder)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("initdb", "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
