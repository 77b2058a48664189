"""Work on a workbook in a process of its own, under limits of time, memory and size. What is read is not judged here.

The child that reads is `python -m skpxl.xlsx.child`; the file goes in by a pipe, its cells come back as JSON. Whatever
happens to a child, an abort inside a native library included, ends here as a `TakTerbaca`.
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
from typing import IO, Any

import skpxl
from skpxl.xlsx.child import CALAMINE, XLSX
from skpxl.xlsx.grid import Buku, Cell, Grid, SheetInfo
from skpxl.xlsx.marks import Mark
from skpxl.xlsx.package import TakTerbaca

__all__ = ["BATAS", "CALAMINE", "XLSX", "Batas", "read_apart", "run_apart", "unfinished"]


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


BATAS = Batas()
# How a process ends that asked for more than it may have: a library aborts where memory is refused (on Windows with a
# code of its own), the system stops one that computes for too long.
_EXHAUSTED = {
    -signal.SIGABRT: "membacanya menghabiskan memori yang tersedia",
    0xC0000409: "membacanya menghabiskan memori yang tersedia",
    -int(getattr(signal, "SIGXCPU", 24)): "membacanya menghabiskan waktu hitung yang tersedia",
}


class BukuTerpisah(Buku):
    """A workbook as it came back from the child: the same face as `Buku`, all cells already there."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.sheets = [SheetInfo(entry["nama"], entry["state"], "") for entry in answer["lembar"]]
        self.defined_names = answer["nama"]
        self.scoped_names = {
            name: [(sheet, ref) for sheet, ref in places] for name, places in answer.get("nama_lembar", {}).items()
        }
        self.date1904 = answer["date1904"]
        self.leads_outside = tuple(answer.get("luar", ()))
        self._properties = answer["sifat"]
        self._marks = tuple(Mark(*mark) for mark in answer.get("tanda", ()))
        self._grids = {}
        self._faults: dict[str, TakTerbaca] = {}
        for entry in answer["lembar"]:
            if entry["salah"]:
                self._faults[entry["nama"]] = TakTerbaca(*entry["salah"])
            else:
                cells = (Cell(*fields) for fields in entry["sel"])
                merges = [(a, b, c, d) for a, b, c, d in entry["gabungan"]]
                hidden = (frozenset(numbers) for numbers in entry.get("tersembunyi", ()))
                self._grids[entry["nama"]] = Grid(entry["nama"], {(c.row, c.col): c for c in cells}, merges, *hidden)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Comments and text boxes, as the child found them."""
        return self._marks

    @property
    def saved_by(self) -> str:
        """The child does not tell it."""
        return ""

    def sheet(self, name: str) -> Grid:
        """The cells of one sheet. Raises KeyError where there is no such sheet, `TakTerbaca` where it was not read."""
        info = self.find(name)
        if info is not None and info.name in self._faults:
            raise self._faults[info.name]
        return super().sheet(name)


def read_apart(data: bytes, reader: str, limits: Batas = BATAS, program: tuple[str, ...] = ()) -> Buku:
    """Read the bytes of a workbook in a child process; `reader` is `CALAMINE` or `XLSX`.

    Raises `TakTerbaca`: what the child found, `berkas-terlalu-besar` where it took more than it may have, and
    `berkas-belum-selesai` where it ended without an answer, which says nothing of the file. `program` replaces the child
    (tests).
    """
    arguments = (reader, str(limits.cpu), str(limits.memory), str(limits.cells))
    answer = run_apart(program or child_of("skpxl.xlsx.child"), arguments, data, limits)
    try:
        content = json.loads(answer)
    except ValueError as fault:
        raise unfinished() from fault
    if "putusan" in content:
        raise TakTerbaca(*content["putusan"])
    return BukuTerpisah(content)


def child_of(module: str) -> tuple[str, ...]:
    """The command that runs a module of ours in a process of its own."""
    return (sys.executable, "-P", "-m", module)


def unfinished() -> TakTerbaca:
    """The verdict where a child ended without an answer, which says nothing of the file."""
    return TakTerbaca("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")


def run_apart(program: tuple[str, ...], arguments: tuple[str, ...], data: bytes, limits: Batas) -> bytes:
    """What a child process answers to `data` on its stdin. Raises `TakTerbaca` where it took more than it may have."""
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
    finally:
        overfull = len(answer) > limits.output
        if overfull:
            process.kill()
        process.wait()
        timer.cancel()
        feeder.join()
        output.close()
    if overdue.is_set():
        raise TakTerbaca("berkas-belum-selesai", f"sesudah {limits.seconds:g} detik pembacaannya dihentikan")
    if overfull:
        raise TakTerbaca("berkas-terlalu-besar", f"isinya lebih dari {limits.output // 1_000_000} MB")
    if process.returncode in _EXHAUSTED:
        raise TakTerbaca("berkas-terlalu-besar", _EXHAUSTED[process.returncode])
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
