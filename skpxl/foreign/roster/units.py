"""Units for a roster that names them only beside its people, and which of two unit columns counts. It opens no file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from skpxl.files.names import marked, slug
from skpxl.foreign.table import TableRow
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Cell


def choose_unit(cells: dict[str, Cell], codes: set[str]) -> None:
    """Let `unit_id` be the person's unit where a unit table knows this code (or no name is given); else the name."""
    unit_id = cells.pop("unit_id", None)
    if unit_id is not None and ("unit_kerja" not in cells or sidik(unit_id.text) in codes):
        cells["unit_kerja"] = unit_id


def units_of_people(rows: Iterable[TableRow]) -> list[TableRow]:
    """One unit for every name that people work in, apart by perangkat daerah; codes come from the names alone.

    The rows are sorted by code, so that the order of people does not matter. Each unit's cells are those of the first
    person in it.
    """
    first: dict[tuple[str, str], TableRow] = {}
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        unit = row.sel.get("unit_kerja")
        if unit is None or unit.kind in ("galat", "kosong") or not rapi(unit.text).strip("-"):
            continue
        induk = row.sel.get("perangkat_daerah")
        key = (sidik(unit.text), sidik(induk.text) if induk else "")
        first.setdefault(key, row)
        spellings[key][rapi(unit.text)] += 1
    codes = _codes(list(first))
    units = []
    for key in sorted(first, key=lambda pair: codes[pair]):
        origin = first[key]
        cell = origin.sel["unit_kerja"]
        name = min(spellings[key], key=lambda text: (-spellings[key][text], text))
        cells = {"kode": replace(cell, text=codes[key], kind="teks"), "nama": replace(cell, text=name, kind="teks")}
        if "perangkat_daerah" in origin.sel:
            cells["perangkat_daerah"] = origin.sel["perangkat_daerah"]
        sheets = {"kode": origin.sheet_of("unit_kerja"), "nama": origin.sheet_of("unit_kerja")}
        units.append(TableRow(origin.nomor, cells, origin.lembar, sheets))
    return units


def _codes(key: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A code for each (unit, perangkat daerah): the unit's name, with the perangkat daerah's where names are equal.

    Names that only differ in signs get a mark of the whole: no code depends on the other rows' order, or is a number that
    another row may have tomorrow.
    """
    counts = Counter(_code(unit) for unit, _ in key)
    wanted = {
        pair: _code(pair[0]) if counts[_code(pair[0])] == 1 or not pair[1] else f"{_code(pair[0])}-{_code(pair[1])}"
        for pair in key
    }
    again = Counter(wanted.values())
    return {pair: marked(code, " · ".join(pair)).upper() if again[code] > 1 else code for pair, code in wanted.items()}


def _code(name: str) -> str:
    return "UNIT" if not re.search(r"[A-Za-z0-9]", name) else slug(name).upper()
