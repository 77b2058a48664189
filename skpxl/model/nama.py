"""Names of people as they are compared. Taking a cell with name and NIP apart is foreign/people.py's."""

import re

from skpxl.model.teks import sidik


def bare_name(name: str) -> str:
    """A name without titles, to compare: `Dr. Budi Contoh, M.Si.` is `budi contoh`."""
    text = re.sub(r"^(?:(?:prof|dr|drs|dra|ir|h|hj|ns|apt|drg|drh)\.\s*)+", "", sidik(name.partition(",")[0]))
    return " ".join(text.split())
