"""When a row of an open list is done: the formula in the sheet and the same in Python, from what the definition says."""

from collections.abc import Callable, Mapping, Sequence

from skpxl.forms.hidden import name_of_list
from skpxl.forms.lists.rows import ListRow
from skpxl.template.blocks import KolomTerbuka
from skpxl.template.slots import LetakDaftar

# The address of a column in the row that a formula is for.
Cell = Callable[[str], str]


class Terms:
    """The terms of one list. `lists` are the values of the workbook's lists by name."""

    def __init__(self, letak: LetakDaftar, lists: Mapping[str, Sequence[str]]) -> None:
        self.sama = letak.blok.sama
        self.columns = {placed.key: placed.kolom for placed in letak.kolom}
        self.asked = [(key, column) for key, column in self.columns.items() if column.wajib]
        self.known = {name: {_same(value) for value in values} for name, values in lists.items()}

    def formula(self, row: ListRow, cell: Cell) -> str:
        """A condition that holds where the row is done."""
        if self.sama:
            first, second = map(cell, self.sama)
            return f"AND({first}>0,{first}={second})"
        terms = [self._formula(key, column, row, cell) for key, column in self.asked if self.is_open(key, row)]
        all_of_them = f"AND({','.join(terms)})" if len(terms) > 1 else (terms or ["TRUE"])[0]
        enough = [f'TRIM({cell(key)})="{column.cukup}"' for key, column in self.columns.items() if column.cukup]
        return f"OR({','.join([*enough, all_of_them])})" if enough else all_of_them

    def holds(self, row: ListRow) -> bool:
        """What that condition comes to for the row as it is written."""
        if any(column.cukup and _same(row.text(key)) == _same(column.cukup) for key, column in self.columns.items()):
            return True
        return all(self._holds(key, column, row) for key, column in self.asked if self.is_open(key, row))

    def is_open(self, key: str, row: ListRow) -> bool:
        """True where the cell may be filled in."""
        return row.asks and self.columns[key].isian is True and (row.opened is None or key in row.opened)

    def in_list(self, names: Sequence[str], cell: str) -> str:
        """A condition: what stands in the cell is in one of the lists. An empty cell is not."""
        return "+".join(f"SUMPRODUCT(--({name_of_list(name)}=TRIM({cell})))" for name in names) + ">0"

    def lists_of(self, key: str, row: ListRow) -> list[str]:
        """The lists in which the value of a cell may stand, its drop-down first."""
        column = self.columns[key]
        first = row.lists.get(key, column.daftar)
        return [name for name in (first, column.juga) if name]

    def _formula(self, key: str, column: KolomTerbuka, row: ListRow, cell: Cell) -> str:
        names = self.lists_of(key, row)
        right = self.in_list(names, cell(key)) if names else f"LEN(TRIM({cell(key)}))>0"
        if not column.atau:
            return right
        instead = f"LEN(TRIM({cell(key)}))=0" if self.is_open(column.atau, row) else "FALSE"
        return f"IF(LEN(TRIM({cell(column.atau)}))=0,{right},{instead})"

    def _holds(self, key: str, column: KolomTerbuka, row: ListRow) -> bool:
        text = _same(row.text(key))
        if column.atau and _same(row.text(column.atau)):
            return not text and self.is_open(column.atau, row)
        names = self.lists_of(key, row)
        return any(text in self.known[name] for name in names) if names else bool(text)


def _same(text: str) -> str:
    """A text as `=` and TRIM compare it in a sheet: plain blanks folded, letter case aside."""
    return " ".join(filter(None, text.casefold().split(" ")))
