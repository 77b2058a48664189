"""`skpxl papers make`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli.bersama import JALUR, bilang, kemajuan
from skpxl.cli.penerimaan import opsi_keputusan, opsi_penerimaan, selesaikan, terima
from skpxl.errors import PenggunaanError, SkpxlError

if TYPE_CHECKING:
    from skpxl.papers.make import Rencana

# As in skpxl.papers.make, which is imported only when the command runs.
_JENIS = ("dokumen-evaluasi", "hasil-tahunan", "angka-kredit", "integrasi")


@click.command("make", epilog="Contoh:  skpxl papers make masuk -o dokumen --roster roster.xlsx --pdf")
@click.option("-o", "--output", type=JALUR, help="Folder tujuan (bawaan: hasil/dokumen di folder kampanye).")
@click.option(
    "--kind",
    "jenis",
    type=click.Choice(_JENIS),
    multiple=True,
    default=_JENIS[:3],
    show_default=True,
    help="Dokumen Evaluasi Kinerja Pegawai, Dokumen Hasil Evaluasi Kinerja Tahunan, Konversi Angka Kredit, atau Dokumen "
    "Integrasi 2021. Boleh berulang.",
)
@click.option(
    "--per-unit", is_flag=True, help="Satu buku kerja per unit, dengan daftar isi; bukan satu berkas per orang."
)
@click.option("--pdf", "dengan_pdf", is_flag=True, help="Buat juga PDF tiap berkas (memerlukan LibreOffice).")
@click.option(
    "--conversion",
    "tabel",
    default="",
    metavar="NAMA",
    help="Tabel konversi nilai 2021 untuk formulir yang tidak memilih cara.",
)
@click.option("--long", "panjang", is_flag=True, help="Dokumen evaluasi dengan keberatan dan keputusannya.")
@click.option("--tempat", help="Tempat di atas tanda tangan (bawaan: dari kampanye, atau titik-titik).")
@click.option(
    "--tanggal", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal di atas tanda tangan (bawaan: titik-titik)."
)
@click.option("--kertas", type=click.Choice(["A4", "F4"]), help="Ukuran kertas.")
@click.option("--force", is_flag=True, help="Timpa dokumen yang sudah ada.")
@opsi_keputusan
@opsi_penerimaan("Daftar pegawai: urutan, perangkat daerah, dan atasan pejabat penilai.")
@click.pass_context
def make(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    jenis: tuple[str, ...],
    per_unit: bool,
    dengan_pdf: bool,
    tabel: str,
    panjang: bool,
    tempat: str | None,
    tanggal: datetime | None,
    kertas: str | None,
    force: bool,
    keputusan: Path | None,
    roster: Path | None,
    instansi: str | None,
    tahun: int | None,
) -> None:
    """Buat dokumen kinerja yang siap cetak dan ditandatangani dari evaluasi tahunan (atau formulir integrasi) yang kembali.

    Predikat, angka kredit dan nilai 2021 dihitung lagi di sini. Satu folder per perangkat daerah, satu berkas per orang.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.files.output import write_whole
    from skpxl.papers.contents import Penandatanganan
    from skpxl.papers.make import Pilihan, need_some, paper_files, plan_papers
    from skpxl.papers.to_pdf import find_soffice

    soffice = find_soffice() if dengan_pdf else None
    masuk = terima(ctx, paths, roster, instansi, tahun)
    p = masuk.panggilan
    tujuan = output or (p.campaign.akar / HASIL / "dokumen" if p.campaign else None)
    if tujuan is None:
        raise PenggunaanError("Ke folder mana? Tambahkan -o FOLDER.")
    selesai = selesaikan(masuk.hasil, p.library, masuk.ukuran, keputusan, masuk.sandi)
    setelan = p.campaign.settings if p.campaign else None
    pilihan = Pilihan(
        jenis=tuple(dict.fromkeys(jenis)),
        panjang=panjang or bool(setelan and setelan.dokumen_panjang),
        tabel=tabel,
        # The campaign's date is that of the SKP; a paper is signed another day.
        teken=Penandatanganan(tempat or (setelan.tempat if setelan else ""), bilang(tanggal)),
    )
    rencana = plan_papers(selesai.hasil, p.library, masuk.organisasi, pilihan)
    for satu in rencana.tidak_dibuat:
        click.echo(f"Tidak dibuat: {satu.nama}, {satu.jenis} — {satu.alasan}.", err=True)
    need_some(rencana)
    kertas = kertas or (setelan.kertas if setelan else p.library.gaya.kertas)
    berkas: list[tuple[Path, bool]] = []
    with kemajuan("Menulis", len(rencana.dokumen)) as maju:
        for path, data in paper_files(rencana.dokumen, p.library, kertas, per_unit=per_unit):
            berkas.append((tujuan / path, write_whole(tujuan / path, data, force=force)))
            maju()
    _sebut(rencana, tujuan, berkas)
    if soffice:
        _pdf([path for path, _ in berkas], {path for path, baru in berkas if baru}, soffice, force)
    ctx.exit(1 if any(satu.galat for satu in selesai.hasil) else 0)


def _sebut(rencana: "Rencana", tujuan: Path, berkas: list[tuple[Path, bool]]) -> None:
    """The accounts: files that came in, papers that were asked for."""
    from skpxl.papers.make import BERGALAT

    tidak = ", ".join(f"{banyak} {alasan}" for alasan, banyak in rencana.tidak_dipakai.items())
    click.echo(
        f"{rencana.berkas} berkas = {rencana.dipakai} dipakai + {sum(rencana.tidak_dipakai.values())} tidak dipakai"
        + (f" ({tidak})." if tidak else ".")
    )
    if bergalat := rencana.tidak_dipakai.get(BERGALAT, 0):
        click.echo(f"{bergalat} berkas masih bergalat; rinciannya: skpxl validate.", err=True)
    diminta = len(rencana.dokumen) + len(rencana.tidak_dibuat)
    click.echo(f"{diminta} dokumen = {len(rencana.dokumen)} dibuat + {len(rencana.tidak_dibuat)} tidak dibuat.")
    sama = sum(1 for _, baru in berkas if not baru)
    click.echo(f"Dokumen: {len(berkas)} berkas di {tujuan}" + (f", {sama} sudah ada dan sama." if sama else "."))


def _pdf(berkas: list[Path], baru: set[Path], soffice: Path, force: bool) -> None:
    """PDFs beside the workbooks; one that is there for an unchanged workbook stays. Raises SkpxlError where some failed."""
    from skpxl.papers.to_pdf import make_pdfs

    perlu = [path for path in berkas if force or path in baru or not path.with_suffix(".pdf").exists()]
    with kemajuan("Membuat PDF", len(perlu), sedikit=2) as maju:
        hasil = make_pdfs(perlu, soffice, force=force, maju=maju)
    tetap = len(berkas) - len(perlu)
    click.echo(
        f"{len(berkas)} PDF = {len(hasil.dibuat)} dibuat + {tetap} sudah ada + {len(hasil.belum)} belum selesai + "
        f"{len(hasil.gagal)} gagal."
    )
    if hasil.gagal:
        path, sebab = next(iter(hasil.gagal.items()))
        raise SkpxlError(f"{len(hasil.gagal)} PDF tidak jadi, misalnya dari {path}: {sebab}; berkas .xlsx-nya ada.")
    if hasil.belum:
        path, sebab = next(iter(hasil.belum.items()))
        raise SkpxlError(
            f"{len(hasil.belum)} PDF belum selesai, misalnya dari {path} ({sebab}); "
            "jalankan lagi perintah ini untuk mencobanya lagi."
        )
