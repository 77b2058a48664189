"""`skpxl delegate`."""

import click

from skpxl.cli.by_hand import ensure_reason, listed, reasoned
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import say
from skpxl.errors import UsageError


@click.command("delegate", epilog='Contoh:  skpxl delegate BPP kepegawaian@contoh.go.id --why "surat tugas 5/2026"')
@click.argument("unit", required=False, metavar="[UNIT]")
@click.argument("address", required=False, metavar="[ALAMAT]")
@reasoned
@pass_call
def command(call: Call, unit: str | None, address: str | None, why: str, undo: bool) -> None:
    """Catat bahwa alamat lain yang menjawab untuk sebuah unit dan unit di bawahnya; tanpa sebutan: daftar kuasa.

    Surat berikutnya untuk unit itu pergi ke alamat ini.
    """
    from skpxl.campaign.operator import operator
    from skpxl.campaign.today import this_moment
    from skpxl.model.event import EventKind
    from skpxl.model.folding import Subject
    from skpxl.status.by_hand import record_delegated, revoke

    if unit is None:
        listed(call, EventKind.DELEGATED)
        return
    why = ensure_reason(why, undo)
    if not undo and not address:
        raise UsageError("Dikuasakan kepada alamat mana? Tulis: skpxl delegate UNIT ALAMAT --why ALASAN.")
    if call.organisasi and not undo:
        call.organisasi.ensure_known([unit])
    with opened_ledger(call) as ledger:
        if undo:
            revoke(ledger, EventKind.DELEGATED, [Subject(unit=unit)], why=why, by=operator(), at=this_moment())
            say(f"Dicabut: kuasa untuk {unit}.")
            return
        new = record_delegated(ledger, unit, address or "", why=why, by=operator(), at=this_moment())
    say(f"{'Dicatat' if new else 'Sudah tercatat'}: untuk {unit} menjawab {address}.")
