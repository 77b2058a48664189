"""Matrices that were never ours, and our own printed ones: each layout gives exactly its people and roles, none in silence."""

import hashlib
import random
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from binary_books import ods
from forms import LIBRARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matriks_tables import columns, doubts, grid, matriks_book, people

from skpxl.books.matriks_book import MatriksBook, write_matriks_book
from skpxl.books.matriks_sheet import LANJUTAN
from skpxl.consolidate.merge import merge
from skpxl.errors import SkpxlError
from skpxl.files.walk import walk
from skpxl.findings.wording import worded
from skpxl.foreign.matriks import heading as matriks_heading
from skpxl.foreign.matriks import reading as foreign_matriks
from skpxl.foreign.matriks import rows as matriks_rows
from skpxl.foreign.matriks.reading import ForeignMatriks, read_foreign_matriks
from skpxl.foreign.matriks.words import is_tick, split_roles, words_of
from skpxl.foreign.roster.organisasi import read_roster
from skpxl.model.fate import PersonFate
from skpxl.model.matriks import BarisMatriks, MatriksPeranHasil, Peran
from skpxl.model.pembagian import Pembagian
from skpxl.model.periode import Periode
from skpxl.model.unit import Produk, Unit
from skpxl.receive.validate import Measure, validate
from skpxl.template.labels import fold
from skpxl.template.library import Library
from skpxl.template.source import samples_dir

NIP, NIP_LAIN = "198107012006041903", "199001012015031905"
KATA = words_of(LIBRARY)


def read(source, **words) -> ForeignMatriks:
    if isinstance(source, str):
        source = {"Sheet1": source}
    data = matriks_book(source, **words) if isinstance(source, dict) else source
    return read_foreign_matriks(data, LIBRARY, file="m.xlsx")


def one(source) -> Pembagian:
    """The only matriks of a file that leaves no doubt."""
    hasil = read(source)
    assert doubts(hasil) == []
    (pembagian,) = hasil.pembagian
    return pembagian


# --- the official layouts ---------------------------------------------------------------------------------------------

SEED = """
Matriks Peran Hasil Bidang Pengembangan
\\
1. Bidang Pengembangan Pegawai
\\
Nama Pegawai | Jabatan | Produk dan Layanan Tim Kerja Pada Unit Kerja | < | < | <
 | | Terlaksananya Pengembangan pegawai dalam jabatan fungsional | Terlaksananya Pengembangan pegawai dalam jabatan struktural | Terlaksananya Penilaian kompetensi | Terlaksananya Penilaian kinerja
 | Kabid Pengembangan Pegawai | | | |
Gergorius Babo | Subbkoordinator/Assessor SDM Aparatur Ahli Muda | | | - Terlaksananya kegiatan penilaian kompetensi ASN / - Terlaksananya penilaian kompetensi manajerial / - Terlaksananya pelayanan assement JPT lingkup provinsi ntt / - Terlaksananya pelayanan assement JPT lingkup kabupaten kota | - Terlaksananya penerapan tool kinerja
Santa Anna Trihastuti | Pranata Komputer Ahli Muda | | | - Tim penilaian kompetensi manajerial JPT | - Terlaksananya pendampingan Tool Kinerja / - Terelesaikannya Pelayanan Konsultasi Tool Kinerja dan Penyusunan SKP / - Terelesaikannya perawatan sistem / - Terlaksananya rapat-rapat dan Koordinasi terkait implementasi Sistem TPP berbasis Tool Kinerja / - Tercapainya pemenuhan berkas administrasi penunjang implementasi Tool Kinerja / - Terlaksananya backup sistem
"""  # noqa: E501
SEED_ORANG = [
    ("", "Kabid Pengembangan Pegawai"),
    (
        "Gergorius Babo",
        "Subbkoordinator/Assessor SDM Aparatur Ahli Muda",
        "E8 3: Terlaksananya kegiatan penilaian kompetensi ASN / Terlaksananya penilaian kompetensi manajerial / "
        "Terlaksananya pelayanan assement JPT lingkup provinsi ntt / "
        "Terlaksananya pelayanan assement JPT lingkup kabupaten kota",
        "F8 4: Terlaksananya penerapan tool kinerja",
    ),
    (
        "Santa Anna Trihastuti",
        "Pranata Komputer Ahli Muda",
        "E9 3: Tim penilaian kompetensi manajerial JPT",
        "F9 4: Terlaksananya pendampingan Tool Kinerja / "
        "Terelesaikannya Pelayanan Konsultasi Tool Kinerja dan Penyusunan SKP / Terelesaikannya perawatan sistem / "
        "Terlaksananya rapat-rapat dan Koordinasi terkait implementasi Sistem TPP berbasis Tool Kinerja / "
        "Tercapainya pemenuhan berkas administrasi penunjang implementasi Tool Kinerja / Terlaksananya backup sistem",
    ),
]


def test_the_seeds_matriks_has_three_rows_and_its_kabid_no_name():
    pembagian = one(SEED)
    assert (pembagian.unit, pembagian.file, pembagian.sheet) == ("Bidang Pengembangan Pegawai", "m.xlsx", "Sheet1")
    assert columns(pembagian) == [
        "Terlaksananya Pengembangan pegawai dalam jabatan fungsional",
        "Terlaksananya Pengembangan pegawai dalam jabatan struktural",
        "Terlaksananya Penilaian kompetensi",
        "Terlaksananya Penilaian kinerja",
    ]
    assert people(pembagian) == SEED_ORANG
    assert [len(baris.peran) for baris in pembagian.baris] == [0, 5, 7]


def test_the_same_with_every_heading_merged_and_at_any_place():
    cells = grid(SEED)
    cells[5][0] = cells[5][1] = "^"
    moved = [[], []] + [["", "", *row] for row in cells]
    pembagian = one({"Matriks": moved})
    assert pembagian.unit == "Bidang Pengembangan Pegawai"
    assert [row[:2] for row in people(pembagian)] == [row[:2] for row in SEED_ORANG]
    assert [p.cell for _, p in pembagian.semua_peran()] == ["G10"] * 4 + ["H10"] + ["G11"] + ["H11"] * 6


def test_outcome_antara_with_numbered_columns_pangkat_and_a_nip_below_each_name():
    pembagian = one(
        """
MATRIKS PEMBAGIAN PERAN DAN HASIL
UNIT KERJA : Bidang Mutasi
PERIODE PENILAIAN : 1 JANUARI SD 30 JUNI TAHUN 2023
\\
NO | PEGAWAI | PANGKAT/GOL | JABATAN | OUTCOME ANTARA / OUTPUT / LAYANAN | <
^ | ^ | ^ | ^ | Layanan mutasi yang tertib | Layanan pensiun
(1) | (2) | (3) | (4) | (5) | (6)
1 | Budi Contoh, S.Kom / NIP. 19810701 200604 1 903 | Penata, III/c | Analis | Terlaksananya A | x
2 | Ani Misal, A.Md | II/d | Arsiparis | - | –
 | NIP. 199001012015031905 | | Terampil | Tertatanya arsip |
3 | LOWONG | | Pengadministrasi | | Terkirimnya berkas
""".replace("OUTCOME ANTARA / OUTPUT / LAYANAN", "OUTCOME ANTARA/OUTPUT/LAYANAN")
    )
    assert (pembagian.unit, pembagian.periode) == (
        "Bidang Mutasi",
        Periode.model_validate({"mulai": "2023-01-01", "selesai": "2023-06-30"}),
    )
    assert columns(pembagian) == ["Layanan mutasi yang tertib", "Layanan pensiun"]
    assert people(pembagian) == [
        ("Budi Contoh, S.Kom", "Analis", NIP, "E8 1: Terlaksananya A"),
        ("Ani Misal, A.Md", "Arsiparis Terampil", NIP_LAIN, "E10 1: Tertatanya arsip"),
        ("", "Pengadministrasi", "F11 2: Terkirimnya berkas"),
    ]


