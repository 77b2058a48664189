"""SKPs that were never ours: each layout gives exactly its SKP, its cells and its doubts; nothing is dropped in silence."""

import json
from functools import partial
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from foreign_books import (
    NILAI,
    NIP,
    PEGAWAI,
    PENILAI,
    UKURAN,
    book,
    column,
    kualitatif,
    kuantitatif,
    row,
    side_by_side,
    skp,
    title,
)
from forms import GOOD, KUALITATIF, KUANTITATIF, LIBRARY, make_form, read, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skpxl.cli.main import cli
from skpxl.errors import SkpxlError
from skpxl.foreign.wording import read_period as urai_periode
from skpxl.forms.write import write_form
from skpxl.kinds.skp import skp_dari
from skpxl.receive.adopt import adopt, adopt_into, as_json
from skpxl.receive.interpret import interpret
from skpxl.template.labels import read_label

KEPALA = ["NO.", "RENCANA HASIL KERJA ATASAN YANG DIINTERVENSI", "RENCANA HASIL KERJA", "ASPEK",
          "INDIKATOR KINERJA INDIVIDU", "TARGET"]  # fmt: skip
PERILAKU_KOSONG = ("adopsi-perilaku", "", "")


def adopted(data, **words):
    return adopt(data, LIBRARY, file="SKP.xlsx", **words)


def tree(adopsi):
    made = adopsi.skp.model_dump(mode="json", exclude_none=True)
    assert made.pop("bagi") == "ja-jf"
    return made


def doubts(adopsi):
    """Findings as (code, cell with its sheet, found)."""
    return [(f.code, f"{f.sheet}!{f.cell}" if f.cell else "", f.found) for f in adopsi.findings]


# --- the two slides of the seed, typed into Excel with merged cells ---------------------------------------------------

PANDUAN = {value.nama: [f"- {line}" for line in value.panduan] for value in LIBRARY.daftar["perilaku_kerja"].rinci}
HARAPAN = ["Mengedepankan 5S", "Bekerjalah dengan jujur", "Gunakan kompetensi", "Prioritaskan kerjasama",
           "Loyalitas adalah prioritas", "Mampu beradaptasi", "Ciptakan kolaborasi"]  # fmt: skip


def slide_identity(start_row):
    cells = row(f"A{start_row}", ["NO", "PEGAWAI YANG DINILAI", "", "NO", "PEJABAT PENILAI KINERJA"])
    labels = ["NAMA", "NIP", "PANGKAT/GOL. RUANG", "JABATAN", "UNIT KERJA"]
    for number, label in enumerate(labels, start=1):
        cells |= row(
            f"A{start_row + number}",
            [number, label, f"{label} PEGAWAI YANG DINILAI", number, label, f"{label} PEJABAT PENILAI KINERJA"],
        )
    return cells


SLIDE_PEOPLE = {
    "pegawai": {
        "nama": "NAMA PEGAWAI YANG DINILAI",
        "nip": "NIP PEGAWAI YANG DINILAI",
        "pangkat_golongan": "PANGKAT/GOL. RUANG PEGAWAI YANG DINILAI",
        "jabatan": "JABATAN PEGAWAI YANG DINILAI",
        "unit_kerja": "UNIT KERJA PEGAWAI YANG DINILAI",
    },
    "pejabat_penilai": {
        "nama": "NAMA PEJABAT PENILAI KINERJA",
        "nip": "NIP PEJABAT PENILAI KINERJA",
        "pangkat_golongan": "PANGKAT/GOL. RUANG PEJABAT PENILAI KINERJA",
        "jabatan": "JABATAN PEJABAT PENILAI KINERJA",
        "unit_kerja": "UNIT KERJA PEJABAT PENILAI KINERJA",
    },
}


def slide_kuantitatif():
    cells = {
        "A1": "PENDEKATAN HASIL KERJA KUANTITATIF BAGI PEJABAT ADMINISTRATIF/ JABATAN FUNGSIONAL",
        "A2": "(NAMA INSTANSI)",
        "D2": "PERIODE PENILAIAN:\n1 JANUARI SD 31 DESEMBER TAHUN 2022",
        **slide_identity(4),
        "A10": "HASIL KERJA",
        **row("A11", KEPALA),
        **row("A12", ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]),
        "A13": "A. UTAMA",
        **row("A14", [1, "Terlaksananya Penerapan Tool Kinerja", "Kegiatan sosialisasi terselenggara", "Kuantitas",
                      "39 perangkat daerah telah mendapat pendampingan", "20 perangkat daerah"]),
        **row("D15", ["Kualitas", "Presentase materi yang disampaikan", "95%"]),
        **row("D16", ["Waktu", "Kesesuaian waktu pelaksanaan kegiatan"]),
        **row("A17", [2, "Terlaksananya Penerapan Tool Kinerja", "Pelayanan konsultasi terselesaikan", "Kuantitas",
                      "Jumlah konsultasi yang diselesaikan setiap hari", 10]),
        "A18": "B. TAMBAHAN",
        **row("A19", [1, "Terlaksananya kegiatan seleksi JPT", "Pelayanan administrasi seleksi JPT",
                      "Kuantitas / Kualitas / Waktu / Biaya", "Hasil pengiriman dokumen", "97%"]),
        "A21": "PERILAKU KERJA",
        **column("A22", [1, 2, 3, 4, 5, 6, 7]),
        **column("B22", ["\n".join(["Berorientasi pelayanan", *PANDUAN[NILAI[0]]]),
                         "Akuntabel berintegritas tinggi efektif, dan efisien\n- Tidak menyalahgunakan kewenangan jabatan",
                         *("\n".join([value, *PANDUAN[value]]) for value in NILAI[2:])]),
        **column("D22", HARAPAN),
        "A30": "Pegawai Yang Dinilai",
        "D30": "3 Januari 2022\n Pejabat Penilai Kinerja",
        "A33": "(NAMA PEGAWAI YANG DINILAI)\n (NIP. NIP PEGAWAI YANG DINILAI)",
        "D33": "(NAMA PEJABAT PENILAI KINERJA)\n (NIP. NIP PEJABAT PENILAI KINERJA)",
    }  # fmt: skip
    merges = ["A1:F1", "A2:C2", "D2:F2", "B4:C4", "E4:F4", "A10:F10", "A13:F13", "A14:A16", "B14:B16", "C14:C16",
              "A18:F18", "A21:F21", *(f"B{n}:C{n}" for n in range(22, 29)), *(f"D{n}:F{n}" for n in range(22, 29))]  # fmt: skip
    return {"SKP": cells}, {"SKP": merges}


