"""Superiors that a roster does not give by NIP: named ones found among its people, or heads of units. Each one is said."""

from collections import defaultdict

from skpxl.findings import Finding, temuan
from skpxl.model.nama import bare_name
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import Identitas, slot_key
from skpxl.model.unit import Organisasi


def name_superiors(pegawai: tuple[Pegawai, ...]) -> tuple[tuple[Pegawai, ...], list[Finding]]:
    """People whose penilai is only named get his NIP where exactly one person of the roster has that name."""
    named: dict[str, set[str]] = defaultdict(set)
    for person in pegawai:
        if person.nama and person.nip:
            named[bare_name(person.nama)].add(person.nip)
    people: list[Pegawai] = []
    doubts: list[Finding] = []
    for number, person in enumerate(pegawai, start=1):
        outside = person.penilai_luar
        candidates = named.get(bare_name(outside.nama), set()) if outside and not person.nip_penilai else set()
        if outside is not None and len(candidates) == 1 and candidates != {person.nip}:
            nip = next(iter(candidates))
            key = slot_key("pegawai", number, "penilai_nama")
            doubts.append(temuan("daftar-penilai-nama", key=key, found=outside.nama, suggestion=nip))
            person = person.model_copy(update={"nip_penilai": nip, "penilai_luar": None})
        people.append(person)
    return tuple(people), doubts


def heads_as_superiors(organisasi: Organisasi) -> tuple[tuple[Pegawai, ...], list[Finding]]:
    """People without penilai get the nearest pimpinan at or above their unit; only where a map asks for it."""
    people: list[Pegawai] = []
    doubts: list[Finding] = []
    for number, person in enumerate(organisasi.pegawai, start=1):
        if not (person.kosong or person.nip_penilai or person.penilai_luar):
            above = (
                unit for unit in organisasi.rantai_unit(person.unit_kerja) if unit.pimpinan not in ("", person.nip)
            )
            if unit := next(above, None):
                key = slot_key("pegawai", number, "nip_penilai")
                doubts.append(temuan("daftar-penilai-unit", key=key, found=unit.nama, suggestion=unit.pimpinan))
                person = person.model_copy(update={"nip_penilai": unit.pimpinan})
        people.append(person)
    return tuple(people), doubts


def written_superior(texts: dict[str, str], nip_penilai: str) -> Identitas | None:
    """The superior as the row itself describes him, or None where it says nothing."""
    values = {column: texts[f"penilai_{column}"] for column in ("nama", "jabatan", "pangkat_golongan", "unit_kerja")}
    return Identitas(nip=nip_penilai, **values) if any(values.values()) else None
