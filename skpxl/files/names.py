"""Names for files and folders, and texts for a .csv, that no program takes for something else. It touches no disk."""

import re
import unicodedata

# How a formula may begin, full-width forms and what is skipped before it included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def bukan_rumus(text: str) -> str:
    """A text that no spreadsheet program takes for a formula when it opens it from a .csv."""
    return f"'{text}" if text[:1] in _FORMULA_STARTS else text


def slug(text: str, length: int = 40) -> str:
    """A short ASCII name for files and folders: letters, digits and `-`; never empty."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_).strip("-")[:length].strip("-") or "lain"
