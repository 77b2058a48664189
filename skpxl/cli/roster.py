"""`skpxl roster check`, `skpxl roster convert` and `skpxl roster diff`."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.language import Commands
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import print_findings, say_first
from skpxl.errors import SkpxlError, UsageError

if TYPE_CHECKING:
    from skpxl.foreign.roster.outcome import RosterReading
    from skpxl.issue.roster_diff import RosterDiff
    from skpxl.model.unit import Organisasi

_REST = "semuanya dengan --json, atau di lembar Keraguan dari skpxl roster convert"
map_option = click.option(
    "--map", "map_file", type=options.PATH, help="Peta kolom (.toml): dibaca bila ada, ditulis bila belum ada."
)


@click.group("roster", cls=Commands)
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
            f"{len(organisasi.unit)} unit, {len(organisasi.produk)} produk. {_several_posts(organisasi)}"
            f"{severities['galat']} galat, {severities['peringatan']} peringatan, {severities['info']} info."
        )
    _somebody(reading)
    return 1 if severities["galat"] else 0


def _several_posts(organisasi: "Organisasi") -> str:
    """How many people the rows are, where somebody has several (mutasi, Plt.); else nothing."""
    nips = [orang.nip for orang in organisasi.pegawai if orang.nip]
    if (more := len(nips) - len(set(nips))) == 0:
        return ""
    return f"{more} di antaranya baris kedua atau berikutnya dari orang yang sama (jabatan atau masa lain). "


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


@command.command("diff", epilog="Contoh:  skpxl roster diff roster-juli.xlsx")
@click.argument("roster", type=options.PATH, required=False)
@options.as_json
@pass_call
def diff(call: Call) -> int:
    """Apa yang berubah di daftar pegawai sejak formulir terbit, dan siapa yang terkena. Tidak ada yang diterbitkan.

    Tanpa ROSTER yang dibandingkan daftar putaran ini; dengan ROSTER daftar yang baru, sebelum ia menggantikannya.
    """
    from skpxl.issue.roster_diff import roster_diff
    from skpxl.model.fate import RosterRowFate

    if call.campaign is None or call.organisasi is None:
        raise UsageError(
            "roster diff membandingkan dengan yang sudah terbit; jalankan di dalam foldernya, atau pakai -C."
        )
    found = roster_diff(call.organisasi, call.issued, call.campaign.settings.masa, call.library)
    if call.as_json:
        say_json(
            {
                "baris": {fate.value: many for fate, many in found.account.counts.items()},
                "berubah": [
                    {
                        "nip": orang.nip,
                        "nama": orang.nama,
                        "beda": [{"apa": what, "terbit": was, "daftar": now} for what, was, now in differences],
                    }
                    for orang, differences in found.of(RosterRowFate.BERUBAH)
                ],
                "baru": [{"nip": orang.nip, "nama": orang.nama} for orang, _ in found.of(RosterRowFate.BARU)],
                "hilang": [
                    {"nip": form.nip, "nama": form.pegawai.nama, "kode": form.kode, "nip_sekarang": nip}
                    for form, nip in found.gone
                ],
            }
        )
        return 0
    _print_changes(found)
    say(
        f"{found.account.total} baris = {found.account.sentence()}; {len(found.gone)} formulir terbit tanpa baris lagi."
    )
    return 0


def _print_changes(found: "RosterDiff") -> None:
    """Who has changed, what has changed about a penilai (once, with how many it touches), who is new, who is gone."""
    from skpxl.model.fate import RosterRowFate

    of_penilai: dict[tuple[str, str, str], int] = {}
    lines: list[str] = []
    for orang, differences in found.of(RosterRowFate.BERUBAH):
        own = [one for one in differences if not one[0].endswith(" penilai") or one[0] == "pejabat penilai"]
        for one in differences:
            if one not in own:
                of_penilai[one] = of_penilai.get(one, 0) + 1
        if own:
            words = ", ".join(f"{what} “{was}” menjadi “{now}”" for what, was, now in own)
            lines.append(f"Berubah: {orang.nama} ({orang.nip}): {words}.")
    lines += [
        f"Berubah: {what} “{was}” menjadi “{now}”, tercetak di {many} formulir."
        for (what, was, now), many in of_penilai.items()
    ]
    new = [f"Belum terbit: {orang.nama} ({orang.nip}), {orang.jabatan}." for orang, _ in found.of(RosterRowFate.BARU)]
    gone = [
        f"Tidak ada lagi: {form.pegawai.nama or form.nip} ({form.nip}), {form.pegawai.jabatan}"
        + (f"; namanya sekarang ada dengan NIP {nip}." if nip else ".")
        for form, nip in found.gone
    ]
    for kind in (lines, new, gone):
        say_first(kind, "semuanya dengan --json")


def _somebody(reading: "RosterReading") -> None:
    """A list in which nobody was found is no success: raises SkpxlError that says what to do."""
    if not reading.organisasi.pegawai:
        raise SkpxlError(reading.kosong or "Lembar Pegawai belum memuat seorang pun; isi barisnya, lalu periksa lagi.")


def _read(call: Call, map_file: Path | None) -> "RosterReading":
    """Read the roster by the map named, else the campaign's, else without one; a map named but missing is written.

    Its findings may be very many, and are put into words only where they are shown.
    """
    from skpxl.files.output import write_whole
    from skpxl.findings.weights import weighed
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
    reading = replace(reading, temuan=[*weighed(reading.temuan, call.weights)])
    if reading.dugaan and map_file:
        write_whole(map_file, render_map(reading.dugaan.peta, roster.name, reading.dugaan.lain).encode())
        say(f"Peta ditulis ke {map_file}; periksa dan betulkan bila perlu.", err=True)
    elif reading.dugaan:
        proposed = campaign_map or NAMA_BERKAS
        say(f"Tata letak {roster.name} dikenali sendiri; simpan dan periksa petanya dengan --map {proposed}.", err=True)
    elif map_file and peta is None:
        say(f"{roster.name} sudah berupa daftar yang rapi; peta tidak diperlukan dan tidak ditulis.", err=True)
    return reading
