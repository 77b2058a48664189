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
_PENANDA = ("[content_types].xml", "mimetype", "_rels/.rels")
_LOKAL = struct.Struct("<4s5H3L2H")  # local file header, APPNOTE.TXT 4.3.7
_UJUNG = struct.Struct("<4s4H2LH")  # end of central directory, 4.3.16
_UJUNG64 = struct.Struct("<4sQ2H2L4Q")  # its zip64 form, 4.3.14
# What zipfile raises for archives that are none, or damaged.
_SALAH_ZIP = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error, EOFError)
_NAMA_MAKS = 120
_JALUR_MAKS = 240
# Files that programs leave beside workbooks; nobody has sent them.
ABAIKAN = re.compile(r"^(~\$|\.~lock\.|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Caps for one archive with all that is in it; sizes in bytes, `rasio` is unpacked by packed above `rasio_dari`."""

    lapis: int = 4
    anggota: int = 50_000
    satu: int = 40_000_000
    total: int = 300_000_000
    rasio: int = 200
    rasio_dari: int = 5_000_000


LIMITS = ArchiveLimits()


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its shown path, its bytes, or in `masalah` a finding code and in `detail` what happened."""

    nama: str
    data: bytes = b""
    masalah: str = ""
    detail: str = ""


@dataclass(slots=True)
class _Sisa:
    """What the whole walk may still take."""

    anggota: int
    total: int
    batas: ArchiveLimits = field(repr=False)


def is_archive(source: Path | bytes) -> bool:
    """True for a zip that is no workbook or other single document; told by content, whatever its name says."""
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as berkas:
            if _first_name(berkas).casefold() in _PENANDA:
                return False
            berkas.seek(0)
            if berkas.read(2) != b"PK" or _directory_size(berkas) is None:
                return False
            if _directory_size(berkas, LIMITS) is None:
                return True
            with zipfile.ZipFile(berkas) as arsip:
                return not any(info.filename.casefold() in _PENANDA for info in arsip.infolist())
    except _SALAH_ZIP:
        return False


def members(source: Path | bytes, nama: str, limits: ArchiveLimits = LIMITS) -> Iterator[Member]:
    """All members of an archive, those of archives inside it included, named `nama/...`. Never raises for its content."""
    yield from _members(source, nama, 1, _Sisa(limits.anggota, limits.total, limits))


def shown_name(nama: str) -> str:
    """A member's name as it may be shown: no drive, no `..`, no control or direction characters, not overlong."""
    bersih = "".join(
        huruf if unicodedata.category(huruf) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else "_"
        for huruf in nama
    )
    bagian = re.sub(r"^[A-Za-z]:", "", bersih.replace("\\", "/")).split("/")
    pendek = [_shortened(satu.strip()) for satu in bagian if satu.strip() not in ("", ".", "..")]
    hasil = "/".join(pendek) or "tanpa nama"
    return hasil if len(hasil) <= _JALUR_MAKS else "…" + hasil[1 - _JALUR_MAKS :]


def _shortened(satu: str) -> str:
    if len(satu) <= _NAMA_MAKS:
        return satu
    batang, titik, akhiran = satu.rpartition(".")
    akhiran = titik + akhiran if titik and len(akhiran) <= 8 else ""
    return (batang if akhiran else satu)[: _NAMA_MAKS - 1 - len(akhiran)] + "…" + akhiran


def _members(source: Path | bytes, nama: str, lapis: int, sisa: _Sisa) -> Iterator[Member]:
    batas = sisa.batas
    if lapis > batas.lapis:
        yield Member(nama, b"", "berkas-terlalu-besar", f"arsip di dalam arsip lebih dari {batas.lapis} lapis")
        return
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as berkas:
            if _directory_size(berkas, batas) is None:
                yield Member(nama, b"", "berkas-terlalu-besar", f"arsip memuat lebih dari {batas.anggota} anggota")
                return
            with zipfile.ZipFile(berkas) as arsip:
                yield from _each(arsip, nama, lapis, sisa)
    except _SALAH_ZIP:
        yield Member(nama, b"", "berkas-rusak", "arsip terpotong atau tidak utuh")


def _each(arsip: zipfile.ZipFile, nama: str, lapis: int, sisa: _Sisa) -> Iterator[Member]:
    isi = [info for info in arsip.infolist() if not info.is_dir()]
    dikirim = [info for info in isi if not ABAIKAN.match(shown_name(info.filename).rsplit("/", 1)[-1])]
    if not dikirim:
        yield Member(nama, b"", "berkas-kosong", "arsip tidak berisi satu berkas pun")
    for urutan, info in enumerate(dikirim):
        if sisa.anggota <= 0:
            lagi = len(dikirim) - urutan
            sebab = f"arsip memuat lebih dari {sisa.batas.anggota} anggota; {lagi} anggota tidak dibuka"
            yield Member(nama, b"", "berkas-terlalu-besar", sebab)
            return
        sisa.anggota -= 1
        satu = _one(arsip, info, f"{nama}/{shown_name(info.filename)}", sisa)
        if not satu.masalah and is_archive(satu.data):
            yield from _members(satu.data, satu.nama, lapis + 1, sisa)
        else:
            yield satu


def _one(arsip: zipfile.ZipFile, info: zipfile.ZipInfo, nama: str, sisa: _Sisa) -> Member:
    batas = sisa.batas
    if info.flag_bits & 0x1:
        return Member(nama, b"", "berkas-terenkripsi", "anggota arsip dikunci dengan kata sandi")
    if info.file_size > batas.satu:
        return Member(nama, b"", "berkas-terlalu-besar", f"anggota arsip lebih dari {batas.satu // 1_000_000} MB")
    fold = info.file_size // max(info.compress_size, 1)
    if info.file_size > batas.rasio_dari and fold > batas.rasio:
        return Member(nama, b"", "berkas-terlalu-besar", f"anggota arsip mengembang {fold} kali lipat")
    if info.file_size > sisa.total:
        sebab = f"isi arsip seluruhnya lebih dari {batas.total // 1_000_000} MB"
        return Member(nama, b"", "berkas-terlalu-besar", sebab)
    try:
        with arsip.open(info) as isi:
            data = isi.read(info.file_size + 1)
    except (*_SALAH_ZIP, RuntimeError, zlib.error):
        return Member(nama, b"", "berkas-rusak", "anggota arsip tidak utuh")
    sisa.total -= len(data)
    return Member(nama, data)


def _first_name(berkas: BinaryIO) -> str:
    """The name of the member that stands first in the file: for a workbook enough to know it, without its directory."""
    kepala = berkas.read(_LOKAL.size)
    if len(kepala) < _LOKAL.size or kepala[:4] != b"PK\x03\x04":
        return ""
    return berkas.read(min(_LOKAL.unpack(kepala)[9], 200)).decode("utf-8", "replace")


def _directory_size(berkas: BinaryIO, batas: ArchiveLimits | None = None) -> int | None:
    """The size in bytes that the end record gives for the zip directory; None where there is no end record, or (with
    `batas`) where that many bytes hold more members than allowed. A directory beyond that is not even read.
    """
    panjang = berkas.seek(0, 2)
    berkas.seek(max(0, panjang - 65_557 - 76))
    ekor = berkas.read()
    berkas.seek(0)
    di = ekor.rfind(b"PK\x05\x06")
    if di < 0 or di + _UJUNG.size > len(ekor):
        return None
    besar: int = _UJUNG.unpack_from(ekor, di)[5]
    di64 = ekor.rfind(b"PK\x06\x06", 0, di)
    if besar == 0xFFFFFFFF and di64 >= 0 and di64 + _UJUNG64.size <= len(ekor):
        besar = _UJUNG64.unpack_from(ekor, di64)[8]
    # 46 bytes are the least an entry takes; a long name takes more, so this lets no fewer through than allowed.
    if batas is not None and min(besar, panjang) > batas.anggota * (46 + 400):
        return None
    return besar
