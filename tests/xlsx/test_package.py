"""`xlsx/package.py`: what is opened, what is refused, and with which word."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xlsxwriter

from skpxl.findings.catalogue import KODE
from skpxl.xlsx.package import LIMITS, Limits, Package, Unreadable, open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def buku() -> bytes:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        kerja.add_worksheet("SKP").write_string(0, 0, "isi")
    return keluar.getvalue()


def arsip(isi: dict[str, bytes], cara: int = zipfile.ZIP_DEFLATED) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", cara) as tulis:
        for nama, data in isi.items():
            tulis.writestr(nama, data)
    return keluar.getvalue()


def isi_buku() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(buku())) as baca:
        return {nama: baca.read(nama) for nama in baca.namelist()}


def ditolak(data: bytes | Path, limits: Limits = LIMITS) -> tuple[str, str]:
    with pytest.raises(Unreadable) as tertangkap:
        open_package(data, limits)
    return tertangkap.value.code, tertangkap.value.detail


def ditolak_baca(package: Package, nama: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as tertangkap:
        package.xml(nama)
    return tertangkap.value.code, tertangkap.value.detail


def test_workbook_opens_from_bytes_and_from_a_path_alike(tmp_path: Path) -> None:
    berkas = tmp_path / "apa saja.dat"
    berkas.write_bytes(buku())
    dari_berkas, dari_isi = open_package(berkas), open_package(buku())
    assert "xl/worksheets/sheet1.xml" in dari_berkas.names
    assert {nama: dari_berkas.read(nama) for nama in dari_berkas.names} == isi_buku()
    assert dari_berkas.names == dari_isi.names


def test_part_names_ignore_case_and_a_missing_part_is_damage() -> None:
    package = open_package(buku())
    assert package.read("XL/Workbook.XML") == package.read("xl/workbook.xml")
    assert ditolak_baca(package, "xl/tidak.xml") == ("berkas-rusak", "bagian xl/tidak.xml tidak ada")


def test_crc_of_the_directory_tells_which_part_differs() -> None:
    lain = isi_buku() | {"docProps/app.xml": b"<a/>"}
    satu, dua = open_package(buku()).crc, open_package(arsip(lain)).crc
    assert [nama for nama in satu if satu[nama] != dua[nama]] == ["docProps/app.xml"]


@pytest.mark.parametrize(
    ("data", "kode", "detail"),
    [
        (b"", "berkas-kosong", "berkas tidak berisi apa pun"),
        (b"\x00" * 4096, "berkas-kosong", "berkas tidak berisi apa pun"),
        (b" \r\n", "berkas-kosong", "berkas tidak berisi apa pun"),
        (b"%PDF-1.7\n%\xe2\xe3", "berkas-bukan-xlsx", "dokumen PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "berkas-bukan-xlsx", "gambar PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "berkas-bukan-xlsx", "gambar JPG"),
        (b"{\\rtf1\\ansi}", "berkas-bukan-xlsx", "dokumen RTF"),
        (b"Rar!\x1a\x07\x00", "berkas-bukan-xlsx", "arsip RAR"),
        (b"7z\xbc\xaf'\x1c\x00", "berkas-bukan-xlsx", "arsip 7z"),
        (OLE + "Workbook".encode("utf-16-le"), "berkas-bukan-xlsx", "buku kerja Excel lama (.xls)"),
        (OLE + "WordDocument".encode("utf-16-le"), "berkas-bukan-xlsx", "dokumen Word lama (.doc)"),
        (OLE + "__substg1.0_0037".encode("utf-16-le"), "berkas-bukan-xlsx", "surat Outlook (.msg)"),
        (OLE + b"\x00" * 512, "berkas-bukan-xlsx", "berkas Office lama"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "berkas-terenkripsi", "buku kerja dikunci dengan kata sandi"),
        (b"<!DOCTYPE html><html><table>", "berkas-bukan-xlsx", "halaman web HTML"),
        (b"\xef\xbb\xbf\r\n<HTML xmlns:x='y'><head>", "berkas-bukan-xlsx", "halaman web HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "berkas-bukan-xlsx",
         "buku kerja Excel 2003 XML (.xml)"),
        (b'<?xml version="1.0"?><a/>', "berkas-bukan-xlsx", "berkas XML"),
        (b"NIP;Nama\n1;Ani\n", "berkas-bukan-xlsx", "teks CSV"),
        ("NIP\tNama\n1\tAni\n".encode("utf-16"), "berkas-bukan-xlsx", "teks CSV"),
        (b"terlampir ya pak\nterima kasih", "berkas-bukan-xlsx", "berkas teks biasa"),
        (b"\x01\x02\x03\x04\x05\x00\x07", "berkas-bukan-xlsx", "berkas yang tidak dikenal"),
        (arsip({"a.txt": b"a"}), "berkas-bukan-xlsx", "arsip zip biasa"),
        (arsip({}), "berkas-bukan-xlsx", "arsip zip biasa"),
        (arsip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
         "berkas-bukan-xlsx", "buku kerja OpenDocument (.ods)"),
        (arsip({"[Content_Types].xml": b"<T/>", "_rels/.rels": b"<R/>", "word/document.xml": b"<d/>"}),
         "berkas-bukan-xlsx", "dokumen Word (.docx)"),
        (arsip({"[Content_Types].xml": b"<T/>", "_rels/.rels": b"<R/>", "xl/workbook.bin": b"."}),
         "berkas-bukan-xlsx", "buku kerja Excel biner (.xlsb)"),
        (buku()[:-30], "berkas-rusak", "berkas terpotong atau bukan arsip zip yang utuh"),
        (b"PK\x03\x04" + b"\x00" * 100, "berkas-rusak", "berkas terpotong atau bukan arsip zip yang utuh"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_named_by_its_content(data: bytes, kode: str, detail: str) -> None:
    assert ditolak(data) == (kode, detail)
    assert kode in KODE


def test_a_file_beyond_the_cap_is_refused_without_reading_it(tmp_path: Path) -> None:
    berkas = tmp_path / "besar.xlsx"
    with berkas.open("wb") as tulis:
        tulis.truncate(10**12)  # sparse: reading it would exhaust any memory
    assert ditolak(berkas) == ("berkas-terlalu-besar", "berkas lebih besar dari 25 MB")


def test_a_missing_file_is_told_as_gone(tmp_path: Path) -> None:
    assert ditolak(tmp_path / "tidak ada.xlsx") == ("berkas-hilang", "sudah tidak ada di tempatnya")


@pytest.mark.parametrize(
    ("isi", "limits", "detail"),
    [
        ({"a.xml": bytes(6_000_000)}, LIMITS, r"bagian a.xml mengembang \d+ kali lipat"),
        ({"a.xml": bytes(2_000_000)}, Limits(part=1_000_000), "bagian a.xml berisi 2 MB"),
        ({"a.xml": bytes(700_000), "b.xml": bytes(700_000)}, Limits(total=1_000_000), "isinya lebih dari 1 MB"),
        ({f"{n}.xml": b"" for n in range(11)}, Limits(members=10), "berkas memuat 11 bagian"),
    ],
)
def test_bombs_are_refused_by_what_the_directory_says(isi: dict[str, bytes], limits: Limits, detail: str) -> None:
    kode, ditemukan = ditolak(arsip(isi), limits)
    assert kode == "berkas-terlalu-besar"
    assert re.fullmatch(detail, ditemukan)  # how far it unfolds depends on the zlib that packed it


def _ubah_direktori(data: bytes, nama: bytes, geser: int, bentuk: str, nilai: int) -> bytes:
    """Overwrite one field of a member's entry in the zip directory (offsets: APPNOTE.TXT 4.3.12)."""
    tempat = data.rindex(b"PK\x01\x02", 0, data.rindex(nama))
    hasil = bytearray(data)
    struct.pack_into(bentuk, hasil, tempat + geser, nilai)
    return bytes(hasil)


