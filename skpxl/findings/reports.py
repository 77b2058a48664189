"""Findings as text for people: grouped over cells, worst first. JSON and workbooks are made elsewhere from the same values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from skpxl.findings.finding import Finding, Severity
from skpxl.findings.wording import Pesan, worded

_NAMED = 4
_A_LINE_MAY_HOLD = 20  # findings that are one when they are grouped, at most so many on average
_ORDER = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.INFO: 2}


def grouped(findings: Iterable[Finding], pesan: Pesan) -> list[Finding]:
    """Put findings that say the same of several cells into one; `cell` and `item` then name them all, worst first.

    Order within a severity is kept: it is the order in which a person should mend things.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        same = (
            finding.file,
            finding.code,
            finding.sheet,
            finding.found,
            finding.suggestion,
            finding.rincian,
            finding.who,
            finding.unit,
        )
        groups.setdefault(same, []).append(finding)
    merged = []
    for members in groups.values():
        first = members[0]
        if len(members) > 1:
            cells = ", ".join(dict.fromkeys(finding.cell for finding in members if finding.cell))
            item = _few(list(dict.fromkeys(finding.item for finding in members if finding.item)))
            first = worded([replace(first, cell=cells, item=item)], pesan)[0]
        merged.append(first)
    return sorted(merged, key=lambda finding: _ORDER[finding.severity])


def digest(findings: Sequence[Finding], pesan: Pesan, most: int) -> Iterator[tuple[Finding, int]]:
    """The findings, grouped, worst first, in about `most` lines: each with the number of findings like it that are left out.

    Where all of them would be more, the first of every rule stand for it, the commonest of a severity first. Only what is
    given is put into words, so there may be any number of them.
    """
    whole = grouped(findings, pesan) if len(findings) <= most * _A_LINE_MAY_HOLD else []
    if whole and len(whole) <= most:
        yield from ((_said(finding, pesan), 0) for finding in whole)
        return
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    each = max(1, most // max(1, len(by_code)) - 1)
    for alike in sorted(by_code.values(), key=lambda group: (_ORDER[group[0].severity], -len(group))):
        examples = grouped(alike[:each], pesan)
        for finding in examples:
            last = finding is examples[-1]
            yield _said(finding, pesan), max(0, len(alike) - each) if last else 0


def _said(finding: Finding, pesan: Pesan) -> Finding:
    return finding if finding.message else worded([finding], pesan)[0]


def _few(items: Sequence[str]) -> str:
    """Places in words; of more than five the first four and how many more."""
    more = len(items) - _NAMED
    return f"{', '.join(items[:_NAMED])} dan {more} tempat lain" if more > 1 else ", ".join(items)


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, all three named."""
    counts = Counter(finding.severity.value for finding in findings)
    return {severity.value: counts[severity.value] for severity in Severity}


def top_fixes(per_file: Sequence[Sequence[Finding]], limit: int = 5) -> list[tuple[str, int, int]]:
    """The rules that fail most over many files: (code, findings, files), most files first; infos are left out."""
    total: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for findings in per_file:
        codes = [finding.code for finding in findings if finding.severity is not Severity.INFO]
        total.update(codes)
        files.update(set(codes))
    ordered = sorted(total, key=lambda code: (-files[code], -total[code], code))
    return [(code, total[code], files[code]) for code in ordered[:limit]]
