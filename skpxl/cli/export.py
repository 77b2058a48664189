"""`skpxl export`."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, Maju, kemajuan, opsi_tanpa_kunci
from skpxl.cli.penerimaan import Penerimaan, opsi_keputusan, opsi_penerimaan, selesaikan, terima
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.consolidate.export import Ekspor

Tulis = Callable[[Path, "Ekspor"], dict[str, int]]
# What OUTPUT may end in; the first is the default.
AKHIRAN = {"ekinerja": (".xlsx",), "rekap": (".xlsx", ".csv"), "csv": (".csv",), "parquet": (".parquet",)}


@click.command("export", epilog="Contoh:  skpxl export masuk --as ekinerja -o ekinerja.xlsx --roster roster.xlsx")
@click.option(
    "--as",
    "bentuk",
    type=click.Choice(list(AKHIRAN)),
    required=True,
    help="ekinerja: urutan isian untuk disalin ke e-Kinerja BKN (.xlsx); rekap: satu baris per SKP dengan nama kolom "
    "nasional (.xlsx atau .csv); csv, parquet: satu baris per indikator, untuk diolah.",
)
@click.option("-o", "--output", type=JALUR, help="Berkas hasil (bawaan: hasil/ekspor-BENTUK di folder kampanye).")
@click.option("--with-errors", "dengan_galat", is_flag=True, help="Sertakan juga SKP yang masih bergalat.")
@click.option("--per-perangkat", is_flag=True, help="Satu berkas per perangkat daerah; -o menyebut folder.")
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada.")
@opsi_keputusan
@opsi_tanpa_kunci
@opsi_penerimaan("Daftar pegawai: urutan (atasan lebih dahulu), perangkat daerah, produk.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    bentuk: str,
    output: Path | None,
    dengan_galat: bool,
    per_perangkat: bool,
    force: bool,
    keputusan: Path | None,
    roster: Path | None,
    instansi: str | None,
    tahun: int | None,
    tanpa_kunci: bool,
) -> None:
    """Keluarkan SKP yang terkumpul: untuk disalin ke e-Kinerja BKN, untuk rekap nasional, atau untuk diolah.

    Berkas yang tidak dihitung (ganda, bertentangan, tidak terbaca, ...) dan SKP yang masih bergalat tidak ikut;
    jumlahnya disebut.
    """
    from skpxl.consolidate.export import choose, per_perangkat_daerah
    from skpxl.consolidate.export_rows import need_pyarrow
    from skpxl.receive.validate import PERLU_PERBAIKAN

    if bentuk == "parquet":
        need_pyarrow()
    if output and not per_perangkat and output.suffix.lower() not in AKHIRAN[bentuk]:
        raise PenggunaanError(f"Nama berkas untuk --as {bentuk} harus berakhiran {' atau '.join(AKHIRAN[bentuk])}.")
    masuk = terima(ctx, paths, roster, instansi, tahun, tanpa_kunci=tanpa_kunci)
    selesai = selesaikan(masuk.hasil, masuk.panggilan.library, masuk.ukuran, keputusan, masuk.sandi)
    masuk = replace(masuk, hasil=list(selesai.hasil))
    tujuan = output or _bawaan(masuk, bentuk, per_perangkat)
    ekspor = choose(masuk.hasil, masuk.organisasi, dengan_galat=dengan_galat)
    bagian = [(tujuan, ekspor)]
    if per_perangkat:
        bagian = [(tujuan / nama, satu) for nama, satu in per_perangkat_daerah(ekspor, AKHIRAN[bentuk][0])]
    jumlah: Counter[str] = Counter()
    with kemajuan("Menulis", len(ekspor.hasil)) as maju:
        tulis = _penulis(bentuk, masuk, ekspor, instansi, force, maju)
        for path, satu in bagian:
            jumlah.update(tulis(path, satu))
    tidak = ", ".join(f"{banyak} {alasan}" for alasan, banyak in ekspor.tidak.items())
    click.echo(
        f"{len(masuk.hasil)} berkas = {len(ekspor.hasil)} diekspor + {sum(ekspor.tidak.values())} tidak diekspor"
        + (f" ({tidak})." if tidak else ".")
    )
    _sebut(bentuk, len(ekspor.hasil), jumlah)
    if bergalat := ekspor.tidak.get(PERLU_PERBAIKAN):
        click.echo(f"{bergalat} SKP masih bergalat dan tidak ikut; sertakan juga dengan --with-errors.", err=True)
    click.echo(f"Ekspor: {len(bagian)} berkas di {tujuan}" if per_perangkat else f"Ekspor: {tujuan}")
    ctx.exit(1 if any(satu.galat for satu in masuk.hasil) else 0)


def _bawaan(masuk: Penerimaan, bentuk: str, per_perangkat: bool) -> Path:
    """Where the result goes without -o: into the campaign's folder of results."""
    from skpxl.campaign.folder import HASIL

    if masuk.panggilan.campaign is None:
        raise PenggunaanError(f"Ke mana? Tambahkan -o {'FOLDER' if per_perangkat else 'NAMA' + AKHIRAN[bentuk][0]}.")
    nama = f"ekspor-{bentuk}" + ("" if per_perangkat else AKHIRAN[bentuk][0])
    return masuk.panggilan.campaign.akar / HASIL / nama


