"""`skpxl read`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, opsi_tanpa_kunci, panggilan, signing_key, tulis_json
from skpxl.errors import SkpxlError


@click.command("read", epilog="Contoh:  skpxl read SKP_2022_199001012015031001.xlsx --json")
@click.argument("workbook", type=JALUR)
@opsi_tanpa_kunci
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.pass_context
def perintah(ctx: click.Context, workbook: Path, sebagai_json: bool, tanpa_kunci: bool) -> None:
    """Tampilkan isi sebuah formulir apa adanya, tiap nilai dengan selnya."""
    from skpxl.campaign.issued import read_issued
    from skpxl.files.walk import Kiriman
    from skpxl.receive.validate import Ukuran, as_json, validate

    if not workbook.is_file():
        raise SkpxlError(f"{workbook} bukan berkas; sebut satu formulir.")
    p = panggilan(ctx)
    kunci = signing_key(p.campaign, tanpa_kunci=tanpa_kunci)
    ukuran = Ukuran(
        kunci=kunci,
        terbitan=read_issued(p.campaign) if p.campaign else {},
        tanpa_kunci=p.campaign is not None and kunci is None,
    )
    hasil = validate([Kiriman(str(workbook), workbook)], p.library, ukuran)[0]
    if sebagai_json:
        tulis_json(as_json(hasil, dengan_isi=True))
    else:
        form = hasil.reading.form
        if form:
            isi = {**form.terkunci, **form.isian}
            for slot in form.layout.slots:
                if isi.get(slot.key):
                    tempat = f"{slot.tempat}: " if slot.tempat else ""
                    click.echo(f"{hasil.reading.cells.get(slot.key, '-')}\t{tempat}{slot.sebutan}\t{isi[slot.key]!r}")
        cetak_temuan(hasil.findings, p.library)
    ctx.exit(0 if form_terbaca(hasil) else 1)


def form_terbaca(hasil: object) -> bool:
    """True where the file is a form of ours; what is wrong with its content is `validate`'s business."""
    return getattr(hasil, "isi", None) is not None
