"""Reading agreed matrices, ours and foreign ones, from files, folders and zips; every file is accounted for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.walk import Arrival, Found, look
from skpxl.findings import Severity, temuan
from skpxl.findings.wording import worded
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.forms.triage import BUKAN_KITA
from skpxl.model.pembagian import Pembagian
from skpxl.receive.handed_back import HandedBack, is_printed_by_us, read_handed_back
from skpxl.receive.validate import DITERIMA, Measure, ReceivedFile, validate
from skpxl.template.library import Library
from skpxl.xlsx.package import Unreadable

_BRANCH = re.compile(r"T\d+ ")  # how the sheets of branches are called (consolidate/merge_book.py)


@dataclass(frozen=True)
class MatriksReadings:
    """The files that were looked into, in order, and the foreign matrices found in them, by file name.

    What our own forms hold stands in `files`, and counts once copies of one have been settled (`conflicts.settle`).
    `dikembalikan` are the workbooks that `skpxl merge` wrote, as they came back.
    """

    files: tuple[ReceivedFile, ...]
    foreign: dict[str, tuple[Pembagian, ...]]
    dikembalikan: tuple[HandedBack, ...] = ()

    def pembagian(self, files: Sequence[ReceivedFile]) -> list[Pembagian]:
        """All matrices in the order of the files; `files` are the same files, settled."""
        return [
            matriks for file in files for matriks in (*self.foreign.get(file.reading.file, ()), *matrices_of([file]))
        ]


def read_agreed(paths: Iterable[Path] | Found, measure: Measure) -> MatriksReadings:
    """Look into every file under `paths`, or of what a walk has found. Ours are told by their stamp, any other workbook is
    searched for a matriks.

    Matrices that must be corrected still count (a role is better than none) unless they are forged or contradict each
    other. Raises SkpxlError where there is no matriks in any of them.
    """
    found = paths if isinstance(paths, Found) else look(paths)
    read = _look_into(found.files, measure)
    if not read.foreign and not any(file.pembagian for file in read.files):
        reason = next(
            (finding.message for file in read.files for finding in file.findings if finding.severity is Severity.GALAT),
            "",
        )
        names = ", ".join(map(str, found.paths))
        raise SkpxlError(f"Tidak ada matriks peran hasil yang dapat dipakai di {names}. {reason}".strip())
    return read


def read_unnamed(kiriman: Sequence[Arrival], measure: Measure) -> MatriksReadings:
    """Look into files that lie where corrected matrices are put, and that nobody has named.

    Only what came back corrected counts. Every other file says why it does not: matrices, that they must be named.
    """
    read = _look_into(kiriman, measure)
    came_back = {book.file for book in read.dikembalikan}
    unnamed = worded([temuan("matriks-tidak-disebut")], measure.library.pesan)
    files = []
    for file in read.files:
        name = file.reading.file
        lost = tuple(finding for finding in file.findings if finding.code == "koreksi-tanpa-catatan")
        if name in came_back:
            file = replace(file, findings=())  # told with what was corrected
        elif lost or name in read.foreign or file.pembagian:
            file = replace(file, findings=lost or tuple(finding.at(file=name) for finding in unnamed))
        files.append(file)
    return MatriksReadings(tuple(files), {}, read.dikembalikan)


def _look_into(kiriman: Sequence[Arrival], measure: Measure) -> MatriksReadings:
    files: list[ReceivedFile] = []
    foreign: dict[str, tuple[Pembagian, ...]] = {}
    handed_back: list[HandedBack] = []
    for file, sent in zip(validate(kiriman, measure), kiriman, strict=True):
        strange = file.fate == BUKAN_KITA and file.content is None and file.reading.form is None
        if strange and not sent.problem:
            if (book := _handed_back(sent, measure.library)) is not None:
                handed_back.append(book)
                findings = tuple(worded(book.findings, measure.library.pesan))
                file, matriks = replace(file, findings=findings, fate=DITERIMA), book.pembagian
            else:
                file, matriks = _foreign(file, sent, measure.library)
            foreign |= {file.reading.file: matriks} if matriks else {}
        files.append(file)
    return MatriksReadings(tuple(files), foreign, tuple(handed_back))


def _handed_back(sent: Arrival, library: Library) -> HandedBack | None:
    try:
        return read_handed_back(sent.source, library, file=sent.name)
    except Unreadable:
        return None  # the reading of foreign matrices says why


def _foreign(file: ReceivedFile, sent: Arrival, library: Library) -> tuple[ReceivedFile, tuple[Pembagian, ...]]:
    """A workbook that is not ours: what matrices it holds, with the findings of that reading instead of triage's."""
    found = read_foreign_matriks(sent.source, library, file=sent.name)
    matrices, said = found.pembagian, list(found.findings)
    if is_printed_by_us(sent.source):
        # Without its record it is somebody's matriks; the sheets of whole branches only show what the units have.
        matrices = tuple(matriks for matriks in matrices if not _BRANCH.match(matriks.sheet))
        said.append(temuan("koreksi-tanpa-catatan"))
    findings = tuple(worded([finding.at(file=sent.name) for finding in said], library.pesan))
    if matrices:
        return replace(file, findings=findings, fate=DITERIMA), matrices
    return replace(file, findings=(*file.findings, *findings)), ()


def matrices_of(files: Sequence[ReceivedFile]) -> list[Pembagian]:
    """The agreed matrices of ours among files that count."""
    return [file.pembagian for file in files if file.pembagian and file.counted]
