"""A workbook that Excel has encrypted with the password it sets by itself, opened; no other password is ever tried.

Where only the structure of a book is protected, or it is recommended for reading only, older programs encrypt the file all
the same, with a password that every Excel knows ([MS-OFFCRYPTO] 2.4.2.3): nobody who opens it there is asked for one.
"""

from skpxl.xlsx.process import Batas, ask_apart, child_of
from skpxl.xlsx.verdict import Unreadable

OWN_PASSWORD = "VelvetSweatshop"  # noqa: S105 (it is in Microsoft's specification)
# Passwords are hashed a hundred thousand times, a file may ask for more; what comes out is no larger than what went in.
_LIMITS = Batas(cpu=15.0, output=30_000_000)


def unlocked(data: bytes, limits: Batas = _LIMITS, program: tuple[str, ...] = ()) -> bytes:
    """The workbook inside an encrypted file (OLE with an EncryptedPackage), read in a process of its own.

    Raises `Unreadable` (`berkas-terenkripsi`) where it needs a password that somebody has chosen, or asks for too much;
    SkpxlError where a library is missing. `program` replaces the child (tests).
    """
    try:
        return ask_apart(
            program or child_of("skpxl.xlsx.unlock_child"), (str(limits.cpu), str(limits.memory)), data, limits
        )
    except Unreadable as verdict:
        if verdict.code != "berkas-terlalu-besar":
            raise
        raise locked() from verdict


def locked() -> Unreadable:
    """The verdict on a workbook that needs a password."""
    return Unreadable("berkas-terenkripsi", "buku kerja dikunci dengan kata sandi")
