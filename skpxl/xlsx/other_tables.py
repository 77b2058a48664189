"""Tables of other programs, and of Excel's youth, told by their first bytes and said in words a clerk knows. None is read."""

import re
import struct
import zlib

XML_2003 = "buku kerja Excel 2003 XML (.xml)"
EXCEL_4 = "buku kerja Excel versi 2 sampai 4 (.xls)"
DBASE = "tabel dBase (.dbf)"
GNUMERIC = "buku kerja Gnumeric (.gnumeric)"
SXC = "buku kerja OpenOffice 1 (.sxc)"
KINGSOFT = "buku kerja WPS Office lama (.et)"
WORKS = "lembar kerja Works atau Lotus 1-2-3 (.wks)"
LOTUS = "lembar kerja Lotus 1-2-3 (.wk1, .wk3, .123)"
QUATTRO = "lembar kerja Quattro Pro"
SYLK = "lembar SYLK (.slk)"
DIF = "lembar DIF (.dif)"
# What any of today's spreadsheet programs opens and saves as .xlsx.
OTHER_TABLES = (XML_2003, EXCEL_4, DBASE, GNUMERIC, SXC, KINGSOFT, WORKS, LOTUS, QUATTRO, SYLK, DIF)

_STARTS = (
    (b"\xff\x00\x02\x00\x04\x04", WORKS),
    (b"\x00\x00\x02\x00\x04\x04", WORKS),
    (b"\x00\x00\x02\x00\x06\x04", LOTUS),
    (b"\x00\x00\x1a\x00", LOTUS),
    (b"\x00\x00\x02\x00", QUATTRO),
    (b"\x09\x00\x04\x00", EXCEL_4),
    (b"\x09\x02\x06\x00", EXCEL_4),
    (b"\x09\x04\x06\x00", EXCEL_4),
)
# A text that begins with `ID;P` may be a CSV with such headings: the lines behind it tell.
_SYLK = re.compile(rb"ID;P[^\r\n]*\r?\n(?:[A-Z]{1,3};[^\r\n]*\r?\n){2}")
_DIF = re.compile(rb"TABLE\r?\n0,1\r?\n")
_GNUMERIC = b"gnumeric.org/"
_DBASE = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xe5\xf5\xfb")
_DBASE_END = 0x0D
_DBASE_LINK = 263  # bytes that FoxPro has behind the fields


def other_table(data: bytes) -> str:
    """The name of such a table; empty for anything else."""
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    if _SYLK.match(data):
        return SYLK
    if _DIF.match(data):
        return DIF
    if _GNUMERIC in (_gunzipped(data) if data.startswith(b"\x1f\x8b\x08") else data[:4096]):
        return GNUMERIC
    return DBASE if _is_dbase(data) else ""


def _gunzipped(data: bytes) -> bytes:
    """The first bytes of what is packed by gzip."""
    try:
        return zlib.decompressobj(31).decompress(data[:8192], 4096)
    except zlib.error:
        return b""


def _is_dbase(data: bytes) -> bool:
    """True where the header of a .dbf holds what it must: a date, room for its fields, and their end."""
    if len(data) < 65 or data[0] not in _DBASE or data[2] > 12 or data[3] > 31:
        return False
    header, record = struct.unpack_from("<2H", data, 8)
    if not 65 <= header <= len(data) or not record:
        return False
    if data[0] in b"\x30\x31\x32":
        header -= _DBASE_LINK
    return header >= 65 and _DBASE_END in (data[header - 1], data[header - 2])
