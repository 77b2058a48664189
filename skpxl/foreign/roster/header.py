"""Where the headers of a sheet are, over how many rows, and what each column is called; not what the rows below say."""

import re
from collections import defaultdict
from dataclasses import dataclass

from skpxl.foreign.roster.titles import Isi, field_of, field_of_path, is_group, is_subtitle, normal
from skpxl.model.teks import rapi
from skpxl.xlsx.grid import Cell, Lembar

_BARIS_MAKS = 4  # rows of one header
_ANGKA_DATA = re.compile(r"(?:\d[\s.]?){8,}")


@dataclass(frozen=True)
class Kepala:
    """One header: its first and last row, titles per column from above, and the columns for each of our words."""

    isi: Isi
    awal: int
    akhir: int
    jalur: dict[int, tuple[str, ...]]
    calon: dict[str, list[tuple[int, int]]]  # our word -> (rank, column), best first


class Kisi:
    """A sheet by rows, with its merges at hand."""

    def __init__(self, lembar: Lembar) -> None:
        self.lembar = lembar
        self.baris: dict[int, dict[int, Cell]] = defaultdict(dict)
        for (row, col), sel in sorted(lembar.cells.items()):
            if sel.kind in ("galat", "kosong") or rapi(sel.text):
                self.baris[row][col] = sel
        self._asal: dict[tuple[int, int], tuple[int, int]] = {}
        self._dari_atas: set[int] = set()
        lebar = max((col for _, col in lembar.cells), default=1)
        self._mendatar = {r1 for r1, c1, _, c2 in lembar.merges if 0 < c2 - c1 < lebar - 1}
        for r1, c1, r2, c2 in lembar.merges:
            if (r2 - r1 + 1) * (c2 - c1 + 1) <= 100_000:
                self._asal |= {(r, c): (r1, c1) for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)}
                self._dari_atas |= set(range(r1 + 1, r2 + 1))

    def teks(self, row: int, col: int) -> str:
        """The text of a cell, or of the merge that covers it."""
        sel = self.sel(row, col)
        return rapi(sel.text) if sel else ""

    def sel(self, row: int, col: int) -> Cell | None:
        """The cell, or the one whose merge covers it."""
        langsung = self.baris[row].get(col) if row in self.baris else None
        asal = self._asal.get((row, col)) if langsung is None else None
        return self.baris[asal[0]].get(asal[1]) if asal and asal[0] in self.baris else langsung

    def dari_atas(self, row: int) -> bool:
        """True where a merge that began above reaches into this row."""
        return row in self._dari_atas

    def mendatar(self, row: int) -> bool:
        """True where a merge over some, not all, columns of the sheet begins in this row."""
        return row in self._mendatar


def find_headers(kisi: Kisi) -> list[Kepala]:
    """Every header of a sheet, from above."""
    hasil: list[Kepala] = []
    sampai = 0
    for row in sorted(kisi.baris):
        if row <= sampai or not _anchor(kisi, row):
            continue
        awal, akhir = _up(kisi, row, sampai), _down(kisi, row)
        kepala = read_header(kisi, awal, akhir)
        if kepala is None:
            continue
        hasil.append(kepala)
        sampai = akhir
    return hasil


def read_header(kisi: Kisi, awal: int, akhir: int, isi: Isi | None = None) -> Kepala | None:
    """The header in these rows; None where it is none of a kind we know (of kind `isi`, where one is asked for)."""
    jalur = titles(kisi, awal, akhir)
    terbaik: Kepala | None = None
    for satu in ("pegawai", "unit", "produk") if isi is None else (isi,):
        calon: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for col, judul in jalur.items():
            if bidang := field_of_path(satu, judul):
                calon[bidang[0]].append((bidang[1], col))
        kepala = Kepala(satu, awal, akhir, jalur, {kata: sorted(tempat) for kata, tempat in calon.items()})
        if (_lengkap(satu, set(calon)) or isi) and (terbaik is None or len(calon) > len(terbaik.calon)):
            terbaik = kepala
    return terbaik


def titles(kisi: Kisi, awal: int, akhir: int) -> dict[int, tuple[str, ...]]:
    """The titles of every column from above; a head over several columns counts for each, merged or not."""
    kolom = sorted({col for row in range(awal, akhir + 1) for col in kisi.baris.get(row, {})})
    jalur: dict[int, tuple[str, ...]] = {}
    for col in range(kolom[0], kolom[-1] + 1) if kolom else ():
        isi: list[str] = []
        for row in range(awal, akhir + 1):
            teks = kisi.teks(row, col) or (_head(kisi, row, col, akhir) if row < akhir and not isi else "")
            if teks and (not isi or isi[-1] != teks):
                isi.append(teks)
        if isi:
            jalur[col] = tuple(isi)
    return jalur


def _head(kisi: Kisi, row: int, col: int, akhir: int) -> str:
    """The unmerged head to the left of a column that has a title of its own only further down."""
    for kiri in range(col, 0, -1):
        if not any(kisi.teks(bawah, kiri) for bawah in range(row + 1, akhir + 1)):
            return ""
        if teks := kisi.teks(row, kiri):
            return teks
    return ""


def _anchor(kisi: Kisi, row: int) -> bool:
    isi = kisi.baris[row]
    if len(isi) < 2 or is_data(isi):
        return False
    for jenis in ("pegawai", "unit", "produk"):
        kata = {bidang[0] for sel in isi.values() if (bidang := field_of(jenis, normal(sel.text)))}
        if _lengkap(jenis, kata):
            return True
    return False


def _lengkap(isi: Isi, kata: set[str]) -> bool:
    if isi == "pegawai":
        return bool(kata & {"nip", "nama", "nama_nip"}) and len(kata) >= 2
    if isi == "unit":
        return {"kode", "nama"} <= kata and bool(kata & {"induk", "pimpinan"})
    return {"unit", "kode", "teks"} <= kata


def is_data(isi: dict[int, Cell]) -> bool:
    """True for a row with a long number in it, which no header has."""
    return any(sel.kind == "angka" and len(sel.text) > 3 or _ANGKA_DATA.search(rapi(sel.text)) for sel in isi.values())


def _up(kisi: Kisi, row: int, sampai: int) -> int:
    awal = row
    while awal - 1 > sampai and row - awal < _BARIS_MAKS - 1:
        isi = kisi.baris.get(awal - 1, {})
        kelompok = len(isi) > 1 and (kisi.mendatar(awal - 1) or any(is_group(sel.text) for sel in isi.values()))
        if is_data(isi) or not (kisi.dari_atas(awal) or kelompok):
            break
        awal -= 1
    return awal


def _down(kisi: Kisi, row: int) -> int:
    akhir = row
    while akhir - row < _BARIS_MAKS - 1:
        isi = kisi.baris.get(akhir + 1, {})
        sub = (
            any(is_subtitle(sel.text) for sel in isi.values())
            and any(col not in kisi.baris[akhir] for col in isi)  # a head above reaches over it
            and all(len(sel.text) <= 40 and sel.kind == "teks" for sel in isi.values())
        ) or (bool(isi) and all(_is_title(kisi, akhir, col, sel) for col, sel in isi.items()))
        if is_data(isi) or not (kisi.dari_atas(akhir + 1) or sub):
            break
        akhir += 1
    return akhir


def _is_title(kisi: Kisi, row: int, col: int, sel: Cell) -> bool:
    """True for a title below another one (`NIP` below `NAMA`: both stand in one column, one row below the other)."""
    judul = field_of("pegawai", normal(sel.text)) is not None or is_subtitle(sel.text)
    return bool(kisi.teks(row, col)) and judul
