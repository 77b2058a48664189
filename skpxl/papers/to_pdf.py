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
from skpxl.files.disk import cause_of
from skpxl.files.output import write_whole
from skpxl.files.programs import find_program, windows_program

VARIABEL = "SOFFICE"
# So many files at a time: a crash costs one start of LibreOffice, which takes as long as some ten files.
_AT_ONCE = 40
_STARTING = 60.0  # seconds more for the first file of a run: the program has to start
_BYTES_PER_SECOND = 10_000  # what a large workbook is allowed beyond that: ten times what it takes on a slow machine
_PAUSE = 0.1
_MAC = "LibreOffice.app/Contents/MacOS/soffice"


@dataclass(frozen=True)
class PdfRun:
    """What became of the workbooks: `made` the PDFs, `failed` the workbooks of which there is none and why, `unfinished` those
    that were not finished in time and are to be tried again; both in Indonesian.
    """

    made: tuple[Path, ...] = ()
    failed: Mapping[Path, str] = field(default_factory=dict)
    unfinished: Mapping[Path, str] = field(default_factory=dict)


def find_soffice(environment: Mapping[str, str] | None = None) -> Path:
    """The LibreOffice program: as the variable SOFFICE says, on the PATH, or where installers put it. Else a SkpxlError.

    The variable is a full path, or a name on the PATH; the working folder is never looked into.
    """
    env = os.environ if environment is None else environment
    if named := env.get(VARIABEL, ""):
        if found := find_program(named, env):
            return found
        raise SkpxlError(
            f"{VARIABEL} menyebut {named}, yang tidak ada, bukan program, atau bukan jalur lengkap; betulkan atau hapus "
            "variabel itu."
        )
    for name in ("soffice", "libreoffice"):
        if found := find_program(name, env):
            return found
    for path in _installed(env):
        if path.is_absolute() and path.is_file():
            return path
    raise SkpxlError(
        "PDF dibuat oleh LibreOffice, yang tidak ditemukan di komputer ini; pasang dari https://www.libreoffice.org "
        f"(Debian/Ubuntu: sudo apt-get install libreoffice-calc), atau sebut letak soffice dalam variabel {VARIABEL}."
    )


def _installed(env: Mapping[str, str]) -> Iterator[Path]:
    """Where LibreOffice is when it is not on the PATH: on Windows, on a Mac, from its own packages on Linux."""
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        if folder := env.get(name):
            # The .com is the one that waits until it is done.
            yield from (Path(folder, "LibreOffice", "program", f"soffice.{ending}") for ending in ("com", "exe"))
    for folder in ("/Applications", f"{env.get('HOME', '')}/Applications"):
        yield Path(folder, _MAC)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def make_pdfs(
    workbooks: Sequence[Path],
    soffice: Path,
    *,
    seconds: float = 60.0,
    starting: float = _STARTING,
    force: bool = False,
    advance: Callable[[], None] = lambda: None,
    clock: Callable[[], float] = time.monotonic,
) -> PdfRun:
    """A PDF beside every workbook. One that takes longer than `seconds` by `clock` is left unfinished (a large one gets
    more), the others go on.

    Raises SkpxlError where a PDF stands there already and `force` is not given: it may be a scan of the signed paper.
    """
    if not force and (standing := next((p for p in workbooks if p.with_suffix(".pdf").exists()), None)):
        raise SkpxlError(f"{standing.with_suffix('.pdf')} sudah ada; pindahkan, atau pakai --force untuk menimpanya.")
    failed: dict[Path, str] = {}
    unfinished: dict[Path, str] = {}
    made: list[Path] = []
    rest = list(workbooks)
    with tempfile.TemporaryDirectory(prefix="skpxl-pdf-", ignore_cleanup_errors=True) as home:
        number = 0
        while rest:
            number += 1
            now, later = rest[:_AT_ONCE], rest[_AT_ONCE:]
            run = _Run(now, Path(home) / str(number), clock)
            reason, late = run.run(soffice, seconds, starting, advance)
            for index in run.finished():
                target = now[index].with_suffix(".pdf")
                write_whole(target, run.pdf(index).read_bytes(), force=force)
                made.append(target)
            missing = [workbook for workbook in now if workbook.with_suffix(".pdf") not in made]
            if missing and reason:
                # It hung or died on this one; what comes after it has not been tried.
                (unfinished if late else failed)[missing[0]] = reason
                advance()
                rest = [*missing[1:], *later]
            else:
                failed |= dict.fromkeys(missing, "LibreOffice tidak menghasilkan PDF darinya")
                rest = later
    return PdfRun(tuple(made), failed, unfinished)


