"""What a matriks asks of its filler, and which of that given values leave unmet: roles for people, people for columns.

The findings (`checks/pembagian.py`) and the counts of the live line (`forms/live_matriks.py`) are both made from this. It
words nothing.
"""

from functools import cached_property

from skpxl.model.pembagian import is_vacant_name
from skpxl.model.skp import slot_key
from skpxl.model.teks import ada_peran, is_blank
from skpxl.template.form import Form
from skpxl.template.slots import LetakMatriks


class Roles:
    """The roles of one matriks with given values; people and columns go by their number, from 1."""

    def __init__(self, form: Form, letak: LetakMatriks) -> None:
        self.form = form
        self.letak = letak
        self.values = form.values
        self.rows = range(1, len(letak.baris) + 1)
        self.columns = range(1, len(letak.kolom) + 1)
        self._given = {
            (row, column)
            for row in self.rows
            for column in self.columns
            if ada_peran(self.values.get(slot_key(letak.blok.id, "baris", row, "peran", column), ""))
        }

    def key(self, row: int) -> str:
        """Where the name of a person stands."""
        return slot_key(self.letak.blok.id, "baris", row, "nama")

    @cached_property
    def pimpinan(self) -> int:
        """The pimpinan's row, who divides roles and need not have one; 0 where he is not on the sheet."""
        bound = ((row, self.form.bound.get(self.key(row))) for row in self.rows)
        return next(
            (row for row, bound_to in bound if bound_to and bound_to.id and bound_to.id == self.form.stamp.nip), 0
        )

    @property
    def total(self) -> int:
        """How many cells hold a role."""
        return len(self._given)

    def of_row(self, row: int) -> int:
        """How many cells of a person hold a role."""
        return sum(person == row for person, _ in self._given)

    def of_column(self, column: int) -> int:
        """How many cells of a column hold a role."""
        return sum(given == column for _, given in self._given)

    def people_without(self) -> list[int]:
        """Who is named and has no role, but for vacant posts; nobody is missed where there is no role at all."""
        names = {row: self.values.get(self.key(row), "") for row in self.rows if row != self.pimpinan}
        named = [row for row, name in names.items() if not is_blank(name) and not is_vacant_name(name)]
        return [row for row in named if not self.of_row(row)] if self.total else []

    def columns_without(self) -> list[int]:
        """Columns that nobody serves, where there is any role at all."""
        return [column for column in self.columns if not self.of_column(column)] if self.total else []

    def nameless(self) -> list[int]:
        """Spare rows with a role but nobody named. A vacant post, of which only the jabatan is written, may have roles."""
        first = self.letak.luar_dari or len(self.rows) + 1
        return [row for row in self.rows[first - 1 :] if self.of_row(row) and not self._told(row)]

    def _told(self, row: int) -> bool:
        jabatan = slot_key(self.letak.blok.id, "baris", row, "jabatan")
        return not (is_blank(self.values.get(self.key(row), "")) and is_blank(self.values.get(jabatan, "")))
