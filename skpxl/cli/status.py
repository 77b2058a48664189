"""`skpxl status`."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import opened_ledger
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import in_figures, say_first
from skpxl.errors import required

if TYPE_CHECKING:
    from skpxl.findings.wording import Pesan
    from skpxl.status.overview import Overview, StatusGroup, StatusPerson


@click.command("status", epilog="Contoh:  skpxl status -o hasil/keadaan.xlsx --html hasil/keadaan.html")
@options.output("Tulis juga buku kerja .xlsx: orang, unit, tenggat, riwayat, grafik.")
@click.option(
    "--html", type=options.PATH, help="Tulis juga satu halaman .html untuk pimpinan: berdiri sendiri, siap cetak."
)
@options.force("Timpa berkas yang sudah ada.")
@options.as_json
@click.option(
    "--form", "forms", multiple=True, metavar="FORMULIR", help="Hanya formulir ini (boleh berulang; bawaan: semua)."
)
@options.batas
@options.as_of
@options.roster("Daftar pegawai lain.")
@pass_call
def command(call: Call, html: Path | None, forms: tuple[str, ...], batas: date | None, as_of: date | None) -> None:
    """Tunjukkan siapa yang terlambat, lalu keadaan tiap perangkat daerah dan unit, dari buku putaran SKP.

    Tenggat ditulis di skpxl.toml ([surel] batas, batas_unit) atau dengan --batas. Jumlah menurut keadaan selalu genap
    dengan jumlah orang dalam daftar pegawai.
    """
    from skpxl.campaign.folder import MASUK
    from skpxl.campaign.today import local, this_day
    from skpxl.files.output import write_whole
    from skpxl.status.as_json import as_json
    from skpxl.status.read import read_overview

    with opened_ledger(call) as ledger:
        campaign = required(call.campaign, "putaran SKP")
        day, aside = as_of or this_day(), call.aside
        whole = read_overview(ledger, campaign, call.organisasi, as_of=day, batas=batas, aside=aside, forms=forms)
    instansi = campaign.settings.instansi
    if call.output:
        from skpxl.status.tables import status_workbook

        book = status_workbook(
            whole, call.library.gaya, call.library.pesan, instansi=instansi, kertas=call.kertas, local=local
        )
        write_whole(call.output, book, force=call.force)
    if html:
        from skpxl.status.page import status_page

        write_whole(html, status_page(whole, call.library.pesan, instansi=instansi, local=local), force=call.force)
    if call.as_json:
        say_json(as_json(whole))
        return
    _print(whole, call.library.pesan, campaign.root / MASUK)
    for title, path in (("Buku kerja", call.output), ("Halaman", html)):
        if path:
            say(f"{title}: {path}")


def _print(whole: "Overview", pesan: "Pesan", inbox: Path) -> None:
    """Late people first; long lists are cut, and say where the rest is. `inbox` is where files are collected from."""
    from skpxl.findings.wording import in_general
    from skpxl.model.pasted import pasted
    from skpxl.model.periode import tanggal_tercetak

    rest = "semuanya dengan --json, -o atau --html"
    due = f"; tenggat {tanggal_tercetak(whole.batas)}" if whole.batas else "; tenggat belum ditentukan (--batas)"
    say(f"Keadaan per {tanggal_tercetak(whole.as_of)}{due}.", bold=True)
    if whole.late:
        say(f"Terlambat: {in_figures(len(whole.late))} orang", bold=True)
        say_first((f"  {line}" for line in _people(whole.late)), rest)
    waiting = [person for person in whole.people if not person.late and not person.keadaan.is_settled]
    if waiting:
        say(f"Belum selesai, belum terlambat: {in_figures(len(waiting))} orang", bold=True)
        say_first((f"  {line}" for line in _people(waiting[:_FEW] if whole.late else waiting)), rest)
        if whole.late and len(waiting) > _FEW:
            say(f"  … dan {in_figures(len(waiting) - _FEW)} lagi; {rest}.")
    if whole.blocked:
        say("Terhambat: belum masuknya SKP atau matriks atasan menahan bawahannya", bold=True)
        say_first(
            (f"  {one.nama} ({one.unit}): {one.total} orang menunggu, {one.direct} langsung" for one in whole.blocked),
            rest,
        )
    if whole.fixes:
        say("Perbaikan teratas:", bold=True)
        for fix in whole.fixes:
            told = in_general(fix.code, pesan) if fix.code in pesan else fix.code
            say(f"  {fix.code}: {fix.findings} temuan pada {fix.workbooks} buku kerja — {told}")
    for title, groups in (("Perangkat daerah", whole.offices), ("Unit", whole.units)):
        if title == "Unit" and len(groups) == len(whole.offices):
            continue  # each perangkat daerah is one unit, and has been told
        say(f"{title}:", bold=True)
        say_first((f"  {_group(group)}" for group in groups), rest)
    for title, counts in (("Surat", whole.letters), ("Surat masuk", whole.mails)):
        if counts:
            say(f"{title}: " + " + ".join(f"{in_figures(many)} {state}" for state, many in counts.items()) + ".")
    if whole.unsure:
        say(
            f"Tidak pasti terkirim: {', '.join(whole.unsure[:_FEW])}; periksa folder terkirim, jangan dikirim begitu saja."
        )
    if whole.uncollected:
        say(
            f"{in_figures(len(whole.uncollected))} berkas di masuk/ belum dicatat dalam buku, misalnya {whole.uncollected[0]}; "
            f"catat dengan: {pasted('skpxl', 'collect', inbox)}",
            err=True,
        )
    states = whole.account.sentence(*whole.account.counts)
    say(f"{in_figures(whole.account.total)} orang = {states or '0'}.")


_FEW = 10


def _people(people: "Iterable[StatusPerson]") -> "Iterator[str]":
    from skpxl.campaign.today import local

    for one in people:
        late = f"{one.late} hari terlambat · " if one.late else ""
        last = f" · terakhir {one.last.kind.value} {local(one.last.at).date().isoformat()}" if one.last else ""
        reminded = f" · {len(one.reminded)} kali diingatkan" if one.reminded else ""
        address = f" <{one.address}>" if one.address else ""
        who = one.seat.nama or one.seat.jabatan or one.seat.key
        yield f"{late}{who}{address} ({one.seat.unit_nama}): {one.keadaan.value}{last}{reminded}"


def _group(group: "StatusGroup") -> str:
    """One line: who it is, how many are late, how many stand where (in few words: the states are counted below)."""
    from skpxl.model.periode import tanggal_tercetak
    from skpxl.status.shares import SHARES

    told = [(share.count(group.people), share.name.lower()) for share in SHARES]
    told.append((group.people.total - sum(many for many, _ in told), "lowong atau tidak bertugas"))
    parts = " + ".join(f"{many} {words}" for many, words in told if many)
    late = f"{group.late} terlambat; " if group.late else ""
    due = f" (tenggat {tanggal_tercetak(group.batas)})" if group.batas else ""
    name = f"{group.nama} [{group.kode}]" if group.kode else group.nama
    return f"{name}{due}: {late}{group.people.total} orang = {parts}"
