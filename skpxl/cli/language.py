"""The language of the command line's own words: Indonesian, through gettext. What commands say is written Indonesian."""

import gettext
import os
from pathlib import Path

import click


def speak_indonesian() -> None:
    """Let click speak Indonesian. Must run before its first message.

    gettext looks the language up in LANGUAGE at every message, so that is set for this process.
    """
    gettext.bindtextdomain("skpxl", str(Path(__file__).with_name("locale")))
    gettext.textdomain("skpxl")
    os.environ["LANGUAGE"] = "id"


_KINDS = {"integer": "ANGKA", "integer range": "ANGKA", "text": "TEKS"}


def in_indonesian(command: click.Command) -> click.Command:
    """The command with the words of its usage line that click has in no catalogue in Indonesian, those below it, too."""
    command.options_metavar = "[PILIHAN]"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.is_flag:
            parameter.metavar = parameter.metavar or _KINDS.get(parameter.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "PERINTAH [ARGUMEN]..."
        for below in command.commands.values():
            in_indonesian(below)
    return command
