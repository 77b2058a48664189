"""What stands in the cells of the slots, as typed, and what is to be said where that is no plain value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from skpxl.findings import Finding, temuan
from skpxl.forms.cell_text import read_text
from skpxl.forms.issued import Issued
from skpxl.forms.mark_words import few, place
from skpxl.forms.places import Places, at_slot
from skpxl.forms.surface import Surfaces
from skpxl.model.teks import hides_signs, one_line
from skpxl.template.form import Form
from skpxl.template.imprint import mark
from skpxl.template.slots import Slot, isi_tempat
from skpxl.xlsx.address import a1

# Longer ones nobody types for an answer; `Waktu` and numbers are printed, too.
_SHORT_LABEL = 20


@dataclass(frozen=True)
class Values:
    """Entry cells and locked cells as found, by key, and findings on cells that hold no plain value."""

    answers: Mapping[str, str]
    locked: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_values(surfaces: Surfaces, form: Form, issued: Issued, places: Places) -> Values:
    """The values of all slots that have a place."""
    answers: dict[str, str] = {}
    locked: dict[str, str] = {}
    findings: list[Finding] = []
    tidied: list[tuple[Slot, Finding]] = []
    for slot in form.layout.slots:
        if slot.key not in places:
            continue
        name, row, col = places[slot.key]
        cell = surfaces.of(name).cells.get((row, col))
        if cell is None:
            continue
        if slot.hitung:
            # A formula of ours: what it showed is kept, to be held against the value computed again.
            locked[slot.key] = intern(cell.text)
            continue
        text, trouble = read_text(cell, printed=slot.terkunci)
        if not slot.terkunci and _is_printed(text, form, issued):
            text, trouble = "", temuan("isian-tercetak", found=text)
        if trouble is None and not slot.terkunci and hides_signs(text) and one_line(text):
            trouble = temuan("isian-dirapikan", found=text, suggestion=one_line(text))
        if trouble and trouble.code == "isian-dirapikan":
            tidied.append((slot, trouble))
            trouble = None
        # A number in a locked cell is compared with what was issued; that says more.
        if trouble and not (slot.terkunci and cell.kind == "angka"):
            findings.append(at_slot(trouble, slot, places))
        if slot.terkunci:
            locked[slot.key] = intern(text)
        else:
            answers[slot.key] = text
    return Values(answers, locked, (*findings, *_together(tidied, places)))


def _together(tidied: Sequence[tuple[Slot, Finding]], places: Places) -> Iterator[Finding]:
    """One finding for all answers with signs that nobody sees as meant; its place is the first of them."""
    if not tidied:
        return
    cells = [place(name, a1(row, col)) for slot, _ in tidied for name, row, col in [places[slot.key]]]
    slot, first = tidied[0]
    finding = temuan(
        "isian-dirapikan",
        found=first.found,
        suggestion=first.suggestion,
        banyak=len(tidied),
        tempat=few(cells, "sel lain"),
    )
    yield at_slot(finding, slot, places)


def _is_printed(text: str, form: Form, issued: Issued) -> bool:
    """True for what the form prints for everybody; what is printed for one person (place and date) an answer may say, too."""
    if len(text) <= _SHORT_LABEL or mark(text) not in issued.marks:
        return False
    personal = (printed.isi for page in form.layout.halaman for printed in page.texts if "{" in printed.isi)
    return all(mark(text) != mark(isi_tempat(pattern, form.placeholders)) for pattern in personal)
