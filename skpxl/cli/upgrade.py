"""`skpxl upgrade`."""

from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.noted import note_issued
from skpxl.cli.screen import say
from skpxl.errors import SkpxlError


@click.command("upgrade", epilog="Contoh:  skpxl upgrade SKP_2022_lama.xlsx -o SKP_2022_baru.xlsx")
@click.argument("workbook", type=options.PATH)
@options.output("Buku kerja hasil.", required=True)
@click.option("--versi", help="Versi tujuan (bawaan: yang terbaru).")
@options.force("Timpa hasil yang sudah ada.")
@pass_call
def command(call: Call, workbook: Path, versi: str | None) -> None:
    """Pindahkan isian dari bentuk formulir lama ke bentuk sekarang, dan sebut yang tidak muat."""
    from skpxl.campaign.issued import record_issued
    from skpxl.files.output import write_whole
    from skpxl.forms.annotate import CopyNotes
    from skpxl.forms.read import read_issued
    from skpxl.forms.write import write_form
    from skpxl.kinds.blank_skp import panduan
    from skpxl.kinds.table import kind_of
    from skpxl.receive.reissue import current_version

    if not workbook.is_file():
        raise SkpxlError(f"{workbook} tidak ada; periksa nama berkasnya.")
    output, library = call.destination(), call.library
    otherwise = f"{workbook} bukan formulir terbitan skpxl; periksa dengan `skpxl validate`."
    reading, form = read_issued(workbook, library, otherwise, signing_key=call.signing_key)
    stamp = form.stamp
    definition = library.definition(stamp.form, versi)
    if definition.versi == stamp.versi:
        say(f"{workbook} sudah berbentuk {definition.form} versi {definition.versi}; tidak ada yang dipindahkan.")
        return
    risen = current_version(form, reading.trust, definition, call.signing_key, panduan(definition, library.daftar))
    leftovers = (*reading.others, *risen.unfitting)
    koreksi = CopyNotes((), leftovers, kind_of(definition).title(definition)) if leftovers else None
    write_whole(output, write_form(risen.form, library, sandi=call.password, koreksi=koreksi), force=call.force)
    if call.campaign:
        record_issued(call.campaign, [risen.form])
        note_issued(call)
    for place, text in risen.unfitting:
        say(f"Tidak muat: {place}: {text}")
    where = " (ada di lembar Isian lain)" if risen.unfitting else ""
    say(
        f"{len(form.isian)} isian = {len(risen.form.isian)} dipindahkan + {len(risen.unfitting)} tidak muat"
        f"{where}. {stamp.versi} -> {definition.versi}: {output}"
    )
