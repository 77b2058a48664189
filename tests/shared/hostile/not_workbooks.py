"""Files that are no workbook, under the name .xlsx."""

import io
import struct
import zipfile
import zlib

from hostile.kind import base, kind, put_together

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@kind("kosong", "berkas-kosong")
def nothing() -> bytes:
    return b""


@kind("kosong", "berkas-kosong")
def one_blank() -> bytes:
    return b" "


@kind("kosong", "berkas-kosong")
def zeros() -> bytes:
    return bytes(20_000)


@kind("lain", "berkas-bukan-xlsx")
def one_letter() -> bytes:
    return b"x"


@kind("lain", "berkas-bukan-xlsx")
def pdf() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@kind("lain", "berkas-bukan-xlsx")
def png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))

    head = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@kind("lain", "berkas-bukan-xlsx")
def jpg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00" + bytes(range(256)) * 8 + b"\xff\xd9"


@kind("lain", "berkas-bukan-xlsx")
def docx() -> bytes:
    return put_together(
        {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>", "word/document.xml": b"<d/>"}
    )


@kind("html", "berkas-html")
def html_table() -> bytes:
    return b"<html><body><table><tr><td>NIP</td><td>Nama</td></tr></table></body></html>"


@kind("html", "berkas-html")
def html_frameset() -> bytes:
    return (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet></head>'
        b'<frameset rows="*,39"><frame src="SKP_files/sheet001.htm" name="frSheet"></frameset></html>'
    )


@kind("html", "berkas-html")
def web_archive() -> bytes:
    return (
        b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=x\n\n--x\n"
        b"Content-Type: text/html\n\n<html></html>\n--x--\n"
    )


@kind("csv", "berkas-csv")
def csv() -> bytes:
    return "NIP;Nama;Jabatan\r\n199004012015032904;Melati Kasedu;Pranata Komputer\r\n".encode("utf-8-sig")


@kind("lain", "berkas-bukan-xlsx")
def plain_text() -> bytes:
    return b"Selamat pagi\nSKP menyusul ya\nterima kasih\n"


@kind("belum-terbaca", "berkas-tak-didukung")
def xls_header_only() -> bytes:
    return OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(4096)


@kind("terenkripsi", "berkas-terenkripsi")
def xlsx_with_password() -> bytes:
    names = "".join(("EncryptionInfo", "EncryptedPackage")).encode("utf-16-le")
    return OLE + bytes(504) + names + bytes(range(256)) * 16


@kind("lain", "berkas-bukan-xlsx")
def old_word_document() -> bytes:
    return OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(4096)


@kind("lain", "berkas-surat")
def outlook_message() -> bytes:
    return OLE + bytes(504) + "__substg1.0_0037001F".encode("utf-16-le") + bytes(4096)


def ods(content: str, extra: str = "") -> bytes:
    """A minimal .ods."""
    ns = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f"<manifest:manifest xmlns:manifest='{ns}'>{extra}</manifest:manifest>"
    return put_together(
        {"mimetype": ODS.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


ODS_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Sheet1"><table:table-row>{cells}</table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


@kind("ods", "berkas-ods")
def ods_of_something_else() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>Anggaran</text:p></table:table-cell>'
    return ods(ODS_CONTENT.format(cells=cell))


@kind("terenkripsi", "berkas-terenkripsi")
def ods_with_password() -> bytes:
    return ods(ODS_CONTENT.format(cells=""), "<manifest:encryption-data/>")


@kind("rusak", "berkas-rusak")
def ods_with_doctype() -> bytes:
    return ods("<!DOCTYPE x>" + ODS_CONTENT.format(cells=""))


@kind("belum-terbaca", "berkas-tak-didukung")
def xlsb_by_its_parts_only() -> bytes:
    return put_together(
        {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>", "xl/workbook.bin": bytes(64)}
    )


@kind("lain", "berkas-tabel-lain")
def excel_2003_xml() -> bytes:
    head = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return head + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@kind("lain", "berkas-bukan-xlsx")
def zip_of_a_workbook() -> bytes:
    """Read as one file; in a folder `files.walk` opens it and finds the workbook."""
    return put_together({"SKP.xlsx": base()})


@kind("lain", "arsip-tidak-dibuka")
def rar() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + bytes(200)


@kind("lain", "arsip-tidak-dibuka")
def seven_zip() -> bytes:
    return b"7z\xbc\xaf'\x1c\x00\x04" + bytes(200)


@kind("lain", "arsip-tidak-dibuka")
def gzip() -> bytes:
    return b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\x03" + zlib.compress(base())


@kind("lain", "berkas-surat")
def mail() -> bytes:
    return b"From: a@contoh.example\nTo: b@contoh.example\nSubject: SKP\nMIME-Version: 1.0\n\nTerlampir.\n"


@kind("lain", "berkas-surat")
def winmail() -> bytes:
    return b"\x78\x9f\x3e\x22" + bytes(300)


@kind("lain", "berkas-bukan-xlsx")
def empty_zip() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


@kind("lain", "berkas-bukan-xlsx")
def random_bytes() -> bytes:
    return b"".join(zlib.crc32(bytes([n])).to_bytes(4, "big") for n in range(256)) * 4
