"""`files.archives`: zips told by content and walked in memory; every member is counted, none leads anywhere."""

import dataclasses
import io
import struct
import zipfile

import pytest
from binary_books import ods, zipped
from forms import GOOD, KUANTITATIF, LIBRARY, SIGNING_KEY, make_form
from work import calls

from skpxl.errors import SkpxlError
from skpxl.files.archives import LIMITS, ArchiveLimits, Member, is_archive, shown_name
from skpxl.files.contents import contents, opener_of
from skpxl.files.walk import Arrival, walk
from skpxl.forms.write import write_form
from skpxl.receive.validate import Measure, count_fates, validate

OURS = write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY), LIBRARY)


def members(data, name, limits=LIMITS):
    return [one for one in contents(data, name, opener_of(data), limits) if not one.passed]


def found(data, limits=LIMITS):
    """(name, trouble, detail) of every member, the archive itself being `Z`."""
    return [(one.name, one.problem, one.detail) for one in members(data, "Z", limits)]


def nested(data, depth):
    for _ in range(depth):
        data = zipped({"dalam.zip": data})
    return data


def flagged(data, name, offset, value, where=b"PK\x01\x02"):
    """One 16-bit field of a member's directory entry overwritten (APPNOTE.TXT 4.3.12)."""
    place = data.rindex(where, 0, data.rindex(name))
    changed = bytearray(data)
    struct.pack_into("<H", changed, place + offset, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (OURS, False),
        (ods([("S", "visible", {(1, 1): "a"})]), False),
        (zipped({"a.xlsx": OURS}), True),
        (zipped({"a.xlsx": OURS, "[Content_Types].xml": "<T/>"}), False),
        (zipped({}), True),
        (zipped({"a.txt": "a"})[:-5], False),
        (b"Rar!", False),
        (b"", False),
    ],
)
def test_an_archive_is_told_by_its_content(data, expected, tmp_path):
    path = tmp_path / "apa.dat"
    path.write_bytes(data)
    assert (is_archive(data), is_archive(path)) == (expected, expected)


def test_endings_do_not_matter(tmp_path):
    (tmp_path / "a.zip").write_bytes(OURS)
    (tmp_path / "b.xlsx").write_bytes(zipped({"x.zip": OURS, "y.dat": zipped({"z": OURS})}))
    received = walk([tmp_path])
    assert [one.name.removeprefix(str(tmp_path)) for one in received] == ["/a.zip", "/b.xlsx/x.zip", "/b.xlsx/y.dat/z"]
    results = validate(received, Measure(LIBRARY, signing_key=SIGNING_KEY))
    assert [str(one.reading.outcome) for one in results] == ["kita", "kita", "kita"]


def test_archives_in_archives_are_walked_to_a_depth():
    assert found(nested(OURS, 4)) == [("Z/dalam.zip/dalam.zip/dalam.zip/dalam.zip", "", "")]
    assert found(zipped({"a": b"1", "b.zip": nested(OURS, 4), "c": b"2"})) == [
        ("Z/a", "", ""),
        ("Z/b.zip/dalam.zip/dalam.zip/dalam.zip", "arsip-tidak-dibuka", "arsip di dalam arsip lebih dari 4 lapis"),
        ("Z/c", "", ""),
    ]


def test_one_bad_member_does_not_stop_the_others():
    data = zipped({"a.xlsx": b"isi a", "b.xlsx": b"isi b", "c.xlsx": b"isi c"}, zipfile.ZIP_STORED)
    locked = flagged(data, b"b.xlsx", 8, 1)
    damaged = data.replace(b"isi b", b"ISI B")
    other_method = flagged(data, b"b.xlsx", 10, 98)
    assert found(locked)[1] == ("Z/b.xlsx", "berkas-terenkripsi", "anggota arsip dikunci dengan kata sandi")
    assert found(damaged)[1] == ("Z/b.xlsx", "berkas-rusak", "anggota arsip tidak utuh")
    assert found(other_method)[1] == (
        "Z/b.xlsx",
        "kemasan-tidak-dibuka",
        "anggota arsip dipadatkan dengan PPMd, bukan dengan cara zip yang biasa",
    )
    for case in (locked, damaged, other_method):
        assert [one for one in found(case) if not one[1]] == [("Z/a.xlsx", "", ""), ("Z/c.xlsx", "", "")]


@pytest.mark.parametrize(
    ("content", "limits", "expected"),
    [
        ({"a": bytes(6_000_000)}, LIMITS, [("Z/a", "berkas-terlalu-besar")]),
        ({"a": b"x" * 20, "b": b"y"}, ArchiveLimits(member=10), [("Z/a", "berkas-terlalu-besar"), ("Z/b", "")]),
        ({"a": b"x" * 20, "b": b"y" * 20}, ArchiveLimits(total=30), [("Z/a", ""), ("Z/b", "berkas-terlalu-besar")]),
        ({}, LIMITS, [("Z", "berkas-kosong")]),
        ({"__MACOSX/._a.xlsx": b"x", "~$a.xlsx": b"x", "Thumbs.db": b"x"}, LIMITS, [("Z", "berkas-kosong")]),
        ({"folder/": b"", "folder/a": b"x"}, LIMITS, [("Z/folder/a", "")]),
    ],
)  # fmt: skip
def test_caps_hold_and_each_member_is_told(content, limits, expected):
    assert [(name, trouble) for name, trouble, _ in found(zipped(content), limits)] == expected


def test_members_beyond_the_cap_are_told_as_one():
    data = zipped({f"{n}": b"x" for n in range(9)})
    assert found(data, ArchiveLimits(members=3))[3:] == [
        ("Z", "berkas-terlalu-besar", "arsip memuat lebih dari 3 anggota; 6 anggota tidak dibuka")
    ]


