"""`skpxl merge`: every result under its product through the chain, or in *Belum terpetakan*, never away."""

import re
from collections import Counter

import openpyxl
import pytest
from campaigns import (
    ALL,
    ANSWERS,
    OF_KABID,
    OF_KETUA,
    OF_STAF,
    SEKRETARIS,
    SHEET,
    TWO_UNITS,
    issue,
    returned,
    rows,
    skpxl,
    too_low,
    tree,
)
from excel_rules import check_excel
from forms import INSTANSI, KABID, KETUA, KUANTITATIF, PRODUK, STAF, UNIT, kuantitatif, make_form, read, save

from skpxl.model.unit import Organisasi
from skpxl.placing.susunan import Arranger

P1, P2 = (product.teks for product in PRODUK)
LEFT = "Belum terpetakan"


def merged(tmp_path, inbox, *options, code=0):
    """(path, run) of a merge of `inbox`."""
    path = tmp_path / "hasil" / "matriks.xlsx"
    return path, skpxl("merge", inbox, "-o", path, "--as-of", "2022-02-01", *options, code=code)


def matrix(path, sheet):
    """The rows of a matriks below its title: product heads, then name, post, roles; blank rows left out."""
    table = rows(path, sheet)
    head = next(number for number, row in enumerate(table) if row[0] == "Nama Pegawai")
    width = max((n for n, cell in enumerate(table[head + 1], start=1) if cell), default=2)
    return [table[head + 1][2:width], *([str(cell) for cell in row[:width]] for row in table[head + 2 :] if any(row))]


@pytest.fixture
def with_roster(tmp_path):
    inbox = returned(tmp_path)
    return merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx")


def test_results_stand_under_the_product_they_serve_through_the_chain(with_roster):
    path, _ = with_roster
    heads, *people = matrix(path, SHEET)
    assert heads == [P1, P2, LEFT]
    assert people == [
        ["Rosalina Wanggai, S.STP.", "Kepala Bidang Pembinaan Kepegawaian\n(SKP belum masuk)", "", "", ""],
        [
            "Yosua Manafe, S.Kom.", "Subkoordinator/Pranata Komputer Ahli Muda", "- Terlaksananya konsultasi kepegawaian",
            "- Tersusunnya data mutakhir", "",
        ],
        [
            "Melati Kasedu, A.Md.", "Pranata Komputer Terampil", "- Terlayaninya tamu konsultasi", "- Terentrinya data",
            "- Terbantunya panitia",
        ],
        ["Bagas Lerik, S.Sos.", "Analis SDM Aparatur Ahli Pertama", "- Konsultasi yang memuaskan", "", ""],
        ["", "Analis Kebijakan Ahli Muda\n(jabatan lowong)", "", "", ""],
    ]  # fmt: skip


def test_the_sheet_is_laid_out_and_printed_as_the_seed_has_it(with_roster):
    path, _ = with_roster
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == [
        "MATRIKS PERAN HASIL", f"{INSTANSI}\nBADAN KEPEGAWAIAN CONTOH", "TAHUN 2022",
    ]  # fmt: skip
    assert sheet.oddHeader.left.text == f"Badan Kepegawaian Contoh · {UNIT.nama}"
    head = next(row for row in range(1, 20) if sheet[f"A{row}"].value == "Nama Pegawai")
    assert sheet[f"A{head - 4}"].value == f"1. {UNIT.nama}"
    assert re.fullmatch(
        r"Keadaan per \d+ [A-Z][a-z]+ 20\d\d, 3 dari 4 SKP\nBaris abu-abu .*", sheet[f"A{head - 2}"].value
    )
    assert (sheet[f"B{head}"].value, sheet[f"C{head}"].value) == (
        "Jabatan", "Produk dan Layanan Tim Kerja Pada Unit Kerja",
    )  # fmt: skip
    merges = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{head}:A{head + 1}", f"B{head}:B{head + 1}", f"C{head}:E{head}"} <= merges
    assert (sheet.print_title_rows, sheet.print_title_cols) == (f"${head}:${head + 1}", "$A:$B")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.freeze_panes == f"C{head + 2}"
    assert sheet.oddFooter.right.text == "Halaman &P dari &N"


