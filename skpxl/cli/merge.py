"""`skpxl merge`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skpxl.cli import options
from skpxl.cli.call import Call, pass_call
from skpxl.cli.matriks_papers import SignedOn, write_matriks_papers
from skpxl.cli.noted import note_decided
from skpxl.cli.receiving import Received, find, receive, settle_copies
from skpxl.cli.screen import progress, say
from skpxl.cli.show import account, print_findings_briefly
from skpxl.errors import UsageError

_NAMED = 5  # files in one line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skpxl.consolidate.merge import Merged
    from skpxl.consolidate.merge_book import BookHeading
    from skpxl.consolidate.own_forms import OwnForm
    from skpxl.model.penempatan import Penempatan
    from skpxl.receive.validate import ReceivedFile


@dataclass(frozen=True)
class Beside:
    """What is written beside the workbook: workbooks per unit and per perangkat daerah (to which folders), drawings."""

    per_unit: Path | None
    per_office: Path | None
    pictures: bool

    def folders(self) -> list[Path]:
        """The folders that are asked for."""
        return [folder for folder in (self.per_unit, self.per_office) if folder]


@dataclass(frozen=True)
class SignedPapers(SignedOn):
    """Whether the matrices are written as papers to be signed as well, and what stands on them."""

    pdf: bool = False


@click.command("merge", epilog="Contoh:  skpxl merge masuk -o matriks.xlsx --roster roster.xlsx --unit BPP")
@options.output("Buku kerja matriks (bawaan: hasil/matriks.xlsx di folder putaran SKP).")
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
    type=options.PATH,
    multiple=True,
    help="Matriks yang disepakati (berkas, folder, .zip; terbitan atau dari luar; boleh berulang): dibandingkan dengan SKP.",
)
@options.option_set(
    "beside",
    Beside,
    click.option("--per-unit", type=options.PATH, help="Tulis juga satu buku kerja per unit ke folder ini."),
    click.option(
        "--per-office",
        type=options.PATH,
        help="Tulis juga satu buku kerja per perangkat daerah ke folder ini: matriks unit-unitnya dan semua lembar lain.",
    ),
    click.option("--pictures/--no-pictures", default=True, help="Gambar kaskade (.svg) di samping buku kerja."),
)
@options.option_set(
    "signed",
    SignedPapers,
    click.option(
        "--pdf",
        is_flag=True,
        help="Tulis juga matriks tiap unit untuk ditandatangani dan PDF-nya (memerlukan LibreOffice), di samping buku kerja.",
    ),
    click.option("--nomor", default="", help="Dengan --pdf: nomor matriks (bawaan: titik-titik)."),
    click.option(
        "--tempat", help="Dengan --pdf: tempat di atas tanda tangan (bawaan: dari putaran SKP, atau titik-titik)."
    ),
    options.tanggal("Dengan --pdf: tanggal di atas tanda tangan (bawaan: titik-titik)."),
)
@options.as_of
@options.force("Timpa hasil yang sudah ada.")
@options.decisions
@options.without_key
@options.received("Daftar pegawai: produk, urutan, dan siapa yang belum masuk.")
@pass_call
def command(
    call: Call,
    paths: tuple[Path, ...],
    units: tuple[str, ...],
    levels: tuple[str, ...],
    agreed: tuple[Path, ...],
    beside: Beside,
    signed: SignedPapers,
    as_of: date | None,
) -> int:
    """Gabungkan formulir terisi menjadi Matriks Peran Hasil, satu lembar per unit, pada tingkat mana pun."""
    from skpxl.books.matriks_pages import WidePrint
    from skpxl.campaign.folder import HASIL, SEPAKAT
    from skpxl.campaign.products import NAMA_PRODUK, record_products
    from skpxl.campaign.today import this_day
    from skpxl.consolidate.levels import PER_UNIT
    from skpxl.consolidate.memory import memory_file, write_memory
    from skpxl.consolidate.merge import with_kept, with_news
    from skpxl.consolidate.merge_book import heading_of, merge_workbook, printed_by_product
    from skpxl.consolidate.received import Corrections, merge_received, put_aside
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.papers.to_pdf import find_soffice
    from skpxl.receive.matriks_decisions import journal_file, read_journal, write_journal

    soffice = find_soffice() if signed.pdf else None
    output = call.destination(HASIL, "matriks.xlsx", ask="Ke berkas mana? Tambahkan -o MATRIKS.xlsx.")
    if unknown := [level for level in levels if level != PER_UNIT and not level.isdecimal()]:
        raise UsageError(f"--level {unknown[0]} tidak dikenal; isinya `unit`, 0, atau nomor tingkat seperti 1.")
    root = call.campaign.root if call.campaign else None
    decided = journal_file(root, output)
    sepakat = root / SEPAKAT if root else None
    corrections = Corrections(read_journal(decided), [output, *beside.folders()], as_of or this_day(), sepakat)
    received = receive(call, paths)
    if not any(file.skp for file in received.files) and any(file.bebas for file in received.files):
        return _tables_alone(call, received, units, output)
    gabungan = merge_received(
        received.files,
        received.measure,
        lambda files: settle_copies(call, files, received.measure),
        agreed=find(call, agreed) if agreed else (),
        units=units,
        levels=levels,
        corrections=corrections,
    )
    # What was corrected is kept before anything is written over it.
    if write_journal(decided, gabungan.journal):
        say(f"Keputusan: {gabungan.journal.baru} koreksi dicatat di {decided}")
    note_decided(call, map(_decided, gabungan.journal.decisions))
    heading = heading_of(gabungan, call.instansi or "", call.tahun, call.kertas, as_of or this_day())
    remembered = memory_file(call.campaign.root if call.campaign else None, output)
    gabungan, news = with_news(gabungan, remembered, output, heading.as_of)
    gabungan = with_kept(gabungan, output, call.library, beside.folders())
    workbook = merge_workbook(gabungan, call.library, heading, output, with_pictures=beside.pictures)
    aside = [put_aside(output, gabungan.journal, call.library)] if call.force else []
    write_whole(output, workbook, force=call.force)
    write_memory(remembered, news.memory)
    if call.campaign and call.products and call.roster is None:
        # The matriks carries ids of products out of the house, as forms do.
        record_products(call.campaign.root / NAMA_PRODUK, call.products.known)
    told = _draw(call, gabungan, output) if beside.pictures else []
    outcome, copies = _hand_out(call, gabungan, heading, beside)
    told += outcome
    for copy in filter(None, [*aside, *copies]):
        say(f"Koreksi yang tidak dapat dicatat disimpan di {copy}", err=True)
    print_findings_briefly(gabungan.findings, call.library.pesan)
    say(news.sentence())
    _print_accounts(gabungan)
    _print_own_forms(gabungan.own_forms)
    faults = sum(count(file.findings)["galat"] for file in gabungan.files)
    if faults:
        say(f"{faults} galat dalam formulir; rinciannya di lembar Temuan.", err=True)
    if broken := count(gabungan.findings)["galat"]:
        say(f"{broken} galat dalam matriks; rinciannya di lembar Temuan.", err=True)
    if passed_over := [file for file in gabungan.agreed_files if _is_passed_over(file)]:
        names = ", ".join(file.reading.file for file in passed_over[:_NAMED])
        names += f", dan {len(passed_over) - _NAMED} lagi" if len(passed_over) > _NAMED else ""
        say(f"Matriks yang tidak dapat dipakai sebagai koreksi: {names}; rinciannya di lembar Temuan.", err=True)
    if wide := printed_by_product(gabungan, call.library, call.kertas):
        told.append(
            f"{len(wide)} matriks hampir kosong bila dicetak sebagai tabel, jadi dicetak menurut produk (lembar Cetak): "
            f"{WidePrint.all_of(wide)}."
        )
    say(*told)
    if soffice:
        write_matriks_papers(call, gabungan, heading, signed, output.with_name(f"{output.stem}-cetak"), soffice)
    say(f"Matriks: {output}")
    return 1 if faults or broken else 0


def _decided(decision: "Penempatan") -> tuple[str, str, str, dict[str, str]]:
    """A decision on a matriks as the ledger keeps it."""
    detail = {"hasil": decision.hasil, "teks": decision.teks, "produk": decision.produk_teks, "berkas": decision.sumber}
    detail |= {"pemutus": decision.oleh, "jejak": decision.jejak}
    words = decision.told() or "Urutan dalam matriks"
    return "", decision.nip, words, {name: text for name, text in detail.items() if text}


def _is_passed_over(file: "ReceivedFile") -> bool:
    lost = any(finding.code == "koreksi-tanpa-catatan" for finding in file.findings)
    return lost or (file.pembagian is None and any(finding.severity == "galat" for finding in file.findings))


def _hand_out(
    call: Call, gabungan: "Merged", heading: "BookHeading", beside: Beside
) -> "tuple[list[str], list[Path | None]]":
    """A workbook for each unit, for each perangkat daerah, where a folder is given for them.

    (a line each that says where, copies of what stood there and could not be kept otherwise).
    """
    from skpxl.consolidate.merge_book import office_workbooks, unit_workbooks
    from skpxl.consolidate.received import put_aside
    from skpxl.files.output import write_whole

    lines, aside = [], list[Path | None]()
    for title, folder, workbooks in (
        ("Per unit", beside.per_unit, unit_workbooks),
        ("Per perangkat daerah", beside.per_office, office_workbooks),
    ):
        if folder is None:
            continue
        number = 0
        with progress(f"Menulis {title.lower()}", len(gabungan.sheets())) as advance:
            for path, data in workbooks(gabungan, call.library, heading, folder):
                aside += [put_aside(path, gabungan.journal, call.library)] if call.force else []
                write_whole(path, data, force=call.force)
                number += 1
                advance()
        lines.append(f"{title}: {folder} ({number} buku kerja)")
    return lines, aside


def _tables_alone(call: Call, received: Received, units: tuple[str, ...], output: Path) -> int:
    """Where no SKP has come in, but forms of the office's own: their data and completeness, and no matriks."""
    from skpxl.consolidate.own_forms import collect
    from skpxl.consolidate.own_tables import own_forms_workbook
    from skpxl.files.output import write_whole
    from skpxl.findings.reports import count
    from skpxl.receive.validate import count_fates

    settled = settle_copies(call, received.files, received.measure)
    files = settled.files
    own_forms = collect(files, call.organisasi, units)
    workbook = own_forms_workbook(own_forms, files, call.library, output, call.kertas, settled.findings)
    write_whole(output, workbook, force=call.force)
    say(f"{account(len(files), 'berkas', count_fates(files))}.")
    _print_own_forms(own_forms)
    say(f"Tabel: {output}")
    return 1 if any(count(file.findings)["galat"] for file in files) else 0


