"""What kind of file some bytes are, said in words a clerk knows; by content, never by name. It opens nothing."""

import re
from collections.abc import Container

from skpxl.xlsx.ole import OLE, root_names
from skpxl.xlsx.other_tables import KINGSOFT, SXC, XML_2003, other_table

# The kinds that somebody has to tell apart (forms/triage.py); all others are only named.
XLS = "buku kerja Excel lama (.xls)"
XLSB = "buku kerja Excel biner (.xlsb)"
ODS = "buku kerja OpenDocument (.ods)"
FODS = "buku kerja OpenDocument datar (.fods)"
CSV = "teks CSV"
HTML = "halaman web HTML"
HTML_BINGKAI = "halaman web HTML tanpa isi (bingkai); lembarnya ada di folder terpisah"
MHTML = "halaman web tersimpan (.mht)"
APPLE = "dokumen Apple (Numbers, Pages, atau Keynote)"
WINMAIL, MSG, EML = "surat winmail.dat (TNEF)", "surat Outlook (.msg)", "surat elektronik (.eml)"
SURAT = (WINMAIL, MSG, EML)
PINTASAN = (
    _LNK := "pintasan Windows (.lnk)",
    _URL := "pintasan ke halaman web (.url)",
    _WEBLOC := "pintasan ke halaman web (.webloc)",
    _DESKTOP := "pintasan Linux (.desktop)",
    _GOOGLE := "petunjuk ke dokumen Google (.gsheet atau sejenisnya)",
)
ARSIP = ("arsip RAR", "arsip 7z", "arsip gzip", "arsip bzip2", "arsip xz", "arsip tar")

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPG"),
    (b"GIF8", "gambar GIF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf'\x1c", "arsip 7z"),
    (b"\x1f\x8b\x08", "arsip gzip"),
    (b"BZh", "arsip bzip2"),
    (b"\xfd7zXZ\x00", "arsip xz"),
    (b"\x78\x9f\x3e\x22", WINMAIL),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _LNK),
    (b"SQLite format 3", "basis data SQLite"),
    (b"MZ\x90\x00", "program Windows (.exe)"),
    (b"\x00\x01\x00\x00Standard ", "basis data Access (.mdb)"),
    (b"!BDN", "kotak surat Outlook (.pst)"),
)
# What stands further inside: offset, bytes, name.
_INSIDE: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftypheic", "gambar HEIC"),
    (4, b"ftypheix", "gambar HEIC"),
    (4, b"ftypmif1", "gambar HEIC"),
    (4, b"ftyp", "video atau suara"),
    (6, bytes(4) + b"\x36\x00\x00\x00", "gambar BMP"),
    (8, b"WEBPVP8", "gambar WEBP"),
    (257, b"ustar", "arsip tar"),
)
# Names of streams in the root of an OLE file, or their beginnings.
_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "dokumen Word lama (.doc)"),
    ("PowerPoint Document", "presentasi PowerPoint lama (.ppt)"),
    ("__substg1.0_", MSG),
    ("__properties_version1.0", MSG),
    ("Workbook", XLS),
    ("Book", XLS),
    ("ETExtData", KINGSOFT),
    ("WpsCustomData", "dokumen WPS Writer lama (.wps)"),
    ("MatOST", "dokumen Microsoft Works (.wps)"),
    ("VisioDocument", "gambar Visio (.vsd)"),
    ("Quill", "terbitan Publisher (.pub)"),
)
_ODF: tuple[tuple[bytes, str], ...] = (
    (b"vnd.sun.xml.calc", SXC),
    (b"epub+zip", "buku elektronik (.epub)"),
    (b"opendocument.spreadsheet", ODS),
    (b"opendocument.text", "dokumen OpenDocument (.odt)"),
    (b"opendocument", "berkas OpenDocument"),
)
_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", XLSB),
    ("word/document.xml", "dokumen Word (.docx)"),
    ("ppt/presentation.xml", "presentasi PowerPoint (.pptx)"),
    ("Index/Document.iwa", APPLE),
    ("Index.zip", APPLE),
    ("index.apxl", APPLE),
    ("index.xml.gz", APPLE),
    ("FixedDocSeq.fdseq", "dokumen XPS"),
)
# The first record of a workbook in .xls (BOF), and the one behind it where a password is needed (FILEPASS).
# As programs write it, behind a mark of its encoding.
_JSON = re.compile(r"(?:\xef\xbb\xbf|\ufeff)?\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")
_BOF = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_FILEPASS = 0x2F
_MAIL = re.compile(rb"\A(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
# Small texts that only point to a file: what they begin with.
_START = rb"\A(?:\xef\xbb\xbf|\xff\xfe)?\s*"
_POINTERS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), name)
    for pattern, name in (
        (_START + rb"\[(?:InternetShortcut|\{[0-9A-F-]+\})\S*\]", _URL),
        (_START + rb"(?:#[^\n]*\n\s*)*\[Desktop Entry\]", _DESKTOP),
        (rb"\Abplist00.{0,40}URL", _WEBLOC),
        (_START + rb"<\?xml[^>]*>.{0,300}<plist.{0,100}<key>URL</key>", _WEBLOC),
        (_START + rb"\{.{0,300}(?:\"(?:doc_id|resource_id)\"|https?://(?:docs|drive)\.google\.com/)", _GOOGLE),
    )
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|frameset)\b", re.IGNORECASE)


