"""The cells of one person as a foreign roster has them, brought to the columns of ours; every change is a doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from skpxl.foreign.people import (
    digits_of,
    glued_title,
    nip_inside,
    rank_line,
    split_name_and_nip,
    split_rows,
    two_posts,
    with_titles,
)
from skpxl.foreign.roster.plausible import is_figures
from skpxl.foreign.roster.words import RosterWords
from skpxl.model.nip import clean_nip
from skpxl.model.teks import rapi
from skpxl.template.labels import Label
from skpxl.xlsx.grid import Cell

_DATE_BEHIND = re.compile(
    r"[\s,;/(]+(?:tmt\b[\s.:]*\S.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\)?|\d{4}-\d{2}-\d{2}\)?)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Doubt:
    """A doubt about one cell: code, the cell, what was read, what may be meant, and further parts of the sentence."""

    code: str
    cell: Cell
    found: str = ""
    suggestion: str = ""
    details: tuple[tuple[str, str], ...] = ()


def tidy_person(original: dict[str, Cell], words: RosterWords) -> tuple[dict[str, Cell], list[Doubt]]:
    """Cells by our columns from cells by the words of a map, and the doubts. `unit_id` is left for later."""
    cells = dict(original)
    label = words.label
    doubts: list[Doubt] = []
    doubts += _name_and_nip(cells, label)
    doubts += _nip(cells)
    _golongan(cells)
    doubts += _titles(cells, label)
    doubts += _superior(cells, label)
    doubts += _figures(cells)
    if (jabatan := cells.get("jabatan")) and two_posts(jabatan.text, label):
        doubts.append(Doubt("daftar-jabatan-dua", jabatan, jabatan.text))
    return cells, doubts


def _name_and_nip(cells: dict[str, Cell], label: Label) -> Iterator[Doubt]:
    """Take apart a cell with name and NIP; also a name's cell that holds a NIP as well."""
    both = cells.pop("nama_nip", None)
    name = both or cells.get("nama")
    if name is None or name.kind != "teks":
        if name is not None and both is not None:
            cells["nip" if name.kind == "angka" else "nama"] = name
        return
    split = split_rows(name.text, label)
    if both is None and len(split.nip) < 15:
        return
    if not {"pangkat_golongan", "golongan", "pangkat"} & set(cells) and (rank := rank_line(name.text, label)):
        cells["pangkat_golongan"] = _text(name, rank)
    if split.nama:
        cells["nama"] = _text(name, split.nama)
    elif both is None:
        del cells["nama"]
    differs = "nip" in cells and clean_nip(cells["nip"].text) not in ("", split.nip)
    if split.nip and "nip" not in cells:
        cells["nip"] = _text(name, split.nip)
    if split.lekat or both is None or differs:
        yield Doubt("daftar-nama-nip", name, name.text, f"{split.nama} | {split.nip}")


def _figures(cells: dict[str, Cell]) -> Iterator[Doubt]:
    """Figures and per cent are no jabatan and no name: they are left out, and said."""
    for word, code in (("jabatan", "daftar-jabatan-angka"), ("nama", "daftar-nama-angka")):
        cell = cells.get(word)
        if cell is None:
            continue
        text = rapi(cell.text)
        if is_figures(text) and (word != "nama" or len(digits_of(text)) < 8):
            del cells[word]
            yield Doubt(code, cell, text)
        elif word == "jabatan" and (bare := without_date(text)) != text:
            cells[word] = _text(cell, bare)


def without_date(text: str) -> str:
    """A pangkat or jabatan without the date behind it: `Placer, III/c TMT 01-04-2020`."""
    return _DATE_BEHIND.sub("", text).strip(" ,;/(-") if _DATE_BEHIND.search(text) else text


def _nip(cells: dict[str, Cell]) -> Iterator[Doubt]:
    """A NIP within other signs (`H.7.1971...`) is taken out of them, and said."""
    nip = cells.get("nip")
    if nip is None or nip.kind != "teks" or digits_of(nip.text):
        return
    if inside := nip_inside(nip.text):
        cells["nip"] = _text(nip, inside)
        yield Doubt("daftar-nip-dipetik", nip, nip.text, inside)


def _golongan(cells: dict[str, Cell]) -> None:
    """Pangkat and golongan in two columns are one text on the form; a date behind it is not."""
    for word in ("pangkat_golongan", "pangkat", "golongan"):
        if (cell := cells.get(word)) and (bare := without_date(rapi(cell.text))) != rapi(cell.text):
            cells[word] = _text(cell, bare)
    pangkat, golongan = cells.pop("pangkat", None), cells.pop("golongan", None)
    if "pangkat_golongan" in cells or not (pangkat or golongan):
        return
    filled = [cell for cell in (pangkat, golongan) if cell and rapi(cell.text).strip("-")]
    base = golongan or pangkat
    if base and filled:
        cells["pangkat_golongan"] = (
            _text(filled[-1], ", ".join(rapi(cell.text) for cell in filled)) if len(filled) > 1 else filled[0]
        )


def _titles(cells: dict[str, Cell], label: Label) -> Iterator[Doubt]:
    before, after = cells.pop("gelar_depan", None), cells.pop("gelar_belakang", None)
    name = cells.get("nama")
    if name is None or name.kind != "teks":
        return
    if before or after:
        whole, double = with_titles(before.text if before else "", name.text, after.text if after else "")
        cells["nama"] = _text(name, whole)
        if double:
            yield Doubt("daftar-gelar-ganda", name, name.text, whole)
    if meant := glued_title(rapi(cells["nama"].text), label):
        yield Doubt("daftar-gelar-lekat", name, rapi(cells["nama"].text), meant)


def _superior(cells: dict[str, Cell], label: Label) -> Iterator[Doubt]:
    both = cells.pop("penilai_nama_nip", None)
    if both is None:
        return
    if both.kind == "angka":
        cells.setdefault("nip_penilai", both)
        return
    split = split_name_and_nip(both.text, label)
    if split.nama and split.nama.strip("- "):
        cells.setdefault("penilai_nama", _text(both, split.nama))
    if split.nip:
        cells.setdefault("nip_penilai", _text(both, split.nip))
    if split.lekat:
        yield Doubt("daftar-nama-nip", both, both.text, f"{split.nama} | {split.nip}")


def _text(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text, kind="teks", raw="", formula=None)
