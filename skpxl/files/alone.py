"""One command at a time where files are read, added to and written anew: two at once would lose what one of them wrote.

The system holds the lock and gives it up when a program ends, however it ends: a file that one left behind stops nobody.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from skpxl.errors import SkpxlError


@contextlib.contextmanager
def alone(place: Path) -> Iterator[None]:
    """Meanwhile no other command works on `place`, a folder or a file that may not be there yet.

    Raises SkpxlError where another one does. Where no lock can be had (a share without locks, a folder that is read only) work
    goes on without one: what cannot be written there says so itself.
    """
    place = place.absolute()
    folder = next((folder for folder in (place, *place.parents) if folder.is_dir()), None)
    name = f".skpxl-{hashlib.sha256(os.fsencode(place)).hexdigest()[:12]}.lock"
    try:
        handle = _taken(folder / name) if folder else None
    except BlockingIOError as error:
        raise SkpxlError(
            f"Perintah skpxl lain sedang mengerjakan {place}; tunggu sampai selesai, lalu ulangi."
        ) from error
    try:
        yield
    finally:
        if folder and handle is not None:
            _given_up(folder / name, handle)


def _taken(file: Path) -> int | None:
    """The open lock file, None where there is none to be had. Raises BlockingIOError where another program has it."""
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        return None
    # Who had it before may have deleted the file since it was opened: then this is the lock of nothing.
    if _locked(handle) and file.exists() and os.path.samestat(os.fstat(handle), file.stat()):
        return handle
    os.close(handle)
    raise BlockingIOError


def _given_up(file: Path, handle: int) -> None:
    """Nothing stays behind; on Windows a file is deleted only when it is closed."""
    if sys.platform == "win32":
        os.close(handle)
    with contextlib.suppress(OSError):
        file.unlink()
    if sys.platform != "win32":
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """True where the lock is ours now."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """True where the lock is ours now, or the file system has none."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