def test_the_workbook_has_its_sheets_clips_nothing_and_breaks_no_rule(with_roster):
    path, _ = with_roster
    assert check_excel(path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Daftar Isi", SHEET, "Cakupan", "Kaskade", "Usulan Penempatan", "Penempatan", "_daftar", "Ringkasan", "Perubahan",
        "Kelengkapan", "Temuan", "Data", "_skpxl",
    ]  # fmt: skip
    assert {sheet.title: too_low(sheet) for sheet in book.worksheets} == {name: [] for name in book.sheetnames}
    (table,) = book["Data"].tables.values()
    data = rows(path, "Data")
    assert table.ref == f"A1:Z{len(data)}"
    assert [column.name for column in table.tableColumns] == data[0]


def test_the_accounts_add_up(with_roster):
    path, run = with_roster
    assert run.out.splitlines()[-4:] == [
        "3 berkas = 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini.",
        "5 orang = 3 masuk + 1 belum masuk + 1 jabatan lowong.",
        f"Gambar kaskade: {path.with_name('matriks-gambar')} (1 berkas)",
        f"Matriks: {path}",
    ]
    assert [row[:3] for row in rows(path, "Ringkasan")[1:]] == [
        [
            "Berkas diterima",
            3,
            "= 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini",
        ],
        ["Orang dalam unit", 5, "= 3 masuk + 1 belum masuk + 1 jabatan lowong; menurut daftar pegawai"],
        ["Hasil kerja", 6, "= 5 di bawah produk + 1 belum terpetakan"],
        ["Perubahan", 0, "Dicatat sejak 1 Februari 2022; yang berubah sesudah itu tampak di sini."],
    ]
    assert rows(path, "Daftar Isi")[2:] == [
        ["Perangkat Daerah", "Kode", "Unit", "Cakupan", "Orang", "Masuk", "SKP masuk (%)", "Belum dapat dipakai",
         "Belum masuk", "Tidak bertugas", "Lowong", "Produk", "Peran", "Belum terpetakan", "Produk tanpa peran", "Gambar"],
        ["Seluruhnya", "", "1 unit", "", 5, 3, 0.75, 0, 1, 0, 1, 2, 6, 1, 0, ""],
        [UNIT.perangkat_daerah, UNIT.kode, UNIT.nama, "unit ini", 5, 3, 0.75, 0, 1, 0, 1, 2, 6, 1, 0, "lihat"],
    ]  # fmt: skip
    assert [(row[3], row[6], row[7]) for row in rows(path, "Kelengkapan")[1:]] == [
        ("Rosalina Wanggai, S.STP.", "belum masuk", 0),
        ("Yosua Manafe, S.Kom.", "diterima", 2),
        ("Melati Kasedu, A.Md.", "diterima", 3),
        ("Bagas Lerik, S.Sos.", "diterima", 1),
        ("", "jabatan lowong", 0),
    ]


