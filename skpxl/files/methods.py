"""The ways in which a member of a zip can be packed (APPNOTE.TXT 4.4.5): unpacked in pieces, or called by their names.

It knows no zip and no names of members. Every unpacker holds what it may take: pieces of at most a megabyte, and a
dictionary no larger than 7-Zip's strongest ordinary setting asks for.
"""

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

_PIECE = 1_000_000  # bytes
_PACKED_PIECE = 64_000
_DICTIONARY_MAX = 64 << 20  # bytes
_MEMORY_MAX = 100 << 20  # bytes, of what asks for memory beyond its dictionary
_XZ = 95
_HELD = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what every program packs with
_NAMES = {
    1: "Shrink", 2: "Reduce", 3: "Reduce", 4: "Reduce", 5: "Reduce", 6: "Implode", 9: "Deflate64", 10: "PKWARE DCL",
    12: "bzip2", 14: "LZMA", 16: "IBM CMPSC", 18: "IBM TERSE", 19: "IBM LZ77", 20: "Zstandard", 93: "Zstandard",
    94: "MP3", _XZ: "XZ", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES",
}  # fmt: skip


class Damaged(Exception):  # noqa: N818 (what is damaged is said by who knows the member)
    """The packed bytes are not what every program packs them to."""


class OtherPacking(Exception):  # noqa: N818 (an answer, not an error of the program)
    """Packed in a way that is not opened here; the text says so in Indonesian. It says nothing of what is packed."""


class _Opener(Protocol):
    """What bz2 and lzma give."""

    @property
    def eof(self) -> bool:
        """True when the end of what was packed is reached."""

    @property
    def needs_input(self) -> bool:
        """True when nothing more comes out of what was given."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """The next bytes, at most so many."""


def is_ordinary(method: int) -> bool:
    """True for the two ways of packing that every program knows: whole or damaged, and nothing in between."""
    return method in _HELD


def unknown(method: int, what: str) -> OtherPacking:
    """What is raised of a thing (`what`: in Indonesian) that is packed in a way not opened here."""
    name = _NAMES.get(method, f"cara nomor {method}")
    return OtherPacking(f"{what} dipadatkan dengan {name}, bukan dengan cara zip yang biasa")


def inflated(packed: bytes, method: int, what: str) -> Iterator[bytes]:
    """What was packed, in pieces of at most a megabyte; `what` names it in Indonesian.

    Raises `Damaged` for one of the ordinary ways, and `OtherPacking` for any other that is not known here, or does not
    open: there it cannot be told whether the file or the program that packed it is at fault.
    """
    if method == zipfile.ZIP_STORED:
        yield from (packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE))
    elif method == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed)
    elif method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, _XZ):
        try:
            yield from _others(packed, method)
        except (OSError, EOFError, ValueError, struct.error, lzma.LZMAError, Damaged) as fault:
            raise unknown(method, what) from fault
    else:
        raise unknown(method, what)


def _deflated(packed: bytes) -> Iterator[bytes]:
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
        raise Damaged from fault
    if not opener.eof:
        raise Damaged


def _others(packed: bytes, method: int) -> Iterator[bytes]:
    opener: _Opener
    if method == zipfile.ZIP_BZIP2:
        opener = bz2.BZ2Decompressor()
    elif method == _XZ:
        opener = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY_MAX)
    else:
        opener, packed = _lzma(packed)
    rest = packed
    while not opener.eof:
        piece = opener.decompress(rest, _PIECE)
        rest = b""
        yield piece
        if not piece and opener.needs_input:
            if method != zipfile.ZIP_LZMA:  # which may end without a mark
                raise Damaged
            return


def _lzma(packed: bytes) -> tuple[_Opener, bytes]:
    """The opener for LZMA as it stands in a zip (APPNOTE.TXT 5.8.8), and the bytes behind its properties."""
    _, length, settings, dictionary = struct.unpack_from("<HHBL", packed)
    if length != 5 or settings >= 9 * 5 * 5 or dictionary > _DICTIONARY_MAX:
        raise Damaged
    lc, lp, pb = settings % 9, settings // 9 % 5, settings // 45
    chosen = {"id": lzma.FILTER_LZMA1, "dict_size": max(dictionary, 4096), "lc": lc, "lp": lp, "pb": pb}
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chosen]), packed[9:]
