"""`skpxl merge`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, panggilan
from skpxl.cli.penerimaan import opsi_penerimaan, terima
from skpxl.errors import PenggunaanError


@click.command("merge", epilog="Contoh:  skpxl merge masuk -o matriks.xlsx --roster roster.xlsx --unit BPP")
@click.option("-o", "--output", type=JALUR, help="Buku kerja matriks (bawaan: hasil/matriks.xlsx di folder kampanye).")
@click.option("--unit", "units", multiple=True, help="Hanya unit ini (kode; boleh berulang).")
@click.option(
    "--agreed", "disepakati", type=JALUR, help="Matriks yang disepakati: peran tanpa rencana dan sebaliknya dilaporkan."
)
@click.option("--force", is_flag=True, help="Timpa matriks yang sudah ada.")
@opsi_penerimaan("Daftar pegawai: produk, urutan, dan siapa yang belum masuk.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    units: tuple[str, ...],
    disepakati: Path | None,
    force: bool,
    instansi: str | None,
    tahun: int | None,
) -> None:
    """Gabungkan formulir terisi menjadi Matriks Peran Hasil, satu lembar per unit."""
    from skpxl.campaign.folder import HASIL
    from skpxl.excel.matriks_book import write_matriks_book
    from skpxl.files import write_whole
    from skpxl.findings.reports import count
    from skpxl.merge import FORM, agreed_roles, merge
    from skpxl.merge_tables import merge_tables
    from skpxl.validate import hitung

    p = panggilan(ctx)
    output = output or (p.campaign.akar / HASIL / "matriks.xlsx" if p.campaign else None)
    if output is None:
        raise PenggunaanError("Ke berkas mana? Tambahkan -o MATRIKS.xlsx.")
    sepakat = agreed_roles(disepakati, p.library) if disepakati else None
    masuk = terima(ctx, paths, roster, instansi, tahun)
    hasil, organisasi = masuk.hasil, masuk.organisasi
    gabungan = merge(hasil, p.library, organisasi=organisasi, units=units, disepakati=sepakat)
    pertama = next(h.skp for h in hasil if h.skp)
    data = write_matriks_book(
        gabungan.matriks,
        merge_tables(gabungan, p.library, output),
        p.library,
        form=FORM,
        instansi=instansi or pertama.instansi,
        tahun=str(tahun or (pertama.periode.selesai.year if pertama.periode else "")),
        kertas=p.campaign.settings.kertas if p.campaign else "A4",
    )
    write_whole(output, data, force=force)
    cetak_temuan(gabungan.findings, p.library)
    berkas, orang = hitung(hasil), gabungan.orang()
    galat = sum(count(h.findings)["galat"] for h in hasil)
    click.echo(f"{len(hasil)} berkas = " + " + ".join(f"{banyak} {nasib}" for nasib, banyak in berkas.items()) + ".")
    click.echo(
        f"{orang['orang']} orang = {orang['masuk']} masuk + {orang['belum masuk']} belum masuk + {orang['lowong']} lowong."
    )
    if galat:
        click.echo(f"{galat} galat dalam formulir; rinciannya di lembar Temuan.", err=True)
    click.echo(f"Matriks: {output}")
    ctx.exit(1 if galat else 0)
