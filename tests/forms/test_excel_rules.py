"""Each rule of `excel_rules` catches its broken file, and a good file is good: parts of one workbook are rewritten."""

# ruff: noqa: E501 (the cases are a table)

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from excel_rules import check_excel

BOOK, SHEET, STYLES, TYPES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"
CUSTOM, CORE, STRINGS = "docProps/custom.xml", "docProps/core.xml", "xl/sharedStrings.xml"


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    """A workbook with one of everything the rules look at."""
    path = tmp_path_factory.mktemp("good") / "good.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_custom_property("stempel", "s1")
        book.set_custom_property("formulir", "f1")
        sheet, lists = book.add_worksheet("SKP"), book.add_worksheet("Daftar")
        lists.hide()
        lists.write_column("A1", ["Kuantitas", "Kualitas"])
        book.define_name("daftar_aspek", "=Daftar!$A$1:$A$2")
        sheet.set_column("A:A", 12)
        sheet.set_column("B:C", 30)
        sheet.write_string("A1", "judul", book.add_format({"bold": True}))
        sheet.write_string("A2", "teks")
        sheet.write_number("B2", 7)
        sheet.write_formula("A3", '=IF(A2="","kosong","isi")', None, "isi")
        sheet.merge_range("A5:B5", "gabung")
        sheet.merge_range("A6:B6", "gabung juga")
        sheet.data_validation(
            "C2", {"validate": "list", "source": "=daftar_aspek", "error_message": "Pilih dari daftar."}
        )
        sheet.data_validation(
            "C3", {"validate": "list", "source": ["ya", "tidak"], "input_title": "J", "input_message": "P"}
        )
        red = book.add_format({"bg_color": "#FF0000"})
        sheet.conditional_format("C2", {"type": "formula", "criteria": "=COUNTIF(daftar_aspek,$C$2)=0", "format": red})
        sheet.conditional_format("C3", {"type": "blanks", "format": red})
        sheet.write_url("A8", "https://example.org/", string="tautan")
        sheet.set_footer("&CHalaman &P dari &N")
        sheet.set_zoom(90)
    return path


def broken(good: Path, folder: Path, part: str, change: Callable[[str], str]) -> Path:
    """A copy of the good workbook with one part changed."""
    path = folder / "broken.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = data.decode("utf-8")
                changed = change(text)
                assert changed != text, "the change changed nothing"
                data = changed.encode("utf-8")
            target.writestr(name, data)
    return path


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