SASARAN = """
UNIT KERJA | : | Sekretariat
NAMA | NIP | JABATAN | SASARAN STRATEGIS JPT | < | <
^ | ^ | ^ | 1. Meningkatnya kualitas ASN | < | 2. Terwujudnya sistem merit
^ | ^ | ^ | Indeks profesionalitas | Persentase diklat | Indeks merit
Budi Contoh | 198107012006041903 | Analis | Terlaksananya A | 1. Tersusunnya B / 2. Tersusunnya C | x
"""


def test_goals_of_the_jpt_are_not_the_columns_where_indikator_stand_under_them():
    pembagian = one(SASARAN)
    assert pembagian.unit == "Sekretariat"
    assert columns(pembagian) == ["Indeks profesionalitas", "Persentase diklat", "Indeks merit"]
    assert people(pembagian) == [
        ("Budi Contoh", "Analis", NIP, "D5 1: Terlaksananya A", "E5 2: Tersusunnya B / Tersusunnya C")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        # no merged cells at all
        "NAMA | NIP | JABATAN | SASARAN STRATEGIS | |\n"
        " | | | 1. Meningkatnya kualitas ASN | | 2. Terwujudnya sistem merit\n"
        " | | | Indeks profesionalitas | Persentase diklat | Indeks merit",
        # four rows, a label over the indikator, too
        "NAMA | NIP | JABATAN | SASARAN STRATEGIS JPT PRATAMA | < | <\n"
        "^ | ^ | ^ | 1. Meningkatnya kualitas ASN | < | 2. Terwujudnya sistem merit\n"
        "^ | ^ | ^ | INDIKATOR KINERJA | < | <\n"
        "^ | ^ | ^ | Indeks profesionalitas | Persentase diklat | Indeks merit",
        # goals and labels above the row with the names
        " | | | SASARAN STRATEGIS JPT | < | <\n"
        " | | | 1. Meningkatnya kualitas ASN | < | 2. Terwujudnya sistem merit\n"
        "NAMA | NIP | JABATAN | Indeks profesionalitas | Persentase diklat | Indeks merit",
        # labels at the left of the rows they name
        "SASARAN STRATEGIS JPT | < | < | 1. Meningkatnya kualitas ASN | < | 2. Terwujudnya sistem merit\n"
        "INDIKATOR | < | < | Indeks profesionalitas | Persentase diklat | Indeks merit\n"
        "NAMA | NIP | JABATAN | PERAN HASIL | < | <",
        # no label anywhere: the goals speak of results
        "NAMA | NIP | JABATAN | 1. Meningkatnya kualitas ASN | < | 2. Terwujudnya sistem merit\n"
        " | | | Indeks profesionalitas | Persentase diklat | Indeks merit",
        # PEGAWAI over all that tells who
        "PEGAWAI | < | < | INDIKATOR KINERJA UTAMA | < | <\n"
        "NAMA | NIP | JABATAN | Indeks profesionalitas | Persentase diklat | Indeks merit",
    ],
)
def test_the_same_columns_under_other_headings(heading):
    body = SASARAN.strip("\n").splitlines()[-1]
    pembagian = one(f"UNIT KERJA | : | Sekretariat\n{heading}\n{body}")
    row = heading.count("\n") + 3
    assert columns(pembagian) == ["Indeks profesionalitas", "Persentase diklat", "Indeks merit"]
    assert people(pembagian) == [
        ("Budi Contoh", "Analis", NIP, f"D{row} 1: Terlaksananya A", f"E{row} 2: Tersusunnya B / Tersusunnya C")
    ]


def test_goals_without_indikator_are_the_columns():
    pembagian = one("""
MATRIKS PERAN HASIL BIDANG MUTASI TAHUN 2022
Nama | Jabatan | SASARAN STRATEGIS JPT | <
^ | ^ | 1. Meningkatnya kualitas ASN | 2. Terwujudnya sistem merit
Budi | Analis | Terlaksananya A |
""")
    assert (pembagian.unit, pembagian.periode) == ("BIDANG MUTASI", Periode.setahun(2022))
    assert columns(pembagian) == ["1. Meningkatnya kualitas ASN", "2. Terwujudnya sistem merit"]
    assert people(pembagian) == [("Budi", "Analis", "C4 1: Terlaksananya A")]


def test_a_label_column_beside_the_names_is_no_column_of_roles():
    pembagian = one("""
Bidang Mutasi
 | | SASARAN STRATEGIS JPT | 1. Meningkatnya kualitas ASN | <
NAMA | JABATAN | INDIKATOR | Indeks satu | Indeks dua
Budi | Analis | | Terlaksananya A | -
""")
    assert columns(pembagian) == ["Indeks satu", "Indeks dua"]
    assert people(pembagian) == [("Budi", "Analis", "D4 1: Terlaksananya A")]


def test_a_matriks_of_the_second_level_without_posts():
    pembagian = one("""
MATRIKS PERAN HASIL
TIM KERJA TOOL KINERJA
Nama Anggota | Terlaksananya penerapan tool | Terlaksananya konsultasi
Budi | Tersusunnya panduan | x
Ani | Terkumpulnya data | Terlayaninya penanya
""")
    assert pembagian.unit == "TIM KERJA TOOL KINERJA"
    assert people(pembagian) == [
        ("Budi", "", "B4 1: Tersusunnya panduan"),
        ("Ani", "", "B5 1: Terkumpulnya data", "C5 2: Terlayaninya penanya"),
    ]


def test_a_list_of_roles_without_any_column_heading_keeps_them_without_a_column():
    hasil = read(
        {"Bidang Mutasi": "Nama Pegawai | Jabatan | Peran Hasil\nBudi | Analis | 1) Tersusunnya A / 2) Tersusunnya B"}
    )
    assert columns(hasil.pembagian[0]) == []
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "C2 -: Tersusunnya A / Tersusunnya B")]
    assert [peran.kolom for _, peran in hasil.pembagian[0].semua_peran()] == ["", ""]
    assert doubts(hasil) == [
        ("matriks-kolom-tanpa-judul", "Bidang Mutasi!C2", "1) Tersusunnya A\n2) Tersusunnya B"),
    ]


EKINERJA = """
MATRIKS PEMBAGIAN PERAN DAN HASIL
Bidang Mutasi
Pegawai | Jabatan | OUTCOME ANTARA / OUTPUT / LAYANAN | < | <
ROSA CONTOH / NIP. 197205011998032901 | KEPALA BIDANG MUTASI | Terlaksananya A | 2. Tersedianya B | Terlaksananya C
BUDI CONTOH | ANALIS | Terlaksananya a1 | | Terlaksananya c1
 | | Terlaksananya a2 | |
ANI MISAL | ARSIPARIS | | Tersedianya b1 |
""".replace("OUTCOME ANTARA / OUTPUT / LAYANAN", "OUTCOME ANTARA/OUTPUT/LAYANAN")


@pytest.mark.parametrize("label", ["OUTCOME ANTARA/OUTPUT/LAYANAN", "PERAN HASIL"])
def test_under_a_bare_label_the_pimpinans_own_row_heads_the_columns(label):
    hasil = read(EKINERJA.replace("OUTCOME ANTARA/OUTPUT/LAYANAN", label))
    (pembagian,) = hasil.pembagian
    assert (pembagian.pimpinan, columns(pembagian)) == (
        "197205011998032901",
        ["Terlaksananya A", "Tersedianya B", "Terlaksananya C"],
    )
    assert people(pembagian) == [
        ("ROSA CONTOH", "KEPALA BIDANG MUTASI", "197205011998032901"),
        ("BUDI CONTOH", "ANALIS", "C5 1: Terlaksananya a1", "E5 3: Terlaksananya c1", "C6 1: Terlaksananya a2"),
        ("ANI MISAL", "ARSIPARIS", "D7 2: Tersedianya b1"),
    ]
    assert [(f.code, f.severity, f.cell) for f in hasil.findings] == [("matriks-kolom-pimpinan", "peringatan", "C4")]


