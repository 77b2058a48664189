"""What lies in folders: every file once, links followed once, folders that nobody may read named. It opens no file."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from skpxl.files.fetch import NO_FILE, NO_REGULAR_FILE, refusal_of
from skpxl.files.passed import OWN_LOCK, Passed, PassedOver, passed_file, passed_folder

_BROKEN, _FOLDER = "tautan-putus", "folder-tidak-terbaca"


class Met(NamedTuple):
    """One thing that lies there: a file, or with a finding code in `problem` what cannot be read, and why in `detail`."""

    path: Path
    problem: str = ""
    detail: str = ""


@dataclass
class Tree:
    """What was met: entries by the path they were met under, what was passed over, links to folders and where they lead;
    `met` is how many things that was in all."""

    root: Path
    entries: list[Met] = field(default_factory=list)
    passed: list[PassedOver] = field(default_factory=list)
    links: list[tuple[Path, str]] = field(default_factory=list)
    met: int = 0

    @property
    def is_file(self) -> bool:
        """True where it is one file that was named."""
        return any(entry.path == self.root for entry in self.entries)

    def below(self) -> Iterator[tuple[str, Met]]:
        """What is to be looked into, by its name below the root with `/` between folders."""
        for entry in self.entries:
            if not entry.problem:
                yield entry.path.relative_to(self.root).as_posix(), entry


class Trees:
    """All trees of one walk: what was met in one of them is not met again in another."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()
        self._later: list[tuple[Tree, Path]] = []

    def add(self, path: Path) -> Tree:
        """A file or folder that was named, with all below it; links below it wait for `follow`."""
        tree = Tree(path)
        try:
            is_folder = path.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            self._walk(tree, path)
        else:
            tree.met += 1
            self._take_file(tree, path, os.path.realpath(path))
        return tree

    def follow(self) -> None:
        """Follow the links that were met, each once, into the trees where they stand."""
        while self._later:
            tree, link = self._later.pop(0)
            try:
                status = link.stat()
                target = os.path.realpath(link)
            except (OSError, RuntimeError, ValueError) as error:
                detail = refusal_of(error, link).detail if isinstance(error, OSError) else ""
                why = f"tautan ke {_target(link)}, yang {detail or 'melingkar'}"
                tree.entries.append(Met(link, _BROKEN, why))
                continue
            if not stat.S_ISDIR(status.st_mode):
                self._take_file(tree, link, target)
            elif target in self._folders:
                tree.passed.append(PassedOver(str(link), Passed.TERTAUT))
            elif any(_is_inside(folder, target) for folder in self._folders):
                tree.passed.append(PassedOver(str(link), Passed.MELINGKAR))
            else:
                tree.links.append((link, target))
                self._walk(tree, link)

    def _walk(self, tree: Tree, top: Path) -> None:
        waiting = [(top, os.path.realpath(top))]
        while waiting:
            folder, real = waiting.pop()
            if real in self._folders:
                tree.met += 1
                tree.passed.append(PassedOver(str(folder), Passed.TERTAUT))
                continue
            self._folders.add(real)
            try:
                with os.scandir(folder) as found:
                    below = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                tree.met += 1
                tree.entries.append(Met(folder, _FOLDER, refusal_of(error).detail))
                continue
            for entry in below:
                if OWN_LOCK.fullmatch(entry.name):
                    continue
                path, inside = folder / entry.name, f"{real.rstrip(os.sep)}{os.sep}{entry.name}"
                is_link, is_folder = entry.is_symlink(), _is_folder(entry, follow=False)
                leads_to_folder = is_folder or (is_link and _is_folder(entry, follow=True))
                tree.met += 1
                why = passed_folder(entry.name) if leads_to_folder else passed_file(entry.name)
                if why:
                    tree.passed.append(PassedOver(str(path), why, _files_in(path) if is_folder else 1))
                elif is_link:
                    self._later.append((tree, path))
                elif is_folder:
                    tree.met -= 1  # what is in it counts
                    # A junction of Windows is a folder that leads elsewhere.
                    waiting.append((path, os.path.realpath(path) if os.name == "nt" else inside))
                else:
                    self._take_file(tree, path, inside)

    def _take_file(self, tree: Tree, path: Path, real: str) -> None:
        if real in self._files:
            tree.passed.append(PassedOver(str(path), Passed.TERTAUT))
            return
        self._files.add(real)
        try:
            regular = stat.S_ISREG(path.stat().st_mode)
        except (OSError, ValueError):
            regular = True  # reading it says why it cannot be had
        tree.entries.append(Met(path) if regular else Met(path, NO_FILE, NO_REGULAR_FILE))


def _is_folder(entry: "os.DirEntry[str]", *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


def _is_inside(folder: str, above: str) -> bool:
    return folder.startswith(above.rstrip(os.sep) + os.sep)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return "tempat lain"


def _files_in(folder: Path) -> int:
    """How many files are in a folder that is passed over; what cannot be looked into counts nothing."""
    return sum(len(files) for _, _, files in os.walk(folder))