def test_the_quantitative_slide_of_the_seed():
    adopsi = adopted(book(*slide_kuantitatif()))
    results = {
        "utama": [
            kuantitatif(
                1, "Terlaksananya Penerapan Tool Kinerja", "Kegiatan sosialisasi terselenggara",
                ("Kuantitas", "39 perangkat daerah telah mendapat pendampingan", "20 perangkat daerah"),
                ("Kualitas", "Presentase materi yang disampaikan", "95%"),
                ("Waktu", "Kesesuaian waktu pelaksanaan kegiatan", ""),
            ),
            kuantitatif(
                2, "Terlaksananya Penerapan Tool Kinerja", "Pelayanan konsultasi terselesaikan",
                ("Kuantitas", "Jumlah konsultasi yang diselesaikan setiap hari", "10"),
            ),
        ],
        "tambahan": [
            kuantitatif(
                1, "Terlaksananya kegiatan seleksi JPT", "Pelayanan administrasi seleksi JPT",
                ("Kuantitas / Kualitas / Waktu / Biaya", "Hasil pengiriman dokumen", "97%"),
            )
        ],
    }  # fmt: skip
    assert tree(adopsi) == skp(KUANTITATIF, results, HARAPAN, nip="", instansi="(NAMA INSTANSI)", **SLIDE_PEOPLE)
    assert doubts(adopsi) == [
        ("adopsi-aspek", "SKP!D19", "Kuantitas / Kualitas / Waktu / Biaya"),
        ("adopsi-panduan", "SKP!B23", "berintegritas tinggi efektif, dan efisien"),
        ("adopsi-nip", "SKP!C6", "NIP PEGAWAI YANG DINILAI"),
    ]
    assert (adopsi.place_and_date, adopsi.others) == ("3 Januari 2022", ())
    assert {key: adopsi.cells[key] for key in SOME_CELLS} == SOME_CELLS


SOME_CELLS = {
    "instansi": "SKP!A2",
    "periode_tercetak": "SKP!D2",
    "pegawai_nip": "SKP!C6",
    "pejabat_penilai_unit_kerja": "SKP!F9",
    "hasil_kerja_utama_1_rencana_hasil_kerja": "SKP!C14",
    "hasil_kerja_utama_1_indikator_2_target": "SKP!F15",
    "hasil_kerja_tambahan_1_rencana_hasil_kerja_diintervensi": "SKP!B19",
    "perilaku_kerja_2_nilai": "SKP!B23",
    "perilaku_kerja_7_ekspektasi_khusus": "SKP!D28",
    "tempat_tanggal": "SKP!D30",
}


def slide_kualitatif():
    cells = {
        "A1": "SASARAN KINERJA PEGAWAI\nPENDEKATAN HASIL KERJA KUALITATIF\nBAGI PEJABAT ADMINISTRATIF/ JABATAN FUNGSIONAL",
        "A2": "PEMERINTAH KABUPATEN CONTOH",
        "D2": "PERIODE PENILAIAN: 01 JANUARI SD 31 DESEMBER TAHUN 2022",
        **side_by_side("A4"),
        "A11": "HASIL KERJA",
        "A12": "A. UTAMA",
        **row("A13", [1, "Kegiatan sosialisasi terselenggara secara tepat waktu"]),
        **column("B14", [UKURAN, "39 perangkat daerah telah mendapat pendampingan (95%)",
                         "Presentase materi yang dapat dipahami (90%)"]),
        **row("A17", [2, "Pelayanan konsultasi dapat terselesaikan"]),
        **column("B18", [UKURAN, "Jumlah konsultasi yang diselesaikan setiap hari"]),
        "A20": "B. TAMBAHAN",
        **row("A21", [1, "Pelayanan administrasi seleksi JPT"]),
        **column("B22", [UKURAN, "Pengiriman dokumen yang tepat waktu"]),
        "A25": "PERILAKU KERJA",
        **column("A26", [1, 2, 3, 4, 5, 6, 7]),
        **column("B26", ["\n".join([value, *PANDUAN[value]]) for value in NILAI]),
        **column("E26", [f"Ekspektasi Khusus Pimpinan:\n{text}" for text in HARAPAN]),
        "B35": "Pegawai Yang Dinilai",
        "E35": "Pejabat Penilai Kinerja",
        "B38": PEGAWAI["nama"], "B39": f"NIP. {NIP}",
        "E38": PENILAI["nama"], "E39": "NIP. 19720501 199803 2 901",
    }  # fmt: skip
    return {"SKP": cells}, {"SKP": ["A1:F1", *(f"B{n}:F{n}" for n in (13, 14, 15, 16, 17, 18, 19, 21, 22, 23))]}


def expected_slide_kualitatif():
    results = {
        "utama": [
            kualitatif(
                1, "Kegiatan sosialisasi terselenggara secara tepat waktu",
                "39 perangkat daerah telah mendapat pendampingan (95%)", "Presentase materi yang dapat dipahami (90%)",
            ),
            kualitatif(
                2, "Pelayanan konsultasi dapat terselesaikan", "Jumlah konsultasi yang diselesaikan setiap hari"
            ),
        ],
        "tambahan": [kualitatif(1, "Pelayanan administrasi seleksi JPT", "Pengiriman dokumen yang tepat waktu")],
    }  # fmt: skip
    return skp(KUALITATIF, results, HARAPAN)


def test_the_qualitative_slide_of_the_seed():
    adopsi = adopted(book(*slide_kualitatif()))
    assert tree(adopsi) == expected_slide_kualitatif()
    assert (doubts(adopsi), adopsi.others) == ([], ())
    assert adopsi.cells["hasil_kerja_utama_1_ukuran_keberhasilan_2"] == "SKP!B16"
    assert adopsi.cells["perilaku_kerja_3_ekspektasi_khusus"] == "SKP!E28"


# --- other layouts ----------------------------------------------------------------------------------------------------


