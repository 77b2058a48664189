"""Many perangkat daerah: units of one name are told apart, each has its sums and a workbook of its own, and they add up."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from campaigns import ANSWERS, OF_KETUA, TWO_UNITS, issue, rows, skpxl
from excel_rules import check_excel
from forms import KABID, KETUA, LIBRARY, read, save

from skpxl.consolidate.merge import merge
from skpxl.consolidate.merge_contents import hold_sums
from skpxl.consolidate.merge_data import count_data, data_rows
from skpxl.consolidate.offices import hold_parts, offices_of, part_of
from skpxl.errors import AccountError
from skpxl.files.walk import walk
from skpxl.foreign.matriks.words import words_of
from skpxl.model.fate import ResultFate
from skpxl.model.pegawai import Pegawai
from skpxl.model.unit import Organisasi, Produk, Unit
from skpxl.placing.susunan import Arranger
from skpxl.receive.validate import Measure, validate
from skpxl.template.answers import to_values

ANI, BUDI, CITRA = "199601012020121901", "199602022020122902", "199003032015032903"
KEPALA = "197901012004121902"
DINAS, BADAN = "Dinas Rekaan Satu", "Badan Rekaan Dua"
SERVICE = "Layanan umum"
RESULT = {
    "rencana_hasil_kerja_diintervensi": "Laporan keuangan", "rencana_hasil_kerja": "Tersusunnya laporan bulanan",
    "indikator": [
        {"aspek": "Kuantitas", "indikator_kinerja_individu": "Jumlah laporan", "target": "12 laporan"},
        {"aspek": "Kualitas", "indikator_kinerja_individu": "Ketepatan", "target": "97,5%"},
    ],
}  # fmt: skip
LOOSE = {
    "rencana_hasil_kerja_diintervensi": "Lain sekali", "rencana_hasil_kerja": "Terbantunya panitia",
    "indikator": [{"aspek": "Waktu", "indikator_kinerja_individu": "Lama", "target": "tepat waktu"}],
}  # fmt: skip
TWO_OFFICES = Organisasi(
    pegawai=tuple(
        Pegawai(nip=nip, nama=nama, jabatan=jabatan, unit_kerja=unit, nip_penilai=penilai, baris=baris)
        for baris, (nip, nama, jabatan, unit, penilai) in enumerate(
            [
                (KABID, "Kartini Misal", "Kepala Dinas", "D1", ""),
                (ANI, "Ani Rekaan", "Analis", "D1.1", KABID),
                (KEPALA, "Karel Umpama", "Kepala Badan", "D2", ""),
                (BUDI, "Budi Rekaan", "Analis", "D2.1", KEPALA),
                (CITRA, "Citra Rekaan", "Arsiparis", "D2.1", KEPALA),
                ("", "", "Bendahara", "D2.1", KEPALA),
            ],
            start=2,
        )
    ),
    unit=(
        Unit(kode="D1", nama=DINAS, pimpinan=KABID, perangkat_daerah=DINAS),
        Unit(kode="D1.1", nama="Sekretariat", induk="D1"),
        Unit(kode="D2", nama=BADAN, pimpinan=KEPALA, perangkat_daerah=BADAN),
        Unit(kode="D2.1", nama="Sekretariat", induk="D2"),
    ),
    produk=(
        Produk(unit="D1.1", kode="1", teks="Laporan keuangan"),
        Produk(unit="D2.1", kode="1", teks="Laporan keuangan"),
        Produk(unit="D2.1", kode="2", teks=SERVICE),
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A roster of two perangkat daerah, each with a Sekretariat, and what Ani and Budi sent."""
    home = tmp_path_factory.mktemp("kantor")
    issue(home, organisasi=TWO_OFFICES)
    for nip, results in ((ANI, [RESULT]), (BUDI, [RESULT, LOOSE])):
        form = read(next((home / "formulir").rglob(f"*{nip}.xlsx"))).form
        values, _ = to_values(form.layout, {"hasil_kerja": {"utama": results}}, form.terkunci)
        save(form.filled(values), home / "masuk" / f"{nip}.xlsx")
    return home


@pytest.fixture(scope="module")
def merged(folder):
    """(workbook, run) of a merge that wrote a workbook per perangkat daerah, too."""
    path = folder / "hasil" / "matriks.xlsx"
    run = skpxl(
        "merge", folder / "masuk", "-o", path, "--roster", folder / "roster.xlsx", "--per-office", folder / "kantor",
        "--no-pictures", "--level", "unit", "--level", "1", code=None,
    )  # fmt: skip
    return path, run


