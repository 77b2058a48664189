"""Angka kredit: who is granted how much for which months, worked out by hand, and what the three pages of it say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from credits import ORDER, came, grants, of_credit
from forms import INSTANSI, KETUA, PPPK, STAF

from skpxl.books.paper import write_papers
from skpxl.model.pegawai import KeteranganJF, Pegawai
from skpxl.papers.credits import TERMASUK, Konversi
from skpxl.papers.doubtful import doubtful_figures
from skpxl.papers.order import Penandatanganan, WantedPapers

CONFIRMED = frozenset(doubtful_figures(("angka-kredit",), ORDER.library.aturan))
SURE = replace(ORDER, wanted=WantedPapers(confirmed=CONFIRMED, signing=Penandatanganan("Kupang", date(2027, 1, 10))))
TAHUN = ((1, 1), (12, 31))


def given(*files, **other):
    found = grants(*files, **other).of_file
    return {name: str(one.kredit.nilai) if isinstance(one, Konversi) else one for name, one in found.items()}


# -- how much ----------------------------------------------------------------------------------------------------------

# jabatan | whole year Baik | January - May (5/12) Sangat Baik (150 %) | June - December (7/12) Kurang (50 %)
BY_HAND = """
Perawat Pemula                   | 3.75  | 2.34  | 1.09
Perawat Terampil                 | 5.00  | 3.13  | 1.46
Perawat Mahir                    | 12.50 | 7.81  | 3.65
Perawat Penyelia                 | 25.00 | 15.63 | 7.29
Analis Anggaran Ahli Pertama     | 12.50 | 7.81  | 3.65
Analis Anggaran Ahli Muda        | 25.00 | 15.63 | 7.29
Analis Anggaran Ahli Madya       | 37.50 | 23.44 | 10.94
Analis Anggaran Ahli Utama       | 50.00 | 31.25 | 14.58
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in BY_HAND.strip().splitlines()]
MEI, JUNI = ((1, 1), (5, 31)), ((6, 1), (12, 31))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_jenjang_for_a_year_and_for_its_two_parts(row):
    jabatan, year, first, second = row
    assert given(came("a", jabatan)) == {"a": year}
    parts = (came("a", jabatan, MEI, "Sangat Baik"), came("b", jabatan, JUNI, "Kurang"))
    assert given(*parts) == {"a": first, "b": second}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (MEI, JUNI, ("5.21", "7.29")),  # 5/12 and 7/12 of 12.5: 5.208, 7.292
        (((1, 1), (7, 15)), ((7, 16), (12, 31)), ("6.25", "6.25")),
        (((1, 1), (1, 31)), ((2, 1), (12, 31)), ("1.04", "11.46")),
        (((1, 1), (7, 16)), ((7, 17), (12, 31)), ("7.29", "5.21")),
    ],
)
def test_two_skps_share_the_months_of_a_year(first, second, expected):
    jabatan = "Analis Anggaran Ahli Pertama"
    found = given(came("a", jabatan, first), came("b", jabatan, second))
    assert tuple(found.values()) == expected
    assert sum(map(Decimal, found.values())) == Decimal("12.50")


def test_whoever_rises_in_the_year_has_each_part_by_its_own_jenjang():
    # 3/12 x 12.5 = 3.125; 9/12 x 25 = 18.75
    found = given(
        came("a", "Perencana Ahli Pertama", ((1, 1), (3, 31))), came("b", "Perencana Ahli Muda", ((4, 1), (12, 31)))
    )
    assert found == {"a": "3.13", "b": "18.75"}


def test_the_same_days_twice_give_nothing_and_say_what_to_do():
    found = given(came("a"), came("b", days=((7, 1), (12, 31))))
    other = {"a": ("b", "1 JANUARI SD 31 DESEMBER"), "b": ("a", "1 JULI SD 31 DESEMBER")}
    assert found == {
        name: f"masanya, {days} TAHUN 2026, bertumpuk dengan evaluasi {one}; isi Mulai dan Selesai kedua barisnya di daftar "
        "pegawai, lalu terbitkan evaluasinya lagi"
        for name, (one, days) in other.items()
    }


# -- periodic evaluations ----------------------------------------------------------------------------------------------

TW = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]


