"""The roles agreed on with each person beside what he wrote: whom to compare, the pairs, and the fate of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from skpxl.model.fate import RoleFate
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.padanan import Padanan, pair


@dataclass(frozen=True)
class Comparison:
    """The roles agreed on with one person and what he wrote, paired; `unit` is the code of where he stands."""

    unit: str
    baris: BarisMatriks
    padanan: tuple[Padanan, ...]


def compare(
    matrices: Sequence[MatriksPeranHasil], per_unit: Sequence[MatriksPeranHasil], kesepakatan: Kesepakatan
) -> list[Comparison]:
    """The pairs of every person whose SKP is in and whom an agreed matriks names; others were not agreed on here.

    Those of `matriks` are compared; a person's results are gathered over `per_unit`, for some may stand in a matriks that
    was not asked for, in the order of his SKP.
    """
    written: dict[str, list[Peran]] = {}
    for matriks in per_unit:
        for row in matriks.baris:
            written.setdefault(who(row), []).extend([*row.semua_peran(), *row.disisihkan])
    found = []
    for matriks in matrices:
        for row in matriks.baris:
            # Somebody with several rows is compared once, over all of them.
            if to_compare(row, kesepakatan) and who(row) in written:
                results = sorted(written.pop(who(row)), key=lambda peran: order(peran.id))
                pairs = pair(kesepakatan.peran(row.nip, row.nama), results)
                found.append(Comparison(matriks.unit.kode, row, tuple(pairs)))
    return found


def who(row: BarisMatriks) -> str:
    """The person of a row, whichever of his rows it is."""
    return row.nip or row.nama


def to_compare(row: BarisMatriks, kesepakatan: Kesepakatan) -> bool:
    """True where there is something to compare: his own row, an SKP that is in, and a row of his in an agreed matriks."""
    return not row.luar and row.is_in and kesepakatan.mentions(row.nip, row.nama)


def order(id_: str) -> tuple[str, str, int]:
    """Results in the order of the form: `hasil:CODE:utama:2` before `hasil:CODE:utama:10`, utama before tambahan."""
    section, _, number = id_.rpartition(":")
    book, _, name = section.rpartition(":")
    return book, "" if name == "utama" else name, int(number) if number.isdecimal() else 0


def role_fate(padanan: Padanan) -> RoleFate:
    """What became of a role, or that a result has none."""
    if padanan.agreed is None:
        return RoleFate.TANPA_PERAN
    if padanan.written is None:
        return RoleFate.TANPA_HASIL
    return RoleFate.SAMA if padanan.means == "teks" else RoleFate.LAIN
