"""The report of `skpxl papers check` as a workbook: a summary, a sheet per use, every file. It decides nothing."""

from collections.abc import Sequence
from pathlib import Path

from skpxl.books.berkas_report import ReportSheet, write_status
from skpxl.books.tables import BookTable, Nilai, link_or_text
from skpxl.model.berkas import DokumenPerlu
from skpxl.model.fate import PapersFate
from skpxl.papers.check import PapersCheck
from skpxl.papers.choice import Berkas
from skpxl.papers.judging import Kelengkapan, PaperStatus
from skpxl.papers.uses import Kegunaan, paper_in_words
from skpxl.receive.report import findings_table, link_to
from skpxl.template.limits import NAMA_LEMBAR_MAKS
from skpxl.template.rules import Aturan

_PART = "tanpa penilaian"
# An embedded signature is seen, and that is all.
SEEN_ONLY = "Tanda tangan elektronik dalam PDF hanya dilihat ada atau tidak; keabsahannya tidak diperiksa."
WARNA = {
    PaperStatus.ADA.value: "lengkap",
    PaperStatus.BELUM.value: "belum",
    PaperStatus.TIDAK.value: "kurang",
    PapersFate.LENGKAP.value: "lengkap",
    PapersFate.BELUM_LENGKAP.value: "belum",
    PapersFate.DI_BAWAH.value: "kurang",
    PapersFate.PREDIKAT_BELUM.value: "belum",
}
_FIRST_COLUMNS: tuple[tuple[str, float], ...] = (
    ("No.", 5.0), ("NIP", 21.0), ("Nama", 30.0), ("Unit Kerja", 30.0), ("Keadaan", 14.0),
)  # fmt: skip


def report_of_papers(pemeriksaan: PapersCheck, target: Path) -> bytes:
    """The whole report; `target` is where it will stand (links are relative to it)."""
    library = pemeriksaan.receiver.library
    sheets = [ReportSheet(_summary(pemeriksaan))]
    names: set[str] = {"ringkasan", "berkas", "temuan berkas"}
    for kegunaan in pemeriksaan.uses:
        sheets.append(_people_sheet(pemeriksaan, kegunaan, target.parent, _sheet_name(kegunaan, names)))
    sheets.append(ReportSheet(_files_table(pemeriksaan, target.parent)))
    sheets.append(ReportSheet(findings_table(pemeriksaan.about_files(), library, target.parent, "Temuan berkas")))
    return write_status(sheets, library.gaya, title="Kelengkapan dokumen penilaian kinerja")


def _sheet_name(kegunaan: Kegunaan, used: set[str]) -> str:
    """`Kenaikan pangkat 2026`, as short as a sheet name has to be, and not used before."""
    clean = "".join(letter for letter in kegunaan.short if letter.isalnum() or letter == "-")
    base = clean.replace("-", " ").strip().capitalize()[:NAMA_LEMBAR_MAKS] or "Kegunaan"
    name, number = base, 1
    while name.casefold() in used:
        number += 1
        name = f"{base[: NAMA_LEMBAR_MAKS - 4]} ({number})"
    used.add(name.casefold())
    return name


def _summary(pemeriksaan: PapersCheck) -> BookTable:
    aturan = pemeriksaan.receiver.library.aturan.berkas
    rows: list[list[Nilai]] = [
        ["Berkas diperiksa", len(pemeriksaan.received), "sama dengan jumlah empat baris di bawah"]
    ]
    rows += [[f"   {fate}", count, ""] for fate, count in pemeriksaan.count_files().items()]
    for kegunaan in pemeriksaan.uses:
        people = pemeriksaan.people[kegunaan]
        rows.append(
            [f"{kegunaan.nama}: pegawai", len(people), f"Untuk tahun {kegunaan.tahun}. {dasar_kegunaan(kegunaan)}"]
        )
        rows += [[f"   {fate}", count, ""] for fate, count in pemeriksaan.count_people(kegunaan).items()]
        rows += [[f"   {fate}", count, "tidak dihitung"] for fate, count in pemeriksaan.other_rows(kegunaan).items()]
        for wanted in kegunaan.perlu:
            statuses = [paper.status for person in people for paper in person.of(wanted)]
            details = ", ".join(f"{statuses.count(status)} {status}" for status in PaperStatus)
            rows.append(
                [f"   {paper_in_words(wanted.kode, wanted.tahun, aturan)}", statuses.count(PaperStatus.ADA), details]
            )
    return BookTable("Ringkasan", [("Hal", 70), ("Banyak", 12), ("Keterangan", 80)], rows)


def dasar_kegunaan(kegunaan: Kegunaan) -> str:
    """The basis of a use, and whether it has been found in a regulation."""
    return f"Dasar: {kegunaan.dasar}" + ("" if kegunaan.terverifikasi else " (daftar dokumennya belum terverifikasi)")


def syarat_predikat(kegunaan: Kegunaan) -> list[str]:
    """What predikat a use asks for, as a line; none where any will do."""
    rule = kegunaan.predikat
    if rule is None:
        return []
    doubt = "" if rule.terverifikasi else "; belum terverifikasi"
    return [f"Predikat yang diminta: {' atau '.join(rule.memenuhi)} ({rule.dasar}{doubt})"]