def test_roles_side_by_side_under_a_bare_label_head_no_columns():
    hasil = read("Bidang Mutasi\nNama | Jabatan | PERAN HASIL | <\nBudi | Analis | a | b\nAni | Arsiparis | c |")
    assert columns(hasil.pembagian[0]) == []
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "C3 -: a", "D3 -: b"), ("Ani", "Arsiparis", "C4 -: c")]
    assert [code for code, _, _ in doubts(hasil)] == ["matriks-kolom-tanpa-judul"]


# --- several roles, several rows --------------------------------------------------------------------------------------

HEAD = "Bidang Mutasi\nNama Pegawai | Jabatan | Produk dan Layanan | <\n^ | ^ | P1 | P2\n"


@pytest.mark.parametrize(
    "rows",
    [
        "Budi | Analis | - satu / - dua | tiga\nAni | Arsiparis | x |",
        "Budi | Analis | satu | tiga\n | | dua |\nAni | Arsiparis | |",
        "Budi | Analis | satu |\n^ | ^ | dua | tiga\nAni | Arsiparis | - | –",
        "Budi | Analis | 1. satu / 2. dua | 1) tiga\nAni | Arsiparis | nihil | Tidak ada",
        "Budi | Analis | a. satu / b. dua | (1) tiga\nAni | Arsiparis | x | X",
        "1. Budi | Analis | Ø satu / Ø dua | ➢ tiga\n2. Ani | Arsiparis | |",
        "Budi | Analis | satu |\nBudi | Analis | dua | tiga\nAni | Arsiparis | |",
        "Budi | Analis | satu |\nBudi | | dua |\n | | | tiga\nAni | Arsiparis | |",
        "Budi | Analis | satu |\nBudi (lanjutan) | Analis | dua | tiga\nAni | Arsiparis | |",
        "Budi | Analis | satu / dua | tiga\n\\\nAni | Arsiparis | |",
    ],
)
def test_bullets_numbers_and_stacked_rows_are_the_same(rows):
    pembagian = one(HEAD + rows)
    satu, dua = pembagian.baris
    assert (satu.nama, satu.jabatan, dua.nama, dua.jabatan) == ("Budi", "Analis", "Ani", "Arsiparis")
    per_kolom = [[p.teks for p in satu.peran if p.kolom == kolom.id] for kolom in pembagian.kolom]
    assert (columns(pembagian), per_kolom) == (["P1", "P2"], [["satu", "dua"], ["tiga"]])
    assert dua.peran == ()


def test_numbers_in_a_column_beside_the_roles_are_no_roles():
    pembagian = one(
        "Bidang Mutasi\nNama | Jabatan | Produk dan Layanan | < | < | <\n^ | ^ | P1 | < | P2 | <\n"
        "Budi | Analis | 1 | satu | 1. | tiga\n | | 2 | dua | |"
    )
    assert columns(pembagian) == ["P1", "P2"]
    assert people(pembagian) == [("Budi", "Analis", "D4 1: satu", "F4 2: tiga", "D5 1: dua")]


def test_a_vacant_post_is_a_row_and_what_is_stacked_under_it_is_its_own():
    assert people(one(HEAD + " | Kabid | |\n | Kasubbag | k1 |\n | | k2 |\nBudi | Analis | |\n | Analis | a1 |")) == [
        ("", "Kabid"),
        ("", "Kasubbag", "C5 1: k1", "C6 1: k2"),
        ("Budi", "Analis"),
        ("", "Analis", "C8 1: a1"),
    ]


def test_a_post_merged_over_two_people_is_the_post_of_both_and_two_lines_of_one_post_are_joined():
    assert people(one(HEAD + "Budi | Analis | a |\nAni | ^ | b |\nCici | Pranata | c |\n^ | Komputer | d |")) == [
        ("Budi", "Analis", "C4 1: a"),
        ("Ani", "Analis", "C5 1: b"),
        ("Cici", "Pranata Komputer", "C6 1: c", "C7 1: d"),
    ]


def test_two_people_of_one_name_with_their_nips_stay_two():
    head = "Bidang Mutasi\nNama | NIP | Jabatan | Produk dan Layanan\n^ | ^ | ^ | P1\n"
    pembagian = one(f"{head}Budi | {NIP} | Analis | a\nBudi | {NIP_LAIN} | Analis | b")
    assert people(pembagian) == [("Budi", "Analis", NIP, "D4 1: a"), ("Budi", "Analis", NIP_LAIN, "D5 1: b")]


def test_roles_with_nobody_are_kept_in_a_row_without_a_name():
    assert people(one(HEAD + " | | - satu | \nBudi | Analis | dua |")) == [
        ("", "", "C4 1: satu"),
        ("Budi", "Analis", "C5 1: dua"),
    ]


def test_a_merged_cell_of_roles_counts_for_everybody_it_covers_and_says_so():
    hasil = read(HEAD + "Budi | Analis | bersama |\nAni | Arsiparis | ^ | sendiri\nCici | Analis | luas | <")
    assert people(hasil.pembagian[0]) == [
        ("Budi", "Analis", "C4 1: bersama"),
        ("Ani", "Arsiparis", "C4 1: bersama", "D5 2: sendiri"),
        ("Cici", "Analis", "C6 1: luas"),
    ]
    assert doubts(hasil) == [
        ("matriks-sel-gabungan", "Sheet1!C4", "bersama"),
        ("matriks-sel-gabungan", "Sheet1!C6", "luas"),
    ]


def test_ticks_are_no_roles_and_are_told():
    hasil = read(HEAD + "Budi | Analis | √ | satu\nAni | Arsiparis | v | V")
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "D4 2: satu"), ("Ani", "Arsiparis")]
    assert doubts(hasil) == [("matriks-tanda", "Sheet1!C4", "√")]
    assert worded(hasil.findings, LIBRARY.pesan)[0].message == (
        "Sheet1!C4: Sel bertanda √ tidak memuat tulisan peran: C4, C5, D5. "
        "Ganti tandanya dengan kalimat peran, misalnya “Terlaksananya ...”."
    )


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Terlaksananya A", ["Terlaksananya A"]),
        ("- A\n- B", ["A", "B"]),
        ("- A yang\npanjang\n- B", ["A yang panjang", "B"]),
        ("1.Aa\n2.Bb\n10.Cc", ["Aa", "Bb", "Cc"]),
        ("(1) Aa\n(2) Bb", ["Aa", "Bb"]),
        ("a) Aa\nb) Bb", ["Aa", "Bb"]),
        ("a. Aa", ["a. Aa"]),
        ("A. Rahman dibantu", ["A. Rahman dibantu"]),
        ("o   Aa\no   Bb", ["Aa", "Bb"]),
        ("\uf0b7 Aa\r\n\uf0b7 Bb", ["Aa", "Bb"]),
        ("✓ Aa", ["Aa"]),
        ("12 dokumen tersusun", ["12 dokumen tersusun"]),
        ("2022. Laporan", ["2022. Laporan"]),
        ("1.1 Laporan", ["1.1 Laporan"]),
        ("", []),
    ],
)
def test_lists_in_one_cell(text, roles):
    assert split_roles(text) == roles


