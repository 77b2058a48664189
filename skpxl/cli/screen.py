"""The one place through which the command line prints: lines, JSON, progress. What strangers wrote steers nothing here."""

import json
import re
import sys
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

Advance = Callable[[], None]

# How the commands that lines name begin, where they would not run as they stand: the campaign was named with -C.
_begin: tuple[re.Pattern[str], str] | None = None


def name_commands_in(campaign_folder: Path | None, commands: Collection[str]) -> None:
    """From now on a line that names one of the `commands` names it so that it can be pasted: in the campaign that was named."""
    global _begin
    from skpxl.model.pasted import pasted

    _begin = None
    if campaign_folder is not None:
        named = re.compile(rf"\bskpxl (?=(?:{'|'.join(map(re.escape, commands))})\b)")
        _begin = named, f"{pasted('skpxl', '-C', campaign_folder)} ".replace("\\", r"\\")


def say(*lines: object, err: bool = False, label: str = "", colour: str | None = None, bold: bool = False) -> None:
    """Print each of `lines` as one line, on stderr with `err`; a line break in one of them is spelled out.

    `label` stands before the line and has the `colour`; without one the line itself has it.
    """
    from skpxl.model.shown import shown

    for line in lines:
        text = str(line)
        if _begin:
            named, begin = _begin
            text = named.sub(begin, text)
        text = shown(text)
        if label:
            text = f"  {click.style(shown(label), fg=colour)} {text}"
        elif colour or bold:
            text = click.style(text, fg=colour, bold=bold or None)
        click.echo(text, err=err)


def say_json(content: Mapping[str, Any]) -> None:
    """One object on stdout. What steers a terminal is escaped, as JSON can.

    A value that is an iterator is a list that need not be held: it is printed item by item.
    """
    from skpxl.model.shown import as_json_text

    for part in _parts(content):
        click.echo(as_json_text(part), nl=False)
    click.echo()


def _parts(content: Mapping[str, Any]) -> Iterator[str]:
    """The object as `json.dumps` with an indent of 2 has it."""
    start = "{"
    for key, value in content.items():
        yield f"{start}\n  {_json(key)}: "
        start = ","
        if isinstance(value, Iterator):
            begin = "["
            for item in value:
                yield f"{begin}\n    {_json(item, '    ')}"
                begin = ","
            yield "[]" if begin == "[" else "\n  ]"
        else:
            yield _json(value, "  ")
    yield "{}" if start == "{" else "\n}"


def _json(value: Any, indent: str = "") -> str:
    # A line break inside a text is escaped: those that are there divide its parts.
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{indent}")


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
