"""Placing a matriks: people down, columns across, and rows for people of other units."""

from typing import Any

from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokMatriks
from skpxl.template.cursor import Penata
from skpxl.template.slots import Kotak, LetakMatriks, Slot


def widen(p: Penata, blok: BlokMatriks) -> None:
    """Give the sheet a column per product: wide ones for few products, narrow ones for many."""
    banyak = max(p.jumlah.get("kolom", 1), 1)
    p.kisi += [max(blok.lebar_minimal, min(blok.lebar, 150 / banyak))] * banyak
    p.kolom_cetak = len(p.kisi)
    p.ulang_kolom = len(p.lembar.kisi)
    # So many products share a page's width; more go on over further pages, names repeated.
    p.lebar_halaman = -(-banyak // blok.kolom_per_halaman)


def place_matriks(p: Penata, blok: BlokMatriks) -> None:
    """Two heading rows, the people of the unit, and (but on a finished paper) rows for people of other units."""
    banyak_kolom = max(p.jumlah.get("kolom", 1), 1)
    banyak_baris = p.jumlah.get("baris", 1)
    banyak_lain = 0 if p.jadi else p.jumlah.get("lain", blok.lain)
    tetap = len(p.lembar.kisi)
    awal = p.baris
    p.write(blok.judul_nama, "kepala", 1, turun=1)
    p.write(blok.judul_jabatan, "kepala", 2, turun=1)
    p.write(blok.judul_kolom, "kepala", tetap + 1, banyak_kolom)
    p.advance(18)
    for kolom in range(1, banyak_kolom + 1):
        _sel(p, (blok.id, "kolom", kolom), tetap + kolom, "kepala", f"Judul kolom {kolom}")
    p.advance(30)
    p.ulang = (awal, p.baris - 1)
    kepala = p.baris - 1
    baris_orang: list[int] = []
    for baris in range(1, banyak_baris + banyak_lain + 1):
        luar = baris > banyak_baris
        if baris == banyak_baris + 1:
            p.write(blok.judul_lain, "bagian", 1, len(p.kisi))
            p.advance(18)
        baris_orang.append(p.baris)
        _baris(p, blok, baris, banyak_kolom, luar=luar)
    p.matriks.append(
        LetakMatriks(
            p.lembar.nama,
            blok,
            kepala=kepala,
            baris=tuple(baris_orang),
            luar_dari=banyak_baris + 1 if banyak_lain else 0,
            nama=1,
            kolom=tuple(range(tetap + 1, tetap + banyak_kolom + 1)),
        )
    )
    p.advance(8)


def _baris(p: Penata, blok: BlokMatriks, baris: int, banyak_kolom: int, *, luar: bool) -> None:
    tempat = f"Baris {baris}"
    akar = (blok.id, "baris", baris)
    if luar:
        pegawai = {"daftar": blok.daftar_lain, "bebas": True, "petunjuk": blok.petunjuk_nama}
        _sel(p, (*akar, "nama"), 1, "isian", tempat, terkunci=False, **pegawai)
        _sel(p, (*akar, "jabatan"), 2, "isian", tempat, terkunci=False, petunjuk=blok.petunjuk_jabatan)
    else:
        _sel(p, (*akar, "nama"), 1, "nilai_atas", tempat)
        _sel(p, (*akar, "jabatan"), 2, "nilai_atas", tempat)
    peran = {"daftar": blok.pembuka or "", "saran": True, "petunjuk": blok.petunjuk_peran}
    for kolom in range(1, banyak_kolom + 1):
        path = (*akar, "peran", kolom)
        col = len(p.lembar.kisi) + kolom
        if p.jadi:
            _sel(p, path, col, "nilai_atas", tempat)
        else:
            _sel(p, path, col, "isian", f"{tempat}, kolom {kolom}", terkunci=False, **peran)
    p.advance(18 if p.jadi else blok.tinggi, lentur=not p.jadi)


def _sel(
    p: Penata,
    path: tuple[str | int, ...],
    col: int,
    gaya: str,
    tempat: str,
    *,
    terkunci: bool = True,
    **lagi: Any,
) -> None:
    apa = path[-1] if isinstance(path[-1], str) else path[-2]
    p.slots.append(
        Slot(
            key=slot_key(*path),
            path=path,
            sheet=p.lembar.nama,
            kotak=Kotak(p.baris, col, p.baris, col),
            terkunci=terkunci,
            gaya=gaya,
            tempat=tempat,
            sebutan=str(apa),
            **lagi,
        )
    )
