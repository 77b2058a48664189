"""Who is evaluated: every row of the roster with the evaluation of a period that is his, or none. It adds up nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpxl.model.evaluasi import Evaluasi, JenisPeriode
from skpxl.model.fate import PenilaianFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.periode import Periode
from skpxl.model.predikat import predikat
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
    return file.evaluasi is not None and (file.evaluasi.jenis, file.evaluasi.periode) == period


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
    mine = _Evaluations([file for file in files if of_period(file, period)], library)
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


class _Evaluations:
    """The evaluations of a period, each given to one row of the roster at most."""

    def __init__(self, files: Sequence[ReceivedFile], library: Library) -> None:
        self._library = library
        self._counted: dict[tuple[str, str], list[ReceivedFile]] = {}
        self._refused: set[tuple[str, str]] = set()
        for file, evaluasi in _evaluations(files):
            whose = (evaluasi.pegawai.nip, evaluasi.pejabat_penilai.nip)
            if file.counted:
                self._counted.setdefault(whose, []).append(file)
            else:
                self._refused.add(whose)

    def not_given(self) -> list[ReceivedFile]:
        """Those that count and that no row has taken."""
        return [file for files in self._counted.values() for file in files]

    def penilaian(self, number: int, unit: str, orang: Pegawai) -> Penilaian:
        """The next evaluation of this person by this penilai, or none."""
        whose = (orang.nip, orang.nip_penilai or (orang.penilai_luar.nip if orang.penilai_luar else ""))
        own = self._counted.get(whose, []) if orang.nip else []
        if own:
            return _penilaian_of(number, unit, own.pop(0), orang.nama, orang.nip, orang.jabatan, self._library)
        if orang.nip and whose in self._refused:
            fate = PenilaianFate.TAK_DIPAKAI
        else:
            fate = PenilaianFate.LOWONG if orang.kosong else PenilaianFate.BELUM_MASUK
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
