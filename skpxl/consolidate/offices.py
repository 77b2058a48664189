"""A merge by perangkat daerah: which units each has, and what of the merge is its own. It places nothing and makes no sheet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from skpxl.books.keepsakes import NOTHING_KEPT
from skpxl.consolidate.comparison import role_fate
from skpxl.consolidate.merge import Merged
from skpxl.consolidate.merge_accounts import MergeAccounts, count_files, count_people, owned_skps, written
from skpxl.consolidate.own_forms import OwnForm
from skpxl.errors import AccountError
from skpxl.model.fate import Account, PersonFate, ResultFate, RoleFate, counted, tally
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.teks import sidik

UNNAMED = "Tanpa perangkat daerah"
_ELSEWHERE = (ResultFate.UNIT_LAIN, ResultFate.LUAR_UNIT)


@dataclass(frozen=True)
class Office:
    """One perangkat daerah: its name, the codes of its units in a merge, and their matrices."""

    name: str
    codes: tuple[str, ...]
    matrices: tuple[MatriksPeranHasil, ...]


def offices_of(gabungan: Merged) -> list[Office]:
    """The perangkat daerah of a merge in the order of their units. Names that differ as spellings do are one.

    Without a roster nobody says which perangkat daerah there are: all units are of one without a name.
    """
    names: dict[str, str] = {}
    units: dict[str, list[MatriksPeranHasil]] = {}
    for matriks in gabungan.matriks:
        name = gabungan.organisasi.perangkat_daerah_unit(matriks.unit.kode) if gabungan.by_roster else ""
        names.setdefault(sidik(name), name or UNNAMED)
        units.setdefault(sidik(name), []).append(matriks)
    return [
        Office(names[key], tuple(matriks.unit.kode for matriks in matrices), tuple(matrices))
        for key, matrices in units.items()
    ]


def part_of(gabungan: Merged, codes: Collection[str]) -> Merged:
    """What of a merge concerns these units: their matrices, the people in them, their files, and the findings on both.

    A result of theirs that stands in another unit's matriks is counted as that, and so is none of a guest's SKP.
    """
    people = tuple(person for person in gabungan.people if person.orang.unit_kerja in codes)
    files = tuple(file for person in people for file in (*person.counted, *person.refused))
    matrices = tuple(matriks for matriks in gabungan.matriks if matriks.unit.kode in codes)
    compared = tuple(comparison for comparison in gabungan.compared if comparison.unit in codes)
    pairs = [pair for comparison in compared for pair in comparison.padanan]
    roles = counted("peran", RoleFate, (role_fate(pair) for pair in pairs if pair.agreed))
    results = counted("rencana hasil kerja", RoleFate, (role_fate(pair) for pair in pairs if pair.written))
    of_roles = (roles, results) if gabungan.accounts.roles else (None, None)
    return replace(
        gabungan,
        matriks=matrices,
        people=people,
        accounts=MergeAccounts(
            count_files(files, people, ()),
            count_people(gabungan.organisasi, {*codes}, matrices, ()),
            _count_results(gabungan, people_numbers={person.number for person in people}, matrices=matrices),
            *of_roles,
        ),
        files=files,
        findings=tuple(finding for finding in gabungan.findings if finding.unit in codes),
        outside=(),
        by_level=tuple(
            (level, tuple(matriks for matriks in of_level if matriks.unit.kode in codes))
            for level, of_level in gabungan.by_level
        ),
        compared=compared,
        kept=NOTHING_KEPT,
        handed_back=(),
        blocked=tuple(blocked for blocked in gabungan.blocked if blocked.orang.unit_kerja in codes),
        agreed_files=(),
        own_forms=tuple(_own_part(own, codes) for own in gabungan.own_forms),
        doubles=tuple(group for group in gabungan.doubles if group.unit.kode in codes),
        news=gabungan.news.of_units({*codes}) if gabungan.news else None,
    )


def _count_results(
    gabungan: Merged, people_numbers: Collection[int], matrices: Sequence[MatriksPeranHasil]
) -> Account[ResultFate]:
    """The results in these matrices, guests' included, and those of these people that stand elsewhere."""
    shown = {(row.nomor, peran.id, peran.key): fate for matriks in matrices for row, peran, fate in matriks.results()}
    people = [person for person in gabungan.people if person.number in people_numbers]
    own = [(number, id_, key) for number, skp in owned_skps(people, ()) for id_, key in written(skp)]
    elsewhere = [ResultFate.UNIT_LAIN for result in own if result not in shown]
    return counted("hasil kerja", ResultFate, [*shown.values(), *elsewhere])


def _own_part(own: OwnForm, codes: Collection[str]) -> OwnForm:
    people = tuple(person for person in own.people if person.orang.unit_kerja in codes)
    account = counted(own.account.what, PersonFate, (person.fate for person in people))
    return OwnForm(own.form, tuple(person.file for person in people if person.file), people, account)


def hold_parts(gabungan: Merged, parts: Sequence[Merged]) -> None:
    """Added up, the parts are the whole: everybody who has a unit is in one of them, and so is every result of the matrices.

    Raises AccountError where they are not.
    """
    listed = {person.number: person for person in gabungan.people if person.fate is not PersonFate.TANPA_UNIT}
    decided = ((person.number, person.fate) for part in parts for person in part.people)
    tally("orang menurut perangkat daerah", PersonFate, listed, decided, lambda number: f"baris {number}")
    for fate in ResultFate:
        whole, added = (
            gabungan.accounts.results.count(fate),
            sum(part.accounts.results.count(fate) for part in parts),
        )
        if fate not in _ELSEWHERE and whole != added:
            raise AccountError(
                f"Hitungan hasil kerja menurut perangkat daerah tidak cocok: {added} {fate}, seluruhnya {whole}."
            )
