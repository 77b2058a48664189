"""`skpxl evaluate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, cetak_temuan_ringkas, opsi_tanpa_kunci
from skpxl.cli.penerimaan import opsi_keputusan, opsi_penerimaan, selesaikan, terima
from skpxl.errors import PenggunaanError

if TYPE_CHECKING:
    from skpxl.consolidate.evaluate import Rekap


@click.command("evaluate", epilog="Contoh:  skpxl evaluate masuk -o rekap.xlsx --roster roster.xlsx --unit BPP")
@click.option("-o", "--output", type=JALUR, help="Buku kerja rekap (bawaan: hasil/rekap-evaluasi.xlsx di kampanye).")
@click.option("--unit", "units", multiple=True, help="Hanya unit ini dan unit di bawahnya (kode; boleh berulang).")
@click.option(
    "--period",
    "periode",
    metavar="TW1..TW4|B01..B12|tahunan",
    help="Evaluasi periode yang mana; tidak perlu bila hanya ada satu.",
)
@click.option("--force", is_flag=True, help="Timpa hasil yang sudah ada.")
@opsi_keputusan
@opsi_tanpa_kunci
@opsi_penerimaan("Daftar pegawai: unit, urutan, dan siapa yang belum dinilai.")
@click.pass_context
def perintah(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    units: tuple[str, ...],
    periode: str | None,
    force: bool,
    keputusan: Path | None,
    instansi: str | None,
    tahun: int | None,
    tanpa_kunci: bool,
) -> None:
    """Rekap evaluasi: predikat tiap orang, banyak dan persentasenya per unit, grafik, dan pola distribusinya.

    Predikat dihitung dari kedua rating, bukan dari tulisan di formulir. Pola distribusi (SE MenPANRB 3/2023) dan rating
    pimpinan hanya diperingatkan, tidak pernah menghalangi.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.consolidate.evaluate import evaluate
    from skpxl.consolidate.evaluate_book import recap_workbook
    from skpxl.files.output import write_whole
    from skpxl.model.evaluasi import masa_evaluasi
    from skpxl.receive.validate import bertanda

    masuk = terima(ctx, paths, roster, instansi, tahun, tanpa_kunci=tanpa_kunci)
    p = masuk.panggilan
    output = output or (p.campaign.akar / HASIL / "rekap-evaluasi.xlsx" if p.campaign else None)
    if output is None:
        raise PenggunaanError("Ke berkas mana? Tambahkan -o REKAP.xlsx.")
    if units and masuk.organisasi is None:
        raise PenggunaanError("Unit hanya diketahui dari daftar pegawai; tambahkan --roster ROSTER.")
    selesai = selesaikan(masuk.hasil, p.library, masuk.ukuran, keputusan, masuk.sandi)
    tahun = (
        tahun
        or (p.campaign.settings.tahun if p.campaign else 0)
        or max((satu.evaluasi.tahun for satu in selesai.hasil if satu.evaluasi), default=0)
    )
    try:
        masa = masa_evaluasi(periode, tahun) if periode and tahun else None
    except ValueError as salah:
        raise PenggunaanError(f"--period: {salah}.") from salah
    rekap = evaluate(selesai.hasil, p.library, organisasi=masuk.organisasi, units=units, masa=masa)
    kepala = bertanda(instansi or next(satu.evaluasi.instansi for satu in rekap.hasil if satu.evaluasi), rekap.hasil)
    kertas = p.campaign.settings.kertas if p.campaign else "A4"
    write_whole(output, recap_workbook(rekap, p.library, output, instansi=kepala, kertas=kertas), force=force)
    cetak_temuan_ringkas([*selesai.findings, *rekap.findings], p.library)
    _cetak(rekap)
    galat = sum(1 for satu in rekap.hasil for f in satu.findings if f.severity.value == "galat")
    if galat:
        click.echo(f"{galat} galat dalam formulir; rinciannya di lembar Temuan.", err=True)
    click.echo(f"Rekap: {output}")
    ctx.exit(1 if galat else 0)


def _cetak(rekap: "Rekap") -> None:
    """The accounts: files, people, predikat."""
    from skpxl.receive.validate import hitung

    berkas = hitung(rekap.hasil)
    click.echo(f"{len(rekap.hasil)} berkas = " + " + ".join(f"{n} {nasib}" for nasib, n in berkas.items()) + ".")
    jumlah, *bagian = rekap.hitungan_orang().items()
    rinci = " + ".join(f"{n} {nama}" for nama, n in bagian)
    click.echo(f"{rekap.nama_periode}: {jumlah[1]} orang = {rinci}.")
    for banyak, apa in ((rekap.periode_lain, "evaluasi periode lain"), (rekap.luar, "evaluasi orang di luar unit ini")):
        if banyak:
            click.echo(f"{banyak} {apa} tidak ikut direkap.", err=True)
    spread = rekap.seluruh.distribusi
    rinci = " + ".join(f"{n} {nama}" for nama, n in spread.hitungan.items())
    click.echo(f"{spread.jumlah} dinilai = {rinci}.")
