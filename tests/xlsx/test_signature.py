"""`xlsx/signature.py`: a file is called what it is, whatever is embedded in it or looks alike."""

import gzip
import struct

import pytest
from binary_books import zipped
from encrypted_books import ole, xls

from skpxl.xlsx.apart import CALAMINE, read_apart
from skpxl.xlsx.ole import root_names
from skpxl.xlsx.package import Unreadable, open_package
from skpxl.xlsx.signature import recognise
from skpxl.xlsx.sources import open_source, sheets_of

DBF = (
    struct.pack("<4BL2H20x", 3, 126, 11, 30, 1, 65, 20)
    + b"NIP".ljust(11, b"\0") + b"C" + bytes(4) + bytes([19]) + bytes(15) + b"\r" + b" 198107012006041903" + b"\x1a"
)  # fmt: skip
XML_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'
FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:meta><meta:user-defined meta:name="skpxl">isi</meta:user-defined></office:meta>
 <office:body><office:spreadsheet>
  <table:table table:name="Pegawai">
   <table:table-row><table:table-cell office:value-type="string"><text:p>NIP</text:p></table:table-cell></table:table-row>
   <table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="20"><text:p>20</text:p>
   </table:table-cell></table:table-row>
  </table:table>
 </office:spreadsheet></office:body>
