"""`skpxl papers make`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.receiving import receive, settle_copies
from skpxl.cli.show import account, progress
from skpxl.errors import SkpxlError

if TYPE_CHECKING:
    from skpxl.papers.make import Rencana

# As in skpxl.papers.order, which is imported only when the command runs.
_KINDS = ("dokumen-evaluasi", "hasil-tahunan", "angka-kredit", "integrasi")


@click.command("make", epilog="Contoh:  skpxl papers make masuk -o dokumen --roster roster.xlsx --pdf")
@options.output("Folder tujuan (bawaan: hasil/dokumen di folder kampanye).")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    default=_KINDS[:3],
    show_default=True,
    help="Dokumen Evaluasi Kinerja Pegawai, Dokumen Hasil Evaluasi Kinerja Tahunan, Konversi Angka Kredit, atau Dokumen "
    "Integrasi 2021. Boleh berulang.",
)
@click.option(
    "--per-unit", is_flag=True, help="Satu buku kerja per unit, dengan daftar isi; bukan satu berkas per orang."
)
@click.option("--pdf", is_flag=True, help="Buat juga PDF tiap berkas (memerlukan LibreOffice).")
@click.option(
    "--conversion",
    default="",
    metavar="NAMA",
    help="Tabel konversi nilai 2021 untuk formulir yang tidak memilih cara.",
)
@click.option("--long", is_flag=True, help="Dokumen evaluasi dengan keberatan dan keputusannya.")
@options.signature(" (bawaan: dari kampanye, atau titik-titik)", " (bawaan: titik-titik)")
@options.force("Timpa dokumen yang sudah ada.")
@options.decisions
@options.received("Daftar pegawai: urutan, perangkat daerah, dan atasan pejabat penilai.")
@pass_call
def make(
    call: Call,
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    per_unit: bool,
    pdf: bool,
    conversion: str,
    long: bool,
    signature: options.Signature,
) -> int:
    """Buat dokumen kinerja yang siap cetak dan ditandatangani dari evaluasi tahunan (atau formulir integrasi) yang kembali.

    Predikat, angka kredit dan nilai 2021 dihitung lagi di sini. Satu folder per perangkat daerah, satu berkas per orang.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.files.output import write_whole
    from skpxl.papers.make import need_some, paper_files, plan_papers
    from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers
    from skpxl.papers.to_pdf import find_soffice

    soffice = find_soffice() if pdf else None
    folder = call.destination(HASIL, "dokumen", ask="Ke folder mana? Tambahkan -o FOLDER.")
    received = receive(call, paths)
    settled = settle_copies(call, received.files, received.measure)
    settings = call.campaign.settings if call.campaign else None
    wanted = WantedPapers(
        kinds=tuple(dict.fromkeys(kinds)),
        long=long or bool(settings and settings.dokumen_panjang),
        table=conversion,
        # The campaign's date is that of the SKP; a paper is signed another day.
        signing=Penandatanganan(signature.tempat or (settings.tempat if settings else ""), signature.tanggal),
    )
    planned = plan_papers(settled.files, PaperOrder(call.library, call.organisasi, wanted))
    for not_made in planned.not_made:
        click.echo(f"Tidak dibuat: {not_made.name}, {not_made.kind} — {not_made.reason}.", err=True)
    need_some(planned)
    kertas = signature.kertas or (settings.kertas if settings else call.library.gaya.kertas)
    files: dict[Path, bool] = {}
    with progress("Menulis", len(planned.planned)) as advance:
        for path, data in paper_files(planned.planned, call.library, kertas, per_unit=per_unit):
            files[folder / path] = write_whole(folder / path, data, force=call.force)
            advance()
    _print_accounts(planned, folder, files)
    if soffice:
        _make_pdfs(files, soffice, force=call.force)
    return 1 if any(file.galat for file in settled.files) else 0


def _print_accounts(planned: "Rencana", folder: Path, files: dict[Path, bool]) -> None:
    """The accounts: files that came in, papers that were asked for. `files` are what is there now: True where it is new."""
    from skpxl.papers.make import BERGALAT

    unused = ", ".join(f"{number} {reason}" for reason, number in planned.not_used.items())
    click.echo(account(planned.files.total, "berkas", planned.files.named()) + (f" ({unused})." if unused else "."))
    if faulty := planned.not_used.get(BERGALAT, 0):
        click.echo(f"{faulty} berkas masih bergalat; rinciannya: skpxl validate.", err=True)
    click.echo(account(planned.papers.total, "dokumen", planned.papers.named()) + ".")
    same = sum(1 for new in files.values() if not new)
    click.echo(f"Dokumen: {len(files)} berkas di {folder}" + (f", {same} sudah ada dan sama." if same else "."))


def _make_pdfs(files: dict[Path, bool], soffice: Path, *, force: bool) -> None:
    """PDFs beside the workbooks; one that is there for an unchanged workbook stays. Raises SkpxlError where some failed."""
    from skpxl.papers.to_pdf import make_pdfs

    needed = [path for path, new in files.items() if force or new or not path.with_suffix(".pdf").exists()]
    with progress("Membuat PDF", len(needed), at_least=2) as advance:
        pdfs = make_pdfs(needed, soffice, force=force, advance=advance)
    kept = sum(1 for path in files if path not in needed)
    click.echo(
        f"{len(files)} PDF = {len(pdfs.made)} dibuat + {kept} sudah ada + {len(pdfs.unfinished)} belum selesai + "
        f"{len(pdfs.failed)} gagal."
    )
    if pdfs.failed:
        path, reason = next(iter(pdfs.failed.items()))
        raise SkpxlError(f"{len(pdfs.failed)} PDF tidak jadi, misalnya dari {path}: {reason}; berkas .xlsx-nya ada.")
    if pdfs.unfinished:
        path, reason = next(iter(pdfs.unfinished.items()))
        raise SkpxlError(
            f"{len(pdfs.unfinished)} PDF belum selesai, misalnya dari {path} ({reason}); "
            "jalankan lagi perintah ini untuk mencobanya lagi."
        )
