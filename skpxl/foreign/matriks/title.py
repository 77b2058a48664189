"""The lines above somebody's matriks: which unit it is of, which instansi, which period. It reads no table."""

from dataclasses import dataclass

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.matriks.heading import MatriksHeading, title_lines
from skpxl.foreign.matriks.words import LABEL_MAKS, Kata
from skpxl.model.periode import Periode

_BARIS_MAKS = 40  # rows above a heading that are looked at
_LABEL, _BARIS, _JUDUL = 3, 2, 1  # which line tells the unit best: one with a label, one of its own, the title


@dataclass(frozen=True)
class Judul:
    """What the lines above a table say; empty where they do not. `ada` tells that there was a title or a unit."""

    unit: str = ""
    instansi: str = ""
    periode: Periode | None = None
    ada: bool = False


def title_start(papan: Papan, kata: Kata, kepala: MatriksHeading, sebelum: MatriksHeading | None) -> int:
    """The row on which the lines above a heading begin, in the sheet or below the rows of the table `sebelum`.

    Only lines count that are known for what they are, and wide ones between them.
    """
    if sebelum is None:
        return 1
    awal = kepala.atas
    for row in reversed(papan.nomor_baris(max(sebelum.bawah + 1, kepala.atas - _BARIS_MAKS), kepala.atas)):
        sels = [sel for sel in papan.baris(row) if sel.teks.strip(" :")]
        lebar = all(sel.col_to - sel.col >= 2 for sel in sels)
        if _judul(kata, sels) and (lebar or not sebelum.peran(sels[0].col) or kata.judul(sels[0].teks)):
            awal = row
        elif not lebar or awal - row > 2:
            break
    return awal


def _judul(kata: Kata, sels: list[Sel]) -> bool:
    """True for a row of nothing but title lines; behind a label (`UNIT KERJA`) stands its value."""
    if len(sels) == 2 and any(satu == "" for satu in (kata.unit_berlabel(sels[0].teks), kata.instansi(sels[0].teks))):
        return True
    return bool(sels) and all(any(map(kata.di_atas_tabel, title_lines(sel))) for sel in sels)


def read_title(papan: Papan, kata: Kata, dari: int, sampai: int) -> Judul:
    """Read rows `dari` to before `sampai`; cells of which every line is understood are marked as used."""
    unit: dict[int, str] = {}
    instansi, periode, ada = "", None, False
    sels = papan.antara(max(dari, sampai - _BARIS_MAKS), sampai)
    for sel in sels:
        if papan.terpakai(sel):
            continue
        garis = title_lines(sel)
        paham = bool(garis)
        for baris in garis:
            if len(baris) > 2 * LABEL_MAKS:
                paham = False
                continue
            satu_periode = kata.periode(baris)
            periode = satu_periode or periode
            if kata.judul(baris):
                ada = True
                if nama := kata.unit_dari_judul(baris):
                    unit[_JUDUL] = nama
            elif (nilai := kata.unit_berlabel(baris)) is not None and (nilai := nilai or _kanan(papan, sel)):
                unit[_LABEL] = nilai
            elif (nilai := kata.instansi(baris)) is not None:
                instansi = instansi or nilai or _kanan(papan, sel)
            elif nama := kata.unit(baris):
                unit[_BARIS] = nama
            elif not satu_periode:
                paham = False
        if paham:
            papan.use(sel)
    terbaik = unit[max(unit)] if unit else ""
    return Judul(terbaik, instansi, periode, ada or bool(unit))


def _kanan(papan: Papan, label: Sel) -> str:
    """What stands beside a label, behind its colon; marked as used."""
    sebaris = [sel for sel in papan.baris(label.row) if sel.col > label.col_to]
    nilai = next((sel for sel in sebaris if sel.teks.strip(" :")), None)
    if nilai is None or len(nilai.teks) > LABEL_MAKS:
        return ""
    papan.use(*(sel for sel in sebaris if sel.col <= nilai.col))
    return " ".join(nilai.teks.split()).lstrip(": ")
