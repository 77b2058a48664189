"""Reading agreed matrices, ours and foreign ones, from files, folders and zips; every file is accounted for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.files.walk import Kiriman, walk
from skpxl.findings import Severity
from skpxl.findings.wording import worded
from skpxl.foreign.matriks.reading import read_foreign_matriks
from skpxl.forms.triage import BUKAN_KITA
from skpxl.model.pembagian import Pembagian
from skpxl.receive.validate import DITERIMA, Measure, ReceivedFile, validate
from skpxl.template.library import Library


@dataclass(frozen=True)
class BacaanMatriks:
    """The files that were looked into, in order, and the foreign matrices found in them, by file name.

    What our own workbooks hold stands in `files`, and counts once copies of one have been settled (`conflicts.settle`).
    """

    files: tuple[ReceivedFile, ...]
    asing: dict[str, tuple[Pembagian, ...]]

    def pembagian(self, files: Sequence[ReceivedFile]) -> list[Pembagian]:
        """All matrices in the order of the files; `files` are the same files, settled."""
        return [matriks for satu in files for matriks in (*self.asing.get(satu.reading.file, ()), *matrices_of([satu]))]


def read_agreed(paths: Iterable[Path], measure: Measure) -> BacaanMatriks:
    """Look into every file under `paths`. Ours are told by their stamp, any other workbook is searched for a matriks.

    Matrices that must be corrected still count (a role is better than none) unless they are forged or contradict each
    other. Raises SkpxlError where there is no matriks in any of them.
    """
    hasil: list[ReceivedFile] = []
    asing: dict[str, tuple[Pembagian, ...]] = {}
    kiriman = walk(paths)
    for satu, kirim in zip(validate(kiriman, measure), kiriman, strict=True):
        if satu.nasib == BUKAN_KITA and satu.isi is None and satu.reading.form is None:
            satu, matriks = _asing(satu, kirim, measure.library)
            asing |= {satu.reading.file: matriks} if matriks else {}
        hasil.append(satu)
    if not asing and not any(satu.pembagian for satu in hasil):
        sebab = next((f.message for h in hasil for f in h.findings if f.severity is Severity.GALAT), "")
        nama = ", ".join(str(path) for path in paths)
        raise SkpxlError(f"Tidak ada matriks peran hasil yang dapat dipakai di {nama}. {sebab}".strip())
    return BacaanMatriks(tuple(hasil), asing)


def _asing(satu: ReceivedFile, kirim: Kiriman, library: Library) -> tuple[ReceivedFile, tuple[Pembagian, ...]]:
    """A workbook that is not ours: what matrices it holds, with the findings of that reading instead of triage's."""
    bacaan = read_foreign_matriks(kirim.sumber, library, file=kirim.nama)
    findings = tuple(worded([f.at(file=kirim.nama) for f in bacaan.findings], library.pesan))
    if bacaan.pembagian:
        return replace(satu, findings=findings, nasib=DITERIMA), bacaan.pembagian
    return replace(satu, findings=(*satu.findings, *findings)), ()


def matrices_of(files: Sequence[ReceivedFile]) -> list[Pembagian]:
    """The agreed matrices of ours among files that count."""
    return [satu.pembagian for satu in files if satu.pembagian and satu.dipakai]
