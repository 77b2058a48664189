"""The texts of our letters, `surat/*.txt`: read, checked against the words each may hold, filled in. It sends none.

A text is its subject (`Perihal: ...`) and, after a blank line, what it says. Words in braces are filled in; a line that holds
one for which there is nothing to say (no deadline was set) is left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from skpxl.errors import SkpxlError, required
from skpxl.files.text import read_text
from skpxl.model.shown import without_steering

FOLDER = "surat"
CODE = "kode_surat"
_SUBJECT = "Perihal:"
_LONGEST_SUBJECT = 150  # as mail programs show it, and far from the 998 octets that a line may have
_WORD = re.compile(r"\{(\w+)\}")
_BLANKS = re.compile(r"\n{3,}")
_ALWAYS = ("nama", "periode", "instansi", "pengirim", "alamat")


class Words(NamedTuple):
    """The words that a text must hold, and those that it may hold besides."""

    needed: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, needed: str, also: str = "") -> "Words":
        """From names with blanks between them, with those that every text has."""
        must = frozenset({CODE, *needed.split()})
        return cls(must, must | {*_ALWAYS, *also.split()})


# Every letter of ours, by the name of its file.
WORDS: Mapping[str, Words] = {
    "pengantar-perangkat-daerah": Words.of("daftar", "jumlah batas bagian"),
    "pengantar-pegawai": Words.of("daftar", "jumlah batas bagian"),
    "tanda-terima": Words.of("berkas sidik tanggal", "rincian lain"),
    "versi-baru-diterima": Words.of("berkas sidik tanggal", "rincian perubahan tanggal_lama lain"),
    "perbaikan": Words.of("berkas temuan", "jumlah_temuan batas tanggal lain"),
    "bukan-formulir": Words.of("daftar", "tanggal lain"),
    "tanpa-lampiran": Words.of("", "tanggal"),
    "putaran-ditutup": Words.of("berkas", "tanggal tanggal_tutup lain"),
    "pengingat": Words.of("daftar", "jumlah tanggal batas ke unit"),
    "pengingat-eskalasi": Words.of("daftar", "jumlah tanggal batas ke unit"),
}


class Surat(NamedTuple):
    """The text of one letter, with its words still in braces."""

    name: str
    subject: str
    body: str

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Subject, and text with `\\n` at the end of every line. `values` has every word that the letter may hold.

        What steers a screen is a blank in what is filled in, and it makes no line of the subject. Raises ProgramError for a
        word without a value.
        """
        safe = {
            word: "\n".join(without_steering(line) for line in value.replace("\r\n", "\n").split("\n")).strip("\n")
            for word, value in values.items()
        }
        subject = " ".join(_put_in(self.subject, safe).split())
        lines = [_put_in(line, safe) for line in self.body.split("\n") if not _nothing_to_say(line, safe)]
        if len(subject) > _LONGEST_SUBJECT:
            subject = subject[: _LONGEST_SUBJECT - 1].rstrip() + "…"
        return subject, _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n") + "\n"


def read_surat(folder: Path, name: str) -> Surat:
    """One text of `folder`. Raises SkpxlError that names file and line for a word that it may not hold or has to, and for a
    subject that is missing.
    """
    file = folder / f"{name}.txt"
    head, *rest = read_text(file).split("\n")
    if not head.startswith(_SUBJECT) or not head.removeprefix(_SUBJECT).strip():
        raise SkpxlError(f"{file}, baris 1: harus berupa perihal surat, misalnya “{_SUBJECT} Formulir SKP”.")
    if rest and rest[0].strip():
        raise SkpxlError(f"{file}, baris 2: kosongkan; isi surat mulai di baris 3.")
    words = WORDS[name]
    for number, line in enumerate((head, *rest), start=1):
        if stray := re.search(r"[{}]", _WORD.sub("", line)):
            raise SkpxlError(
                f"{file}, baris {number}: tanda “{stray[0]}” hanya boleh mengapit satu kata, seperti {{nama}}."
            )
        for word in _WORD.findall(line):
            if word not in words.known:
                known = ", ".join(f"{{{one}}}" for one in sorted(words.known))
                raise SkpxlError(f"{file}, baris {number}: {{{word}}} tidak dikenal di surat ini; yang ada: {known}.")
    body = "\n".join(rest).strip("\n")
    if missing := sorted(words.needed - {*_WORD.findall(body)}):
        needed = ", ".join(f"{{{word}}}" for word in missing)
        raise SkpxlError(f"{file}, baris {len(rest) + 1}: isi surat belum memuat {needed}; tambahkan.")
    return Surat(name, head.removeprefix(_SUBJECT).strip(), body)


def _put_in(line: str, values: Mapping[str, str]) -> str:
    """In one go: braces in what is filled in are no words."""
    return _WORD.sub(lambda word: required(values.get(word[1]), f"isi {word[0]}"), line)


def _nothing_to_say(line: str, values: Mapping[str, str]) -> bool:
    return any(not required(values.get(word), f"isi {{{word}}}").strip() for word in _WORD.findall(line))
