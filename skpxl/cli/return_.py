"""`skpxl return`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import ensure_ledger, note_returned
from skpxl.cli.receiving import receive, settle_copies
from skpxl.cli.screen import say
from skpxl.cli.show import say_alike, say_first
from skpxl.errors import SkpxlError, UsageError, required

if TYPE_CHECKING:
    from skpxl.dispatch.return_lists import ReturnRow
    from skpxl.receive.giveback import GiveBack

_LISTS_MAX = 1000


@click.command("return", epilog="Contoh:  skpxl return masuk -o perbaikan")
@options.output("Folder salinan (bawaan: perbaikan/ di folder putaran SKP).")
@click.option("--all", "with_warnings", is_flag=True, help="Juga formulir yang hanya punya peringatan.")
@click.option(
    "--by-office",
    is_flag=True,
    help="Satu folder per perangkat daerah, dengan daftar: siapa, berkas mana, surel, yang harus diperbaiki.",
)
@click.option(
    "--mail",
    is_flag=True,
    help="Tulis balasan untuk semua yang masuk lewat surel ke outbox/; dikirim dengan skpxl send --really.",
)
@click.option(
    "--answer-empty",
    multiple=True,
    metavar="KODE",
    help="Dengan --mail: jawab juga surat tanpa lampiran ini (boleh berulang), atau semuanya: all.",
)
@options.as_json
@options.force("Timpa salinan yang sudah ada.")
@options.decisions
@options.received("Daftar pegawai: NIP di luar daftar dilaporkan.")
@pass_call
def command(
    call: Call,
    paths: tuple[Path, ...],
    with_warnings: bool,
    by_office: bool,
    mail: bool,
    answer_empty: tuple[str, ...],
) -> int:
    """Buat salinan untuk diperbaiki: isian pengirim tetap ada, sel yang salah ditandai, daftar perbaikan di depan."""
    if mail:
        from skpxl.cli.return_mail import reply_by_mail

        if paths or call.output or with_warnings or by_office:
            raise UsageError("--mail menjawab semua yang sudah dikumpulkan; tanpa berkas, -o, --all atau --by-office.")
        return reply_by_mail(call, answer_empty)
    if answer_empty or call.as_json:
        raise UsageError("--answer-empty dan --json hanya bersama --mail.")
    from skpxl.campaign.folder import PERBAIKAN
    from skpxl.campaign.issued import record_issued
    from skpxl.files.output import standing, write_whole
    from skpxl.receive.giveback import give_back

    folder = call.destination(PERBAIKAN, ask="Ke folder mana? Tambahkan -o FOLDER.")
    if by_office and call.organisasi is None:
        raise UsageError("--by-office memerlukan daftar pegawai; tambahkan --roster BERKAS.")
    ensure_ledger(call)
    received = receive(call, paths)
    settled = settle_copies(call, received.files, received.measure)
    copies = give_back(
        settled.files, call.library, signing_key=call.signing_key, sandi=call.password, with_warnings=with_warnings
    )
    rows = _rows(call, copies) if by_office else []
    inside = {row.file: row.folder for row in rows}
    refused: list[tuple[str, Path]] = []
    written: list[GiveBack] = []

    def each() -> Iterator[str]:
        """Write one copy after the other; gives the line of each."""
        for copy in (copy for copy in copies if copy.name):
            target = folder / inside.get(copy.name, "") / copy.name
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
    names = {copy.name for copy in written}
    _list(call, folder, [row for row in rows if row.file in names])
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


def _rows(call: Call, copies: "Sequence[GiveBack]") -> "list[ReturnRow]":
    """Where each copy belongs."""
    from skpxl.dispatch.addressees import AddressBook
    from skpxl.dispatch.return_lists import placed

    book = AddressBook(required(call.organisasi, "daftar pegawai"))
    return placed([copy for copy in copies if copy.name], book)


def _list(call: Call, folder: Path, rows: "Sequence[ReturnRow]") -> None:
    """Write the lists of these copies. One that stands there already is somebody's work by now: the new one gets a number."""
    from skpxl.dispatch.return_lists import by_folder, lists
    from skpxl.files.output import standing, write_whole

    if not rows:
        return
    for name, data in lists(rows, call.library.gaya, call.kertas).items():
        first = folder / name
        targets = (
            first.with_stem(f"{first.stem}-{number}" if number > 1 else first.stem) for number in range(1, _LISTS_MAX)
        )
        write_whole(next(one for one in targets if standing(one) in (None, data)), data)
    offices = by_folder(rows)
    say_first(
        (f"{several[0].office}: {len(several)} berkas di {folder / name}" for name, several in offices.items()),
        f"semuanya di {folder}",
        noun="perangkat daerah",
    )
