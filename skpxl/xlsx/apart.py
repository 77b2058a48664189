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
from skpxl.xlsx.package import TakTerbaca

__all__ = ["BATAS", "CALAMINE", "XLSX", "Batas", "read_apart", "run_apart", "unfinished"]


@dataclass(frozen=True, slots=True)
class Batas:
    """What one file may take: seconds of computing and bytes of memory (where the system can limit them), bytes and cells
    that come back. `detik`, by the clock, only ends what hangs: how long a file takes depends on what else is running.
    """

    detik: float = 120.0
    hitung: float = 60.0
    memori: int = 450_000_000
    keluaran: int = 40_000_000
    sel: int = 200_000


BATAS = Batas()
# How a process ends that asked for more than it may have: a library aborts where memory is refused (on Windows with a
# code of its own), the system stops one that computes for too long.
_HABIS = {
    -signal.SIGABRT: "membacanya menghabiskan memori yang tersedia",
    0xC0000409: "membacanya menghabiskan memori yang tersedia",
    -int(getattr(signal, "SIGXCPU", 24)): "membacanya menghabiskan waktu hitung yang tersedia",
}


class BukuTerpisah(Buku):
    """A workbook as it came back from the child: the same face as `Buku`, all cells already there."""

    def __init__(self, isi: dict[str, Any]) -> None:
        self.sheets = [SheetInfo(satu["nama"], satu["state"], "") for satu in isi["lembar"]]
        self.defined_names = isi["nama"]
        self.scoped_names = {
            name: [(lembar, ref) for lembar, ref in tempat] for name, tempat in isi.get("nama_lembar", {}).items()
        }
        self.date1904 = isi["date1904"]
        self.leads_outside = tuple(isi.get("luar", ()))
        self._properties = isi["sifat"]
        self._lembar = {}
        self._salah: dict[str, TakTerbaca] = {}
        for satu in isi["lembar"]:
            if satu["salah"]:
                self._salah[satu["nama"]] = TakTerbaca(*satu["salah"])
            else:
                sel = (Cell(*apa) for apa in satu["sel"])
                gabungan = [(a, b, c, d) for a, b, c, d in satu["gabungan"]]
                self._lembar[satu["nama"]] = Grid(satu["nama"], {(c.row, c.col): c for c in sel}, gabungan)

    def sheet(self, name: str) -> Grid:
        """The cells of one sheet. Raises KeyError where there is no such sheet, `TakTerbaca` where it was not read."""
        info = self.find(name)
        if info is not None and info.name in self._salah:
            raise self._salah[info.name]
        return super().sheet(name)


def read_apart(data: bytes, cara: str, batas: Batas = BATAS, program: tuple[str, ...] = ()) -> Buku:
    """Read the bytes of a workbook in a child process; `cara` is `CALAMINE` or `XLSX`.

    Raises `TakTerbaca`: what the child found, `berkas-terlalu-besar` where it took more than it may have, and
    `berkas-belum-selesai` where it ended without an answer, which says nothing of the file. `program` replaces the child
    (tests).
    """
    arguments = (cara, str(batas.hitung), str(batas.memori), str(batas.sel))
    answer = run_apart(program or child_of("skpxl.xlsx.child"), arguments, data, batas)
    try:
        isi = json.loads(answer)
    except ValueError as salah:
        raise unfinished() from salah
    if "putusan" in isi:
        raise TakTerbaca(*isi["putusan"])
    return BukuTerpisah(isi)


def child_of(module: str) -> tuple[str, ...]:
    """The command that runs a module of ours in a process of its own."""
    return (sys.executable, "-P", "-m", module)


def unfinished() -> TakTerbaca:
    """The verdict where a child ended without an answer, which says nothing of the file."""
    return TakTerbaca("berkas-belum-selesai", "program pembacanya berhenti di tengah jalan")


def run_apart(program: tuple[str, ...], arguments: tuple[str, ...], data: bytes, batas: Batas) -> bytes:
    """What a child process answers to `data` on its stdin. Raises `TakTerbaca` where it took more than it may have."""
    proses = subprocess.Popen(
        (*program, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_surroundings(),
    )
    masuk, hasil = proses.stdin, proses.stdout
    if masuk is None or hasil is None:
        raise RuntimeError("a child process without pipes")
    lewat = threading.Event()

    def stop() -> None:
        lewat.set()
        proses.kill()

    waktu = threading.Timer(batas.detik, stop)
    tulis = threading.Thread(target=_feed, args=(masuk, data), daemon=True)
    waktu.start()
    tulis.start()
    try:
        keluar = hasil.read(batas.keluaran + 1)
    finally:
        penuh = len(keluar) > batas.keluaran
        if penuh:
            proses.kill()
        proses.wait()
        waktu.cancel()
        tulis.join()
        hasil.close()
    if lewat.is_set():
        raise TakTerbaca("berkas-belum-selesai", f"sesudah {batas.detik:g} detik pembacaannya dihentikan")
    if penuh:
        raise TakTerbaca("berkas-terlalu-besar", f"isinya lebih dari {batas.keluaran // 1_000_000} MB")
    if proses.returncode in _HABIS:
        raise TakTerbaca("berkas-terlalu-besar", _HABIS[proses.returncode])
    return keluar


def _surroundings() -> dict[str, str]:
    """The environment of the child, in which it finds this very skpxl, also a checkout that is not installed."""
    rumah = Path(skpxl.__file__).parents[1]
    if rumah.name in ("site-packages", "dist-packages"):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(rumah), os.environ.get("PYTHONPATH")]))}


def _feed(pipa: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # the child may be gone before it has read all
        pipa.write(data)
    with contextlib.suppress(OSError):
        pipa.close()
