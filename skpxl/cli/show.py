"""What commands show: findings, accounts. What is shown is made elsewhere, and printed by `screen`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from skpxl.cli.screen import say

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.findings.wording import Pesan

MOST = 60  # lines of findings, about a screen
COLOURS = {"galat": "red", "peringatan": "yellow", "info": "blue"}


_FIRST = 40  # lines of a list: more than this nobody reads


def say_first(lines: Iterable[str], rest: str, *, err: bool = False, noun: str = "") -> None:
    """Print a list; of a very long one the first, how many more (`noun`) there are, and where the `rest` is."""
    waiting = iter(lines)
    for line in islice(waiting, _FIRST):
        say(line, err=err)
    if more := sum(1 for _ in waiting):
        say(f"… dan {in_figures(more)} {noun} lagi; {rest}.".replace("  ", " "), err=err)


def say_alike(told: Sequence[tuple[str, str]], noun: str) -> None:
    """Print what is said of each of several (name and text); of very many only how many there are of each text, and one."""
    if len(told) <= _FIRST:
        say(*(f"{name}: {text}" for name, text in told))
        return
    counts = Counter(text for _, text in told)
    examples = {text: name for name, text in reversed(told)}
    say_first(
        (f"{in_figures(many)} {noun}, misalnya {examples[text]}: {text}" for text, many in counts.most_common()),
        "periksa dengan `skpxl validate --report`",
    )


def account(total: int, noun: str, parts: Mapping[str, int]) -> str:
    """`7 berkas = 5 diterima + 2 ganda`."""
    from skpxl.model.fate import said

    return f"{total} {noun} = " + " + ".join(f"{count} {said(name)}" for name, count in parts.items())


def say_finding(severity: str, text: str) -> None:
    """One finding, its severity in colour before it and as wide as every other."""
    say(text, label=f"{severity:<10}", colour=COLOURS[severity])


def print_findings(findings: Sequence["Finding"], pesan: "Pesan", rest: str = "semuanya dengan --json") -> int:
    """Print findings for people, grouped over cells, worst first, indented; of very many some of each rule, how many more
    there are, and where the `rest` is. The number of lines.
    """
    from skpxl.findings.reports import digest

    lines = 0
    for finding, more in digest(findings, pesan, MOST):
        say_finding(finding.severity.value, finding.message)
        if more:
            say(f"             … dan {in_figures(more)} lagi seperti itu ({finding.code}); {rest}.")
        lines += 2 if more else 1
    return lines


def in_figures(number: int) -> str:
    """`199.980`."""
    return f"{number:,}".replace(",", ".")


def print_findings_briefly(findings: Sequence["Finding"], pesan: "Pesan", most: int = 60) -> None:
    """Print findings; of very many only how many there are of each rule, and one of them: the rest is in the workbook."""
    from skpxl.findings.reports import grouped

    if len(grouped(findings, pesan)) <= most:
        print_findings(findings, pesan)
        return
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    severities = list(COLOURS)
    for alike in sorted(by_code.values(), key=lambda group: (severities.index(group[0].severity.value), -len(group))):
        first = alike[0]
        more = f"{len(alike)} kali {first.code}, misalnya " if len(alike) > 1 else ""
        say_finding(first.severity.value, f"{more}{first.message}")
