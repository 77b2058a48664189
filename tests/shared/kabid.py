"""A Kabid at his desk: a small office, its matriks as a workbook, what he types into it; it proves nothing itself."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
from forms import LIBRARY, MATRIKS
from openpyxl.worksheet.worksheet import Worksheet

from skpxl.books.matriks_book import MatriksBook, sheet_names, write_matriks_book
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.pegawai import Pegawai
from skpxl.model.penempatan import DaftarPenempatan
from skpxl.model.skp import HasilKerja, HasilKerjaSkp, Identitas, Skp
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import SEMUA, Arranger
from skpxl.receive.handed_back import HandedBack, read_handed_back
from skpxl.receive.matriks_decisions import Journal, decide

DAY = date(2026, 11, 30)
KADIS, KABID, ANI, BUDI = "196801011994031901", "197401011999032902", "199601012020121903", "199602022020122904"
P1, P2, P3 = "Layanan kenaikan pangkat", "Data kepegawaian yang mutakhir", "Laporan kinerja bidang"
D1, D2 = "Layanan kepegawaian yang prima", "Sistem informasi yang andal"
LEFT = "Belum terpetakan"
BIDANG, DINAS = "Bidang Mutasi", "Dinas Rekaan"
UNITS = (
    Unit(kode="DIN", nama=DINAS, pimpinan=KADIS),
    Unit(kode="BID", nama=BIDANG, induk="DIN", pimpinan=KABID),
)
PEOPLE = (
    Pegawai(nip=KADIS, nama="Kadis Rekaan", jabatan="Kepala Dinas", unit_kerja="DIN"),
    Pegawai(nip=KABID, nama="Kabid Rekaan", jabatan="Kepala Bidang", unit_kerja="BID", nip_penilai=KADIS),
    Pegawai(nip=ANI, nama="Ani Rekaan", jabatan="Analis", unit_kerja="BID", nip_penilai=KABID),
    Pegawai(nip=BUDI, nama="Budi Rekaan", jabatan="Pengolah Data", unit_kerja="BID", nip_penilai=KABID),
)
PRODUCTS = (
    *(Produk(unit="DIN", kode=str(n), teks=text) for n, text in enumerate((D1, D2), start=1)),
    *(Produk(unit="BID", kode=str(n), teks=text) for n, text in enumerate((P1, P2, P3), start=1)),
)
OFFICE = Organisasi(pegawai=PEOPLE, unit=UNITS, produk=PRODUCTS)


def skp(nip: str, *results: tuple[str, str]) -> Skp:
    """The SKP of somebody of the office: (text of what it supports, result) each; ids as reading gives them."""
    (person,) = (person for person in PEOPLE if person.nip == nip)
    ids = {product.teks: product.id for product in PRODUCTS}
    return Skp(
        form="skp-kuantitatif",
        versi="2022.1",
        pegawai=OFFICE.identitas(person),
        pejabat_penilai=OFFICE.penilai(person) if person.nip_penilai else Identitas(nama="Bupati Contoh"),
        hasil_kerja=HasilKerjaSkp(
            utama=tuple(
                HasilKerja(
                    id=f"hasil:{nip[-3:]}:utama:{number}",
                    nomor=number,
                    rencana_hasil_kerja_diintervensi=above,
                    diintervensi_id=ids.get(above),
                    rencana_hasil_kerja=text,
                )
                for number, (above, text) in enumerate(results, start=1)
            )
        ),
    )


def result_id(nip: str, number: int = 1) -> str:
    """The id of somebody's result."""
    return f"hasil:{nip[-3:]}:utama:{number}"


