"""Units for a roster that names them only beside its people, and which of two unit columns counts. It opens no file."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from skpxl.foreign.table import TableRow
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Cell

_KODE_MAKS = 40


def choose_unit(sel: dict[str, Cell], kode: set[str]) -> None:
    """Let `unit_id` be the person's unit where a unit table knows this code (or no name is given); else the name."""
    unit_id = sel.pop("unit_id", None)
    if unit_id is not None and ("unit_kerja" not in sel or sidik(unit_id.text) in kode):
        sel["unit_kerja"] = unit_id


def units_of_people(baris: Iterable[TableRow]) -> list[TableRow]:
    """One unit for every name that people work in, apart by perangkat daerah; codes come from the names alone.

    The rows are sorted by code, so that the order of people does not matter. Each unit's cells are those of the first
    person in it.
    """
    pertama: dict[tuple[str, str], TableRow] = {}
    tulisan: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for satu in baris:
        unit = satu.sel.get("unit_kerja")
        if unit is None or unit.kind in ("galat", "kosong") or not rapi(unit.text).strip("-"):
            continue
        induk = satu.sel.get("perangkat_daerah")
        key = (sidik(unit.text), sidik(induk.text) if induk else "")
        pertama.setdefault(key, satu)
        tulisan[key][rapi(unit.text)] += 1
    kode = _codes(list(pertama))
    hasil = []
    for key in sorted(pertama, key=lambda satu: kode[satu]):
        asal = pertama[key]
        sel = asal.sel["unit_kerja"]
        nama = min(tulisan[key], key=lambda teks: (-tulisan[key][teks], teks))
        isi = {"kode": replace(sel, text=kode[key], kind="teks"), "nama": replace(sel, text=nama, kind="teks")}
        if "perangkat_daerah" in asal.sel:
            isi["perangkat_daerah"] = asal.sel["perangkat_daerah"]
        hasil.append(TableRow(asal.nomor, isi, asal.lembar))
    return hasil


def _codes(key: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A code for each (unit, perangkat daerah): the unit's name, with the perangkat daerah's where names are equal."""
    banyak = Counter(_code(unit) for unit, _ in key)
    kode: dict[tuple[str, str], str] = {}
    for satu in sorted(key):
        unit, induk = satu
        calon = _code(unit) if banyak[_code(unit)] == 1 else f"{_code(unit)}-{_code(induk)}"
        nomor, dasar = 2, calon
        while calon in kode.values():
            calon, nomor = f"{dasar}-{nomor}", nomor + 1
        kode[satu] = calon
    return kode


def _code(nama: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", nama).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "-", ascii_.upper()).strip("-")[:_KODE_MAKS].strip("-") or "UNIT"
