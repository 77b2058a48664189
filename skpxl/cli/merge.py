"""`skpxl merge`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, cetak_temuan_ringkas, kemajuan, opsi_tanpa_kunci, panggilan
from skpxl.cli.penerimaan import Penerimaan, opsi_keputusan, opsi_penerimaan, selesaikan, terima
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.consolidate.merge import Gabungan
    from skpxl.consolidate.merge_book import Kepala


@click.command("merge", epilog="Contoh:  skpxl merge masuk -o matriks.xlsx --roster roster.xlsx --unit BPP")
@click.option("-o", "--output", type=JALUR, help="Buku kerja matriks (bawaan: hasil/matriks.xlsx di folder kampanye).")
@click.option("--unit", "units", multiple=True, help="Hanya unit ini (kode; boleh berulang).")
@click.option(
    "--level",
    "levels",
    multiple=True,
    default=("unit",),
    show_default=True,
    metavar="unit|0|1|2|...",
    help="Matriks tiap unit dengan orangnya sendiri (unit), atau tiap unit pada tingkat itu beserta semua unit di bawahnya "
    "(1 = unit teratas, 0 = semuanya dalam satu matriks). Boleh berulang.",
)
@click.option(
    "--agreed",
    "disepakati",
    type=JALUR,
    multiple=True,
    help="Matriks yang disepakati (berkas, folder, .zip; milik kita atau dari luar; boleh berulang): dibandingkan dengan SKP.",
)
@click.option("--per-unit", "per_unit", type=JALUR, help="Tulis juga satu buku kerja per unit ke folder ini.")
@click.option(
    "--pictures/--no-pictures", "bergambar", default=True, help="Gambar kaskade (.svg) di samping buku kerja."
)
@click.option("--force", is_flag=True, help="Timpa hasil yang sudah ada.")
@opsi_keputusan
@opsi_tanpa_kunci
@opsi_penerimaan("Daftar pegawai: produk, urutan, dan siapa yang belum masuk.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    units: tuple[str, ...],
    levels: tuple[str, ...],
    disepakati: tuple[Path, ...],
    keputusan: Path | None,
    per_unit: Path | None,
    bergambar: bool,
    force: bool,
    instansi: str | None,
    tahun: int | None,
    tanpa_kunci: bool,
) -> None:
    """Gabungkan formulir terisi menjadi Matriks Peran Hasil, satu lembar per unit, pada tingkat mana pun."""
    from skpxl.campaign.folder import HASIL
    from skpxl.consolidate.merge import PER_UNIT, merge
    from skpxl.consolidate.merge_book import Kepala, merge_workbook
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.receive.agreed import matrices_of, read_agreed
    from skpxl.receive.validate import bertanda

    p = panggilan(ctx)
    output = output or (p.campaign.akar / HASIL / "matriks.xlsx" if p.campaign else None)
    if output is None:
        raise PenggunaanError("Ke berkas mana? Tambahkan -o MATRIKS.xlsx.")
    if asing := [level for level in levels if level != PER_UNIT and not level.isdigit()]:
        raise PenggunaanError(f"--level {asing[0]} tidak dikenal; isinya `unit`, 0, atau nomor tingkat seperti 1.")
    masuk = terima(ctx, paths, roster, instansi, tahun, tanpa_kunci=tanpa_kunci)
    sepakat = read_agreed(disepakati, p.library, masuk.ukuran) if disepakati else None
    semua = [*masuk.hasil, *(sepakat.hasil if sepakat else ())]
    selesai = selesaikan(semua, p.library, masuk.ukuran, keputusan, masuk.sandi)
    skp, matriks = selesai.hasil[: len(masuk.hasil)], selesai.hasil[len(masuk.hasil) :]
    gabungan = merge(
        skp,
        p.library,
        organisasi=masuk.organisasi,
        units=units,
        levels=levels,
        disepakati=[*(sepakat.pembagian(matriks) if sepakat else ()), *matrices_of(skp)],
        berkas_sepakat=matriks,
        temuan_lain=selesai.findings,
    )
    pertama = next(h.skp for h in gabungan.hasil if h.skp)
    kepala = Kepala(
        instansi=bertanda(instansi or pertama.instansi, gabungan.hasil),
        tahun=str(tahun or (pertama.periode.selesai.year if pertama.periode else "")),
        kertas=p.campaign.settings.kertas if p.campaign else "A4",
    )
    write_whole(output, merge_workbook(gabungan, p.library, kepala, output, bergambar=bergambar), force=force)
    lain = _tulis_lain(masuk, gabungan, kepala, output, per_unit, bergambar=bergambar, force=force)
    cetak_temuan_ringkas(gabungan.findings, p.library)
    _cetak_hitungan(gabungan)
    galat = sum(count(h.findings)["galat"] for h in gabungan.hasil)
    if galat:
        click.echo(f"{galat} galat dalam formulir; rinciannya di lembar Temuan.", err=True)
    for satu in lain:
        click.echo(satu)
    click.echo(f"Matriks: {output}")
    ctx.exit(1 if galat else 0)


def _tulis_lain(
    masuk: Penerimaan,
    gabungan: "Gabungan",
    kepala: "Kepala",
    output: Path,
    per_unit: Path | None,
    *,
    bergambar: bool,
    force: bool,
) -> list[str]:
    """Drawings and workbooks per unit; a line each that says where they are."""
    from skpxl.consolidate.merge_book import picture_folder, pictures, stale_pictures, unit_workbooks
    from skpxl.files.output import write_whole

    library = masuk.panggilan.library
    banyak = len(gabungan.lembar())
    baris = []
    if bergambar:
        with kemajuan("Menggambar", banyak) as maju:
            for path, data in pictures(gabungan, library, output):
                write_whole(path, data, force=force)
                maju()
        baris.append(f"Gambar kaskade: {picture_folder(output)} ({banyak} berkas)")
        if lama := stale_pictures(gabungan, output):
            for path in lama if force else ():
                path.unlink()
            apa = "dihapus" if force else "masih ada di sana; --force menghapusnya"
            baris.append(f"{len(lama)} gambar dari susunan yang lain {apa}.")
    if per_unit:
        with kemajuan("Menulis per unit", banyak) as maju:
            for path, data in unit_workbooks(gabungan, library, kepala, per_unit):
                write_whole(path, data, force=force)
                maju()
        baris.append(f"Per unit: {per_unit} ({banyak} buku kerja)")
    return baris


def _cetak_hitungan(gabungan: "Gabungan") -> None:
    """The accounts: files, people, and what was agreed on."""
    from skpxl.receive.validate import hitung

    berkas, orang = hitung(gabungan.hasil), gabungan.orang()
    banyak = len(gabungan.hasil)
    click.echo(f"{banyak} berkas = " + " + ".join(f"{n} {nasib}" for nasib, n in berkas.items()) + ".")
    click.echo(
        f"{orang['orang']} orang = {orang['masuk']} masuk + {orang['belum masuk']} belum masuk + {orang['lowong']} lowong."
    )
    if gabungan.perbandingan:
        semua = [satu for p in gabungan.perbandingan for satu in p.padanan]
        peran = [satu for satu in semua if satu.sepakat]
        ada = sum(1 for satu in peran if satu.tertulis)
        click.echo(
            f"{len(peran)} peran disepakati = {ada} ditulis dalam SKP + {len(peran) - ada} tanpa rencana hasil kerja; "
            f"{len(semua) - len(peran)} rencana hasil kerja tanpa peran."
        )
