"""What is inside a zip archive: members in memory, under caps. It knows no workbook, and opens no archive inside.

Nothing is ever written, so no name can lead anywhere; names are only cleaned to be shown. Every member is given with its
bytes, or with the finding code that says why not, or as passed over: none is dropped.
"""

import errno
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

from skpxl.files.bundles import APPLE_MARKERS, judge
from skpxl.files.fetch import refusal_of
from skpxl.files.methods import OtherPacking, inflated, is_ordinary, unknown
from skpxl.files.passed import Passed

# Members that only a workbook, an OpenDocument file or a document of Apple's has: such a zip is one file, not an archive.
_MARKERS = ("[content_types].xml", "mimetype", "_rels/.rels", *APPLE_MARKERS)
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # local file header, APPNOTE.TXT 4.3.7
_END = struct.Struct("<4s4H2LH")  # end of central directory, 4.3.16
_END64 = struct.Struct("<4sQ2H2L4Q")  # its zip64 form, 4.3.14
# What zipfile raises for archives that are none, or damaged.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    struct.error,
    EOFError,
    zlib.error,
    RuntimeError,
)
_NAME_MAX = 120
_PATH_MAX = 240
_CHAT_MAX = 20_000_000  # bytes


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
    """One member: its shown path, its bytes, or in `problem` a finding code and in `detail` what happened; `passed` why it is
    not looked into at all.
    """

    name: str
    data: bytes = b""
    problem: str = ""
    detail: str = ""
    passed: Passed | None = None


@dataclass(slots=True)
class Budget:
    """What an archive, with all archives inside it, may still take."""

    limits: ArchiveLimits = field(repr=False)
    members: int = field(init=False)
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.members, self.total = self.limits.members, self.limits.total

    def refuses(self, size: int) -> str:
        """Why one more member of this many bytes is too much; empty where it is not."""
        if size > self.limits.member:
            return f"anggota arsip lebih dari {self.limits.member // 1_000_000} MB"
        return f"isi arsip seluruhnya lebih dari {self.limits.total // 1_000_000} MB" if size > self.total else ""


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
    except NotImplementedError:  # a zip of a later kind, which is told when it is opened
        return True
    except (*ZIP_ERRORS, OSError):
        return False


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


def unpacked(source: Path | bytes, name: str, left: Budget) -> Iterator[Member]:
    """The members of one archive, named `nama/...`; archives among them as they are. Never raises for its content."""
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            if _directory_size(file, left.limits) is None:
                yield Member(
                    name,
                    b"",
                    "berkas-terlalu-besar",
                    f"arsip memuat lebih dari {left.limits.members} anggota",
                )
                return
            with zipfile.ZipFile(file) as archive:
                yield from _each(archive, name, left)
    except NotImplementedError:
        yield Member(name, b"", "kemasan-tidak-dibuka", "arsip memakai cara yang lebih baru")
    except OSError as error:
        yield Member(name, b"", *_refusal(error, source, "arsip terpotong atau tidak utuh"))
    except ZIP_ERRORS:
        yield Member(name, b"", "berkas-rusak", "arsip terpotong atau tidak utuh")


def _refusal(error: OSError, source: Path | bytes | None, damage: str) -> tuple[str, str]:
    """What the disk said; a place in the file that cannot be is damage to the archive."""
    if isinstance(source, bytes) or error.errno in (None, errno.EINVAL):
        return "berkas-rusak", damage
    return refusal_of(error, source)


def _each(archive: zipfile.ZipFile, name: str, left: Budget) -> Iterator[Member]:
    entries = [(shown_name(info.filename), info) for info in archive.infolist() if not info.filename.endswith("/")]
    judged = judge([shown for shown, _ in entries], closed=True) if len(entries) <= left.members else None
    passed = judged.passed if judged else {}
    sent = [(shown, info) for shown, info in entries if shown not in passed]
    documents = judged.documents if judged else ()
    yield from (
        _passed(archive, info, f"{name}/{shown}", passed[shown], left) for shown, info in entries if shown in passed
    )
    yield from (Member(f"{name}/{one.name}", b"", one.problem, one.kind) for one in documents)
    if not sent and not documents and Passed.PELENGKAP not in passed.values():
        yield Member(name, b"", "berkas-kosong", "arsip tidak berisi satu berkas pun")
    for index, (shown, info) in enumerate(sent):
        if left.members <= 0:
            more = len(sent) - index
            reason = f"arsip memuat lebih dari {left.limits.members} anggota; {more} anggota tidak dibuka"
            yield Member(name, b"", "berkas-terlalu-besar", reason)
            return
        left.members -= 1
        yield _one(archive, info, f"{name}/{shown}", left)


def _passed(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, why: Passed, left: Budget) -> Member:
    """A member that is not looked into; the text of a chat is given all the same, for it says who sent what."""
    is_text = why is Passed.PELENGKAP and name.lower().endswith(".txt") and info.file_size <= _CHAT_MAX
    return Member(name, _one(archive, info, name, left).data if is_text else b"", passed=why)


def _one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: Budget) -> Member:
    limits = left.limits
    if info.flag_bits & 0x1:
        return Member(name, b"", "berkas-terenkripsi", "anggota arsip dikunci dengan kata sandi")
    if info.file_size > limits.member:
        return Member(name, b"", "berkas-terlalu-besar", left.refuses(info.file_size))
    fold = info.file_size // max(info.compress_size, 1)
    if info.file_size > limits.ratio_from and fold > limits.ratio:
        return Member(
            name,
            b"",
            "berkas-terlalu-besar",
            f"anggota arsip mengembang {fold} kali lipat",
        )
    if reason := left.refuses(info.file_size):
        return Member(name, b"", "berkas-terlalu-besar", reason)
    try:
        if is_ordinary(info.compress_type):
            with archive.open(info) as stream:
                data = stream.read(info.file_size + 1)
        else:
            data = _rarely_packed(archive, info)
    except OtherPacking as other:
        return Member(name, b"", "kemasan-tidak-dibuka", str(other))
    except NotImplementedError:
        return Member(name, b"", "kemasan-tidak-dibuka", "anggota arsip memakai cara yang lebih baru")
    except OSError as error:
        return Member(name, b"", *_refusal(error, None, "anggota arsip tidak utuh"))
    except ZIP_ERRORS:
        return Member(name, b"", "berkas-rusak", "anggota arsip tidak utuh")
    left.total -= len(data)
    return Member(name, data)


def _rarely_packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member packed in a rarer way, unpacked under the limits of `files/methods.py`, which `zipfile` does not have."""
    wrong = unknown(info.compress_type, "anggota arsip")
    file = archive.fp
    if file is None:
        raise wrong
    file.seek(info.header_offset)
    header = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    file.seek(header[9] + header[10], 1)
    data = bytearray()
    for piece in inflated(file.read(info.compress_size), info.compress_type, "anggota arsip"):
        data += piece
        if len(data) > info.file_size:
            raise wrong
    if len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise wrong
    return bytes(data)


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