def test_periodic_evaluations_give_their_months_until_the_annual_one_is_there():
    quarters = [came(f"tw{n}", days=days, jenis="triwulan") for n, days in enumerate(TW, start=1)]
    assert given(*quarters) == dict.fromkeys(["tw1", "tw2", "tw3", "tw4"], "1.25")
    all_of_them = grants(*quarters, came("akhir"))
    assert (list(all_of_them.of_file), sorted(all_of_them.termasuk)) == (["akhir"], ["tw1", "tw2", "tw3", "tw4"])
    # Only of the days that it covers.
    part = grants(*quarters, came("akhir", days=((1, 1), (6, 30))))
    assert (sorted(part.of_file), sorted(part.termasuk)) == (["akhir", "tw3", "tw4"], ["tw1", "tw2"])
    assert given(came("b1", days=((1, 1), (1, 31)), jenis="bulanan")) == {"b1": "0.42"}


def test_the_reason_of_a_periodic_one_that_is_covered_is_said_in_the_account():
    assert TERMASUK == "evaluasi periodik, bulannya termasuk evaluasi tahunannya"


# -- to whom -----------------------------------------------------------------------------------------------------------

TOO_EARLY = "angka kredit dari predikat dihitung sejak 1 Januari 2023, masanya sebelum itu"


@pytest.mark.parametrize(
    ("file", "pegawai", "reason"),
    [
        (came("a", nip=PPPK), None, "PPPK, sedangkan angka kredit hanya untuk PNS"),
        (came("a", nip=PPPK), Pegawai(), "PPPK, sedangkan angka kredit hanya untuk PNS"),
        (came("a"), Pegawai(status="PPPK Paruh Waktu"), "PPPK Paruh Waktu, sedangkan angka kredit hanya untuk PNS"),
        (came("a"), Pegawai(status="CPNS"), "CPNS, sedangkan angka kredit hanya untuk PNS"),
        (came("a"), Pegawai(status=" pns "), "5.00"),
        (came("a", tahun=2022), None, TOO_EARLY),
        (came("a", tahun=2022, days=((12, 1), (12, 31)), jenis="bulanan"), None, TOO_EARLY),
        (came("a", tahun=2023), None, "5.00"),
        (came("a", "Pengelola Data"), None, "jenjang jabatan fungsional tidak dikenali dari nama jabatannya"),
        (came("a", "Teknisi Terampil"), Pegawai(jenis_jabatan="Pelaksana"), "bukan jabatan fungsional"),
        (came("a"), Pegawai(jenis_jabatan="JF keterampilan"), "5.00"),
        (came("a"), Pegawai(jenis_jabatan="Fungsional Keterampilan"), "5.00"),
        (came("a", days=((5, 17), (5, 31))), None, "masa penilaiannya kurang dari setengah bulan"),
    ],
)
def test_only_pns_in_a_jabatan_fungsional_and_only_from_2023(file, pegawai, reason):
    assert given(file, pegawai=pegawai) == {"a": reason}


def test_what_has_no_sure_source_is_not_computed_with_until_somebody_stands_for_it():
    aturan = ORDER.library.aturan
    rules = aturan.angka_kredit
    unsure = rules.jenjang["Terampil"].model_copy(update={"terverifikasi": False})
    rules = rules.model_copy(update={"jenjang": {**rules.jenjang, "Terampil": unsure}})
    library = type("L", (), {"aturan": replace(aturan, angka_kredit=rules)})
    order = replace(ORDER, library=library)
    assert given(came("a"), order=order) == {
        "a": "koefisien Terampil (5) belum terverifikasi; cocokkan dengan peraturannya, lalu ulangi dengan --confirm NAMA "
        "(nama Anda; dicatat sekali untuk putaran SKP ini)"
    }
    figures = frozenset(doubtful_figures(("angka-kredit",), library.aturan))
    assert given(came("a"), order=replace(order, wanted=WantedPapers(confirmed=figures))) == {"a": "5.00"}
    assert {figure.nama for figure in figures} - {figure.nama for figure in CONFIRMED} == {"koefisien Terampil"}


# -- what the pages say ------------------------------------------------------------------------------------------------


def pages(naskah, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(write_papers([naskah], ORDER.library, "A4"))
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            row for cells in sheet.iter_rows(values_only=True) if (row := [str(c) for c in cells if c is not None])
        ]
        for sheet in book.worksheets
    }


