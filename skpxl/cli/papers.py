"""`skpxl papers`: the group; each of its commands has a module of its own."""

import click

from skpxl.cli.language import Commands
from skpxl.cli.papers_check import check
from skpxl.cli.papers_make import make
from skpxl.cli.papers_pack import pack


@click.group("papers", cls=Commands)
def command() -> None:
    """Buat dokumen kinerja dari evaluasi yang kembali, periksa kelengkapannya, kemas per pegawai."""


for subcommand in (make, check, pack):
    command.add_command(subcommand)
