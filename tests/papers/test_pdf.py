"""PDFs by LibreOffice: found or one sentence, a time for each file, nothing half done and nothing left running."""

import fcntl
import os
import stat
import sys
from pathlib import Path

import pytest
from campaigns import skpxl, tree
from libreoffice import runner

import skpxl.papers.to_pdf as pdf
from skpxl.books.tables import BookTable, write_tables
from skpxl.errors import SkpxlError
from skpxl.papers.to_pdf import find_soffice, make_pdfs

# A program with LibreOffice's options: each workbook says in its bytes what becomes of it.
FAKE = f"""#!{sys.executable}
import fcntl, pathlib, signal, subprocess, sys
words = sys.argv[1:]
out = pathlib.Path(words[words.index("--outdir") + 1])
for word in words[words.index("--outdir") + 2:]:
    file = pathlib.Path(word)
    what = file.read_text().split()
    if what[0] == "hang":
        (out / (file.stem + ".pdf")).write_bytes(b"%PDF-1.7 only the beginning")
        subprocess.Popen(["sh", "-c", "sleep 100; echo still there"], stdout=open(what[1], "w"))
        held = open(what[2], "w")
        fcntl.flock(held, fcntl.LOCK_EX)
        signal.pause()
    if what[0] == "die":
        sys.exit(77)
    if what[0] == "half":
        (out / (file.stem + ".pdf")).write_bytes(b"%PDF-1.7 only the beginning")
    if what[0] == "good":
        (out / (file.stem + ".pdf")).write_bytes(b"%PDF-1.7 of " + what[1].encode() + b" %%EOF")
"""


@pytest.fixture
def fake(tmp_path) -> Path:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(FAKE, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def books(folder: Path, *contents: str) -> list[Path]:
    """Files in `folder`, called 1.xlsx, 2.xlsx, ... with these contents."""
    paths = [folder / f"{number}.xlsx" for number in range(1, len(contents) + 1)]
    folder.mkdir()
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- finding the program -----------------------------------------------------------------------------------------------


def test_without_libreoffice_one_sentence_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "_installed", lambda env: iter(()))
    with pytest.raises(SkpxlError) as raised:
        find_soffice({"PATH": str(tmp_path)})
    assert str(raised.value) == (
        "PDF dibuat oleh LibreOffice, yang tidak ditemukan di komputer ini; pasang dari https://www.libreoffice.org "
        "(Debian/Ubuntu: sudo apt-get install libreoffice-calc), atau sebut letak soffice dalam variabel SOFFICE."
    )


def test_a_variable_that_names_no_program_is_said(tmp_path):
    with pytest.raises(SkpxlError) as raised:
        find_soffice({"PATH": str(tmp_path), "SOFFICE": "/nowhere/soffice"})
    assert str(raised.value) == (
        "SOFFICE menyebut /nowhere/soffice, yang tidak ada, bukan program, atau bukan jalur lengkap; "
        "betulkan atau hapus variabel itu."
    )


def test_the_variable_comes_before_the_path_and_the_path_before_the_usual_folders(tmp_path, fake):
    other = tmp_path / "other" / "soffice"
    other.parent.mkdir()
    other.write_bytes(fake.read_bytes())
    other.chmod(0o755)
    assert find_soffice({"PATH": str(fake.parent), "SOFFICE": str(other)}) == other
    assert find_soffice({"PATH": str(fake.parent)}) == fake


