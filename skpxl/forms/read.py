"""Reading a returned workbook back into a `Form`: who it is, where its slots are now, what stands in them.

One way down: the file becomes a `Snapshot` (`xlsx/snapshot.py`), and from it and the form are told, each once, the record
(`record.py`), how it was issued (`issued.py`), the places (`places.py`), the values (`values.py`), changed texts
(`changed.py`), texts without a place (`leftovers.py`) and changed locked cells (`locked.py`).

Values stay as typed. Nothing is taken from the file's own validations or protection: people paste over the one and
programs drop the other. Where a cell cannot be found for certain there is a finding, never a guess.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from sys import intern

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.forms.changed import changed_texts
from skpxl.forms.hidden import LEMBAR_DAFTAR, LEMBAR_STATUS, parse_catatan
from skpxl.forms.issued import issued
from skpxl.forms.leftovers import leftovers
from skpxl.forms.locked import changed_locked, identity_lost, not_the_owner
from skpxl.forms.marks import find_marks
from skpxl.forms.other_skps import find_other_skps
from skpxl.forms.places import Places, locate
from skpxl.forms.reading import Reading
from skpxl.forms.record import FoundRecord, find_record
from skpxl.forms.surface import Surfaces
from skpxl.forms.triage import Outcome, finding_of, finding_without_stamp, open_book, outcome_of
from skpxl.forms.values import read_values
from skpxl.model.stamp import Stamp
from skpxl.model.trust import Trust, judge
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.layout import shape
from skpxl.template.library import Library
from skpxl.xlsx.address import a1
from skpxl.xlsx.snapshot import take_snapshot
from skpxl.xlsx.verdict import Tertahan, Unreadable

# What is said of a file's origin, where something is to be said.
_SAID = {
    Trust.UNCHECKED: "tanda-tangan-belum-diperiksa",
    Trust.UNRECORDED: "catatan-hilang",
    Trust.UNPROVABLE: "keaslian-tak-terbukti",
    Trust.KEYLESS: "tanpa-kunci",
    Trust.BROKEN: "tanda-tangan-salah",
}
# Hidden sheets of ours that say nothing which is not said elsewhere.
_UNREAD = frozenset({LEMBAR_DAFTAR, LEMBAR_STATUS})


def read_form(source: Path | bytes, library: Library, *, file: str = "", signing_key: bytes | None = None) -> Reading:
    """Read one file. Never raises for what is in it; a file that cannot be read has exactly one finding that says why.

    `signing_key` is the campaign's key; without it a signature stays unchecked, which is an info.
    """
    name = file or str(source if isinstance(source, Path) else "")
    try:
        return _read(source, library, name, signing_key)
    except Unreadable as verdict:
        return _without_form(name, finding_of(verdict))


def read_issued(
    workbook: Path, library: Library, otherwise: str, *, signing_key: bytes | None = None
) -> tuple[Reading, Form]:
    """Read a workbook that has to be a form of ours. Raises SkpxlError: `otherwise`, or that the disk does not give it now."""
    try:
        reading = _read(workbook, library, str(workbook), signing_key)
    except Tertahan as verdict:
        raise SkpxlError(verdict.sentence(str(workbook))) from verdict
    except Unreadable as verdict:
        raise SkpxlError(otherwise) from verdict
    if reading.form is None:
        raise SkpxlError(otherwise)
    return reading, reading.form


def _without_form(file: str, why: Finding) -> Reading:
    return Reading(file, outcome_of(why.code), findings=(why.at(file=file),))


def _read(source: Path | bytes, library: Library, file: str, signing_key: bytes | None) -> Reading:
    opened = open_book(source)
    snapshot = take_snapshot(opened.book, _UNREAD)
    record = find_record(snapshot)
    stamps = record.stamps()
    if not stamps:
        return _without_form(file, finding_without_stamp(opened, snapshot))
    stamp, trust = judge(stamps, record.signed(), signing_key)
    definition = _definition(library, stamp)
    if isinstance(definition, Finding):
        return _without_form(file, definition)
    form = _as_recorded(definition, stamp, trust, record)
    owner = form.terkunci.get("pegawai_nama", "") or stamp.nip
    newest = library.versi(stamp.form)[-1]

    surfaces = Surfaces(snapshot)
    was = issued(form, surfaces)
    places, lost = locate(surfaces, was)
    changed = changed_texts(surfaces, was, places, form)
    values = read_values(surfaces, form, was, places)
    other_skps = find_other_skps(snapshot, form, places)
    marks = find_marks(surfaces, form, places, other_skps)
    new, carried = leftovers(surfaces, was, places, live_line=definition.status is not None)
    if form.terkunci:
        about_locked = changed_locked(form, values.locked, places)
    else:
        # The record of what was issued is gone: what stands in the locked cells is all there is, but for the stamp.
        form = replace(form, terkunci=values.locked)
        about_locked = not_the_owner(form, places)
    about_locked += identity_lost(form, places)

    findings = [
        *opened.findings(),
        *([temuan("versi-lama", versi=stamp.versi, terbaru=newest)] if stamp.versi != newest else []),
        *record.disagreeing(stamp),
        *([temuan(_SAID[trust])] if trust in _SAID else []),
        *lost,
        *changed,
        *values.findings,
        *other_skps.values(),
        *marks.findings,
        *_outside(new, other_skps, record),
        *about_locked,
    ]
    # The source of a formula that gave no text is what somebody typed, too.
    sources = [
        (f"{finding.sheet}!{finding.cell}", finding.found) for finding in values.findings if finding.code == "sel-galat"
    ]
    return Reading(
        file=file,
        outcome=Outcome.KITA if stamp.versi == newest else Outcome.KITA_VERSI_LAMA,
        form=form.filled(values.answers),
        terkunci=values.locked,
        cells=_addresses(places),
        findings=tuple(finding.at(file=file, who=owner) for finding in findings),
        others=(*carried, *new, *marks.others, *sources),
        trust=trust,
        is_of_another=any(finding.code in ("identitas-berubah", "identitas-hilang") for finding in about_locked),
    )


def _definition(library: Library, stamp: Stamp) -> Definition | Finding:
    """The definition by which a workbook was issued, or why there is none that fits."""
    if stamp.form not in library.forms():
        return temuan("formulir-tidak-dikenal", form=stamp.form)
    if stamp.versi not in library.versi(stamp.form):
        return temuan("versi-tidak-dikenal", form=stamp.form, versi=stamp.versi)
    try:
        definition = library.definition(stamp.form, stamp.versi)
    except SkpxlError as fault:
        why = str(fault).removesuffix(".")
        return temuan("definisi-tidak-cocok", form=stamp.form, versi=stamp.versi, sebab=why)
    return definition if shape(definition, stamp.jumlah) == stamp.shape else temuan("bentuk-berbeda", form=stamp.form)


def _as_recorded(definition: Definition, stamp: Stamp, trust: Trust, record: FoundRecord) -> Form:
    """The form as its record has it, without answers."""
    said = parse_catatan(record.rows)
    locked = {key: intern(text) for key, text in said.terkunci.items()}
    # A record that was changed does not tell what was printed.
    imprint = {} if trust is Trust.BROKEN else said.imprint
    return Form(definition, stamp, locked, said.konteks, said.pilihan, said.ikatan, imprint=imprint)


def _outside(new: Sequence[tuple[str, str]], others: Collection[str], record: FoundRecord) -> list[Finding]:
    """One finding for all texts outside the entry cells, but for sheets that are told as others' SKPs; they are kept, so it
    only tells."""
    told = [(cell, text) for cell, text in new if cell.rpartition("!")[0] not in others]
    if not told or not record.present:
        return []
    where = ", ".join(cell for cell, _ in told[:5]) + (f" dan {len(told) - 5} sel lain" if len(told) > 5 else "")
    return [temuan("tulisan-di-luar", found=told[0][1], tempat=where, banyak=len(told))]


# Of twenty thousand files nearly all have every cell where it was issued: their maps of cells are one and the same.
_ADDRESSES: dict[tuple[int, str, tuple[str, int, int]], tuple[Places, dict[str, str]]] = {}


def _addresses(places: Places) -> dict[str, str]:
    """Where every slot is, as `Sheet!A1`; equal maps are the same object. It is never changed."""
    if not places:
        return {}
    last = next(reversed(places))
    sign = (len(places), last, places[last])
    if (known := _ADDRESSES.get(sign)) and known[0] == places:
        return known[1]
    addresses = {key: f"{sheet}!{a1(row, col)}" for key, (sheet, row, col) in places.items()}
    if len(_ADDRESSES) < 256:
        _ADDRESSES[sign] = (places, addresses)
    return addresses
