"""Title, approach, period and instansi above the identity block of a foreign SKP."""

import calendar
import re
from datetime import date

from skpxl.foreign.board import Papan, Sel
from skpxl.model.periode import Periode
from skpxl.template.labels import Label, lipat

_TAHUN = re.compile(r"\b(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_ANGKA = re.compile(r"\d")
_SEL_PERIODE = 8  # cells over which a period may be spread
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MIRING = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")


def baca_judul(papan: Papan, sampai: int) -> set[str]:
    """The title lines above row `sampai`, used up; their names: `kuantitatif`, `kualitatif`, `jpt`, ..."""
    semua: set[str] = set()
    for sel in papan.antara(1, sampai):
        baris = sel.baris_teks
        nama = [papan.label.memuat("judul", satu) for satu in baris]
        semua |= set().union(*nama)
        if baris and all(nama):
            papan.pakai(sel)
    return semua


def baca_periode(papan: Papan, sampai: int) -> Periode | None:
    """The period above row `sampai`: behind its label, beside or below it; else any span of dates. Doubts where unsure."""
    for sel in papan.antara(1, sampai):
        if papan.terpakai(sel):
            continue
        for nomor, baris in enumerate(sel.baris_teks):
            if (awal := papan.label.awal("periode", baris, tanda="")) is not None:
                _baris_sebelumnya(papan, sel, sel.baris_teks[:nomor])
                return _dari_label(papan, sel, [awal[1].lstrip(" :"), *sel.baris_teks[nomor + 1 :]])
    for sel in papan.antara(1, sampai):
        if not papan.terpakai(sel) and (hasil := urai_periode(sel.teks, papan.label)) and hasil[1]:
            papan.catat(("periode_tercetak",), sel)
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
    banyak = next((n for n in range(1, len(baris) + 1) if urai_periode(" ".join(baris[:n]), papan.label)), len(baris))
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
        cukup = (
            n for n in range(1, min(len(sumber), _SEL_PERIODE) + 1) if urai_periode(_gabung(sumber[:n]), papan.label)
        )
        sumber = sumber[: next(cukup, len(sumber))]
        sisa = _gabung(sumber)
    hasil = urai_periode(sisa, papan.label)
    if hasil is None:
        papan.catat(jalur, label)
        papan.ragu("adopsi-periode", label, jalur, found=sisa or label.teks, sebab="tanggalnya tidak dapat dibaca")
        return None
    papan.pakai(label, *sumber)
    papan.catat(jalur, sumber[0], sumber[0].teks if len(sumber) == 1 else sisa)
    periode, persis = hasil
    if not persis:
        dibaca = periode.tercetak()
        papan.ragu("adopsi-dirapikan", sumber[0], jalur, found=sisa, dibaca=dibaca)
    return periode


def _gabung(sels: list[Sel]) -> str:
    return " ".join(sel.teks.strip() for sel in sels).lstrip(": ")


def urai_periode(teks: str, label: Label) -> tuple[Periode, bool] | None:
    """(period, True where both days are written out); None where the text holds no period.

    Months without days run from the first to the last day, a year alone is the whole year.
    """
    tanggal = [_tanggal(int(t), int(b), int(h)) for t, b, h in _ISO.findall(teks)]
    tanggal = tanggal or [_tanggal(int(t), int(b), int(h)) for h, b, t in _MIRING.findall(teks)]
    if tanggal:
        return _rentang(tanggal[0], tanggal[-1], True) if len(tanggal) == 2 else None
    kata = lipat(teks).split()
    bulan = label.ragam("bulan")
    tahun = [int(satu) for satu in _TAHUN.findall(teks)]
    if not tahun or len(tahun) > 2:
        return None
    letak = [(nomor, int(bulan[satu])) for nomor, satu in enumerate(kata) if satu in bulan]
    if not letak:
        setahun = set(kata) <= {"tahun", str(tahun[0])} and len(tahun) == 1
        return _rentang(date(tahun[0], 1, 1), date(tahun[0], 12, 31), False) if setahun else None
    if len(letak) != 2:
        return None
    sebelum = [kata[nomor - 1] if nomor else "" for nomor, _ in letak]
    hari = [int(satu) if satu.isdigit() and len(satu) <= 2 else 0 for satu in sebelum]
    mulai = _tanggal(tahun[0], letak[0][1], hari[0] or 1)
    ujung = calendar.monthrange(tahun[-1], letak[1][1])[1]
    selesai = _tanggal(tahun[-1], letak[1][1], hari[1] or ujung)
    return _rentang(mulai, selesai, bool(hari[0] and hari[1]))


def _tanggal(tahun: int, bulan: int, hari: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def _rentang(mulai: date | None, selesai: date | None, persis: bool) -> tuple[Periode, bool] | None:
    if mulai is None or selesai is None or selesai < mulai:
        return None
    return Periode(mulai=mulai, selesai=selesai), persis


def bertanggal(teks: str, label: Label) -> bool:
    """True where a text holds one written-out date: `Kupang, 3 Januari 2022`."""
    kata = lipat(teks).split()
    bulan = label.ragam("bulan")
    return len(kata) < 12 and any(
        kata[n] in bulan and kata[n - 1].isdigit() and n + 1 < len(kata) and bool(_TAHUN.fullmatch(kata[n + 1]))
        for n in range(1, len(kata))
    )


def baca_instansi(papan: Papan, sampai: int) -> None:
    """The office above row `sampai` (the identity block): behind its label, else the line on the period's row or nearest
    below the title."""
    jalur = ("instansi",)
    if jalur in papan.isi:
        return
    calon = [sel for sel in papan.antara(1, sampai) if not papan.terpakai(sel) and lipat(sel.teks)]
    for sel in calon:
        awal = papan.label.awal("instansi", sel.teks)
        if awal and awal[1]:
            papan.catat(jalur, sel, awal[1])
            return
        kanan = [satu for satu in calon if satu.row == sel.row and satu.col > sel.col]
        if awal and kanan:
            papan.pakai(sel)
            papan.catat(jalur, kanan[0], kanan[0].teks.lstrip(": "))
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
    papan.catat(jalur, pilihan[0], "\n".join(bukan_judul) if len(bukan_judul) < len(baris) else None)
    if len(pilihan) > 1:
        papan.ragu("adopsi-instansi-rancu", pilihan[0], jalur, found=pilihan[0].teks, lain=pilihan[1].teks)
