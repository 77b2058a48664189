"""The child process that decrypts a workbook with the one password that is no secret, by msoffcrypto-tool. It reads no cells.

`python -m skpxl.xlsx.unlock_child SECONDS MEMORY` takes the file on stdin and gives a line of JSON (`null`, or code and
detail of a verdict) and the workbook inside it, for `xlsx/unlock.py`.
"""

import contextlib
import json
import logging
import sys
from io import BytesIO

from skpxl.errors import SkpxlError
from skpxl.xlsx.child_limits import limit
from skpxl.xlsx.libraries import PUSTAKA, library
from skpxl.xlsx.unlock import OWN_PASSWORD, locked
from skpxl.xlsx.verdict import Unreadable


def main(arguments: list[str]) -> None:
    """Read stdin, write the answer to stdout; never a traceback for what is in the file."""
    answer = _refused("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")
    limit(float(arguments[0]), int(arguments[1]))
    # Where memory ran out there is none to say so with: that answer is made before.
    with contextlib.suppress(MemoryError):
        try:
            answer = b"null\n" + decrypted(sys.stdin.buffer.read())
        except Unreadable as verdict:
            answer = _refused(verdict.code, verdict.detail)
        except SkpxlError as fault:
            answer = _refused(PUSTAKA, str(fault))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def decrypted(data: bytes) -> bytes:
    """The workbook inside an encrypted .xlsx, or an encrypted .xls without its encryption; to be called in a child only.

    Raises `Unreadable` (`berkas-terenkripsi`) where it needs another password, SkpxlError where the library is missing.
    """
    office = library("msoffcrypto-tool", "msoffcrypto", "OfficeFile")
    logging.disable(logging.CRITICAL)
    out = BytesIO()
    try:
        book = office.OfficeFile(BytesIO(data))
        # Of an .xls a wrong password is always noticed.
        book.load_key(OWN_PASSWORD) if book.format == "xls97" else book.load_key(OWN_PASSWORD, verify_password=True)
        book.decrypt(out)
    except MemoryError:
        raise
    except Exception as fault:  # whatever the library stumbles over: without the right key nothing can be told of it
        raise locked() from fault
    return out.getvalue()


def _refused(code: str, detail: str) -> bytes:
    return json.dumps((code, detail)).encode() + b"\n"


if __name__ == "__main__":
    main(sys.argv[1:])