@pytest.mark.parametrize(
    ("variable", "place"),
    [
        ("ProgramFiles", "LibreOffice/program/soffice.com"),
        ("ProgramFiles(x86)", "LibreOffice/program/soffice.exe"),
        ("HOME", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ],
)
def test_it_is_found_where_windows_and_macs_have_it(variable, place, tmp_path):
    program = tmp_path / place
    program.parent.mkdir(parents=True)
    program.touch()
    assert find_soffice({"PATH": "", variable: str(tmp_path)}) == program


def test_without_libreoffice_the_command_makes_nothing_at_all(tmp_path, monkeypatch):
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    (tmp_path / "masuk").mkdir()
    run = skpxl("papers", "make", tmp_path / "masuk", "-o", tmp_path / "dokumen", "--pdf", code=3)
    assert run.last.startswith("SOFFICE menyebut /nowhere/soffice,")
    assert not (tmp_path / "dokumen").exists()


# -- converting --------------------------------------------------------------------------------------------------------


class ClockOfTheHanging:
    """A clock that stands still until somebody holds `lock`, and goes on by a thousand seconds whenever it is asked then."""

    def __init__(self, lock: Path) -> None:
        self.lock, self.now = lock, 0.0

    def __call__(self) -> float:
        with self.lock.open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.now += 1000
        return self.now


def test_a_file_that_hangs_is_not_finished_all_it_started_is_ended_and_the_others_go_on(tmp_path, fake):
    pipe, lock = tmp_path / "pipe", tmp_path / "lock"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    paths = books(tmp_path / "x", "good one", f"hang {pipe} {lock}", "good three", "good four")
    steps = []
    clock = ClockOfTheHanging(lock)
    result = make_pdfs(paths, fake, seconds=1, starting=1, advance=lambda: steps.append(1), clock=clock)
    assert result.made == tuple(paths[n].with_suffix(".pdf") for n in (0, 2, 3))
    assert (result.failed, result.unfinished) == ({}, {paths[1]: "dihentikan sesudah 1 detik"})
    assert [path.read_bytes() for path in result.made] == [
        b"%PDF-1.7 of one %%EOF", b"%PDF-1.7 of three %%EOF", b"%PDF-1.7 of four %%EOF",
    ]  # fmt: skip
    assert names(tmp_path / "x") == ["1.pdf", "1.xlsx", "2.xlsx", "3.pdf", "3.xlsx", "4.pdf", "4.xlsx"]
    assert len(steps) == 4
    os.set_blocking(reader, True)
    assert os.read(reader, 100) == b""  # the end: what it had started is dead, and never said anything
    os.close(reader)


def test_a_file_on_which_it_dies_is_named_and_the_others_go_on(tmp_path, fake):
    paths = books(tmp_path / "x", "die", "good two", "die")
    result = make_pdfs(paths, fake)
    assert result.made == (paths[1].with_suffix(".pdf"),)
    assert result.failed == dict.fromkeys([paths[0], paths[2]], "LibreOffice berhenti dengan kode 77")


def test_half_a_pdf_is_no_pdf(tmp_path, fake):
    paths = books(tmp_path / "x", "half", "good two", "nothing")
    result = make_pdfs(paths, fake)
    assert result.failed == dict.fromkeys([paths[0], paths[2]], "LibreOffice tidak menghasilkan PDF darinya")
    assert names(tmp_path / "x") == ["1.xlsx", "2.pdf", "2.xlsx", "3.xlsx"]


def test_many_files_take_several_runs(tmp_path, fake, monkeypatch):
    monkeypatch.setattr(pdf, "_AT_ONCE", 2)
    paths = books(tmp_path / "x", *(f"good {n}" for n in range(5)))
    assert make_pdfs(paths, fake).made == tuple(path.with_suffix(".pdf") for path in paths)


def test_a_pdf_that_is_there_is_kept_it_may_be_a_scan_of_the_signed_paper(tmp_path, fake):
    (path,) = books(tmp_path / "x", "good one")
    path.with_suffix(".pdf").write_bytes(b"signed")
    with pytest.raises(SkpxlError) as raised:
        make_pdfs([path], fake)
    assert str(raised.value) == f"{path.with_suffix('.pdf')} sudah ada; pindahkan, atau pakai --force untuk menimpanya."
    assert path.with_suffix(".pdf").read_bytes() == b"signed"
    make_pdfs([path], fake, force=True)
    assert path.with_suffix(".pdf").read_bytes() == b"%PDF-1.7 of one %%EOF"


def test_a_program_that_cannot_be_started_is_said(tmp_path):
    (path,) = books(tmp_path / "x", "good one")
    (tmp_path / "soffice").write_text("", encoding="utf-8")
    with pytest.raises(SkpxlError, match="soffice tidak dapat dijalankan"):
        make_pdfs([path], tmp_path / "soffice")
    assert names(tmp_path / "x") == ["1.xlsx"]


def test_the_real_libreoffice_makes_whole_pdfs_and_leaves_nothing_else(tmp_path, konversi, gambar):
    from forms import LIBRARY

    paths = [tmp_path / "x" / "a" / "sama.xlsx", tmp_path / "x" / "b" / "sama.xlsx"]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_bytes(write_tables([BookTable("T", [("Nama", 20.0)], [["Melati"]])], LIBRARY.gaya, title="T"))
    with runner.alone():
        result = make_pdfs(paths, find_soffice())
    assert result.failed == {}
    assert list(tree(tmp_path / "x")) == ["a/sama.pdf", "a/sama.xlsx", "b/sama.pdf", "b/sama.xlsx"]
    assert [len(gambar(path)) for path in result.made] == [1, 1]
