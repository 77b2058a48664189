"""`skpxl roster check` and `skpxl roster convert`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, Panggilan, cetak_temuan, panggilan, tulis_json
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.foreign.roster.organisasi import BacaanDaftar

_PETA_HELP = "Peta kolom (.toml): dibaca bila ada, ditulis bila belum ada."


@click.group("roster")
def perintah() -> None:
    """Periksa daftar pegawai, atau jadikan daftar kantor sendiri daftar yang rapi."""


@perintah.command("check", epilog="Contoh:  skpxl roster check simpeg.xls --map roster-map.toml")
@click.argument("roster", type=JALUR, required=False)
@click.option("--map", "peta", type=JALUR, help=_PETA_HELP)
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.pass_context
def check(ctx: click.Context, roster: Path | None, peta: Path | None, sebagai_json: bool) -> None:
    """Baca daftar pegawai dan laporkan tiap baris yang meragukan. Tidak ada baris yang dibuang.

    Daftar kantor sendiri (SIASN, SIMPEG, DUK, CSV, HTML, .xls, .ods, kartu) dikenali sendiri tata letaknya; petanya dapat
    ditulis dengan --map, dilihat, dibetulkan, dan dipakai lagi. Peta bernama roster-map.toml di folder kampanye dipakai
    tanpa diminta.
    """
    from skpxl.findings.reports import count

    p = panggilan(ctx)
    bacaan = _read(p, _which(p, roster), peta)
    organisasi, jumlah = bacaan.organisasi, count(bacaan.temuan)
    buku = bacaan.pembukuan
    if sebagai_json:
        tulis_json(
            {
                "pegawai": len(organisasi.pegawai),
                "unit": len(organisasi.unit),
                "produk": len(organisasi.produk),
                "baris": {"berisi": buku.berisi, **buku.hitung()} if buku else None,
                "letak": buku.rentang() if buku else None,
                "counts": jumlah,
                "findings": [satu.as_dict() for satu in bacaan.temuan],
            }
        )
    else:
        cetak_temuan(bacaan.temuan, p.library)
        lowong = sum(1 for orang in organisasi.pegawai if orang.kosong)
        if buku:
            click.echo(f"{buku.kalimat()}.")
        click.echo(
            f"{len(organisasi.pegawai)} baris pegawai = {len(organisasi.pegawai) - lowong} orang + {lowong} jabatan lowong; "
            f"{len(organisasi.unit)} unit, {len(organisasi.produk)} produk. "
            f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['info']} info."
        )
    ctx.exit(1 if jumlah["galat"] else 0)


@perintah.command("convert", epilog="Contoh:  skpxl roster convert simpeg.xls -o roster.xlsx --map roster-map.toml")
@click.argument("roster", type=JALUR)
@click.option("-o", "--output", type=JALUR, required=True, help="Daftar pegawai yang rapi (.xlsx).")
@click.option("--map", "peta", type=JALUR, help=_PETA_HELP)
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_context
def convert(ctx: click.Context, roster: Path, output: Path, peta: Path | None, force: bool) -> None:
    """Jadikan daftar kantor sendiri daftar pegawai yang rapi, dengan lembar Keraguan: apa yang perlu diperiksa.

    Keraguan tidak menghentikan perintah ini; perbaiki di berkas hasilnya, lalu periksa dengan roster check.
    """
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.issue.roster_convert import convert_roster

    p = panggilan(ctx)
    bacaan = _read(p, roster, peta)
    ditulis = write_whole(output, convert_roster(bacaan.organisasi, bacaan.temuan, p.library.pesan), force=force)
    jumlah = count(bacaan.temuan)
    if bacaan.pembukuan:
        click.echo(f"{bacaan.pembukuan.kalimat()}.")
    click.echo(
        f"{output} {'ditulis' if ditulis else 'sudah ada dan sama'}: {len(bacaan.organisasi.pegawai)} pegawai, "
        f"{len(bacaan.organisasi.unit)} unit, {len(bacaan.organisasi.produk)} produk; lembar Keraguan: "
        f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['info']} info."
    )


def _which(p: Panggilan, roster: Path | None) -> Path:
    if roster is not None:
        return roster
    if p.campaign and p.campaign.roster.exists():
        return p.campaign.roster
    raise PenggunaanError("Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder kampanye.")


def _read(p: Panggilan, roster: Path, berkas: Path | None) -> "BacaanDaftar":
    """Read a roster by the map named, else the campaign's, else without one; a map named but missing is written."""
    from dataclasses import replace

    from skpxl.files.output import write_whole
    from skpxl.findings.wording import worded
    from skpxl.foreign.roster.mapping import NAMA_BERKAS, read_map, render_map
    from skpxl.foreign.roster.organisasi import read_any_roster

    kampanye = p.campaign.akar / NAMA_BERKAS if p.campaign else None
    sumber = berkas or kampanye
    peta = read_map(sumber) if sumber and sumber.exists() else None
    golongan = list(p.library.daftar["golongan"].nilai)
    bacaan = read_any_roster(roster, golongan=golongan, peta=peta, wajib_peta=bool(berkas and peta))
    if bacaan.dugaan and berkas:
        write_whole(berkas, render_map(bacaan.dugaan.peta, roster.name, bacaan.dugaan.lain).encode())
        click.echo(f"Peta ditulis ke {berkas}; periksa dan betulkan bila perlu.", err=True)
    elif bacaan.dugaan:
        usul = kampanye or NAMA_BERKAS
        click.echo(
            f"Tata letak {roster.name} dikenali sendiri; simpan dan periksa petanya dengan --map {usul}.", err=True
        )
    elif berkas and peta is None:
        click.echo(f"{roster.name} sudah berupa daftar yang rapi; peta tidak diperlukan dan tidak ditulis.", err=True)
    return replace(bacaan, temuan=worded(bacaan.temuan, p.library.pesan))
