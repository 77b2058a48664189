"""The limits of a child process, which it sets upon itself before it looks at a file; the parent's clock holds besides."""

import contextlib

from skpxl.xlsx.windows_job import limit_by_job


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