KNOWN = Pegawai(
    nip=STAF,
    jf=KeteranganJF(
        karpeg="B 01234567", tempat_lahir="Kupang", tmt_pangkat=date(2024, 4, 1), tmt_jabatan=date(2023, 1, 2),
        ak_dasar=Decimal("7.5"), ak_konversi=Decimal("5"),
    ),
)  # fmt: skip
SIGNED = [
    ["Ditetapkan di Kupang"], ["Pada tanggal 10 Januari 2027"], ["Pejabat Penilai Kinerja,"], ["Yosua Manafe, S.Kom."],
    ["NIP. 198607292010121902"], ["Tembusan disampaikan kepada:"], ["1. Pejabat fungsional yang bersangkutan;"],
    ["2. Pimpinan unit kerja;"], ["3. Kepala BKD/BKPSDM atau biro yang membidangi kepegawaian; dan"],
    ["4. Pejabat lain yang dianggap perlu."],
]  # fmt: skip


def test_konversi_is_the_form_of_bkn(tmp_path):
    parts = (came("a", days=MEI), came("b", days=JUNI, predikat="Sangat Baik"))
    found = pages(of_credit(*parts, pegawai=KNOWN, order=SURE), tmp_path)
    assert list(found) == ["Konversi", "Akumulasi", "Penetapan"]
    assert found["Konversi"] == [
        [INSTANSI],
        ["KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT"],
        ["NOMOR: …………………"],
        [f"Instansi: {INSTANSI}", "Periode: 1 Juni s.d. 31 Desember tahun 2026"],
        ["PEJABAT FUNGSIONAL YANG DINILAI"],
        ["1", "Nama", "Melati Kasedu, A.Md."],
        ["2", "NIP", STAF],
        ["3", "Nomor Seri Karpeg", "B 01234567"],
        ["4", "Tempat/Tgl. Lahir", "Kupang, 1 April 1990"],
        ["5", "Jenis Kelamin", "Perempuan"],
        ["6", "Pangkat/Gol. Ruang/TMT", "Pengatur, II/c / TMT 1 April 2024"],
        ["7", "Jabatan/TMT", "Perawat Terampil / TMT 2 Januari 2023"],
        ["8", "Unit Kerja", "Bidang Mutasi"],
        ["9", "Instansi", INSTANSI],
        ["KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT"],
        ["HASIL PENILAIAN KINERJA", "KOEFISIEN PER TAHUN", "ANGKA KREDIT YANG DIDAPAT (kolom 2 x kolom 3)"],
        ["PREDIKAT", "PROSENTASE"],
        ["1", "2", "3", "4"],
        ["Sangat Baik", "7/12 x 150%", "5", "4,38"],  # 7/12 x 1.5 x 5 = 4.375
        *SIGNED,
    ]


def test_akumulasi_lists_the_parts_of_the_year_and_penetapan_adds_what_was_there(tmp_path):
    parts = (came("a", days=MEI), came("b", days=JUNI, predikat="Sangat Baik"))
    found = pages(of_credit(*parts, pegawai=KNOWN, order=SURE), tmp_path)
    akumulasi, penetapan = found["Akumulasi"], found["Penetapan"]
    assert akumulasi[3] == [f"Instansi: {INSTANSI}", "Masa Penilaian: 1 Januari s.d. 31 Desember tahun 2026"]
    assert akumulasi[akumulasi.index(["1", "2", "3", "4", "5", "6"]) : -len(SIGNED)] == [
        ["1", "2", "3", "4", "5", "6"],
        ["2026", "Januari - Mei", "Baik", "5/12 x 100%", "5", "2,08"],
        ["2026", "Juni - Desember", "Sangat Baik", "7/12 x 150%", "5", "4,38"],
        ["JUMLAH ANGKA KREDIT YANG DIPEROLEH", "6,46"],
    ]
    # Terampil: 20 for the next pangkat, 60 for the next jenjang. 12.5 + 6.46 = 18.96: 1.04 and 41.04 are wanting.
    assert penetapan[penetapan.index(["HASIL PENILAIAN ANGKA KREDIT"]) : -len(SIGNED)] == [
        ["HASIL PENILAIAN ANGKA KREDIT"],
        ["II", "PENETAPAN ANGKA KREDIT", "LAMA", "BARU", "JUMLAH", "KETERANGAN"],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "AK Dasar yang diberikan", "7,5", "-", "7,5"],
        ["2", "AK JF lama", "-", "-", "-"],
        ["3", "AK Penyesuaian/Penyetaraan", "-", "-", "-"],
        ["4", "AK Konversi", "5", "6,46", "11,46"],
        ["5", "AK yang diperoleh dari peningkatan pendidikan", "-", "-", "-"],
        ["JUMLAH ANGKA KREDIT KUMULATIF", "12,5", "6,46", "18,96"],
        ["KETERANGAN", "PANGKAT", "JENJANG JABATAN"],
        ["Angka Kredit minimal yang harus dipenuhi untuk kenaikan pangkat/jenjang", "20", "60"],
        ["Kekurangan Angka Kredit yang harus dipenuhi untuk kenaikan pangkat", "1,04", "-"],
        ["Kekurangan Angka Kredit yang harus dipenuhi untuk kenaikan jenjang", "-", "41,04"],
        ["III   DAPAT/TIDAK DAPAT *) DIPERTIMBANGKAN UNTUK KENAIKAN PANGKAT/JENJANG JABATAN SETINGKAT LEBIH TINGGI"],
        ["*) Coret yang tidak perlu."],
    ]
    first = of_credit(*parts[:1], pegawai=KNOWN, order=SURE)
    assert (first.values["penetapan_total_jumlah"], first.values["akumulasi_periode"]) == (
        "14,58", "Masa Penilaian: 1 Januari s.d. 31 Mei tahun 2026",
    )  # fmt: skip