def test_what_a_tick_is():
    assert [text for text in ("√", "✓ ", "v", "V", "●", "x", "-", "", " ", "satu", "vv") if is_tick(text)] == [
        "√", "✓ ", "v", "V", "●", "vv",
    ]  # fmt: skip


# --- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "name", "nip", "luar"),
    [
        ("Budi Contoh, S.Kom.", "Budi Contoh, S.Kom.", "", False),
        (f"Budi Contoh\nNIP. {NIP}", "Budi Contoh", NIP, False),
        (f"Budi Contoh / {NIP}", "Budi Contoh", NIP, False),
        (f"Budi Contoh\nNIP. {NIP}\nPenata Muda Tk. I, III/b", "Budi Contoh", NIP, False),
        ("Budi Contoh\nPenata Muda, III/a", "Budi Contoh", "", False),
        ("3. Budi Contoh", "Budi Contoh", "", False),
        ("M. Yusuf Contoh", "M. Yusuf Contoh", "", False),
        ("I Gede Contoh", "I Gede Contoh", "", False),
        ("Budi Contoh (Bidang Mutasi)", "Budi Contoh", "", True),
        ("Budi Contoh (dari Sekretariat)", "Budi Contoh", "", True),
        (f"Budi Contoh (UPT Diklat)\nNIP. {NIP}", "Budi Contoh", NIP, True),
        ("Budi Contoh\n(Pengembangan)", "Budi Contoh", "", True),
        ("Budi Contoh\n(Ketua Tim)", "Budi Contoh (Ketua Tim)", "", False),
        ("Budi Contoh (PPPK)", "Budi Contoh (PPPK)", "", False),
        ("Budi Contoh (Budi)", "Budi Contoh (Budi)", "", False),
        ("LOWONG", "", "", False),
        ("(lowong)", "", "", False),
    ],
)
def test_a_name_cell_taken_apart(cell, name, nip, luar):
    orang = KATA.orang(cell)
    assert (orang.nama, orang.nip, orang.luar, orang.lain) == (name, nip, luar, ())


def test_a_line_in_a_name_cell_that_is_neither_name_nor_nip_is_told():
    hasil = read(HEAD + f"Budi / NIP. {NIP} / pindah bulan Mei | Analis | a |")
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", NIP, "C4 1: a")]
    assert doubts(hasil) == [("matriks-sel-sisa", "Sheet1!A4", f"Budi\nNIP. {NIP}\npindah bulan Mei")]


def test_the_penilai_below_a_post_is_no_part_of_it():
    assert people(one(HEAD + "Budi | Analis / Penilai: 1972 | a |\nAni | Penilai | b |")) == [
        ("Budi", "Analis", "C4 1: a"),
        ("Ani", "Penilai", "C5 1: b"),
    ]


@pytest.mark.parametrize("fate", [fate for fate in PersonFate if not fate.is_in and fate is not PersonFate.TANPA_UNIT])
def test_nor_is_why_his_roles_are_not_known_as_our_own_print_has_it(fate):
    mark = BarisMatriks(fate=fate).tanda
    assert mark
    assert people(one(HEAD + f"Budi | Analis / ({mark}) | a |")) == [("Budi", "Analis", "C4 1: a")]


def test_people_of_other_units_stand_under_their_own_heading_or_say_so_themselves():
    hasil = read(
        HEAD
        + "BIDANG MUTASI | < | < | <\nBudi | Analis | a |\nAni (Bidang Pengadaan) | Analis | b |\n"
        + "PEGAWAI UNIT LAIN (bila ada) | < | < | <\nCici | Arsiparis | c |\nSEKRETARIAT\nDidi — Pranata Komputer | | d |\n"
        + "Eko"
    )
    assert people(hasil.pembagian[0]) == [
        ("Budi", "Analis", "C5 1: a"),
        ("Ani", "Analis", "luar", "C6 1: b"),
        ("Cici", "Arsiparis", "luar", "C8 1: c"),
        ("Didi", "Pranata Komputer", "luar", "C10 1: d"),
        ("Eko", "", "luar"),
    ]
    assert doubts(hasil) == []


@pytest.mark.parametrize("heading", ["DARI UNIT LAIN", "Lintas Unit", "PEGAWAI DARI UNIT LAIN", "Pegawai Bidang Lain"])
def test_wordings_of_other_units(heading):
    assert people(one(f"{HEAD}Budi | Analis | a |\n{heading}\nCici | Arsiparis | c |")) == [
        ("Budi", "Analis", "C4 1: a"),
        ("Cici", "Arsiparis", "luar", "C6 1: c"),
    ]


def test_a_name_alone_is_a_person_a_unit_alone_is_none_and_a_wide_text_is_told():
    hasil = read(
        HEAD
        + "Budi\n1. Sub Bagian Umum\nAni | Analis | a |\nKELOMPOK A | < | < | <\nTIDAK JELAS | < | < | <\nCici | Analis | b |"
    )
    assert people(hasil.pembagian[0]) == [("Budi", ""), ("Ani", "Analis", "C6 1: a"), ("Cici", "Analis", "C9 1: b")]
    assert doubts(hasil) == [("matriks-sel-sisa", "Sheet1!A8", "TIDAK JELAS")]


def test_a_nip_that_was_a_number_is_not_guessed():
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Bidang Mutasi")
    sheet.write_row(0, 0, ["Nama", "NIP", "Jabatan", "Terlaksananya P1"])
    sheet.write_row(1, 0, ["Budi", float(NIP), "Analis", "satu"])
    sheet.write_row(2, 0, ["Ani", "'" + NIP_LAIN, "Arsiparis", "dua"])
    book.close()
    hasil = read(data.getvalue())
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "D2 1: satu"), ("Ani", "Arsiparis", NIP_LAIN, "D3 1: dua")]
    assert [(code, cell) for code, cell, _ in doubts(hasil)] == [("matriks-nip-hilang", "Bidang Mutasi!B2")]


# --- several matrices, and what is none --------------------------------------------------------------------------------


def test_several_matrices_on_one_sheet_and_on_several():
    hasil = read(
        {
            "S": """
1. Bidang A
Nama Pegawai | Jabatan | Produk dan Layanan | <
^ | ^ | P1 | P2
Budi | Analis | a | x
\\
2. Bidang B
Nama Pegawai | Jabatan | Produk dan Layanan | < | <
^ | ^ | Q1 | Q2 | Q3
Ani | Analis | | | b
 | | | | Tim seleksi
UNIT KERJA : Tim Kerja C
Pegawai | Jabatan | OUTCOME ANTARA | <
^ | ^ | R1 | R2
Ani | Analis | c |
""",
            "T": "Bidang B\nNama | Jabatan | Produk dan Layanan | <\n^ | ^ | Q4 | Q5\nAni | Analis | | d",
        }
    )
    assert doubts(hasil) == []
    assert [(satu.sheet, satu.unit, columns(satu), people(satu)) for satu in hasil.pembagian] == [
        ("S", "Bidang A", ["P1", "P2"], [("Budi", "Analis", "C4 1: a")]),
        ("S", "Bidang B", ["Q1", "Q2", "Q3"], [("Ani", "Analis", "E9 3: b", "E10 3: Tim seleksi")]),
        ("S", "Tim Kerja C", ["R1", "R2"], [("Ani", "Analis", "C14 1: c")]),
        ("T", "Bidang B", ["Q4", "Q5"], [("Ani", "Analis", "D4 2: d")]),
    ]
    semua = [kolom.id for satu in hasil.pembagian for kolom in satu.kolom]
    assert len(set(semua)) == len(semua) == 9
    assert [kolom.id.rpartition(":")[2] for kolom in hasil.pembagian[3].kolom] == ["4", "5"]


