"""The recap of evaluations as a workbook: figures per unit, chart, people, findings. It only makes the bytes."""

from pathlib import Path

from skpxl.books.recap_book import write_recap_book
from skpxl.books.tables import BookTable, Nilai, link_or_text
from skpxl.consolidate.evaluate import Rekap, RekapUnit
from skpxl.consolidate.monitoring import person_table, recap_year, tpp_table, unit_table, year_heading
from skpxl.consolidate.penilaian import Penilaian
from skpxl.model.fate import PenilaianFate, said
from skpxl.model.nip import tercetak
from skpxl.receive.report import findings_table, link_to
from skpxl.template.library import Library

REKAP, GRAFIK, PEGAWAI, TEMUAN = "Rekap", "Grafik", "Pegawai", "Temuan"
# Where the counts of the predikat begin on the sheet of units, from 0.
KOLOM_PREDIKAT = 10
# More bars than this cannot be read on one page.
UNIT_TERGAMBAR_MAKS = 40


def recap_workbook(rekap: Rekap, library: Library, target: Path, *, instansi: str = "", kertas: str = "A4") -> bytes:
    """The workbook; `target` is where it will stand (links are relative to it)."""
    heading = (
        " · ".join(filter(None, ["REKAP EVALUASI KINERJA PEGAWAI", rekap.period])),
        *filter(None, [instansi]),
    )
    findings = [*rekap.findings, *(finding for file in rekap.files for finding in file.findings)]
    of_units, spread = units_table(rekap, library, heading), spread_table(rekap, library, heading)
    year = recap_year(rekap.files, rekap.measure, rekap.asked)
    over = year_heading(year, instansi)
    behind = [
        people_table(rekap, target.parent),
        unit_table(year, rekap.measure.organisasi, library, over),
        person_table(year, over),
        *filter(
            None,
            [
                tpp_table(
                    rekap, library.aturan.tpp, ("REKAP PREDIKAT UNTUK TPP", rekap.period, *filter(None, [instansi]))
                )
            ],
        ),
        findings_table(findings, library, target.parent, TEMUAN),
    ]
    drawn = len(rekap.units) if 1 < len(rekap.units) <= UNIT_TERGAMBAR_MAKS else 0
    return write_recap_book(
        of_units, spread, behind, library.gaya, predikat=len(library.aturan.pola.predikat), units=drawn,
        predikat_col=KOLOM_PREDIKAT, kertas=kertas,
    )  # fmt: skip


def units_table(rekap: Rekap, library: Library, heading: tuple[str, ...]) -> BookTable:
    """A row per unit and one for everybody: people, capaian, and each predikat as a count and a share of those evaluated."""
    pola = library.aturan.pola
    columns = [
        ("Unit", 44.0), ("Kode", 14.0), ("Orang", 9.0), ("Dinilai", 9.0), ("Belum lengkap", 9.0),
        ("Belum dapat dipakai", 9.0), ("Belum masuk", 9.0), ("Tidak bertugas", 9.0), ("Lowong", 9.0),
        ("Capaian kinerja organisasi", 22.0), *((predikat, 11.0) for predikat in pola.predikat),
        *((f"% {predikat}", 11.0) for predikat in pola.predikat),
    ]  # fmt: skip
    units = rekap.units if len(rekap.units) == 1 else (*rekap.units, rekap.everything)
    return BookTable(REKAP, columns, [_unit_row(unit) for unit in units], heading)


def _unit_row(unit: RekapUnit) -> list[Nilai]:
    people = unit.people
    spread = unit.distribusi
    return [
        unit.nama,
        unit.kode,
        people.total,
        *people.counts.values(),
        unit.capaian or "-",
        *spread.counts.values(),
        *(round(float(spread.percent(predikat)), 1) for predikat in spread.counts),
    ]


def spread_table(rekap: Rekap, library: Library, heading: tuple[str, ...]) -> BookTable:
    """The predikat of everybody from worst to best as the curve draws them: people, share, what the pola draws."""
    pola, everybody = library.aturan.pola, rekap.everything
    curve = pola.kurva.get(everybody.capaian, {})
    rows: list[list[Nilai]] = [
        [
            predikat,
            everybody.distribusi.counts[predikat],
            round(float(everybody.distribusi.percent(predikat)), 1),
            float(curve[predikat]) if curve else "",
        ]
        for predikat in pola.predikat[::-1]
    ]
    reference = f"Pola {everybody.capaian} (%)" if curve else "Pola (capaian belum satu)"
    return BookTable(GRAFIK, [("Predikat", 24.0), ("Orang", 12.0), ("%", 12.0), (reference, 26.0)], rows, heading)


def people_table(rekap: Rekap, folder: Path) -> BookTable:
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
        [_person_row(person, folder) for unit in rekap.units for person in unit.members],
    )


def _person_row(person: Penilaian, folder: Path) -> list[Nilai]:
    evaluasi, file = person.evaluasi, person.file.reading.file if person.file else ""
    name = Path(file).name
    url = link_to(file, "", "", folder)
    return [
        person.unit,
        person.nama,
        tercetak(person.nip),
        person.jabatan,
        evaluasi.rating_hasil_kerja if evaluasi else "",
        evaluasi.rating_perilaku if evaluasi else "",
        person.predikat,
        _state(person),
        link_or_text(name, url),
    ]


def _state(person: Penilaian) -> str:
    """How it stands with somebody: of who is evaluated, what became of the file."""
    if person.file and person.fate is PenilaianFate.DINILAI:
        return said(person.file.fate)
    if person.fate is PenilaianFate.BELUM_LENGKAP:
        return f"penilaian {person.fate}"
    return f"ada, tetapi {person.fate}" if person.fate is PenilaianFate.TAK_DIPAKAI else said(person.fate)
