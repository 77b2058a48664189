"""Where the tables of somebody's matriks begin, and their columns of people and of roles. No row of people is read.

A heading is known by its column of names; what stands over the other columns, or above them all, must say that roles
stand below: a list of staff has a column of names, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.columns import Columns
from skpxl.foreign.matriks.block import Blok
from skpxl.foreign.matriks.words import Kata, sounds_like_result, split_roles
from skpxl.model.teks import rapi
from skpxl.template.labels import fold

KOLOM_MAKS = 60  # columns of roles
CALON_MAKS = 300  # cells of one sheet that may head a matriks
_JANGKAUAN = 400  # columns looked at
_JUDUL_MAKS = 1_000  # characters of a cell with title, unit and period
_DI_ATAS = 15  # rows above the heading in which the title stands


@dataclass(frozen=True)
class KolomPeran:
    """A column of roles, `dari` to `ke` on the sheet; `nomor` counts from 1.

    Without `teks` there is no heading of its own. `sisa`: for roles without a place. `ragu`: it counts only where
    roles stand in it (nothing but a wider heading covers it).
    """

    nomor: int
    dari: int
    ke: int
    teks: str = ""
    sisa: bool = False
    ragu: bool = False


@dataclass(frozen=True)
class MatriksHeading(Columns):
    """A heading block, rows `atas` to `bawah`. `spans` are the columns that tell about people, of roles `kolom`.

    `pimpinan` is the row below that heads the columns, where only a label stands over them: the results of the
    pimpinan himself (0 where the headings have texts). `terpotong`: there were more columns than are read.
    """

    atas: int
    bawah: int
    kolom: tuple[KolomPeran, ...]
    pimpinan: int = 0
    terpotong: bool = False

    def peran(self, col: int) -> KolomPeran | None:
        """The column of roles that a column of the sheet belongs to."""
        return next((satu for satu in self.kolom if satu.dari <= col <= satu.ke), None)


def title_lines(sel: Sel) -> list[str]:
    """The lines of a cell that may be a title; a long text is none."""
    return sel.baris_teks if len(sel.teks) <= _JUDUL_MAKS else []


def find_matrices(papan: Papan, kata: Kata) -> tuple[list[MatriksHeading], int]:
    """All heading blocks of a sheet from above, and the row at which there were too many candidates to go on (else 0)."""
    hasil: list[MatriksHeading] = []
    lebar = min(max((sel.col for sel in papan.sel), default=0), _JANGKAUAN)
    calon = 0
    for sel in papan.sel:
        di_atas = hasil[-1].bawah if hasil else 0
        if sel.row <= di_atas or kata.kolom(sel.teks) != "nama":
            continue
        blok = Blok(papan, kata, sel, lebar, di_atas)
        if blok.isi_tabel():
            continue
        calon += 1
        if calon > CALON_MAKS:
            return hasil, sel.row
        if kepala := _kepala(papan, kata, blok, di_atas):
            hasil.append(kepala)
    return hasil, 0


def _kepala(papan: Papan, kata: Kata, blok: Blok, di_atas: int) -> MatriksHeading | None:
    """The heading of a candidate, its cells marked as used; None where it heads something else."""
    if not blok.grow():
        return None
    kolom, terpotong = _kolom_peran(papan, kata, blok)
    bawah = blok.bawah + blok.baris_angka()
    milik_pimpinan = _kolom_pimpinan(papan, kata, blok, kolom, bawah + 1)
    kolom = milik_pimpinan or kolom
    if not kolom or not _terbukti(papan, kata, blok, kolom, di_atas):
        return None
    sels = papan.antara(blok.atas, bawah + 1)
    papan.use(*(sel for sel in sels if blok.siapa(sel.col) or kolom[0].dari <= sel.col <= kolom[-1].ke))
    return MatriksHeading(
        tuple(blok.identitas), blok.atas, bawah, tuple(kolom), bawah + 1 if milik_pimpinan else 0, terpotong
    )


def _kolom_peran(papan: Papan, kata: Kata, blok: Blok) -> tuple[list[KolomPeran], bool]:
    """The columns of roles with the lowest text over each; neighbours under one cell are one column."""
    kepala = [sel for row in blok.baris() for sel in blok.sel_peran(row)]
    dari = min((sel.col for sel in kepala), default=1)
    ke = min(max((sel.col_to for sel in kepala), default=0), blok.lebar)
    kelompok: list[tuple[Sel | None, int, int]] = []
    for col in range(dari, ke + 1):
        if blok.siapa(col):
            continue
        sel = _terbawah(papan, blok, col)
        if sel is not None and kelompok and kelompok[-1][0] == sel:
            kelompok[-1] = (sel, kelompok[-1][1], col)
        else:
            kelompok.append((sel, col, col))
    # Under a label without any heading of columns there is one column, however many cells it covers.
    if kelompok and all(sel is None for sel, _, _ in kelompok):
        kelompok = [(None, kelompok[0][1], kelompok[-1][2])]
    dalam = max((sel.row for sel, _, _ in kelompok if sel is not None), default=0)
    hasil = [
        KolomPeran(
            nomor,
            kiri,
            kanan,
            rapi(sel.teks) if sel else "",
            sisa=sel is not None and fold(sel.teks) in kata.sisa,
            ragu=sel is None or (sel.row_to < dalam and kanan - kiri < sel.col_to - sel.col),
        )
        for nomor, (sel, kiri, kanan) in enumerate(kelompok[:KOLOM_MAKS], start=1)
    ]
    return hasil, len(kelompok) > KOLOM_MAKS


def _kolom_pimpinan(papan: Papan, kata: Kata, blok: Blok, kolom: list[KolomPeran], row: int) -> list[KolomPeran]:
    """The columns by the first row of people, where the headings only have a label over several columns (e-Kinerja).

    That row is the pimpinan's: his results are what the others support. Under `PERAN HASIL` alone only somebody with
    the post of one counts. Empty where it is not so.
    """
    sels = blok.sel_peran(row)
    if len(kolom) != 1 or kolom[0].teks or kolom[0].dari == kolom[0].ke or not 2 <= len(sels) <= KOLOM_MAKS:
        return []
    siapa = [sel for sel in papan.baris(row) if blok.siapa(sel.col) and any(map(str.isalpha, sel.teks))]
    dalam = all(kolom[0].dari <= sel.col <= kolom[0].ke for sel in sels)
    satu = all(len(split_roles(sel.teks)) == 1 and not kata.tanpa_peran(sel.teks) for sel in sels)
    if not siapa or not dalam or not satu:
        return []
    if {apa for apa, _ in _label(papan, blok)} == {"peran"} and all(
        kata.penutup(sel.teks) != "mungkin" for sel in siapa
    ):
        return []
    ujung = [*(sel.col - 1 for sel in sels[1:]), kolom[0].ke]
    return [
        KolomPeran(nomor, sel.col, ke, split_roles(sel.teks)[0])
        for nomor, (sel, ke) in enumerate(zip(sels, ujung, strict=True), start=1)
    ]


def _terbawah(papan: Papan, blok: Blok, col: int) -> Sel | None:
    """The lowest heading text over a column that is no label and no column number."""
    for row in reversed(blok.baris()):
        sel = papan.di(row, col)
        if sel is not None and rapi(sel.teks) and sel.nomor is None and not blok.label(sel):
            return None if blok.siapa(sel.col) else sel
    return None


def _terbukti(papan: Papan, kata: Kata, blok: Blok, kolom: list[KolomPeran], di_atas: int) -> bool:
    """True where a label, the title, the sheet's name or the language of achievement says that roles stand below."""
    label = {apa for apa, cols in _label(papan, blok) if all(satu.dari in cols for satu in kolom if not satu.ragu)}
    bernama = any(satu.teks for satu in kolom)
    if label & {"produk", "keluaran", "peran"} or (label and bernama):
        return True
    if not bernama:
        return False
    judul = papan.antara(max(di_atas + 1, blok.atas - _DI_ATAS), blok.atas)
    if kata.judul(papan.nama) or any(kata.judul(garis) for sel in judul for garis in title_lines(sel)):
        return True
    tingkat = [baris for row in blok.baris() if (baris := blok.sel_peran(row))]
    return any(all(sounds_like_result(s.teks) or fold(s.teks) in kata.sisa for s in baris) for baris in tingkat)


def _label(papan: Papan, blok: Blok) -> Iterator[tuple[str, range]]:
    """The labels with the columns each one covers: its own and the blank ones right of it.

    Labels in a name's column, or under each other in the first one of roles, are those of their rows.
    """
    label: list[tuple[str, Sel, Sel | None]] = []
    for row in blok.baris():
        baris = [sel for sel in papan.baris(row) if rapi(sel.teks)]
        pasangan = zip_longest(baris, baris[1:])
        label += [(apa, sel, berikut) for sel, berikut in pasangan if (apa := blok.label(sel))]
    pertama = min((sel.col for row in blok.baris() for sel in blok.sel_peran(row)), default=0)
    bertumpuk = sum(sel.col == sel.col_to == pertama for _, sel, _ in label) > 1
    for apa, sel, berikut in label:
        sampai = blok.lebar + 1
        if berikut is not None and not blok.siapa(sel.col) and not (bertumpuk and sel.col == pertama):
            sampai = berikut.col
        yield apa, range(sel.col, max(sampai, sel.col_to + 1))