def test_data_has_one_row_per_indikator_with_its_product(with_roster):
    path, _ = with_roster
    table = rows(path, "Data")
    wanted = ("Nama", "Bagian", "No", "Produk", "Rencana Hasil Kerja", "Aspek", "Indikator", "Target")
    pick = [table[0].index(name) for name in wanted]
    found = [[row[column] for column in pick] for row in table[1:]]
    melati, bagas = "Melati Kasedu, A.Md.", "Bagas Lerik, S.Sos."
    yosua = "Yosua Manafe, S.Kom."
    assert sorted(found) == sorted([
        [yosua, "utama", 1, P1, "Terlaksananya konsultasi kepegawaian", "Kuantitas", "Jumlah konsultasi", "20 orang"],
        [yosua, "utama", 2, P2, "Tersusunnya data mutakhir", "Kualitas", "Ketepatan data", "95%"],
        [melati, "utama", 1, P1, "Terlayaninya tamu konsultasi", "Waktu", "Lama layanan", "1 hari"],
        [melati, "utama", 2, P2, "Terentrinya data", "Kuantitas", "Jumlah data", "100 data"],
        [melati, "tambahan", 1, "", "Terbantunya panitia", "Biaya", "Anggaran panitia", "Rp1.000"],
        [bagas, "utama", 1, P1, "Konsultasi yang memuaskan", "", "95% puas", ""],
        [bagas, "utama", 1, P1, "Konsultasi yang memuaskan", "", "Semua dalam 1 hari", ""],
    ])  # fmt: skip


def test_findings_name_who_is_missing_and_what_has_no_place(with_roster):
    path, run = with_roster
    table = rows(path, "Temuan")
    assert {(row[4], row[12]) for row in table[1:]} == {
        ("Rosalina Wanggai, S.STP.", "belum-masuk"),
        ("", "jabatan-tanpa-nama"),
        ("Melati Kasedu, A.Md.", "belum-terpetakan"),
    }
    assert "“Terbantunya panitia” (Melati Kasedu, A.Md.) belum dapat ditempatkan di bawah produk mana pun" in run.out
    (unplaced,) = [row for row in table if row[12] == "belum-terpetakan"]
    slot = make_form(KUANTITATIF).layout.by_key["hasil_kerja_tambahan_1_rencana_hasil_kerja_diintervensi"]
    assert unplaced[5] == f"SKP!B{slot.kotak.row}"


def test_without_a_roster_the_matriks_is_built_from_what_the_workbooks_carry(tmp_path):
    path, run = merged(tmp_path, returned(tmp_path), "--level", "unit", "--level", "1")
    heads, *people = matrix(path, SHEET)
    assert heads == [P1, P2, LEFT]
    assert {row[0]: row[2:] for row in people} == {
        "Rosalina Wanggai, S.STP.": ["", "", ""],
        "Yosua Manafe, S.Kom.": ["- Terlaksananya konsultasi kepegawaian", "- Tersusunnya data mutakhir", ""],
        "Melati Kasedu, A.Md.": ["- Terlayaninya tamu konsultasi", "- Terentrinya data", "- Terbantunya panitia"],
        "Bagas Lerik, S.Sos.": ["- Konsultasi yang memuaskan", "", ""],
    }
    # The Kabid is named as penilai and not among the files: she is missing, once, and it is said who waits for her.
    assert run.out.splitlines()[-4:-2] == [
        "4 orang = 3 masuk + 1 belum masuk + 0 jabatan lowong.",
        "Tanpa daftar pegawai: penilai yang belum masuk: Rosalina Wanggai, S.STP. (1 orang menunggu); siapa lagi yang "
        "belum mengirim tidak diketahui.",
    ]
    assert "menurut formulir yang masuk (tanpa daftar pegawai)" in rows(path, "Ringkasan")[2][2]
    (waiting,) = rows(path, "Rantai Terhambat")[1:]
    assert {"Rosalina Wanggai, S.STP.", 1} <= set(waiting)
    (told,) = [row for row in rows(path, "Temuan") if row[-1] == "penilai-ditunggu"]
    assert "padahal 1 orang menyebutnya sebagai pejabat penilai" in " ".join(told)
    # There is nothing below this unit, and the contents do not say so.
    contents = [cell for row in rows(path, "Daftar Isi") for cell in row]
    assert [cell for cell in contents if str(cell).startswith(("unit ini", "dengan"))] == [
        "unit ini",
        "unit ini (tidak ada di bawahnya)",
    ]