def under_each_other():
    """Identity one under the other with colons, no merges, blanks below; e-Kinerja's headings; no conduct."""
    cells = {"B2": "SASARAN KINERJA PEGAWAI (SKP)", "B3": "PENDEKATAN KUANTITATIF", "B4": "NAMA INSTANSI",
             "C4": ": PEMERINTAH KABUPATEN CONTOH", "B5": "PERIODE PENILAIAN",
             "C5": ":", "D5": "2 Januari - 31 Desember 2022"}  # fmt: skip
    for start, who, person in ((7, "PEGAWAI YANG DINILAI", PEGAWAI), (14, "PEJABAT PENILAI KINERJA", PENILAI)):
        cells[f"B{start}"] = who
        labels = ("Nama", "NIP (*opsional)", "Pangkat/Golongan Ruang", "Jabatan", "Unit Kerja")
        for number, (label, value) in enumerate(zip(labels, person.values(), strict=True), start=1):
            cells |= row(f"B{start + number}", [label, ":", value])
    heads = ["NO", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*", "RENCANA HASIL KERJA", "ASPEK",
             "INDIKATOR KINERJA INDIVIDU", "TARGET"]  # fmt: skip
    cells |= row("A21", heads) | row("A22", ["A.", "UTAMA"])
    cells |= row("A23", ["1.", "Hasil atasan", "Rencana satu", "KUANTITAS", "Jumlah laporan", "12 laporan"])
    cells |= row("D24", ["waktu", "Lama", "1 bulan"])
    cells |= row("A25", ["2.", "", "Rencana dua", "Mutu", "Baik", "95%"])
    return {"Sheet1": cells}, {}


def test_identity_under_each_other_and_headings_of_ekinerja():
    adopsi = adopted(book(*under_each_other()))
    results = {
        "utama": [
            kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "Jumlah laporan", "12 laporan"),
                        ("Waktu", "Lama", "1 bulan")),
            kuantitatif(2, "", "Rencana dua", ("Mutu", "Baik", "95%")),
        ]
    }  # fmt: skip
    periode = {"mulai": "2022-01-02", "selesai": "2022-12-31"}
    assert tree(adopsi) == skp(KUANTITATIF, results, periode=periode)
    assert doubts(adopsi) == [
        ("adopsi-dirapikan", "Sheet1!D23", "KUANTITAS"),
        ("adopsi-dirapikan", "Sheet1!D24", "waktu"),
        ("adopsi-aspek", "Sheet1!D25", "Mutu"),
        PERILAKU_KOSONG,
    ]
    assert adopsi.others == ()
    assert adopsi.cells["periode_tercetak"] == "Sheet1!D5"
    assert adopsi.cells["pejabat_penilai_nip"] == "Sheet1!D16"


def multi_sheet():
    """The file of 2022: DATA drives everything by links; SKP, LAMP and EV, the last with realisasi."""
    data = BytesIO()
    made = xlsxwriter.Workbook(data, {"in_memory": True})
    store, plan, annex, evaluation = (made.add_worksheet(name) for name in ("DATA", "SKP", "LAMP", "EV"))
    for number, value in enumerate([*PEGAWAI.values(), *PENILAI.values()]):
        store.write_string(number, 1, value)
    for sheet in (plan, evaluation):
        for address, value in (title() | {"A6": "", **side_by_side("A6"), "A12": "HASIL KERJA"}).items():
            if isinstance(value, str) and value:
                sheet.write_string(address, value)
        for number, value in enumerate([*PEGAWAI.values()], start=1):
            sheet.write_formula(f"C{6 + number}", f"=DATA!B{number}", None, value)
        for number, value in enumerate([*PENILAI.values()], start=1):
            sheet.write_formula(f"F{6 + number}", f"=DATA!B{5 + number}", None, value)
        for col, value in enumerate(KEPALA):
            sheet.write_string(12, col, value)
        sheet.write_string("A14", "A. UTAMA")
        for col, value in enumerate(["1", "Hasil atasan", "Rencana satu", "Kualitas", "Ketepatan", "95%"]):
            sheet.write_string(14, col, value)
        sheet.write_formula("B16", "=DATA!C9", None, 0)
        for col, value in ((0, "2"), (2, "Rencana dua"), (3, "Biaya"), (4, "Anggaran"), (5, "1 juta")):
            sheet.write_string(15, col, value)
    evaluation.write_string("A1", "EVALUASI KINERJA PEGAWAI")
    evaluation.write_string("G13", "REALISASI BERDASARKAN BUKTI DUKUNG")
    evaluation.write_string("G15", "100%")
    annex.write_string("A1", "LAMPIRAN SASARAN KINERJA PEGAWAI")
    annex.write_string("A3", "DUKUNGAN SUMBER DAYA")
    made.close()
    return data.getvalue()


def test_the_skp_sheet_is_read_and_never_the_evaluation():
    adopsi = adopted(multi_sheet())
    results = {
        "utama": [
            kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kualitas", "Ketepatan", "95%")),
            kuantitatif(2, "", "Rencana dua", ("Biaya", "Anggaran", "1 juta")),
        ]
    }
    assert tree(adopsi) == skp(KUANTITATIF, results)
    assert doubts(adopsi) == [
        ("adopsi-tautan-kosong", "SKP!B16", "=DATA!C9"),
        PERILAKU_KOSONG,
        ("adopsi-rumus", "SKP!C7", ""),
        ("adopsi-lembar", "", ""),
    ]
    assert adopsi.sheets == ("SKP",)
    assert adopsi.findings[-1].message == (
        "SKP: Yang dibaca lembar SKP; yang tidak dibaca: DATA, LAMP, EV. Tidak perlu tindakan bila memang itu SKP-nya."
    )


def test_of_an_evaluation_alone_only_the_plan_is_read():
    adopsi = adopted(multi_sheet(), lembar=["ev"])
    assert [result["rencana_hasil_kerja"] for result in tree(adopsi)["hasil_kerja"]["utama"]] == [
        "Rencana satu",
        "Rencana dua",
    ]
    assert adopsi.others == (("EV!G15", "100%"),)
    assert [one for one in doubts(adopsi) if "evaluasi" in one[0]] == [
        ("adopsi-lembar-evaluasi", "", ""),
        ("adopsi-kolom-evaluasi", "EV!G13", "REALISASI BERDASARKAN BUKTI DUKUNG"),
    ]


