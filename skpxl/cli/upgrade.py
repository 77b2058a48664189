"""`skpxl upgrade`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, panggilan, signing_key
from skpxl.errors import SkpxlError


@click.command("upgrade", epilog="Contoh:  skpxl upgrade SKP_2022_lama.xlsx -o SKP_2022_baru.xlsx")
@click.argument("workbook", type=JALUR)
@click.option("-o", "--output", type=JALUR, required=True, help="Buku kerja hasil.")
@click.option("--versi", help="Versi tujuan (bawaan: yang terbaru).")
@click.option("--force", is_flag=True, help="Timpa hasil yang sudah ada.")
@click.pass_context
def perintah(ctx: click.Context, workbook: Path, output: Path, versi: str | None, force: bool) -> None:
    """Pindahkan isian dari bentuk formulir lama ke bentuk sekarang, dan sebut yang tidak muat."""
    from skpxl.campaign.issued import record_issued
    from skpxl.files.output import write_whole
    from skpxl.forms.annotate import Koreksi
    from skpxl.forms.read import read_form
    from skpxl.forms.write import write_form
    from skpxl.kinds.blank_skp import panduan
    from skpxl.receive.reissue import current_version

    p = panggilan(ctx)
    if not workbook.is_file():
        raise SkpxlError(f"{workbook} tidak ada; periksa nama berkasnya.")
    kunci = signing_key(p.campaign)
    reading = read_form(workbook, p.library, file=str(workbook), kunci=kunci)
    if reading.form is None:
        raise SkpxlError(f"{workbook} bukan formulir terbitan skpxl; periksa dengan `skpxl validate`.")
    definition = p.library.definition(reading.form.stamp.form, versi)
    if definition.versi == reading.form.stamp.versi:
        click.echo(
            f"{workbook} sudah berbentuk {definition.form} versi {definition.versi}; tidak ada yang dipindahkan."
        )
        return
    naik = current_version(reading.form, reading.trust, definition, kunci, panduan(definition, p.library))
    lain = (*reading.lain, *naik.tidak_muat)
    sandi = p.campaign.sandi() if p.campaign else ""
    data = write_form(naik.form, p.library, sandi=sandi, koreksi=Koreksi((), lain) if lain else None)
    write_whole(output, data, force=force)
    if p.campaign:
        record_issued(p.campaign, [naik.form.stamp])
    for tempat, teks in naik.tidak_muat:
        click.echo(f"Tidak muat: {tempat}: {teks}")
    lembar = " (ada di lembar Isian lain)" if naik.tidak_muat else ""
    click.echo(
        f"{len(reading.form.isian)} isian = {len(naik.form.isian)} dipindahkan + {len(naik.tidak_muat)} tidak muat"
        f"{lembar}. {reading.form.stamp.versi} -> {definition.versi}: {output}"
    )
