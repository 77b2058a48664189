"""`skpxl return`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, panggilan
from skpxl.cli.penerimaan import opsi_penerimaan, terima
from skpxl.errors import PenggunaanError, SkpxlError


@click.command("return", epilog="Contoh:  skpxl return masuk -o perbaikan")
@click.option("-o", "--output", type=JALUR, help="Folder salinan (bawaan: perbaikan/ di folder kampanye).")
@click.option("--all", "semua", is_flag=True, help="Juga formulir yang hanya punya peringatan.")
@click.option("--force", is_flag=True, help="Timpa salinan yang sudah ada.")
@opsi_penerimaan("Daftar pegawai: NIP di luar daftar dilaporkan.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    semua: bool,
    force: bool,
    instansi: str | None,
    tahun: int | None,
) -> None:
    """Buat salinan untuk diperbaiki: isian pengirim tetap ada, sel yang salah ditandai, daftar perbaikan di depan."""
    from skpxl.campaign.folder import PERBAIKAN
    from skpxl.campaign.issued import record_issued
    from skpxl.files.output import write_whole
    from skpxl.receive.giveback import Pengembalian, give_back

    campaign = panggilan(ctx).campaign
    output = output or (campaign.akar / PERBAIKAN if campaign else None)
    if output is None:
        raise PenggunaanError("Ke folder mana? Tambahkan -o FOLDER.")
    masuk = terima(ctx, paths, roster, instansi, tahun)
    kembali = give_back(masuk.hasil, masuk.panggilan.library, kunci=masuk.kunci, sandi=masuk.sandi, semua=semua)
    bentrok: list[Path] = []
    terkirim: list[Pengembalian] = []
    for satu in kembali:
        tujuan = output / satu.nama
        if satu.nama and tujuan.exists() and not force and tujuan.read_bytes() != satu.data:
            bentrok.append(tujuan)
            click.echo(f"{satu.hasil.reading.file}: salinan lamanya, {tujuan}, tidak ditimpa", err=True)
        elif satu.nama:
            write_whole(tujuan, satu.data, force=force)
            terkirim.append(satu)
            click.echo(f"{satu.hasil.reading.file} -> {output / satu.nama}")
        else:
            click.echo(f"{satu.hasil.reading.file}: tidak dikembalikan — {satu.alasan}")
    if campaign:
        forms = [(satu.hasil.reading.form, satu.terbitan) for satu in terkirim]
        record_issued(campaign, [form.stamp.model_copy(update={"terbitan": ke}) for form, ke in forms if form])
    banyak = sum(1 for satu in kembali if satu.nama) - len(bentrok)
    click.echo(
        f"{len(kembali)} berkas = {banyak} dikembalikan + {len(kembali) - banyak - len(bentrok)} tidak dikembalikan + "
        f"{len(bentrok)} ditolak. Folder: {output}"
    )
    if bentrok:
        raise SkpxlError(
            f"{len(bentrok)} salinan sudah ada dengan isi berbeda dan tidak ditimpa, misalnya {bentrok[0]}; "
            "pakai folder lain, atau --force untuk menimpanya."
        )
