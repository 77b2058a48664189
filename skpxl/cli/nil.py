"""`skpxl nil`."""

import click

from skpxl.cli.by_hand import exempted, reasoned
from skpxl.cli.call import Call, pass_call


@click.command("nil", epilog='Contoh:  skpxl nil BPP --why "unit belum berpegawai, surat 12 Januari 2026"')
@click.argument("whose", nargs=-1, metavar="[UNIT|NIP]...")
@reasoned
@pass_call
def command(call: Call, whose: tuple[str, ...], why: str, undo: bool) -> None:
    """Catat jawaban nihil sebuah unit (dan unit di bawahnya) atau seseorang; tanpa sebutan: daftar yang nihil."""
    from skpxl.model.event import EventKind

    exempted(call, EventKind.NIL, whose, why, undo, units=True)
