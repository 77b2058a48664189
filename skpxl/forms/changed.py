"""Whether what was printed on a workbook still stands on it, wherever it stands now. It reads no answer."""

from collections import Counter

from skpxl.findings import Finding, temuan
from skpxl.forms.issued import Issued, IssuedSheet
from skpxl.forms.places import Places
from skpxl.forms.surface import Surface, Surfaces
from skpxl.template.form import Form
from skpxl.template.imprint import wording_of
from skpxl.xlsx.address import a1


def changed_texts(surfaces: Surfaces, issued: Issued, places: Places, form: Form) -> list[Finding]:
    """A finding per sheet on which printed texts are missing or read otherwise.

    None where it is not known what was printed.
    """
    if not issued.recorded:
        return []
    findings = []
    for sheet in issued.sheets:
        on = Counter(places[slot.key][0] for slot in sheet.slots if slot.key in places)
        name = on.most_common(1)[0][0] if on else ""
        if name and (missing := _missing(surfaces.of(name), sheet, places)):
            wording = wording_of(form.layout, form.placeholders)  # to name one of them
            known = next((wording[mark] for mark, _ in missing if mark in wording), "")
            example = f"“{known}”" if known else f"di sel {missing[0][1]}"
            found = temuan("tulisan-tercetak-berubah", suggestion=known, banyak=len(missing), misal=example)
            findings.append(found.at(sheet=name))
    return findings


def _missing(surface: Surface, sheet: IssuedSheet, places: Places) -> list[tuple[str, str]]:
    """The printed texts that stand nowhere outside the entry cells, as often as they were printed: mark and issued cell."""
    printed = [text for text in sheet.printed if not text.border]
    if all(surface.mark((text.row, text.col)) == text.mark for text in printed):
        return []
    slots = {(row, col) for name, row, col in places.values() if name == surface.name}
    present = Counter(known for place, known in surface.marks.items() if place not in slots)
    missing = []
    # Of a text that was printed more than once, those in their places are the ones that are left.
    for text in sorted(printed, key=lambda text: surface.mark((text.row, text.col)) != text.mark):
        if present[text.mark] > 0:
            present[text.mark] -= 1
        else:
            missing.append((text.mark, a1(text.row, text.col)))
    return missing
