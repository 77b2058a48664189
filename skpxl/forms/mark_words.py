"""How marks are said in a sentence: comments, strokes, rows, of many the first. It finds none, and knows no sheet."""

import re
from collections.abc import Iterable, Sequence

from skpxl.model.teks import one_line
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Cell, Grid
from skpxl.xlsx.marks import Mark

NAMED = 5  # of many of a kind in one finding
_ANNOTATED = re.compile(r"— skpxl adopt —.*", re.DOTALL)
_SHORT = 60  # characters of each


def by_people(marks: Iterable[Mark]) -> list[Mark]:
    """The marks without what `skpxl adopt --annotate` has written below a line of its own; none that says nothing else."""
    own = (mark._replace(text=_ANNOTATED.sub("", mark.text).strip()) for mark in marks)
    return [mark for mark in own if mark.text]


def noted(marks: Sequence[Mark]) -> dict[str, str]:
    """The parts of a sentence on comments and text boxes: `apa` they are, and where, by whom and what (`isi`)."""
    kinds = [(kind, sum(mark.kind == kind for mark in marks)) for kind in ("komentar", "kotak teks")]
    shown = [f"{place(mark.sheet, mark.cell)} {said(mark, _SHORT)}" for mark in marks]
    return {
        "apa": " dan ".join(f"{count} {kind}" for kind, count in kinds if count),
        "isi": few(shown, "lagi", "; "),
    }


def said(mark: Mark, most: int = 0) -> str:
    """`Atasan: “Ganti menjadi 45”`, the words cut to so many characters."""
    text = short(mark.text, most) if most else mark.text
    return f"{mark.author}: “{text}”" if mark.author else f"“{text}”"


def stroke(cell: Cell) -> str:
    """`“39” dicoret, yang tidak dicoret “41 perangkat daerah”`."""
    struck, left = cell.struck or ("", "")
    return f"“{short(struck)}” dicoret" + (f", yang tidak dicoret “{short(left)}”" if left else "")


def strokes(cells: Sequence[Cell]) -> str:
    """The same of several cells, each with its address."""
    return few([f"{cell.alamat} {stroke(cell)}" for cell in cells], "sel lain")


def hidden_places(places: Iterable[tuple[int, int]], grid: Grid) -> str:
    """Which hidden rows and columns of a sheet these places (row, column) are in: `baris 20-24 dan kolom F`."""
    by_row, by_col = set(), set()
    for row, col in places:
        if row in grid.hidden_rows:
            by_row.add(row)
        elif col in grid.hidden_cols:
            by_col.add(col)
    parts = [f"baris {spans(sorted(by_row))}"] if by_row else []
    parts += [f"kolom {columns(by_col)}"] if by_col else []
    return " dan ".join(parts)


def columns(numbers: Iterable[int]) -> str:
    """The letters of some columns, in order: `F, H`."""
    return ", ".join(a1(1, number)[:-1] for number in sorted(numbers))


def place(sheet: str, cell: str) -> str:
    """`SKP!F14`, or the sheet alone."""
    return f"{sheet}!{cell}" if cell else sheet


def few(texts: Sequence[str], what: str, between: str = ", ") -> str:
    """The first of some texts, and how many more there are: `A1, A2 dan 3 sel lain`."""
    more = f" dan {len(texts) - NAMED} {what}" if len(texts) > NAMED else ""
    return between.join(texts[:NAMED]) + more


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order as few words: `3, 5-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def short(text: str, most: int = _SHORT) -> str:
    """A text in one line of so many characters."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
