"""One member of a zip, unpacked as a whole or in pieces and held against what the directory says; nothing is kept.

XML may come in either encoding that OPC allows; `as_utf8` makes it one.
"""

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from skpxl.files.methods import Damaged, OtherPacking, inflated, is_ordinary, unknown
from skpxl.xlsx.verdict import Unreadable

LOCAL = struct.Struct("<4s5H3L2H")  # local file header, APPNOTE.TXT 4.3.7

_DECLARATION = re.compile(r"<\?xml\s[^<>]*?\?>")
_ENCODING = re.compile(r"\sencoding\s*=\s*[\"'](?!(?:utf-16(?:le|be)?|(?:iso-10646-)?ucs-2)[\"'])", re.IGNORECASE)


def unpack(data: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """One member of the zip `data` as a whole. Raises `Unreadable` where it is not what the directory says."""
    packed = _packed(data, info, name)
    if info.compress_type == zipfile.ZIP_STORED:
        whole = packed
    elif info.compress_type != zipfile.ZIP_DEFLATED:
        return b"".join(pieces(data, info, name))
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
    packed = _packed(data, info, name)
    wrong = _not_whole(name) if is_ordinary(info.compress_type) else _not_opened(info.compress_type, name)
    size = crc = 0
    try:
        for piece in inflated(packed, info.compress_type, f"bagian {name}"):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > info.file_size:
                raise wrong
            yield piece
    except (Damaged, OtherPacking) as fault:
        raise wrong from fault
    if size != info.file_size or crc != info.CRC:
        raise wrong


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
        raise Unreadable("berkas-rusak", f"isi bagian {name} tidak dapat diurai") from fault


def _not_whole(name: str) -> Unreadable:
    return Unreadable("berkas-rusak", f"bagian {name} tidak utuh")


def _not_opened(method: int, name: str) -> Unreadable:
    return Unreadable("kemasan-tidak-dibuka", str(unknown(method, f"bagian {name}")))


def _other_encoding(name: str) -> Unreadable:
    return Unreadable("berkas-rusak", f"bagian {name} tidak memakai UTF-8 atau UTF-16")


def _packed(data: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    """The packed bytes of a member, its local header held against the directory."""
    damage, start = _not_whole(name), info.header_offset
    if start < 0 or start + LOCAL.size > len(data):
        raise damage
    mark, _, _, method, _, _, _, _, _, name_length, extra_length = LOCAL.unpack_from(data, start)
    local_name = data[start + LOCAL.size : start + LOCAL.size + name_length]
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    if mark != b"PK\x03\x04":
        raise damage
    if method != info.compress_type:
        rarer = next((one for one in (method, info.compress_type) if not is_ordinary(one)), None)
        raise damage if rarer is None else _not_opened(rarer, name)
    if local_name != info.orig_filename.encode(encoding, "replace"):
        raise damage
    first = start + LOCAL.size + name_length + extra_length
    packed = data[first : first + info.compress_size]
    if len(packed) != info.compress_size:
        raise damage
    return packed
