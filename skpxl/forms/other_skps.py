"""SKPs on further sheets of a returned workbook: a colleague's, or another of the same person. They are named, and not read."""

import re
from collections.abc import Mapping

from skpxl.findings import Finding, temuan
from skpxl.forms.likeness import looks_like_skp
from skpxl.forms.marks import OUR_SHEETS
from skpxl.forms.places import Places
from skpxl.model.nip import parse_nip
from skpxl.model.teks import one_line
from skpxl.template.form import Form
from skpxl.xlsx.grid import Grid
from skpxl.xlsx.snapshot import Snapshot

# How the rows of an identity begin, with or without a number before them.
_NIP, _NAME = (
    re.compile(rf"(?:\d+[.)]?\s*)?{word}\b(?=\s*(?::|$)|\W*\d)\W*", re.IGNORECASE) for word in ("nip", "nama")
)
_NAME_MAX = 80  # characters


def find_other_skps(snapshot: Snapshot, form: Form, places: Places) -> dict[str, Finding]:
    """What is to be said of each sheet that holds another SKP, by the sheet's name."""
    ours = OUR_SHEETS | {name for name, _, _ in places.values()}
    ours |= {info.name for page in form.layout.halaman if (info := snapshot.find(page.lembar.nama))}
    found = {}
    for info in snapshot.sheets:
        grid = snapshot.grids.get(info.name)
        if info.name in ours or not isinstance(grid, Grid) or not looks_like_skp(grid):
            continue
        nip, name = whose(grid)
        if not (nip or name):
            continue
        same = "orang yang sama" if nip == form.stamp.nip else ""
        person = ", ".join(filter(None, (same, name, f"NIP {nip}" if nip else "")))
        target = f"SKP_{nip}.xlsx" if nip else "SKP_lain.xlsx"
        finding = temuan("skp-lain-di-berkas", found=person, lembar=info.name, hasil=target)
        found[info.name] = finding.at(sheet=info.name)
    return found


def whose(grid: Grid) -> tuple[str, str]:
    """NIP and name of the person that a sheet describes first; each empty where it says none in that place."""
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(grid.cells.items()):
        rows.setdefault(row, []).append(one_line(cell.text))
    nip = parse_nip(_labelled(rows, _NIP))
    name = _labelled(rows, _NAME)
    return nip.digits if nip.sah else "", name if len(name) <= _NAME_MAX else ""


def _labelled(rows: Mapping[int, list[str]], label: re.Pattern[str]) -> str:
    """What stands behind the first such label, in its cell or in the next one of its row that says something."""
    for texts in rows.values():
        for number, text in enumerate(texts):
            if found := label.match(text):
                behind = (rest.strip(" :") for rest in (text[found.end() :], *texts[number + 1 : number + 3]))
                value = next(filter(None, behind), "")
                return "" if label.match(value) else value  # the next person's label
    return ""
