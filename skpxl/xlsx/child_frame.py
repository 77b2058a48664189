"""What every child process does around its work: limits upon itself, a file in, one answer out. It knows no kind of file.

The answer is a line of JSON (`null`, or code and detail of a verdict), and behind it what was asked for; `xlsx/process.py`
takes it apart. The parent's clock holds besides.
"""

import contextlib
import json
import sys
from collections.abc import Callable

from skpxl.errors import SkpxlError
from skpxl.xlsx.libraries import PUSTAKA
from skpxl.xlsx.verdict import Unreadable
from skpxl.xlsx.windows_job import limit_by_job

EXHAUSTED = Unreadable("berkas-terlalu-besar", "membacanya menghabiskan memori yang tersedia")


def serve(work: Callable[[bytes], bytes], seconds: float, memory: int, exhausted: Unreadable) -> None:
    """Answer stdin by `work` on stdout; never a traceback for what is in the file. `exhausted` is said where memory ran out."""
    # Where memory ran out there is none to say so with: that answer is made before.
    answer = _refused(exhausted.code, exhausted.detail)
    limit(seconds, memory)
    with contextlib.suppress(MemoryError):
        try:
            answer = b"null\n" + work(sys.stdin.buffer.read())
        except Unreadable as verdict:
            answer = _refused(verdict.code, verdict.detail)
        except SkpxlError as fault:
            answer = _refused(PUSTAKA, str(fault))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _refused(code: str, detail: str) -> bytes:
    return json.dumps((code, detail)).encode() + b"\n"


def limit(seconds: float, memory: int) -> None:
    """Bind this process to its limits of CPU time and memory, where the system knows such."""
    try:
        import resource
    except ImportError:  # Windows
        limit_by_job(seconds, memory)
        return
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, int(seconds) + 1, int(seconds) + 6),  # the signal of the first tells what it was
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(kind, (soft, hard))
