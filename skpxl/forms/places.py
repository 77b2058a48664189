"""Where every slot of a form is in a workbook that came back: by its defined name, else by the texts around it.

Names are believed where they fit each other and what was issued (`forms/agreement.py`). Otherwise a slot is only read
where its place is certain (`forms/anchors.py`). Anything else is reported as lost, never guessed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from skpxl.findings import Finding, temuan
from skpxl.forms.agreement import believed
from skpxl.forms.anchors import FoundAnchors
from skpxl.forms.hidden import LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.forms.issued import Issued, IssuedSheet
from skpxl.forms.surface import Surface, Surfaces
from skpxl.template.slots import Slot
from skpxl.xlsx.address import a1, parse_ref

Places = dict[str, tuple[str, int, int]]

# A sheet under another name is ours only where nearly all of its printed texts stand on it.
_KNOWN = 0.8
# Fewer of them on a sheet of the right name, and nothing is placed by them.
_ENOUGH = 0.5


def locate(surfaces: Surfaces, issued: Issued) -> tuple[Places, list[Finding]]:
    """Where every slot is now as (sheet, row, column), and what had to be said about names, sheets and lost slots.

    Every lost slot has a finding of its own.
    """
    places: Places = {}
    findings: list[Finding] = []
    lost: list[Slot] = []
    by_texts = 0
    for sheet in issued.sheets:
        named, deleted = _named(surfaces, sheet)
        trusted = _believed(surfaces, sheet, named, deleted) if named else {}
        if trusted is not None:
            # What stands beside a name that is to be believed is lost, not to be looked for.
            lost += [slot for slot in deleted if slot.key not in trusted]
            lost += [slot for slot in sheet.slots if slot.key in named and slot.key not in trusted]
            rest = [slot for slot in sheet.slots if slot.key not in named and slot not in deleted]
        else:
            lost += deleted
            rest = [slot for slot in sheet.slots if slot not in deleted]
        places |= trusted or {}
        if not rest:
            continue
        name = _sheet_now(surfaces, issued, sheet, places)
        if name is None or _share(surfaces.of(name), sheet) < _ENOUGH:
            lost += rest
            continue
        if name.casefold() != sheet.name.casefold() and not any(slot.key in places for slot in sheet.slots):
            findings.append(temuan("lembar-berganti-nama", found=name, suggestion=sheet.name))
        found = _by_texts(surfaces.of(name), sheet, rest, {} if trusted is not None else named)
        if trusted:
            found = _in_line(found, rest, trusted, sheet)
        places |= found
        by_texts += len(found)
        lost += [slot for slot in rest if slot.key not in found]
    if by_texts:
        count = sum(len(sheet.slots) for sheet in issued.sheets)
        findings.insert(0, temuan("nama-sel-hilang", banyak=by_texts, dari=count))
    return places, findings + _lost(surfaces, lost)


def at_slot(finding: Finding, slot: Slot, places: Places) -> Finding:
    """The finding with the slot it is about, and where that stands now."""
    name, row, col = places[slot.key]
    return replace(finding, key=slot.key, item=slot.tempat, sheet=name, cell=a1(row, col))


def _named(surfaces: Surfaces, sheet: IssuedSheet) -> tuple[Places, list[Slot]]:
    """The slots of a sheet that have a name, with its place, and those whose cell was deleted.

    Excel keeps the names of a copied sheet with the copy, and makes `#REF!` of the others when the original is deleted.
    Where every name of the sheet says so, the sheet was replaced, and nothing is known of single cells.
    """
    snapshot = surfaces.snapshot
    named: Places = {}
    deleted: list[Slot] = []
    for slot in sheet.slots:
        references = [snapshot.defined_names.get(slot.key, "")]
        place = parse_ref(references[0])
        scoped = snapshot.scoped_names.get(slot.key, [])
        if not (place and snapshot.find(place[0])) and len(scoped) == 1:
            references.append(scoped[0][1])
            place = parse_ref(references[1])
        if place and snapshot.find(place[0]):
            named[slot.key] = place
        elif any("#REF!" in reference for reference in references):
            deleted.append(slot)
    return (named, deleted) if named else ({}, [])


def _believed(surfaces: Surfaces, sheet: IssuedSheet, named: Places, deleted: Sequence[Slot]) -> Places | None:
    """The named slots that may be read; None where the names stand on several sheets or are not to be believed."""
    names = {name.casefold(): name for name, _, _ in named.values()}
    if len(names) != 1:
        return None
    (name,) = names.values()
    info = surfaces.snapshot.find(name)
    if info is None or info.name not in surfaces.snapshot.grids:
        return None
    trusted = believed(surfaces.of(name), sheet, {key: at[1:] for key, at in named.items()}, deleted)
    return None if trusted is None else {key: named[key] for key in trusted}


def _lost(surfaces: Surfaces, lost: Sequence[Slot]) -> list[Finding]:
    """A finding for every lost slot, in the words of its sheet."""
    counts = Counter(slot.sheet for slot in lost)
    what = {
        sheet: f"{count} sel di lembar “{sheet}”" if surfaces.snapshot.find(sheet) else f"Lembar “{sheet}”"
        for sheet, count in counts.items()
    }
    return [
        temuan("sel-hilang", key=slot.key, item=slot.tempat, apa=what[slot.sheet]).at(sheet=slot.sheet)
        for slot in sorted(lost, key=lambda slot: slot.terkunci)  # what is to be filled in again first
    ]


def _sheet_now(surfaces: Surfaces, issued: Issued, sheet: IssuedSheet, places: Places) -> str | None:
    """The name under which a sheet of the form is in the file now; None where it is not, or might be several."""
    named = {places[slot.key][0] for slot in sheet.slots if slot.key in places}
    if len(named) == 1:
        return named.pop()
    if surfaces.snapshot.find(sheet.name):
        return sheet.name
    others = {other.name.casefold() for other in issued.sheets} | {LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS}
    known = [
        info.name
        for info in surfaces.snapshot.sheets
        if info.name.casefold() not in others and _share(surfaces.of(info.name), sheet) >= _KNOWN
    ]
    return known[0] if len(known) == 1 else None


def _share(surface: Surface, sheet: IssuedSheet) -> float:
    """The share of a sheet's distinct printed texts that stand somewhere on a surface."""
    # Numbers of rows stand on every form and say nothing; neither does a mark that older workbooks do not have.
    return surface.share_of(text.mark for text in sheet.printed if text.telling and not text.border)


