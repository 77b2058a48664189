"""Helps for the person who fills a form in: prompts, drop-downs and colours on the entry cells. It writes no value."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from skpxl.forms.formulas import Cells, Lists, shapes
from skpxl.forms.hidden import name_of_list
from skpxl.forms.live_matriks import berisi, berorang
from skpxl.forms.live_unused import UsedCells
from skpxl.forms.style import Formats
from skpxl.template.blocks import Petunjuk
from skpxl.template.form import Form
from skpxl.template.roles import Roles
from skpxl.template.slots import Kotak, LetakMatriks, Place, Slot
from skpxl.xlsx.address import a1


class Aids:
    """The helps on the sheets of one workbook. `daftar` are its lists by name, `catatan` what to mend by key."""

    def __init__(
        self,
        form: Form,
        formats: Formats,
        sheets: Mapping[str, Worksheet],
        daftar: Lists,
        catatan: Mapping[str, str],
    ) -> None:
        self.form = form
        self.formats = formats
        self.sheets = sheets
        self.daftar = daftar
        self.catatan = catatan
        self.used = UsedCells(form.layout).columns if form.layout.definition.status else {}

    def install(self) -> None:
        """Prompts, drop-downs and colours, one rule per column and section, on the entry cells alone."""
        groups: dict[tuple[object, ...], list[Slot]] = {}
        for slot in self.form.layout.entri:
            column = tuple(part for part in slot.path if not isinstance(part, int))
            groups.setdefault((slot.sheet, column, slot.daftar, self._petunjuk(slot)), []).append(slot)
        for slots in groups.values():
            self._add_validation(slots)
            if slots[0].daftar in self.daftar and slots[0].bebas:
                self._mark_outside_list(slots)
        wants: dict[tuple[str, str, str], list[Place]] = {}
        for want in self.form.layout.wants:
            wants.setdefault((want.kind, want.words, want.places[0].slot.daftar), []).extend(want.places)
        for (kind, _, name), places in wants.items():
            if kind == "filled" or (kind == "listed" and name in self.daftar):
                self._mark(places, outside=kind == "listed")
        for letak in self.form.layout.matriks:
            self._mark_without_peran(letak)

    def _petunjuk(self, slot: Slot) -> Petunjuk:
        """The prompt of a cell: in a copy for correction, of a wrong cell, what is to be mended."""
        if (catatan := self.catatan.get(slot.key)) is None:
            return slot.petunjuk
        return Petunjuk(judul="Perbaiki", teks=shorten(catatan, 255), galat=slot.petunjuk.galat)

    def _add_validation(self, slots: list[Slot]) -> None:
        slot = slots[0]
        petunjuk = self._petunjuk(slot)
        rule: dict[str, object] = {"validate": "any"}
        if slot.daftar in self.daftar:
            rule = {
                "validate": "list",
                "source": f"={name_of_list(slot.daftar)}",
                "error_type": "warning" if slot.bebas else "stop",
                "error_title": petunjuk.judul or "Pilih dari daftar",
                "error_message": petunjuk.galat or "Pilih salah satu dari daftar.",
                "show_error": not slot.saran,
            }
        if petunjuk.teks:
            rule |= {"input_title": petunjuk.judul, "input_message": petunjuk.teks}
        elif rule["validate"] == "any":
            return
        first, *rest = join_cells([other.kotak for other in slots])
        if rest:
            rule["other_cells"] = [sudut(box) for box in rest]
        self.sheets[slot.sheet].data_validation(*sudut(first), rule)

    def conditional(self, sheet: str, slots: list[Kotak], formula: str, tanda: str) -> None:
        """Colour cells where `formula` (written for the first of them) holds; `tanda` names a colour of gaya.toml."""
        options = {"type": "formula", "criteria": f"={formula}", "format": self.formats.tanda(tanda)}
        slots = join_cells(slots)
        if len(slots) > 1:
            options["multi_range"] = " ".join(f"{a1(box.row, box.col)}:{a1(box.row_to, box.col_to)}" for box in slots)
        self.sheets[sheet].conditional_format(*sudut(slots[0]), options)

    def _mark(self, places: list[Place], *, outside: bool) -> None:
        """Colour what is wanting: a choice outside its list, or a blank (of an item without details its first row)."""
        for same in shapes(places, self.used, across_runs=True):
            cells, place = Cells(same, self.daftar, self.used, single=True), same[0]
            rule = f"({cells.outside(place.slot) if outside else cells.unmet()})>0"
            for index, slot in enumerate(place.blank):
                if slot.kotak.row == place.slot.kotak.row:
                    marked = [alike.blank[index].kotak for alike in same]
                    self.conditional(slot.sheet, marked, rule, "di_luar_daftar" if outside else "kurang")

    def _mark_outside_list(self, slots: list[Slot]) -> None:
        """Of a list that need not be kept to any value outside it is coloured, too. SUMPRODUCT has no 255-character limit."""
        cell = a1(slots[0].kotak.row, slots[0].kotak.col)
        formula = f"AND(LEN(TRIM({cell}))>0,SUMPRODUCT(--({name_of_list(slots[0].daftar)}=TRIM({cell})))=0)"
        self.conditional(slots[0].sheet, [slot.kotak for slot in slots], formula, "di_luar_daftar")

    def _mark_without_peran(self, letak: LetakMatriks) -> None:
        """Colour the name of whoever has no role (but the pimpinan, who divides them), and columns nobody serves."""
        left, right = letak.kolom[0], letak.kolom[-1]
        pimpinan = Roles(self.form, letak).pimpinan
        people = [row for number, row in enumerate(letak.baris, start=1) if number != pimpinan]
        if people:
            peran = f"{a1(people[0], left, kolom_tetap=True)}:{a1(people[0], right, kolom_tetap=True)}"
            formula = f"AND({berorang(a1(people[0], letak.nama))}>0,{berisi(peran)}=0)"
            self.conditional(
                letak.sheet, [Kotak(row, letak.nama, row, letak.nama) for row in people], formula, "kurang"
            )
        top, bottom = letak.baris[0], letak.baris[-1]
        peran = f"{a1(top, left, baris_tetap=True)}:{a1(bottom, left, baris_tetap=True)}"
        self.conditional(letak.sheet, [Kotak(letak.kepala, left, letak.kepala, right)], f"{berisi(peran)}=0", "kurang")


def sudut(kotak: Kotak) -> tuple[int, int, int, int]:
    """The corners of a rectangle as xlsxwriter counts them: from 0."""
    return kotak.row - 1, kotak.col - 1, kotak.row_to - 1, kotak.col_to - 1


def join_cells(kotak: list[Kotak]) -> list[Kotak]:
    """The same cells as few rectangles, the first one's corner first: a matriks has thousands of cells.

    Columns of single cells are joined downwards, then columns of equal height sideways.
    """
    columns: list[Kotak] = []
    for box in sorted(kotak, key=lambda k: (k.col, k.col_to, k.row)):
        above = columns[-1] if columns else None
        if above and (above.col, above.col_to, above.row_to + 1) == (box.col, box.col_to, box.row):
            columns[-1] = Kotak(above.row, above.col, box.row_to, box.col_to)
        else:
            columns.append(box)
    joined: list[Kotak] = []
    for box in sorted(columns, key=lambda k: (k.row, k.row_to, k.col)):
        left = joined[-1] if joined else None
        if left and (left.row, left.row_to, left.col_to + 1) == (box.row, box.row_to, box.col):
            joined[-1] = Kotak(left.row, left.col, box.row_to, box.col_to)
        else:
            joined.append(box)
    return joined


def shorten(text: str, length: int) -> str:
    """A text of at most `length` characters, with an ellipsis where something was left out."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
