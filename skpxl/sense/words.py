"""One word of an official's sentence held against another: inflection, slip of the keyboard, numeral. It knows no sentence."""

import re
from functools import lru_cache
from itertools import pairwise

_VOWELS = frozenset("aiueo")
# Vowels that are heard for each other; any other vowel makes another word (`pengangkatan`, `pengangkutan`).
_HEARD_ALIKE = (frozenset("ei"), frozenset("ou"))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(pair for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for pair in pairwise(row))
# Roman numerals that forms write; `c`, `d`, `l`, `m` alone are letters.
ROMAN = {
    numeral: str(value)
    for value, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), start=1)
}
_SHORTEST = 4  # letters of a stem
_SLIP = 7  # letters from which one missing or wrong letter is a slip, not another word
_TWO_SLIPS = 10
_PREFIXES = re.compile(r"^(?:(ter|di|ber|per)|(me|pe)(ng|ny|m|n)?)")
_LOST = {"ng": "k", "ny": "s", "m": "p", "n": "t"}
_ENDINGS = ("kan", "an", "i", "nya")


@lru_cache(maxsize=50_000)
def is_numeral(word: str) -> bool:
    """True for a word with a digit in it: a number, a year, `3a`."""
    return any(map(str.isdigit, word))


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """What a word (in lower case) may be a form of: `penyusunan`, `menyusun`, `tersusunnya` share `susun`.

    Who does something (`penyuluh`, `penerima`) and what comes of it (`pendapat`) is no form of doing it (`penerimaan`), nor is
    `ke-...-an` a form of what is inside.
    """
    core = word.removesuffix("nya")
    if core.startswith("pe") and not _is_doing(core):
        return frozenset({word, core})
    ends = {core} | {core.removesuffix(ending) for ending in ("kan", "an", "i") if core.endswith(ending)}
    found = {word, *(stem for stem in ends if len(stem) >= _SHORTEST and (stem == core or not stem.startswith("pe")))}
    if core.endswith("ikan"):  # fasilitasikan, verifikasikan
        found.add(core[:-3])
    for end in ends:
        match = _PREFIXES.match(end)
        if not match:
            continue
        found |= {stem for stem in _bare(end, match) if len(stem) >= _SHORTEST - (end != core)}
    return frozenset(found)


@lru_cache(maxsize=50_000)
def main_stem(word: str) -> str:
    """The one of its stems that stands for a word: what its forms mostly share."""
    return min(stems(word), key=lambda stem: (len(stem), stem))


def _is_doing(word: str) -> bool:
    """True for `pe-...-an` around a root of two syllables: `pelayanan`, not `pelayan`, whose `an` is its own."""
    match = _PREFIXES.match(word)
    root = word[match.end() : -2] if match and word.endswith("an") else ""
    return sum(map(_VOWELS.__contains__, root)) > 1


def _bare(word: str, match: re.Match[str]) -> set[str]:
    """A word without its prefix; where a nasal took the place of a letter, with that letter too."""
    if match[1]:
        rest = word[match.end() :]
        return {rest, rest.removeprefix("per")}
    nasal = match[3] or ""
    rest = word[match.end() :]
    bare = {rest, nasal + rest, (nasal + rest).removeprefix("mper")}
    if nasal:
        bare.add(_LOST[nasal] + rest)
    return bare


def is_inflection(word: str, other: str) -> bool:
    """True where both are forms of one word."""
    return not stems(word).isdisjoint(stems(other))


@lru_cache(maxsize=50_000)
def is_slip(word: str, other: str) -> bool:
    """True where one is the other with a slip of the keyboard: letters doubled, swapped, left out; in long words one wrong.

    An ending or a beginning more is no slip, nor is another letter that is neither heard alike nor the key beside.
    """
    from rapidfuzz.distance import Levenshtein

    if word == other:
        return True
    shorter, longer = sorted((word, other), key=lambda text: (len(text), text))
    if any(longer == shorter + ending for ending in (*_ENDINGS, "g")) or longer.endswith(shorter):
        return False
    if len(word) == len(other) and sum(map(str.__ne__, word, other)) == 2:
        first, second = (at for at, letters in enumerate(zip(word, other, strict=True)) if letters[0] != letters[1])
        if second == first + 1 and word[first] == other[second] and word[second] == other[first]:
            return len(word) >= _SHORTEST
    if abs(len(word) - len(other)) > 2:
        return False
    edits = Levenshtein.editops(shorter, longer)
    if len(edits) > (2 if len(shorter) >= _TWO_SLIPS else 1):
        return False
    for edit in edits:
        if edit.tag == "replace":
            if len(shorter) < _SLIP or not _mistaken(shorter[edit.src_pos], longer[edit.dest_pos]):
                return False
        else:
            text, at = (longer, edit.dest_pos) if edit.tag == "insert" else (shorter, edit.src_pos)
            doubled = text[at] in (text[at - 1 : at], text[at + 1 : at + 2])
            if len(longer) < (_SHORTEST + 1 if doubled else _SLIP):
                return False
    return True


def _mistaken(letter: str, other: str) -> bool:
    """True for two letters of which one is typed for the other: vowels heard alike, consonants side by side."""
    if letter in _VOWELS or other in _VOWELS:
        return any({letter, other} == pair for pair in _HEARD_ALIKE)
    return (letter, other) in _NEIGHBOURS
