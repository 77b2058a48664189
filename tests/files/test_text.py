"""Text files that people edit: whichever program saved them they say the same, and what is no text is refused with its line."""

import codecs
import os

import pytest

from skpxl.errors import SkpxlError
from skpxl.files.notation import read_json, read_toml
from skpxl.files.output import standing, write_whole
from skpxl.files.record import read_record
from skpxl.files.text import read_bytes, read_text, text_of

TEXT = 'instansi = "Dinas Pésisir – “Umum”"\ntahun = 2026\n\n'
QUOTES = 'teks harus di antara tanda petik lurus ("), bukan petik miring (“ ”)'
ANEW = "simpan ulang sebagai teks UTF-8 (di Notepad: Simpan Sebagai, Penyandian UTF-8)."
SAVED = {
    "plain": TEXT.encode(),
    "mark": codecs.BOM_UTF8 + TEXT.encode(),
    "two marks": codecs.BOM_UTF8 * 2 + TEXT.encode(),
    "windows lines": codecs.BOM_UTF8 + TEXT.replace("\n", "\r\n").encode(),
    "old mac lines": TEXT.replace("\n", "\r").encode(),
    "ansi": TEXT.replace("\n", "\r\n").encode("cp1252"),
    "unicode": TEXT.replace("\n", "\r\n").encode("utf-16"),
    "unicode big endian": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "unicode without a mark": TEXT.encode("utf-16-le"),
    "big endian without a mark": TEXT.encode("utf-16-be"),
    "utf-32": TEXT.encode("utf-32"),
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_a_text_is_the_same_whichever_program_saved_it(saved, tmp_path):
    file = tmp_path / "a.toml"
    file.write_bytes(saved)
    assert read_text(file) == TEXT
    assert read_toml(file) == {"instansi": "Dinas Pésisir – “Umum”", "tahun": 2026}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("satu\r\nPésisir ".encode() + b"\xe9", "baris 2: ada huruf yang rusak"),
        (codecs.BOM_UTF8 + b"satu\rdua\rtiga \xe9", "baris 3: ada huruf yang rusak"),
        (b"satu\ndua \x81", "baris 2: ada huruf yang rusak"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0b\0\0", "baris 2: ada huruf yang rusak"),
        (b"satu\ndua\0" + b"x" * 40, "baris 2: bukan teks"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "baris 3: bukan teks"),
        (b"PK\x03\x04" + b"\0abcdefg" * 3, "baris 1: bukan teks"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data, says):
    with pytest.raises(SkpxlError) as raised:
        text_of(data, "a.toml")
    assert str(raised.value) == f"a.toml, {says}; {ANEW}"


def test_what_is_there_but_cannot_be_read_is_not_absent(tmp_path):
    assert read_bytes(tmp_path / "a") is None
    (tmp_path / "a").symlink_to(tmp_path / "drive" / "a")
    for place in (tmp_path / "a", tmp_path):
        with pytest.raises(OSError):
            read_bytes(place)
        with pytest.raises(SkpxlError, match=f"^{place} tidak dapat dibaca: "):
            read_text(place)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a = 1\nb = skp\n", 2, f"nilainya tidak dimengerti; {QUOTES}"),
        ("a = “skp”\n", 1, f"nilainya tidak dimengerti; {QUOTES}"),
        ("a = 1\n\na = 2\n", 3, "kata ini tertulis dua kali"),
        ("[a]\n[b]\n[a]\n", 3, "bagian ini tertulis dua kali"),
        ("a = 1\n[status\n", 2, "kurung siku penutup kurang"),
        ("a 1\n", 1, "tanda = sesudah kata ini kurang"),
        ("= 1\n", 1, "baris ini tidak dimengerti; bentuknya `kata = nilai`, catatan diawali tanda #"),
        ('roster = "D:\\data\\roster.xlsx"\n', 1, "garis miring terbalik (\\) ditulis dua kali (\\\\), atau pakai /"),
        ('a = "x\nb = 1\n', 1, "tanda petik penutup kurang, atau ada huruf yang tidak tampak"),
        ("a = 2026-02-31\n", 1, "tanggalnya tidak ada; bentuknya 2026-01-31"),
        ("a = 1 2\n", 1, "ada tulisan berlebih sesudah nilainya"),
        ("a = [1,\n", 1, "nilai atau kurung penutup kurang"),
        ("a = " + "[" * 5000, 1, "terlalu banyak kurung"),
    ],
)  # fmt: skip
def test_a_fault_of_toml_is_told_in_indonesian_with_its_line(tmp_path, text, line, says):
    file = tmp_path / "a.toml"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    with pytest.raises(SkpxlError) as raised:
        read_toml(file)
    assert str(raised.value) == f"{file}, baris {line}: bukan TOML yang sah: {says}; perbaiki baris itu."


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('{\n"a": ', 2, f"nilainya kurang atau tidak dimengerti; {QUOTES}"),
        ("{]", 1, "nama di antara tanda petik lurus (\") kurang di sini"),
        ('{"a" 1}', 1, "titik dua sesudah nama kurang"),
        ('{"a": 1\n "b": 2}', 2, "koma atau kurung penutup kurang"),
        ('{"a": "b}', 1, "tanda petik penutup kurang"),
        ('{"a": "b\n"}', 1, "ganti baris di dalam tanda petik ditulis \\n"),
        ('{"a": "D:\\x"}', 1, "garis miring terbalik (\\) ditulis dua kali (\\\\)"),
        ("{}\n{}", 2, "ada tulisan sesudah kurung penutup yang terakhir"),
        ('{"a": 1,\n"b": 2,\n"a": 3}', 3, "`a` tertulis dua kali"),
        ("[" * 100_000, 1, "bentuknya salah"),
        ("9" * 5000, 1, "bentuknya salah"),
        ("", 1, f"nilainya kurang atau tidak dimengerti; {QUOTES}"),
    ],
)  # fmt: skip
def test_a_fault_of_json_is_told_in_indonesian_with_its_line(tmp_path, text, line, says):
    file = tmp_path / "a.json"
    file.write_bytes(codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode())
    with pytest.raises(SkpxlError) as raised:
        read_json(file)
    assert str(raised.value) == f"{file}, baris {line}: bukan JSON yang sah: {says}; perbaiki baris itu."


def test_json_is_read_as_other_texts_are(tmp_path):
    file = tmp_path / "a.json"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        file.write_bytes('{"nama": "Désa"}\r\n'.encode(encoding))
        assert read_json(file) == {"nama": "Désa"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in a folder are of Unix")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    pipe = tmp_path / "kunci.txt"
    os.mkfifo(pipe)
    said = "itu bukan berkas biasa melainkan pipa, soket, atau perangkat; pakai berkas biasa."
    for read in (read_text, standing, lambda file: write_whole(file, b"x", force=True)):
        with pytest.raises(SkpxlError) as raised:
            read(pipe)
        assert str(raised.value) == f"{pipe} tidak dapat dibaca: {said}"
    with pytest.raises(SkpxlError) as raised:
        read_record(pipe, "produk", ["A"])
    assert str(raised.value) == (
        f"Catatan produk {pipe} tidak dapat dibaca; tutup bila sedang terbuka, atau kembalikan dari cadangan."
    )
