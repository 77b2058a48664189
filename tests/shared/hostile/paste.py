"""What people paste and type: into lists, merged cells, locked cells, and what Excel makes of it."""

import openpyxl

from hostile.kind import (
    BOOK,
    SHEET,
    TARGET,
    by_openpyxl,
    cells_changed,
    kind,
    parts,
    replaced,
    replacing,
    with_cells,
    with_parts,
    with_row,
)

ASPECT = "hasil_kerja_utama_1_indikator_1_aspek"
PLAN = "hasil_kerja_utama_1_rencana_hasil_kerja"
INDICATOR = "hasil_kerja_utama_1_indikator_1_indikator_kinerja_individu"
ROW_24 = (f"{PLAN}_diintervensi", PLAN, ASPECT, INDICATOR, TARGET)


@kind("kita", answers={ASPECT: "Kecepatan"})
def value_over_a_list() -> bytes:
    return with_cells({"D24": 't="str"><v>Kecepatan</v>'})


@kind("kita", answers={ASPECT: " kuantitas "})
def list_value_in_small_letters() -> bytes:
    return with_cells({"D24": 't="str"><v xml:space="preserve"> kuantitas </v>'})


@kind("kita", "tulisan-di-luar")
def value_under_a_merged_cell() -> bytes:
    return with_cells({"B25": 't="str"><v>ditempel</v>'})


@kind("kita")
def merged_cells_taken_apart() -> bytes:
    return by_openpyxl(
        lambda book: [book["SKP"].unmerge_cells(str(area)) for area in list(book["SKP"].merged_cells.ranges)]
    )


@kind(
    "kita", "tulisan-di-luar", answers={f"hasil_kerja_utama_1_indikator_{n}_target": f"{n} buah" for n in (1, 2, 3, 4)}
)
def block_over_entry_cells_and_beyond() -> bytes:
    made = cells_changed(parts()[SHEET], {f"F{23 + n}": f't="str"><v>{n} buah</v>' for n in (1, 2, 3, 4)})
    return with_parts(
        {SHEET: replaced(made, ("</sheetData>", '<row r="90"><c r="H90" t="str"><v>catatan</v></c></row></sheetData>'))}
    )


@kind("kita", "sel-terkunci-berubah")
def jabatan_in_a_locked_cell() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].__setitem__("C17", "Kepala Badan"))


@kind("kita", "identitas-berubah")
def other_name_in_a_locked_cell() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].__setitem__("C14", "Orang Lain"))


@kind("kita", "identitas-berubah")
def other_nip_in_a_locked_cell() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].__setitem__("C15", "199004012015032904"))


@kind("kita", "nip-jadi-angka")
def nip_as_a_number() -> bytes:
    return with_cells({"C15": "><v>1.98107012006042E+17</v>"})


@kind("kita")
def nip_as_a_number_with_all_digits() -> bytes:
    return with_cells({"C15": "><v>198107012006041903</v>"})


@kind("kita", "tulisan-tercetak-berubah", "tulisan-di-luar")
def printed_text_overwritten() -> bytes:
    return by_openpyxl(lambda book: book["SKP"].__setitem__("A28", "dua"))


@kind("kita", *["sel-hilang"] * 5, "tulisan-tercetak-berubah", answers=dict.fromkeys(ROW_24, ""))
def row_wiped_with_its_number() -> bytes:
    return with_cells({f"{col}24": "" for col in "ABCDEF"})


@kind("kita", "sel-galat", answers={TARGET: ""})
def error_value() -> bytes:
    return with_cells({"F24": 't="e"><v>#N/A</v>'})


@kind("kita", "sel-rumus", answers={TARGET: "20"})
def formula_with_a_value() -> bytes:
    return with_cells({"F24": "><f>10+10</f><v>20</v>"})


@kind("kita", "sel-galat", answers={TARGET: ""})
def formula_without_a_value() -> bytes:
    return with_cells({"F24": "><f>10+10</f>"})


@kind("kita", "sel-galat", answers={TARGET: ""})
def formula_to_another_workbook() -> bytes:
    return with_cells({"F24": 't="e"><f>[1]S!A1</f><v>#REF!</v>'})


@kind("kita", "teks-jadi-rumus", answers={PLAN: "-Terlaksananya konsultasi"})
def text_taken_for_a_formula() -> bytes:
    return with_cells({"C24": 't="e"><f>-Terlaksananya konsultasi</f><v>#NAME?</v>'})


@kind("kita", answers={TARGET: "95%"})
def percent_by_its_format() -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        book["SKP"]["F24"].value, book["SKP"]["F24"].number_format = 0.95, "0%"

    return by_openpyxl(change)


@kind("kita", answers={TARGET: "0,95"})
def fraction_without_a_format() -> bytes:
    return with_cells({"F24": "><v>0.95</v>"})


@kind("kita", "angka-terpotong", answers={TARGET: "1234567890123456000"})
def number_longer_than_excel_keeps() -> bytes:
    return with_cells({"F24": "><v>1.234567890123456E+18</v>"})


@kind("kita", "isian-dirapikan", answers={TARGET: "20\u00a0orang\u200b"})
def blanks_from_a_web_page() -> bytes:
    return with_cells({"F24": 't="str"><v>20\u00a0orang\u200b</v>'})


@kind("kita", "isian-dirapikan", answers={TARGET: "👩‍👩‍👧 ١٢٣ ‮x"})
def signs_of_all_kinds() -> bytes:
    return with_cells({"F24": 't="str"><v>👩‍👩‍👧 ١٢٣ ‮x</v>'})


@kind("kita", answers={TARGET: '=HYPERLINK("http://contoh.example")'})
def formula_as_a_text() -> bytes:
    return with_cells({"F24": 't="str"><v>=HYPERLINK("http://contoh.example")</v>'})


@kind("kita", "tulisan-di-luar")
def note_beside_the_table() -> bytes:
    return with_row('<row r="100"><c r="H100" t="str"><v>mohon arahan</v></c></row>')


@kind("kita", answers={TARGET: ""})
def answer_cleared() -> bytes:
    return with_cells({"F24": 's="13">'})


@kind("kita", "nama-sel-hilang", *["sel-hilang"] * 5, "tulisan-di-luar", answers="fewer")
def cell_cut_and_pasted_beside_the_table() -> bytes:
    made = cells_changed(parts()[SHEET], {"F24": ""})
    made = replaced(made, ('</row><row r="25"', '<c r="H24" t="str"><v>20 orang</v></c></row><row r="25"'))
    return with_parts({SHEET: made, BOOK: replaced(parts()[BOOK], ("$F$24<", "$H$24<"))})


@kind("kita", "sel-hilang", "tulisan-di-luar", answers={TARGET: ""})
def cell_deleted_so_that_its_name_is_lost() -> bytes:
    return replacing(BOOK, ("'SKP'!$F$24<", "#REF!<"))
