"""The language of the command line's own words: Indonesian, through gettext. What commands say is written Indonesian."""

import gettext
import os
from difflib import get_close_matches
from pathlib import Path

import click


def speak_indonesian() -> None:
    """Let click speak Indonesian. Must run before its first message.

    gettext looks the language up in LANGUAGE at every message, so that is set for this process.
    """
    gettext.bindtextdomain("skpxl", str(Path(__file__).with_name("locale")))
    gettext.textdomain("skpxl")
    os.environ["LANGUAGE"] = "id"


# What stands for the value of an option, by its type, and of an argument, by its name.
_KINDS = {"text": "TEKS", "path": "LETAK"}
_ARGUMENTS = {
    "a": "A", "answers": "ISIAN", "file": "BERKAS", "files": "BERKAS", "folder": "FOLDER", "form": "FORMULIR",
    "paths": "BERKAS", "roster": "DAFTAR", "workbook": "FORMULIR", "b": "B",
}  # fmt: skip


class Commands(click.Group):
    """Subcommands; a mistyped one is answered with the nearest that there are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does. Raises click.UsageError with what may have been meant."""
        typed = args[0]
        if self.get_command(ctx, typed) is None and not typed.startswith("-"):
            near = get_close_matches(typed.lower(), self.list_commands(ctx), n=1)
            meant = f" Maksudnya: {near[0]}?" if near else ""
            raise click.UsageError(f"Perintah “{typed}” tidak ada.{meant}", ctx)
        return super().resolve_command(ctx, args)


def in_indonesian(command: click.Command) -> click.Command:
    """The command with the words of its usage line that click has in no catalogue in Indonesian, those below it, too."""
    command.options_metavar = "[PILIHAN]"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.is_flag:
            parameter.metavar = parameter.metavar or _KINDS.get(parameter.type.name)
        elif isinstance(parameter, click.Argument) and not parameter.metavar:
            word = _ARGUMENTS[str(parameter.name)]
            word = word if parameter.required else f"[{word}]"
            parameter.metavar = f"{word}..." if parameter.nargs == -1 else word
    if isinstance(command, click.Group):
        command.subcommand_metavar = "PERINTAH [ARGUMEN]..."
        for below in command.commands.values():
            in_indonesian(below)
    return command
