"""`skpxl papers make`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.matriks_papers import SignedOn, write_matriks_papers
from skpxl.cli.pdf import make_pdfs_beside
from skpxl.cli.penetapan_papers import PenetapanWanted, write_penetapan
from skpxl.cli.picture import picture
from skpxl.cli.receiving import Received, receive, say_changed, settle_copies
from skpxl.cli.screen import progress, say
from skpxl.cli.show import account, say_first
from skpxl.errors import UsageError

if TYPE_CHECKING:
    from skpxl.books.letterhead import Logo
    from skpxl.model.konfirmasi import Konfirmasi
    from skpxl.papers.make import Rencana

MATRIKS, PENETAPAN = "matriks", "penetapan"
# The others as in skpxl.papers.order, which is imported only when the command runs.
_KINDS = ("dokumen-evaluasi", "hasil-tahunan", "angka-kredit", "integrasi", "skp", MATRIKS, PENETAPAN)


@dataclass(frozen=True)
class MatriksWanted:
    """What is asked of the matrices: units, what was agreed on, the nomor."""

    units: tuple[str, ...]
    agreed: tuple[Path, ...]
    nomor: str


@dataclass(frozen=True)
class Asked:
    """Which papers are asked for, and how: kinds, one workbook per unit, the conversion table, the long document.

    `confirm` is the name of whoever stands for the figures without a sure source.
    """

    kinds: tuple[str, ...]
    per_unit: bool
    conversion: str
    confirm: str
    long: bool
    emblem: Path | None


@click.command("make", epilog="Contoh:  skpxl papers make masuk -o dokumen --roster roster.xlsx --pdf")
@options.output("Folder tujuan (bawaan: hasil/dokumen di folder putaran SKP).")
@options.option_set(
    "asked",
    Asked,
    click.option(
        "--kind",
        "kinds",
        type=click.Choice(_KINDS),
        multiple=True,
        default=_KINDS[:3],
        show_default=True,
        help="Dokumen Evaluasi Kinerja Pegawai, Dokumen Hasil Evaluasi Kinerja Tahunan, Konversi Angka Kredit, Dokumen "
        "Integrasi 2021, SKP (dengan Perilaku Kerja dan lampirannya), Matriks Peran Hasil tiap unit (dari SKP yang masuk), "
        "atau Penetapan Predikat tiap unit. Boleh berulang.",
    ),
    click.option(
        "--per-unit", is_flag=True, help="Satu buku kerja per unit, dengan daftar isi; bukan satu berkas per orang."
    ),
    click.option(
        "--conversion",
        default="",
        metavar="NAMA",
        help="Tabel konversi nilai 2021 untuk formulir yang tidak memilih cara.",
    ),
    click.option(
        "--confirm",
        default="",
        metavar="NAMA",
        help="Nama petugas yang sudah mencocokkan angka yang belum terverifikasi dengan peraturannya; dicatat sekali untuk "
        "satu putaran SKP.",
    ),
    click.option("--long", is_flag=True, help="Dokumen evaluasi dengan keberatan dan keputusannya."),
    click.option(
        "--emblem",
        type=options.PATH,
        help="Gambar lambang negara di kepala Dokumen Evaluasi (PNG, JPEG; bawaan: `lambang` di skpxl.toml).",
    ),
)
@options.option_set(
    "matriks",
    MatriksWanted,
    click.option("--unit", "units", multiple=True, help="Matriks, penetapan: hanya unit ini (kode; boleh berulang)."),
    click.option(
        "--agreed", type=options.PATH, multiple=True, help="Matriks: yang disepakati, seperti pada skpxl merge."
    ),
    click.option("--nomor", default="", help="Matriks, penetapan: nomornya (bawaan: titik-titik)."),
)
@click.option(
    "--period",
    metavar="TW1..TW4|B01..B12|S1..S2|tahunan",
    default="tahunan",
    show_default=True,
    help="Dokumen evaluasi, penetapan: untuk evaluasi periode ini.",
)
@click.option("--pdf", is_flag=True, help="Buat juga PDF tiap berkas (memerlukan LibreOffice).")
@options.signature(" (bawaan: dari putaran SKP, atau titik-titik)", " (bawaan: titik-titik)")
@options.force("Timpa dokumen yang sudah ada.")
@options.decisions
@options.received("Daftar pegawai: urutan, perangkat daerah, atasan pejabat penilai, dan siapa menandatangani matriks.")
@pass_call
def make(
    call: Call,
    paths: tuple[Path, ...],
    asked: Asked,
    matriks: MatriksWanted,
    period: str,
    pdf: bool,
    signature: options.Signature,
) -> int:
    """Buat dokumen kinerja yang siap cetak dan ditandatangani dari evaluasi tahunan (atau formulir integrasi) yang kembali.

    Predikat, angka kredit dan nilai 2021 dihitung lagi di sini. Satu folder per perangkat daerah, satu berkas per orang.
    Angka kredit: Konversi, Akumulasi dan Penetapan, hanya bagi PNS dalam jabatan fungsional dan sejak 2023, juga dari evaluasi
    periodik selama belum ada evaluasi tahunannya.
    Dengan --kind skp: SKP yang diterima, bersih untuk ditandatangani, tanpa tempat kosong dan warna isian.
    Dengan --kind matriks: Matriks Peran Hasil dari SKP yang masuk, satu berkas per unit, bertanda KONSEP selama ada hasil
    yang belum terpetakan atau SKP yang belum masuk. Dengan --kind penetapan: Penetapan Predikat tiap unit untuk ditandatangani
    pimpinannya, bertanda KONSEP selama ada yang belum dinilai.
    """
    from skpxl.campaign.folder import HASIL
    from skpxl.papers.to_pdf import find_soffice

    soffice = find_soffice() if pdf else None
    folder = call.destination(HASIL, "dokumen", ask="Ke folder mana? Tambahkan -o FOLDER.")
    received = receive(call, paths)
    codes = []
    if MATRIKS in asked.kinds:
        codes.append(_make_matrices(call, received, matriks, signature, folder, soffice))
    if PENETAPAN in asked.kinds:
        wanted = PenetapanWanted(matriks.units, matriks.nomor, period)
        codes.append(write_penetapan(call, received, wanted, signature, folder, soffice))
    if {*asked.kinds} - {MATRIKS, PENETAPAN}:
        codes.append(_make_papers(call, received, asked, period, signature, folder, soffice))
    return max(codes)


def _make_matrices(
    call: Call,
    received: Received,
    wanted: MatriksWanted,
    signature: options.Signature,
    folder: Path,
    soffice: Path | None,
) -> int:
    """The matrices of the units, to be signed, from the SKPs that came in."""
    from skpxl.campaign.folder import HASIL, SEPAKAT
    from skpxl.campaign.today import this_day
    from skpxl.consolidate.levels import PER_UNIT
    from skpxl.consolidate.merge_book import heading_of
    from skpxl.consolidate.received import Corrections, merge_received
    from skpxl.receive.matriks_decisions import journal_file, read_journal

    # What was corrected counts here as in a merge; only a merge keeps what is new in it.
    root = call.campaign.root if call.campaign else None
    places = [root / HASIL / "matriks.xlsx"] if root else []
    merged = next((path for path in (*wanted.agreed, *places) if path.suffix == ".xlsx"), folder / "matriks.xlsx")
    corrections = Corrections(
        read_journal(journal_file(root, merged)), places, this_day(), root / SEPAKAT if root else None
    )
    gabungan = merge_received(
        received.files,
        received.measure,
        lambda files: settle_copies(call, files, received.measure),
        agreed=wanted.agreed,
        units=wanted.units,
        levels=(PER_UNIT,),
        corrections=corrections,
    )
    heading = heading_of(gabungan, call.instansi or "", call.tahun, signature.kertas or call.kertas, this_day())
    signed = SignedOn(wanted.nomor, signature.tempat, signature.tanggal)
    write_matriks_papers(call, gabungan, heading, signed, folder, soffice)
    return 1 if any(file.galat for file in gabungan.files) else 0


def _make_papers(
    call: Call,
    received: Received,
    asked: Asked,
    period: str,
    signature: options.Signature,
    folder: Path,
    soffice: Path | None,
) -> int:
    """The papers of people, from their evaluations and forms Integrasi."""
    from skpxl.campaign.folder import HASIL
    from skpxl.files.output import write_whole
    from skpxl.papers.computed import NAMA_BERKAS as COMPUTED
    from skpxl.papers.computed import computed_report
    from skpxl.papers.make import need_some, paper_files, plan_papers
    from skpxl.papers.order import PaperOrder, Penandatanganan, WantedPapers

    settled = settle_copies(call, received.files, received.measure)
    settings = call.campaign.settings if call.campaign else None
    confirmed = _confirmed(call, asked)
    wanted = WantedPapers(
        kinds=tuple(dict.fromkeys(kind for kind in asked.kinds if kind not in (MATRIKS, PENETAPAN))),
        long=asked.long or bool(settings and settings.dokumen_panjang),
        table=asked.conversion,
        period=_period_code(period),
        emblem=_emblem(call, asked),
        # The campaign's date is that of the SKP; a paper is signed another day.
        signing=Penandatanganan(signature.tempat or (settings.tempat if settings else ""), signature.tanggal),
        confirmed=frozenset(one.angka for one in confirmed),
        kop={"": settings.kop.baris, **{kode: kop.baris for kode, kop in settings.kop.kantor.items()}}
        if settings
        else {},
    )
    planned = plan_papers(settled.files, PaperOrder(call.library, call.organisasi, wanted))
    not_made = (f"Tidak dibuat: {one.name}, {one.kind} — {one.reason}." for one in planned.not_made)
    say_first(not_made, "sebutkan sebagian berkasnya untuk melihat semuanya", err=True)
    need_some(planned)
    used = {one.file_name for one in planned.planned}
    say_changed(file for file in settled.files if file.reading.file in used)
    kertas = signature.kertas or (settings.kertas if settings else call.library.gaya.kertas)
    files: dict[Path, bool] = {}
    with progress("Menulis", len(planned.planned)) as advance:
        made = paper_files(planned.planned, call.library, kertas, per_unit=asked.per_unit, organisasi=call.organisasi)
        for path, data in made:
            files[folder / path] = write_whole(folder / path, data, force=call.force)
            advance()
    _print_accounts(planned, folder, files)
    if report := computed_report(planned.planned, confirmed, call.library):
        place = (call.campaign.root / HASIL if call.campaign else folder) / COMPUTED
        write_whole(place, report, force=True)
        say(f"Cara menghitungnya: {place}")
    if soffice:
        make_pdfs_beside(files, soffice, force=call.force)
    return 1 if any(file.galat for file in settled.files) else 0


def _period_code(period: str) -> str:
    """The code of a period as it is kept: `TW1`, `B03`, `tahunan`. Raises UsageError for another word."""
    from skpxl.model.evaluasi import masa_evaluasi, period_code

    try:
        return period_code(*masa_evaluasi(period, date.min.year + 1))
    except ValueError as error:
        raise UsageError(f"--period: {error}.") from error


def _emblem(call: Call, asked: Asked) -> "Logo | None":
    """The picture at the head of a Dokumen Evaluasi: as named now, else as the campaign has it."""
    from skpxl.campaign.settings import NAMA_BERKAS

    if asked.emblem:
        return picture(asked.emblem, "Lambang", "sebut berkas lain pada --emblem")
    if call.campaign and call.campaign.settings.lambang:
        place = call.campaign.root / call.campaign.settings.lambang
        return picture(place, "Lambang", f"betulkan lambang dalam {NAMA_BERKAS}")
    return None


def _confirmed(call: Call, asked: Asked) -> "tuple[Konfirmasi, ...]":
    """Who stands for which figures without a sure source: as recorded in the campaign, and whoever confirms them now."""
    from skpxl.campaign.confirmed import NAMA_BERKAS, keep_confirmed, read_confirmed
    from skpxl.campaign.today import this_day
    from skpxl.model.konfirmasi import Konfirmasi
    from skpxl.papers.doubtful import doubtful_figures

    root = call.campaign.root if call.campaign else None
    who = " ".join(asked.confirm.split())
    if not who:
        return read_confirmed(root) if root else ()
    figures = doubtful_figures(asked.kinds, call.library.aturan)
    if root is None:
        say(
            f"{who} menyatakan {len(figures)} angka sudah dicocokkan dengan peraturannya; hanya berlaku untuk kali ini."
        )
        return tuple(Konfirmasi(nama=one.nama, isi=one.isi, oleh=who, tanggal=this_day()) for one in figures)
    new = keep_confirmed(root, figures, who, this_day())
    named = f": {', '.join(one.nama for one in new)}" if new else ""
    say(
        f"{who} menyatakan {len(new)} angka sudah dicocokkan dengan peraturannya{named}. Dicatat di {root / NAMA_BERKAS}."
    )
    return read_confirmed(root)


def _print_accounts(planned: "Rencana", folder: Path, files: dict[Path, bool]) -> None:
    """The accounts: files that came in, papers that were asked for. `files` are what is there now: True where it is new."""
    from skpxl.papers.make import BERGALAT

    unused = ", ".join(f"{number} {reason}" for reason, number in planned.not_used.items())
    say(account(planned.files.total, "berkas", planned.files.named()) + (f" ({unused})." if unused else "."))
    if faulty := planned.not_used.get(BERGALAT, 0):
        say(f"{faulty} berkas masih bergalat; rinciannya: skpxl validate.", err=True)
    say(account(planned.papers.total, "dokumen", planned.papers.named()) + ".")
    same = sum(1 for new in files.values() if not new)
    say(f"Dokumen: {len(files)} berkas di {folder}" + (f", {same} sudah ada dan sama." if same else "."))
