"""Files that only point to a document elsewhere, told by their names: a drive may refuse to open them. What most of them say is
told by content, too (`xlsx/signature.py`).
"""

from pathlib import Path

from skpxl.files.fetch import Refused, read_file

PROBLEM = "berkas-pintasan"
_GOOGLE = "petunjuk ke dokumen Google ({ending})"
_KINDS = {
    ".lnk": "pintasan Windows ({ending})",
    ".desktop": "pintasan Linux ({ending})",
    **dict.fromkeys((".url", ".webloc", ".website"), "pintasan ke halaman web ({ending})"),
    **dict.fromkeys((".gsheet", ".gdoc", ".gslides", ".gform", ".gdraw", ".gtable", ".gjam", ".gdlink"), _GOOGLE),
}
# A document that only has such a name.
_DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<html", b"<table")


def pointer(name: Path, data: bytes | None = None) -> str:
    """What kind of pointer it is, in words; empty for any other file. Without `data` the file itself is asked."""
    ending = name.suffix.casefold()
    if ending not in _KINDS:
        return ""
    try:
        head = read_file(name, 8) if data is None else data[:8]
    except Refused:
        head = b""
    return "" if head.startswith(_DOCUMENTS) else _KINDS[ending].format(ending=ending)
