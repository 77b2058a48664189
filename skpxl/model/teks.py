"""How texts are compared, and how they are printed in one line. It never changes what is stored."""

import re
import unicodedata

# Zero-width and formatting characters that exports (SIMPEG, WhatsApp, PDF) put into cells and nobody sees.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
_PLAIN_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
# What leaves a cell blank to the eye, and what makes no difference to a choice from a list: a formula of a workbook takes
# the same characters away (`forms/live.py`), so that sheet and check judge alike. NFKC and the like are not for formulas.
BLANKS = ("\n", "\t", "\xa0", "\u200b")
# What people write into a cell of a matriks where there is no role: crosses, dashes and bullets, and numbers before nothing.
NO_ROLE = (*BLANKS, "•", "-", "*", "·", "●", "○", "▪", "‣", "–", "—", "x", "X")
NUMBERING = (*"0123456789", ".", ")")
CHOICE_BLANKS = (*BLANKS, ".", ";", ",", ":", "-", "–", "—", "−", "‐", "‑")
# Dotted and crossed lines that a blank form prints to be written over.
FILLERS = (".", "…", "_", "x", "X")
_NO_FILLERS = {ord(sign): " " for sign in (*BLANKS, *FILLERS)}
_NO_ROLE = {ord(sign): " " for sign in NO_ROLE}
_NO_NUMBERING = {ord(sign): " " for sign in NUMBERING}
_NO_BLANKS = {ord(sign): " " for sign in BLANKS}
_NO_CHOICE_BLANKS = {ord(sign): " " for sign in CHOICE_BLANKS}
# A bullet of its own before a result; a minus before a number is none.
_OWN_BULLET = re.compile(r"(?:[•*·●○▪‣\-–—]\s*)+(?=[^\s\d])|(?:[•*·●○▪‣\-–—]\s+)+")
# The bullet, number or letter before an item of a list that somebody typed into a cell.
BULLET = re.compile(r"^\s*(?:[•\-*·●○▪‣–—]+|\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))\s*")
# A number or letter of its own before a result: it is printed as its bullet.
_OWN_NUMBER = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+\S")


def rapi(text: str) -> str:
    """Return `text` in NFKC without invisible characters, blanks folded, smart quotes and dashes plain.

    Line breaks become blanks; letter case is kept.
    """
    if text.isascii():  # nothing in the tables
        return " ".join(text.split())
    clean = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_PLAIN_SIGNS)
    return " ".join(clean.split())


def one_line(text: str) -> str:
    """`text` as typed, in one line: line breaks and blanks folded, invisible characters out; every sign stays what it is."""
    return " ".join(text.translate(_INVISIBLE).split())


def sidik(text: str) -> str:
    """Return the key under which two texts count as the same: `rapi`, case-folded, without end punctuation."""
    return rapi(text).casefold().strip(" .;,:-")


def is_blank(text: str) -> bool:
    """True for a text of which nothing is seen: blanks, line breaks, tabs, no-break and zero-width spaces."""
    return not text.translate(_NO_BLANKS).strip(" ")


def is_filler(text: str) -> bool:
    """True for a dotted or crossed line of at least three signs, as a blank form prints it to be written over."""
    return len(text.translate(_NO_BLANKS).strip(" ")) > 2 and not text.translate(_NO_FILLERS).strip(" ")


def choice_key(text: str) -> str:
    """The key under which two choices of a list count as the same: letter case, blanks and `.;,:-` make no difference."""
    return " ".join(filter(None, text.translate(_NO_CHOICE_BLANKS).casefold().split(" ")))


def split_items(text: str) -> list[str]:
    """Split a cell that holds a bulleted list into its items.

    Every line is an item; a leading bullet (`- • * · ● ○ ▪`), number (`1.`) or letter (`a)`) goes away. Lines without a bullet
    after a bulleted one continue it (a wrapped line typed by hand). Empty lines are skipped.
    """
    items: list[str] = []
    bulleted = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        item = BULLET.sub("", line).strip()
        if not item:
            continue
        has_bullet = bool(BULLET.match(line))
        if items and bulleted and not has_bullet:
            items[-1] = f"{items[-1]} {item}"
        else:
            items.append(item)
            bulleted = has_bullet
    return items


def join_items(items: list[str]) -> str:
    """Return the items as the seed prints them: one line each, led by `- `; no items give an empty text.

    An item that was typed with a bullet gets no second one, and one with a number of its own (`1.`, `a)`) has that for its
    bullet; else it stands as typed.
    """
    lines = [without_bullet(one_line(text)) for text in items]
    return "\n".join(line if _OWN_NUMBER.match(line) else f"- {line}" for line in lines)


def without_bullet(line: str) -> str:
    """A line without the bullets before it (`- `, `• `); its own numbering stays."""
    bullet = _OWN_BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def bulleted_results(text: str) -> list[str]:
    """The results that were typed into one cell, each with a bullet or number of its own; fewer than two are none.

    A first line without one heads what follows: then all of it is one result with its details.
    """
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines or not BULLET.match(lines[0]):
        return []
    items = split_items(text)
    return items if len(items) > 1 else []


def ada_peran(text: str) -> bool:
    """False for a cell of a matriks that is empty or only says that there is no role (`x`, `- x`, `1.`), as a formula does."""
    rest = text.translate(_NO_ROLE).strip(" ")
    return bool(rest.translate(_NO_NUMBERING).strip(" ")) or (bool(rest) and "." not in rest and ")" not in rest)


def wording_likeness(key: str, other: str) -> float:
    """How alike two texts are (0-100, keys as `sidik` makes them), in this order of their words or in any.

    Only their first 500 characters count: likeness takes time with the square of the length.
    """
    from rapidfuzz import fuzz

    a, b = key[:500], other[:500]
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
