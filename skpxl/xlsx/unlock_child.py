"""The child process that decrypts a workbook with the one password that is no secret, by msoffcrypto-tool. It reads no cells.

`python -m skpxl.xlsx.unlock_child SECONDS MEMORY` takes the file on stdin and gives the workbook inside it, for
`xlsx/unlock.py`.
"""

import logging
import sys
from io import BytesIO

from skpxl.xlsx.child_frame import serve
from skpxl.xlsx.libraries import library
from skpxl.xlsx.unlock import OWN_PASSWORD, locked


def main(arguments: list[str]) -> None:
    """The child: the file on stdin, the workbook inside it on stdout."""
    serve(decrypted, float(arguments[0]), int(arguments[1]), locked())


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


if __name__ == "__main__":
    main(sys.argv[1:])
