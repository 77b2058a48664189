"""Reading the index of scans back, whatever program saved it and however its rows have been sorted. It judges no answer."""

import re
from pathlib import Path

from skpxl.errors import SkpxlError
from skpxl.findings import Finding, temuan
from skpxl.forms.triage import open_book
from skpxl.model.berkas_indeks import BarisIndeks
from skpxl.model.teks import rapi, sidik
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku, Cell, Lembar
from skpxl.xlsx.package import TakTerbaca

_AWAL = "BRKS1"
_KODE = re.compile(_AWAL + r";s=S([0-9a-f]{64});k=K([01])")
# Heading -> field.
KOLOM = {
    "Kode": "kode",
    "Selesai": "selesai",
    "Berkas": "berkas",
    "Jenis": "jenis",
    "Mengapa ada di sini": "sebab",
    "Dugaan dari nama berkas": "dugaan",
    "Pegawai": "pegawai",
    "Dokumen": "dokumen",
    "Tahun": "tahun",
    "Ditandatangani": "tanda_tangan",
    "Catatan": "catatan",
    "Keterangan": "keterangan",
}
# The headings that make a sheet ours, and what a row holds.
_PENGENAL = ("kode", "berkas", "pegawai", "dokumen", "tahun", "tanda_tangan")
_ISI = ("berkas", "pegawai", "dokumen", "tahun", "tanda_tangan", "catatan")


def kode_baris(baris: BarisIndeks) -> str:
    """The hidden word by which a row is known again; led by letters, so no program takes it for a number."""
    return f"{_AWAL};s=S{baris.cerna};k=K{int(baris.terkunci)}" if baris.cerna else ""


def read_index(path: Path) -> tuple[list[BarisIndeks], list[Finding]]:
    """Every row that belongs to a file, filled in or not, and findings (not worded) on rows that belong to none.

    A spare row belongs to the file whose name it gives. Raises SkpxlError where `path` is no index.
    """
    try:
        buku = open_book(path).buku
        lembar, kepala, kolom = _tabel(buku, path)
    except TakTerbaca as putusan:
        raise SkpxlError(f"Indeks {path} tidak dapat dibaca: {putusan.detail}.") from putusan
    except OSError as galat:
        raise SkpxlError(f"Indeks {path} tidak dapat dibuka ({galat.strerror}).") from galat
    semua: list[BarisIndeks] = []
    for row in sorted({row for row, _ in lembar.cells if row > kepala}):
        isi = {nama: _teks(lembar.cells.get((row, kolom[nama]))) for nama in ("kode", *_ISI) if nama in kolom}
        cocok = _KODE.fullmatch(rapi(isi.pop("kode")))
        dikenal = {"cerna": cocok[1], "terkunci": cocok[2] == "1"} if cocok else {}
        tempat = f"{lembar.name}!{a1(row, kolom['berkas'])}"
        semua.append(BarisIndeks.model_validate({**isi, **dikenal, "tempat": tempat}))
    per_nama = {rapi(satu.berkas): satu.cerna for satu in semua if satu.cerna}
    hasil: list[BarisIndeks] = []
    findings: list[Finding] = []
    for satu in semua:
        cerna = satu.cerna or per_nama.get(rapi(satu.berkas), "")
        if cerna:
            hasil.append(satu.model_copy(update={"cerna": cerna}))
        elif satu.diketik:
            sebab = "berkasnya tidak ada dalam indeks ini" if satu.berkas.strip() else "belum diisi: berkas"
            sheet, _, cell = satu.tempat.rpartition("!")
            masalah = temuan("indeks-tak-dimengerti", sebab=sebab, berkas=satu.berkas.strip() or "berkas tanpa nama")
            findings.append(masalah.at(file=str(path), sheet=sheet, cell=cell))
    return hasil, findings


def _tabel(buku: Buku, path: Path) -> tuple[Lembar, int, dict[str, int]]:
    """The sheet of the index, the row of its headings and the columns by field."""
    nama_kolom = {sidik(judul): nama for judul, nama in KOLOM.items()}
    for info in buku.sheets:
        lembar = buku.sheet(info.name)
        baris: dict[int, dict[str, int]] = {}
        for (row, col), sel in lembar.cells.items():
            if nama := nama_kolom.get(sidik(sel.text)):
                baris.setdefault(row, {}).setdefault(nama, col)
        for row, kolom in sorted(baris.items()):
            if all(nama in kolom for nama in _PENGENAL):
                return lembar, row, kolom
    raise SkpxlError(f"{path} bukan indeks hasil pindai skpxl; sebut nama berkas lain, atau buat dengan --make-index.")


def _teks(sel: Cell | None) -> str:
    """What was typed; of a formula its result, and its source where it shows an error."""
    if sel is None:
        return ""
    if sel.formula is not None and sel.kind in ("galat", "kosong"):
        return f"={sel.formula}"
    return sel.text.strip()