def test_a_heading_repeated_on_each_page_makes_no_new_matriks():
    pembagian = one(
        HEAD + "Budi | Analis | a |\nNama Pegawai | Jabatan | Produk dan Layanan | <\n^ | ^ | P1 | P2\n"
        " | | b |\nAni | Analis | | c"
    )
    assert people(pembagian) == [("Budi", "Analis", "C4 1: a", "C7 1: b"), ("Ani", "Analis", "D8 2: c")]


def test_sheets_without_a_matriks_and_hidden_ones_are_named():
    sheets = {
        "Bidang Mutasi": HEAD + "Budi | Analis | a |",
        "Pegawai": "NAMA | NIP | JABATAN | UNIT KERJA | STATUS\nBudi | 1 | Analis | Bidang Mutasi | aktif",
        "Lama": HEAD + "Budi | Analis | lama |",
        "Pilihan": "Terlaksananya",
    }
    hasil = read(sheets, hidden=("Lama", "Pilihan"))
    assert [people(satu) for satu in hasil.pembagian] == [[("Budi", "Analis", "C4 1: a")]]
    assert [worded(hasil.findings, LIBRARY.pesan)[0].message] == [
        "Lembar yang tidak dibaca karena tidak memuat matriks, atau tersembunyi: Pegawai, Lama (tersembunyi). "
        "Abaikan bila memang bukan matriks."
    ]


@pytest.mark.parametrize(
    "table",
    [
        "NO | NAMA | NIP | PANGKAT | JABATAN | UNIT KERJA\n1 | Budi | 1 | III/a | Analis | Bidang Mutasi",
        "NAMA | JABATAN | PREDIKAT\nBudi | Analis | Baik",
        "Unit Kerja | Nama | NIP | Jabatan | Pejabat Penilai | Indikator | Target\nA | Budi | 1 | Analis | Ani | i | 3",
        "Nama | Jabatan | Indikator | Target\nBudi | Analis | i | 3",
        "SASARAN KINERJA PEGAWAI\nNO | PEGAWAI YANG DINILAI | | NO | PEJABAT PENILAI KINERJA\n1 | NAMA | Budi | 1 | NAMA | Ani",
        "Nama | Jabatan | Terlaksananya A | Terlaksananya B\nBudi | Analis | 3 |\nAni | Analis | | 1",
        "Nama",
        "",
    ],
)
def test_a_file_without_a_matriks_says_which_headings_are_looked_for(table):
    hasil = read(table)
    assert (hasil.pembagian, doubts(hasil)) == ((), [("matriks-tidak-ditemukan", "", "")])
    assert worded(hasil.findings, LIBRARY.pesan)[0].message == (
        "Tidak ada matriks peran hasil di berkas ini (lembar: Sheet1). Yang dicari: baris judul dengan kolom "
        "“Nama Pegawai” dan “Jabatan”, dan di kanannya “Produk dan Layanan Tim Kerja Pada Unit Kerja”, "
        "“OUTCOME ANTARA / OUTPUT / LAYANAN”, “SASARAN STRATEGIS JPT”, “INDIKATOR”, “PERAN HASIL”, "
        "atau kata “Matriks Peran Hasil” di atasnya. Periksa apakah berkasnya benar; bila judul kolomnya lain, "
        "tulis ragamnya di daftar/label-matriks.toml."
    )


def test_a_matriks_of_nobody_knows_its_unit_is_missing():
    hasil = read("MATRIKS PERAN HASIL\nPEMERINTAH KABUPATEN CONTOH\nTAHUN ANGGARAN 2024\nNama | Jabatan | P1 | P2")
    (pembagian,) = hasil.pembagian
    assert (pembagian.unit, pembagian.instansi, pembagian.periode) == (
        "", "PEMERINTAH KABUPATEN CONTOH", Periode.setahun(2024),
    )  # fmt: skip
    assert (columns(pembagian), pembagian.baris) == (["P1", "P2"], ())
    assert doubts(hasil) == [("matriks-tanpa-unit", "Sheet1!A4", "")]


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ("1. Bidang Pengembangan Pegawai", "Bidang Pengembangan Pegawai"),
        ("II. SEKRETARIAT", "SEKRETARIAT"),
        ("BADAN KEPEGAWAIAN DAERAH\nBIDANG MUTASI", "BIDANG MUTASI"),
        ("UNIT KERJA : Kelompok Jabatan Fungsional", "Kelompok Jabatan Fungsional"),
        ("UNIT KERJA\t:\tPengembangan", "Pengembangan"),
        ("UNIT KERJA | : | Pengembangan", "Pengembangan"),
        ("BIDANG : MUTASI TAHUN 2022", "BIDANG MUTASI"),
        ("MATRIKS PERAN HASIL BIDANG MUTASI", "BIDANG MUTASI"),
        ("MATRIKS PERAN HASIL / BIDANG MUTASI / TAHUN 2022", "BIDANG MUTASI"),
        ("MATRIKS PERAN HASIL BIDANG MUTASI\nUNIT KERJA : Bidang Promosi", "Bidang Promosi"),
    ],
)
def test_the_unit_stands_above_the_table(lines, unit):
    pembagian = one(f"{lines}\nNama Pegawai | Jabatan | Produk dan Layanan\n^ | ^ | P1\nBudi | Analis | a")
    assert pembagian.unit == unit


def test_the_sheets_name_tells_the_unit_where_it_is_one():
    tabel = "Nama Pegawai | Jabatan | Produk dan Layanan\n^ | ^ | P1\nBudi | Analis | a"
    assert one({"Bidang Mutasi": tabel}).unit == "Bidang Mutasi"


# --- below the table ---------------------------------------------------------------------------------------------------

BODY = HEAD + "Budi | Analis | a |\nAni | Arsiparis | | b\n"
BODY_PEOPLE = [("Budi", "Analis", "C4 1: a"), ("Ani", "Arsiparis", "D5 2: b")]


@pytest.mark.parametrize(
    ("tail", "left"),
    [
        (
            "\\\n | | | Kupang, 3 Januari 2022\n | | | Kepala Bidang,\n\\\n\\\n | | | Rosalina Contoh\n | | | NIP. 1972",
            4,
        ),
        (
            "Mengetahui, | | | Kupang, 3 Januari 2022\nKepala Badan | | | Kepala Bidang\n"
            "Rosalina | | | Yosua\nNIP. 1972 | | | NIP. 1981",
            8,
        ),
        ("\\\nMengetahui,\nKepala Badan\n\\\nRosalina Contoh\nNIP. 197205011998032901", 4),
        ("\\\n | | Kepala Bidang Mutasi\n\\\n\\\n | | Rosalina Contoh\n | | 197205011998032901", 3),
        ("\\\n | | | Rosalina Contoh", 1),
        (" | | | Kepala Bidang,\n | | | Rosalina\n | | | NIP. 197205011998032901", 3),
        ("\\\n | | | Kepala Bidang, / / Rosalina / NIP. 197205011998032901", 1),
        ("Keterangan: x berarti tidak ada peran\n1. Peran dibagi bersama", 2),
        ("Jumlah | | 1 | 1", 3),
        ("\\\nCatatan:\n | | | lihat lampiran", 2),
        ("\\\nRosalina Contoh\nNIP. 197205011998032901", 2),
    ],
)
def test_signatures_and_notes_are_nobody_and_are_told(tail, left):
    hasil = read(BODY + tail)
    assert people(hasil.pembagian[0]) == BODY_PEOPLE
    (satu,) = hasil.findings
    assert (satu.code, satu.severity, dict(satu.rincian)["banyak"]) == ("matriks-sel-sisa", "info", str(left))


