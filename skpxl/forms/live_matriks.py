"""The live counts of a matriks: people without a role, columns nobody serves, roles without a name.

Like `live`, each count comes as a formula and as its value, which is told by `template/roles.py`. How many roles a row or a
column has is counted once, in helper cells on the hidden sheet `_status`.
"""

from dataclasses import dataclass

from skpxl.forms.formulas import without
from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live import Condition
from skpxl.model.pembagian import LOWONG
from skpxl.model.teks import BLANKS, NO_ROLE, NUMBERING
from skpxl.template.form import Form
from skpxl.template.roles import Roles
from skpxl.template.slots import LetakMatriks
from skpxl.xlsx.address import a1

# The columns of `_status` beside the counts: a helper per row of people, a helper per column of roles.
_PER_ROW, _PER_COLUMN = 4, 5


@dataclass(frozen=True, slots=True)
class HelperCell:
    """A helper cell on `_status`: its place (from 1), its formula and its value."""

    row: int
    col: int
    formula: str
    value: int


def berisi(area: str) -> str:
    """A formula that counts the cells of a range that hold a role, as `ada_peran` says."""
    text, rest = (f"LEN(TRIM({without(area, signs)}))" for signs in ((*NO_ROLE, *NUMBERING), NO_ROLE))
    unnumbered = f'ISERROR(FIND(".",{area}))*ISERROR(FIND(")",{area}))'
    return f"SUMPRODUCT((({text}>0)+({rest}>0)*{unnumbered}>0)*1)"


def bernama(area: str) -> str:
    """True for the cells of a range in which something stands."""
    return f"(LEN(TRIM({without(area, BLANKS)}))>0)"


def berorang(area: str) -> str:
    """A number that is not 0 for the cells of a range in which somebody is named: a vacant post is nobody."""
    return f'{bernama(area)}*(LEFT(TRIM({without(area, BLANKS)}),{len(LOWONG)})<>"{LOWONG}")'


class MatriksCounts:
    """The helper cells and counts of one matriks for the answers of a form."""

    def __init__(self, form: Form, letak: LetakMatriks) -> None:
        self.letak = letak
        self.roles = Roles(form, letak)
        self._sheet = letak.sheet.replace("'", "''")

    def helpers(self) -> list[HelperCell]:
        """The helper cells: a count per row of people, then one per column of roles."""
        left, right = self.letak.kolom[0], self.letak.kolom[-1]
        top, bottom = self.letak.baris[0], self.letak.baris[-1]
        rows = [
            HelperCell(number, _PER_ROW, berisi(self._area(row, left, row, right)), self.roles.of_row(number))
            for number, row in enumerate(self.letak.baris, start=1)
        ]
        return rows + [
            HelperCell(number, _PER_COLUMN, berisi(self._area(top, col, bottom, col)), self.roles.of_column(number))
            for number, col in enumerate(self.letak.kolom, start=1)
        ]

    def conditions(self) -> list[Condition]:
        """The conditions, in the order in which a person should mend them."""
        letak, blok, roles = self.letak, self.letak.blok, self.roles
        count, pimpinan = len(letak.baris), roles.pimpinan
        unit = letak.luar_dari - 1 if letak.luar_dari else count
        idle = self._without_peran(1, unit)
        if unit < count:
            idle += f"+{self._without_peran(unit + 1, count)}"
        if pimpinan:
            idle += f"-{self._without_peran(pimpinan, pimpinan)}"
        unserved = f"SUMPRODUCT(--({_status(_PER_COLUMN, 1, len(letak.kolom))}=0))"
        total, _ = self.filled()
        counts = [
            Condition(blok.kurang_semua, (f"({total}=0)*1",), int(not roles.total), without_number=True),
            Condition(blok.kurang_orang, (f"({total}>0)*({idle})",), len(roles.people_without())),
            Condition(blok.kurang_kolom, (f"({total}>0)*{unserved}",), len(roles.columns_without())),
        ]
        if unit < count:
            unnamed = f"(1-{self._named(unit + 1, count)})*(1-{self._named(unit + 1, count, shift=1)})"
            formula = f"SUMPRODUCT(({_status(_PER_ROW, unit + 1, count)}>0)*{unnamed})"
            counts.append(Condition(blok.kurang_nama, (formula,), len(roles.nameless())))
        return counts

    def filled(self) -> tuple[str, int]:
        """A formula that counts the cells with a role, and its value."""
        return f"SUM({_status(_PER_ROW, 1, len(self.letak.baris))})", self.roles.total

    def _area(self, row: int, col: int, row_to: int, col_to: int) -> str:
        return f"'{self._sheet}'!{a1(row, col, mutlak=True)}:{a1(row_to, col_to, mutlak=True)}"

    def _named(self, first: int, last: int, shift: int = 0, *, people: bool = False) -> str:
        """True for every name from number `first` to `last` (`shift` 1: jabatan); their rows must follow each other. With
        `people` vacant posts are none.
        """
        top, bottom, col = self.letak.baris[first - 1], self.letak.baris[last - 1], self.letak.nama + shift
        return (berorang if people else bernama)(self._area(top, col, bottom, col))

    def _without_peran(self, first: int, last: int) -> str:
        return f"SUMPRODUCT({self._named(first, last, people=True)}*({_status(_PER_ROW, first, last)}=0))"


def _status(col: int, first: int, last: int) -> str:
    """The helper cells of a column of `_status`, by number."""
    return f"'{LEMBAR_STATUS}'!{a1(first, col, mutlak=True)}:{a1(last, col, mutlak=True)}"