def _print_own_forms(own_forms: "Sequence[OwnForm]") -> None:
    from skpxl.consolidate.merge_tables import people_sentence

    for own in own_forms:
        say(f"{own.form}: {own.account.total} orang = {people_sentence(own.account)}.")


def _draw(call: Call, gabungan: "Merged", output: Path) -> list[str]:
    """The drawings beside the workbook; a line each that says where they are and what became of earlier ones."""
    from skpxl.consolidate.merge_book import picture_folder, pictures, stale_pictures
    from skpxl.files.output import remove, write_whole

    number = len(gabungan.sheets())
    with progress("Menggambar", number) as advance:
        for path, data in pictures(gabungan, call.library, output):
            write_whole(path, data, force=call.force)
            advance()
    lines = [f"Gambar kaskade: {picture_folder(output)} ({number} berkas)"]
    if stale := stale_pictures(gabungan, output):
        for path in stale if call.force else ():
            remove(path)
        fate = "dihapus" if call.force else "masih ada di sana; --force menghapusnya"
        lines.append(f"{len(stale)} gambar dari susunan yang lain {fate}.")
    return lines


def _print_accounts(gabungan: "Merged") -> None:
    """The accounts: files, people, and what was agreed on."""
    from skpxl.consolidate.merge_tables import people_sentence
    from skpxl.model.fate import RoleFate

    files, people = gabungan.accounts.files, gabungan.accounts.people
    roles, compared = gabungan.accounts.roles, gabungan.accounts.compared
    say(f"{files.total} berkas = {files.sentence()}.")
    say(f"{people.total} orang = {people_sentence(people)}.")
    if not gabungan.by_roster:
        names = [f"{blocked.orang.nama} ({blocked.total} orang menunggu)" for blocked in gabungan.blocked]
        awaited = f"penilai yang belum masuk: {', '.join(names)}; " if names else ""
        say(f"Tanpa daftar pegawai: {awaited}siapa lagi yang belum mengirim tidak diketahui.")
    if gabungan.compared and roles and compared:
        say(
            f"{roles.total} peran disepakati = {roles.count(RoleFate.SAMA, RoleFate.LAIN)} ditulis dalam SKP + "
            f"{roles.count(RoleFate.TANPA_HASIL)} {RoleFate.TANPA_HASIL}; "
            f"{compared.count(RoleFate.TANPA_PERAN)} {RoleFate.TANPA_PERAN}."
        )