LONG = "x" * 32_768
CASES = [
    (TYPES, swap("</Types>", '<Override PartName="/xl/no.xml" ContentType="a/b"/></Types>'), "package: content type for a missing part xl/no.xml"),
    (TYPES, swap('PartName="/xl/styles.xml"', 'PartName="/xl/media.xml"'), ["package: content type for a missing part xl/media.xml", "package: no content type for xl/styles.xml"]),
    ("xl/_rels/workbook.xml.rels", swap("theme/theme1.xml", "theme/theme9.xml"), "package: missing part /xl/theme/theme9.xml"),
    (BOOK, swap('name="Daftar"', 'name="skp"'), ["workbook: two sheets of one name", "name daftar_aspek: unknown sheet Daftar"]),
    (BOOK, swap('name="SKP"', f'name="{"S" * 32}"'), f"workbook: sheet name of 32 characters: {'S' * 32}"),
    (BOOK, swap('name="SKP"', 'name="S/K"'), "workbook: sheet name Excel refuses: S/K"),
    (BOOK, swap('sheetId="1"', 'sheetId="1" state="hidden"'), ["workbook: no visible sheet", "workbook: opens on a hidden or missing sheet"]),
    (BOOK, swap("<workbookView ", '<workbookView activeTab="1" '), "workbook: opens on a hidden or missing sheet"),
    ("xl/worksheets/sheet2.xml", swap("<sheetView ", '<sheetView tabSelected="1" '), "workbook: several sheets selected together: SKP, Daftar"),
    (BOOK, swap("</definedNames>", '<definedName name="DAFTAR_ASPEK">Daftar!$A$1</definedName></definedNames>'), "name DAFTAR_ASPEK: twice"),
    (BOOK, swap("</definedNames>", '<definedName name="a" localSheetId="7">1</definedName></definedNames>'), "name a: for a missing sheet"),
    (BOOK, swap("</definedNames>", '<definedName name="hasil 1">1</definedName></definedNames>'), "name hasil 1: not a name Excel takes"),
    (BOOK, swap("</definedNames>", '<definedName name="SKP2022">1</definedName></definedNames>'), "name SKP2022: not a name Excel takes"),
    (BOOK, swap("Daftar!$A$1:$A$2", "#REF!"), "name daftar_aspek: #REF!"),
    (BOOK, swap("Daftar!$A$1:$A$2", "'Daftar Lain'!$A$1:$A$2"), "name daftar_aspek: unknown sheet Daftar Lain"),
    (STYLES, swap("<fonts", f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{"0" * 256}"/></numFmts><fonts'), "styles: a number format over 255 characters"),
    (STRINGS, swap(">teks<", f">{LONG}<"), "shared string 3: over 32,767 characters"),
    (SHEET, swap('<row r="3"', '<row r="2"'), ["SKP: row 2 twice, out of order or off the sheet", "SKP!A3: not a cell of row 2, twice or out of order"]),
    (SHEET, swap('r="B2"', 'r="A2"'), "SKP!A2: not a cell of row 2, twice or out of order"),
    (SHEET, swap('<row r="1"', '<row r="1" ht="410"'), "SKP: row 1 higher than 409.5 points"),
    (SHEET, swap('<c r="A1" s="1"', '<c r="A1" s="99"'), "SKP!A1: style 99 does not exist"),
    (SHEET, swap('<c r="A2" t="s"><v>3</v>', '<c r="A2" t="s"><v>99</v>'), "SKP!A2: shared string 99 does not exist"),
    (SHEET, swap("<v>7</v>", "<v>tujuh</v>"), "SKP!B2: not a number: tujuh"),
    (SHEET, swap("<v>7</v>", "<v>nan</v>"), "SKP!B2: not a number: nan"),
    (SHEET, swap('<c r="A2" t="s"><v>3</v></c>', f'<c r="A2" t="inlineStr"><is><t>{LONG}</t></is></c>'), "SKP!A2: over 32,767 characters"),
    (SHEET, swap("<f>IF(", "<f>=IF("), "SKP!A3: formula: starts with ="),
    (SHEET, swap("<f>IF(", "<f>IF(("), "SKP!A3: formula: brackets do not close"),
    (SHEET, swap("<f>IF(A2=", "<f>IF(A2;A2="), "SKP!A3: formula: arguments separated by ;"),
    (SHEET, swap("<f>IF(", "<f>IFS("), "SKP!A3: formula: IFS without _xlfn."),
    (SHEET, swap("<f>IF(", f"<f>{'(' * 65}1{')' * 65}+IF("), "SKP!A3: formula: nested 65 deep, 64 at most"),
    (SHEET, swap('"kosong"', f'"{"k" * 256}"'), "SKP!A3: formula: a text over 255 characters inside"),
    (SHEET, swap("<f>IF(", f"<f>{'1+' * 4096}IF("), "SKP!A3: formula: 8216 characters, 8,192 at most"),
    (SHEET, swap("<f>IF(A2=", "<f>IF(Lain!A2="), "SKP!A3: formula: unknown sheet Lain"),
    (SHEET, swap('ref="A6:B6"', 'ref="B5:B6"'), "SKP: merges A5:B5 and B5:B6 overlap"),
    (SHEET, swap('ref="A6:B6"', 'ref="A6"'), "SKP: merge A6 is none"),
    (SHEET, swap('dataValidations count="2"', 'dataValidations count="3"'), "SKP: dataValidations count says 3, there are 2"),
    (SHEET, swap('sqref="C3"><formula1>', 'sqref="C1:C3"><formula1>'), "SKP: validation C1:C3: a cell with two validations"),
    (SHEET, swap('error="Pilih dari daftar."', f'error="{"e" * 225}"'), "SKP: validation C2: error of 225 characters, 224 at most"),
    (SHEET, swap('promptTitle="J"', f'promptTitle="{"J" * 33}"'), "SKP: validation C3: promptTitle of 33 characters, 32 at most"),
    (SHEET, swap('prompt="P"', f'prompt="{"P" * 256}"'), "SKP: validation C3: prompt of 256 characters, 255 at most"),
    (SHEET, swap("ya,tidak", "ya," * 85 + "a"), "SKP: validation C3: formula1 of 256 characters, 255 at most"),
    (SHEET, swap("ya,tidak", "ya,,tidak"), "SKP: validation C3: an empty item in the list"),
    (SHEET, swap("<formula1>daftar_aspek<", "<formula1>daftar_lain<"), "SKP: validation C2: unknown name daftar_lain"),
    (SHEET, swap('showErrorMessage="1" ', ""), "SKP: validation C2: accepts anything, for it shows no error"),
    (SHEET, swap('conditionalFormatting sqref="C3"', 'conditionalFormatting sqref="C0"'), "SKP: conditionalFormatting for no area: C0"),
    (SHEET, swap('dxfId="0"', 'dxfId="5"'), "SKP: conditional format with style 5, which does not exist"),
    (SHEET, swap('priority="2"', 'priority="1"'), "SKP: two conditional formats of one priority"),
    (SHEET, swap('<col min="2" max="3"', '<col min="1" max="3"'), "SKP: columns 1-3 overlap or are off the sheet"),
    (SHEET, swap('<hyperlink ref="A8"', '<hyperlink ref="XFE8"'), "SKP: hyperlink at XFE8"),
    (SHEET, swap("Halaman", "H" * 256), "SKP: header or footer over 255 characters"),
    (SHEET, swap('left="0.7"', 'left="49"'), "SKP: page margin out of range"),
    (SHEET, swap('zoomScale="90"', 'zoomScale="9"'), "SKP: zoom 9"),
    (CUSTOM, swap('pid="3"', 'pid="2"'), "custom properties: the same pid twice"),
    (CUSTOM, swap('name="formulir"', 'name="Stempel"'), "custom properties: the same name twice"),
    (CORE, swap("<dc:creator></dc:creator>", "<dc:creator></dc:creator><dc:creator></dc:creator>"), "core properties: the same one twice"),
    (BOOK, swap("</workbook>", ""), "not a workbook: ParseError: no element found: line 2, column"),
]  # fmt: skip


def test_a_good_workbook_breaks_no_rule(good):
    assert check_excel(good) == []


@pytest.mark.parametrize(
    ("part", "change", "expected"),
    CASES,
    ids=[(case[2] if isinstance(case[2], str) else case[2][0])[:60] for case in CASES],
)
def test_each_broken_workbook_breaks_exactly_its_rule(good, tmp_path, part, change, expected):
    found = check_excel(broken(good, tmp_path, part, change))
    wanted = [expected] if isinstance(expected, str) else expected
    assert [line[: len(rule)] for line, rule in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


def test_a_part_twice_in_the_package_is_found(good, tmp_path):
    path = tmp_path / "twice.xlsx"
    path.write_bytes(good.read_bytes())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(CORE, archive.read(CORE))
    assert check_excel(path) == ["package: the same part twice"]


def test_what_is_no_workbook_is_said_so(tmp_path):
    path = tmp_path / "surat.xlsx"
    path.write_bytes(b"%PDF-1.4")
    assert check_excel(path) == ["not a workbook: BadZipFile: File is not a zip file"]
