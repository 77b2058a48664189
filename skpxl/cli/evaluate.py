"""`skpxl evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.receiving import receive, settle_copies
from skpxl.cli.screen import say
from skpxl.cli.show import account, print_findings_briefly
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.consolidate.evaluate import Rekap


@click.command("evaluate", epilog="Contoh:  skpxl evaluate masuk -o rekap.xlsx --roster roster.xlsx --unit BPP")
@options.output("Buku kerja rekap (bawaan: hasil/rekap-evaluasi.xlsx di putaran SKP).")
@options.units
@click.option(
    "--period",
    metavar="TW1..TW4|B01..B12|S1..S2|tahunan",
    help="Evaluasi periode yang mana; tidak perlu bila hanya ada satu.",
)
@options.force("Timpa hasil yang sudah ada.")
@options.decisions
@options.without_key
@options.received("Daftar pegawai: unit, urutan, dan siapa yang belum dinilai.")
@pass_call
def command(call: Call, paths: tuple[Path, ...], units: tuple[str, ...], period: str | None) -> int:
    """Rekap evaluasi: predikat tiap orang, banyak dan persentasenya per unit, grafik, dan pola distribusinya.

    Predikat dihitung dari kedua rating, bukan dari tulisan di formulir. Pola distribusi (SE MenPANRB 3/2023) dan rating
    pimpinan hanya diperingatkan, tidak pernah menghalangi.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.consolidate.evaluate import evaluate
    from skpxl.consolidate.evaluate_book import recap_workbook
    from skpxl.files.output import write_whole
    from skpxl.model.evaluasi import masa_evaluasi
    from skpxl.receive.validate import bertanda

    received = receive(call, paths)
    output = call.destination(HASIL, "rekap-evaluasi.xlsx", ask="Ke berkas mana? Tambahkan -o REKAP.xlsx.")
    if units and call.organisasi is None:
        raise UsageError("Unit hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER.")
    settled = settle_copies(call, received.files, received.measure)
    tahun = (
        call.tahun
        or (call.campaign.settings.tahun if call.campaign else 0)
        or max((file.evaluasi.tahun for file in settled.files if file.evaluasi), default=0)
    )
    try:
        masa = masa_evaluasi(period, tahun) if period and tahun else None
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from error
    rekap = evaluate(settled.files, received.measure, units=units, masa=masa)
    instansi = call.instansi or next(file.evaluasi.instansi for file in rekap.files if file.evaluasi)
    workbook = recap_workbook(rekap, call.library, output, instansi=bertanda(instansi, rekap.files), kertas=call.kertas)
    write_whole(output, workbook, force=call.force)
    print_findings_briefly([*settled.findings, *rekap.findings], call.library.pesan)
    _print_accounts(rekap)
    faults = sum(1 for file in rekap.files for finding in file.findings if finding.severity.value == "galat")
    if faults:
        say(f"{faults} galat dalam formulir; rinciannya di lembar Temuan.", err=True)
    say(f"Rekap: {output}")
    return 1 if faults else 0


def _print_accounts(rekap: "Rekap") -> None:
    """The accounts: files, people, predikat."""
    from skpxl.model.fate import EvaluationFate, PenilaianFate

    say(f"{rekap.received.total} berkas = {rekap.received.sentence()}.")
    people = rekap.people.sentence(PenilaianFate.TAK_DIPAKAI, PenilaianFate.TIDAK_BERTUGAS)
    say(f"{rekap.period}: {rekap.people.total} orang = {people}.")
    for fate in (EvaluationFate.PERIODE_LAIN, EvaluationFate.LUAR_UNIT):
        if number := rekap.evaluations.count(fate):
            say(f"{number} evaluasi {fate} tidak ikut direkap.", err=True)
    spread = rekap.everything.distribusi
    say(account(spread.total, "dinilai", spread.counts) + ".")
