"""The identity block of a foreign SKP: five labelled rows each for pegawai and penilai, wherever they stand."""

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.people import nips_of_lines
from skpxl.model.nip import clean_nip, parse_nip
from skpxl.model.skp import Identitas

MEDAN = tuple(Identitas.model_fields)
ORANG = ("pegawai", "pejabat_penilai")
_JARAK = 4  # rows between two labels of one block, and between its heading and the first label

Lajur = list[tuple[Sel, str, str]]  # label cell, field, what stands behind the label in the same cell


def read_identitas(papan: Papan, sampai: int) -> int:
    """Find both people above row `sampai` and keep their values on the board; the block's first row, 0 without one."""
    siapa = _kepala(papan, sampai)
    sudah: set[str] = set()
    awal = 0
    for lajur in _lajur(papan, sampai):
        orang = _milik(lajur, siapa)
        if orang is None:
            orang = next((satu for satu in ORANG if satu not in sudah), "")
            if orang:
                papan.ragu("adopsi-tanpa-kepala-identitas", lajur[0][0], (orang,))
        if orang not in ORANG or orang in sudah:
            continue
        sudah.add(orang)
        awal = awal or min([lajur[0][0].row, *(sel.row for sel, _ in siapa if 0 < lajur[0][0].row - sel.row <= _JARAK)])
        for label, medan, sisa in lajur:
            _record(papan, orang, label, medan, sisa, [satu for satu, _, _ in lajur])
    papan.use(*(sel for sel, _ in siapa if sudah))
    return awal


def check_identitas(papan: Papan) -> None:
    """Doubts on what was found: fields without a cell (of the penilai only the name), and the pegawai's NIP."""
    for orang, wajib in (("pegawai", MEDAN), ("pejabat_penilai", ("nama",))):
        for medan in wajib:
            if (orang, medan) not in papan.isi:
                if (orang, medan) == ("pegawai", "nip"):
                    papan.ragu("adopsi-tanpa-nip", None, (orang, medan))
                else:
                    papan.ragu("adopsi-identitas", None, (orang, medan), medan=medan.replace("_", " "))
    if ("pegawai", "nip") in papan.isi:
        teks, sel = papan.isi["pegawai", "nip"]
        nip = parse_nip(teks)
        if not nip.sah:
            papan.ragu("adopsi-nip", sel, ("pegawai", "nip"), found=teks, alasan="; ".join(nip.galat))


def record_nip(papan: Papan, orang: str, sel: Sel, teks: str) -> None:
    """Keep a NIP as digits, told where it was written otherwise; a cell with two numbers is kept as it is, with a doubt."""
    jalur = (orang, "nip")
    angka = nips_of_lines(teks)
    if len(angka) > 1:
        papan.record(jalur, sel, teks)
        papan.ragu("adopsi-rancu", sel, jalur, found=angka[0], lain=angka[1], apa="NIP")
        return
    nip = angka[0] if angka else clean_nip(teks)
    if not (nip.isdigit() and nip.isascii()):
        nip = teks
    papan.record(jalur, sel, nip)
    if nip != teks:
        papan.ragu("adopsi-dirapikan", sel, jalur, found=teks, dibaca=nip)


def _kepala(papan: Papan, sampai: int) -> list[tuple[Sel, str]]:
    return [(sel, nama) for sel, nama in papan.find("siapa") if sel.row < sampai]


def _label(papan: Papan, sel: Sel) -> tuple[str, str] | None:
    """(field, rest) of a cell that begins with a field's label; without a colon the label must be all there is."""
    if nama := papan.label.cocok("identitas", sel.teks):
        return nama, ""
    awal = papan.label.awal("identitas", sel.teks)
    if awal and ":" in sel.teks.split(awal[1], 1)[0]:
        return awal
    return None


def _lajur(papan: Papan, sampai: int) -> list[Lajur]:
    """Runs of field labels under each other, at least three different ones, in reading order of their first cell."""
    per_kolom: dict[int, Lajur] = {}
    for sel in papan.antara(1, sampai):
        if (awal := _label(papan, sel)) and not papan.terpakai(sel):
            per_kolom.setdefault(sel.col, []).append((sel, *awal))
    semua: list[Lajur] = []
    for labels in per_kolom.values():
        kini: Lajur = []
        for satu in labels:
            if kini and (satu[1] in {medan for _, medan, _ in kini} or satu[0].row - kini[-1][0].row_to > _JARAK):
                semua.append(kini)
                kini = []
            kini.append(satu)
        semua.append(kini)
    return sorted((satu for satu in semua if len(satu) >= 3), key=lambda lajur: (lajur[0][0].row, lajur[0][0].col))


def _milik(lajur: Lajur, siapa: list[tuple[Sel, str]]) -> str | None:
    """Whose rows these are: the heading nearest above, and on its row the one nearest by column."""
    awal = lajur[0][0]
    di_atas = [(sel, nama) for sel, nama in siapa if 0 < awal.row - sel.row_to <= _JARAK]
    if not di_atas:
        return None
    bawah = max(sel.row for sel, _ in di_atas)

    def jarak(sel: Sel) -> int:
        return 0 if sel.col <= awal.col <= sel.col_to else min(abs(sel.col - awal.col), abs(sel.col_to - awal.col))

    sebaris = [(sel, nama) for sel, nama in di_atas if sel.row == bawah]
    return min(sebaris, key=lambda satu: jarak(satu[0]))[1]


def _record(papan: Papan, orang: str, label: Sel, medan: str, sisa: str, labels: list[Sel]) -> None:
    nomor = papan.di(label.row, label.col - 1) if label.col > 1 else None
    if nomor and nomor.nomor is not None:
        papan.use(nomor)
    if sisa:
        _keep(papan, orang, medan, label, sisa)
        return
    papan.use(label)
    nilai = _di_kanan(papan, label) or _di_bawah(papan, label, labels)
    if nilai is not None:
        bersih = nilai.teks.strip().removeprefix(":").strip() if nilai.teks.lstrip().startswith(":") else nilai.teks
        _keep(papan, orang, medan, nilai, bersih)


def _keep(papan: Papan, orang: str, medan: str, sel: Sel, teks: str) -> None:
    if medan == "nip":
        record_nip(papan, orang, sel, teks)
    else:
        papan.record((orang, medan), sel, teks)


def _di_kanan(papan: Papan, label: Sel) -> Sel | None:
    """The value beside a label: the first cell to its right that is no colon, before the next block on the row."""
    kanan = [sel for sel in papan.baris(label.row) if sel.col > label.col_to]
    for urutan, sel in enumerate(kanan):
        berikut = kanan[urutan + 1] if urutan + 1 < len(kanan) else None
        if _label(papan, sel) or papan.label.cocok("siapa", sel.teks):
            return None
        if sel.nomor is not None and berikut and _label(papan, berikut):
            return None
        if sel.teks.strip() != ":":
            return sel
        papan.use(sel)
    return None


def _di_bawah(papan: Papan, label: Sel, labels: list[Sel]) -> Sel | None:
    """The value under a label, where the next label leaves room for one."""
    bawah = papan.di(label.row_to + 1, label.col)
    if bawah is None or bawah in labels or bawah.col != label.col or _label(papan, bawah):
        return None
    dikenal = any(papan.label.cocok(grup, bawah.teks) for grup in ("siapa", "blok", "kolom", "bagian"))
    return None if dikenal or bawah.nomor is not None or labels.index(label) == len(labels) - 1 else bawah