@pytest.mark.parametrize(
    ("tail", "ani", "more"),
    [
        # the table goes on below a signature in the middle
        ("\\\nMengetahui,\nRosalina\nNIP. 1972\nCici | Analis | c |", (), [("Cici", "Analis", "C10 1: c")]),
        # a vacant post and a name at the end, with a blank row above
        ("\\\n | Pengadministrasi | c |\nEko", (), [("", "Pengadministrasi", "C7 1: c"), ("Eko", "")]),
        # roles that speak of a post or a day, right below the person
        (" | | Kepala daerah menerima laporan |", ("C6 1: Kepala daerah menerima laporan",), []),
        (" | | Terlaksananya upacara 17 Agustus 2022 |", ("C6 1: Terlaksananya upacara 17 Agustus 2022",), []),
        # roles below a blank row
        ("\\\n | | | Terlaksananya c", ("D7 2: Terlaksananya c",), []),
        ("\\\n | | | - c", ("D7 2: c",), []),
        ("\\\n | | | Anggota tim lain", ("D7 2: Anggota tim lain",), []),
    ],
)
def test_what_looks_like_a_signature_but_is_none(tail, ani, more):
    hasil = read(BODY + tail)
    assert people(hasil.pembagian[0]) == [BODY_PEOPLE[0], (*BODY_PEOPLE[1], *ani), *more]
    assert [f.code for f in hasil.findings] == (["matriks-sel-sisa"] if "Mengetahui" in tail else [])


def test_roles_outside_the_columns_and_remarks_are_told():
    hasil = read(
        "Bidang Mutasi\nNama | Jabatan | Produk dan Layanan | Keterangan\n^ | ^ | P1 | ^\nBudi | Analis | a | cuti | dua"
    )
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "C4 1: a")]
    assert [(f.code, f.cell, dict(f.rincian)["tempat"]) for f in hasil.findings] == [
        ("matriks-sel-sisa", "D4", "D4, E4")
    ]


# --- cells that are no plain text -------------------------------------------------------------------------------------


def test_texts_taken_for_formulas_come_back_and_errors_are_told():
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Bidang Mutasi")
    sheet.write_row(0, 0, ["Nama Pegawai", "Jabatan", "Terlaksananya P1", "Terlaksananya P2"])
    sheet.write_row(1, 0, ["Budi", "Analis"])
    sheet.write_formula("C2", "=-Terlaksananya rapat", value="#NAME?")
    sheet.write_formula("D2", "=DATA!B5", value="#REF!")
    sheet.write_formula("A3", "=DATA!A3", value="Ani")
    sheet.write_formula("B3", "=DATA!B3", value="Arsiparis")
    sheet.write_formula("C3", "=DATA!C3", value="Tertatanya arsip")
    sheet.write_formula("D3", "=DATA!D3", value=0)
    book.close()
    hasil = read(data.getvalue())
    assert people(hasil.pembagian[0]) == [
        ("Budi", "Analis", "C2 1: Terlaksananya rapat"),
        ("Ani", "Arsiparis", "C3 1: Tertatanya arsip"),
    ]
    assert doubts(hasil) == [
        ("teks-jadi-rumus", "Bidang Mutasi!C2", "=-Terlaksananya rapat"),
        ("sel-galat", "Bidang Mutasi!D2", "=DATA!B5"),
        ("adopsi-rumus", "Bidang Mutasi!A3", ""),
    ]


def test_a_column_without_a_heading_keeps_its_roles_without_a_column():
    hasil = read(
        "Bidang Mutasi\nNama | Jabatan | Produk dan Layanan | < | <\n^ | ^ | P1 | | P3\nBudi | Analis | a | b | c"
    )
    assert columns(hasil.pembagian[0]) == ["P1", "P3"]
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "C4 1: a", "D4 -: b", "E4 2: c")]
    assert doubts(hasil) == [("matriks-kolom-tanpa-judul", "Sheet1!D4", "b")]


# --- ids ---------------------------------------------------------------------------------------------------------------


