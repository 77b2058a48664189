"""`skpxl return`."""

from collections.abc import Iterator
from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import note_returned
from skpxl.cli.receiving import receive, settle_copies
from skpxl.cli.screen import say
from skpxl.cli.show import say_alike, say_first
from skpxl.errors import SkpxlError


@click.command("return", epilog="Contoh:  skpxl return masuk -o perbaikan")
@options.output("Folder salinan (bawaan: perbaikan/ di folder putaran SKP).")
@click.option("--all", "with_warnings", is_flag=True, help="Juga formulir yang hanya punya peringatan.")
@options.force("Timpa salinan yang sudah ada.")
@options.decisions
@options.received("Daftar pegawai: NIP di luar daftar dilaporkan.")
@pass_call
def command(call: Call, paths: tuple[Path, ...], with_warnings: bool) -> int:
    """Buat salinan untuk diperbaiki: isian pengirim tetap ada, sel yang salah ditandai, daftar perbaikan di depan."""
    from skpxl.campaign.folder import PERBAIKAN
    from skpxl.campaign.issued import record_issued
    from skpxl.files.output import standing, write_whole
    from skpxl.receive.giveback import GiveBack, give_back

    folder = call.destination(PERBAIKAN, ask="Ke folder mana? Tambahkan -o FOLDER.")
    received = receive(call, paths)
    settled = settle_copies(call, received.files, received.measure)
    copies = give_back(
        settled.files, call.library, signing_key=call.signing_key, sandi=call.password, with_warnings=with_warnings
    )
    refused: list[tuple[str, Path]] = []
    written: list[GiveBack] = []

    def each() -> Iterator[str]:
        """Write one copy after the other; gives the line of each."""
        for copy in (copy for copy in copies if copy.name):
            target = folder / copy.name
            if not call.force and standing(target) not in (None, copy.data):
                refused.append((copy.file.reading.file, target))
                continue
            write_whole(target, copy.data, force=call.force)
            written.append(copy)
            yield f"{copy.file.reading.file} -> {target}"

    say_first(each(), f"semuanya di {folder}")
    old = (f"{file}: salinan lamanya, {target}, tidak ditimpa" for file, target in refused)
    say_first(old, f"semuanya di {folder}", err=True)
    say_alike(
        [(copy.file.reading.file, f"tidak dikembalikan — {copy.reason}") for copy in copies if not copy.name], "berkas"
    )
    if call.campaign:
        record_issued(call.campaign, [copy.form for copy in written if copy.form])
        note_returned(call, [(copy.form, copy.name) for copy in written if copy.form])
    say(
        f"{len(copies)} berkas = {len(written)} dikembalikan + {sum(1 for copy in copies if not copy.name)} tidak dikembalikan "
        f"+ {len(refused)} ditolak. Folder: {folder}"
    )
    if refused:
        raise SkpxlError(
            f"{len(refused)} salinan sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {refused[0][1]}; "
            "pakai folder lain, atau --force untuk menimpanya."
        )
    return 1 if received.held else 0