def _penulis(bentuk: str, masuk: Penerimaan, semua: "Ekspor", instansi: str | None, force: bool, maju: Maju) -> Tulis:
    """What writes one file of this kind and returns its counts."""
    from skpxl.consolidate.export import rekap_rows, rekap_workbook, tanpa_nilai, write_ekinerja
    from skpxl.consolidate.export_rows import KOLOM, export_rows, products_of_results, write_csv, write_parquet
    from skpxl.files.output import write_whole
    from skpxl.receive.validate import bertanda

    library, campaign = masuk.panggilan.library, masuk.panggilan.campaign
    kertas = campaign.settings.kertas if campaign else "A4"

    def ekinerja(path: Path, ekspor: "Ekspor") -> dict[str, int]:
        nama = bertanda(instansi or ekspor.skps()[0].instansi, ekspor.semua)
        isi = write_ekinerja(path, ekspor, library, instansi=nama, kertas=kertas, force=force, maju=maju)
        return {"isian": isi.isian, "tanpa tautan": isi.tanpa_tautan}

    def rekap(path: Path, ekspor: "Ekspor") -> dict[str, int]:
        kolom, baris = rekap_rows(ekspor, library)
        if path.suffix.lower() == ".csv":
            write_csv(path, kolom, baris, force=force)
        else:
            write_whole(path, rekap_workbook(kolom, baris, library, kertas), force=force)
        return {"tanpa nilai": tanpa_nilai(baris)}

    if bentuk in ("ekinerja", "rekap"):
        return ekinerja if bentuk == "ekinerja" else rekap
    produk = products_of_results(semua, library)

    def data(path: Path, ekspor: "Ekspor") -> dict[str, int]:
        baris = export_rows(ekspor, produk, maju=maju)
        if bentuk == "csv":
            return {"baris": write_csv(path, list(KOLOM), baris, force=force)}
        return {"baris": write_parquet(path, baris, force=force)}

    return data


def _sebut(bentuk: str, skp: int, jumlah: Counter[str]) -> None:
    """What was written, and what is missing in it."""
    from skpxl.model.rekap import KOLOM_NILAI
    from skpxl.template.limits import TAUTAN_MAKS

    if bentuk == "ekinerja":
        click.echo(f"{skp} SKP, {jumlah['isian']} isian untuk disalin.")
    elif bentuk == "rekap":
        click.echo(f"{skp} SKP, satu baris masing-masing.")
    else:
        click.echo(f"{skp} SKP, {jumlah['baris']} baris.")
    if jumlah["tanpa tautan"]:
        click.echo(
            f"{jumlah['tanpa tautan']} tautan tidak dipasang, karena satu lembar Excel memuat paling banyak {TAUTAN_MAKS}; "
            "bagi dengan --per-perangkat.",
            err=True,
        )
    if jumlah["tanpa nilai"]:
        click.echo(
            f"Kolom {', '.join(KOLOM_NILAI)} kosong pada {jumlah['tanpa nilai']} dari {skp} SKP: belum dievaluasi.",
            err=True,
        )
