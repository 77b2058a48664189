"""PDF files of workbooks, made by LibreOffice where it is on the machine. It knows no paper and starts nothing else.

LibreOffice converts many files in one run, in order; each has its own time. A run that hangs is killed with everything it has
started, the file it hung on is not finished (which says nothing of that file: the machine may have been busy), and the others
go on in a new run. Only whole PDFs are kept.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole

VARIABEL = "SOFFICE"
# So many files at a time: a crash costs one start of LibreOffice, which takes as long as some ten files.
_SEKALIGUS = 40
_MULAI = 60.0  # seconds more for the first file of a run: the program has to start
_BITA_PER_DETIK = 10_000  # what a large workbook is allowed beyond that: ten times what it takes on a slow machine
_JEDA = 0.1
_MAC = "LibreOffice.app/Contents/MacOS/soffice"


@dataclass(frozen=True)
class HasilPdf:
    """What became of the workbooks: `dibuat` the PDFs, `gagal` the workbooks of which there is none and why, `belum` those
    that were not finished in time and are to be tried again; both in Indonesian.
    """

    dibuat: tuple[Path, ...] = ()
    gagal: Mapping[Path, str] = field(default_factory=dict)
    belum: Mapping[Path, str] = field(default_factory=dict)


def find_soffice(lingkungan: Mapping[str, str] | None = None) -> Path:
    """The LibreOffice program: as the variable SOFFICE says, on the PATH, or where installers put it. Else a SkpxlError."""
    env = os.environ if lingkungan is None else lingkungan
    if disebut := env.get(VARIABEL, ""):
        if ada := shutil.which(disebut, path=env.get("PATH")):
            return Path(ada)
        raise SkpxlError(
            f"{VARIABEL} menyebut {disebut}, yang tidak ada atau bukan program; betulkan atau hapus variabel itu."
        )
    for nama in ("soffice", "libreoffice"):
        if ada := shutil.which(nama, path=env.get("PATH", "")):
            return Path(ada)
    for tempat in _installed(env):
        if tempat.is_file():
            return tempat
    raise SkpxlError(
        "PDF dibuat oleh LibreOffice, yang tidak ditemukan di komputer ini; pasang dari https://www.libreoffice.org "
        f"(Debian/Ubuntu: sudo apt-get install libreoffice-calc), atau sebut letak soffice dalam variabel {VARIABEL}."
    )


def _installed(env: Mapping[str, str]) -> Iterator[Path]:
    """Where LibreOffice is when it is not on the PATH: on Windows, on a Mac, from its own packages on Linux."""
    for nama in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if folder := env.get(nama):
            # The .com is the one that waits until it is done.
            yield from (Path(folder, "LibreOffice", "program", f"soffice.{akhir}") for akhir in ("com", "exe"))
    for folder in ("/Applications", f"{env.get('HOME', '')}/Applications"):
        yield Path(folder, _MAC)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def make_pdfs(
    workbooks: Sequence[Path],
    soffice: Path,
    *,
    detik: float = 60.0,
    mulai: float = _MULAI,
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
    clock: Callable[[], float] = time.monotonic,
) -> HasilPdf:
    """A PDF beside every workbook. One that takes longer than `detik` seconds by `clock` is left unfinished (a large one gets
    more), the others go on.

    Raises SkpxlError where a PDF stands there already and `force` is not given: it may be a scan of the signed paper.
    """
    if not force and (ada := next((p for p in workbooks if p.with_suffix(".pdf").exists()), None)):
        raise SkpxlError(f"{ada.with_suffix('.pdf')} sudah ada; pindahkan, atau pakai --force untuk menimpanya.")
    gagal: dict[Path, str] = {}
    unfinished: dict[Path, str] = {}
    dibuat: list[Path] = []
    sisa = list(workbooks)
    with tempfile.TemporaryDirectory(prefix="skpxl-pdf-", ignore_cleanup_errors=True) as rumah:
        ke = 0
        while sisa:
            ke += 1
            kini, nanti = sisa[:_SEKALIGUS], sisa[_SEKALIGUS:]
            putaran = _Putaran(kini, Path(rumah) / str(ke), clock)
            sebab, late = putaran.run(soffice, detik, mulai, advance)
            for nomor in putaran.jadi():
                tujuan = kini[nomor].with_suffix(".pdf")
                write_whole(tujuan, putaran.pdf(nomor).read_bytes(), force=force)
                dibuat.append(tujuan)
            belum = [satu for satu in kini if satu.with_suffix(".pdf") not in dibuat]
            if belum and sebab:
                # It hung or died on this one; what comes after it has not been tried.
                (unfinished if late else gagal)[belum[0]] = sebab
                advance()
                sisa = [*belum[1:], *nanti]
            else:
                gagal |= dict.fromkeys(belum, "LibreOffice tidak menghasilkan PDF darinya")
                sisa = nanti
    return HasilPdf(tuple(dibuat), gagal, unfinished)


class _Putaran:
    """One run of LibreOffice over some workbooks, in a folder of its own with a profile of its own."""

    def __init__(self, workbooks: Sequence[Path], folder: Path, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.banyak = len(workbooks)
        self.masuk, self.keluar, self.profil = (folder / nama for nama in ("masuk", "keluar", "profil"))
        for satu in (self.masuk, self.keluar):
            satu.mkdir(parents=True)
        # Copies under plain names: two workbooks may be called the same, and no lock file is left beside anybody's own.
        for nomor, workbook in enumerate(workbooks):
            shutil.copyfile(workbook, self._salinan(nomor))

    def _salinan(self, nomor: int) -> Path:
        return self.masuk / f"{nomor:04d}.xlsx"

    def _waktu(self, nomor: int, detik: float) -> float:
        """The seconds that a workbook may take; `detik` alone after the last one."""
        return detik + (self._salinan(nomor).stat().st_size / _BITA_PER_DETIK if nomor < self.banyak else 0)

    def pdf(self, nomor: int) -> Path:
        """Where the PDF of a workbook comes out."""
        return self.keluar / f"{nomor:04d}.pdf"

    def jadi(self) -> list[int]:
        """The numbers of the workbooks that have a whole PDF."""
        return [nomor for nomor in range(self.banyak) if _whole(self.pdf(nomor))]

    def run(self, soffice: Path, detik: float, mulai: float, advance: Callable[[], None]) -> tuple[str, bool]:
        """Convert; returns why it stopped by itself or had to be stopped (empty where it came to its end), and whether it was
        stopped for the time it took.
        """
        perintah = [
            str(soffice), "--headless", "--norestore", f"-env:UserInstallation={self.profil.as_uri()}",
            "--convert-to", "pdf", "--outdir", str(self.keluar), *map(str, map(self._salinan, range(self.banyak))),
        ]  # fmt: skip
        done, limit = 0, self.clock() + mulai + self._waktu(0, detik)
        with _started(perintah) as proses:
            while True:
                kode = proses.poll()
                late = self.clock() > limit  # asked before looking: what is there by then was in time
                made = len(self.jadi())
                for _ in range(made - done):
                    advance()
                if kode is not None:
                    return ("" if kode == 0 else f"LibreOffice berhenti dengan kode {kode}"), False
                if made > done:
                    done, limit = made, self.clock() + self._waktu(made, detik)
                elif late:
                    return f"dihentikan sesudah {self._waktu(done, detik):.0f} detik", True
                time.sleep(_JEDA)


@contextlib.contextmanager
def _started(perintah: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a process group of its own; nothing of that group is left behind, whatever happens."""
    sendiri: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"start_new_session": True}
    try:
        proses: subprocess.Popen[bytes] = subprocess.Popen(
            perintah, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **sendiri
        )
    except OSError as galat:
        raise SkpxlError(f"{perintah[0]} tidak dapat dijalankan ({galat.strerror}); periksa LibreOffice.") from galat
    try:
        yield proses
    finally:
        _end(proses)


def _end(proses: subprocess.Popen[bytes]) -> None:
    """Kill a process and all it has started."""
    if sys.platform == "win32":
        if proses.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(proses.pid)], capture_output=True, check=False)
    else:
        # The group may live on without its first process: soffice is a script that starts the program proper.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(proses.pid, signal.SIGKILL)
    proses.wait()


def _whole(pdf: Path) -> bool:
    """True for a PDF that has been written to its end."""
    try:
        with pdf.open("rb") as isi:
            awal = isi.read(5)
            isi.seek(max(0, pdf.stat().st_size - 1024))
            return awal == b"%PDF-" and b"%%EOF" in isi.read()
    except OSError:
        return False
