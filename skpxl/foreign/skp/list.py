"""Results as a list without columns (kualitatif) of a foreign SKP: number and plan, a label line, the narrative below it."""

from itertools import pairwise

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.skp.items import (
    Letak,
    butir_baru,
    ke_bagian,
    nomor_di_depan,
    record_rencana,
    record_ukuran,
    split_label,
    split_ukuran,
)
from skpxl.foreign.skp.regions import Wilayah, bagian_di

_DIINTERVENSI = ("rencana_hasil_kerja_diintervensi", "penugasan_dari")


class _Daftar:
    """The state while going down the list: columns learnt on the way, and whether the label line has been met."""

    def __init__(self, papan: Papan, wilayah: Wilayah) -> None:
        self.papan = papan
        self.letak = Letak()
        self.berlabel = False
        self.diragukan = False
        self.bernomor = False  # the ukuran at hand carry numbers of their own
        self.col_atasan = 0
        self.penugasan = False
        self.baris = papan.nomor_baris(wilayah.mulai, wilayah.selesai)
        self.col_nomor = self._kolom_nomor()

    def _kolom_nomor(self) -> int:
        """The column of the item numbers: that of the first number with a text beside it; 0 where they lead the texts."""
        for row in self.baris:
            sels = self.papan.baris(row)
            for sel, kanan in pairwise(sels):
                if sel.nomor is not None and kanan.nomor is None:
                    return sel.col
                break
        return 0

    def semua(self) -> None:
        """Read every row."""
        for row in self.baris:
            sels = [sel for sel in self.papan.baris(row) if not self._kepala(sel)]
            if bagian := bagian_di(self.papan, sels):
                ke_bagian(self.papan, self.letak, bagian, sels)
                self.berlabel = False
            elif sels:
                self._baris(sels)

    def _kepala(self, sel: Sel) -> bool:
        """A heading: `HASIL KERJA`, or the title of a column (then the column is remembered)."""
        if split_label(self.papan.label, sel.teks)[1] is not None:
            return False
        nama = self.papan.label.cocok("kolom", sel.teks)
        if nama in _DIINTERVENSI:
            self.col_atasan, self.penugasan = sel.col, nama == "penugasan_dari"
        if nama or self.papan.label.cocok("blok", sel.teks):
            self.papan.use(sel)
            return True
        return False

    def _baris(self, sels: list[Sel]) -> None:
        nomor = next(
            (sel for sel in sels if self.col_nomor and sel.col == self.col_nomor and sel.nomor is not None), None
        )
        isi = [sel for sel in sels if sel is not nomor]
        baru = nomor is not None
        if nomor is not None:
            self.papan.use(nomor)
            self._mulai(nomor, nomor.nomor)
        for sel in isi:
            if self.col_atasan and sel.col == self.col_atasan:
                self._atasan(sel)
            elif sel.nomor is not None or not sel.teks.strip(" -•*·○●▪–\t\r\n"):
                # a bullet or a number in a cell of its own, left of its text
                self.papan.use(*([sel] if sel is not isi[-1] else []))
                self.bernomor = self.bernomor or sel.nomor is not None
            else:
                self._teks(sel, baru)
                baru = False

    def _mulai(self, sel: Sel, nomor: int | None) -> None:
        butir_baru(self.papan, self.letak, sel, nomor)
        self.berlabel = self.diragukan = self.bernomor = False

    def _atasan(self, sel: Sel) -> None:
        if not self.letak.urutan:
            return
        jalur = (*self.letak.jalur, _DIINTERVENSI[0])
        self.papan.record(jalur, sel)
        if self.penugasan:
            self.papan.ragu("adopsi-penugasan", sel, jalur, found=sel.teks)

    def _teks(self, sel: Sel, di_baris_nomor: bool) -> None:
        sebelum, sesudah, berulang = split_label(self.papan.label, sel.teks)
        angka = nomor_di_depan(sel.teks) if not self.col_nomor else None
        if angka is not None and self._butir(sel, angka, sesudah is not None):
            self._mulai(sel, angka)
        if not self.letak.urutan:
            return
        jalur = self.letak.jalur
        if sebelum.strip():
            ada_rencana = (*jalur, "rencana_hasil_kerja") in self.papan.isi
            if not ada_rencana and not self.berlabel:
                utuh = sebelum if sesudah is not None else None
                record_rencana(self.papan, jalur, sel, utuh, bernomor=angka is not None)
            elif di_baris_nomor or self._di_samping(sel):
                return
            else:
                self._ukuran(sel, sebelum)
        if sesudah is not None:
            self.berlabel = True
            self.papan.use(sel)
            if sesudah.strip():
                self._ukuran(sel, sesudah)
        if berulang:
            self.papan.ragu("adopsi-sel-rancu", sel, jalur, found=sel.teks)

    def _di_samping(self, sel: Sel) -> bool:
        """True for a text beside the plan or an ukuran that was read on the same row: nothing says what it is."""
        return any(
            self.papan.terpakai(lain) and lain.col < sel.col and lain.nomor is None and lain.teks.strip(" -•*·○●▪–")
            for lain in self.papan.baris(sel.row)
        )

    def _ukuran(self, sel: Sel, teks: str) -> None:
        if not self.berlabel and not self.diragukan:
            self.diragukan = True
            self.papan.ragu("adopsi-tanpa-label", sel, self.letak.jalur, found=sel.teks)
        self.bernomor = self.bernomor or nomor_di_depan(teks) is not None
        record_ukuran(self.papan, self.letak, sel, split_ukuran(teks))

    def _butir(self, sel: Sel, angka: int, dengan_label: bool) -> bool:
        """Is `2. Pelayanan ...` the next item, or the second ukuran of the item at hand?"""
        if not self.letak.urutan or not self.berlabel or dengan_label:
            return True
        berikut = self.papan.sesudah(sel)
        if berikut is not None and split_label(self.papan.label, berikut.teks)[1] is not None:
            return nomor_di_depan(berikut.teks) is None
        return angka == (self.letak.nomor or 0) + 1 and angka != 1 and not self.bernomor


def read_daftar_hasil(papan: Papan, wilayah: Wilayah) -> None:
    """Read all items of the list onto the board."""
    _Daftar(papan, wilayah).semua()