def made(folder, **other):
    """The merge as a value."""
    measure = Measure(LIBRARY, organisasi=TWO_OFFICES)
    return merge(validate(walk([folder / "masuk"]), measure), measure, **other)


def table(path, sheet):
    """The rows of a table as {heading: value}."""
    found = rows(path, sheet)
    head = next(number for number, row in enumerate(found) if sum(1 for cell in row if cell != "") > 2)
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :]]


def test_sheets_are_named_by_code_and_say_the_office_on_paper(merged):
    path, _ = merged
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:7] == [
        "Daftar Isi", "D1 Dinas Rekaan Satu", "D1.1 Sekretariat", "D2 Badan Rekaan Dua", "D2.1 Sekretariat",
        "T1 D1 Dinas Rekaan Satu", "T1 D2 Badan Rekaan Dua",
    ]  # fmt: skip
    sheet = book["D2.1 Sekretariat"]
    assert sheet["A2"].value.splitlines()[-1] == BADAN.upper()
    assert sheet.oddHeader.left.text == f"{BADAN} · Sekretariat"
    # A unit that is the office itself does not say so twice.
    assert "\n" not in book["D2 Badan Rekaan Dua"]["A2"].value
    assert book["D2 Badan Rekaan Dua"].oddHeader.left.text == BADAN
    assert check_excel(path) == []


def test_every_table_tells_units_of_one_name_apart(merged):
    path, _ = merged
    assert [
        (row["Perangkat Daerah"], row["Kode Unit"], row["Nama Pegawai"]) for row in table(path, "Kelengkapan")
    ] == [
        (DINAS, "D1", "Kartini Misal"), (DINAS, "D1.1", "Ani Rekaan"), (BADAN, "D2", "Karel Umpama"),
        (BADAN, "D2.1", "Budi Rekaan"), (BADAN, "D2.1", "Citra Rekaan"), (BADAN, "D2.1", ""),
    ]  # fmt: skip
    assert [
        (row["Perangkat Daerah"], row["Kode Unit"], row["Nama"]) for row in table(path, "Data")
    ] == [(DINAS, "D1.1", "Ani Rekaan")] * 2 + [(BADAN, "D2.1", "Budi Rekaan")] * 3  # fmt: skip
    (lonely,) = [row for row in table(path, "Temuan") if row["Isi sekarang"] == SERVICE]
    assert (lonely["Perangkat Daerah"], lonely["Kode Unit"], lonely["Tempat"]) == (
        BADAN, "D2.1", f"Sekretariat · {BADAN}",
    )  # fmt: skip
    (waiting,) = [row for row in table(path, "Rantai Terhambat") if row["Ditunggu SKP-nya"] == "Karel Umpama"]
    assert (waiting["Perangkat Daerah"], waiting["Kode Unit"], waiting["Unit Kerja"]) == (BADAN, "D2", BADAN)
    bands = [row[0] for row in rows(path, "Cakupan") if "Sekretariat" in str(row[0])]
    assert bands == [f"D1.1 Sekretariat · {DINAS}", f"D2.1 Sekretariat · {BADAN}"]


def test_a_finding_on_one_of_two_units_of_a_name_is_not_grouped_with_the_others(folder):
    found = [finding for finding in made(folder).findings if finding.code == "belum-masuk"]
    assert Counter(finding.unit for finding in found) == {"D1": 1, "D2": 1, "D2.1": 1}
    assert {finding.item for finding in found} == {DINAS, BADAN, f"Sekretariat · {BADAN}"}


def test_units_of_one_name_in_one_office_are_named_by_their_code():
    units = (*TWO_OFFICES.unit, Unit(kode="D2.2", nama="Sekretariat", induk="D2"), Unit(kode="D3", nama="Sekretariat"))
    organisasi = TWO_OFFICES.model_copy(update={"unit": units})
    assert [organisasi.sebutan_unit(kode) for kode in ("D1", "D1.1", "D2.1", "D2.2", "D3", "D9")] == [
        DINAS, f"Sekretariat · {DINAS}", f"Sekretariat · {BADAN} · D2.1", f"Sekretariat · {BADAN} · D2.2",
        "Sekretariat · D3", "D9",
    ]  # fmt: skip


def test_the_office_of_a_unit_is_that_of_its_row_of_those_above_or_of_all_its_people():
    def person(unit, office):
        return Pegawai(nama="A", unit_kerja=unit, perangkat_daerah=office)

    organisasi = Organisasi(
        unit=(
            Unit(kode="P", nama="Pemda"), Unit(kode="D", nama="Dinas", induk="P", perangkat_daerah=DINAS),
            Unit(kode="S", nama="Seksi", induk="D"), Unit(kode="B", nama="Badan", induk="P"),
            Unit(kode="C", nama="Campur", induk="P"),
        ),
        pegawai=(person("B", BADAN), person("B", BADAN.upper()), person("C", BADAN), person("C", DINAS)),
    )  # fmt: skip
    assert [organisasi.perangkat_daerah_unit(kode) for kode in "PDSBCX"] == [
        "Pemda", DINAS, DINAS, BADAN.upper(), "Pemda", "",
    ]  # fmt: skip


