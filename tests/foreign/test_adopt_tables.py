"""Results tables of strangers: headings in other words give exactly their SKP; what contradicts itself is refused."""

import json

import openpyxl
import pytest
from click.testing import CliRunner
from foreign_books import PEGAWAI, PENILAI, book, kualitatif, kuantitatif, moved, row, side_by_side, title
from forms import GOOD, KUANTITATIF, LIBRARY, make_form, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.cell_range import CellRange

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.receive.adopt import adopt, adopt_into, as_json

HEAD = ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
        "INDIKATOR KINERJA INDIVIDU", "TARGET"]  # fmt: skip
NUMBERS = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
ROWS = [
    ["A. UTAMA"],
    [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah laporan", "12 laporan"],
    ["", "", "", "Waktu", "Lama penyusunan", "1 bulan"],
    [2, "Hasil atasan", "Rencana dua", "Kualitas", "Ketepatan", "95%"],
    ["B. TAMBAHAN"],
    [1, "Hasil lain", "Rencana tiga", "Biaya", "Anggaran", "1 juta"],
]
UTAMA = [
    kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "Jumlah laporan", "12 laporan"),
                ("Waktu", "Lama penyusunan", "1 bulan")),
    kuantitatif(2, "Hasil atasan", "Rencana dua", ("Kualitas", "Ketepatan", "95%")),
]  # fmt: skip
TAMBAHAN = [kuantitatif(1, "Hasil lain", "Rencana tiga", ("Biaya", "Anggaran", "1 juta"))]
WHOLE = {"utama": UTAMA, "tambahan": TAMBAHAN}


def sheet(*rows, approach="KUANTITATIF", merges=(), **notes):
    """An SKP whose results table stands from row 13 on, below `HASIL KERJA`, with notes in cells that are free."""
    cells = notes | title(approach) | side_by_side() | {"A12": "HASIL KERJA"}
    for number, values in enumerate(rows, start=13):
        cells |= row(f"A{number}", values)
    return book({"SKP": cells}, {"SKP": list(merges)})


def changed(**cells):
    """The rows of the table with single cells changed; the first (`A. UTAMA`) stands on row 14. None empties a cell."""
    rows = [[*values, *[""] * (6 - len(values))] for values in ROWS]
    for address, value in cells.items():
        rows[int(address[1:]) - 14]["ABCDEF".index(address[0])] = "" if value is None else value
    return rows


def adopted(data):
    return adopt(data, LIBRARY, file="SKP.xlsx")


def results(adopsi):
    return adopsi.skp.model_dump(mode="json", exclude_none=True)["hasil_kerja"]


def doubts(adopsi):
    """Findings as (severity, code, cell, found), without the conduct block that these sheets do not have."""
    return [(f.severity.value, f.code, f.cell, f.found) for f in adopsi.findings if f.code != "adopsi-perilaku"]


# --- headings ---------------------------------------------------------------------------------------------------------

VARIANTS = {
    0: ["No. Urut", "NOMOR"],
    1: [
        "HASIL KERJA ATASAN LANGSUNG YANG DIINTERVENSI",
        "RHK PIMPINAN",
        "Rencana Hasil Kerja (RHK) Atasan Tahun 2022",
        "Supervisor's Performance Plan",
    ],
    2: [
        "HASIL KERJA",
        "RENCANA HASIL KERJA PEGAWAI",
        "RHK",
        "KEGIATAN TUGAS JABATAN",
        "III. KEGIATAN TUGAS JABATAN",
        "Uraian Tugas",
        "RENCANA HASIL KERJA (RHK)\nTAHUN 2022",
        "Performance Plan",
    ],
    3: ["ASPEK KINERJA", "ASPEK INDIKATOR KINERJA", "Aspect", "ASPEK (KUANTITAS/KUALITAS/WAKTU/BIAYA)"],
    4: [
        "INDIKATOR KINERJA PEGAWAI",
        "INDIKATOR KINERJA INDIVIDU (IKI)",
        "IKI",
        "UKURAN KEBERHASILAN",
        "Indikator Kinerja\nIndividu",
        "Individual Performance Indicator",
    ],
    5: [
        "TARGET 2026",
        "TARGET/SATUAN",
        "TARGET TAHUNAN",
        "TARGET (THN)",
        "TARGET DAN SATUAN",
        "TARGET/OUTPUT",
        "TARGET JAN-DES 2022",
        "(6) TARGET",
        "Target yang akan dicapai\n(tahun 2022)",
        "VOLUME DAN SATUAN",
    ],
}


