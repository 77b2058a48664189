"""What any form asks for, from its layout and its values: what is blank, what is not in its list, what is left of the print.

It knows no form: all of it stands in the definition, as does the live line of the sheet. Rules across fields, across people
and of the law are other modules' business.
"""

from collections.abc import Mapping

from skpxl.checks.likeness import termirip
from skpxl.findings import Finding, temuan
from skpxl.findings.catalogue import KODE
from skpxl.template.slots import Layout, Place, Want
from skpxl.template.wants import Lists, entries, is_filled, unmet

# What a finding is called where the definition gives it no name of its own.
NOTHING, BLANK, UNCHOSEN, NO_DETAILS, NO_ITEM = (
    "formulir-kosong", "isian-kosong", "pilihan-kosong", "rincian-kosong", "bagian-kosong",
)  # fmt: skip
OUTSIDE, ADVISED, EXAMPLE = "pilihan-tidak-dikenal", "isian-disarankan", "isian-contoh"


def check_slots(layout: Layout, values: Mapping[str, str], lists: Lists) -> list[Finding]:
    """The findings on the values (issued and filled in) of a form, in the order in which a person should mend them.

    `lists` are its lists by name (`Form.choices`). A form in which nothing is filled in is said to be that, and nothing
    else is said of it.
    """
    if nothing := _nothing(layout, values, lists):
        return [nothing]
    return [_finding(want, place, values, lists) for want in layout.wants for place in unmet(want, values, lists)]


def _nothing(layout: Layout, values: Mapping[str, str], lists: Lists) -> Finding | None:
    places = entries(layout)
    # Of a matriks its roles tell whether anything is there (`checks/pembagian.py`).
    if not places or layout.matriks or any(is_filled(place.slot, values, lists) for place in places):
        return None
    begin = next((place.slot for want in layout.wants for place in want.places), places[0].slot)
    status = layout.definition.status
    return temuan(_code(status.kode_kosong if status else "", NOTHING), key=begin.key)


def _finding(want: Want, place: Place, values: Mapping[str, str], lists: Lists) -> Finding:
    slot = place.slot
    text = values.get(slot.key, "")
    beside = next((other for other in place.filled if is_filled(other, values, lists)), None)
    said = values[beside.key].strip() if beside else ""
    parts = {
        "sebutan": slot.sebutan,
        "isi": said,
        "ada": f"{beside.sebutan} {said}" if beside else "",
        "pilihan": ", ".join(lists[slot.daftar].nilai) if slot.daftar in lists else "",
    }
    suggestion = ""
    if want.kind == "listed":
        suggestion = termirip(text, lists[slot.daftar].nilai)
    return temuan(_code(want.code, _usual(want, place)), key=slot.key, found=text, suggestion=suggestion, **parts)


def _usual(want: Want, place: Place) -> str:
    if want.kind == "listed":
        return OUTSIDE
    if want.kind == "example":
        return EXAMPLE
    if want.kind == "used":
        return NO_ITEM
    if want.advice:
        return ADVISED
    if len(place.blank) > 1:
        return NO_DETAILS
    return UNCHOSEN if place.slot.daftar else BLANK


def _code(named: str, usual: str) -> str:
    return named if named in KODE else usual
