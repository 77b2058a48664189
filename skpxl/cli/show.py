"""What commands show: progress, JSON, findings, accounts. What is shown is made elsewhere."""

import json
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from skpxl.findings import Finding
    from skpxl.findings.wording import Pesan

Advance = Callable[[], None]
COLOURS = {"galat": "red", "peringatan": "yellow", "info": "blue"}


def _unseen() -> None:
    """Progress that nobody sees."""


@contextmanager
def progress(title: str, total: int, *, at_least: int = 20) -> Generator[Advance, None, None]:
    """A progress bar on stderr; silent where stderr is no terminal or there is less than `at_least` to do."""
    if total < at_least or not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)

        def advance() -> None:
            bar.advance(task)

        yield advance


def print_json(content: Any) -> None:
    """One object on stdout."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def account(total: int, noun: str, parts: Mapping[str, int]) -> str:
    """`7 berkas = 5 diterima + 2 ganda`."""
    return f"{total} {noun} = " + " + ".join(f"{count} {name}" for name, count in parts.items())


def severity_label(finding: "Finding") -> str:
    """Its severity in colour, as wide as every other."""
    return click.style(f"{finding.severity.value:<10}", fg=COLOURS[finding.severity.value])


def print_findings(findings: Sequence["Finding"], pesan: "Pesan") -> None:
    """Print findings for people, grouped over cells, worst first, indented."""
    from skpxl.findings.reports import grouped

    for finding in grouped(findings, pesan):
        click.echo(f"  {severity_label(finding)} {finding.message}")


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
        click.echo(f"  {severity_label(first)} {more}{first.message}")
