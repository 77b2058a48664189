"""`xlsx/ods.py`: sheets, names, properties and values of an .ods, however its XML is laid out."""

import json
import zipfile

import pytest
from binary_books import zipped
from forms import GOOD, KUANTITATIF, LIBRARY, SIGNING_KEY, make_form, read

from skpxl.forms.write import write_form
from skpxl.xlsx.apart import CALAMINE, read_apart
from skpxl.xlsx.grid import Cell
from skpxl.xlsx.package import Unreadable
from skpxl.xlsx.process import Batas, ask_apart, child_of

NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "meta")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def document(tables: str, styles: str = "", **others: str) -> bytes:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = (
        f"<office:document-content {NS}><office:automatic-styles>{styles}</office:automatic-styles>{body}"
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": MIME, "content.xml": content, **{name.replace("_", "."): xml for name, xml in others.items()}}
    )


def cells(rows: str) -> list[Cell]:
    return list(opened(document(f'<table:table table:name="S">{rows}</table:table>')).sheet("S").cells.values())


def opened(data: bytes):
    return read_apart(data, CALAMINE)


def one(attributes: str, content: str = "") -> Cell | None:
    found = cells(f"<table:table-row><table:table-cell {attributes}>{content}</table:table-cell></table:table-row>")
    return found[0] if found else None


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


STRING, FLOAT = 'office:value-type="string"', 'office:value-type="float" office:value="{}"'


