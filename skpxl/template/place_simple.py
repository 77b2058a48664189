"""Placing texts, label-and-cell rows, fixed lists and signatures: the blocks whose number of rows never changes."""

from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokDaftarTetap, BlokIsian, KolomDaftar, Petunjuk
from skpxl.template.cursor import Placer
from skpxl.template.printed_blocks import BlokGrafik, BlokTandaTangan, BlokTeks, SisiTandaTangan
from skpxl.template.slots import Kotak, LetakGrafik, Slot


def place_text(p: Placer, blok: BlokTeks) -> None:
    """Lines over the whole width; of several pages side by side over the first one, but the columns that all repeat."""
    first, last = 1, p.kolom_cetak if blok.cetak else len(p.kisi)
    if p.lebar_halaman > 1 and p.kolom_pertama:
        first, last = p.ulang_kolom + 1, p.kolom_pertama
    for number, line in enumerate(blok.baris, start=1):
        edge = "B" if blok.garis_bawah and number == len(blok.baris) else ""
        p.write(line, blok.gaya, first, last - first + 1, tepi=edge)
        p.advance(blok.tinggi)
    if blok.cetak and blok.jarak:
        p.advance(blok.jarak)


def place_fields(p: Placer, blok: BlokIsian) -> None:
    """Label-and-cell rows, columns of them side by side."""
    edges = "LRTB" if blok.bingkai else ""
    if any(lajur.judul for lajur in blok.lajur):
        col = 1
        for lajur in blok.lajur:
            if lajur.nomor:
                down = 0 if lajur.bernomor else len(lajur.baris)
                p.write(lajur.judul_nomor, "kepala", col, lajur.nomor, turun=down)
            span = lajur.label if lajur.judul_nilai else lajur.label + lajur.nilai
            p.write(lajur.judul, lajur.gaya_judul, col + lajur.nomor, span)
            if lajur.judul_nilai:
                p.write(lajur.judul_nilai, lajur.gaya_judul, col + lajur.nomor + lajur.label, lajur.nilai)
            col += lajur.lebar
        p.advance(18)
    for index in range(len(blok.lajur[0].baris)):
        col = 1
        for lajur in blok.lajur:
            isian = lajur.baris[index]
            if lajur.nomor and lajur.bernomor:
                p.write(str(index + 1), "nomor_identitas", col, lajur.nomor)
            if lajur.label:
                p.write(isian.label, "label", col + lajur.nomor, lajur.label)
            path = (lajur.jalur, isian.id) if lajur.jalur else (isian.id,)
            locked = isian.terkunci or bool(isian.hitung) or p.jadi
            first = col + lajur.nomor + lajur.label
            p.slots.append(
                Slot(
                    key=slot_key(*path),
                    path=path,
                    sheet=p.lembar.nama,
                    kotak=Kotak(p.row, first, p.row, first + lajur.nilai - 1),
                    terkunci=locked,
                    gaya=isian.gaya if locked or isian.gaya != "nilai" else "isian_pilihan",
                    tepi=edges,
                    daftar=isian.daftar or "",
                    bebas=isian.bebas,
                    kurang=isian.kurang or "",
                    bila=(slot_key(*path[:-1], isian.bila.id), isian.bila.nilai) if isian.bila else ("", ""),
                    kode_kosong=isian.kode_kosong,
                    kode_luar=isian.kode_luar,
                    hitung=isian.hitung or "",
                    tempat=isian.label if lajur.judul_nilai else (lajur.judul or isian.label).capitalize(),
                    sebutan=(isian.label or isian.id.replace("_", " ")).lower(),
                    petunjuk=isian.petunjuk,
                )
            )
            col += lajur.lebar
        p.advance(max(lajur.baris[index].tinggi for lajur in blok.lajur))
    if blok.jarak:
        p.advance(blok.jarak)


def spare_rows(blok: BlokDaftarTetap) -> str:
    """By which name it is said how many spare rows of a fixed list a finished paper has."""
    return f"{blok.id}.tambahan"


