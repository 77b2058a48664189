"""What matrices of any kind say, as states to compare: merge workbooks, forms of ours, foreign ones. It compares nothing.

A merge workbook that was corrected by hand says what stands in it now, and not only what was printed.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from skpxl.books.matriks_record import RecordedPerson, RecordedSheet
from skpxl.consolidate.state import PersonState, ResultState, UnitState
from skpxl.errors import SkpxlError
from skpxl.model.fate import PersonFate
from skpxl.model.nama import bare_name
from skpxl.model.pembagian import Pembagian
from skpxl.model.teks import sidik
from skpxl.receive.agreed import read_agreed
from skpxl.receive.handed_back import HandedBack, ResultChange, read_handed_back
from skpxl.receive.validate import Measure
from skpxl.xlsx.package import Tertahan, Unreadable

States = dict[str, UnitState]


def states_of_file(path: Path, measure: Measure) -> States:
    """The units of a matriks workbook, by code (by name where it tells none). Raises SkpxlError for anything else."""
    try:
        if back := read_handed_back(path, measure.library, file=str(path)):
            return _printed(back)
    except Tertahan as verdict:
        raise SkpxlError(verdict.sentence(str(path))) from verdict
    except Unreadable as verdict:
        raise SkpxlError(f"{path} tidak dapat dibuka: {verdict.detail}; periksa berkasnya.") from verdict
    read = read_agreed([path], measure)
    return {code: state for matriks in read.pembagian(read.files) for code, state in [_agreed(matriks)]}


def comparable(before: Mapping[str, UnitState], now: Mapping[str, UnitState]) -> tuple[States, States]:
    """Both with units and people known by the same: by name where one of them does not tell codes or NIP.

    Where each is of one unit only, they are of the same one.
    """
    single = len(before) == len(now) == 1
    by_code = bool(set(before) & set(now))
    by_nip = all(person.nip for units in (before, now) for unit in units.values() for person in unit.people)

    def known(units: Mapping[str, UnitState]) -> States:
        keys = {
            code: next(iter(before)) if single else code if by_code else sidik(unit.nama)
            for code, unit in units.items()
        }
        return {keys[code]: _known_by(unit, keys[code], by_nip=by_nip) for code, unit in units.items()}

    return known(before), known(now)


def _known_by(unit: UnitState, key: str, *, by_nip: bool) -> UnitState:
    """The unit under another key, its people known by their names without titles unless all have a NIP."""
    people = (
        person.model_copy(update={"unit": key} if by_nip else {"unit": key, "nip": bare_name(person.nama)})
        for person in unit.people
    )
    results = (
        result.model_copy(update={"unit": key} if by_nip else {"unit": key, "who": bare_name(result.nama)})
        for result in unit.results
    )
    return unit.model_copy(update={"kode": key, "people": tuple(people), "results": tuple(results)})


# -- a merge workbook -----------------------------------------------------------------------------------------------------


def _printed(back: HandedBack) -> States:
    """What stands in a merge workbook now; the matrices of branches count where it has no others."""
    sheets = [sheet for sheet in back.record.lembar if not sheet.bercabang] or list(back.record.lembar)
    changes: dict[str, list[ResultChange]] = {}
    for change in back.changes:
        changes.setdefault(change.edit.id, []).append(change)
    texts = {column.id: (column.teks, column.unit) for sheet in sheets for column in sheet.kolom}
    states = {sheet.unit: _state(sheet) for sheet in sheets}
    moved: dict[str, list[ResultState]] = {code: [] for code in states}
    for unit in states.values():
        for result in unit.results:
            now = _corrected(result, changes.get(result.id, ()), texts)
            if now is not None:
                moved.setdefault(now.unit, []).append(now)
    return {code: unit.model_copy(update={"results": tuple(moved[code])}) for code, unit in states.items()}


def _state(sheet: RecordedSheet) -> UnitState:
    texts = {column.id: column.teks for column in sheet.kolom}
    results = [
        ResultState(
            who=person.nip or person.nama,
            nama=person.nama,
            id=result.id,
            teks=result.tercetak,
            unit=sheet.unit,
            produk=result.kolom,
            produk_teks=texts.get(result.kolom, ""),
        )
        for person in sheet.orang
        for result in person.hasil
        if not result.sisih
    ]
    people = tuple(_person(sheet, person) for person in sheet.orang if person.nama)
    return UnitState(kode=sheet.unit, nama=sheet.nama_unit, people=people, results=tuple(results))


def _person(sheet: RecordedSheet, person: RecordedPerson) -> PersonState:
    return PersonState(
        nip=person.nip,
        nama=person.nama,
        jabatan=person.jabatan,
        unit=sheet.unit,
        fate=next((fate for fate in PersonFate if fate.value == person.fate), None),
    )


def _corrected(
    result: ResultState, changes: Iterable[ResultChange], texts: Mapping[str, tuple[str, str]]
) -> ResultState | None:
    """The result as it stands after the corrections by hand; None where it was left out or joined with another one."""
    for change in changes:
        edit = change.edit
        if edit.keluar or edit.gabung:
            return None
        if edit.cetak is not None:
            result = result.model_copy(update={"teks": edit.cetak})
        if edit.kolom is not None:
            text, unit = texts.get(edit.kolom[1], ("", ""))
            unit = edit.kolom[0] or unit or result.unit
            result = result.model_copy(update={"produk": edit.kolom[1], "produk_teks": text, "unit": unit})
    return result


# -- matrices as agreed on ------------------------------------------------------------------------------------------------


def _agreed(matriks: Pembagian) -> tuple[str, UnitState]:
    code = matriks.kode or sidik(matriks.unit)
    columns = {column.id: column.teks for column in matriks.kolom}
    people = tuple(
        PersonState(nip=row.nip, nama=row.nama, jabatan=row.jabatan, unit=code) for row in matriks.baris if row.nama
    )
    results = tuple(
        ResultState(
            who=row.nip or row.nama,
            nama=row.nama,
            id=peran.id,
            teks=peran.teks,
            unit=code,
            produk=peran.kolom,
            produk_teks=columns.get(peran.kolom, ""),
        )
        for row, peran in matriks.semua_peran()
        if row.nama
    )
    return code, UnitState(kode=code, nama=matriks.unit, people=people, results=results)
