"""The one place through which the command line prints: lines, JSON, progress. What strangers wrote steers nothing here."""

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import click

Advance = Callable[[], None]


def say(*lines: object, err: bool = False, label: str = "", colour: str | None = None, bold: bool = False) -> None:
    """Print each of `lines` as one line, on stderr with `err`; a line break in one of them is spelled out.

    `label` stands before the line and has the `colour`; without one the line itself has it.
    """
    from skpxl.model.shown import shown

    for line in lines:
        text = shown(str(line))
        if label:
            text = f"  {click.style(shown(label), fg=colour)} {text}"
        elif colour or bold:
            text = click.style(text, fg=colour, bold=bold or None)
        click.echo(text, err=err)


def say_json(content: Any) -> None:
    """One object on stdout, part by part: it may be long. What steers a terminal is escaped, as JSON can."""
    from skpxl.model.shown import as_json_text

    parts: list[str] = []
    for part in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(content):
        parts.append(part)
        if len(parts) > _PARTS_AT_ONCE:
            click.echo(as_json_text("".join(parts)), nl=False)
            parts.clear()
    click.echo(as_json_text("".join(parts)))


_PARTS_AT_ONCE = 10_000


def _unseen() -> None:
    """Progress that nobody sees."""


@contextmanager
def progress(title: str, total: int, *, at_least: int = 20) -> Generator[Advance, None, None]:
    """A progress bar on stderr; silent where stderr is no terminal or there is less than `at_least` to do.

    `title` is the command's own word, never a text from a file.
    """
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