def rewritten(tmp_path, write):
    """The inbox of a ketua tim who wrote his results anew by `write(text, number)` after his staff got their list."""
    before = returned(tmp_path / "a", {KETUA: OF_KETUA})
    forms = issue(tmp_path / "b", "--from", before)
    results = OF_KETUA["hasil_kerja"]["utama"]
    anew = {"hasil_kerja": {"utama": [{**item, "rencana_hasil_kerja": write(item["rencana_hasil_kerja"], number)}
            for number, item in enumerate(results)]}}  # fmt: skip
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    for nip, answers in ((KETUA, anew), (STAF, OF_STAF)):
        form = read(forms / f"SKP_2022_{nip}.xlsx").form
        from skpxl.template.answers import to_values

        save(form.filled(to_values(form.layout, answers, form.terkunci)[0]), inbox / f"{nip}.xlsx")
    return inbox


def links_told(path):
    """What sheet Temuan tells of links: severity, place, and the two texts."""
    head, *table = rows(path, "Temuan")
    told = [dict(zip(head, row, strict=True)) for row in table]
    return [row for row in told if row["Kode"].startswith("tautan-")]


def test_the_chain_goes_by_id_though_the_superior_reworded_his_result(tmp_path):
    inbox = rewritten(tmp_path, lambda text, number: f"{text} secara terpadu")
    path, _ = merged(tmp_path, inbox, "--roster", tmp_path / "b" / "roster.xlsx")
    people = {row[0]: row[2:] for row in matrix(path, SHEET)[1:]}
    assert people["Melati Kasedu, A.Md."] == [
        "- Terlayaninya tamu konsultasi",
        "- Terentrinya data",
        "- Terbantunya panitia",
    ]
    assert people["Yosua Manafe, S.Kom."] == [
        "- Terlaksananya konsultasi kepegawaian secara terpadu",
        "- Tersusunnya data mutakhir secara terpadu",
        "",
    ]
    told = "Yang dipilih sebagai “{0}” sekarang berbunyi “{1} secara terpadu”; 1 hasil kerja tetap di bawahnya.".format
    assert [(row["Tingkat"], row["Tempat"], row["Masalah"]) for row in links_told(path)] == [
        ("peringatan", UNIT.nama, told(*["Terlaksananya konsultasi kepegawaian"] * 2)),
        ("peringatan", UNIT.nama, told("tersusunnya DATA mutakhir.", "Tersusunnya data mutakhir")),
    ]


def test_a_result_that_the_superior_wrote_anew_is_not_taken_for_what_was_chosen(tmp_path):
    inbox = rewritten(tmp_path, lambda text, number: f"Ditulis ulang {number}")
    path, run = merged(tmp_path, inbox, "--roster", tmp_path / "b" / "roster.xlsx", code=1)
    people = {row[0]: row[2:] for row in matrix(path, SHEET)[1:]}
    assert people["Melati Kasedu, A.Md."] == [
        "", "", "- Terlayaninya tamu konsultasi → diusulkan: Layanan konsultasi kepegawaian (80 dari 100)\n"
        "- Terentrinya data → diusulkan: Data kepegawaian yang mutakhir (70 dari 100)\n- Terbantunya panitia",
    ]  # fmt: skip
    assert people["Yosua Manafe, S.Kom."] == ["- Ditulis ulang 0", "- Ditulis ulang 1", ""]
    assert [(row["Tingkat"], row["Pegawai"], row["Sel"], row["Masalah"]) for row in links_told(path)] == [
        ("galat", "Melati Kasedu, A.Md.", cell,
         f"Yang dipilih untuk “{text}” (Melati Kasedu, A.Md.) adalah “{chosen}”, tetapi di tempatnya sekarang tertulis "
         f"“Ditulis ulang {number}”, dan “{chosen}” tidak ada lagi.")
        for number, (cell, text, chosen) in enumerate([
            ("SKP!B24", "Terlayaninya tamu konsultasi", "Terlaksananya konsultasi kepegawaian"),
            ("SKP!B28", "Terentrinya data", "tersusunnya DATA mutakhir."),
        ])
    ]  # fmt: skip
    assert "2 galat dalam matriks; rinciannya di lembar Temuan." in run.err


