"""Finding the slots of a form in a workbook that came back: by defined name, by address, by the labels around them.

Names are believed where they fit each other and the printed texts (excel/agreement.py). A slot without a name is only
read where its place is certain: the nearest printed texts and named slots above and below it have all moved by the same
rows and columns. Anything else is reported as lost, never guessed.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from skpxl.excel.address import parse_ref
from skpxl.excel.agreement import names_agree
from skpxl.excel.grid import Buku, Lembar
from skpxl.excel.hidden import LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.findings import Finding, temuan
from skpxl.model.teks import rapi
from skpxl.template.form import Form, isi_tempat
from skpxl.template.slots import Halaman, Slot

Letak = dict[str, tuple[str, int, int]]

# A sheet under another name is ours only where nearly all of its printed texts stand on it.
_KENAL = 0.8
# Fewer of them on a sheet of the right name, and nothing is placed by them.
_CUKUP = 0.5


@dataclass(frozen=True, slots=True)
class _Jangkar:
    """Something of known place: where the layout puts it and where it stands now."""

    row: int
    kini_row: int
    geser_col: int


def locate(buku: Buku, form: Form) -> tuple[Letak, list[Finding]]:
    """Where every slot is now as (sheet, row, column), and what had to be said about names, sheets and lost slots."""
    letak: Letak = {}
    findings: list[Finding] = []
    hilang: list[Slot] = []
    tanpa_nama = 0
    for halaman in form.layout.halaman:
        sisa: list[Slot] = []
        bernama: Letak = {}
        for slot in halaman.slots:
            nama_sel = buku.defined_names.get(slot.key, "")
            acuan = parse_ref(nama_sel)
            if acuan and buku.find(acuan[0]):
                bernama[slot.key] = acuan
            elif "#REF!" in nama_sel:
                # The cell itself was deleted; what stands at its old address now belongs elsewhere.
                hilang.append(slot)
            else:
                sisa.append(slot)
        if bernama and not names_agree(buku, form, halaman, bernama):
            sisa = [slot for slot in halaman.slots if slot.key in bernama or slot in sisa]
            bernama = {}
        letak |= bernama
        if not sisa:
            continue
        nama, ganti = _lembar(buku, form, halaman, letak)
        if nama is None or _dikenal(buku.sheet(nama), form, halaman) < _CUKUP:
            hilang += sisa
            continue
        if ganti:
            findings.append(temuan("lembar-berganti-nama", found=nama, suggestion=halaman.lembar.nama))
        ragu = _menurut_tulisan(buku.sheet(nama), nama, form, halaman, sisa, letak)
        tanpa_nama += len(sisa) - len(ragu)
        hilang += ragu
    if tanpa_nama:
        findings.insert(0, temuan("nama-sel-hilang", banyak=tanpa_nama, dari=len(form.layout.slots)))
    for sheet, banyak in Counter(slot.sheet for slot in hilang).items():
        apa = f"{banyak} sel di lembar “{sheet}”" if buku.find(sheet) else f"Lembar “{sheet}”"
        findings.append(temuan("sel-hilang", apa=apa).at(sheet=sheet))
    return letak, findings


def _lembar(buku: Buku, form: Form, halaman: Halaman, letak: Letak) -> tuple[str | None, bool]:
    """The name under which a sheet of the form is in the file now, and whether that is another name."""
    bernama = {letak[slot.key][0] for slot in halaman.slots if slot.key in letak}
    if len(bernama) == 1:
        return bernama.pop(), False
    if buku.find(halaman.lembar.nama):
        return halaman.lembar.nama, False
    lain = {h.lembar.nama.casefold() for h in form.layout.halaman}
    lain |= {LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS}
    cocok = [
        info.name
        for info in buku.sheets
        if info.name.casefold() not in lain and _dikenal(buku.sheet(info.name), form, halaman) >= _KENAL
    ]
    return (cocok[0], True) if len(cocok) == 1 else (None, False)


def _dikenal(lembar: Lembar, form: Form, halaman: Halaman) -> float:
    """The share of a sheet's distinct printed texts that stand somewhere on `lembar`."""
    # Numbers of rows stand on every form and say nothing.
    tercetak = {teks for t in halaman.texts if len(teks := rapi(isi_tempat(t.isi, form.pengganti))) > 3}
    ada = {rapi(sel.text) for sel in lembar.cells.values()}
    return len(tercetak & ada) / len(tercetak) if tercetak else 0.0


def _menurut_tulisan(
    lembar: Lembar, nama: str, form: Form, halaman: Halaman, sisa: Sequence[Slot], letak: Letak
) -> list[Slot]:
    """Place the slots that have lost their name; the result are those whose place is not certain."""
    jangkar = _jangkar(lembar, form, halaman, letak)
    baris = [satu.row for satu in jangkar]
    hilang: list[Slot] = []
    for slot in sisa:
        row = slot.kotak.row
        # All anchors on the slot's own row, else the nearest rows above and below.
        atas = jangkar[bisect_right(baris, row) - 1] if bisect_right(baris, row) else None
        di_bawah = bisect_left(baris, row)
        bawah = jangkar[di_bawah] if di_bawah < len(jangkar) else None
        geser = {(j.kini_row - j.row, j.geser_col) for j in (atas, bawah) if j is not None}
        if len(geser) != 1:
            hilang.append(slot)
            continue
        geser_row, geser_col = geser.pop()
        if row + geser_row < 1 or slot.kotak.col + geser_col < 1:
            hilang.append(slot)
            continue
        letak[slot.key] = (nama, row + geser_row, slot.kotak.col + geser_col)
    return hilang


def _jangkar(lembar: Lembar, form: Form, halaman: Halaman, letak: Letak) -> list[_Jangkar]:
    """Printed texts matched with the sheet's own in reading order, and named slots; sorted by row of the layout.

    Texts that occur often ("", numbers) only count where the order of all of them fits.
    """
    tercetak = sorted(
        (teks.kotak.row, teks.kotak.col, rapi(isi_tempat(teks.isi, form.pengganti)))
        for teks in halaman.texts
        if rapi(isi_tempat(teks.isi, form.pengganti))
    )
    dicari = {teks for _, _, teks in tercetak}
    kini = sorted((row, col, rapi(sel.text)) for (row, col), sel in lembar.cells.items() if rapi(sel.text) in dicari)
    di_tempat = set(tercetak) & set(kini)
    if len(di_tempat) == len(tercetak):
        pasangan = [(satu, satu) for satu in tercetak]
    else:
        cocok = SequenceMatcher(None, [t for _, _, t in tercetak], [t for _, _, t in kini], autojunk=False)
        pasangan = [
            (tercetak[blok.a + ke], kini[blok.b + ke])
            for blok in cocok.get_matching_blocks()
            for ke in range(blok.size)
        ]
    hasil = [_Jangkar(lama[0], baru[0], baru[1] - lama[1]) for lama, baru in pasangan]
    for slot in halaman.slots:
        if slot.key in letak:
            _, row, col = letak[slot.key]
            hasil.append(_Jangkar(slot.kotak.row, row, col - slot.kotak.col))
    return sorted(hasil, key=lambda satu: (satu.row, satu.kini_row))
