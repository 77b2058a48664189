"""Typed texts of a returned workbook that have no place on its form. They are carried along, never dropped."""

from collections.abc import Collection

from skpxl.forms.annotate import BARIS_LAIN, LEMBAR_LAIN, LEMBAR_PERBAIKAN
from skpxl.forms.hidden import LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS
from skpxl.model.teks import rapi
from skpxl.template.form import Form, isi_tempat
from skpxl.template.layout import BARIS_STATUS
from skpxl.xlsx.address import a1
from skpxl.xlsx.grid import Buku, Grid

# Beyond this many it is another table, not notes beside a form; that more was there is said in the last line.
_MAKS = 20_000


def leftovers(
    buku: Buku, form: Form, terbaca: Collection[tuple[str, int, int]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(new texts, texts carried from an earlier round) as (`Sheet!A1`, text), outside the cells `terbaca`.

    What the form prints itself does not count, wherever it stands now; nor do hidden sheets and our list of corrections.
    """
    tercetak = {rapi(isi_tempat(teks.isi, form.pengganti)) for h in form.layout.halaman for teks in h.texts}
    belakang = {LEMBAR_CAP, LEMBAR_DAFTAR, LEMBAR_STATUS}  # Gnumeric shows them
    kita = {lembar for lembar, _, _ in terbaca}
    if form.definition.status:  # the live line; a program that drops formulas leaves its last value
        terbaca = {*terbaca, (form.layout.halaman[0].lembar.nama, BARIS_STATUS, 1)}
    baru: list[tuple[str, str]] = []
    bawaan: list[tuple[str, str]] = []
    for info in buku.sheets:
        if info.name == LEMBAR_LAIN:
            bawaan += _bawaan(buku.sheet(info.name))
        elif info.state == "visible" and info.name != LEMBAR_PERBAIKAN and info.name not in belakang:
            for (row, col), sel in buku.sheet(info.name).cells.items():
                punya_kita = (info.name, row, col) in terbaca or (info.name in kita and sel.formula is not None)
                if sel.text.strip() and not punya_kita and rapi(sel.text) not in tercetak:
                    baru.append((f"{info.name}!{a1(row, col)}", sel.text))
    if len(baru) > _MAKS:
        baru = [*baru[:_MAKS], ("-", f"… dan {len(baru) - _MAKS} tulisan lain; lihat berkas yang dikirim")]
    return baru, bawaan


def _bawaan(lembar: Grid) -> list[tuple[str, str]]:
    baris = sorted({row for row, _ in lembar.cells if row >= BARIS_LAIN})
    return [(lembar.text(row, 1), lembar.text(row, 2)) for row in baris if lembar.text(row, 2)]
