"""`skpxl diff`."""

from dataclasses import asdict
from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, panggilan, tulis_json
from skpxl.errors import SkpxlError


@click.command("diff", epilog="Contoh:  skpxl diff putaran1.xlsx putaran2.xlsx")
@click.argument("a", type=JALUR)
@click.argument("b", type=JALUR)
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.pass_context
def perintah(ctx: click.Context, a: Path, b: Path, sebagai_json: bool) -> None:
    """Tunjukkan beda dua formulir, sel demi sel, dengan kata-kata."""
    from skpxl.findings.wording import worded
    from skpxl.forms.read import read_form
    from skpxl.receive.diff import diff

    library = panggilan(ctx).library
    bacaan = []
    for path in (a, b):
        if not path.is_file():
            raise SkpxlError(f"{path} tidak ada; periksa nama berkasnya.")
        reading = read_form(path, library, file=str(path))
        if reading.form is None:
            sebab = worded(reading.findings, library.pesan)[0].message if reading.findings else ""
            raise SkpxlError(f"{path} tidak dapat dibandingkan. {sebab}".strip())
        bacaan.append(reading)
    beda = diff(bacaan[0], bacaan[1])
    if sebagai_json:
        tulis_json({"a": str(a), "b": str(b), "differences": [asdict(satu) for satu in beda]})
        return
    for satu in beda:
        sel = satu.sel_a if satu.sel_a == satu.sel_b else f"{satu.sel_a or '-'} / {satu.sel_b or '-'}"
        click.echo(f"{sel} · {satu.tempat}: {satu.sebutan}")
        click.echo(f"  - {satu.a or '(kosong)'}\n  + {satu.b or '(kosong)'}")
    click.echo(f"{len(beda)} perbedaan." if beda else "Tidak ada perbedaan.")
