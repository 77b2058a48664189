"""Finding the slots of a form in a workbook that came back: by defined name, else by the texts around them.

Names are believed where they fit each other and what is printed (forms/agreement.py). Otherwise a slot is only read
where its place is certain (forms/anchors.py). Anything else is reported as lost, never guessed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from skpxl.findings import Finding, temuan
from skpxl.forms.agreement import named_places
from skpxl.forms.anchors import FoundAnchors, expected_anchors
from skpxl.forms.hidden import LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.model.teks import rapi
from skpxl.template.form import Form, isi_tempat
from skpxl.template.slots import Halaman, Slot
from skpxl.xlsx.address import parse_ref
from skpxl.xlsx.grid import Buku, Grid

Letak = dict[str, tuple[str, int, int]]

# A sheet under another name is ours only where nearly all of its printed texts stand on it.
_KENAL = 0.8
# Fewer of them on a sheet of the right name, and nothing is placed by them.
_CUKUP = 0.5


def locate(buku: Buku, form: Form) -> tuple[Letak, list[Finding]]:
    """Where every slot is now as (sheet, row, column), and what had to be said about names, sheets and lost slots.

    Every lost slot has a finding of its own.
    """
    letak: Letak = {}
    findings: list[Finding] = []
    hilang: list[Slot] = []
    tanpa_nama = 0
    for halaman in form.layout.halaman:
        bernama, terhapus = _named(buku, halaman)
        dipercaya = named_places(buku, form, halaman, bernama, terhapus) if bernama else {}
        if dipercaya is not None:
            # What stands beside a name that is to be believed is lost, not to be looked for.
            hilang += [slot for slot in terhapus if slot.key not in dipercaya]
            hilang += [slot for slot in halaman.slots if slot.key in bernama and slot.key not in dipercaya]
            sisa = [slot for slot in halaman.slots if slot.key not in bernama and slot not in terhapus]
        else:
            hilang += terhapus
            sisa = [slot for slot in halaman.slots if slot not in terhapus]
        letak |= dipercaya or {}
        if not sisa:
            continue
        nama, ganti = _lembar(buku, form, halaman, letak)
        if nama is None or _dikenal(buku.sheet(nama), form, halaman) < _CUKUP:
            hilang += sisa
            continue
        if ganti:
            findings.append(temuan("lembar-berganti-nama", found=nama, suggestion=halaman.lembar.nama))
        tempat = _by_texts(buku.sheet(nama), nama, form, halaman, sisa, {} if dipercaya is not None else bernama)
        if dipercaya:
            tempat = _in_line(tempat, sisa, dipercaya, halaman)
        letak |= tempat
        tanpa_nama += len(tempat)
        hilang += [slot for slot in sisa if slot.key not in tempat]
    if tanpa_nama:
        findings.insert(0, temuan("nama-sel-hilang", banyak=tanpa_nama, dari=len(form.layout.slots)))
    return letak, findings + _lost(buku, hilang)


def _named(buku: Buku, halaman: Halaman) -> tuple[Letak, list[Slot]]:
    """The slots of a sheet that have a name, with its place, and those whose cell was deleted.

    Excel keeps the names of a copied sheet with the copy, and makes `#REF!` of the others when the original is deleted.
    Where every name of the sheet says so, the sheet was replaced, and nothing is known of single cells.
    """
    bernama: Letak = {}
    terhapus: list[Slot] = []
    for slot in halaman.slots:
        acuan = [buku.defined_names.get(slot.key, "")]
        setempat = buku.scoped_names.get(slot.key, ())
        if len(setempat) == 1:
            acuan.append(setempat[0][1])
        tempat = next((t for satu in acuan if (t := parse_ref(satu)) and buku.find(t[0])), None)
        if tempat:
            bernama[slot.key] = tempat
        elif any("#REF!" in satu for satu in acuan):
            terhapus.append(slot)
    return (bernama, terhapus) if bernama else ({}, [])


def _lost(buku: Buku, hilang: Sequence[Slot]) -> list[Finding]:
    """A finding for every lost slot, in the words of its sheet."""
    banyak = Counter(slot.sheet for slot in hilang)
    apa = {
        sheet: f"{jumlah} sel di lembar “{sheet}”" if buku.find(sheet) else f"Lembar “{sheet}”"
        for sheet, jumlah in banyak.items()
    }
    return [
        temuan("sel-hilang", key=slot.key, item=slot.tempat, apa=apa[slot.sheet]).at(sheet=slot.sheet)
        for slot in sorted(hilang, key=lambda slot: slot.terkunci)  # what is to be filled in again first
    ]


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


def _dikenal(lembar: Grid, form: Form, halaman: Halaman) -> float:
    """The share of a sheet's distinct printed texts that stand somewhere on `lembar`."""
    # Numbers of rows stand on every form and say nothing; neither does a mark that older workbooks do not have.
    tercetak = {teks for t in halaman.texts if not t.batas and len(teks := rapi(isi_tempat(t.isi, form.pengganti))) > 3}
    ada = {rapi(sel.text) for sel in lembar.cells.values()}
    return len(tercetak & ada) / len(tercetak) if tercetak else 0.0


def _by_texts(
    lembar: Grid,
    nama: str,
    form: Form,
    halaman: Halaman,
    sisa: Sequence[Slot],
    bernama: Mapping[str, tuple[str, int, int]],
) -> Letak:
    """The slots that are certain by the texts around them. Names that are not believed may not contradict them, unless
    they all stand where they were issued: then a program has left them behind."""
    jangkar = FoundAnchors(lembar, expected_anchors(form, halaman), halaman.slots)
    tertinggal = all(
        bernama[slot.key][1:] == (slot.kotak.row, slot.kotak.col) for slot in halaman.slots if slot.key in bernama
    )
    letak: Letak = {}
    for slot in sisa:
        di_nama = bernama.get(slot.key)
        tempat = jangkar.place(slot, di_nama[1:] if di_nama and di_nama[0] == nama else None)
        if tempat is None:
            continue
        if not tertinggal and slot.key in bernama and bernama[slot.key] != (nama, *tempat):
            continue
        letak[slot.key] = (nama, *tempat)
    ganda = {tempat for tempat, banyak in Counter(letak.values()).items() if banyak > 1}
    return {key: tempat for key, tempat in letak.items() if tempat not in ganda}


def _in_line(tempat: Letak, sisa: Sequence[Slot], dipercaya: Letak, halaman: Halaman) -> Letak:
    """The slots without a name where believed names of the same row and column cross; others as the texts have them,
    where they stand in line with the names."""
    rows = {slot.kotak.row: dipercaya[slot.key] for slot in halaman.slots if slot.key in dipercaya}
    cols = {slot.kotak.col: dipercaya[slot.key] for slot in halaman.slots if slot.key in dipercaya}
    letak: Letak = {}
    for slot in sisa:
        sebaris, sekolom = rows.get(slot.kotak.row), cols.get(slot.kotak.col)
        if sebaris and sekolom:
            letak[slot.key] = (sebaris[0], sebaris[1], sekolom[2])
        elif slot.key in tempat:
            nama, row, col = tempat[slot.key]
            if (not sebaris or sebaris[1] == row) and (not sekolom or sekolom[2] == col):
                letak[slot.key] = (nama, row, col)
    dipakai = set(dipercaya.values())
    return {key: di for key, di in letak.items() if di not in dipakai}
