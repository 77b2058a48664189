"""`skpxl template list | check | preview`."""

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.language import Commands
from skpxl.cli.screen import say


@click.group("template", cls=Commands)
def command() -> None:
    """Daftar, periksa dan lihat definisi formulir di workbook_templates."""


@command.command("list", epilog="Contoh:  skpxl template list")
@pass_call
def list_(call: Call) -> None:
    """Daftar formulir, versinya dan dasarnya."""
    say(f"Folder: {call.library.akar}")
    for form in call.library.forms():
        for versi in call.library.versi(form):
            definition = call.library.definition(form, versi)
            say(f"{form:<22} {versi:<8} {definition.judul}", f"{'':<31} {definition.dasar}")


@command.command("check", epilog="Contoh:  skpxl template check")
@pass_call
def check(call: Call) -> int:
    """Periksa semua berkas: kata yang tidak dikenal, batas Excel, daftar, dan kalimat temuan."""
    from skpxl.issue.preview import check_templates

    lines, faults = check_templates(call.library)
    say(*lines)
    if faults:
        say(*faults, err=True)
        return 1
    say(f"Semua definisi di {call.library.akar} baik.")
    return 0


@command.command("preview", epilog="Contoh:  skpxl template preview skp-kuantitatif -o lihat.xlsx")
@click.argument("form")
@options.output("Buku kerja contoh.", required=True)
@click.option("--versi", help="Versi formulir (bawaan: yang terbaru).")
@options.force("Timpa berkas yang sudah ada.")
@pass_call
def preview(call: Call, form: str, versi: str | None) -> None:
    """Tulis satu formulir dengan orang contoh, untuk dilihat sebelum diterbitkan."""
    from skpxl.files.output import write_whole
    from skpxl.issue.preview import preview_form

    output = call.destination()
    write_whole(output, preview_form(call.library, form, versi), force=call.force)
    say(f"Contoh formulir: {output}")