def test_the_contents_sum_up_every_office_and_all_of_them(merged):
    path, run = merged
    found = table(path, "Daftar Isi")
    picked = ("Perangkat Daerah", "Kode", "Orang", "Masuk", "SKP masuk (%)", "Lowong", "Peran", "Belum terpetakan")
    assert [tuple(row[name] for name in picked) for row in found] == [
        ("Seluruhnya", "", 6, 2, 0.4, 1, 3, 1),
        (DINAS, "", 2, 1, 0.5, 0, 1, 0),
        (DINAS, "D1", 1, 0, 0, 0, 0, 0),
        (DINAS, "D1.1", 1, 1, 1, 0, 1, 0),
        (DINAS, "D1", 2, 1, 0.5, 0, 1, 1),
        (BADAN, "", 4, 1, 1 / 3, 1, 2, 1),
        (BADAN, "D2", 1, 0, 0, 0, 0, 0),
        (BADAN, "D2.1", 3, 1, 0.5, 1, 2, 1),
        (BADAN, "D2", 4, 1, 1 / 3, 1, 2, 2),
    ]
    assert "6 orang = 2 masuk + 3 belum masuk + 1 jabatan lowong." in run.out
    sheet = openpyxl.load_workbook(path)["Daftar Isi"]
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Seluruhnya")
    assert [sheet.row_dimensions[row].outlineLevel for row in range(first, first + 9)] == [0, 0, 1, 1, 1, 0, 1, 1, 1]
    assert (sheet.freeze_panes, sheet.cell(first, 7).number_format) == (f"A{first}", "0%")


def test_without_several_offices_the_contents_have_one_sum():
    from skpxl.consolidate.merge_contents import contents

    table = contents(one_office(), ["a", "b"], {})
    assert [row[0] for row in table.rows] == ["Seluruhnya", "Badan Kepegawaian Contoh", "Badan Kepegawaian Contoh"]
    assert not table.outlined


@cache
def one_office():
    import tempfile
    from pathlib import Path

    from campaigns import returned

    measure = Measure(LIBRARY, organisasi=TWO_UNITS)
    with tempfile.TemporaryDirectory() as home:
        inbox = returned(Path(home), {**ANSWERS, KETUA: OF_KETUA}, organisasi=TWO_UNITS)
        return merge(validate(walk([inbox]), measure), measure)


def test_the_workbooks_of_the_offices_add_up_to_the_whole(folder, merged):
    path, run = merged
    books = sorted((folder / "kantor").glob("*.xlsx"))
    assert [book.name for book in books] == [
        "Matriks_2022_Badan-Rekaan-Dua.xlsx",
        "Matriks_2022_Dinas-Rekaan-Satu.xlsx",
    ]
    assert f"Per perangkat daerah: {folder / 'kantor'} (2 buku kerja)" in run.out
    whole = table(path, "Daftar Isi")[0]
    parts = [table(book, "Daftar Isi")[0] for book in books]
    for name in (
        "Orang",
        "Masuk",
        "Belum masuk",
        "Lowong",
        "Produk",
        "Peran",
        "Belum terpetakan",
        "Produk tanpa peran",
    ):
        assert sum(part[name] for part in parts) == whole[name], name
    for sheet in ("Kelengkapan", "Data", "Temuan"):
        together = [tuple(row.values()) for book in books for row in table(book, sheet)]
        assert len(together) == len(table(path, sheet)) > 0, sheet
    badan, dinas = (openpyxl.load_workbook(book) for book in books)
    assert "Rantai Terhambat" not in dinas.sheetnames  # nobody waits there
    shared = [
        "Daftar Isi", "D2 Badan Rekaan Dua", "D2.1 Sekretariat", "T1 D2 Badan Rekaan Dua", "Cakupan", "Usulan Penempatan",
        "Penempatan", "Ringkasan", "Perubahan", "Kelengkapan", "Rantai Terhambat", "Temuan", "Data",
    ]  # fmt: skip
    assert [name for name in badan.sheetnames if name in shared] == shared
    assert dinas["Daftar Isi"]["A1"].value == f"Matriks Peran Hasil {heading(path)}, {DINAS}, tahun 2022"
    assert [row[:3] for row in rows(books[0], "Ringkasan")[1:4]] == [
        [
            "Berkas diterima",
            1,
            "= 1 diterima + 0 perlu perbaikan + 0 tidak terbaca + 0 ganda + 0 bukan formulir terbitan instansi ini",
        ],
        ["Orang dalam unit", 4, "= 1 masuk + 2 belum masuk + 1 jabatan lowong; menurut daftar pegawai"],
        ["Hasil kerja", 2, "= 1 di bawah produk + 1 belum terpetakan"],
    ]
    assert [check_excel(book) for book in books] == [[], []]