def place_fixed_list(p: Placer, blok: BlokDaftarTetap) -> None:
    """Fixed rows with entries beside each, then spare rows that choose from the list."""
    panduan_col = blok.nomor + 1
    isian_col = panduan_col + blok.panduan
    columns = [
        (KolomDaftar(id=blok.isian_id, judul=blok.judul_isian, rentang=blok.isian, petunjuk=blok.petunjuk), isian_col)
    ]
    for further in blok.lagi:
        before, col = columns[-1]
        columns.append((further, col + before.rentang))
    last = columns[-1][1] + columns[-1][0].rentang - 1
    first = p.row
    p.write("NO.", "kepala", 1, blok.nomor)
    p.write(blok.judul, "kepala", panduan_col, blok.panduan)
    for column, col in columns:
        p.write(column.judul, "kepala", col, column.rentang)
    p.advance(20)
    p.ulang = (first, p.row - 1)
    grows = blok.panduan == 1 and all(column.rentang == 1 for column, _ in columns)
    for number in range(1, blok.baris + p.jumlah.get(spare_rows(blok), blok.tambahan) + 1):
        spare = number > blok.baris
        if number == blok.baris + 1:
            p.write(blok.judul_tambahan, "bagian", 1, last)
            p.advance(16)
        p.write(str(number), "nomor", 1, blok.nomor)
        place = f"{blok.judul.capitalize()} no. {number}"
        part = "nilai" if spare else "panduan"
        opened = spare and not blok.terkunci and not p.jadi
        p.slots.append(
            Slot(
                key=slot_key(blok.id, number, part),
                path=(blok.id, number, part),
                sheet=p.lembar.nama,
                kotak=Kotak(p.row, panduan_col, p.row, isian_col - 1),
                terkunci=not opened,
                gaya="isian" if opened else "panduan",
                tempat=place,
                sebutan=part,
                daftar=blok.daftar if opened else "",
                petunjuk=blok.petunjuk_tambahan if opened else Petunjuk(),
                dari=0 if spare else number,
            )
        )
        for index, (column, col) in enumerate(columns):
            locked = p.jadi or (blok.terkunci and index == 0)
            p.slots.append(
                Slot(
                    key=slot_key(blok.id, number, column.id),
                    path=(blok.id, number, column.id),
                    sheet=p.lembar.nama,
                    kotak=Kotak(p.row, col, p.row, col + column.rentang - 1),
                    terkunci=locked,
                    gaya="panduan" if locked else "isian",
                    tempat=place,
                    sebutan=column.judul.lower(),
                    petunjuk=column.petunjuk,
                )
            )
        p.advance(blok.tinggi, lentur=grows)
    p.advance(8)


def place_chart(p: Placer, blok: BlokGrafik) -> None:
    """A row as high as the chart that stands on it."""
    if blok.judul:
        p.write(blok.judul, "bagian", 1, p.kolom_cetak)
        p.advance(18)
    p.grafik.append(LetakGrafik(blok, p.row, blok.mulai, blok.mulai + blok.rentang - 1, blok.tinggi))
    p.advance(blok.tinggi)
    p.advance(8)


def place_signatures(p: Placer, blok: BlokTandaTangan) -> None:
    """Signatories side by side, with room to sign; under a matriks they share the width of its first page."""
    if p.kolom_pertama:
        blok = _side_by_side(p, blok)
    above = max(len(sisi.atas) for sisi in blok.sisi)
    below = max(len(sisi.bawah) for sisi in blok.sisi)
    for index in range(above):
        for sisi in blok.sisi:
            if index < len(sisi.atas):
                p.write(sisi.atas[index], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
        p.advance(15)
    p.advance(blok.jarak)
    for index in range(below):
        for sisi in blok.sisi:
            if index < len(sisi.bawah):
                p.write(sisi.bawah[index], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
        p.advance(15)


def _side_by_side(p: Placer, blok: BlokTandaTangan) -> BlokTandaTangan:
    """The signatories of a matriks, whose columns come from data: each has an equal part of the width, as columns allow.

    Of several pages side by side it is the width of the first one, but for the columns that all of them repeat.
    """
    left_out = p.ulang_kolom if p.lebar_halaman > 1 and p.kolom_pertama - p.ulang_kolom >= len(blok.sisi) else 0
    columns = range(left_out + 1, p.kolom_pertama + 1)
    wide = [sum(p.kisi[left_out:column]) for column in columns]
    sides: list[SisiTandaTangan] = []
    start = 0
    for number, sisi in enumerate(blok.sisi, start=1):
        wanted = wide[-1] * number / len(blok.sisi)
        # The others need a column each, too.
        last = len(wide) - 1 - (len(blok.sisi) - number)
        end = min(range(start, last + 1), key=lambda place: abs(wide[place] - wanted), default=last)
        end = last if number == len(blok.sisi) else end
        sides.append(sisi.model_copy(update={"mulai": columns[start], "rentang": end - start + 1}))
        start = end + 1
    return blok.model_copy(update={"sisi": tuple(sides)})