def test_a_directory_of_millions_is_not_even_read(tmp_path):
    entry = zipped({"a": b""})
    start = entry.index(b"PK\x01\x02")
    one = entry[start : entry.index(b"PK\x05\x06")]
    many = one * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(many), start, 0)
    path = tmp_path / "a.zip"
    path.write_bytes(entry[:start] + many + end)
    received: list[Arrival] = []
    assert calls(lambda: received.extend(walk([path]))) < 10_000  # one call an entry would be a hundred times that
    assert [(one.name, one.problem) for one in received] == [(str(path), "berkas-terlalu-besar")]


def test_overlapping_members_do_not_multiply():
    """Many entries for one deflated kernel: each is unpacked against the same budget."""
    entry = zipped({"a": bytes(4_000_000)})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    many = entry[start:end] * 200
    data = entry[:start] + many + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(many), start, 0)
    taken = list(members(data, "Z", ArchiveLimits(total=20_000_000)))
    assert len(taken) == 200
    assert sum(len(one.data) for one in taken) <= 20_000_000


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/mutlak/a.xlsx", "mutlak/a.xlsx"),
        ("C:\\Users\\a.xlsx", "Users/a.xlsx"),
        ("a\x00b\x1b[31m.xlsx", "a_b_[31m.xlsx"),
        ("a\u202exslx.exe", "a_xslx.exe"),
        ("..", "tanpa nama"),
        ("", "tanpa nama"),
        ("x" * 300 + ".xlsx", "x" * 114 + "….xlsx"),
        ("SKP Ani (final).xlsx", "SKP Ani (final).xlsx"),
        ("Bidang Perencanaan/Ñoño é.xlsx", "Bidang Perencanaan/Ñoño é.xlsx"),
    ],
)
def test_names_are_shown_without_what_could_mislead(name, shown):
    assert shown_name(name) == shown


def test_long_paths_keep_their_end():
    shown = shown_name("/".join(["folder panjang sekali"] * 60) + "/a.xlsx")
    assert (len(shown), shown[0], shown[-7:]) == (240, "…", "/a.xlsx")


def test_absurd_names_are_read_and_nothing_is_written(tmp_path):
    inside = tmp_path / "masuk"
    inside.mkdir()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../keluar.xlsx", "/mutlak.xlsx", "sama.xlsx"):
            archive.writestr(zipfile.ZipInfo(name), OURS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(zipfile.ZipInfo("sama.xlsx"), OURS)
    (inside / "a.zip").write_bytes(out.getvalue())
    received = walk([inside])
    assert [one.name.removeprefix(f"{inside}/") for one in received] == [
        "a.zip/keluar.xlsx", "a.zip/mutlak.xlsx", "a.zip/sama.xlsx", "a.zip/sama.xlsx",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.rglob("*")] == ["masuk", "a.zip"]


def test_the_account_holds_over_good_and_bad_archives(tmp_path):
    (tmp_path / "1.zip").write_bytes(zipped({"a.xlsx": OURS, "b.zip": zipped({"c.pdf": b"%PDF-1.7", "d": b""})}))
    (tmp_path / "2.zip").write_bytes(zipped({"a.xlsx": OURS})[:-9])
    (tmp_path / "3.zip").write_bytes(b"7z\xbc\xaf'\x1c\x00")
    (tmp_path / "4.zip").write_bytes(zipped({}))
    (tmp_path / "5.xlsx").write_bytes(flagged(zipped({"a.xlsx": OURS}), b"a.xlsx", 8, 1))
    results = validate(walk([tmp_path]), Measure(LIBRARY, signing_key=SIGNING_KEY))
    assert [(r.reading.file.removeprefix(f"{tmp_path}/"), str(r.reading.outcome), r.findings[0].code if r.findings else "")
            for r in results] == [
        ("1.zip/a.xlsx", "kita", ""),
        ("1.zip/b.zip/c.pdf", "lain", "berkas-bukan-xlsx"),
        ("1.zip/b.zip/d", "kosong", "berkas-kosong"),
        ("2.zip", "rusak", "berkas-rusak"),
        ("3.zip", "lain", "arsip-tidak-dibuka"),
        ("4.zip", "kosong", "berkas-kosong"),
        ("5.xlsx/a.xlsx", "terenkripsi", "berkas-terenkripsi"),
    ]  # fmt: skip
    assert count_fates(results) == {
        "diterima": 1, "perlu perbaikan": 0, "tidak terbaca": 6, "ganda": 0, "bukan formulir kita": 0,
    }  # fmt: skip


def test_a_folder_without_files_is_the_operators_trouble(tmp_path):
    with pytest.raises(SkpxlError, match="Tidak ada berkas"):
        walk([tmp_path])
    with pytest.raises(SkpxlError, match="tidak ada; periksa"):
        walk([tmp_path / "tidak ada"])


def test_members_are_plain_values():
    assert list(members(zipped({"a": b"x"}), "Z")) == [Member("Z/a", b"x")]
    assert dataclasses.asdict(LIMITS)["depth"] == 4


def test_a_member_without_a_name_is_a_member_all_the_same():
    data = zipped({"a": "isi"})
    place = data.index(b"PK\x01\x02")
    nameless = bytearray(data)
    struct.pack_into("<H", nameless, place + 28, 0)  # length of the name
    struct.pack_into("<H", nameless, place + 30, 1)  # its letter is an extra field now
    assert [(name, problem) for name, problem, _ in found(bytes(nameless))] == [("Z/tanpa nama", "berkas-rusak")]
    assert not is_archive(b"PK") and is_archive(bytes(nameless))
