"""Writing the live line of a form and the counts behind it. What is counted is told by `live` and `live_matriks`."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.forms.aids import Bantuan
from skpxl.forms.formulas import Lists
from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live import banyak_terisi, conditions, kalimat, rumus_kalimat, terisi
from skpxl.forms.live_matriks import HitunganMatriks
from skpxl.forms.style import Formats
from skpxl.template.definition import Status
from skpxl.template.form import Form
from skpxl.template.layout import BARIS_STATUS
from skpxl.template.limits import RUMUS_MAKS
from skpxl.template.slots import Kotak
from skpxl.xlsx.address import a1

# On `_status`: the first column (from 0) for the terms of a count that are too long for one formula.
_SUKU = 8


def write_status(
    form: Form,
    status: Status,
    lists: Lists,
    belakang: Worksheet,
    sheets: Mapping[str, Worksheet],
    formats: Formats,
    bantuan: Bantuan,
) -> None:
    """The line on the first sheet and, on the hidden sheet `belakang`, its counts; formulas with their true values.

    Raises SkpxlError where a formula would be longer than Excel allows.
    """
    layout = form.layout
    hitungan = conditions(layout, form.values, lists)
    rumus_terisi, banyak = terisi(layout, lists), banyak_terisi(layout, form.values, lists)
    for letak in layout.matriks:
        matriks = HitunganMatriks(form, letak)
        for bantu in matriks.penolong():
            belakang.write_formula(bantu.row - 1, bantu.col - 1, _rumus(form, bantu.rumus), None, bantu.nilai)
        hitungan += matriks.conditions()
        rumus_matriks, banyak_peran = matriks.terisi()
        rumus_terisi = f"{rumus_terisi}+{rumus_matriks}" if rumus_terisi else rumus_matriks
        banyak += banyak_peran
    sel = []
    for row, satu in enumerate(hitungan):
        belakang.write_string(row, 0, satu.kata)
        rumus = satu.rumus
        if len(rumus) > RUMUS_MAKS:
            # Each term in a cell of its own; what they show is computed when the workbook is.
            for col, suku in enumerate(satu.suku, start=_SUKU):
                belakang.write_formula(row, col, _rumus(form, suku))
            rumus = f"SUM({a1(row + 1, _SUKU + 1)}:{a1(row + 1, _SUKU + len(satu.suku))})"
        belakang.write_formula(row, 1, _rumus(form, rumus), None, satu.banyak)
        sel.append(_sel(row))
    belakang.write_string(len(hitungan), 0, "terisi")
    belakang.write_formula(len(hitungan), 1, _rumus(form, rumus_terisi), None, banyak)
    sel_terisi = _sel(len(hitungan))
    halaman = layout.halaman[0]
    lebar, nama = len(halaman.kisi), halaman.lembar.nama
    format_ = formats.get("status")
    sheets[nama].freeze_panes(BARIS_STATUS, halaman.ulang_kolom)
    sheets[nama].merge_range(BARIS_STATUS - 1, 0, BARIS_STATUS - 1, lebar - 1, "", format_)
    sheets[nama].write_formula(
        BARIS_STATUS - 1,
        0,
        _rumus(form, rumus_kalimat(status, hitungan, sel, sel_terisi)),
        format_,
        kalimat(status, hitungan, bool(banyak)),
    )
    kotak = Kotak(BARIS_STATUS, 1, BARIS_STATUS, lebar)
    wanting = [alamat for satu, alamat in zip(hitungan, sel, strict=True) if not satu.anjuran]
    beres = f"AND({sel_terisi}>0,{'+'.join(wanting) or '0'}=0)"
    bantuan.bersyarat(nama, [kotak], beres, "lengkap")
    bantuan.bersyarat(nama, [kotak], f"NOT({beres})", "belum")


def _sel(row: int) -> str:
    return f"'{LEMBAR_STATUS}'!{a1(row + 1, 2, mutlak=True)}"


def _rumus(form: Form, rumus: str) -> str:
    """A formula with its `=`. Raises SkpxlError where it is longer than Excel allows: the file would be repaired."""
    if len(rumus) > RUMUS_MAKS:
        raise SkpxlError(
            f"Baris status formulir {form.stamp.form} melebihi {RUMUS_MAKS} karakter rumus; "
            "kurangi `rincian` atau pendekkan kalimat `kurang` di definisinya."
        )
    return f"={rumus}"