def heading(path):
    return re.fullmatch(r"Matriks Peran Hasil (.*), tahun 2022", rows(path, "Daftar Isi")[0][0])[1]


def test_an_office_that_is_lost_or_a_result_that_is_counted_twice_is_noticed(folder):
    gabungan = made(folder)
    parts = [part_of(gabungan, office.codes) for office in offices_of(gabungan)]
    hold_parts(gabungan, parts)
    with pytest.raises(AccountError, match="orang menurut perangkat daerah tidak cocok: baris 3 tanpa nasib; baris 4"):
        hold_parts(gabungan, parts[:1])
    doubled = replace(parts[1], people=())
    with pytest.raises(
        AccountError, match=r"hasil kerja menurut perangkat daerah tidak cocok: 3 di bawah produk, .* 2"
    ):
        hold_parts(gabungan, [*parts, doubled])
    sums = {"orang": 6, "masuk": 2, "tidak_bertugas": 0, "lowong": 1, "peran": 3}
    hold_sums(gabungan, sums)
    for name, right in sums.items():
        with pytest.raises(AccountError, match=f"Daftar Isi tidak cocok: {name} {right + 1}, seharusnya {right}\\.$"):
            hold_sums(gabungan, {**sums, name: right + 1})


def test_data_counts_people_and_results_once_and_takes_targets_apart(folder):
    found = list(data_rows(gabungan := made(folder)))
    assert count_data(gabungan) == len(found) == 5
    wanted = (
        "Nama",
        "Hitung Orang",
        "Hitung Hasil",
        "Keadaan",
        "Matriks",
        "Id Produk",
        "Target",
        "Angka Target",
        "Satuan",
    )
    assert [tuple(row[name] for name in wanted) for row in found] == [
        ("Ani Rekaan", 1, 1, "di bawah produk", "D1.1", "produk:D1.1:1", "12 laporan", 12, "laporan"),
        ("Ani Rekaan", 0, 0, "di bawah produk", "D1.1", "produk:D1.1:1", "97,5%", 97.5, "%"),
        ("Budi Rekaan", 1, 1, "di bawah produk", "D2.1", "produk:D2.1:1", "12 laporan", 12, "laporan"),
        ("Budi Rekaan", 0, 0, "di bawah produk", "D2.1", "produk:D2.1:1", "97,5%", 97.5, "%"),
        ("Budi Rekaan", 0, 1, "belum terpetakan", "D2.1", "", "tepat waktu", "", ""),
    ]
    ids = [row["Id Hasil"] for row in found]
    assert [id_.partition(":")[0] for id_ in ids] == ["hasil"] * 5 and len(set(ids)) == 3
    assert [row["Mengapa Belum Terpetakan"] != "" for row in found] == [False] * 4 + [True]
    assert "Lain sekali" in found[-1]["Mengapa Belum Terpetakan"]


def test_data_whose_sums_are_not_those_of_the_accounts_is_not_written(folder):
    gabungan = made(folder)
    results = gabungan.accounts.results
    other = replace(results, counts={**results.counts, ResultFate.BELUM_TERPETAKAN: 2})
    with pytest.raises(AccountError, match="lembar Data tidak cocok: 1 belum terpetakan, seharusnya 2"):
        list(data_rows(replace(gabungan, accounts=replace(gabungan.accounts, results=other))))
    with pytest.raises(AccountError, match="lembar Data tidak cocok: 1 orang yang SKP-nya masuk tidak ada"):
        list(data_rows(replace(gabungan, files=gabungan.files[:1])))


def test_data_of_one_unit_says_what_stands_elsewhere_and_still_counts_everything_once(folder):
    found = list(data_rows(made(folder, units=("D1.1",))))
    assert Counter(row["Keadaan"] for row in found if row["Hitung Hasil"]) == {
        "di bawah produk": 1, "dalam matriks unit lain": 2,
    }  # fmt: skip