@pytest.mark.parametrize(("col", "heading"), [(col, heading) for col, titles in VARIANTS.items() for heading in titles])
def test_a_title_in_other_words_is_the_same_column(col, heading):
    heads = [heading if number == col else text for number, text in enumerate(HEAD)]
    adopsi = adopted(sheet(heads, *ROWS))
    assert results(adopsi) == WHOLE
    assert (doubts(adopsi), adopsi.others) == ([], ())
    assert adopsi.cells["hasil_kerja_utama_1_indikator_2_target"] == "SKP!F16"
    assert adopsi.cells["hasil_kerja_tambahan_1_rencana_hasil_kerja"] == "SKP!C19"


LAYOUTS = {
    "numbers below": ([HEAD, NUMBERS], []),
    "letters below": ([HEAD, ["a", "b", "c", "d", "e", "f"]], []),
    "numbers of which one is calculated": ([HEAD, ["1", "2", "3", "4", "5", "6=5x4"]], []),
    "split over two rows": (
        [["NO", "RENCANA HASIL KERJA", "", "ASPEK", "INDIKATOR KINERJA", "TARGET"],
         ["", "ATASAN", "PEGAWAI", "", "INDIVIDU", "2022"], NUMBERS], []),
    "two merged rows": (
        [["NO", "RENCANA HASIL KERJA", "", "ASPEK", "INDIKATOR KINERJA", "TARGET"],
         ["", "PIMPINAN YANG DIINTERVENSI", "INDIVIDU", "", "INDIVIDU (IKI)", "(TAHUNAN)"], NUMBERS],
        ["A13:A14", "B13:C13", "D13:D14"]),
    "split in the middle of a title": (
        [["NO", "RENCANA HASIL KERJA PIMPINAN YANG", "RENCANA HASIL", "ASPEK", "INDIKATOR KINERJA", "TARGET"],
         ["", "DIINTERVENSI", "KERJA", "", "", "SATUAN"]], []),
    "three rows": (
        [["NO", "RENCANA", "RENCANA", "", "INDIKATOR", ""], ["", "HASIL KERJA", "HASIL KERJA", "ASPEK", "KINERJA", "TARGET"],
         ["", "PIMPINAN", "PEGAWAI", "", "INDIVIDU", "(TAHUN 2022)"]], []),
    "no title over the numbers": ([["", *HEAD[1:]], ["", *NUMBERS[1:]]], []),
    "details on the second row": (
        [["NO", "RENCANA HASIL KERJA ATASAN", "RENCANA HASIL KERJA", "RENCANA KINERJA"],
         ["", "", "", "ASPEK", "IKI", "TARGET"]],
        ["A13:A14", "B13:B14", "C13:C14", "D13:F13"]),
}  # fmt: skip


@pytest.mark.parametrize(("heads", "merges"), LAYOUTS.values(), ids=LAYOUTS)
def test_titles_over_several_rows_are_read_together(heads, merges):
    adopsi = adopted(sheet(*heads, *ROWS, merges=merges))
    assert results(adopsi) == WHOLE
    assert (doubts(adopsi), adopsi.others) == ([], ())
    assert adopsi.cells["hasil_kerja_utama_2_indikator_1_aspek"] == f"SKP!D{16 + len(heads)}"


