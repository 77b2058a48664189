"""The rows that head one table of a matriks: how far they reach up and down from the cell over the names.

It tells the columns of people, and what is a label over several columns of roles; what the columns mean is not its own.
"""

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.columns import numbers_columns
from skpxl.foreign.matriks.words import LABEL_MAKS, Kata
from skpxl.model.teks import rapi
from skpxl.template.labels import fold

_TINGGI_MAKS = 8  # rows of one heading block


class Blok:
    """One candidate: a cell that heads names, and the rows around it, `atas` to `bawah`.

    `identitas` are (what, first, last column) of what tells who. `lebar` is the last column of the sheet that counts,
    `di_atas` the last row of the table above.
    """

    def __init__(self, papan: Papan, kata: Kata, nama: Sel, lebar: int, di_atas: int) -> None:
        self._papan = papan
        self._kata = kata
        self._nama = nama
        self._di_atas = di_atas
        self.lebar = lebar
        self.atas, self.bawah = nama.row, nama.row_to
        self.identitas: list[tuple[str, int, int]] = []
        self._terakhir = 0  # the last column of roles in which a heading begins

    def grow(self) -> bool:
        """Take in all rows that belong to the heading; False where the cell cannot head a column."""
        if self.bawah - self.atas >= _TINGGI_MAKS or self._ada_nama_di_bawah():
            return False
        self._kolom_siapa()
        self._grow_down()
        self._grow_up()
        self._kolom_siapa()
        return any(apa == "nama" for apa, _, _ in self.identitas)

    def isi_tabel(self) -> bool:
        """True where the cell stands among the rows of a table (`Pegawai` as a post): left of it is no heading."""
        kiri = [sel for row in self.baris() for sel in self._papan.baris(row) if sel.col < self._nama.col]
        return any(
            rapi(sel.teks) and not self._kata.kolom(sel.teks) and not self._kata.kepala(sel.teks) for sel in kiri
        )

    def baris(self) -> range:
        """The rows of the heading."""
        return range(self.atas, self.bawah + 1)

    def siapa(self, col: int) -> bool:
        """True for a column that tells who, and for all left of the names."""
        return col <= self._nama.col_to or any(dari <= col <= ke for _, dari, ke in self.identitas)

    def sel_peran(self, row: int) -> list[Sel]:
        """The cells with a text that begin on a row in a column of roles."""
        return [sel for sel in self._papan.baris(row) if not self.siapa(sel.col) and rapi(sel.teks)]

    def label(self, sel: Sel) -> str:
        """What kind of heading over several columns a cell is; empty for the heading of one column."""
        if len(sel.teks) > LABEL_MAKS:
            return ""
        kolom = [c for c in range(sel.col, min(sel.col_to, self.lebar) + 1) if not self.siapa(c)]
        return self._kata.kepala(sel.teks, selebar=len(kolom) > 1 and sel.col_to >= self._terakhir)

    def baris_angka(self) -> int:
        """1 where the row below numbers the columns: `(1) (2) (3)`."""
        below = (sel.teks for sel in self._papan.baris(self.bawah + 1) if rapi(sel.teks))
        return int(numbers_columns(below))

    def _ada_nama_di_bawah(self) -> bool:
        """`PEGAWAI` over NAMA, NIP and JABATAN is no column itself."""
        nama = self._nama
        return nama.col_to > nama.col and any(
            self._kata.kolom(sel.teks) == "nama" and nama.col <= sel.col <= nama.col_to
            for sel in self._papan.baris(nama.row_to + 1)
        )

    def _kolom_siapa(self) -> None:
        """The columns that tell who, by the lowest heading in each."""
        hasil = dict[tuple[int, int], str]()
        for col in range(1, self.lebar + 1):
            for row in reversed(self.baris()):
                sel = self._papan.di(row, col)
                if sel is None or not rapi(sel.teks) or self._kata.kepala(sel.teks):
                    continue
                apa = self._kata.kolom(sel.teks)
                if apa and sel.row <= self._nama.row_to and (apa != "nama" or sel.col == self._nama.col):
                    hasil.setdefault((sel.col, min(sel.col_to, self.lebar)), apa)
                break
        self.identitas = []
        terpakai: set[str] = set()
        for (dari, ke), apa in sorted(hasil.items()):
            # a second column of the same kind is none of ours
            self.identitas.append(("lain" if apa in terpakai else apa, dari, ke))
            terpakai.add(apa)
        self._measure()

    def _measure(self) -> None:
        semua = [sel.col for row in range(self.atas, self.bawah + 2) for sel in self.sel_peran(row)]
        self._terakhir = max(semua, default=0)

    def _grow_down(self) -> None:
        """Take in the rows below that go on with the headings: they say nothing of a person, and something is missing."""
        while self.bawah - self.atas < _TINGGI_MAKS - 1:
            peran = self.sel_peran(self.bawah + 1)
            lain = [sel for sel in self._papan.baris(self.bawah + 1) if sel not in peran and rapi(sel.teks)]
            if not peran or any(not self.label(sel) for sel in lain) or any(map(_berbutir, peran)):
                return
            if not self._belum_lengkap(peran):
                return
            self.bawah += 1
            self._measure()

    def _belum_lengkap(self, berikut: list[Sel]) -> bool:
        """True where a heading row is still to come: nothing but labels so far, wide cells, blanks, or goals only."""
        tingkat = [satu for row in self.baris() if (satu := self.sel_peran(row))]
        isi = [satu for baris in tingkat if (satu := [sel for sel in baris if not self.label(sel)])]
        if not isi or all(self.label(sel) for sel in tingkat[-1]):
            return True
        if any(sel.col_to > sel.col and sel.row_to >= self.bawah for sel in isi[-1]):
            return True
        ada = {c for baris in isi for sel in baris for c in range(sel.col, min(sel.col_to, self.lebar) + 1)}
        if any(min(ada) <= sel.col <= max(ada) and sel.col not in ada for sel in berikut):
            return True
        label = {self.label(sel) for baris in tingkat for sel in baris} - {""}
        bersasaran = "sasaran" in label or (not label and all(map(_sasaran, isi[-1])))
        return len(isi) == 1 and bersasaran

    def _grow_up(self) -> None:
        """Take in the rows above that head the columns of roles: `SASARAN STRATEGIS JPT` over INDIKATOR and NAMA."""
        while self.atas - 1 > self._di_atas and self.bawah - self.atas < _TINGGI_MAKS - 1:
            baris = [sel for sel in self._papan.baris(self.atas - 1) if rapi(sel.teks)]
            if not baris or any(self._kata.di_atas_tabel(sel.teks) for sel in baris):
                return
            label = [sel for sel in baris if self.label(sel) or self._kata.kolom(sel.teks)]
            peran = self.sel_peran(self.atas - 1)
            if any(sel not in label and sel not in peran for sel in baris):
                return
            lebar = len(peran) == 1 and peran[0].col_to > peran[0].col and _sasaran(peran[0])
            if not label and len(peran) < 2 and not lebar:
                return
            self.atas -= 1
            self._measure()


def _berbutir(sel: Sel) -> bool:
    return sel.teks.lstrip()[:1] in ("-", "•", "*", "–")


def _sasaran(sel: Sel) -> bool:
    """True for a goal by its number or its first word: `1. Meningkatnya ...`, `SS.2 ...`, `Sasaran 3: ...`."""
    kata = fold(sel.teks).split()
    return bool(kata) and (kata[0].isdigit() or kata[0].startswith(("sasaran", "ss")))
