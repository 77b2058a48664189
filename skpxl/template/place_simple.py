"""Placing texts, label-and-cell rows, fixed lists and signatures: the blocks whose number of rows never changes."""

from skpxl.model.skp import slot_key
from skpxl.template.blocks import (
    BlokDaftarTetap,
    BlokGrafik,
    BlokIsian,
    BlokTandaTangan,
    BlokTeks,
    KolomDaftar,
    Petunjuk,
)
from skpxl.template.cursor import Penata
from skpxl.template.slots import Kotak, LetakGrafik, Slot


def place_text(p: Penata, blok: BlokTeks) -> None:
    """Lines over the whole width."""
    lebar = p.kolom_cetak if blok.cetak else len(p.kisi)
    for isi in blok.baris:
        p.write(isi, blok.gaya, 1, lebar, tepi="")
        p.advance(15)
    if blok.cetak and blok.jarak:
        p.advance(blok.jarak)


def place_fields(p: Penata, blok: BlokIsian) -> None:
    """Label-and-cell rows, columns of them side by side."""
    tepi = "LRTB" if blok.bingkai else ""
    if any(lajur.judul for lajur in blok.lajur):
        col = 1
        for lajur in blok.lajur:
            if lajur.nomor:
                turun = 0 if lajur.bernomor else len(lajur.baris)
                p.write(lajur.judul_nomor, "kepala", col, lajur.nomor, turun=turun)
            judul = lajur.label if lajur.judul_nilai else lajur.label + lajur.nilai
            p.write(lajur.judul, lajur.gaya_judul, col + lajur.nomor, judul)
            if lajur.judul_nilai:
                p.write(lajur.judul_nilai, lajur.gaya_judul, col + lajur.nomor + lajur.label, lajur.nilai)
            col += lajur.lebar
        p.advance(18)
    for nomor in range(len(blok.lajur[0].baris)):
        col = 1
        for lajur in blok.lajur:
            isian = lajur.baris[nomor]
            if lajur.nomor and lajur.bernomor:
                p.write(str(nomor + 1), "nomor_identitas", col, lajur.nomor)
            if lajur.label:
                p.write(isian.label, "label", col + lajur.nomor, lajur.label)
            path = (lajur.jalur, isian.id) if lajur.jalur else (isian.id,)
            terkunci = isian.terkunci or bool(isian.hitung) or p.jadi
            awal = col + lajur.nomor + lajur.label
            p.slots.append(
                Slot(
                    key=slot_key(*path),
                    path=path,
                    sheet=p.lembar.nama,
                    kotak=Kotak(p.baris, awal, p.baris, awal + lajur.nilai - 1),
                    terkunci=terkunci,
                    gaya=isian.gaya if terkunci or isian.gaya != "nilai" else "isian_pilihan",
                    tepi=tepi,
                    daftar=isian.daftar or "",
                    bebas=isian.bebas,
                    kurang=isian.kurang or "",
                    kode_kosong=isian.kode_kosong,
                    kode_luar=isian.kode_luar,
                    hitung=isian.hitung or "",
                    tempat=isian.label if lajur.judul_nilai else (lajur.judul or isian.label).capitalize(),
                    sebutan=(isian.label or isian.id.replace("_", " ")).lower(),
                    petunjuk=isian.petunjuk,
                )
            )
            col += lajur.lebar
        p.advance(max(lajur.baris[nomor].tinggi for lajur in blok.lajur))
    if blok.jarak:
        p.advance(blok.jarak)


def place_fixed_list(p: Penata, blok: BlokDaftarTetap) -> None:
    """Fixed rows with entries beside each, then spare rows that choose from the list."""
    kolom_panduan = blok.nomor + 1
    kolom_isian = kolom_panduan + blok.panduan
    kolom = [
        (KolomDaftar(id=blok.isian_id, judul=blok.judul_isian, rentang=blok.isian, petunjuk=blok.petunjuk), kolom_isian)
    ]
    for lagi in blok.lagi:
        sebelum, col = kolom[-1]
        kolom.append((lagi, col + sebelum.rentang))
    akhir = kolom[-1][1] + kolom[-1][0].rentang - 1
    awal = p.baris
    p.write("NO.", "kepala", 1, blok.nomor)
    p.write(blok.judul, "kepala", kolom_panduan, blok.panduan)
    for satu, col in kolom:
        p.write(satu.judul, "kepala", col, satu.rentang)
    p.advance(20)
    p.ulang = (awal, p.baris - 1)
    lentur = blok.panduan == 1 and all(satu.rentang == 1 for satu, _ in kolom)
    for nomor in range(1, blok.baris + blok.tambahan + 1):
        lebih = nomor > blok.baris
        if nomor == blok.baris + 1:
            p.write(blok.judul_tambahan, "bagian", 1, akhir)
            p.advance(16)
        p.write(str(nomor), "nomor", 1, blok.nomor)
        tempat = f"{blok.judul.capitalize()} no. {nomor}"
        apa = "nilai" if lebih else "panduan"
        buka = lebih and not blok.terkunci and not p.jadi
        p.slots.append(
            Slot(
                key=slot_key(blok.id, nomor, apa),
                path=(blok.id, nomor, apa),
                sheet=p.lembar.nama,
                kotak=Kotak(p.baris, kolom_panduan, p.baris, kolom_isian - 1),
                terkunci=not buka,
                gaya="isian" if buka else "panduan",
                tempat=tempat,
                sebutan=apa,
                daftar=blok.daftar if buka else "",
                petunjuk=blok.petunjuk_tambahan if buka else Petunjuk(),
                dari=0 if lebih else nomor,
            )
        )
        for ke, (satu, col) in enumerate(kolom):
            terkunci = p.jadi or (blok.terkunci and ke == 0)
            p.slots.append(
                Slot(
                    key=slot_key(blok.id, nomor, satu.id),
                    path=(blok.id, nomor, satu.id),
                    sheet=p.lembar.nama,
                    kotak=Kotak(p.baris, col, p.baris, col + satu.rentang - 1),
                    terkunci=terkunci,
                    gaya="panduan" if terkunci else "isian",
                    tempat=tempat,
                    sebutan=satu.judul.lower(),
                    petunjuk=satu.petunjuk,
                )
            )
        p.advance(blok.tinggi, lentur=lentur)
    p.advance(8)


def place_chart(p: Penata, blok: BlokGrafik) -> None:
    """A row as high as the chart that stands on it."""
    if blok.judul:
        p.write(blok.judul, "bagian", 1, p.kolom_cetak)
        p.advance(18)
    p.grafik.append(LetakGrafik(blok, p.baris, blok.mulai, blok.mulai + blok.rentang - 1, blok.tinggi))
    p.advance(blok.tinggi)
    p.advance(8)


def place_signatures(p: Penata, blok: BlokTandaTangan) -> None:
    """Signatories side by side, with room to sign."""
    banyak_atas = max(len(sisi.atas) for sisi in blok.sisi)
    banyak_bawah = max(len(sisi.bawah) for sisi in blok.sisi)
    for ke in range(banyak_atas):
        for sisi in blok.sisi:
            if ke < len(sisi.atas):
                p.write(sisi.atas[ke], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
        p.advance(15)
    p.advance(blok.jarak)
    for ke in range(banyak_bawah):
        for sisi in blok.sisi:
            if ke < len(sisi.bawah):
                p.write(sisi.bawah[ke], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
        p.advance(15)
