"""Which sheets of a stranger's workbook are one person's SKP: the one with the results, and those that go with it.

Colleagues keep several SKPs in one workbook, and Excel copies a sheet into somebody else's form. What stands on another sheet
counts for the person only where it names him, or where nobody else's SKP is in the workbook. It reads no value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.errors import SkpxlError
from skpxl.foreign.board import Board
from skpxl.foreign.people import digits_of
from skpxl.foreign.skp.regions import Region, find_regions, other_title
from skpxl.foreign.skp.titles import EVALUASI
from skpxl.forms.hidden import LEMBAR_CAP, NAMA_CAP
from skpxl.model.teks import rapi
from skpxl.template.labels import Label, fold
from skpxl.xlsx.grid import Book, Grid
from skpxl.xlsx.sources import sheets_of

_CELLS_MAX = 20_000  # non-empty cells; an SKP with everything has a few hundred
_NIP_DIGITS = 14  # digits from which a number is somebody's NIP


@dataclass(frozen=True)
class Candidate:
    """A sheet that may be the SKP: its board, its regions (None where it holds no results), True for an evaluation."""

    board: Board
    region: Region | None
    evaluasi: bool

    def weight(self) -> tuple[bool, int, bool]:
        """What is read first: no evaluation, then the sheet with most blocks; the first of equals."""
        if self.region is None:
            return False, 0, False
        board, top = self.board, self.region.kepala
        people = {name for cell, name in board.find("siapa") if cell.row < top}
        titles = {name for cell in board.between(1, top) for name in board.label.memuat("judul", cell.text)}
        titled = bool(titles & {"skp", "kuantitatif", "kualitatif"})
        read = self.region.kolom is None or self.region.kolom.fault(kuantitatif=False) is None
        return not self.evaluasi, len(people) + titled + bool(self.region.perilaku), read


@dataclass(frozen=True)
class Sheets:
    """The sheets of one file that may be an SKP, and those that somebody named (`asked`, by its name in the file).

    `names` are all there are; `ours` those of an issued form, where the workbook is one.
    """

    candidates: tuple[Candidate, ...]
    names: tuple[str, ...]
    asked: tuple[str, ...] = ()
    ours: frozenset[str] = frozenset()

    def chosen(self) -> Candidate | None:
        """The sheet with the results; None where there is none, or none of those that were named."""
        found = (one for one in self.candidates if one.region and (not self.asked or one.board.name in self.asked))
        return max(found, key=Candidate.weight, default=None)

    def others_of(self, chosen: Candidate) -> list[str]:
        """The other sheets with results of an SKP."""
        others = [one for one in self.candidates if one.region and one is not chosen and not one.evaluasi]
        return [one.board.name for one in others]

    def beside(self, chosen: Candidate) -> list[Board]:
        """The sheets without results that go with the chosen one, those first that name its person.

        Where several were named it is those alone; else, where others have an SKP in this workbook, only what names him.
        """
        boards = [one.board for one in self.candidates if not one.region and not one.evaluasi]
        if len(self.asked) > 1:
            return [board for board in boards if board.name in self.asked]
        own = [board for board in boards if _names(board, chosen.board)]
        return own if self.others_of(chosen) else [*own, *(board for board in boards if board not in own)]


def sheets_in(book: Book | list[Grid], label: Label, wanted: Sequence[str], file: str) -> Sheets:
    """The sheets of a file that are small enough to be a form; of the hidden ones those that are `wanted`, by name.

    Raises SkpxlError for a name that no sheet has, and where two of those named hold results.
    """
    grids = sheets_of(book)
    names = [sheet.name for sheet in book] if isinstance(book, list) else [info.name for info in book.sheets]
    asked = tuple(dict.fromkeys(_find(name, names, [grid.name for grid in grids], file) for name in wanted))
    if not isinstance(book, list):
        shown = {grid.name for grid in grids}
        grids = [*grids, *(book.sheet(name) for name in asked if name not in shown)]
    candidates = []
    for grid in grids:
        if 0 < len(grid.cells) <= _CELLS_MAX:
            board = Board(grid, label)
            region = find_regions(board)
            columns = set(region.kolom.kepala) if region and region.kolom else set()
            evaluasi = bool(columns & EVALUASI) or any(other_title(board, cell) == "evaluasi" for cell in board.cells)
            candidates.append(Candidate(board, region, evaluasi))
    results = [one.board.name for one in candidates if one.region and one.board.name in asked]
    if len(results) > 1:
        raise SkpxlError(
            f"Lembar {' dan '.join(f'“{name}”' for name in results)} di {file} memuat hasil kerja masing-masing; sebut satu "
            "dengan --sheet, satu perintah untuk tiap SKP."
        )
    return Sheets(tuple(candidates), tuple(names), asked, _sheets_of_ours(book))


def _find(name: str, names: list[str], visible: list[str], file: str) -> str:
    """The sheet that is meant. Raises SkpxlError that lists those there are."""
    for known in (str, str.casefold, lambda text: rapi(text).casefold()):
        if found := [other for other in names if known(other) == known(name)]:
            return found[0]
    raise SkpxlError(
        f"Lembar “{name}” tidak ada di {file}; yang ada: {', '.join(visible)}; sebut salah satunya dengan --sheet."
    )


def _sheets_of_ours(book: Book | list[Grid]) -> frozenset[str]:
    """The visible sheets to which the names of an issued form lead; empty where it is none, all where no name tells."""
    if isinstance(book, list) or not (NAMA_CAP in book.defined_names or book.find(LEMBAR_CAP)):
        return frozenset()
    visible = [info.name for info in book.sheets if info.state == "visible"]
    places = [place.rpartition("!")[0].strip("'").replace("''", "'") for place in book.defined_names.values()]
    return frozenset(set(visible) & set(places) or visible)


def _names(board: Board, of: Board) -> bool:
    """True where a sheet names the person whose identity stands on another: by NIP or by name."""
    nip, nama = (of.values.get(("pegawai", field), ("", None))[0] for field in ("nip", "nama"))
    for cell in board.cells:
        for line in cell.lines:
            if nip and digits_of(line, _NIP_DIGITS) == nip or nama and fold(line) == fold(nama):
                return True
    return False