LEMBAR = b"xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("geser", "bentuk", "nilai", "kode"),
    [
        (8, "<H", 1, "berkas-terenkripsi"),  # flags: encrypted
        (6, "<H", 99, "kemasan-tidak-dibuka"),  # version needed to unpack
        (42, "<L", 10**9, "berkas-rusak"),  # header beyond the file
        (42, "<L", 0, "berkas-rusak"),  # header of another member: overlap
        (20, "<L", 10**8, "berkas-rusak"),  # packed size over the next member
        (24, "<L", 200_000_000, "berkas-terlalu-besar"),  # declared size
    ],
)
def test_a_directory_that_cannot_be_true_is_refused(geser: int, bentuk: str, nilai: int, kode: str) -> None:
    assert ditolak(_ubah_direktori(buku(), LEMBAR, geser, bentuk, nilai))[0] == kode


@pytest.mark.parametrize(
    ("geser", "nilai"),
    [(24, 100), (24, 4_000_000), (16, 1)],  # unpacked size too small, too large, wrong CRC
)
def test_a_part_that_is_not_what_the_directory_says_is_damage(geser: int, nilai: int) -> None:
    package = open_package(_ubah_direktori(buku(), LEMBAR, geser, "<L", nilai))
    assert ditolak_baca(package, LEMBAR.decode()) == ("berkas-rusak", f"bagian {LEMBAR.decode()} tidak utuh")
    with pytest.raises(Unreadable, match="tidak utuh"):
        list(package.xml_pieces(LEMBAR.decode()))


