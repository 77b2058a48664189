"""Title, approach, period and instansi above the identity block of a foreign SKP."""

import re

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.wording import read_period
from skpxl.model.periode import Periode
from skpxl.template.labels import fold

_ANGKA = re.compile(r"\d")
_SEL_PERIODE = 8  # cells over which a period may be spread


def read_judul(papan: Papan, sampai: int) -> set[str]:
    """The title lines above row `sampai`, used up; their names: `kuantitatif`, `kualitatif`, `jpt`, ..."""
    semua: set[str] = set()
    for sel in papan.antara(1, sampai):
        baris = sel.baris_teks
        nama = [papan.label.memuat("judul", satu) for satu in baris]
        semua |= set().union(*nama)
        if baris and all(nama):
            papan.use(sel)
    return semua


def read_periode(papan: Papan, sampai: int) -> Periode | None:
    """The period above row `sampai`: behind its label, beside or below it; else any span of dates. Doubts where unsure."""
    for sel in papan.antara(1, sampai):
        if papan.terpakai(sel):
            continue
        for nomor, baris in enumerate(sel.baris_teks):
            if (awal := papan.label.awal("periode", baris, tanda="")) is not None:
                _baris_sebelumnya(papan, sel, sel.baris_teks[:nomor])
                return _dari_label(papan, sel, [awal[1].lstrip(" :"), *sel.baris_teks[nomor + 1 :]])
    for sel in papan.antara(1, sampai):
        if not papan.terpakai(sel) and (hasil := read_period(sel.teks, papan.label)) and hasil[1]:
            papan.record(("periode_tercetak",), sel)
            return hasil[0]
    papan.ragu("adopsi-periode", None, ("periode_tercetak",), found="", sebab="barisnya tidak ditemukan")
    return None


def _baris_sebelumnya(papan: Papan, sel: Sel, baris: list[str]) -> None:
    """Lines above the period in the same cell: the office, where they are no title."""
    if lain := [satu for satu in baris if not papan.label.memuat("judul", satu)]:
        papan.isi["instansi",] = (" ".join(lain), sel)


def _dari_label(papan: Papan, label: Sel, baris: list[str]) -> Periode | None:
    jalur = ("periode_tercetak",)
    sumber = [label]
    banyak = next((n for n in range(1, len(baris) + 1) if read_period(" ".join(baris[:n]), papan.label)), len(baris))
    sisa = " ".join(baris[:banyak]).strip()
    if banyak < len(baris):
        papan.ragu("adopsi-isian-lain", label, found=" ".join(baris[banyak:]))
    if not sisa:
        kanan = [sel for sel in papan.baris(label.row) if sel.col > label.col_to and not papan.terpakai(sel)]
        sumber = [sel for sel in kanan if sel.teks.strip() != ":"]
        if not any(_ANGKA.search(sel.teks) for sel in sumber):
            bawah = papan.di(label.row_to + 1, label.col)
            sumber = [bawah] if bawah else []
        # the fewest cells that make a period; what stands beyond them is something else
        cukup = (n for n in range(1, min(len(sumber), _SEL_PERIODE) + 1) if read_period(_join(sumber[:n]), papan.label))
        sumber = sumber[: next(cukup, len(sumber))]
        sisa = _join(sumber)
    hasil = read_period(sisa, papan.label)
    if hasil is None:
        papan.record(jalur, label)
        papan.ragu("adopsi-periode", label, jalur, found=sisa or label.teks, sebab="tanggalnya tidak dapat dibaca")
        return None
    papan.use(label, *sumber)
    papan.record(jalur, sumber[0], sumber[0].teks if len(sumber) == 1 else sisa)
    periode, persis = hasil
    if not persis:
        dibaca = periode.tercetak()
        papan.ragu("adopsi-dirapikan", sumber[0], jalur, found=sisa, dibaca=dibaca)
    return periode


def _join(sels: list[Sel]) -> str:
    return " ".join(sel.teks.strip() for sel in sels).lstrip(": ")


def read_instansi(papan: Papan, sampai: int) -> None:
    """The office above row `sampai` (the identity block): behind its label, else the line on the period's row or nearest
    below the title."""
    jalur = ("instansi",)
    if jalur in papan.isi:
        return
    calon = [sel for sel in papan.antara(1, sampai) if not papan.terpakai(sel) and fold(sel.teks)]
    for sel in calon:
        awal = papan.label.awal("instansi", sel.teks)
        if awal and awal[1]:
            papan.record(jalur, sel, awal[1])
            return
        kanan = [satu for satu in calon if satu.row == sel.row and satu.col > sel.col]
        if awal and kanan:
            papan.use(sel)
            papan.record(jalur, kanan[0], kanan[0].teks.lstrip(": "))
            return
    periode = papan.isi.get(("periode_tercetak",))
    judul = [sel.row for sel in papan.antara(1, sampai) if papan.label.memuat("judul", sel.teks)]
    if judul:
        calon = [sel for sel in calon if judul[0] <= sel.row]
    calon = [sel for sel in calon if sel.nomor is None]
    sebaris = [sel for sel in calon if periode and sel.row == periode[1].row]
    pilihan = sebaris or calon
    if not pilihan:
        papan.ragu("adopsi-instansi", None, jalur)
        return
    baris = pilihan[0].baris_teks
    bukan_judul = [satu for satu in baris if not papan.label.memuat("judul", satu)]
    papan.record(jalur, pilihan[0], "\n".join(bukan_judul) if len(bukan_judul) < len(baris) else None)
    if len(pilihan) > 1:
        papan.ragu("adopsi-instansi-rancu", pilihan[0], jalur, found=pilihan[0].teks, lain=pilihan[1].teks)
