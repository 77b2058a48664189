"""Reading agreed matrices, ours and foreign ones, from files, folders and zips; every file is accounted for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.excel.foreign_matriks import read_foreign_matriks
from skpxl.excel.triage import BUKAN_KITA
from skpxl.files import Kiriman, walk
from skpxl.findings import Finding, Severity
from skpxl.findings.wording import worded
from skpxl.model.pembagian import Pembagian
from skpxl.template.library import Library
from skpxl.validate import DITERIMA, Hasil, Ukuran, validate


@dataclass(frozen=True)
class BacaanMatriks:
    """The matrices found, the files they came from (one `Hasil` each, in order) and all findings, worded."""

    pembagian: tuple[Pembagian, ...]
    hasil: tuple[Hasil, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files."""
        return tuple(satu for hasil in self.hasil for satu in hasil.findings)


def read_agreed(paths: Iterable[Path], library: Library, ukuran: Ukuran) -> BacaanMatriks:
    """Read every matriks under `paths`. Ours are told by their stamp, any other workbook is searched for a matriks.

    Matrices that must be corrected still count (a role is better than none) unless they are forged or contradict each
    other. Raises SkpxlError where there is no matriks at all.
    """
    hasil: list[Hasil] = []
    pembagian: list[Pembagian] = []
    kiriman = walk(paths)
    for satu, kirim in zip(validate(kiriman, library, ukuran), kiriman, strict=True):
        asing: tuple[Pembagian, ...] = ()
        if satu.nasib == BUKAN_KITA and satu.isi is None and satu.reading.form is None:
            satu, asing = _asing(satu, kirim, library)
        hasil.append(satu)
        if satu.pembagian and satu.dipakai:
            pembagian.append(satu.pembagian)
        pembagian += asing
    if not pembagian:
        sebab = next((f.message for h in hasil for f in h.findings if f.severity is Severity.GALAT), "")
        raise SkpxlError(f"Tidak ada matriks peran hasil yang dapat dipakai di {_sebut(paths)}. {sebab}".strip())
    return BacaanMatriks(tuple(pembagian), tuple(hasil))


def _asing(satu: Hasil, kirim: Kiriman, library: Library) -> tuple[Hasil, tuple[Pembagian, ...]]:
    """A workbook that is not ours: what matrices it holds, with the findings of that reading instead of triage's."""
    bacaan = read_foreign_matriks(kirim.sumber, library, file=kirim.nama)
    findings = tuple(worded([f.at(file=kirim.nama) for f in bacaan.findings], library.pesan))
    if bacaan.pembagian:
        return replace(satu, findings=findings, nasib=DITERIMA), bacaan.pembagian
    return replace(satu, findings=(*satu.findings, *findings)), ()


def _sebut(paths: Iterable[Path]) -> str:
    return ", ".join(str(path) for path in paths)


def matrices_of(hasil: Sequence[Hasil]) -> list[Pembagian]:
    """The agreed matrices of ours among validated files that count."""
    return [satu.pembagian for satu in hasil if satu.pembagian and satu.dipakai]
