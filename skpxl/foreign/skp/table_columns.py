"""The columns of a foreign results table, and why they do not make one that can be read. It looks at no row of values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skpxl.foreign.board import BoardCell
from skpxl.foreign.columns import Columns
from skpxl.foreign.skp.titles import ASPEK, INDIKATOR, PER_ASPEK, RENCANA, TARGET, Title

DETAILS = frozenset({ASPEK, INDIKATOR, TARGET, "perspektif"})
QUANTITATIVE = frozenset({ASPEK, TARGET, *PER_ASPEK})


@dataclass(frozen=True)
class TableColumns(Columns):
    """The columns of a results table; `kepala` are the heading cells by role, `asing` those that are not understood.

    `ganda` are headings of a role that another column has already, `cells` the cells of which the titles are made; `units` the
    units that titles of targets name, by role.
    """

    kepala: Mapping[str, BoardCell]
    asing: tuple[tuple[BoardCell, Title], ...] = ()
    ganda: tuple[tuple[str, BoardCell], ...] = ()
    cells: tuple[BoardCell, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def per_aspek(self) -> tuple[str, ...]:
        """The aspek that have a column of targets of their own."""
        return tuple(role for role in PER_ASPEK if role in self.kepala)

    @property
    def speaks(self) -> frozenset[str]:
        """The roles whose words stand in the heading, understood or not."""
        return frozenset(self.kepala).union(*(title.speaks for _, title in self.asing))

    @property
    def kuantitatif(self) -> bool:
        """True for a table that has, or speaks of, aspek or targets in columns of their own."""
        return bool(self.speaks & QUANTITATIVE)

    def fault(self, *, kuantitatif: bool) -> tuple[str, BoardCell] | None:
        """Why the table cannot be read, and the cell it is about; None where its columns hold together."""
        if self.ganda:
            role, cell = self.ganda[0]
            return f"ada dua kolom {_named(role)}, {_quoted(self.kepala[role])} dan {_quoted(cell)}", cell
        both = [role for role in (ASPEK, TARGET) if role in self.kepala and self.per_aspek]
        if both:
            other = self.kepala[self.per_aspek[0]]
            return (
                f"ada kolom {_named(both[0])} dan kolom target per aspek, {_quoted(self.kepala[both[0]])} dan {_quoted(other)}",
                other,
            )
        needed = [RENCANA, *((TARGET, INDIKATOR) if kuantitatif and not self.per_aspek else ())]
        missing = [role for role in needed if role not in self.kepala]
        if kuantitatif and not missing and self._asing_within() and ASPEK not in self.kepala and not self.per_aspek:
            missing = [ASPEK]
        if not missing:
            return None
        reason = f"kolom {' dan '.join(_named(role) for role in missing)} tidak ditemukan"
        if self.asing:
            reason += f"; yang tidak dimengerti: {', '.join(_quoted(cell) for cell, _ in self.asing[:3])}"
        return reason, self.asing[0][0] if self.asing else min(
            self.kepala.values(), key=lambda cell: (cell.row, cell.col)
        )

    def _asing_within(self) -> bool:
        """True where a column between those of the table is not understood."""
        last = max(cell.col for role, cell in self.kepala.items() if role in {RENCANA, *DETAILS})
        return any(cell.col < last for cell, _ in self.asing)


def _named(role: str) -> str:
    return role.replace("_", " ").upper()


def _quoted(cell: BoardCell) -> str:
    return f"“{' '.join(cell.text.split())}” ({cell.address.rpartition('!')[2]})"
