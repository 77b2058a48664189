"""Writing files whole: what the disk refuses is one Indonesian sentence, and what stood there stays."""

import errno
import os
import stat
from pathlib import Path

import pytest

from skpxl.errors import SkpxlError
from skpxl.files import output
from skpxl.files.disk import cause_of, refused
from skpxl.files.output import noting_long_paths, remove, standing, write_whole, writing_whole

IN_USE = "sedang terbuka di program lain, atau Anda tidak berhak atasnya; tutup berkas itu, lalu ulangi."
FULL = "tempat penyimpanan penuh; kosongkan sebagian, lalu ulangi."


def refusing(patch, method: str, *numbers: int) -> None:
    """What `Path` does by this method ends in the error of that number."""

    def refuse(self, *_args, **_more):
        raise OSError(numbers[0], "The process cannot access the file", str(self))

    patch.setattr(Path, method, refuse)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, IN_USE),
        (errno.EPERM, IN_USE),
        (errno.ENOSPC, FULL),
        (errno.EFBIG, FULL),
        (errno.EDQUOT, "jatah penyimpanan habis; kosongkan sebagian, lalu ulangi."),
        (errno.EROFS, "tempatnya hanya boleh dibaca; pilih folder lain."),
        (errno.ENAMETOOLONG, "nama atau jalurnya terlalu panjang; pakai folder yang lebih dekat atau nama yang lebih pendek."),
        (errno.EIO, "tempat penyimpanan atau jaringannya tidak menjawab; periksa sambungannya, lalu ulangi."),
        (errno.ENOENT, "berkas atau foldernya tidak ada; periksa nama dan foldernya, lalu ulangi."),
        (12345, "ditolak sistem (kode 12345); periksa berkas dan foldernya, lalu ulangi."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["replace", "write_bytes", "mkdir"])
def test_what_the_disk_refuses_is_one_sentence_without_the_words_of_the_system(
    tmp_path, monkeypatch, method, number, says
):
    path = tmp_path / "lap.xlsx"
    path.write_bytes(b"lama")
    refusing(monkeypatch, method, number)
    with pytest.raises(SkpxlError) as raised:
        write_whole(path, b"baru", force=True)
    monkeypatch.undo()
    assert str(raised.value) == f"{path} tidak dapat ditulis: {says}"
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("lap.xlsx", b"lama")]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("large", [True, False])
def test_what_stands_there_and_cannot_be_compared_is_not_overwritten(tmp_path, monkeypatch, force, large):
    if large and force:
        pytest.skip("what is too large to hold is not compared before it replaces")
    path = tmp_path / "lap.xlsx"
    path.write_bytes(b"lama")
    refusing(monkeypatch, "read_bytes", errno.EACCES)
    monkeypatch.setattr(output.filecmp, "cmp", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "in use")))
    with pytest.raises(SkpxlError) as raised:
        if large:
            with writing_whole(path, force=force) as temporary, temporary.open("wb") as stream:
                stream.write(b"baru")
        else:
            write_whole(path, b"baru", force=force)
    monkeypatch.undo()
    assert str(raised.value) == f"{path} tidak dapat dibaca: {IN_USE}"
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("lap.xlsx", b"lama")]


def test_a_link_that_leads_nowhere_now_is_not_nothing(tmp_path):
    path = tmp_path / "lap.xlsx"
    path.symlink_to(tmp_path / "drive" / "lap.xlsx")
    with pytest.raises(SkpxlError, match="tidak dapat dibaca: berkas atau foldernya tidak ada"):
        write_whole(path, b"baru", force=True)
    assert standing(tmp_path / "lain.xlsx") is None


@pytest.mark.parametrize("place", ["a", "a/b", "a/b/c"])
def test_a_file_in_the_place_of_a_folder_is_named(tmp_path, place):
    (tmp_path / "a").write_bytes(b"orang lain")
    path = tmp_path / place / "lap.xlsx"
    with pytest.raises(SkpxlError) as raised:
        write_whole(path, b"baru")
    assert str(raised.value) == f"{path} tidak dapat ditulis: {path.parent} bukan folder; pilih folder lain."


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    for force in (True, False):
        with pytest.raises(SkpxlError, match="tidak dapat dibaca: itu sebuah folder, bukan berkas; pakai nama lain"):
            write_whole(tmp_path, b"baru", force=force)