def ekinerja_one_cell():
    """A print of e-Kinerja: plan, label and all narrative items in one cell; who gave the task in brackets."""
    cells = title("KUALITATIF") | side_by_side() | {
        "A13": "HASIL KERJA", "A14": "A. UTAMA",
        "A15": 1,
        "B15": f"Terlayaninya konsultasi (Penugasan dari Kepala Bidang Pembinaan)\n{UKURAN}\n"
        "- 39 dinas terlayani\n- Selesai\n  dalam 1 hari",
        "A16": 2,
        "B16": "Tersusunnya laporan\nUkuran keberhasilan / Indikator Kinerja Individu, dan Target :\n"
        "1. Laporan bulanan\n2. Laporan tahunan",
    }  # fmt: skip
    return {"Page 1": cells}, {"Page 1": ["B15:F15", "B16:F16"]}


def test_all_indicators_in_one_cell():
    adopsi = adopted(book(*ekinerja_one_cell()))
    results = {
        "utama": [
            kualitatif(1, "Terlayaninya konsultasi", "39 dinas terlayani", "Selesai dalam 1 hari",
                       above="Kepala Bidang Pembinaan"),
            kualitatif(2, "Tersusunnya laporan", "Laporan bulanan", "Laporan tahunan"),
        ]
    }  # fmt: skip
    assert tree(adopsi) == skp(KUALITATIF, results)
    assert doubts(adopsi) == [("adopsi-penugasan", "Page 1!B15", "Kepala Bidang Pembinaan"), PERILAKU_KOSONG]
    assert {adopsi.cells[f"hasil_kerja_utama_1_ukuran_keberhasilan_{n}"] for n in (1, 2)} == {"Page 1!B15"}


def qualitative_table():
    """Kualitatif as a table: a column for who gave the task, one for the indicators, all of them in one cell."""
    cells = title("KUALITATIF") | side_by_side() | row("A13", [
        "NO", "Penugasan Dari", "RENCANA HASIL KERJA", "UKURAN KEBERHASILAN/ INDIKATOR KINERJA INDIVIDU DAN TARGET"
    ]) | {"A14": "UTAMA"} | row("A15", [1, "Kabid", "Rencana satu", "• satu\n• dua"]) | row("D16", ["tiga"]) | row(
        "A17", [2, "", "Rencana dua", "- hanya ini"]
    )  # fmt: skip
    return {"SKP": cells}, {}


def test_a_qualitative_table():
    adopsi = adopted(book(*qualitative_table()))
    results = {
        "utama": [
            kualitatif(1, "Rencana satu", "satu", "dua", "tiga", above="Kabid"),
            kualitatif(2, "Rencana dua", "hanya ini"),
        ]
    }
    assert tree(adopsi) == skp(KUALITATIF, results)
    assert doubts(adopsi) == [("adopsi-penugasan", "SKP!B15", "Kabid"), PERILAKU_KOSONG]


def numbered_texts():
    """Kualitatif without a column for numbers: they lead the texts, and the narrative is numbered as well."""
    texts = ["HASIL KERJA", "A. UTAMA", "1. Rencana satu", UKURAN, "1. ukuran satu", "2. ukuran dua", "2. Rencana dua",
             "Ukuran keberhasilan:", "- ukuran tiga", "3. Rencana tiga", "tanpa label di atasnya"]  # fmt: skip
    return {"SKP": title("KUALITATIF") | side_by_side() | column("A13", texts)}, {}


def test_numbers_in_front_of_the_texts():
    adopsi = adopted(book(*numbered_texts()))
    results = {
        "utama": [
            kualitatif(1, "Rencana satu", "ukuran satu", "ukuran dua"),
            kualitatif(2, "Rencana dua", "ukuran tiga"),
            kualitatif(3, "Rencana tiga", "tanpa label di atasnya"),
        ]
    }
    assert tree(adopsi) == skp(KUALITATIF, results)
    assert doubts(adopsi) == [("adopsi-tanpa-label", "SKP!A23", "tanpa label di atasnya"), PERILAKU_KOSONG]


def repeated_rows():
    """Number and plan on every row, the headings again on page 2, the superior's result merged over two items."""
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. HASIL KERJA UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah", "5"])
    cells |= row("A16", [1, "", "Rencana satu", "Waktu", "Lama", "1 hari"])
    cells |= row("A17", KEPALA)
    cells |= row("A18", [2, "", "Rencana dua", "Kualitas", "Baik", "95%"])
    return {"SKP": cells}, {"SKP": ["B15:B16"]}


def test_rows_repeated_on_every_line_and_headings_on_every_page():
    adopsi = adopted(book(*repeated_rows()))
    results = {
        "utama": [
            kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "Jumlah", "5"), ("Waktu", "Lama", "1 hari")),
            kuantitatif(2, "", "Rencana dua", ("Kualitas", "Baik", "95%")),
        ]
    }
    assert tree(adopsi) == skp(KUANTITATIF, results)
    assert doubts(adopsi) == [PERILAKU_KOSONG]


def stacked_in_one_cell():
    """Three aspek in one cell, indikator and target with a line for each; a superior's result over two items."""
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas\nKualitas\nWaktu", "a\nb\nc", "1\n2\n3"])
    cells |= row("A16", [2, "", "Rencana dua", "Kualitas\nWaktu", "hanya satu", "95%"])
    return {"SKP": cells}, {"SKP": ["B15:B16"]}


def test_several_aspek_in_one_cell():
    adopsi = adopted(book(*stacked_in_one_cell()))
    results = {
        "utama": [
            kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "a", "1"), ("Kualitas", "b", "2"),
                        ("Waktu", "c", "3")),
            kuantitatif(2, "Hasil atasan", "Rencana dua", ("Kualitas\nWaktu", "hanya satu", "95%")),
        ]
    }  # fmt: skip
    assert tree(adopsi) == skp(KUANTITATIF, results)
    assert doubts(adopsi) == [("adopsi-aspek", "SKP!D16", "Kualitas\nWaktu"), PERILAKU_KOSONG]


