"""The copy for correction: what is to be mended on a first sheet, wrong cells marked until they change, the rest carried along.

The form itself is written by `write` from the sender's own values; this only adds to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from skpxl.forms.aids import Aids, shorten, sudut
from skpxl.forms.heights import tinggi_sah, tinggi_teks
from skpxl.template.form import Form
from skpxl.template.limits import TEKS_SEL_MAKS
from skpxl.template.style import KERTAS
from skpxl.xlsx.address import a1

LEMBAR_PERBAIKAN = "Perbaikan"
LEMBAR_LAIN = "Isian lain"
LEMBAR_SALAH = "_salah"
NOTE_COLUMN = 3  # of `_salah`: what stands in the comment, so that it is not taken for somebody's
NOTE_AUTHOR = "skpxl"
STRUCK_COLUMN = 4  # of `_salah`: that the text was struck through, and what of it was not
STRUCK = "dicoret:"
BARIS_LAIN = 4  # the first row of texts on `Isian lain`
_NOTE_MAX = 1000  # characters
_COLUMNS = (
    ("No.", 6),
    ("Sel", 20),
    ("Tempat", 32),
    ("Yang harus dilakukan", 56),
    ("Masalah", 50),
    ("Usulan", 34),
    ("Keadaan", 16),
)


@dataclass(frozen=True, slots=True)
class Butir:
    """One thing to mend: where (`key` of a slot, or empty), in words, what to do, what is wrong, a value that would do.

    Cells of `is_warning` are marked like the others but may stay as they are. `is_struck` where somebody had struck the text
    through: the copy does not show that, so it is kept with it.
    """

    key: str
    place: str
    advice: str
    problem: str
    suggestion: str = ""
    is_warning: bool = False
    is_struck: bool = False


@dataclass(frozen=True)
class CopyNotes:
    """What the copy shows: the things to mend, and typed texts that have no place on the form, as (cell, text).

    `form` is what the form is called in the heading.
    """

    items: Sequence[Butir]
    others: Sequence[tuple[str, str]] = ()
    form: str = ""

    def by_key(self) -> dict[str, str]:
        """What to do by slot, several things in one text."""
        found: dict[str, str] = {}
        for butir in self.items:
            if butir.key:
                unsaid = butir.suggestion and butir.suggestion not in butir.advice
                text = butir.advice + (f" Usulan: {butir.suggestion}" if unsaid else "")
                found[butir.key] = f"{found[butir.key]} {text}" if butir.key in found else text
        return found


def write_koreksi(
    workbook: xlsxwriter.Workbook,
    perbaikan: Worksheet,
    isian_lain: Worksheet | None,
    form: Form,
    koreksi: CopyNotes,
    bantuan: Aids,
    sandi: str,
) -> None:
    """Write the sheets `Perbaikan` and `Isian lain` and mark the wrong cells.

    A mark is a colour that goes away when the cell no longer holds what was wrong (kept on a hidden sheet), and a note.
    """
    wrong = workbook.add_worksheet(LEMBAR_SALAH)
    struck = {butir.key: butir.suggestion for butir in koreksi.items if butir.is_struck}
    references: dict[str, tuple[str, str]] = {}
    for row, (key, note) in enumerate(koreksi.by_key().items()):
        slot = form.layout.by_key[key]
        wrong.write_string(row, 0, key)
        wrong.write_string(row, 1, form.isian.get(key, ""))
        wrong.write_string(row, NOTE_COLUMN - 1, shorten(note, _NOTE_MAX))
        if key in struck:
            wrong.write_string(row, STRUCK_COLUMN - 1, STRUCK + struck[key])
        cell = a1(slot.kotak.row, slot.kotak.col)
        sheet = slot.sheet.replace("'", "''")
        references[key] = (f"'{sheet}'!{cell}", f"'{LEMBAR_SALAH}'!{a1(row + 1, 2, mutlak=True)}")
        # EXACT holds for blanks, too: an empty cell is marked until something is typed.
        bantuan.conditional(slot.sheet, [slot.kotak], f"EXACT({cell},{references[key][1]})", "salah")
        size = {"x_scale": 2.2, "y_scale": max(1.0, len(note) / 110)}
        bantuan.sheets[slot.sheet].write_comment(
            *sudut(slot.kotak)[:2], shorten(note, _NOTE_MAX), {"author": NOTE_AUTHOR, **size}
        )
    wrong.very_hidden()
    wrong.protect(sandi)
    _write_perbaikan(perbaikan, form, koreksi, bantuan, references)
    perbaikan.protect(sandi, {"format_rows": True, "format_columns": True})
    perbaikan.activate()
    perbaikan.set_first_sheet()
    if isian_lain is not None:
        _write_lain(isian_lain, koreksi, bantuan)
        isian_lain.protect(sandi, {"format_rows": True, "format_columns": True})


def _write_perbaikan(
    sheet: Worksheet, form: Form, koreksi: CopyNotes, bantuan: Aids, references: dict[str, tuple[str, str]]
) -> None:
    formats = bantuan.formats
    for col, (_, width) in enumerate(_COLUMNS):
        sheet.set_column(col, col, width)
    required = sum(1 for butir in koreksi.items if not butir.is_warning)
    name = form.terkunci.get("pegawai_nama", "")
    sheet.write_string(
        0, 0, " ".join(("Perbaikan", *filter(None, (koreksi.form, name)))), formats.get("subjudul", bungkus=False)
    )
    petunjuk = (
        f"{required} hal harus diperbaiki"
        + (f", {len(koreksi.items) - required} hal sebaiknya diperiksa" if required < len(koreksi.items) else "")
        + ". Klik sel di kolom Sel, perbaiki di formulirnya, simpan, lalu kirim kembali berkas ini. "
        + "Isian Anda yang lain tidak hilang."
    )
    sheet.write_string(1, 0, petunjuk, formats.get("teks", bungkus=False))
    for col, (heading, _) in enumerate(_COLUMNS):
        sheet.write_string(3, col, heading, formats.get("kepala", "LRTB"))
    for number, butir in enumerate(koreksi.items, start=1):
        _write_butir(sheet, number, butir, form, bantuan, references)
    sheet.freeze_panes(4, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(KERTAS.get(form.konteks.get("kertas", ""), KERTAS["A4"]))
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _write_butir(
    sheet: Worksheet, number: int, butir: Butir, form: Form, bantuan: Aids, references: dict[str, tuple[str, str]]
) -> None:
    formats = bantuan.formats
    row = number + 3
    plain = formats.get("teks", "LRTB")
    sheet.write_number(row, 0, number, formats.get("nomor", "LRTB"))
    if butir.key:
        slot = form.layout.by_key[butir.key]
        cell = a1(slot.kotak.row, slot.kotak.col)
        link = f"{slot.sheet}!{cell}"
        sheet.write_url(row, 1, f"internal:'{slot.sheet}'!{cell}", formats.get("tautan", "LRTB"), link)
        on_form, as_sent = references[butir.key]
        formula = f'=IF(EXACT({on_form},{as_sent}),"belum diubah","sudah diubah")'
        sheet.write_formula(row, 6, formula, plain, "belum diubah")
    else:
        sheet.write_string(row, 1, "-", plain)
        sheet.write_blank(row, 6, None, plain)
    texts = (butir.place, butir.advice, butir.problem, butir.suggestion)
    for col, text in enumerate(texts, start=2):
        sheet.write_string(row, col, text[:TEKS_SEL_MAKS], plain) if text else sheet.write_blank(row, col, None, plain)
    height = max(tinggi_teks(text, _COLUMNS[col][1], formats.ukuran("teks")) for col, text in enumerate(texts, start=2))
    sheet.set_row(row, tinggi_sah(max(height, 15.0)))


def _write_lain(sheet: Worksheet, koreksi: CopyNotes, bantuan: Aids) -> None:
    formats = bantuan.formats
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    heading = "Tulisan di luar sel isian pada berkas yang Anda kirim. Salin ke tempatnya bila memang isian."
    sheet.write_string(0, 0, heading, formats.get("subjudul", bungkus=False))
    sheet.write_string(2, 0, "Dari sel", formats.get("kepala", "LRTB"))
    sheet.write_string(2, 1, "Tulisan", formats.get("kepala", "LRTB"))
    for row, (cell, text) in enumerate(koreksi.others, start=BARIS_LAIN - 1):
        sheet.write_string(row, 0, cell, formats.get("teks", "LRTB"))
        sheet.write_string(row, 1, text[:TEKS_SEL_MAKS], formats.get("teks", "LRTB"))
        sheet.set_row(row, tinggi_sah(max(tinggi_teks(text, 110, formats.ukuran("teks")), 15.0)))
    sheet.hide_gridlines(2)
