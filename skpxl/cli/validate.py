"""`skpxl validate`."""

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.receiving import receive
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import account, in_figures, print_findings

if TYPE_CHECKING:
    from skpxl.findings.wording import Pesan
    from skpxl.receive.validate import ReceivedFile

_MOST_LINES = 200  # about files and their findings, beyond which the rest is only counted


@click.command("validate", epilog="Contoh:  skpxl validate masuk --report laporan.xlsx")
@options.as_json
@click.option("--report", type=options.PATH, help="Tulis laporan .xlsx: siapa, sel mana, apa yang harus dilakukan.")
@options.force("Timpa laporan yang sudah ada.")
@options.without_key
@options.received("Daftar pegawai: NIP di luar daftar dilaporkan.")
@pass_call
def command(call: Call, paths: tuple[Path, ...], report: Path | None) -> int:
    """Periksa formulir yang kembali. Folder dan .zip dibuka; satu berkas buruk tidak menghentikan yang lain."""
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count, top_fixes
    from skpxl.findings.wording import in_general
    from skpxl.receive.report import report_workbook
    from skpxl.receive.validate import as_json, count_fates, tak_diperiksa

    received = receive(call, paths, lists_files=True)
    files = received.files
    fates, severities = count_fates(files), count([finding for file in files for finding in file.findings])
    if report:
        write_whole(report, report_workbook(files, call.library, report, received.found.counts), force=call.force)
    if call.as_json:
        unproven = {"keaslian": tak_diperiksa(files)} if tak_diperiksa(files) else {}
        counts = {"berkas": len(files), **fates, **severities}
        say_json({"files": (as_json(file) for file in files), "counts": counts, **unproven, **received.found.as_json()})
    else:
        everywhere = _infos_everywhere(files)
        _print_files(files, everywhere, call.library.pesan)
        for code, number in everywhere.items():
            say(f"{number} berkas — info: {in_general(code, call.library.pesan)}")
        if len(files) > 1 and severities["galat"] + severities["peringatan"]:
            say("Perbaikan teratas:")
            for code, number, in_files in top_fixes([file.findings for file in files]):
                say(f"  {code}: {number} temuan pada {in_files} berkas")
        say(account(len(files), "berkas", fates) + ".")
        say(f"{severities['galat']} galat, {severities['peringatan']} peringatan, {severities['info']} info.")
        if report:
            say(f"Laporan: {report}")
    return 1 if severities["galat"] else 0


def _print_files(files: Sequence["ReceivedFile"], everywhere: Collection[str], pesan: "Pesan") -> None:
    """Every file with its findings but those of `everywhere`; of very many the first, those with galat before the others."""
    from skpxl.model.fate import said

    room, rest = _MOST_LINES, list(files)
    if len(files) > _MOST_LINES:
        rest.sort(key=lambda file: all(finding.severity.value != "galat" for finding in file.findings))
    while rest and room > 0:
        file = rest.pop(0)
        owner = f" · {file.owner.nama}" if file.owner.nama else ""
        say(f"{file.reading.file}{owner}: {said(file.fate)}")
        told = [finding for finding in file.findings if finding.code not in everywhere]
        room -= 1 + print_findings(told, pesan, "semuanya dengan --report atau --json")
    if rest:
        fates = ", ".join(
            f"{in_figures(many)} {said(fate)}" for fate, many in Counter(file.fate for file in rest).items()
        )
        say(f"… dan {in_figures(len(rest))} berkas lagi ({fates}); semuanya dengan --report atau --json.")


def _infos_everywhere(files: Sequence["ReceivedFile"]) -> dict[str, int]:
    """Infos that more than three files carry alike: said once, with the number of files, instead of under each."""
    number = Counter(
        finding.code
        for file in files
        for finding in file.findings
        if finding.severity.value == "info" and not finding.cell
    )
    return {code: count for code, count in number.items() if count > 3}