</office:document>
"""

KINDS = {
    "dbase": (DBF, "tabel dBase (.dbf)"),
    "foxpro": (
        b"\x30" + DBF[1:8] + struct.pack("<H", 65 + 263) + DBF[10:65] + bytes(263) + DBF[65:], "tabel dBase (.dbf)",
    ),
    "works": (bytes.fromhex("ff000200040405540200") + bytes(90), "lembar kerja Works atau Lotus 1-2-3 (.wks)"),
    "works for dos": (bytes.fromhex("00000200040405540200") + bytes(90), "lembar kerja Works atau Lotus 1-2-3 (.wks)"),
    "lotus": (bytes.fromhex("00000200060406000800") + bytes(90), "lembar kerja Lotus 1-2-3 (.wk1, .wk3, .123)"),
    "lotus 3": (bytes.fromhex("00001a000010040000000000") + bytes(90), "lembar kerja Lotus 1-2-3 (.wk1, .wk3, .123)"),
    "excel 4": (bytes.fromhex("0904060000001000") + bytes(90), "buku kerja Excel versi 2 sampai 4 (.xls)"),
    "excel 2003 xml": (XML_2003.encode(), "buku kerja Excel 2003 XML (.xml)"),
    "excel 2003 xml in utf-16": (XML_2003.encode("utf-16"), "buku kerja Excel 2003 XML (.xml)"),
    "gnumeric": (gzip.compress(b'<gnm:Workbook xmlns:gnm="http://www.gnumeric.org/v10.dtd">'),
                 "buku kerja Gnumeric (.gnumeric)"),
    "another gzip": (gzip.compress(b"isi"), "arsip gzip"),
    "broken gzip": (b"\x1f\x8b\x08" + b"\xff" * 50, "arsip gzip"),
    "sylk": (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"NIP\"\r\nE\r\n", "lembar SYLK (.slk)"),
    "csv like sylk": (b"ID;Pangkat;Nama\n1;III/a;Ani\n2;III/b;Budi\n", "teks CSV"),
    "dif": (b"TABLE\r\n0,1\r\n\"EXCEL\"\r\n", "lembar DIF (.dif)"),
    "access": (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(90), "basis data Access (.mdb)"),
    "flat ods": (FODS.encode(), "buku kerja OpenDocument datar (.fods)"),
    "flat odt": (
        FODS.replace("opendocument.spreadsheet", "opendocument.text").encode(), "berkas OpenDocument datar (XML)",
    ),
    "old wps table": (ole({"ETExtData": b"x"}), "buku kerja WPS Office lama (.et)"),
    "old wps table as excel writes it": (ole({"Workbook": b"x", "ETExtData": b"x"}), "buku kerja Excel lama (.xls)"),
    "works text": (ole({"CONTENTS": b"x", "MatOST": b"x"}), "dokumen Microsoft Works (.wps)"),
    "word": (ole({"WordDocument": b"x"}), "dokumen Word lama (.doc)"),
    "another ole": (ole({"Apa": b"x"}), "berkas Office lama"),
    "excel that speaks of word": (
        ole({"Workbook": "WordDocument EncryptedPackage".encode("utf-16-le")}), "buku kerja Excel lama (.xls)",
    ),
    "text": (b"Kepada Yth.", "berkas teks biasa"),
    "json": (b'\xef\xbb\xbf{\n "nip": "1", "nama": "Budi"\n}', "berkas JSON"),
    "json of a list": (b'[{"a": 1},\n{"b": 2}]', "berkas JSON"),
    "table that begins with a bracket": (b"[NIP];{Nama}\n1;a\n", "teks CSV"),
    "prose that begins like dbase": (b"\x03\x01\x05\x07" + b"isi" * 90, "berkas yang tidak dikenal"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), KINDS.values(), ids=KINDS)
def test_a_file_is_called_what_it_is(data, name):
    assert recognise(data) == name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"Index/Document.iwa": "", "preview.jpg": ""}, "dokumen Apple (Numbers, Pages, atau Keynote)"),
        ({"Index.zip": ""}, "dokumen Apple (Numbers, Pages, atau Keynote)"),
        ({"mimetype": "application/vnd.sun.xml.calc", "content.xml": "<a/>"}, "buku kerja OpenOffice 1 (.sxc)"),
        ({"[Content_Types].xml": "", "_rels/.rels": "", "FixedDocSeq.fdseq": ""}, "dokumen XPS"),
        ({"apa.txt": ""}, "arsip zip biasa"),
    ],
)  # fmt: skip
def test_a_zip_is_called_what_it_is(parts, name):
    with pytest.raises(Unreadable) as caught:
        open_package(zipped(parts))
    assert (caught.value.code, caught.value.detail) == ("berkas-bukan-xlsx", name)


def test_the_root_of_a_compound_file_is_read_whatever_stands_in_it():
    names = {f"Aliran {n}" for n in range(9)}
    assert root_names(ole(dict.fromkeys(names, b"x"))) == names
    assert root_names(ole({"A": b"x"})[:700]) == frozenset()
    looped = bytearray(ole({"A": b"x", "B": b"x"}))
    entry = bytes(looped).index("B".encode("utf-16-le") + bytes(60))
    struct.pack_into("<3L", looped, entry + 68, 1, 2, 0)  # siblings of each other, and its own
    assert root_names(bytes(looped)) == {"A", "B"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_flat_ods_is_read_like_any_other(encoding):
    data = FODS.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    book = read_apart(data, CALAMINE)
    assert book.properties == {"skpxl": "isi"}
    (sheet,) = sheets_of(open_source(data))
    assert {place: (cell.text, cell.kind) for place, cell in sheet.cells.items()} == {
        (1, 1): ("NIP", "teks"), (2, 2): ("20", "angka"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FODS.encode()[:800], ("berkas-rusak", "isi bagian buku kerja tidak dapat diurai")),
        (FODS.encode().replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1),
         ("berkas-rusak", "bagian buku kerja memuat DOCTYPE")),
    ],
)  # fmt: skip
def test_a_flat_ods_that_is_damaged_or_hostile_is_refused(data, expected):
    with pytest.raises(Unreadable) as caught:
        read_apart(data, CALAMINE)
    assert (caught.value.code, caught.value.detail) == expected


def test_an_xls_with_something_embedded_is_still_an_xls():
    assert recognise(xls("WordDocument")) == "buku kerja Excel lama (.xls)"
