"""What people left in a returned workbook beside its answers: comments, text boxes, strokes through a text, hidden rows and
sheets. All of it is told, with its words and its place; no answer is changed by it.

What our own copies for correction carry (`forms/annotate.py`) is no mark, until somebody has answered in it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skpxl.findings import Finding, temuan
from skpxl.forms.annotate import (
    LEMBAR_LAIN,
    LEMBAR_PERBAIKAN,
    LEMBAR_SALAH,
    NOTE_AUTHOR,
    NOTE_COLUMN,
    STRUCK,
    STRUCK_COLUMN,
)
from skpxl.forms.hidden import BARIS_CAP, LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.forms.mark_words import few, hidden_places, noted, place, said, stroke, strokes
from skpxl.forms.places import Places, at_slot
from skpxl.forms.surface import Surfaces
from skpxl.model.teks import one_line, rapi
from skpxl.template.form import Form
from skpxl.template.slots import Slot
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.marks import Mark
from skpxl.xlsx.snapshot import Snapshot

OUR_SHEETS = frozenset({LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS, LEMBAR_PERBAIKAN, LEMBAR_LAIN, LEMBAR_SALAH})


@dataclass(frozen=True)
class Marks:
    """What is to be said of them, and their words as texts without a place on the form, as (`Sheet!A1`, text)."""

    findings: tuple[Finding, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def find_marks(surfaces: Surfaces, form: Form, places: Places, others: Collection[str] = ()) -> Marks:
    """The marks in a workbook whose slots are at `places`; `others` are sheets of which all is told elsewhere."""
    snapshot = surfaces.snapshot
    slots = {places[slot.key]: slot for slot in form.layout.slots if slot.key in places}
    words = list(_of_people(snapshot))
    return Marks(
        findings=(
            *_noted(words, slots, places),
            *_struck(snapshot, slots, places),
            *_unanswered(snapshot, slots, places),
            *_unseen(snapshot, slots, others),
        ),
        others=tuple((f"{mark.sheet}!{mark.cell}", said(mark)) for mark in words),
    )


# -- comments and text boxes -------------------------------------------------------------------------------------------


def _of_people(snapshot: Snapshot) -> Iterator[Mark]:
    """Comments and text boxes, without what we had written into them ourselves."""
    if not snapshot.marks:
        return
    notes = _our_notes(snapshot)
    for mark in snapshot.marks:
        text = one_line(mark.text)
        ours = next((note for note in notes if note in text), "")
        if not ours and mark.author == NOTE_AUTHOR and not notes:
            continue  # a copy of before notes were recorded
        rest = text.replace(ours, "", 1).strip() if ours else text
        if rest:
            author = "" if mark.author == NOTE_AUTHOR else one_line(mark.author)
            yield mark._replace(text=rest, author=author)


def _our_notes(snapshot: Snapshot) -> list[str]:
    """What our copy for correction has written into comments, the longest first."""
    grid = snapshot.grids.get(LEMBAR_SALAH)
    if not isinstance(grid, Grid):
        return []
    notes = {one_line(cell.text) for (_, col), cell in grid.cells.items() if col == NOTE_COLUMN}
    return sorted(notes - {""}, key=len, reverse=True)


def _noted(marks: Sequence[Mark], slots: Mapping[tuple[str, int, int], Slot], places: Places) -> Iterator[Finding]:
    """One finding for all comments and text boxes; a single one is shown where it stands."""
    if not marks:
        return
    finding = temuan("komentar-di-berkas", found=marks[0].text, **noted(marks))
    first = marks[0]
    finding = finding.at(sheet=first.sheet, cell=first.cell)
    at = [slot for at, slot in slots.items() if place(at[0], a1(*at[1:])) == f"{first.sheet}!{first.cell}"]
    yield at_slot(finding, at[0], places) if at else finding


# -- strokes -----------------------------------------------------------------------------------------------------------


def _struck(snapshot: Snapshot, slots: Mapping[tuple[str, int, int], Slot], places: Places) -> Iterator[Finding]:
    """One finding for each item of the form in which answers are struck through, one for all that is so elsewhere."""
    items: dict[tuple[str, ...], list[tuple[Slot, Cell]]] = {}
    elsewhere: list[tuple[str, Cell]] = []
    for name, grid in _readable(snapshot):
        for (row, col), cell in grid.cells.items():
            if cell.struck is None:
                continue
            slot = slots.get((name, row, col))
            if slot is None or slot.terkunci:
                elsewhere.append((name, cell))
            else:
                item = (slot.sheet, slot.tempat.partition(", baris")[0])
                items.setdefault((*item, slot.key) if cell.struck[1] else item, []).append((slot, cell))
    for struck in items.values():
        slot, cell = struck[0]
        left = cell.struck[1] if cell.struck else ""
        apa = strokes([cell for _, cell in struck])
        yield at_slot(temuan("isian-dicoret", found=cell.text, suggestion=left, apa=apa), slot, places)
    if elsewhere:
        where = few([place(name, cell.alamat) for name, cell in elsewhere], "sel lain")
        first = elsewhere[0][1]
        finding = temuan("coretan-di-luar", found=first.text, banyak=len(elsewhere), tempat=where, apa=stroke(first))
        yield finding.at(sheet=elsewhere[0][0], cell=first.alamat)


def _unanswered(snapshot: Snapshot, slots: Mapping[tuple[str, int, int], Slot], places: Places) -> Iterator[Finding]:
    """Answers that were struck through when our copy for correction was made, and stand in it unchanged.

    A text of which only a part was struck cannot be meant as it stands; one that was struck as a whole may be, after all.
    """
    wrong = snapshot.grids.get(LEMBAR_SALAH)
    if not isinstance(wrong, Grid):
        return
    by_key = {slot.key: place for place, slot in slots.items()}
    for (row, col), cell in wrong.cells.items():
        key = wrong.text(row, 1)
        if col != STRUCK_COLUMN or not cell.text.startswith(STRUCK) or key not in by_key:
            continue
        name, *at = by_key[key]
        now = snapshot.grid(name).text(at[0], at[1])
        if now and now == wrong.text(row, 2):
            left = cell.text.removeprefix(STRUCK)
            code = "isian-dicoret" if left else "coretan-belum-dijawab"
            apa = f"{a1(at[0], at[1])}, dicoret pada kiriman sebelumnya dan belum diubah"
            yield at_slot(temuan(code, found=now, suggestion=left, apa=apa), slots[by_key[key]], places)


# -- what cannot be seen -----------------------------------------------------------------------------------------------


def _unseen(
    snapshot: Snapshot, slots: Mapping[tuple[str, int, int], Slot], others: Collection[str]
) -> Iterator[Finding]:
    """Answers in hidden rows, columns and sheets of the form, sheet by sheet; hidden sheets that are not ours."""
    ours = {name for name, _, _ in slots}
    for info in snapshot.sheets:
        grid = snapshot.grids.get(info.name)
        if not isinstance(grid, Grid) or info.name in others:
            continue
        if info.name not in ours:
            if info.state != "visible" and grid.cells and not _is_ours(info.name, grid):
                cell = next(iter(grid.cells.values()))
                finding = temuan("lembar-tersembunyi", found=cell.text, banyak=len(grid.cells))
                yield finding.at(sheet=info.name, cell=cell.alamat)
            continue
        whole = info.state != "visible"
        if not (whole or grid.hidden_rows or grid.hidden_cols):
            continue
        hidden = [
            cell
            for (row, col), cell in grid.cells.items()
            if (whole or row in grid.hidden_rows or col in grid.hidden_cols)
            and (slot := slots.get((info.name, row, col))) is not None
            and not slot.terkunci
            and rapi(cell.text)
        ]
        if hidden:
            where = "lembar ini" if whole else hidden_places([(cell.row, cell.col) for cell in hidden], grid)
            finding = temuan("isian-tersembunyi", found=hidden[0].text, banyak=len(hidden), tempat=where)
            yield finding.at(sheet=info.name, cell=hidden[0].alamat)


def _is_ours(name: str, grid: Grid) -> bool:
    """True for the sheets that we hide ourselves; that of the record is known by its first key whatever it is called."""
    return name in OUR_SHEETS or grid.text(1, 1) == BARIS_CAP


def _readable(snapshot: Snapshot) -> Iterator[tuple[str, Grid]]:
    """The sheets that people see or have made."""
    for info in snapshot.sheets:
        grid = snapshot.grids.get(info.name)
        if isinstance(grid, Grid) and info.name not in OUR_SHEETS:
            yield info.name, grid
