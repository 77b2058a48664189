"""Writing files whole: under a temporary name first, never over another content unasked. It knows no workbook."""

import contextlib
import filecmp
import os
from collections.abc import Iterator
from pathlib import Path

from skpxl.errors import SkpxlError

_EXISTS_ALREADY = "{path} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."


def write_whole(path: Path, data: bytes, *, force: bool = False) -> bool:
    """Write a file whole, under a temporary name first. True where it was written, False where it stood there already.

    Raises SkpxlError where another content stands there and `force` is not given.
    """
    if path.exists():
        if path.is_file() and path.read_bytes() == data:
            return False
        if not force:
            raise SkpxlError(_EXISTS_ALREADY.format(path=path))
    with _replacing(path) as temporary:
        temporary.write_bytes(data)
    return True


@contextlib.contextmanager
def writing_whole(path: Path, *, force: bool = False) -> Iterator[Path]:
    """As `write_whole`, for what is too large to hold: gives the temporary path to write to, which then becomes `path`.

    Nothing is left behind where writing fails. Raises SkpxlError as `write_whole` does.
    """
    with _replacing(path) as temporary:
        yield temporary
        if path.exists() and not force and not (path.is_file() and filecmp.cmp(path, temporary, shallow=False)):
            raise SkpxlError(_EXISTS_ALREADY.format(path=path))


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary path that replaces `path` at the end; what the disk refuses becomes one sentence."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except PermissionError as error:
        raise SkpxlError(
            f"{path} tidak dapat ditulis; tutup berkas itu bila sedang terbuka, atau pilih folder lain."
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise SkpxlError(f"{path} tidak dapat ditulis: {path.parent} bukan folder; pilih folder lain.") from error
    except OSError as error:
        raise SkpxlError(f"{path} tidak dapat ditulis: {error.strerror}; pilih folder lain.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
