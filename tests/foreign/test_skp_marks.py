"""What people left on a stranger's SKP beside its texts is told when it is adopted; nothing is left out for it."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from forms import LIBRARY

from skpxl.receive.adopt import Adoption, adopt

HEAD = ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU",
        "TARGET"]  # fmt: skip
ROWS = [
    ["SASARAN KINERJA PEGAWAI"],
    ["PENDEKATAN HASIL KERJA KUANTITATIF"],
    ["PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026"],
    ["PEGAWAI YANG DINILAI", "", "", "PEJABAT PENILAI KINERJA"],
    ["NAMA", "Sinta Rekaan", "", "NAMA", "Budi Umpama"],
    ["NIP", "199001012015032001", "", "NIP", "197505052000031002"],
    ["PANGKAT/GOL. RUANG", "Penata, III/c", "", "PANGKAT/GOL. RUANG", "Pembina, IV/a"],
    ["JABATAN", "Pranata Komputer", "", "JABATAN", "Kepala Bidang"],
    ["UNIT KERJA", "Bidang Data", "", "UNIT KERJA", "Badan Contoh"],
    ["HASIL KERJA"],
    HEAD,
    ["A. UTAMA"],
    ["1", "Data mutakhir", "Terlaksananya pemutakhiran data", "Kuantitas", "Jumlah data", "39 data"],
    ["2", "Data mutakhir", "Tersusunnya laporan", "Kuantitas", "Jumlah laporan", "12 laporan"],
    ["PERILAKU KERJA"],
]


def adopted(change: Callable[[xlsxwriter.Workbook, Any], None] = lambda book, sheet: None) -> Adoption:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("SKP")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        change(book, sheet)
    return adopt(out.getvalue(), LIBRARY)


def told(adoption: Adoption) -> list[tuple[str, str, dict[str, str]]]:
    codes = {"komentar-di-berkas", "isian-dicoret", "coretan-di-luar", "isian-tersembunyi"}
    found = [finding for finding in adoption.findings if finding.code in codes]
    return [(finding.code, f"{finding.sheet}!{finding.cell}", dict(finding.rincian)) for finding in found]


def test_a_plain_skp_bears_no_marks() -> None:
    assert told(adopted()) == []


def test_strokes_hidden_rows_and_comments_are_told_and_all_is_read() -> None:
    def change(book: xlsxwriter.Workbook, sheet: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(12, 5, struck, "39", " 41 data")
        sheet.write_string(9, 0, ROWS[9][0], struck)
        sheet.set_row(13, None, None, {"hidden": True})
        sheet.write_comment("B13", "— skpxl adopt —\nTerbaca sebagai x.", {"author": "skpxl"})
        sheet.write_comment("C13", "sudah dibahas\n\n— skpxl adopt —\nMeragukan: x", {"author": "Kabid"})

    adoption = adopted(change)
    assert told(adoption) == [
        ("isian-dicoret", "SKP!F13", {"apa": "F13 “39” dicoret, yang tidak dicoret “41 data”"}),
        ("coretan-di-luar", "SKP!", {"banyak": "1", "tempat": "SKP!A10", "apa": "“HASIL KERJA” dicoret"}),
        ("isian-tersembunyi", "SKP!B14", {"banyak": "5", "tempat": "baris 14"}),
        ("komentar-di-berkas", "SKP!C13", {"apa": "1 komentar", "isi": "SKP!C13 Kabid: “sudah dibahas”"}),
    ]
    assert adoption.skp is not None
    results = adoption.skp.hasil_kerja.utama
    assert [result.rencana_hasil_kerja for result in results] == [ROWS[12][2], ROWS[13][2]]
    assert "target" in str(results[0]) and "39 41 data" in str(results[0])
