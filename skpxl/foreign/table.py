"""A sheet with a header row, read as rows of named cells; what the columns mean is not known here."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby

from skpxl.errors import SkpxlError
from skpxl.foreign.roster_columns import PEGAWAI, TABEL, RosterTable
from skpxl.model.fate import tally
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.grid import Buku, Cell, Grid, a1

KEPALA_MAKS = 10  # the header stands within the first ten rows


@dataclass(frozen=True, slots=True)
class TableRow:
    """One non-blank row: its number in the file, and its non-empty cells by column key.

    `lembar` is its sheet where a table's rows come from several, else empty.
    """

    nomor: int
    sel: dict[str, Cell]
    lembar: str = ""


@dataclass(frozen=True, slots=True)
class TableContent:
    """What a sheet holds: the rows, the column number of every key, and rows with text outside the known columns."""

    lembar: str
    kolom: dict[str, int]
    baris: list[TableRow]
    asing: list[Cell]


class RowFate(StrEnum):
    """What becomes of a row below the header that is not empty."""

    DIBACA = "dibaca"
    DI_LUAR_KOLOM = "di luar kolom"
    KOSONG = "tanpa isi dalam kolomnya"


def read_table(buku: Buku, tabel: RosterTable, berkas: str) -> TableContent:
    """Read one sheet. Raises SkpxlError naming `berkas`, sheet and column where one is missing or stands twice.

    A row that is blank in all known columns is skipped; if it holds a text elsewhere, its first cell is in `asing`.
    """
    info = buku.find(tabel.lembar)
    if info is None:
        ada = ", ".join(satu.name for satu in buku.sheets)
        raise SkpxlError(f"Lembar “{tabel.lembar}” tidak ada di {berkas} (yang ada: {ada}); tambahkan lembar itu.")
    lembar = buku.sheet(info.name)
    kepala, kolom = _header(lembar, tabel, berkas)
    column_keys = {nomor: key for key, nomor in kolom.items()}
    baris: list[TableRow] = []
    asing: list[Cell] = []
    blank: list[int] = []
    urut = sorted(tempat for tempat in lembar.cells if tempat[0] > kepala)
    for nomor, tempat_baris in groupby(urut, key=lambda tempat: tempat[0]):
        isi = [lembar.cells[tempat] for tempat in tempat_baris]
        dikenal = {
            column_keys[sel.col]: sel
            for sel in isi
            if sel.col in column_keys and (sel.kind in ("galat", "kosong") or rapi(sel.text))
        }
        if dikenal:
            baris.append(TableRow(nomor, dikenal))
        elif lain := [sel for sel in isi if sel.col not in column_keys and sel.kind == "teks" and rapi(sel.text)]:
            asing.append(lain[0])
        else:
            blank.append(nomor)
    decided = [(satu.nomor, RowFate.DIBACA) for satu in baris]
    decided += [(sel.row, RowFate.DI_LUAR_KOLOM) for sel in asing]
    decided += [(nomor, RowFate.KOSONG) for nomor in blank]
    rows = {row for row, _ in lembar.cells if row > kepala}
    tally(f"baris lembar {info.name}", RowFate, rows, decided, lambda nomor: f"baris {nomor}")
    return TableContent(info.name, kolom, baris, asing)


def is_ours(buku: Buku) -> bool:
    """True for a workbook in the tidy layout: all its sheets are there, or sheet Pegawai has all its columns."""
    if all(buku.find(tabel.lembar) for tabel in TABEL):
        return True
    info = buku.find(PEGAWAI.lembar)
    if info is None:
        return False
    try:
        return bool(_header(buku.sheet(info.name), PEGAWAI, ""))
    except SkpxlError:
        return False


def _header(lembar: Grid, tabel: RosterTable, berkas: str) -> tuple[int, dict[str, int]]:
    """The header's row, and the column of every key. The row that knows most titles is the header."""
    judul = {_sama(teks): kolom.key for kolom in tabel.kolom for teks in (kolom.judul, *kolom.lain)}
    per_baris: dict[int, list[Cell]] = {}
    for (row, _), sel in sorted(lembar.cells.items()):
        if row <= KEPALA_MAKS:
            per_baris.setdefault(row, []).append(sel)
    terbaik, kolom = 0, dict[str, int]()
    for row, isi in per_baris.items():
        kenal: dict[str, int] = {}
        for sel in isi:
            key = judul.get(_sama(sel.text))
            if key is None:
                continue
            if key in kenal:
                raise SkpxlError(
                    f"Kolom “{tabel.judul(key)}” ada dua kali di lembar “{lembar.name}” berkas {berkas} "
                    f"({a1(row, kenal[key])} dan {sel.alamat}); hapus atau ganti nama salah satunya."
                )
            kenal[key] = sel.col
        if len(kenal) > len(kolom):
            terbaik, kolom = row, kenal
    kurang = [satu.judul for satu in tabel.kolom if satu.wajib and satu.key not in kolom]
    if not kurang:
        return terbaik, kolom
    if len(kolom) < min(2, len(tabel.kolom)):
        raise SkpxlError(
            f"Baris judul lembar “{lembar.name}” tidak ditemukan pada {KEPALA_MAKS} baris pertama berkas {berkas}; "
            f"tulis judul kolom: {', '.join(satu.judul for satu in tabel.kolom if satu.wajib)}."
        )
    ada = {_sama(sel.text): sel.text for sel in per_baris[terbaik] if _sama(sel.text) not in judul}
    mirip = {ada[satu] for teks in kurang for satu in get_close_matches(_sama(teks), ada, 1, 0.75)}
    saran = f" (mungkin ditulis “{'”, “'.join(sorted(mirip))}”)" if mirip else ""
    raise SkpxlError(
        f"Kolom “{'”, “'.join(kurang)}” tidak ada di lembar “{lembar.name}” berkas {berkas}{saran}; "
        "tambahkan kolom itu, isinya boleh kosong."
    )


def _sama(teks: str) -> str:
    return sidik(teks.replace("*", " ")).replace(" ", "")
