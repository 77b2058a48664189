"""The year at a glance: every perangkat daerah, unit and person with all periods side by side; and the rekap for TPP.

Predikat are those computed from the ratings. It rates nobody and says nothing of one period that the recap does not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skpxl.books.tables import BookTable, Nilai, Share, SumRow
from skpxl.consolidate.evaluate import Rekap
from skpxl.consolidate.penilaian import Penilaian, UnitRecap, evaluated_units, period_of
from skpxl.model.distribusi import count_predikat
from skpxl.model.evaluasi import JenisPeriode, masa_evaluasi, nama_periode, period_code
from skpxl.model.fate import PenilaianFate, said
from skpxl.model.nip import tercetak
from skpxl.model.periode import Periode
from skpxl.model.tpp import AturanTpp
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.library import Library

PEMANTAUAN, PER_ORANG, TPP = "Pemantauan", "Per Periode", "Rekap TPP"
Period = tuple[JenisPeriode, Periode]
_CODES: Mapping[JenisPeriode, Sequence[str]] = {
    "bulanan": [f"B{number:02d}" for number in range(1, 13)],
    "triwulan": ["TW1", "TW2", "TW3", "TW4"],
    "semester": ["S1", "S2"],
}
_AWAY = (PenilaianFate.LOWONG, PenilaianFate.TIDAK_BERTUGAS)


@dataclass(frozen=True)
class PeriodRecap:
    """One period: its units with everybody in them; `begun` where an evaluation of it has come at all."""

    period: Period
    units: tuple[UnitRecap, ...]
    begun: bool

    @property
    def heading(self) -> str:
        """How the period stands over its columns: `TW1`, `B03`, `AKHIR`."""
        code = period_code(*self.period)
        return "AKHIR" if code == "tahunan" else code


def recap_year(files: Sequence[ReceivedFile], measure: Measure, units: Sequence[str] = ()) -> list[PeriodRecap]:
    """Every period of the year to which evaluations have come, and the others of the same kind; the year itself comes last."""
    there = {period_of(file.evaluasi) for file in files if file.evaluasi and file.counted}
    years = {masa.selesai.year for _, masa in there if masa}
    periods = [
        masa_evaluasi(code, year)
        for year in sorted(years)
        for codes in (
            *(codes for kind, codes in _CODES.items() if any(kind == jenis for jenis, _ in there)),
            ("tahunan",),
        )
        for code in codes
    ]
    return [
        PeriodRecap(period, tuple(evaluated_units(files, period, measure, units)[0]), period in there)
        for period in periods
    ]


def unit_table(
    year: Sequence[PeriodRecap], organisasi: Organisasi | None, library: Library, heading: Sequence[str]
) -> BookTable:
    """A row per unit under a row per perangkat daerah: of every period how many are evaluated, and with which predikat."""
    names = library.aturan.pola.predikat
    columns: list[tuple[str, float]] = [("Perangkat daerah / unit", 44.0), ("Pegawai", 9.0)]
    for recap in year:
        columns += [
            (f"{recap.heading} dinilai", 9.0),
            (f"{recap.heading} %", 7.0),
            (f"{recap.heading} {_key(names)}", 15.0),
        ]
    lines = [*heading, f"{_key(names)}: {', '.join(names)}; - : belum ada evaluasi periode itu"]
    return BookTable(PEMANTAUAN, columns, list(_unit_rows(year, organisasi, library)), lines, outlined=True)


def _key(names: Iterable[str]) -> str:
    """`SB/B/BP/K/SK`: the predikat by their letters."""
    return "/".join("".join(word[0] for word in name.split()) for name in names)


def _unit_rows(
    year: Sequence[PeriodRecap], organisasi: Organisasi | None, library: Library
) -> Iterator[Sequence[Nilai]]:
    offices: dict[str, list[tuple[str, str]]] = {}
    for recap in year:
        for unit in recap.units:
            office = organisasi.perangkat_daerah_unit(unit.kode) if organisasi and unit.kode else ""
            known = offices.setdefault(office, [])
            if (unit.kode, unit.nama) not in known:
                known.append((unit.kode, unit.nama))
    for office, units in offices.items():
        members = [_people(recap, units) for recap in year]
        yield SumRow(_figures(office or "(tanpa perangkat daerah)", year, members, library))
        for one in units:
            yield _figures(f"   {one[1]}", year, [_people(recap, [one]) for recap in year], library)


def _people(recap: PeriodRecap, units: Sequence[tuple[str, str]]) -> list[Penilaian]:
    return [person for unit in recap.units if (unit.kode, unit.nama) in units for person in unit.people]


def _figures(
    name: str, year: Sequence[PeriodRecap], members: Sequence[Sequence[Penilaian]], library: Library
) -> list[Nilai]:
    counted = [[person for person in people if person.fate not in _AWAY] for people in members]
    row: list[Nilai] = [name, max(map(len, counted), default=0)]
    for recap, people in zip(year, counted, strict=True):
        spread = count_predikat((person.predikat for person in people if person.predikat), library.aturan.pola)
        if not recap.begun:
            row += ["-", "", ""]
            continue
        share: Nilai = Share(spread.total / len(people)) if people else ""
        row += [spread.total, share, "/".join(map(str, spread.counts.values())) if spread.total else ""]
    return row


def person_table(year: Sequence[PeriodRecap], heading: Sequence[str]) -> BookTable:
    """A row per row of the roster: his predikat in every period, or why he has none."""
    rows: dict[tuple[int, str, str], list[Nilai]] = {}
    for number, recap in enumerate(year):
        for unit in recap.units:
            for person in unit.people:
                key = (person.number, person.nip, person.nama) if unit.kode else (0, person.nip, person.nama)
                head: list[Nilai] = [unit.nama, person.nama, tercetak(person.nip), person.jabatan]
                cells = rows.setdefault(key, [*head, *([""] * len(year))])
                cells[len(head) + number] = _said(person, begun=recap.begun)
    columns = [("Unit", 30.0), ("Nama", 28.0), ("NIP", 21.0), ("Jabatan", 30.0)]
    columns += [(recap.heading, 15.0) for recap in year]
    return BookTable(PER_ORANG, columns, list(rows.values()), heading)


def _said(person: Penilaian, *, begun: bool) -> str:
    if person.predikat or not begun:
        return person.predikat
    return f"({said(person.fate)})"


def tpp_table(rekap: Rekap, rule: AturanTpp, heading: Sequence[str]) -> BookTable | None:
    """Everybody with his predikat and the percentage of the rule for it; None where the office has no rule.

    Who has no predikat has no percentage: nothing is assumed of anybody.
    """
    if not rule.persen:
        return None
    basis = f"Dasar persentase: {rule.dasar}."
    if not rule.terverifikasi:
        basis += " ANGKA CONTOH: ganti dengan angka instansi di aturan/tpp.toml sebelum dipakai."
    rows: list[list[Nilai]] = []
    for unit in rekap.units:
        for person in unit.members:
            if person.fate is PenilaianFate.LOWONG:
                continue
            percent = rule.of(person.predikat)
            why = "" if person.predikat else said(person.fate)
            if person.predikat and percent is None:
                why = "predikat ini tidak ada dalam aturan/tpp.toml"
            share: Nilai = Share(percent / 100) if percent is not None else ""
            who = (person.nama, tercetak(person.nip), person.jabatan, unit.nama)
            rows.append([len(rows) + 1, *who, person.predikat, share, why])
    columns = [
        ("No.", 6.0), ("Nama", 30.0), ("NIP", 21.0), ("Jabatan", 34.0), ("Unit", 34.0), ("Predikat", 17.0),
        ("Persentase TPP", 12.0), ("Keterangan", 26.0),
    ]  # fmt: skip
    return BookTable(TPP, columns, rows, [*heading, basis])


def year_heading(year: Sequence[PeriodRecap], instansi: str) -> list[str]:
    """What stands over the sheets of a year."""
    years = ", ".join(sorted({str(recap.period[1].selesai.year) for recap in year}))
    last = next((nama_periode(*recap.period) for recap in reversed(year) if recap.begun), "")
    title = f"PEMANTAUAN EVALUASI KINERJA PEGAWAI TAHUN {years}"
    return [*filter(None, (f"{title}, SAMPAI DENGAN {last}" if last else title, instansi))]
