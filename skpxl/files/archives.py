"""What is inside a zip archive, and in the zips inside it: members in memory, under caps. It knows no workbook.

Nothing is ever written, so no name can lead anywhere; names are only cleaned to be shown. Every member is either
given with its bytes or with the finding code that says why not: none is dropped.
"""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

# Members that only a workbook or an OpenDocument file has: such a zip is one file, not an archive.
_MARKERS = ("[content_types].xml", "mimetype", "_rels/.rels")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # local file header, APPNOTE.TXT 4.3.7
_END = struct.Struct("<4s4H2LH")  # end of central directory, 4.3.16
_END64 = struct.Struct("<4sQ2H2L4Q")  # its zip64 form, 4.3.14
# What zipfile raises for archives that are none, or damaged.
_ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, EOFError)
_NAME_MAX = 120
_PATH_MAX = 240
# Files that programs leave beside workbooks; nobody has sent them.
IGNORED = re.compile(r"^(~\$|\.~lock\.|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Caps for one archive with all that is in it; sizes in bytes, `ratio` is unpacked by packed above `ratio_from`."""

    depth: int = 4
    members: int = 50_000
    member: int = 40_000_000
    total: int = 300_000_000
    ratio: int = 200
    ratio_from: int = 5_000_000


LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its shown path, its bytes, or in `problem` a finding code and in `detail` what happened."""

    name: str
    data: bytes = b""
    problem: str = ""
    detail: str = ""


@dataclass(slots=True)
class _Left:
    """What the whole walk may still take."""

    members: int
    total: int
    limits: ArchiveLimits = field(repr=False)


def is_archive(source: Path | bytes) -> bool:
    """True for a zip that is no workbook or other single document; told by content, whatever its name says."""
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            if _first_name(file).casefold() in _MARKERS:
                return False
            file.seek(0)
            if file.read(2) != b"PK" or _directory_size(file) is None:
                return False
            if _directory_size(file, LIMITS) is None:
                return True
            with zipfile.ZipFile(file) as archive:
                return not any(info.filename.casefold() in _MARKERS for info in archive.infolist())
    except _ZIP_ERRORS:
        return False


def members(source: Path | bytes, name: str, limits: ArchiveLimits = LIMITS) -> Iterator[Member]:
    """All members of an archive, those of archives inside it included, named `nama/...`. Never raises for its content."""
    yield from _members(source, name, 1, _Left(limits.members, limits.total, limits))


def shown_name(name: str) -> str:
    """A member's name as it may be shown: no drive, no `..`, no control or direction characters, not overlong."""
    clean = "".join(
        character if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else "_"
        for character in name
    )
    parts = re.sub(r"^[A-Za-z]:", "", clean.replace("\\", "/")).split("/")
    short = [_shortened(part.strip()) for part in parts if part.strip() not in ("", ".", "..")]
    path = "/".join(short) or "tanpa nama"
    return path if len(path) <= _PATH_MAX else "…" + path[1 - _PATH_MAX :]


def _shortened(name: str) -> str:
    if len(name) <= _NAME_MAX:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = dot + ending if dot and len(ending) <= 8 else ""
    return (stem if ending else name)[: _NAME_MAX - 1 - len(ending)] + "…" + ending


def _members(source: Path | bytes, name: str, depth: int, left: _Left) -> Iterator[Member]:
    limits = left.limits
    if depth > limits.depth:
        yield Member(name, b"", "berkas-terlalu-besar", f"arsip di dalam arsip lebih dari {limits.depth} lapis")
        return
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            if _directory_size(file, limits) is None:
                yield Member(name, b"", "berkas-terlalu-besar", f"arsip memuat lebih dari {limits.members} anggota")
                return
            with zipfile.ZipFile(file) as archive:
                yield from _each(archive, name, depth, left)
    except _ZIP_ERRORS:
        yield Member(name, b"", "berkas-rusak", "arsip terpotong atau tidak utuh")


def _each(archive: zipfile.ZipFile, name: str, depth: int, left: _Left) -> Iterator[Member]:
    entries = [info for info in archive.infolist() if not info.is_dir()]
    sent = [info for info in entries if not IGNORED.match(shown_name(info.filename).rsplit("/", 1)[-1])]
    if not sent:
        yield Member(name, b"", "berkas-kosong", "arsip tidak berisi satu berkas pun")
    for index, info in enumerate(sent):
        if left.members <= 0:
            more = len(sent) - index
            reason = f"arsip memuat lebih dari {left.limits.members} anggota; {more} anggota tidak dibuka"
            yield Member(name, b"", "berkas-terlalu-besar", reason)
            return
        left.members -= 1
        member = _one(archive, info, f"{name}/{shown_name(info.filename)}", left)
        if not member.problem and is_archive(member.data):
            yield from _members(member.data, member.name, depth + 1, left)
        else:
            yield member


def _one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: _Left) -> Member:
    limits = left.limits
    if info.flag_bits & 0x1:
        return Member(name, b"", "berkas-terenkripsi", "anggota arsip dikunci dengan kata sandi")
    if info.file_size > limits.member:
        return Member(name, b"", "berkas-terlalu-besar", f"anggota arsip lebih dari {limits.member // 1_000_000} MB")
    fold = info.file_size // max(info.compress_size, 1)
    if info.file_size > limits.ratio_from and fold > limits.ratio:
        return Member(name, b"", "berkas-terlalu-besar", f"anggota arsip mengembang {fold} kali lipat")
    if info.file_size > left.total:
        reason = f"isi arsip seluruhnya lebih dari {limits.total // 1_000_000} MB"
        return Member(name, b"", "berkas-terlalu-besar", reason)
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (*_ZIP_ERRORS, RuntimeError, zlib.error):
        return Member(name, b"", "berkas-rusak", "anggota arsip tidak utuh")
    left.total -= len(data)
    return Member(name, data)


def _first_name(file: BinaryIO) -> str:
    """The name of the member that stands first in the file: for a workbook enough to know it, without its directory."""
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        return ""
    return file.read(min(_LOCAL_HEADER.unpack(header)[9], 200)).decode("utf-8", "replace")


def _directory_size(file: BinaryIO, limits: ArchiveLimits | None = None) -> int | None:
    """The size in bytes that the end record gives for the zip directory; None where there is no end record, or (with
    `limits`) where that many bytes hold more members than allowed. A directory beyond that is not even read.
    """
    length = file.seek(0, 2)
    file.seek(max(0, length - 65_557 - 76))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return None
    directory: int = _END.unpack_from(tail, at)[5]
    at64 = tail.rfind(b"PK\x06\x06", 0, at)
    if directory == 0xFFFFFFFF and at64 >= 0 and at64 + _END64.size <= len(tail):
        directory = _END64.unpack_from(tail, at64)[8]
    # 46 bytes are the least an entry takes; a long name takes more, so this lets no fewer through than allowed.
    if limits is not None and min(directory, length) > limits.members * (46 + 400):
        return None
    return directory
