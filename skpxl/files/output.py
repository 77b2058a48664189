"""Writing files whole: under a temporary name first, never over another content unasked. It knows no workbook."""

import contextlib
import filecmp
import os
import secrets
import stat
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.disk import refused, too_long
from skpxl.files.fetch import all_of

_EXISTS_ALREADY = "{path} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."


# What was written to paths that some programs do not open for their length, where somebody asks for it.
_LONG_PATHS: ContextVar[list[Path]] = ContextVar("long_paths")


@contextlib.contextmanager
def noting_long_paths() -> Iterator[list[Path]]:
    """Gives the list in which what is written meanwhile to a path too long for Excel or Windows is noted."""
    noted: list[Path] = []
    token = _LONG_PATHS.set(noted)
    try:
        yield noted
    finally:
        _LONG_PATHS.reset(token)


def standing(path: Path) -> bytes | None:
    """What stands at `path`; None where nothing does. Raises SkpxlError where that cannot be read: it is not nothing."""
    try:
        return all_of(path)
    except FileNotFoundError as error:
        if path.is_symlink():  # one that leads nowhere just now
            raise refused(path, error, "dibaca") from error
        # Another program may have put it there this moment.
        return standing(path) if os.path.lexists(path) else None
    except NotADirectoryError:
        return None
    except OSError as error:
        raise refused(path, error, "dibaca") from error


def remove(path: Path) -> None:
    """Delete a file that a program made. Raises SkpxlError for what the disk refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error, "dihapus") from error


def write_whole(path: Path, data: bytes, *, force: bool = False, private: bool = False) -> bool:
    """Write a file whole, under a temporary name first. True where it was written, False where it stood there already.

    One that is `private` nobody but its owner may read.

    Raises SkpxlError where another content stands there and `force` is not given, and for what the disk refuses.
    """
    found = standing(path)
    if found == data:
        return False
    if found is not None and not force:
        raise SkpxlError(_EXISTS_ALREADY.format(path=path))
    with _replacing(path, private=private) as temporary:
        temporary.write_bytes(data)
    return True


@contextlib.contextmanager
def writing_whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """As `write_whole`, for what is too large to hold: gives the temporary path to write to, which then becomes `path`.

    Nothing is left behind where writing fails. Raises SkpxlError as `write_whole` does.
    """
    with _replacing(path) as temporary:
        yield temporary
        if os.path.lexists(path) and not _same(path, temporary) and not force:
            raise SkpxlError(_EXISTS_ALREADY.format(path=path))


def _same(path: Path, other: Path) -> bool:
    """True where both hold the same. Raises SkpxlError where `path` cannot be read."""
    try:
        return filecmp.cmp(path, other, shallow=False)
    except OSError as error:
        raise refused(path, error, "dibaca") from error


@contextlib.contextmanager
def _replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A temporary path that replaces `path` at the end; what the disk refuses becomes one sentence.

    It is this user's alone, and nobody can know its name: a link laid in its place before is not followed.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_link(path)
        # Not by `tempfile`: on Windows it takes a folder that refuses for a name that is taken, ten thousand times.
        name = path.with_name(f".skpxl-{secrets.token_hex(8)}.tmp")
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        temporary = name
        yield temporary
        with contextlib.suppress(OSError):  # a drive that knows no rights
            temporary.chmod(0o600 if private else _rights(path))
        temporary.replace(path)
        temporary = None
        if too_long(path):
            _LONG_PATHS.get([]).append(path)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _refuse_link(path: Path) -> None:
    """Neither the link nor what it leads to is written over: which of them was meant, nobody has said."""
    if path.is_symlink():
        raise SkpxlError(
            f"{path} adalah tautan ke {path.readlink()} dan tidak ditimpa; sebut berkas itu sendiri, atau hapus tautannya."
        )


def _rights(path: Path) -> int:
    """The rights of what stands at `path`, else those that a new file has."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
