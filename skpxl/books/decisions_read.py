"""Reading the workbook of decisions back, whatever program saved it and however its rows have been sorted. It judges no
decision but for whether it can be understood."""

import re
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.forms.triage import open_book
from skpxl.model.keputusan import Keputusan
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku, Cell, Lembar
from skpxl.xlsx.package import TakTerbaca

KODE_AWAL = "KPTS1"
_KODE = re.compile(KODE_AWAL + r";b=([^;]+);t=(sel|butir):([^;]+);a=([0-9a-f]+(?:,[0-9a-f]+)*)")
_HURUF = re.compile(r"[A-Z]{1,2}")
# Heading -> field; the two that make a sheet ours come first.
_KOLOM = {
    "Keputusan": "pilihan",
    "Isi sendiri": "isi_sendiri",
    "Kode": "kode",
    "Pegawai atau unit": "siapa",
    "Tempat": "tempat",
    "Diputuskan oleh": "oleh",
    "Catatan": "catatan",
    "Berkas dan sel": "berkas",
    "Keterangan": "keterangan",
}
_PENGENAL = ("pilihan", "isi_sendiri", "kode")


def read_decisions(path: Path) -> tuple[list[Keputusan], list[Finding]]:
    """Every row in which something stands, and findings (not worded) on what cannot be understood, at its cell.

    A row that has lost its code is kept without one. Raises SkpxlError where `path` is no workbook of decisions.
    """
    try:
        buku = open_book(path).buku
        lembar, kepala, kolom = _tabel(buku, path)
    except TakTerbaca as putusan:
        raise SkpxlError(f"Berkas keputusan {path} tidak dapat dibaca: {putusan.detail}.") from putusan
    except OSError as galat:
        raise SkpxlError(f"Berkas keputusan {path} tidak dapat dibuka ({galat.strerror}).") from galat
    per_baris: dict[int, dict[int, Cell]] = {}
    for (row, col), sel in lembar.cells.items():
        per_baris.setdefault(row, {})[col] = sel
    keputusan: list[Keputusan] = []
    findings: list[Finding] = []
    for row in sorted(row for row in per_baris if row > kepala):
        satu, masalah = _satu(str(path), lembar.name, row, per_baris[row], kolom)
        if satu:
            keputusan.append(satu)
            findings += masalah
    return keputusan, findings


def _tabel(buku: Buku, path: Path) -> tuple[Lembar, int, dict[str, int]]:
    """The sheet with the decisions, the row of its headings and the columns by field; letters stand for alternatives."""
    for info in buku.sheets:
        lembar = buku.sheet(info.name)
        baris: dict[int, dict[str, int]] = {}
        for (row, col), sel in lembar.cells.items():
            judul = rapi(sel.text)
            nama = next((field for kepala, field in _KOLOM.items() if sidik(kepala) == sidik(judul)), "")
            if nama or _HURUF.fullmatch(judul):
                baris.setdefault(row, {}).setdefault(nama or judul, col)
        for row, kolom in sorted(baris.items()):
            if all(nama in kolom for nama in _PENGENAL):
                return lembar, row, kolom
    raise SkpxlError(
        f"{path} bukan berkas keputusan skpxl (tidak ada kolom Keputusan dan Isi sendiri); sebut nama berkas lain."
    )


def _satu(
    file: str, sheet: str, row: int, sel: dict[int, Cell], kolom: dict[str, int]
) -> tuple[Keputusan | None, list[Finding]]:
    findings: list[Finding] = []

    def di(nama: str, satu: Finding) -> Finding:
        return satu.at(file=file, sheet=sheet, cell=a1(row, kolom[nama]), item=isi["tempat"], who=isi["siapa"])

    isi = {nama: _teks(sel.get(col)) for nama, col in kolom.items()}
    isi = {nama: isi.get(nama, "") for nama in {*_KOLOM.values(), *isi}}
    if not any(isi.values()):
        return None, []
    cocok = _KODE.fullmatch(rapi(isi["kode"]))
    dikenal = {"buku": cocok[1], "kunci": cocok[3], "butir": cocok[2] == "butir"} if cocok else {}
    fingerprints = tuple(cocok[4].split(",")) if cocok else ()
    huruf = sorted((nama for nama in kolom if _HURUF.fullmatch(nama)), key=lambda nama: (len(nama), nama))
    alternatif = [isi[nama] for nama in huruf]
    while len(alternatif) > len(fingerprints) and not alternatif[-1]:
        alternatif.pop()
    utama = "isi_sendiri" if rapi(isi["isi_sendiri"]) else "pilihan"
    satu = Keputusan.model_validate(
        {nama: teks for nama, teks in isi.items() if nama in _KOLOM.values() and nama != "kode"}
        | dikenal
        | {"sidik": fingerprints, "alternatif": tuple(alternatif), "file": file}
        | {"sel": f"{sheet}!{a1(row, kolom[utama])}"}
    )
    if not satu.keterangan:
        if not cocok and satu.diketik:
            findings.append(di(utama, temuan("keputusan-tak-dimengerti", sebab="kode tersembunyi barisnya hilang")))
        elif cocok and satu.putusan.jenis == "rancu":
            findings.append(di(utama, temuan("keputusan-tak-dimengerti", sebab=satu.putusan.nilai)))
        for nama in ("pilihan", "isi_sendiri"):
            if (masalah := _rumus(sel.get(kolom[nama]))) is not None:
                findings.append(di(nama, masalah))
    return satu, findings


def _teks(sel: Cell | None) -> str:
    """What was typed. A text that a program took for a formula is its source, as long as it shows an error."""
    if sel is None:
        return ""
    if sel.formula is not None and sel.kind in ("galat", "kosong"):
        return sel.formula if sel.formula[:1] in "-+" else f"={sel.formula}"
    return sel.text.replace("\r\n", "\n").replace("\r", "\n")


def _rumus(sel: Cell | None) -> Finding | None:
    """What is to be said of a cell that holds a formula: its result is taken, and told."""
    if sel is None or sel.formula is None:
        return None
    kode = "sel-rumus" if sel.kind not in ("galat", "kosong") else "teks-jadi-rumus"
    return temuan(kode, found=f"={sel.formula}", suggestion=_teks(sel))
