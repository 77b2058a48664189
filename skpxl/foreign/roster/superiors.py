"""Superiors that a roster does not give by NIP: named ones found among its people, or heads of units. Each one is said."""

from collections import defaultdict

from skpxl.findings import Finding, temuan
from skpxl.model.nama import bare_name
from skpxl.model.pegawai import Pegawai
from skpxl.model.skp import slot_key
from skpxl.model.unit import Organisasi


def name_superiors(pegawai: tuple[Pegawai, ...]) -> tuple[tuple[Pegawai, ...], list[Finding]]:
    """People whose penilai is only named get his NIP where exactly one person of the roster has that name."""
    bernama: dict[str, set[str]] = defaultdict(set)
    for orang in pegawai:
        if orang.nama and orang.nip:
            bernama[bare_name(orang.nama)].add(orang.nip)
    hasil: list[Pegawai] = []
    ragu: list[Finding] = []
    for nomor, orang in enumerate(pegawai, start=1):
        luar = orang.penilai_luar
        calon = bernama.get(bare_name(luar.nama), set()) if luar and not orang.nip_penilai else set()
        if luar is not None and len(calon) == 1 and calon != {orang.nip}:
            nip = next(iter(calon))
            key = slot_key("pegawai", nomor, "penilai_nama")
            ragu.append(temuan("daftar-penilai-nama", key=key, found=luar.nama, suggestion=nip))
            orang = orang.model_copy(update={"nip_penilai": nip, "penilai_luar": None})
        hasil.append(orang)
    return tuple(hasil), ragu


def heads_as_superiors(organisasi: Organisasi) -> tuple[tuple[Pegawai, ...], list[Finding]]:
    """People without penilai get the nearest pimpinan at or above their unit; only where a map asks for it."""
    hasil: list[Pegawai] = []
    ragu: list[Finding] = []
    for nomor, orang in enumerate(organisasi.pegawai, start=1):
        if not (orang.kosong or orang.nip_penilai or orang.penilai_luar):
            atas = (unit for unit in organisasi.rantai_unit(orang.unit_kerja) if unit.pimpinan not in ("", orang.nip))
            if unit := next(atas, None):
                key = slot_key("pegawai", nomor, "nip_penilai")
                ragu.append(temuan("daftar-penilai-unit", key=key, found=unit.nama, suggestion=unit.pimpinan))
                orang = orang.model_copy(update={"nip_penilai": unit.pimpinan})
        hasil.append(orang)
    return tuple(hasil), ragu
