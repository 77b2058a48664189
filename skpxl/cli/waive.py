"""`skpxl waive`."""

import click

from skpxl.cli.by_hand import exempted, reasoned
from skpxl.cli.call import Call, pass_call


@click.command("waive", epilog='Contoh:  skpxl waive 199001012015031001 --why "cuti di luar tanggungan negara"')
@click.argument("nips", nargs=-1, metavar="[NIP]...")
@reasoned
@pass_call
def command(call: Call, nips: tuple[str, ...], why: str, undo: bool) -> None:
    """Bebaskan orang dari kewajiban SKP putaran ini; tanpa NIP: daftar yang dibebaskan.

    Siapa, mengapa dan kapan dicatat. Yang dibebaskan tidak diingatkan dan tidak dihitung terlambat; SKP yang tetap masuk
    tetap diterima.
    """
    from skpxl.model.event import EventKind

    exempted(call, EventKind.WAIVED, nips, why, undo)
