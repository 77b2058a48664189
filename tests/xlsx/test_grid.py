"""`xlsx/grid.py`: cells as typed, from files of several writers and from hand-made XML."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_book import STRICT, UTAMA, paket

from skpxl.findings.catalogue import KODE
from skpxl.xlsx.apart import XLSX, read_apart
from skpxl.xlsx.grid import Cell, Grid, a1, parse_ref, read_book
from skpxl.xlsx.numbers import number_text
from skpxl.xlsx.package import Unreadable, open_package

UTUH = paket(
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>0.5</v></c><c r='C1'><f>A1</f><v>1</v></c></row>",
    strings="<si><t>isi</t></si>",
    styles="<numFmts><numFmt numFmtId='164' formatCode='0%'/></numFmts><cellXfs><xf/><xf numFmtId='164'/></cellXfs>",
    ekor="<mergeCells><mergeCell ref='A2:B2'/></mergeCells>",
)


def lembar(baris: str, **lain: str) -> Grid:
    return read_book(open_package(paket(baris, **lain))).sheet("S")


def sel(baris: str, **lain: str) -> list[Cell]:
    return list(lembar(baris, **lain).cells.values())


def rusak(baris: str, **lain: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as tertangkap:
        lembar(baris, **lain)
    return tertangkap.value.code, tertangkap.value.detail


@pytest.mark.parametrize(
    ("c", "diharapkan"),
    [
        ("<c r='B7' t='s'><v>0</v></c>", Cell(7, 2, "  teks\nbaris  ", "teks")),
        ("<c r='B7' t='s'><v>1</v></c>", Cell(7, 2, "Tertib, lancar", "teks")),
        ("<c r='B7' t='s'><v>2</v></c>", Cell(7, 2, "東京", "teks")),
        ("<c r='B7' t='s'><v>3</v></c>", Cell(7, 2, "a\r_x0041_ 😀", "teks")),
        ("<c r='B7' t='inlineStr'><is><t xml:space='preserve'> x </t></is></c>", Cell(7, 2, " x ", "teks")),
        ("<c r='B7' t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>", Cell(7, 2, "ab", "teks")),
        ("<c r='B7' t='str'><f>A1&amp;\"x\"</f><v>yx</v></c>", Cell(7, 2, "yx", "teks", formula='A1&"x"')),
        ("<c r='B7'><v>20</v></c>", Cell(7, 2, "20", "angka", raw="20")),
        ("<c r='B7' t='n'><v>198001012005011008</v></c>",
         Cell(7, 2, "198001012005011008", "angka", raw="198001012005011008")),
        ("<c r='B7'><v>1.98607292020122E+17</v></c>",
         Cell(7, 2, "198607292020122000", "angka", raw="1.98607292020122E+17")),
        ("<c r='B7' s='1'><v>0.95</v></c>", Cell(7, 2, "95%", "angka", format="0%", raw="0.95")),
        ("<c r='B7' s='2'><v>44564</v></c>", Cell(7, 2, "2022-01-03", "angka", format="dd/mm/yyyy", raw="44564")),
        ("<c r='B7' s='3'><v>44564</v></c>", Cell(7, 2, "2022-01-03", "angka", format="mm-dd-yy", raw="44564")),
        ("<c r='B7' s='4' t='s'><v>1</v></c>", Cell(7, 2, "Tertib, lancar", "teks", format="@")),
        ("<c r='B7' s='99'><v>5</v></c>", Cell(7, 2, "5", "angka", raw="5")),
        ("<c r='B7' t='b'><v>1</v></c>", Cell(7, 2, "TRUE", "logika")),
        ("<c r='B7' t='b'><v>0</v></c>", Cell(7, 2, "FALSE", "logika")),
        ("<c r='B7' t='d'><v>2022-01-03T00:00:00</v></c>",
         Cell(7, 2, "2022-01-03", "angka", raw="2022-01-03T00:00:00")),
        ("<c r='B7' s='2' t='d'><v>2022-01-03T07:30:00</v></c>",
         Cell(7, 2, "2022-01-03 07:30:00", "angka", format="dd/mm/yyyy", raw="2022-01-03T07:30:00")),
        ("<c r='B7' s='1' t='b'><v>1</v></c>", Cell(7, 2, "TRUE", "logika", format="0%")),
        ("<c r='B7' s='1' t='e'><v>#N/A</v></c>", Cell(7, 2, "#N/A", "galat", format="0%")),
        ("<c r='B7' s='1'><v>0.955</v></c>", Cell(7, 2, "95,5%", "angka", format="0%", raw="0.955", uncertain=True)),
        ("<c r='B7' t='str'><f>T(1)</f><v></v></c>", Cell(7, 2, "", "teks", formula="T(1)")),
        ("<c r='B7' t='str'><f>T(1)</f><v/></c>", Cell(7, 2, "", "teks", formula="T(1)")),
        ("<c r='B7' t='str'><f>T(1)</f></c>", Cell(7, 2, "", "kosong", formula="T(1)")),
        ("<c r='B7'><f>1+1</f><v/></c>", Cell(7, 2, "", "kosong", formula="1+1")),
        ("<c r='B7' t='e'><f>-Terlaksananya rapat</f><v>#NAME?</v></c>",
         Cell(7, 2, "#NAME?", "galat", formula="-Terlaksananya rapat")),
        ("<c r='B7'><f>SUM(A1:A2)</f></c>", Cell(7, 2, "", "kosong", formula="SUM(A1:A2)")),
        ("<c r='AAA7'><v>1</v></c>", Cell(7, 703, "1", "angka", raw="1")),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_typed(c: str, diharapkan: Cell) -> None:
    strings = (
        "<si><t xml:space='preserve'>  teks\nbaris  </t></si>"
        "<si><r><rPr><b/></rPr><t>Tertib</t></r><r><t xml:space='preserve'>, lancar</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>a_x000D__x005F_x0041_ _xD83D__xDE00_</t></si>"
    )
    styles = (
        "<numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts><cellXfs><xf numFmtId='0'/>"
        "<xf numFmtId='9'/><xf numFmtId='164'/><xf numFmtId='14'/><xf numFmtId='49'/></cellXfs>"
    )
    assert sel(f"<row r='7'>{c}</row>", strings=strings, styles=styles) == [diharapkan]


@pytest.mark.parametrize(
    "c",
    ["<c r='A1' s='3'/>", "<c r='A1'><v></v></c>", "<c r='A1' t='s'><v/></c>", "<c r='A1' t='inlineStr'><is/></c>"],
)
def test_a_cell_without_content_is_no_cell(c: str) -> None:
    assert sel(f"<row r='1'>{c}</row>") == []


def test_cells_without_address_stand_after_their_neighbour() -> None:
    baris = (
        "<row><c t='str'><v>a</v></c><c/><c><v>3</v></c></row><row r='5'><c r='C5'><v>1</v></c><c><v>2</v></c></row>"
    )
    assert [(satu.alamat, satu.text) for satu in sel(baris)] == [("A1", "a"), ("C1", "3"), ("C5", "1"), ("D5", "2")]


def test_rows_out_of_order_are_all_read() -> None:
    baris = "<row r='9'><c r='A9'><v>9</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>"
    assert {satu.alamat: satu.text for satu in sel(baris)} == {"A9": "9", "A2": "2"}


def test_a_follower_of_a_shared_formula_carries_its_masters() -> None:
    baris = (
        "<row r='1'><c r='A1'><f t='shared' ref='A1:A2' si='0'>B1*2</f><v>2</v></c></row>"
        "<row r='2'><c r='A2'><f t='shared' si='0'/><v>4</v></c></row>"
    )
    assert [(satu.text, satu.formula) for satu in sel(baris)] == [("2", "B1*2"), ("4", "B1*2")]


@pytest.mark.parametrize(
    ("ns", "awalan"), [(UTAMA, ""), (UTAMA, "x"), (STRICT, ""), (STRICT, "ss"), ("urn:lain", "")]
)  # fmt: skip
def test_namespaces_and_prefixes_do_not_matter(ns: str, awalan: str) -> None:
    p = f"{awalan}:" if awalan else ""
    baris = f"<{p}row r='1'><{p}c r='A1' t='s'><{p}v>0</{p}v></{p}c></{p}row>"
    assert sel(baris, ns=ns, awalan=awalan, strings=f"<{p}si><{p}t>isi</{p}t></{p}si>") == [Cell(1, 1, "isi", "teks")]


@pytest.mark.parametrize(
    ("baris", "lain", "detail"),
    [
        ("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", {}, "daftar teks buku kerja tidak ada"),
        ("<row r='1'><c r='A1' t='s'><v>5</v></c></row>", {"strings": "<si><t>a</t></si>"},
         "teks nomor 5 tidak ada di buku kerja"),
        ("<row r='1'><c r='A1' t='s'><v>-1</v></c></row>", {"strings": "<si><t>a</t></si>"},
         "teks nomor -1 tidak ada di buku kerja"),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", {}, "sel A1 tidak pada tempatnya di lembar S"),
        ("<row r='1'><c r='XFE1'><v>1</v></c></row>", {}, "alamat sel 'XFE1' di luar lembar"),
        ("<row r='1'><c r='A1048577'><v>1</v></c></row>", {}, "alamat sel 'A1048577' di luar lembar"),
        ("<row r='0'/>", {}, "alamat sel 'A0' di luar lembar"),
        ("<row r='-1'/>", {}, "alamat sel 'A-1' di luar lembar"),
        ("<row r='1'><c r='a1'><v>1</v></c></row>", {}, "alamat sel 'a1' di luar lembar"),
        ("<row r='1'><c r='A١'><v>1</v></c></row>", {}, "alamat sel 'A١' di luar lembar"),
        ("<row r='1'><c r='A1' t='z'><v>1</v></c></row>", {}, "jenis isi sel A1 tidak dikenal"),
        ("", {"ekor": "<mergeCells><mergeCell ref='A1:ZZZZ9'/></mergeCells>"}, "alamat sel 'ZZZZ9' di luar lembar"),
        ("<row r='1'>", {}, "isi bagian xl/worksheets/s.xml tidak dapat diurai"),
    ],
)  # fmt: skip
def test_what_no_program_writes_is_damage(baris: str, lain: dict[str, str], detail: str) -> None:
    assert rusak(baris, **lain) == ("berkas-rusak", detail)


def test_a_far_cell_and_a_huge_merge_cost_nothing() -> None:
    isi = lembar(
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        ekor="<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>",
    )
    assert list(isi.cells) == [(1_048_576, 16_384)]
    assert isi.merges == [(1, 1, 1_048_576, 16_384)]


def test_a_million_formatted_blanks_hide_no_value() -> None:
    kosong = "".join(
        f"<row r='{n}' s='1' customFormat='1'><c r='A{n}' s='1'/><c r='B{n}' s='1' /></row>" for n in range(2, 100_000)
    )
    isi = lembar(
        f"<row r='1'><c r='A1'><v>1</v></c></row>{kosong}<row r='100000'><c r='A100000' t='str'><v>x/></v></c></row>",
        ekor="<mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
    )
    assert [(satu.alamat, satu.text) for satu in isi.cells.values()] == [("A1", "1"), ("A100000", "x/>")]
    assert isi.merges == [(1, 1, 1, 2)]


BLANK = "<c r='{0}{1}' s='1'/>"
BLANKS = {
    "cells": lambda n: f"<row r='{n}'>" + "".join(BLANK.format(col, n) for col in "ABCDEF") + "</row>",
    "cells with an end tag": lambda n: f"<row r='{n}'><c r='A{n}' s='1'></c>\n<c r='B{n}' t='s' s='1'></c></row>\n",
    "cells without address": lambda n: "<row><c s='1'/><c s='1'/><c s='1'/><c s='1'/></row>",
    "rows": lambda n: f"<row r='{n}' spans='1:16' s='1' customFormat='1' ht='15.75' customHeight='1'/>\n",
    "rows with an end tag": lambda n: f"<row r='{n}' spans='1:16' s='1' customFormat='1' ht='15.75'> </row>",
    "rows without number": lambda n: "<row spans='1:16' s='1' customFormat='1' ht='15.75' customHeight='1'/>",
    "prefixed": lambda n: f"<x:row r='{n}'><x:c r='A{n}' s='1'/><x:c r='B{n}' s='1'/></x:row>",
}


@pytest.mark.parametrize("kind", BLANKS)
@pytest.mark.parametrize("sandi", ["utf-8", "utf-16"])
def test_blanks_of_every_kind_hide_no_value_and_move_none(kind: str, sandi: str) -> None:
    x = "x:" if kind == "prefixed" else ""
    first = f"<{x}row r='1'><{x}c r='A1'><{x}v>1</{x}v></{x}c><{x}c r='B1' s='1'/><{x}c><{x}v>2</{x}v></{x}c></{x}row>"
    last = f"<{x}row><{x}c r='A99999' s='1'/><{x}c t='str'><{x}v>é</{x}v></{x}c><{x}c r='E99999'><{x}v>3</{x}v></{x}c></{x}row>"
    data = paket(first + "".join(map(BLANKS[kind], range(2, 99_999))) + last, awalan=x[:-1])
    with zipfile.ZipFile(io.BytesIO(data)) as baca:
        isi = {nama: baca.read(nama) for nama in baca.namelist()}
    isi["xl/worksheets/s.xml"] = isi["xl/worksheets/s.xml"].decode().encode(sandi)
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as tulis:
        for nama, bagian in isi.items():
            tulis.writestr(nama, bagian)
    cells = read_book(open_package(keluar.getvalue())).sheet("S").cells.values()
    assert [(satu.alamat, satu.text) for satu in cells] == [
        ("A1", "1"), ("C1", "2"), ("B99999", "é"), ("E99999", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize("quoted", ["<!-- {} -->", "<row r='2'><c r='A2' t='str'><v><![CDATA[{}]]></v></c></row>"])
def test_what_is_quoted_is_no_blank(quoted: str) -> None:
    inside = "<c r='A1' s='1'/><c r='B1' s='1'/></row>"
    rows = "".join(f"<row r='{n}'><c r='A{n}' s='1'/></row>" for n in range(3, 120_000))
    cells = lembar(quoted.format(inside) + rows).cells
    assert {place: cell.text for place, cell in cells.items()} == ({} if "!--" in quoted else {(2, 1): inside})


@pytest.mark.parametrize(
    ("baris", "verdict"),
    [
        ("<row r='1'>" + "<c/>" * 1_100_000 + "</row>",
         ("berkas-rusak", "sebuah baris di bagian xl/worksheets/s.xml berisi lebih dari 16384 sel")),
        ("<row r='1'><c r='A1'><v>1</v></c></row>" + "<rows r='2' a='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'/>" * 100_000,
         ("berkas-rusak", "isi bagian xl/worksheets/s.xml berisi unsur asing")),
        ("<row r='1'><c r='A1'><v>1</v></c></row>" * 120_000, ("berkas-rusak", "baris 1 ada dua kali di lembar S")),
        ("<row r='1'>" + "<c r='A1' s='1'/>" * 300_000, ("berkas-rusak", "isi bagian xl/worksheets/s.xml tidak dapat diurai")),
    ],
    ids=["a row without end", "another element", "a row twice", "cut off"],
)  # fmt: skip
def test_a_large_sheet_that_is_wrong_is_refused(baris: str, verdict: tuple[str, str]) -> None:
    assert rusak(baris) == verdict


@pytest.mark.parametrize("panjang", [10, 40_000])  # below and above the size from which sheets are streamed
def test_a_large_sheet_reads_like_a_small_one(panjang: int) -> None:
    baris = "".join(
        f"<row r='{n}'><c r='A{n}' t='inlineStr'><is><t>{'isi ' * 20}{n}</t></is></c><c><v>{n}</v></c></row>"
        for n in range(1, panjang)
    )
    cells = lembar(baris).cells
    assert len(cells) == 2 * (panjang - 1)
    assert (cells[3, 1].text, cells[panjang - 1, 2].text) == ("isi " * 20 + "3", str(panjang - 1))


def test_a_workbook_of_xlsxwriter_tells_sheets_states_names_and_properties() -> None:
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        skp = kerja.add_worksheet("SKP")
        kerja.add_worksheet("_daftar").hide()
        kerja.add_worksheet("_cap").very_hidden()
        kerja.define_name("nama", "='SKP'!$C$6")
        kerja.define_name("SKP!lokal", "='SKP'!$C$7")
        kerja.set_custom_property("skpxl", "v1 & lain")
        skp.write_string("C6", "=Ani")
        skp.merge_range("A1:D1", "Judul")
    buku = read_book(open_package(keluar.getvalue()))
    assert [(info.name, info.state) for info in buku.sheets] == [
        ("SKP", "visible"),
        ("_daftar", "hidden"),
        ("_cap", "veryHidden"),
    ]
    assert buku.defined_names == {"nama": "'SKP'!$C$6"}
    assert buku.scoped_names == {"lokal": [("SKP", "'SKP'!$C$7")]}
    assert buku.properties == {"skpxl": "v1 & lain"}
    assert buku.date1904 is False
    assert buku.sheet("skp") is buku.sheet("SKP")
    assert buku.sheet("SKP").text(6, 3) == "=Ani"
    assert buku.sheet("SKP").text(6, 4) == ""
    assert buku.sheet("SKP").merges == [(1, 1, 1, 4)]
    with pytest.raises(KeyError):
        buku.sheet("tidak ada")


def with_names(*names: str) -> bytes:
    """A workbook with sheets A and B and these `<definedName>` elements."""
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as kerja:
        kerja.add_worksheet("A")
        kerja.add_worksheet("B")
    with zipfile.ZipFile(keluar) as baca:
        isi = {nama: baca.read(nama).decode() for nama in baca.namelist()}
    buku = isi["xl/workbook.xml"]
    isi["xl/workbook.xml"] = buku.replace("</sheets>", f"</sheets><definedNames>{''.join(names)}</definedNames>")
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as tulis:
        for nama, teks in isi.items():
            tulis.writestr(nama, teks)
    return keluar.getvalue()


@pytest.mark.parametrize(
    ("names", "whole", "scoped"),
    [
        (("<definedName name='x' localSheetId='1'>B!$A$1</definedName>",), {}, {"x": [("B", "B!$A$1")]}),
        (  # as Excel leaves them when a sheet is copied: the same name on both sheets and in the workbook
            (
                "<definedName name='x' localSheetId='1'> B!$A$1 </definedName>",
                "<definedName name='x'>A!$C$6</definedName>",
                "<definedName name='x' localSheetId='0'>#REF!</definedName>",
                "<definedName name='_xlnm.Print_Area' localSheetId='0'>A!$A$1:$F$9</definedName>",
            ),
            {"x": "A!$C$6"},
            {"x": [("B", "B!$A$1"), ("A", "#REF!")], "_xlnm.Print_Area": [("A", "A!$A$1:$F$9")]},
        ),
        (  # no such sheet
            tuple(f"<definedName name='x' localSheetId='{n}'>A!$A$1</definedName>" for n in ("2", "-1", "a", "")),
            {},
            {},
        ),
    ],
)
def test_names_of_one_sheet_are_kept_apart(
    names: tuple[str, ...], whole: dict[str, str], scoped: dict[str, list[tuple[str, str]]]
) -> None:
    here, there = read_book(open_package(with_names(*names))), read_apart(with_names(*names), XLSX)
    assert (here.defined_names, here.scoped_names) == (whole, scoped)
    assert (there.defined_names, there.scoped_names) == (whole, scoped)


def test_a_workbook_without_properties_has_none() -> None:
    assert read_book(open_package(paket(""))).properties == {}


def test_dates_of_a_1904_workbook_count_from_there() -> None:
    data = paket(
        "<row r='1'><c r='A1' s='0'><v>0</v></c><c r='B1' s='1'><v>1</v></c></row>",
        styles="<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>",
        buku="<workbookPr date1904='1'/>",
    )
    isi = read_book(open_package(data)).sheet("S").cells
    assert (isi[1, 1].text, isi[1, 2].text) == ("0", "1904-01-02")


@pytest.mark.parametrize(
    ("raw", "kode", "diharapkan"),
    [
        ("007", "", "7"),
        ("12", "0.00", "12"),
        ("95.5", "", "95,5"),
        ("0.30000000000000004", "", "0,3"),
        ("-1.50", "", "-1,5"),
        ("1E-3", "", "0,001"),
        ("1e3", "", "1000"),
        ("-0", "", "0"),
        ("0.955", "0.0%", "95,5%"),
        ("1", "0%", "100%"),
        ("20", '0" %"', "20"),
        ("20", '0 "hari"', "20"),
        ("20", "[Red]0", "20"),
        ("44564.5", "dd/mm/yyyy hh:mm", "2022-01-03 12:00"),
        ("44564.999994", "d", "2022-01-03 23:59:59"),
        ("0.3334", "h:mm", "08:00:06"),
        ("59", "d-mmm", "1900-02-28"),
        ("61", "d-mmm", "1900-03-01"),
        ("60", "d-mmm", "60"),
        ("-3", "d-mmm", "-3"),
        ("99999999", "d-mmm", "99999999"),
        ("NaN", "", "NaN"),
        ("1E999999999", "", "1E999999999"),
        ("abc", "", "abc"),
    ],
)
def test_numbers_show_as_a_person_saw_them(raw: str, kode: str, diharapkan: str) -> None:
    assert number_text(raw, kode) == diharapkan


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_integers_never_lose_a_digit(nilai: int) -> None:
    assert number_text(str(nilai), "") == str(nilai)
    assert number_text(f"{Decimal(nilai):E}", "") == str(nilai)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_part_is_refused_or_read_but_never_raises_anything_else(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(UTUH)) as baca:
        isi = {nama: bytearray(baca.read(nama)) for nama in baca.namelist()}
    bagian = isi[data.draw(st.sampled_from(sorted(isi)))]
    for _ in range(data.draw(st.integers(1, 3))):
        tempat = data.draw(st.integers(0, len(bagian) - 1))
        bagian[tempat] = data.draw(st.sampled_from(b'<>"=/0129aZ \x00&;\xff'))
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w") as tulis:
        for nama, teks in isi.items():
            tulis.writestr(nama, bytes(teks))
    try:
        buku = read_book(open_package(keluar.getvalue()))
        for info in buku.sheets:
            buku.sheet(info.name)
    except Unreadable as tertangkap:
        assert tertangkap.code in KODE


# XML holds no control characters; a carriage return becomes a line feed unless escaped.
isian = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(isian)
def test_text_of_two_writers_comes_back_exactly(teks: str) -> None:
    if any(ord(huruf) in (0xFFFE, 0xFFFF) for huruf in teks):
        return
    satu, dua = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(satu, {"in_memory": True}) as kerja:
        kerja.add_worksheet("S").write_string(0, 0, teks)
    buku = openpyxl.Workbook()
    assert buku.active is not None
    buku.active.title = "S"
    buku.active["A1"].value = teks
    buku.active["A1"].data_type = "s"
    buku.save(dua)
    for data in (satu, dua):
        assert read_book(open_package(data.getvalue())).sheet("S").text(1, 1) == teks


@pytest.mark.parametrize(
    ("ref", "diharapkan"),
    [
        ("'SKP'!$C$6", ("SKP", 6, 3)),
        ("SKP!C6", ("SKP", 6, 3)),
        ("=SKP!$XFD$1048576", ("SKP", 1_048_576, 16_384)),
        ("'It''s'!$A$1", ("It's", 1, 1)),
        ("'SKP'!$C$6:$D$6", ("SKP", 6, 3)),
        ("'a!b'!$A$1", ("a!b", 1, 1)),
        ("#REF!", None),
        ("SKP!#REF!", None),
        ("#REF!$C$6", None),
        ('"konstanta"', None),
        ("[1]SKP!$A$1", None),
        ("'[1]SKP'!$A$1", None),
        ("SKP!$XFE$1", None),
        ("SKP!$A$0", None),
        ("", None),
    ],
)
def test_references_of_names_become_numbers(ref: str, diharapkan: tuple[str, int, int] | None) -> None:
    assert parse_ref(ref) == diharapkan


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_and_its_numbers_are_inverses(row: int, col: int) -> None:
    assert parse_ref(f"S!{a1(row, col)}") == ("S", row, col)