def sha8(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def ids(hasil):
    return [peran.id for satu in hasil.pembagian for _, peran in satu.semua_peran()]


def test_ids_survive_reading_again_rewording_moving_and_other_ways_of_writing_the_unit():
    awal = read(HEAD + "Budi | Analis | - satu / - dua | tiga\nAni | Arsiparis | empat |")
    diubah = read(
        "\\\n"
        + HEAD.replace("Bidang Mutasi", "1. BIDANG MUTASI")
        + "Ani | Arsiparis | 4 buah |\nBudi | Analis | - 1 buah / - 2 buah | lain"
    )
    assert len(set(ids(awal))) == 4
    assert sorted(ids(awal)) == sorted(ids(diubah))
    assert [k.id for k in awal.pembagian[0].kolom] == [k.id for k in diubah.pembagian[0].kolom]
    budi_1, budi_2, ani_1 = (sha8(f"bidang mutasi|{siapa}") for siapa in ("1|budi", "2|budi", "1|ani"))
    assert ids(awal) == [f"peran:{budi_1}:1", f"peran:{budi_1}:2", f"peran:{budi_2}:1", f"peran:{ani_1}:1"]
    assert [k.id for k in awal.pembagian[0].kolom] == [f"kolom:{sha8('bidang mutasi')}:{n}" for n in (1, 2)]


def test_ids_are_distinct_for_stacked_rows_namesakes_and_tables_of_one_unit():
    tabel = HEAD + "Budi | Analis | a |\n | | b |\nAni | Analis | |\nBudi | Analis | c |"
    hasil = read({"A": tabel, "B": tabel, "C": tabel.replace("Bidang", "Tim")})
    assert len(ids(hasil)) == len(set(ids(hasil))) == 9


def test_a_person_is_known_by_the_nip_where_there_is_one():
    head = "Bidang Mutasi\nNama | NIP | Jabatan | Produk dan Layanan\n^ | ^ | ^ | P1\n"
    satu, dua = (read(f"{head}{nama} | {NIP} | Analis | a") for nama in ("Budi", "Budi Contoh, S.Kom."))
    assert ids(satu) == ids(dua)


# --- our own print -----------------------------------------------------------------------------------------------------


def printed(*matriks: MatriksPeranHasil) -> bytes:
    nama = [satu.unit.nama[:31] for satu in matriks]
    buku = MatriksBook(matriks, nama)
    return write_matriks_book(
        buku,
        LIBRARY,
        form="matriks-peran-hasil",
        instansi="PEMERINTAH PROVINSI CONTOH",
        tahun="2022",
        kertas="A4",
        as_of=date(2022, 3, 14),
    )


def test_the_merge_of_the_samples_is_read_back_exactly():
    akar = samples_dir()
    organisasi, _ = read_roster(akar / "roster.xlsx", golongan=list(LIBRARY.daftar["golongan"].nilai))
    gabungan = merge(
        validate(walk([akar / "masuk" / "baik"]), Measure(LIBRARY)), Measure(LIBRARY, organisasi=organisasi)
    )
    hasil = read(printed(*gabungan.matriks))
    assert doubts(hasil) == []
    assert [baca(satu) for satu in hasil.pembagian] == [tulis(satu) for satu in gabungan.matriks]
    assert {satu.instansi for satu in hasil.pembagian} == {"PEMERINTAH PROVINSI CONTOH"}
    assert {satu.periode for satu in hasil.pembagian} == {Periode.setahun(2022)}


def tulis(matriks: MatriksPeranHasil):
    """What a matriks says: unit, columns, and per row name, post, luar, and the roles under each column, sisa last."""
    kolom = [*(produk.teks for produk in matriks.kolom), *(["Belum terpetakan"] if matriks.has_rest else [])]
    baris = [
        (
            satu.nama,
            satu.jabatan,
            satu.luar,
            [[p.teks for p in satu.peran.get(produk.id, ())] for produk in matriks.kolom]
            + ([[p.teks for p in satu.sisa]] if matriks.has_rest else []),
        )
        for satu in matriks.baris
    ]
    return matriks.unit.nama, kolom, baris


def baca(pembagian: Pembagian):
    """The same of what was read."""
    baris = [
        (satu.nama, satu.jabatan, satu.luar, [[p.teks for p in satu.peran if p.kolom == k.id] for k in pembagian.kolom])
        for satu in pembagian.baris
    ]
    return pembagian.unit, columns(pembagian), baris


def test_our_print_marks_what_goes_on_as_the_reader_knows_it():
    orang = KATA.orang(f"Budi Contoh, S.Kom.{LANJUTAN}")
    assert (orang.nama, orang.lanjutan) == ("Budi Contoh, S.Kom.", True)


def test_a_print_with_long_roles_leftovers_strangers_and_a_vacant_post():
    produk = (Produk(unit="A", kode="1", teks="P1"), Produk(unit="A", kode="2", teks="P2"))
    panjang = tuple(Peran(teks=f"Terlaksananya kegiatan nomor {n} " + "yang sangat panjang " * 12) for n in range(30))
    panjang = tuple(satu.model_copy(update={"teks": satu.teks.strip()}) for satu in panjang)
    matriks = MatriksPeranHasil(
        unit=Unit(kode="A", nama="Bidang Mutasi"),
        kolom=produk,
        baris=(
            BarisMatriks(jabatan="Kabid Mutasi"),
            BarisMatriks(
                nama="Budi Contoh", jabatan="Analis", peran={"produk:A:1": panjang}, sisa=(Peran(teks="lepas"),)
            ),
            BarisMatriks(jabatan="Arsiparis", peran={"produk:A:2": panjang}),
            BarisMatriks(
                nama="Ani",
                jabatan="Analis",
                luar=True,
                nama_unit="Pengembangan",
                peran={"produk:A:2": (Peran(teks="bantu"),)},
            ),
        ),
    )
    hasil = read(printed(matriks))
    assert doubts(hasil) == []
    (pembagian,) = hasil.pembagian
    assert len(pembagian.semua_peran()) == 62
    assert [(p.kolom, p.cell) for _, p in pembagian.semua_peran() if p.teks == "lepas"] == [("", "E12")]
    assert pembagian.kolom[-1].model_dump() == {"id": "", "teks": "Belum terpetakan"}
    # The pieces of one person stand in one row each; what was read is one person.
    assert len({p.cell for p in pembagian.baris[1].peran}) > 3
    assert baca(pembagian) == tulis(matriks)


# --- any file ----------------------------------------------------------------------------------------------------------


def test_other_formats_are_read_too(tmp_path: Path):
    csv = b"Bidang Mutasi;;;\nNama;Jabatan;Terlaksananya P1;Terlaksananya P2\nBudi;Analis;satu;x\n"
    html = (
        b"<table><tr><td>Bidang Mutasi</td></tr><tr><td rowspan=2>Nama</td><td rowspan=2>Jabatan</td>"
        b"<td colspan=2>Produk dan Layanan</td></tr><tr><td>P1</td><td>P2</td></tr>"
        b"<tr><td>Budi</td><td>Analis</td><td>- satu<br>- dua</td><td>x</td></tr></table>"
    )
    texts = {
        (1, 1): "Nama",
        (1, 2): "Jabatan",
        (1, 3): "Terlaksananya P1",
        (2, 1): "Budi",
        (2, 2): "Analis",
        (2, 3): "satu",
    }
    berkas = tmp_path / "m.xls"
    berkas.write_bytes(html)
    assert people(one(csv)) == [("Budi", "Analis", "C3 1: satu")]
    assert people(one(html)) == people(one(berkas)) == [("Budi", "Analis", "C4 1: satu / dua")]
    assert people(one(ods([("Bidang Mutasi", "visible", texts)]))) == [("Budi", "Analis", "C2 1: satu")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "berkas-kosong"), (b"PK\x03\x04 rusak", "berkas-rusak"), (b"%PDF-1.7 ...", "berkas-bukan-xlsx")],
)
def test_a_file_that_cannot_be_opened_has_one_finding(data, code):
    hasil = read(data)
    assert (hasil.pembagian, [(f.code, f.severity, f.file) for f in hasil.findings]) == (
        (),
        [(code, "galat", "m.xlsx")],
    )


def test_a_missing_file_has_one_finding(tmp_path: Path):
    hasil = read_foreign_matriks(tmp_path / "tidak-ada.xlsx", LIBRARY)
    assert [(f.code, f.file) for f in hasil.findings] == [("berkas-hilang", str(tmp_path / "tidak-ada.xlsx"))]


def test_one_damaged_sheet_does_not_cost_the_others():
    data = matriks_book({"Bidang Mutasi": HEAD + "Budi | Analis | a |", "Rusak": HEAD + "Ani | Analis | b |"})
    keluar = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as lama, zipfile.ZipFile(keluar, "w") as baru:
        for nama in lama.namelist():
            isi = lama.read(nama)
            baru.writestr(nama, isi.replace(b"</row>", b"</rox>") if nama.endswith("sheet2.xml") else isi)
    hasil = read(keluar.getvalue())
    assert [people(satu) for satu in hasil.pembagian] == [[("Budi", "Analis", "C4 1: a")]]
    assert doubts(hasil) == [("berkas-rusak", "Rusak", "")]


def test_tables_beyond_the_limit_are_not_taken_for_people(monkeypatch):
    monkeypatch.setattr(matriks_heading, "CALON_MAKS", 1)
    monkeypatch.setattr(foreign_matriks, "CALON_MAKS", 1)
    hasil = read(HEAD + "Budi | Analis | a |\n" + HEAD.replace("P1", "Q1") + "Ani | Analis | b |")
    assert [people(satu) for satu in hasil.pembagian] == [[("Budi", "Analis", "C4 1: a")]]
    assert [(f.code, f.cell) for f in hasil.findings] == [("matriks-terpotong", "A6"), ("matriks-sel-sisa", "A6")]


def test_what_is_more_than_is_read_is_told(monkeypatch):
    monkeypatch.setattr(matriks_rows, "PEGAWAI_MAKS", 2)
    rows = [["Bidang Mutasi"], ["Nama", "Jabatan", *(f"Terlaksananya P{n}" for n in range(1, 63))]]
    rows += [[nama, "Analis", "a"] for nama in ("Budi", "Ani", "Cici")]
    hasil = read({"Sheet1": rows})
    (pembagian,) = hasil.pembagian
    assert (len(pembagian.kolom), [baris.nama for baris in pembagian.baris]) == (60, ["Budi", "Ani"])
    assert [(f.code, f.severity, f.cell, dict(f.rincian).get("batas", "")) for f in hasil.findings] == [
        ("matriks-terpotong", "galat", "BJ2", "60 kolom"),
        ("matriks-terpotong", "galat", "A5", "2 orang"),
        ("matriks-sel-sisa", "info", "BK2", ""),
    ]


def test_a_large_list_is_no_matriks_and_a_matriks_that_large_is_not_read(monkeypatch):
    monkeypatch.setattr(foreign_matriks, "_CELLS_MAX", 12)
    daftar = "Nama | Jabatan | Email\n" + "Budi | Analis | a@b.example\n" * 5
    hasil = read({"Bidang Mutasi": HEAD + "Budi | Analis | a |", "Data": daftar})
    assert [len(satu.baris) for satu in hasil.pembagian] == [1]
    assert doubts(hasil) == [("matriks-lembar-lain", "", "")]
    assert doubts(read(HEAD + "Budi | Analis | a |\n" * 5)) == [("berkas-terlalu-besar", "Sheet1", "")]


