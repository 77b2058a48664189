"""Signatures on a foreign SKP: place and date, and whether names and NIPs agree with the identity block."""

from skpxl.foreign.board import Papan, Sel
from skpxl.foreign.skp.identity import MEDAN, ORANG, record_nip
from skpxl.foreign.wording import holds_date
from skpxl.model.nip import clean_nip
from skpxl.template.labels import fold

_BANYAK = 40  # headings that are looked at; nobody signs more often
_DALAM = 9  # rows below the heading in which name and NIP stand


def read_tanda_tangan(papan: Papan, dari: int, dikenal: Papan) -> None:
    """Use up the signatures from row `dari` on; `dikenal` holds the identity (another sheet's board, or the same)."""
    kepala = [
        (sel, orang)
        for sel in papan.antara(dari, 10**9)
        for orang in ORANG
        if any(papan.label.cocok("siapa", baris) == orang for baris in sel.baris_teks)
    ]
    del kepala[_BANYAK:]
    for sel, orang in kepala:
        baris = [satu for satu in sel.baris_teks if papan.label.cocok("siapa", satu) is None]
        _baris(papan, sel, orang, baris, dikenal)
        papan.use(sel)
        for bawah in papan.antara(sel.row + 1, sel.row_to + _DALAM):
            di_bawahnya = _sejajar(bawah, sel, [lain for lain, _ in kepala]) and not papan.terpakai(bawah)
            if di_bawahnya and _baris(papan, bawah, orang, bawah.baris_teks, dikenal):
                papan.use(bawah)
    for sel in papan.antara(min((satu.row for satu, _ in kepala), default=10**9) - 3, 10**9):
        if kepala and not papan.terpakai(sel) and holds_date(sel.teks, papan.label):
            papan.use(sel)
            dikenal.isi.setdefault(("tempat_tanggal",), (sel.teks.strip(), sel))


def _sejajar(sel: Sel, kepala: Sel, semua: list[Sel]) -> bool:
    """True for a cell under a heading: of the headings on its row it is the nearest by column."""
    sebaris = [satu for satu in semua if satu.row == kepala.row]

    def jarak(satu: Sel) -> int:
        return max(0, satu.col - sel.col_to, sel.col - satu.col_to)

    return jarak(kepala) == min(jarak(satu) for satu in sebaris) and jarak(kepala) <= 2


def _baris(papan: Papan, sel: Sel, orang: str, baris: list[str], dikenal: Papan) -> bool:
    """Take up the lines under (or in) a heading; True where all of them are understood."""
    paham = True
    for satu in baris:
        if holds_date(satu, papan.label):
            dikenal.isi.setdefault(("tempat_tanggal",), (satu, sel))
        elif not _cocok(papan, sel, orang, satu, dikenal):
            paham = False
    return paham


def _cocok(papan: Papan, sel: Sel, orang: str, baris: str, dikenal: Papan) -> bool:
    nilai = {medan: dikenal.isi[orang, medan][0] for medan in MEDAN if (orang, medan) in dikenal.isi}
    bersih = baris.strip("() ")
    kata = fold(bersih)
    if {kata, kata.removeprefix("nip "), kata.removeprefix("nama ")} & {fold(satu) for satu in nilai.values()}:
        return True
    nip = clean_nip(bersih)
    if nip.isdigit() and len(nip) >= 14:
        if nip == clean_nip(nilai.get("nip", "")):
            return True
        if nilai.get("nip"):
            papan.ragu("adopsi-rancu", sel, (orang, "nip"), found=nilai["nip"], lain=nip, apa="NIP")
        else:
            record_nip(dikenal, orang, sel, bersih)
            papan.ragu("adopsi-dari-tanda-tangan", sel, (orang, "nip"), found=nip, apa="NIP")
        return True
    if kata and not nilai.get("nama") and not any(huruf.isdigit() for huruf in kata):
        dikenal.record((orang, "nama"), sel, bersih)
        papan.ragu("adopsi-dari-tanda-tangan", sel, (orang, "nama"), found=bersih, apa="nama")
        return True
    return not kata
