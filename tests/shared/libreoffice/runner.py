"""Starts LibreOffice from the tests: the driver, conversions, pages as pictures. It knows no pytest and no skpxl."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

DRIVER = Path(__file__).with_name("driver.py")
LOCK = Path(tempfile.gettempdir()) / "skpxl-libreoffice.lock"


class LibreOfficeError(AssertionError):
    """LibreOffice did not do what was asked: it hung, crashed, or the action was none."""


@cache
def soffice() -> str | None:
    """The program, or None."""
    return os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")


@cache
def python_with_uno() -> str | None:
    """The system's Python, if it can talk to LibreOffice; a virtual environment cannot."""
    system = "/usr/bin/python3"
    if not Path(system).exists():
        return None
    return system if subprocess.run([system, "-c", "import uno"], capture_output=True).returncode == 0 else None


def lacking(*needs: str) -> str:
    """What is missing here of `soffice`, `uno`, `pdftoppm`, as one sentence; an empty text where all is there."""
    there = {"soffice": soffice, "uno": python_with_uno, "pdftoppm": lambda: shutil.which("pdftoppm")}
    missing = [need for need in needs if not there[need]()]
    if not missing:
        return ""
    return (
        f"{' and '.join(missing)} not found: apt-get install --no-install-recommends libreoffice-calc python3-uno "
        "fonts-crosextra-carlito fonts-liberation poppler-utils"
    )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One LibreOffice at a time on this machine: it is timing-sensitive, and test machines are small."""
    import fcntl  # not on Windows, where none of this runs

    with LOCK.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(command: Sequence[str], limit: float, **options: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process group of its own and leave nothing of that group behind, not even soffice."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        out, err = process.communicate(options.get("input"), timeout=limit)
    except subprocess.TimeoutExpired:
        raise LibreOfficeError(f"not finished after {limit:g} s: {' '.join(command)}") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def drive(
    file: Path,
    actions: Sequence[dict],
    out: Path | Sequence[Path] | None = None,
    locale: str = "id-ID",
    typing_aids: bool = False,
    limit: float = 180,
) -> list[dict]:
    """Do `actions` (see driver.py) in a copy of `file` as a person would, save to `out`, return a result per action.

    `out` may be one path or several; the ending chooses the format. With `typing_aids` Calc completes and corrects
    what is typed, as it does out of the box. Raises LibreOfficeError where an action could not
    be tried at all; a locked cell or a refused value is a result, not an error.
    """
    outs = [out] if isinstance(out, Path) else list(out or ())
    request = {
        "file": str(Path(file).absolute()),
        "out": [str(path.absolute()) for path in outs],
        "locale": locale,
        "typing_aids": typing_aids,
        "soffice": soffice(),
        "actions": list(actions),
    }
    with alone():
        done = run([python_with_uno() or "", str(DRIVER)], limit, input=json.dumps(request))
    if done.returncode:
        raise LibreOfficeError(done.stderr.strip() or f"the driver ended with {done.returncode}")
    return json.loads(done.stdout)


def convert(file: Path, ending: str, folder: Path, limit: float = 120) -> Path:
    """Re-save `file` as xlsx, ods, xls or pdf in `folder` (made if need be), as a colleague's LibreOffice would."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{Path(file).stem}.{ending}"
    if target.exists():
        raise LibreOfficeError(f"{target} exists")
    with alone(), tempfile.TemporaryDirectory(prefix="skpxl-convert-") as home:
        done = run(
            [
                soffice() or "", "--headless", "--norestore", f"-env:UserInstallation={Path(home).as_uri()}",
                "--convert-to", ending, "--outdir", str(folder), str(file),
            ],
            limit,
        )  # fmt: skip
    if not target.exists():
        raise LibreOfficeError(f"no {ending} came of {file}: {done.stderr.strip() or done.stdout.strip()}")
    return target


def pages(pdf: Path, folder: Path, dpi: int = 80) -> list[Path]:
    """The pages of a PDF as PNG pictures, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    run(["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)], 120)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))
