"""What was set aside for good: a record by content in the campaign folder, that people may open too. It moves no file."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from skpxl.files.names import bukan_rumus
from skpxl.files.record import damaged_record, read_record, write_record

NAMA_DISISIHKAN = "disisihkan.csv"
_NAME = "berkas yang disisihkan"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COLUMNS = ("Berkas", "Mengapa", "Ukuran (byte)", "SHA-256")


class SetAside(NamedTuple):
    """One file: its name when it was set aside, why, and by what it is known again."""

    name: str
    why: str
    size: int
    digest: str


def read_aside(root: Path) -> list[SetAside]:
    """What was set aside in the campaign at `root`. Raises SkpxlError for a record that cannot be believed."""
    file = root / NAMA_DISISIHKAN
    rows = read_record(file, _NAME, _COLUMNS)
    if not all(size.isdecimal() and _DIGEST.fullmatch(digest) for _, _, size, digest in rows):
        raise damaged_record(file, _NAME)
    plain = ((name.removeprefix("'"), why.removeprefix("'"), size, digest) for name, why, size, digest in rows)
    return [SetAside(name, why, int(size), digest) for name, why, size, digest in plain]


def write_aside(root: Path, several: Iterable[SetAside]) -> None:
    """Write the record anew."""
    rows = [(bukan_rumus(one.name), bukan_rumus(one.why), str(one.size), one.digest) for one in several]
    write_record(root / NAMA_DISISIHKAN, _COLUMNS, rows)


def sizes_by_digest(several: Iterable[SetAside]) -> Mapping[str, int]:
    """As the walk asks for it."""
    return {one.digest: one.size for one in several}
