"""What is fuzzed: each target takes one input and raises only what is no verdict. Nothing is compared here."""

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from parts import packed

from skpxl.errors import SkpxlError
from skpxl.files.archives import ArchiveLimits
from skpxl.files.contents import contents, opener_of
from skpxl.foreign.roster.organisasi import read_any_roster
from skpxl.forms.read import read_form
from skpxl.receive.adopt import adopt
from skpxl.template.library import load_library
from skpxl.xlsx.grid import read_book
from skpxl.xlsx.outside import leads_outside
from skpxl.xlsx.package import Unreadable, open_package
from skpxl.xlsx.signature import FODS, ODS, XLS, XLSB

LIBRARY = load_library()
GOLONGAN = list(LIBRARY.daftar["golongan"].nilai)
APART = (XLS, XLSB, ODS, FODS)  # read in a process of their own


def xlsx(data: bytes) -> None:
    """The reader of record: every sheet, every text of it, and what stands beside the cells."""
    try:
        package = open_package(packed(data))
        leads_outside(package)
        book = read_book(package)
        _ = book.properties, book.saved_by, book.marks
        for info in book.sheets:
            try:
                book.sheet(info.name)
            except Unreadable:
                continue
    except Unreadable:
        pass


def archive(data: bytes) -> None:
    """The walker: every member is given or refused, never more of them than allowed."""
    limits = ArchiveLimits(depth=3, members=200, member=4_000_000, total=8_000_000)
    data = packed(data)
    opener = opener_of(data)
    if opener is None:
        return
    total = 0
    for count, member in enumerate(contents(data, "Z", opener, limits), start=1):
        total += len(member.data)
        if count > 1000 or total > 4 * limits.total:
            raise MemoryError("more than the limits allow")


def roster(data: bytes) -> None:
    """A list of people in whatever layout: .xlsx, CSV or HTML."""
    data = packed(data)
    if _is_apart(data):
        return
    with tempfile.NamedTemporaryFile(suffix=".dat") as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(SkpxlError):
            read_any_roster(Path(file.name), golongan=GOLONGAN)


def foreign(data: bytes) -> None:
    """Somebody's own SKP, and whether it is one of ours."""
    data = packed(data)
    if _is_apart(data):
        return
    adopt(data, LIBRARY, file="a.xlsx")
    read_form(data, LIBRARY, file="a.xlsx")


def _is_apart(data: bytes) -> bool:
    try:
        open_package(data)
    except Unreadable as verdict:
        return verdict.detail in APART or verdict.code == "berkas-terenkripsi"
    return False


TARGETS: dict[str, Callable[[bytes], None]] = {"xlsx": xlsx, "archive": archive, "roster": roster, "adopt": foreign}
