"""The recap of evaluations as the API gives it: everybody with his predikat, the accounts, the workbook. It rates nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from skpxl.api import tables
from skpxl.api.checked import Checked
from skpxl.api.file import File, files_of, findings_of
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Row, Table
from skpxl.consolidate.evaluate import Rekap, evaluate
from skpxl.consolidate.evaluate_book import recap_workbook
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.model.evaluasi import Evaluasi, masa_evaluasi
from skpxl.receive.validate import bertanda


@dataclass(frozen=True)
class EvaluatedPerson:
    """How one person was evaluated; `file` is his evaluation, None where it is not in. `predikat` is computed, not read.

    `fate` is `dinilai`, `belum lengkap`, `belum dapat dipakai`, `belum masuk`, `tidak bertugas dalam periode ini` or `lowong`.
    """

    kode_unit: str
    unit_kerja: str
    nip: str
    nama: str
    jabatan: str
    fate: str
    predikat: str
    file: File | None

    @property
    def evaluasi(self) -> Evaluasi | None:
        """What the penilai filled in."""
        return self.file.evaluasi if self.file else None


@dataclass(frozen=True)
class Recap:
    """The evaluations of one period: everybody with the predikat computed from his ratings, and the distribution."""

    around: Surroundings
    rekap: Rekap
    of_copies: tuple[Finding, ...] = ()

    @cached_property
    def people(self) -> Table[EvaluatedPerson]:
        """Everybody of the units asked for, evaluated or not."""
        people = (
            EvaluatedPerson(
                kode_unit=unit.kode,
                unit_kerja=penilaian.unit,
                nip=penilaian.nip,
                nama=penilaian.nama,
                jabatan=penilaian.jabatan,
                fate=penilaian.fate.value,
                predikat=penilaian.predikat,
                file=File(penilaian.file) if penilaian.file else None,
            )
            for unit in self.rekap.units
            for penilaian in unit.members
        )
        return Table(tables.PENILAIAN, people, _row)

    @cached_property
    def findings(self) -> Table[Finding]:
        """What is to be said of copies that collide, of the distribution, and of ratings that do not fit."""
        return findings_of(files_of(self.rekap.files), (*self.of_copies, *self.rekap.findings))

    @property
    def period(self) -> str:
        """The period in words."""
        return self.rekap.period

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many people had which fate (`orang`), and which predikat (`predikat`)."""
        return {"orang": self.rekap.people.named(), "predikat": dict(self.rekap.everything.distribusi.counts)}

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """The workbook of `skpxl evaluate`."""
        first = next(file.evaluasi for file in self.rekap.files if file.evaluasi)
        instansi = bertanda(self.around.instansi or first.instansi, self.rekap.files)
        target = Path(path)
        data = recap_workbook(self.rekap, self.around.library, target, instansi=instansi, kertas=self.around.kertas)
        write_whole(target, data, force=force)
        return target


def evaluated(checked: Checked, period: str, units: Sequence[str]) -> Recap:
    """The recap of what was checked: see `Checked.evaluate`."""
    around, files = checked.around, checked.settled.files
    if units and around.measure.organisasi is None:
        raise SkpxlError("Unit hanya diketahui dari daftar pegawai; sebutkan roster.")
    tahun = (
        around.tahun
        or (around.campaign.settings.tahun if around.campaign else 0)
        or max((file.evaluasi.tahun for file in files if file.evaluasi), default=0)
    )
    try:
        masa = masa_evaluasi(period, tahun) if period and tahun else None
    except ValueError as fault:
        raise SkpxlError(f"period: {fault}.") from fault
    made = evaluate(files, around.measure, units=units, masa=masa)
    return Recap(around, made, checked.settled.findings)


def _row(person: EvaluatedPerson) -> Row:
    evaluasi = person.evaluasi
    return {
        "kode_unit": person.kode_unit,
        "unit_kerja": person.unit_kerja,
        "nip": person.nip,
        "nama": person.nama,
        "jabatan": person.jabatan,
        "nasib": person.fate,
        "capaian_organisasi": evaluasi.capaian_organisasi if evaluasi else "",
        "rating_hasil_kerja": evaluasi.rating_hasil_kerja if evaluasi else "",
        "rating_perilaku": evaluasi.rating_perilaku if evaluasi else "",
        "predikat": person.predikat,
        "berkas": person.file.name if person.file else "",
        "keaslian": person.file.trust if person.file else "",
    }
