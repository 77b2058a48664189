"""A Kabid works in the matriks of his bidang week after week: what he writes beside it is there after every merge."""

import openpyxl
import pytest
from campaigns import rows, skpxl
from excel_rules import check_excel
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from skpxl.template.source import samples_dir

SAMPLES = samples_dir()
BPP = "BPP Bidang Pengembangan Pegawai"


@pytest.fixture
def merge(tmp_path):
    def run(*more):
        roster = ("--roster", SAMPLES / "roster.xlsx", "--as-of", "2026-11-30", "--no-pictures", "--force")
        return skpxl("merge", SAMPLES / "masuk", "-o", tmp_path / "m.xlsx", *roster, *more, code=1)

    return run


def work(path, sheet, name):
    """A note at somebody's name, a sheet with a formula on ours, one with a chart."""
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book[sheet].iter_rows() for cell in row if str(cell.value or "").startswith(name))
    cell.comment = Comment("Tolong dibantu", "Kabid")
    own = book.create_sheet("Rapat", 0)
    own["A1"], own["B1"] = "Hadir", f"=COUNTA('{sheet}'!A11:A30)"
    drawn = book.create_sheet("Grafik")
    drawn["A1"] = 4
    chart = BarChart()
    chart.add_data(Reference(drawn, min_col=1, min_row=1))
    drawn.add_chart(chart, "C3")
    book.save(path)


def note_of(path, sheet):
    cells = (cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row if cell.comment)
    return {str(cell.value).split("\n")[0]: cell.comment.text for cell in cells}


def test_notes_and_sheets_of_the_kabid_are_there_after_every_merge(merge, tmp_path):
    path = tmp_path / "m.xlsx"
    merge()
    work(path, BPP, "Maria Teladan")
    worked = path.read_bytes()
    run = merge()
    aside = tmp_path / "m-koreksi-1.xlsx"
    assert f"Koreksi yang tidak dapat dicatat disimpan di {aside}" in run.err
    assert aside.read_bytes() == worked
    told = [
        row
        for row in rows(path, "Temuan")
        if any("lembar “Grafik”" in str(cell) or "“Grafik”" in str(cell) for cell in row)
    ]
    assert len(told) == 1
    assert any("grafik" in str(cell) for cell in told[0])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[-3:] == ["Rapat", "Grafik", "_skpxl"]
    assert book["Rapat"]["B1"].value == f"=COUNTA('{BPP}'!A11:A30)"
    assert note_of(path, BPP) == {"Maria Teladan, S.Kom.": "Tolong dibantu"}
    assert check_excel(path) == []
    merge()
    settled = path.read_bytes()
    merge()
    assert path.read_bytes() == settled
    assert note_of(path, BPP) == {"Maria Teladan, S.Kom.": "Tolong dibantu"}
    assert [found.name for found in tmp_path.glob("m-koreksi-*")] == ["m-koreksi-1.xlsx"]


def test_the_workbook_of_a_unit_keeps_what_was_put_into_it_and_the_whole_one_does_not_take_it(merge, tmp_path):
    merge("--per-unit", tmp_path / "unit")
    (path,) = (tmp_path / "unit").rglob("*_BPP.xlsx")
    work(path, BPP, "Maria Teladan")
    merge("--per-unit", tmp_path / "unit")
    assert "Rapat" in openpyxl.load_workbook(path).sheetnames
    assert note_of(path, BPP) == {"Maria Teladan, S.Kom.": "Tolong dibantu"}
    assert "Rapat" not in openpyxl.load_workbook(tmp_path / "m.xlsx").sheetnames


def test_a_workbook_handed_back_gives_its_notes_and_sheets(merge, tmp_path):
    merge()
    back = tmp_path / "kembali.xlsx"
    back.write_bytes((tmp_path / "m.xlsx").read_bytes())
    work(back, BPP, "Maria Teladan")
    merge("--agreed", back)
    path = tmp_path / "m.xlsx"
    assert openpyxl.load_workbook(path).sheetnames[-3:] == ["Rapat", "Grafik", "_skpxl"]
    assert note_of(path, BPP)["Maria Teladan, S.Kom."] == "Tolong dibantu"


def test_a_workbook_that_cannot_be_read_stops_no_merge(merge, tmp_path):
    merge()
    path = tmp_path / "m.xlsx"
    broken = path.read_bytes()[:20_000]
    path.write_bytes(broken)
    merge()
    assert (tmp_path / "m-koreksi-1.xlsx").read_bytes() == broken
    assert BPP in openpyxl.load_workbook(path).sheetnames
