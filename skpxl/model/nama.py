"""Names of people as they are compared. Taking a cell with name and NIP apart is foreign/people.py's."""

import re

from skpxl.model.teks import sidik

# With a point (`dr.Budi`) or a blank behind it (`H BUDI`).
_BEFORE = re.compile(r"^(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|h|ns|apt|kh)(?:\.\s*|\s+)(?=\S))+")
# A degree behind a name without the comma: `Budi Contoh S.Kom., M.Si`.
_BEHIND = re.compile(r"(?:\s+[a-z]{1,4}\.[a-z.]*[a-z])+$")


def bare_name(name: str) -> str:
    """A name without titles, to compare: `Dr. Budi Contoh, M.Si.` is `budi contoh`."""
    text = _BEHIND.sub("", _BEFORE.sub("", sidik(name.partition(",")[0])))
    return " ".join(text.split())
