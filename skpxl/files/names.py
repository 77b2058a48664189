"""Names for files and folders, and texts for a .csv, that no program takes for something else. It touches no disk."""

import hashlib
import re
import unicodedata
from collections.abc import Container

# How a formula may begin, full-width forms and what is skipped before it included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_MARK = 6  # hexadecimal digits
# "Naming Files, Paths, and Namespaces" (learn.microsoft.com)
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


def bukan_rumus(text: str) -> str:
    """A text that no spreadsheet program takes for a formula when it opens it from a .csv."""
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text


def marked(name: str, whole: str) -> str:
    """A name with a mark of the whole text that it stands for, by which it is told from others like it."""
    return f"{name}-{hashlib.sha256(whole.encode()).hexdigest()[:_MARK]}"


def distinct_slug(text: str, taken: Container[str]) -> str:
    """A `slug` that is none of those taken (case-folded: to Windows `a` and `A` are one): with a mark of the whole text, where
    the plain one is taken by a text that differs in case or in signs alone.
    """
    name, number = slug(text), 0
    while name.casefold() in taken:
        name, number = marked(slug(text).rstrip("_"), f"{text}{number or ''}"), number + 1
    return name


def slug(text: str, length: int = 40) -> str:
    """A short ASCII name for files and folders: letters, digits and `-`; never empty, never a device of Windows.

    What is cut off is still told apart: a mark of the whole takes its place, so two long names never become one.
    """
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", ascii_).strip("-")
    if len(name) > length:
        name = marked(name[: length - _MARK - 1].rstrip("-"), name.casefold())
    return f"{name}_" if _DEVICE.fullmatch(name) else name or "lain"
