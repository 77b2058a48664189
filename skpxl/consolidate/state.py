"""How a merge found things: people by unit, results by person and product. It compares nothing."""

from collections.abc import Iterable, Sequence

from skpxl.consolidate.people import RosterPerson
from skpxl.model.dasar import Model
from skpxl.model.fate import PersonFate, ResultFate
from skpxl.model.matriks import MatriksPeranHasil


class PersonState(Model):
    """One row of the roster: who, in which unit (by code), and how it stood with his SKP (None: that is not told)."""

    nip: str = ""
    nama: str
    jabatan: str = ""
    unit: str
    fate: PersonFate | None = None

    @property
    def who(self) -> str:
        """What a person is known by, whichever of his rows it is."""
        return self.nip or self.nama


class ResultState(Model):
    """One result: whose, its id and text, the unit whose matriks it stood in, the product (empty: no place).

    Of one that somebody has decided not to print by itself the product says that.
    """

    who: str
    nama: str
    id: str = ""
    teks: str
    unit: str
    produk: str = ""
    produk_teks: str = ""


class UnitState(Model):
    """One unit: its name, the people in it, the results in its matriks; with a `level` the matriks of its whole branch."""

    kode: str
    level: str = ""
    nama: str
    perangkat_daerah: str = ""
    people: tuple[PersonState, ...] = ()
    results: tuple[ResultState, ...] = ()


def states_of(
    matriks: Iterable[MatriksPeranHasil],
    people: Iterable[RosterPerson],
    by_level: Iterable[tuple[str, Sequence[MatriksPeranHasil]]] = (),
) -> dict[str, UnitState]:
    """The state of every unit that has a matriks, by code, in order, then of the branches `by_level`, as `T1 CODE`.

    Vacant posts and people of no unit are nobody's news.
    """
    by_unit: dict[str, list[PersonState]] = {}
    for person in people:
        orang = person.orang
        if orang.nama:
            state = PersonState(
                nip=orang.nip, nama=orang.nama, jabatan=orang.jabatan, unit=orang.unit_kerja, fate=person.fate
            )
            by_unit.setdefault(orang.unit_kerja, []).append(state)
    states = {unit.unit.kode: _state(unit, by_unit.get(unit.unit.kode, [])) for unit in matriks}
    for level, branches in by_level:
        for branch in branches:
            if branch.bercabang:
                states[f"T{level} {branch.unit.kode}"] = _state(branch, []).model_copy(update={"level": level})
    return states


def _state(matriks: MatriksPeranHasil, people: list[PersonState]) -> UnitState:
    columns = {produk.id: produk.teks for produk in matriks.kolom}
    columns |= {fate.name: fate.value for fate in (ResultFate.DIKELUARKAN, ResultFate.DIGABUNG)}
    aside = {id(peran): fate.name for _, peran, fate in matriks.results()}
    results = []
    for row in matriks.baris:
        placed = [(id_, peran) for id_, roles in row.peran.items() for peran in roles]
        placed += [(aside[id(peran)], peran) for peran in row.disisihkan]
        for id_, peran in [*placed, *(("", peran) for peran in row.sisa)]:
            produk = id_ if id_ in columns else ""
            results.append(
                ResultState(
                    who=row.nip or row.nama,
                    nama=row.nama,
                    id=peran.id,
                    teks=peran.teks,
                    unit=matriks.unit.kode,
                    produk=produk,
                    produk_teks=columns.get(produk, ""),
                )
            )
    return UnitState(
        kode=matriks.unit.kode,
        nama=matriks.unit.nama,
        perangkat_daerah=matriks.unit.perangkat_daerah,
        people=tuple(people),
        results=tuple(results),
    )