def lacking(person: Kelengkapan, aturan: Aturan) -> dict[str, list[str]]:
    """What a person lacks, in words, by how it stands: first what no further paper mends."""
    found: dict[str, list[str]] = {
        PapersFate.DI_BAWAH: [f"{paper.isi.predikat}, {paper.in_words(aturan)}" for paper in person.below],
        PapersFate.PREDIKAT_BELUM: [str(year) for year in person.unknown],
    }
    for status in (PaperStatus.TIDAK, PaperStatus.BELUM):
        found[status] = [paper.in_words(aturan) for paper in person.papers if paper.status is status]
    found[_PART] = [f"{days.dalam_kalimat()} ({paper.in_words(aturan)})" for paper, days in person.gaps]
    return {str(status): papers for status, papers in found.items() if papers}


def _people_sheet(
    pemeriksaan: PapersCheck,
    kegunaan: Kegunaan,
    folder: Path,
    name: str,
) -> ReportSheet:
    organisasi, aturan = pemeriksaan.receiver.organisasi, pemeriksaan.receiver.library.aturan
    rows: list[Sequence[Nilai]] = []
    for number, person in enumerate(pemeriksaan.people[kegunaan], start=1):
        missing = "; ".join(f"{status}: {', '.join(papers)}" for status, papers in lacking(person, aturan).items())
        rows.append(
            [
                number,
                person.orang.nip,
                person.orang.nama,
                organisasi.nama_unit(person.orang.unit_kerja),
                person.fate.value,
                *(_status(person, wanted, folder) for wanted in kegunaan.perlu),
                missing,
            ]
        )
    for absent in pemeriksaan.not_asked.get(kegunaan, ()):
        unit, blank = organisasi.nama_unit(absent.orang.unit_kerja), [""] * len(kegunaan.perlu)
        who = (absent.orang.nip, absent.orang.nama, unit, PapersFate.TIDAK_DIMINTA.value)
        rows.append([len(rows) + 1, *who, *blank, absent.reason])
    columns = [(paper_in_words(wanted.kode, wanted.tahun, aturan.berkas), 21.0) for wanted in kegunaan.perlu]
    basis = [dasar_kegunaan(kegunaan), *syarat_predikat(kegunaan)]
    heading = [f"{kegunaan.nama} (untuk tahun {kegunaan.tahun})", *basis]
    table = BookTable(name, [*_FIRST_COLUMNS, *columns, ("Yang kurang", 60.0)], rows, heading)
    coloured = range(len(_FIRST_COLUMNS) - 1, len(_FIRST_COLUMNS) + len(columns))
    return ReportSheet(table, list(coloured), WARNA, len(rows))


def _status(person: Kelengkapan, wanted: DokumenPerlu, folder: Path) -> Nilai:
    """How it stands with a paper: of several SKPs of a year each, worst first; a link where there is one file."""
    papers = sorted(person.of(wanted), key=lambda paper: [*PaperStatus].index(paper.status), reverse=True)
    words = [f"{paper.status}: {paper.post}" if paper.post else paper.status.value for paper in papers]
    return _linked("\n".join(words), papers[0].file if len(papers) == 1 else None, folder)


def _linked(text: str, file: Berkas | None, folder: Path) -> Nilai:
    url = link_to(file.name, "", "", folder) if file else ""
    return link_or_text(text, url)


def _files_table(pemeriksaan: PapersCheck, folder: Path) -> BookTable:
    """Every file: what it is, whose, what became of it and why; what predikat it says."""
    organisasi, aturan = pemeriksaan.receiver.organisasi, pemeriksaan.receiver.library.aturan.berkas
    rows: list[Sequence[Nilai]] = []
    for file in pemeriksaan.received:
        people = [organisasi.find_pegawai(paper.mark.nip) for paper in file.papers]
        rows.append(
            [
                _linked(file.name, file, folder),
                file.fate,
                "\n".join(paper_in_words(paper.mark.kode, paper.mark.tahun, aturan) for paper in file.papers),
                "\n".join(
                    f"{pegawai.nama} ({pegawai.nip})" if pegawai else paper.mark.nip or "tanpa NIP"
                    for pegawai, paper in zip(people, file.papers, strict=True)
                ),
                "\n".join(_signature(file, signed=paper.signed) for paper in file.papers),
                "\n".join(dict.fromkeys(isi.predikat for _, isi in file.says if isi.predikat)),
                f"{file.reason}: {file.same_as}" if file.same_as else file.reason,
                file.received.digest,
            ]
        )
    columns = [
        ("Berkas", 46.0), ("Hasil", 17.0), ("Dokumen", 44.0), ("Pegawai", 40.0), ("Ditandatangani", 24.0),
        ("Predikat", 17.0), ("Keterangan", 46.0), ("SHA-256", 68.0),
    ]  # fmt: skip
    return BookTable("Berkas", columns, rows, [SEEN_ONLY])


def _signature(file: Berkas, *, signed: bool) -> str:
    """Where a signature is known from."""
    if file.received.signed:
        return "terlihat, tidak diperiksa"
    return "ya, menurut indeks" if signed else "tidak terlihat"
