"""Rules for the people of a roster, and the one door to all rules for a roster; no cell is known here.

Findings carry as key the place in the roster, `pegawai_12_nip` (the twelfth person, column `nip`); whoever read the
file knows which cell that is. Rules for the NIP and the golongan are not applied to the pejabat penilai.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from skpxl.checks.reporting_line import check_reporting_line
from skpxl.checks.units import check_products, check_units
from skpxl.findings import Finding, temuan
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import parse_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_NIP_DALAM_NAMA = re.compile(r"(?:\d[\s.]?){18}")


def check_roster(organisasi: Organisasi, golongan: Sequence[str]) -> Iterator[Finding]:
    """All rules for a roster. `golongan` is the list of pangkat and golongan ruang (`III/d Penata Tk. I`, `IX`)."""
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if orang.kosong:
            yield from check_vacant_post(orang, nomor)
        else:
            yield from check_name_and_number(orang, nomor)
            yield from check_nip(orang, nomor)
            yield from check_golongan(orang, nomor, golongan)
        yield from check_email(orang.email, slot_key("pegawai", nomor, "email"))
        yield from check_unit_of_person(orang, nomor, organisasi)
    yield from check_duplicate_nip(organisasi)
    yield from check_two_numbers(organisasi)
    yield from check_reporting_line(organisasi)
    yield from check_units(organisasi)
    yield from check_products(organisasi)
    for nomor, unit in enumerate(organisasi.unit, start=1):
        yield from check_email(unit.email, slot_key("unit", nomor, "email"))


def check_vacant_post(orang: Pegawai, nomor: int) -> Iterator[Finding]:
    """A row with neither nama nor NIP is a vacant post: legal, and said."""
    yield temuan("daftar-lowong", key=slot_key("pegawai", nomor, "nama"), found=orang.jabatan)


def check_name_and_number(orang: Pegawai, nomor: int) -> Iterator[Finding]:
    """A person has a nama, a NIP and a jabatan (form SKP, identity block)."""
    if not orang.nama:
        yield temuan("daftar-tanpa-nama", key=slot_key("pegawai", nomor, "nama"), found=orang.nip)
    if not orang.nip:
        dalam_nama = _NIP_DALAM_NAMA.search(orang.nama)
        yield temuan(
            "daftar-tanpa-nip",
            key=slot_key("pegawai", nomor, "nip"),
            found=orang.nama,
            suggestion=re.sub(r"\D", "", dalam_nama[0]) if dalam_nama else "",
        )
    if not orang.jabatan:
        yield temuan("daftar-tanpa-jabatan", key=slot_key("pegawai", nomor, "jabatan"))


def check_nip(orang: Pegawai, nomor: int) -> Iterator[Finding]:
    """The NIP's structure, its age at appointment, and whether its kind is the status (BKN: NIP, NI PPPK)."""
    if not orang.nip:
        return
    key = slot_key("pegawai", nomor, "nip")
    nip = parse_nip(orang.nip)
    for alasan in nip.galat:
        yield temuan("daftar-nip-salah", key=key, found=orang.nip, alasan=alasan)
    for alasan in nip.peringatan:
        yield temuan("daftar-nip-janggal", key=key, found=orang.nip, alasan=alasan)
    if nip.jenis and orang.status in ("PNS", "PPPK") and nip.jenis != orang.status:
        yield temuan(
            "daftar-status-nip",
            key=slot_key("pegawai", nomor, "status"),
            found=orang.status,
            suggestion=nip.jenis,
            nip=orang.nip,
        )


def check_golongan(orang: Pegawai, nomor: int, golongan: Sequence[str]) -> Iterator[Finding]:
    """The golongan is one of the list, and of the person's status (PNS have a ruang, PPPK a golongan I-XVII)."""
    key = slot_key("pegawai", nomor, "pangkat_golongan")
    satu, alasan = parse_golongan(orang.pangkat_golongan, golongan)
    if satu is None:
        yield temuan("daftar-golongan", key=key, found=orang.pangkat_golongan, alasan=alasan)
    elif orang.status in ("PNS", "PPPK") and satu.pppk != (orang.status == "PPPK"):
        yield temuan("daftar-golongan-status", key=key, found=orang.pangkat_golongan, status=orang.status)


def check_email(alamat: str, key: str) -> Iterator[Finding]:
    """One address, without a name and without blanks; an empty one is legal."""
    if alamat and not _EMAIL.fullmatch(alamat):
        yield temuan("daftar-email", key=key, found=alamat)


def check_unit_of_person(orang: Pegawai, nomor: int, organisasi: Organisasi) -> Iterator[Finding]:
    """A person works in a unit of sheet Unit."""
    key = slot_key("pegawai", nomor, "unit_kerja")
    if not orang.unit_kerja:
        yield temuan("daftar-unit-kosong", key=key)
    elif organisasi.find_unit(orang.unit_kerja) is None:
        yield temuan("daftar-unit", key=key, found=orang.unit_kerja)


def check_duplicate_nip(organisasi: Organisasi) -> Iterator[Finding]:
    """NIP + penilai is one SKP: the same NIP under another penilai is legal, under the same one it is not."""
    sama: dict[str, list[tuple[int, Pegawai]]] = defaultdict(list)
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if orang.nip:
            sama[orang.nip].append((nomor, orang))
    for baris in sama.values():
        pertama = baris[0][1]
        penilai = {_penilai(pertama): pertama}
        for nomor, orang in baris[1:]:
            key = slot_key("pegawai", nomor, "nip")
            kembar = penilai.get(_penilai(orang))
            kode = "daftar-nip-dua-penilai" if kembar is None else "daftar-nip-ganda"
            yield temuan(kode, key=key, found=orang.nip, baris=(kembar or pertama).baris)
            penilai.setdefault(_penilai(orang), orang)
            if orang.nama and pertama.nama and sidik(orang.nama) != sidik(pertama.nama):
                yield temuan(
                    "daftar-nip-dua-nama",
                    key=slot_key("pegawai", nomor, "nama"),
                    found=orang.nama,
                    suggestion=pertama.nama,
                    baris=pertama.baris,
                )


def check_two_numbers(organisasi: Organisasi) -> Iterator[Finding]:
    """One name (but for titles) and one birth date with two NIPs: most often one person whose NIP was written wrongly once."""
    sama: dict[tuple[str, str], list[tuple[int, Pegawai]]] = defaultdict(list)
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if orang.nama and len(orang.nip) == 18:
            sama[sidik(orang.nama.partition(",")[0]), orang.nip[:8]].append((nomor, orang))
    for baris in sama.values():
        semua = {orang.nip for _, orang in baris}
        for nomor, orang in baris if len(semua) > 1 else ():
            lain = ", ".join(sorted(semua - {orang.nip}))
            yield temuan("daftar-nama-dua-nip", key=slot_key("pegawai", nomor, "nama"), found=orang.nama, lain=lain)


def _penilai(orang: Pegawai) -> str:
    return orang.nip_penilai or (sidik(orang.penilai_luar.nama) if orang.penilai_luar else "")