def test_a_file_that_was_gone_already_is_removed_and_another_is_told(tmp_path, monkeypatch):
    remove(tmp_path / "a.svg")
    refusing(monkeypatch, "unlink", errno.EACCES)
    with pytest.raises(SkpxlError, match="svg tidak dapat dihapus: sedang terbuka di program lain"):
        remove(tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (5, "sedang terbuka di program lain, atau Anda tidak berhak atasnya"),
        (32, "sedang terbuka di program lain, atau Anda tidak berhak atasnya"),
        (112, "tempat penyimpanan penuh"),
        (19, "tempatnya hanya boleh dibaca"),
        (206, "nama atau jalurnya terlalu panjang"),
        (53, "tempat penyimpanan atau jaringannya tidak menjawab"),
        (123, "namanya memuat tanda yang tidak diterima di sana"),
    ],
)
def test_windows_says_it_by_numbers_of_its_own(number, cause):
    error = OSError(errno.EINVAL, "English")
    error.winerror = number
    assert cause_of(error) == cause


def test_a_path_too_long_for_windows_is_not_called_missing():
    long = Path("/", *["folder kerja"] * 20, "lap.xlsx")
    missing = FileNotFoundError(errno.ENOENT, "English")
    assert "terlalu panjang" in str(refused(long, missing)) and "tidak ada" in str(refused("lap.xlsx", missing))


def test_what_was_written_to_a_path_that_excel_does_not_open_is_noted(tmp_path):
    folder = tmp_path / ("f" * (218 - len(str(tmp_path)) - len("//a.xlsx")))
    with noting_long_paths() as noted:
        write_whole(folder / "a.xlsx", b"1")
        write_whole(folder / "bb.xlsx", b"2")
        write_whole(folder / "bb.svg", b"3")
    assert (len(os.fspath(folder / "a.xlsx")), noted) == (218, [folder / "bb.xlsx"])
    write_whole(folder / "cc.xlsx", b"4")  # nobody asks


posix = pytest.mark.skipif(os.name != "posix", reason="links and rights as here")


@posix
@pytest.mark.parametrize("large", [True, False])
def test_a_link_laid_where_a_temporary_file_may_be_is_not_followed(tmp_path, large):
    outside = tmp_path / "luar.txt"
    outside.write_text("milik orang")
    folder = tmp_path / "hasil"
    folder.mkdir()
    for name in (f".lap.xlsx.{os.getpid()}.tmp", ".lap.xlsx.tmp", "lap.xlsx.tmp"):
        (folder / name).symlink_to(outside)
    seen = []
    if large:
        with writing_whole(folder / "lap.xlsx") as temporary:
            seen.append(temporary)
            assert stat.S_IMODE(temporary.stat().st_mode) == 0o600
            temporary.write_bytes(b"baru")
    else:
        write_whole(folder / "lap.xlsx", b"baru")
    assert (folder / "lap.xlsx").read_bytes() == b"baru"
    assert outside.read_text() == "milik orang"
    assert not [path for path in folder.iterdir() if not path.is_symlink() and path.name != "lap.xlsx"]
    for path in seen:
        assert path.parent == folder and path.name.startswith(".skpxl-") and path.name.endswith(".tmp")


@posix
def test_a_result_has_the_rights_of_any_new_file_or_those_of_what_it_replaces(tmp_path):
    path = tmp_path / "a.xlsx"
    mask = os.umask(0o027)
    try:
        write_whole(path, b"1")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_whole(path, b"2", force=True)
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (0o604, b"2")


@posix
@pytest.mark.parametrize("large", [True, False])
def test_where_the_result_is_a_link_neither_it_nor_what_it_leads_to_is_written_over(tmp_path, large):
    outside = tmp_path / "luar.xlsx"
    outside.write_bytes(b"lama")
    link = tmp_path / "lap.xlsx"
    link.symlink_to(outside)
    with pytest.raises(SkpxlError) as raised:
        if large:
            with writing_whole(link, force=True) as temporary:
                temporary.write_bytes(b"baru")
        else:
            write_whole(link, b"baru", force=True)
    assert str(raised.value) == (
        f"{link} adalah tautan ke {outside} dan tidak ditimpa; sebut berkas itu sendiri, atau hapus tautannya."
    )
    assert (link.is_symlink(), outside.read_bytes()) == (True, b"lama")
    assert write_whole(link, b"lama") is False
    # A folder that is a link is a place like any other.
    (tmp_path / "jauh").mkdir()
    (tmp_path / "dekat").symlink_to(tmp_path / "jauh")
    write_whole(tmp_path / "dekat" / "lap.xlsx", b"baru")
    assert (tmp_path / "jauh" / "lap.xlsx").read_bytes() == b"baru"
