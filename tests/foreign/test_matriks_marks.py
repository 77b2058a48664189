"""What a Kabid left on a matriks of his own beside its texts is told; every role is read as before."""

import io
from typing import Any

import xlsxwriter
from forms import LIBRARY

from skpxl.foreign.matriks.reading import ForeignMatriks, read_foreign_matriks

ROWS = [
    ["MATRIKS PERAN HASIL BIDANG DATA"],
    [],
    ["Nama Pegawai", "Jabatan", "Layanan data", "Laporan kinerja"],
    ["Ani Rekaan", "Analis", "Terlaksananya pemutakhiran data", "Tersusunnya laporan"],
    ["Budi Rekaan", "Pengolah Data", "Terentrinya data", ""],
]


def read(marked: bool) -> ForeignMatriks:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("Matriks")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        if marked:
            sheet.write_string(3, 3, ROWS[3][3], book.add_format({"font_strikeout": True}))
            sheet.set_row(4, None, None, {"hidden": True})
            sheet.insert_textbox(6, 1, "mohon ditambah")
    return read_foreign_matriks(out.getvalue(), LIBRARY)


def test_strokes_hidden_rows_and_text_boxes_are_told_and_all_roles_are_read() -> None:
    plain, marked = read(False), read(True)
    assert plain.pembagian
    assert marked.pembagian == plain.pembagian
    more = [finding for finding in marked.findings if finding not in plain.findings]
    assert [(finding.code, f"{finding.sheet}!{finding.cell}", dict(finding.rincian)) for finding in more] == [
        ("matriks-dicoret", "Matriks!D4", {"banyak": "1", "apa": "D4 “Tersusunnya laporan” dicoret"}),
        ("matriks-tersembunyi", "Matriks!A5", {"banyak": "3", "tempat": "baris 5"}),
        ("komentar-di-berkas", "Matriks!B7", {"apa": "1 kotak teks", "isi": "Matriks!B7 “mohon ditambah”"}),
    ]
