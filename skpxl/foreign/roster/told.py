"""What is said of a roster, bounded: of a long list no more findings of one rule than can be read, and how many there were.

A column that people leave blank is told once, with a count, and not once per person. It finds nothing itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from skpxl.findings import Finding, temuan
from skpxl.model.teks import rapi

# What is said of one person's blank -> the column in words, and whether people cannot do without it.
_BLANKS: dict[str, tuple[str, bool]] = {
    "daftar-tanpa-nip": ("NIP", True),
    "daftar-tanpa-nama": ("Nama", True),
    "daftar-tanpa-jabatan": ("Jabatan", False),
    "daftar-golongan": ("Pangkat/Gol. Ruang", False),
    "daftar-unit-kosong": ("Unit Kerja", True),
    "daftar-tanpa-penilai": ("Pejabat penilai", False),
}
_ONE_BY_ONE = 10  # people of whom a blank is told one by one
MOST = 500  # findings of one code that are told

_PLAIN_BLANKS = re.compile(r"[ \t\r\n]+")


class Told:
    """Findings as they come, in their order: the first of each code, and the count of all."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: list[Finding] = []
        self._counts: Counter[tuple[str, bool]] = Counter()

    def add(self, finding: Finding) -> None:
        """One more."""
        kind = finding.code, is_blank(finding)
        self._counts[kind] += 1
        if self._counts[kind] <= self._most:
            self._kept.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Some more."""
        for finding in findings:
            self.add(finding)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._kept)

    def blanks(self) -> dict[str, int]:
        """How many people leave a column blank, by the code of what is said of it."""
        return {code: count for (code, blank), count in self._counts.items() if blank}

    def left_out(self) -> dict[str, int]:
        """How many findings of a code were not kept, blanks not counted."""
        counts = {code: count - self._most for (code, blank), count in self._counts.items() if not blank}
        return {code: count for code, count in counts.items() if count > 0}


def once_each(findings: Sequence[Finding]) -> list[Finding]:
    """Without what is said of a unit that is known from people alone and shares their cells: it is said of the person."""
    said = {(finding.code, finding.sheet, finding.cell, finding.found) for finding in findings if finding.who}
    return [
        finding
        for finding in findings
        if finding.who or (finding.code, finding.sheet, finding.cell, finding.found) not in said
    ]


def is_blank(finding: Finding) -> bool:
    """True where a finding only says that a column is blank; a NIP that stands in the name can be mended, and is none."""
    if finding.code not in _BLANKS or finding.suggestion:
        return False
    return finding.code != "daftar-golongan" or not finding.found


def grouped(findings: Sequence[Finding], told: Told, people: int, *, missing: bool) -> list[Finding]:
    """The findings, placed, with one for each column that all `people`, or many, leave blank; those come first, worst first.

    With `missing` also where there are few people: then the file has no such column. What `told` left out is counted.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if is_blank(finding):
            groups.setdefault(finding.code, []).append(finding)
    once: list[Finding] = []
    gone: set[int] = set()
    counts = told.blanks()
    for code in _BLANKS:
        group, count = groups.get(code, []), counts.get(code, 0)
        whole = count == people
        if group and (count > _ONE_BY_ONE or (whole and missing)):
            gone |= {id(finding) for finding in group}
            once.append(_of_column(code, group, (count, people), missing))
    once.sort(key=lambda finding: finding.severity.value != "galat")
    kept = [finding for finding in findings if id(finding) not in gone]
    return [*once, *kept, *_more(kept, told)]


def _of_column(blank: str, group: Sequence[Finding], counts: tuple[int, int], missing: bool) -> Finding:
    count, people = counts
    column, needed = _BLANKS[blank]
    whole = count == people
    needed = needed and not (missing and whole and blank == "daftar-unit-kosong")  # an office's list of one unit
    first = group[0]
    reason = "" if whole else f", misalnya {', '.join(finding.cell for finding in group[:5])}"
    code = "daftar-kolom-wajib-kosong" if needed else "daftar-kolom-kosong"
    finding = temuan(code, kolom=column, banyak=count, semua=people, alasan=reason)
    return finding.at(file=first.file, sheet=first.sheet, cell=first.cell)


def _more(kept: Sequence[Finding], told: Told) -> Iterator[Finding]:
    last = {finding.code: finding for finding in kept}
    shown = Counter(finding.code for finding in kept)
    for code, count in told.left_out().items():
        if (finding := last.get(code)) is not None:
            more = temuan("daftar-masih-ada", found=code, banyak=count, disebut=shown[code])
            yield more.at(file=finding.file, sheet=finding.sheet, cell=finding.cell)


def changed_silently(text: str) -> bool:
    """True where folding changes more than plain blanks and line breaks."""
    return rapi(text) != _PLAIN_BLANKS.sub(" ", text).strip()
