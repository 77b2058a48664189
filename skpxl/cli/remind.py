"""`skpxl remind`."""

from datetime import date
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import progress, say, say_json
from skpxl.cli.show import say_first
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.dispatch.reminders import ReminderPlan

_REST = "semuanya dengan --json"


@click.command("remind", epilog="Contoh:  skpxl remind --dry-run")
@click.option(
    "--dry-run", is_flag=True, help="Hanya tunjukkan siapa yang akan diingatkan; tidak ada surat yang ditulis."
)
@options.as_of
@options.as_json
@pass_call
def command(call: Call, dry_run: bool, as_of: date | None) -> None:
    """Tulis pengingat ke outbox/ bagi yang belum mengirim atau belum memperbaiki; `skpxl send --really` mengirimkannya.

    Satu alamat paling banyak mendapat satu surat sekali jalan, dan tidak diingatkan lagi dalam hari-hari yang disetel
    (ingatkan_tiap di [surel] skpxl.toml). Mulai pengingat ketiga, atau sesudah tenggat, perangkat daerah atau unit di atasnya
    ikut diberi tahu. Yang dibebaskan, nihil, dan sudah diterima tidak diingatkan.
    """
    from skpxl.campaign.today import this_day
    from skpxl.cli.send import desk_of
    from skpxl.dispatch.reminding import planned, reminded_lines, write_reminders

    with opened_ledger(call) as ledger:
        desk = desk_of(call, ledger)
        if call.organisasi is None:
            raise UsageError("Daftar pegawai tidak ada; isi roster di folder putaran SKP.")
        day = as_of or this_day()
        if dry_run:
            plan, written = planned(desk, call.organisasi, day), 0
        else:
            with progress("Menulis pengingat", len(call.issued)) as advance:
                plan, rows = write_reminders(desk, call.organisasi, day, advance=advance)
            written = len(rows)
    if call.as_json:
        say_json(_as_json(plan, written))
        return
    say_first(reminded_lines(plan.reminders), _REST)
    if plan.stale:
        will = "akan dibatalkan" if dry_run else "dibatalkan"
        say(f"{len(plan.stale)} pengingat lama {will}: tidak semua di dalamnya masih berkewajiban.")
    many = len(plan.reminders)
    if dry_run or not many:
        say(f"{many} surat akan ditulis.")
    else:
        say(f"{many} surat ditulis ke outbox/. Kirim dengan: skpxl send --really")
    say(f"{plan.account.total} buku kerja = {plan.account.sentence(*plan.account.counts)}.")


def _as_json(plan: "ReminderPlan", written: int) -> dict[str, object]:
    """One object: the letters, and the account of all workbooks that are out."""
    return {
        "surat": [
            {
                "jenis": one.purpose,
                "alamat": one.to.address,
                "nama": one.to.name,
                "ke": one.number,
                "buku_kerja": [about.kode for about in one.about],
            }
            for one in plan.reminders
        ],
        "ditulis": written,
        "dibatalkan": len(plan.stale),
        "buku_kerja": plan.account.named(),
    }
