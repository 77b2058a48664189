"""A returned sheet as it is compared: its cells, and what each text in it is known by. It knows no form."""

from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from skpxl.template.imprint import Place, mark
from skpxl.xlsx.grid import Cell
from skpxl.xlsx.snapshot import Snapshot


class Surface:
    """One sheet of a returned workbook. `marks` are those of all cells that show something, by place."""

    def __init__(self, name: str, cells: Mapping[Place, Cell]) -> None:
        self.name = name
        self.cells = cells
        self.marks = {place: known for place, cell in cells.items() if (known := mark(cell.text))}

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """Where each mark stands, in the order of the file."""
        places: dict[str, list[Place]] = {}
        for place, known in self.marks.items():
            places.setdefault(known, []).append(place)
        return places

    def mark(self, place: Place) -> str:
        """The mark of what stands in a cell, empty where nothing does."""
        return self.marks.get(place, "")

    def text(self, place: Place) -> str:
        """The text of a cell as read, empty where there is none."""
        cell = self.cells.get(place)
        return cell.text if cell else ""

    def share_of(self, marks: Iterable[str]) -> float:
        """How many of these different marks stand somewhere on the sheet, from 0 to 1."""
        wanted = set(marks)
        return len(wanted & self.places.keys()) / len(wanted) if wanted else 0.0


class Surfaces:
    """The sheets of a workbook as they are compared, each looked at once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._surfaces: dict[str, Surface] = {}

    def of(self, name: str) -> Surface:
        """The surface of a sheet. Raises KeyError where there is no such sheet, `Unreadable` where it is damaged."""
        if name not in self._surfaces:
            grid = self.snapshot.grid(name)
            self._surfaces[name] = self._surfaces.get(grid.name) or Surface(grid.name, grid.cells)
        return self._surfaces[name]

    @property
    def marks(self) -> Set[str]:
        """The marks of all that stands on any visible sheet."""
        visible = (self.of(info.name) for info in self.snapshot.visible() if info.name in self.snapshot.grids)
        return {known for surface in visible for known in surface.places}
