"""Whether a text can be what its column says: a name of a person, a jabatan, something only printed to be written over.

It knows no row: what a row is, `rowkind.py` says by this; whether a NIP is right is the roster's checks' to say.
"""

import re
from collections.abc import Sequence

from skpxl.foreign.people import digits_of, nip_inside
from skpxl.foreign.roster.words import RosterWords, normal
from skpxl.model.nip import parse_nip
from skpxl.model.teks import is_filler, rapi

WHO = ("nip", "nama", "nama_nip")  # our words that say who somebody is
_NAME_MAX = 120  # characters
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FIGURES = re.compile(r"[\d.,%\s/()+-]+")
# What programs print in place of a value that is filled in later: `##NIP##`, `{{nama}}`, `<nama>`, `${nip}`, `[jabatan]`.
_MARKED = re.compile(r"(?:#{1,}|\{+|\$\{?|<[%?]?=?|\[+|%+|@{2})\s*[A-Za-z_].*|.*##.*", re.DOTALL)
_SAME_DIGIT = re.compile(r"(\d)\1{7,}")
_COUNTED = "123456789012345678901234"
_CROSSES = re.compile(r"[xX?_.…*•-]+")


def is_placeholder(text: str, words: RosterWords) -> bool:
    """True for a text that stands for a value and is none: `##NIP##`, `xxx`, `Contoh`, `123456789012345678`."""
    tidy = rapi(text)
    if not tidy or tidy == "-":
        return False
    digits = digits_of(tidy, 8)
    if digits:
        return bool(_SAME_DIGIT.fullmatch(digits)) or digits in _COUNTED or digits in _COUNTED[::-1]
    bare = tidy.strip("()[] ")
    return (
        bool(_MARKED.fullmatch(tidy))
        or is_filler(tidy)
        or (len(bare) > 1 and bool(_CROSSES.fullmatch(bare)))
        or words.label.cocok("contoh", bare) is not None
    )


def is_example(who: Sequence[str], words: RosterWords) -> bool:
    """True where what should say who (name, NIP) is only printed to be written over: `##NIP##`, `xxx`."""
    real = [text for text in who if not is_placeholder(text, words)]
    return len(real) < len(who) and not any(digits_of(text, 15) or is_name(text, words) for text in real)


def is_figures(text: str) -> bool:
    """True for a text of digits, per cent and signs alone, which is no jabatan and no name."""
    return bool(_FIGURES.fullmatch(text)) and any(map(str.isdigit, text))


def is_name(text: str, words: RosterWords) -> bool:
    """True for a text that may be a person's name; titles of columns, figures, placeholders and sums are none."""
    tidy = rapi(text)
    if not _LETTERS.search(tidy) or len(tidy) > _NAME_MAX or "@" in tidy:
        return False
    if sum(map(str.isdigit, tidy)) > 3 and not nip_inside(tidy) or is_placeholder(tidy, words):
        return False
    return not words.is_title_word(normal(tidy)) and words.closing(tidy) not in ("jumlah", "catatan", "pasti")


def is_whole_nip(text: str) -> bool:
    """True for a NIP that can be one: 18 digits with dates in them, not printed as an example."""
    digits = digits_of(text, 15) or nip_inside(text)
    return bool(digits) and parse_nip(digits).sah
