"""`skpxl papers pack`."""

from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.papers_use import Use, check_use, use_options
from skpxl.cli.screen import progress, say
from skpxl.cli.show import account, say_first
from skpxl.errors import SkpxlError, UsageError


@click.command(
    "pack", epilog="Contoh:  skpxl papers pack dokumen --use kp-2023 --roster roster.xlsx -o kemasan --incomplete"
)
@options.output("Folder tujuan.", required=True)
@click.option("--incomplete", is_flag=True, help="Kemas juga yang belum lengkap; daftar isinya menyebut yang kurang.")
@options.force("Timpa kemasan yang sudah ada.")
@use_options(several=False)
@pass_call
def pack(call: Call, paths: tuple[Path, ...], use: Use, selection: options.Selection, incomplete: bool) -> int:
    """Kemas dokumen tiap pegawai menjadi satu .zip: daftar isi di depan, lalu dokumennya menurut urutan peraturan.

    Yang belum lengkap, atau belum ditandatangani, tidak dikemas, kecuali dengan --incomplete.
    """
    from skpxl.papers.pack import pack_papers

    if len(set(use.uses)) > 1:
        raise UsageError("Kemas untuk satu keperluan setiap kali; sebut --use satu kali saja.")
    output = call.destination()
    checked = check_use(call, paths, use, selection)
    (wanted,) = checked.result.uses
    with progress("Mengemas", len(checked.result.people[wanted])) as advance:
        packed = pack_papers(
            checked.result, wanted, output,
            incomplete=incomplete, force=call.force, advance=advance,
        )  # fmt: skip
    say_first(map(str, packed.written), f"semuanya di {output}")
    not_packed = ((lacking.kelengkapan.orang, "; ".join(lacking.lacking)) for lacking in packed.incomplete)
    say_first(
        (f"Tidak dikemas: {orang.nama} ({orang.nip or 'tanpa NIP'}) — {why}." for orang, why in not_packed),
        "semuanya dengan `skpxl papers check --report`",
        err=True,
    )
    say_first(
        (
            f"Tidak dikemas: {one.orang.nama} ({one.orang.nip}) — {one.reason}."
            for one in checked.result.not_asked[wanted]
        ),
        "semuanya dengan `skpxl papers check --report`",
        err=True,
    )
    say(f"{account(packed.account.total, 'pegawai', packed.account.named())}. Folder: {output}")
    if packed.refused:
        raise SkpxlError(
            f"{len(packed.refused)} kemasan sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {packed.refused[0]}; "
            "pakai folder lain, atau --force untuk menimpanya."
        )
    return 1 if packed.incomplete else 0
