"""Which files are received: folders, archives and mails walked, every file with its name and its bytes. It knows no workbook.

What is looked at is decided here and in what this module asks: by name (`passed`), as one thing of several files
(`bundles`), as what lies on the disk (`tree`), by what is inside (`contents`). Every decision can be told (`Found.told`).
"""

import hashlib
import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skpxl.errors import SkpxlError, balance
from skpxl.files.archives import ZIP_ERRORS
from skpxl.files.bundles import judge
from skpxl.files.contents import contents, opener_of
from skpxl.files.fetch import Refused, read_file
from skpxl.files.passed import DISISIHKAN, Passed, PassedOver, passed_file
from skpxl.files.pointers import pointer
from skpxl.files.record import begins_with
from skpxl.files.tree import Met, Tree, Trees

JUDUL_MANIFEST = "Daftar formulir yang diterbitkan"
# The first line of the record of products that `generate` keeps.
PRODUCT_HEADING = "Identitas;Unit;Kode;Keadaan;Teks"
_HEADINGS = {"produk.csv": PRODUCT_HEADING, "manifest.csv": "Berkas;Kode;NIP;"}
_NAMED_MAX = 3
_LINKS_MAX = 20


@dataclass(frozen=True)
class Arrival:
    """One received file: its name as people know it, and where its bytes are. `data` is set for a member of a zip.

    `problem` says (as a finding code) why the bytes could not be had, `detail` the same in a few words.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    problem: str = ""
    detail: str = ""

    @property
    def source(self) -> Path | bytes:
        """What the reader takes."""
        return self.data if self.data is not None else self.path or b""


def content_of(one: Arrival) -> str:
    """The SHA-256 of what is in a file; empty where its bytes cannot be had."""
    if one.problem:
        return ""
    try:
        data = one.data if one.data is not None else read_file(Path(one.path or one.name), 1 << 31)
    except Refused:
        return ""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Found:
    """What a walk met: the files to be looked into, what was passed over and why, links to folders and where they lead,
    the paths that were named."""

    files: tuple[Arrival, ...]
    passed: tuple[PassedOver, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    paths: tuple[Path, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How much was passed over, by why; only what there is."""
        many = {why.value: sum(one.many for one in self.passed if one.why is why) for why in Passed}
        return {why: number for why, number in many.items() if number}

    def as_json(self) -> dict[str, Any]:
        """What is to be said of it beside the files; only what there is."""
        plain = {
            "dilewati": [{"file": one.name, "sebab": one.why.value, "banyak": one.many} for one in self.passed],
            "tautan": [{"file": name, "ke": target} for name, target in self.links],
        }
        return {name: several for name, several in plain.items() if several}

    def told(self) -> list[str]:
        """What is to be said of it beside the files, a line each; nothing where nothing is."""
        lines = [f"Lewat tautan: {name} ke {target}." for name, target in self.links[:_LINKS_MAX]]
        if more_links := self.links[_LINKS_MAX:]:
            lines.append(f"Lewat {len(more_links)} tautan lagi; semuanya dengan `skpxl validate --json`.")
        parts = []
        for why, many in self.counts.items():
            alike = [Path(one.name).name for one in self.passed if one.why.value == why]
            more = ", …" if len(alike) > _NAMED_MAX else ""
            parts.append(f"{many} {why} ({', '.join(alike[:_NAMED_MAX])}{more})")
        return [*lines, f"Tidak ikut dibaca: {'; '.join(parts)}."] if parts else lines


def walk(paths: Iterable[Path]) -> list[Arrival]:
    """The files of `look`, where nobody is told of the others."""
    return [*look(paths).files]


def look(
    paths: Iterable[Path],
    aside: Mapping[str, int] | None = None,
    *,
    or_nothing: bool = False,
) -> Found:
    """All files under `paths`, sorted, folders, archives and mails included: those are told by content, read in memory only.

    `aside` are files that somebody has set aside: size in bytes by SHA-256 of the content. Raises SkpxlError for a path
    that does not exist, and where there is no file at all (unless `or_nothing`).
    """
    paths = list(paths)
    walked, trees = Trees(), list[Tree]()
    for path in paths:
        if not _is_there(path):
            raise SkpxlError(f"{path} tidak ada; periksa nama berkas atau foldernya.")
        if len(paths) > 1 and (why := passed_file(path.name)):
            # Where a shell has put all names of a folder there, they are what a folder is.
            trees.append(Tree(path, passed=[PassedOver(str(path), why)], met=1))
        else:
            trees.append(walked.add(path))
    walked.follow()
    files: list[Arrival] = []
    passed: list[PassedOver] = []
    for tree in trees:
        for one in _sorted_out(tree, aside or {}):
            (passed if isinstance(one, PassedOver) else files).append(one)  # type: ignore[arg-type]
    found = Found(
        tuple(files),
        tuple(one._replace(name=_in_words(one.name)) for one in passed),
        tuple((_in_words(str(link)), _in_words(target)) for tree in trees for link, target in tree.links),
        tuple(paths),
    )
    if not files and not or_nothing:
        but = "".join(f" {line}" for line in found.told())
        raise SkpxlError(f"Tidak ada berkas di {', '.join(map(str, paths))}; periksa foldernya.{but}")
    return found


