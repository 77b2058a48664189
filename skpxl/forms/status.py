"""Writing the live line of a form and the counts behind it. What is counted is told by `live` and `live_matriks`."""

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from skpxl.errors import SkpxlError
from skpxl.forms.aids import Aids
from skpxl.forms.formulas import Lists
from skpxl.forms.hidden import LEMBAR_STATUS
from skpxl.forms.live import banyak_terisi, conditions, kalimat, rumus_kalimat, terisi
from skpxl.forms.live_matriks import MatriksCounts
from skpxl.forms.live_unused import WORDS, UsedCells
from skpxl.forms.style import Formats
from skpxl.template.definition import Status
from skpxl.template.form import Form
from skpxl.template.layout import BARIS_STATUS
from skpxl.template.limits import RUMUS_MAKS
from skpxl.template.slots import Kotak
from skpxl.xlsx.address import a1

# On `_status`: the first column (from 0) for the terms of a count that are too long for one formula.
_TERMS = 8


def write_status(
    form: Form,
    status: Status,
    lists: Lists,
    hidden: Worksheet,
    sheets: Mapping[str, Worksheet],
    formats: Formats,
    bantuan: Aids,
) -> None:
    """The line on the first sheet and, on the sheet `hidden`, its counts; formulas with their true values.

    Raises SkpxlError where a formula would be longer than Excel allows.
    """
    layout = form.layout
    used = UsedCells(layout)
    for row, word in enumerate(used.words):
        hidden.write_string(row, WORDS - 1, word)
    for helper in used.helpers(form.values):
        hidden.write_formula(helper.row - 1, helper.col - 1, _formula(form, helper.formula), None, helper.value)
    counts = conditions(layout, form.values, lists, used.columns)
    filled_formula, filled = terisi(layout, lists, used.columns), banyak_terisi(layout, form.values, lists)
    for letak in layout.matriks:
        matriks = MatriksCounts(form, letak)
        for helper in matriks.helpers():
            hidden.write_formula(helper.row - 1, helper.col - 1, _formula(form, helper.formula), None, helper.value)
        counts += matriks.conditions()
        roles_formula, roles = matriks.filled()
        filled_formula = f"{filled_formula}+{roles_formula}" if filled_formula else roles_formula
        filled += roles
    cells = []
    for row, count in enumerate(counts):
        hidden.write_string(row, 0, count.words)
        formula = count.formula
        if len(formula) > RUMUS_MAKS:
            # Each term in a cell of its own; what they show is computed when the workbook is.
            for col, term in enumerate(count.terms, start=_TERMS):
                hidden.write_formula(row, col, _formula(form, term))
            formula = f"SUM({a1(row + 1, _TERMS + 1)}:{a1(row + 1, _TERMS + len(count.terms))})"
        hidden.write_formula(row, 1, _formula(form, formula), None, count.count)
        cells.append(_cell(row))
    hidden.write_string(len(counts), 0, "terisi")
    hidden.write_formula(len(counts), 1, _formula(form, filled_formula), None, filled)
    filled_cell = _cell(len(counts))
    halaman = layout.halaman[0]
    width, name = len(halaman.kisi), halaman.lembar.nama
    format_ = formats.get("status")
    sheets[name].freeze_panes(BARIS_STATUS, halaman.ulang_kolom)
    sheets[name].merge_range(BARIS_STATUS - 1, 0, BARIS_STATUS - 1, width - 1, "", format_)
    sheets[name].write_formula(
        BARIS_STATUS - 1,
        0,
        _formula(form, rumus_kalimat(status, counts, cells, filled_cell)),
        format_,
        kalimat(status, counts, bool(filled)),
    )
    kotak = Kotak(BARIS_STATUS, 1, BARIS_STATUS, width)
    wanting = [cell for count, cell in zip(counts, cells, strict=True) if not count.is_advice]
    complete = f"AND({filled_cell}>0,{'+'.join(wanting) or '0'}=0)"
    bantuan.conditional(name, [kotak], complete, "lengkap")
    bantuan.conditional(name, [kotak], f"NOT({complete})", "belum")


def _cell(row: int) -> str:
    return f"'{LEMBAR_STATUS}'!{a1(row + 1, 2, mutlak=True)}"


def _formula(form: Form, formula: str) -> str:
    """A formula with its `=`. Raises SkpxlError where it is longer than Excel allows: the file would be repaired."""
    if len(formula) > RUMUS_MAKS:
        raise SkpxlError(
            f"Baris status formulir {form.stamp.form} melebihi {RUMUS_MAKS} karakter rumus; "
            "kurangi `rincian` atau pendekkan kalimat `kurang` di definisinya."
        )
    return f"={formula}"
