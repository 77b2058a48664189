"""What the columns of a table without a header hold, told by their content alone; only what most rows agree on."""

import re
from collections.abc import Callable

from skpxl.foreign.people import split_name_and_nip
from skpxl.foreign.roster.words import RosterWords
from skpxl.foreign.sheet import Sheet
from skpxl.model.golongan import parse_golongan
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.teks import rapi

_SEBAGIAN_BESAR = 0.6
_BARIS_MAKS = 300  # enough to tell a column by
_NAMA = re.compile(r"[^\W\d_][^\d:;/@]{2,59}")


def columns_by_content(sheet: Sheet, words: RosterWords, golongan: list[str]) -> dict[str, int]:
    """Column numbers by our word, as far as content tells; at most one column each, a tie tells nothing."""
    baris = [sheet.rows[row] for row in sorted(sheet.rows)[:_BARIS_MAKS]]
    kolom: dict[int, list[str]] = {}
    for isi in baris:
        if len(isi) > 1:
            for col, sel in isi.items():
                kolom.setdefault(col, []).append(rapi(sel.text))
    orang = sum(
        any(_is_nip(rapi(sel.text)) or split_name_and_nip(sel.text).nip for sel in isi.values()) for isi in baris
    )
    if not orang:
        return {}
    kolom = {col: isi for col, isi in kolom.items() if len(isi) >= orang * _SEBAGIAN_BESAR}
    hasil: dict[str, int] = {}
    aturan: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("nip", _is_nip),
        ("nama_nip", lambda teks: bool((pecah := split_name_and_nip(teks)).nama) and parse_nip(pecah.nip).sah),
        ("email", lambda teks: bool(re.fullmatch(r"\S+@\S+\.\w+", teks))),
        ("pangkat_golongan", lambda teks: parse_golongan(teks, golongan)[0] is not None),
        ("unit_kerja", words.names_unit),
        ("jabatan", words.is_post),
    )
    for kata, cocok in aturan:
        calon = [
            col
            for col, isi in kolom.items()
            if col not in hasil.values() and sum(map(cocok, isi)) >= len(isi) * _SEBAGIAN_BESAR
        ]
        if len(calon) == 1:
            hasil[kata] = calon[0]
    if "nip" in hasil and "nama_nip" not in hasil:
        nama = [
            col
            for col, isi in kolom.items()
            if col not in hasil.values() and all(map(_NAMA.fullmatch, isi)) and len(set(isi)) >= len(isi) * 0.9
        ]
        if nama:
            terdekat = min(abs(col - hasil["nip"]) for col in nama)
            dekat = [col for col in nama if abs(col - hasil["nip"]) == terdekat]
            if len(dekat) == 1:
                hasil["nama"] = dekat[0]
    return hasil


def _is_nip(teks: str) -> bool:
    nip = clean_nip(teks)
    return nip.isdigit() and len(nip) == 18