def test_the_headings_of_every_page_are_no_results():
    adopsi = adopted(sheet(HEAD, NUMBERS, *ROWS[:3], HEAD, NUMBERS, *ROWS[3:]))
    assert (results(adopsi), doubts(adopsi), adopsi.others) == (WHOLE, [], ())


# --- units ------------------------------------------------------------------------------------------------------------

UNITS = [
    ["A. TUGAS POKOK"],
    [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah laporan", 12, "laporan"],
    ["", "", "", "Kualitas", "Ketepatan", 95, "%"],
    ["", "", "", "Waktu", "Lama", "12 bulan", "bulan"],
    ["", "", "", "Biaya", "Anggaran", "tidak ada"],
]


@pytest.mark.parametrize(
    ("heads", "merges", "told"),
    [
        ([[*HEAD, "SATUAN"]], [], [("info", "adopsi-satuan", "G13", "SATUAN")]),
        ([[*HEAD[:5], "VOLUME", "SATUAN"]], [], [("info", "adopsi-satuan", "G13", "SATUAN")]),
        ([HEAD, ["", "", "", "", "", "VOLUME", "SATUAN"]], ["F13:G13"], [("info", "adopsi-satuan", "G14", "SATUAN")]),
        ([HEAD], ["F13:G13"], []),
    ],
)
def test_units_in_a_column_of_their_own_come_along(heads, merges, told):
    adopsi = adopted(sheet(*heads, *UNITS, merges=merges))
    targets = ("12 laporan", "95%", "12 bulan", "tidak ada")
    assert [one["target"] for one in results(adopsi)["utama"][0]["indikator"]] == list(targets)
    assert (doubts(adopsi), adopsi.others) == (told, ())
    assert adopsi.cells["hasil_kerja_utama_1_indikator_1_target"] == f"SKP!F{14 + len(heads)}"


def test_units_may_stand_before_the_targets():
    adopsi = adopted(
        sheet([*HEAD[:5], "SATUAN", "TARGET"], ["A. UTAMA"], [1, "a", "Rencana", "Kuantitas", "Jumlah", "laporan", 12])
    )
    assert [one["target"] for one in results(adopsi)["utama"][0]["indikator"]] == ["12 laporan"]
    assert (doubts(adopsi), adopsi.others) == ([("info", "adopsi-satuan", "F13", "SATUAN")], ())


def test_one_indikator_for_the_targets_of_several_aspek_is_told():
    heads = ["NO", "RHK", "IKI", "KUANTITAS", "KUALITAS", "WAKTU", "BIAYA"]
    adopsi = adopted(
        sheet(heads, ["A. UTAMA"], [1, "Rencana satu", "Jumlah laporan", "12 laporan", "100%", "12 bulan", "-"])
    )
    rows = [
        (one["aspek"], one["indikator_kinerja_individu"], one["target"])
        for one in results(adopsi)["utama"][0]["indikator"]
    ]
    assert rows == [
        (aspek, "Jumlah laporan", target)
        for aspek, target in (("Kuantitas", "12 laporan"), ("Kualitas", "100%"), ("Waktu", "12 bulan"))
    ]
    assert doubts(adopsi) == [("peringatan", "adopsi-bentuk-lama", "D13", "")]
    assert adopsi.findings[0].rincian == (("indikator", "satu indikator untuk semuanya"),)


OLD = [
    [1, "Menyusun laporan", "0,5", 12, "laporan", 100, 12, "bulan", "-"],
    [2, "Memverifikasi usul", "", 300, "usul", 100, 6, "bulan", "5 juta"],
    ["II. TUGAS TAMBAHAN"],
    [1, "Menjadi panitia", "", 1, "kegiatan", 100, 1, "bulan"],
]
OLD_UTAMA = [
    kuantitatif(1, "", "Menyusun laporan", ("Kuantitas", "", "12 laporan"), ("Kualitas", "", "100"), ("Waktu", "", "12 bulan")),
    kuantitatif(2, "", "Memverifikasi usul", ("Kuantitas", "", "300 usul"), ("Kualitas", "", "100"), ("Waktu", "", "6 bulan"),
                ("Biaya", "", "5 juta")),
]  # fmt: skip
OLD_TAMBAHAN = [
    kuantitatif(
        1, "", "Menjadi panitia", ("Kuantitas", "", "1 kegiatan"), ("Kualitas", "", "100"), ("Waktu", "", "1 bulan")
    )
]


@pytest.mark.parametrize(
    ("heads", "merges", "told"),
    [
        (
            [["NO", "III. KEGIATAN TUGAS JABATAN", "AK", "TARGET"],
             ["", "", "", "KUANT/ OUTPUT", "", "KUAL/ MUTU", "WAKTU", "", "BIAYA"]],
            ["A13:A14", "B13:B14", "C13:C14", "D13:I13", "D14:E14", "G14:H14"],
            [("peringatan", "adopsi-bentuk-lama", "D14", ""), ("info", "adopsi-kolom-lain", "C13", "AK")],
        ),
        (
            [["NO", "KEGIATAN TUGAS JABATAN", "ANGKA KREDIT", "KUANTITAS", "SATUAN", "KUALITAS", "WAKTU", "SATUAN", "BIAYA"],
             ["1", "2", "3", "4", "5", "6", "7", "8", "9"]],
            [],
            [("peringatan", "adopsi-bentuk-lama", "D13", ""), ("info", "adopsi-satuan", "E13", "SATUAN"),
             ("info", "adopsi-kolom-lain", "C13", "ANGKA KREDIT")],
        ),
    ],
)  # fmt: skip
def test_the_form_of_2011_has_a_column_of_targets_for_each_aspek(heads, merges, told):
    adopsi = adopted(sheet(*heads, *OLD, merges=merges))
    assert results(adopsi) == {"utama": OLD_UTAMA, "tambahan": OLD_TAMBAHAN}
    assert doubts(adopsi) == told
    assert adopsi.others == (("SKP!C15", "0,5"),)
    assert adopsi.cells["hasil_kerja_utama_2_indikator_4_target"] == "SKP!I16"


# --- sections ---------------------------------------------------------------------------------------------------------

SECTIONS = [
    ("A. TUGAS POKOK", "B. TUGAS TAMBAHAN", False),
    ("I. TUGAS UTAMA", "II. KINERJA TAMBAHAN", False),
    ("TUGAS POKOK", "TUGAS TAMBAHAN", False),
    ("KINERJA UTAMA", "HASIL KERJA TAMBAHAN", False),
    ("A. KEGIATAN TUGAS JABATAN", "B. Tambahan :", False),
    ("1. KINERJA UTAMA PEGAWAI", "2. KINERJA TAMBAHAN PEGAWAI", False),
    ("(A) UTAMA", "(B) TAMBAHAN", False),
    ("Hasil Kerja Utama 2022", "Hasil Kerja Tambahan 2022", False),
    ("A. UTAMA (TUGAS POKOK)", "B. TAMBAHAN (INSTRUKSI KHUSUS PIMPINAN)", True),
    ("A. UTAMA", "C. INSTRUKSI KHUSUS PIMPINAN", True),
    ("A. UTAMA", "III. KREATIVITAS", True),
    ("A. UTAMA", "Penugasan Khusus", True),
    ("A. UTAMA", "B. Kegiatan Penunjang", True),
]


@pytest.mark.parametrize(("utama", "tambahan", "told"), SECTIONS)
def test_sections_by_other_names_are_right_or_told(utama, tambahan, told):
    adopsi = adopted(sheet(HEAD, *changed(A14=utama, A18=tambahan)))
    assert (results(adopsi), adopsi.others) == (WHOLE, ())
    assert doubts(adopsi) == ([("peringatan", "adopsi-bagian-lain", "A18", tambahan)] if told else [])


# --- what does not hold together --------------------------------------------------------------------------------------


def heads(**titles):
    """The heading with other titles, by column letter."""
    return [titles.get(letter, text) for letter, text in zip("ABCDEF", HEAD, strict=True)]


def missing(columns, *unknown):
    """The reason where columns are missing; what was not understood, with its cell."""
    found = ", ".join(f"“{text}” ({cell})" for text, cell in unknown)
    return f"kolom {columns} tidak ditemukan" + (f"; yang tidak dimengerti: {found}" if found else "")


QUARTERS = [HEAD, ["", "", "", "", "", "TW I", "TW II", "TW III"]]
INDIKATOR = "INDIKATOR KINERJA INDIVIDU"
OTHER_TABLE = [["NO", "RHK", "IKI", "ASPEK", "TARGET"], [1, "a", "b", "Waktu", "1 hari"]]
LIST = [["A. UTAMA"], [1, "Rencana satu"], ["", "Ukuran keberhasilan:"], ["", "satu"]]
REFUSED = {
    "aspek not understood": ([heads(D="PARAMETER"), *ROWS], [], "D13", missing("ASPEK", ("PARAMETER", "D13"))),
    "results not understood": (
        [heads(C="PEKERJAAN"), *ROWS], [], "C13", missing("RENCANA HASIL KERJA", ("PEKERJAAN", "C13")),
    ),
    "indikator not understood": ([heads(E="PENANDA"), *ROWS], [], "E13", missing(INDIKATOR, ("PENANDA", "E13"))),
    "no target": ([HEAD[:5], *ROWS], [], "A13", missing("TARGET")),
    "no indikator": ([[*HEAD[:4], "TARGET"], *ROWS], [], "A13", missing(INDIKATOR)),
    "target of a quarter": (
        [heads(F="TARGET TRIWULAN I"), *ROWS], [], "F13", missing("TARGET", ("TARGET TRIWULAN I", "F13")),
    ),
    "targets of the quarters": (
        [*QUARTERS, *ROWS], ["F13:H13"], "F14", missing("TARGET", ("TW I", "F14"), ("TW II", "G14"), ("TW III", "H14")),
    ),
    "a column of aspek, and one for an aspek": (
        [heads(F="TARGET KUANTITAS"), *ROWS], [], "F13",
        "ada kolom ASPEK dan kolom target per aspek, “ASPEK” (D13) dan “TARGET KUANTITAS” (F13)",
    ),
    "two targets": (
        [[*HEAD, "TARGET 2023"], *ROWS], [], "G13", "ada dua kolom TARGET, “TARGET” (F13) dan “TARGET 2023” (G13)",
    ),
    "two tables beside each other": (
        [[*HEAD, "", *HEAD], *ROWS], [], "I13",
        f"ada dua kolom RENCANA HASIL KERJA DIINTERVENSI, “{HEAD[1]}” (B13) dan “{HEAD[1]}” (I13)",
    ),
    "a second table in other columns": (
        [HEAD, *ROWS[:4], *OTHER_TABLE], [], "A18",
        "ada tabel hasil kerja kedua mulai baris 18, dengan kolom lain atau milik orang lain",
    ),
    "no titles at all": (
        ROWS, [], "D14", "kolom ASPEK ada, misalnya “Kuantitas”, tetapi judul kolomnya tidak ditemukan",
    ),
    "no title that is understood": (
        [["NO", "SASARAN", "PEKERJAAN", "PARAMETER", "PENANDA", "AKHIR"], *changed(D15="A1", D16="A2", D17="A3", D19="A4")],
        [], "A15", "baris 15 terisi seperti tabel, tetapi judul kolomnya tidak ditemukan",
    ),
    "kuantitatif, yet a list": (
        LIST, [], "A12", "menurut judulnya ini SKP kuantitatif, tetapi tidak ada kolom ASPEK, INDIKATOR, dan TARGET",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "merges", "cell", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_table_that_does_not_hold_together_is_refused(rows, merges, cell, reason):
    adopsi = adopted(sheet(*rows, merges=merges))
    assert adopsi.skp is None
    (finding,) = adopsi.findings
    assert (finding.severity.value, finding.code, finding.sheet, finding.cell) == ("galat", "adopsi-tabel", "SKP", cell)
    assert finding.rincian == (("sebab", reason),)


def test_a_table_that_is_refused_gives_exit_code_3(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(sheet(heads(F="SASARAN"), *ROWS))
    run = CliRunner().invoke(cli, ["adopt", str(path), "--json", "--annotate", str(copy := tmp_path / "y.xlsx")])
    reason = missing("TARGET", ("SASARAN", "F13"))
    assert str(run.exception).startswith(f"{path}: SKP!F13: Tabel hasil kerja di sini tidak dibaca: {reason}.")
    assert isinstance(run.exception, SkpxlError)
    assert [one["code"] for one in json.loads(run.stdout)["findings"]] == ["adopsi-tabel"]
    assert reason in openpyxl.load_workbook(copy)["SKP"]["F13"].comment.text


CONTRADICTIONS = {
    "a number is missing": (changed(A17=4), [], ("adopsi-nomor", "A17", "4")),
    "the numbers begin again": (changed(A17=1), [], ("adopsi-nomor", "A17", "1")),
    "a plan reaches into the next result": (changed(C17=None), ["C15:C17"], ("adopsi-gabungan", "C15", "Rencana satu")),
    "a target of two results": (changed(F16=None, F17=None), ["F15:F17"], ("adopsi-gabungan", "F15", "12 laporan")),
    "a plan over the column beside it": (changed(D15=None), ["C15:D15"], ("adopsi-gabungan", "C15", "Rencana satu")),
}


@pytest.mark.parametrize(("rows", "merges", "expected"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_rows_that_contradict_each_other_are_an_error_at_their_cell(rows, merges, expected, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(sheet(HEAD, *rows, merges=merges))
    adopsi = adopt(path, LIBRARY)
    assert doubts(adopsi) == [("galat", *expected)]
    assert CliRunner().invoke(cli, ["adopt", str(path)], catch_exceptions=False).exit_code == 1


def test_nothing_of_a_contradictory_table_goes_into_a_form(tmp_path):
    issued = save(make_form(KUANTITATIF, GOOD[KUANTITATIF]), tmp_path / "terbit.xlsx")
    before = issued.read_bytes()
    with pytest.raises(SkpxlError, match=r"SKP\.xlsx tidak dipindahkan ke .*: SKP!A17.*tidak urut: “4” sesudah “1”"):
        adopt_into(adopted(sheet(HEAD, *changed(A17=4))), issued, LIBRARY)
    assert issued.read_bytes() == before


def test_numbers_may_go_on_over_the_sections():
    adopsi = adopted(sheet(HEAD, *changed(A19=3)))
    assert (results(adopsi), doubts(adopsi)) == (WHOLE, [])


def test_a_table_without_aspek_is_read_and_told():
    adopsi = adopted(
        sheet(["NO", "RHK ATASAN", "RHK", "IKI", "TARGET"], [1, "Hasil atasan", "Rencana satu", "Jumlah", "5"])
    )
    assert [(one.get("aspek"), one["target"]) for one in results(adopsi)["utama"][0]["indikator"]] in (
        [(None, "5")],
        [("", "5")],
    )
    assert doubts(adopsi)[0] == ("peringatan", "adopsi-tanpa-aspek", "C13", "")


def test_the_whole_form_of_2011_with_its_people_and_period():
    cells = {"A1": "FORMULIR SASARAN KERJA", "A2": "PEGAWAI NEGERI SIPIL"}
    cells |= row("A4", ["NO", "I. PEJABAT PENILAI", "", "NO", "II. PEGAWAI NEGERI SIPIL YANG DINILAI"])
    labels = ("Nama", "NIP", "Pangkat/Gol.Ruang", "Jabatan", "Unit Kerja")
    for number, (label, above, own) in enumerate(zip(labels, PENILAI.values(), PEGAWAI.values(), strict=True), start=1):
        cells |= row(f"A{4 + number}", [number, label, above, number, label, own])
    cells |= row("A10", ["NO", "III. KEGIATAN TUGAS JABATAN", "", "AK", "TARGET"])
    cells |= row("E11", ["KUANT/OUTPUT", "", "KUAL/MUTU", "WAKTU", "", "BIAYA"])
    cells |= row("A12", [1, "Menyusun laporan", "", "", 12, "lap", 100, 12, "bln", "-"])
    cells |= {"H16": "Kupang, 2 Januari 2022", "A17": "Pejabat Penilai,", "H17": "Pegawai Negeri Sipil Yang Dinilai"}
    cells |= {
        "A20": PENILAI["nama"],
        "H20": PEGAWAI["nama"],
        "A21": f"NIP. {PENILAI['nip']}",
        "H21": f"NIP. {PEGAWAI['nip']}",
    }
    cells |= {"A23": "Jangka Waktu Penilaian 3 Januari s.d. 31 Desember 2022"}
    adopsi = adopted(book({"SKP": cells}, {"SKP": ["A10:A11", "B10:C11", "D10:D11", "E10:J10", "E11:F11", "H11:I11"]}))
    assert (adopsi.skp.pegawai.model_dump(), adopsi.skp.pejabat_penilai.model_dump()) == (PEGAWAI, PENILAI)
    assert str(adopsi.skp.periode) == "2022-01-03/2022-12-31"
    rows = ("Kuantitas", "", "12 lap"), ("Kualitas", "", "100"), ("Waktu", "", "12 bln")
    assert results(adopsi) == {"utama": [kuantitatif(1, "", "Menyusun laporan", *rows)], "tambahan": []}
    assert doubts(adopsi) == [
        ("peringatan", "adopsi-instansi", "", ""),
        ("peringatan", "adopsi-bentuk-lama", "E11", ""),
    ]
    assert adopsi.others == ()


def test_units_that_stand_in_the_title_belong_to_the_numbers_below():
    heads = ["NO", "RHK", "KUANTITAS (LAPORAN)", "KUALITAS (%)", "WAKTU (BULAN)", "BIAYA"]
    adopsi = adopted(sheet(heads, ["A. UTAMA"], [1, "Rencana satu", 12, 95, "6 minggu", "Rp5.000.000"]))
    assert [one["target"] for one in results(adopsi)["utama"][0]["indikator"]] == [
        "12 laporan",
        "95%",
        "6 minggu",
        "Rp5.000.000",
    ]
    assert [one for one in doubts(adopsi) if one[1] == "adopsi-satuan"] == [
        ("info", "adopsi-satuan", cell, heads["ABCDEF".index(cell[0])]) for cell in ("C13", "D13", "E13")
    ]


def test_a_second_number_beside_a_target_is_an_error():
    adopsi = adopted(sheet(HEAD, ["A. UTAMA"], [1, "a", "Rencana", "Kuantitas", "Jumlah", 3, 6], merges=["F13:G13"]))
    assert doubts(adopsi) == [
        ("galat", "adopsi-target-ganda", "G15", "6"),
        ("peringatan", "adopsi-isian-lain", "G15", "6"),
    ]


UKURAN = "Ukuran keberhasilan:"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["NO", "RHK PIMPINAN", "HASIL KERJA"],
            ["A. UTAMA"],
            [1, "Hasil atasan", "Rencana satu"],
            ["", "", UKURAN],
            ["", "", "- satu\n- dua"],
        ],
        [
            ["NO", "RHK ATASAN", "RHK", "UKURAN KEBERHASILAN"],
            ["A. UTAMA"],
            [1, "Hasil atasan", "Rencana satu", "- satu\n- dua"],
        ],
        [
            ["NO", "RHK ATASAN", "RHK", "INDIKATOR KINERJA DAN TARGET"],
            ["A. UTAMA"],
            [1, "Hasil atasan", "Rencana satu", "- satu\n- dua"],
        ],
    ],
)
def test_a_kualitatif_skp_with_titles_in_other_words_stays_kualitatif(rows):
    adopsi = adopted(sheet(*rows, approach="KUALITATIF"))
    assert results(adopsi) == {
        "utama": [kualitatif(1, "Rencana satu", "satu", "dua", above="Hasil atasan")],
        "tambahan": [],
    }
    assert (adopsi.skp.form, doubts(adopsi)) == ("skp-kualitatif", [])


def test_two_peoples_skps_under_each_other_are_refused():
    mine = title() | side_by_side() | row("A13", HEAD) | {"A14": "A. UTAMA"} | row("A15", ROWS[1])
    theirs = {moved(address, 30, 0): value for address, value in (mine | {"C7": "Melati"}).items()}
    (finding,) = adopted(book({"SKP": mine | theirs})).findings
    assert (finding.code, finding.cell) == ("adopsi-tabel", "A43")


WHOLE_LAYOUTS = [
    *((([*heads, *ROWS]), merges) for heads, merges in LAYOUTS.values()),
    ([[*HEAD, "SATUAN"], *UNITS], []),
    ([HEAD, *UNITS], ["F13:G13"]),
    ([["NO", "RHK", "AK", "KUANT/ OUTPUT", "SATUAN", "MUTU", "WAKTU", "SATUAN", "BIAYA"], *OLD], []),
    ([["NO", "RHK PIMPINAN", "HASIL KERJA"], *ROWS[:1], [1, "a", "Rencana"], ["", "", UKURAN], ["", "", "satu"]], []),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    layout=st.sampled_from(WHOLE_LAYOUTS),
    places=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 11)), min_size=1, max_size=5, unique=True),
    kualitatif=st.booleans(),
)
def test_nothing_typed_beside_or_into_a_table_is_dropped_in_silence(layout, places, kualitatif):
    rows, merges = layout
    notes = {f"{'ABCDEFGHIJK'[col - 1]}{at}": f"catatan{number}" for number, (at, col) in enumerate(places)}
    notes = {address: text for address, text in notes.items() if not any(address in CellRange(area) for area in merges)}
    free = {
        moved("A13", number, col)
        for number, values in enumerate(rows)
        for col, value in enumerate(values)
        if value != ""
    }
    approach = "KUALITATIF" if kualitatif else "KUANTITATIF"
    taken = free | {"A12"} | set(title(approach)) | set(side_by_side())
    notes = {address: text for address, text in notes.items() if address not in taken}
    adopsi = adopted(sheet(*rows, approach=approach, merges=merges, **notes))
    told = str(as_json(adopsi)) + str([finding.found for finding in adopsi.findings])
    assert adopsi.skp is None or [text for text in notes.values() if text not in told] == []


def test_another_paper_below_the_signatures_is_left_over_and_told():
    signed = [["", "Pegawai yang Dinilai", "", "", "Pejabat Penilai Kinerja"], ["RENCANA AKSI"]]
    plan = [["NO", "RHK", "INDIKATOR", "TARGET", "JADWAL"], [1, "Rencana satu", "Jumlah draf", "3 draf", "Maret"]]
    adopsi = adopted(sheet(HEAD, *ROWS, *signed, *plan))
    assert results(adopsi) == WHOLE
    assert {one[1] for one in doubts(adopsi)} == {"adopsi-isian-lain"}
    assert ("SKP!D23", "3 draf") in adopsi.others
