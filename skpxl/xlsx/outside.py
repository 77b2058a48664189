"""What in a workbook leads outside: links, queries, connections. They are named; nothing is opened, nothing fetched."""

import posixpath
import re
from collections.abc import Iterator

from skpxl.xlsx.package import Package, Unreadable

# By the beginning of a part's name, in small letters.
_PARTS = {
    "xl/querytables/": "tabel kueri",
    "xl/model/": "model data",
    "xl/webextensions/": "add-in web",
    "xl/volatiledependencies": "data langsung (RTD)",
}
_LOOKED_INTO = ("xl/externallinks/", "xl/connections.", "customxml/item")
_ANY = (*_PARTS, *_LOOKED_INTO)
_SMALL = 1_000_000  # bytes; a larger part is named by its kind alone
_MASHUP = (b"DataMashup", "DataMashup".encode("utf-16-le"), "DataMashup".encode("utf-16-be"))
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"'<>]+)["']""")


def leads_outside(package: Package) -> tuple[str, ...]:
    """What an .xlsx or .xlsb holds of such, in words a clerk knows; each once, in the order of the file."""
    names = [name for name in package.names if name.casefold().startswith(_ANY)]
    return tuple(dict.fromkeys(kind for name in names for kind in _kinds(package, name)))


def _kinds(package: Package, name: str) -> Iterator[str]:
    low = name.casefold()
    for start, kind in _PARTS.items():
        if low.startswith(start):
            yield kind
    if not low.startswith(_LOOKED_INTO) or "/_rels/" in low:
        return
    content = _content(package, name)
    if low.startswith("customxml/"):
        if any(mark in content for mark in _MASHUP):
            yield "kueri Power Query"
    elif low.startswith("xl/connections."):
        yield "kueri web" if b"webPr" in content else "sambungan data"
    elif b"ddeLink" in content:
        yield "tautan DDE"
    elif b"oleLink" in content:
        yield "tautan OLE"
    else:
        yield f"tautan ke buku kerja lain{_target(package, name)}"


def _target(package: Package, name: str) -> str:
    """The name of the file a link leads to, without its folders, in brackets; empty where it cannot be told."""
    folder, base = posixpath.split(name)
    match = _TARGET.search(_content(package, f"{folder}/_rels/{base}.rels"))
    if match is None:
        return ""
    path = match[1].decode("utf-8", "replace").replace("\\", "/").rstrip("/")
    return f" ({posixpath.basename(path)[:60]})"


def _content(package: Package, name: str) -> bytes:
    """The bytes of a part, empty where it is missing, damaged or large: a link is told whatever is wrong with it."""
    try:
        return package.read(name) if name in package and package.size(name) <= _SMALL else b""
    except Unreadable:
        return b""
