"""Rules for the people of a roster, and the one door to all rules for a roster; no cell is known here.

Findings carry as key the place in the roster, `pegawai_12_nip` (the twelfth person, column `nip`); whoever read the
file knows which cell that is. Rules for the NIP and the golongan are not applied to the pejabat penilai.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from skpxl.checks.examples import check_examples
from skpxl.checks.plausible import Likely, check_person, check_raters
from skpxl.checks.reporting_line import check_reporting_line
from skpxl.checks.units import check_products, check_units
from skpxl.findings import Finding, temuan
from skpxl.model.golongan import parse_golongan
from skpxl.model.kepegawaian import AturanKepegawaian
from skpxl.model.nama import bare_name
from skpxl.model.nip import parse_nip
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_NIP_IN_NAME = re.compile(r"(?:\d[\s.]?){18}")


def check_roster(organisasi: Organisasi, likely: Likely) -> Iterator[Finding]:
    """All rules for a roster. `likely` is what people are held against."""
    likely = replace(likely, tells_kinds=any(person.jenis_jabatan for person in organisasi.pegawai))
    for number, person in enumerate(organisasi.pegawai, start=1):
        if person.kosong:
            yield from check_vacant_post(person, number)
        else:
            yield from check_name_and_number(person, number)
            yield from check_nip(person, number, likely.aturan)
            yield from check_golongan(person, number, likely)
        yield from check_person(person, number, likely)
        yield from check_days(person, number)
        yield from check_email(person.email, slot_key("pegawai", number, "email"))
        yield from check_unit_of_person(person, number, organisasi)
    yield from check_examples(organisasi)
    yield from check_duplicate_nip(organisasi, likely.aturan)
    yield from check_two_numbers(organisasi)
    yield from check_reporting_line(organisasi)
    yield from check_raters(organisasi, likely.aturan)
    yield from check_units(organisasi)
    yield from check_products(organisasi)
    for number, unit in enumerate(organisasi.unit, start=1):
        yield from check_email(unit.email, slot_key("unit", number, "email"))


def check_vacant_post(person: Pegawai, number: int) -> Iterator[Finding]:
    """A row with neither nama nor NIP is a vacant post: legal, and said."""
    yield temuan("daftar-lowong", key=slot_key("pegawai", number, "nama"), found=person.jabatan)


def check_name_and_number(person: Pegawai, number: int) -> Iterator[Finding]:
    """A person has a nama, a NIP and a jabatan (form SKP, identity block)."""
    if not person.nama:
        yield temuan("daftar-tanpa-nama", key=slot_key("pegawai", number, "nama"), found=person.nip)
    if not person.nip:
        in_name = _NIP_IN_NAME.search(person.nama)
        yield temuan(
            "daftar-tanpa-nip",
            key=slot_key("pegawai", number, "nip"),
            found=person.nama,
            suggestion=re.sub(r"\D", "", in_name[0]) if in_name else "",
        )
    if not person.jabatan:
        yield temuan("daftar-tanpa-jabatan", key=slot_key("pegawai", number, "jabatan"))


def check_nip(person: Pegawai, number: int, aturan: AturanKepegawaian) -> Iterator[Finding]:
    """The NIP's structure, its age at appointment, and whether its kind is the status (BKN: NIP, NI PPPK)."""
    if not person.nip:
        return
    key = slot_key("pegawai", number, "nip")
    nip = parse_nip(person.nip)
    for reason in nip.galat:
        yield temuan("daftar-nip-salah", key=key, found=person.nip, alasan=reason)
    for reason in nip.peringatan:
        yield temuan("daftar-nip-janggal", key=key, found=person.nip, alasan=reason)
    status = aturan.status.get(aturan.status_of(person.status))
    if nip.jenis and status and nip.jenis != status.nomor:
        yield temuan(
            "daftar-status-nip",
            key=slot_key("pegawai", number, "status"),
            found=person.status,
            suggestion=nip.jenis,
            nip=person.nip,
        )


def check_golongan(person: Pegawai, number: int, likely: Likely) -> Iterator[Finding]:
    """The golongan is one of the list, and of the status: PNS have a ruang, PPPK I-XVII; paruh waktu may have none."""
    key = slot_key("pegawai", number, "pangkat_golongan")
    status = likely.aturan.status.get(likely.aturan.status_of(person.status))
    if status and status.tanpa_golongan and not person.pangkat_golongan:
        return
    parsed, reason = parse_golongan(person.pangkat_golongan, likely.golongan)
    if parsed is None:
        yield temuan("daftar-golongan", key=key, found=person.pangkat_golongan, alasan=reason)
    elif status and parsed.pppk != (status.nomor == "PPPK"):
        yield temuan("daftar-golongan-status", key=key, found=person.pangkat_golongan, status=person.status)


def check_email(address: str, key: str) -> Iterator[Finding]:
    """One address, without a name and without blanks; an empty one is legal."""
    if address and not _EMAIL.fullmatch(address):
        yield temuan("daftar-email", key=key, found=address)