def local_sections():
    """A section of the office's own, a plan without a number, notes beside the table, an appendix below."""
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah", "5"])
    cells |= {"H15": "tolong dicek"} | row("C16", ["Rencana menyusul", "Waktu", "Lama", "1 hari"])
    cells |= {"A17": "B. TAMBAHAN"} | row("A18", [1, "", "Tambahan satu", "Biaya", "Anggaran", "1 juta"])
    cells |= {"A19": "C. INSTRUKSI KHUSUS PIMPINAN"} | row("A20", [1, "", "Instruksi satu", "Waktu", "Lama", "2 hari"])
    cells |= {"A22": "LAMPIRAN SASARAN KINERJA PEGAWAI", "A23": "DUKUNGAN SUMBER DAYA", "A24": "Laptop"}
    return {"SKP": cells}, {}


def test_local_sections_and_what_has_no_place():
    adopsi = adopted(book(*local_sections()))
    results = {
        "utama": [
            kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "Jumlah", "5")),
            kuantitatif(2, "", "Rencana menyusul", ("Waktu", "Lama", "1 hari")),
        ],
        "tambahan": [
            kuantitatif(1, "", "Tambahan satu", ("Biaya", "Anggaran", "1 juta")),
            kuantitatif(2, "", "Instruksi satu", ("Waktu", "Lama", "2 hari")),
        ],
    }
    assert tree(adopsi) == skp(KUANTITATIF, results)
    assert doubts(adopsi) == [
        ("adopsi-tanpa-nomor", "SKP!C16", "Rencana menyusul"),
        ("adopsi-bagian-lain", "SKP!A19", "C. INSTRUKSI KHUSUS PIMPINAN"),
        PERILAKU_KOSONG,
        ("adopsi-isian-lain", "SKP!H15", "tolong dicek"),
        ("adopsi-isian-lain", "SKP!A23", "DUKUNGAN SUMBER DAYA"),
        ("adopsi-isian-lain", "SKP!A24", "Laptop"),
    ]
    assert adopsi.others[0] == ("SKP!H15", "tolong dicek")


def conduct_in_rows():
    """Each panduan on a row of its own in other spellings, the expectation beside its label or under it."""
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah", "5"]) | {"A17": "B. PERILAKU KERJA"}
    at = 18
    for number, value in enumerate(NILAI, start=1):
        name = {1: "ORIENTASI PELAYANAN", 7: "Kolaborasi"}.get(number, value.upper())
        lines = [line.lstrip("- ").replace("bertanggungjawab", "bertanggung jawab").replace("sumberdaya", "sumber daya")
                 .replace("setia kepada", "setia pada") for line in PANDUAN[value]]  # fmt: skip
        cells |= row(f"A{at}", [f"{number}.", name]) | column(f"B{at + 1}", lines)
        if number == 2:
            cells |= {f"D{at}": "Ekspektasi Khusus Pimpinan:", f"E{at}": "Jujur"}
        if number == 3:
            cells |= {f"D{at}": "Ekspektasi Khusus Pimpinan:", f"D{at + 1}": "Belajar"}
        if number == 4:
            cells |= {f"D{at}": "Ekspektasi Khusus Pimpinan: Rukun"}
        at += 4
    return {"SKP": cells}, {}


def test_conduct_in_other_spellings_and_places():
    adopsi = adopted(book(*conduct_in_rows()))
    results = {"utama": [kuantitatif(1, "Hasil atasan", "Rencana satu", ("Kuantitas", "Jumlah", "5"))]}
    assert tree(adopsi) == skp(KUANTITATIF, results, ["", "Jujur", "Belajar", "Rukun", "", "", ""])
    assert doubts(adopsi) == [
        ("adopsi-dirapikan", "SKP!B18", "ORIENTASI PELAYANAN"),
        ("adopsi-dirapikan", "SKP!B42", "Kolaborasi"),
    ]
    assert adopsi.cells["perilaku_kerja_3_ekspektasi_khusus"] == "SKP!D27"


def test_a_csv_export_is_read_like_a_sheet(tmp_path):
    sheets, _ = repeated_rows()
    cells = {openpyxl.utils.cell.coordinate_to_tuple(address): value for address, value in sheets["SKP"].items()}
    lines = [[str(cells.get((r, c), "")) for c in range(1, 7)] for r in range(1, 19)]
    path = tmp_path / "SKP.csv"
    path.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    adopsi = adopt(path, LIBRARY)
    assert tree(adopsi)["hasil_kerja"] == tree(adopted(book(*repeated_rows())))["hasil_kerja"]


def test_a_plan_that_speaks_of_evaluation_ends_no_table():
    sheets, merges = repeated_rows()
    sheets["SKP"] |= {
        "C15": "Evaluasi kinerja",
        "C16": "Evaluasi kinerja",
        "E15": "Evaluasi kinerja pegawai terlaksana",
    }
    adopsi = adopted(book(sheets, merges))
    assert [one.rencana_hasil_kerja for one in adopsi.skp.hasil_kerja.utama] == ["Evaluasi kinerja", "Rencana dua"]


ALL_LAYOUTS = [slide_kuantitatif, slide_kualitatif, under_each_other, ekinerja_one_cell, qualitative_table,
               numbered_texts, repeated_rows, stacked_in_one_cell, local_sections, conduct_in_rows]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(layout=st.sampled_from(ALL_LAYOUTS), down=st.integers(0, 300), right=st.integers(0, 40))
