"""A command as it is shown, so that it can be pasted as it stands: words with blanks or signs are in quotes. It runs none."""

import os
import re
import shlex

# What neither the prompt nor PowerShell reads as anything but itself.
_PLAIN = re.compile(r"[\w@+=:./\\-]+", re.ASCII)
_QUOTE, _LAST = re.compile(r'(\\*)"'), re.compile(r"(\\+)\Z")


def pasted(*words: object, windows: bool = os.name == "nt") -> str:
    r"""`skpxl -C 'SKP 2026' generate`; on Windows `skpxl -C "SKP 2026" generate`. Words are texts or paths.

    Rules of quoting: POSIX shells as `shlex`; Windows as CommandLineToArgvW takes words apart (backslashes before a
    quote count double).
    """
    texts = [str(word) for word in words]
    return " ".join(map(_windows, texts)) if windows else shlex.join(texts)


def _windows(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    return '"' + _LAST.sub(r"\1\1", _QUOTE.sub(r'\1\1\\"', word)) + '"'