def _by_texts(surface: Surface, sheet: IssuedSheet, rest: Sequence[Slot], named: Places) -> Places:
    """The slots that are certain by the texts around them. Names that are not believed may not contradict them, unless
    they all stand where they were issued: then a program has left them behind."""
    anchors = FoundAnchors(surface, sheet)
    left_behind = all(
        named[slot.key][1:] == (slot.kotak.row, slot.kotak.col) for slot in sheet.slots if slot.key in named
    )
    places: Places = {}
    for slot in rest:
        at_name = named.get(slot.key)
        place = anchors.place(slot, at_name[1:] if at_name and at_name[0] == surface.name else None)
        if place is None:
            continue
        if not left_behind and at_name is not None and at_name != (surface.name, *place):
            continue
        places[slot.key] = (surface.name, *place)
    twice = {place for place, count in Counter(places.values()).items() if count > 1}
    return {key: place for key, place in places.items() if place not in twice}


def _in_line(
    found: Places, rest: Sequence[Slot], trusted: Mapping[str, tuple[str, int, int]], sheet: IssuedSheet
) -> Places:
    """The slots without a name where believed names of the same row and column cross; others as the texts have them,
    where they stand in line with the names."""
    rows = {slot.kotak.row: trusted[slot.key] for slot in sheet.slots if slot.key in trusted}
    cols = {slot.kotak.col: trusted[slot.key] for slot in sheet.slots if slot.key in trusted}
    places: Places = {}
    for slot in rest:
        in_row, in_col = rows.get(slot.kotak.row), cols.get(slot.kotak.col)
        if in_row and in_col:
            places[slot.key] = (in_row[0], in_row[1], in_col[2])
        elif slot.key in found:
            name, row, col = found[slot.key]
            if (not in_row or in_row[1] == row) and (not in_col or in_col[2] == col):
                places[slot.key] = (name, row, col)
    used = set(trusted.values())
    return {key: place for key, place in places.items() if place not in used}
