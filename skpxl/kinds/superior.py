"""What a superior has in one of his units: his post there, his results, his agreed roles. It makes no form.

Somebody may head several units (he is Plt. of a second one); each is offered what is its own and nothing of the others.
"""

from collections.abc import Mapping, Sequence

from skpxl.model.kesepakatan import Kesepakatan, PeranPegawai
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Skp
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


def results_in(nip: str, kode: str, organisasi: Organisasi, results: Mapping[str, Sequence[Skp]]) -> Sequence[Skp]:
    """Of the SKPs of a superior (`results`, by NIP) those of this unit, or of the nearest above it; else all of them but those
    of the other units that he heads.
    """
    skps = results.get(nip, ())
    for unit in organisasi.rantai_unit(kode):
        if own := [skp for skp in skps if sidik(skp.pegawai.unit_kerja) == sidik(unit.nama)]:
            return own
    elsewhere = {sidik(organisasi.nama_unit(other)) for other in _elsewhere(nip, kode, organisasi)}
    return [skp for skp in skps if sidik(skp.pegawai.unit_kerja) not in elsewhere]


def roles_in(nip: str, nama: str, kode: str, organisasi: Organisasi, kesepakatan: Kesepakatan) -> list[PeranPegawai]:
    """The roles agreed on with a superior in his post in this unit, or in the nearest above it; else all but those of the
    other units that he heads.
    """
    rows = organisasi.baris_pegawai(nip)
    for unit in organisasi.rantai_unit(kode):
        if own := [row for row in rows if row.unit_kerja == unit.kode]:
            return _roles_of(own, kesepakatan)
    elsewhere = _elsewhere(nip, kode, organisasi)
    if not elsewhere or not rows:
        return kesepakatan.peran(nip, nama)
    return _roles_of([row for row in rows if row.unit_kerja not in elsewhere], kesepakatan)


def _roles_of(rows: Sequence[Pegawai], kesepakatan: Kesepakatan) -> list[PeranPegawai]:
    return [role for row in rows for role in kesepakatan.peran_baris(row)]


def _elsewhere(nip: str, kode: str, organisasi: Organisasi) -> set[str]:
    """The units that somebody heads beside the one that this unit is or is under; none where he heads no such one."""
    above = {unit.kode for unit in organisasi.rantai_unit(kode)}
    headed = {unit.kode for unit in organisasi.unit_dipimpin(nip)}
    return headed - above if headed & above else set()
