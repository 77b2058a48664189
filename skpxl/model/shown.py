"""Texts of strangers as a person sees them: nothing in them steers a terminal, makes a line of its own or turns letters around.

It changes what is shown (screen, log, report, sheet name), never what is stored or compared: that is `teks`.
"""

import re

# Control characters but the tab, what else ends a line, the marks of writing direction (Unicode UAX 9), halves of surrogate
# pairs, non-characters.
_STEERING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
)
_IN_A_LINE = re.compile(f"[\n{_STEERING}]")
_IN_LINES = re.compile(f"[{_STEERING}]")
_SHORT = {"\n": r"\n", "\r": r"\r"}


def shown(text: str) -> str:
    r"""`text` in one line: what steers is spelled out as a programmer writes it (`\x1b`, `\n`, `\u202e`).

    A byte that is no UTF-8 (names from old archives, which Python keeps as half a surrogate pair) is shown as that byte.
    """
    return _IN_A_LINE.sub(_spelled, text)


def shown_lines(text: str) -> str:
    """As `shown`, for a text whose line breaks may be seen, as in a cell of a report: they stay."""
    return _IN_LINES.sub(_spelled, text.replace("\r\n", "\n"))


def as_json_text(text: str) -> str:
    r"""JSON as text, with what steers written as JSON escapes it (`\u001b`): the same value when it is read.

    Line breaks between its parts stay; inside a string JSON has none.
    """
    return _IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def without_steering(text: str) -> str:
    """`text` with a blank in place of what steers: for names of sheets, where a spelled-out sign is no better."""
    return _IN_A_LINE.sub(" ", text)


def steers(text: str) -> bool:
    """True where `text` holds anything that `shown` spells out."""
    return _IN_A_LINE.search(text) is not None


def _spelled(match: re.Match[str]) -> str:
    sign = match[0]
    code = ord(sign)
    if 0xDC80 <= code <= 0xDCFF:  # PEP 383
        return f"\\x{code - 0xDC00:02x}"
    return _SHORT.get(sign) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