def test_a_missing_superior_breaks_the_chain_and_the_reason_is_said(tmp_path):
    path, run = merged(tmp_path, returned(tmp_path, {STAF: OF_STAF}), "--roster", tmp_path / "roster.xlsx")
    people = {row[0]: row[2:] for row in matrix(path, SHEET)[1:]}
    assert people["Melati Kasedu, A.Md."] == [
        "", "", "- Terlayaninya tamu konsultasi → diusulkan: Layanan konsultasi kepegawaian (80 dari 100)\n"
        "- Terentrinya data → diusulkan: Data kepegawaian yang mutakhir (70 dari 100)\n- Terbantunya panitia",
    ]  # fmt: skip
    assert "SKP Yosua Manafe, S.Kom. belum masuk. Yang belum dapat ditempatkan di bawah produk karenanya: " in run.out
    (link,) = [row for row in rows(path, "Temuan") if row[-1] == "skp-atasan-ditunggu"]
    assert "Yosua Manafe, S.Kom." in link
    assert f"3 hasil kerja dari 1 orang dalam matriks {UNIT.nama}" in " | ".join(link)
    # That is the one cause: neither the choices that are on no list for it nor each product beside it; whom the Kabid
    # holds up is another.
    assert Counter(row[-1] for row in rows(path, "Temuan")[1:]) == {
        "skp-atasan-ditunggu": 1,
        "belum-masuk": 3,
        "jabatan-tanpa-nama": 1,
        "produk-belum-didukung": 1,
        "rantai-terhambat": 1,
    }


def test_several_units_get_a_sheet_each_and_one_can_be_asked_for(tmp_path):
    answers = {**ANSWERS, KABID: OF_KABID, SEKRETARIS.nip: OF_KETUA}
    inbox = returned(tmp_path, answers, organisasi=TWO_UNITS)
    path, run = merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx")
    assert openpyxl.load_workbook(path).sheetnames[:4] == ["Daftar Isi", SHEET, "SEK Sekretariat", "Cakupan"]
    assert run.out.splitlines()[-3] == "6 orang = 5 masuk + 0 belum masuk + 1 jabatan lowong."
    # He chose products of another unit: his roles stand in the matriks of that unit, his own has none.
    assert matrix(path, SHEET)[-1] == [
        "Petrus Ndolu, S.E.\n(Sekretariat)", "Sekretaris", "- Terlaksananya konsultasi kepegawaian",
        "- Tersusunnya data mutakhir", "",
    ]  # fmt: skip
    assert matrix(path, "SEK Sekretariat")[1:] == [["Petrus Ndolu, S.E.", "Sekretaris"]]
    assert "Petrus Ndolu, S.E. (Sekretaris) tidak punya peran" not in run.out
    one = tmp_path / "satu.xlsx"
    run = skpxl("merge", inbox, "-o", one, "--roster", tmp_path / "roster.xlsx", "--unit", "SEK")
    assert openpyxl.load_workbook(one).sheetnames[:3] == ["Daftar Isi", "SEK Sekretariat", "Cakupan"]
    assert rows(one, "Ringkasan")[4][:2] == ["Berkas di luar unit ini", 4]