def test_where_the_whole_sheet_stands_makes_no_difference(layout, down, right):
    here, there = adopted(book(*layout())), adopted(book(*layout(), down=down, right=right))
    assert tree(there) == tree(here)
    assert [one.code for one in there.findings] == [one.code for one in here.findings]
    assert [text for _, text in there.others] == [text for _, text in here.others]
    assert list(there.cells) == list(here.cells)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    layout=st.sampled_from(ALL_LAYOUTS),
    notes=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 9)), min_size=1, max_size=6, unique=True),
)
def test_nothing_typed_anywhere_is_dropped_in_silence(layout, notes):
    sheets, merges = layout()
    (name,) = sheets
    words = {}
    for number, (at, col) in enumerate(notes):
        address = f"{openpyxl.utils.get_column_letter(col)}{at}"
        covered = any(address in openpyxl.worksheet.cell_range.CellRange(area) for area in merges.get(name, []))
        if address not in sheets[name] and not covered:
            words[address] = f"catatan{number}"
    adopsi = adopted(book({name: sheets[name] | words}, merges))
    told = json.dumps({**as_json(adopsi), "findings": [one.found for one in adopsi.findings]})
    assert [word for word in words.values() if word not in told] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(1, 25), st.integers(1, 7)),
        st.one_of(
            st.sampled_from(
                sorted(
                    {word for group in LIBRARY.label["skp"].grup.values() for all_ in group.values() for word in all_}
                )
            ),
            st.sampled_from(
                ["1", "2.", "(3)", ":", "-", NIP, "Kuantitas", "A. UTAMA", "B.", "1. Rencana", "a\nb", "3 Mei 2022"]
            ),
            st.text(max_size=12),
        ),
        max_size=60,
    )
)
def test_no_sheet_whatever_makes_it_fall(cells):
    rows = {f"{openpyxl.utils.get_column_letter(col)}{at}": text for (at, col), text in cells.items()}
    rows = {address: openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text) for address, text in rows.items()}
    adopsi = adopted(book({"SKP": rows}))
    assert adopsi.skp is not None or [one.severity.value for one in adopsi.findings] == ["galat"]
    assert set(adopsi.cells.values()) <= {f"SKP!{address}" for address in rows}


def good():
    """A sheet without any doubt."""
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah", "5"]) | {"A17": "PERILAKU KERJA"}
    return cells | column("A18", [*range(1, 8)]) | column("B18", list(NILAI))


