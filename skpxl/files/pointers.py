"""Files that only point to a document elsewhere, told by their names: a drive may refuse to open them. What most of them say is
told by content, too (`xlsx/signature.py`).
"""

import re
from pathlib import Path

from skpxl.files.fetch import CLOUD, HELD, Refusal, Refused, read_file

PROBLEM = "berkas-pintasan"
_GOOGLE = "petunjuk ke dokumen Google ({ending})"
_KINDS = {
    ".lnk": "pintasan Windows ({ending})",
    ".desktop": "pintasan Linux ({ending})",
    **dict.fromkeys((".url", ".webloc", ".website"), "pintasan ke halaman web ({ending})"),
    **dict.fromkeys((".gsheet", ".gdoc", ".gslides", ".gform", ".gdraw", ".gtable", ".gjam", ".gdlink"), _GOOGLE),
}
# What stands in the place of a document whose content is elsewhere: iCloud, Nextcloud, ownCloud, odrive.
_NOT_FETCHED = re.compile(r"\..+\.icloud|.+\.\w{2,7}\.(?:nextcloud|owncloud|cloud)", re.IGNORECASE | re.DOTALL)
_STAND_IN = "wakil berkas di penyimpanan awan ({ending})"
# A document that only has such a name.
_DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<html", b"<table")


def pointer(name: Path, data: bytes | None = None) -> Refusal | None:
    """What kind of pointer it is, in words; None for any other file. Without `data` the file itself is asked.

    What this disk has only the name of is held back; in an archive or a mail it is all that was sent.
    """
    ending = name.suffix.casefold()
    not_fetched = _NOT_FETCHED.fullmatch(name.name)
    if ending not in _KINDS and not not_fetched:
        return None
    try:
        head = read_file(name, 8) if data is None else data[:8]
    except Refused:
        head = b""
    if head.startswith(_DOCUMENTS):
        return None
    if not_fetched and data is None:
        return Refusal(HELD, CLOUD)
    return Refusal(PROBLEM, (_STAND_IN if not_fetched else _KINDS[ending]).format(ending=ending))
