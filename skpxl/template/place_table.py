"""Placing a table of open rows: sections, items, and the detail rows beside or below each item."""

from collections.abc import Mapping

from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokTabel, Kolom
from skpxl.template.cursor import Placer
from skpxl.template.slots import Kotak, Seksi, Slot

_PLAIN = 15.0  # a row of one line, in points


def place_table(p: Placer, blok: BlokTabel) -> None:
    """Headings, sections and as many items as the workbook has room for."""
    fixed = [column for column in blok.kolom if column.tingkat != "rincian"]
    details = [column for column in blok.kolom if column.tingkat == "rincian"]
    stacked = blok.label_rincian is not None
    placed = _columns_placed(blok.kolom if not stacked else tuple(fixed))
    placed |= _columns_placed(tuple(details), start=2) if stacked else {}
    if blok.judul:
        p.write(blok.judul, "bagian", 1, p.kolom_cetak)
        p.advance(18)
    if blok.kepala:
        first = p.row
        for column in blok.kolom:
            p.write(column.judul, "kepala", placed[column], column.rentang)
        p.advance(32)
        if blok.nomor_kolom:
            for number, column in enumerate(blok.kolom, start=1):
                p.write(f"({number})", "nomor_kolom", placed[column], column.rentang)
            p.advance(14)
        p.ulang = (first, p.row - 1)
    # A stacked table has no headings of its own; what stands right of its text is headed in the row of the section.
    end = 1 + sum(column.rentang for column in details)
    at_right = [column for column in fixed if placed[column] > end] if stacked and not blok.kepala else []
    for bagian in blok.bagian:
        p.write(bagian.judul, "bagian", 1, end if at_right else p.kolom_cetak)
        for column in at_right:
            p.write(column.judul, "kepala", placed[column], column.rentang)
        p.advance(18)
        rows: list[int] = []
        count = p.jumlah.get(bagian.id, bagian.jumlah)
        for number in range(1, count + 1):
            rows.append(p.row)
            _place_item(p, blok, bagian.id, number, fixed, details, placed)
        p.seksi.append(
            Seksi(
                sheet=p.lembar.nama,
                blok=blok,
                bagian=bagian.id,
                kurang=bagian.kurang or "",
                kode_kosong=bagian.kode_kosong,
                baris=tuple(rows),
                selang=blok.rincian + (2 if stacked else 0),
                butir={column.id: placed[column] for column in fixed if column.tingkat == "butir"},
                rincian={column.id: placed[column] for column in details},
                awal_rincian=2 if stacked else 0,
            )
        )
    p.advance(8)


def _place_item(
    p: Placer,
    blok: BlokTabel,
    bagian: str,
    number: int,
    fixed: list[Kolom],
    details: list[Kolom],
    placed: Mapping[Kolom, int],
) -> None:
    stacked = blok.label_rincian is not None
    place = f"{blok.sebutan} {bagian} no. {number}"
    root = (blok.id, bagian, number)
    # A finished paper has only the detail rows that are filled.
    lines = p.jumlah.get(f"{bagian}.{number}", blok.rincian)
    rows = 2 + lines if stacked else lines
    # Below a stacked item its details take the columns of its text; what stands right of them goes on downwards.
    details_end = 1 + sum(column.rentang for column in details)
    for index in range(rows):
        first, last = index == 0, index == rows - 1
        for column in fixed:
            over_details = stacked and column.tingkat == "butir" and placed[column] <= details_end
            # On a finished paper nothing is pasted any more: there one cell over all rows is one.
            down = rows - 1 if p.jadi and not over_details else 0
            if down and not first:
                continue
            if first and column.tingkat == "butir":
                # Open downwards: the rows below look like one cell with it, without a merge to break when pasting.
                closed = last or over_details or down
                _slot(p, column, (*root, column.id), placed[column], place, edges="LRT" + "B" * bool(closed), down=down)
            elif first:
                p.write(
                    str(number),
                    "nomor",
                    placed[column],
                    column.rentang,
                    turun=down,
                    tepi="LRT" + "B" * (last or down > 0),
                )
            elif not stacked or column.tingkat == "nomor" or placed[column] > details_end:
                p.write("", "sambungan", placed[column], column.rentang, tepi="LR" + "B" * last)
        if stacked and index == 1:
            p.write(blok.label_rincian or "", "label_rincian", 2, details_end - 1, tepi="LR")
            p.advance(15)
            continue
        line = index - 1 if stacked else index + 1
        if line >= 1:
            for column in details:
                path: tuple[str | int, ...] = (*root, blok.rincian_id, line)
                _slot(
                    p,
                    column,
                    (*path, column.id) if column.id else path,
                    placed[column],
                    f"{place}, baris {line}",
                )
        # Merged cells never grow by themselves, so only rows of single cells may be left to the program.
        grows = all(column.rentang == 1 for column in blok.kolom)
        least = blok.tinggi_rincian if line >= 1 else blok.tinggi_butir
        p.advance(min(least, _PLAIN) if p.jadi else least, lentur=grows)


def _slot(
    p: Placer, column: Kolom, path: tuple[str | int, ...], col: int, place: str, *, edges: str = "LRTB", down: int = 0
) -> None:
    locked = column.terkunci or p.jadi
    p.slots.append(
        Slot(
            key=slot_key(*path),
            path=path,
            sheet=p.lembar.nama,
            kotak=Kotak(p.row, col, p.row + down, col + column.rentang - 1),
            terkunci=locked,
            gaya="nilai_atas" if locked else "isian",
            tempat=place,
            sebutan=column.sebutan.lower(),
            daftar=column.daftar or "" if not locked else "",
            bebas=column.bebas,
            petunjuk=column.petunjuk,
            kurang=column.kurang or "" if not locked else "",
            tepi=edges,
        )
    )


def _columns_placed(columns: tuple[Kolom, ...], start: int = 1) -> dict[Kolom, int]:
    """The first grid column of each table column, side by side from `start`."""
    placed: dict[Kolom, int] = {}
    for column in columns:
        placed[column] = start
        start += column.rentang
    return placed
