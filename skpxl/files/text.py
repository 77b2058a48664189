"""The text of a file that people edit, whichever program saved it. What the text says is read elsewhere.

Notepad, Excel and editors leave a byte order mark or none, UTF-8, UTF-16 ("Unicode") or the code page of Windows ("ANSI"), and
end their lines in three ways: the text is the same. What is neither is refused with its line, never read by guess.
"""

import codecs
import os
import re
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.disk import refused
from skpxl.files.fetch import all_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # it begins as UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A letter beyond ASCII in UTF-8: where one stands, the file was not saved in a code page.
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 4000  # bytes that tell UTF-16 without a mark
_SAVE_ANEW = "simpan ulang sebagai teks UTF-8 (di Notepad: Simpan Sebagai, Penyandian UTF-8)"


def read_bytes(file: Path) -> bytes | None:
    """What a file holds; None where there is none. Raises OSError: what cannot be read is never taken for absent."""
    try:
        return all_of(file)
    except FileNotFoundError:
        if os.path.lexists(file):  # a link that leads nowhere just now
            raise
        return None


def read_text(file: Path) -> str:
    """The text of a file, with `\\n` at the end of every line. Raises SkpxlError, with the line where there is one."""
    try:
        data = all_of(file)
    except OSError as error:
        raise refused(file, error, "dibaca") from error
    return text_of(data, file)


def text_of(data: bytes, file: Path | str) -> str:
    """As `read_text`, of bytes that were read already; `file` is the name to tell."""
    text = _decoded(data, file).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise _no_text(file, text.count("\n", 0, text.index("\0")), "bukan teks")
    return text


def _decoded(data: bytes, file: Path | str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, file)
    if encoding := _wide(data[:_SAMPLE]):
        return _strictly(data, encoding, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _UTF8_LETTER.search(data):
            raise _no_text(file, _line(data[: error.start]), "ada huruf yang rusak") from error
    return _strictly(data, "cp1252", file)


def _strictly(data: bytes, encoding: str, file: Path | str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").encode()
        raise _no_text(file, _line(before), "ada huruf yang rusak") from error


def _wide(sample: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for a text of two bytes a letter without a mark; else nothing."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) or min(even, odd) * 8 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _line(before: bytes) -> int:
    """How many lines end in it."""
    return len(re.findall(rb"\r\n|\n|\r", before))


def _no_text(file: Path | str, lines_before: int, what: str) -> SkpxlError:
    return SkpxlError(f"{file}, baris {lines_before + 1}: {what}; {_SAVE_ANEW}.")
