"""`skpxl validate`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, opsi_tanpa_kunci, tulis_json
from skpxl.cli.penerimaan import opsi_penerimaan, terima

if TYPE_CHECKING:
    from skpxl.receive.validate import Hasil


@click.command("validate", epilog="Contoh:  skpxl validate masuk --report laporan.xlsx")
@click.option("--json", "sebagai_json", is_flag=True, help="Satu objek JSON di stdout.")
@click.option("--report", "laporan", type=JALUR, help="Tulis laporan .xlsx: siapa, sel mana, apa yang harus dilakukan.")
@click.option("--force", is_flag=True, help="Timpa laporan yang sudah ada.")
@opsi_tanpa_kunci
@opsi_penerimaan("Daftar pegawai: NIP di luar daftar dilaporkan.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    roster: Path | None,
    sebagai_json: bool,
    laporan: Path | None,
    force: bool,
    instansi: str | None,
    tahun: int | None,
    tanpa_kunci: bool,
) -> None:
    """Periksa formulir yang kembali. Folder dan .zip dibuka; satu berkas buruk tidak menghentikan yang lain."""
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count, top_fixes
    from skpxl.receive.report import report_workbook
    from skpxl.receive.validate import as_json, hitung, tak_diperiksa

    masuk = terima(ctx, paths, roster, instansi, tahun, tanpa_kunci=tanpa_kunci)
    hasil, library = masuk.hasil, masuk.panggilan.library
    semua = [satu for h in hasil for satu in h.findings]
    berkas, jumlah = hitung(hasil), count(semua)
    if laporan:
        write_whole(laporan, report_workbook(hasil, library, laporan), force=force)
    if sebagai_json:
        tanda = {"keaslian": tak_diperiksa(hasil)} if tak_diperiksa(hasil) else {}
        isi = {"files": [as_json(h) for h in hasil], "counts": {"berkas": len(hasil), **berkas, **jumlah}}
        tulis_json({**isi, **tanda})
    else:
        sering = _info_di_mana_mana(hasil)
        for h in hasil:
            siapa = f" · {h.pemilik.nama}" if h.pemilik.nama else ""
            click.echo(f"{h.reading.file}{siapa}: {h.nasib}")
            cetak_temuan([satu for satu in h.findings if satu.code not in sering], library)
        for kode, banyak in sering.items():
            click.echo(f"{banyak} berkas — info: {library.pesan[kode]['pesan']}")
        if len(hasil) > 1 and jumlah["galat"] + jumlah["peringatan"]:
            click.echo("Perbaikan teratas:")
            for kode, banyak, di in top_fixes([h.findings for h in hasil]):
                click.echo(f"  {kode}: {banyak} temuan pada {di} berkas")
        click.echo(
            f"{len(hasil)} berkas = " + " + ".join(f"{banyak} {nasib}" for nasib, banyak in berkas.items()) + "."
        )
        click.echo(f"{jumlah['galat']} galat, {jumlah['peringatan']} peringatan, {jumlah['info']} info.")
        if laporan:
            click.echo(f"Laporan: {laporan}")
    ctx.exit(1 if jumlah["galat"] else 0)


def _info_di_mana_mana(hasil: Sequence["Hasil"]) -> dict[str, int]:
    """Infos that more than three files carry alike: said once, with the number of files, instead of under each."""
    banyak = Counter(satu.code for h in hasil for satu in h.findings if satu.severity.value == "info" and not satu.cell)
    return {kode: jumlah for kode, jumlah in banyak.items() if jumlah > 3}
