"""`skpxl roster check`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, panggilan, roster_terbaca, tulis_json
from skpxl.errors import PenggunaanError


@click.group("roster")
def perintah() -> None:
    """Periksa daftar pegawai."""


@perintah.command("check", epilog="Contoh:  skpxl roster check roster.xlsx")
@click.argument("roster", type=JALUR, required=False)
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.pass_context
def check(ctx: click.Context, roster: Path | None, sebagai_json: bool) -> None:
    """Baca daftar pegawai dan laporkan tiap baris yang meragukan. Tidak ada baris yang dibuang."""
    from skpxl.findings.reports import count

    p = panggilan(ctx)
    terbaca = roster_terbaca(roster, p.campaign, p.library)
    if terbaca is None:
        raise PenggunaanError("Daftar pegawai yang mana? Sebut berkasnya, atau jalankan di dalam folder kampanye.")
    organisasi, findings = terbaca
    jumlah = count(findings)
    if sebagai_json:
        tulis_json(
            {
                "pegawai": len(organisasi.pegawai),
                "unit": len(organisasi.unit),
                "produk": len(organisasi.produk),
                "counts": jumlah,
                "findings": [satu.as_dict() for satu in findings],
            }
        )
    else:
        cetak_temuan(findings, p.library)
        lowong = sum(1 for orang in organisasi.pegawai if orang.kosong)
        click.echo(
            f"{len(organisasi.pegawai)} baris pegawai = {len(organisasi.pegawai) - lowong} orang + {lowong} jabatan lowong; "
            f"{len(organisasi.unit)} unit, {len(organisasi.produk)} produk. "
            f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['info']} info."
        )
    ctx.exit(1 if jumlah["galat"] else 0)
