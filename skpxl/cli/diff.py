"""`skpxl diff`."""

from dataclasses import asdict
from pathlib import Path

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.show import print_json
from skpxl.errors import SkpxlError


@click.command("diff", epilog="Contoh:  skpxl diff putaran1.xlsx putaran2.xlsx")
@click.argument("a", type=options.PATH)
@click.argument("b", type=options.PATH)
@options.as_json
@pass_call
def command(call: Call, a: Path, b: Path) -> None:
    """Tunjukkan beda dua formulir, sel demi sel, dengan kata-kata."""
    from skpxl.findings.wording import worded
    from skpxl.forms.read import read_form
    from skpxl.receive.diff import diff

    readings = []
    for path in (a, b):
        if not path.is_file():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkasnya.")
        reading = read_form(path, call.library, file=str(path))
        if reading.form is None:
            reason = worded(reading.findings, call.library.pesan)[0].message if reading.findings else ""
            raise SkpxlError(f"{path} tidak dapat dibandingkan. {reason}".strip())
        readings.append(reading)
    differences = diff(*readings)
    if call.as_json:
        print_json({"a": str(a), "b": str(b), "differences": [asdict(difference) for difference in differences]})
        return
    for difference in differences:
        cell = difference.sel_a
        if difference.sel_a != difference.sel_b:
            cell = f"{difference.sel_a or '-'} / {difference.sel_b or '-'}"
        click.echo(f"{cell} · {difference.tempat}: {difference.sebutan}")
        click.echo(f"  - {difference.a or '(kosong)'}\n  + {difference.b or '(kosong)'}")
    click.echo(f"{len(differences)} perbedaan." if differences else "Tidak ada perbedaan.")
