"""`skpxl evaluate`: the evaluations of a period made into one recap: predikat, counts, shares, pola distribusi."""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.checks.distribusi import check_pola, rating_kepala_beda
from skpxl.consolidate.penilaian import TANPA_UNIT, Penilaian, Periodik, UnitRecap, evaluated_units, of_period
from skpxl.errors import SkpxlError, balance
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.distribusi import Distribusi, count_predikat
from skpxl.model.evaluasi import Evaluasi, JenisPeriode, masa_penuh, period_in_words
from skpxl.model.fate import Account, EvaluationFate, FileFate, PenilaianFate, counted, tally
from skpxl.model.periode import Periode
from skpxl.model.predikat import recognise
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.library import Library

SEMUA = "Seluruhnya"
_ORANG = "orang dalam rekap"


@dataclass(frozen=True)
class RekapUnit:
    """One unit (or all of them): its people, its capaian where all say the same, how its predikat are distributed."""

    nama: str
    kode: str
    members: tuple[Penilaian, ...]
    capaian: str
    distribusi: Distribusi

    @property
    def people(self) -> Account[PenilaianFate]:
        """How it stands with its people."""
        return counted(_ORANG, PenilaianFate, (person.fate for person in self.members))


@dataclass(frozen=True)
class Rekap:
    """The result: units in roster order and, last, everything; the accounts; findings are worded.

    `received` counts all that was received, `evaluations` those of them that hold an evaluation, of whatever period;
    `measure` and `asked` (units) are what it was made with.
    """

    period: str
    units: tuple[RekapUnit, ...]
    everything: RekapUnit
    files: tuple[ReceivedFile, ...]
    findings: tuple[Finding, ...]
    received: Account[FileFate]
    people: Account[PenilaianFate]
    evaluations: Account[EvaluationFate]
    measure: Measure
    asked: tuple[str, ...] = ()


def evaluate(
    files: Sequence[ReceivedFile],
    measure: Measure,
    *,
    units: Sequence[str] = (),
    masa: tuple[JenisPeriode, Periode] | None = None,
) -> Rekap:
    """The recap of the evaluations of one period (`masa`; without it the only one there is).

    Raises SkpxlError where there is none, and where there are several periods and none was named.
    """
    all_periods = [file.evaluasi for file in files if file.evaluasi and file.counted]
    jenis, periode = masa or _only_period(all_periods)
    if not any(file.counted and of_period(file, (jenis, periode)) for file in files):
        raise SkpxlError(f"Tidak ada evaluasi {period_in_words(jenis, periode)} yang dapat direkap di sini.")
    library, organisasi = measure.library, measure.organisasi
    if organisasi:
        organisasi.ensure_known(units)
    evaluated, outside = evaluated_units(files, (jenis, periode), measure, units)
    of_units = tuple(_recap(unit, library) for unit in evaluated)
    everything = _recap(UnitRecap(SEMUA, "", tuple(person for unit in evaluated for person in unit.people)), library)
    findings = [finding for unit in of_units if unit.nama != TANPA_UNIT for finding in _unit_findings(unit, measure)]
    if len(of_units) > 1 and everything.capaian:
        findings += check_pola(SEMUA, everything.capaian, everything.distribusi, library.aturan.pola)
    people = _count_people(files, (jenis, periode), organisasi, units, of_units)
    balance("predikat dalam rekap", people.count(PenilaianFate.DINILAI), *everything.distribusi.counts.values())
    return Rekap(
        period=period_in_words(jenis, periode),
        units=of_units,
        everything=everything,
        files=tuple(files),
        findings=tuple(worded(findings, library.pesan)),
        received=counted("berkas rekap", FileFate, (file.fate for file in files)),
        people=people,
        evaluations=_count_evaluations(files, (jenis, periode), of_units, outside),
        measure=measure,
        asked=tuple(units),
    )


