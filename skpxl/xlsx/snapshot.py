"""A workbook as one value: its list of sheets, its names, its properties, its cells, each part read once. No meaning.

What is told of a file afterwards is told from this alone; nothing goes back to the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from skpxl.xlsx.grid import Book, Grid, SheetInfo
from skpxl.xlsx.marks import Mark
from skpxl.xlsx.verdict import Unreadable


@dataclass(frozen=True)
class Snapshot:
    """One workbook, read. `grids` are its sheets by name, or why one could not be read; `scoped_names` hold on one sheet only.

    `leads_outside` names links, queries and connections, `marks` are comments and text boxes.
    """

    sheets: tuple[SheetInfo, ...]
    grids: Mapping[str, Grid | Unreadable]
    defined_names: Mapping[str, str]
    scoped_names: Mapping[str, list[tuple[str, str]]]
    properties: Mapping[str, str]
    leads_outside: tuple[str, ...]
    marks: tuple[Mark, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, SheetInfo]:
        exact = {info.name: info for info in self.sheets}
        return {**{info.name.casefold(): info for info in self.sheets}, **exact}

    def find(self, name: str) -> SheetInfo | None:
        """The entry of a sheet, by exact name, else without regard to case (as Excel does); None where missing."""
        return self._by_name.get(name) or self._by_name.get(name.casefold())

    def grid(self, name: str) -> Grid:
        """The cells of a sheet. Raises KeyError where there is none that was read, `Unreadable` where it is damaged."""
        info = self.find(name)
        grid = self.grids[info.name if info else name]
        if isinstance(grid, Unreadable):
            raise grid
        return grid

    def visible(self) -> Iterator[SheetInfo]:
        """The sheets that are to be seen, in order."""
        return (info for info in self.sheets if info.state == "visible")


def take_snapshot(book: Book, passed_over: Set[str] = frozenset()) -> Snapshot:
    """Read a workbook whole, but for the sheets of these names. Raises `Unreadable` where what is around them is damaged."""
    return Snapshot(
        sheets=tuple(book.sheets),
        grids=dict(_read(book, (info.name for info in book.sheets if info.name not in passed_over))),
        defined_names=book.defined_names,
        scoped_names=book.scoped_names,
        properties=book.properties,
        leads_outside=book.leads_outside,
        marks=book.marks,
    )


def _read(book: Book, names: Iterable[str]) -> Iterator[tuple[str, Grid | Unreadable]]:
    for name in names:
        try:
            yield name, book.sheet(name)
        except Unreadable as verdict:
            yield name, verdict
