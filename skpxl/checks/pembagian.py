"""Rules on an agreed matriks, filled in by a pimpinan or ketua tim: roles with a person, people with a role."""

from collections.abc import Callable, Iterator

from skpxl.checks.identitas import instansi_lain, periode_lain
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.pembagian import BarisPembagian, Pembagian
from skpxl.model.teks import sidik

Aturan = Callable[[Pembagian, Rujukan], Iterator[Finding]]


def matriks_belum_diisi(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """A matriks in which nobody has a role is never valid (PermenPANRB 6/2022: it divides roles)."""
    if not pembagian.semua_peran():
        yield temuan("matriks-belum-diisi", key=pembagian.baris[0].key if pembagian.baris else "")


def peran_tanpa_nama(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """A role belongs to somebody: in a spare row the name must be there. A vacant post (jabatan only) may have roles."""
    for row in pembagian.baris:
        if row.peran and not row.nama.strip() and not row.jabatan.strip():
            yield temuan("peran-tanpa-nama", key=row.key, found=row.peran[0].teks)


def peran_belum_selesai(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """A role is more than its opening word ("Terlaksananya"), which the drop-down puts into the cell."""
    for row, peran in pembagian.semua_peran():
        if rujukan.daftar["pembuka_peran"].match(peran.teks.rstrip(" .…")) is not None:
            yield temuan("peran-belum-selesai", key=peran.key, found=peran.teks, pegawai=_in_words(row))


def peran_ganda(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """Nobody has the same role twice."""
    for row in pembagian.baris:
        seen: set[str] = set()
        for peran in row.peran:
            if sidik(peran.teks) in seen:
                yield temuan("peran-ganda", key=peran.key, found=peran.teks, pegawai=_in_words(row))
            seen.add(sidik(peran.teks))


def sepakat_tanpa_peran(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """Everybody of the unit has a role but the pimpinan, who divides; legal otherwise, so it only warns."""
    if not pembagian.semua_peran():
        return
    for row in pembagian.baris:
        if row.nama.strip() and not row.peran and not (row.nip and row.nip == pembagian.pimpinan):
            yield temuan("pegawai-tanpa-peran", key=row.key, pegawai=_in_words(row), jabatan=row.jabatan)


def kolom_tanpa_peran(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """Every column is served by somebody."""
    served = {peran.kolom for _, peran in pembagian.semua_peran()}
    if served:
        for column in pembagian.kolom:
            if column.id not in served:
                yield temuan("produk-tanpa-peran", found=column.teks)


def pegawai_lain_tidak_dikenal(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """Somebody written into a spare row is on the roster, where one was given."""
    if rujukan.organisasi is None:
        return
    names = {sidik(person.nama) for person in rujukan.organisasi.pegawai if person.nama}
    for row in pembagian.baris:
        if row.luar and row.nama.strip() and not row.nip and sidik(row.nama) not in names:
            yield temuan("pegawai-lain-tidak-dikenal", key=row.key, found=row.nama)


def _in_words(row: BarisPembagian) -> str:
    return row.nama or row.jabatan or "tanpa nama"


ATURAN: tuple[Aturan, ...] = (
    instansi_lain,
    periode_lain,
    matriks_belum_diisi,
    peran_tanpa_nama,
    peran_belum_selesai,
    peran_ganda,
    sepakat_tanpa_peran,
    kolom_tanpa_peran,
    pegawai_lain_tidak_dikenal,
)


def check_pembagian(pembagian: Pembagian, rujukan: Rujukan) -> list[Finding]:
    """The findings on one agreed matriks, in the order in which a person should mend things."""
    return [finding for rule in ATURAN for finding in rule(pembagian, rujukan)]
