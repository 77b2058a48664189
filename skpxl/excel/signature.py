"""What kind of file some bytes are, said in words a clerk knows; by content, never by name. It opens nothing."""

import re
from collections.abc import Container

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_AWAL: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPG"),
    (b"GIF8", "gambar GIF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf'\x1c", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"\x78\x9f\x3e\x22", "surat winmail.dat (TNEF)"),
    (b"SQLite format 3", "basis data SQLite"),
)
# Names of streams inside an OLE file, as its directory keeps them (UTF-16).
_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "dokumen Word lama (.doc)"),
    ("PowerPoint Document", "presentasi PowerPoint lama (.ppt)"),
    ("__substg1.0_", "surat Outlook (.msg)"),
    ("Workbook", "buku kerja Excel lama (.xls)"),
    ("Book", "buku kerja Excel lama (.xls)"),
)
_ODF: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.spreadsheet", "buku kerja OpenDocument (.ods)"),
    (b"opendocument.text", "dokumen OpenDocument (.odt)"),
    (b"opendocument", "berkas OpenDocument"),
)
_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "buku kerja Excel biner (.xlsb)"),
    ("word/document.xml", "dokumen Word (.docx)"),
    ("ppt/presentation.xml", "presentasi PowerPoint (.pptx)"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|frameset)\b", re.IGNORECASE)


def kenali(data: bytes) -> str:
    """Name the kind of a file that is no zip archive, in Indonesian."""
    for awal, nama in _AWAL:
        if data.startswith(awal):
            return nama
    kepala = data[:4096]
    if b"%PDF-" in kepala[:1024]:
        return "dokumen PDF"
    if data.startswith(OLE):
        for aliran, nama in _OLE:
            if aliran.encode("utf-16-le") in data:
                return nama
        return "berkas Office lama"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in kepala or b'progid="Excel.Sheet"' in kepala:
        return "buku kerja Excel 2003 XML (.xml)"
    if _HTML.search(kepala):
        return "halaman web HTML"
    if kepala.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "berkas XML"
    return _teks(kepala)


def kenali_zip(names: Container[str], mimetype: bytes) -> str:
    """Name the kind of a zip archive that is no .xlsx; `mimetype` is the content of the member of that name."""
    for tanda, nama in _ODF:
        if tanda in mimetype:
            return nama
    for anggota, nama in _ZIP:
        if anggota in names:
            return nama
    return "arsip zip biasa"


def _teks(kepala: bytes) -> str:
    if kepala[:2] in (b"\xff\xfe", b"\xfe\xff"):
        isi = kepala[: len(kepala) // 2 * 2].decode("utf-16", "replace")
    else:
        if b"\x00" in kepala:
            return "berkas yang tidak dikenal"
        isi = kepala.decode("latin-1")
    aneh = sum(1 for huruf in isi if ord(huruf) < 32 and huruf not in "\t\r\n\f")
    if aneh > len(isi) // 100:
        return "berkas yang tidak dikenal"
    baris = [satu for satu in isi.splitlines() if satu.strip()][:5]
    if any(all(pisah in satu for satu in baris) for pisah in (";", ",", "\t")):
        return "teks CSV"
    return "berkas teks biasa"