class _Run:
    """One run of LibreOffice over some workbooks, in a folder of its own with a profile of its own."""

    def __init__(self, workbooks: Sequence[Path], folder: Path, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.count = len(workbooks)
        self.inbox, self.outbox, self.profile = (folder / name for name in ("masuk", "keluar", "profil"))
        for directory in (self.inbox, self.outbox):
            directory.mkdir(parents=True)
        # Copies under plain names: two workbooks may be called the same, and no lock file is left beside anybody's own.
        for number, workbook in enumerate(workbooks):
            shutil.copyfile(workbook, self._copy(number))

    def _copy(self, number: int) -> Path:
        return self.inbox / f"{number:04d}.xlsx"

    def _time_for(self, number: int, seconds: float) -> float:
        """The seconds that a workbook may take; `seconds` alone after the last one."""
        return seconds + (self._copy(number).stat().st_size / _BYTES_PER_SECOND if number < self.count else 0)

    def pdf(self, number: int) -> Path:
        """Where the PDF of a workbook comes out."""
        return self.outbox / f"{number:04d}.pdf"

    def finished(self) -> list[int]:
        """The numbers of the workbooks that have a whole PDF."""
        return [number for number in range(self.count) if _whole(self.pdf(number))]

    def run(self, soffice: Path, seconds: float, starting: float, advance: Callable[[], None]) -> tuple[str, bool]:
        """Convert; returns why it stopped by itself or had to be stopped (empty where it came to its end), and whether it was
        stopped for the time it took.
        """
        command = [
            str(soffice), "--headless", "--norestore", f"-env:UserInstallation={self.profile.as_uri()}",
            "--convert-to", "pdf", "--outdir", str(self.outbox), *map(str, map(self._copy, range(self.count))),
        ]  # fmt: skip
        done, limit = 0, self.clock() + starting + self._time_for(0, seconds)
        with _started(command, self.outbox) as process:
            while True:
                code = process.poll()
                late = self.clock() > limit  # asked before looking: what is there by then was in time
                made = len(self.finished())
                for _ in range(made - done):
                    advance()
                if code is not None:
                    return ("" if code == 0 else f"LibreOffice berhenti dengan kode {code}"), False
                if made > done:
                    done, limit = made, self.clock() + self._time_for(made, seconds)
                elif late:
                    return f"dihentikan sesudah {self._time_for(done, seconds):.0f} detik", True
                time.sleep(_PAUSE)


@contextlib.contextmanager
def _started(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a process group of its own, at work in `folder`; nothing of that group is left behind, whatever happens."""
    own_group: dict[str, Any] = {"creationflags": 0x200} if sys.platform == "win32" else {"start_new_session": True}
    try:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **own_group,
        )
    except OSError as error:
        raise SkpxlError(f"{command[0]} tidak dapat dijalankan ({cause_of(error)}); periksa LibreOffice.") from error
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = str(windows_program("taskkill.exe", os.environ))
            subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        # The group may live on without its first process: soffice is a script that starts the program proper.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _whole(pdf: Path) -> bool:
    """True for a PDF that has been written to its end."""
    try:
        with pdf.open("rb") as file:
            start = file.read(5)
            file.seek(max(0, pdf.stat().st_size - 1024))
            return start == b"%PDF-" and b"%%EOF" in file.read()
    except OSError:
        return False