def test_more_roles_than_a_file_may_hold_are_told(monkeypatch):
    monkeypatch.setattr(matriks_rows, "PERAN_MAKS", 3)
    monkeypatch.setattr(foreign_matriks, "Allowance", lambda: matriks_rows.Allowance(3))
    hasil = read(HEAD + "Budi | Analis | - a / - b | - c / - d\nAni | Analis | e |")
    assert people(hasil.pembagian[0]) == [("Budi", "Analis", "C4 1: a / b", "D4 2: c")]
    assert [f.code for f in hasil.findings] == ["matriks-terpotong", "matriks-sel-sisa"]


def test_a_templates_folder_without_the_wordings_is_the_operators_trouble(tmp_path: Path):
    (tmp_path / "daftar").mkdir()
    (tmp_path / "daftar" / "label-matriks.toml").write_text("[judul]\n", encoding="utf-8")
    with pytest.raises(SkpxlError, match=r"label-matriks\.toml tidak memuat \[kolom\]; salin berkas itu"):
        read_foreign_matriks(b"", Library(tmp_path))
    (tmp_path / "daftar" / "label-matriks.toml").unlink()
    with pytest.raises(SkpxlError, match=r"label-matriks\.toml tidak ada; salin berkas itu"):
        read_foreign_matriks(b"", Library(tmp_path))


# --- properties --------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from("laporan data rapat berkas sistem arsip layanan panduan dokumen mutasi pensiun".split())
ROLE = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(["Terlaksananya", *words]))
LAYOUTS = {
    "seed": (["Nama Pegawai", "Jabatan"], "Produk dan Layanan Tim Kerja Pada Unit Kerja", []),
    "outcome": (["NO", "PEGAWAI", "PANGKAT/GOL", "JABATAN"], "OUTCOME ANTARA / OUTPUT / LAYANAN", []),
    "sasaran": (["NAMA", "JABATAN"], "SASARAN STRATEGIS JPT", ["1. Meningkatnya kualitas"]),
}


@st.composite
def matriks(draw):
    """(columns, people as (name, post, roles per column)), in a layout, bulleted or stacked, merged or not."""
    banyak = draw(st.integers(2, 5))
    kolom = [f"Layanan {n}" for n in range(1, banyak + 1)]
    orang = []
    for n in range(draw(st.integers(1, 6))):
        nama = draw(st.sampled_from(["", f"Budi {'abcdef'[n]}", f"Ani {'abcdef'[n]}, S.Kom."]))
        jabatan = draw(st.sampled_from(["Analis", "Arsiparis"])) if nama else f"Pelaksana {'abcdef'[n]}"
        peran = draw(st.lists(st.lists(ROLE, max_size=3, unique=True), min_size=banyak, max_size=banyak))
        orang.append((nama, jabatan, peran))
    return (
        kolom, orang, draw(st.sampled_from(sorted(LAYOUTS))), draw(st.booleans()), draw(st.booleans()),
        draw(st.integers(0, 3)), draw(st.integers(0, 2)), draw(st.sampled_from(["", "x", "-", "–"])),
    )  # fmt: skip


def as_grid(kolom, orang, layout, stacked, merged, down, right, none):
    """The matriks as cells."""
    siapa, label, sasaran = LAYOUTS[layout]
    kosong = "^" if merged else ""
    lebar = "<" if merged else ""
    rows = [[] for _ in range(down)] + [["Bidang Mutasi"], [*siapa, label, *[lebar] * (len(kolom) - 1)]]
    for teks in sasaran:
        rows.append([*[kosong] * len(siapa), teks, *[lebar] * (len(kolom) - 1)])
    rows.append([*[kosong] * len(siapa), *kolom])
    for nomor, (nama, jabatan, peran) in enumerate(orang, start=1):
        isi = {"NO": str(nomor), "PANGKAT/GOL": "III/a"}
        awal = [nama if s in ("Nama Pegawai", "PEGAWAI", "NAMA") else isi.get(s, jabatan) for s in siapa]
        if stacked:
            for ke in range(max(1, *map(len, peran))):
                di = awal if ke == 0 else [kosong] * len(siapa)
                rows.append([*di, *(satu[ke] if ke < len(satu) else none if ke == 0 else "" for satu in peran)])
        else:
            rows.append([*awal, *("\n".join(f"- {p}" for p in satu) or none for satu in peran)])
    return [["", ""][:right] + row for row in rows]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matriks())
def test_whatever_the_layout_the_same_roles_are_read(isi):
    kolom, orang, *_ = isi
    hasil = read({"Sheet1": as_grid(*isi)})
    assert doubts(hasil) == []
    (pembagian,) = hasil.pembagian
    assert baca(pembagian) == (
        "Bidang Mutasi",
        kolom,
        [(nama, jabatan, False, peran) for nama, jabatan, peran in orang],
    )
    assert len(set(ids(hasil))) == len(ids(hasil))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(matriks())
def test_what_we_print_is_what_is_read(isi):
    kolom, orang, *_ = isi
    produk = tuple(Produk(unit="A", kode=str(n), teks=teks) for n, teks in enumerate(kolom))
    dicetak = MatriksPeranHasil(
        unit=Unit(kode="A", nama="Bidang Mutasi"),
        kolom=produk[:-1],
        baris=tuple(
            BarisMatriks(
                nama=nama,
                jabatan=jabatan,
                peran={p.id: tuple(Peran(teks=t) for t in satu) for p, satu in zip(produk[:-1], peran, strict=False)},
                sisa=tuple(Peran(teks=t) for t in peran[-1]),
            )
            for nama, jabatan, peran in orang
        ),
    )
    hasil = read(printed(dicetak))
    assert doubts(hasil) == []
    assert [baca(satu) for satu in hasil.pembagian] == [tulis(dicetak)]


SOUP = [
    *(kata for grup in KATA.label.grup.values() for ragam in grup.values() for kata in ragam[:2]),
    "Budi", "Analis", "1", "1. Meningkatnya X", "- a\n- b", "=-Terlaksananya", "#REF!", "Kupang, 3 Januari 2022", NIP,
    "<", "^", "", "", "", "", "x", "√", "Terlaksananya A", "\x0b", "🙂", "(" * 200, "a" * 500, "Budi (lanjutan)", "\n",
    "NIP. 1981",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(1, 9))
def test_random_cells_never_raise_and_every_id_is_its_own(seed, tall, wide):
    acak = random.Random(seed)
    cells = [[acak.choice(SOUP) for _ in range(wide)] for _ in range(tall)]
    if acak.random() < 0.8:
        cells.insert(acak.randrange(tall), ["Nama Pegawai", "Jabatan", "Produk dan Layanan", "<", "<"])
    hasil = read(soup_book(cells))
    assert len(set(ids(hasil))) == len(ids(hasil))
    assert hasil.pembagian or [f.severity for f in hasil.findings] == ["galat"]
    worded(hasil.findings, LIBRARY.pesan)


def soup_book(cells) -> bytes:
    """The cells in a workbook; what begins with `=` is a formula with an error, `#REF!` an error."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text.startswith(("=", "#")):
                sheet.write_formula(r, c, text if text[0] == "=" else "=A1", value="#NAME?")
            elif text not in ("", "<", "^"):
                sheet.write_string(r, c, text)
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            if text == "<" and c and row[c - 1] not in ("<", "^"):
                sheet.merge_range(r, c - 1, r, c, row[c - 1])
    book.close()
    return data.getvalue()


def test_the_wordings_are_no_two_things_at_once():
    for grup, isi in KATA.label.grup.items():
        semua = [(fold(kata), nama) for nama, ragam in isi.items() for kata in ragam]
        assert len({kata for kata, _ in semua}) == len(set(semua)), grup