DOUBTS = {
    "no doubt": ({}, []),
    "no approach": ({"A2": ""}, [("adopsi-pendekatan", "", "")]),
    "the other approach": ({"A2": "PENDEKATAN HASIL KERJA KUALITATIF"}, [("adopsi-pendekatan", "", "KUALITATIF")]),
    "no period": ({"D4": ""}, [("adopsi-periode", "", "")]),
    "an impossible period": (
        {"D4": "PERIODE PENILAIAN: 31 JUNI SD 31 DESEMBER 2022"},
        [("adopsi-periode", "SKP!D4", "31 JUNI SD 31 DESEMBER 2022")],
    ),
    "a year": ({"D4": "PERIODE PENILAIAN TAHUN 2022"}, [("adopsi-dirapikan", "SKP!D4", "TAHUN 2022")]),
    "no office": ({"A4": ""}, [("adopsi-instansi", "", "")]),
    "office and period in one cell": (
        {"A4": "PEMERINTAH KABUPATEN CONTOH\nPERIODE PENILAIAN:\n1 JANUARI SD 31 DESEMBER 2022\nrevisi", "D4": ""},
        [("adopsi-isian-lain", "SKP!A4", "revisi")],
    ),
    "title and office in one cell": ({"A3": "SASARAN KINERJA PEGAWAI\nPEMERINTAH KABUPATEN CONTOH", "A4": ""}, []),
    "two offices": (
        {"A5": "BADAN CONTOH", "D4": "", "D5": "PERIODE: 1 JANUARI SD 31 DESEMBER 2022", "A4": "PROVINSI CONTOH"},
        [("adopsi-isian-lain", "SKP!A4", "PROVINSI CONTOH")],
    ),
    "two offices, neither beside the period": (
        {"A5": "DINAS CONTOH", "D4": "", "D1": "PERIODE: 1 JANUARI SD 31 DESEMBER 2022"},
        [("adopsi-instansi-rancu", "SKP!A4", "PEMERINTAH KABUPATEN CONTOH"), ("adopsi-isian-lain", "SKP!A5", "DINAS CONTOH")],
    ),
    "no post": ({"C10": ""}, [("adopsi-identitas", "", "")]),
    "no name of the penilai": ({"F7": ""}, [("adopsi-identitas", "", "")]),
    "no NIP of the penilai": ({"F8": ""}, []),
    "no headings over the people": (
        {"B6": "", "E6": ""},
        [("adopsi-tanpa-kepala-identitas", "SKP!B7", ""), ("adopsi-tanpa-kepala-identitas", "SKP!E7", "")],
    ),
    "no section": ({"A14": ""}, [("adopsi-tanpa-bagian", "SKP!A15", "")]),
    "an error cell": ({"F15": "=1/0"}, [("sel-galat", "SKP!F15", "=1/0")]),
    "no results": (
        {"A15": "", "B15": "", "C15": "", "D15": "", "E15": "", "F15": ""},
        [("adopsi-hasil-kosong", "", "")],
    ),
    "a value missing": ({"B20": "", "A20": ""}, [("adopsi-perilaku", "SKP!B18", "")]),
    "no panduan": (
        {"B20": "Kompeten\nSelalu datang pagi"},
        [("adopsi-panduan", "SKP!B20", "Selalu datang pagi")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_is_told_where_it_is(changes, expected):
    cells = {address: value for address, value in (good() | changes).items() if value != ""}
    adopsi = adopted(book({"SKP": cells}))
    assert doubts(adopsi) == expected
    if "A4" in cells and "CONTOH" in cells["A4"] and "A5" not in cells:
        assert adopsi.skp.instansi == "PEMERINTAH KABUPATEN CONTOH"


def test_two_plans_in_one_cell_are_doubted():
    text = f"Rencana satu\n{UKURAN}\n- satu\nRencana dua\n{UKURAN}\n- dua"
    adopsi = adopted(book({"SKP": title("KUALITATIF") | side_by_side() | {"A13": "A. UTAMA", "A14": 1, "B14": text}}))
    assert doubts(adopsi) == [("adopsi-sel-rancu", "SKP!B14", text), PERILAKU_KOSONG]


def test_of_several_skp_sheets_the_first_is_read_unless_one_is_named():
    other = good() | {"C7": "Melati Kasedu, A.Md.", "C8": "199004012015032904"}
    data = book({"Yosua": good(), "Melati": other})
    assert [(one.skp.pegawai.nama, one.sheets) for one in (adopted(data), adopted(data, lembar=["Melati"]))] == [
        ("Yosua Manafe, S.Kom.", ("Yosua",)),
        ("Melati Kasedu, A.Md.", ("Melati",)),
    ]
    assert next(one.message for one in adopted(data).findings if one.code == "adopsi-beberapa-skp") == (
        "Yosua: Ada beberapa lembar yang memuat SKP; yang dibaca Yosua, yang lain Melati. "
        "Sebut lembar yang benar dengan --sheet bila bukan itu."
    )


def test_a_workbook_of_ours_is_pointed_to_its_own_command():
    adopsi = adopted(write_form(make_form(KUANTITATIF, GOOD[KUANTITATIF]), LIBRARY))
    assert doubts(adopsi) == [("adopsi-terbitan-kita", "", ""), ("adopsi-lembar", "", "")]


# --- who it is --------------------------------------------------------------------------------------------------------


def with_nip(value, signature=None):
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    cells |= row("A15", [1, "Hasil atasan", "Rencana satu", "Kuantitas", "Jumlah", "5"])
    cells.pop("C8")
    cells |= {"C8": value} if value else {}
    cells |= {"B20": "Pegawai Yang Dinilai", "E20": "Pejabat Penilai Kinerja", "E22": PENILAI["nama"]}
    cells |= {"B22": PEGAWAI["nama"], "B23": signature} if signature else {}
    return book({"SKP": cells})


@pytest.mark.parametrize(
    ("value", "signature", "nip", "expected"),
    [
        ("19810701 200604 1 903", None, NIP, [("adopsi-dirapikan", "SKP!C8", "19810701 200604 1 903")]),
        (None, None, None, [("adopsi-tanpa-nip", "", "")]),
        (None, f"NIP. {NIP}", NIP,
         [("adopsi-dirapikan", "SKP!B23", f"NIP. {NIP}"), ("adopsi-dari-tanda-tangan", "SKP!B23", NIP)]),
        (NIP, "NIP. 198107012006041904", NIP, [("adopsi-rancu", "SKP!B23", NIP)]),
        (f"{NIP} / 198107012006041904", None, None, [
            ("adopsi-rancu", "SKP!C8", NIP), ("adopsi-nip", "SKP!C8", f"{NIP} / 198107012006041904")]),
        (198107012006041000, None, None, [("adopsi-nip", "SKP!C8", "198107012006041000")]),
    ],
)  # fmt: skip
def test_the_nip_is_found_or_doubted(value, signature, nip, expected):
    adopsi = adopted(with_nip(value, signature))
    assert adopsi.skp.nip == (nip or "")
    found = doubts(adopsi)
    assert sorted(one for one in found if one != PERILAKU_KOSONG) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 JANUARI SD 31 DESEMBER TAHUN 2022", ("2022-01-01/2022-12-31", True)),
        ("01 Januari s.d. 31 Desember 2022", ("2022-01-01/2022-12-31", True)),
        ("2 Januari - 31 Desember 2022", ("2022-01-02/2022-12-31", True)),
        ("1 Juli 2021 s/d 30 Juni 2022", ("2021-07-01/2022-06-30", True)),
        ("01/01/2022 sampai dengan 31/12/2022", ("2022-01-01/2022-12-31", True)),
        ("2022-01-01 2022-12-31", ("2022-01-01/2022-12-31", True)),
        ("Januari s.d. Desember 2022", ("2022-01-01/2022-12-31", False)),
        ("TAHUN 2022", ("2022-01-01/2022-12-31", False)),
        ("Pebruari - Nopember 2022", ("2022-02-01/2022-11-30", False)),
        ("31 Februari s.d. 31 Desember 2022", None),
        ("31 Desember s.d. 1 Januari 2022", None),
        ("sepanjang masa", None),
    ],
)
def test_periods_in_all_wordings(text, expected):
    found = urai_periode(text, LIBRARY.wording("skp"))
    assert (found and (str(found[0]), found[1])) == expected


# --- what is no SKP ---------------------------------------------------------------------------------------------------


def jpt():
    cells = title() | {"A3": "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI"} | side_by_side()
    heads = ["NO.", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET", "PERSPEKTIF"]
    cells |= row("A13", heads) | row("A15", [1, "Meningkatnya mutu", "Indeks", "3,5", "Penerima Layanan"])
    return book({"SKP": cells})


def label_soup():
    words = [word for group in LIBRARY.label["skp"].grup.values() for words in group.values() for word in words]
    return book({"A": {f"{'ABCDEFGH'[n * 5 % 8]}{n * 7 % 97 + 1}": word for n, word in enumerate(words)}})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (jpt(), "adopsi-jpt"),
        (book({"Daftar Hadir": {"A1": "DAFTAR HADIR", "A3": "NO", "B3": "NAMA", "C3": "NIP", "A4": 1, "B4": "Yosua"}}),
         "adopsi-bukan-skp"),
        (book({"A": column("A1", ["NAMA", "NIP", "JABATAN", "PERILAKU KERJA", "TARGET", "A. UTAMA"])}), "adopsi-bukan-skp"),
        (book({"Kosong": {}}), "adopsi-bukan-skp"),
        (b"%PDF-1.4 bukan buku kerja", "berkas-bukan-xlsx"),
        (b"", "berkas-kosong"),
    ],
)  # fmt: skip
def test_what_is_no_skp_gets_one_sentence_and_exit_code_3(data, code, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    run = CliRunner().invoke(cli, ["adopt", str(path), "--json"])
    assert isinstance(run.exception, SkpxlError)
    printed = json.loads(run.stdout)
    assert (printed["outcome"], printed["skp"], [one["code"] for one in printed["findings"]]) == (
        "bukan-skp",
        None,
        [code],
    )
    assert str(run.exception) == f"{path}: {printed['findings'][0]['message']}"


def test_label_soup_is_never_a_clean_skp():
    assert any(one.severity.value == "galat" for one in adopted(label_soup()).findings)


# --- our own, stripped; and into our own ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [KUANTITATIF, KUALITATIF])
def test_our_own_workbook_without_stamp_and_names_gives_identical_answers(form):
    perilaku = [
        {"nilai": "Akuntabel", "ekspektasi_khusus": "Jujur"},
        {"nomor": 8, "nilai": "Akuntabel", "ekspektasi_khusus": "Tertib"},
    ]
    made = make_form(form, {**GOOD[form], "perilaku_kerja": perilaku})
    stripped = openpyxl.load_workbook(BytesIO(write_form(made, LIBRARY)))
    for name in stripped.sheetnames:
        if stripped[name].sheet_state != "visible":
            del stripped[name]
    for name in list(stripped.defined_names):
        del stripped.defined_names[name]
    for name in list(stripped.custom_doc_props.names):
        del stripped.custom_doc_props[name]
    stripped["SKP"].title = "Punya saya"
    stripped["Perilaku Kerja"].title = "Lembar2"
    data = BytesIO()
    stripped.save(data)
    adopsi = adopted(data.getvalue())
    expected = skp_dari(made).model_dump(mode="json", exclude_none=True)
    for results in expected["hasil_kerja"].values():
        for result in results:
            result.pop("id"), result.pop("diintervensi_id", None)
    assert (expected.pop("bagi"), expected.pop("lampiran")) == (
        "ja-jf",
        {"sumber_daya": [], "skema": [], "konsekuensi": []},
    )
    assert tree(adopsi) == expected
    assert (doubts(adopsi), adopsi.others) == ([("adopsi-lembar", "", "")], ())


@pytest.mark.parametrize(("layout", "form"), [(stacked_in_one_cell, KUANTITATIF), (slide_kualitatif, KUALITATIF)])
def test_the_answers_go_into_the_issued_workbook(layout, form, tmp_path):
    issued = save(make_form(form), tmp_path / "terbit.xlsx")
    adopsi = adopted(book(*layout()))
    data, _ = adopt_into(adopsi, issued, LIBRARY)
    filled = interpret(read(data)).model_dump(mode="json", exclude_none=True)
    given = tree(adopsi)
    for results in filled["hasil_kerja"].values():
        for result in results:
            result.pop("id"), result.pop("diintervensi_id", None)
    assert filled["hasil_kerja"] == given["hasil_kerja"]
    if given["perilaku_kerja"]:
        assert filled["perilaku_kerja"] == given["perilaku_kerja"]


def many(amount):
    cells = title() | side_by_side() | row("A13", KEPALA) | {"A14": "A. UTAMA"}
    for number in range(1, amount + 1):
        cells |= row(f"A{14 + number}", [number, "Atasan", f"Rencana {number}", "Kuantitas", "Jumlah", "5"])
    return adopted(book({"SKP": cells}))


def test_too_many_results_say_how_to_issue_a_form_with_more_places(tmp_path):
    issued = save(make_form(KUANTITATIF), tmp_path / "terbit.xlsx")
    with pytest.raises(SkpxlError) as refused:
        adopt_into(many(9), issued, LIBRARY)
    assert str(refused.value) == (
        f"SKP.xlsx memuat 9 hasil kerja utama, tetapi {issued} hanya punya 8 tempat; tulis `utama = 9` di bawah [jumlah] "
        "dalam skpxl.toml, terbitkan ulang dengan `skpxl generate`, lalu ulangi."
    )
    more = save(make_form(KUANTITATIF, jumlah={"utama": 9}), tmp_path / "lagi.xlsx")
    assert len(interpret(read(adopt_into(many(9), more, LIBRARY)[0])).hasil_kerja.utama) == 9


def test_another_person_is_refused_and_a_shortened_nip_recognised(tmp_path):
    issued = save(make_form(KUANTITATIF), tmp_path / "terbit.xlsx")
    other = adopted(with_nip("199004012015032904"))
    with pytest.raises(SkpxlError) as refused:
        adopt_into(other, issued, LIBRARY)
    assert str(refused.value) == (
        f"SKP.xlsx milik NIP 199004012015032904, tetapi {issued} diterbitkan untuk NIP {NIP}; periksa pasangannya."
    )
    _, notes = adopt_into(adopted(with_nip(198107012006041000)), issued, LIBRARY)
    assert (
        notes[0]
        == f"NIP di SKP.xlsx (198107012006041000) kehilangan angka terakhir di Excel; dipakai NIP formulir {NIP}"
    )
    _, notes = adopt_into(adopted(with_nip(None)), issued, LIBRARY)
    assert notes[0] == "SKP.xlsx tidak menyebut NIP; orangnya dikenali dari namanya, Yosua Manafe, S.Kom."


def test_the_wrong_approach_is_refused(tmp_path):
    issued = save(make_form(KUALITATIF), tmp_path / "terbit.xlsx")
    with pytest.raises(SkpxlError, match=r"adalah SKP kuantitatif, tetapi .* formulir skp-kualitatif; samakan kolom"):
        adopt_into(many(1), issued, LIBRARY)


def test_more_measures_than_rows_share_the_last_cell(tmp_path):
    texts = ["A. UTAMA", "1. Rencana satu", UKURAN, "satu", "dua", "tiga", "empat", "lima"]
    adopsi = adopted(book({"SKP": title("KUALITATIF") | side_by_side() | column("A13", texts)}))
    issued = save(make_form(KUALITATIF), tmp_path / "terbit.xlsx")
    data, notes = adopt_into(adopsi, issued, LIBRARY)
    assert interpret(read(data)).hasil_kerja.utama[0].ukuran_keberhasilan == ("satu", "dua", "tiga", "- empat\n- lima")
    assert "hasil kerja utama no. 1: ukuran keberhasilan ke-4 sampai ke-5 digabung di satu sel" in notes


def test_the_command_writes_the_workbook_and_lists_values_with_their_cells(tmp_path):
    issued, path, out = save(make_form(KUANTITATIF), tmp_path / "terbit.xlsx"), tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(book(*repeated_rows()))
    invoke = partial(CliRunner().invoke, cli, catch_exceptions=False)
    run = invoke(["adopt", str(path), "--into", str(issued), "-o", str(out)])
    assert run.exit_code == 0
    assert "SKP!C15\thasil_kerja.utama.1.rencana_hasil_kerja\t'Rencana satu'" in run.stdout.splitlines()
    assert run.stdout.splitlines()[-1] == f"Formulir terisi: {out}"
    assert len(interpret(read(out)).hasil_kerja.utama) == 2
    assert (
        invoke(["adopt", str(path), "--json"]).stdout
        == json.dumps(as_json(adopt(path, LIBRARY)), ensure_ascii=False, indent=2) + "\n"
    )


def test_a_wording_that_means_two_things_is_refused(tmp_path):
    path = tmp_path / "label-x.toml"
    path.write_text('[kolom]\ntarget = ["TARGET"]\naspek = ["target."]\n', encoding="utf-8")
    with pytest.raises(SkpxlError) as refused:
        read_label(path)
    assert str(refused.value) == f"{path}, [kolom]: tulisan “target.” dipakai dua kali atau kosong; hapus satu."
