"""Received files made into matrices: copies of one workbook become one, agreed and corrected matrices are read.

It writes no result; only a workbook that a result would replace is copied aside where something in it would be lost.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from skpxl.consolidate.merge import Merged, merge
from skpxl.errors import SkpxlError
from skpxl.files.output import standing, write_whole
from skpxl.files.walk import Arrival, Found, look
from skpxl.findings import Finding, temuan
from skpxl.findings.wording import worded
from skpxl.model.fate import FileFate
from skpxl.receive.agreed import matrices_of, read_agreed, read_unnamed
from skpxl.receive.conflicts import Settlement
from skpxl.receive.handed_back import HandedBack, is_printed_by_us, read_handed_back
from skpxl.receive.keepsakes import taken_along
from skpxl.receive.matriks_decisions import Journal, decide
from skpxl.receive.validate import Measure, ReceivedFile
from skpxl.template.library import Library
from skpxl.xlsx.package import Tertahan, Unreadable


@dataclass(frozen=True)
class Corrections:
    """Where the corrections of people come from: the decisions taken so far, files and folders in which matrices may lie that
    came back, the folder in which every file is to say what became of it, and the day on which new decisions are taken."""

    journal: Journal
    places: Sequence[Path]
    today: date
    sepakat: Path | None = None


def merge_received(
    files: Sequence[ReceivedFile],
    measure: Measure,
    settle: Callable[[Sequence[ReceivedFile]], Settlement],
    *,
    agreed: Sequence[Path] | Found = (),
    units: Sequence[str] = (),
    levels: Sequence[str] = (),
    corrections: Corrections | None = None,
) -> Merged:
    """Merge `files` as they were validated. `settle` makes copies one, those of the files under `agreed` included.

    Agreed matrices are those under `agreed`, ours and foreign ones, and those among `files`. What was corrected by hand in
    matrices that came back goes before what the SKPs say. Raises SkpxlError as `read_agreed` and `merge` do.
    """
    agreed_read = read_agreed(agreed, measure) if agreed else None
    settled = settle([*files, *(agreed_read.files if agreed_read else ())])
    own, matrices = settled.files[: len(files)], settled.files[len(files) :]
    journal, findings = Journal(), list[Finding]()
    handed_back: tuple[HandedBack, ...] = ()
    unnamed: tuple[ReceivedFile, ...] = ()
    if corrections:
        held = agreed_read.dikembalikan if agreed_read else ()
        others: list[HandedBack] = []
        named = {_resolved(file.reading.file) for file in matrices}
        sent = _in(corrections.sepakat) if corrections.sepakat else ()
        if sent := [file for file in sent if _resolved(file.name) not in named]:
            found = read_unnamed(sent, measure)
            others, unnamed = [*found.dikembalikan], found.files
        # Somebody may have sent his matriks to where the forms come in.
        strange = [Path(file.reading.file) for file in own if file.fate is FileFate.BUKAN_KITA]
        places = [*corrections.places, *(path for path in strange if path.is_file())]
        others += _others(places, {_resolved(book.file) for book in (*held, *others)}, measure.library)
        told = worded([temuan("koreksi-diterima")], measure.library.pesan)
        own = _as_matrices(own, {book.file for book in others}, told)
        journal, findings = decide(corrections.journal, [*held, *others], corrections.today)
        handed_back = (*held, *others)
        findings += [finding for book in others for finding in (*book.findings, *new_roles(book))]
    merged = merge(
        own,
        measure,
        units=units,
        levels=levels,
        disepakati=[*(agreed_read.pembagian(matrices) if agreed_read else ()), *matrices_of(own)],
        berkas_sepakat=(*matrices, *unnamed),
        temuan_lain=[*settled.findings, *worded(findings, measure.library.pesan)],
        journal=journal,
    )
    return replace(merged, handed_back=handed_back)


def _as_matrices(
    files: Sequence[ReceivedFile], matrices: Collection[str], told: Sequence[Finding]
) -> tuple[ReceivedFile, ...]:
    """The files, of which those that turned out to be matrices that came back say so instead of what they are not."""
    return tuple(
        replace(file, findings=tuple(finding.at(file=file.reading.file) for finding in told))
        if file.reading.file in matrices
        else file
        for file in files
    )


def _resolved(file: str) -> Path:
    return Path(os.path.realpath(file))


def _others(places: Sequence[Path], read: set[Path], library: Library) -> Iterator[HandedBack]:
    """The matrices of ours in these files and folders that have not been read yet; everything else is passed over."""
    for sent in (sent for place in places for sent in _in(place)):
        if (where := _resolved(sent.name)) not in read and not sent.problem:
            read.add(where)
            try:
                book = read_handed_back(sent.source, library, file=sent.name)
            except Unreadable:
                continue
            if book:
                yield book


def _in(place: Path) -> Sequence[Arrival]:
    if place.is_file():
        return [Arrival(str(place), place)]
    return look([place], or_nothing=True).files if place.is_dir() else ()


def new_roles(book: HandedBack) -> Iterator[Finding]:
    """Roles written into a matriks by hand that are in nobody's SKP."""
    for person, text in book.baru:
        sheet, _, cell = text.tempat.rpartition("!")
        finding = temuan("koreksi-peran-baru", found=text.teks, pegawai=person.nama or person.jabatan)
        yield finding.at(file=book.file, sheet=sheet, cell=cell, who=person.nip)


def put_aside(target: Path, journal: Journal, library: Library) -> Path | None:
    """Copy what stands at `target` beside it where it holds what would be lost: corrections that were not taken as decisions,
    what of people's own sheets is not taken along.

    The path of the copy; None where there is nothing to be lost.
    """
    if not target.is_file():
        return None
    try:
        book = read_handed_back(target, library, file=str(target))
    except Tertahan as verdict:
        if not target.exists():
            return None
        raise SkpxlError(verdict.sentence(str(target))) from verdict
    except Unreadable as verdict:
        return None if verdict.code == "berkas-bukan-xlsx" else _copied(target)
    if book is None:
        if not is_printed_by_us(target):
            return None
    elif not (
        book.findings
        or book.baru
        or decide(journal, [book], date.min)[0].baru > journal.baru
        or taken_along(target).findings
    ):
        return None
    return _copied(target)


def _copied(target: Path) -> Path:
    """The copy beside a file, which may be there already."""
    data = standing(target) or b""
    number = 1
    while (found := standing(aside := target.with_name(f"{target.stem}-koreksi-{number}{target.suffix}"))) is not None:
        if found == data:
            return aside
        number += 1
    write_whole(aside, data)
    return aside
