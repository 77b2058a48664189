"""The cells of a sheet by their place, kept row by row. A mapping like any other, but a long list takes half the memory."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar

C = TypeVar("C")
Place = tuple[int, int]


class PlacedCells(Mapping[Place, C], Generic[C]):
    """(row, column) -> cell, in the order of rows as they were put in. `rows` has the same by row, then column."""

    __slots__ = ("rows",)

    def __init__(self, placed: Iterable[tuple[Place, C]] = ()) -> None:
        self.rows: dict[int, dict[int, C]] = {}
        for place, cell in placed:
            self[place] = cell

    def __setitem__(self, place: Place, cell: C) -> None:
        self.rows.setdefault(place[0], {})[place[1]] = cell

    def __getitem__(self, place: Place) -> C:
        return self.rows[place[0]][place[1]]

    def __contains__(self, place: object) -> bool:
        row, col = place if isinstance(place, tuple) else (0, 0)
        return col in self.rows.get(row, ())

    def __iter__(self) -> Iterator[Place]:
        return ((row, col) for row, cells in self.rows.items() for col in cells)

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def get(self, place: Place, default: C | None = None) -> C | None:  # type: ignore[override]
        """The cell at a place, else `default`."""
        cells = self.rows.get(place[0])
        return default if cells is None else cells.get(place[1], default)

    def values(self) -> ValuesView[C]:
        """The cells, in the same order."""
        return _Values(self)

    def items(self) -> ItemsView[Place, C]:
        """The cells with their places, in the same order."""
        return _Items(self)

    def take(self) -> dict[int, dict[int, C]]:
        """The rows themselves, sorted by row and column; nothing is left here."""
        rows, self.rows = self.rows, {}
        for row, cells in rows.items():
            if not _is_sorted(cells):
                rows[row] = dict(sorted(cells.items()))
        return rows if _is_sorted(rows) else dict(sorted(rows.items()))


class _Values(ValuesView[C]):
    _mapping: PlacedCells[C]

    def __iter__(self) -> Iterator[C]:
        return (cell for cells in self._mapping.rows.values() for cell in cells.values())


class _Items(ItemsView[Place, C]):
    _mapping: PlacedCells[C]

    def __iter__(self) -> Iterator[tuple[Place, C]]:
        return (((row, col), cell) for row, cells in self._mapping.rows.items() for col, cell in cells.items())


def _is_sorted(numbers: Iterable[int]) -> bool:
    before = 0
    for number in numbers:
        if number < before:
            return False
        before = number
    return True
