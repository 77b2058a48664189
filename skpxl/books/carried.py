"""Writing again what people have put into the workbook before: notes at their new places, and sheets of their own."""

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from skpxl.books.keepsakes import CATATAN, HEADINGS, MARK, AnchoredNote
from skpxl.books.matriks_places import Place, Places
from skpxl.books.tables import BookTable
from skpxl.template.limits import TEKS_SEL_MAKS
from skpxl.xlsx.address import a1, alamat
from skpxl.xlsx.kept import KeptCell, KeptNote, KeptSheet
from skpxl.xlsx.package import Unreadable

_AUTHOR_MAX = 52  # letters; Excel takes no more
_AREA_MAX = 10_000  # cells that one formula fills
_NOTE_MAX = 32_000
_LINE, _LINE_CHARS, _WIDTH = 18, 34, 240  # pixels of a line in a note, letters on it, pixels of the note
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


class PrintedMatriks(NamedTuple):
    """A sheet that has been written, of which unit and whether of its branch, and what stands where on it."""

    sheet: Worksheet
    unit: str
    bercabang: bool
    places: Places


def write_notes(printed: Sequence[PrintedMatriks], notes: Iterable[AnchoredNote]) -> list[KeptNote]:
    """Set the notes at the places of what they are about; those that have none any more come back.

    A note whose own sheet is gone stands on any other that shows the same.
    """
    at: dict[tuple[int, Place], list[KeptNote]] = {}
    homeless = []
    for note, anchor in notes:
        spot = None
        for number, matriks in enumerate(printed) if anchor else ():
            if anchor and (place := matriks.places.find(anchor)):
                own = (matriks.unit, matriks.bercabang) == (anchor.unit, anchor.bercabang)
                # A heading or a person means the sheet on which he was remarked on; a result is one everywhere.
                spot = (number, place) if own else spot or ((number, place) if anchor.results else None)
                if own:
                    break
        if spot:
            at.setdefault(spot, []).append(note)
        else:
            homeless.append(note)
    for (number, (row, col)), here in at.items():
        author, text = _joined(here)
        if ours := printed[number].places.notes.get((row, col)):
            text = f"{text}\n\n{MARK}\n{ours}"
        _write_note(printed[number].sheet, row, col, author, text)
    return homeless


def _joined(notes: Sequence[KeptNote]) -> tuple[str, str]:
    """(author, text) of several notes at one place: what one says already is not said again."""
    texts: list[str] = []
    for note in notes:
        text = note.text if note.author == notes[0].author or not note.author else f"{note.author}: {note.text}"
        if not any(note.text in said for said in texts):
            texts = [said for said in texts if said not in text] + [text]
    return notes[0].author, "\n\n".join(texts)