def test_a_person_in_two_units_stands_in_both_with_the_results_made_there(tmp_path):
    both = Organisasi(
        pegawai=(*ALL, SEKRETARIS, ALL[1].model_copy(update={"unit_kerja": "SEK", "nip_penilai": SEKRETARIS.nip, "baris": 9})),
        unit=TWO_UNITS.unit, produk=PRODUK,
    )  # fmt: skip
    forms = issue(tmp_path, organisasi=both)
    other = kuantitatif(
        "bagian | atasan | rencana | aspek | i | t\nutama | Rapat | Tersusunnya notula | Waktu | i | 1 hari"
    )
    inbox = tmp_path / "masuk"
    from skpxl.template.answers import to_values

    for name, answers in ((f"SKP_2022_{KETUA}.xlsx", OF_KETUA), (f"SKP_2022_{KETUA}_2.xlsx", other)):
        form = read(forms / name).form
        save(form.filled(to_values(form.layout, answers, form.terkunci)[0]), inbox / name)
    path, run = merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx")
    first = {row[0]: row[2:] for row in matrix(path, SHEET)[1:]}
    second = {row[0]: row[2:] for row in matrix(path, "SEK Sekretariat")[1:]}
    assert first["Yosua Manafe, S.Kom."] == ["- Terlaksananya konsultasi kepegawaian", "- Tersusunnya data mutakhir"]
    assert second["Yosua Manafe, S.Kom."] == ["- Tersusunnya notula"]
    assert "2 berkas = 2 diterima" in run.out
    skpxl("merge", inbox, "-o", tmp_path / "sek.xlsx", "--roster", tmp_path / "roster.xlsx", "--unit", "SEK")
    assert rows(tmp_path / "sek.xlsx", "Ringkasan")[3][:2] == ["Hasil kerja", 1]


def test_contradicting_files_are_left_out_and_said(tmp_path):
    inbox = returned(tmp_path)
    forged = read(inbox / f"SKP_2022_{KETUA}.xlsx").form
    save(forged.filled({**forged.isian, "hasil_kerja_utama_1_rencana_hasil_kerja": "lain"}), inbox / "lain.xlsx")
    path, run = merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx", code=1)
    states = {row[3]: row[6] for row in rows(path, "Kelengkapan")[1:]}
    assert states["Yosua Manafe, S.Kom."] == "ada, tetapi belum dapat dipakai (lihat Temuan)"
    assert (
        "4 berkas = 2 diterima + 2 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini."
        in run.out
    )


def test_two_files_of_one_person_that_do_not_collide_are_merged_cell_by_cell(tmp_path):
    inbox = returned(tmp_path)
    mine = read(inbox / f"SKP_2022_{KETUA}.xlsx").form
    row = "hasil_kerja_utama_3_"
    third = {
        f"{row}rencana_hasil_kerja_diintervensi": P1, f"{row}rencana_hasil_kerja": "Hasil ketiga",
        f"{row}indikator_1_aspek": "Waktu", f"{row}indikator_1_indikator_kinerja_individu": "Lama",
        f"{row}indikator_1_target": "1 hari",
    }  # fmt: skip
    save(mine.filled(third), inbox / "lain.xlsx")
    path, run = merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx")
    people = {row[0]: row[2:] for row in matrix(path, SHEET)[1:]}
    assert people["Yosua Manafe, S.Kom."][:2] == [
        "- Terlaksananya konsultasi kepegawaian\n- Hasil ketiga", "- Tersusunnya data mutakhir",
    ]  # fmt: skip
    assert (
        "4 berkas = 3 diterima + 0 perlu perbaikan + 0 tidak terbaca + 1 ganda + 0 bukan formulir terbitan instansi ini."
        in run.out
    )


def test_a_circle_of_superiors_ends_and_is_said():
    up = kuantitatif("b | a | r | s | i | t\nutama | Hasil B | Hasil A | Waktu | i | 1 hari")
    down = kuantitatif("b | a | r | s | i | t\nutama | Hasil A | Hasil B | Waktu | i | 1 hari")
    from forms import ORGANISASI

    from skpxl.kinds.skp import skp_dari

    head, *others = ORGANISASI.pegawai
    people = (head.model_copy(update={"nip_penilai": KETUA}), *others)
    circle = Organisasi(pegawai=people, unit=(UNIT,), produk=PRODUK)
    skps = [skp_dari(make_form(KUANTITATIF, answers, nip=nip, organisasi=circle, hasil_atasan=()))
            for nip, answers in ((KABID, up), (KETUA, down))]  # fmt: skip
    (found,) = Arranger(circle, skps).per_unit()
    assert [peran.sebab for row in found.baris for peran in row.sisa] == [
        "hasil kerja atasan saling menunjuk (melingkar)"
    ] * 2


