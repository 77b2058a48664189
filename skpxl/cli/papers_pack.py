"""`skpxl papers pack`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, kemajuan
from skpxl.cli.papers_bersama import opsi_berkas, periksa
from skpxl.errors import PenggunaanError, SkpxlError


@click.command(
    "pack", epilog="Contoh:  skpxl papers pack dokumen --use kp-2023 --roster roster.xlsx -o kemasan --incomplete"
)
@click.option("-o", "--output", type=JALUR, required=True, help="Folder tujuan.")
@click.option(
    "--incomplete",
    "boleh_kurang",
    is_flag=True,
    help="Kemas juga yang belum lengkap; daftar isinya menyebut yang kurang.",
)
@click.option("--force", is_flag=True, help="Timpa kemasan yang sudah ada.")
@opsi_berkas(boleh_berulang=False)
@click.pass_context
def pack(
    ctx: click.Context,
    paths: tuple[Path, ...],
    kegunaan: tuple[str, ...],
    tahun: int | None,
    roster: Path | None,
    nips: tuple[str, ...],
    units: tuple[str, ...],
    indeks: Path | None,
    output: Path,
    boleh_kurang: bool,
    force: bool,
) -> None:
    """Kemas dokumen tiap pegawai menjadi satu .zip: daftar isi di depan, lalu dokumennya menurut urutan peraturan.

    Yang belum lengkap, atau belum ditandatangani, tidak dikemas, kecuali dengan --incomplete.
    """
    from skpxl.papers.pack import pack_papers

    if len(set(kegunaan)) > 1:
        raise PenggunaanError("Kemas untuk satu keperluan setiap kali; sebut --use satu kali saja.")
    d = periksa(ctx, paths, kegunaan, tahun, roster, nips, units, indeks)
    (untuk,) = d.hasil.kegunaan
    with kemajuan("Mengemas", len(d.hasil.orang[untuk])) as maju:
        ringkas = pack_papers(
            d.hasil, untuk, d.penerima.organisasi, d.panggilan.library, output,
            incomplete=boleh_kurang, force=force, maju=maju,
        )  # fmt: skip
    for path in ringkas.ditulis:
        click.echo(path)
    for satu in ringkas.tak_lengkap:
        orang = satu.kelengkapan.orang
        click.echo(f"Tidak dikemas: {orang.nama} ({orang.nip or 'tanpa NIP'}) — {'; '.join(satu.kurang)}.", err=True)
    click.echo(
        f"{ringkas.orang} pegawai = {len(ringkas.ditulis)} dikemas + {ringkas.tetap} sudah ada dan sama + "
        f"{len(ringkas.tak_lengkap)} belum lengkap + {len(ringkas.ditolak)} ditolak. Folder: {output}"
    )
    if ringkas.ditolak:
        raise SkpxlError(
            f"{len(ringkas.ditolak)} kemasan sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {ringkas.ditolak[0]}; "
            "pakai folder lain, atau --force untuk menimpanya."
        )
    ctx.exit(1 if ringkas.tak_lengkap else 0)
