"""A process of our own that works on a file under limits of time, memory and size. What it does there is not known here.

The file goes in by a pipe, the answer comes back by another. Whatever happens to a child, an abort inside a native library
included, ends here as a `Unreadable`, or as a SkpxlError where a library is at fault and no file is.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import skpxl
from skpxl.errors import SkpxlError
from skpxl.xlsx.libraries import PUSTAKA
from skpxl.xlsx.verdict import Unreadable
from skpxl.xlsx.windows_job import OVER_QUOTA


@dataclass(frozen=True, slots=True)
class Batas:
    """What one file may take: seconds of computing and bytes of memory (where the system can limit them), bytes and cells
    that come back. `seconds`, by the clock, only ends what hangs: how long a file takes depends on what else is running.
    """

    seconds: float = 120.0
    cpu: float = 60.0
    memory: int = 450_000_000
    output: int = 40_000_000
    cells: int = 200_000


# How a process ends that asked for more than it may have: a library aborts where memory is refused (on Windows with a
# code of its own), the system stops one that computes for too long.
_EXHAUSTED = {
    -signal.SIGABRT: "membacanya menghabiskan memori yang tersedia",
    0xC0000409: "membacanya menghabiskan memori yang tersedia",
    -int(getattr(signal, "SIGXCPU", 24)): "membacanya menghabiskan waktu hitung yang tersedia",
    OVER_QUOTA: "membacanya menghabiskan waktu hitung yang tersedia",
}


def child_of(module: str) -> tuple[str, ...]:
    """The command that runs a module of ours in a process of its own."""
    return (sys.executable, "-P", "-m", module)


def unfinished() -> Unreadable:
    """The verdict where a child ended without an answer, which says nothing of the file."""
    return Unreadable("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")


def ask_apart(program: tuple[str, ...], arguments: tuple[str, ...], data: bytes, limits: Batas) -> bytes:
    """What a child made of `data`, given on its stdin; the child is one of `xlsx/child_frame.py`.

    Raises `Unreadable`: its verdict on the file, `berkas-terlalu-besar` where it took more than it may have,
    `berkas-belum-selesai` where it ended without an answer; SkpxlError where a library is at fault.
    """
    told, _, given = run_apart(program, arguments, data, limits).partition(b"\n")
    try:
        refused = json.loads(told)
    except ValueError as broken:
        raise unfinished() from broken
    match refused:
        case None if given:
            return given
        case [str(code), str(detail)]:
            raise SkpxlError(detail) if code == PUSTAKA else Unreadable(code, detail)
    raise unfinished()


def run_apart(program: tuple[str, ...], arguments: tuple[str, ...], data: bytes, limits: Batas) -> bytes:
    """What a child process answers to `data` on its stdin. Raises `Unreadable` where it took more than it may have."""
    process = subprocess.Popen(
        (*program, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
    )
    input_pipe, output = process.stdin, process.stdout
    if input_pipe is None or output is None:
        raise RuntimeError("a child process without pipes")
    overdue = threading.Event()

    def stop() -> None:
        overdue.set()
        process.kill()

    timer = threading.Timer(limits.seconds, stop)
    feeder = threading.Thread(target=_feed, args=(input_pipe, data), daemon=True)
    timer.start()
    feeder.start()
    try:
        answer = output.read(limits.output + 1)
        overfull = len(answer) > limits.output
        if overfull:
            process.kill()
    except BaseException:  # somebody has stopped us: nobody waits for the child
        process.kill()
        raise
    finally:
        process.wait()
        timer.cancel()
        feeder.join()
        output.close()
    if overdue.is_set():
        raise Unreadable("berkas-belum-selesai", f"sesudah {limits.seconds:g} detik pembacaannya dihentikan")
    if overfull:
        raise Unreadable("berkas-terlalu-besar", f"isinya lebih dari {limits.output // 1_000_000} MB")
    if process.returncode in _EXHAUSTED:
        raise Unreadable("berkas-terlalu-besar", _EXHAUSTED[process.returncode])
    return answer


def _surroundings() -> dict[str, str]:
    """The environment of the child, in which it finds this very skpxl, also a checkout that is not installed."""
    home = Path(skpxl.__file__).parents[1]
    if home.name in ("site-packages", "dist-packages"):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(home), os.environ.get("PYTHONPATH")]))}


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # the child may be gone before it has read all
        pipe.write(data)
    with contextlib.suppress(OSError):
        pipe.close()