def _write_note(sheet: Worksheet, row: int, col: int, author: str, text: str) -> None:
    lines = sum(1 + len(line) // _LINE_CHARS for line in text.splitlines())
    options = {
        "author": author[:_AUTHOR_MAX],
        "width": _WIDTH,
        "height": _LINE * min(max(lines + 1, 4), 24),
    }
    # In constant memory XlsxWriter takes no note above the row reached, though notes go into a part of their own.
    frugal, sheet.constant_memory = sheet.constant_memory, False
    sheet.write_comment(row - 1, col - 1, text[:_NOTE_MAX], options)
    sheet.constant_memory = frugal


def notes_table(name: str, notes: Sequence[KeptNote]) -> BookTable:
    """The sheet of notes that have no place in the matrices."""
    rows = [(note.sheet, note.cell, note.author, note.text) for note in notes]
    lines = (f"{CATATAN} dari cetakan sebelumnya yang tidak punya tempat lagi; hapus barisnya bila sudah selesai.",)
    return BookTable(name, [*zip(HEADINGS, (28.0, 10.0, 22.0, 80.0), strict=True)], rows, lines)


def write_sheets(workbook: xlsxwriter.Workbook, sheets: Iterable[KeptSheet]) -> None:
    """Add the sheets as they were, in their order, at the end."""
    looks: dict[str, Format | None] = {}
    for kept in sheets:
        sheet = workbook.add_worksheet(kept.name)
        _Writer(sheet, kept, [_format(workbook, style, looks) for style in kept.styles]).write()


def _format(workbook: xlsxwriter.Workbook, style: Mapping[str, Any], looks: dict[str, Format | None]) -> Format | None:
    key = repr(sorted(style.items()))
    if key not in looks:
        looks[key] = workbook.add_format(dict(style)) if style else None
    return looks[key]


class _Writer:
    """One sheet, row by row, so that it can be written in constant memory, too."""

    def __init__(self, sheet: Worksheet, kept: KeptSheet, formats: Sequence[Format | None]) -> None:
        self.sheet, self.kept, self.formats = sheet, kept, formats

    def write(self) -> None:
        """All of it."""
        kept, sheet = self.kept, self.sheet
        for first, last, pixels, hidden, level in kept.columns:
            sheet.set_column_pixels(first - 1, last - 1, pixels, None, {"hidden": hidden, "level": level})
        # merge_range writes cells out of their order; the list becomes <mergeCells>.
        sheet.merge.extend([top - 1, left - 1, bottom - 1, right - 1] for top, left, bottom, right in kept.merges)
        sizes = {row: (height, hidden, level) for row, height, hidden, level in kept.rows}
        cells: dict[int, list[KeptCell]] = {}
        for cell in kept.cells:
            cells.setdefault(cell.row, []).append(cell)
        for row in sorted(sizes.keys() | cells.keys()):
            if row in sizes:
                height, hidden, level = sizes[row]
                sheet.set_row(row - 1, height or None, None, {"hidden": hidden, "level": level})
            for cell in cells.get(row, ()):
                self._write_cell(cell)
        self._set_up()
        for place, author, text in kept.notes:
            with contextlib.suppress(Unreadable):
                _write_note(sheet, *alamat(place), author, text)

    def _set_up(self) -> None:
        kept, sheet = self.kept, self.sheet
        if any(kept.frozen):
            sheet.freeze_panes(*kept.frozen)
        if kept.tab_colour:
            sheet.set_tab_color(kept.tab_colour)
        if not kept.gridlines:
            sheet.hide_gridlines(2)
        if kept.filtered:
            first, _, last = kept.filtered.partition(":")
            with contextlib.suppress(Unreadable):
                (top, left), (bottom, right) = alamat(first), alamat(last)
                sheet.autofilter(top - 1, left - 1, bottom - 1, right - 1)
        if kept.state == "hidden":
            sheet.hide()
        elif kept.state == "veryHidden":
            sheet.very_hidden()

    def _write_cell(self, cell: KeptCell) -> None:
        row, col, look = cell.row - 1, cell.col - 1, self.formats[cell.style]
        value = _value(cell)
        if cell.formula is not None and self._write_formula(cell, value, look):
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(row, col, value, look)
        elif isinstance(value, float):
            self.sheet.write_number(row, col, value, look)
        elif cell.kind == "galat" and value in _ERRORS:
            # An error is a value that only a formula gives.
            self.sheet.write_formula(row, col, f"={value}", look, value)
        elif value:
            self.sheet.write_string(row, col, value[:TEKS_SEL_MAKS], look)
        else:
            self.sheet.write_blank(row, col, None, look)

    def _write_formula(self, cell: KeptCell, value: str | float | bool, look: Format | None) -> bool:
        row, col = cell.row - 1, cell.col - 1
        # XlsxWriter guards the texts of cells, but not what formulas give.
        value = _CONTROL.sub("", value) if isinstance(value, str) else value
        if not cell.area:
            self.sheet.write_formula(row, col, f"={cell.formula}", look, value)
            return True
        first, _, last = cell.area.partition(":")
        try:
            (top, left), (bottom, right) = alamat(first), alamat(last or first)
        except Unreadable:
            return False
        if a1(cell.row, cell.col) != a1(top, left) or (bottom - top + 1) * (right - left + 1) > _AREA_MAX:
            return False
        self.sheet.write_array_formula(row, col, bottom - 1, right - 1, f"={cell.formula}", look, value)
        return True


def _value(cell: KeptCell) -> str | float | bool:
    if cell.kind == "logika":
        return cell.value == "TRUE"
    if cell.kind == "angka":
        try:
            number = float(cell.value)
        except ValueError:
            return cell.value
        return number if abs(number) < float("inf") else cell.value
    return cell.value