class Desk:
    """What lies there: the SKPs that are in, the decisions so far; `findings` are those of the last matriks handed back."""

    def __init__(self, *skps: Skp, office: Organisasi = OFFICE) -> None:
        self.office, self.skps = office, list(skps)
        self.journal = Journal()
        self.findings: list[tuple[str, str]] = []
        self.days = 0

    def matrices(self) -> tuple[list[MatriksPeranHasil], list[MatriksPeranHasil]]:
        """(those of the units, those of the Dinas with all below it and of everything)."""
        placer = Arranger(self.office, self.skps, penempatan=DaftarPenempatan(self.journal.decisions, self.skps))
        return placer.per_unit(), [placer.bawahan(self.office.unit[0]), placer.bawahan(SEMUA)]

    def printed(self, *, per_unit_only: bool = False) -> bytes:
        """The workbook of a merge: a sheet per unit, then `T1 Dinas Rekaan` and `T0 Seluruh perangkat daerah`."""
        units, branches = self.matrices()
        matrices = units if per_unit_only else [*units, *branches]
        titles = [one.unit.nama for one in units] + ["T1 Dinas Rekaan", "T0 Seluruh perangkat daerah"]
        names = sheet_names(titles[: len(matrices)], ())
        book = MatriksBook(matrices, names, decisions=self.journal.decisions)
        return write_matriks_book(book, LIBRARY, form=MATRIKS, instansi="Dinas", tahun="2026", kertas="A4", as_of=DAY)

    def hand_back(self, *books: bytes, names: Sequence[str] = ()) -> list[HandedBack]:
        """Read these workbooks (`m1.xlsx`, ... unless named) and take what was changed in them as decisions."""
        files = names or [f"m{number}.xlsx" for number in range(1, len(books) + 1)]
        read = [read_handed_back(data, LIBRARY, file=file) for file, data in zip(files, books, strict=True)]
        found = [book for book in read if book is not None]
        self.days += 1
        self.journal, findings = decide(self.journal, found, DAY)
        self.findings = [
            (finding.code, f"{finding.sheet}!{finding.cell}" if finding.cell else "")
            for finding in [*findings, *(finding for book in found for finding in book.findings)]
        ]
        return found

    def places(self) -> dict[str, str]:
        """Where every result that is printed stands in the matriks of a unit: its printed text -> the column's."""
        return _places(self.matrices()[0])

    def places_above(self) -> dict[str, str]:
        """The same in the matriks of the whole Dinas."""
        return _places(self.matrices()[1][:1])


def _places(matrices: Sequence[MatriksPeranHasil]) -> dict[str, str]:
    found: dict[str, str] = {}
    for matriks in matrices:
        heads = {produk.id: produk.teks for produk in matriks.kolom}
        for row in matriks.baris:
            for id_, roles in row.peran.items():
                found |= {peran.tercetak: heads[id_] for peran in roles}
            found |= {peran.tercetak: LEFT for peran in row.sisa}
    return found


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook after somebody has worked in it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column_of(sheet: Worksheet, heading: str) -> int:
    """The column with this heading; *Belum terpetakan* is written where there is none yet."""
    for row in sheet.iter_rows(max_row=20):
        for cell in row:
            if cell.value == heading:
                return int(cell.column)
    raise KeyError(heading)


def row_of(sheet: Worksheet, name: str) -> int:
    """The first row of somebody."""
    return next(row[0].row for row in sheet.iter_rows() for cell in row if str(cell.value or "").split("\n")[0] == name)


def cell_of(book: openpyxl.Workbook, sheet: str, name: str, heading: str) -> openpyxl.cell.Cell:
    """The cell of somebody under a heading."""
    return book[sheet].cell(row_of(book[sheet], name), column_of(book[sheet], heading))


def items(text: object) -> list[str]:
    """The bullets of a cell."""
    return [line.removeprefix("- ") for line in str(text or "").split("\n") if line]


def bullets(texts: Sequence[str]) -> str | None:
    """A cell of these texts; None for an empty one."""
    return "\n".join(f"- {text}" for text in texts) or None


def move(book: openpyxl.Workbook, sheet: str, name: str, text: str, source: str, target: str) -> None:
    """Cut one bullet out of a cell and put it below those of another column in the same row."""
    from_, to = cell_of(book, sheet, name, source), cell_of(book, sheet, name, target)
    from_.value = bullets([item for item in items(from_.value) if item != text])
    to.value = bullets([*items(to.value), text])
