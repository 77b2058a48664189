"""Who is evaluated: every row of the roster with the evaluation of a period that is his, or none. It adds up nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.model.evaluasi import Evaluasi, JenisPeriode, masa_penuh
from skpxl.model.fate import PenilaianFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.penugasan import row_of
from skpxl.model.periode import Periode
from skpxl.model.predikat import predikat
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.library import Library

# The unit of people whose unit the roster does not have.
TANPA_UNIT = "(tanpa unit)"
Periodik = tuple[JenisPeriode, Periode | None]


@dataclass(frozen=True)
class Penilaian:
    """One person in the recap: his fate, and his evaluation with the predikat computed from it, where it is in.

    `number` is the row of the roster (from 1; without a roster, of the evaluation). `unit` is the name of the unit he stands
    in; a vacant post has neither nama nor nip.
    """

    number: int
    unit: str
    nama: str
    nip: str
    jabatan: str
    fate: PenilaianFate
    file: ReceivedFile | None = None
    predikat: str = ""

    @property
    def evaluasi(self) -> Evaluasi | None:
        """What his penilai filled in."""
        return self.file.evaluasi if self.file else None


@dataclass(frozen=True)
class UnitRecap:
    """One unit (name and code) and everybody in it."""

    nama: str
    kode: str
    people: tuple[Penilaian, ...]


def of_period(file: ReceivedFile, period: Periodik) -> bool:
    """True where a file holds an evaluation of this period."""
    return file.evaluasi is not None and period_of(file.evaluasi) == period


def period_of(evaluasi: Evaluasi) -> Periodik:
    """The kind of period and all its days: somebody may have served in some of them only."""
    masa = evaluasi.periode
    return evaluasi.jenis, masa_penuh(evaluasi.jenis, masa) if masa else None


def evaluated_units(
    files: Sequence[ReceivedFile],
    period: Periodik,
    measure: Measure,
    units: Sequence[str],
) -> tuple[list[UnitRecap], list[ReceivedFile]]:
    """(everybody of these units or of all, evaluated or not; the evaluations that count and are nobody's of them).

    Without a roster the files themselves say who there is.
    """
    organisasi, library = measure.organisasi, measure.library
    if organisasi is None:
        return _by_files([file for file in files if file.counted and of_period(file, period)], library), []
    mine = _Evaluations(
        [file for file in files if of_period(file, period)], organisasi, library, _days(period, measure)
    )
    inside = {below.kode for code in units for below in organisasi.cabang(code)}
    numbers = {id(orang): number for number, orang in enumerate(organisasi.pegawai, start=1)}
    found = []
    for unit in organisasi.unit_sekali():
        members = organisasi.anggota(unit.kode)
        if members and (not units or unit.kode in inside):
            people = tuple(mine.penilaian(numbers[id(orang)], unit.nama, orang) for orang in members)
            found.append(UnitRecap(unit.nama, unit.kode, people))
    strangers = [orang for orang in organisasi.pegawai if not organisasi.find_unit(orang.unit_kerja)]
    if strangers and not units:
        people = tuple(mine.penilaian(numbers[id(orang)], orang.unit_kerja, orang) for orang in strangers)
        found.append(UnitRecap(TANPA_UNIT, "", people))
    return found, mine.not_given()


def _days(period: Periodik, measure: Measure) -> Periode | None:
    """The days of a period that the SKPs are for; None where nothing is known of them."""
    days, whole = period[1], measure.periode
    return days.irisan(whole.mulai, whole.selesai) if days and whole else days


class _Evaluations:
    """The evaluations of a period, each given to one row of the roster at most: the one that it was made for."""

    def __init__(
        self, files: Sequence[ReceivedFile], organisasi: Organisasi, library: Library, days: Periode | None
    ) -> None:
        self._library, self._days = library, days
        self._counted: dict[int, list[ReceivedFile]] = {}
        self._refused: set[int] = set()
        self._strangers: list[ReceivedFile] = []
        for file, evaluasi in _evaluations(files):
            row = row_of(organisasi, evaluasi)
            if row is None and file.counted:
                self._strangers.append(file)
            elif row is not None and file.counted:
                self._counted.setdefault(id(row), []).append(file)
            elif row is not None:
                self._refused.add(id(row))

    def not_given(self) -> list[ReceivedFile]:
        """Those that count and that no row has taken."""
        return [*self._strangers, *(file for files in self._counted.values() for file in files)]

    def penilaian(self, number: int, unit: str, orang: Pegawai) -> Penilaian:
        """The next evaluation that was made for this row of the roster, or none."""
        own = self._counted.get(id(orang), [])
        if own:
            return _penilaian_of(number, unit, own.pop(0), orang.nama, orang.nip, orang.jabatan, self._library)
        if id(orang) in self._refused:
            fate = PenilaianFate.TAK_DIPAKAI
        elif orang.kosong:
            fate = PenilaianFate.LOWONG
        elif self._days and orang.masa(self._days) is None:
            fate = PenilaianFate.TIDAK_BERTUGAS
        else:
            fate = PenilaianFate.BELUM_MASUK
        return Penilaian(number, unit, orang.nama, orang.nip, orang.jabatan, fate)


def _by_files(files: Sequence[ReceivedFile], library: Library) -> list[UnitRecap]:
    people: dict[str, list[Penilaian]] = {}
    for number, (file, evaluasi) in enumerate(_evaluations(files), start=1):
        whose = evaluasi.pegawai
        penilaian = _penilaian_of(number, whose.unit_kerja, file, whose.nama, whose.nip, whose.jabatan, library)
        people.setdefault(whose.unit_kerja, []).append(penilaian)
    return [UnitRecap(unit, "", tuple(members)) for unit, members in people.items()]


def _evaluations(files: Sequence[ReceivedFile]) -> Iterator[tuple[ReceivedFile, Evaluasi]]:
    yield from ((file, file.evaluasi) for file in files if file.evaluasi)


def _penilaian_of(
    number: int, unit: str, file: ReceivedFile, name: str, nip: str, jabatan: str, library: Library
) -> Penilaian:
    evaluasi = file.evaluasi
    table = library.aturan.predikat
    value = predikat(evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku, table) if evaluasi else ""
    fate = PenilaianFate.DINILAI if value else PenilaianFate.BELUM_LENGKAP
    return Penilaian(number, unit, name, nip, jabatan, fate, file, value)
