"""By what a letter of ours is known again: its Message-ID, a reference, and a short code in its text. It looks nothing up.

Providers rewrite the Message-ID, mail programs drop References, people delete the text: any one of the three is enough. The
code is made with the key of the round, so nobody can make one up that the ledger knows.
"""

import hmac
import re
from collections.abc import Iterable

# Crockford's base 32, as in the code of a workbook: no I, L, O or U.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 9
_MISREAD = str.maketrans("ILO", "110")
# As it stands in a text, and in a Message-ID; a program may have changed the case or broken the line at the hyphen.
_IN_TEXT = re.compile(r"SKP[-\u2010\u2011]\s?([0-9A-Z]{9})(?![0-9A-Z])", re.IGNORECASE)
_IN_ID = re.compile(r"<skpxl\.([0-9a-z]{9})\.[a-z]+@", re.IGNORECASE)


def letter_code(signing_key: bytes, key: str) -> str:
    """The code of the letter with this key (of the ledger): nine characters, 45 bits that nobody can guess."""
    number = int.from_bytes(hmac.digest(signing_key, b"surat\0" + key.encode(), "sha256")[:8], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LETTERS))


def printed_letter_code(code: str) -> str:
    """The code as it stands in the text of a letter."""
    return f"SKP-{code}"


def message_id(code: str, address: str) -> str:
    """The Message-ID of a letter: `address` is the sender's, whose domain vouches for it."""
    return f"<skpxl.{code.lower()}.surat@{address.rpartition('@')[2]}>"


def reference(code: str, address: str) -> str:
    """What stands in References beside it, and stays in the thread where the Message-ID is rewritten."""
    return f"<skpxl.{code.lower()}.utas@{address.rpartition('@')[2]}>"


def codes_in_ids(*headers: str) -> list[str]:
    """The codes in Message-ID, In-Reply-To and References, in order, each once. Whether they are ours the ledger knows."""
    return _each_once(match[1] for header in headers for match in _IN_ID.finditer(header))


def codes_in_text(text: str) -> list[str]:
    """The codes in the text of a letter, quoted ones included, in order, each once."""
    return _each_once(match[1] for match in _IN_TEXT.finditer(text))


def _each_once(codes: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(code.upper().translate(_MISREAD) for code in codes)]