@pytest.mark.parametrize("frugal", [False, True])
def test_data_is_an_excel_table_of_numbers_however_large_the_workbook_is(folder, merged, frugal, monkeypatch, tmp_path):
    path, _ = merged
    if frugal:
        monkeypatch.setattr("skpxl.books.matriks_book._LARGE", 0)
        path = tmp_path / "m.xlsx"
        skpxl(
            "merge", folder / "masuk", "-o", path, "--roster", folder / "roster.xlsx", "--no-pictures", code=None
        )  # fmt: skip
    sheet = openpyxl.load_workbook(path)["Data"]
    (found,) = sheet.tables.values()
    head = [cell.value for cell in sheet[1]]
    assert (found.name, found.ref, found.autoFilter.ref) == ("DataSkp", sheet.dimensions, sheet.dimensions)
    assert [column.name for column in found.tableColumns] == head
    target = head.index("Angka Target")
    assert [(row[target].value, row[target].number_format) for row in sheet.iter_rows(min_row=2)] == [
        (12, "0"), (97.5, "General"), (12, "0"), (97.5, "General"), (None, "@"),
    ]  # fmt: skip
    assert check_excel(path) == []


@pytest.mark.libreoffice
def test_a_pivot_by_office_made_in_libreoffice_adds_up_to_the_accounts(folder, merged, manusia):
    path, run = merged
    people, fates = manusia(
        path,
        [
            {"do": "pivot", "table": "DataSkp", "rows": ["Perangkat Daerah"], "sums": ["Hitung Orang"]},
            {
                "do": "pivot", "table": "DataSkp", "rows": ["Perangkat Daerah"], "columns": ["Keadaan"],
                "sums": ["Hitung Hasil"],
            },
        ],
    )  # fmt: skip
    by_office = {row[0]: row[-1] for row in people["values"]}
    assert (by_office[DINAS], by_office[BADAN]) == (1, 1)
    assert people["values"][-1][-1] == 2 and "= 2 masuk + " in run.out
    heads = next(row for row in fates["values"] if "di bawah produk" in row)
    left, placed = heads.index("belum terpetakan"), heads.index("di bawah produk")
    sums = fates["values"][-1]
    assert {row[0]: (row[placed], row[left] or 0) for row in fates["values"] if row[0] in (DINAS, BADAN)} == {
        DINAS: (1, 0), BADAN: (1, 1),
    }  # fmt: skip
    (said,) = [row["Keterangan"] for row in table(path, "Ringkasan") if row["Hal"] == "Hasil kerja"]
    assert said == f"= {sums[placed]:.0f} di bawah produk + {sums[left]:.0f} belum terpetakan"


def test_a_row_of_a_matriks_names_the_unit_that_is_meant():
    placed = Arranger(TWO_OFFICES, []).per_unit()
    assert {row.unit: row.nama_unit for matriks in placed for row in matriks.baris} == {
        "D1": DINAS, "D1.1": f"Sekretariat · {DINAS}", "D2": BADAN, "D2.1": f"Sekretariat · {BADAN}",
    }  # fmt: skip


def test_the_office_behind_a_guests_name_is_read_back_as_his_unit():
    guest = words_of(LIBRARY).orang(f"Budi Rekaan\n(Sekretariat · {BADAN})")
    assert (guest.nama, guest.luar) == ("Budi Rekaan", True)


def test_a_result_that_serves_another_office_is_counted_once_in_its_matriks_and_told_in_both_books(folder):
    above = tuple(unit.model_copy(update={"induk": "D1"}) if unit.kode == "D2" else unit for unit in TWO_OFFICES.unit)
    products = (*TWO_OFFICES.produk, Produk(unit="D1", kode="1", teks="Lain sekali"))
    organisasi = TWO_OFFICES.model_copy(update={"unit": above, "produk": products})
    measure = Measure(LIBRARY, organisasi=organisasi)
    gabungan = merge(validate(walk([folder / "masuk"]), measure), measure)
    dinas, badan = parts = [part_of(gabungan, office.codes) for office in offices_of(gabungan)]
    hold_parts(gabungan, parts)
    named = [{fate.value: many for fate, many in part.accounts.results.counts.items() if many} for part in parts]
    assert named == [{"di bawah produk": 2}, {"di bawah produk": 1, "dalam matriks unit lain": 1}]
    assert [row["Nama"] for row in data_rows(dinas)] == ["Ani Rekaan"] * 2
    assert [(row["Hitung Hasil"], row["Keadaan"]) for row in data_rows(badan)] == [
        (1, "di bawah produk"), (0, "di bawah produk"), (1, "dalam matriks unit lain"),
    ]  # fmt: skip
    assert [(row["Matriks"], row["Produk"]) for row in data_rows(gabungan)][-1] == ("D1", "Lain sekali")