@pytest.mark.parametrize(
    ("attributes", "content", "expected"),
    [
        (STRING, p("dua"), Cell(1, 1, "dua", "teks")),
        (STRING, p("a") + p("") + p("b"), Cell(1, 1, "a\n\nb", "teks")),
        (STRING, "\n  <text:p>\n   dua\n   kata\n  </text:p>\n", Cell(1, 1, "dua kata", "teks")),
        (STRING, p("  dua  spasi"), Cell(1, 1, "  dua  spasi", "teks")),
        (STRING, p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:s/>'), Cell(1, 1, "a   b\tc\nd ", "teks")),
        (STRING, p("<text:span>a<text:span>b</text:span></text:span><text:a>c</text:a>"), Cell(1, 1, "abc", "teks")),
        (STRING, f"<office:annotation>{p('komentar')}</office:annotation>{p('isi')}", Cell(1, 1, "isi", "teks")),
        ("", p("tanpa jenis"), Cell(1, 1, "tanpa jenis", "teks")),
        (f'{STRING} office:string-value="x"', p("x orang"), Cell(1, 1, "x orang", "teks")),
        (f'{STRING} office:string-value="  x"', p("x"), Cell(1, 1, "  x", "teks")),
        (f'{STRING} office:string-value="x"', "", Cell(1, 1, "x", "teks")),
        ('table:style-name="ce1"', "", None),
        (STRING, p(""), None),
        (FLOAT.format(39), p("39 perangkat daerah"), Cell(1, 1, "39 perangkat daerah", "angka", raw="39")),
        (FLOAT.format(1500000), p("Rp1.500.000"), Cell(1, 1, "Rp1.500.000", "angka", raw="1500000")),
        (FLOAT.format(1500000), p("Rp1,500,000.00"), Cell(1, 1, "Rp1.500.000,00", "angka", raw="1500000")),
        (FLOAT.format(5), p("lima"), Cell(1, 1, "lima", "angka", raw="5")),
        (FLOAT.format(1500000), p("1,500,000"), Cell(1, 1, "1500000", "angka", raw="1500000")),
        (FLOAT.format(1500000), p("1 500 000"), Cell(1, 1, "1500000", "angka", raw="1500000")),
        (FLOAT.format(-2.5), p("-2,5"), Cell(1, 1, "-2,5", "angka", raw="-2.5")),
        (FLOAT.format(20), p("2.00E+01"), Cell(1, 1, "20", "angka", raw="20")),
        (FLOAT.format(20), "", Cell(1, 1, "20", "angka", raw="20")),
        (FLOAT.format("2.6"), p("3"), Cell(1, 1, "2,6", "angka", None, "yang tampak “3”", "2.6", True)),
        (FLOAT.format("2.6"), p("3 orang"), Cell(1, 1, "2,6", "angka", None, "yang tampak “3 orang”", "2.6", True)),
        (FLOAT.format("0.5"), p("1/2"), Cell(1, 1, "0,5", "angka", None, "yang tampak “1/2”", "0.5", True)),
        (FLOAT.format(5), p(""), Cell(1, 1, "5", "angka", None, "yang tampak “”", "5", True)),
        (FLOAT.format(1), p("TRUE"), Cell(1, 1, "TRUE", "logika", raw="1")),
        ('office:value-type="percentage" office:value="0.95"', p("95%"), Cell(1, 1, "95%", "angka", raw="0.95")),
        ('office:value-type="percentage" office:value="0.955"', p("96%"),
         Cell(1, 1, "95,5%", "angka", None, "yang tampak “96%”", "0.955", True)),
        ('office:value-type="percentage" office:value="0.95"', p("95% pegawai"),
         Cell(1, 1, "95% pegawai", "angka", raw="0.95")),
        ('office:value-type="currency" office:currency="IDR" office:value="5000"', p("Rp5.000"),
         Cell(1, 1, "Rp5.000", "angka", raw="5000")),
        ('office:value-type="date" office:date-value="2022-01-03"', p("3 Januari 2022"),
         Cell(1, 1, "2022-01-03", "angka", format="yyyy-mm-dd", raw="2022-01-03")),
        ('office:value-type="date" office:date-value="2022-01-03T09:30:00.000000000"', p("03/01/22"),
         Cell(1, 1, "2022-01-03 09:30", "angka", format="yyyy-mm-dd", raw="2022-01-03T09:30:00.000000000")),
        ('office:value-type="time" office:time-value="PT08H05M06S"', p("08:05:06"),
         Cell(1, 1, "08:05:06", "angka", format="yyyy-mm-dd", raw="PT08H05M06S")),
        ('office:value-type="boolean" office:boolean-value="true"', p("BENAR"), Cell(1, 1, "TRUE", "logika")),
        (f'table:formula="of:=-Terlaksana" {STRING} calcext:value-type="error"', p("#NAME?"),
         Cell(1, 1, "#NAME?", "galat", "-Terlaksana")),
        ('table:formula="of:=IF([.A2]=1;&quot;x&quot;;&quot;&quot;)"', p(""),
         Cell(1, 1, "", "teks", 'IF(A2=1;"x";"")')),
        ('table:formula="of:=SUM([.A2:.A3];[$Lain.$B$1])"', "", Cell(1, 1, "", "kosong", "SUM(A2:A3;$Lain.$B$1)")),
        (f'table:formula="of:=1+1" {FLOAT.format(2)}', p("2"), Cell(1, 1, "2", "angka", "1+1", raw="2")),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_was_seen(attributes: str, content: str, expected: Cell | None) -> None:
    assert one(attributes, content) == expected


def test_rows_and_cells_stand_where_repeats_and_groups_put_them() -> None:
    text = f"<table:table-cell {STRING}>{p('x')}</table:table-cell>"
    rows = f"""
      <table:table-header-rows><table:table-row>{text}</table:table-row></table:table-header-rows>
      <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>
        <table:covered-table-cell/>{text}</table:table-row>
      <text:soft-page-break/>
      <table:table-row-group><table:table-rows>
        <table:table-row><table:table-cell {STRING} table:number-columns-repeated="2">{p("y")}</table:table-cell>
          <table:covered-table-cell {STRING}>{p("z")}</table:covered-table-cell></table:table-row>
      </table:table-rows></table:table-row-group>
      <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
      </table:table-row>"""
    assert [(cell.alamat, cell.text) for cell in cells(rows)] == [
        ("A1", "x"), ("D2", "x"), ("D3", "x"), ("A4", "y"), ("B4", "y"), ("C4", "z"),
    ]  # fmt: skip


def test_sheets_names_properties_and_merges_come_through() -> None:
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    cell = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2"/>'
        "</table:table-row>"
    )
    names = (
        '<table:named-expressions><table:named-range table:name="satu" table:cell-range-address="$&apos;Dua Kata&apos;.$C$6"/>'
        '<table:named-range table:name="dua" table:cell-range-address="$A.$A$1:.$B$2"/>'
        '<table:named-range table:name="hilang" table:cell-range-address="#REF!"/>'
        '<table:named-expression table:name="cap" table:expression="of:=&quot;SKPXL1;x&quot;"/></table:named-expressions>'
    )
    local = (
        '<table:named-expressions><table:named-range table:name="satu" table:cell-range-address="$A.$B$1"/>'
        "</table:named-expressions>"
    )
    data = document(
        f'<table:table table:name="A">{cell}{local}</table:table>'
        f'<table:table table:name="Dua Kata" table:style-name="ta1"/>{names}',
        styles,
        meta_xml=f'<office:document-meta {NS}><office:meta><meta:user-defined meta:name="skpxl">isi</meta:user-defined>'
        "</office:meta></office:document-meta>",
    )
    book = opened(data)
    assert [(info.name, info.state) for info in book.sheets] == [("A", "visible"), ("Dua Kata", "hidden")]
    assert book.sheet("A").merges == [(1, 1, 2, 3)]
    assert book.defined_names == {
        "satu": "'Dua Kata'!$C$6", "dua": "'A'!$A$1:$B$2", "hilang": "#REF!", "cap": '"SKPXL1;x"',
    }  # fmt: skip
    assert book.scoped_names == {"satu": [("A", "'A'!$B$1")]}
    assert (book.properties, book.leads_outside) == ({"skpxl": "isi"}, ())


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (document(""), ("berkas-rusak", "buku kerja tidak memuat satu lembar pun")),
        (zipped({"mimetype": MIME, "content.xml": "<a/>"}), ("berkas-rusak", "isinya bukan lembar kerja OpenDocument")),
        (zipped({"mimetype": MIME, "content.xml": "<a"}), ("berkas-rusak", "isi bagian content.xml tidak dapat diurai")),
        (document('<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">'
                  f"<table:table-cell {STRING}>{p('x')}</table:table-cell></table:table-row></table:table>"),
         ("berkas-terlalu-besar", "bukunya berisi terlalu banyak sel")),
        (document('<table:table table:name="S"><table:table-row><table:table-cell table:number-columns-repeated="16384"/>'
                  f"<table:table-cell {STRING}>{p('x')}</table:table-cell></table:table-row></table:table>"),
         ("berkas-rusak", "sebuah sel berada di luar lembar")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(data: bytes, verdict: tuple[str, str]) -> None:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    assert (caught.value.code, caught.value.detail) == verdict


def laid_out(tag: str) -> str:
    return tag + "\n     "


@pytest.mark.parametrize("layout", [str, laid_out])
def test_a_form_is_read_however_the_xml_is_laid_out(layout, konversi, tmp_path) -> None:
    filled = make_form(KUANTITATIF, GOOD[KUANTITATIF], signing_key=SIGNING_KEY)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(filled, LIBRARY))
    with zipfile.ZipFile(konversi(path, "ods")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    for tag in ("table:table-row", "table:table-cell", "table:table", "text:p"):
        content = content.replace(f"</{tag}>", layout(f"</{tag}>")).replace(f"<{tag} ", layout("") + f"<{tag} ")
    reading = read(zipped(parts | {"content.xml": content}), SIGNING_KEY)
    assert [finding.code for finding in reading.findings] == ["berkas-dikonversi"]
    assert reading.form.isian == filled.isian


def test_the_child_answers_with_what_json_can_hold() -> None:
    data = document(f'<table:table table:name="S"><table:table-row><table:table-cell {STRING}>{p("x")}</table:table-cell>'
                    "</table:table-row></table:table>")  # fmt: skip
    answer = ask_apart(child_of("skpxl.xlsx.child"), (CALAMINE, "60", "450000000", "10"), data, Batas())
    assert json.loads(answer)["lembar"][0]["sel"] == [[1, 1, "x", "teks", None, "", "", False, None]]


def test_what_people_leave_beside_the_values_comes_through() -> None:
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = (
        f'<style:style style:name="ce1" style:family="table-cell">{struck}</style:style>'
        f'<style:style style:name="T1" style:family="text">{struck}</style:style>'
        '<style:style style:name="ce2" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="none"/></style:style>'
    )
    note = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Kabid</dc:creator>'
        f"{p('naikkan')}</office:annotation>"
    )
    box = f"<draw:frame><draw:text-box>{p('lihat')}{p('DPA')}</draw:text-box></draw:frame>"
    rows = (
        '<table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/>'
        f'<table:shapes xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">{box}</table:shapes>'
        f'<table:table-row><table:table-cell table:style-name="ce1" {STRING}>{p("batal")}</table:table-cell>'
        f'<table:table-cell table:style-name="ce2" {STRING}>{p("tetap")}{note}</table:table-cell></table:table-row>'
        '<table:table-row table:visibility="filter"><table:table-cell office:value-type="string">'
        '<text:p><text:span text:style-name="T1">39</text:span> 41 data</text:p></table:table-cell></table:table-row>'
    )
    book = opened(document(f'<table:table table:name="S">{rows}</table:table>', styles))
    grid = book.sheet("S")
    found = [None if cell.struck is None else tuple(cell.struck) for cell in grid.cells.values()]
    assert found == [("batal", ""), None, ("39", "41 data")]
    assert (grid.hidden_rows, grid.hidden_cols) == ({2}, {2})
    assert book.marks == (
        ("kotak teks", "S", "", "", "lihat\nDPA"),
        ("komentar", "S", "B1", "Kabid", "naikkan"),
    )
