"""What is made of the files that count: the Matriks Peran Hasil, and the recap of evaluations. It judges no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from skpxl.api import tables
from skpxl.api.checked import Checked, File, Person, files_of, findings_of, people_table
from skpxl.api.surroundings import Surroundings
from skpxl.api.tables import Row, Table, of_rows
from skpxl.consolidate.evaluate import Rekap, evaluate
from skpxl.consolidate.evaluate_book import recap_workbook
from skpxl.consolidate.merge import Gabungan
from skpxl.consolidate.merge_book import heading_of, merge_workbook, pictures, unit_workbooks
from skpxl.consolidate.merge_tables import figures
from skpxl.consolidate.received import merge_received
from skpxl.errors import SkpxlError
from skpxl.files.output import write_whole
from skpxl.findings import Finding
from skpxl.model.evaluasi import Evaluasi, masa_evaluasi
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.receive.conflicts import settle
from skpxl.receive.validate import bertanda


@dataclass(frozen=True)
class Matrix:
    """The Matriks Peran Hasil of all units asked for, with the people, the findings and the accounts."""

    around: Surroundings
    gabungan: Gabungan

    @cached_property
    def units(self) -> Table[MatriksPeranHasil]:
        """The matrices, in the order of the sheets."""
        levels = {id(matriks): level for level, matrices in self.gabungan.tingkat for matriks in matrices}
        return Table(tables.UNITS, self.gabungan.lembar(), lambda matriks: _unit(levels[id(matriks)], matriks))

    @cached_property
    def coverage(self) -> Table[Row]:
        """Who serves what: for every person of every matriks and each of its products how many results of his there are.

        What stands under no product is counted with an empty `produk_id`.
        """
        rows = ((level, matriks) for level, matrices in self.gabungan.tingkat for matriks in matrices)
        return of_rows(tables.COVERAGE, (row for level, matriks in rows for row in _coverage(level, matriks)))

    @cached_property
    def people(self) -> Table[Person]:
        """Everybody of these units, and how it stands with his SKP."""
        return people_table(self.gabungan.people, self.gabungan.organisasi)

    @cached_property
    def files(self) -> Table[File]:
        """Every file, after copies of one workbook were made one."""
        return files_of(self.gabungan.hasil)

    @cached_property
    def findings(self) -> Table[Finding]:
        """What is to be said of the matrices; of the files themselves, `files` and `Checked.findings` tell."""
        return findings_of(self.files, self.gabungan.findings)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """The accounts of `berkas`, `orang` and `hasil_kerja`, each by fate."""
        accounts = self.gabungan.accounts
        return {
            "berkas": accounts.files.named(),
            "orang": accounts.people.named(),
            "hasil_kerja": accounts.results.named(),
        }

    def save(
        self, path: str | Path, *, per_unit: str | Path | None = None, drawings: bool = False, force: bool = False
    ) -> Path:
        """The workbook of `skpxl merge`; with `drawings` the cascades (.svg) beside it, with `per_unit` a workbook for each
        unit in that folder. Raises SkpxlError where another file stands there and `force` is not given.
        """
        target, library = Path(path), self.around.library
        heading = heading_of(self.gabungan, self.around.instansi or "", self.around.tahun, self.around.kertas)
        workbook = merge_workbook(self.gabungan, library, heading, target, bergambar=drawings)
        write_whole(target, workbook, force=force)
        for beside, data in pictures(self.gabungan, library, target) if drawings else ():
            write_whole(beside, data, force=force)
        if per_unit is not None:
            for beside, data in unit_workbooks(self.gabungan, library, heading, Path(per_unit)):
                write_whole(beside, data, force=force)
        return target

    def __repr__(self) -> str:
        people = self.gabungan.accounts.people
        return f"<Matrix of {len(self.gabungan.lembar())} unit: {people.total} orang = {people.sentence()}>"


def merged(checked: Checked, units: Sequence[str], levels: Sequence[str], agreed: Sequence[Path]) -> Matrix:
    """The matrices of what was checked: see `Checked.merge`."""
    around = checked.around
    copies = partial(settle, measure=around.measure, berkas=checked.decisions, sandi=around.password)
    made = merge_received(checked.hasil, around.measure, copies, agreed=agreed, units=units, levels=levels)
    return Matrix(around, made)


def _unit(level: str, matriks: MatriksPeranHasil) -> Row:
    unit = matriks.unit
    return {"tingkat": level, "kode_unit": unit.kode, "unit_kerja": unit.nama, **figures(matriks)}


def _coverage(level: str, matriks: MatriksPeranHasil) -> Iterator[Row]:
    columns = {produk.id: produk.teks for produk in matriks.kolom}
    for row in matriks.baris:
        roles = {id_: len(row.peran.get(id_, ())) for id_ in columns}
        without = len(row.semua_peran()) - sum(roles.values())
        for id_, many in [*roles.items(), *([("", without)] if without else [])]:
            yield {
                "tingkat": level,
                "kode_unit": matriks.unit.kode,
                "unit_kerja": matriks.unit.nama,
                "nip": row.nip,
                "nama": row.nama,
                "jabatan": row.jabatan,
                "luar": row.luar,
                "masuk": row.masuk,
                "produk_id": id_,
                "produk": columns.get(id_, ""),
                "peran": many,
            }


@dataclass(frozen=True)
class Appraisal:
    """How one person was evaluated; `file` is his evaluation, None where it is not in. `predikat` is computed, not read.

    `fate` is `dinilai`, `belum lengkap`, `belum dapat dipakai`, `belum masuk` or `lowong`.
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
class Appraisals:
    """The evaluations of one period: everybody with the predikat computed from his ratings, and the distribution."""

    around: Surroundings
    rekap: Rekap
    of_copies: tuple[Finding, ...] = ()

    @cached_property
    def people(self) -> Table[Appraisal]:
        """Everybody of the units asked for, evaluated or not."""
        people = (
            Appraisal(
                kode_unit=unit.kode,
                unit_kerja=one.unit,
                nip=one.nip,
                nama=one.nama,
                jabatan=one.jabatan,
                fate=one.fate.value,
                predikat=one.predikat,
                file=File(one.hasil) if one.hasil else None,
            )
            for unit in self.rekap.units
            for one in unit.orang
        )
        return Table(tables.APPRAISALS, people, _appraisal)

    @cached_property
    def findings(self) -> Table[Finding]:
        """What is to be said of copies that collide, of the distribution, and of ratings that do not fit."""
        return findings_of(files_of(self.rekap.hasil), (*self.of_copies, *self.rekap.findings))

    @property
    def period(self) -> str:
        """The period in words."""
        return self.rekap.nama_periode

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many people had which fate (`orang`), and which predikat (`predikat`)."""
        return {"orang": self.rekap.people.named(), "predikat": dict(self.rekap.seluruh.distribusi.hitungan)}

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """The workbook of `skpxl evaluate`."""
        first = next(one.evaluasi for one in self.rekap.hasil if one.evaluasi)
        instansi = bertanda(self.around.instansi or first.instansi, self.rekap.hasil)
        target = Path(path)
        data = recap_workbook(self.rekap, self.around.library, target, instansi=instansi, kertas=self.around.kertas)
        write_whole(target, data, force=force)
        return target


def evaluated(checked: Checked, period: str, units: Sequence[str]) -> Appraisals:
    """The recap of what was checked: see `Checked.evaluate`."""
    around, hasil = checked.around, checked.settled.hasil
    if units and around.measure.organisasi is None:
        raise SkpxlError("Unit hanya diketahui dari daftar pegawai; sebutkan roster.")
    tahun = (
        around.tahun
        or (around.campaign.settings.tahun if around.campaign else 0)
        or max((one.evaluasi.tahun for one in hasil if one.evaluasi), default=0)
    )
    try:
        masa = masa_evaluasi(period, tahun) if period and tahun else None
    except ValueError as fault:
        raise SkpxlError(f"period: {fault}.") from fault
    made = evaluate(hasil, around.library, organisasi=around.measure.organisasi, units=units, masa=masa)
    return Appraisals(around, made, checked.settled.findings)


def _appraisal(one: Appraisal) -> Row:
    evaluasi = one.evaluasi
    return {
        "kode_unit": one.kode_unit,
        "unit_kerja": one.unit_kerja,
        "nip": one.nip,
        "nama": one.nama,
        "jabatan": one.jabatan,
        "nasib": one.fate,
        "capaian_organisasi": evaluasi.capaian_organisasi if evaluasi else "",
        "rating_hasil_kerja": evaluasi.rating_hasil_kerja if evaluasi else "",
        "rating_perilaku": evaluasi.rating_perilaku if evaluasi else "",
        "predikat": one.predikat,
        "berkas": one.file.name if one.file else "",
        "keaslian": one.file.trust if one.file else "",
    }
