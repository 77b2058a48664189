"""Findings on an agreed matriks, filled in by a pimpinan or ketua tim: what it asks for, and rules on its roles.

Which people have no role, which roles nobody, is counted in `template/roles.py`, for the sheet as for the findings.
"""

from collections.abc import Callable, Iterator

from skpxl.checks.identitas import instansi_lain, periode_lain
from skpxl.checks.rujukan import Rujukan
from skpxl.findings import Finding, temuan
from skpxl.model.pembagian import BarisPembagian, Pembagian
from skpxl.model.teks import sidik
from skpxl.template.form import Form
from skpxl.template.roles import Roles

Aturan = Callable[[Pembagian, Rujukan], Iterator[Finding]]


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


def pegawai_lain_tidak_dikenal(pembagian: Pembagian, rujukan: Rujukan) -> Iterator[Finding]:
    """Somebody written into a spare row is on the roster, where one was given."""
    if rujukan.organisasi is None:
        return
    names = {sidik(person.nama) for person in rujukan.organisasi.pegawai if person.nama}
    for row in pembagian.baris:
        if row.luar and row.nama.strip() and not row.nip and sidik(row.nama) not in names:
            yield temuan("pegawai-lain-tidak-dikenal", key=row.key, found=row.nama)


def check_roles(form: Form, pembagian: Pembagian) -> list[Finding]:
    """What the matriks of a form asks for and does not have; `pembagian` is the same as read, for the words.

    A matriks in which nobody has a role is never valid (PermenPANRB 6/2022: it divides roles).
    """
    rows = {row.key: row for row in pembagian.baris}
    findings = []
    for letak in form.layout.matriks:
        roles = Roles(form, letak)
        if not roles.total:
            return [temuan("matriks-belum-diisi", key=roles.key(1))]
        for number in roles.nameless():
            given = rows[roles.key(number)].peran if roles.key(number) in rows else ()
            findings.append(temuan("peran-tanpa-nama", key=roles.key(number), found=given[0].teks if given else ""))
        for number in roles.people_without():
            row = rows.get(roles.key(number), BarisPembagian())
            findings.append(
                temuan("pegawai-tanpa-peran", key=roles.key(number), pegawai=_in_words(row), jabatan=row.jabatan)
            )
        findings += [temuan("produk-tanpa-peran", found=pembagian.kolom[n - 1].teks) for n in roles.columns_without()]
    return findings


def _in_words(row: BarisPembagian) -> str:
    return row.nama or row.jabatan or "tanpa nama"


ATURAN: tuple[Aturan, ...] = (
    instansi_lain,
    periode_lain,
    peran_belum_selesai,
    peran_ganda,
    pegawai_lain_tidak_dikenal,
)


def check_pembagian(pembagian: Pembagian, rujukan: Rujukan) -> list[Finding]:
    """The findings on one agreed matriks, in the order in which a person should mend things."""
    return [finding for rule in ATURAN for finding in rule(pembagian, rujukan)]
