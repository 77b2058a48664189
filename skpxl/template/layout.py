"""Where everything on a sheet stands: with `cursor` and `place_*`, the only code that computes a row or a column.

`place(definition, jumlah)` walks the blocks down the sheet and gives *slots* (places whose content we want back) and *texts*
(printed only). Rows and columns count from 1. The writer and the reader use the same layout; it writes and reads nothing.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from skpxl.template.blocks import Blok, BlokDaftarTerbuka, BlokDaftarTetap, BlokIsian, BlokMatriks, BlokTabel
from skpxl.template.cursor import Placer
from skpxl.template.definition import Definition
from skpxl.template.place_list import place_open_list, widths
from skpxl.template.place_matriks import place_matriks, place_products, widen
from skpxl.template.place_printed import place_printed_table
from skpxl.template.place_simple import place_chart, place_fields, place_fixed_list, place_signatures, place_text
from skpxl.template.place_table import place_table
from skpxl.template.printed_blocks import BlokGrafik, BlokPerProduk, BlokTabelTercetak, BlokTandaTangan, BlokTeks
from skpxl.template.slots import Halaman, Kotak, Layout, LebarMatriks, LetakDaftar, LetakMatriks, Seksi, Teks

BARIS_STATUS = 1
# Below the last row of a sheet that ends in open rows, outside what is printed: it shows the reader whether rows were
# put in among them, and the person that nothing below is read.
AKHIR_LEMBAR = ("Akhir lembar ini; yang ditulis di bawahnya tidak dibaca.", "Akhir lembar")
# What a matriks has of its own number: people of the unit, columns, rows for people of other units.
JUMLAH_MATRIKS = ("baris", "kolom", "lain")


def shape(definition: Definition, jumlah: Iterable[tuple[str, int]] = ()) -> str:
    """A hash over keys, kinds and rows per item: what must not change without a new `versi` (8 hex digits).

    Labels, hints, widths and the number of items are left out, and so is a sheet that is `menyusul` unless `jumlah` names
    one of its sections.
    """
    named = {name for name, _ in jumlah}
    later = {name for sheet in definition.lembar if sheet.menyusul and not named & sheet.seksi for name in sheet.seksi}
    parts: list[str] = [definition.form, definition.versi]
    single = {bagian.id: 1 for blok in definition.blok_tabel() for bagian in blok.bagian}
    if any(isinstance(blok, BlokMatriks) for blok in definition.semua_blok()):
        single |= dict.fromkeys(JUMLAH_MATRIKS, 1)
    layout = place(definition, tuple(sorted((name, many) for name, many in single.items() if name not in later)))
    parts += [f"{letak.sheet}:{letak.blok.id}:{column.key}" for letak in layout.daftar for column in letak.kolom]
    for slot in layout.slots:
        parts.append(f"{slot.sheet}:{slot.key}:{slot.daftar}:{'K' if slot.terkunci else 'I'}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


@lru_cache(maxsize=64)
def place(
    definition: Definition,
    jumlah: tuple[tuple[str, int], ...] = (),
    *,
    jadi: bool = False,
    lebar: LebarMatriks | None = None,
) -> Layout:
    """Place all blocks of `definition`. `jumlah` overrides the number of items by section id (sorted pairs).

    A sheet with a `saklar` is placed where `jumlah` names one of its sections (or its open list), a column where it names
    its `saklar`.
    An open list has no number of rows; `jumlah` says how often its repeated columns stand, by the block's id.
    With `jadi` it is placed as a finished paper, not to be filled in: no live line, no instructions, all slots locked;
    a finished matriks has the widths `lebar` where they are given.
    """
    seksi: list[Seksi] = []
    pages: list[Halaman] = []
    matriks: list[LetakMatriks] = []
    daftar: list[LetakDaftar] = []
    named = {name for name, _ in jumlah}
    for index, whole in enumerate(definition.lembar):
        if whole.saklar and not named & whole.seksi:
            continue
        sheet = whole.with_columns(named)
        sheet = sheet.printed() if jadi else sheet
        with_status = index == 0 and definition.status is not None and not jadi
        cursor = Placer(sheet, dict(jumlah), with_status=with_status, jadi=jadi, lebar=lebar)
        pages.append(_place_sheet(cursor))
        seksi += cursor.seksi
        matriks += cursor.matriks
        daftar += cursor.daftar
    return Layout(definition, tuple(pages), tuple(seksi), tuple(matriks), tuple(daftar))


def _place_sheet(p: Placer) -> Halaman:
    """All blocks of one sheet, from top to bottom."""
    for blok in p.lembar.blok:
        if isinstance(blok, BlokMatriks):
            widen(p, blok)
        elif isinstance(blok, BlokDaftarTerbuka):
            widths(p, blok)
    printed_from = 0
    for blok in p.lembar.blok:
        if isinstance(blok, BlokTeks) and blok.jadi and not p.jadi:
            continue
        if isinstance(blok, BlokTeks) and not blok.cetak:
            if p.jadi:
                continue
        elif not printed_from:
            printed_from = p.row
        _place_block(p, blok)
    # Footnotes may follow the rows.
    last = next((blok for blok in reversed(p.lembar.blok) if not isinstance(blok, BlokTeks)), None)
    if not p.jadi and isinstance(last, BlokTabel | BlokMatriks):
        _mark_end(p)
    return Halaman(
        lembar=p.lembar,
        slots=tuple(p.slots),
        texts=tuple(p.texts),
        tinggi=p.tinggi,
        lentur=frozenset(p.lentur),
        baris_terakhir=p.row - 1,
        cetak_dari=printed_from or 1,
        kolom_cetak=p.kolom_cetak,
        ulang=p.ulang,
        kisi=tuple(p.kisi),
        ulang_kolom=p.ulang_kolom,
        lebar_halaman=p.lebar_halaman,
        grafik=tuple(p.grafik),
    )


def _place_block(p: Placer, blok: Blok) -> None:
    match blok:
        case BlokTeks():
            place_text(p, blok)
        case BlokIsian():
            place_fields(p, blok)
        case BlokTabel():
            place_table(p, blok)
        case BlokDaftarTetap():
            place_fixed_list(p, blok)
        case BlokTandaTangan():
            place_signatures(p, blok)
        case BlokTabelTercetak():
            place_printed_table(p, blok)
        case BlokMatriks():
            place_matriks(p, blok)
        case BlokPerProduk():
            place_products(p, blok)
        case BlokGrafik():
            place_chart(p, blok)
        case BlokDaftarTerbuka():
            place_open_list(p, blok)


def _mark_end(p: Placer) -> None:
    """Two texts in different columns on the row below the last."""
    left, right = AKHIR_LEMBAR
    last = len(p.kisi)
    p.texts.append(Teks(Kotak(p.row, 1, p.row, max(1, last - 1)), left, "keterangan", "", batas=True))
    p.texts.append(Teks(Kotak(p.row, last, p.row, last), right, "keterangan", "", batas=True))
