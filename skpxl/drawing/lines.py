"""Text as lines: cleaned for XML, wrapped and shortened by estimated width. It draws nothing."""

import re

from skpxl.template.letters import lebar_teks

ELIPSIS = "…"
# What XML does not carry or what would turn the letters around it: control characters, halves of surrogate pairs,
# non-characters, the marks of writing direction.
_UNDRAWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` in one line: blanks and line breaks folded, what cannot be drawn taken out."""
    return " ".join(_UNDRAWABLE.sub("", " ".join(text.split())).split())


def wrap(text: str, width: float, size: float, *, maks: int, bold: bool = False) -> list[str]:
    """The lines of `text` at most `width` wide, broken at blanks; a longer word is broken anywhere.

    At most `maks` lines: the last one then ends with an ellipsis. No text gives no line.
    """
    blank = lebar_teks(" ", size, tebal=bold)
    lines: list[str] = []
    used = 0.0
    for word in _cut_word(clean(text), width, size, bold):
        length = lebar_teks(word, size, tebal=bold)
        if lines and used + blank + length <= width:
            lines[-1] += f" {word}"
            used += blank + length
        else:
            lines.append(word)
            used = length
        if len(lines) > maks:
            return [*lines[: maks - 1], _shorten(lines[maks - 1], width, size, bold)]
    return lines


def _cut_word(text: str, width: float, size: float, bold: bool) -> list[str]:
    """The words, those wider than a line in pieces that fit (at least a letter each)."""
    pieces = []
    for word in text.split():
        rest = word
        while len(rest) > 1 and lebar_teks(rest, size, tebal=bold) > width:
            count = max(1, _letters_that_fit(rest, width, size, bold))
            pieces.append(rest[:count])
            rest = rest[count:]
        if rest:
            pieces.append(rest)
    return pieces


def _letters_that_fit(text: str, width: float, size: float, bold: bool) -> int:
    """How many letters from the left fit."""
    used = 0.0
    for count, letter in enumerate(text):
        used += lebar_teks(letter, size, tebal=bold)
        if used > width:
            return count
    return len(text)


def _shorten(text: str, width: float, size: float, bold: bool) -> str:
    """The line with an ellipsis at its end."""
    fitting = _letters_that_fit(text, width - lebar_teks(ELIPSIS, size, tebal=bold), size, bold)
    return text[:fitting].rstrip(" ,;:-") + ELIPSIS
