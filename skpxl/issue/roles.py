"""What becomes of the roles agreed on when forms are issued: every role of every matriks has one fate. It issues nothing."""

from collections.abc import Iterable, Iterator

from skpxl.kinds.kind import Terbitan
from skpxl.model.fate import Account, ColumnFate, RoleIssueFate, tally
from skpxl.model.kesepakatan import VACANT, Kesepakatan
from skpxl.model.pembagian import PeranSepakat

_WHAT = "peran yang disepakati"


def roles_in_forms(kesepakatan: Kesepakatan, planned: Iterable[Terbitan]) -> Account[RoleIssueFate]:
    """The roles that forms begin with, those of people without a form here, those that nobody is known for."""
    forms = [item.form for item in planned if item.form]
    bound = {bond.id for form in forms for bond in form.ikatan if not bond.key.endswith("_diintervensi")}
    people = {form.terkunci.get("pegawai_nip", "") for form in forms}
    unknown = {id(row) for _, row in kesepakatan.tak_dikenal}

    def fates() -> Iterator[tuple[str, RoleIssueFate]]:
        for whose, role in kesepakatan.owned():
            if role.peran.id in bound:
                fate = RoleIssueFate.DALAM_FORMULIR
            elif not role.baris.nama.strip() and whose not in people:
                fate = RoleIssueFate.LOWONG
            elif id(role.baris) in unknown:
                fate = RoleIssueFate.TANPA_PEMILIK
            else:
                fate = RoleIssueFate.TERTINGGAL if whose in people else RoleIssueFate.TANPA_FORMULIR
            yield _name(role.peran), fate

    return tally(_WHAT, RoleIssueFate, _listed(kesepakatan), fates())


def roles_as_columns(kesepakatan: Kesepakatan, planned: Iterable[Terbitan]) -> Account[ColumnFate]:
    """The roles that head the columns of the matrices issued, and those that nobody divides any further."""
    bound = {bond.id for item in planned if item.form for bond in item.form.ikatan}

    def fates() -> Iterator[tuple[str, ColumnFate]]:
        for whose, role in kesepakatan.owned():
            waiting = ColumnFate.LOWONG if whose.startswith(VACANT) else ColumnFate.TIDAK_DIBAGI
            yield _name(role.peran), ColumnFate.JUDUL if role.peran.id in bound else waiting

    return tally(_WHAT, ColumnFate, _listed(kesepakatan), fates())


def _listed(kesepakatan: Kesepakatan) -> list[str]:
    return [_name(peran) for matriks in kesepakatan.pembagian for row in matriks.baris for peran in row.peran]


def _name(peran: PeranSepakat) -> str:
    return peran.id or peran.teks
