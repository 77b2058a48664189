"""The accounts of a merge: files, people, results and agreed roles, each held against the list it came from, by name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from skpxl.consolidate.comparison import Comparison, role_fate, to_compare, who
from skpxl.consolidate.people import RosterPerson
from skpxl.model.fate import Account, FileFate, PersonFate, ResultFate, RoleFate, tally
from skpxl.model.kesepakatan import Kesepakatan, PeranPegawai
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.skp import Skp, slot_key
from skpxl.model.unit import Organisasi
from skpxl.receive.validate import ReceivedFile

# A result: whose it is (the row of the roster, 0 for nobody's there), its id, its slot.
ResultId = tuple[int, str, str]
# Every file with an SKP that counts, and the row of the roster that it belongs to, 0 for none.
Owned = Sequence[tuple[int, Skp]]


@dataclass(frozen=True)
class MergeAccounts:
    """What a merge has counted. `roles` and `compared` are there where something was agreed on: the roles of everybody who
    was compared, and his results."""

    files: Account[FileFate]
    people: Account[PersonFate]
    results: Account[ResultFate]
    roles: Account[RoleFate] | None = None
    compared: Account[RoleFate] | None = None


def written(skp: Skp) -> Iterator[tuple[str, str]]:
    """The results of an SKP as (id, slot); a place without a rencana hasil kerja is none."""
    for section, number, hasil in skp.semua_hasil():
        if hasil.rencana_hasil_kerja.strip():
            yield hasil.id or "", slot_key("hasil_kerja", section, number, "rencana_hasil_kerja")


def owned_skps(people: Iterable[RosterPerson], nobodys: Iterable[ReceivedFile]) -> list[tuple[int, Skp]]:
    """Every SKP that counts, with the row of the roster whose it is."""
    files = [(person.number, file) for person in people for file in person.counted]
    files += [(0, file) for file in nobodys if file.counted]
    return [(number, file.skp) for number, file in files if file.skp]


def count_files(
    received: Iterable[ReceivedFile], people: Iterable[RosterPerson], nobodys: Iterable[ReceivedFile]
) -> Account[FileFate]:
    """Every file received is somebody's or nobody's, and has one fate."""
    files = [file for person in people for file in (*person.counted, *person.refused)]
    decided = ((file.reading.file, file.fate) for file in (*files, *nobodys))
    return tally("berkas yang digabung", FileFate, (file.reading.file for file in received), decided)


def count_people(
    organisasi: Organisasi, asked: set[str], matrices: Iterable[MatriksPeranHasil], unitless: Sequence[RosterPerson]
) -> Account[PersonFate]:
    """Everybody of a unit asked for stands in one row of its matriks; `unitless` are those of no unit, where asked for."""
    rows = list(enumerate(organisasi.pegawai, start=1))
    listed = [number for number, orang in rows if orang.unit_kerja in asked]
    if unitless:
        listed += [number for number, orang in rows if not organisasi.find_unit(orang.unit_kerja)]
    decided = [(row.nomor, row.fate) for matriks in matrices for row in matriks.baris if not row.luar]
    decided += [(person.number, person.fate) for person in unitless]
    return tally("orang dalam matriks", PersonFate, listed, decided, _named(organisasi))


def count_results(
    organisasi: Organisasi, owned: Owned, per_unit: Iterable[MatriksPeranHasil], asked: set[str]
) -> Account[ResultFate]:
    """Every result read stands once among the matrices of all units, or its owner has no unit here."""
    decided: list[tuple[ResultId, ResultFate]] = []
    for matriks in per_unit:
        shown = matriks.unit.kode in asked
        decided += [
            (_id(row, peran), fate if shown else ResultFate.UNIT_LAIN) for row, peran, fate in matriks.results()
        ]
    decided += [(id_, ResultFate.LUAR_UNIT) for number, skp in owned if not number for id_ in _ids(number, skp)]
    listed = [id_ for number, skp in owned for id_ in _ids(number, skp)]
    return tally("hasil kerja dalam matriks", ResultFate, listed, decided, _of(organisasi))


def hold_branches(
    organisasi: Organisasi, owned: Owned, by_level: Iterable[tuple[str, Sequence[MatriksPeranHasil]]]
) -> None:
    """A matriks of a branch has a row for everybody in its units, and all results of theirs."""
    of_unit: dict[str, list[int]] = {}
    for number, orang in enumerate(organisasi.pegawai, start=1):
        of_unit.setdefault(orang.unit_kerja, []).append(number)
    of_person: dict[int, list[Skp]] = {}
    for number, skp in owned:
        of_person.setdefault(number, []).append(skp)
    for level, matrices in by_level:
        for branch in matrices:
            if not branch.bercabang:
                continue
            inside = [number for unit in organisasi.cabang(branch.unit.kode) for number in of_unit.get(unit.kode, ())]
            where = f"pada tingkat {level}, {organisasi.sebutan_unit(branch.unit.kode) or branch.unit.nama}"
            rows = ((row.nomor, row.fate) for row in branch.baris)
            tally(f"orang {where}", PersonFate, inside, rows, _named(organisasi))
            listed = [id_ for number in inside for skp in of_person.get(number, ()) for id_ in _ids(number, skp)]
            decided = ((_id(row, peran), fate) for row, peran, fate in branch.results())
            tally(f"hasil kerja {where}", ResultFate, listed, decided, _of(organisasi))


def count_roles(
    kesepakatan: Kesepakatan, matrices: Iterable[MatriksPeranHasil], owned: Owned, compared: Iterable[Comparison]
) -> tuple[Account[RoleFate], Account[RoleFate]]:
    """Every role agreed on with somebody whose SKP is in has one fate, and so has every result that he wrote.

    (the account of the roles, that of the results).
    """
    rows = {who(row): row for matriks in matrices for row in matriks.baris if to_compare(row, kesepakatan)}
    roles = [(person, _role(role)) for person, row in rows.items() for role in kesepakatan.peran(row.nip, row.nama)]
    results = [
        (skp.pegawai.nip or skp.pegawai.nama, id_, key)
        for number, skp in owned
        if number and (skp.pegawai.nip or skp.pegawai.nama) in rows
        for id_, key in written(skp)
    ]
    pairs = [(who(comparison.baris), pair) for comparison in compared for pair in comparison.padanan]
    of_roles = [((person, _role(pair.agreed)), role_fate(pair)) for person, pair in pairs if pair.agreed]
    of_results = [
        ((person, pair.written.id, pair.written.key), role_fate(pair)) for person, pair in pairs if pair.written
    ]
    return (
        tally("peran yang disepakati", RoleFate, roles, of_roles, " ".join),
        tally("rencana hasil kerja yang dibandingkan", RoleFate, results, of_results, " ".join),
    )


def _role(role: PeranPegawai) -> str:
    return role.peran.id or role.peran.teks


def _ids(number: int, skp: Skp) -> Iterator[ResultId]:
    yield from ((number, id_, key) for id_, key in written(skp))


def _id(row: BarisMatriks, peran: Peran) -> ResultId:
    return row.nomor, peran.id, peran.key


def _named(organisasi: Organisasi) -> Callable[[int], str]:
    """Who a row of the roster is, in words."""

    def name(number: int) -> str:
        if not 0 < number <= len(organisasi.pegawai):
            return f"baris {number}"
        orang = organisasi.pegawai[number - 1]
        return orang.nama or orang.nip or orang.jabatan or f"baris {number}"

    return name


def _of(organisasi: Organisasi) -> Callable[[ResultId], str]:
    """Which result of whom, in words."""
    named = _named(organisasi)
    return lambda id_: f"{id_[2]} ({named(id_[0])})"
