"""What the system says where it refuses a file, as an Indonesian sentence. It opens and writes nothing itself.

The system's own words are English, or the language of the machine; what counts is its number (`errno`,
and on Windows `winerror`, https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-).
"""

import errno
from pathlib import Path

from skpxl.errors import SkpxlError, StorageError

# Characters of a full path: Excel opens no workbook with more, Windows no file of a program that was not made for it.
EXCEL_PATH_MAX, WINDOWS_PATH_MAX = 218, 259

# The number by which what is no file (a pipe, a socket, a device) is refused here before it is opened.
NO_REGULAR = errno.ESPIPE

_IN_USE = ("sedang terbuka di program lain, atau Anda tidak berhak atasnya", "tutup berkas itu, lalu ulangi")
_FULL = ("tempat penyimpanan penuh", "kosongkan sebagian, lalu ulangi")
_LONG = ("nama atau jalurnya terlalu panjang", "pakai folder yang lebih dekat atau nama yang lebih pendek")
_READ_ONLY = ("tempatnya hanya boleh dibaca", "pilih folder lain")
_AWAY = ("tempat penyimpanan atau jaringannya tidak menjawab", "periksa sambungannya, lalu ulangi")
_GONE = ("berkas atau foldernya tidak ada", "periksa nama dan foldernya, lalu ulangi")
_FOLDER = ("itu sebuah folder, bukan berkas", "pakai nama lain")
_NAME = ("namanya memuat tanda yang tidak diterima di sana", "pakai nama lain")
_BUSY = ("terlalu banyak berkas terbuka sekaligus", "tutup program lain, lalu ulangi")

# cause and remedy by number; names that a system does not have are left out.
_BY_ERRNO = {
    getattr(errno, name): said
    for said, names in {
        _IN_USE: ("EACCES", "EPERM", "EBUSY", "ETXTBSY", "EDEADLK", "EAGAIN"),
        _FULL: ("ENOSPC", "EFBIG"),
        ("jatah penyimpanan habis", "kosongkan sebagian, lalu ulangi"): ("EDQUOT",),
        _LONG: ("ENAMETOOLONG",),
        _READ_ONLY: ("EROFS",),
        _AWAY: (
            "EIO",
            "ESTALE",
            "ENETDOWN",
            "ENETUNREACH",
            "EHOSTDOWN",
            "EHOSTUNREACH",
            "ETIMEDOUT",
            "ENXIO",
            "ENODEV",
        ),
        _GONE: ("ENOENT",),
        _FOLDER: ("EISDIR",),
        ("{folder} bukan folder", "pilih folder lain"): ("ENOTDIR", "EEXIST"),
        ("tautannya berputar", "pilih folder lain"): ("ELOOP",),
        ("itu bukan berkas biasa melainkan pipa, soket, atau perangkat", "pakai berkas biasa"): ("ESPIPE",),
        _NAME: ("EINVAL", "EILSEQ"),
        _BUSY: ("EMFILE", "ENFILE"),
    }.items()
    for name in names
    if hasattr(errno, name)
}
_BY_WINERROR = {
    number: said
    for said, numbers in {
        _IN_USE: (5, 32, 33),
        _FULL: (39, 112),
        _READ_ONLY: (19,),
        _LONG: (111, 206),
        _AWAY: (21, 51, 53, 55, 59, 64, 67, 71, 121, 1117, 1231),
        _NAME: (123,),
    }.items()
    for number in numbers
}


def cause_of(error: OSError) -> str:
    """Why the system refuses, in a few Indonesian words."""
    return _said(error, None)[0].format(folder="tempatnya")


def refused(path: Path | str, error: OSError, doing: str = "ditulis") -> SkpxlError:
    """What is raised of a file that the system refuses: which, why, and what to do; `doing` is `ditulis` or `dibaca`."""
    cause, remedy = _said(error, path)
    raised = SkpxlError if doing == "dibaca" else StorageError
    return raised(f"{path} tidak dapat {doing}: {cause.format(folder=Path(path).parent)}; {remedy}.")


def path_length(path: Path) -> int:
    """The characters of the full path."""
    return len(str(path.absolute()))


def too_long(path: Path) -> bool:
    """True for a path that Excel (a workbook) or Windows (any other file) may refuse to open for its length."""
    return path_length(path) > (EXCEL_PATH_MAX if path.suffix.lower() == ".xlsx" else WINDOWS_PATH_MAX)


def _said(error: OSError, path: Path | str | None) -> tuple[str, str]:
    """Cause and remedy. Windows calls a path that is too long for it one that does not exist."""
    said = _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    if said == _GONE and path is not None and path_length(Path(path)) > WINDOWS_PATH_MAX - 30:
        said = _LONG
    if said is None:
        said = (f"ditolak sistem (kode {error.errno})", "periksa berkas dan foldernya, lalu ulangi")
    return said
