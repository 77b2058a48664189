"""The names in the root of a compound file (OLE, [MS-CFB]): enough to tell which program wrote it. No stream is read."""

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE = 0xFFFFFFFA  # from here on sector numbers mean something else
_SHIFTS = (9, 12)  # sectors of 512 and 4096 bytes
_ENTRY = 128
_ENTRIES_MAX = 20_000


def root_names(data: bytes) -> frozenset[str]:
    """The names of streams and storages in the root, without what is embedded; empty where the directory cannot be followed."""
    try:
        entries = _directory(data)
        found, seen, waiting = set[str](), set[int](), [_links(entries[0])[2]]
        while waiting:
            number = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            (length,) = struct.unpack_from("<H", entry, 64)
            found.add(entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"))
            waiting += _links(entry)[:2]
        return frozenset(found)
    except (struct.error, IndexError):
        return frozenset()


def _links(entry: bytes) -> tuple[int, int, int]:
    """Left, right and child of a directory entry."""
    left, right, child = struct.unpack_from("<3L", entry, 68)
    return left, right, child


def _directory(data: bytes) -> list[bytes]:
    """The entries of the directory, in the order of their numbers."""
    (shift,) = struct.unpack_from("<H", data, 30)
    (sector,) = struct.unpack_from("<L", data, 48)
    if shift not in _SHIFTS:
        raise IndexError
    size = 1 << shift
    tables = struct.unpack_from("<109L", data, 76)
    found: list[bytes] = []
    seen: set[int] = set()
    while sector < _FREE and sector not in seen and len(found) < _ENTRIES_MAX:
        seen.add(sector)
        start = (sector + 1) * size
        found += [data[at : at + _ENTRY] for at in range(start, start + size, _ENTRY)]
        table, place = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<L", data, (tables[table] + 1) * size + 4 * place)
    return found
