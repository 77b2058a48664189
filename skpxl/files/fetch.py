"""Taking one file from a disk that may not give it now: what that means for the file. It judges nothing that is in it."""

import errno
import stat
from pathlib import Path
from typing import NamedTuple

from skpxl.files.disk import NO_REGULAR, cause_of

HELD, GONE, NO_FILE = "berkas-tertahan", "berkas-hilang", "berkas-bukan-biasa"
CLOUD = "belum terunduh dari penyimpanan awan (OneDrive, Google Drive)"
_NOT_GIVEN = "tidak diberikan oleh tempat penyimpanannya; mungkin belum terunduh"
_GONE = "sudah tidak ada di tempatnya"
NO_REGULAR_FILE = "bukan berkas biasa melainkan pipa, soket, atau perangkat"
# Windows: System Error Codes 358-404 (ERROR_CLOUD_FILE_...), 426 (ERROR_CLOUD_FILE_REQUEST_TIMEOUT) and their neighbours.
_CLOUD_ERRORS = frozenset({*range(358, 405), 426, 434, 475, 476, 4350})
_GONE_ERRORS = frozenset({2, 3})
# FILE_ATTRIBUTE_OFFLINE, ..._RECALL_ON_OPEN, ..._RECALL_ON_DATA_ACCESS: the content is elsewhere.
_ELSEWHERE = 0x1000 | 0x40000 | 0x400000
_GONE_NUMBERS = frozenset({errno.ENOENT, errno.ENOTDIR})


class Refusal(NamedTuple):
    """Why something on a disk could not be had: a finding code, and what is so, as it stands behind `Berkas ini ...: `."""

    code: str
    detail: str


class Refused(Exception):  # noqa: N818 (an answer of the disk, not an error of the program)
    """A file cannot be had now; nothing is known of what is in it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


def refusal_of(error: OSError, path: Path | None = None) -> Refusal:
    """What an error of the system means for whoever wants the file; `path` is asked whether its content is in a cloud."""
    windows = getattr(error, "winerror", None)
    if windows in _CLOUD_ERRORS or (windows not in _GONE_ERRORS and path is not None and _is_elsewhere(path)):
        return Refusal(HELD, CLOUD)
    if windows in _GONE_ERRORS or (windows is None and error.errno in _GONE_NUMBERS):
        return Refusal(GONE, _GONE)
    if (
        windows is None and error.errno == errno.EINVAL
    ):  # of a file that is there: a drive of a cloud that does not answer
        return Refusal(HELD, _NOT_GIVEN)
    return Refusal(HELD, cause_of(error))


def read_file(path: Path, most: int) -> bytes:
    """The first `most` bytes of a regular file. Raises `Refused`; never waits for a pipe."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(Refusal(NO_FILE, NO_REGULAR_FILE))
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise Refused(refusal_of(error, path)) from error
    except ValueError as error:  # a name that no file can have
        raise Refused(Refusal(GONE, _GONE)) from error


def all_of(path: Path) -> bytes:
    """All bytes of a regular file. Raises OSError, also for what is none; never waits for a pipe."""
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
        raise OSError(NO_REGULAR, NO_REGULAR_FILE, str(path))
    return path.read_bytes()


def _is_elsewhere(path: Path) -> bool:
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _ELSEWHERE)
    except (OSError, ValueError):
        return False
