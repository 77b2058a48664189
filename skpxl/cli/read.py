"""`skpxl read`."""

from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.screen import say, say_json
from skpxl.cli.show import print_findings
from skpxl.errors import SkpxlError


@click.command("read", epilog="Contoh:  skpxl read SKP_2022_199001012015031001.xlsx --json")
@click.argument("workbook", type=options.PATH)
@options.without_key
@options.as_json
@pass_call
def command(call: Call, workbook: Path) -> int:
    """Tampilkan isi sebuah formulir apa adanya, tiap nilai dengan selnya."""
    from skpxl.files.walk import Arrival
    from skpxl.receive.validate import as_json, validate

    if not workbook.is_file():
        raise SkpxlError(f"{workbook} bukan berkas; sebut satu formulir.")
    file = validate([Arrival(str(workbook), workbook)], call.proof)[0]
    if call.as_json:
        say_json(as_json(file, dengan_isi=True))
    else:
        form = file.reading.form
        if form:
            values = {**form.terkunci, **form.isian}
            for slot in form.layout.slots:
                if values.get(slot.key):
                    place = f"{slot.tempat}: " if slot.tempat else ""
                    say(f"{file.reading.cells.get(slot.key, '-')}\t{place}{slot.sebutan}\t{values[slot.key]!r}")
        print_findings(file.findings, call.library.pesan)
    # What is wrong with the content of a form of ours is the business of `validate`.
    return 1 if file.content is None else 0
