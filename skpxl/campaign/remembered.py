"""Which workbooks a campaign was told of once: that of decisions, the index of scans. A record of paths; it opens neither."""

import os
from pathlib import Path
from typing import Literal

from skpxl.files.names import bukan_rumus
from skpxl.files.record import read_record, write_record

NAMA_INGATAN = "ingatan.csv"
_COLUMNS = ("Apa", "Berkas")
What = Literal["keputusan", "indeks"]
DECISIONS: What = "keputusan"
INDEX: What = "indeks"


def remembered(root: Path, what: What) -> Path | None:
    """The workbook named last; None where none was, or where it is gone. Raises SkpxlError for a damaged record."""
    path = _read(root).get(what)
    found = root / path if path else None
    return found if found and os.path.lexists(found) else None


def remember(root: Path, what: What, path: Path) -> None:
    """Keep a workbook that exists, as seen from the campaign's folder where it lies in it."""
    if not os.path.lexists(path):
        return
    known, whole = _read(root), path.absolute()
    kept = whole.relative_to(root.absolute()).as_posix() if whole.is_relative_to(root.absolute()) else str(whole)
    if known.get(what) != kept:
        rows = {**known, what: kept}
        write_record(root / NAMA_INGATAN, _COLUMNS, [(name, bukan_rumus(file)) for name, file in rows.items()])


def _read(root: Path) -> dict[str, str]:
    rows = read_record(root / NAMA_INGATAN, "berkas yang diingat", _COLUMNS)
    return {name: file.removeprefix("'") for name, file in rows}
