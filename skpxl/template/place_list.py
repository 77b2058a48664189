"""Placing an open list: the live line, the headings, the columns. Its rows are the data's; here nobody knows how many."""

from itertools import groupby
from math import ceil

from skpxl.model.keputusan import huruf
from skpxl.template.blocks import BlokDaftarTerbuka, KolomTerbuka
from skpxl.template.cursor import Placer
from skpxl.template.slots import KolomTerletak, LetakDaftar

HIDDEN_WIDTH = 8.0
_LETTERS_ON_PAGE = 280  # side by side; more of them print too small to be read


def widths(p: Placer, blok: BlokDaftarTerbuka) -> None:
    """Give the sheet a column per column of the list, hidden ones first; on several pages the frozen ones stand on each."""
    letters = [column.lebar for column, _ in _standing(p, blok)]
    p.kisi = [*[HIDDEN_WIDTH] * _hidden(blok), *letters]
    p.kolom_cetak = len(p.kisi)
    p.lebar_halaman = ceil(sum(letters) / _LETTERS_ON_PAGE)
    p.ulang_kolom = _hidden(blok) + blok.beku if p.lebar_halaman > 1 and blok.beku else 0


def place_open_list(p: Placer, blok: BlokDaftarTerbuka) -> None:
    """The live line where it has one, then the headings; columns that stand several times are told apart by letters."""
    live = p.row if blok.hitungan else 0
    if live:
        p.advance(24)
    first = _hidden(blok) + 1
    for col, heading in enumerate((blok.judul_kode, blok.judul_selesai)[: first - 1], start=1):
        p.write(heading, "kepala", col)
    placed = []
    for col, (column, number) in enumerate(_standing(p, blok), start=first):
        heading = column.judul.replace("{huruf}", huruf(number)) if column.ulang else column.judul
        placed.append(KolomTerletak(f"{column.id}_{number}" if column.ulang else column.id, heading, col, column))
        p.write(heading, column.gaya_judul, col)
    p.ulang = (p.row, p.row)
    kode, selesai = (1, 2) if blok.kode else (0, 0)
    p.daftar.append(LetakDaftar(p.lembar.nama, blok, live, p.row, kode, selesai, tuple(placed)))
    p.advance(blok.tinggi_kepala)


def _hidden(blok: BlokDaftarTerbuka) -> int:
    return 2 if blok.kode else 0


def _standing(p: Placer, blok: BlokDaftarTerbuka) -> list[tuple[KolomTerbuka, int]]:
    """The columns as they stand, each with its number: neighbours that stand several times do so together."""
    times = p.jumlah.get(blok.id, 1)
    standing: list[tuple[KolomTerbuka, int]] = []
    for repeated, group in groupby(blok.kolom, key=lambda column: column.ulang):
        columns = list(group)
        standing += [(column, number) for number in range(1, (times if repeated else 1) + 1) for column in columns]
    return standing
