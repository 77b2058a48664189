"""Whether a reading tells of every answer that is not the typed one; a library for the tests, it proves nothing itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from skpxl.findings import Finding, Severity
from skpxl.forms.reading import Reading


@dataclass(frozen=True)
class Wrong:
    """An answer that is not the typed one, and of which nothing is said (or not what must be said)."""

    what: str
    key: str
    typed: str
    found: str
    place: str

    def __str__(self) -> str:
        return f"{self.what}: {self.key} at {self.place or 'no place'}: typed {self.typed!r}, read {self.found!r}"


def galat(findings: Iterable[Finding]) -> bool:
    """True where one of them blocks the file."""
    return any(satu.severity is Severity.GALAT for satu in findings)


def lost(reading: Reading, key: str) -> bool:
    """True where the answer has no place, and that is said of it."""
    hilang = [satu for satu in reading.findings if satu.code == "sel-hilang" and satu.key == key]
    return key not in reading.cells and galat(hilang)


def told(reading: Reading, key: str) -> bool:
    """True where something is said of this very answer; of one without a place it must be that it is lost."""
    if key not in reading.cells:
        return lost(reading, key)
    return any(satu.key == key or f"{satu.sheet}!{satu.cell}" == reading.cells[key] for satu in reading.findings)


def differing(reading: Reading, typed: Mapping[str, str]) -> dict[str, str]:
    """The answers that are not read as typed, with what was read; `typed` has every entry slot, blank ones as well."""
    isian = reading.form.isian if reading.form else {}
    return {key: isian.get(key, "") for key, text in typed.items() if isian.get(key, "") != text}


def silent(reading: Reading, typed: Mapping[str, str]) -> list[Wrong]:
    """The answers that are read otherwise than typed without a finding about that answer."""
    return [
        Wrong("silent", key, typed[key], found, reading.cells.get(key, ""))
        for key, found in differing(reading, typed).items()
        if not told(reading, key)
    ]


def foreign(reading: Reading, typed: Mapping[str, str]) -> list[Wrong]:
    """The answers that are read as another text than the typed one, said or not."""
    return [
        Wrong("foreign", key, typed[key], found, reading.cells.get(key, ""))
        for key, found in differing(reading, typed).items()
        if found
    ]


def unread(reading: Reading, typed: Mapping[str, str], keys: Collection[str]) -> list[Wrong]:
    """Those of `keys` that are not read as typed, or are said to be lost."""
    off = differing(reading, typed)
    hilang = {satu.key for satu in reading.findings if satu.code == "sel-hilang"}
    return [
        Wrong("unread", key, typed[key], off.get(key, typed[key]), reading.cells.get(key, ""))
        for key in typed
        if key in keys and (key in off or key in hilang)
    ]