# jabatan | minimal for pangkat, jenjang | difference of 90 + a year Baik
LEAST = """
Perawat Pemula               | 15  | 15  | Kelebihan 78,75  | Kelebihan 78,75
Perawat Terampil             | 20  | 60  | Kelebihan 75     | Kelebihan 35
Perawat Mahir                | 50  | 100 | Kelebihan 52,5   | Kelebihan 2,5
Perawat Penyelia             | 100 | -   | Kelebihan 15     | Kelebihan/Kekurangan *) -
Analis Anggaran Ahli Pertama | 50  | 100 | Kelebihan 52,5   | Kelebihan 2,5
Analis Anggaran Ahli Muda    | 100 | 200 | Kelebihan 15     | Kekurangan 85
Analis Anggaran Ahli Madya   | 150 | 450 | Kekurangan 22,5  | Kekurangan 322,5
Analis Anggaran Ahli Utama   | 200 | -   | Kekurangan 60    | Kelebihan/Kekurangan *) -
"""
LEAST_ROWS = [[cell.strip() for cell in line.split("|")] for line in LEAST.strip().splitlines()]


@pytest.mark.parametrize("row", LEAST_ROWS, ids=[row[0] for row in LEAST_ROWS])
def test_what_is_over_or_wanting_for_every_jenjang(row):
    jabatan, *expected = row
    pegawai = Pegawai(jf=KeteranganJF(ak_jf_lama=Decimal(90)))
    made = of_credit(came("a", jabatan), pegawai=pegawai, order=SURE)
    isi, words = made.values, made.context
    assert expected == [
        isi["syarat_minimal_pangkat"],
        isi["syarat_minimal_jenjang"],
        f"{words['selisih_pangkat']} {isi['syarat_untuk_pangkat_pangkat']}",
        f"{words['selisih_jenjang']} {isi['syarat_untuk_jenjang_jenjang']}",
    ]


def test_what_the_roster_does_not_say_is_left_open(tmp_path):
    naskah = of_credit(came("a", nip=KETUA))
    found = pages(naskah, tmp_path)
    konversi, penetapan = found["Konversi"], found["Penetapan"]
    assert ["3", "Nomor Seri Karpeg"] in konversi
    assert ["6", "Pangkat/Gol. Ruang/TMT", "Pengatur, II/c / TMT …………………"] in konversi
    assert ["4", "AK Konversi", "5"] in penetapan
    assert ["JUMLAH ANGKA KREDIT KUMULATIF", "5"] in penetapan
    assert ["Angka Kredit minimal yang harus dipenuhi untuk kenaikan pangkat/jenjang"] in penetapan
    assert ["Kelebihan/Kekurangan *) Angka Kredit yang harus dipenuhi untuk kenaikan pangkat", "-"] in penetapan
    assert ["Ditetapkan di …………………"] in konversi
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Konversi"]
    open_cells = [cell.value for row in sheet.iter_rows() for cell in row if not cell.protection.locked and cell.value]
    assert open_cells[0] == "NOMOR: …………………"
    assert not any("terverifikasi" in cell for rows in found.values() for row in rows for cell in row)


def test_the_letterhead_is_that_of_the_campaign():
    kop = {"": ("PEMERINTAH {instansi}", "Tahun {tahun}")}
    made = of_credit(order=replace(ORDER, wanted=WantedPapers(kop=kop)))
    assert made.context["kop"] == f"PEMERINTAH {INSTANSI}\nTahun 2026"