def test_unpacking_stops_one_byte_after_the_declared_size() -> None:
    bom = zlib.compressobj(9, zlib.DEFLATED, -15)
    padat = bom.compress(bytes(50_000_000)) + bom.flush()
    data = arsip(isi_buku() | {"bom.xml": padat}, zipfile.ZIP_STORED)
    for tanda, geser in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        hasil = bytearray(data)
        tempat = data.rindex(tanda, 0, data.index(b"bom.xml") if tanda[2] == 3 else data.rindex(b"bom.xml"))
        struct.pack_into("<H", hasil, tempat + geser, zipfile.ZIP_DEFLATED)
        data = bytes(hasil)
    assert ditolak_baca(open_package(data), "bom.xml") == ("berkas-rusak", "bagian bom.xml tidak utuh")
    with pytest.raises(Unreadable, match="tidak utuh"):
        list(open_package(data).xml_pieces("bom.xml"))


def test_member_names_that_differ_only_in_case_are_refused() -> None:
    assert ditolak(arsip(isi_buku() | {"XL/WORKBOOK.XML": b"<w/>"})) == (
        "berkas-rusak",
        "bagian XL/WORKBOOK.XML ada dua kali",
    )


@pytest.mark.parametrize(
    ("isi", "detail"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "bagian x.xml memuat DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), "bagian x.xml memuat DOCTYPE"),
        (
            '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16-be").join([b"\xfe\xff", b""]),
            "bagian x.xml memuat DOCTYPE",
        ),
        (b'\xef\xbb\xbf<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "bagian x.xml memuat DOCTYPE"),
        ("<a/>".encode("utf-16-le"), "bagian x.xml tidak memakai UTF-8 atau UTF-16"),  # no byte order mark
        ("<a/>".encode("utf-32"), "bagian x.xml tidak memakai UTF-8 atau UTF-16"),
        ("<a/>".encode("utf-32-be"), "bagian x.xml tidak memakai UTF-8 atau UTF-16"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>'.encode("utf-16"), "bagian x.xml tidak memakai UTF-8 atau UTF-16"),
        ('<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"), "bagian x.xml tidak memakai UTF-8 atau UTF-16"),
        ("<a>x</a>".encode("utf-16") + b"\x00", "isi bagian x.xml tidak dapat diurai"),
        (
            b"\xff\xfe" + "<a>".encode("utf-16-le") + b"\x00\xd8" + "</a>".encode("utf-16-le"),
            "isi bagian x.xml tidak dapat diurai",
        ),  # half of a surrogate pair
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "isi bagian x.xml tidak dapat diurai"),
        (b'<?xml version="1.0" encoding="utf-32"?><a/>', "isi bagian x.xml tidak dapat diurai"),
        ('<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"), "isi bagian x.xml tidak dapat diurai"),
        (b'<?xml version="1.0" encoding="cp037"?><a/>', "isi bagian x.xml tidak dapat diurai"),
        (b"<a><b></a>", "isi bagian x.xml tidak dapat diurai"),
        (b"", "isi bagian x.xml tidak dapat diurai"),
        (b'<?xml version="1.0" encoding="tidak-ada"?><a/>', "isi bagian x.xml tidak dapat diurai"),
    ],
)
def test_xml_that_must_not_be_parsed_is_damage(isi: bytes, detail: str) -> None:
    package = open_package(arsip(isi_buku() | {"x.xml": isi}))
    assert ditolak_baca(package, "x.xml") == ("berkas-rusak", detail)
    if "diurai" not in detail:
        with pytest.raises(Unreadable) as tertangkap:
            ElementTree.fromstringlist(package.xml_pieces("x.xml"))
        assert (tertangkap.value.code, tertangkap.value.detail) == ("berkas-rusak", detail)


XML = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>\n<a b="é">東京 😀</a>'


@pytest.mark.parametrize(
    "isi",
    [
        XML.encode("utf-16"),
        b"\xfe\xff" + XML.encode("utf-16-be"),
        XML.replace(' encoding="UTF-16"', "").encode("utf-16"),
        XML.partition("\n")[2].encode("utf-16"),
        XML.replace("UTF-16", "UTF-8").encode("utf-8-sig"),
        XML.replace("UTF-16", "utf-8").encode(),
    ],
)
def test_both_encodings_of_opc_are_read_as_a_whole_and_in_pieces(isi: bytes) -> None:
    package = open_package(arsip(isi_buku() | {"x.xml": isi}))
    for xml in (package.xml("x.xml"), ElementTree.fromstringlist(package.xml_pieces("x.xml"))):
        assert (xml.tag, xml.attrib, xml.text) == ("a", {"b": "é"}, "東京 😀")


@pytest.mark.parametrize("cara", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-16"])
def test_a_part_in_pieces_is_the_part_as_a_whole(cara: int, sandi: str) -> None:
    xml = "<a>" + "".join(f"<b c='{n}'>é {n}</b>" for n in range(150_000)) + "</a>"
    package = open_package(arsip(isi_buku() | {"xl/worksheets/x.xml": xml.encode(sandi)}, cara))
    pieces = list(package.xml_pieces("XL/worksheets/x.xml"))
    assert b"".join(pieces) == xml.encode()
    assert len(pieces) > 3
    assert all(piece.startswith(b"<") for piece in pieces)
    assert package.size("xl/worksheets/x.xml") == len(xml.encode(sandi))


def test_a_text_without_end_is_not_held() -> None:
    package = open_package(arsip(isi_buku() | {"xl/worksheets/x.xml": b"<a>" + b"x" * 12_000_000}))
    with pytest.raises(Unreadable) as tertangkap:
        list(package.xml_pieces("xl/worksheets/x.xml"))
    assert tertangkap.value.code == "berkas-terlalu-besar"
    assert tertangkap.value.detail == "sebuah teks di bagian xl/worksheets/x.xml lebih dari 10 MB"


def test_every_truncation_of_a_workbook_is_refused() -> None:
    utuh = buku()
    kode = {ditolak(utuh[:panjang])[0] for panjang in range(0, len(utuh) - 1, 7)}
    assert kode == {"berkas-kosong", "berkas-rusak"}
