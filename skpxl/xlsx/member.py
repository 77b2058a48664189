"""One member of a zip, unpacked as a whole or in pieces and held against what the directory says; nothing is kept.

XML may come in either encoding that OPC allows; `as_utf8` makes it one.
"""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from skpxl.xlsx.verdict import TakTerbaca

LOCAL = struct.Struct("<4s5H3L2H")  # local file header, APPNOTE.TXT 4.3.7

_PIECE = 1_000_000  # bytes
_PACKED_PIECE = 64_000
_DECLARATION = re.compile(r"<\?xml\s[^<>]*?\?>")
_ENCODING = re.compile(r"\sencoding\s*=\s*[\"'](?!(?:utf-16(?:le|be)?|(?:iso-10646-)?ucs-2)[\"'])", re.IGNORECASE)


def unpack(data: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """One member of the zip `data` as a whole. Raises `TakTerbaca` where it is not what the directory says."""
    packed = _packed(data, info, name)
    if info.compress_type == zipfile.ZIP_STORED:
        whole = packed
    else:
        opener = zlib.decompressobj(-15)
        try:
            # one byte more than declared is enough to know that the directory lies
            whole = opener.decompress(packed, info.file_size + 1)
        except zlib.error as fault:
            raise _not_whole(name) from fault
        if len(whole) == info.file_size and not opener.eof:
            raise _not_whole(name)
    if len(whole) != info.file_size or zlib.crc32(whole) != info.CRC:
        raise _not_whole(name)
    return whole


def pieces(data: bytes, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The same in pieces of at most a megabyte; what only shows in the whole is raised after the last piece."""
    size = crc = 0
    for piece in _inflated(_packed(data, info, name), info.compress_type == zipfile.ZIP_STORED, name):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        if size > info.file_size:
            raise _not_whole(name)
        yield piece
    if size != info.file_size or crc != info.CRC:
        raise _not_whole(name)


def as_utf8(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The pieces of an XML part as UTF-8; UTF-16, which OPC allows as well, is told by its byte order mark."""
    first = next(parts, b"")
    if first[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or first[2:4] == b"\x00\x00":
        if b"\x00" in first[:4]:
            raise _other_encoding(name)
        yield first
        yield from parts
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        text = decoder.decode(first)
        if (declared := _DECLARATION.match(text)) is not None:
            if _ENCODING.search(declared[0]):
                raise _other_encoding(name)
            text = text[declared.end() :]
        yield text.encode()
        for piece in parts:
            yield decoder.decode(piece).encode()
        decoder.decode(b"", final=True)
    except UnicodeError as fault:
        raise TakTerbaca("berkas-rusak", f"isi bagian {name} tidak dapat diurai") from fault


def _not_whole(name: str) -> TakTerbaca:
    return TakTerbaca("berkas-rusak", f"bagian {name} tidak utuh")


def _other_encoding(name: str) -> TakTerbaca:
    return TakTerbaca("berkas-rusak", f"bagian {name} tidak memakai UTF-8 atau UTF-16")


def _packed(data: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """The packed bytes of a member, its local header held against the directory."""
    damage, start = _not_whole(name), info.header_offset
    if start < 0 or start + LOCAL.size > len(data):
        raise damage
    mark, _, _, method, _, _, _, _, _, name_length, extra_length = LOCAL.unpack_from(data, start)
    local_name = data[start + LOCAL.size : start + LOCAL.size + name_length]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    if mark != b"PK\x03\x04" or method != info.compress_type:
        raise damage
    if local_name != info.orig_filename.encode(encoding, "replace"):
        raise damage
    first = start + LOCAL.size + name_length + extra_length
    packed = data[first : first + info.compress_size]
    if len(packed) != info.compress_size:
        raise damage
    return packed


def _inflated(packed: bytes, stored: bool, name: str) -> Iterator[bytes]:
    if stored:
        yield from (packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE))
        return
    opener = zlib.decompressobj(-15)
    try:
        for start in range(0, len(packed), _PACKED_PIECE):
            rest = packed[start : start + _PACKED_PIECE]
            while rest:
                yield opener.decompress(rest, _PIECE)
                rest = opener.unconsumed_tail
        while piece := opener.decompress(b"", _PIECE):
            yield piece
    except zlib.error as fault:
        raise _not_whole(name) from fault
    if not opener.eof:
        raise _not_whole(name)
