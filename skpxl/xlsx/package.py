"""An .xlsx as a zip of named parts, opened with suspicion; what the parts mean is `xlsx/grid.py`'s business.

Everything a zip claims is checked before anything is unpacked, and against what really comes out while unpacking.
Nothing is ever written to disk.
"""

import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import errors

from skpxl.files.fetch import Refused, read_file
from skpxl.xlsx.member import LOCAL, as_utf8, pieces, unpack
from skpxl.xlsx.ole import OLE
from skpxl.xlsx.signature import in_ole, recognise, recognise_zip
from skpxl.xlsx.unlock import unlocked
from skpxl.xlsx.verdict import Tertahan, Unreadable

__all__ = [
    "DALAM_MAKS",
    "LIMITS",
    "Limits",
    "Package",
    "Tertahan",
    "Unreadable",
    "open_package",
    "open_parts",
    "parse_xml",
    "read_source",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps, in bytes unless said otherwise. An issued form has 15 kB in 15 parts."""

    file: int = 25_000_000
    members: int = 2_000  # count
    part: int = 150_000_000
    total: int = 300_000_000
    ratio: int = 200  # unpacked by packed, looked at above `ratio_from`; not of sheets, which can be read in pieces
    ratio_from: int = 5_000_000


LIMITS = Limits()
DALAM_MAKS = 100  # elements within elements; SpreadsheetML needs a dozen
_SMALL = 200_000  # bytes
_TEXT = 10_000_000  # bytes between two elements of a part that is read in pieces
_SHEET = re.compile(r"xl/worksheets/[^/]+", re.IGNORECASE)


class Package:
    """The parts of one .xlsx, by name; made by `open_package`. Unpacked parts are kept."""

    def __init__(self, data: bytes, members: dict[str, zipfile.ZipInfo], limits: Limits) -> None:
        self._data = data
        self._members = members
        self._exact_names = {name.casefold(): name for name in members}  # OPC part names ignore case
        self._limits = limits
        self._unpacked: dict[str, bytes] = {}
        self._total = 0

    @property
    def members(self) -> dict[str, zipfile.ZipInfo]:
        """The entries of the zip directory by part name."""
        return self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The part names, in the order of the zip directory, without a leading `/`."""
        return tuple(self._members)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The unpacked size the zip directory gives for each part, in bytes, in the order of `names`."""
        return tuple(info.file_size for info in self._members.values())

    @property
    def data(self) -> bytes:
        """The packed file itself."""
        return self._data

    @property
    def crc(self) -> dict[str, int]:
        """The CRC-32 the zip directory gives for each part: enough to see which parts differ from another file."""
        return {name: info.CRC for name, info in self._members.items()}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._exact_names

    def read(self, name: str) -> bytes:
        """Return one part unpacked. Raises `Unreadable` where it is missing, damaged or larger than it says."""
        info = self._member(name)
        if info.filename not in self._unpacked:
            content = unpack(self._data, info, name)
            self._total += len(content)
            if self._total > self._limits.total:
                raise Unreadable("berkas-terlalu-besar", f"isinya lebih dari {self._limits.total // 1_000_000} MB")
            self._unpacked[info.filename] = content
        return self._unpacked[info.filename]

    def xml(self, name: str) -> ElementTree.Element:
        """Return one part parsed. Raises `Unreadable` as `read` does, and for malformed XML or a DOCTYPE."""
        try:
            return parse_xml(self.xml_bytes(name), name)
        except (ElementTree.ParseError, ValueError, LookupError) as fault:
            raise unparsed(fault, name) from fault

    def xml_bytes(self, name: str) -> bytes:
        """Return one part unpacked, known to hold no DOCTYPE (no entities, no bombs), not yet parsed."""
        data = self.read(name)
        if not data.startswith(b"<") or b"\x00" in data[:4]:
            data = b"".join(as_utf8(iter((data,)), name))
        if b"<!DOCTYPE" in data:
            raise Unreadable("berkas-rusak", f"bagian {name} memuat DOCTYPE")
        return data

    def xml_pieces(self, name: str) -> Iterator[bytes]:
        """The same in pieces, each cut off before a `<`, for a part that need not be held as a whole.

        Raises `Unreadable` as it goes, and after the last piece where the part as a whole is not what it should be.
        """
        rest = b""
        for piece in as_utf8(pieces(self._data, self._member(name), name), name):
            whole = rest + piece
            cut = max(whole.rfind(b"<"), 0)
            if b"<!DOCTYPE" in whole:
                raise Unreadable("berkas-rusak", f"bagian {name} memuat DOCTYPE")
            yield whole[:cut]
            rest = whole[cut:]
            if len(rest) > _TEXT:
                raise Unreadable(
                    "berkas-terlalu-besar", f"sebuah teks di bagian {name} lebih dari {_TEXT // 1_000_000} MB"
                )
        yield rest

    def size(self, name: str) -> int:
        """The unpacked size that the zip directory gives for a part. Raises `Unreadable` where it is missing."""
        return self._member(name).file_size

    def _member(self, name: str) -> zipfile.ZipInfo:
        exact = self._exact_names.get(name.casefold())
        if exact is None:
            raise Unreadable("berkas-rusak", f"bagian {name} tidak ada")
        return self._members[exact]


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """Parse a part that holds no DOCTYPE. Raises `Unreadable` where it nests deeper than any program writes, else as
    ElementTree does. Small parts cannot nest dangerously and are not looked at."""
    xml = ElementTree.fromstring(data)  # noqa: S314 (no DOCTYPE: xml_bytes)
    if len(data) > _SMALL:
        level = [xml]
        for _ in range(DALAM_MAKS):
            level = [child for node in level for child in node]
            if not level:
                break
        else:
            raise Unreadable("berkas-rusak", f"isi bagian {name} bersarang lebih dari {DALAM_MAKS} lapis")
    return xml


def unparsed(fault: Exception, name: str) -> Unreadable:
    """The verdict on a part that ElementTree gave up. Raises MemoryError where that was for want of memory: it says
    nothing of the part."""
    if getattr(fault, "code", None) == errors.codes[errors.XML_ERROR_NO_MEMORY]:
        raise MemoryError from fault
    return Unreadable("berkas-rusak", f"isi bagian {name} tidak dapat diurai")


def open_package(source: Path | bytes, limits: Limits = LIMITS) -> Package:
    """Open an .xlsx (or .xlsm) from a file or from its bytes, also one that is encrypted with Excel's own password.

    Raises `Unreadable` with `berkas-kosong`, `berkas-terlalu-besar`, `berkas-terenkripsi`, `berkas-bukan-xlsx` (the
    detail names what the file is by content) or `berkas-rusak`; `Tertahan` where the disk does not give it now.
    """
    data = read_source(source, limits)
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("berkas-kosong", "berkas tidak berisi apa pun")
    if data.startswith(OLE) and in_ole(data, "EncryptedPackage"):
        data = read_source(unlocked(data), limits)
    if data[:2] != b"PK":
        raise Unreadable("berkas-bukan-xlsx", recognise(data))
    package = open_parts(data, limits)
    members = package.members
    if "[Content_Types].xml" not in package or not ({"xl/workbook.xml", "_rels/.rels"} & members.keys()):
        mimetype = package.read("mimetype") if "mimetype" in package else b""
        raise Unreadable("berkas-bukan-xlsx", recognise_zip(members, mimetype))
    if "xl/workbook.xml" not in package and (other_kind := recognise_zip(members, b"")) != "arsip zip biasa":
        raise Unreadable("berkas-bukan-xlsx", other_kind)
    return package


def open_parts(data: bytes, limits: Limits = LIMITS) -> Package:
    """Open any zip of named parts, whatever it is. Raises `Unreadable` (too large, encrypted, damaged)."""
    if data.count(b"PK\x01\x02") > 2 * limits.members:  # before the directory of a bomb is unfolded
        raise Unreadable("berkas-terlalu-besar", f"berkas memuat lebih dari {2 * limits.members} bagian")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries, end = archive.infolist(), archive.start_dir
    except NotImplementedError as fault:
        raise Unreadable("kemasan-tidak-dibuka", "zipnya memakai cara yang lebih baru") from fault
    except (zipfile.BadZipFile, ValueError, struct.error, EOFError, OSError) as fault:
        raise Unreadable("berkas-rusak", "berkas terpotong atau bukan arsip zip yang utuh") from fault
    return Package(data, _check_directory(entries, end, limits), limits)


def read_source(source: Path | bytes, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file, at most as many as the limits allow. Raises `Unreadable` (`berkas-terlalu-besar`), and `Tertahan`
    where the disk does not give it now."""
    data = source if isinstance(source, bytes) else _read_file(source, limits)
    if len(data) > limits.file:
        raise _too_large(limits)
    return data


def _too_large(limits: Limits) -> Unreadable:
    return Unreadable("berkas-terlalu-besar", f"berkas lebih besar dari {limits.file / 1_000_000:g} MB")


def _read_file(path: Path, limits: Limits) -> bytes:
    try:
        return read_file(path, limits.file + 1)
    except Refused as refused:
        raise Tertahan(*refused.refusal) from refused


def _check_directory(entries: list[zipfile.ZipInfo], end: int, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Check what the zip directory claims; return the members by name (folders left out)."""
    if len(entries) > limits.members:
        raise Unreadable("berkas-terlalu-besar", f"berkas memuat {len(entries)} bagian")
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    total = 0
    for info in entries:
        name = info.filename.replace("\\", "/").lstrip("/")
        if info.flag_bits & 0x1:
            raise Unreadable("berkas-terenkripsi", "arsip zip dikunci dengan kata sandi")
        if name.casefold() in seen:
            raise Unreadable("berkas-rusak", f"bagian {name} ada dua kali")
        seen.add(name.casefold())
        total += info.file_size
        packed = max(info.compress_size, 1)
        if total > limits.total:
            raise Unreadable("berkas-terlalu-besar", f"isinya lebih dari {limits.total // 1_000_000} MB")
        if info.file_size > limits.part:
            raise Unreadable("berkas-terlalu-besar", f"bagian {name} berisi {info.file_size // 1_000_000} MB")
        if (
            info.file_size > limits.ratio_from
            and info.file_size // packed > limits.ratio
            and not _SHEET.fullmatch(name)
        ):
            raise Unreadable("berkas-terlalu-besar", f"bagian {name} mengembang {info.file_size // packed} kali lipat")
        if not name.endswith("/"):
            members[name] = info
    reached = 0
    for info in sorted(entries, key=lambda entry: entry.header_offset):
        if info.header_offset < reached:
            raise Unreadable("berkas-rusak", f"bagian {info.filename} bertumpuk dengan bagian lain")
        reached = info.header_offset + LOCAL.size + len(info.orig_filename) + info.compress_size
        if reached > end:
            raise Unreadable("berkas-rusak", f"bagian {info.filename} melewati ujung berkas")
    return members
