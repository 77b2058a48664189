"""Placing a table of open rows: sections, items, and the detail rows beside or below each item."""

from collections.abc import Mapping

from skpxl.model.skp import slot_key
from skpxl.template.blocks import BlokTabel, Kolom
from skpxl.template.cursor import Penata
from skpxl.template.slots import Kotak, Seksi, Slot


def place_table(p: Penata, blok: BlokTabel) -> None:
    """Headings, sections and as many items as the workbook has room for."""
    tetap = [kolom for kolom in blok.kolom if kolom.tingkat != "rincian"]
    rinci = [kolom for kolom in blok.kolom if kolom.tingkat == "rincian"]
    bertumpuk = blok.label_rincian is not None
    letak = _letak_kolom(blok.kolom if not bertumpuk else tuple(tetap))
    letak |= _letak_kolom(tuple(rinci), mulai=2) if bertumpuk else {}
    if blok.judul:
        p.write(blok.judul, "bagian", 1, p.kolom_cetak)
        p.advance(18)
    if blok.kepala:
        awal = p.baris
        for kolom in blok.kolom:
            p.write(kolom.judul, "kepala", letak[kolom], kolom.rentang)
        p.advance(32)
        if blok.nomor_kolom:
            for urutan, kolom in enumerate(blok.kolom, start=1):
                p.write(f"({urutan})", "nomor_kolom", letak[kolom], kolom.rentang)
            p.advance(14)
        p.ulang = (awal, p.baris - 1)
    # A stacked table has no headings of its own; what stands right of its text is headed in the row of the section.
    ujung = 1 + sum(kolom.rentang for kolom in rinci)
    di_kanan = [kolom for kolom in tetap if letak[kolom] > ujung] if bertumpuk and not blok.kepala else []
    for bagian in blok.bagian:
        p.write(bagian.judul, "bagian", 1, ujung if di_kanan else p.kolom_cetak)
        for kolom in di_kanan:
            p.write(kolom.judul, "kepala", letak[kolom], kolom.rentang)
        p.advance(18)
        awal_butir: list[int] = []
        banyak = p.jumlah.get(bagian.id, bagian.jumlah)
        for nomor in range(1, banyak + 1):
            awal_butir.append(p.baris)
            _butir(p, blok, bagian.id, nomor, tetap, rinci, letak)
        p.seksi.append(
            Seksi(
                sheet=p.lembar.nama,
                blok=blok,
                bagian=bagian.id,
                kurang=bagian.kurang or "",
                kode_kosong=bagian.kode_kosong,
                baris=tuple(awal_butir),
                selang=blok.rincian + (2 if bertumpuk else 0),
                butir={kolom.id: letak[kolom] for kolom in tetap if kolom.tingkat == "butir"},
                rincian={kolom.id: letak[kolom] for kolom in rinci},
                awal_rincian=2 if bertumpuk else 0,
            )
        )
    p.advance(8)


def _butir(
    p: Penata,
    blok: BlokTabel,
    bagian: str,
    nomor: int,
    tetap: list[Kolom],
    rinci: list[Kolom],
    letak: Mapping[Kolom, int],
) -> None:
    bertumpuk = blok.label_rincian is not None
    tempat = f"{blok.sebutan} {bagian} no. {nomor}"
    akar = (blok.id, bagian, nomor)
    # A finished paper has only the detail rows that are filled.
    rincian = p.jumlah.get(f"{bagian}.{nomor}", blok.rincian)
    banyak = 2 + rincian if bertumpuk else rincian
    # Below a stacked item its details take the columns of its text; what stands right of them goes on downwards.
    ujung_rincian = 1 + sum(kolom.rentang for kolom in rinci)
    for ke in range(banyak):
        awal, akhir = ke == 0, ke == banyak - 1
        for kolom in tetap:
            if awal and kolom.tingkat == "butir":
                # Open downwards: the rows below look like one cell with it, without a merge to break when pasting.
                penuh = akhir or (bertumpuk and letak[kolom] <= ujung_rincian)
                _slot(p, kolom, (*akar, kolom.id), letak[kolom], tempat, tepi="LRT" + "B" * penuh)
            elif awal:
                p.write(str(nomor), "nomor", letak[kolom], kolom.rentang, tepi="LRT" + "B" * akhir)
            elif not bertumpuk or kolom.tingkat == "nomor" or letak[kolom] > ujung_rincian:
                p.write("", "sambungan", letak[kolom], kolom.rentang, tepi="LR" + "B" * akhir)
        if bertumpuk and ke == 1:
            p.write(blok.label_rincian or "", "label_rincian", 2, ujung_rincian - 1, tepi="LR")
            p.advance(15)
            continue
        nomor_rincian = ke - 1 if bertumpuk else ke + 1
        if nomor_rincian >= 1:
            for kolom in rinci:
                path: tuple[str | int, ...] = (*akar, blok.rincian_id, nomor_rincian)
                _slot(
                    p,
                    kolom,
                    (*path, kolom.id) if kolom.id else path,
                    letak[kolom],
                    f"{tempat}, baris {nomor_rincian}",
                )
        # Merged cells never grow by themselves, so only rows of single cells may be left to the program.
        lentur = all(kolom.rentang == 1 for kolom in blok.kolom)
        p.advance(blok.tinggi_rincian if nomor_rincian >= 1 else blok.tinggi_butir, lentur=lentur)


def _slot(p: Penata, kolom: Kolom, path: tuple[str | int, ...], col: int, tempat: str, *, tepi: str = "LRTB") -> None:
    terkunci = kolom.terkunci or p.jadi
    p.slots.append(
        Slot(
            key=slot_key(*path),
            path=path,
            sheet=p.lembar.nama,
            kotak=Kotak(p.baris, col, p.baris, col + kolom.rentang - 1),
            terkunci=terkunci,
            gaya="nilai_atas" if terkunci else "isian",
            tempat=tempat,
            sebutan=kolom.judul.lower().replace(" (tidak dicetak)", ""),
            daftar=kolom.daftar or "" if not terkunci else "",
            bebas=kolom.bebas,
            petunjuk=kolom.petunjuk,
            kurang=kolom.kurang or "" if not terkunci else "",
            tepi=tepi,
        )
    )


def _letak_kolom(kolom: tuple[Kolom, ...], mulai: int = 1) -> dict[Kolom, int]:
    """The first grid column of each table column, side by side from `mulai`."""
    letak: dict[Kolom, int] = {}
    for satu in kolom:
        letak[satu] = mulai
        mulai += satu.rentang
    return letak
