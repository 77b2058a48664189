"""`xlsx/kept.py` and its child: notes and strange sheets of any workbook, and whatever the file, an answer in time."""

import io
import sys
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from skpxl.xlsx.apart import Batas
from skpxl.xlsx.formula_refs import refs_of
from skpxl.xlsx.kept import KeptBook, KeptNote, read_kept
from skpxl.xlsx.package import Unreadable

OURS = ["Matriks"]


def book(work=lambda book: None) -> bytes:
    """A workbook with one sheet of ours, after somebody has worked in it."""
    made = openpyxl.Workbook()
    made.active.title = "Matriks"
    made.active["A1"] = "Nama"
    work(made)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with parts put in, or in place of others."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            made.writestr(name, parts[name])
    return target.getvalue()


def test_a_workbook_of_ours_alone_is_not_given_to_a_child():
    assert read_kept(book(), OURS, program=("/no/such/program",)) == KeptBook()


def test_notes_on_our_sheets_come_with_cell_and_author():
    def remark(made):
        made["Matriks"]["B7"].comment = Comment("dua\nbaris <&> _x0001__x000D_", "Ibu & Bapak")

    assert read_kept(book(remark), OURS).notes == (
        KeptNote("Matriks", "B7", "Ibu & Bapak", "dua\nbaris <&> _x0001_"),
    )  # fmt: skip


def test_a_thread_is_one_text_with_who_replied():
    def remark(made):
        made["Matriks"]["B2"].comment = Comment("[Threaded comment]\n\nYour version of Excel ...", "tc={1}")

    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    data = book(remark)
    rels = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    lead = '<Relationship Id="t1" Target="/xl/threadedComments/threadedComment1.xml" Type="http://x/threadedComment"/>'
    data = with_parts(
        data,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": rels.replace("</Relationships>", f"{lead}</Relationships>"),
            "xl/persons/person.xml": f'<personList xmlns="{space}"><person displayName="Kabid" id="p1"/>'
            '<person displayName="Kadis" id="p2"/></personList>',
            "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{space}">'
            '<threadedComment ref="B2" personId="p1" id="1"><text>Mengapa?</text></threadedComment>'
            '<threadedComment ref="B2" personId="p2" id="2" parentId="1"><text>Sudah benar</text></threadedComment>'
            "</ThreadedComments>",
        },
    )
    assert read_kept(data, OURS).notes == (KeptNote("Matriks", "B2", "Kabid", "Mengapa?\nKadis: Sudah benar"),)


def test_colours_of_themes_and_palettes_are_colours():
    def paint(made):
        sheet = made.create_sheet("Saya")
        sheet["A1"].font = Font(color=Color(theme=4))
        sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.5))
        sheet["A3"].font = Font(color=Color(indexed=10))
        sheet["A4"].font = Font(color=Color(theme=1))

    (sheet,) = read_kept(book(paint), OURS).sheets
    assert [dict(sheet.styles[cell.style]) for cell in sheet.cells] == [
        {"font_color": "#4F81BD"}, {"bg_color": "#808080"}, {"font_color": "#FF0000"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "refs"),
    [
        ("SUM(A1:B2)", []),
        ("'Bidang Mutasi'!A1+Data!$B$2", ["Bidang Mutasi", "Data"]),
        ("COUNTIF('It''s'!A:A,\"x|y\")", ["It's"]),
        ('_xlfn.IFNA(VLOOKUP(A1,Data!A1:C9,2,FALSE),"")', ["Data"]),
        ("{1,2;3,4}", []),
        ("SUM('A:C'!A1)", None),
        ("'[1]x'!A1", None),
        ("x|y!z", None),
        ("FILTER(A1:A3,B1:B3)", None),
        ("SUM(A1", None),
        ("A1)", None),
        ("(" * 70 + "1" + ")" * 70, None),
        ('"' + "x" * 300 + '"', None),
        ("Nama", None),
    ],
)
def test_a_formula_names_its_sheets_or_is_none(formula, refs):
    assert refs_of(formula) == refs


def test_a_sheet_with_too_many_cells_is_named_with_why_and_the_next_is_read():
    def fill(made):
        large = made.create_sheet("Besar")
        for row in range(1, 41):
            large.append([row, row])
        made.create_sheet("Kecil")["A1"] = 1

    large, small = read_kept(book(fill), OURS, most=50).sheets
    assert (large.name, large.cells, bool(large.fault)) == ("Besar", (), True)
    assert (small.name, len(small.cells), small.fault) == ("Kecil", 1, "")


def test_a_chart_sheet_is_named_and_not_carried():
    from openpyxl.chart import BarChart, Reference

    def draw(made):
        chart = BarChart()
        chart.add_data(Reference(made["Matriks"], min_col=1, min_row=1))
        made.create_chartsheet("Grafik").add_chart(chart)

    (sheet,) = read_kept(book(draw), OURS).sheets
    assert (sheet.name, sheet.fault) == ("Grafik", "bukan lembar berisi sel")


STRANGE = book(lambda made: made.create_sheet("Saya"))


@pytest.mark.parametrize(
    "data",
    [
        b"PK",
        STRANGE[: len(STRANGE) // 2],
        with_parts(STRANGE, {"xl/styles.xml": "<styleSheet"}),
        with_parts(STRANGE, {"xl/styles.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><styleSheet/>"}),
        with_parts(STRANGE, {"xl/theme/theme1.xml": "<x/>", "xl/workbook.xml": "<workbook/>"}),
    ],
)
def test_a_broken_workbook_is_a_verdict(data):
    with pytest.raises(Unreadable):
        read_kept(data, OURS)


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "import os; os.abort()", "print('{}')", "print('[1]')"])
def test_a_child_that_ends_without_an_answer_is_a_verdict(code):
    with pytest.raises(Unreadable):
        read_kept(STRANGE, OURS, program=(sys.executable, "-c", code))


def test_a_child_that_hangs_is_ended():
    with pytest.raises(Unreadable) as caught:
        read_kept(STRANGE, OURS, Batas(seconds=0.7), program=(sys.executable, "-c", "import time; time.sleep(60)"))
    assert caught.value.code == "berkas-belum-selesai"
