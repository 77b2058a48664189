"""Rules on what the texts of an SKP say at all: nothing, what the form prints, what anybody may be doing. Not on targets."""

import re
from collections.abc import Iterator

from skpxl.checks.rujukan import Rujukan
from skpxl.checks.tempat import DIINTERVENSI, RENCANA, all_measures, result_key
from skpxl.findings import Finding, temuan
from skpxl.model.aturan_isi import AturanIsi, has_phrase
from skpxl.model.skp import Skp
from skpxl.model.teks import is_filler, letter_words, rapi, spoken
from skpxl.sense.compare import Sense

_RUN = 3  # letters in a row on the keyboard that make no word
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{4,}")
_NAME = re.compile(r"[^\W\d_]+")
_ONE_LETTER = re.compile(r"(\w)\1*")


def isian_judul(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """No heading of the form is typed as an answer."""
    if rujukan.isi:
        for key, text in _judged_texts(skp, rujukan, targets=True):
            if is_heading(text, rujukan.isi):
                yield temuan("isian-judul", key=key, found=text)


def isian_hampa(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """Rencana, indikator, ukuran and the superior's result say something: more than a sign, a try, or a single word.

    Beside a target that measures, one word may do ("Upacara", "12 upacara"), and in an ukuran with a number. Of targets
    `checks/ukuran.py` asks for a measure.
    """
    if not rujukan.isi:
        return
    rows = {measure.key: measure.target or measure.indikator for _, measure in all_measures(skp)}
    for key, text in _judged_texts(skp, rujukan, targets=False):
        if is_heading(text, rujukan.isi):
            continue
        counted = rows.get(key, "")
        measured = any(map(str.isdigit, counted)) and ("%" in counted or letter_words(counted) != [])
        if says_nothing(text, rujukan.isi, rujukan.sense, one_word=measured):
            yield temuan("isian-hampa", key=key, found=text)


def rencana_kegiatan(skp: Skp, rujukan: Rujukan) -> Iterator[Finding]:
    """A rencana names a result, not what anybody may be doing ("Melaksanakan tugas lain", "Membuat laporan")."""
    if not rujukan.isi:
        return
    for bagian, number, hasil in skp.semua_hasil():
        text = hasil.rencana_hasil_kerja
        if is_activity(text, rujukan.isi) and not says_nothing(text, rujukan.isi, rujukan.sense):
            yield temuan("rencana-kegiatan", key=result_key(bagian, number, RENCANA), found=text)


def is_heading(text: str, isi: AturanIsi) -> bool:
    """True for a text that a form prints, or several of them."""
    return spoken(text) in isi.headings and len(letter_words(text)) > 0


def says_nothing(text: str, isi: AturanIsi, sense: Sense, *, one_word: bool = False) -> bool:
    """True for a text of signs or tries, or of one word alone (unless `one_word` will do).

    What the form's own check tells (dotted lines) is none here.
    """
    if is_filler(text):
        return False
    words = letter_words(text)
    shortened = {word.casefold() for word in _NAME.findall(rapi(text)) if word.isupper()}
    if all(_is_no_word(word, isi, sense, shortened=word in shortened) for word in words):
        return True
    return len(words) == 1 and not one_word and not _says_enough(rapi(text).strip(" .,;:-()"), isi, sense)


def is_activity(text: str, isi: AturanIsi) -> bool:
    """True for a duty without an object, or a short sentence that begins with a verb of doing."""
    kegiatan, words = isi.kegiatan, letter_words(text)
    if has_phrase(text, kegiatan.mengandung):
        return not has_phrase(text, kegiatan.kecuali)
    if not words or len(words) > kegiatan.kata_terbanyak:
        return False
    first = words[0]
    return (
        first.startswith(kegiatan.awalan) and first not in kegiatan.bukan and not first.endswith(kegiatan.akhiran_hasil)
    )


def _judged_texts(skp: Skp, rujukan: Rujukan, *, targets: bool) -> Iterator[tuple[str, str]]:
    """What is filled in, with its key; the superior's result only where nothing is known that it is held against."""
    yield from ((key, text) for key, text in _all_texts(skp, rujukan, targets) if text.strip())


def _all_texts(skp: Skp, rujukan: Rujukan, targets: bool) -> Iterator[tuple[str, str]]:
    for bagian, number, hasil in skp.semua_hasil():
        if not rujukan.hasil_atasan:
            yield result_key(bagian, number, DIINTERVENSI), hasil.rencana_hasil_kerja_diintervensi
        yield result_key(bagian, number, RENCANA), hasil.rencana_hasil_kerja
    for _, measure in all_measures(skp):
        yield measure.key, measure.indikator
        if targets:
            yield measure.target_key, measure.target


def _is_no_word(word: str, isi: AturanIsi, sense: Sense, *, shortened: bool) -> bool:
    """True for a try, a letter, and for letters that nobody can say; but in capitals they are initials: `NPHD`, `SPPT`."""
    if word in isi.empty_words or _ONE_LETTER.fullmatch(word):
        return True
    if word in sense.abbreviations:
        return False
    return (not shortened and _NO_VOWEL.fullmatch(word) is not None) or _on_the_keyboard(word, isi)


def _on_the_keyboard(word: str, isi: AturanIsi) -> bool:
    """True for letters in a row on the keyboard, once or again: `asdf`, `qweqwe`."""
    rows = (*isi.hampa.papan_ketik, *(row[::-1] for row in isi.hampa.papan_ketik))
    half = word[: len(word) // 2]
    parts = (word, half if half * 2 == word else word)
    return any(len(part) >= _RUN and part in row for part in parts for row in rows)


def _says_enough(word: str, isi: AturanIsi, sense: Sense) -> bool:
    return word.upper() in isi.hampa.cukup or word.casefold() in sense.abbreviations or word in sense.capitals