def test_a_long_list_of_roles_goes_on_in_a_further_row(tmp_path):
    many = {"hasil_kerja": {"utama": [
        {"rencana_hasil_kerja_diintervensi": P1, "rencana_hasil_kerja": f"Terlaksananya layanan nomor {n} " * 12}
        for n in range(8)]}}  # fmt: skip
    inbox = returned(tmp_path, {KETUA: many})
    path, _ = merged(tmp_path, inbox, "--roster", tmp_path / "roster.xlsx", code=1)
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert too_low(sheet) == []
    people = matrix(path, SHEET)[1:]
    mine = [row for row in people if row[0].startswith("Yosua")]
    assert [row[0] for row in mine] == ["Yosua Manafe, S.Kom.", *["Yosua Manafe, S.Kom. (lanjutan)"] * (len(mine) - 1)]
    assert len(mine) > 1
    assert sum(row[2].count("- Terlaksananya") for row in mine) == 8


def test_long_and_equal_names_of_units_give_sheets_that_excel_takes(tmp_path):
    from skpxl.books.matriks_book import sheet_names

    names = ["Bidang A/B: [uji]?", "Bidang Pembinaan dan Pengembangan Satu", "Bidang Pembinaan dan Pengembangan Dua",
             "'Data'", "", "history"]  # fmt: skip
    found = sheet_names(names, ["Data"])
    assert found == ["Bidang A B uji", "Bidang Pembinaan dan Pengembang", "Bidang Pembinaan dan Pengemba 2", "Data 2", "Unit",
                     "history 2"]  # fmt: skip


def test_bad_calls_are_one_sentence_and_write_nothing(tmp_path):
    inbox = returned(tmp_path)
    (tmp_path / "kosong").mkdir()
    (tmp_path / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "asing").mkdir()
    (tmp_path / "asing" / "a.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = tree(tmp_path)
    out = tmp_path / "m.xlsx"

    def sentence(*words, code=3):
        run = skpxl("merge", *words, code=code)
        assert run.err.count("\n") == 1
        return run.last

    assert (
        sentence("-o", out, code=2)
        == "Berkas mana? Sebut berkas, folder atau .zip, atau jalankan di dalam folder putaran SKP."
    )
    assert sentence(inbox, code=2) == "Ke berkas mana? Tambahkan -o MATRIKS.xlsx."
    assert sentence(tmp_path / "kosong", "-o", out) == f"Tidak ada berkas di {tmp_path / 'kosong'}; periksa foldernya."
    assert sentence(tmp_path / "asing", "-o", out) == (
        "Tidak ada formulir SKP yang dapat digabung di sini; periksa dengan `skpxl validate`."
    )
    assert sentence(inbox, "-o", out, "--unit", "XX").startswith(
        "Unit “XX” tidak ada dalam daftar; yang ada antara lain: "
    )
    assert str(tmp_path / "foto.xlsx") in sentence(inbox, "-o", out, "--roster", tmp_path / "foto.xlsx")
    assert sentence(inbox, "-o", inbox / f"SKP_2022_{KETUA}.xlsx") == (
        f"{inbox / f'SKP_2022_{KETUA}.xlsx'} sudah ada dan isinya berbeda; pakai nama lain atau --force untuk menimpanya."
    )
    assert tree(tmp_path) == before


def test_the_same_files_give_the_same_bytes(tmp_path):
    inbox = returned(tmp_path)
    words = ("merge", inbox, "--roster", tmp_path / "roster.xlsx", "-o", tmp_path / "m.xlsx")
    skpxl(*words)
    first = (tmp_path / "m.xlsx").read_bytes()
    skpxl(*words, "--force")
    assert (tmp_path / "m.xlsx").read_bytes() == first
