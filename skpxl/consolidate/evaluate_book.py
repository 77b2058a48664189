"""The recap of evaluations as a workbook: figures per unit, chart, people, findings. It only makes the bytes."""

from pathlib import Path

from skpxl.books.recap_book import write_recap_book
from skpxl.books.tables import BookTable, Nilai, Tautan
from skpxl.consolidate.appraisals import Penilaian
from skpxl.consolidate.evaluate import Rekap, RekapUnit
from skpxl.model.fate import AppraisalFate
from skpxl.model.nip import tercetak
from skpxl.receive.report import findings_table, link_to
from skpxl.template.library import Library

REKAP, GRAFIK, PEGAWAI, TEMUAN = "Rekap", "Grafik", "Pegawai", "Temuan"
# Where the counts of the predikat begin on the sheet of units, from 0.
KOLOM_PREDIKAT = 9
# More bars than this cannot be read on one page.
UNIT_TERGAMBAR_MAKS = 40


def recap_workbook(rekap: Rekap, library: Library, tujuan: Path, *, instansi: str = "", kertas: str = "A4") -> bytes:
    """The workbook; `tujuan` is where it will stand (links are relative to it)."""
    kepala = (
        " · ".join(filter(None, ["REKAP EVALUASI KINERJA PEGAWAI", rekap.nama_periode])),
        *filter(None, [instansi]),
    )
    semua = [*rekap.findings, *(f for file in rekap.files for f in file.findings)]
    satuan, sebaran = units_table(rekap, library, kepala), spread_table(rekap, library, kepala)
    belakang = [
        people_table(rekap, tujuan.parent),
        findings_table(semua, library, tujuan.parent, TEMUAN),
    ]
    banyak_unit = len(rekap.units) if 1 < len(rekap.units) <= UNIT_TERGAMBAR_MAKS else 0
    return write_recap_book(
        satuan, sebaran, belakang, library.gaya, predikat=len(library.aturan.pola.predikat), units=banyak_unit,
        predikat_col=KOLOM_PREDIKAT, kertas=kertas,
    )  # fmt: skip


def units_table(rekap: Rekap, library: Library, judul: tuple[str, ...]) -> BookTable:
    """A row per unit and one for everybody: people, capaian, and each predikat as a count and a share of those evaluated."""
    pola = library.aturan.pola
    kolom = [
        ("Unit", 44.0), ("Kode", 14.0), ("Orang", 9.0), ("Dinilai", 9.0), ("Belum lengkap", 9.0),
        ("Belum dapat dipakai", 9.0), ("Belum masuk", 9.0), ("Lowong", 9.0),
        ("Capaian kinerja organisasi", 22.0), *((satu, 11.0) for satu in pola.predikat),
        *((f"% {satu}", 11.0) for satu in pola.predikat),
    ]  # fmt: skip
    units = rekap.units if len(rekap.units) == 1 else (*rekap.units, rekap.seluruh)
    return BookTable(REKAP, kolom, [_baris_unit(unit) for unit in units], judul)


def _baris_unit(unit: RekapUnit) -> list[Nilai]:
    people = unit.people
    spread = unit.distribusi
    return [
        unit.nama,
        unit.kode,
        people.total,
        *people.counts.values(),
        unit.capaian or "-",
        *spread.hitungan.values(),
        *(round(float(spread.persen(nama)), 1) for nama in spread.hitungan),
    ]


def spread_table(rekap: Rekap, library: Library, judul: tuple[str, ...]) -> BookTable:
    """The predikat of everybody from worst to best as the curve draws them: people, share, what the pola draws."""
    pola, semua = library.aturan.pola, rekap.seluruh
    kurva = pola.kurva.get(semua.capaian, {})
    baris: list[list[Nilai]] = [
        [
            nama,
            semua.distribusi.hitungan[nama],
            round(float(semua.distribusi.persen(nama)), 1),
            float(kurva[nama]) if kurva else "",
        ]
        for nama in pola.predikat[::-1]
    ]
    acuan = f"Pola {semua.capaian} (%)" if kurva else "Pola (capaian belum satu)"
    return BookTable(GRAFIK, [("Predikat", 24.0), ("Orang", 12.0), ("%", 12.0), (acuan, 26.0)], baris, judul)


def people_table(rekap: Rekap, dari: Path) -> BookTable:
    """A row per person: his ratings and predikat with a link to the form, or that it is missing."""
    return BookTable(
        PEGAWAI,
        [
            ("Unit", 34.0),
            ("Nama", 30.0),
            ("NIP", 22.0),
            ("Jabatan", 34.0),
            ("Rating Hasil Kerja", 20.0),
            ("Rating Perilaku", 20.0),
            ("Predikat", 18.0),
            ("Keterangan", 26.0),
            ("Berkas", 46.0),
        ],
        [_baris_orang(person, dari) for unit in rekap.units for person in unit.orang],
    )


def _baris_orang(person: Penilaian, dari: Path) -> list[Nilai]:
    isi, berkas = person.evaluasi, person.file.reading.file if person.file else ""
    nama_berkas = Path(berkas).name
    url = link_to(berkas, "", "", dari)
    return [
        person.unit,
        person.nama,
        tercetak(person.nip),
        person.jabatan,
        isi.rating_hasil_kerja if isi else "",
        isi.rating_perilaku if isi else "",
        person.predikat,
        _state(person),
        Tautan(nama_berkas, url) if url and len(url) < 255 else nama_berkas,
    ]


def _state(person: Penilaian) -> str:
    """How it stands with somebody: of who is evaluated, what became of the file."""
    if person.file and person.fate is AppraisalFate.DINILAI:
        return person.file.nasib
    if person.fate is AppraisalFate.BELUM_LENGKAP:
        return f"penilaian {person.fate}"
    return f"ada, tetapi {person.fate}" if person.fate is AppraisalFate.TAK_DIPAKAI else person.fate