def bytes_under(name: Path) -> bytes:
    """The bytes of a file, or of what lies in an archive or mail under the name by which it is told.

    Raises SkpxlError where there is no such thing, or the disk does not give it now.
    """
    outer = next((path for path in (name, *name.parents) if path.is_file()), None)
    if outer is None and os.path.lexists(name):
        raise SkpxlError(
            f"{name} bukan satu berkas (folder, tautan putus, atau sejenisnya), jadi tidak dapat dikenali dari isinya; "
            f"pindahkan ke sebuah folder bernama {DISISIHKAN}."
        )
    if outer is None:
        raise SkpxlError(f"{name} tidak ada; periksa nama berkasnya.")
    try:
        if outer == name:
            return read_file(name, name.stat().st_size + 1)
        opener = opener_of(outer)
        inside = contents(outer, str(outer), opener) if opener else ()
        member = next((one for one in inside if Path(one.name) == name and not one.problem), None)
    except Refused as refused:
        raise SkpxlError(f"{name} belum dapat dibaca: {refused}; tutup atau unduh berkasnya, lalu ulangi.") from refused
    if member is None:
        raise SkpxlError(f"{name} tidak ada; sebut namanya seperti yang ditampilkan `skpxl validate`.")
    return member.data


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True  # reading it says why it cannot be had
    return True


def _sorted_out(tree: Tree, aside: Mapping[str, int]) -> Iterator[Arrival | PassedOver]:
    """What becomes of everything that was met in one tree: to be looked into, or passed over."""
    is_named = tree.is_file
    below = {} if is_named else dict(tree.below())
    judged = judge([*below])
    parts = {below[name].path: why for name, why in judged.passed.items()}
    entries = [
        *tree.entries,
        *(Met(tree.root / one.name, one.problem, one.kind) for one in judged.documents),
    ]
    fates = Counter[str]()
    # By name without its ending, so that `SKP.xlsx` comes before its copy `SKP (1).xlsx`.
    for entry in sorted(entries, key=lambda one: (one.path.parent / one.path.stem, one.path.suffix)):
        path, name = entry.path, _in_words(str(entry.path))
        if entry.problem:
            fates["named"] += 1
            yield Arrival(name, problem=entry.problem, detail=_in_words(entry.detail))
        elif why := parts.get(path) or _passed_for_content(path, aside, named=is_named):
            fates["passed"] += 1
            yield PassedOver(name, why)
        elif points := pointer(path):
            fates["named"] += 1
            yield Arrival(name, problem=points.code, detail=points.detail)
        elif (opener := opener_of(path)) is None:
            fates["read"] += 1
            yield Arrival(name, path)
        else:
            fates["opened"] += 1
            for member in contents(path, name, opener):
                why = member.passed or (Passed.DISISIHKAN if _is_aside(member.data, aside) else None)
                yield (
                    PassedOver(member.name, why, data=member.data if member.passed else b"")
                    if why
                    else Arrival(
                        member.name,
                        data=member.data,
                        problem=member.problem,
                        detail=member.detail,
                    )
                )
    # What is in a folder, with the documents that are folders: each thing has one fate.
    met = tree.met + len(judged.documents)
    balance(f"isi {tree.root}", met, *fates.values(), len(tree.passed), len(tree.links))
    yield from tree.passed


def _passed_for_content(path: Path, aside: Mapping[str, int], *, named: bool) -> Passed | None:
    if not named and _manifest(path):
        return Passed.TERBITAN
    return Passed.DISISIHKAN if _is_aside(path, aside) else None


def _is_aside(source: Path | bytes, aside: Mapping[str, int]) -> bool:
    """True for what somebody has set aside, told by its content; nothing is read whose size is none of theirs."""
    if not aside or source == b"":
        return False
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size not in aside.values():
            return False
        data = source if isinstance(source, bytes) else read_file(source, size + 1)
    except (OSError, ValueError, Refused):
        return False
    return hashlib.sha256(data).hexdigest() in aside


def _manifest(path: Path) -> bool:
    """True for the manifest (and the record of products) that `generate` writes: known by what is in it, for anybody may call
    his file so.
    """
    try:
        if heading := _HEADINGS.get(path.name):
            with path.open("rb") as file:
                return begins_with(file.read(400), heading)
        if path.name == "manifest.xlsx":
            with zipfile.ZipFile(path) as archive:
                core = archive.getinfo("docProps/core.xml")
                return core.file_size < 10_000 and JUDUL_MANIFEST.encode() in archive.read(core)
    except (*ZIP_ERRORS, OSError, KeyError):
        pass
    return False


def _in_words(path: str) -> str:
    """A path as people read it: a name that is not UTF-8 (old zips on Linux) must not stop a report."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