def _count_people(
    files: Sequence[ReceivedFile],
    period: Periodik,
    organisasi: Organisasi | None,
    units: Sequence[str],
    recapped: Sequence[RekapUnit],
) -> Account[PenilaianFate]:
    """Everybody of the units asked for (without a roster, every evaluation of the period) stands in the recap once."""
    names: dict[int, str] = {}
    if organisasi is None:
        of_this = [file for file in files if file.counted and of_period(file, period)]
        names = {number: file.owner.nama for number, file in enumerate(of_this, start=1)}
    else:
        asked = {below.kode for code in units for below in organisasi.cabang(code)}
        for number, orang in enumerate(organisasi.pegawai, start=1):
            if not units or orang.unit_kerja in asked:
                names[number] = orang.nama or orang.nip or orang.jabatan
    decided = ((person.number, person.fate) for unit in recapped for person in unit.members)
    return tally(_ORANG, PenilaianFate, names, decided, lambda number: names.get(number) or f"baris {number}")


def _count_evaluations(
    files: Sequence[ReceivedFile], period: Periodik, recapped: Sequence[RekapUnit], outside: Sequence[ReceivedFile]
) -> Account[EvaluationFate]:
    """Every file with an evaluation is recapped for one person, or says why not."""
    there = [file for file in files if file.evaluasi]
    taken = [person.file for unit in recapped for person in unit.members if person.file]
    decided = [(file, EvaluationFate.DIREKAP) for file in taken]
    decided += [(file, EvaluationFate.LUAR_UNIT) for file in outside]
    decided += [(file, EvaluationFate.TAK_DIPAKAI) for file in there if not file.counted]
    decided += [(file, EvaluationFate.PERIODE_LAIN) for file in there if file.counted and not of_period(file, period)]
    named = ((file.reading.file, fate) for file, fate in decided)
    return tally("evaluasi dalam rekap", EvaluationFate, (file.reading.file for file in there), named)


def _only_period(evaluations: Sequence[Evaluasi]) -> tuple[JenisPeriode, Periode]:
    there = {
        (evaluasi.jenis, masa_penuh(evaluasi.jenis, days)) for evaluasi in evaluations if (days := evaluasi.periode)
    }
    if not there:
        raise SkpxlError("Tidak ada formulir evaluasi yang dapat direkap di sini; periksa dengan `skpxl validate`.")
    if len(there) > 1:
        names = ", ".join(sorted(period_in_words(jenis, periode) for jenis, periode in there))
        raise SkpxlError(f"Ada evaluasi beberapa periode ({names}); sebut yang mana dengan --period.")
    return there.pop()


def _recap(unit: UnitRecap, library: Library) -> RekapUnit:
    capaian = {
        recognise(person.evaluasi.capaian_organisasi, library.aturan.pola.sebutan_capaian)
        for person in unit.people
        if person.evaluasi
    } - {""}
    return RekapUnit(
        nama=unit.nama,
        kode=unit.kode,
        members=unit.people,
        capaian=capaian.pop() if len(capaian) == 1 else "",
        distribusi=count_predikat([person.predikat for person in unit.people if person.evaluasi], library.aturan.pola),
    )


def _unit_findings(rekap: RekapUnit, measure: Measure) -> list[Finding]:
    """What is to be said of one unit: several capaian, the distribution, the rating of its head."""
    organisasi, rules = measure.organisasi, measure.library.aturan
    findings: list[Finding] = []
    said = {
        sidik(person.evaluasi.capaian_organisasi): person.evaluasi.capaian_organisasi
        for person in rekap.members
        if person.evaluasi and person.evaluasi.capaian_organisasi.strip()
    }
    if len(said) > 1:
        findings.append(temuan("capaian-berbeda", item=rekap.nama, capaian=", ".join(said.values())))
    if rekap.capaian:
        findings += check_pola(rekap.nama, rekap.capaian, rekap.distribusi, rules.pola)
    unit = organisasi.find_unit(rekap.kode) if organisasi else None
    for person in rekap.members:
        if unit and person.nip and person.nip == unit.pimpinan and person.evaluasi and person.file:
            for finding in rating_kepala_beda(
                person.evaluasi.capaian_organisasi,
                person.evaluasi.rating_hasil_kerja,
                rules.kepala,
                rules.predikat,
            ):
                sheet, _, cell = person.file.reading.cells.get("rating_hasil_kerja", "").rpartition("!")
                findings.append(
                    finding.at(item=rekap.nama, who=person.nama, file=person.file.reading.file, sheet=sheet, cell=cell)
                )
    return findings
