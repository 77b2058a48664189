"""The live counts of a matriks: people without a role, columns nobody serves, roles without a name.

Like `live`, each count comes as a formula and as its value. How many roles a row or a column has is counted once, in helper
cells on the hidden sheet `_status`.
"""

from dataclasses import dataclass

from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live import Hitungan
from skpxl.model.skp import slot_key
from skpxl.model.teks import TANPA_PERAN, ada_peran
from skpxl.template.form import Form
from skpxl.template.slots import LetakMatriks
from skpxl.xlsx.address import a1

# The columns of `_status` beside the counts: a helper per row of people, a helper per column of roles.
_PER_ROW, _PER_COLUMN = 4, 5


@dataclass(frozen=True, slots=True)
class Penolong:
    """A helper cell on `_status`: its place (from 1), its formula and its value."""

    row: int
    col: int
    rumus: str
    nilai: int


def berisi(area: str) -> str:
    """A formula that counts the cells of a range that hold a role: not empty and more than an `x` or a dash."""
    trimmed = f"TRIM({area})"
    excluded = "".join(f'*(LOWER({trimmed})<>"{filler}")' for filler in TANPA_PERAN)
    return f"SUMPRODUCT((LEN({trimmed})>0){excluded})"


def nomor_pimpinan(form: Form, letak: LetakMatriks) -> int:
    """The number of the pimpinan's row, who divides roles and need not have one; 0 where he is not on the sheet."""
    for number in range(1, len(letak.baris) + 1):
        bound = form.terikat.get(slot_key(letak.blok.id, "baris", number, "nama"))
        if bound and bound.id and bound.id == form.stamp.nip:
            return number
    return 0


class HitunganMatriks:
    """The helper cells and counts of one matriks for the answers of a form."""

    def __init__(self, form: Form, letak: LetakMatriks) -> None:
        self.form = form
        self.letak = letak
        self._sheet = letak.sheet.replace("'", "''")
        count = len(letak.baris)
        root = letak.blok.id
        given_roles = {
            (number, index): ada_peran(form.isian.get(slot_key(root, "baris", number, "peran", index), ""))
            for number in range(1, count + 1)
            for index in range(1, len(letak.kolom) + 1)
        }
        self._per_row = [
            sum(given for (n, _), given in given_roles.items() if n == number) for number in range(1, count + 1)
        ]
        self._per_column = [
            sum(given for (_, k), given in given_roles.items() if k == index)
            for index in range(1, len(letak.kolom) + 1)
        ]
        self._with_name, self._with_jabatan = (
            [bool(form.values.get(slot_key(root, "baris", n, what), "").strip()) for n in range(1, count + 1)]
            for what in ("nama", "jabatan")
        )

    def penolong(self) -> list[Penolong]:
        """The helper cells: a count per row of people, then one per column of roles."""
        left, right = self.letak.kolom[0], self.letak.kolom[-1]
        top, bottom = self.letak.baris[0], self.letak.baris[-1]
        helpers = [
            Penolong(number, _PER_ROW, berisi(self._area(row, left, row, right)), count)
            for number, (row, count) in enumerate(zip(self.letak.baris, self._per_row, strict=True), start=1)
        ]
        return helpers + [
            Penolong(index, _PER_COLUMN, berisi(self._area(top, col, bottom, col)), count)
            for index, (col, count) in enumerate(zip(self.letak.kolom, self._per_column, strict=True), start=1)
        ]

    def conditions(self) -> list[Hitungan]:
        """The conditions, in the order in which a person should mend them."""
        letak, blok = self.letak, self.letak.blok
        count = len(letak.baris)
        pimpinan = nomor_pimpinan(self.form, letak)
        unit = letak.luar_dari - 1 if letak.luar_dari else count
        formula = self._without_peran(1, unit)
        if unit < count:
            formula += f"+{self._without_peran(unit + 1, count)}"
        if pimpinan:
            formula += f"-{self._without_peran(pimpinan, pimpinan)}"
        people = [n for n in range(1, count + 1) if n != pimpinan and self._with_name[n - 1]]
        counts = [
            Hitungan(blok.kurang_orang, (formula,), sum(1 for n in people if not self._per_row[n - 1])),
            Hitungan(
                blok.kurang_kolom,
                (f"SUMPRODUCT(--({_status(_PER_COLUMN, 1, len(letak.kolom))}=0))",),
                self._per_column.count(0),
            ),
        ]
        if unit < count:
            # A vacant post, of which only the jabatan is written, may have roles: so the check says, too.
            unnamed = f"(1-{self._named(unit + 1, count)})*(1-{self._named(unit + 1, count, shift=1)})"
            formula = f"SUMPRODUCT(({_status(_PER_ROW, unit + 1, count)}>0)*{unnamed})"
            others = range(unit, count)
            nameless = sum(
                1 for n in others if self._per_row[n] and not self._with_name[n] and not self._with_jabatan[n]
            )
            counts.append(Hitungan(blok.kurang_nama, (formula,), nameless))
        return counts

    def terisi(self) -> tuple[str, int]:
        """A formula that counts the cells with a role, and its value."""
        return f"SUM({_status(_PER_ROW, 1, len(self.letak.baris))})", sum(self._per_row)

    def _area(self, row: int, col: int, row_to: int, col_to: int) -> str:
        return f"'{self._sheet}'!{a1(row, col, mutlak=True)}:{a1(row_to, col_to, mutlak=True)}"

    def _named(self, first: int, last: int, shift: int = 0) -> str:
        """True for every name from number `first` to `last` (`shift` 1: jabatan); their rows must follow each other."""
        top, bottom, col = self.letak.baris[first - 1], self.letak.baris[last - 1], self.letak.nama + shift
        return f"(LEN(TRIM({self._area(top, col, bottom, col)}))>0)"

    def _without_peran(self, first: int, last: int) -> str:
        return f"SUMPRODUCT({self._named(first, last)}*({_status(_PER_ROW, first, last)}=0))"


def _status(col: int, first: int, last: int) -> str:
    """The helper cells of a column of `_status`, by number."""
    return f"'{LEMBAR_STATUS}'!{a1(first, col, mutlak=True)}:{a1(last, col, mutlak=True)}"
