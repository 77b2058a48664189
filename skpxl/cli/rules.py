"""`skpxl rules`."""

import re

import click

from skpxl.cli.bersama import panggilan, tulis_json


@click.command("rules", epilog="Contoh:  skpxl rules target-kosong")
@click.argument("kode", nargs=-1)
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.pass_context
def perintah(ctx: click.Context, kode: tuple[str, ...], sebagai_json: bool) -> None:
    """Tampilkan semua aturan (atau aturan KODE): kalimatnya, dasarnya, dan contohnya."""
    from skpxl.errors import PenggunaanError
    from skpxl.findings.catalogue import KODE

    pesan = panggilan(ctx).library.pesan
    if asing := [satu for satu in kode if satu not in KODE]:
        raise PenggunaanError(f"Kode {', '.join(asing)} tidak ada; lihat semuanya dengan `skpxl rules`.")
    pilihan = {nama: isi for nama, isi in KODE.items() if not kode or nama in kode}
    if sebagai_json:
        tulis_json({nama: {**isi._asdict(), **pesan.get(nama, {})} for nama, isi in pilihan.items()})
        return
    lingkup = ""
    for nama, isi in pilihan.items():
        if isi.lingkup != lingkup:
            lingkup = isi.lingkup
            click.echo(click.style(f"\n== {lingkup} ==", bold=True))
        kata = pesan.get(nama, {})
        click.echo(f"{nama} ({isi.severity})")
        # What a real file fills in is shown as dots here.
        kalimat = re.sub(r"\{\w+\}", "…", f"{kata.get('pesan', '')} {kata.get('saran', '')}".rstrip())
        click.echo(f"    {kalimat}")
        click.echo(f"    Dasar: {isi.dasar}. Contoh: {kata.get('contoh', '')}")
