"""The report on how scores were computed: what stood as a note on no paper that is signed. It computes nothing."""

from collections.abc import Iterable, Sequence

from skpxl.books.tables import BookTable, Nilai, write_tables
from skpxl.model.konfirmasi import Konfirmasi
from skpxl.papers.make import PlannedPaper
from skpxl.template.library import Library

NAMA_BERKAS = "Perhitungan-Integrasi-2021.xlsx"
_COLUMNS = [("No.", 5.0), ("Nama", 32.0), ("NIP", 21.0), ("Hasil", 22.0), ("Cara menghitung", 80.0)]
_HEADING = "Angka yang belum terverifikasi, dan siapa menyatakannya cocok"
_CONFIRMED = [("Angka", 34.0), ("Isi", 70.0), ("Dinyatakan cocok oleh", 30.0), ("Tanggal", 13.0)]


def computed_report(papers: Iterable[PlannedPaper], confirmed: Sequence[Konfirmasi], library: Library) -> bytes | None:
    """The workbook, or None where no paper has anything to tell; on a second sheet who stands for unverified figures."""
    told = [paper for paper in papers if paper.notes]
    if not told:
        return None
    rows: list[Sequence[Nilai]] = [
        [number, paper.contents.nama, paper.contents.nip, paper.contents.result, "\n".join(paper.notes)]
        for number, paper in enumerate(told, start=1)
    ]
    title = "Perhitungan integrasi hasil penilaian kinerja PNS tahun 2021"
    tables = [BookTable("Perhitungan", _COLUMNS, rows, [title])]
    if confirmed:
        names: list[Sequence[Nilai]] = [[one.nama, one.isi, one.oleh, one.tanggal.isoformat()] for one in confirmed]
        tables.append(BookTable("Konfirmasi", _CONFIRMED, names, [_HEADING]))
    return write_tables(tables, library.gaya, title=title)
