"""`skpxl template list | check | preview`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, panggilan


@click.group("template")
def perintah() -> None:
    """Daftar, periksa dan lihat definisi formulir di workbook_templates."""


@perintah.command("list", epilog="Contoh:  skpxl template list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Daftar formulir, versinya dan dasarnya."""
    library = panggilan(ctx).library
    click.echo(f"Folder: {library.akar}")
    for form in library.forms():
        for versi in library.versi(form):
            definition = library.definition(form, versi)
            click.echo(f"{form:<22} {versi:<8} {definition.judul}\n{'':<31} {definition.dasar}")


@perintah.command("check", epilog="Contoh:  skpxl template check")
@click.pass_context
def check(ctx: click.Context) -> None:
    """Periksa semua berkas: kata yang tidak dikenal, batas Excel, daftar, dan kalimat temuan."""
    from skpxl.issue.preview import check_templates

    library = panggilan(ctx).library
    baris, masalah = check_templates(library)
    for satu in baris:
        click.echo(satu)
    if masalah:
        click.echo("\n".join(masalah), err=True)
        ctx.exit(1)
    click.echo(f"Semua definisi di {library.akar} baik.")


@perintah.command("preview", epilog="Contoh:  skpxl template preview skp-kuantitatif -o lihat.xlsx")
@click.argument("form")
@click.option("-o", "--output", type=JALUR, required=True, help="Buku kerja contoh.")
@click.option("--versi", help="Versi formulir (bawaan: yang terbaru).")
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.pass_context
def preview(ctx: click.Context, form: str, output: Path, versi: str | None, force: bool) -> None:
    """Tulis satu formulir dengan orang contoh, untuk dilihat sebelum diterbitkan."""
    from skpxl.files.output import write_whole
    from skpxl.issue.preview import preview_form

    library = panggilan(ctx).library
    write_whole(output, preview_form(library, form, versi), force=force)
    click.echo(f"Contoh formulir: {output}")