def check_unit_of_person(person: Pegawai, number: int, organisasi: Organisasi) -> Iterator[Finding]:
    """A person works in a unit of sheet Unit."""
    key = slot_key("pegawai", number, "unit_kerja")
    if not person.unit_kerja:
        yield temuan("daftar-unit-kosong", key=key)
    elif organisasi.find_unit(person.unit_kerja) is None:
        yield temuan("daftar-unit", key=key, found=person.unit_kerja)


def check_duplicate_nip(organisasi: Organisasi, aturan: AturanKepegawaian) -> Iterator[Finding]:
    """NIP + jabatan + penilai + days is one SKP: a second row of a person that differs in one of them is legal, else not.

    Who has moved has no days in both posts, or they count twice; an acting post (Plt., Plh.) stands beside one's own.
    """
    same: dict[str, list[tuple[int, Pegawai]]] = defaultdict(list)
    for number, person in enumerate(organisasi.pegawai, start=1):
        if person.nip:
            same[person.nip].append((number, person))
    for rows in same.values():
        first = rows[0][1]
        for place, (number, person) in enumerate(rows[1:], start=1):
            before = [row for _, row in rows[:place]]
            under = [row for row in before if _penilai(row) == _penilai(person)]
            # Of two names one is most likely not his.
            another = bool(person.nama and first.nama) and bare_name(person.nama) != bare_name(first.nama)
            twin = next((row for row in under if another or _same_post(row, person)), None)
            key = slot_key("pegawai", number, "nip")
            doubled = [row for row in before if _common_days(row, person) is not None]
            own = (row for row in doubled if not any(aturan.is_acting(one.jabatan) for one in (row, person)))
            moved = next((row for row in own if _has_moved(row, person)), None)
            if twin or (doubled and moved is None):
                code = "daftar-nip-ganda" if twin else "daftar-nip-dua-jabatan" if under else "daftar-nip-dua-penilai"
                yield temuan(code, key=key, found=person.nip, baris=(twin or (under or [first])[0]).baris)
            elif moved is not None:
                days = " s.d. ".join(f"{day:%d-%m-%Y}" if day else "…" for day in _common_days(moved, person) or ())
                yield temuan("daftar-masa-bertumpuk", key=key, found=person.nip, baris=moved.baris, masa=days)
            else:
                yield temuan("daftar-nip-berurutan", key=key, found=person.nip, baris=before[-1].baris)
            if another:
                yield temuan(
                    "daftar-nip-dua-nama",
                    key=slot_key("pegawai", number, "nama"),
                    found=person.nama,
                    suggestion=first.nama,
                    baris=first.baris,
                )


def check_two_numbers(organisasi: Organisasi) -> Iterator[Finding]:
    """One name (but for titles) and one birth date with two NIPs: most often one person whose NIP was written wrongly once."""
    same: dict[tuple[str, str], list[tuple[int, Pegawai]]] = defaultdict(list)
    for number, person in enumerate(organisasi.pegawai, start=1):
        if person.nama and len(person.nip) == 18:
            same[bare_name(person.nama), person.nip[:8]].append((number, person))
    for rows in same.values():
        nips = {person.nip for _, person in rows}
        for number, person in rows if len(nips) > 1 else ():
            others = ", ".join(sorted(nips - {person.nip}))
            yield temuan("daftar-nama-dua-nip", key=slot_key("pegawai", number, "nama"), found=person.nama, lain=others)


def _same_post(one: Pegawai, other: Pegawai) -> bool:
    """The same jabatan in the same unit, with days in common."""
    same = sidik(one.jabatan) == sidik(other.jabatan) and sidik(one.unit_kerja) == sidik(other.unit_kerja)
    return same and _common_days(one, other) is not None


def _has_moved(one: Pegawai, other: Pegawai) -> bool:
    """Whether of two rows the later is likely a move (another unit, or the same jabatan) and no further post: it has days."""
    dated = any((one.mulai, one.selesai, other.mulai, other.selesai))
    return dated and (sidik(one.unit_kerja) != sidik(other.unit_kerja) or sidik(one.jabatan) == sidik(other.jabatan))


def _common_days(one: Pegawai, other: Pegawai) -> tuple[date | None, date | None] | None:
    """The first and last day in both posts (None where it is open); None where they have none in common."""
    starts = max((day for day in (one.mulai, other.mulai) if day), default=None)
    ends = min((day for day in (one.selesai, other.selesai) if day), default=None)
    return None if starts and ends and ends < starts else (starts, ends)


def check_days(person: Pegawai, number: int) -> Iterator[Finding]:
    """The last day in a post does not come before the first."""
    if person.mulai and person.selesai and person.selesai < person.mulai:
        key = slot_key("pegawai", number, "selesai")
        yield temuan(
            "daftar-masa-terbalik", key=key, found=f"{person.selesai:%d-%m-%Y}", mulai=f"{person.mulai:%d-%m-%Y}"
        )


def _penilai(person: Pegawai) -> str:
    return person.nip_penilai or (sidik(person.penilai_luar.nama) if person.penilai_luar else "")
