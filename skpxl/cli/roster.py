"""`skpxl roster check` and `skpxl roster convert`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import print_findings
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.foreign.roster.outcome import RosterReading

_REST = "semuanya dengan --json, atau di lembar Keraguan dari skpxl roster convert"
map_option = click.option(
    "--map", "map_file", type=options.PATH, help="Peta kolom (.toml): dibaca bila ada, ditulis bila belum ada."
)


@click.group("roster")
def command() -> None:
    """Periksa daftar pegawai, atau jadikan daftar kantor sendiri daftar yang rapi."""


@command.command("check", epilog="Contoh:  skpxl roster check simpeg.xls --map roster-map.toml")
@click.argument("roster", type=options.PATH, required=False)
@map_option
@options.tahun("Tahun SKP yang diukur: umur dan pengangkatan menurut NIP (bawaan: masa putaran SKP).")
@options.as_json
@pass_call
def check(call: Call, map_file: Path | None) -> int:
    """Baca daftar pegawai dan laporkan tiap baris yang meragukan. Tidak ada baris yang dibuang.

    Daftar kantor sendiri (SIASN, SIMPEG, DUK, CSV, HTML, .xls, .ods, kartu) dikenali sendiri tata letaknya; petanya dapat
    ditulis dengan --map, dilihat, dibetulkan, dan dipakai lagi. Peta bernama roster-map.toml di folder putaran SKP dipakai
    tanpa diminta.
    """
    from skpxl.findings.reports import count
    from skpxl.findings.wording import worded

    reading = _read(call, map_file)
    organisasi, severities = reading.organisasi, count(reading.temuan)
    rows = reading.pembukuan
    if call.as_json:
        say_json(
            {
                "pegawai": len(organisasi.pegawai),
                "unit": len(organisasi.unit),
                "produk": len(organisasi.produk),
                "baris": {"berisi": rows.berisi, **rows.counts()} if rows else None,
                "letak": rows.rentang() if rows else None,
                "counts": severities,
                "findings": (
                    finding.as_dict() for one in reading.temuan for finding in worded([one], call.library.pesan)
                ),
            }
        )
    else:
        print_findings(reading.temuan, call.library.pesan, _REST)
        if rows:
            say(f"{rows.kalimat()}.")
        say(
            f"{reading.people.total} baris pegawai = {reading.people.sentence()}; "
            f"{len(organisasi.unit)} unit, {len(organisasi.produk)} produk. "
            f"{severities['galat']} galat, {severities['peringatan']} peringatan, {severities['info']} info."
        )
    _somebody(reading)
    return 1 if severities["galat"] else 0


@command.command("convert", epilog="Contoh:  skpxl roster convert simpeg.xls -o roster.xlsx --map roster-map.toml")
@click.argument("roster", type=options.PATH)
@options.output("Daftar pegawai yang rapi (.xlsx).", required=True)
@map_option
@options.tahun("Tahun SKP yang diukur: umur dan pengangkatan menurut NIP (bawaan: masa putaran SKP).")
@options.force("Timpa berkas yang sudah ada.")
@pass_call
def convert(call: Call, map_file: Path | None) -> None:
    """Jadikan daftar kantor sendiri daftar pegawai yang rapi, dengan lembar Keraguan: apa yang perlu diperiksa.

    Keraguan tidak menghentikan perintah ini; perbaiki di berkas hasilnya, lalu periksa dengan roster check.
    """
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.issue.roster_convert import convert_roster

    output = call.destination()
    reading = _read(call, map_file)
    _somebody(reading)
    workbook = convert_roster(reading.organisasi, reading.temuan, call.library)
    written = write_whole(output, workbook, force=call.force)
    severities = count(reading.temuan)
    if reading.pembukuan:
        say(f"{reading.pembukuan.kalimat()}.")
    say(
        f"{output} {'ditulis' if written else 'sudah ada dan sama'}: {len(reading.organisasi.pegawai)} pegawai, "
        f"{len(reading.organisasi.unit)} unit, {len(reading.organisasi.produk)} produk; lembar Keraguan: "
        f"{severities['galat']} galat, {severities['peringatan']} peringatan, {severities['info']} info."
    )


def _somebody(reading: "RosterReading") -> None:
    """A list in which nobody was found is no success: raises SkpxlError that says what to do."""
    if not reading.organisasi.pegawai:
        raise SkpxlError(reading.kosong or "Lembar Pegawai belum memuat seorang pun; isi barisnya, lalu periksa lagi.")


def _read(call: Call, map_file: Path | None) -> "RosterReading":
    """Read the roster by the map named, else the campaign's, else without one; a map named but missing is written.

    Its findings may be very many, and are put into words only where they are shown.
    """
    from skpxl.files.output import write_whole
    from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map, render_map
    from skpxl.foreign.roster.organisasi import read_any_roster
    from skpxl.foreign.roster.outcome import TanpaPegawaiError
    from skpxl.foreign.roster.words import words_of

    roster = call.roster_file
    if roster is None:
        raise UsageError("Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder putaran SKP.")
    campaign_map = call.campaign.root / NAMA_BERKAS if call.campaign else None
    source = map_file or campaign_map
    peta = read_map(source) if source and os.path.lexists(source) else None
    golongan = list(call.library.daftar["golongan"].nilai)
    words = words_of(call.library)
    try:
        reading = read_any_roster(
            roster,
            golongan=golongan,
            peta=peta,
            wajib_peta=bool(map_file and peta),
            words=words,
            aturan=call.library.kepegawaian,
            periode=call.masa,
        )
    except TanpaPegawaiError as error:
        reading = error.bacaan
    if reading.dugaan and map_file:
        write_whole(map_file, render_map(reading.dugaan.peta, roster.name, reading.dugaan.lain).encode())
        say(f"Peta ditulis ke {map_file}; periksa dan betulkan bila perlu.", err=True)
    elif reading.dugaan:
        proposed = campaign_map or NAMA_BERKAS
        say(f"Tata letak {roster.name} dikenali sendiri; simpan dan periksa petanya dengan --map {proposed}.", err=True)
    elif map_file and peta is None:
        say(f"{roster.name} sudah berupa daftar yang rapi; peta tidak diperlukan dan tidak ditulis.", err=True)
    return reading
