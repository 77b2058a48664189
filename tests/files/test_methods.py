"""`files/methods.py`: members packed in rarer ways come out whole, or are called by the way they are packed, never damaged."""

import io
import lzma
import struct
import zipfile
import zlib

import pytest
from binary_books import zipped
from raw_book import paket

from skpxl.files.contents import contents, opener_of
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.package import Unreadable, open_package

BOOK = paket("<row r='1'><c r='A1'><v>5</v></c></row>")


def members(data, name):
    return contents(data, name, opener_of(data))


RARER = [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def relabelled(data: bytes, method: int) -> bytes:
    """The zip, with each of its members said to be packed by another method."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = changed.find(mark)
        while place >= 0:
            struct.pack_into("<H", changed, place + offset, method)
            place = changed.find(mark, place + 4)
    return bytes(changed)


def repacked(data: bytes, method: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, method)


@pytest.mark.parametrize("method", RARER)
def test_a_book_packed_by_bzip2_or_lzma_is_read(method):
    book = read_book(open_package(repacked(BOOK, method)))
    assert [cell.text for cell in book.sheet("S").cells.values()] == ["5"]


@pytest.mark.parametrize("method", RARER)
def test_a_member_packed_by_bzip2_or_lzma_is_read(method):
    data = bytes(range(256)) * 9000  # more than one piece
    assert [(one.name, one.data == data, one.problem) for one in members(zipped({"a.dat": data}, method), "Z")] == [
        ("Z/a.dat", True, "")
    ]


def test_a_member_packed_by_xz_is_read():
    data = relabelled(zipped({"a.dat": lzma.compress(b"isi" * 50)}, zipfile.ZIP_STORED), 95)
    changed = bytearray(data)
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<L", changed, place + 16, zlib.crc32(b"isi" * 50))
    struct.pack_into("<L", changed, place + 24, 150)
    assert [(one.data, one.problem) for one in members(bytes(changed), "Z")] == [(b"isi" * 50, "")]


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (9, "Deflate64"), (12, "bzip2"), (14, "LZMA"), (93, "Zstandard"), (95, "XZ"), (98, "PPMd"), (6, "Implode"),
        (77, "cara nomor 77"),
    ],
)  # fmt: skip
def test_what_does_not_open_is_called_by_its_packing(method, name):
    said = f"dipadatkan dengan {name}, bukan dengan cara zip yang biasa"
    (one,) = members(relabelled(zipped({"a.xlsx": b"x" * 200}, zipfile.ZIP_STORED), method), "Z")
    assert (one.problem, one.detail) == ("kemasan-tidak-dibuka", f"anggota arsip {said}")
    with pytest.raises(Unreadable) as caught:
        read_book(open_package(relabelled(repacked(BOOK, zipfile.ZIP_STORED), method)))
    assert (caught.value.code, caught.value.detail) == ("kemasan-tidak-dibuka", f"bagian _rels/.rels {said}")


def test_a_part_that_nobody_reads_may_be_packed_as_it_likes():
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    data = zipped({"docProps/thumbnail.jpeg": b"x", **parts})
    assert data.find(b"PK\x01\x02") < data.rfind(b"thumbnail")
    changed = bytearray(data)
    struct.pack_into("<H", changed, data.find(b"PK\x01\x02") + 10, 98)
    assert read_book(open_package(bytes(changed))).sheet("S").text(1, 1) == "5"


def test_a_dictionary_of_gigabytes_is_not_made():
    data = bytearray(zipped({"a.dat": b"isi"}, zipfile.ZIP_LZMA))
    struct.pack_into("<L", data, 30 + len("a.dat") + 5, 0xFFFFFFFF)
    (one,) = members(bytes(data), "Z")
    assert one.problem == "kemasan-tidak-dibuka"


@pytest.mark.parametrize("method", RARER)
def test_a_bomb_in_another_packing_stops_where_its_directory_says(method):
    data = bytearray(zipped({"a.dat": bytes(30_000_000)}, method))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 1000)
    (one,) = members(bytes(data), "Z")
    assert (one.data, one.problem) == (b"", "kemasan-tidak-dibuka")


def test_a_zip_of_a_later_kind_is_not_called_damaged():
    data = bytearray(zipped({"a.xlsx": BOOK}))
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + 6, 90)  # version needed
    assert [(one.problem, one.detail) for one in members(bytes(data), "Z")] == [
        ("kemasan-tidak-dibuka", "arsip memakai cara yang lebih baru")
    ]
