"""Decisions of people on results, as the placing applies them: a chosen product, an order, none. It follows no link."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from skpxl.model.matriks import Peran
from skpxl.model.penempatan import Penempatan, chosen_product
from skpxl.model.unit import Produk
from skpxl.placing.links import unit_in
from skpxl.placing.rantai import Kenaikan
from skpxl.sense.compare import Sense


def decided_place(
    kode: str,
    decision: Penempatan | None,
    columns: Mapping[str, Sequence[Produk]],
    owner: Mapping[str, str],
    sense: Sense,
) -> tuple[str, Kenaikan] | None:
    """The unit and product that somebody has chosen for a result of unit `kode`; None where nobody has, or it is gone.

    `columns` are those of every unit, `owner` is whose a column is by its id. It is looked for in the unit that its id names
    and in the person's own: many units have products of equal text.
    """
    if decision is None or decision.produk is None:
        return None
    if not decision.produk:
        return kode, left_on_purpose()
    for candidate in dict.fromkeys([owner.get(decision.produk) or unit_in(decision.produk, columns) or kode, kode]):
        if produk := chosen_product(decision, columns[candidate], sense):
            return candidate, chosen(produk)
    return None


def decided_column(decisions: Iterable[Penempatan | None], columns: Sequence[Produk], sense: Sense) -> Kenaikan | None:
    """What the first of these decisions that says so chooses among the columns of a branch."""
    for decision in decisions:
        if decision is not None and decision.produk is not None:
            if not decision.produk:
                return left_on_purpose()
            if produk := chosen_product(decision, columns, sense):
                return chosen(produk)
    return None


def left_on_purpose() -> Kenaikan:
    """*Belum terpetakan*, because somebody put it there: no link is missing."""
    return Kenaikan(None)


def reason_of(decision: Penempatan | None) -> str:
    """Why a result that lacks no link has no place, or is not printed by itself."""
    if decision is None:
        return ""
    what = "dikeluarkan dari matriks" if decision.keluar else "dicetak bersama hasil lain" if decision.gabung else ""
    what = what or ("ditaruh di sini" if decision.produk == "" else "")
    return f"{what} oleh {decision.oleh or 'pimpinan'}, {decision.tanggal:%d-%m-%Y}" if what else ""


def chosen(produk: Produk) -> Kenaikan:
    """A product that somebody has chosen: the result hangs on it directly."""
    return Kenaikan(produk, (produk.teks,), produk.id)


def in_decided_order(roles: Sequence[Peran]) -> tuple[Peran, ...]:
    """The roles of one cell: those whose place in it was decided first, then the others as they come."""
    return tuple(sorted(roles, key=lambda peran: (peran.keputusan.urutan if peran.keputusan else 0) or inf))


def is_aside(peran: Peran) -> bool:
    """True for a role that somebody has left out, or printed together with another one."""
    return peran.keputusan is not None and bool(peran.keputusan.keluar or peran.keputusan.gabung)
