"""`skpxl merge`."""

from pathlib import Path

import click

from skpxl.cli.bersama import JALUR, cetak_temuan, kemajuan, opsi_kampanye, panggilan, roster_terbaca
from skpxl.errors import PenggunaanError


@click.command("merge", epilog="Contoh:  skpxl merge masuk -o matriks.xlsx --roster roster.xlsx --unit BPP")
@click.argument("paths", type=JALUR, nargs=-1)
@click.option("-o", "--output", type=JALUR, help="Buku kerja matriks (bawaan: hasil/matriks.xlsx di folder kampanye).")
@click.option("--roster", type=JALUR, help="Daftar pegawai: produk, urutan, dan siapa yang belum masuk.")
@click.option("--unit", "units", multiple=True, help="Hanya unit ini (kode; boleh berulang).")
@click.option(
    "--agreed", "disepakati", type=JALUR, help="Matriks yang disepakati: peran tanpa rencana dan sebaliknya dilaporkan."
)
@click.option("--force", is_flag=True, help="Timpa matriks yang sudah ada.")
@opsi_kampanye
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
    from skpxl.campaign.folder import HASIL, MASUK
    from skpxl.excel.matriks_book import write_matriks_book
    from skpxl.files import walk, write_whole
    from skpxl.findings.reports import count
    from skpxl.merge import FORM, agreed_roles, merge
    from skpxl.merge_tables import merge_tables
    from skpxl.validate import Ukuran, hitung, validate

    p = panggilan(ctx)
    if not paths and p.campaign:
        paths = (p.campaign.akar / MASUK,)
    if not paths:
        raise PenggunaanError("Formulir mana yang digabung? Sebut berkas, folder atau .zip.")
    output = output or (p.campaign.akar / HASIL / "matriks.xlsx" if p.campaign else None)
    if output is None:
        raise PenggunaanError("Ke berkas mana? Tambahkan -o MATRIKS.xlsx.")
    terbaca = roster_terbaca(roster, p.campaign, p.library)
    organisasi = terbaca[0] if terbaca else None
    sepakat = agreed_roles(disepakati, p.library) if disepakati else None
    kiriman = walk(paths)
    ukuran = Ukuran(organisasi=organisasi, kunci=p.campaign.kunci() if p.campaign else None)
    with kemajuan("Membaca", len(kiriman)) as maju:
        hasil = validate(kiriman, p.library, ukuran, maju=maju)
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
