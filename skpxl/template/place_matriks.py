"""Placing a matriks: people down, columns across, and rows for people of other units."""

from typing import Any

from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokMatriks
from skpxl.template.cursor import Placer
from skpxl.template.printed_blocks import BlokPerProduk
from skpxl.template.slots import Kotak, LetakMatriks, Slot


def widen(p: Placer, blok: BlokMatriks) -> None:
    """Give the sheet a column per product: as wide as was found out for them, else wide for few, narrow for many."""
    count = max(p.jumlah.get("kolom", 1), 1)
    if p.lebar:
        p.kisi[:] = p.lebar.tetap
        p.kisi += [width for page in p.lebar.halaman for width in page]
        p.lebar_halaman = len(p.lebar.halaman)
        p.kolom_pertama = len(p.lebar.tetap) + len(p.lebar.halaman[0])
    else:
        p.kisi += [max(blok.lebar_minimal, min(blok.lebar, 150 / count))] * count
        # So many products share a page's width; more go on over further pages, names repeated.
        p.lebar_halaman = -(-count // blok.kolom_per_halaman)
    p.kolom_cetak = len(p.kisi)
    p.ulang_kolom = len(p.lembar.kisi)


def place_matriks(p: Placer, blok: BlokMatriks) -> None:
    """Two heading rows, the people of the unit, and (but on a finished paper) rows for people of other units."""
    columns = max(p.jumlah.get("kolom", 1), 1)
    people = p.jumlah.get("baris", 1)
    guests = 0 if p.jadi else p.jumlah.get("lain", blok.lain)
    fixed = len(p.lembar.kisi)
    first = p.row
    p.write(blok.judul_nama, "kepala", 1, turun=1)
    p.write(blok.judul_jabatan, "kepala", 2, turun=1)
    start = fixed + 1
    for width in [len(page) for page in p.lebar.halaman] if p.lebar else [columns]:
        p.write(blok.judul_kolom, "kepala", start, width)
        start += width
    p.advance(18)
    for column in range(1, columns + 1):
        _slot(p, (blok.id, "kolom", column), fixed + column, "kepala", f"Judul kolom {column}")
    p.advance(30)
    p.ulang = (first, p.row - 1)
    heading_row = p.row - 1
    rows: list[int] = []
    for number in range(1, people + guests + 1):
        guest = number > people
        if number == people + 1:
            p.write(blok.judul_lain, "bagian", 1, len(p.kisi))
            p.advance(18)
        rows.append(p.row)
        _person_row(p, blok, number, columns, guest=guest)
    p.matriks.append(
        LetakMatriks(
            p.lembar.nama,
            blok,
            kepala=heading_row,
            baris=tuple(rows),
            luar_dari=people + 1 if guests else 0,
            nama=1,
            kolom=tuple(range(fixed + 1, fixed + columns + 1)),
        )
    )
    p.advance(8)


def place_products(p: Placer, blok: BlokPerProduk) -> None:
    """The heading, then one row for a product and one for somebody who serves it: the others have the same cells."""
    for col, title in enumerate((blok.judul_nama, blok.judul_jabatan, blok.judul_peran), start=1):
        p.write(title, "kepala", col)
    p.ulang = (p.row, p.row)
    p.advance(20)
    _slot(p, (blok.id, "produk"), 1, "bagian", "Produk", col_to=len(p.kisi))
    p.advance(18)
    for col, part in enumerate(("nama", "jabatan", "peran"), start=1):
        _slot(p, (blok.id, part), col, "nilai_atas", "Pendukung")
    p.advance(18)
    p.advance(8)


def _person_row(p: Placer, blok: BlokMatriks, number: int, columns: int, *, guest: bool) -> None:
    place = f"Baris {number}"
    root = (blok.id, "baris", number)
    if guest:
        person: dict[str, Any] = {"daftar": blok.daftar_lain, "bebas": True, "petunjuk": blok.petunjuk_nama}
        _slot(p, (*root, "nama"), 1, "isian", place, terkunci=False, **person)
        _slot(p, (*root, "jabatan"), 2, "isian", place, terkunci=False, petunjuk=blok.petunjuk_jabatan)
    else:
        _slot(p, (*root, "nama"), 1, "nilai_atas", place)
        _slot(p, (*root, "jabatan"), 2, "nilai_atas", place)
    roles: dict[str, Any] = {"daftar": blok.pembuka or "", "saran": True, "petunjuk": blok.petunjuk_peran}
    for column in range(1, columns + 1):
        path = (*root, "peran", column)
        col = len(p.lembar.kisi) + column
        if p.jadi:
            _slot(p, path, col, "nilai_atas", place)
        else:
            _slot(p, path, col, "isian", f"{place}, kolom {column}", terkunci=False, **roles)
    p.advance(18 if p.jadi else blok.tinggi, lentur=not p.jadi)


def _slot(
    p: Placer,
    path: tuple[str | int, ...],
    col: int,
    gaya: str,
    place: str,
    *,
    terkunci: bool = True,
    col_to: int = 0,
    **options: Any,
) -> None:
    part = path[-1] if isinstance(path[-1], str) else path[-2]
    p.slots.append(
        Slot(
            key=slot_key(*path),
            path=path,
            sheet=p.lembar.nama,
            kotak=Kotak(p.row, col, p.row, col_to or col),
            terkunci=terkunci,
            gaya=gaya,
            tempat=place,
            sebutan=str(part),
            **options,
        )
    )
