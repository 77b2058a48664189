"""How the sheets of a workbook stood when it was issued: slots, printed texts, locked values. It looks at no returned cell.

Told by the imprint that the workbook carries; where it carries none (an older workbook, a lost record), by the
definition in today's words or in those of before, and then nobody is to be blamed for another wording.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

from skpxl.forms.surface import Surfaces
from skpxl.template.form import Form
from skpxl.template.imprint import Place, Printed, SheetImprint, from_rows, imprint_of, mark, to_rows
from skpxl.template.layout import place
from skpxl.template.slots import Halaman, Kotak, Slot


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """One sheet as issued: its slots in their places then, its printed texts, and the marks of the locked values in it."""

    name: str
    slots: tuple[Slot, ...]
    printed: tuple[Printed, ...]
    values: tuple[tuple[Slot, str], ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """All sheets as issued. `recorded` is False where today's definition stands in for an imprint that is not there."""

    sheets: tuple[IssuedSheet, ...]
    recorded: bool

    @property
    def marks(self) -> frozenset[str]:
        """The marks of all that is printed on any sheet."""
        return frozenset(one.mark for sheet in self.sheets for one in sheet.printed)


def issued(form: Form, surfaces: Surfaces) -> Issued:
    """How the workbook was issued; `surfaces` is what stands in it now.

    A workbook that was filled in by `skpxl fill` after a rewording is printed in today's words and has the signed imprint
    of before: today's definition is taken where more of it stands in the file.
    """
    today = imprint_of(form.layout, form.placeholders)
    if form.imprint == to_rows(today):
        return Issued(_sheets(form, today), recorded=True)
    present = surfaces.marks
    recorded = from_rows(form.imprint, form.layout) if form.imprint else None
    if recorded is None:
        # Without a record nor is it known what its placeholders stood for, nor in which words it was issued.
        definitions = dict.fromkeys((form.definition, form.definition.dahulu))
        layouts = (place(definition, form.stamp.jumlah) for definition in definitions)
        wordings = [imprint_of(layout, form.placeholders, certain=True) for layout in layouts]
        return Issued(_sheets(form, min(wordings, key=lambda one: _missing(one, present))), recorded=False)
    chosen = min((recorded, today), key=lambda wording: _missing(wording, present))
    return Issued(_sheets(form, chosen), recorded=True)


def _missing(imprint: tuple[SheetImprint, ...], present: Set[str]) -> int:
    return sum(one.mark not in present for sheet in imprint for one in sheet.texts if not one.border)


def _sheets(form: Form, imprint: tuple[SheetImprint, ...]) -> tuple[IssuedSheet, ...]:
    return tuple(_sheet(form, page, stood) for page, stood in zip(form.layout.halaman, imprint, strict=True))


def _sheet(form: Form, page: Halaman, stood: SheetImprint) -> IssuedSheet:
    slots = tuple(map(_placed, page.slots, stood.slots))
    values = ((slot, mark(form.terkunci.get(slot.key, ""))) for slot in slots if slot.terkunci and not slot.hitung)
    return IssuedSheet(page.lembar.nama, slots, stood.texts, tuple((slot, known) for slot, known in values if known))


def _placed(slot: Slot, place: Place) -> Slot:
    """The slot where it stood; as large as it is today."""
    now, (row, col) = slot.kotak, place
    if (now.row, now.col) == (row, col):
        return slot
    return replace(slot, kotak=Kotak(row, col, now.row_to + row - now.row, now.col_to + col - now.col))
