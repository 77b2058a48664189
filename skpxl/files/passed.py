"""What is passed over for its name alone: junk of systems and programs, deleted and temporary copies. It opens no file."""

import re
from enum import StrEnum
from typing import NamedTuple

DISISIHKAN = "disisihkan"


class Passed(StrEnum):
    """Why something in a folder is not looked into, in the words of the line that tells it."""

    SEMENTARA = "salinan sementara atau tersembunyi"
    SAMPAH = "di keranjang sampah"
    SISTEM = "catatan sistem atau program"
    PELENGKAP = "pelengkap obrolan, surat, atau unduhan"
    BAGIAN = "bagian dari satu dokumen"
    TERBITAN = "catatan terbitan skpxl"
    TERTAUT = "tautan ke yang sudah dibaca"
    MELINGKAR = "tautan ke folder di atasnya"
    DISISIHKAN = DISISIHKAN


class PassedOver(NamedTuple):
    """One thing that was met and not looked into; `many` are the files in it where it is a folder, `data` the text of a chat
    that lies in an archive."""

    name: str
    why: Passed
    many: int = 1
    data: bytes = b""


_BIN_FOLDERS = {
    "$recycle.bin", "recycler", "recycled", "#recycle", "@recycle", "@recycled", ".trash", ".trashes", ".trashbin",
    "keranjang sampah", "recycle bin", "files_trashbin",
}  # fmt: skip
# Snapshots of file servers hold everything once more, as it was.
_SYSTEM_FOLDERS = {
    "__macosx", "@eadir", "system volume information", "$winreagent", "msocache", "lost+found", "~snapshot", "#snapshot",
    "@recently-snapshot", "files_versions",
}  # fmt: skip
# What Windows calls the deleted (content, and where it was), desktops of Linux, Android.
_DELETED = re.compile(
    r"\$[RI][0-9A-Z]{6}(\..*)?|.*\.trashinfo|\.trashed-\d+-.*",
    re.IGNORECASE | re.DOTALL,
)
# What programs leave beside a file: Windows, its streams where a disk does not know them, macOS, file servers.
_SYSTEM = re.compile(
    r"thumbs\.db(:.*)?|ehthumbs(_vista)?\.db|desktop\.ini|\.ds_store|icon[\r\uf00d]|autorun\.inf|\._.*|.*zone\.identifier"
    r"|.*[:\uf022\uf03a](smartscreen|com\.(apple|dropbox)\..*|afp_.*|oecustomproperty|encryptable|zone\.identifier:\$data)",
    re.IGNORECASE | re.DOTALL,
)
# Copies that are not finished, or stand for another file: locks of Excel, WPS and LibreOffice, downloads, synchronising
# programs, our own. A hidden name is one that begins with a dot; one of iCloud stands for a document (`pointers`).
_TEMPORARY = re.compile(
    r"~\$.*|~wr[a-z]\d+\..*|~df[0-9a-f]+\.tmp|\.(?!rels$|.+\.icloud$).*|~syncthing~.*|.*\.(tmp|temp|crdownload|part|partial|filepart|opdownload"
    r"|download|unconfirmed|aria2|!ut|!sync|lock|swp|swo)|.*\.~\w+|~.*\.tmp|.*\.sb-[0-9a-f]+-\w+|#.*#",
    re.IGNORECASE | re.DOTALL,
)
# What `alone` keeps while a command writes here: of the run itself nobody is told.
OWN_LOCK = re.compile(r"\.skpxl-[0-9a-f]{12}\.lock")
# As Excel names the copy that it saves to first; eight digits alone may be a date.
_EXCEL = re.compile(r"(?=.*[A-F])[0-9A-F]{6}00")
# A copy of before, of the name in the group; it is one only where the file itself is there too.
_BACKUP = re.compile(
    r"(?P<name>.+)(?:~|~[0-9a-f]{3,8}|\.bak|\.old|\.orig)|(?:backup of |cadangan )(?P<stem>.+)\.xlk",
    re.IGNORECASE | re.DOTALL,
)


def passed_folder(name: str) -> Passed | None:
    """Why nothing in a folder of this name is looked at; None where it is."""
    plain = name.casefold()
    if plain == DISISIHKAN:
        return Passed.DISISIHKAN
    if plain in _BIN_FOLDERS or plain.startswith((".trash-", ".trash_")) or _DELETED.fullmatch(name):
        return Passed.SAMPAH
    if plain in _SYSTEM_FOLDERS:
        return Passed.SISTEM
    if plain.endswith(".download") or ".sb-" in plain:  # of Safari, with what has come so far; of macOS, while it saves
        return Passed.SEMENTARA
    return Passed.SEMENTARA if plain.startswith(".") and plain.strip(".") else None


def passed_file(name: str) -> Passed | None:
    """Why a file of this name is not looked at, wherever it lies; None where it is."""
    if _DELETED.fullmatch(name):
        return Passed.SAMPAH
    if _SYSTEM.fullmatch(name):
        return Passed.SISTEM
    return Passed.SEMENTARA if _TEMPORARY.fullmatch(name) or _EXCEL.fullmatch(name) else None


def is_backup(name: str, beside: set[str]) -> bool:
    """True for the copy of before of another file; `beside` are the names in its folder, folded."""
    if (found := _BACKUP.fullmatch(name)) is None:
        return False
    if found["name"]:
        return found["name"].casefold() in beside
    return any(other.startswith(f"{found['stem'].casefold()}.xls") for other in beside)
