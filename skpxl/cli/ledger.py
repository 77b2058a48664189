"""`skpxl ledger export` and `skpxl ledger show`."""

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.language import Commands
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import say_first
from skpxl.errors import UsageError


@click.group("ledger", cls=Commands)
def command() -> None:
    """Buku putaran SKP: semua yang terjadi, siapa dan kapan."""


@command.command("export", epilog="Contoh:  skpxl ledger export -o hasil/buku.csv")
@options.output("Berkas .xlsx atau .csv (bawaan: hasil/buku.xlsx di folder putaran SKP).")
@options.force("Timpa berkas yang sudah ada.")
@pass_call
def export(call: Call) -> None:
    """Keluarkan semua kejadian sebagai tabel, dengan nama orang dan unit."""
    from skpxl.campaign.folder import HASIL
    from skpxl.campaign.today import local
    from skpxl.files.output import write_whole
    from skpxl.ledger.events import read_events
    from skpxl.status.export import as_csv, as_xlsx
    from skpxl.status.telling import Names, row_of

    output = call.destination(HASIL, "buku.xlsx")
    with opened_ledger(call) as ledger:
        events = read_events(ledger)
    names = Names.of(events, call.organisasi)
    rows = [row_of(event, names, local(event.at)) for event in events]
    suffix = output.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UsageError(f"Akhiran {output.name} tidak dikenal; tulis .xlsx atau .csv.")
    data = as_csv(rows) if suffix == ".csv" else as_xlsx(rows, call.library.gaya, call.kertas)
    write_whole(output, data, force=call.force)
    say(f"{len(rows)} kejadian: {output}")


@command.command("show", epilog="Contoh:  skpxl ledger show --nip 199001012015031001")
@click.option("--nip", default="", help="Riwayat orang ini.")
@click.option("--kode", default="", help="Riwayat buku kerja ini.")
@click.option("--unit", default="", help="Riwayat unit ini, unit di bawahnya dan orang-orangnya (kode).")
@options.as_json
@pass_call
def show(call: Call, nip: str, kode: str, unit: str) -> None:
    """Tampilkan riwayat satu orang, buku kerja, atau unit."""
    from skpxl.campaign.today import local
    from skpxl.ledger.events import read_events
    from skpxl.model.nip import clean_nip
    from skpxl.status.telling import Names, line_of, of_one

    if sum(map(bool, (nip, kode, unit))) != 1:
        raise UsageError("Riwayat siapa? Tambahkan salah satu dari --nip, --kode atau --unit.")
    organisasi = call.organisasi
    branch = organisasi.cabang(unit) if organisasi and unit else []
    units = {unit, *(one.kode for one in branch)} - {""}
    nips = [
        orang.nip for orang in (organisasi.pegawai if organisasi else ()) if orang.nip and orang.unit_kerja in units
    ]
    with opened_ledger(call) as ledger:
        everything = read_events(ledger)
    events = of_one(everything, nip=clean_nip(nip) if nip else "", kode=kode, units=units, nips=nips)
    if call.as_json:
        say_json({"kejadian": [{**event._asdict(), "at": event.at.isoformat()} for event in events]})
        return
    names = Names.of(everything, organisasi)
    say_first((line_of(event, names, local(event.at)) for event in events), "semuanya dengan `skpxl ledger export`")
    say(f"{len(events)} kejadian.")
