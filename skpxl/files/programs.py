"""Where a program of the machine is: an absolute path, never one in the working folder. It starts nothing.

The working folder may be somebody's unpacked mail, and a file in it may be called like a program. Windows, and a PATH with
an empty or relative entry, would look there.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# What Windows can start by itself; a script would go through its command line.
_WINDOWS_ENDINGS = (".com", ".exe")


def find_program(name: str, environment: Mapping[str, str]) -> Path | None:
    """The program `name` in the folders of PATH that are absolute and not the working folder; None where it is in none.

    A `name` that is an absolute path is that program itself, where it is one; a relative path is none.
    """
    if Path(name).is_absolute():
        folders: Iterator[Path] = iter([Path(name).parent])
    elif Path(name).name != name:
        return None
    else:
        folders = _folders(environment.get("PATH", ""))
    there = (Path(folder, file) for folder in folders for file in _files(Path(name).name))
    return next((path for path in there if path.is_file() and os.access(path, os.X_OK)), None)


def windows_program(name: str, environment: Mapping[str, str]) -> Path:
    """A program that belongs to Windows, by the folder of the system and not by PATH."""
    root = Path(environment.get("SystemRoot", ""))
    return Path(root if root.is_absolute() else r"C:\Windows", "System32", name)


def _folders(path: str) -> Iterator[Path]:
    here = Path.cwd()
    for entry in path.split(os.pathsep):
        folder = Path(entry.strip('"'))
        if folder.is_absolute() and not _same(folder, here):
            yield folder


def _same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)
    except OSError:
        return False


def _files(name: str) -> Iterator[str]:
    if sys.platform == "win32" and Path(name).suffix.lower() not in _WINDOWS_ENDINGS:
        yield from (name + ending for ending in _WINDOWS_ENDINGS)
    else:
        yield name
