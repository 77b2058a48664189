"""Typed texts of a returned workbook that have no place on its form. They are carried along, never dropped."""

from bisect import bisect_right

from skpxl.forms.annotate import BARIS_LAIN, LEMBAR_LAIN, LEMBAR_PERBAIKAN
from skpxl.forms.hidden import LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.forms.issued import Issued, IssuedSheet
from skpxl.forms.places import Places
from skpxl.forms.surface import Surface, Surfaces
from skpxl.template.layout import BARIS_STATUS
from skpxl.xlsx.address import a1

# Beyond this many it is another table, not notes beside a form; that more was there is said in the last line.
_MOST = 20_000
Found = list[tuple[str, str]]


def leftovers(surfaces: Surfaces, issued: Issued, places: Places, *, live_line: bool) -> tuple[Found, Found]:
    """(new texts, texts carried from an earlier round) as (`Sheet!A1`, text), outside the cells at `places`.

    What the form prints itself does not count, wherever it stands now; nor do hidden sheets and our list of corrections.
    With `live_line` the first sheet has one, of which a program that drops formulas leaves the last value.
    """
    read = set(places.values())
    background = {LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS}  # Gnumeric shows them
    ours = {name for name, _, _ in read}
    if live_line:
        read.add((issued.sheets[0].name, BARIS_STATUS, 1))
    if not issued.recorded:
        read |= _perhaps_printed(issued, places)
    printed = issued.marks
    new: Found = []
    carried: Found = []
    for info in surfaces.snapshot.sheets:
        if info.name == LEMBAR_LAIN:
            carried += _carried(surfaces.of(info.name))
        elif info.state == "visible" and info.name != LEMBAR_PERBAIKAN and info.name not in background:
            surface = surfaces.of(info.name)
            for (row, col), known in surface.marks.items():
                cell = surface.cells[row, col]
                own = (info.name, row, col) in read or (info.name in ours and cell.formula is not None)
                if not own and known not in printed:
                    new.append((f"{info.name}!{a1(row, col)}", cell.text))
    if len(new) > _MOST:
        new = [*new[:_MOST], ("-", f"… dan {len(new) - _MOST} tulisan lain; lihat berkas yang dikirim")]
    return new, carried


def _perhaps_printed(issued: Issued, places: Places) -> set[tuple[str, int, int]]:
    """Cells in which another wording may have been printed, where it is not known what was: nobody typed it there for sure."""
    return {cell for sheet in issued.sheets for cell in _printed_cells(sheet, places)}


def _printed_cells(sheet: IssuedSheet, places: Places) -> set[tuple[str, int, int]]:
    """Where the printed texts of a sheet stand if they have moved with the slots above them."""
    rows = {slot.kotak.row: places[slot.key] for slot in sheet.slots if slot.key in places}
    known = sorted(rows)
    cells = set()
    for text in sheet.printed if known else ():
        nearest = known[max(0, bisect_right(known, text.row) - 1)]
        name, row, _ = rows[nearest]
        cells.add((name, text.row + row - nearest, text.col))
    return cells


def _carried(surface: Surface) -> Found:
    rows = sorted({row for row, _ in surface.cells if row >= BARIS_LAIN})
    lines = [(surface.text((row, 1)), surface.text((row, 2))) for row in rows]
    return [line for line in lines if line[1]]
