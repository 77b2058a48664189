"""Where everything on a sheet stands: the only code that computes a row or a column. It writes and reads nothing.

`place(definition, jumlah)` walks the blocks down the sheet and gives *slots* (places whose content we want back) and *texts*
(printed only). Rows and columns count from 1. The writer and the reader use the same layout.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from skpxl.model.skp import kunci
from skpxl.template.definition import (
    BlokDaftarTetap,
    BlokIsian,
    BlokMatriks,
    BlokTabel,
    BlokTandaTangan,
    BlokTeks,
    Definition,
    Kolom,
    Lembar,
    Petunjuk,
)
from skpxl.template.slots import Halaman, Kotak, Layout, Seksi, Slot, Teks

BARIS_STATUS = 1


def shape(definition: Definition) -> str:
    """A hash over keys, kinds and rows per item: what must not change without a new `versi` (8 hex digits).

    Labels, hints, widths and the number of items are left out.
    """
    bagian: list[str] = [definition.form, definition.versi]
    satu = {b.id: 1 for blok in definition.blok_tabel() for b in blok.bagian}
    for slot in place(definition, tuple(sorted(satu.items()))).slots:
        bagian.append(f"{slot.sheet}:{slot.key}:{slot.daftar}:{'K' if slot.terkunci else 'I'}")
    return hashlib.sha256("\n".join(bagian).encode()).hexdigest()[:8]


@lru_cache(maxsize=64)
def place(definition: Definition, jumlah: tuple[tuple[str, int], ...] = ()) -> Layout:
    """Place all blocks of `definition`. `jumlah` overrides the number of items by section id (sorted pairs)."""
    seksi: list[Seksi] = []
    halaman: list[Halaman] = []
    for urutan, lembar in enumerate(definition.lembar):
        penata = _Penata(lembar, dict(jumlah), dengan_status=urutan == 0 and definition.status is not None)
        halaman.append(penata.tata())
        seksi += penata.seksi
    return Layout(definition, tuple(halaman), tuple(seksi))


class _Penata:
    """State of placing one sheet: the row reached so far and what has been placed."""

    def __init__(self, lembar: Lembar, jumlah: dict[str, int], *, dengan_status: bool) -> None:
        self.lembar = lembar
        self.jumlah = jumlah
        self.baris = 1
        self.slots: list[Slot] = []
        self.texts: list[Teks] = []
        self.seksi: list[Seksi] = []
        self.tinggi: dict[int, float] = {}
        self.lentur: set[int] = set()
        self.kisi = list(lembar.kisi)
        tabel = [blok for blok in lembar.blok if isinstance(blok, BlokTabel)]
        tak_cetak = max((sum(k.rentang for k in blok.kolom if not k.cetak) for blok in tabel), default=0)
        self.kolom_cetak = len(self.kisi) - tak_cetak
        self.ulang: tuple[int, int] | None = None
        for blok in lembar.blok:
            if isinstance(blok, BlokMatriks):
                self._lebarkan(blok)
        if dengan_status:
            self._maju(24)

    def tata(self) -> Halaman:
        cetak_dari = 0
        for blok in self.lembar.blok:
            if not (isinstance(blok, BlokTeks) and not blok.cetak) and not cetak_dari:
                cetak_dari = self.baris
            match blok:
                case BlokTeks():
                    self._teks(blok)
                case BlokIsian():
                    self._isian(blok)
                case BlokTabel():
                    self._tabel(blok)
                case BlokDaftarTetap():
                    self._daftar_tetap(blok)
                case BlokTandaTangan():
                    self._tanda_tangan(blok)
                case BlokMatriks():
                    self._matriks(blok)
        return Halaman(
            lembar=self.lembar,
            slots=tuple(self.slots),
            texts=tuple(self.texts),
            tinggi=self.tinggi,
            lentur=frozenset(self.lentur),
            baris_terakhir=self.baris - 1,
            cetak_dari=cetak_dari or 1,
            kolom_cetak=self.kolom_cetak,
            ulang=self.ulang,
            kisi=tuple(self.kisi),
        )

    # -- small moves -------------------------------------------------------------------------------------------------

    def _tulis(self, isi: str, gaya: str, col: int, rentang: int = 1, *, turun: int = 0, tepi: str = "LRTB") -> None:
        self.texts.append(Teks(Kotak(self.baris, col, self.baris + turun, col + rentang - 1), isi, gaya, tepi))

    def _maju(self, tinggi: float, *, lentur: bool = False) -> None:
        self.tinggi[self.baris] = tinggi
        if lentur:
            self.lentur.add(self.baris)
        self.baris += 1

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _teks(self, blok: BlokTeks) -> None:
        lebar = self.kolom_cetak if blok.cetak else len(self.kisi)
        for isi in blok.baris:
            self._tulis(isi, blok.gaya, 1, lebar, tepi="")
            self._maju(15)
        if blok.cetak:
            self._maju(6)

    def _isian(self, blok: BlokIsian) -> None:
        tepi = "LRTB" if blok.bingkai else ""
        if any(lajur.judul for lajur in blok.lajur):
            col = 1
            for lajur in blok.lajur:
                if lajur.nomor:
                    self._tulis(lajur.judul_nomor, "kepala", col, lajur.nomor)
                self._tulis(lajur.judul, "kepala", col + lajur.nomor, lajur.label + lajur.nilai)
                col += lajur.lebar
            self._maju(18)
        for nomor in range(len(blok.lajur[0].baris)):
            col = 1
            for lajur in blok.lajur:
                isian = lajur.baris[nomor]
                if lajur.nomor:
                    self._tulis(str(nomor + 1), "nomor_identitas", col, lajur.nomor)
                if lajur.label:
                    self._tulis(isian.label, "label", col + lajur.nomor, lajur.label)
                path = (lajur.jalur, isian.id) if lajur.jalur else (isian.id,)
                awal = col + lajur.nomor + lajur.label
                self.slots.append(
                    Slot(
                        key=kunci(*path),
                        path=path,
                        sheet=self.lembar.nama,
                        kotak=Kotak(self.baris, awal, self.baris, awal + lajur.nilai - 1),
                        terkunci=isian.terkunci,
                        gaya=isian.gaya,
                        tepi=tepi,
                        tempat=lajur.judul.capitalize() or isian.label.capitalize(),
                        sebutan=(isian.label or isian.id.replace("_", " ")).lower(),
                        petunjuk=isian.petunjuk,
                    )
                )
                col += lajur.lebar
            self._maju(16)
        self._maju(8)

    def _tabel(self, blok: BlokTabel) -> None:
        tetap = [kolom for kolom in blok.kolom if kolom.tingkat != "rincian"]
        rinci = [kolom for kolom in blok.kolom if kolom.tingkat == "rincian"]
        bertumpuk = blok.label_rincian is not None
        letak = _letak_kolom(blok.kolom if not bertumpuk else tuple(tetap))
        letak |= _letak_kolom(tuple(rinci), mulai=2) if bertumpuk else {}
        if blok.judul:
            self._tulis(blok.judul, "bagian", 1, self.kolom_cetak)
            self._maju(18)
        if blok.kepala:
            awal = self.baris
            for kolom in blok.kolom:
                self._tulis(kolom.judul, "kepala", letak[kolom], kolom.rentang)
            self._maju(32)
            if blok.nomor_kolom:
                for urutan, kolom in enumerate(blok.kolom, start=1):
                    self._tulis(f"({urutan})", "nomor_kolom", letak[kolom], kolom.rentang)
                self._maju(14)
            self.ulang = (awal, self.baris - 1)
        for bagian in blok.bagian:
            self._tulis(bagian.judul, "bagian", 1, self.kolom_cetak)
            for kolom in tetap if not blok.kepala else []:
                if not kolom.cetak:
                    self._tulis(kolom.judul, "kepala", letak[kolom], kolom.rentang)
            self._maju(18)
            awal_butir: list[int] = []
            banyak = self.jumlah.get(bagian.id, bagian.jumlah)
            for nomor in range(1, banyak + 1):
                awal_butir.append(self.baris)
                self._butir(blok, bagian.id, nomor, tetap, rinci, letak)
            self.seksi.append(
                Seksi(
                    sheet=self.lembar.nama,
                    blok=blok,
                    bagian=bagian.id,
                    kurang=bagian.kurang or "",
                    baris=tuple(awal_butir),
                    selang=blok.rincian + (2 if bertumpuk else 0),
                    butir={kolom.id: letak[kolom] for kolom in tetap if kolom.tingkat == "butir"},
                    rincian={kolom.id: letak[kolom] for kolom in rinci},
                    awal_rincian=2 if bertumpuk else 0,
                )
            )
        self._maju(8)

    def _butir(
        self,
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
        banyak = 2 + blok.rincian if bertumpuk else blok.rincian
        for ke in range(banyak):
            awal, akhir = ke == 0, ke == banyak - 1
            for kolom in tetap:
                if awal and kolom.tingkat == "butir":
                    # Open downwards: the rows below look like one cell with it, without a merge to break when pasting.
                    self._slot(kolom, (*akar, kolom.id), letak[kolom], tempat, tepi="LRT" + "B" * (akhir or bertumpuk))
                elif awal:
                    self._tulis(str(nomor), "nomor", letak[kolom], kolom.rentang, tepi="LRT" + "B" * akhir)
                elif not bertumpuk or kolom.tingkat == "nomor" or not kolom.cetak:
                    self._tulis("", "sambungan", letak[kolom], kolom.rentang, tepi="LR" + "B" * akhir)
            if bertumpuk and ke == 1:
                self._tulis(blok.label_rincian or "", "label_rincian", 2, self.kolom_cetak - 1, tepi="LR")
                self._maju(15)
                continue
            nomor_rincian = ke - 1 if bertumpuk else ke + 1
            if nomor_rincian >= 1:
                for kolom in rinci:
                    path: tuple[str | int, ...] = (*akar, blok.rincian_id, nomor_rincian)
                    self._slot(
                        kolom,
                        (*path, kolom.id) if kolom.id else path,
                        letak[kolom],
                        f"{tempat}, baris {nomor_rincian}",
                    )
            # Merged cells never grow by themselves, so only rows of single cells may be left to the program.
            lentur = all(kolom.rentang == 1 for kolom in blok.kolom)
            self._maju(blok.tinggi_rincian if nomor_rincian >= 1 else blok.tinggi_butir, lentur=lentur)

    def _slot(self, kolom: Kolom, path: tuple[str | int, ...], col: int, tempat: str, *, tepi: str = "LRTB") -> None:
        self.slots.append(
            Slot(
                key=kunci(*path),
                path=path,
                sheet=self.lembar.nama,
                kotak=Kotak(self.baris, col, self.baris, col + kolom.rentang - 1),
                terkunci=False,
                gaya="isian",
                tempat=tempat,
                sebutan=kolom.judul.lower().replace(" (tidak dicetak)", ""),
                daftar=kolom.daftar or "",
                bebas=kolom.bebas,
                petunjuk=kolom.petunjuk,
                kurang=kolom.kurang or "",
                tepi=tepi,
            )
        )

    def _daftar_tetap(self, blok: BlokDaftarTetap) -> None:
        kolom_panduan = blok.nomor + 1
        kolom_isian = kolom_panduan + blok.panduan
        awal = self.baris
        self._tulis("NO.", "kepala", 1, blok.nomor)
        self._tulis(blok.judul, "kepala", kolom_panduan, blok.panduan)
        self._tulis(blok.judul_isian, "kepala", kolom_isian, blok.isian)
        self._maju(20)
        self.ulang = (awal, self.baris - 1)
        lentur = blok.panduan == blok.isian == 1
        for nomor in range(1, blok.baris + blok.tambahan + 1):
            lebih = nomor > blok.baris
            if nomor == blok.baris + 1:
                self._tulis(blok.judul_tambahan, "bagian", 1, kolom_isian + blok.isian - 1)
                self._maju(16)
            self._tulis(str(nomor), "nomor", 1, blok.nomor)
            tempat = f"{blok.judul.capitalize()} no. {nomor}"
            apa = "nilai" if lebih else "panduan"
            self.slots.append(
                Slot(
                    key=kunci(blok.id, nomor, apa),
                    path=(blok.id, nomor, apa),
                    sheet=self.lembar.nama,
                    kotak=Kotak(self.baris, kolom_panduan, self.baris, kolom_isian - 1),
                    terkunci=not lebih,
                    gaya="isian" if lebih else "panduan",
                    tempat=tempat,
                    sebutan=apa,
                    daftar=blok.daftar if lebih else "",
                    petunjuk=blok.petunjuk_tambahan if lebih else Petunjuk(),
                    dari=0 if lebih else nomor,
                )
            )
            self.slots.append(
                Slot(
                    key=kunci(blok.id, nomor, blok.isian_id),
                    path=(blok.id, nomor, blok.isian_id),
                    sheet=self.lembar.nama,
                    kotak=Kotak(self.baris, kolom_isian, self.baris, kolom_isian + blok.isian - 1),
                    terkunci=False,
                    gaya="isian",
                    tempat=tempat,
                    sebutan=blok.judul_isian.lower(),
                    petunjuk=blok.petunjuk,
                )
            )
            self._maju(blok.tinggi, lentur=lentur)
        self._maju(8)

    def _tanda_tangan(self, blok: BlokTandaTangan) -> None:
        banyak_atas = max(len(sisi.atas) for sisi in blok.sisi)
        banyak_bawah = max(len(sisi.bawah) for sisi in blok.sisi)
        for ke in range(banyak_atas):
            for sisi in blok.sisi:
                if ke < len(sisi.atas):
                    self._tulis(sisi.atas[ke], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
            self._maju(15)
        self._maju(blok.jarak)
        for ke in range(banyak_bawah):
            for sisi in blok.sisi:
                if ke < len(sisi.bawah):
                    self._tulis(sisi.bawah[ke], "tanda_tangan", sisi.mulai, sisi.rentang, tepi="")
            self._maju(15)

    def _lebarkan(self, blok: BlokMatriks) -> None:
        """Give the sheet a column per product: wide ones for few products, narrow ones for many."""
        banyak = max(self.jumlah.get("kolom", 1), 1)
        self.kisi += [max(blok.lebar_minimal, min(blok.lebar, 150 / banyak))] * banyak
        self.kolom_cetak = len(self.kisi)

    def _matriks(self, blok: BlokMatriks) -> None:
        banyak_kolom = max(self.jumlah.get("kolom", 1), 1)
        banyak_baris = self.jumlah.get("baris", 1)
        tetap = len(self.lembar.kisi)
        awal = self.baris
        self._tulis(blok.judul_nama, "kepala", 1, turun=1)
        self._tulis(blok.judul_jabatan, "kepala", 2, turun=1)
        self._tulis(blok.judul_kolom, "kepala", tetap + 1, banyak_kolom)
        self._maju(18)
        for kolom in range(1, banyak_kolom + 1):
            self._sel_matriks((blok.id, "produk", kolom), tetap + kolom, "kepala")
        self._maju(30)
        self.ulang = (awal, self.baris - 1)
        for baris in range(1, banyak_baris + 1):
            self._sel_matriks((blok.id, baris, "nama"), 1, "nilai_atas")
            self._sel_matriks((blok.id, baris, "jabatan"), 2, "nilai_atas")
            for kolom in range(1, banyak_kolom + 1):
                self._sel_matriks((blok.id, baris, "peran", kolom), tetap + kolom, "nilai_atas")
            self._maju(18)
        self._maju(8)

    def _sel_matriks(self, path: tuple[str | int, ...], col: int, gaya: str) -> None:
        self.slots.append(
            Slot(
                kunci(*path),
                path,
                self.lembar.nama,
                Kotak(self.baris, col, self.baris, col),
                True,
                gaya,
                "Matriks",
                str(path[-2]),
            )
        )


def _letak_kolom(kolom: tuple[Kolom, ...], mulai: int = 1) -> dict[Kolom, int]:
    """The first grid column of each table column, side by side from `mulai`."""
    letak: dict[Kolom, int] = {}
    for satu in kolom:
        letak[satu] = mulai
        mulai += satu.rentang
    return letak
