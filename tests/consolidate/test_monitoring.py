"""All periods of a year side by side, and the rekap for TPP by a rule in data (`consolidate/monitoring.py`)."""

from decimal import Decimal

import openpyxl
import pytest
from evaluations import DI_ATAS, DI_BAWAH, evaluated
from excel_rules import check_excel
from forms import KABID, KETUA, KUALITATIF, KUANTITATIF, LIBRARY, ORGANISASI, PPPK

from skpxl.consolidate.evaluate import evaluate
from skpxl.consolidate.evaluate_book import recap_workbook
from skpxl.consolidate.monitoring import person_table, recap_year, tpp_table, unit_table, year_heading
from skpxl.files.walk import walk
from skpxl.model.evaluasi import masa_evaluasi
from skpxl.model.tpp import AturanTpp
from skpxl.receive.validate import Measure, validate

MEASURE = Measure(LIBRARY, organisasi=ORGANISASI)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pemantauan")
    evaluated(folder, KABID, KUANTITATIF)
    evaluated(folder, KETUA, KUANTITATIF, hasil=DI_ATAS, perilaku=DI_ATAS)
    evaluated(folder, KETUA, KUANTITATIF, hasil=DI_ATAS, perilaku=DI_BAWAH, period="TW2")
    evaluated(folder, PPPK, KUALITATIF, period="tahunan")
    return validate(walk([folder]), MEASURE)


def test_every_period_of_the_kind_and_the_year_stand_beside_each_other(files) -> None:
    year = recap_year(files, MEASURE)
    assert [(one.heading, one.begun) for one in year] == [
        ("TW1", True), ("TW2", True), ("TW3", False), ("TW4", False), ("AKHIR", True),
    ]  # fmt: skip
    assert year_heading(year, "PEMERINTAH CONTOH") == [
        "PEMANTAUAN EVALUASI KINERJA PEGAWAI TAHUN 2022, SAMPAI DENGAN AKHIR TAHUN 2022", "PEMERINTAH CONTOH",
    ]  # fmt: skip


def test_a_perangkat_daerah_sums_up_its_units(files) -> None:
    table = unit_table(recap_year(files, MEASURE), ORGANISASI, LIBRARY, ["x"])
    assert table.lines[1].startswith("SB/B/BP/K/SK: Sangat Baik, Baik, ")
    figures = [4, 2, 0.5, "1/1/0/0/0", 1, 0.25, "0/0/0/1/0", "-", "", "", "-", "", "", 1, 0.25, "0/1/0/0/0"]
    assert [list(row) for row in table.rows] == [
        ["Badan Kepegawaian Contoh", *figures], ["   Bidang Pembinaan Kepegawaian", *figures],
    ]  # fmt: skip
    assert len(table.columns) == len(figures) + 1


def test_everybody_has_his_predikat_of_every_period_or_why_he_has_none(files) -> None:
    rows = {row[1]: row[4:] for row in person_table(recap_year(files, MEASURE), []).rows}
    assert rows == {
        "Rosalina Wanggai, S.STP.": ["Baik", "(belum masuk)", "", "", "(belum masuk)"],
        "Yosua Manafe, S.Kom.": ["Sangat Baik", "Kurang", "", "", "(belum masuk)"],
        "Melati Kasedu, A.Md.": ["(belum masuk)", "(belum masuk)", "", "", "(belum masuk)"],
        "Bagas Lerik, S.Sos.": ["(belum masuk)", "(belum masuk)", "", "", "Baik"],
    }


def test_without_a_roster_the_evaluations_say_who_there_is(files) -> None:
    rows = {row[1]: row[4:] for row in person_table(recap_year(files, Measure(LIBRARY)), []).rows}
    assert rows["Yosua Manafe, S.Kom."] == ["Sangat Baik", "Kurang", "", "", ""]


def test_the_percentage_for_tpp_is_the_rule_of_the_office(files) -> None:
    rekap = evaluate(files, MEASURE, masa=masa_evaluasi("TW2", 2022))
    rule = AturanTpp(
        dasar="Perbup 1/2022", terverifikasi=True, persen={"Kurang": Decimal("62.5"), "Baik": Decimal(100)}
    )

    def table(persen: AturanTpp):
        return tpp_table(rekap, persen, ["REKAP"])

    made = table(rule)
    assert made is not None
    assert made.lines == ["REKAP", "Dasar persentase: Perbup 1/2022."]
    assert [(row[1], *row[5:]) for row in made.rows] == [
        ("Rosalina Wanggai, S.STP.", "", "", "belum masuk"), ("Yosua Manafe, S.Kom.", "Kurang", 0.625, ""),
        ("Melati Kasedu, A.Md.", "", "", "belum masuk"), ("Bagas Lerik, S.Sos.", "", "", "belum masuk"),
    ]  # fmt: skip
    fewer = table(AturanTpp(dasar="x", persen={"Baik": Decimal(100)}))
    assert fewer is not None
    assert fewer.lines[1].endswith("ANGKA CONTOH: ganti dengan angka instansi di aturan/tpp.toml sebelum dipakai.")
    assert [row[5:] for row in fewer.rows][1] == ["Kurang", "", "predikat ini tidak ada dalam aturan/tpp.toml"]
    assert table(AturanTpp()) is None


def test_the_recap_has_the_sheets_and_prints_them_on_landscape(files, tmp_path) -> None:
    rekap = evaluate(files, MEASURE, masa=masa_evaluasi("TW2", 2022))
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(recap_workbook(rekap, LIBRARY, path, instansi="PEMERINTAH CONTOH"))
    assert check_excel(path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Rekap", "Grafik", "Pegawai", "Pemantauan", "Per Periode", "Rekap TPP", "Temuan"]
    for name in ("Pemantauan", "Per Periode", "Rekap TPP"):
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert sheet.print_title_rows
