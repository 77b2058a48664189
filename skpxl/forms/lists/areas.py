"""The cells of an open list that share a drop-down or a colour, joined as they are written. It writes no value."""

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.aids import join_cells, shorten, sudut
from skpxl.forms.hidden import name_of_list
from skpxl.forms.style import Formats
from skpxl.template.blocks import KolomTerbuka
from skpxl.template.slots import Kotak
from skpxl.xlsx.address import a1

_SHORT = 8  # values of a list that a prompt names one by one


class Areas:
    """Cells by what they share, a rectangle growing downwards for each: a list of thousands takes a handful of them."""

    def __init__(self) -> None:
        self._grown: dict[tuple[str, ...], list[Kotak]] = {}

    def add(self, shared: tuple[str, ...], row: int, col: int) -> None:
        """One more cell, below those that were added before it."""
        cells = self._grown.setdefault(shared, [])
        if cells and cells[-1].row_to == row - 1 and cells[-1].col == col:
            cells[-1] = Kotak(cells[-1].row, col, row, col)
        else:
            cells.append(Kotak(row, col, row, col))

    def items(self) -> list[tuple[tuple[str, ...], list[Kotak]]]:
        """What is shared, and the cells that share it."""
        return list(self._grown.items())


def add_validation(
    sheet: Worksheet, cells: list[Kotak], column: KolomTerbuka, name: str, values: tuple[str, ...]
) -> None:
    """The drop-down and the prompt of a column's cells; `name` is their list, empty: none."""
    shown = ", ".join(values) if len(values) < _SHORT else f"{values[0]} sampai {values[-2]}, {values[-1]}"
    prompt, alert = (text.replace("{pilihan}", shown) for text in (column.petunjuk.teks, column.petunjuk.galat))
    rule: dict[str, object] = {"validate": "any"}
    if name:
        rule = {
            "validate": "list",
            "source": f"={name_of_list(name)}",
            "error_type": "warning" if column.bebas or column.saran else "stop",
            "error_title": column.petunjuk.judul or column.judul[:32],
            "error_message": shorten(alert, 224) or "Pilih salah satu dari daftar.",
        }
    if prompt:
        rule |= {"input_title": column.petunjuk.judul or column.judul[:32], "input_message": shorten(prompt, 255)}
    elif not name:
        return
    first, *others = cells
    if others:
        rule["other_cells"] = [sudut(box) for box in others]
    sheet.data_validation(*sudut(first), rule)


def add_colour(sheet: Worksheet, cells: list[Kotak], condition: str, mark: str, formats: Formats) -> None:
    """Colour cells where the condition, written for the first of them, holds. A value outside its list hides the rest."""
    cells = join_cells(cells)
    rule: dict[str, object] = {
        "type": "formula",
        "criteria": f"={condition}",
        "format": formats.tanda(mark),
        "stop_if_true": mark == "di_luar_daftar",
    }
    if len(cells) > 1:
        rule["multi_range"] = " ".join(f"{a1(box.row, box.col)}:{a1(box.row_to, box.col_to)}" for box in cells)
    sheet.conditional_format(*sudut(cells[0]), rule)