def recognise(data: bytes) -> str:
    """Name the kind of a file that is no zip archive, in Indonesian."""
    if table := other_table(data):
        return table
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "dokumen PDF"
    if data.startswith(OLE):
        return next((name for stream, name in _OLE if in_ole(data, stream)), "berkas Office lama")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head or b'progid="Excel.Sheet"' in head:
        return XML_2003
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in head:
        return FODS if b"opendocument.spreadsheet" in head else "berkas OpenDocument datar (XML)"
    for offset, content, name in _INSIDE:
        if head[offset : offset + len(content)] == content:
            return name
    if _MAIL.match(head) and (b"MIME-Version:" in head or b"\nSubject:" in head):
        return MHTML if b"multipart/related" in head else EML
    return _pointer(head) or _markup(head) or _text_kind(data[:4096])


def _pointer(head: bytes) -> str:
    """The kind of a small text that only points to a file elsewhere; empty for any other."""
    return next((name for pattern, name in _POINTERS if pattern.match(head)), "")


def _markup(head: bytes) -> str:
    if _HTML.search(head):
        return HTML
    return "berkas XML" if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") else ""


def in_ole(data: bytes, stream: str) -> bool:
    """True where a stream or storage of that name, or one that begins so, stands in the root of a compound file.

    Where its directory cannot be followed, the name anywhere in the file has to do.
    """
    if names := root_names(data):
        return any(name.startswith(stream) for name in names)
    return stream.encode("utf-16-le") in data


def xls_terkunci(data: bytes) -> bool:
    """True for an .xls whose workbook needs a password: among its first records one says how it is encrypted."""
    if (bof := _BOF.search(data)) is None:
        return False
    place = bof.start()
    for _ in range(8):
        record, length = (int.from_bytes(data[place + n : place + n + 2], "little") for n in (0, 2))
        if record == _FILEPASS:
            return True
        place += 4 + length
        if place > bof.start() + 400:  # the stream may go on in another sector
            break
    return False


def recognise_zip(names: Container[str], mimetype: bytes) -> str:
    """Name the kind of a zip archive that is no .xlsx; `mimetype` is the content of the member of that name."""
    for sign, name in _ODF:
        if sign in mimetype:
            return name
    for member, name in _ZIP:
        if member in names:
            return name
    return "arsip zip biasa"


def _text_kind(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        if b"\x00" in head:
            return "berkas yang tidak dikenal"
        text = head.decode("latin-1")
    odd = sum(1 for letter in text if ord(letter) < 32 and letter not in "\t\r\n\f")
    if odd > len(text) // 100:
        return "berkas yang tidak dikenal"
    if _JSON.match(text):
        return "berkas JSON"
    lines = [line for line in text.splitlines() if line.strip()][:5]
    if any(all(separator in line for line in lines) for separator in (";", ",", "\t")):
        return CSV
    return "berkas teks biasa"
