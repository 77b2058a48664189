"""The words by which the contents of an SKP are weighed, `workbook_templates/aturan/isi-skp.toml`. It weighs none."""

import re
from functools import cached_property, lru_cache

from skpxl.model.dasar import Model
from skpxl.model.teks import letter_words, spoken

Kata = tuple[str, ...]


class KataHampa(Model):
    """Words that say nothing, words that say enough alone, and the rows of a keyboard."""

    kata: Kata
    cukup: Kata
    papan_ketik: Kata


class KataJudul(Model):
    """What a form prints, typed as an answer."""

    judul: Kata


class KataKegiatan(Model):
    """What anybody may be doing: phrases, and how a short sentence begins that names no result."""

    mengandung: Kata
    kecuali: Kata
    awalan: Kata
    bukan: Kata
    akhiran_hasil: Kata
    kata_terbanyak: int


class KataUkuran(Model):
    """What makes a target measurable, by what it measures."""

    waktu: Kata
    waktu_terlama: dict[str, int]
    lamanya: Kata
    tepat: Kata
    pelengkap_waktu: Kata
    uang: Kata
    persen: Kata
    angka: Kata
    penilaian: Kata
    dinilai: Kata
    angka_saja: Kata
    bukan: Kata


class KataBatas(Model):
    """What may well be nought, and what may be more than a hundred per cent."""

    nol: Kata
    nol_kata: Kata
    lebih_dari_seratus: Kata


class KataSasaran(Model):
    """How a number in an indikator is introduced where it is the target, and what makes it one of a part of the year."""

    pengantar: Kata
    pembuka: Kata
    akhiran_pembuka: Kata
    berkala: Kata


class KataTahun(Model):
    """Words around a year: what marks one, what speaks of the last year or the next, what bears a year in its name."""

    penanda: Kata
    yang_lalu: Kata
    yang_akan_datang: Kata
    kapan_saja: Kata
    nama: Kata


class KataInstansi(Model):
    """Words around the name of a pemerintah daerah."""

    sebutan: Kata
    bersama: Kata
    nama_tempat: Kata
    bukan_nama: Kata


class AturanIsi(Model):
    """All of them. Words are held against each other as `spoken` makes them."""

    hampa: KataHampa
    judul: KataJudul
    kegiatan: KataKegiatan
    ukuran: KataUkuran
    batas: KataBatas
    sasaran: KataSasaran
    tahun: KataTahun
    instansi: KataInstansi

    @cached_property
    def empty_words(self) -> frozenset[str]:
        """Words of which a text that says nothing is made."""
        return frozenset(word for entry in self.hampa.kata for word in letter_words(entry))

    @cached_property
    def headings(self) -> frozenset[str]:
        """What the form prints, as it is spoken."""
        return frozenset(map(spoken, self.judul.judul))

    def with_headings(self, headings: Kata) -> "AturanIsi":
        """The same, with more texts that a form prints."""
        judul = KataJudul(judul=(*self.judul.judul, *headings))
        return self.model_copy(update={"judul": judul})


def has_phrase(text: str, phrases: Kata) -> str:
    """The first of some phrases that a text has, word for word; empty for none."""
    said = f" {spoken(text)} "
    return next((phrase for phrase, words in zip(phrases, _spoken_all(phrases), strict=True) if words in said), "")


@lru_cache(maxsize=256)
def _spoken_all(phrases: Kata) -> Kata:
    return tuple(f" {spoken(phrase)} " for phrase in phrases)


def without_phrases(text: str, phrases: Kata) -> str:
    """A text as it is spoken, without some phrases."""
    words = "|".join(map(re.escape, map(str.strip, _spoken_all(phrases))))
    return re.sub(rf"\b(?:{words})\b", " ", spoken(text))
