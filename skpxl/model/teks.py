"""How texts are compared, and how they are printed in one line. It never changes what is stored."""

import re
import unicodedata

# Zero-width and formatting characters that exports (SIMPEG, WhatsApp, PDF) put into cells and nobody sees; and signs that
# only one font knows (private use), which others show as a box.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        *range(0x200B, 0x2010),
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xE000, 0xF900),
    ]
)
# Word keeps what is typed in Symbol and Wingdings as U+F020 to U+F0FF: before an item a bullet, whichever it is; what
# counting needs is known by the table of Symbol (Adobe, symbol.txt). Pasted without its font a bullet is a letter and a tab.
_SYMBOLS = {
    "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×", "\uf0b8": "÷", "\uf0b9": "≠", "\uf0bb": "≈", "\uf0b0": "°",
    "\uf03c": "<", "\uf03e": ">", "\uf03d": "=", "\uf025": "%", "\uf02b": "+", "\uf02d": "-", "\uf02f": "/", "\uf0ae": "→",
    "\uf0e0": "→", "\uf0bc": "…",
}  # fmt: skip
_ONE_FONT = re.compile("[\uf000-\uf0ff]")
_FONT_BULLET = re.compile(
    r"(^|\n)[ \t\xa0]*(?:[\uf000-\uf0ff]+[ \t\xa0]*(?=[^\d\s])|[\uf000-\uf0ff]+[ \t\xa0]+|[o§Øüvq]\t\s*)(?=\S)"
)
_BEFORE_NUMBER = re.compile(f"[{''.join(_SYMBOLS)}](?=[ \xa0]?\\d)")
# Line breaks that only some programs know, and no cell holds; paragraphs from Word bring them.
_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_PLAIN_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"})
# What leaves a cell blank to the eye, and what makes no difference to a choice from a list: a formula of a workbook takes
# the same characters away (`forms/live.py`), so that sheet and check judge alike. NFKC and the like are not for formulas.
BLANKS = ("\n", "\t", "\xa0", "\u200b")
# What people write into a cell of a matriks where there is no role: crosses, dashes and bullets, and numbers before nothing.
NO_ROLE = (*BLANKS, "•", "-", "*", "·", "●", "○", "▪", "‣", "–", "—", "x", "X")
NUMBERING = (*"0123456789", ".", ")")
CHOICE_BLANKS = (*BLANKS, ".", ";", ",", ":", "-", "–", "—", "−", "‐", "‑")
# Signs of which nothing is said; finitely many, for a formula has to take them away one by one.
NONE_SIGNS = (*CHOICE_BLANKS, "/", "(", ")", "*", "~", "?", "!", "_", "•", "·", "…")
# Dotted and crossed lines that a blank form prints to be written over.
FILLERS = (".", "…", "_", "x", "X")
_SPOKEN = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_BLANKS = re.compile("[ \t\r\n]+")
_NO_FILLERS = {ord(sign): " " for sign in (*BLANKS, *FILLERS)}
_NO_ROLE = {ord(sign): " " for sign in NO_ROLE}
_NO_NUMBERING = {ord(sign): " " for sign in NUMBERING}
_NO_NONE_SIGNS = {ord(sign): " " for sign in NONE_SIGNS}
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


def legible(text: str) -> str:
    """`text` with signs of one font alone as everybody has them: bullets as `• `, what counts as itself, others as `•`.

    Line breaks are line feeds. Everything else stays as typed.
    """
    text = _BREAKS.sub("\n", text)
    if text.isascii() and "\t" not in text:
        return text
    bulleted = _FONT_BULLET.sub(r"\1• ", _BEFORE_NUMBER.sub(lambda sign: _SYMBOLS[sign[0]], text))
    return _ONE_FONT.sub(lambda sign: _SYMBOLS.get(sign[0], "•"), bulleted)


def guesses_signs(text: str) -> bool:
    """True where `legible` takes a sign of one font for one that counts, such as `≥`: in another font it is another."""
    return (
        any(sign in _SYMBOLS.values() and sign not in text for sign in legible(text))
        if _ONE_FONT.search(text)
        else False
    )


def hides_signs(text: str) -> bool:
    """True for a text with characters that nobody sees, or not as what they are; plain blanks and line breaks are none."""
    if text.isascii():
        return False
    return one_line(text) != " ".join(filter(None, _PLAIN_BLANKS.split(text)))


def one_line(text: str) -> str:
    """`text` as typed, in one line: line breaks and blanks folded, invisible characters out; every sign stays what it is."""
    return " ".join(text.translate(_INVISIBLE).split())


def sidik(text: str) -> str:
    """Return the key under which two texts count as the same: `rapi`, case-folded, without end punctuation."""
    return rapi(text).casefold().strip(" .;,:-")


def spoken(text: str) -> str:
    """The words and numbers of a text in lower case with a blank between them: no sign, no hyphen."""
    return " ".join(_SPOKEN.findall(rapi(text).casefold()))


def letter_words(text: str) -> list[str]:
    """The words of a text in lower case: letters only, `Rp5.000` is `rp`."""
    return _LETTERS.findall(rapi(text).casefold())


def is_blank(text: str) -> bool:
    """True for a text of which nothing is seen: blanks, line breaks, tabs, no-break and zero-width spaces."""
    return not text.translate(_NO_BLANKS).strip(" ")


def is_filler(text: str) -> bool:
    """True for a dotted or crossed line of at least three signs, as a blank form prints it to be written over."""
    return len(text.translate(_NO_BLANKS).strip(" ")) > 2 and not text.translate(_NO_FILLERS).strip(" ")


def none_key(text: str) -> str:
    """What a text says beside signs, in lower case: empty for signs alone, `n a` for `N/A`."""
    return " ".join(filter(None, text.translate(_NO_NONE_SIGNS).casefold().split(" ")))


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
