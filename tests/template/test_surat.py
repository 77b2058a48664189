"""The texts of letters: every one is filled in whole, and what is wrong in one is told by file and line."""

import pytest

from skpxl.errors import ProgramError, SkpxlError
from skpxl.template.library import load_library
from skpxl.template.source import shipped_templates
from skpxl.template.surat import WORDS, Surat, read_surat

FOLDER = shipped_templates() / "surat"


def test_every_text_is_known_and_every_known_one_is_there():
    assert {file.stem for file in FOLDER.glob("*")} == {*WORDS}


@pytest.mark.parametrize("name", WORDS)
def test_a_letter_says_all_that_it_is_given(name):
    surat = load_library().surat(name)
    subject, body = surat.filled({word: f"<{word}>" for word in WORDS[name].known})
    assert "{" not in subject + body
    assert all(f"<{word}>" in body for word in WORDS[name].needed | {"nama", "pengirim", "instansi"})
    assert max(map(len, body.split("\n"))) < 300
    assert [line for line in body.split("\n") if line != line.rstrip()] == []


def test_a_line_without_anything_to_say_is_left_out():
    surat = Surat("x", "Untuk {nama}", "Yth. {nama},\n\nBatas: {batas}.\n\n{daftar}\nKode: {kode_surat}")
    values = {"nama": "Rahmi {batas}", "batas": "", "daftar": "- a\r\n- b\x1b[2J", "kode_surat": "SKP-1"}
    assert surat.filled(values) == ("Untuk Rahmi {batas}", "Yth. Rahmi {batas},\n\n- a\n- b [2J\nKode: SKP-1\n")


def test_a_subject_is_one_short_line():
    subject, _ = Surat("x", "Untuk {nama}", "").filled({"nama": "a\r\nBcc: b@contoh.test " + "x" * 400})
    assert subject.startswith("Untuk a Bcc: b@contoh.test xxx")
    assert len(subject) == 150


def test_a_word_without_a_value_is_a_bug():
    with pytest.raises(ProgramError, match="batas"):
        Surat("x", "x", "{batas}").filled({})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Isi surat", "baris 1: harus berupa perihal surat"),
        ("Perihal: ", "baris 1: harus berupa perihal surat"),
        ("Perihal: x\nYth.", "baris 2: kosongkan"),
        ("Perihal: x\n\nYth. {nma}\n{kode_surat}", r"baris 3: {nma} tidak dikenal di surat ini; yang ada: {alamat}, "),
        ("Perihal: x\n\nYth. {nama\n{kode_surat}", "baris 3: tanda “{” hanya boleh mengapit satu kata"),
        ("Perihal: {kode_surat}\n\nYth.\n", "baris 4: isi surat belum memuat {kode_surat}; tambahkan"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(tmp_path, text, said):
    (tmp_path / "tanpa-lampiran.txt").write_text(text, "utf-8")
    with pytest.raises(SkpxlError) as told:
        read_surat(tmp_path, "tanpa-lampiran")
    assert said in str(told.value)
    assert str(told.value).startswith(str(tmp_path / "tanpa-lampiran.txt"))
