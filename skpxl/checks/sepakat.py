"""Rules on what was agreed on and what was written: roles and results, person by person; people and names of the matrices."""

from collections.abc import Iterator, Sequence

from skpxl.findings import Finding, temuan
from skpxl.model.kesepakatan import Kesepakatan
from skpxl.model.matriks import BarisMatriks
from skpxl.model.padanan import Padanan
from skpxl.model.pembagian import ChangedColumn, PeranSepakat

# Below this likeness (0-100) the place that was issued for a role holds something else.
_REPLACED = 60


def check_padanan(row: BarisMatriks, unit: str, padanan: Sequence[Padanan]) -> Iterator[Finding]:
    """A role becomes a rencana hasil kerja, and a rencana hasil kerja comes of a role (PermenPANRB 6/2022).

    A reworded result is paired all the same and told with its likeness.
    """
    for pair in padanan:
        role, result = pair.agreed, pair.written
        if (
            role is None
            and result is not None
            and result.keputusan
            and (result.keputusan.keluar or result.keputusan.gabung)
        ):
            continue  # left out of the matriks, or printed there with another one, by decision
        if role is None and result is not None:
            yield temuan("rencana-tanpa-peran", key=result.key, found=result.teks, pegawai=_in_words(row)).at(
                who=row.nip, item=unit
            )
        elif role is not None and result is None:
            yield _found_at(
                temuan("peran-tanpa-rencana", found=role.peran.teks, pegawai=_in_words(row)), role.peran
            ).at(who=row.nip, item=unit)
        elif role is not None and result is not None and pair.means != "teks":
            code = "peran-berganti-isi" if pair.score < _REPLACED else "peran-disunting"
            yield temuan(
                code,
                key=result.key,
                found=result.teks,
                suggestion=role.peran.teks,
                pegawai=_in_words(row),
                skor=pair.score,
            ).at(who=row.nip, item=unit)


def check_nama(kesepakatan: Kesepakatan) -> Iterator[Finding]:
    """Every person in a matriks is one of the roster; a name that is written otherwise is told with its likeness."""
    for match in kesepakatan.dicocokkan:
        yield temuan(
            "nama-dicocokkan",
            found=match.baris.nama,
            suggestion=match.orang.nama,
            nip=match.orang.nip,
            skor=match.score,
        ).at(who=match.orang.nip, item=match.pembagian.unit, file=match.pembagian.file, sheet=match.pembagian.sheet)
    for pembagian, row in kesepakatan.tak_dikenal:
        finding = temuan("nama-matriks-tidak-dikenal", found=row.nama, banyak=len(row.peran))
        if row.peran:
            finding = _found_at(finding, row.peran[0])
        yield finding.at(item=pembagian.unit, file=pembagian.file, sheet=pembagian.sheet)


def check_kolom(changed: Sequence[ChangedColumn]) -> Iterator[Finding]:
    """A column is a product of today; one that was reworded since stays, one that is gone must be put right first."""
    for matriks, column, today, gone, roles in changed:
        if gone:
            today = f"di tempatnya sekarang “{today}”" if today else "tidak ada yang menggantikannya"
        code = "kolom-bukan-produk" if gone else "kolom-berganti-kata"
        finding = temuan(code, found=column.teks, sekarang=today, banyak=roles)
        yield finding.at(item=matriks.unit, file=matriks.file, sheet=matriks.sheet)


def peran_lowong(kesepakatan: Kesepakatan) -> Iterator[Finding]:
    """A role of a vacant post is legal, but nobody will write an SKP of it; that of a unit's head is the unit's."""
    for pembagian in kesepakatan.pembagian:
        for row in pembagian.baris:
            if row.peran and not row.nama.strip():
                unit = kesepakatan.unit_lowong(pembagian, row)
                if unit and (head := kesepakatan.organisasi.kepala(unit)) and head.nip:
                    continue  # somebody holds the post today
                means = f"menjadi kolom matriks {unit.nama}" if unit else "tidak ada yang akan menulisnya dalam SKP"
                for peran in row.peran:
                    jabatan = row.jabatan or "tanpa nama jabatan"
                    finding = temuan("peran-jabatan-lowong", found=peran.teks, jabatan=jabatan, akibat=means)
                    yield _found_at(finding, peran).at(item=pembagian.unit)


def _found_at(finding: Finding, peran: PeranSepakat) -> Finding:
    return finding.at(file=peran.file, sheet=peran.sheet, cell=peran.cell)


def _in_words(row: BarisMatriks) -> str:
    return row.nama or row.jabatan
