"""Placing a table of a finished paper: headings in groups, numbers of columns, rows of values. Nothing of it is read back."""

from itertools import groupby

from skpxl.model.skp import slot_key
from skpxl.template.cursor import Placer
from skpxl.template.printed_blocks import BarisTercetak, BlokTabelTercetak, KolomTercetak
from skpxl.template.slots import Kotak, Slot

_VALUE, _BOLD = "tercetak", "tercetak_tebal"
_LABEL, _BOLD_LABEL = "label", "label_tebal"


def place_printed_table(p: Placer, blok: BlokTabelTercetak) -> None:
    """Its headings, as many rows as there are values, then the rows that are always there."""
    first = {column.id: 1 + sum(before.rentang for before in blok.kolom[:at]) for at, column in enumerate(blok.kolom)}
    wide = sum(column.rentang for column in blok.kolom)
    if blok.judul:
        p.write(blok.judul, "kepala", 1, wide)
        p.advance(18)
    _headings(p, blok, first)
    for number in range(1, p.jumlah.get(blok.id, blok.butir) + 1):
        _row(p, blok, ("butir", number), str(number), BarisTercetak(id="butir"), first)
    for number, row in enumerate(blok.baris, start=1):
        _row(p, blok, (row.id,), str(number), row, first)
    if blok.jarak:
        p.advance(blok.jarak)


def _headings(p: Placer, blok: BlokTabelTercetak, first: dict[str, int]) -> None:
    """One row of headings, or two where some have another above them; those that have none take both."""
    grouped = any(column.kelompok for column in blok.kolom)
    for kelompok, columns in groupby(blok.kolom, key=lambda column: column.kelompok or column.id):
        together = [*columns]
        if together[0].kelompok:
            p.write(kelompok, "kepala", first[together[0].id], sum(column.rentang for column in together))
        else:
            p.write(together[0].judul, "kepala", first[together[0].id], together[0].rentang, turun=int(grouped))
    p.advance(18)
    if grouped:
        for column in blok.kolom:
            if column.kelompok:
                p.write(column.judul, "kepala", first[column.id], column.rentang)
        p.advance(18)
    if blok.nomor_kolom:
        for number, column in enumerate(blok.kolom, start=1):
            p.write(str(number), "nomor_kolom", first[column.id], column.rentang)
        p.advance(12)


def _row(
    p: Placer,
    blok: BlokTabelTercetak,
    path: tuple[str | int, ...],
    number: str,
    row: BarisTercetak,
    first: dict[str, int],
) -> None:
    columns = blok.kolom
    if row.gabung:
        together = columns[: row.gabung]
        p.write(row.label, _BOLD_LABEL if row.tebal else _LABEL, 1, sum(column.rentang for column in together))
        columns = columns[row.gabung :]
    for column in columns:
        if column.isi == "nilai":
            p.slots.append(_slot(p, blok, (blok.id, *path, column.id), column, row, first[column.id]))
        else:
            text, style = (number, "nomor_identitas") if column.isi == "nomor" else (row.label, _LABEL)
            p.write(text, style, first[column.id], column.rentang)
    p.advance(blok.tinggi)


def _slot(
    p: Placer,
    blok: BlokTabelTercetak,
    path: tuple[str | int, ...],
    column: KolomTercetak,
    row: BarisTercetak,
    col: int,
) -> Slot:
    return Slot(
        key=slot_key(*path),
        path=path,
        sheet=p.lembar.nama,
        kotak=Kotak(p.row, col, p.row, col + column.rentang - 1),
        terkunci=False,
        gaya=_BOLD if row.tebal else _VALUE,
        tempat=(row.label or blok.judul or blok.id).capitalize(),
        sebutan=(column.judul or column.id).lower(),
    )
